-- Fees of guarantees, charged by a job and booked in the fund's book; capacity of a window by day; balance of a fund with what stands outside it.

create table guarantees.fees (
  id uuid primary key,
  guarantee_id uuid not null constraint fees_guarantee references guarantees.guarantees (id),
  kind text not null constraint fees_kind check (kind in ('up-front', 'yearly')),
  from_on date not null,
  until_on date constraint fees_until check (until_on > from_on),
  base text not null constraint fees_base check (base in ('guaranteed', 'opening', 'average', 'outstanding')),
  percent numeric(7, 4) not null constraint fees_percent check (percent between 0 and 100),
  amount_minor bigint not null constraint fees_amount check (amount_minor >= 0),
  home_minor bigint not null constraint fees_home check (home_minor >= 0),
  rate text constraint fees_rate check (length(rate) <= 60),
  rate_on date,
  rate_source text constraint fees_rate_source check (length(rate_source) <= 200),
  charged_on date not null,
  charged_at timestamptz not null default now(),
  entry_id uuid constraint fees_entry references ledger.entries (id),
  constraint fees_once unique (guarantee_id, kind, from_on),
  constraint fees_shape check ((kind = 'up-front') = (until_on is null) and (kind = 'up-front') = (base = 'guaranteed')),
  constraint fees_booked check (entry_id is not null or home_minor = 0)
);
create index fees_entry_id on guarantees.fees (entry_id) where entry_id is not null;
comment on table guarantees.fees is 'Fees charged for guarantees: one when a guarantee begins, one for each of its years. Append-only.';
comment on column guarantees.fees.id is 'UUID v7.';
comment on column guarantees.fees.guarantee_id is 'The guarantee.';
comment on column guarantees.fees.kind is 'When it begins, or for a year of it.';
comment on column guarantees.fees.from_on is 'First day of what is charged.';
comment on column guarantees.fees.until_on is 'First day that is no longer counted; null for the fee at the start.';
comment on column guarantees.fees.base is 'Of what it was taken, by the terms of the guarantee.';
comment on column guarantees.fees.percent is 'Rate of the terms, in per cent.';
comment on column guarantees.fees.amount_minor is 'The fee in the currency of the loan.';
comment on column guarantees.fees.home_minor is 'The same in the currency of the fund: what the lender owes.';
comment on column guarantees.fees.rate is 'At which rate, in units of the fund''s currency for one of the loan''s; null where they are one.';
comment on column guarantees.fees.rate_on is 'Day of the rate.';
comment on column guarantees.fees.rate_source is 'Who published it.';
comment on column guarantees.fees.charged_on is 'Day on which it was charged and booked.';
comment on column guarantees.fees.charged_at is 'When it was written.';
comment on column guarantees.fees.entry_id is 'Entry of the ledger; null where the fee is 0.';

create table guarantees.fee_payments (
  id uuid primary key,
  fund_id uuid not null,
  window_id uuid not null,
  lender_id uuid not null,
  on_day date not null,
  amount_minor bigint not null,
  takes_back uuid constraint fee_payments_takes_back references guarantees.fee_payments (id) constraint fee_payments_taken_back_once unique,
  why text constraint fee_payments_why check (length(why) between 1 and 500),
  booked_by uuid not null,
  booked_at timestamptz not null default now(),
  entry_id uuid not null constraint fee_payments_entry references ledger.entries (id),
  constraint fee_payments_window foreign key (window_id, fund_id) references guarantees.windows (id, fund_id),
  constraint fee_payments_lender foreign key (lender_id, fund_id) references guarantees.lenders (id, fund_id),
  constraint fee_payments_amount check (amount_minor <> 0 and (amount_minor < 0) = (takes_back is not null)),
  constraint fee_payments_reason check ((takes_back is null) = (why is null))
);
create index fee_payments_of_window on guarantees.fee_payments (window_id, lender_id);
create index fee_payments_window_fund on guarantees.fee_payments (window_id, fund_id);
create index fee_payments_of_lender on guarantees.fee_payments (lender_id, fund_id);
create index fee_payments_entry_id on guarantees.fee_payments (entry_id);
comment on table guarantees.fee_payments is 'Fees that lenders paid, as the manager of the fund booked them, and payments taken back. Append-only.';
comment on column guarantees.fee_payments.id is 'UUID v7.';
comment on column guarantees.fee_payments.fund_id is 'The fund.';
comment on column guarantees.fee_payments.window_id is 'The window whose fees were paid.';
comment on column guarantees.fee_payments.lender_id is 'Who paid.';
comment on column guarantees.fee_payments.on_day is 'Day of the payment.';
comment on column guarantees.fee_payments.amount_minor is 'Minor units of the fund''s currency.';
comment on column guarantees.fee_payments.takes_back is 'The payment that was booked wrongly and is taken back by this line, whose amount is below 0; null in a payment.';
comment on column guarantees.fee_payments.why is 'Why it is taken back, without names; null in a payment.';
comment on column guarantees.fee_payments.booked_by is 'Account that booked it.';
comment on column guarantees.fee_payments.booked_at is 'When.';
comment on column guarantees.fee_payments.entry_id is 'Entry of the ledger.';

