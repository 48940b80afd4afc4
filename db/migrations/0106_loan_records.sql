-- Loans after they are paid out, as their lenders report them: what was repaid and what each payment settled, changes of terms and write-off.

-- In which order a payment settles the parts of an instalment is a term of the product, like its price.
alter table loans.products add allocation_order text not null default 'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST'
  constraint products_allocation_order check (allocation_order in (
    'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST', 'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER'));
comment on column loans.products.allocation_order is 'What a payment settles first in an instalment; the oldest instalment always comes first.';
grant update (allocation_order) on loans.products to ponte_app;

create or replace function loans.may_become(machine text, before text, after text) returns boolean
language sql immutable
as $$
  select (machine, before, after) in (
    values
      ('product', 'draft', 'published'),
      ('product', 'published', 'withdrawn'),
      ('application', 'sent', 'in-review'),
      ('application', 'sent', 'withdrawn'),
      ('application', 'in-review', 'asked'),
      ('application', 'in-review', 'approved'),
      ('application', 'in-review', 'declined'),
      ('application', 'in-review', 'withdrawn'),
      ('application', 'asked', 'in-review'),
      ('application', 'asked', 'declined'),
      ('application', 'asked', 'withdrawn'),
      ('application', 'approved', 'signed'),
      ('application', 'approved', 'withdrawn'),
      ('application', 'signed', 'paid-out'),
      ('application', 'signed', 'withdrawn'),
      ('loan', 'running', 'running'),
      ('loan', 'running', 'settled'),
      ('loan', 'running', 'written-off'),
      ('loan', 'settled', 'running'),
      ('loan', 'written-off', 'recovered'),
      ('loan', 'recovered', 'written-off')
  )
$$;

-- The version of the product stays with the loan: after the permission has ended the lender does not reach the application any more.
alter table loans.loans add product_id uuid;
update loans.loans l set product_id = a.product_id from loans.applications a where a.id = l.application_id;
alter table loans.loans
  alter product_id set not null,
  add constraint loans_product foreign key (product_id, organisation_id) references loans.products (id, organisation_id),
  add owed_since date,
  drop past_due_days,
  alter balance_minor set default 0;
create index loans_product_id on loans.loans (product_id, organisation_id);
-- Answers the whole portfolio of a lender from the index alone.
create index loans_portfolio on loans.loans (organisation_id, currency) include (state, owed_since, rescheduled, balance_minor);
comment on column loans.loans.product_id is 'The version of the product.';
comment on column loans.loans.owed_since is 'Day on which the oldest instalment that is not paid is or was due; null where nothing is owed. Kept by a trigger.';
comment on column loans.loans.balance_minor is 'Principal still owed; after a write-off the part of the loss that it is. Kept by a trigger.';
comment on column loans.loans.reported_on is 'Day on which the lender last recorded something.';
revoke update on loans.loans from ponte_app;
grant update (state, rescheduled, reported_on) on loans.loans to ponte_app;

create table loans.changes (
  id uuid primary key,
  loan_id uuid not null,
  organisation_id uuid not null,
  kind text not null constraint changes_kind check (kind in ('reschedule', 'write-off')),
  on_day date not null,
  reason text not null constraint changes_reason check (length(reason) between 1 and 2000),
  principal_minor bigint not null constraint changes_principal check (principal_minor >= 0),
  charges_minor bigint not null constraint changes_charges check (charges_minor >= 0),
  made_by uuid,
  made_at timestamptz not null default now(),
  constraint changes_reach unique (id, loan_id),
  constraint changes_loan foreign key (loan_id, organisation_id) references loans.loans (id, organisation_id) on delete cascade
);
create index changes_loan_id on loans.changes (loan_id, made_at);
comment on table loans.changes is 'What was agreed, or decided, about a loan after it was paid out. Nothing is taken back: the next change follows.';
comment on column loans.changes.id is 'UUID v7.';
comment on column loans.changes.loan_id is 'The loan.';
comment on column loans.changes.organisation_id is 'The lender.';
comment on column loans.changes.kind is 'New terms, or written off.';
comment on column loans.changes.on_day is 'From when.';
comment on column loans.changes.reason is 'Why; the borrower reads it.';
comment on column loans.changes.principal_minor is 'Principal owed on that day.';
comment on column loans.changes.charges_minor is 'Interest and charges owed on that day.';
comment on column loans.changes.made_by is 'Account of the lender.';
comment on column loans.changes.made_at is 'When it was recorded.';
alter table loans.changes enable row level security;
alter table loans.changes force row level security;
create policy owner_all on loans.changes to ponte_owner using (true) with check (true);
create policy jobs_all on loans.changes to ponte_jobs using (true);
create policy with_loan on loans.changes for select to ponte_app using (loan_id in (select id from loans.loans));
create policy lender_adds on loans.changes for insert to ponte_app
  with check (organisation_id in (select loans.lending()) and loan_id in (select id from loans.loans) and made_by = kernel.actor());
grant select, insert on loans.changes to ponte_app;
grant select on loans.changes to ponte_jobs;

