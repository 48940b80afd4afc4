-- Every role that holds for an office or an organisation names one that exists.
-- Broken: the role gives nothing, and its holder wonders why. End it and give it anew.
select a.id as assignment, a.scope_kind, a.scope_id
  from access.assignments a
 where a.ended_at is null
   and (
     (a.scope_kind = 'office' and not exists (select from offices.offices o where o.id = a.scope_id))
     or (a.scope_kind = 'organisation' and not exists (select from directory.organisations o where o.id = a.scope_id))
   )
