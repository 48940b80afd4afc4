-- Practices: what authorities reported that they had done, with the full case sheet. History with its source, never an
-- offer that one can use today. The sheet has the fields of the case studies of the JMDI report (2010, part V).

create schema practices;
comment on schema practices is 'Initiatives of authorities as reported, with their case sheets.';
grant usage on schema practices to ponte_app, ponte_jobs;

create function practices.are_translated(value jsonb) returns boolean
language sql immutable
set search_path = ''
as $$
  select jsonb_typeof(value) = 'array'
     and not exists (select from jsonb_array_elements(value) as item where not kernel.is_translated(item))
$$;
comment on function practices.are_translated(jsonb) is 'A list of translatable texts.';

create table practices.practices (
  id uuid primary key,
  code text not null constraint practices_code unique constraint practices_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 120),
  title kernel.translated not null,
  summary kernel.translated not null,
  place_id uuid constraint practices_place references places.places (id),
  admin_level text not null constraint practices_admin_level check (length(admin_level) between 1 and 60),
  countries text[] not null default '{}',
  themes text[] not null default '{}',
  starts text constraint practices_starts check (starts ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  ends text constraint practices_ends check (ends ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  ongoing boolean,
  website text constraint practices_website check (website ~ '^https?://' and length(website) <= 2000),
  budget_minor bigint constraint practices_budget_positive check (budget_minor >= 0),
  budget_currency text constraint practices_budget_currency check (budget_currency ~ '^[A-Z]{3}$'),
  budget_note kernel.translated,
  local_authority kernel.translated,
  policy_levels kernel.translated,
  beneficiaries kernel.translated,
  needs kernel.translated,
  decision_process kernel.translated,
  outside_actors kernel.translated,
  outlook kernel.translated,
  departments jsonb not null default '[]' constraint practices_departments check (practices.are_translated(departments)),
  partners_same_community jsonb not null default '[]' constraint practices_partners_same_community check (practices.are_translated(partners_same_community)),
  partners_elsewhere jsonb not null default '[]' constraint practices_partners_elsewhere check (practices.are_translated(partners_elsewhere)),
  budget_sources jsonb not null default '[]' constraint practices_budget_sources check (practices.are_translated(budget_sources)),
  objectives jsonb not null default '[]' constraint practices_objectives check (practices.are_translated(objectives)),
  communication jsonb not null default '[]' constraint practices_communication check (practices.are_translated(communication)),
  development_priorities jsonb not null default '[]' constraint practices_development_priorities check (practices.are_translated(development_priorities)),
  coherence_mechanisms jsonb not null default '[]' constraint practices_coherence_mechanisms check (practices.are_translated(coherence_mechanisms)),
  success_features jsonb not null default '[]' constraint practices_success_features check (practices.are_translated(success_features)),
  obstacles jsonb not null default '[]' constraint practices_obstacles check (practices.are_translated(obstacles)),
  source jsonb not null constraint practices_source check (jsonb_typeof(source) = 'object'),
  reported text constraint practices_reported check (reported ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  title_words text not null default '',
  words text not null default '',
  search tsvector not null generated always as (
    setweight(to_tsvector('english', title_words), 'A') || setweight(to_tsvector('english', words), 'B')
  ) stored,
  updated_at timestamptz not null default now(),
  constraint practices_budget_whole check ((budget_minor is null) = (budget_currency is null))
);
create index practices_search on practices.practices using gin (search);
create index practices_place_id on practices.practices (place_id) where place_id is not null;
comment on table practices.practices is 'An initiative of an authority as a document reported it.';
comment on column practices.practices.id is 'UUID v7 made by the application.';
comment on column practices.practices.code is 'Our stable short name, used in addresses and imports.';
comment on column practices.practices.title is 'Title.';
comment on column practices.practices.summary is 'What it is, in at most ten lines.';
comment on column practices.practices.place_id is 'Where it is run from; null where it has no single place.';
comment on column practices.practices.admin_level is 'Vocabulary code: who runs it, from municipality to network.';
comment on column practices.practices.countries is 'ISO 3166-1 codes of the countries it touches.';
comment on column practices.practices.themes is 'Vocabulary codes.';
comment on column practices.practices.starts is 'Start: a year, a month or a day.';
comment on column practices.practices.ends is 'End, likewise.';
comment on column practices.practices.ongoing is 'Whether it was still going on when it was reported; null where the document does not say.';
comment on column practices.practices.website is 'Web address as reported; nobody has checked it since.';
comment on column practices.practices.budget_minor is 'Budget as reported, in minor units.';
comment on column practices.practices.budget_currency is 'ISO 4217 code.';
comment on column practices.practices.budget_note is 'What the amount covers.';
comment on column practices.practices.local_authority is 'The authority that runs it.';
comment on column practices.practices.policy_levels is 'Levels of policy at which it works.';
comment on column practices.practices.beneficiaries is 'Who is better off.';
comment on column practices.practices.needs is 'The need it answers.';
comment on column practices.practices.decision_process is 'How it came to be decided.';
comment on column practices.practices.outside_actors is 'Part of those outside the administration.';
comment on column practices.practices.outlook is 'What was to come.';
comment on column practices.practices.departments is 'Departments that take part.';
comment on column practices.practices.partners_same_community is 'Partners at the same place.';
comment on column practices.practices.partners_elsewhere is 'Partners elsewhere.';
comment on column practices.practices.budget_sources is 'Who paid.';
comment on column practices.practices.objectives is 'Aims.';
comment on column practices.practices.communication is 'How it was made known.';
comment on column practices.practices.development_priorities is 'Priorities of development that it serves.';
comment on column practices.practices.coherence_mechanisms is 'What keeps policies from undoing each other.';
comment on column practices.practices.success_features is 'Why it worked, in the view of its authors.';
comment on column practices.practices.obstacles is 'What stood in the way.';
comment on column practices.practices.source is 'Document and chapter, or name and web address.';
comment on column practices.practices.reported is 'When the document was published; null where that is not known.';
comment on column practices.practices.title_words is 'Folded words of the title.';
comment on column practices.practices.words is 'Folded words of the sheet, with names of places, countries and themes in every language.';
comment on column practices.practices.search is 'The index over both.';
comment on column practices.practices.updated_at is 'When it was last imported.';

create table practices.corridors (
  practice_id uuid not null constraint corridors_practice references practices.practices (id) on delete cascade,
  position int not null constraint corridors_position check (position >= 0),
  origin_name text not null constraint corridors_origin_name check (length(origin_name) between 1 and 200),
  origin_country text,
  origin_id uuid constraint corridors_origin references places.places (id),
  destination_name text not null constraint corridors_destination_name check (length(destination_name) between 1 and 200),
  destination_country text,
  destination_id uuid constraint corridors_destination references places.places (id),
  constraint corridors_pkey primary key (practice_id, position)
);
create index corridors_origin_id on practices.corridors (origin_id) where origin_id is not null;
create index corridors_destination_id on practices.corridors (destination_id) where destination_id is not null;
comment on table practices.corridors is 'Pairs of places that a practice joins, as the document names them and as we know them.';
comment on column practices.corridors.practice_id is 'The practice.';
comment on column practices.corridors.position is 'Order in the document, from 0.';
comment on column practices.corridors.origin_name is 'Where people come from, as reported.';
comment on column practices.corridors.origin_country is 'ISO 3166-1 code as reported.';
comment on column practices.corridors.origin_id is 'The same place in our tree, where one could be told.';
comment on column practices.corridors.destination_name is 'Where people go to, as reported.';
comment on column practices.corridors.destination_country is 'ISO 3166-1 code as reported.';
comment on column practices.corridors.destination_id is 'The same place in our tree, where one could be told.';

-- All of it is public; the network's editors and administrators bring it up to date.
do $$
declare name text;
begin
  foreach name in array array['practices', 'corridors'] loop
    execute format('alter table practices.%I enable row level security', name);
    execute format('alter table practices.%I force row level security', name);
    execute format('create policy owner_all on practices.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on practices.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format(
      'create policy edited on practices.%I to ponte_app using ((select access.in_network(array[''administrator'', ''editor'']))) with check ((select access.in_network(array[''administrator'', ''editor''])))',
      name
    );
    execute format('grant select on practices.%I to ponte_app, ponte_jobs', name);
  end loop;
end
$$;
grant insert, update on practices.practices to ponte_app;
grant insert, delete on practices.corridors to ponte_app;
