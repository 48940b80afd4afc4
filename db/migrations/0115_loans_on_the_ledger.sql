-- Loans of an organisation without a system of its own: Ponte keeps its books. What is paid out, repaid, taken back and written off is booked
-- from the records themselves, in the same transaction. No person stands on the ledger: entries are about loans, payments and write-offs by id.

alter table loans.loans add fee_minor bigint not null default 0 constraint loans_fee check (fee_minor between 0 and principal_minor);
comment on column loans.loans.fee_minor is 'Fee that was kept back when it was paid out.';
update loans.loans l set fee_minor = guarantees.share(l.principal_minor, p.fee_percent::numeric, 100) from loans.products p where p.id = l.product_id;

create table loans.books (
  organisation_id uuid primary key constraint books_organisation references directory.organisations (id),
  book_id uuid not null constraint books_book references ledger.books (id),
  chosen_by uuid not null,
  chosen_at timestamptz not null default now()
);
create index books_book_id on loans.books (book_id);
comment on table loans.books is 'Lenders without a system of their own, for which Ponte keeps the books of their loans.';
comment on column loans.books.organisation_id is 'The lender.';
comment on column loans.books.book_id is 'Its book on the ledger.';
comment on column loans.books.chosen_by is 'Account that chose it.';
comment on column loans.books.chosen_at is 'When.';
alter table loans.books enable row level security;
alter table loans.books force row level security;
create policy owner_all on loans.books to ponte_owner using (true) with check (true);
create policy lender on loans.books for select to ponte_app using (organisation_id in (select loans.lending()));
grant select on loans.books to ponte_app;

create table loans.booked (
  loan_id uuid not null,
  about_id uuid not null,
  organisation_id uuid not null,
  lent_minor bigint not null,
  cash_minor bigint not null,
  interest_minor bigint not null,
  charges_minor bigint not null,
  written_off_minor bigint not null,
  recovered_minor bigint not null,
  constraint booked_pkey primary key (loan_id, about_id),
  constraint booked_loan foreign key (loan_id, organisation_id) references loans.loans (id, organisation_id) on delete cascade,
  constraint booked_balanced check (lent_minor + cash_minor + interest_minor + charges_minor + written_off_minor + recovered_minor = 0)
);
comment on table loans.booked is 'What stands on the ledger of each payment out, payment and write-off: the next entry is what differs from it. Debits positive.';
comment on column loans.booked.loan_id is 'The loan.';
comment on column loans.booked.about_id is 'The loan itself, a payment, or a write-off.';
comment on column loans.booked.organisation_id is 'The lender.';
comment on column loans.booked.lent_minor is 'Loans outstanding.';
comment on column loans.booked.cash_minor is 'Cash.';
comment on column loans.booked.interest_minor is 'Interest.';
comment on column loans.booked.charges_minor is 'Fees and mark-ups.';
comment on column loans.booked.written_off_minor is 'Written off.';
comment on column loans.booked.recovered_minor is 'What came in after a write-off.';
alter table loans.booked enable row level security;
alter table loans.booked force row level security;
create policy owner_all on loans.booked to ponte_owner using (true) with check (true);

create function loans.bookable(ids uuid[])
returns table (loan_id uuid, about_id uuid, about text, on_day date, what text, lent bigint, cash bigint, interest bigint, charges bigint,
               written_off bigint, recovered bigint)
