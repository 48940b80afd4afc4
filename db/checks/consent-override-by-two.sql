-- A grant without the person's own agreement rests on a request that a second officer confirmed.
-- Broken: somebody shared a file alone. Withdraw the grant and tell the data-protection officer.
select g.id as grant, g.override_request_id as request
  from consent.grants g
  left join consent.override_requests r on r.id = g.override_request_id
 where g.given_how = 'override'
   and (r.id is null or r.state <> 'confirmed' or r.subject_id <> g.subject_id or r.requested_by = r.decided_by)
