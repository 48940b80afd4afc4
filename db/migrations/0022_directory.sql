-- Organisations and the services they offer, after HSDS 3.1 (Open Referral).
-- Two standings, never mixed: `live` is a service that one can use today and that somebody checked on a day;
-- `reported` is what a document said years ago. A table that books, refers or plans with a service carries
-- (service_id, standing) with check (standing = 'live') as a foreign key to services (id, standing).

create schema directory;
comment on schema directory is 'Organisations, services, who answers for what, and the words by which people find them.';
grant usage on schema directory to ponte_app, ponte_jobs;

create function directory.may_edit() returns boolean
language sql stable
as $$
  select access.in_network(array['administrator', 'editor'])
      or exists (select from access.scopes('office', array['office-manager']))
$$;
comment on function directory.may_edit() is 'Whether the actor keeps the whole directory: editor, administrator, manager of an office.';

create table directory.organisations (
  id uuid primary key,
  code text not null constraint organisations_code unique
    constraint organisations_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  external_id text constraint organisations_external_id unique constraint organisations_external_id_short check (length(external_id) <= 200),
  standing text not null constraint organisations_standing check (standing in ('live', 'reported')),
  name kernel.translated not null,
  alternate_name text,
  words text not null default '',
  kind text not null default 'other',
  description kernel.translated,
  place_id uuid constraint organisations_place references places.places (id),
  website text constraint organisations_website check (website ~ '^https?://'),
  email text,
  languages text[] not null default '{}',
  source jsonb,
  assured_on date,
  active boolean not null default true,
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organisations_id_standing unique (id, standing),
  constraint organisations_reported check (standing = 'live' or (source is not null and assured_on is null))
);
create index organisations_words on directory.organisations using gin (words public.gin_trgm_ops);
create index organisations_place_id on directory.organisations (place_id);
comment on table directory.organisations is 'Bodies that offer services or answer for something (HSDS organization).';
comment on column directory.organisations.id is 'UUID v7 made by the application; also the scope of its providers'' roles.';
comment on column directory.organisations.code is 'Stable short name, used in imports.';
comment on column directory.organisations.external_id is 'Key in the system that it was imported from, where that has one.';
comment on column directory.organisations.standing is 'live: works today; reported: a document of about 2005 to 2010 mentions it.';
comment on column directory.organisations.name is 'Name in each language in which it has one.';
comment on column directory.organisations.alternate_name is 'Short name, acronym or former name.';
comment on column directory.organisations.words is 'Its names in all languages, folded as the application folds a query (kernel/text); written only together with the names.';
comment on column directory.organisations.kind is 'Code of the kind (vocabulary organisationKinds).';
comment on column directory.organisations.description is 'What it does and for whom.';
comment on column directory.organisations.place_id is 'Where its seat is.';
comment on column directory.organisations.website is 'Public address on the web.';
comment on column directory.organisations.email is 'Public e-mail address, of the body and not of a person.';
comment on column directory.organisations.languages is 'BCP 47 tags of the languages in which it answers.';
comment on column directory.organisations.source is 'Where a reported one is mentioned: year, and a list of documents and chapters; for others, where it was imported from.';
comment on column directory.organisations.assured_on is 'Day on which somebody last checked that the entry holds.';
comment on column directory.organisations.active is 'False once it has closed: kept, no longer listed.';
comment on column directory.organisations.demonstration is 'True: invented for the demonstration network.';
comment on column directory.organisations.created_at is 'When the entry was made.';
comment on column directory.organisations.updated_at is 'When the entry last changed; HSDS last_modified.';

