-- Tracks: women, repatriates, returnees, seasonal workers, refugees, youth. What an office says to each, and who counts
-- themselves to which. A track says something sensitive about a person: it is kept by their consent alone, apart from the
-- profile, shared with nobody by a grant, and gone when they take it back.

create schema tracks;
comment on schema tracks is 'Tracks: texts of their public pages, and what persons said of themselves.';
grant usage on schema tracks to ponte_app, ponte_jobs;

create function tracks.known() returns text[]
language sql immutable
as $$ select array['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth'] $$;
comment on function tracks.known() is 'The closed list of tracks in its order, as src/modules/tracks/track.ts.';

create table tracks.texts (
  id uuid primary key,
  track text not null constraint texts_track check (
    track in ('women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth')),
  office_id uuid constraint texts_office references offices.offices (id),
  body kernel.translated not null,
  updated_at timestamptz not null default now(),
  updated_by uuid not null,
  constraint texts_once unique nulls not distinct (track, office_id)
);
create index texts_office_id on tracks.texts (office_id);
comment on table tracks.texts is 'What the network, or an office, says to the people of a track; where the network says nothing, the product''s own text stands.';
comment on column tracks.texts.id is 'UUID v7.';
comment on column tracks.texts.track is 'The track.';
comment on column tracks.texts.office_id is 'Office that speaks; null for the network.';
comment on column tracks.texts.body is 'Plain text; an empty line begins a paragraph.';
comment on column tracks.texts.updated_at is 'When it was last changed.';
comment on column tracks.texts.updated_by is 'Account that changed it.';

