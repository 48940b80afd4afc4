-- The organisation that runs an office exists.
-- Broken: the office's page names nobody. Choose the organisation again.
select o.id as office, o.organisation_id as organisation
  from offices.offices o
 where o.organisation_id is not null
   and not exists (select from directory.organisations d where d.id = o.organisation_id)