create table directory.services (
  id uuid primary key,
  code text not null constraint services_code unique
    constraint services_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  external_id text constraint services_external_id unique constraint services_external_id_short check (length(external_id) <= 200),
  organisation_id uuid not null,
  standing text not null constraint services_standing check (standing in ('live', 'reported')),
  status text not null default 'active' constraint services_status check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  name kernel.translated not null,
  description kernel.translated not null,
  eligibility kernel.translated,
  application kernel.translated,
  cost text not null default 'unknown' constraint services_cost check (cost in ('free', 'paid', 'unknown')),
  fees kernel.translated,
  wait_time kernel.translated,
  alert kernel.translated,
  interpretation text,
  minimum_age int constraint services_minimum_age check (minimum_age between 0 and 120),
  maximum_age int constraint services_maximum_age check (maximum_age between 0 and 120),
  categories text[] not null default '{}',
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  languages text[] not null default '{}',
  url text constraint services_url check (url ~ '^https?://'),
  email text,
  time_zone text,
  source jsonb,
  assured_on date,
  assured_by uuid,
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint services_organisation foreign key (organisation_id, standing) references directory.organisations (id, standing),
  constraint services_id_standing unique (id, standing),
  constraint services_id_organisation unique (id, organisation_id),
  constraint services_live check (standing = 'reported' or assured_on is not null),
  constraint services_reported check (standing = 'live' or (source is not null and assured_on is null)),
  constraint services_ages check (minimum_age <= maximum_age)
);
create index services_organisation_id on directory.services (organisation_id);
create index services_standing_assured on directory.services (standing, assured_on);
comment on table directory.services is 'What an organisation offers (HSDS service). Closed ones stay for the files that name them.';
comment on column directory.services.id is 'UUID v7 made by the application.';
comment on column directory.services.code is 'Stable short name, used in imports.';
comment on column directory.services.external_id is 'Key in the system that it was imported from, where that has one.';
comment on column directory.services.organisation_id is 'Who offers it; a live service hangs on a live organisation, a reported one on a reported one.';
comment on column directory.services.standing is 'live: one can use it today, checked on assured_on; reported: history, as its source reported it.';
comment on column directory.services.status is 'HSDS status of a live one; only active ones and those closed for a time are found.';
comment on column directory.services.name is 'Name in each language.';
comment on column directory.services.description is 'What it is, in each language.';
comment on column directory.services.eligibility is 'Who it is for, in words (HSDS eligibility_description).';
comment on column directory.services.application is 'How to get it (HSDS application_process).';
comment on column directory.services.cost is 'free, paid, or unknown.';
comment on column directory.services.fees is 'What it costs, in words (HSDS fees_description); amounts stand in directory.cost_options.';
comment on column directory.services.wait_time is 'How long people wait, or how many places there are (HSDS wait_time).';
comment on column directory.services.alert is 'What has changed for a while, e.g. a move.';
comment on column directory.services.interpretation is 'Interpretation offered (HSDS interpretation_services).';
comment on column directory.services.minimum_age is 'From this age, in years.';
comment on column directory.services.maximum_age is 'Up to this age, in years.';
comment on column directory.services.categories is 'Codes of categories (vocabulary serviceCategories).';
comment on column directory.services.audiences is 'Codes of the people it is meant for (vocabulary audiences).';
comment on column directory.services.themes is 'Themes under which the source reported it.';
comment on column directory.services.languages is 'BCP 47 tags of the languages spoken.';
comment on column directory.services.url is 'Its page on the web.';
comment on column directory.services.email is 'Its e-mail address, of the service and not of a person.';
comment on column directory.services.time_zone is 'IANA time zone of its hours.';
comment on column directory.services.source is 'Reported: document, chapter, year. Live: where it was imported from.';
comment on column directory.services.assured_on is 'Day on which somebody last checked that the entry holds (HSDS assured_date).';
comment on column directory.services.assured_by is 'Account that checked it; null after an import.';
comment on column directory.services.demonstration is 'True: invented for the demonstration network.';
comment on column directory.services.created_at is 'When the entry was made.';
comment on column directory.services.updated_at is 'When the entry last changed; HSDS last_modified.';

create function directory.own_services() returns setof uuid
language sql stable
as $$ select id from directory.services where standing = 'live' and organisation_id in (select access.organisations()) $$;
comment on function directory.own_services() is 'Live services of the organisations for which the actor is provider.';

