-- What a loan says is owed, and since when, equals its instalments less what payments settled; each payment is settled to the last unit.
-- Broken: the portfolio of the lender is wrong. Have the lender take back one payment of the loan and record it again, then compare.
with settled as (
  select loan_id, n, sum(principal_minor) as principal, sum(principal_minor + interest_minor + fees_minor + waived_minor) as total
    from loans.allocations
   group by loan_id, n
), owed as (
  select i.loan_id,
         sum(i.principal_minor - coalesce(s.principal, 0)) as balance,
         min(i.due_on) filter (where i.principal_minor + i.interest_minor + i.fees_minor > coalesce(s.total, 0)) as since
    from loans.instalments i
    left join settled s using (loan_id, n)
   where i.ended_by is null
   group by i.loan_id
)
select l.id as loan, l.balance_minor as balance, o.balance as counted
  from loans.loans l
  join owed o on o.loan_id = l.id
 where (l.balance_minor, l.owed_since) is distinct from (o.balance, o.since)
    or (l.state in ('settled', 'recovered')) <> (o.since is null)
 union all
select r.loan_id, r.amount_minor, coalesce(sum(a.principal_minor + a.interest_minor + a.fees_minor), 0)
  from loans.repayments r
  left join loans.allocations a on a.repayment_id = r.id
 group by r.id
having coalesce(sum(a.principal_minor + a.interest_minor + a.fees_minor), 0) <> case when r.reversed_at is null then r.amount_minor else 0 end
