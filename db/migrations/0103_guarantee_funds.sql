-- Guarantee funds: who keeps one, on which terms it guarantees (windows and their versions), and which lenders are admitted.
-- Capital, guarantees and claims are not here: they stand on the ledger. What was published never changes.

create schema guarantees;
comment on schema guarantees is 'Guarantee funds, their windows with versions of terms, and lenders admitted to them.';
grant usage on schema guarantees to ponte_app, ponte_jobs;

create table guarantees.funds (
  id uuid primary key,
  code text not null constraint funds_code unique constraint funds_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  name text not null constraint funds_name check (length(name) between 1 and 160),
  about text not null constraint funds_about check (length(about) between 1 and 2000),
  language text not null constraint funds_language check (language ~ '^[a-z]{2,3}$'),
  area text not null constraint funds_area check (length(area) between 1 and 160),
  manager text not null constraint funds_manager check (length(manager) between 1 and 160),
  email text not null constraint funds_email check (length(email) between 3 and 254),
  currency text not null constraint funds_currency check (currency ~ '^[A-Z]{3}$'),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  demonstration boolean not null default false
);
comment on table guarantees.funds is 'Guarantee funds. Public from the first published version of a window on; names bodies, no person.';
comment on column guarantees.funds.id is 'UUID v7; also the scope of its managers'' and committee''s roles.';
comment on column guarantees.funds.code is 'Short name in addresses.';
comment on column guarantees.funds.name is 'Its name.';
comment on column guarantees.funds.about is 'What it is for, in plain words.';
comment on column guarantees.funds.language is 'Language in which name, text and terms are written.';
comment on column guarantees.funds.area is 'Where it works: a place, a corridor or the whole network, in words.';
comment on column guarantees.funds.manager is 'Body that manages it.';
comment on column guarantees.funds.email is 'Public address of that body, not of a person.';
comment on column guarantees.funds.currency is 'Currency of its capital (ISO 4217); the capital itself is on the ledger.';
comment on column guarantees.funds.created_by is 'Administrator who put it on record.';
comment on column guarantees.funds.created_at is 'When.';
comment on column guarantees.funds.demonstration is 'True: invented for the demonstration network, its figures assumed.';

create table guarantees.windows (
  id uuid primary key,
  fund_id uuid not null constraint windows_fund references guarantees.funds (id),
  name text not null constraint windows_name check (length(name) between 1 and 160),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint windows_of_fund unique (id, fund_id)
);
create index windows_fund_id on guarantees.windows (fund_id);
comment on table guarantees.windows is 'A part of a fund with terms of its own, such as one for first loans of women.';
comment on column guarantees.windows.id is 'UUID v7.';
comment on column guarantees.windows.fund_id is 'The fund.';
comment on column guarantees.windows.name is 'Its name, in the language of the fund.';
comment on column guarantees.windows.created_by is 'Who began it.';
comment on column guarantees.windows.created_at is 'When.';