create table directory.locations (
  id uuid primary key,
  code text not null constraint locations_code unique constraint locations_code_short check (length(code) <= 200),
  organisation_id uuid not null constraint locations_organisation references directory.organisations (id),
  place_id uuid not null constraint locations_place references places.places (id),
  kind text not null default 'physical' constraint locations_kind check (kind in ('physical', 'postal', 'virtual')),
  name kernel.translated,
  address_1 text,
  address_2 text,
  postal_code text,
  city text,
  state_province text,
  country text constraint locations_country check (country ~ '^[A-Z]{2}$'),
  lat float8 constraint locations_lat check (lat between -90 and 90),
  lon float8 constraint locations_lon check (lon between -180 and 180),
  accessibility kernel.translated,
  transportation kernel.translated,
  seat boolean not null default false,
  updated_at timestamptz not null default now(),
  constraint locations_id_organisation unique (id, organisation_id)
);
create index locations_organisation_id on directory.locations (organisation_id);
create index locations_place_id on directory.locations (place_id);
comment on table directory.locations is 'Where an organisation receives people (HSDS location with its address and accessibility).';
comment on column directory.locations.id is 'UUID v7 made by the application.';
comment on column directory.locations.code is 'Stable short name from the import, or made from the address.';
comment on column directory.locations.organisation_id is 'Whose it is.';
comment on column directory.locations.place_id is 'The town, or the smallest place known.';
comment on column directory.locations.kind is 'physical, postal, or virtual (online only).';
comment on column directory.locations.name is 'Name of the house or desk.';
comment on column directory.locations.address_1 is 'Street and number.';
comment on column directory.locations.address_2 is 'Floor, entrance, building.';
comment on column directory.locations.postal_code is 'Postal code.';
comment on column directory.locations.city is 'Town as written in the address.';
comment on column directory.locations.state_province is 'Province or region as written in the address.';
comment on column directory.locations.country is 'ISO 3166-1 alpha-2 code.';
comment on column directory.locations.lat is 'Latitude of the door in degrees (WGS 84).';
comment on column directory.locations.lon is 'Longitude of the door in degrees (WGS 84).';
comment on column directory.locations.accessibility is 'Step-free access, lift, toilet, induction loop.';
comment on column directory.locations.transportation is 'How to get there.';
comment on column directory.locations.seat is 'True: the organisation''s own address. Others are kept as long as a service is offered there.';
comment on column directory.locations.updated_at is 'When it last changed.';

create table directory.service_locations (
  id uuid primary key,
  service_id uuid not null,
  location_id uuid not null,
  organisation_id uuid not null,
  constraint service_locations_once unique (service_id, location_id),
  constraint service_locations_service foreign key (service_id, organisation_id) references directory.services (id, organisation_id) on update cascade on delete cascade,
  constraint service_locations_location foreign key (location_id, organisation_id) references directory.locations (id, organisation_id)
);
create index service_locations_location_id on directory.service_locations (location_id);
comment on table directory.service_locations is 'Which service is offered where (HSDS service_at_location); both belong to the same organisation.';
comment on column directory.service_locations.id is 'UUID v7 made by the application.';
comment on column directory.service_locations.service_id is 'The service.';
comment on column directory.service_locations.location_id is 'The location.';
comment on column directory.service_locations.organisation_id is 'The organisation of both.';

create table directory.service_areas (
  service_id uuid not null constraint service_areas_service references directory.services (id) on delete cascade,
  place_id uuid not null constraint service_areas_place references places.places (id),
  constraint service_areas_pkey primary key (service_id, place_id)
);
create index service_areas_place_id on directory.service_areas (place_id);
comment on table directory.service_areas is 'Places whose people a service is meant for (HSDS service_area); every narrower place counts too.';
comment on column directory.service_areas.service_id is 'The service.';
comment on column directory.service_areas.place_id is 'The place.';

create table directory.phones (
  id uuid primary key,
  organisation_id uuid constraint phones_organisation references directory.organisations (id),
  service_id uuid constraint phones_service references directory.services (id) on delete cascade,
  number text not null constraint phones_number check (length(number) between 3 and 40),
  kind text not null default 'voice' constraint phones_kind check (kind in ('voice', 'text', 'whatsapp', 'fax', 'textphone')),
  description kernel.translated,
  languages text[] not null default '{}',
  position int not null default 0,
  constraint phones_of_one check (num_nonnulls(organisation_id, service_id) = 1)
);
create index phones_organisation_id on directory.phones (organisation_id) where organisation_id is not null;
create index phones_service_id on directory.phones (service_id) where service_id is not null;
comment on table directory.phones is 'Phone numbers of an organisation or a service (HSDS phone).';
comment on column directory.phones.id is 'UUID v7 made by the application.';
comment on column directory.phones.organisation_id is 'Whose number it is, where it is the organisation''s.';
comment on column directory.phones.service_id is 'Whose number it is, where it is one service''s.';
comment on column directory.phones.number is 'In E.164, or as given where that is not a full number (short codes).';
comment on column directory.phones.kind is 'voice, text, whatsapp, fax or textphone.';
comment on column directory.phones.description is 'What one reaches there.';
comment on column directory.phones.languages is 'BCP 47 tags of the languages spoken there.';
comment on column directory.phones.position is 'Order in which they are shown.';

