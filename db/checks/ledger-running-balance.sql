-- The balance after a posting is the balance before it and the posting.
-- Broken: a posting was changed, removed or put in between. Compare the sealed entries with the last backup.
select s.entry_id as entry, s.account_id as account, s.nth
  from (
    select p.entry_id, p.account_id, p.nth, p.amount_minor, p.balance_after_minor,
           lag(p.balance_after_minor, 1, 0::bigint) over one as balance_before, lag(p.nth, 1, 0::bigint) over one as nth_before
      from ledger.postings p
     where not p.pending
    window one as (partition by p.account_id order by p.nth)
  ) s
 where s.balance_after_minor <> s.balance_before + s.amount_minor
    or s.nth <> s.nth_before + 1
