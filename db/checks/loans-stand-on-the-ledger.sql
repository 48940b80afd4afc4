-- Where Ponte keeps the books of a lender's loans, loans outstanding on the ledger are the principal that its running loans owe, by currency.
-- Broken: somebody wrote past the use cases of loans. Compare loans.booked with the entries of the lender's loans (about_id), loan by loan.
with said as (
  select b.organisation_id, l.currency, sum(l.balance_minor) as minor
    from loans.books b
    join loans.loans l on l.organisation_id = b.organisation_id and l.state = 'running'
   group by b.organisation_id, l.currency
), stands as (
  select b.organisation_id, a.currency, sum(a.posted_minor) as minor
    from loans.books b
    join ledger.accounts a on a.book_id = b.book_id and a.part = 'lent' and a.kept
   group by b.organisation_id, a.currency
)
select organisation_id as lender, currency, coalesce(s.minor, 0) as said, coalesce(b.minor, 0) as booked
  from said s
  full join stands b using (organisation_id, currency)
 where coalesce(s.minor, 0) <> coalesce(b.minor, 0)
