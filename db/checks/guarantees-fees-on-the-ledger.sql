-- Fees that lenders owe to a fund are those charged less those paid, and stand so on the account of each window.
-- Broken: somebody wrote past the functions of guarantees. Compare guarantees.fees and guarantees.fee_payments with the entries.
with said as (
  select m.window_id, sum(m.minor) as minor
    from (
      select g.window_id, f.home_minor as minor from guarantees.fees f join guarantees.guarantees g on g.id = f.guarantee_id
      union all
      select p.window_id, -p.amount_minor from guarantees.fee_payments p
    ) m
   group by m.window_id
), booked as (
  select w.id as window_id, a.posted_minor as minor
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    join ledger.accounts a on a.book_id = f.book_id and a.code = 'w' || w.number || ':fees-due' and a.currency = f.currency
)
select coalesce(s.window_id, b.window_id) as window, coalesce(s.minor, 0) as said, coalesce(b.minor, 0) as booked
  from said s
  full join booked b on b.window_id = s.window_id
 where coalesce(s.minor, 0) <> coalesce(b.minor, 0)