create table guarantees.versions (
  id uuid primary key,
  window_id uuid not null constraint versions_window references guarantees.windows (id),
  state text not null default 'draft' constraint versions_state check (state in ('draft', 'published')),
  number int,
  revision int not null default 1,
  basis text not null constraint versions_basis check (length(basis) between 1 and 500),
  currency text not null constraint versions_currency check (currency ~ '^[A-Z]{3}$'),
  coverage_percent numeric(7, 4) not null constraint versions_coverage check (coverage_percent > 0 and coverage_percent <= 100),
  sharing text not null constraint versions_sharing check (sharing in ('pro-rata', 'first-loss')),
  leverage numeric(7, 4) not null constraint versions_leverage check (leverage > 0 and leverage <= 50),
  longest_months int not null constraint versions_longest check (longest_months between 1 and 360),
  borrower_cap_minor bigint not null constraint versions_borrower_cap check (borrower_cap_minor > 0),
  group_cap_minor bigint,
  lender_cap_percent numeric(7, 4) not null constraint versions_lender_cap check (lender_cap_percent > 0 and lender_cap_percent <= 100),
  country_cap_percent numeric(7, 4) not null constraint versions_country_cap check (country_cap_percent > 0 and country_cap_percent <= 100),
  sector_cap_percent numeric(7, 4) not null constraint versions_sector_cap check (sector_cap_percent > 0 and sector_cap_percent <= 100),
  up_front_percent numeric(7, 4) not null constraint versions_up_front check (up_front_percent between 0 and 100),
  yearly_percent numeric(7, 4) not null constraint versions_yearly check (yearly_percent between 0 and 100),
  fee_base text not null constraint versions_fee_base check (fee_base in ('opening', 'average', 'outstanding')),
  day_count text not null constraint versions_day_count check (day_count in ('30/360', 'actual/365', 'actual/360', 'actual/actual')),
  waiting_days int not null constraint versions_waiting check (waiting_days between 0 and 1095),
  first_share_percent numeric(7, 4) not null constraint versions_first_share check (first_share_percent > 0 and first_share_percent <= 100),
  legal_steps text not null constraint versions_legal_steps check (length(legal_steps) between 1 and 2000),
  conditions jsonb not null default '[]' constraint versions_conditions check (
    jsonb_typeof(conditions) = 'array' and jsonb_array_length(conditions) <= 8 and length(conditions::text) <= 8000),
  counter_guarantors jsonb not null default '[]' constraint versions_counter_guarantors check (
    jsonb_typeof(counter_guarantors) = 'array' and jsonb_array_length(counter_guarantors) <= 3 and length(counter_guarantors::text) <= 2000),
  valid_from date not null,
  valid_until date,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  published_by uuid,
  published_at timestamptz,
  constraint versions_number unique (window_id, number),
  constraint versions_published check ((state = 'published') = (number is not null) and (state = 'published') = (published_at is not null)
    and (state = 'published') = (published_by is not null)),
  constraint versions_group_cap check (group_cap_minor >= borrower_cap_minor),
  constraint versions_valid check (valid_until >= valid_from)
);
create unique index versions_one_draft on guarantees.versions (window_id) where state = 'draft';
comment on table guarantees.versions is 'Terms of a window: at most one draft, and what was published, which never changes. Guarantees keep the version under which they were given.';
comment on column guarantees.versions.id is 'UUID v7.';
comment on column guarantees.versions.window_id is 'The window.';
comment on column guarantees.versions.state is 'draft, then published.';
comment on column guarantees.versions.number is '1, 2, 3 …, given when it is published.';
comment on column guarantees.versions.revision is 'Grows with each change of a draft, so that two writers notice each other.';
comment on column guarantees.versions.basis is 'Who decided these figures and when, or that they are assumed.';
comment on column guarantees.versions.currency is 'Currency of the loans and of the amounts here (ISO 4217).';
comment on column guarantees.versions.coverage_percent is 'Part of each loan that is guaranteed.';
comment on column guarantees.versions.sharing is 'Whether every loss is shared or the fund bears it first.';
comment on column guarantees.versions.leverage is 'How many times its capital the fund guarantees at most.';
comment on column guarantees.versions.longest_months is 'Longest guarantee.';
comment on column guarantees.versions.borrower_cap_minor is 'Highest guaranteed amount for one borrower, in minor units.';
comment on column guarantees.versions.group_cap_minor is 'The same for borrowers that belong together; null where only the cap of each counts.';
comment on column guarantees.versions.lender_cap_percent is 'Highest part of all guarantees that one lender may hold; 100 where there is no cap.';
comment on column guarantees.versions.country_cap_percent is 'The same for one country.';
comment on column guarantees.versions.sector_cap_percent is 'The same for one sector.';
comment on column guarantees.versions.up_front_percent is 'Fee at the start, of the guaranteed amount.';
comment on column guarantees.versions.yearly_percent is 'Fee of a year.';
comment on column guarantees.versions.fee_base is 'Of what the yearly fee is taken.';
comment on column guarantees.versions.day_count is 'How days are counted for it.';
comment on column guarantees.versions.waiting_days is 'Days in arrears before a lender may claim.';
comment on column guarantees.versions.first_share_percent is 'Part of a claim that is paid at once; the rest once the legal steps are done.';
comment on column guarantees.versions.legal_steps is 'What a lender does before the rest is paid.';
comment on column guarantees.versions.conditions is 'Who and what is eligible: a list of {text, reason}.';
comment on column guarantees.versions.counter_guarantors is 'Who pays a part of the fund''s own loss: a list of {name, percent}, together at most 100.';
comment on column guarantees.versions.valid_from is 'First day on which loans may be filed under it.';
comment on column guarantees.versions.valid_until is 'Last day; null while it has no end.';
comment on column guarantees.versions.changed_by is 'Who wrote the draft last.';
comment on column guarantees.versions.changed_at is 'When.';
comment on column guarantees.versions.published_by is 'Who published it.';
comment on column guarantees.versions.published_at is 'When.';

create table guarantees.lenders (
  id uuid primary key,
  fund_id uuid not null constraint lenders_fund references guarantees.funds (id),
  organisation_id uuid constraint lenders_organisation references directory.organisations (id),
  name text constraint lenders_name check (length(name) between 1 and 160),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint lenders_of_fund unique (id, fund_id),
  constraint lenders_one_name check ((organisation_id is null) <> (name is null)),
  constraint lenders_once unique nulls distinct (fund_id, organisation_id),
  constraint lenders_name_once unique nulls distinct (fund_id, name)
);
create index lenders_organisation_id on guarantees.lenders (organisation_id) where organisation_id is not null;
comment on table guarantees.lenders is 'Banks and micro-lenders with which a fund has an agreement: an organisation of the directory, or a name.';
comment on column guarantees.lenders.id is 'UUID v7.';
comment on column guarantees.lenders.fund_id is 'The fund.';
comment on column guarantees.lenders.organisation_id is 'The organisation of the directory, whose accounts with the role of lender sign in; null for a lender that is not in it.';
comment on column guarantees.lenders.name is 'Name of a lender that is not in the directory.';
comment on column guarantees.lenders.created_by is 'Who put it on record.';
comment on column guarantees.lenders.created_at is 'When.';

