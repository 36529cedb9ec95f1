<#-- What an incoming webhook takes. A level's file sets text. -->
<#include words><#include level><#t>
{"text": "${text?trim?json_string}"}
