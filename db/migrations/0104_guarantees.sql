-- Guarantees: loans that lenders file with a fund, what was decided, and what each is worth today. Their amounts stand on the ledger: in the
-- fund's own book, which only the functions below write. Every step is one transaction under the lock of its window.

alter table ledger.accounts add column part text constraint accounts_part check (part ~ '^[a-z]+(-[a-z]+)*$' and length(part) <= 40);
alter table ledger.accounts add column kept boolean not null default false;
comment on column ledger.accounts.part is 'What it is for in a book that another module keeps, known by name in every language; null: named by its keeper.';
comment on column ledger.accounts.kept is 'True: only the functions of that module write to it, nobody by hand.';

create function kernel.uuid_v7() returns uuid
language sql volatile set search_path = ''
as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
          || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
comment on function kernel.uuid_v7() is 'A key that grows with time, for rows that a function writes (RFC 9562, version 7): milliseconds, version, chance.';

create or replace function ledger.post(
  of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid,
  of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamptz, exchanged jsonb
) returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
begin
  if of_book not in (select ledger.writable_books()) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  if exists (select from ledger.accounts a where a.id = any (of_accounts) and a.kept) then
    raise exception 'Another module keeps this account.' using errcode = '42501', constraint = 'ledger_account_kept';
  end if;
  return query select * from ledger.write_entry(of_book, new_id, of_kind, effective, idempotency, words, about_what, about_which,
                                                of_accounts, in_currencies, amounts, reverses_id, expires, exchanged);
end
$$;

create or replace function ledger.settle(of_pending uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, amounts bigint[])
returns table (entry_id uuid, replayed boolean)
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from ledger.entries e where e.id = of_pending and e.book_id in (select ledger.writable_books())) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  if exists (
    select from ledger.postings p join ledger.accounts a on a.id = p.account_id where p.entry_id = of_pending and a.kept
  ) then
    raise exception 'Another module keeps this account.' using errcode = '42501', constraint = 'ledger_account_kept';
  end if;
  return query select * from ledger.end_pending(of_pending, new_id, of_kind, effective, idempotency, words, amounts);
end
$$;

-- It runs at the commit, as whoever writes: a lender whose guarantee is booked does not read the fund's book.
alter function ledger.guard_complete() security definer;
alter function ledger.guard_complete() set search_path = '';

drop policy kept on ledger.accounts;
create policy kept on ledger.accounts for update to ponte_app
  using (not kept and book_id in (select ledger.writable_books())) with check (not kept and book_id in (select ledger.writable_books()));

alter table guarantees.funds add column book_id uuid constraint funds_book references ledger.books (id);
comment on column guarantees.funds.book_id is 'The book in which its guarantees stand; opened with the first contribution or guarantee.';
create index funds_book_id on guarantees.funds (book_id) where book_id is not null;

alter table guarantees.windows add column number int;
update guarantees.windows w set number = o.number
  from (select id, row_number() over (partition by fund_id order by created_at, id) as number from guarantees.windows) o
 where o.id = w.id;
alter table guarantees.windows alter column number set not null, alter column number set default 0,
  add constraint windows_number_given check (number >= 1);
alter table guarantees.windows add constraint windows_number unique (fund_id, number);
comment on column guarantees.windows.number is '1, 2, 3 … within the fund; names its accounts.';

create function guarantees.number_window() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform 1 from guarantees.funds f where f.id = new.fund_id for no key update;
  new.number := 1 + coalesce((select max(w.number) from guarantees.windows w where w.fund_id = new.fund_id), 0);
  return new;
end
$$;
comment on function guarantees.number_window() is 'Gives a window the next number of its fund.';
create trigger number_window before insert on guarantees.windows for each row execute function guarantees.number_window();

create table guarantees.contributors (
  id uuid primary key,
  fund_id uuid not null constraint contributors_fund references guarantees.funds (id),
  number int not null,
  name text not null constraint contributors_name check (length(name) between 1 and 160),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint contributors_number unique (fund_id, number),
  constraint contributors_name_once unique (fund_id, name)
);
comment on table guarantees.contributors is 'Bodies that pay in the capital of a fund: a region, a foundation, a federation of associations. No private persons.';
comment on column guarantees.contributors.id is 'UUID v7.';
comment on column guarantees.contributors.fund_id is 'The fund.';
comment on column guarantees.contributors.number is '1, 2, 3 … within the fund; names its accounts.';
comment on column guarantees.contributors.name is 'Name of the body.';
comment on column guarantees.contributors.created_by is 'Who put it on record.';
comment on column guarantees.contributors.created_at is 'When.';