create function guarantees.fees_stay() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'fees and their payments are never changed or removed' using errcode = 'check_violation', constraint = 'fees_stay';
end
$$;
comment on function guarantees.fees_stay() is 'Keeps fees and their payments as they were booked.';
create trigger fees_stay before update or delete on guarantees.fees for each row execute function guarantees.fees_stay();
create trigger fees_stay before update or delete on guarantees.fee_payments for each row execute function guarantees.fees_stay();

-- Fees and what is owed of them follow from charges and payments: nobody writes them by hand any more.
do $$
declare
  was text := pg_get_functiondef('guarantees.account(uuid, text, text, int)'::regprocedure);
  shall text := replace(was, 'not in (''cash'', ''fees'', ''fees-due'', ''counter-due'', ''recoveries-due'')', 'not in (''cash'', ''counter-due'', ''recoveries-due'')');
begin
  if was = shall then
    raise exception 'guarantees.account is not as 0104 wrote it';
  end if;
  execute shall;
end
$$;
update ledger.accounts a set kept = true
  from ledger.books b
 where b.id = a.book_id and b.scope_kind = 'fund' and a.part in ('fees', 'fees-due') and a.closed_at is null;

-- The fee at the start is charged with the others, at the rate of the day, and no longer by the step that begins the guarantee.
do $$
declare
  was text := pg_get_functiondef('guarantees.take_step(uuid, uuid, text, text, date, text, jsonb)'::regprocedure);
  shall text := regexp_replace(was,
    'amount := guarantees\.share\(g\.guaranteed_minor, v\.up_front_percent, 100\);\s+perform guarantees\.book\([^;]+ fee'',[^;]+;',
    'amount := g.guaranteed_minor;');
begin
  if was = shall then
    raise exception 'guarantees.take_step is not as 0104 wrote it';
  end if;
  execute shall;
end
$$;

-- What that step booked so far is a charge already.
insert into guarantees.fees (id, guarantee_id, kind, from_on, base, percent, amount_minor, home_minor, charged_on, entry_id)
select kernel.uuid_v7(), g.id, 'up-front', g.loan_on, 'guaranteed', v.up_front_percent, s.amount_minor,
       case when g.currency = g.home_currency then s.amount_minor else 0 end, s.on_day, e.id
  from guarantees.guarantees g
  join guarantees.versions v on v.id = g.version_id
  join guarantees.funds f on f.id = g.fund_id
  join guarantees.steps s on s.guarantee_id = g.id and s.act = 'activate'
  left join ledger.entries e on e.book_id = f.book_id and e.idempotency_key = 'guarantees ' || s.id || ' ' || g.number || ' fee'
 where e.id is not null or s.amount_minor = 0;

create function guarantees.ended_on(of_guarantee uuid) returns date
language sql stable security definer set search_path = ''
as $$
  select case s.act when 'expire' then least(s.on_day, g.ends_on + 1) else s.on_day end
    from guarantees.guarantees g
    join guarantees.steps s on s.guarantee_id = g.id
   where g.id = of_guarantee and g.loan_on is not null and s.act in ('repay', 'expire', 'pay-all', 'pay-rest', 'forfeit')
   order by s.n
   limit 1
$$;
comment on function guarantees.ended_on(uuid) is 'The first day on which the guarantee stood no longer; null while it stands.';

create function guarantees.charge_fee(
  of_guarantee uuid, charge uuid, of_kind text, first date, until date, amount bigint, facts jsonb
) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  g guarantees.guarantees;
  v guarantees.versions;
  above numeric := coalesce((facts ->> 'above')::numeric, 1);
  below numeric := coalesce((facts ->> 'below')::numeric, 1);
  charged_years int;
  charged_until date;
  ended date;
  home bigint;
  entry uuid;
