-- The balance of an account is the sum of its postings, and what is reserved is the sum of what is pending.
-- Broken: somebody wrote past the ledger's functions. Compare the sealed entries with the last backup.
with posted as (
  select account_id, sum(amount_minor) as total, count(*) as lines, max(nth) as last
    from ledger.postings
   where not pending
   group by account_id
), reserved as (
  select p.account_id, coalesce(sum(p.amount_minor) filter (where p.amount_minor > 0), 0) as arriving,
         coalesce(-sum(p.amount_minor) filter (where p.amount_minor < 0), 0) as leaving
    from ledger.postings p
   where p.pending
     and not exists (select from ledger.entries e where e.settles = p.entry_id)
   group by p.account_id
)
select a.id as account, a.posted_minor as balance, coalesce(p.total, 0) as postings
  from ledger.accounts a
  left join posted p on p.account_id = a.id
  left join reserved r on r.account_id = a.id
 where a.posted_minor <> coalesce(p.total, 0)
    or a.last_nth <> coalesce(p.lines, 0)
    or a.last_nth <> coalesce(p.last, 0)
    or a.pending_in_minor <> coalesce(r.arriving, 0)
    or a.pending_out_minor <> coalesce(r.leaving, 0)