create table guarantees.guarantees (
  id uuid primary key,
  fund_id uuid not null constraint guarantees_fund references guarantees.funds (id),
  window_id uuid not null,
  version_id uuid not null constraint guarantees_version references guarantees.versions (id),
  lender_id uuid not null,
  number int not null default 0 constraint guarantees_number_given check (number >= 1),
  state text not null default 'filed' constraint guarantees_state check (state in (
    'filed', 'asked', 'approved', 'refused', 'withdrawn', 'lapsed', 'active', 'repaid', 'expired', 'called', 'part-paid', 'settled', 'forfeited')),
  reference text not null constraint guarantees_reference check (length(reference) between 1 and 80),
  borrower text not null constraint guarantees_borrower check (length(borrower) between 1 and 80),
  borrower_group text constraint guarantees_group check (length(borrower_group) between 1 and 80),
  country text not null constraint guarantees_country check (country ~ '^[A-Z]{2}$'),
  sector text not null constraint guarantees_sector check (sector ~ '^[A-U]$'),
  purpose text not null constraint guarantees_purpose check (length(purpose) between 1 and 500),
  currency text not null default '' constraint guarantees_currency check (currency ~ '^[A-Z]{3}$'),
  loan_minor bigint not null constraint guarantees_loan check (loan_minor between 1 and 1000000000000000),
  months int not null constraint guarantees_months check (months between 1 and 360),
  without_it text not null constraint guarantees_without_it check (without_it in ('no-loan', 'smaller', 'shorter', 'dearer', 'same')),
  earlier_aid_minor bigint constraint guarantees_earlier_aid check (earlier_aid_minor between 0 and 1000000000000000),
  guaranteed_minor bigint not null default 0 constraint guarantees_guaranteed check (guaranteed_minor between 1 and loan_minor),
  home_currency text not null default '' constraint guarantees_home_currency check (home_currency ~ '^[A-Z]{3}$'),
  aid_minor bigint,
  aid_reasons text[] not null default '{}',
  lapse_on date,
  loan_on date,
  ends_on date,
  owed_minor bigint not null default 0 constraint guarantees_owed check (owed_minor between 0 and loan_minor),
  left_minor bigint not null default 0 constraint guarantees_left check (left_minor between 0 and guaranteed_minor),
  measured_minor bigint not null default 0 constraint guarantees_measured check (measured_minor >= 0),
  reservation_id uuid constraint guarantees_reservation references ledger.entries (id),
  first_unpaid_on date,
  called_on date,
  payable_minor bigint not null default 0 constraint guarantees_payable check (payable_minor between 0 and guaranteed_minor),
  provision_minor bigint not null default 0 constraint guarantees_provision check (provision_minor >= 0),
  paid_minor bigint not null default 0 constraint guarantees_paid check (paid_minor between 0 and payable_minor),
  paid_home_minor bigint not null default 0 constraint guarantees_paid_home check (paid_home_minor >= 0),
  recovered_minor bigint not null default 0 constraint guarantees_recovered check (recovered_minor >= 0),
  handed_on_minor bigint not null default 0 constraint guarantees_handed_on check (handed_on_minor between 0 and paid_minor),
  filed_by uuid not null,
  filed_at timestamptz not null default now(),
  constraint guarantees_window foreign key (window_id, fund_id) references guarantees.windows (id, fund_id),
  constraint guarantees_lender foreign key (lender_id, fund_id) references guarantees.lenders (id, fund_id),
  constraint guarantees_number unique (fund_id, number)
);
create index guarantees_of_window on guarantees.guarantees (window_id, state);
create index guarantees_of_lender on guarantees.guarantees (lender_id, fund_id);
create index guarantees_version_id on guarantees.guarantees (version_id);
create index guarantees_reservation_id on guarantees.guarantees (reservation_id) where reservation_id is not null;
create index guarantees_window_fund on guarantees.guarantees (window_id, fund_id);
create unique index guarantees_filed_once on guarantees.guarantees (lender_id, reference) where state not in ('refused', 'withdrawn', 'lapsed');
comment on table guarantees.guarantees is 'Loans filed with a fund and their guarantees. Borrowers stand here under the lender''s own number, without a name.';
comment on column guarantees.guarantees.id is 'UUID v7.';
comment on column guarantees.guarantees.fund_id is 'The fund.';
comment on column guarantees.guarantees.window_id is 'The window under which it was filed.';
comment on column guarantees.guarantees.version_id is 'The terms by which it is judged for ever.';
comment on column guarantees.guarantees.lender_id is 'The lender.';
comment on column guarantees.guarantees.number is '1, 2, 3 … within the fund.';
comment on column guarantees.guarantees.state is 'docs/states/guarantee.md.';
comment on column guarantees.guarantees.reference is 'The lender''s own number of the loan; once among those that stand.';
comment on column guarantees.guarantees.borrower is 'The lender''s own number of the borrower.';
comment on column guarantees.guarantees.borrower_group is 'What the lender calls borrowers that belong together; null where this one stands alone.';
comment on column guarantees.guarantees.country is 'Where the firm is (ISO 3166-1).';
comment on column guarantees.guarantees.sector is 'Section of NACE Rev. 2.';
comment on column guarantees.guarantees.purpose is 'What the loan is for, without names.';
comment on column guarantees.guarantees.currency is 'Of the loan (ISO 4217).';
comment on column guarantees.guarantees.loan_minor is 'Amount of the loan, minor units.';
comment on column guarantees.guarantees.months is 'Term of the loan.';
comment on column guarantees.guarantees.without_it is 'What the lender would have done without the guarantee: how additional it is.';
comment on column guarantees.guarantees.earlier_aid_minor is 'De minimis aid that the firm says it got in the three years before, in cents of euro; null: not said.';
comment on column guarantees.guarantees.guaranteed_minor is 'Loan × coverage, half to even.';
comment on column guarantees.guarantees.home_currency is 'Currency of the fund''s capital.';
comment on column guarantees.guarantees.aid_minor is 'State aid in the guarantee, in cents of euro; null before the approval, or where no rule gives it.';
comment on column guarantees.guarantees.aid_reasons is 'Why the rule of the regulation does not cover it; empty where it does.';
comment on column guarantees.guarantees.lapse_on is 'Last day on which the loan may be paid out under the approval.';
comment on column guarantees.guarantees.loan_on is 'Day on which the loan was paid out.';
comment on column guarantees.guarantees.ends_on is 'Last day on which the guarantee can be called.';
comment on column guarantees.guarantees.owed_minor is 'Principal that the borrower owes.';
comment on column guarantees.guarantees.left_minor is 'What is guaranteed of it.';
comment on column guarantees.guarantees.measured_minor is 'The same in the fund''s currency, at the rate at which it was last measured; what stands on the ledger.';
comment on column guarantees.guarantees.reservation_id is 'Pending entry that holds its capacity between approval and payment.';
comment on column guarantees.guarantees.first_unpaid_on is 'Day of the first instalment that was not paid.';
comment on column guarantees.guarantees.called_on is 'Day of the claim.';
comment on column guarantees.guarantees.payable_minor is 'What the fund pays of the claim in all.';
comment on column guarantees.guarantees.provision_minor is 'What is set aside for it and not yet paid, in the fund''s currency.';
comment on column guarantees.guarantees.paid_minor is 'What was paid of it.';
comment on column guarantees.guarantees.paid_home_minor is 'The same in the fund''s currency, at the rates of the days of payment.';
comment on column guarantees.guarantees.recovered_minor is 'What the lender got back from the borrower since the claim.';
comment on column guarantees.guarantees.handed_on_minor is 'The fund''s share of that.';
comment on column guarantees.guarantees.filed_by is 'Account that filed it.';
comment on column guarantees.guarantees.filed_at is 'When.';

