-- Grants, lawful bases and what is withheld carry the office that has custody of the file.
-- Broken: the office that has the file does not see what the person allowed. Put the custodian right.
select 'grant' as kind, g.id::text as id
  from consent.grants g join access.subjects s on s.id = g.subject_id
 where g.custodian_id <> s.custodian_id
 union all
select 'basis', b.id::text
  from consent.bases b join access.subjects s on s.id = b.subject_id
 where b.custodian_id <> s.custodian_id
 union all
select 'withheld', w.subject_id::text || ' ' || w.part
  from access.withheld w join access.subjects s on s.id = w.subject_id
 where w.custodian_id <> s.custodian_id
