-- Project management of the network's own projects: a project with its partner offices, work packages and deliverables.
-- The lead office writes all of it; a partner writes its own packages and deliverables and accepts none; anybody reads a published
-- project with its partners and its accepted deliverables. All of it is decided here, not in the application.

create schema projects;
comment on schema projects is 'The network''s own projects: partners, work packages, deliverables.';
grant usage on schema projects to ponte_app, ponte_jobs;

create table projects.projects (
  id uuid primary key,
  acronym text not null constraint projects_acronym check (length(acronym) between 1 and 30),
  title text not null constraint projects_title check (length(title) between 1 and 200),
  purpose text not null constraint projects_purpose check (length(purpose) between 1 and 2000),
  lead_id uuid not null constraint projects_lead references offices.offices (id),
  funder text constraint projects_funder check (length(funder) between 1 and 200),
  agreement text constraint projects_agreement check (length(agreement) between 1 and 60),
  from_day date not null,
  until_day date not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  demonstration boolean not null default false,
  constraint projects_days check (until_day > from_day and until_day <= from_day + 3653)
);
comment on table projects.projects is 'A project that offices of the network run together.';
comment on column projects.projects.id is 'UUID v7.';
comment on column projects.projects.acronym is 'Short name.';
comment on column projects.projects.title is 'Title, in the language of the project.';
comment on column projects.projects.purpose is 'What for.';
comment on column projects.projects.lead_id is 'The office that answers for it.';
comment on column projects.projects.funder is 'Who pays, as text; null where nobody else does.';
comment on column projects.projects.agreement is 'Number of the grant agreement, as text.';
comment on column projects.projects.from_day is 'First day; month 1 begins with it.';
comment on column projects.projects.until_day is 'Last day.';
comment on column projects.projects.created_by is 'Who of the lead wrote it first.';
comment on column projects.projects.created_at is 'When.';
comment on column projects.projects.published_at is 'When the lead made it public; null while it is not.';
comment on column projects.projects.demonstration is 'True: invented for the demonstration network.';
create index projects_of_lead on projects.projects (lead_id);

create table projects.partners (
  project_id uuid not null constraint partners_project references projects.projects (id) on delete cascade,
  office_id uuid not null constraint partners_office references offices.offices (id),
  constraint partners_pkey primary key (project_id, office_id)
);
comment on table projects.partners is 'Offices that run a project; the lead is one of them.';
comment on column projects.partners.project_id is 'The project.';
comment on column projects.partners.office_id is 'The office.';
create index partners_of_office on projects.partners (office_id);

create table projects.packages (
  id uuid primary key,
  project_id uuid not null,
  number int not null constraint packages_number check (number between 1 and 50),
  title text not null constraint packages_title check (length(title) between 1 and 200),
  office_id uuid not null,
  from_day date not null,
  until_day date not null,
  constraint packages_number_once unique (project_id, number),
  constraint packages_of_project unique (project_id, id),
  constraint packages_partner foreign key (project_id, office_id) references projects.partners (project_id, office_id),
  constraint packages_days check (until_day > from_day)
);
comment on table projects.packages is 'Work packages of a project.';
comment on column projects.packages.id is 'UUID v7.';
comment on column projects.packages.project_id is 'The project.';
comment on column projects.packages.number is 'Its number.';
comment on column projects.packages.title is 'Title.';
comment on column projects.packages.office_id is 'The partner that leads it.';
comment on column projects.packages.from_day is 'First day.';
comment on column projects.packages.until_day is 'Last day.';

create table projects.deliverables (
  id uuid primary key,
  project_id uuid not null,
  package_id uuid not null,
  title text not null constraint deliverables_title check (length(title) between 1 and 200),
  office_id uuid not null,
  due_on date not null,
  state text not null default 'planned' constraint deliverables_state check (state in ('planned', 'handed-in', 'accepted')),
  link text constraint deliverables_link check (link ~ '^https://' and length(link) <= 500),
  handed_in_on date,
  accepted_on date,
  reminded_at timestamptz,
  constraint deliverables_package foreign key (project_id, package_id) references projects.packages (project_id, id) on delete cascade,
  constraint deliverables_partner foreign key (project_id, office_id) references projects.partners (project_id, office_id),
  constraint deliverables_handed_in check ((handed_in_on is not null) = (state <> 'planned') and (accepted_on is not null) = (state = 'accepted'))
);
comment on table projects.deliverables is 'What a project hands in, by when, and who answers for it.';
comment on column projects.deliverables.id is 'UUID v7.';
comment on column projects.deliverables.project_id is 'The project.';
comment on column projects.deliverables.package_id is 'The work package.';
comment on column projects.deliverables.title is 'Title.';
comment on column projects.deliverables.office_id is 'The partner that hands it in.';
comment on column projects.deliverables.due_on is 'By when.';
comment on column projects.deliverables.state is 'Planned, handed in, or accepted by the lead (docs/states/deliverable.md).';
comment on column projects.deliverables.link is 'Where it can be read.';
comment on column projects.deliverables.handed_in_on is 'When it was handed in.';
comment on column projects.deliverables.accepted_on is 'When the lead accepted it.';
comment on column projects.deliverables.reminded_at is 'When its office was reminded, two weeks before it is due.';
create index deliverables_of_project on projects.deliverables (project_id);
create index deliverables_due on projects.deliverables (due_on) where state = 'planned';