create table guarantees.steps (
  id uuid primary key,
  guarantee_id uuid not null constraint steps_guarantee references guarantees.guarantees (id),
  n int not null constraint steps_n check (n >= 1),
  act text not null constraint steps_act check (act ~ '^[a-z]+(-[a-z]+)*$'),
  state text not null,
  on_day date not null,
  taken_at timestamptz not null default now(),
  taken_by uuid,
  words text constraint steps_words check (length(words) between 1 and 2000),
  amount_minor bigint,
  home_minor bigint,
  rate text constraint steps_rate check (length(rate) <= 60),
  rate_on date,
  rate_source text constraint steps_rate_source check (length(rate_source) <= 200),
  entry_id uuid constraint steps_entry references ledger.entries (id),
  constraint steps_once unique (guarantee_id, n)
);
create index steps_entry_id on guarantees.steps (entry_id) where entry_id is not null;
comment on table guarantees.steps is 'What was done with a guarantee, step by step. Append-only.';
comment on column guarantees.steps.id is 'UUID v7.';
comment on column guarantees.steps.guarantee_id is 'The guarantee.';
comment on column guarantees.steps.n is '1, 2, 3 …';
comment on column guarantees.steps.act is 'What was done (docs/states/guarantee.md).';
comment on column guarantees.steps.state is 'The state after it.';
comment on column guarantees.steps.on_day is 'The day on which it took effect.';
comment on column guarantees.steps.taken_at is 'When it was written.';
comment on column guarantees.steps.taken_by is 'Account that did it; null: the clock.';
comment on column guarantees.steps.words is 'Reasons, a question or an answer, without names.';
comment on column guarantees.steps.amount_minor is 'What it was about, in the currency of the loan.';
comment on column guarantees.steps.home_minor is 'The same in the currency of the fund.';
comment on column guarantees.steps.rate is 'At which rate, in units of the fund''s currency for one of the loan''s; null where they are one.';
comment on column guarantees.steps.rate_on is 'Day of the rate.';
comment on column guarantees.steps.rate_source is 'Who published it.';
comment on column guarantees.steps.entry_id is 'Entry of the ledger.';

create function guarantees.steps_stay() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'steps are never changed or removed' using errcode = 'check_violation', constraint = 'steps_stay';
end
$$;
comment on function guarantees.steps_stay() is 'Keeps what was done as it was done.';
create trigger steps_stay before update or delete on guarantees.steps for each row execute function guarantees.steps_stay();

-- Formulas, the same as in src/modules/guarantees (compared by a test).

create function guarantees.share(amount numeric, above numeric, below numeric) returns bigint
language sql immutable set search_path = ''
as $$
  select (case
            when 2 * mod(amount * above, below) > below or (2 * mod(amount * above, below) = below and mod(div(amount * above, below), 2) = 1)
            then div(amount * above, below) + 1
            else div(amount * above, below)
          end)::bigint
$$;
comment on function guarantees.share(numeric, numeric, numeric) is 'amount × above ÷ below, half to even; nothing below 0.';

create function guarantees.may_become(taken text, before text) returns table (next text, actor text)
language sql immutable set search_path = ''
as $$
  select t.next, t.actor
    from (values
      ('ask', 'filed', 'asked', 'fund'), ('answer', 'asked', 'filed', 'lender'), ('approve', 'filed', 'approved', 'fund'),
      ('refuse', 'filed', 'refused', 'fund'), ('refuse', 'asked', 'refused', 'fund'),
      ('withdraw', 'filed', 'withdrawn', 'lender'), ('withdraw', 'asked', 'withdrawn', 'lender'),
      ('lapse', 'approved', 'lapsed', 'clock'), ('activate', 'approved', 'active', 'lender'), ('shrink', 'active', 'active', 'lender'),
      ('repay', 'active', 'repaid', 'lender'), ('expire', 'active', 'expired', 'clock'), ('call', 'active', 'called', 'lender'),
      ('send-back', 'called', 'active', 'fund'), ('pay-first', 'called', 'part-paid', 'fund'), ('pay-all', 'called', 'settled', 'fund'),
      ('pay-rest', 'part-paid', 'settled', 'fund'), ('recover', 'settled', 'settled', 'lender'),
      ('forfeit', 'active', 'forfeited', 'fund'), ('forfeit', 'called', 'forfeited', 'fund')
    ) t (act, before, next, actor)
   where t.act = taken and t.before = may_become.before
$$;
comment on function guarantees.may_become(text, text) is 'The state chart of docs/states/guarantee.md: what an act leads to, and who does it.';

-- The fund's book.