begin
  select * into g from guarantees.guarantees where id = of_guarantee;
  perform 1 from guarantees.funds f where f.id = g.fund_id for no key update;
  select * into g from guarantees.guarantees where id = of_guarantee;
  if exists (select from guarantees.fees f where f.guarantee_id = g.id and f.kind = of_kind and f.from_on = first) then
    return false;
  end if;
  select * into v from guarantees.versions where id = g.version_id;
  if g.loan_on is null or amount is null or amount < 0 then
    raise exception 'no fee of this guarantee' using errcode = 'check_violation', constraint = 'guarantees_fee';
  end if;
  if g.currency = g.home_currency and above <> below or above <= 0 or below <= 0 then
    raise exception 'not a rate' using errcode = 'check_violation', constraint = 'guarantees_rate';
  end if;
  if of_kind = 'up-front' then
    if first <> g.loan_on or until is not null or amount <> guarantees.share(g.guaranteed_minor, v.up_front_percent, 100) then
      raise exception 'not the fee at the start' using errcode = 'check_violation', constraint = 'guarantees_fee';
    end if;
  else
    -- One year after the other from the day of the loan; only the last one may be a part. Three days are what 30/360 can count more than there are.
    select count(*), coalesce(max(f.until_on), g.loan_on) into charged_years, charged_until
      from guarantees.fees f where f.guarantee_id = g.id and f.kind = 'yearly';
    ended := guarantees.ended_on(g.id);
    if first <> charged_until or until <= first or until > kernel.today() or until > ended
       or until > (g.loan_on + make_interval(years => charged_years + 1))::date
       or (until < (g.loan_on + make_interval(years => charged_years + 1))::date and until is distinct from ended)
       or amount > guarantees.share(g.guaranteed_minor, v.yearly_percent * (until - first + 3), 36000) + 1 then
      raise exception 'not a fee of a year' using errcode = 'check_violation', constraint = 'guarantees_fee';
    end if;
  end if;
  home := guarantees.share(amount, above, below);
  entry := guarantees.book(g.window_id, g.id, charge, kernel.today(), 'entry', g.number || ' fee ' || first,
    jsonb_build_array(jsonb_build_array('fees-due', 'fees', g.home_currency, home)));
  insert into guarantees.fees (id, guarantee_id, kind, from_on, until_on, base, percent, amount_minor, home_minor, rate, rate_on, rate_source, charged_on, entry_id)
  values (charge, g.id, of_kind, first, until, case of_kind when 'up-front' then 'guaranteed' else v.fee_base end,
          case of_kind when 'up-front' then v.up_front_percent else v.yearly_percent end, amount, home,
          facts ->> 'rate', (facts ->> 'rateOn')::date, facts ->> 'rateSource', kernel.today(), entry);
  return true;
end
$$;
comment on function guarantees.charge_fee(uuid, uuid, text, date, date, bigint, jsonb) is
  'Charges a fee that the job worked out, once for each start, and books it; rechecks guarantee, period, order and that it is not more than the terms allow.';

create function guarantees.pay_fee(of_window uuid, of_lender uuid, payment uuid, on_day date, amount bigint) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  of_fund uuid;
  home text;
  due bigint;
  entry uuid;
begin
  select f.id, f.currency into of_fund, home
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    join guarantees.lenders l on l.fund_id = f.id and l.id = of_lender
   where w.id = of_window and f.id in (select guarantees.managed())
     for no key update of f;
  if of_fund is null then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if exists (select from guarantees.fee_payments p where p.id = payment) then
    return false;
  end if;
  if amount is null or amount <= 0 then
    raise exception 'An amount above 0.' using errcode = 'check_violation', constraint = 'guarantees_fee_amount';
  end if;
  if on_day > kernel.today() then
    raise exception 'The day is ahead.' using errcode = 'check_violation', constraint = 'guarantees_day_ahead';
  end if;
  select coalesce((select sum(f.home_minor) from guarantees.fees f join guarantees.guarantees g on g.id = f.guarantee_id
                    where g.window_id = of_window and g.lender_id = of_lender and f.charged_on <= on_day), 0)
       - coalesce((select sum(p.amount_minor) from guarantees.fee_payments p where p.window_id = of_window and p.lender_id = of_lender), 0)
    into due;
  if amount > due then
    raise exception 'More than is due.' using errcode = 'check_violation', constraint = 'guarantees_fee_due';
  end if;
  entry := guarantees.book(of_window, null, payment, on_day, 'entry', 'fees paid',
    jsonb_build_array(jsonb_build_array('cash', 'fees-due', home, amount)));
  insert into guarantees.fee_payments (id, fund_id, window_id, lender_id, on_day, amount_minor, booked_by, entry_id)
  values (payment, of_fund, of_window, of_lender, on_day, amount, kernel.actor(), entry);
  return true;