alter table loans.instalments
  drop constraint instalments_n,
  add constraint instalments_n check (n between 1 and 10000),
  add change_id uuid,
  add ended_by uuid,
  add constraint instalments_change foreign key (change_id, loan_id) references loans.changes (id, loan_id) on delete cascade,
  add constraint instalments_ended foreign key (ended_by, loan_id) references loans.changes (id, loan_id) on delete cascade;
create index instalments_change_id on loans.instalments (change_id, loan_id) where change_id is not null;
create index instalments_ended_by on loans.instalments (ended_by, loan_id) where ended_by is not null;
comment on column loans.instalments.change_id is 'The change of terms with which it came; null as first agreed.';
comment on column loans.instalments.ended_by is 'The change of terms with which what was not paid of it fell away.';
create policy lender_ends on loans.instalments for update to ponte_app
  using (organisation_id in (select loans.lending()) and ended_by is null) with check (organisation_id in (select loans.lending()));
grant update (ended_by) on loans.instalments to ponte_app;

create table loans.repayments (
  id uuid primary key,
  loan_id uuid not null,
  organisation_id uuid not null,
  change_id uuid,
  reference text not null constraint repayments_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,59}$'),
  paid_on date not null,
  amount_minor bigint not null constraint repayments_amount check (amount_minor between 1 and 100000000000),
  ends_early boolean not null default false,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  reversed_at timestamptz,
  reversed_by uuid,
  reversed_why text constraint repayments_reversed_why check (length(reversed_why) between 1 and 2000),
  constraint repayments_own_reference unique (loan_id, reference),
  constraint repayments_reach unique (id, loan_id),
  constraint repayments_loan foreign key (loan_id, organisation_id) references loans.loans (id, organisation_id) on delete cascade,
  constraint repayments_change foreign key (change_id, loan_id) references loans.changes (id, loan_id) on delete cascade,
  constraint repayments_reversed check ((reversed_at is null) = (reversed_by is null) and (reversed_at is null) = (reversed_why is null))
);
create index repayments_loan_id on loans.repayments (loan_id, paid_on);
create index repayments_change_id on loans.repayments (change_id, loan_id) where change_id is not null;
comment on table loans.repayments is 'What was paid back, as the lender recorded it. A wrong one is taken back with its reason, never removed or changed.';
comment on column loans.repayments.id is 'UUID v7.';
comment on column loans.repayments.loan_id is 'The loan.';
comment on column loans.repayments.organisation_id is 'The lender.';
comment on column loans.repayments.change_id is 'The change of terms in force when it was recorded; null as first agreed.';
comment on column loans.repayments.reference is 'Number of the payment in the lender''s own system; the same number lands once.';
comment on column loans.repayments.paid_on is 'Day of the payment.';
comment on column loans.repayments.amount_minor is 'Amount, in minor units.';
comment on column loans.repayments.ends_early is 'Whether it ended the loan early, and the lender gave up interest that was not due yet.';
comment on column loans.repayments.recorded_by is 'Account of the lender.';
comment on column loans.repayments.recorded_at is 'When.';
comment on column loans.repayments.reversed_at is 'When it was taken back.';
comment on column loans.repayments.reversed_by is 'Account that took it back.';
comment on column loans.repayments.reversed_why is 'Why; the borrower reads it.';
alter table loans.repayments enable row level security;
alter table loans.repayments force row level security;
create policy owner_all on loans.repayments to ponte_owner using (true) with check (true);
create policy jobs_all on loans.repayments to ponte_jobs using (true);
create policy with_loan on loans.repayments for select to ponte_app using (loan_id in (select id from loans.loans));
create policy lender_adds on loans.repayments for insert to ponte_app
  with check (organisation_id in (select loans.lending()) and loan_id in (select id from loans.loans) and recorded_by = kernel.actor()
    and reversed_at is null);
create policy lender_reverses on loans.repayments for update to ponte_app
  using (organisation_id in (select loans.lending()) and reversed_at is null)
  with check (organisation_id in (select loans.lending()) and reversed_by = kernel.actor());
grant select, insert on loans.repayments to ponte_app;
grant update (reversed_at, reversed_by, reversed_why) on loans.repayments to ponte_app;
grant select on loans.repayments to ponte_jobs;

