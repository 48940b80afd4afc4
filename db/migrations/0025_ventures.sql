-- A venture: the founder's idea or firm, on which plan, mentor, loan, trade and return hang.

create schema ventures;
comment on schema ventures is 'Business ideas and firms of the people in the offices'' care.';
grant usage on schema ventures to ponte_app, ponte_jobs;

create table ventures.ventures (
  id uuid primary key,
  office_id uuid not null,
  lead_person_id uuid not null,
  title text not null constraint ventures_title check (length(title) between 1 and 160),
  summary text not null default '' constraint ventures_summary check (length(summary) <= 4000),
  sector text not null,
  stage text not null constraint ventures_stage check (stage in ('idea', 'planning', 'registering', 'trading', 'growing', 'paused', 'closed')),
  location text not null constraint ventures_location check (location in ('here', 'there', 'both')),
  here_place_id uuid constraint ventures_here references places.places (id),
  there_place_id uuid constraint ventures_there references places.places (id),
  needs text[] not null default '{}',
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ventures_custody unique (id, office_id),
  constraint ventures_lead foreign key (lead_person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index ventures_office on ventures.ventures (office_id, stage);
create index ventures_lead_person on ventures.ventures (lead_person_id);
comment on table ventures.ventures is 'One idea or firm; in the custody of its lead founder''s office.';
comment on column ventures.ventures.id is 'UUID v7.';
comment on column ventures.ventures.office_id is 'Office that has custody; follows the lead founder''s file.';
comment on column ventures.ventures.lead_person_id is 'Lead founder.';
comment on column ventures.ventures.title is 'What the founders call it.';
comment on column ventures.ventures.summary is 'The idea in a few sentences.';
comment on column ventures.ventures.sector is 'Code of the sector vocabulary (NACE Rev. 2).';
comment on column ventures.ventures.stage is 'How far it is.';
comment on column ventures.ventures.location is 'Here (where the office is), there (other end of the corridor) or both.';
comment on column ventures.ventures.here_place_id is 'Place here.';
comment on column ventures.ventures.there_place_id is 'Place there.';
comment on column ventures.ventures.needs is 'What the founders say they need (vocabulary codes).';
comment on column ventures.ventures.created_by is 'Account that wrote it down.';
comment on column ventures.ventures.created_at is 'When.';
comment on column ventures.ventures.updated_at is 'Last change.';

create table ventures.founders (
  venture_id uuid not null,
  office_id uuid not null,
  person_id uuid not null,
  person_office_id uuid not null,
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  constraint founders_pkey primary key (venture_id, person_id),
  constraint founders_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade,
  constraint founders_person foreign key (person_id, person_office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index founders_person_id on ventures.founders (person_id);
comment on table ventures.founders is 'Who founds it: the lead and others, each with a file at an office.';
comment on column ventures.founders.venture_id is 'The venture.';
comment on column ventures.founders.office_id is 'Office that has custody of the venture.';
comment on column ventures.founders.person_id is 'A founder.';
comment on column ventures.founders.person_office_id is 'Office that has custody of the founder''s file; the key proves that the writer can reach it.';
comment on column ventures.founders.joined_at is 'Since when.';
comment on column ventures.founders.left_at is 'Until when.';
alter table ventures.founders enable row level security;
alter table ventures.founders force row level security;
create policy owner_all on ventures.founders to ponte_owner using (true) with check (true);
create policy custody on ventures.founders to ponte_app
  using (office_id in (select access.desks()))
  with check (office_id in (select access.desks()) and person_office_id in (select access.desks()));
create policy self on ventures.founders for select to ponte_app using (person_id in (select access.own_subjects()));
create policy granted on ventures.founders for select to ponte_app using (person_id in (select consent.subjects('venture')));
create policy jobs_all on ventures.founders to ponte_jobs using (true);
grant select, insert, update on ventures.founders to ponte_app;
grant select on ventures.founders to ponte_jobs;

alter table ventures.ventures enable row level security;
alter table ventures.ventures force row level security;
create policy owner_all on ventures.ventures to ponte_owner using (true) with check (true);
create policy custody on ventures.ventures to ponte_app
  using (office_id in (select access.desks())) with check (office_id in (select access.desks()));

-- As a definer function it asks the index of founders; as a subquery of the policy it read all of them (35 ms at 100,000).
create function ventures.shared() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select venture_id from ventures.founders where person_id in (select access.own_subjects())
   union all
  select venture_id from ventures.founders where person_id in (select consent.subjects('venture'))
$$;
comment on function ventures.shared() is 'Ventures of which the actor is a founder, or that a founder shares with them by a live grant.';
create policy founder on ventures.ventures for select to ponte_app using (id in (select ventures.shared()));
create policy jobs_all on ventures.ventures to ponte_jobs using (true);
grant select, insert, update on ventures.ventures to ponte_app;
grant select on ventures.ventures to ponte_jobs;

create table ventures.events (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  at timestamptz not null default now(),
  kind text not null constraint events_kind check (kind in ('created', 'changed', 'stage', 'founder-joined', 'founder-left', 'handed-over', 'follow-up')),
  from_value text,
  to_value text,
  by_account uuid,
  constraint events_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade
);
create index events_venture_at on ventures.events (venture_id, at);
comment on table ventures.events is 'What happened to the venture, in order.';
comment on column ventures.events.id is 'UUID v7.';
comment on column ventures.events.venture_id is 'The venture.';
comment on column ventures.events.office_id is 'Office that has custody.';
comment on column ventures.events.at is 'When.';
comment on column ventures.events.kind is 'What happened.';
comment on column ventures.events.from_value is 'Before, as a code.';
comment on column ventures.events.to_value is 'After, as a code.';
comment on column ventures.events.by_account is 'Who wrote it down.';
alter table ventures.events enable row level security;
alter table ventures.events force row level security;
create policy owner_all on ventures.events to ponte_owner using (true) with check (true);
create policy reach on ventures.events for select to ponte_app using (venture_id in (select id from ventures.ventures));
create policy custody on ventures.events for insert to ponte_app with check (office_id in (select access.desks()));
create policy jobs_all on ventures.events to ponte_jobs using (true);
grant select, insert on ventures.events to ponte_app;
grant select on ventures.events to ponte_jobs;
