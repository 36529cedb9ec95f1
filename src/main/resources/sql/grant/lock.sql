select refresh, access, access_until, refused from oauth_grant where source = :source for update
