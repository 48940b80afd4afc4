-- What services that send money across borders cost, as somebody saw it on a day. A price that was seen never changes: a changed price is a
-- new observation, so that the course of prices stays readable.

create schema remittances;
comment on schema remittances is 'Prices of services that send money home.';
grant usage on schema remittances to ponte_app, ponte_jobs;

create table remittances.services (
  id uuid primary key,
  provider text not null constraint services_provider check (length(provider) between 1 and 120),
  from_country text not null constraint services_from check (from_country ~ '^[A-Z]{2}$'),
  to_country text not null constraint services_to check (to_country ~ '^[A-Z]{2}$'),
  send_currency text not null constraint services_send_currency check (send_currency ~ '^[A-Z]{3}$'),
  receive_currency text not null constraint services_receive_currency check (receive_currency ~ '^[A-Z]{3}$'),
  least_minor bigint not null constraint services_least check (least_minor > 0),
  most_minor bigint not null,
  pay_in text not null constraint services_pay_in check (pay_in in ('cash', 'bank', 'card', 'mobile')),
  pay_out text not null constraint services_pay_out check (pay_out in ('cash', 'bank', 'mobile', 'home')),
  demonstration boolean not null default false,
  created_by uuid,
  created_at timestamptz not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_why text constraint services_withdrawn_why check (length(withdrawn_why) between 1 and 500),
  constraint services_once unique (provider, from_country, to_country, send_currency, receive_currency, pay_in, pay_out, least_minor, most_minor),
  constraint services_two_countries check (from_country <> to_country),
  constraint services_band check (most_minor between least_minor and 99999999999999),
  constraint services_withdrawn check ((withdrawn_at is null) = (withdrawn_why is null) and (withdrawn_at is null or withdrawn_by is not null))
);
comment on table remittances.services is 'A way to send money: one provider, from and to a country, paid in and out in one way, for amounts of one band. Never changed.';
comment on column remittances.services.id is 'UUID v7 made by the application.';
comment on column remittances.services.provider is 'Name of the firm.';
comment on column remittances.services.from_country is 'Where it is sent (ISO 3166-1).';
comment on column remittances.services.to_country is 'Where it arrives (ISO 3166-1).';
comment on column remittances.services.send_currency is 'Currency that is paid in (ISO 4217).';
comment on column remittances.services.receive_currency is 'Currency that arrives (ISO 4217).';
comment on column remittances.services.least_minor is 'Smallest amount of the band, in minor units of the currency that is paid in.';
comment on column remittances.services.most_minor is 'Largest amount of the band.';
comment on column remittances.services.pay_in is 'How the sender pays: cash, bank account, card or mobile money.';
comment on column remittances.services.pay_out is 'How it arrives: cash to fetch, bank account, mobile money or brought home.';
comment on column remittances.services.demonstration is 'True: invented for the demonstration network.';
comment on column remittances.services.created_by is 'Account that wrote it; null for the command line.';
comment on column remittances.services.created_at is 'When.';
comment on column remittances.services.withdrawn_by is 'Account that withdrew it.';
comment on column remittances.services.withdrawn_at is 'When it was withdrawn; null while it is compared.';
comment on column remittances.services.withdrawn_why is 'Why it was withdrawn.';
create index services_of_corridor on remittances.services (from_country, to_country, send_currency);

create table remittances.prices (
  id uuid primary key,
  service_id uuid not null constraint prices_service references remittances.services (id) on delete cascade,
  observed_on date not null constraint prices_observed_on check (observed_on between '2000-01-01' and '2200-12-31'),
  speed text not null constraint prices_speed check (speed in ('hour', 'same-day', 'next-day', 'days', 'week', 'unknown')),
  fee_minor bigint not null constraint prices_fee check (fee_minor between 0 and 99999999999999),
  applied_rate numeric constraint prices_applied_rate check (applied_rate > 0 and applied_rate < 1000000000000 and scale(applied_rate) <= 12),
  margin_percent numeric constraint prices_margin check (margin_percent >= -100 and margin_percent < 100 and scale(margin_percent) <= 4),
  source text not null constraint prices_source check (length(source) between 1 and 200),
  source_url text constraint prices_source_url check (source_url ~ '^https?://' and length(source_url) <= 2000),
  recorded_by uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  -- Either tells what the exchange takes; neither means that nobody told it, which is not 0.
  constraint prices_one_way_to_tell check (num_nonnulls(applied_rate, margin_percent) <= 1)
);
comment on table remittances.prices is 'What a service cost when somebody looked. Never changed: who looks again adds a row.';
comment on column remittances.prices.id is 'UUID v7 made by the application.';
comment on column remittances.prices.service_id is 'The service.';
comment on column remittances.prices.observed_on is 'Day on which it was seen.';
comment on column remittances.prices.speed is 'When the money arrives: within the hour, the same day, the next day, in 2 to 5 days, later, or not told.';
comment on column remittances.prices.fee_minor is 'What is paid besides, in minor units of the currency that is paid in; 0 where it was seen that there is none.';
comment on column remittances.prices.applied_rate is 'What one unit of the currency that is paid in becomes; null where it was not told.';
comment on column remittances.prices.margin_percent is 'How much worse the rate is than the one between banks, in per cent; null where it was not told.';
comment on column remittances.prices.source is 'Where it was seen.';
comment on column remittances.prices.source_url is 'Address of the source.';
comment on column remittances.prices.recorded_by is 'Account that wrote it down; null for the command line.';
comment on column remittances.prices.recorded_at is 'When.';
create index prices_latest on remittances.prices (service_id, observed_on desc, recorded_at desc);

create function remittances.may_keep() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['administrator', 'editor', 'planner']) $$;
comment on function remittances.may_keep() is 'Whether the actor keeps the prices of the network.';

do $$
declare name text;
begin
  foreach name in array array['services', 'prices'] loop
    execute format('alter table remittances.%I enable row level security', name);
    execute format('alter table remittances.%I force row level security', name);
    execute format('create policy owner_all on remittances.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on remittances.%I for select to ponte_jobs using (true)', name);
    execute format('create policy kept on remittances.%I for select to ponte_app using ((select remittances.may_keep()))', name);
    execute format('grant select on remittances.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert on remittances.%I to ponte_app', name);
  end loop;
end
$$;
create policy compared on remittances.services for select to ponte_app using (withdrawn_at is null);
create policy added on remittances.services for insert to ponte_app
  with check ((select remittances.may_keep()) and created_by = kernel.actor() and withdrawn_at is null);
-- Withdrawn in one's own name, or compared again.
create policy withdrawn on remittances.services for update to ponte_app
  using ((select remittances.may_keep()))
  with check ((select remittances.may_keep()) and (withdrawn_at is null or withdrawn_by = kernel.actor()));
grant update (withdrawn_by, withdrawn_at, withdrawn_why) on remittances.services to ponte_app;

create policy compared on remittances.prices for select to ponte_app
  using (service_id in (select s.id from remittances.services s where s.withdrawn_at is null));
create policy added on remittances.prices for insert to ponte_app
  with check (
    (select remittances.may_keep())
    and recorded_by = kernel.actor()
    and service_id in (select s.id from remittances.services s)
  );
