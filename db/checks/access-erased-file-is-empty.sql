-- A file whose key was destroyed holds no name, contact or venture any more.
-- Broken: an erasure was cut off, or a backup brought content back. Erase the person again.
select k.subject_id as file, k.destroyed_at
  from access.subject_keys k
 where k.destroyed_at is not null
   and exists (select from people.people p where p.id = k.subject_id)
