-- Places as a tree, the corridors between them, their public holidays, and openings for work and trade.
-- Everything here is public and says where it comes from; only an administrator changes it, by import.

-- Names are searched by trigrams, so that a typing mistake still finds the town. The extension is trusted:
-- the owner of the database may create it.
create extension if not exists pg_trgm with schema public;

create schema places;
comment on schema places is 'Places, the corridors between them, public holidays and openings: public facts with their source.';
grant usage on schema places to ponte_app, ponte_jobs;

create table places.places (
  id uuid primary key,
  code text not null constraint places_code unique constraint places_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  level text not null constraint places_level check (level in ('country', 'region', 'province', 'municipality', 'area')),
  parent_id uuid constraint places_parent references places.places (id),
  iso text constraint places_iso check (iso ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  nuts text constraint places_nuts check (nuts ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'),
  name kernel.translated not null,
  other_names text[] not null default '{}',
  lat float8 not null constraint places_lat check (lat between -90 and 90),
  lon float8 not null constraint places_lon check (lon between -180 and 180),
  time_zone text,
  currency text constraint places_currency check (currency ~ '^[A-Z]{3}$'),
  languages text[] not null default '{}',
  source text not null,
  updated_at timestamptz not null default now(),
  constraint places_not_own_parent check (parent_id <> id),
  constraint places_country_on_top check (level <> 'country' or parent_id is null)
);
create index places_parent_id on places.places (parent_id);
create index places_iso_code on places.places (iso) where iso is not null;
comment on table places.places is 'Countries, regions, provinces and municipalities as a tree, and a few areas that sources name. The listing takes no position on legal status.';
comment on column places.places.id is 'UUID v7 made by the application.';
comment on column places.places.code is 'Our stable short name, used in addresses and imports: venice, veneto-region, italy.';
comment on column places.places.level is 'country, region, province, municipality, or area (a part of a place, or several countries together).';
comment on column places.places.parent_id is 'The next wider place; null for countries and for areas of several countries.';
comment on column places.places.iso is 'ISO 3166-1 alpha-2 or ISO 3166-2 code, where there is one.';
comment on column places.places.nuts is 'NUTS code (2021 edition) of the level that matches, where there is one.';
comment on column places.places.name is 'Name in each language.';
comment on column places.places.other_names is 'Former, local and official names by which people look for it.';
comment on column places.places.lat is 'Latitude in degrees (WGS 84) of the town centre, the seat of administration, or the middle of the land.';
comment on column places.places.lon is 'Longitude in degrees (WGS 84).';
comment on column places.places.time_zone is 'IANA time zone; null where the place has none of its own or nobody lives there.';
comment on column places.places.currency is 'ISO 4217 currency; null where several hold.';
comment on column places.places.languages is 'BCP 47 tags of the main languages, the most used first.';
comment on column places.places.source is 'Where code, names and point come from.';
comment on column places.places.updated_at is 'When an import last changed it.';

create table places.names (
  place_id uuid not null constraint names_place references places.places (id) on delete cascade,
  words text not null,
  own boolean not null,
  constraint names_pkey primary key (place_id, words)
);
create index names_words on places.names using gin (words public.gin_trgm_ops);
comment on table places.names is 'Every name of a place in every language, normalised as the application normalises a query (kernel/text); written only together with the place.';
comment on column places.names.place_id is 'The place.';
comment on column places.names.words is 'Name in lower case without accents, vowel signs and punctuation.';
comment on column places.names.own is 'True for a name that the place has in some language; false for a former or looser one, which ranks after it.';

create table places.members (
  area_id uuid not null constraint members_area references places.places (id) on delete cascade,
  member_id uuid not null constraint members_member references places.places (id) on delete cascade,
  constraint members_pkey primary key (area_id, member_id)
);
create index members_member_id on places.members (member_id);
comment on table places.members is 'Which countries an area of several countries holds (Latin America, EU Member States).';
comment on column places.members.area_id is 'The area.';
comment on column places.members.member_id is 'A country in it.';

create table places.corridors (
  id uuid primary key,
  code text not null constraint corridors_code unique,
  origin_id uuid not null constraint corridors_origin references places.places (id),
  destination_id uuid not null constraint corridors_destination references places.places (id),
  facts jsonb not null default '[]' constraint corridors_facts check (jsonb_typeof(facts) = 'array'),
  source jsonb not null,
  as_of text not null constraint corridors_as_of check (as_of ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  updated_at timestamptz not null default now(),
  constraint corridors_pair unique (origin_id, destination_id)
);
create index corridors_destination_id on places.corridors (destination_id);
comment on table places.corridors is 'Pairs of places joined by migration about which something is recorded. Any other pair has a page too, which falls back to the wider places.';
comment on column places.corridors.id is 'UUID v7 made by the application.';
comment on column places.corridors.code is 'Stable short name from the import.';
comment on column places.corridors.origin_id is 'The place people come from.';
comment on column places.corridors.destination_id is 'The place people go to.';
comment on column places.corridors.facts is 'List of facts, each a translatable text (kernel.translated).';
comment on column places.corridors.source is 'Where the facts come from: document and chapter.';
comment on column places.corridors.as_of is 'How old the facts are: a year, a month or a day (ISO 8601).';
comment on column places.corridors.updated_at is 'When an import last changed it.';

create table places.holidays (
  id uuid primary key,
  place_id uuid not null constraint holidays_place references places.places (id),
  on_day date not null,
  name kernel.translated not null,
  tentative boolean not null default false
);
create unique index holidays_once on places.holidays (place_id, on_day, (kernel.text_in(name, 'en')));
create index holidays_on_day on places.holidays (on_day);
comment on table places.holidays is 'Public holidays of a place; they hold in every narrower place too.';
comment on column places.holidays.id is 'UUID v7 made by the application.';
comment on column places.holidays.place_id is 'The country, region or town that keeps it.';
comment on column places.holidays.on_day is 'The day.';
comment on column places.holidays.name is 'Name in each language.';
comment on column places.holidays.tentative is 'True where the day depends on the sighting of the moon and may move by one.';

create table places.openings (
  id uuid primary key,
  code text not null constraint openings_code unique,
  place_id uuid not null constraint openings_place references places.places (id),
  corridor_id uuid constraint openings_corridor references places.corridors (id),
  kind text not null constraint openings_kind check (kind in ('sector', 'opening')),
  title kernel.translated not null,
  description kernel.translated,
  sector text,
  source jsonb not null,
  as_of text not null constraint openings_as_of check (as_of ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  valid_until date,
  demonstration boolean not null default false,
  updated_at timestamptz not null default now()
);
create index openings_place_id on places.openings (place_id);
create index openings_corridor_id on places.openings (corridor_id) where corridor_id is not null;
comment on table places.openings is 'Growing sectors and single openings at a place, for founders and returnees, with source and age.';
comment on column places.openings.id is 'UUID v7 made by the application.';
comment on column places.openings.code is 'Stable short name from the import.';
comment on column places.openings.place_id is 'Where it is.';
comment on column places.openings.corridor_id is 'The corridor it is meant for; null where it is open to all.';
comment on column places.openings.kind is 'sector: a growing sector; opening: one named chance.';
comment on column places.openings.title is 'Title in each language.';
comment on column places.openings.description is 'What it is, whom it suits and what it takes.';
comment on column places.openings.sector is 'Code of the sector (vocabulary sectors, NACE Rev. 2).';
comment on column places.openings.source is 'Where it comes from: document and chapter, or name and address.';
comment on column places.openings.as_of is 'How old it is: a year, a month or a day (ISO 8601).';
comment on column places.openings.valid_until is 'Last day on which it is shown; null where it has no end.';
comment on column places.openings.demonstration is 'True: invented for the demonstration network.';
comment on column places.openings.updated_at is 'When an import last changed it.';

-- Public facts: everybody reads, only the administrator's import writes. Row security all the same, so that the
-- rule stands in the database.
do $$
declare name text;
begin
  foreach name in array array['places', 'names', 'members', 'corridors', 'holidays', 'openings'] loop
    execute format('alter table places.%I enable row level security', name);
    execute format('alter table places.%I force row level security', name);
    execute format('create policy owner_all on places.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on places.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format(
      'create policy administered on places.%I to ponte_app using ((select access.in_network(array[''administrator'']))) with check ((select access.in_network(array[''administrator''])))',
      name
    );
    execute format('grant select on places.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert, update on places.%I to ponte_app', name);
  end loop;
end
$$;
grant delete on places.names, places.members to ponte_app;