create function guarantees.account(of_window uuid, of_part text, in_currency text, contributor int default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  found record;
  of_code text;
  of_account uuid;
begin
  select w.number, f.id as fund_id, f.name, f.book_id, f.demonstration into strict found
    from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window;
  if found.book_id is null then
    found.book_id := kernel.uuid_v7();
    insert into ledger.books (id, name, scope_kind, scope_id, demonstration)
    values (found.book_id, found.name, 'fund', found.fund_id, found.demonstration);
    update guarantees.funds set book_id = found.book_id where id = found.fund_id;
  end if;
  of_code := 'w' || found.number || ':' || of_part || coalesce(':' || contributor, '');
  select a.id into of_account from ledger.accounts a where a.book_id = found.book_id and a.code = of_code and a.currency = in_currency;
  if of_account is null then
    of_account := kernel.uuid_v7();
    insert into ledger.accounts (id, book_id, code, name, kind, currency, floor_minor, part, kept)
    values (of_account, found.book_id, of_code, of_code,
            case when of_part in ('cash', 'fees-due', 'counter-due', 'recoveries-due') then 'asset' when of_part = 'capital' then 'equity'
                 when of_part = 'provisions' then 'liability' when of_part in ('losses', 'exchange-loss') then 'expense'
                 when of_part in ('recoveries', 'counter', 'fees') then 'income' else 'memorandum' end,
            in_currency, case of_part when 'cash' then 0 end, of_part, of_part not in ('cash', 'fees', 'fees-due', 'counter-due', 'recoveries-due'));
  end if;
  return of_account;
end
$$;
comment on function guarantees.account(uuid, text, text, int) is 'An account of a window in the book of its fund; opens both where they are not there yet. Under the lock of the fund.';

create function guarantees.book(of_window uuid, of_about uuid, step uuid, on_day date, of_kind text, words text, moves jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  accounts uuid[];
  currencies text[];
  amounts bigint[];
  in_book uuid;
begin
  -- moves: [debited part, credited part, currency, amount, contributor credited], those of nothing left out
  select array_agg(guarantees.account(of_window, l.part, l.currency, l.contributor) order by l.n, l.side), array_agg(l.currency order by l.n, l.side),
         array_agg(l.amount order by l.n, l.side)
    into accounts, currencies, amounts
    from (
      select m.n, 1 as side, m.move ->> 0 as part, m.move ->> 2 as currency, (m.move ->> 3)::bigint as amount, null::int as contributor
        from jsonb_array_elements(moves) with ordinality as m (move, n)
       union all
      select m.n, 2, m.move ->> 1, m.move ->> 2, -(m.move ->> 3)::bigint, (m.move ->> 4)::int
        from jsonb_array_elements(moves) with ordinality as m (move, n)
    ) l
   where l.amount <> 0;
  if accounts is null then
    return null;
  end if;
  select f.book_id into in_book from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window;
  return (
    select entry_id
      from ledger.write_entry(in_book, kernel.uuid_v7(), of_kind, on_day, 'guarantees ' || step::text || ' ' || words, words,
                              case when of_about is null then null else 'guarantees.guarantees' end, of_about,
                              accounts, currencies, amounts, null, null, null));
end
$$;
comment on function guarantees.book(uuid, uuid, uuid, date, text, text, jsonb) is 'Writes what moves between parts of a window as one entry.';

create function guarantees.standing(of_window uuid) returns table (capital_minor bigint, outstanding_minor bigint, reserved_minor bigint, cash_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select -coalesce(sum(a.posted_minor) filter (where a.part in ('capital', 'losses', 'exchange-loss', 'recoveries', 'counter')), 0)::bigint,
         coalesce(sum(a.posted_minor) filter (where a.part = 'outstanding'), 0)::bigint,
         coalesce(sum(a.pending_in_minor) filter (where a.part = 'outstanding'), 0)::bigint,
         coalesce(sum(a.posted_minor) filter (where a.part = 'cash'), 0)::bigint
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    left join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code like 'w' || w.number || ':%'
   where w.id = of_window
$$;
comment on function guarantees.standing(uuid) is 'Of a window, in the fund''s currency: capital (paid in, less losses, with what came back; fees left out), guarantees outstanding, reserved, cash.';

create function guarantees.highest(of_window uuid, of_leverage numeric) returns bigint
language sql stable security definer set search_path = ''
as $$ select floor(greatest(s.capital_minor, 0) * of_leverage)::bigint from guarantees.standing(of_window) s $$;
comment on function guarantees.highest(uuid, numeric) is 'The most that a window may guarantee: capital × leverage, rounded down.';

create function guarantees.standing_for(of_window uuid)
returns table (capital_minor bigint, outstanding_minor bigint, reserved_minor bigint, cash_minor bigint, highest_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select s.*, guarantees.highest(w.id, coalesce((
           select v.leverage from guarantees.versions v
            where v.window_id = w.id and v.state = 'published' and v.valid_from <= kernel.today() and coalesce(v.valid_until >= kernel.today(), true)
            order by v.number desc limit 1), 0))
    from guarantees.windows w, guarantees.standing(w.id) s
   where w.id = of_window
     and (w.fund_id in (select guarantees.followed()) or guarantees.overseen() or w.id in (select guarantees.open_windows()))
$$;
comment on function guarantees.standing_for(uuid) is 'The same with the most that may be guaranteed under the terms in force; of published windows for everybody.';

create function guarantees.limits(of_guarantee uuid, home bigint) returns table (what text, used_minor bigint, most_minor bigint)
language sql stable security definer set search_path = ''
as $$
  with g as (
    select g.*, v.leverage, v.borrower_cap_minor, v.group_cap_minor, v.lender_cap_percent, v.country_cap_percent, v.sector_cap_percent,
           guarantees.highest(g.window_id, v.leverage) as highest
      from guarantees.guarantees g
      join guarantees.versions v on v.id = g.version_id
     where g.id = of_guarantee
  ), held as (
    select h.*
      from guarantees.guarantees h
      join g on g.window_id = h.window_id and h.id <> g.id
     where h.state in ('approved', 'active', 'called', 'part-paid')
  ), sums as (
    select coalesce(sum(h.left_minor) filter (where h.lender_id = g.lender_id and h.borrower = g.borrower and h.currency = g.currency), 0) as borrower,
           coalesce(sum(h.left_minor) filter (where h.borrower_group = g.borrower_group and h.currency = g.currency), 0) as grouped,
           coalesce(sum(h.measured_minor) filter (where h.lender_id = g.lender_id), 0) as lender,
           coalesce(sum(h.measured_minor) filter (where h.country = g.country), 0) as country,
           coalesce(sum(h.measured_minor) filter (where h.sector = g.sector), 0) as sector
      from g left join held h on true
  )
  select l.what, l.used::bigint, floor(l.most)::bigint
    from g, sums s, guarantees.standing(g.window_id) w,
         lateral (values
           ('capacity', w.outstanding_minor + w.reserved_minor + home, g.highest::numeric),
           ('borrower', s.borrower + g.guaranteed_minor, g.borrower_cap_minor),
           ('group', s.grouped + g.guaranteed_minor, case when g.borrower_group is null then null else g.group_cap_minor end),
           ('lender', s.lender + home, g.highest * g.lender_cap_percent / 100),
           ('country', s.country + home, g.highest * g.country_cap_percent / 100),
           ('sector', s.sector + home, g.highest * g.sector_cap_percent / 100)
         ) l (what, used, most)
   where l.most is not null
     and (g.fund_id in (select guarantees.followed()) or guarantees.overseen())
$$;
comment on function guarantees.limits(uuid, bigint) is
  'What a filed loan would use of the capacity and of each limit, and the most of each; parts are of capital × leverage. For those who follow the fund.';

-- Filing.

create function guarantees.lent_by_actor() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select l.id from guarantees.lenders l where l.organisation_id in (select guarantees.lending()) $$;
comment on function guarantees.lent_by_actor() is 'Lenders of funds for which the actor lends.';

create function guarantees.guard_filing() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  terms guarantees.versions;
begin
  select * into terms from guarantees.versions v where v.id = new.version_id and v.window_id = new.window_id and v.state = 'published';
  if terms.id is null or terms.valid_from > kernel.today() or terms.valid_until < kernel.today() then
    raise exception 'These terms are not in force.' using errcode = 'check_violation', constraint = 'guarantees_terms';
  end if;
  if not exists (
    select from guarantees.admissions a
     where a.window_id = new.window_id and a.lender_id = new.lender_id and a.agreed_on <= kernel.today() and coalesce(a.until_on >= kernel.today(), true)
  ) then
    raise exception 'The lender is not admitted to this window.' using errcode = 'check_violation', constraint = 'guarantees_admitted';
  end if;
  if new.months > terms.longest_months then
    raise exception 'The loan is too long.' using errcode = 'check_violation', constraint = 'guarantees_too_long';
  end if;
  new.fund_id := (select w.fund_id from guarantees.windows w where w.id = new.window_id);
  select f.currency into new.home_currency from guarantees.funds f where f.id = new.fund_id for no key update;
  new.number := 1 + coalesce((select max(g.number) from guarantees.guarantees g where g.fund_id = new.fund_id), 0);
  new.currency := terms.currency;
  new.guaranteed_minor := guarantees.share(new.loan_minor, terms.coverage_percent, 100);
  return new;
end
$$;
comment on function guarantees.guard_filing() is 'A loan is filed under terms in force, by a lender that is admitted; gives it its number.';
create trigger guard_filing before insert on guarantees.guarantees
  for each row when (kernel.actor() is not null and current_user = 'ponte_app') execute function guarantees.guard_filing();

-- One step.

create function guarantees.take_step(of_guarantee uuid, step uuid, taken text, by_whom text, on_day date, told text, facts jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  g guarantees.guarantees;
  v guarantees.versions;
  next_state text;
  actor text;
  above numeric := coalesce((facts ->> 'above')::numeric, 1);
  below numeric := coalesce((facts ->> 'below')::numeric, 1);
  amount bigint;
  home bigint;
  part bigint;
  entry uuid;
  label text;
  broken text;
begin
  select * into g from guarantees.guarantees where id = of_guarantee;
  perform 1 from guarantees.funds f where f.id = g.fund_id for no key update;
  select * into g from guarantees.guarantees where id = of_guarantee for update;
  if g.id is null then
    raise exception 'no such guarantee' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if exists (select from guarantees.steps s where s.id = step) then
    return g.state;
  end if;
  select m.next, m.actor into next_state, actor from guarantees.may_become(taken, g.state) m;
  if by_whom <> 'clock' and (
    (actor = 'lender' and g.lender_id not in (select guarantees.lent_by_actor()))
    or (actor = 'fund' and taken in ('pay-first', 'pay-all', 'pay-rest') and g.fund_id not in (select guarantees.managed()))
    or (actor = 'fund' and g.fund_id not in (select guarantees.followed()))
    or (actor = 'clock')
    or (actor is null and g.lender_id not in (select guarantees.lent_by_actor()) and g.fund_id not in (select guarantees.followed()))
  ) then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if next_state is null or (by_whom = 'clock') <> (actor = 'clock') then
    raise exception '% cannot be done in %', taken, g.state using errcode = 'check_violation', constraint = 'guarantees_state_follows';
  end if;
  if on_day > kernel.today() then
    raise exception 'The day is ahead.' using errcode = 'check_violation', constraint = 'guarantees_day_ahead';
  end if;
  if g.currency = g.home_currency and above <> below or above <= 0 or below <= 0 then
    raise exception 'not a rate' using errcode = 'check_violation', constraint = 'guarantees_rate';
  end if;
  select * into v from guarantees.versions where id = g.version_id;
  label := g.number || ' ' || taken;
  -- All accounts of the window in one order, so that a step of several entries waits for nobody who waits for it.
  perform 1
     from ledger.accounts a
     join guarantees.funds f on f.book_id = a.book_id
     join guarantees.windows w on w.fund_id = f.id
    where w.id = g.window_id and a.code like 'w' || w.number || ':%'
    order by a.id
      for no key update of a;

  if taken = 'approve' then
    home := guarantees.share(g.guaranteed_minor, above, below);
    select string_agg(l.what, ',' order by l.what) into broken from guarantees.limits(g.id, home) l where l.used_minor > l.most_minor;
    if broken is not null then
      raise exception '%', broken using errcode = 'check_violation', constraint = 'guarantees_limits';
    end if;
    g.lapse_on := (facts ->> 'lapseOn')::date;
    if g.lapse_on is null or g.lapse_on < on_day or g.lapse_on > on_day + 366 then
      raise exception 'The last day is not within a year.' using errcode = 'check_violation', constraint = 'guarantees_lapse';
    end if;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'pending', label, jsonb_build_array(
      jsonb_build_array('outstanding', 'given', g.home_currency, home),
      jsonb_build_array('abroad', 'abroad-given', g.currency, case when g.currency = g.home_currency then 0 else g.guaranteed_minor end)));
    g.reservation_id := entry;
    g.left_minor := g.guaranteed_minor;
    g.measured_minor := home;
    g.aid_minor := (facts ->> 'aidMinor')::bigint;
    g.aid_reasons := array(select jsonb_array_elements_text(coalesce(facts -> 'aidReasons', '[]')));
    amount := g.guaranteed_minor;
  elsif taken = 'activate' then
    if on_day > g.lapse_on or on_day < (select max(s.on_day) from guarantees.steps s where s.guarantee_id = g.id and s.act = 'approve') then
      raise exception 'Not between approval and last day.' using errcode = 'check_violation', constraint = 'guarantees_loan_day';
    end if;
    select e.entry_id into entry from ledger.end_pending(g.reservation_id, kernel.uuid_v7(), 'settlement', on_day, 'guarantees ' || step::text, label, null) e;
    g.loan_on := on_day;
    g.ends_on := (on_day + make_interval(months => g.months))::date + v.waiting_days;
    g.owed_minor := g.loan_minor;
    amount := guarantees.share(g.guaranteed_minor, v.up_front_percent, 100);
    perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' fee',
      jsonb_build_array(jsonb_build_array('fees-due', 'fees', g.currency, amount)));
    home := g.measured_minor;
  elsif taken = 'lapse' then
    if g.lapse_on >= on_day then
      raise exception 'It stands until its last day.' using errcode = 'check_violation', constraint = 'guarantees_not_ended';
    end if;
    select e.entry_id into entry from ledger.end_pending(g.reservation_id, kernel.uuid_v7(), 'void', on_day, 'guarantees ' || step::text, label, null) e;
    home := g.measured_minor;
    g.left_minor := 0;
    g.measured_minor := 0;
  elsif taken in ('shrink', 'repay', 'expire', 'forfeit') then
    if taken = 'expire' and g.ends_on >= on_day then
      raise exception 'It stands until its last day.' using errcode = 'check_violation', constraint = 'guarantees_not_ended';
    end if;
    part := case taken when 'shrink' then (facts ->> 'owedMinor')::bigint else 0 end;
    if part is null or (taken = 'shrink' and (part <= 0 or part >= g.owed_minor)) then
      raise exception 'Less must be owed than before.' using errcode = 'check_violation', constraint = 'guarantees_owed_less';
    end if;
    amount := g.left_minor - case part when 0 then 0 else guarantees.share(part, v.coverage_percent, 100) end;
    home := case part when 0 then g.measured_minor else g.measured_minor - guarantees.share(g.measured_minor, g.left_minor - amount, g.left_minor) end;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('given', 'outstanding', g.home_currency, home),
      jsonb_build_array('abroad-given', 'abroad', g.currency, case when g.currency = g.home_currency then 0 else amount end)));
    if taken = 'forfeit' and g.provision_minor > 0 then
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' provision',
        jsonb_build_array(jsonb_build_array('provisions', 'losses', g.home_currency, g.provision_minor)));
      g.provision_minor := 0;
    end if;
    g.left_minor := g.left_minor - amount;
    g.measured_minor := g.measured_minor - home;
    if taken in ('shrink', 'repay') then
      g.owed_minor := part;
    end if;
  elsif taken = 'call' then
    g.first_unpaid_on := (facts ->> 'firstUnpaidOn')::date;
    if g.first_unpaid_on is null or g.first_unpaid_on < g.loan_on or on_day < g.first_unpaid_on + v.waiting_days then
      raise exception 'The waiting time is not over.' using errcode = 'check_violation', constraint = 'guarantees_too_early';
    end if;
    if on_day > g.ends_on then
      raise exception 'The guarantee has ended.' using errcode = 'check_violation', constraint = 'guarantees_ended';
    end if;
    g.called_on := on_day;
    g.payable_minor := g.left_minor;
    amount := g.payable_minor;
    home := guarantees.share(amount, above, below);
    g.provision_minor := home;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label,
      jsonb_build_array(jsonb_build_array('losses', 'provisions', g.home_currency, home)));
  elsif taken = 'send-back' then
    amount := g.payable_minor;
    home := g.provision_minor;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label,
      jsonb_build_array(jsonb_build_array('provisions', 'losses', g.home_currency, home)));
    g.payable_minor := 0;
    g.provision_minor := 0;
    g.first_unpaid_on := null;
    g.called_on := null;
  elsif taken in ('pay-first', 'pay-all', 'pay-rest') then
    amount := case taken when 'pay-first' then guarantees.share(g.payable_minor, v.first_share_percent, 100) else g.payable_minor - g.paid_minor end;
    if taken <> 'pay-first' and not coalesce((facts ->> 'legalStepsDone')::boolean, false) then
      raise exception 'The legal steps are not done.' using errcode = 'check_violation', constraint = 'guarantees_legal_steps';
    end if;
    home := guarantees.share(amount, above, below);
    -- What was set aside for this part at the rate of the claim; what the rate moved since is a line of its own.
    part := case taken when 'pay-first' then guarantees.share(g.provision_minor, amount, g.payable_minor) else g.provision_minor end;
    if home > (select s.cash_minor from guarantees.standing(g.window_id) s) then
      raise exception 'There is not so much money.' using errcode = 'check_violation', constraint = 'guarantees_no_cash';
    end if;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('provisions', 'cash', g.home_currency, least(part, home)),
      jsonb_build_array('exchange-loss', 'cash', g.home_currency, greatest(home - part, 0)),
      jsonb_build_array('provisions', 'exchange-loss', g.home_currency, greatest(part - home, 0))));
    g.provision_minor := g.provision_minor - part;
    g.paid_minor := g.paid_minor + amount;
    g.paid_home_minor := g.paid_home_minor + home;
    if next_state = 'settled' then
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' end', jsonb_build_array(
        jsonb_build_array('given', 'outstanding', g.home_currency, g.measured_minor),
        jsonb_build_array('abroad-given', 'abroad', g.currency, case when g.currency = g.home_currency then 0 else g.left_minor end)));
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' counter', jsonb_build_array(
        jsonb_build_array('counter-due', 'counter', g.home_currency, guarantees.countered(g.version_id, g.paid_home_minor))));
      g.left_minor := 0;
      g.measured_minor := 0;
    end if;
  elsif taken = 'recover' then
    part := (facts ->> 'recoveredMinor')::bigint;
    if part is null or part <= 0 or g.recovered_minor + part > g.owed_minor then
      raise exception 'More came back than was owed.' using errcode = 'check_violation', constraint = 'guarantees_recovered_more';
    end if;
    g.recovered_minor := g.recovered_minor + part;
    amount := least(g.paid_minor, case v.sharing
        when 'pro-rata' then guarantees.share(g.recovered_minor, v.coverage_percent, 100)
        else g.payable_minor - least(g.payable_minor, g.owed_minor - g.recovered_minor)
      end) - g.handed_on_minor;
    home := guarantees.share(amount, above, below);
    g.handed_on_minor := g.handed_on_minor + amount;
    part := guarantees.countered(g.version_id, least(home, g.paid_home_minor));
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('recoveries-due', 'recoveries', g.home_currency, home),
      jsonb_build_array('counter', 'counter-due', g.home_currency, part)));
  end if;

  g.state := next_state;
  update guarantees.guarantees set
    state = g.state, aid_minor = g.aid_minor, aid_reasons = g.aid_reasons, lapse_on = g.lapse_on, loan_on = g.loan_on, ends_on = g.ends_on,
    owed_minor = g.owed_minor, left_minor = g.left_minor, measured_minor = g.measured_minor, reservation_id = g.reservation_id,
    first_unpaid_on = g.first_unpaid_on, called_on = g.called_on, payable_minor = g.payable_minor, provision_minor = g.provision_minor,
    paid_minor = g.paid_minor, paid_home_minor = g.paid_home_minor, recovered_minor = g.recovered_minor, handed_on_minor = g.handed_on_minor
  where id = g.id;
  insert into guarantees.steps (id, guarantee_id, n, act, state, on_day, taken_by, words, amount_minor, home_minor, rate, rate_on, rate_source, entry_id)
  values (step, g.id, 1 + (select count(*) from guarantees.steps s where s.guarantee_id = g.id), taken, g.state, on_day, kernel.actor(), told, amount, home,
          facts ->> 'rate', (facts ->> 'rateOn')::date, facts ->> 'rateSource', entry);
  return g.state;