language sql stable security definer
set search_path = ''
as $$
  select l.id, l.id, 'loans.loans', l.paid_out_on, 'paid out', l.principal_minor, l.fee_minor - l.principal_minor, 0, -l.fee_minor, 0, 0
    from loans.loans l
   where l.id = any (ids)
   union all
  select c.loan_id, c.id, 'loans.changes', c.on_day, 'written off', -c.principal_minor, 0, 0, 0, c.principal_minor, 0
    from loans.changes c
   where c.loan_id = any (ids) and c.kind = 'write-off'
   union all
  select r.loan_id, r.id, 'loans.repayments', r.paid_on, case when r.reversed_at is null then 'repaid' else 'taken back' end,
         case when c.kind = 'write-off' then 0 else -coalesce(a.principal, 0) end,
         case when r.reversed_at is null then r.amount_minor else 0 end,
         case when c.kind = 'write-off' then 0 else -coalesce(a.interest, 0) end,
         case when c.kind = 'write-off' then 0 else -coalesce(a.fees, 0) end,
         0,
         case when c.kind = 'write-off' then -coalesce(a.principal + a.interest + a.fees, 0) else 0 end
    from loans.repayments r
    left join loans.changes c on c.id = r.change_id
    left join (
      select s.repayment_id, sum(s.principal_minor)::bigint as principal, sum(s.interest_minor)::bigint as interest, sum(s.fees_minor)::bigint as fees
        from loans.allocations s
       where s.loan_id = any (ids)
       group by s.repayment_id
    ) a on a.repayment_id = r.id
   where r.loan_id = any (ids)
$$;
comment on function loans.bookable(uuid[]) is
  'What some loans are on the ledger, by their records: one line for each payment out, payment and write-off. New terms move nothing: the principal stays.';

create function loans.account(of_book uuid, of_part text, in_currency text) returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  of_account uuid;
  of_code text := 'loans:' || of_part;
begin
  select a.id into of_account
    from ledger.accounts a
   where a.book_id = of_book and a.part = of_part and a.currency = in_currency and a.closed_at is null and a.code like 'loans:%'
   order by a.id limit 1;
  if of_account is null then
    -- A keeper may have an account of this name of their own.
    while exists (select from ledger.accounts a where a.book_id = of_book and a.code = of_code and a.currency = in_currency) loop
      of_code := of_code || ':1';
    end loop;
    of_account := kernel.uuid_v7();
    insert into ledger.accounts (id, book_id, code, name, kind, currency, part, kept)
    values (of_account, of_book, of_code, of_code,
            case of_part when 'written-off' then 'expense' when 'opening' then 'equity' when 'cash' then 'asset' when 'lent' then 'asset'
                         when 'without-file' then 'asset' else 'income' end,
            in_currency, of_part, of_part <> 'cash');
  end if;
  return of_account;
end
$$;
comment on function loans.account(uuid, text, text) is
  'An account of loans in a lender''s book; opened where it is not there yet. Cash is open to the keeper, who books what is put in; the others are kept.';

create function loans.post(of_book uuid, in_currency text, effective date, what text, of_about text, of_about_id uuid, moves jsonb) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  accounts uuid[];
  amounts bigint[];
  closed date;
begin
  -- What belongs to a closed period is booked on the first day after it. The lock lets no period be closed meanwhile.
  select b.closed_through into closed from ledger.books b where b.id = of_book for no key update;
  select array_agg(loans.account(of_book, m.part, in_currency) order by m.part), array_agg(m.minor order by m.part)
    into accounts, amounts
    from (select key as part, value::bigint as minor from jsonb_each_text(moves)) m
   where m.minor <> 0;
  if accounts is not null then
    perform ledger.write_entry(of_book, kernel.uuid_v7(), 'entry', greatest(effective, closed + 1), 'loans ' || kernel.uuid_v7()::text, what,
                               of_about, of_about_id, accounts, array_fill(in_currency, array[cardinality(accounts)]), amounts, null, null, null);
  end if;
end
$$;
comment on function loans.post(uuid, text, date, text, text, uuid, jsonb) is 'Writes what moves between the parts of a lender''s loans as one entry.';

create function loans.book_loan(of_loan uuid, today date) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  one record;
  line record;