create table directory.schedules (
  id uuid primary key,
  service_id uuid not null constraint schedules_service references directory.services (id) on delete cascade,
  location_id uuid,
  weekday smallint not null constraint schedules_weekday check (weekday between 1 and 7),
  opens time not null,
  closes time not null,
  notes kernel.translated,
  constraint schedules_order check (closes > opens),
  constraint schedules_once unique nulls not distinct (service_id, location_id, weekday, opens),
  constraint schedules_location foreign key (service_id, location_id) references directory.service_locations (service_id, location_id) on delete cascade
);
comment on table directory.schedules is 'Weekly hours of a service (HSDS schedule, freq WEEKLY), in the service''s time zone.';
comment on column directory.schedules.id is 'UUID v7 made by the application.';
comment on column directory.schedules.service_id is 'The service.';
comment on column directory.schedules.location_id is 'Where these hours hold; null: wherever it is offered.';
comment on column directory.schedules.weekday is 'ISO 8601 day of the week: 1 Monday to 7 Sunday.';
comment on column directory.schedules.opens is 'Local time at which it opens.';
comment on column directory.schedules.closes is 'Local time at which it closes.';
comment on column directory.schedules.notes is 'For whom or how, e.g. women only, by appointment.';

create table directory.cost_options (
  id uuid primary key,
  service_id uuid not null constraint cost_options_service references directory.services (id) on delete cascade,
  option kernel.translated,
  amount_minor bigint constraint cost_options_amount check (amount_minor >= 0),
  currency text constraint cost_options_currency check (currency ~ '^[A-Z]{3}$'),
  description kernel.translated,
  position int not null default 0,
  constraint cost_options_amount_currency check ((amount_minor is null) = (currency is null))
);
create index cost_options_service_id on directory.cost_options (service_id);
comment on table directory.cost_options is 'What a service costs for whom (HSDS cost_option).';
comment on column directory.cost_options.id is 'UUID v7 made by the application.';
comment on column directory.cost_options.service_id is 'The service.';
comment on column directory.cost_options.option is 'For whom or for what this price holds.';
comment on column directory.cost_options.amount_minor is 'Price in minor units of the currency.';
comment on column directory.cost_options.currency is 'ISO 4217 currency.';
comment on column directory.cost_options.description is 'What the price covers, e.g. per lesson.';
comment on column directory.cost_options.position is 'Order in which they are shown.';

create table directory.required_documents (
  id uuid primary key,
  service_id uuid not null constraint required_documents_service references directory.services (id) on delete cascade,
  document kernel.translated not null,
  url text constraint required_documents_url check (url ~ '^https?://'),
  position int not null default 0
);
create index required_documents_service_id on directory.required_documents (service_id);
comment on table directory.required_documents is 'What one brings along (HSDS required_document).';
comment on column directory.required_documents.id is 'UUID v7 made by the application.';
comment on column directory.required_documents.service_id is 'The service.';
comment on column directory.required_documents.document is 'The document, in each language.';
comment on column directory.required_documents.url is 'Where one gets it.';
comment on column directory.required_documents.position is 'Order in which they are shown.';

