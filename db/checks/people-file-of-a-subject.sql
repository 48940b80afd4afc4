-- A person's file and its ventures stand at the office that has custody.
-- Broken: the desk that has the file does not see it whole. A hand-over was changed outside of Ponte; put the office right.
select 'person' as kind, p.id
  from people.people p join access.subjects s on s.id = p.id
 where p.office_id <> s.custodian_id
 union all
select 'venture', v.id
  from ventures.ventures v join access.subjects s on s.id = v.lead_person_id
 where v.office_id <> s.custodian_id