create table guarantees.admissions (
  id uuid primary key,
  fund_id uuid not null,
  window_id uuid not null,
  lender_id uuid not null,
  agreed_on date not null,
  until_on date,
  admitted_by uuid not null,
  admitted_at timestamptz not null default now(),
  constraint admissions_window foreign key (window_id, fund_id) references guarantees.windows (id, fund_id),
  constraint admissions_lender foreign key (lender_id, fund_id) references guarantees.lenders (id, fund_id),
  constraint admissions_once unique (window_id, lender_id, agreed_on),
  constraint admissions_order check (until_on >= agreed_on)
);
create index admissions_window_fund on guarantees.admissions (window_id, fund_id);
create index admissions_lender_fund on guarantees.admissions (lender_id, fund_id);
comment on table guarantees.admissions is 'From when to when a lender may file loans under a window. Window and lender are of the same fund.';
comment on column guarantees.admissions.id is 'UUID v7.';
comment on column guarantees.admissions.fund_id is 'The fund of both.';
comment on column guarantees.admissions.window_id is 'The window.';
comment on column guarantees.admissions.lender_id is 'The lender.';
comment on column guarantees.admissions.agreed_on is 'First day of the agreement.';
comment on column guarantees.admissions.until_on is 'Last day; null while it has no end.';
comment on column guarantees.admissions.admitted_by is 'Who wrote it down.';
comment on column guarantees.admissions.admitted_at is 'When.';

-- Who somebody is. Each set is read once per statement.

create function guarantees.managed() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('fund', array['fund-manager']) $$;
comment on function guarantees.managed() is 'Funds that the actor manages.';

create function guarantees.followed() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('fund', array['fund-manager', 'committee-member']) $$;
comment on function guarantees.followed() is 'Funds whose drafts the actor reads: its manager, its committee.';

create function guarantees.overseen() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['administrator', 'auditor']) $$;
comment on function guarantees.overseen() is 'Whether the actor reads every fund: administrators, who give its roles, and auditors.';

create function guarantees.managed_windows() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select w.id from guarantees.windows w where w.fund_id in (select guarantees.managed()) $$;
comment on function guarantees.managed_windows() is 'Windows of the funds that the actor manages.';

create function guarantees.followed_windows() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select w.id from guarantees.windows w where w.fund_id in (select guarantees.followed()) $$;
comment on function guarantees.followed_windows() is 'Windows whose drafts the actor reads.';

create function guarantees.open_windows() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select v.window_id from guarantees.versions v where v.state = 'published' $$;
comment on function guarantees.open_windows() is 'Windows that everybody reads: those of which a version was published.';

create function guarantees.open_funds() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select w.fund_id from guarantees.windows w join guarantees.versions v on v.window_id = w.id where v.state = 'published' $$;
comment on function guarantees.open_funds() is 'Funds that everybody reads: those with a window of which a version was published.';

create function guarantees.lending() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('organisation', array['lender']) $$;
comment on function guarantees.lending() is 'Organisations for which the actor lends.';

create function guarantees.lent_windows() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.window_id
    from guarantees.admissions a
    join guarantees.lenders l on l.id = a.lender_id
   where l.organisation_id in (select guarantees.lending())
$$;
comment on function guarantees.lent_windows() is 'Windows to which an organisation is or was admitted for which the actor lends.';

create function guarantees.lent_funds() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select l.fund_id from guarantees.lenders l where l.organisation_id in (select guarantees.lending()) $$;
comment on function guarantees.lent_funds() is 'Funds with which an organisation has an agreement for which the actor lends.';

create function guarantees.shown_lenders() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select a.lender_id
    from guarantees.admissions a
   where a.window_id in (select guarantees.open_windows())
     and a.agreed_on <= kernel.today()
     and coalesce(a.until_on >= kernel.today(), true)
$$;
comment on function guarantees.shown_lenders() is 'Lenders that everybody reads: those who lend today under a published window.';

