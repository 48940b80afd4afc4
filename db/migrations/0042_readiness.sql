-- Readiness: what founder and counsellor answer apart, what stands in the way, and what came of it, time after time.

create schema readiness;
comment on schema readiness is 'Self-assessments of founders: answers, blockers, results, and the way between two of them.';
grant usage on schema readiness to ponte_app;

create table readiness.assessments (
  id uuid primary key,
  person_id uuid not null,
  office_id uuid not null,
  rules smallint not null constraint assessments_rules check (rules >= 1),
  started_at timestamptz not null,
  started_by uuid not null,
  finished_at timestamptz,
  finished_by uuid,
  result text constraint assessments_result check (result in ('ready', 'ready-with-support', 'train-first', 'blocked')),
  constraint assessments_finished check ((finished_at is null) = (result is null) and (finished_at is null) = (finished_by is null)),
  constraint assessments_order check (finished_at >= started_at),
  constraint assessments_custody unique (id, person_id, office_id),
  constraint assessments_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create unique index assessments_one_open on readiness.assessments (person_id) where finished_at is null;
create index assessments_person_finished on readiness.assessments (person_id, finished_at);
create index assessments_office_finished on readiness.assessments (office_id, finished_at);
comment on table readiness.assessments is 'One assessment of a person; at most one is open, a finished one stays as it is.';
comment on column readiness.assessments.id is 'UUID v7.';
comment on column readiness.assessments.person_id is 'Whose.';
comment on column readiness.assessments.office_id is 'Office that has custody of the file.';
comment on column readiness.assessments.rules is 'Version of questions and limits by which it was judged.';
comment on column readiness.assessments.started_at is 'When it was begun.';
comment on column readiness.assessments.started_by is 'Account that began it.';
comment on column readiness.assessments.finished_at is 'When it was finished; null while it is open.';
comment on column readiness.assessments.finished_by is 'Account that finished it.';
comment on column readiness.assessments.result is 'What came of it; a blocker always makes it blocked.';

create table readiness.answers (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null constraint answers_side check (side in ('founder', 'counsellor')),
  question text not null constraint answers_question check (length(question) between 1 and 60),
  points smallint not null constraint answers_points check (points between 0 and 3),
  answered_at timestamptz not null,
  by_account uuid not null,
  constraint answers_pkey primary key (assessment_id, side, question),
  constraint answers_assessment foreign key (assessment_id, person_id, office_id) references readiness.assessments (id, person_id, office_id) on update cascade on delete cascade
);
create index answers_person on readiness.answers (person_id);
comment on table readiness.answers is 'One answer of one side; what was not answered has no row and counts for nothing.';
comment on column readiness.answers.assessment_id is 'The assessment.';
comment on column readiness.answers.person_id is 'Whose assessment.';
comment on column readiness.answers.office_id is 'Office that has custody of the file.';
comment on column readiness.answers.side is 'Whose view it is: the founder''s or the counsellor''s; the two are never mixed.';
comment on column readiness.answers.question is 'Code of the question.';
comment on column readiness.answers.points is '0 to 3.';
comment on column readiness.answers.answered_at is 'When.';
comment on column readiness.answers.by_account is 'Account that wrote it down, perhaps for the founder.';

create table readiness.blockers (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null constraint blockers_side check (side in ('founder', 'counsellor')),
  blocker text not null constraint blockers_blocker check (length(blocker) between 1 and 60),
  state text not null constraint blockers_state check (state in ('yes', 'no', 'unknown')),
  answered_at timestamptz not null,
  by_account uuid not null,
  constraint blockers_pkey primary key (assessment_id, side, blocker),
  constraint blockers_assessment foreign key (assessment_id, person_id, office_id) references readiness.assessments (id, person_id, office_id) on update cascade on delete cascade
);
create index blockers_person on readiness.blockers (person_id);
comment on table readiness.blockers is 'Whether something stands in the way, as one side says; apart from the answers, so that no good answer hides it.';
comment on column readiness.blockers.assessment_id is 'The assessment.';
comment on column readiness.blockers.person_id is 'Whose assessment.';
comment on column readiness.blockers.office_id is 'Office that has custody of the file.';
comment on column readiness.blockers.side is 'Whose view it is.';
comment on column readiness.blockers.blocker is 'Code of what may stand in the way.';
comment on column readiness.blockers.state is 'yes: it does; no: it does not; unknown: somebody must find out.';
comment on column readiness.blockers.answered_at is 'When.';
comment on column readiness.blockers.by_account is 'Account that wrote it down, perhaps for the founder.';

create table readiness.area_results (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null constraint area_results_side check (side in ('founder', 'counsellor')),
  area text not null constraint area_results_area check (length(area) between 1 and 60),
  points smallint not null,
  most smallint not null,
  level text not null constraint area_results_level check (level in ('weak', 'middle', 'strong')),
  constraint area_results_pkey primary key (assessment_id, side, area),
  constraint area_results_points check (points between 0 and most and most >= 1),
  constraint area_results_assessment foreign key (assessment_id, person_id, office_id) references readiness.assessments (id, person_id, office_id) on update cascade on delete cascade
);
create index area_results_person on readiness.area_results (person_id);
comment on table readiness.area_results is 'An area as it was judged when the assessment was finished, where that side had answered all of it.';
comment on column readiness.area_results.assessment_id is 'The assessment.';
comment on column readiness.area_results.person_id is 'Whose assessment.';
comment on column readiness.area_results.office_id is 'Office that has custody of the file.';
comment on column readiness.area_results.side is 'By whose answers.';
comment on column readiness.area_results.area is 'Code of the area.';
comment on column readiness.area_results.points is 'Points given.';
comment on column readiness.area_results.most is 'Points that could be had.';
comment on column readiness.area_results.level is 'weak, middle or strong by the limits of that day.';

create table readiness.planned (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  advice text not null constraint planned_advice check (length(advice) between 1 and 60),
  planned_at timestamptz not null,
  by_account uuid not null,
  constraint planned_pkey primary key (assessment_id, advice),
  constraint planned_assessment foreign key (assessment_id, person_id, office_id) references readiness.assessments (id, person_id, office_id) on update cascade on delete cascade
);
create index planned_person on readiness.planned (person_id);
comment on table readiness.planned is 'Which next steps of an assessment went into the plan of the case, so that none goes there twice.';
comment on column readiness.planned.assessment_id is 'The assessment.';
comment on column readiness.planned.person_id is 'Whose assessment.';
comment on column readiness.planned.office_id is 'Office that has custody of the file.';
comment on column readiness.planned.advice is 'Code of the next step.';
comment on column readiness.planned.planned_at is 'When.';
comment on column readiness.planned.by_account is 'Who put it there.';

-- A finished assessment is history: it is repeated, not corrected. Custody still moves with the file.
create function readiness.keep_finished() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.finished_at is not null then
    raise exception 'a finished assessment stays as it is' using errcode = 'check_violation', constraint = 'assessments_frozen';
  end if;
  return new;
end
$$;
comment on function readiness.keep_finished() is 'Refuses to change a finished assessment.';
create trigger keep_finished before update of rules, started_at, started_by, finished_at, finished_by, result on readiness.assessments
  for each row execute function readiness.keep_finished();

-- The lock makes an answer that comes while somebody finishes wait, and then fail.
create function readiness.keep_answers() returns trigger
language plpgsql set search_path = ''
as $$
begin
  perform from readiness.assessments where id = new.assessment_id and finished_at is null for share;
  if not found then
    raise exception 'the assessment is finished' using errcode = 'check_violation', constraint = 'answers_frozen';
  end if;
  return new;
end
$$;
comment on function readiness.keep_answers() is 'Refuses answers to an assessment that is finished.';
create trigger keep_answers before insert or update of side, question, points on readiness.answers
  for each row execute function readiness.keep_answers();
create trigger keep_answers before insert or update of side, blocker, state on readiness.blockers
  for each row execute function readiness.keep_answers();

alter table readiness.assessments enable row level security;
alter table readiness.assessments force row level security;
create policy owner_all on readiness.assessments to ponte_owner using (true) with check (true);
create policy custody on readiness.assessments to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on readiness.assessments for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self_starts on readiness.assessments for insert to ponte_app with check (person_id in (select access.own_subjects()));
create policy self_finishes on readiness.assessments for update to ponte_app
  using (person_id in (select access.own_subjects())) with check (person_id in (select access.own_subjects()));
create policy granted on readiness.assessments for select to ponte_app using (person_id in (select consent.subjects('readiness')));
grant select, insert, update on readiness.assessments to ponte_app;

alter table readiness.answers enable row level security;
alter table readiness.answers force row level security;
create policy owner_all on readiness.answers to ponte_owner using (true) with check (true);
create policy custody on readiness.answers to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on readiness.answers for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self_answers on readiness.answers for insert to ponte_app
  with check (side = 'founder' and person_id in (select access.own_subjects()));
create policy self_changes on readiness.answers for update to ponte_app
  using (side = 'founder' and person_id in (select access.own_subjects()))
  with check (side = 'founder' and person_id in (select access.own_subjects()));
create policy granted on readiness.answers for select to ponte_app using (person_id in (select consent.subjects('readiness')));
grant select, insert, update on readiness.answers to ponte_app;

alter table readiness.blockers enable row level security;
alter table readiness.blockers force row level security;
create policy owner_all on readiness.blockers to ponte_owner using (true) with check (true);
create policy custody on readiness.blockers to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on readiness.blockers for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self_answers on readiness.blockers for insert to ponte_app
  with check (side = 'founder' and person_id in (select access.own_subjects()));
create policy self_changes on readiness.blockers for update to ponte_app
  using (side = 'founder' and person_id in (select access.own_subjects()))
  with check (side = 'founder' and person_id in (select access.own_subjects()));
create policy granted on readiness.blockers for select to ponte_app using (person_id in (select consent.subjects('readiness')));
grant select, insert, update on readiness.blockers to ponte_app;

alter table readiness.area_results enable row level security;
alter table readiness.area_results force row level security;
create policy owner_all on readiness.area_results to ponte_owner using (true) with check (true);
create policy custody on readiness.area_results to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on readiness.area_results for select to ponte_app using (person_id in (select access.own_subjects()));
create policy self_finishes on readiness.area_results for insert to ponte_app with check (person_id in (select access.own_subjects()));
create policy granted on readiness.area_results for select to ponte_app using (person_id in (select consent.subjects('readiness')));
grant select, insert on readiness.area_results to ponte_app;

alter table readiness.planned enable row level security;
alter table readiness.planned force row level security;
create policy owner_all on readiness.planned to ponte_owner using (true) with check (true);
create policy custody on readiness.planned to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy self on readiness.planned for select to ponte_app using (person_id in (select access.own_subjects()));
create policy granted on readiness.planned for select to ponte_app using (person_id in (select consent.subjects('readiness')));
grant select, insert on readiness.planned to ponte_app;

-- Where the two sides differ the lower level counts, as it does for the result.
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
  select v.office_id, f.origin_place_id, f.residence_place_id, v.area, v.moment, v.level, count(*)
    from levels v
    join people.profiles f on f.person_id = v.person_id
   where (of_track is null or of_track = any (f.tracks))
     and exists (select from levels o where o.person_id = v.person_id and o.area = v.area and o.moment <> v.moment)
   group by v.office_id, f.origin_place_id, f.residence_place_id, v.area, v.moment, v.level
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
  select l.office_id, f.origin_place_id, f.residence_place_id, l.result, count(*)
    from latest l
    join people.profiles f on f.person_id = l.person_id
   where of_track is null or of_track = any (f.tracks)
   group by l.office_id, f.origin_place_id, f.residence_place_id, l.result
$$;
comment on function readiness.count_results(uuid[], timestamptz, timestamptz, text) is 'People by the result of their latest assessment of the span.';
