-- Official statistics: what publishers released, kept as published. A release is never changed: a newer one stands beside it.
-- The figures of one combination of codes lie together in one row as lists over time (docs/decisions/0060-statistics.md).

create schema observatory;
comment on schema observatory is 'Official statistics as published, and the indicators read from them.';
grant usage on schema observatory to ponte_app, ponte_jobs;

create function observatory.in_order(periods text[]) returns boolean
language sql immutable
set search_path = ''
as $$
  select coalesce(bool_and(before is null or before < period collate "C"), true)
    from (select period, lag(period) over (order by place) as before from unnest(periods) with ordinality as given (period, place)) pairs
$$;
comment on function observatory.in_order(text[]) is 'Whether periods rise and none stands twice.';

create table observatory.datasets (
  id uuid primary key,
  code text not null constraint datasets_code unique constraint datasets_code_shape check (code ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$'),
  title text not null constraint datasets_title check (length(title) between 1 and 500),
  publisher text not null constraint datasets_publisher check (length(publisher) between 1 and 200),
  words text not null,
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table observatory.datasets is 'A statistic that a publisher releases again and again.';
comment on column observatory.datasets.id is 'UUID v7 made by the application.';
comment on column observatory.datasets.code is 'The publisher''s code with its agency (ESTAT:LFSA_EGAN), or one that the importer chose.';
comment on column observatory.datasets.title is 'Title of the newest release.';
comment on column observatory.datasets.publisher is 'Who publishes it.';
comment on column observatory.datasets.words is 'Folded words of code, title, publisher and the labels of dimensions, for the search.';
comment on column observatory.datasets.demonstration is 'True: invented for the demonstration network.';
comment on column observatory.datasets.created_at is 'When its first release was imported.';

create table observatory.releases (
  id uuid primary key,
  dataset_id uuid not null constraint releases_dataset references observatory.datasets (id) on delete cascade,
  no int not null constraint releases_no check (no >= 1),
  title text not null constraint releases_title check (length(title) between 1 and 500),
  format text not null constraint releases_format check (format in ('sdmx-csv-1', 'sdmx-csv-2', 'explorer-csv', 'matrix-xlsx', 'json-stat')),
  published text not null constraint releases_published check (published ~ '^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$' and length(published) <= 40),
  licence text not null constraint releases_licence check (length(licence) between 1 and 200),
  source_url text constraint releases_source_url check (source_url ~ '^https?://' and length(source_url) <= 2000),
  unit text constraint releases_unit check (length(unit) <= 200),
  edition text,
  notes jsonb not null default '[]' constraint releases_notes check (jsonb_typeof(notes) = 'array'),
  warnings jsonb not null default '[]' constraint releases_warnings check (jsonb_typeof(warnings) = 'array'),
  file_name text not null constraint releases_file_name check (length(file_name) between 1 and 200),
  content_hash text not null constraint releases_content_hash check (content_hash ~ '^[0-9a-f]{64}$'),
  series_count int not null,
  observation_count int not null,
  first_period text not null,
  last_period text not null,
  imported_at timestamptz not null default now(),
  imported_by uuid,
  constraint releases_in_dataset unique (dataset_id, no),
  constraint releases_once unique (dataset_id, content_hash)
);
comment on table observatory.releases is 'A dataset as published at one time. Never changed.';
comment on column observatory.releases.id is 'UUID v7 made by the application.';
comment on column observatory.releases.dataset_id is 'The dataset.';
comment on column observatory.releases.no is 'Order of import, from 1.';
comment on column observatory.releases.title is 'Title as published.';
comment on column observatory.releases.format is 'Kind of file that it came from.';
comment on column observatory.releases.published is 'Last update by the publisher: a year, month, day or moment, from the file or, where it does not say, from the importer.';
comment on column observatory.releases.licence is 'Terms under which it may be used.';
comment on column observatory.releases.source_url is 'Where the publisher offers it.';
comment on column observatory.releases.unit is 'Unit of every figure, where no dimension says it.';
comment on column observatory.releases.edition is 'Edition of the codes of regions (NUTS), where there are any.';
comment on column observatory.releases.notes is 'Notes of the publisher, texts.';
comment on column observatory.releases.warnings is 'What the import noticed: row, column, message key, values.';
comment on column observatory.releases.file_name is 'Name of the file.';
comment on column observatory.releases.content_hash is 'SHA-256 of the content, so that the same file twice changes nothing.';
comment on column observatory.releases.series_count is 'Number of series.';
comment on column observatory.releases.observation_count is 'Number of figures, missing ones with a mark included.';
comment on column observatory.releases.first_period is 'Earliest period.';
comment on column observatory.releases.last_period is 'Latest period.';
comment on column observatory.releases.imported_at is 'When it was imported.';
comment on column observatory.releases.imported_by is 'Account that imported it; null for the command line and the demonstration.';

create table observatory.dimensions (
  release_id uuid not null constraint dimensions_release references observatory.releases (id) on delete cascade,
  position int not null constraint dimensions_position check (position between 1 and 30),
  code text not null constraint dimensions_code check (length(code) between 1 and 200),
  label text not null constraint dimensions_label check (length(label) between 1 and 500),
  geo boolean not null,
  constraint dimensions_pkey primary key (release_id, position),
  constraint dimensions_once unique (release_id, code)
);
comment on table observatory.dimensions is 'What the figures of a release are broken down by, time apart.';
comment on column observatory.dimensions.release_id is 'The release.';
comment on column observatory.dimensions.position is 'Order, from 1: the place in a series'' codes.';
comment on column observatory.dimensions.code is 'Code as published.';
comment on column observatory.dimensions.label is 'Label as published.';
comment on column observatory.dimensions.geo is 'Whether its codes are places.';

create table observatory.codes (
  id int generated always as identity primary key,
  release_id uuid not null,
  position int not null,
  code text not null constraint codes_code check (length(code) between 1 and 500),
  label text not null constraint codes_label check (length(label) between 1 and 500),
  country text constraint codes_country check (country ~ '^[A-Z]{2}$'),
  edition text constraint codes_edition check (edition in ('nuts-1999', 'nuts-2003', 'nuts-2006', 'nuts-2010', 'nuts-2013', 'nuts-2016', 'nuts-2021', 'nuts-2024', 'country', 'other')),
  constraint codes_dimension foreign key (release_id, position) references observatory.dimensions (release_id, position) on delete cascade,
  constraint codes_once unique (release_id, position, code)
);
create index codes_country on observatory.codes (country, release_id) where country is not null;
comment on table observatory.codes is 'Codes of a dimension with their labels.';
comment on column observatory.codes.id is 'Number by which series name it: one code of one dimension of one release.';
comment on column observatory.codes.release_id is 'The release.';
comment on column observatory.codes.position is 'The dimension.';
comment on column observatory.codes.code is 'Code as published; the label where the file has only labels.';
comment on column observatory.codes.label is 'Label as published.';
comment on column observatory.codes.country is 'ISO 3166-1 code, where it is a country.';
comment on column observatory.codes.edition is 'List that the code of a place belongs to. The same code may mean another region in another edition.';

create table observatory.series (
  release_id uuid not null constraint series_release references observatory.releases (id) on delete cascade,
  no int not null constraint series_no check (no >= 1),
  codes int[] not null constraint series_codes check (cardinality(codes) between 1 and 30),
  periods text[] not null constraint series_periods check (cardinality(periods) >= 1 and observatory.in_order(periods)),
  figures numeric[] not null,
  flags text[] not null,
  confidentiality text[] not null,
  constraint series_pkey primary key (release_id, no),
  constraint series_once unique (release_id, codes),
  constraint series_lists check (cardinality(figures) = cardinality(periods) and cardinality(flags) = cardinality(periods) and cardinality(confidentiality) = cardinality(periods))
);
create index series_by_code on observatory.series using gin (codes) with (fastupdate = off);
comment on table observatory.series is 'The figures of one combination of codes as lists over time.';
comment on column observatory.series.release_id is 'The release.';
comment on column observatory.series.no is 'Order in the file, from 1.';
comment on column observatory.series.codes is 'One of observatory.codes for each dimension, in their order.';
comment on column observatory.series.periods is 'Years, quarters, months, days (ISO 8601, SDMX), rising.';
comment on column observatory.series.figures is 'Figures, exact; null where missing, which is not zero.';
comment on column observatory.series.flags is 'Flags as published; a published mark for a missing figure stands first.';
comment on column observatory.series.confidentiality is 'Confidentiality as published.';

-- All of it is public; the network's planners, editors and administrators import it.
do $$
declare name text;
begin
  foreach name in array array['datasets', 'releases', 'dimensions', 'codes', 'series'] loop
    execute format('alter table observatory.%I enable row level security', name);
    execute format('alter table observatory.%I force row level security', name);
    execute format('create policy owner_all on observatory.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on observatory.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format(
      'create policy imported on observatory.%I for insert to ponte_app with check ((select access.in_network(array[''administrator'', ''editor'', ''planner''])))',
      name
    );
    execute format('grant select on observatory.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert on observatory.%I to ponte_app', name);
  end loop;
end
$$;
grant update (title, publisher, words) on observatory.datasets to ponte_app;
create policy renamed on observatory.datasets for update to ponte_app
  using ((select access.in_network(array['administrator', 'editor', 'planner'])))
  with check ((select access.in_network(array['administrator', 'editor', 'planner'])));

-- What the importer says of a file of statistics travels with it to the job.
alter table imports.uploads add column said jsonb constraint uploads_said check (jsonb_typeof(said) = 'object');
comment on column imports.uploads.said is 'For statistics: what the importer says of the file (publisher, licence, edition of regions); null for lists.';

-- The library of indicators: what a figure says, from where it is read, and how it may be used. A change is a new version.

create table observatory.indicators (
  id uuid primary key,
  created_at timestamptz not null default now(),
  created_by uuid
);
comment on table observatory.indicators is 'A measure that the network follows.';
comment on column observatory.indicators.id is 'UUID v7 made by the application.';
comment on column observatory.indicators.created_at is 'When it was written first.';
comment on column observatory.indicators.created_by is 'Account that wrote it; null for the demonstration.';

create table observatory.indicator_versions (
  indicator_id uuid not null constraint indicator_versions_indicator references observatory.indicators (id) on delete cascade,
  no int not null constraint indicator_versions_no check (no >= 1),
  language text not null constraint indicator_versions_language check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  name text not null constraint indicator_versions_name check (length(name) between 1 and 200),
  definition text not null constraint indicator_versions_definition check (length(definition) between 1 and 2000),
  unit text not null constraint indicator_versions_unit check (length(unit) between 1 and 200),
  numerator text not null constraint indicator_versions_numerator check (length(numerator) between 1 and 500),
  denominator text constraint indicator_versions_denominator check (length(denominator) between 1 and 500),
  direction text not null constraint indicator_versions_direction check (direction in ('higher-is-better', 'lower-is-better', 'neither')),
  aggregation text not null constraint indicator_versions_aggregation check (aggregation in ('sum', 'weighted-mean', 'none')),
  dataset_id uuid constraint indicator_versions_dataset references observatory.datasets (id),
  key jsonb not null default '{}' constraint indicator_versions_key_object check (jsonb_typeof(key) = 'object'),
  place_dimension text constraint indicator_versions_place_dimension check (length(place_dimension) between 1 and 200),
  own_count text constraint indicator_versions_own_count check (own_count in ('people', 'started', 'pairs', 'person-outcomes')),
  reason text not null constraint indicator_versions_reason check (length(reason) between 1 and 500),
  written_at timestamptz not null default now(),
  written_by uuid,
  constraint indicator_versions_pkey primary key (indicator_id, no),
  constraint indicator_versions_source check (dataset_id is not null or own_count is not null),
  constraint indicator_versions_place check ((dataset_id is null) = (place_dimension is null))
);
comment on table observatory.indicator_versions is 'What an indicator says, by version. Never changed: the last one holds.';
comment on column observatory.indicator_versions.indicator_id is 'The indicator.';
comment on column observatory.indicator_versions.no is 'Version, from 1.';
comment on column observatory.indicator_versions.language is 'Language of the texts (BCP 47).';
comment on column observatory.indicator_versions.name is 'Name.';
comment on column observatory.indicator_versions.definition is 'What it says and what it does not say.';
comment on column observatory.indicator_versions.unit is 'Unit.';
comment on column observatory.indicator_versions.numerator is 'What is counted.';
comment on column observatory.indicator_versions.denominator is 'Of what it is a share; null for a plain count.';
comment on column observatory.indicator_versions.direction is 'Which way is better, where one is.';
comment on column observatory.indicator_versions.aggregation is 'How figures of places may be put together.';
comment on column observatory.indicator_versions.dataset_id is 'Official dataset from which it is read, always in its newest release.';
comment on column observatory.indicator_versions.key is 'Code by dimension, for every dimension with several but the one of places.';
comment on column observatory.indicator_versions.place_dimension is 'Dimension that holds the places.';
comment on column observatory.indicator_versions.own_count is 'Figure of the network''s own counts beside it, shown only as those counts are: small ones withheld.';
comment on column observatory.indicator_versions.reason is 'Why this version was written.';
comment on column observatory.indicator_versions.written_at is 'When.';
comment on column observatory.indicator_versions.written_by is 'Account that wrote it; null for the demonstration.';

do $$
declare name text;
begin
  foreach name in array array['indicators', 'indicator_versions'] loop
    execute format('alter table observatory.%I enable row level security', name);
    execute format('alter table observatory.%I force row level security', name);
    execute format('create policy owner_all on observatory.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on observatory.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format('grant select on observatory.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert on observatory.%I to ponte_app', name);
  end loop;
end
$$;
create policy written on observatory.indicators for insert to ponte_app
  with check ((select access.in_network(array['administrator', 'editor', 'planner'])) and created_by = kernel.actor());
create policy written on observatory.indicator_versions for insert to ponte_app
  with check ((select access.in_network(array['administrator', 'editor', 'planner'])) and written_by = kernel.actor());