end
$$;
comment on function guarantees.pay_fee(uuid, uuid, uuid, date, bigint) is
  'Books fees that a lender paid for a window, once for each payment and never more than was due on the day; by the manager of the fund.';

create function guarantees.take_fee_payment_back(of_payment uuid, line uuid, reason text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  p guarantees.fee_payments;
  home text;
  entry uuid;
begin
  select * into p from guarantees.fee_payments where id = of_payment;
  select f.currency into home from guarantees.funds f where f.id = p.fund_id and f.id in (select guarantees.managed()) for no key update;
  if home is null or p.takes_back is not null then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if exists (select from guarantees.fee_payments b where b.id = line) then
    return false;
  end if;
  if exists (select from guarantees.fee_payments b where b.takes_back = p.id) then
    raise exception 'It is taken back already.' using errcode = 'check_violation', constraint = 'guarantees_fee_taken_back';
  end if;
  if p.amount_minor > (select s.cash_minor from guarantees.standing(p.window_id) s) then
    raise exception 'There is not so much money.' using errcode = 'check_violation', constraint = 'guarantees_no_cash';
  end if;
  entry := guarantees.book(p.window_id, null, line, kernel.today(), 'entry', 'fees paid, taken back',
    jsonb_build_array(jsonb_build_array('fees-due', 'cash', home, p.amount_minor)));
  insert into guarantees.fee_payments (id, fund_id, window_id, lender_id, on_day, amount_minor, takes_back, why, booked_by, entry_id)
  values (line, p.fund_id, p.window_id, p.lender_id, kernel.today(), -p.amount_minor, p.id, reason, kernel.actor(), entry);
  return true;
end
$$;
comment on function guarantees.take_fee_payment_back(uuid, uuid, text) is
  'Takes a payment of fees that was booked wrongly back, once, with the reason; the lender owes it again. By the manager of the fund.';

-- By day, from the postings.

create function guarantees.capacity_by_day(of_window uuid, first date, last date)
returns table (day date, capital_minor bigint, highest_minor bigint, outstanding_minor bigint, reserved_minor bigint)
language sql stable security definer set search_path = ''
as $$
  with own as (
    select a.id, a.part
      from guarantees.windows w
      join guarantees.funds f on f.id = w.fund_id
      join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code like 'w' || w.number || ':%'
     where w.id = of_window and a.part in ('capital', 'losses', 'exchange-loss', 'recoveries', 'counter', 'outstanding')
  ), moved as (
    select p.effective_on as day, case when o.part = 'outstanding' then 0 else -p.amount_minor end as capital,
           case when o.part = 'outstanding' then p.amount_minor else 0 end as outstanding, 0 as reserved
      from own o join ledger.postings p on p.account_id = o.id
     where not p.pending and p.effective_on <= last
     union all
    select p.effective_on, 0, 0, p.amount_minor
      from own o join ledger.postings p on p.account_id = o.id
     where p.pending and o.part = 'outstanding' and p.effective_on <= last
     union all
    select e.effective_on, 0, 0, -p.amount_minor
      from own o
      join ledger.postings p on p.account_id = o.id
      join ledger.entries e on e.settles = p.entry_id
     where p.pending and o.part = 'outstanding' and e.effective_on <= last
  ), by_day as (
    select greatest(m.day, first) as day, sum(m.capital) as capital, sum(m.outstanding) as outstanding, sum(m.reserved) as reserved
      from moved m group by 1
  ), standing as (
    select d.day::date, sum(coalesce(b.capital, 0)) over so_far as capital, sum(coalesce(b.outstanding, 0)) over so_far as outstanding,
           sum(coalesce(b.reserved, 0)) over so_far as reserved
      from generate_series(first, last, interval '1 day') d (day)
      left join by_day b on b.day = d.day::date
    window so_far as (order by d.day)
  )
  select s.day, s.capital::bigint,
         floor(greatest(s.capital, 0) * coalesce((
           select v.leverage from guarantees.versions v
            where v.window_id = of_window and v.state = 'published' and v.valid_from <= s.day and coalesce(v.valid_until >= s.day, true)
            order by v.number desc limit 1), 0))::bigint,
         s.outstanding::bigint, s.reserved::bigint
    from standing s
   where last - first <= 3660
     and exists (select from guarantees.windows w
                  where w.id = of_window and (w.fund_id in (select guarantees.followed()) or guarantees.overseen()))
   order by s.day
$$;
comment on function guarantees.capacity_by_day(uuid, date, date) is
  'Capital of a window, the most that it may guarantee under the terms of the day, guarantees outstanding and reserved at the end of each day, from the postings. For those who follow the fund.';

create function guarantees.balance_on(of_fund uuid, on_day date)
returns table (currency text, kind text, part text, name text, amount_minor bigint)
language sql stable security definer set search_path = ''
as $$
  select a.currency, a.kind, a.part, case when a.part is null then a.name end, sum(p.amount_minor)::bigint
    from guarantees.funds f
    join ledger.accounts a on a.book_id = f.book_id
    join ledger.postings p on p.account_id = a.id and p.effective_on <= on_day and not p.pending
   where f.id = of_fund and (f.id in (select guarantees.followed()) or guarantees.overseen())
   group by a.id
  having sum(p.amount_minor) <> 0
   order by a.code, a.currency
$$;
comment on function guarantees.balance_on(uuid, date) is
  'What stands on each account of a fund at the end of a day, debits positive. For those who follow the fund.';

create function guarantees.off_balance(of_fund uuid, on_day date)
returns table (window_id uuid, outstanding_minor bigint, reserved_minor bigint, countered_minor bigint)
language sql stable security definer set search_path = ''
as $$
  with held as (
    select g.window_id,
           guarantees.share(a.home_minor, g.guaranteed_minor - coalesce((
             select sum(s.amount_minor) from guarantees.steps s where s.guarantee_id = g.id and s.act = 'shrink' and s.on_day <= off_balance.on_day
           ), 0), g.guaranteed_minor) as weight,
           (select coalesce(sum((c ->> 'percent')::numeric), 0) from jsonb_array_elements(v.counter_guarantors) c) as percent
      from guarantees.guarantees g
      join guarantees.versions v on v.id = g.version_id
      join guarantees.steps a on a.guarantee_id = g.id and a.act = 'approve'
     where g.fund_id = of_fund and g.loan_on <= off_balance.on_day and coalesce(guarantees.ended_on(g.id) > off_balance.on_day, true)
  ), weights as (
    select h.window_id, sum(h.weight * h.percent) as countered, sum(h.weight) as whole from held h group by h.window_id
  )
  select w.id, c.outstanding_minor, c.reserved_minor,
         case when t.whole > 0 then guarantees.share(greatest(c.outstanding_minor, 0), t.countered, t.whole * 100) else 0 end
    from guarantees.windows w
    cross join lateral guarantees.capacity_by_day(w.id, off_balance.on_day, off_balance.on_day) c
    left join weights t on t.window_id = w.id
   where w.fund_id = of_fund
   order by w.number
$$;
comment on function guarantees.off_balance(uuid, date) is
  'What a fund promises outside its balance at the end of a day, by window: outstanding, reserved, and what counter-guarantors would pay of what is outstanding. For those who follow the fund.';

do $$
declare name text;
begin
  foreach name in array array['ended_on(uuid)', 'charge_fee(uuid, uuid, text, date, date, bigint, jsonb)', 'pay_fee(uuid, uuid, uuid, date, bigint)', 'take_fee_payment_back(uuid, uuid, text)',
    'capacity_by_day(uuid, date, date)', 'balance_on(uuid, date)', 'off_balance(uuid, date)'] loop
    execute format('revoke execute on function guarantees.%s from public', name);
  end loop;
  foreach name in array array['pay_fee(uuid, uuid, uuid, date, bigint)', 'take_fee_payment_back(uuid, uuid, text)', 'capacity_by_day(uuid, date, date)', 'balance_on(uuid, date)', 'off_balance(uuid, date)'] loop
    execute format('grant execute on function guarantees.%s to ponte_app', name);
  end loop;
  foreach name in array array['ended_on(uuid)', 'charge_fee(uuid, uuid, text, date, date, bigint, jsonb)'] loop
    execute format('grant execute on function guarantees.%s to ponte_jobs', name);
  end loop;
  foreach name in array array['fees', 'fee_payments'] loop
    execute format('alter table guarantees.%I enable row level security', name);
    execute format('alter table guarantees.%I force row level security', name);
    execute format('create policy owner_all on guarantees.%I to ponte_owner using (true) with check (true)', name);
    execute format('grant select on guarantees.%I to ponte_app', name);
  end loop;
end
$$;

create policy readable on guarantees.fees for select to ponte_app using (guarantee_id in (select g.id from guarantees.guarantees g));
create policy lender on guarantees.fee_payments for select to ponte_app using (lender_id in (select guarantees.lent_by_actor()));
create policy fund on guarantees.fee_payments for select to ponte_app using (fund_id in (select guarantees.followed()));
create policy overseen on guarantees.fee_payments for select to ponte_app using ((select guarantees.overseen()));
create policy jobs_all on guarantees.fees to ponte_jobs using (true);
grant select on guarantees.fees to ponte_jobs;
