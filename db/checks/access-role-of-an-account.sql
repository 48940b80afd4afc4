-- Every role that holds belongs to an account that exists.
-- Broken: an account made later under the same id would hold the role. End the role.
select a.id as assignment, a.role
  from access.assignments a
 where a.ended_at is null
   and not exists (select from identity.accounts i where i.id = a.account_id)
