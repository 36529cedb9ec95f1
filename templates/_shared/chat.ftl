<#-- What the chat webhook relance.alert.webhook gets: the shape that Slack, Mattermost and Rocket.Chat read. -->
{"text": "${body?json_string}"}