create table directory.responsibilities (
  id uuid primary key,
  code text not null constraint responsibilities_code unique constraint responsibilities_code_short check (length(code) <= 120),
  organisation_id uuid constraint responsibilities_organisation references directory.organisations (id),
  office_id uuid constraint responsibilities_office references offices.offices (id),
  topic text not null,
  place_id uuid not null constraint responsibilities_place references places.places (id),
  role kernel.translated not null,
  phone text,
  email text,
  source jsonb,
  assured_on date not null,
  ended_on date,
  demonstration boolean not null default false,
  updated_at timestamptz not null default now(),
  constraint responsibilities_of_one check (num_nonnulls(organisation_id, office_id) = 1)
);
create index responsibilities_topic_place on directory.responsibilities (topic, place_id);
create index responsibilities_organisation_id on directory.responsibilities (organisation_id) where organisation_id is not null;
create index responsibilities_office_id on directory.responsibilities (office_id) where office_id is not null;
comment on table directory.responsibilities is 'Who is responsible for what: the focal point for a topic at a place, as a role and never a person''s name.';
comment on column directory.responsibilities.id is 'UUID v7 made by the application.';
comment on column directory.responsibilities.code is 'Stable short name, used in imports.';
comment on column directory.responsibilities.organisation_id is 'The organisation that answers, or';
comment on column directory.responsibilities.office_id is 'the reception office that answers.';
comment on column directory.responsibilities.topic is 'Code of the topic (vocabulary contactTopics).';
comment on column directory.responsibilities.place_id is 'For which place; narrower places fall back to it.';
comment on column directory.responsibilities.role is 'The desk or post that answers, e.g. business counter.';
comment on column directory.responsibilities.phone is 'Phone number of the post.';
comment on column directory.responsibilities.email is 'E-mail address of the post.';
comment on column directory.responsibilities.source is 'Where it was imported from.';
comment on column directory.responsibilities.assured_on is 'Day on which somebody last checked it.';
comment on column directory.responsibilities.ended_on is 'Last day; null while it holds.';
comment on column directory.responsibilities.demonstration is 'True: invented for the demonstration network.';
comment on column directory.responsibilities.updated_at is 'When it last changed.';

create table directory.revisions (
  id uuid primary key,
  at timestamptz not null default now(),
  account_id uuid,
  organisation_id uuid constraint revisions_organisation references directory.organisations (id),
  object_kind text not null constraint revisions_object_kind check (object_kind in ('organisation', 'service', 'responsibility')),
  object_id uuid not null,
  what text not null constraint revisions_what check (what in ('created', 'changed', 'checked', 'imported')),
  changes jsonb not null default '{}' constraint revisions_changes check (jsonb_typeof(changes) = 'object')
);
create index revisions_object on directory.revisions (object_id, at desc);
create index revisions_organisation_id on directory.revisions (organisation_id);
comment on table directory.revisions is 'Who changed what in the directory and when. Append-only.';
comment on column directory.revisions.id is 'UUID v7 made by the application.';
comment on column directory.revisions.at is 'When.';
comment on column directory.revisions.account_id is 'Who; null where the system imported it.';
comment on column directory.revisions.organisation_id is 'The organisation concerned, so that its providers can read the history.';
comment on column directory.revisions.object_kind is 'Kind of entry.';
comment on column directory.revisions.object_id is 'Which entry.';
comment on column directory.revisions.what is 'created, changed, checked (nothing changed, somebody confirmed it) or imported.';
comment on column directory.revisions.changes is 'Per field the value before and after: {"email": [null, "desk@example.org"]}.';

create table directory.search_entries (
  service_id uuid primary key constraint search_entries_service references directory.services (id) on delete cascade,
  organisation_id uuid not null,
  standing text not null,
  listed boolean not null,
  words tsvector not null,
  places uuid[] not null,
  within uuid[] not null,
  categories text[] not null,
  audiences text[] not null,
  languages text[] not null,
  sort_on date not null
);
-- New entries wait in the index's list and are sorted in together: ten thousand at once took 2 s instead of 21 s.
create index search_entries_words on directory.search_entries using gin (words) with (fastupdate = on, gin_pending_list_limit = 32768);
create index search_entries_places on directory.search_entries using gin (places);
create index search_entries_within on directory.search_entries using gin (within);
create index search_entries_newest on directory.search_entries (standing, sort_on desc, service_id) where listed;
comment on table directory.search_entries is 'What the search looks through: one row a service, written by the use cases that write the service (words are folded by the application, so that queries and texts agree).';
comment on column directory.search_entries.service_id is 'The service.';
comment on column directory.search_entries.organisation_id is 'Its organisation.';
comment on column directory.search_entries.standing is 'Of the service.';
comment on column directory.search_entries.listed is 'Whether a search may find it: active or closed for a time, organisation active.';
comment on column directory.search_entries.words is 'Folded words in all languages: A names, B organisation, categories and audiences, C places, D the rest.';
comment on column directory.search_entries.places is 'Where it is offered and for which places it is meant.';
comment on column directory.search_entries.within is 'The same places and every wider one.';
comment on column directory.search_entries.categories is 'Of the service.';
comment on column directory.search_entries.audiences is 'Of the service.';
comment on column directory.search_entries.languages is 'Of the service.';
comment on column directory.search_entries.sort_on is 'Day of the last check, for the order without words; for reported ones the year of the source.';