begin
  -- Whoever begins or ends to keep the books waits for what is being recorded, and what is recorded waits for them.
  perform pg_advisory_xact_lock_shared(hashtextextended('loans.books ' || l.organisation_id::text, 0)) from loans.loans l where l.id = of_loan;
  select l.id, l.currency, l.organisation_id, b.book_id into one
    from loans.loans l
    join loans.books b on b.organisation_id = l.organisation_id
   where l.id = of_loan and l.organisation_id in (select loans.lending())
     for no key update of l;
  if one.id is null then
    return;
  end if;
  for line in
    select n.*, k.about_id is not null as known,
           n.lent - coalesce(k.lent_minor, 0) as d_lent, n.cash - coalesce(k.cash_minor, 0) as d_cash,
           n.interest - coalesce(k.interest_minor, 0) as d_interest, n.charges - coalesce(k.charges_minor, 0) as d_charges,
           n.written_off - coalesce(k.written_off_minor, 0) as d_written_off, n.recovered - coalesce(k.recovered_minor, 0) as d_recovered
      from loans.bookable(array[one.id]) n
      left join loans.booked k on k.loan_id = n.loan_id and k.about_id = n.about_id
     where k.about_id is null
        or (n.lent, n.cash, n.interest, n.charges, n.written_off, n.recovered) is distinct from
           (k.lent_minor, k.cash_minor, k.interest_minor, k.charges_minor, k.written_off_minor, k.recovered_minor)
     order by n.on_day, n.about_id
  loop
    perform loans.post(
      one.book_id, one.currency, case when line.known then today else line.on_day end,
      case when line.known and line.what = 'repaid' then 'settled again' else line.what end, line.about, line.about_id,
      jsonb_build_object('lent', line.d_lent, 'cash', line.d_cash, 'interest', line.d_interest, 'charges', line.d_charges,
                         'written-off', line.d_written_off, 'recoveries', line.d_recovered));
    insert into loans.booked (loan_id, about_id, organisation_id, lent_minor, cash_minor, interest_minor, charges_minor, written_off_minor, recovered_minor)
    values (one.id, line.about_id, one.organisation_id, line.lent, line.cash, line.interest, line.charges, line.written_off, line.recovered)
    on conflict on constraint booked_pkey do update
      set lent_minor = excluded.lent_minor, cash_minor = excluded.cash_minor, interest_minor = excluded.interest_minor,
          charges_minor = excluded.charges_minor, written_off_minor = excluded.written_off_minor, recovered_minor = excluded.recovered_minor;
  end loop;
end
$$;
comment on function loans.book_loan(uuid, date) is
  'Books what changed of a loan, where Ponte keeps the books of its lender: by the day of the record, or by today where a record changed. A second time it finds nothing.';

create function loans.keep_books(of_organisation uuid, of_book uuid, today date) returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  line record;
begin
  if of_organisation not in (select loans.lending())
     or not exists (select from ledger.books b where b.id = of_book and b.scope_kind = 'organisation' and b.scope_id = of_organisation) then
    raise exception 'not yours' using errcode = '42501', constraint = 'books_not_yours';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('loans.books ' || of_organisation::text, 0));
  insert into loans.books (organisation_id, book_id, chosen_by) values (of_organisation, of_book, kernel.actor());
  -- What was recorded before is brought in as what is owed today; what moved until then stays out of the book. A change that is being recorded
  -- meanwhile waits at the lock above, and finds what differs.
  insert into loans.booked (loan_id, about_id, organisation_id, lent_minor, cash_minor, interest_minor, charges_minor, written_off_minor, recovered_minor)
  select n.loan_id, n.about_id, of_organisation, n.lent, n.cash, n.interest, n.charges, n.written_off, n.recovered
    from loans.bookable(array(select l.id from loans.loans l where l.organisation_id = of_organisation)) n;
  for line in
    select l.currency, sum(k.lent_minor)::bigint as lent
      from loans.booked k
      join loans.loans l on l.id = k.loan_id
     where k.organisation_id = of_organisation
     group by l.currency
     order by l.currency
  loop
    perform loans.post(of_book, line.currency, today, 'opening', null, null, jsonb_build_object('lent', line.lent, 'opening', -line.lent));
  end loop;