end
$$;
comment on function guarantees.take_step(uuid, uuid, text, text, date, text, jsonb) is
  'Does one act with a guarantee: who may, what the state chart has, what the terms say, and what moves on the ledger, all or nothing.';

create function guarantees.countered(of_version uuid, loss_minor bigint) returns bigint
language sql stable security definer set search_path = ''
as $$
  select coalesce(sum(guarantees.share(loss_minor, (c ->> 'percent')::numeric, 100)), 0)::bigint
    from guarantees.versions v, jsonb_array_elements(v.counter_guarantors) c
   where v.id = of_version
$$;
comment on function guarantees.countered(uuid, bigint) is 'What counter-guarantors pay of the fund''s own loss.';

create function guarantees.step(of_guarantee uuid, step uuid, taken text, on_day date, told text, facts jsonb) returns text
language sql security definer set search_path = ''
as $$ select guarantees.take_step(of_guarantee, step, taken, 'person', on_day, told, facts) $$;
comment on function guarantees.step(uuid, uuid, text, date, text, jsonb) is 'One act by the actor.';

create function guarantees.clock_step(of_guarantee uuid, step uuid, taken text) returns text
language sql security definer set search_path = ''
as $$ select guarantees.take_step(of_guarantee, step, taken, 'clock', kernel.today(), null, '{}') $$;
comment on function guarantees.clock_step(uuid, uuid, text) is 'Lapse and expiry, by the job of every day.';

