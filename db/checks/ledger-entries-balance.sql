-- The postings of every entry sum to zero in each currency.
-- Broken: a row was changed past the database. Restore the entry from a backup; its seal says what it was.
select p.entry_id as entry, p.currency, sum(p.amount_minor) as sum
  from ledger.postings p
 group by p.entry_id, p.currency
having sum(p.amount_minor) <> 0