create function directory.find_services(
  wanted_standing text,
  wanted_words tsquery,
  words_in_name tsquery,
  at_place uuid,
  wider_places uuid[],
  wanted_category text,
  wanted_audience text,
  wanted_language text,
  of_organisation uuid,
  skip int,
  take int,
  bound int
) returns table (service_id uuid, place int, total int)
language plpgsql stable rows 20
-- The conditions that are not asked for must vanish from the plan; and reading a tsvector costs a thousand times what
-- the planner thinks, so it would rather read the whole table than use the index.
set plan_cache_mode = force_custom_plan
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  ids uuid[];
  named uuid[];
  ranked constant int := 100;
begin
  -- Without a filter one plan fits every query, and making a new one costs more than the search.
  if coalesce(at_place::text, wanted_category, wanted_audience, wanted_language, of_organisation::text) is null then
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
  end if;
  if wanted_words is null then
    ids := array(
      select e.service_id
        from directory.search_entries e
       where e.listed
         and e.standing = wanted_standing
         and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
         and (wanted_category is null or e.categories @> array[wanted_category])
         and (wanted_audience is null or e.audiences @> array[wanted_audience])
         and (wanted_language is null or e.languages @> array[wanted_language])
         and (of_organisation is null or e.organisation_id = of_organisation)
       order by e.sort_on desc, e.service_id
       limit bound + 1);
  else
    named := array(
      select e.service_id
        from directory.search_entries e
       where e.words @@ words_in_name
         and e.listed
         and e.standing = wanted_standing
         and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
         and (wanted_category is null or e.categories @> array[wanted_category])
         and (wanted_audience is null or e.audiences @> array[wanted_audience])
         and (wanted_language is null or e.languages @> array[wanted_language])
         and (of_organisation is null or e.organisation_id = of_organisation)
       order by e.sort_on desc, e.service_id
       limit bound + 1);
    ids := array(
      select one.service_id
        from (
          select e.service_id, e.sort_on
            from directory.search_entries e
           where e.words @@ wanted_words
             and e.listed
             and e.standing = wanted_standing
             and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
             and (wanted_category is null or e.categories @> array[wanted_category])
             and (wanted_audience is null or e.audiences @> array[wanted_audience])
             and (wanted_language is null or e.languages @> array[wanted_language])
             and (of_organisation is null or e.organisation_id = of_organisation)
           limit bound + 1
        ) one
       order by one.sort_on desc, one.service_id);
    ids := named || array(
      select found.id
        from unnest(ids) with ordinality found (id, nth)
        left join unnest(named) known on known = found.id
       where known is null
       order by found.nth);
    if skip < ranked then
      ids := array(
        select e.service_id
          from unnest(ids[1:ranked]) with ordinality found (id, nth)
          join directory.search_entries e on e.service_id = found.id
         order by found.nth > cardinality(named), ts_rank(e.words, wanted_words) desc, found.nth
      ) || ids[ranked + 1:];
    end if;
  end if;
  return query
  select page.id, page.nth::int, least(cardinality(ids), bound + 1)
    from (select 1) always
    left join unnest(ids[skip + 1:least(skip + take, bound)]) with ordinality page (id, nth) on true;
end
$$;
comment on function directory.find_services(text, tsquery, tsquery, uuid, uuid[], text, text, text, uuid, int, int, int) is
  'One page of the services that match, in order, each row with the number of matches (bound + 1: there are more); a row without service where the page is empty. Those with all words in the name come first; the first 100 are ranked by where the words stand, the others follow by the day of their check.';

