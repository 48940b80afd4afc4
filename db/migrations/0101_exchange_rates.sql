-- Reference rates of exchange by day and source. A rate that is stored never changes: a wrong one is withdrawn, and stays readable with the
-- reason for those who keep the list, since amounts may have been worked out with it. Fixed rates are rules of the application.

create schema exchangerates;
comment on schema exchangerates is 'Rates between currencies, by day and source.';
grant usage on schema exchangerates to ponte_app, ponte_jobs;

create table exchangerates.rates (
  id uuid primary key,
  source text not null constraint rates_source check (length(source) between 1 and 120),
  base text not null constraint rates_base check (base ~ '^[A-Z]{3}$'),
  currency text not null constraint rates_currency check (currency ~ '^[A-Z]{3}$'),
  on_day date not null constraint rates_day check (on_day between '1900-01-01' and '2200-12-31'),
  -- NaN and infinity are larger than every bound.
  rate numeric not null constraint rates_rate check (rate > 0 and rate < 1000000000000 and scale(rate) <= 12),
  demonstration boolean not null default false,
  imported_by uuid,
  imported_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_why text constraint rates_withdrawn_why check (length(withdrawn_why) between 1 and 500),
  constraint rates_two_currencies check (base <> currency),
  constraint rates_withdrawn check ((withdrawn_at is null) = (withdrawn_why is null) and (withdrawn_at is null) = (withdrawn_by is null))
);
comment on table exchangerates.rates is 'One rate of one source for one day. Never changed, only withdrawn.';
comment on column exchangerates.rates.id is 'UUID v7 made by the application.';
comment on column exchangerates.rates.source is 'Who published the rate.';
comment on column exchangerates.rates.base is 'Currency of which one unit is worth the rate (ISO 4217).';
comment on column exchangerates.rates.currency is 'Currency in which the rate is told (ISO 4217).';
comment on column exchangerates.rates.on_day is 'Day for which it was published.';
comment on column exchangerates.rates.rate is 'How many units of the currency one unit of the base is worth, exactly as published.';
comment on column exchangerates.rates.demonstration is 'True: invented for the demonstration network.';
comment on column exchangerates.rates.imported_by is 'Account that imported it; null for the command line.';
comment on column exchangerates.rates.imported_at is 'When.';
comment on column exchangerates.rates.withdrawn_by is 'Account that withdrew it.';
comment on column exchangerates.rates.withdrawn_at is 'When it was withdrawn; null while it counts.';
comment on column exchangerates.rates.withdrawn_why is 'Why it was withdrawn.';

create unique index rates_once on exchangerates.rates (source, base, currency, on_day) where withdrawn_at is null;
comment on index exchangerates.rates_once is 'A source says one rate a day.';
create index rates_latest on exchangerates.rates (base, currency, on_day desc) where withdrawn_at is null;
comment on index exchangerates.rates_latest is 'The latest rate on or before a day.';

alter table exchangerates.rates enable row level security;
alter table exchangerates.rates force row level security;
create policy owner_all on exchangerates.rates to ponte_owner using (true) with check (true);
create policy jobs_all on exchangerates.rates for select to ponte_jobs using (true);
create policy published on exchangerates.rates for select to ponte_app using (withdrawn_at is null);
create policy kept on exchangerates.rates for select to ponte_app using ((select access.in_network(array['administrator'])));
create policy imported on exchangerates.rates for insert to ponte_app
  with check ((select access.in_network(array['administrator'])) and imported_by = kernel.actor() and withdrawn_at is null);
create policy withdrawn on exchangerates.rates for update to ponte_app
  using ((select access.in_network(array['administrator'])) and withdrawn_at is null)
  with check ((select access.in_network(array['administrator'])) and withdrawn_by = kernel.actor() and withdrawn_at is not null);
grant select on exchangerates.rates to ponte_app, ponte_jobs;
grant insert, update (withdrawn_by, withdrawn_at, withdrawn_why) on exchangerates.rates to ponte_app;
