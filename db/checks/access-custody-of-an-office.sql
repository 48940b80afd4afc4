-- Every file is in the custody of an office that exists.
-- Broken: nobody can open the file. Find its office in the audit and hand it over.
select s.id as file, s.custodian_id as custodian
  from access.subjects s
 where not exists (select from offices.offices o where o.id = s.custodian_id)
