-- Boundaries of regions, given by the network, so that figures by region can be drawn as a map. The same code may be another area
-- in another edition of the list: boundaries belong to one edition, and only figures of that edition are drawn in them.

create table observatory.boundaries (
  id uuid primary key,
  edition text not null constraint boundaries_edition check (edition in ('nuts-1999', 'nuts-2003', 'nuts-2006', 'nuts-2010', 'nuts-2013', 'nuts-2016', 'nuts-2021', 'nuts-2024', 'other')),
  dataset_id uuid constraint boundaries_dataset references observatory.datasets (id),
  source text not null constraint boundaries_source check (length(source) between 1 and 200),
  source_url text constraint boundaries_source_url check (source_url ~ '^https?://' and length(source_url) <= 2000),
  licence text not null constraint boundaries_licence check (length(licence) between 1 and 200),
  published text not null constraint boundaries_published check (published ~ '^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$' and length(published) <= 40),
  code_property text not null constraint boundaries_code_property check (length(code_property) between 1 and 100),
  file_name text not null constraint boundaries_file_name check (length(file_name) between 1 and 200),
  content_hash text not null constraint boundaries_content_hash check (content_hash ~ '^[0-9a-f]{64}$'),
  tolerance_km2 numeric not null constraint boundaries_tolerance check (tolerance_km2 >= 0),
  area_count int not null constraint boundaries_area_count check (area_count between 1 and 2000),
  point_count int not null constraint boundaries_point_count check (point_count >= 3),
  given_at timestamptz not null default now(),
  given_by uuid,
  constraint boundaries_of_other_list check ((edition = 'other') = (dataset_id is not null)),
  constraint boundaries_once unique nulls not distinct (edition, dataset_id, code_property, content_hash)
);
comment on table observatory.boundaries is 'Boundaries of the regions of one edition, as one file gave them. Never changed: what is given last is drawn; what is withdrawn is gone.';
comment on column observatory.boundaries.id is 'UUID v7 made by the application.';
comment on column observatory.boundaries.edition is 'Edition of the list to which the codes belong.';
comment on column observatory.boundaries.dataset_id is 'The dataset whose own list of regions it is, for an edition without a name; null for NUTS.';
comment on column observatory.boundaries.source is 'Who made the boundaries.';
comment on column observatory.boundaries.source_url is 'Where they are offered.';
comment on column observatory.boundaries.licence is 'Terms under which they may be used.';
comment on column observatory.boundaries.published is 'When the source published them: a year, month, day or moment.';
comment on column observatory.boundaries.code_property is 'Property of the features that holds the code.';
comment on column observatory.boundaries.file_name is 'Name of the file.';
comment on column observatory.boundaries.content_hash is 'SHA-256 of the file, so that the same file twice is refused.';
comment on column observatory.boundaries.tolerance_km2 is 'Points that change an area by less were left out (Visvalingam and Whyatt, 1993); 0 where none was.';
comment on column observatory.boundaries.area_count is 'Number of regions.';
comment on column observatory.boundaries.point_count is 'Number of points kept.';
comment on column observatory.boundaries.given_at is 'When they were given.';
comment on column observatory.boundaries.given_by is 'Account that gave them; null for the demonstration.';

create table observatory.areas (
  boundaries_id uuid not null constraint areas_boundaries references observatory.boundaries (id) on delete cascade,
  code text not null constraint areas_code check (code ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$'),
  rings jsonb not null constraint areas_rings check (jsonb_typeof(rings) = 'array' and jsonb_array_length(rings) >= 1),
  constraint areas_pkey primary key (boundaries_id, code)
);
comment on table observatory.areas is 'One region: its rings, outer ones and holes alike, simplified.';
comment on column observatory.areas.boundaries_id is 'The boundaries.';
comment on column observatory.areas.code is 'Code of the region, as the figures have it.';
comment on column observatory.areas.rings is 'Lists of [longitude, latitude] in degrees (WGS 84), each without its last point, which is the first again.';

-- All of it is public; the network's planners, editors and administrators give it.
do $$
declare name text;
begin
  foreach name in array array['boundaries', 'areas'] loop
    execute format('alter table observatory.%I enable row level security', name);
    execute format('alter table observatory.%I force row level security', name);
    execute format('create policy owner_all on observatory.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy published on observatory.%I for select to ponte_app, ponte_jobs using (true)', name);
    execute format('grant select on observatory.%I to ponte_app, ponte_jobs', name);
    execute format('grant insert on observatory.%I to ponte_app', name);
  end loop;
end
$$;
create policy given on observatory.boundaries for insert to ponte_app
  with check ((select access.in_network(array['administrator', 'editor', 'planner'])) and given_by = kernel.actor());
create policy withdrawn on observatory.boundaries for delete to ponte_app
  using ((select access.in_network(array['administrator', 'editor', 'planner'])));
grant delete on observatory.boundaries to ponte_app;
-- Areas come with their boundaries, in one transaction: nobody adds a region to what somebody else gave.
create policy given on observatory.areas for insert to ponte_app
  with check (
    (select access.in_network(array['administrator', 'editor', 'planner']))
    and exists (select from observatory.boundaries b where b.id = boundaries_id and b.given_by = kernel.actor() and b.given_at = now())
  );

-- Two names of countries were read as codes that ISO 3166-1 withdrew in 1977 and 1984: Benin as Dahomey, Burkina Faso as Upper Volta.
update observatory.codes set country = 'BJ' where country = 'DY';
update observatory.codes set country = 'BF' where country = 'HV';
