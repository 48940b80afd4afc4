-- What is guaranteed in a window, as the guarantees say, is what stands on its account of the ledger, reservations with it.
-- Broken: somebody wrote past the functions of guarantees. Compare the steps of its guarantees with the entries.
with said as (
  select g.window_id, sum(g.measured_minor) as minor from guarantees.guarantees g group by g.window_id
), booked as (
  select w.id as window_id, sum(a.posted_minor + a.pending_in_minor) as minor
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    join ledger.accounts a on a.book_id = f.book_id and a.code = 'w' || w.number || ':outstanding' and a.currency = f.currency
   group by w.id
)
select coalesce(s.window_id, b.window_id) as window, coalesce(s.minor, 0) as said, coalesce(b.minor, 0) as booked
  from said s
  full join booked b on b.window_id = s.window_id
 where coalesce(s.minor, 0) <> coalesce(b.minor, 0)
