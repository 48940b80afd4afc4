-- The reception offices: where they are, when they are open, which places they are responsible for.
-- All of it is public; an office's manager keeps it up to date, territories are the administrator's.

create schema offices;
comment on schema offices is 'Reception offices, their hours, closures and territories.';
grant usage on schema offices to ponte_app, ponte_jobs;

create table offices.offices (
  id uuid primary key,
  code text not null constraint offices_code unique constraint offices_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  place_id uuid not null constraint offices_place references places.places (id),
  -- No foreign key: offices stand below the directory, whose organisations come with a later migration.
  organisation_id uuid,
  name kernel.translated not null,
  languages text[] not null default '{}',
  time_zone text not null,
  address text not null,
  phone text,
  email text,
  about kernel.translated,
  how_to_find kernel.translated,
  slot_minutes int not null default 30 constraint offices_slot_minutes check (slot_minutes between 5 and 240),
  seats_per_slot int not null default 1 constraint offices_seats_per_slot check (seats_per_slot between 1 and 50),
  active boolean not null default true,
  demonstration boolean not null default false,
  updated_at timestamptz not null default now()
);
create index offices_place_id on offices.offices (place_id);
create index offices_organisation_id on offices.offices (organisation_id) where organisation_id is not null;
comment on table offices.offices is 'A reception office.';
comment on column offices.offices.id is 'UUID v7 made by the application; also the scope of its staff''s roles and the custodian of its files.';
comment on column offices.offices.code is 'Our stable short name, used in addresses and imports.';
comment on column offices.offices.place_id is 'Where it stands.';
comment on column offices.offices.organisation_id is 'The organisation that runs it (directory.organisations), where that is recorded.';
comment on column offices.offices.name is 'Name in each language.';
comment on column offices.offices.languages is 'BCP 47 tags of the languages spoken at the desk, the most used first.';
comment on column offices.offices.time_zone is 'IANA time zone of its hours.';
comment on column offices.offices.address is 'Postal address as written locally.';
comment on column offices.offices.phone is 'Public phone number in E.164.';
comment on column offices.offices.email is 'Public e-mail address.';
comment on column offices.offices.about is 'What the office does and for whom.';
comment on column offices.offices.how_to_find is 'How to get there: stop, entrance, floor, step-free access.';
comment on column offices.offices.slot_minutes is 'Length of an appointment in minutes.';
comment on column offices.offices.seats_per_slot is 'How many appointments run at the same time.';
comment on column offices.offices.active is 'False once the office has closed for good: kept for its records, no longer offered.';
comment on column offices.offices.demonstration is 'True: invented for the demonstration network.';
comment on column offices.offices.updated_at is 'When it was last changed.';

create table offices.hours (
  office_id uuid not null constraint hours_office references offices.offices (id) on delete cascade,
  weekday smallint not null constraint hours_weekday check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  women_only boolean not null default false,
  constraint hours_pkey primary key (office_id, weekday, opens),
  constraint hours_order check (closes > opens)
);
comment on table offices.hours is 'Weekly opening hours, in the office''s time zone.';
comment on column offices.hours.office_id is 'The office.';
comment on column offices.hours.weekday is 'ISO 8601 day of the week: 1 Monday to 7 Sunday.';
comment on column offices.hours.opens is 'Local time at which it opens.';
comment on column offices.hours.closes is 'Local time at which it closes.';
comment on column offices.hours.women_only is 'True: these hours are for women only.';

create table offices.closures (
  office_id uuid not null constraint closures_office references offices.offices (id) on delete cascade,
  on_day date not null,
  reason kernel.translated,
  constraint closures_pkey primary key (office_id, on_day)
);
comment on table offices.closures is 'Days on which an office is closed although its weekly hours say otherwise.';
comment on column offices.closures.office_id is 'The office.';
comment on column offices.closures.on_day is 'The day, in the office''s time zone.';
comment on column offices.closures.reason is 'Why, for the public page.';

create table offices.territories (
  office_id uuid not null constraint territories_office references offices.offices (id) on delete cascade,
  place_id uuid not null constraint territories_place references places.places (id),
  constraint territories_pkey primary key (office_id, place_id)
);
create index territories_place_id on offices.territories (place_id);
comment on table offices.territories is 'Places for which an office is responsible; every narrower place counts too, unless it has an office of its own.';
comment on column offices.territories.office_id is 'The office.';
comment on column offices.territories.place_id is 'The place.';

alter table offices.offices enable row level security;
alter table offices.offices force row level security;
create policy owner_all on offices.offices to ponte_owner using (true) with check (true);
create policy published on offices.offices for select to ponte_app, ponte_jobs using (true);
create policy administered on offices.offices to ponte_app
  using ((select access.in_network(array['administrator']))) with check ((select access.in_network(array['administrator'])));
create policy managed on offices.offices for update to ponte_app
  using (id in (select access.scopes('office', array['office-manager'])))
  with check (id in (select access.scopes('office', array['office-manager'])));
grant select on offices.offices to ponte_app, ponte_jobs;
grant insert, update on offices.offices to ponte_app;

do $$
declare name text;
begin
  foreach name in array array['hours', 'closures'] loop
    execute format('alter table offices.%I enable row level security', name);
    execute format('alter table offices.%I force row level security', name);
    execute format('create policy owner_all on offices.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on offices.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format(
      'create policy administered on offices.%I to ponte_app using ((select access.in_network(array[''administrator'']))) with check ((select access.in_network(array[''administrator''])))',
      name
    );
    execute format(
      'create policy managed on offices.%I to ponte_app using (office_id in (select access.scopes(''office'', array[''office-manager'']))) with check (office_id in (select access.scopes(''office'', array[''office-manager''])))',
      name
    );
    execute format('grant select on offices.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert, update, delete on offices.%I to ponte_app', name);
  end loop;
end
$$;

-- A manager could otherwise take over another office's people by claiming its territory.
alter table offices.territories enable row level security;
alter table offices.territories force row level security;
create policy owner_all on offices.territories to ponte_owner using (true) with check (true);
create policy published on offices.territories for select to ponte_app, ponte_jobs using (true);
create policy administered on offices.territories to ponte_app
  using ((select access.in_network(array['administrator']))) with check ((select access.in_network(array['administrator'])));
grant select on offices.territories to ponte_app, ponte_jobs;
grant insert, update, delete on offices.territories to ponte_app;