create function guarantees.contribute(of_window uuid, of_contributor uuid, step uuid, on_day date, amount bigint) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  home text;
  giver int;
begin
  select f.currency, c.number into home, giver
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    join guarantees.contributors c on c.fund_id = f.id and c.id = of_contributor
   where w.id = of_window and f.id in (select guarantees.managed())
     for no key update of f;
  if home is null then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if amount is null or amount <= 0 or on_day > kernel.today() then
    raise exception 'An amount above 0, on a day that has been.' using errcode = 'check_violation', constraint = 'guarantees_contribution';
  end if;
  return guarantees.book(of_window, null, step, on_day, 'entry', 'capital ' || giver,
                         jsonb_build_array(jsonb_build_array('cash', 'capital', home, amount, giver)));
end
$$;
comment on function guarantees.contribute(uuid, uuid, uuid, date, bigint) is 'Books capital that a contributor paid into a window, once for each step; by the manager of the fund.';

create function guarantees.paid_in(of_fund uuid) returns table (window_id uuid, contributor_id uuid, amount_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select w.id, c.id, -a.posted_minor
    from guarantees.funds f
    join guarantees.windows w on w.fund_id = f.id
    join guarantees.contributors c on c.fund_id = f.id
    join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code = 'w' || w.number || ':capital:' || c.number
   where f.id = of_fund
     and (f.id in (select guarantees.followed()) or guarantees.overseen() or f.id in (select guarantees.open_funds()))
$$;
comment on function guarantees.paid_in(uuid) is 'Capital by window and contributor; of public funds for everybody.';

create function guarantees.public_figures(of_window uuid)
returns table (filed bigint, approved bigint, active bigint, repaid bigint, claims bigint, guaranteed_minor bigint, lent_minor bigint,
               paid_minor bigint, recovered_minor bigint, lenders bigint)
language sql stable security definer set search_path = ''
as $$
  select count(g.id), count(*) filter (where g.reservation_id is not null and g.state <> 'lapsed'), count(*) filter (where g.state = 'active'),
         count(*) filter (where g.state in ('repaid', 'expired')), count(*) filter (where g.called_on is not null),
         coalesce(sum(g.guaranteed_minor) filter (where g.loan_on is not null), 0)::bigint,
         coalesce(sum(g.loan_minor) filter (where g.loan_on is not null), 0)::bigint,
         coalesce(sum(g.paid_home_minor), 0)::bigint,
         (select coalesce(-sum(a.posted_minor), 0) from ledger.accounts a join guarantees.funds f on f.book_id = a.book_id
           where f.id = w.fund_id and a.currency = f.currency and a.code = 'w' || w.number || ':recoveries')::bigint,
         count(distinct g.lender_id) filter (where g.reservation_id is not null)
    from guarantees.windows w
    left join guarantees.guarantees g on g.window_id = w.id
   where w.id = of_window
     and (w.id in (select guarantees.open_windows()) or w.fund_id in (select guarantees.followed()) or guarantees.overseen())
   group by w.id
$$;
comment on function guarantees.public_figures(uuid) is
  'What everybody may know of a published window: how many loans, how much, claims and recoveries; sums of loans in the loans'' currency, the rest in the fund''s.';

create function guarantees.remeasure(of_window uuid, of_currency text, on_day date, above numeric, below numeric) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  moved bigint := 0;
  home text;
begin
  select f.currency into home from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window for no key update of f;
  if of_currency = home or above <= 0 or below <= 0 then
    raise exception 'not a rate' using errcode = 'check_violation', constraint = 'guarantees_rate';
  end if;
  with now_worth as (
    select g.id, guarantees.share(g.left_minor, above, below) as worth, g.measured_minor as before
      from guarantees.guarantees g
     where g.window_id = of_window and g.currency = of_currency and g.state in ('active', 'called', 'part-paid')
  ), changed as (
    update guarantees.guarantees g set measured_minor = n.worth from now_worth n where n.id = g.id and n.worth <> n.before returning n.worth - n.before as moved
  )
  select coalesce(sum(c.moved), 0) into moved from changed c;
  if moved <> 0 then
    perform guarantees.book(of_window, null, kernel.uuid_v7(), on_day, 'entry', 'measured ' || of_currency || ' ' || on_day, jsonb_build_array(
      jsonb_build_array('outstanding', 'measured', home, greatest(moved, 0)), jsonb_build_array('measured', 'outstanding', home, greatest(-moved, 0))));
  end if;
  return moved;
end
$$;
comment on function guarantees.remeasure(uuid, text, date, numeric, numeric) is
  'Measures guarantees in another currency at a day''s rate; what it moves is a line of its own on the ledger. A second time on a day moves only what moved since.';

do $$
declare name text;
begin
  foreach name in array array['take_step(uuid, uuid, text, text, date, text, jsonb)', 'account(uuid, text, text, int)',
    'book(uuid, uuid, uuid, date, text, text, jsonb)', 'standing(uuid)', 'highest(uuid, numeric)', 'countered(uuid, bigint)', 'standing_for(uuid)', 'public_figures(uuid)',
    'limits(uuid, bigint)', 'step(uuid, uuid, text, date, text, jsonb)', 'clock_step(uuid, uuid, text)',
    'contribute(uuid, uuid, uuid, date, bigint)', 'paid_in(uuid)', 'remeasure(uuid, text, date, numeric, numeric)', 'lent_by_actor()'] loop
    execute format('revoke execute on function guarantees.%s from public', name);
  end loop;
  foreach name in array array['limits(uuid, bigint)', 'standing_for(uuid)', 'public_figures(uuid)', 'step(uuid, uuid, text, date, text, jsonb)', 'contribute(uuid, uuid, uuid, date, bigint)',
    'paid_in(uuid)', 'lent_by_actor()'] loop
    execute format('grant execute on function guarantees.%s to ponte_app', name);
  end loop;
  foreach name in array array['clock_step(uuid, uuid, text)', 'remeasure(uuid, text, date, numeric, numeric)'] loop
    execute format('grant execute on function guarantees.%s to ponte_jobs', name);
  end loop;
  foreach name in array array['contributors', 'guarantees', 'steps'] loop
    execute format('alter table guarantees.%I enable row level security', name);
    execute format('alter table guarantees.%I force row level security', name);
    execute format('create policy owner_all on guarantees.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on guarantees.%I to ponte_jobs using (true)', name);
  end loop;
end
$$;

create policy shown on guarantees.contributors for select to ponte_app using (fund_id in (select guarantees.open_funds()));
create policy own on guarantees.contributors for select to ponte_app using (fund_id in (select guarantees.followed()));
create policy overseen on guarantees.contributors for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.contributors for insert to ponte_app
  with check (created_by = kernel.actor() and fund_id in (select guarantees.managed()));
grant select, insert on guarantees.contributors to ponte_app;
grant select on guarantees.contributors, guarantees.guarantees, guarantees.steps, guarantees.windows, guarantees.funds, guarantees.versions to ponte_jobs;
create policy jobs_all on guarantees.windows to ponte_jobs using (true);
create policy jobs_all on guarantees.funds to ponte_jobs using (true);
create policy jobs_all on guarantees.versions to ponte_jobs using (true);

create policy lender on guarantees.guarantees for select to ponte_app using (lender_id in (select guarantees.lent_by_actor()));
create policy fund on guarantees.guarantees for select to ponte_app using (fund_id in (select guarantees.followed()));
create policy overseen on guarantees.guarantees for select to ponte_app using ((select guarantees.overseen()));
create policy filed on guarantees.guarantees for insert to ponte_app
  with check (state = 'filed' and filed_by = kernel.actor() and lender_id in (select guarantees.lent_by_actor()));
grant select, insert (id, fund_id, window_id, version_id, lender_id, reference, borrower, borrower_group, country, sector, purpose, loan_minor, months,
                      without_it, earlier_aid_minor, filed_by) on guarantees.guarantees to ponte_app;

create policy readable on guarantees.steps for select to ponte_app using (guarantee_id in (select g.id from guarantees.guarantees g));
grant select on guarantees.steps to ponte_app;

-- Certificates: a document of the fund that anybody verifies by its code; revoked when the guarantee ends.

create table guarantees.certificates (
  id uuid primary key,
  guarantee_id uuid not null constraint certificates_once unique constraint certificates_guarantee references guarantees.guarantees (id),
  document_id uuid not null constraint certificates_document references documents.issued (id) on delete cascade,
  content bytea not null constraint certificates_content check (octet_length(content) between 1 and 2000000),
  issued_by uuid not null,
  issued_at timestamptz not null default now()
);
create index certificates_document_id on guarantees.certificates (document_id);
comment on table guarantees.certificates is 'Certificate of a guarantee, issued by the fund while it is in force.';
comment on column guarantees.certificates.id is 'UUID v7.';
comment on column guarantees.certificates.guarantee_id is 'The guarantee; it has one.';
comment on column guarantees.certificates.document_id is 'The issued document, which anybody verifies by its code.';
comment on column guarantees.certificates.content is 'The PDF. It names no person.';
comment on column guarantees.certificates.issued_by is 'Who issued it.';
comment on column guarantees.certificates.issued_at is 'When.';
alter table guarantees.certificates enable row level security;
alter table guarantees.certificates force row level security;
create policy owner_all on guarantees.certificates to ponte_owner using (true) with check (true);
create policy readable on guarantees.certificates for select to ponte_app using (guarantee_id in (select g.id from guarantees.guarantees g));
create policy issued on guarantees.certificates for insert to ponte_app
  with check (
    issued_by = kernel.actor()
    and guarantee_id in (select g.id from guarantees.guarantees g where g.state = 'active' and g.fund_id in (select guarantees.followed()))
    and document_id in (select i.id from documents.issued i where i.kind = 'guarantees.certificate' and i.issued_by = kernel.actor())
  );
grant select, insert on guarantees.certificates to ponte_app;

create policy fund on documents.issued for select to ponte_app
  using (kind = 'guarantees.certificate' and subject_id is null and office_id in (select guarantees.followed()));
create policy fund_issues on documents.issued for insert to ponte_app
  with check (
    kind = 'guarantees.certificate'
    and issued_by = kernel.actor()
    and revoked_at is null
    and subject_id is null
    and office_id in (select guarantees.followed())
  );

create function guarantees.revoke_certificate() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update documents.issued i set revoked_at = now(), revoked_by = kernel.actor(), reason = new.state
    from guarantees.certificates c
   where c.guarantee_id = new.id and i.id = c.document_id and i.revoked_at is null;
  return null;
end
$$;
comment on function guarantees.revoke_certificate() is 'A certificate falls with its guarantee.';
create trigger revoke_certificate after update of state on guarantees.guarantees
  for each row when (new.state in ('repaid', 'expired', 'settled', 'forfeited')) execute function guarantees.revoke_certificate();
