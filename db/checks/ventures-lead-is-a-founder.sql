-- The lead of a venture is one of its founders and has not left.
-- Broken: nobody answers for the venture. Choose another lead.
select v.id as venture, v.lead_person_id as lead
  from ventures.ventures v
 where not exists (
   select from ventures.founders f
    where f.venture_id = v.id and f.person_id = v.lead_person_id and f.left_at is null
 )