create table loans.allocations (
  repayment_id uuid not null,
  loan_id uuid not null,
  organisation_id uuid not null,
  n int not null,
  principal_minor bigint not null constraint allocations_principal check (principal_minor >= 0),
  interest_minor bigint not null constraint allocations_interest check (interest_minor >= 0),
  fees_minor bigint not null constraint allocations_fees check (fees_minor >= 0),
  waived_minor bigint not null default 0 constraint allocations_waived check (waived_minor >= 0),
  constraint allocations_pkey primary key (repayment_id, n),
  constraint allocations_something check (principal_minor + interest_minor + fees_minor + waived_minor > 0),
  constraint allocations_loan foreign key (loan_id, organisation_id) references loans.loans (id, organisation_id) on delete cascade,
  constraint allocations_repayment foreign key (repayment_id, loan_id) references loans.repayments (id, loan_id) on delete cascade,
  constraint allocations_instalment foreign key (loan_id, n) references loans.instalments (loan_id, n) on delete cascade
);
create index allocations_instalment on loans.allocations (loan_id, n);
comment on table loans.allocations is 'Which parts of which instalments a payment settled. Worked out again, by day of payment, when one comes in late or is taken back.';
comment on column loans.allocations.repayment_id is 'The payment.';
comment on column loans.allocations.loan_id is 'The loan.';
comment on column loans.allocations.organisation_id is 'The lender.';
comment on column loans.allocations.n is 'Number of the instalment.';
comment on column loans.allocations.principal_minor is 'Principal that it settled.';
comment on column loans.allocations.interest_minor is 'Interest that it settled.';
comment on column loans.allocations.fees_minor is 'Fee or mark-up that it settled.';
comment on column loans.allocations.waived_minor is 'Interest not due yet that the lender gave up with it.';
alter table loans.allocations enable row level security;
alter table loans.allocations force row level security;
create policy owner_all on loans.allocations to ponte_owner using (true) with check (true);
create policy jobs_all on loans.allocations to ponte_jobs using (true);
create policy with_loan on loans.allocations for select to ponte_app using (loan_id in (select id from loans.loans));
create policy lender_adds on loans.allocations for insert to ponte_app
  with check (organisation_id in (select loans.lending()) and loan_id in (select id from loans.loans));
create policy lender_works_out_again on loans.allocations for delete to ponte_app using (organisation_id in (select loans.lending()));
grant select, insert, delete on loans.allocations to ponte_app;
grant select on loans.allocations to ponte_jobs;

create function loans.count_loans(ids uuid[]) returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if exists (
    select
      from loans.instalments i
      join (
        select a.loan_id, a.n, sum(a.principal_minor) as principal, sum(a.interest_minor + a.waived_minor) as interest, sum(a.fees_minor) as fees
          from loans.allocations a
         where a.loan_id = any (ids)
         group by a.loan_id, a.n
      ) a using (loan_id, n)
     where a.principal > i.principal_minor or a.interest > i.interest_minor or a.fees > i.fees_minor
  ) then
    raise exception 'more is settled than is owed' using errcode = 'check_violation', constraint = 'allocations_within_owed';
  end if;
  update loans.loans l
     set balance_minor = c.balance, owed_since = c.since
    from (
      select i.loan_id,
             sum(i.principal_minor - coalesce(a.principal, 0)) as balance,
             min(i.due_on) filter (where i.principal_minor + i.interest_minor + i.fees_minor > coalesce(a.total, 0)) as since
        from loans.instalments i
        left join (
          select a.loan_id, a.n, sum(a.principal_minor) as principal,
                 sum(a.principal_minor + a.interest_minor + a.fees_minor + a.waived_minor) as total
            from loans.allocations a
           where a.loan_id = any (ids)
           group by a.loan_id, a.n
        ) a using (loan_id, n)
       where i.loan_id = any (ids) and i.ended_by is null
       group by i.loan_id
    ) c
   where l.id = c.loan_id and (l.balance_minor, l.owed_since) is distinct from (c.balance, c.since);
end
$$;
comment on function loans.count_loans(uuid[]) is 'What is still owed of some loans and since when, by their instalments and payments; refuses that more is settled than was owed.';
revoke execute on function loans.count_loans(uuid[]) from public;

create function loans.count_changed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform loans.count_loans(array(select distinct loan_id from changed));
  return null;
end
$$;
comment on function loans.count_changed() is 'Keeps balance and oldest day of the loans of which instalments or settled parts changed.';
create trigger count_settled after insert on loans.allocations
  referencing new table as changed for each statement execute function loans.count_changed();
create trigger count_taken_back after delete on loans.allocations
  referencing old table as changed for each statement execute function loans.count_changed();
create trigger count_agreed after insert on loans.instalments
  referencing new table as changed for each statement execute function loans.count_changed();
create trigger count_ended after update on loans.instalments
  referencing new table as changed for each statement execute function loans.count_changed();
select loans.count_loans(array(select id from loans.loans));

-- Asked of a million rows, policies cost more than the sums: whose loans they are is asked once instead.
create function loans.portfolio(today date) returns table (currency text, state text, rescheduled boolean, age int, loans bigint, balance numeric)
language plpgsql stable security definer
set search_path = ''
as $$
declare
  lenders uuid[] := array(select loans.lending());
begin
  return query
    select l.currency, l.state, l.rescheduled, width_bucket(today - l.owed_since, array[1, 2, 4, 31, 61, 91]), count(*), sum(l.balance_minor)
      from loans.loans l
     where l.organisation_id = any (lenders)
     group by 1, 2, 3, 4;
end
$$;
comment on function loans.portfolio(date) is 'Loans and principal owed of the organisations for which the actor lends: by currency, state, changed terms and class of days late.';
revoke execute on function loans.portfolio(date) from public;
grant execute on function loans.portfolio(date) to ponte_app;
