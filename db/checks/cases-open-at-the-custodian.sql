-- Every case stands at the office that has custody of the person's file.
-- Broken: the desk that has the file does not see the case. A hand-over was changed outside of Ponte; put the office right.
select c.id as case, c.office_id as office, s.custodian_id as custodian
  from cases.cases c
  join access.subjects s on s.id = c.person_id
 where c.office_id <> s.custodian_id