do $$
declare name text;
begin
  foreach name in array array['managed_windows', 'followed_windows', 'open_windows', 'open_funds', 'lent_windows', 'lent_funds', 'shown_lenders'] loop
    execute format('revoke execute on function guarantees.%I() from public', name);
    execute format('grant execute on function guarantees.%I() to ponte_app', name);
  end loop;
  foreach name in array array['funds', 'windows', 'versions', 'lenders', 'admissions'] loop
    execute format('alter table guarantees.%I enable row level security', name);
    execute format('alter table guarantees.%I force row level security', name);
    execute format('create policy owner_all on guarantees.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

-- Terms that lenders and borrowers rely on: not even the owner rewrites them.
create function guarantees.keep_version() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.state = 'published' then
    raise exception 'a published version never changes' using errcode = 'check_violation', constraint = 'versions_stay';
  end if;
  if new.state = 'published' then
    perform 1 from guarantees.windows w where w.id = new.window_id for update;
    new.number := 1 + coalesce((select max(v.number) from guarantees.versions v where v.window_id = new.window_id), 0);
    new.published_by := coalesce(kernel.actor(), new.changed_by);
    new.published_at := now();
  end if;
  return new;
end
$$;
comment on function guarantees.keep_version() is 'Numbers what is published and keeps it from being changed.';
create trigger keep_version before update on guarantees.versions for each row execute function guarantees.keep_version();

create policy shown on guarantees.funds for select to ponte_app using (id in (select guarantees.open_funds()));
create policy own on guarantees.funds for select to ponte_app using (id in (select guarantees.followed()) or id in (select guarantees.lent_funds()));
create policy overseen on guarantees.funds for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.funds for insert to ponte_app
  with check (created_by = kernel.actor() and (select access.in_network(array['administrator'])));
create policy changed on guarantees.funds for update to ponte_app
  using (id in (select guarantees.managed())) with check (id in (select guarantees.managed()));
grant select, insert, update (name, about, language, area, manager, email) on guarantees.funds to ponte_app;

create policy shown on guarantees.windows for select to ponte_app using (id in (select guarantees.open_windows()));
create policy own on guarantees.windows for select to ponte_app
  using (fund_id in (select guarantees.followed()) or id in (select guarantees.lent_windows()));
create policy overseen on guarantees.windows for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.windows for insert to ponte_app
  with check (created_by = kernel.actor() and fund_id in (select guarantees.managed()));
grant select, insert on guarantees.windows to ponte_app;

create policy shown on guarantees.versions for select to ponte_app using (state = 'published');
create policy own on guarantees.versions for select to ponte_app using (window_id in (select guarantees.followed_windows()));
create policy overseen on guarantees.versions for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.versions for insert to ponte_app
  with check (state = 'draft' and changed_by = kernel.actor() and window_id in (select guarantees.managed_windows()));
create policy changed on guarantees.versions for update to ponte_app
  using (state = 'draft' and window_id in (select guarantees.managed_windows()))
  with check (changed_by = kernel.actor() and window_id in (select guarantees.managed_windows()));
create policy dropped on guarantees.versions for delete to ponte_app
  using (state = 'draft' and window_id in (select guarantees.managed_windows()));
grant select, insert, delete on guarantees.versions to ponte_app;
grant update (state, revision, basis, currency, coverage_percent, sharing, leverage, longest_months, borrower_cap_minor, group_cap_minor,
              lender_cap_percent, country_cap_percent, sector_cap_percent, up_front_percent, yearly_percent, fee_base, day_count,
              waiting_days, first_share_percent, legal_steps, conditions, counter_guarantors, valid_from, valid_until,
              changed_by, changed_at) on guarantees.versions to ponte_app;

create policy shown on guarantees.lenders for select to ponte_app using (id in (select guarantees.shown_lenders()));
create policy own on guarantees.lenders for select to ponte_app
  using (fund_id in (select guarantees.followed()) or organisation_id in (select guarantees.lending()));
create policy overseen on guarantees.lenders for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.lenders for insert to ponte_app
  with check (created_by = kernel.actor() and fund_id in (select guarantees.managed()));
grant select, insert on guarantees.lenders to ponte_app;

create policy shown on guarantees.admissions for select to ponte_app using (
  window_id in (select guarantees.open_windows()) and agreed_on <= kernel.today() and coalesce(until_on >= kernel.today(), true));
create policy own on guarantees.admissions for select to ponte_app using (
  fund_id in (select guarantees.followed())
  or lender_id in (select l.id from guarantees.lenders l where l.organisation_id in (select guarantees.lending())));
create policy overseen on guarantees.admissions for select to ponte_app using ((select guarantees.overseen()));
create policy begun on guarantees.admissions for insert to ponte_app
  with check (admitted_by = kernel.actor() and fund_id in (select guarantees.managed()));
create policy changed on guarantees.admissions for update to ponte_app
  using (fund_id in (select guarantees.managed())) with check (fund_id in (select guarantees.managed()));
grant select, insert, update (until_on) on guarantees.admissions to ponte_app;
