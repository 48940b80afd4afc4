-- A pair shares its own founder's file with the account of its own mentor.
-- Broken: a mentor reads what was not shared with them, or not what was. End the pair, tell the founder and the data-protection officer.
select p.id as pair, p.grant_id as permission
  from mentoring.pairs p
  join mentoring.mentors m on m.id = p.mentor_id
  join consent.grants g on g.id = p.grant_id
 where g.recipient_kind <> 'account'
    or g.recipient_id <> m.account_id
    or g.subject_id <> p.person_id
