-- A referral that waits or is accepted rests on a grant that was not withdrawn.
-- Broken: the provider is waited for and sees nothing. Withdraw the referral, or ask the person for a new agreement.
select r.id as referral, r.state, g.withdrawn_at
  from cases.referrals r
  join consent.grants g on g.id = r.grant_id
 where r.state in ('sent', 'seen', 'accepted')
   and g.withdrawn_at is not null