create table tracks.chosen (
  person_id uuid not null,
  office_id uuid not null,
  track text not null constraint chosen_track check (
    track in ('women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth')),
  how text not null constraint chosen_how check (how in ('on-line', 'signed-at-desk', 'spoken-at-desk')),
  language text not null constraint chosen_language check (length(language) between 2 and 35),
  wording text not null constraint chosen_wording check (length(wording) between 1 and 2000),
  chosen_at timestamptz not null default now(),
  by_account uuid not null,
  constraint chosen_pkey primary key (person_id, track),
  constraint chosen_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index chosen_office on tracks.chosen (office_id, track);
comment on table tracks.chosen is 'To which tracks a person counts themselves, by consent; taking it back removes the row.';
comment on column tracks.chosen.person_id is 'The file.';
comment on column tracks.chosen.office_id is 'Office that has custody.';
comment on column tracks.chosen.track is 'The track.';
comment on column tracks.chosen.how is 'On line by the person, or at the desk, signed or spoken.';
comment on column tracks.chosen.language is 'Language in which the person read or heard the wording.';
comment on column tracks.chosen.wording is 'The exact sentence the person agreed to.';
comment on column tracks.chosen.chosen_at is 'When.';
comment on column tracks.chosen.by_account is 'The person, or the officer who recorded it.';

create function tracks.keep_basis() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  one tracks.chosen := coalesce(new, old);
  special text[];
begin
  -- Being a refugee may reveal origin, belief or opinion (GDPR article 9); the others do not by themselves.
  select array_agg('protection-status'::text) filter (where track = 'refugees') into special
    from tracks.chosen where person_id = one.person_id having count(*) > 0;
  if not found then
    delete from consent.bases where subject_id = one.person_id and purpose = 'tracks.purpose.tracks';
    return null;
  end if;
  insert into consent.bases (id, subject_id, custodian_id, purpose, basis, controllers, special_categories, keep_until)
  select gen_random_uuid(), one.person_id, one.office_id, 'tracks.purpose.tracks', 'consent',
         coalesce((select b.controllers from consent.bases b where b.subject_id = one.person_id order by b.recorded_at limit 1), '{}'),
         coalesce(special, '{}'),
         coalesce((select max(b.keep_until) from consent.bases b where b.subject_id = one.person_id), (now() + interval '60 months')::date)
  on conflict on constraint bases_once do update set special_categories = excluded.special_categories, recorded_at = now();
  return null;
end
$$;
comment on function tracks.keep_basis() is 'Keeps the lawful basis, consent, as long as a person is on a track, and takes it away with the last one.';
create trigger keep_basis after insert or delete on tracks.chosen
  for each row execute function tracks.keep_basis();
insert into erasure.clocks (purpose, months) values ('tracks.purpose.tracks', 60);

alter table tracks.texts enable row level security;
alter table tracks.texts force row level security;
create policy owner_all on tracks.texts to ponte_owner using (true) with check (true);
create policy published on tracks.texts for select to ponte_app using (true);
create policy edited on tracks.texts to ponte_app
  using (
    (select access.in_network(array['editor', 'administrator']))
    or office_id in (select access.scopes('office', array['editor', 'office-manager']))
  )
  with check (
    updated_by = kernel.actor()
    and (
      (select access.in_network(array['editor', 'administrator']))
      or office_id in (select access.scopes('office', array['editor', 'office-manager']))
    )
  );
grant select, insert, delete on tracks.texts to ponte_app;
grant update (body, updated_at, updated_by) on tracks.texts to ponte_app;

-- No policy for grants, on purpose: nobody but the desk that has custody and the person learns of it.
alter table tracks.chosen enable row level security;
alter table tracks.chosen force row level security;
create policy owner_all on tracks.chosen to ponte_owner using (true) with check (true);
create policy custody on tracks.chosen for select to ponte_app using (office_id in (select access.desks()));
create policy self on tracks.chosen for select to ponte_app using (person_id in (select access.own_subjects()));
create policy custody_records on tracks.chosen for insert to ponte_app
  with check (how <> 'on-line' and by_account = kernel.actor() and office_id in (select access.desks()));
create policy self_chooses on tracks.chosen for insert to ponte_app
  with check (how = 'on-line' and by_account = kernel.actor() and person_id in (select access.own_subjects()));
create policy custody_removes on tracks.chosen for delete to ponte_app using (office_id in (select access.desks()));
create policy self_removes on tracks.chosen for delete to ponte_app using (person_id in (select access.own_subjects()));
grant select, insert, delete on tracks.chosen to ponte_app;

-- What counts are made by. Read by counting functions alone, which run as the owner: nobody else may.
create view tracks.counted as
  select f.person_id, f.office_id, coalesce(f.gender, 'not-said') as gender, f.origin_place_id, f.residence_place_id,
         those.tracks
    from people.profiles f
   cross join lateral (select array(select c.track from tracks.chosen c where c.person_id = f.person_id order by c.track) as tracks) those;
comment on view tracks.counted is 'Each file with what counts are split by: gender, both ends of the corridor, tracks. Not for the application.';

-- A mentor may say whom they would like to accompany; it says nothing about the mentor, and asks for no new confirmation.
alter table mentoring.mentors add column tracks text[] not null default '{}' constraint mentors_tracks check (
  tracks <@ array['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth']);
comment on column mentoring.mentors.tracks is 'Tracks of the people whom they would like to accompany; none means all alike.';
grant update (tracks) on mentoring.mentors to ponte_app;

create function mentoring.serving(of_track text) returns table (topic text, mentors bigint)
language sql stable security definer
set search_path = ''
as $$
  with those as (
    select id, topics from mentoring.mentors
     where confirmed_at is not null and not paused and of_track = any (tracks)
  )
  select null, count(*) from those
   union all
  select topic, count(*) from those, unnest(topics) as topic group by topic
$$;
comment on function mentoring.serving(text) is 'How many confirmed mentors would like to accompany the people of a track (topic null), and what they can help with. Numbers only.';

-- Until now the profile had a column for this, without consent, open to whoever was given the profile. No form wrote it.
drop function readiness.count_distance(uuid[], timestamptz, timestamptz, text);
drop function readiness.count_results(uuid[], timestamptz, timestamptz, text);
alter table people.profiles drop column tracks;

create function readiness.count_distance(of_offices uuid[], from_moment timestamptz, to_moment timestamptz, of_track text)
returns table (office_id uuid, origin_place_id uuid, residence_place_id uuid, area text, moment text, level text, people bigint)
language sql stable security definer
set search_path = ''
as $$
  with latest as (
    select distinct on (a.person_id) a.id, a.person_id, a.office_id, a.finished_at
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  ), first as (
    select distinct on (a.person_id) a.id, a.person_id, l.id as latest_id, l.office_id
      from latest l
      join readiness.assessments a on a.person_id = l.person_id and a.id <> l.id and a.finished_at < l.finished_at
     order by a.person_id, a.finished_at, a.id
  ), pairs as (
    select person_id, office_id, id, 'before' as moment from first
     union all
    select person_id, office_id, latest_id, 'after' from first
  ), levels as (
    select p.person_id, p.office_id, p.moment, r.area,
           case
             when bool_or(r.level = 'weak') then 'weak'
             when bool_or(r.level = 'middle') then 'middle'
             else 'strong'
           end as level
      from pairs p
      join readiness.area_results r on r.assessment_id = p.id
     group by p.person_id, p.office_id, p.moment, r.area
  )
  select v.office_id, k.origin_place_id, k.residence_place_id, v.area, v.moment, v.level, count(*)
    from levels v
    join tracks.counted k on k.person_id = v.person_id
   where (of_track is null or of_track = any (k.tracks))
     and exists (select from levels o where o.person_id = v.person_id and o.area = v.area and o.moment <> v.moment)
   group by v.office_id, k.origin_place_id, k.residence_place_id, v.area, v.moment, v.level
$$;
comment on function readiness.count_distance(uuid[], timestamptz, timestamptz, text) is 'People by area and level in their first assessment and in their latest one of the span; only those whose area was judged in both.';

create function readiness.count_results(of_offices uuid[], from_moment timestamptz, to_moment timestamptz, of_track text)
returns table (office_id uuid, origin_place_id uuid, residence_place_id uuid, result text, people bigint)
language sql stable security definer
set search_path = ''
as $$
  with latest as (
    select distinct on (a.person_id) a.person_id, a.office_id, a.result
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  )
  select l.office_id, k.origin_place_id, k.residence_place_id, l.result, count(*)
    from latest l
    join tracks.counted k on k.person_id = l.person_id
   where of_track is null or of_track = any (k.tracks)
   group by l.office_id, k.origin_place_id, k.residence_place_id, l.result
$$;
comment on function readiness.count_results(uuid[], timestamptz, timestamptz, text) is 'People by the result of their latest assessment of the span.';
