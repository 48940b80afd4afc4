-- A referral goes to the organisation that the person's grant names, for the same person.
-- Broken: a provider is named that the person did not agree to. Withdraw the referral.
select r.id as referral, r.organisation_id as organisation, g.recipient_kind, g.recipient_id as recipient
  from cases.referrals r
  join consent.grants g on g.id = r.grant_id
 where g.recipient_kind <> 'organisation'
    or g.recipient_id <> r.organisation_id
    or g.subject_id <> r.person_id