end
$$;
comment on function loans.keep_books(uuid, uuid, date) is 'From now on Ponte keeps the books of a lender''s loans; what is owed already is brought in.';

create function loans.end_books(of_organisation uuid) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if of_organisation not in (select loans.lending()) then
    raise exception 'not yours' using errcode = '42501', constraint = 'books_not_yours';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('loans.books ' || of_organisation::text, 0));
  if not exists (select from loans.books b where b.organisation_id = of_organisation) then
    raise exception 'not kept' using errcode = 'check_violation', constraint = 'books_own';
  end if;
  if exists (select from loans.loans l where l.organisation_id = of_organisation and l.state = 'running') then
    raise exception 'loans run' using errcode = 'check_violation', constraint = 'books_loans_run';
  end if;
  delete from loans.booked where organisation_id = of_organisation;
  delete from loans.books where organisation_id = of_organisation;
end
$$;
comment on function loans.end_books(uuid) is 'The lender keeps its own books again; refused while a loan runs.';

create function loans.erase_booked() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  left_minor bigint;
  of_book uuid;
begin
  select coalesce(sum(k.lent_minor), 0), b.book_id into left_minor, of_book
    from loans.books b
    join loans.booked k on k.loan_id = old.id
   where b.organisation_id = old.organisation_id
   group by b.book_id;
  if left_minor <> 0 then
    perform loans.post(of_book, old.currency, kernel.today(), 'file erased', null, null,
                       jsonb_build_object('without-file', left_minor, 'lent', -left_minor));
  end if;
  return old;
end
$$;
comment on function loans.erase_booked() is 'A loan that is erased with the file of its borrower leaves what was owed on an account of its own: the money is still the lender''s.';
create trigger erase_booked before delete on loans.loans for each row execute function loans.erase_booked();

create function loans.kept_figures() returns table (organisation_id uuid, book_id uuid, currency text, lent_minor bigint, owed_minor bigint, running bigint)
language sql stable security definer
set search_path = ''
as $$
  with mine as materialized (
    select b.organisation_id, b.book_id from loans.books b where b.organisation_id in (select loans.lending())
  ), said as (
    select l.organisation_id, l.currency, sum(l.balance_minor)::bigint as minor, count(*) as loans
      from loans.loans l
     where l.organisation_id in (select m.organisation_id from mine m) and l.state = 'running'
     group by 1, 2
  ), stands as (
    select m.organisation_id, a.currency, sum(a.posted_minor)::bigint as minor
      from mine m
      join ledger.accounts a on a.book_id = m.book_id and a.part = 'lent' and a.kept
     group by 1, 2
  ), both_sides as (
    select organisation_id, currency, coalesce(t.minor, 0) as lent, coalesce(s.minor, 0) as owed, coalesce(s.loans, 0) as loans
      from said s
      full join stands t using (organisation_id, currency)
  )
  select m.organisation_id, m.book_id, b.currency, b.lent, b.owed, b.loans from mine m left join both_sides b using (organisation_id)
$$;
comment on function loans.kept_figures() is 'Of the actor''s lenders whose books Ponte keeps: loans outstanding on the ledger beside what their running loans say is owed.';

do $$
declare name text;
begin
  foreach name in array array['bookable(uuid[])', 'account(uuid, text, text)', 'post(uuid, text, date, text, text, uuid, jsonb)', 'book_loan(uuid, date)',
    'keep_books(uuid, uuid, date)', 'end_books(uuid)', 'erase_booked()', 'kept_figures()'] loop
    execute format('revoke execute on function loans.%s from public', name);
  end loop;
  foreach name in array array['book_loan(uuid, date)', 'keep_books(uuid, uuid, date)', 'end_books(uuid)', 'kept_figures()'] loop
    execute format('grant execute on function loans.%s to ponte_app', name);
  end loop;
end
$$;
