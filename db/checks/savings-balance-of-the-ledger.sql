-- What a saver paid in less what was drawn or taken is the balance of their account on the ledger, and what is pledged is what is reserved there.
-- Broken: somebody wrote past the functions of the module savings, or booked on such an account by hand. Compare with the organisation's own
-- statement, and correct the ledger by a reversal.
with moved as (
  select membership_id, sum(case kind when 'deposit' then amount_minor else -amount_minor end) as balance
    from savings.movements
   group by membership_id
), pledged as (
  select membership_id, sum(pledge_minor) as held
    from savings.credits
   where state = 'open'
   group by membership_id
)
select m.id as membership, coalesce(v.balance, 0) as movements, -a.posted_minor as ledger
  from savings.memberships m
  join ledger.accounts a on a.id = m.account_id
  left join moved v on v.membership_id = m.id
  left join pledged p on p.membership_id = m.id
 where a.posted_minor <> -coalesce(v.balance, 0)
    or a.pending_in_minor <> coalesce(p.held, 0)
