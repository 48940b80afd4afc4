-- An open offer or joint work comes from the office that has custody, and its grant names the office at the other end.
-- Broken: an office is offered what the other cannot give. Withdraw the offer.
select h.id as handover, h.kind, h.state
  from cases.handovers h
  join access.subjects s on s.id = h.person_id
  join consent.grants g on g.id = h.grant_id
 where (h.state in ('offered', 'seen') or (h.kind = 'joint' and h.state = 'accepted' and h.ended_at is null))
   and (
     h.from_office_id <> s.custodian_id
     or g.recipient_kind <> 'office'
     or g.recipient_id <> h.to_office_id
     or g.withdrawn_at is not null
   )
