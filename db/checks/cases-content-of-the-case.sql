-- Steps, notes and tasks hang on a case of the same person and office.
-- Broken: content of one file shows in another. Stop Ponte and restore a backup.
select 'step' as kind, s.id
  from cases.steps s join cases.cases c on c.id = s.case_id
 where (s.person_id, s.office_id) is distinct from (c.person_id, c.office_id)
 union all
select 'note', n.id
  from cases.notes n join cases.cases c on c.id = n.case_id
 where (n.person_id, n.office_id) is distinct from (c.person_id, c.office_id)
 union all
select 'task', t.id
  from cases.tasks t join cases.cases c on c.id = t.case_id
 where (t.person_id, t.office_id) is distinct from (c.person_id, c.office_id)