create function projects.staff() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer', 'planner', 'editor']) $$;
comment on function projects.staff() is 'Offices of whose staff the actor is.';

create function projects.offices() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['office-manager', 'planner', 'editor']) $$;
comment on function projects.offices() is 'Offices for which the actor works on projects.';

create function projects.known() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.project_id from projects.partners p join projects.staff() o on o = p.office_id $$;
comment on function projects.known() is 'Projects of which an office of the actor is a partner.';

create function projects.led() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.id from projects.projects p join projects.offices() o on o = p.lead_id $$;
comment on function projects.led() is 'Projects that an office of the actor leads.';

create function projects.published() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from projects.projects where published_at is not null $$;
comment on function projects.published() is 'Projects that anybody reads.';

-- A partner hands in and takes back its own; only the lead accepts, and what it accepted stands.
create function projects.keep_deliverable() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'ponte_app' or (old.project_id in (select projects.led()) and old.state <> 'accepted') then
    return new;
  end if;
  if old.state = 'accepted' or new.state = 'accepted' then
    raise exception 'the lead accepts, once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function projects.keep_deliverable() is 'Keeps accepting with the lead, and accepted deliverables as they are.';
create trigger keep_deliverable before update on projects.deliverables for each row execute function projects.keep_deliverable();

do $$
declare name text;
begin
  foreach name in array array['projects', 'partners', 'packages', 'deliverables'] loop
    execute format('alter table projects.%I enable row level security', name);
    execute format('alter table projects.%I force row level security', name);
    execute format('create policy owner_all on projects.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy shown on projects.projects for select to ponte_app using (published_at is not null);
create policy lead on projects.projects for select to ponte_app using (lead_id in (select projects.staff()));
create policy partner on projects.projects for select to ponte_app using (id in (select projects.known()));
create policy begun on projects.projects for insert to ponte_app
  with check (created_by = kernel.actor() and published_at is null and lead_id in (select projects.offices()));
create policy changed on projects.projects for update to ponte_app
  using (lead_id in (select projects.offices())) with check (lead_id in (select projects.offices()));
grant select, insert, update (acronym, title, purpose, funder, agreement, from_day, until_day, published_at) on projects.projects to ponte_app;

create policy shown on projects.partners for select to ponte_app using (project_id in (select projects.published()));
create policy known on projects.partners for select to ponte_app using (project_id in (select projects.known()));
create policy added on projects.partners for insert to ponte_app with check (project_id in (select projects.led()));
grant select, insert on projects.partners to ponte_app;

create policy known on projects.packages for select to ponte_app using (project_id in (select projects.known()));
create policy added on projects.packages for insert to ponte_app with check (project_id in (select projects.led()));
create policy changed on projects.packages for update to ponte_app
  using (project_id in (select projects.led()) or office_id in (select projects.offices()))
  with check (project_id in (select projects.led()) or office_id in (select projects.offices()));
grant select, insert, update (title, from_day, until_day) on projects.packages to ponte_app;

create policy shown on projects.deliverables for select to ponte_app using (state = 'accepted' and project_id in (select projects.published()));
create policy known on projects.deliverables for select to ponte_app using (project_id in (select projects.known()));
create policy added on projects.deliverables for insert to ponte_app
  with check (state = 'planned' and reminded_at is null and (project_id in (select projects.led()) or (project_id in (select projects.known()) and office_id in (select projects.offices()))));
create policy changed on projects.deliverables for update to ponte_app
  using (project_id in (select projects.led()) or office_id in (select projects.offices()))
  with check (project_id in (select projects.led()) or office_id in (select projects.offices()));
grant select, insert, update (title, due_on, state, link, handed_in_on, accepted_on) on projects.deliverables to ponte_app;

-- The morning job reminds the offices of what is due in two weeks.
create policy jobs_read on projects.projects for select to ponte_jobs using (true);
create policy jobs_remind on projects.deliverables to ponte_jobs using (true) with check (true);
grant select on projects.projects to ponte_jobs;
grant select, update (reminded_at) on projects.deliverables to ponte_jobs;
