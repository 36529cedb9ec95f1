-- Empty = a copy of it was taken before.
insert into came_back (mailbox, print, at, kind, sender, subject, cause)
values (:mailbox, :print, :now::timestamptz, :kind, :sender, :subject, :cause)
    on conflict (mailbox, print) do nothing
returning id