create function directory.settle_search() returns void
language sql security definer
set search_path = ''
as $$ select pg_catalog.gin_clean_pending_list('directory.search_entries_words') $$;
comment on function directory.settle_search() is 'Sorts waiting entries into the index of words, so that no search has to read through them.';
revoke execute on function directory.settle_search() from public;
grant execute on function directory.settle_search() to ponte_app, ponte_jobs;

create table directory.vocabulary (
  word text collate "C" not null constraint vocabulary_word check (length(word) between 2 and 40),
  lang text not null,
  weight int not null default 1,
  constraint vocabulary_pkey primary key (word, lang)
);
create index vocabulary_trigrams on directory.vocabulary using gin (word public.gin_trgm_ops);
comment on table directory.vocabulary is 'The folded words that the directory uses: a query''s words are corrected against them before the search.';
comment on column directory.vocabulary.word is 'Folded word (kernel/text).';
comment on column directory.vocabulary.lang is 'Language of the texts that use it.';
comment on column directory.vocabulary.weight is 'In how many texts it stood when it was counted.';

-- Everybody reads; the keepers of the directory write all of it, a provider what is its own organisation's.
do $$
declare name text;
begin
  foreach name in array array['organisations', 'services', 'locations', 'service_locations', 'service_areas', 'phones', 'schedules',
    'cost_options', 'required_documents', 'responsibilities', 'search_entries', 'vocabulary'] loop
    execute format('alter table directory.%I enable row level security', name);
    execute format('alter table directory.%I force row level security', name);
    execute format('create policy owner_all on directory.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on directory.%I to ponte_jobs using (true) with check (true)', name);
    execute format('create policy published on directory.%I for select to ponte_app using (true)', name);
    execute format('create policy edited on directory.%I to ponte_app using ((select directory.may_edit())) with check ((select directory.may_edit()))', name);
    execute format('grant select, insert, update on directory.%I to ponte_app, ponte_jobs', name);
  end loop;
  foreach name in array array['locations', 'service_locations', 'service_areas', 'phones', 'schedules', 'cost_options', 'required_documents', 'vocabulary'] loop
    execute format('grant delete on directory.%I to ponte_app, ponte_jobs', name);
  end loop;
  foreach name in array array['service_locations', 'service_areas', 'schedules', 'cost_options', 'required_documents', 'search_entries'] loop
    execute format(
      'create policy provided on directory.%I to ponte_app using (service_id in (select directory.own_services())) with check (service_id in (select directory.own_services()))',
      name
    );
  end loop;
end
$$;

create policy provided on directory.organisations for update to ponte_app
  using (standing = 'live' and id in (select access.organisations()))
  with check (standing = 'live' and id in (select access.organisations()));
create policy provided on directory.services to ponte_app
  using (standing = 'live' and organisation_id in (select access.organisations()))
  with check (standing = 'live' and organisation_id in (select access.organisations()));
create policy provided on directory.locations to ponte_app
  using (organisation_id in (select access.organisations()))
  with check (organisation_id in (select access.organisations()));
create policy provided on directory.phones to ponte_app
  using (organisation_id in (select access.organisations()) or service_id in (select directory.own_services()))
  with check (organisation_id in (select access.organisations()) or service_id in (select directory.own_services()));
-- New words come with any change of a service; a wrong one only costs a worse correction.
create policy learned on directory.vocabulary to ponte_app
  using (exists (select access.organisations()))
  with check (exists (select access.organisations()));

alter table directory.revisions enable row level security;
alter table directory.revisions force row level security;
create policy owner_all on directory.revisions to ponte_owner using (true) with check (true);
create policy jobs_all on directory.revisions to ponte_jobs using (true) with check (true);
create policy edited on directory.revisions to ponte_app using ((select directory.may_edit())) with check ((select directory.may_edit()) and account_id = kernel.actor());
create policy provided on directory.revisions to ponte_app
  using (organisation_id in (select access.organisations()))
  with check (organisation_id in (select access.organisations()) and account_id = kernel.actor());
create policy desks_read on directory.revisions for select to ponte_app using (exists (select access.desks()));
grant select, insert on directory.revisions to ponte_app, ponte_jobs;
