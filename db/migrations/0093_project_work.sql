-- What a project needs besides packages and deliverables: partners that change and leave, corridors, a file handed in, meetings, an
-- evaluation, and the history of it all. Whoever leaves reads from the next day on what everybody reads.

alter table projects.partners
  add column task text constraint partners_task check (length(task) between 1 and 300),
  add column left_on date;
comment on column projects.partners.task is 'What the office does in the project.';
comment on column projects.partners.left_on is 'Last day on which it takes part; null while it goes on.';

create or replace function projects.known() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.project_id from projects.partners p join projects.staff() o on o = p.office_id where p.left_on is null or p.left_on >= current_date $$;
comment on function projects.known() is 'Projects of which an office of the actor is a partner today.';

create function projects.works() returns table (project_id uuid, office_id uuid)
language sql stable security definer set search_path = ''
as $$ select p.project_id, p.office_id from projects.partners p join projects.offices() o on o = p.office_id where p.left_on is null or p.left_on >= current_date $$;
comment on function projects.works() is 'Partners of today for which the actor works on projects.';

-- The lead stays, and an office leaves when nothing is open that it answers for.
create function projects.keep_partner() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null or new.left_on is not distinct from old.left_on or new.left_on is null then
    return new;
  end if;
  if exists (select from projects.projects p where p.id = new.project_id and p.lead_id = new.office_id) then
    raise exception 'the lead stays' using errcode = 'check_violation', constraint = 'partners_lead';
  end if;
  if exists (select from projects.deliverables d where d.project_id = new.project_id and d.office_id = new.office_id and d.state <> 'accepted')
    or exists (select from projects.packages k where k.project_id = new.project_id and k.office_id = new.office_id and k.until_day > new.left_on) then
    raise exception 'something is open' using errcode = 'check_violation', constraint = 'partners_open';
  end if;
  return new;
end
$$;
comment on function projects.keep_partner() is 'Keeps the lead, and every partner until somebody else has what it answers for.';
create trigger keep_partner before update on projects.partners for each row execute function projects.keep_partner();
create policy changed on projects.partners for update to ponte_app
  using (project_id in (select projects.led())) with check (project_id in (select projects.led()));
grant update (task, left_on) on projects.partners to ponte_app;

-- Only the lead hands a package to another office, or numbers it anew.
create function projects.keep_package() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user = 'ponte_app' and (new.number, new.office_id) is distinct from (old.number, old.office_id)
    and old.project_id not in (select projects.led()) then
    raise exception 'the lead hands packages over' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function projects.keep_package() is 'Keeps number and office of a package with the lead.';
create trigger keep_package before update on projects.packages for each row execute function projects.keep_package();
grant update (number, office_id) on projects.packages to ponte_app;

-- Nobody new gets work who has left.
create function projects.keep_responsible() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.office_id is distinct from old.office_id) and exists (
    select from projects.partners p where p.project_id = new.project_id and p.office_id = new.office_id and p.left_on is not null) then
    raise exception 'this office leaves or has left' using errcode = 'check_violation', constraint = 'partners_here';
  end if;
  return new;
end
$$;
comment on function projects.keep_responsible() is 'Keeps work with partners that go on.';
create trigger keep_responsible before insert or update on projects.packages for each row execute function projects.keep_responsible();
create trigger keep_responsible before insert or update on projects.deliverables for each row execute function projects.keep_responsible();

-- A file beside the link, or instead of it.
alter table projects.deliverables
  add column file_id uuid constraint deliverables_file references files.files (id) on delete set null;
comment on column projects.deliverables.file_id is 'The file that was handed in; read by the partners, and by everybody with its accepted deliverable.';
create index deliverables_of_file on projects.deliverables (file_id) where file_id is not null;
grant update (package_id, office_id, file_id) on projects.deliverables to ponte_app;

create or replace function projects.keep_deliverable() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- Also where the file itself is deleted; not when a backup is restored, or somebody is forgotten.
  if kernel.actor() is not null and old.state = 'accepted' and new.file_id is distinct from old.file_id then
    raise exception 'the file of what was accepted stays' using errcode = 'foreign_key_violation', constraint = 'deliverables_file';
  end if;
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if new.file_id is distinct from old.file_id and new.file_id is not null and not exists (
    select from files.files f where f.id = new.file_id and f.subject_id is null and f.uploaded_by = kernel.actor()) then
    raise exception 'a file that somebody else handed in' using errcode = 'insufficient_privilege';
  end if;
  if old.project_id in (select projects.led()) and old.state <> 'accepted' then
    return new;
  end if;
  if old.state = 'accepted' or new.state = 'accepted' or (new.office_id, new.package_id) is distinct from (old.office_id, old.package_id) then
    raise exception 'the lead accepts, once' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function projects.keep_deliverable() is 'Keeps accepting and handing over with the lead, accepted deliverables as they are, and files with whoever uploaded them.';

create function projects.drop_file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and old.file_id is not null and new.file_id is distinct from old.file_id then
    delete from files.files where id = old.file_id;
  end if;
  return null;
end
$$;
comment on function projects.drop_file() is 'Removes a file that another took the place of; the nightly sweep removes its content.';
create trigger drop_file after update on projects.deliverables for each row execute function projects.drop_file();

create function projects.files() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select d.file_id from projects.deliverables d
   where d.file_id is not null
     and (d.project_id in (select projects.known()) or (d.state = 'accepted' and d.project_id in (select projects.published())))
$$;
comment on function projects.files() is 'Files of deliverables that the actor reads.';
create policy deliverable on files.files for select to ponte_app using (subject_id is null and id in (select projects.files()));

create table projects.corridors (
  project_id uuid not null constraint corridors_project references projects.projects (id) on delete cascade,
  origin_id uuid not null constraint corridors_origin references places.places (id),
  destination_id uuid not null constraint corridors_destination references places.places (id),
  constraint corridors_pkey primary key (project_id, origin_id, destination_id),
  constraint corridors_two_places check (origin_id <> destination_id)
);
comment on table projects.corridors is 'Corridors that a project serves, each of two places. Public with its project.';
comment on column projects.corridors.project_id is 'The project.';
comment on column projects.corridors.origin_id is 'Where people set out.';
comment on column projects.corridors.destination_id is 'Where they arrive.';

create table projects.meetings (
  id uuid primary key,
  project_id uuid not null,
  office_id uuid not null,
  title text not null constraint meetings_title check (length(title) between 1 and 200),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null constraint meetings_zone check (zone ~ '^[A-Za-z0-9_+/-]{1,60}$'),
  venue text constraint meetings_venue check (length(venue) between 1 and 300),
  link text constraint meetings_link check (link ~ '^https://' and length(link) <= 300),
  agenda text not null constraint meetings_agenda check (length(agenda) between 1 and 4000),
  state text not null default 'planned' constraint meetings_state check (state in ('planned', 'held', 'closed', 'called-off')),
  because text constraint meetings_because check (length(because) between 1 and 1000),
  sequence int not null default 0,
  said text constraint meetings_said check (length(said) between 1 and 5000),
  decisions text constraint meetings_decisions check (length(decisions) between 1 and 4000),
  closed_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint meetings_of_project unique (project_id, id),
  constraint meetings_partner foreign key (project_id, office_id) references projects.partners (project_id, office_id),
  constraint meetings_times check (ends_at > starts_at and ends_at <= starts_at + interval '3 days'),
  constraint meetings_where check (venue is not null or link is not null),
  constraint meetings_called_off check ((state = 'called-off') = (because is not null)),
  constraint meetings_minutes check ((state in ('held', 'closed')) = (said is not null) and (decisions is null or said is not null)),
  constraint meetings_closed check ((state = 'closed') = (closed_at is not null))
);
comment on table projects.meetings is 'Meetings of the partners of a project. Never public.';
comment on column projects.meetings.id is 'UUID v7.';
comment on column projects.meetings.project_id is 'The project.';
comment on column projects.meetings.office_id is 'The partner that convenes it.';
comment on column projects.meetings.title is 'What it is called.';
comment on column projects.meetings.starts_at is 'When it begins.';
comment on column projects.meetings.ends_at is 'When it ends.';
comment on column projects.meetings.zone is 'Time zone by whose clock it was written, IANA name.';
comment on column projects.meetings.venue is 'Where.';
comment on column projects.meetings.link is 'Address for those who take part from afar.';
comment on column projects.meetings.agenda is 'What it is about.';
comment on column projects.meetings.state is 'Where it stands (docs/states/project-meeting.md).';
comment on column projects.meetings.because is 'Why it was called off.';
comment on column projects.meetings.sequence is 'iCalendar SEQUENCE: grows with every change.';
comment on column projects.meetings.said is 'Minutes: what was said, without names of people.';
comment on column projects.meetings.decisions is 'What was decided, a line each.';
comment on column projects.meetings.closed_at is 'When the minutes were closed; nothing changes after.';
comment on column projects.meetings.created_by is 'Who planned it.';
comment on column projects.meetings.created_at is 'When.';

create table projects.attendance (
  meeting_id uuid not null,
  project_id uuid not null,
  office_id uuid not null,
  constraint attendance_pkey primary key (meeting_id, office_id),
  constraint attendance_meeting foreign key (project_id, meeting_id) references projects.meetings (project_id, id) on delete cascade,
  constraint attendance_partner foreign key (project_id, office_id) references projects.partners (project_id, office_id)
);
comment on table projects.attendance is 'Partner offices that came to a meeting; never people.';
comment on column projects.attendance.meeting_id is 'The meeting.';
comment on column projects.attendance.project_id is 'Its project.';
comment on column projects.attendance.office_id is 'The partner.';
create index attendance_of_partner on projects.attendance (project_id, office_id);

create function projects.convened() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select m.id from projects.meetings m
   where m.state in ('planned', 'held')
     and (m.project_id in (select projects.led()) or (m.project_id, m.office_id) in (select w.project_id, w.office_id from projects.works() w))
$$;
comment on function projects.convened() is 'Meetings that are not over for which the actor writes: those of its office, and all of a project that it leads.';

create function projects.keep_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if old.state in ('closed', 'called-off') or (old.state = 'held' and new.state not in ('held', 'closed')) then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if old.state = 'planned' and new.state = 'closed' then
    raise exception 'it has no minutes yet' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if new.state = 'held' and new.starts_at > now() then
    raise exception 'it has not begun' using errcode = 'check_violation', constraint = 'meetings_begun';
  end if;
  if old.state = 'held' and (new.starts_at, new.ends_at, new.zone, new.venue, new.link, new.agenda, new.title)
    is distinct from (old.starts_at, old.ends_at, old.zone, old.venue, old.link, old.agenda, old.title) then
    raise exception 'it was held' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  return new;
end
$$;
comment on function projects.keep_meeting() is 'Keeps the steps of a meeting in order, and what is over as it was.';
create trigger keep_meeting before update on projects.meetings for each row execute function projects.keep_meeting();

-- What will be asked in the end is agreed at the start, and stays.
create table projects.criteria (
  id uuid primary key,
  project_id uuid not null constraint criteria_project references projects.projects (id) on delete cascade,
  number int not null constraint criteria_number check (number between 1 and 50),
  question text not null constraint criteria_question check (length(question) between 1 and 500),
  measure text not null constraint criteria_measure check (length(measure) between 1 and 500),
  baseline text not null constraint criteria_baseline check (length(baseline) between 1 and 300),
  target text not null constraint criteria_target check (length(target) between 1 and 300),
  measured_on date not null,
  evaluator text not null constraint criteria_evaluator check (length(evaluator) between 1 and 200),
  agreed_on date,
  constraint criteria_number_once unique (project_id, number),
  constraint criteria_of_project unique (project_id, id)
);
comment on table projects.criteria is 'What a project is judged by. Agreed at the start, then it stays.';
comment on column projects.criteria.id is 'UUID v7.';
comment on column projects.criteria.project_id is 'The project.';
comment on column projects.criteria.number is 'Its number.';
comment on column projects.criteria.question is 'What is asked.';
comment on column projects.criteria.measure is 'How it is measured.';
comment on column projects.criteria.baseline is 'How it was at the start.';
comment on column projects.criteria.target is 'How it shall be.';
comment on column projects.criteria.measured_on is 'When it is looked at.';
comment on column projects.criteria.evaluator is 'Who evaluates: a body, not a person.';
comment on column projects.criteria.agreed_on is 'When it was agreed; null while it is a draft.';

create table projects.evaluations (
  id uuid primary key,
  project_id uuid not null constraint evaluations_project references projects.projects (id) on delete cascade,
  phase text not null constraint evaluations_phase check (phase in ('mid-term', 'final')),
  evaluator text not null constraint evaluations_evaluator check (length(evaluator) between 1 and 200),
  summary text not null constraint evaluations_summary check (length(summary) between 1 and 4000),
  published_at timestamptz,
  constraint evaluations_once unique (project_id, phase),
  constraint evaluations_of_project unique (project_id, id)
);
comment on table projects.evaluations is 'What was found, half way and at the end. Published once, then it stays.';
comment on column projects.evaluations.id is 'UUID v7.';
comment on column projects.evaluations.project_id is 'The project.';
comment on column projects.evaluations.phase is 'Half way or at the end.';
comment on column projects.evaluations.evaluator is 'Who evaluated: a body, not a person.';
comment on column projects.evaluations.summary is 'What was found, in a few sentences.';
comment on column projects.evaluations.published_at is 'When it was published; null before.';

create table projects.findings (
  project_id uuid not null,
  evaluation_id uuid not null,
  criterion_id uuid not null,
  result text not null constraint findings_result check (result in ('reached', 'in-part', 'not-reached', 'not-measurable')),
  found text constraint findings_found check (length(found) between 1 and 2000),
  reason text constraint findings_reason check (length(reason) between 1 and 2000),
  evidence text constraint findings_evidence check (length(evidence) between 1 and 1000),
  found_on date not null,
  constraint findings_pkey primary key (evaluation_id, criterion_id),
  constraint findings_evaluation foreign key (project_id, evaluation_id) references projects.evaluations (project_id, id) on delete cascade,
  constraint findings_criterion foreign key (project_id, criterion_id) references projects.criteria (project_id, id),
  constraint findings_measured check (
    (result = 'not-measurable' and reason is not null and found is null) or (result <> 'not-measurable' and reason is null and found is not null and evidence is not null)
  )
);
comment on table projects.findings is 'What an evaluation found on a criterion.';
comment on column projects.findings.project_id is 'The project.';
comment on column projects.findings.evaluation_id is 'The evaluation.';
comment on column projects.findings.criterion_id is 'The criterion.';
comment on column projects.findings.result is 'Whether the target was reached; not measurable is an answer too.';
comment on column projects.findings.found is 'What was found.';
comment on column projects.findings.reason is 'Why it could not be measured.';
comment on column projects.findings.evidence is 'On what it rests.';
comment on column projects.findings.found_on is 'Day of the finding.';
create index findings_of_criterion on projects.findings (project_id, criterion_id);

create function projects.evaluated() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select e.project_id from projects.evaluations e where e.published_at is not null and e.project_id in (select projects.published()) $$;
comment on function projects.evaluated() is 'Public projects with a published evaluation.';

create function projects.told() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select e.id from projects.evaluations e where e.published_at is not null and e.project_id in (select projects.published()) $$;
comment on function projects.told() is 'Published evaluations of public projects.';

create function projects.unpublished() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select e.id from projects.evaluations e where e.published_at is null and e.project_id in (select projects.led()) $$;
comment on function projects.unpublished() is 'Evaluations that an office of the actor still writes.';

create function projects.keep_evaluation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if old.published_at is not null then
    raise exception 'it is published' using errcode = 'check_violation', constraint = 'evaluations_published';
  end if;
  if new.published_at is not null and (
    not exists (select from projects.criteria c where c.project_id = new.project_id and c.agreed_on is not null)
    or exists (
      select from projects.criteria c
       where c.project_id = new.project_id and c.agreed_on is not null
         and not exists (select from projects.findings f where f.evaluation_id = new.id and f.criterion_id = c.id))) then
    raise exception 'a criterion has no finding' using errcode = 'check_violation', constraint = 'evaluations_whole';
  end if;
  return new;
end
$$;
comment on function projects.keep_evaluation() is 'Keeps what was published, and lets only what is whole be published.';
create trigger keep_evaluation before update on projects.evaluations for each row execute function projects.keep_evaluation();

create function projects.keep_finding() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and not exists (
    select from projects.criteria c where c.id = new.criterion_id and c.project_id = new.project_id and c.agreed_on is not null) then
    raise exception 'this was not agreed' using errcode = 'check_violation', constraint = 'findings_agreed';
  end if;
  return new;
end
$$;
comment on function projects.keep_finding() is 'Finds only what was agreed to be asked.';
create trigger keep_finding before insert on projects.findings for each row execute function projects.keep_finding();

-- Who changed what: written by the database, so that nobody forgets or forges it.
create table projects.changes (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null constraint changes_project references projects.projects (id) on delete cascade,
  kind text not null constraint changes_kind check (kind in ('projects', 'partners', 'packages', 'deliverables', 'meetings', 'corridors', 'criteria', 'evaluations')),
  deed text not null constraint changes_deed check (deed in ('added', 'changed', 'removed')),
  label text constraint changes_label check (length(label) <= 500),
  office_id uuid constraint changes_about_office references offices.offices (id),
  columns jsonb not null,
  by_account uuid not null,
  by_office_id uuid constraint changes_office references offices.offices (id),
  happened_at timestamptz not null default clock_timestamp()
);
comment on table projects.changes is 'History of a project: what was added, changed or removed, by whom. For its partners.';
comment on column projects.changes.id is 'UUID.';
comment on column projects.changes.project_id is 'The project.';
comment on column projects.changes.kind is 'Table of what was changed.';
comment on column projects.changes.deed is 'Added, changed or removed.';
comment on column projects.changes.label is 'Its title then; null where an office or a place names it.';
comment on column projects.changes.office_id is 'The partner that was changed, where it is about one.';
comment on column projects.changes.columns is 'By column: what stood there before, and after.';
comment on column projects.changes.by_account is 'Who.';
comment on column projects.changes.by_office_id is 'For which office.';
comment on column projects.changes.happened_at is 'When.';
create index changes_of_project on projects.changes (project_id, happened_at);

create function projects.note_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  row jsonb := before || after;
  project uuid := coalesce(row ->> 'project_id', row ->> 'id')::uuid;
  found jsonb;
begin
  if kernel.actor() is null then
    return null;
  end if;
  select coalesce(jsonb_object_agg(k, jsonb_build_array(before -> k, after -> k)), '{}') into found
    from jsonb_object_keys(row) k
   where (before -> k) is distinct from (after -> k)
     and k not in ('id', 'project_id', 'created_by', 'created_at', 'reminded_at', 'demonstration', 'sequence')
     and not (tg_op = 'INSERT' and coalesce(after -> k, 'null') = 'null');
  if found = '{}' then
    return null;
  end if;
  insert into projects.changes (project_id, kind, deed, label, office_id, columns, by_account, by_office_id)
  values (
    project,
    tg_table_name,
    case tg_op when 'INSERT' then 'added' when 'DELETE' then 'removed' else 'changed' end,
    coalesce(row ->> 'title', row ->> 'question', row ->> 'phase'),
    case when tg_table_name = 'partners' then (row ->> 'office_id')::uuid end,
    found,
    kernel.actor(),
    coalesce(
      (select p.lead_id from projects.projects p where p.id = project and p.lead_id in (select projects.offices())),
      (select w.office_id from projects.works() w where w.project_id = project order by w.office_id limit 1))
  );
  return null;
end
$$;
comment on function projects.note_change() is 'Writes the history of a project.';

do $$
declare name text;
begin
  foreach name in array array['projects', 'partners', 'packages', 'deliverables', 'meetings', 'corridors', 'criteria', 'evaluations'] loop
    execute format('create trigger note_change after insert or update or delete on projects.%I for each row execute function projects.note_change()', name);
  end loop;
  foreach name in array array['meetings', 'attendance', 'corridors', 'criteria', 'evaluations', 'findings', 'changes'] loop
    execute format('alter table projects.%I enable row level security', name);
    execute format('alter table projects.%I force row level security', name);
    execute format('create policy owner_all on projects.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy known on projects.%I for select to ponte_app using (project_id in (select projects.known()))', name);
  end loop;
end
$$;

create policy shown on projects.corridors for select to ponte_app using (project_id in (select projects.published()));
create policy added on projects.corridors for insert to ponte_app with check (project_id in (select projects.led()));
create policy removed on projects.corridors for delete to ponte_app using (project_id in (select projects.led()));
grant select, insert, delete on projects.corridors to ponte_app;

create policy planned on projects.meetings for insert to ponte_app
  with check (
    state = 'planned' and sequence = 0 and created_by = kernel.actor()
    and (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w))
  );
create policy changed on projects.meetings for update to ponte_app
  using (id in (select projects.convened())) with check (true);
grant select, insert, update (title, starts_at, ends_at, zone, venue, link, agenda, state, because, sequence, said, decisions, closed_at)
  on projects.meetings to ponte_app;

create policy came on projects.attendance for insert to ponte_app with check (meeting_id in (select projects.convened()));
create policy removed on projects.attendance for delete to ponte_app using (meeting_id in (select projects.convened()));
grant select, insert, delete on projects.attendance to ponte_app;

create policy shown on projects.criteria for select to ponte_app using (agreed_on is not null and project_id in (select projects.evaluated()));
create policy added on projects.criteria for insert to ponte_app with check (agreed_on is null and project_id in (select projects.led()));
create policy changed on projects.criteria for update to ponte_app
  using (agreed_on is null and project_id in (select projects.led())) with check (project_id in (select projects.led()));
create policy removed on projects.criteria for delete to ponte_app using (agreed_on is null and project_id in (select projects.led()));
grant select, insert, delete, update (number, question, measure, baseline, target, measured_on, evaluator, agreed_on) on projects.criteria to ponte_app;

create policy shown on projects.evaluations for select to ponte_app
  using (published_at is not null and project_id in (select projects.published()));
create policy begun on projects.evaluations for insert to ponte_app with check (published_at is null and project_id in (select projects.led()));
create policy changed on projects.evaluations for update to ponte_app
  using (project_id in (select projects.led())) with check (project_id in (select projects.led()));
grant select, insert, update (evaluator, summary, published_at) on projects.evaluations to ponte_app;

create policy shown on projects.findings for select to ponte_app using (evaluation_id in (select projects.told()));
create policy added on projects.findings for insert to ponte_app with check (evaluation_id in (select projects.unpublished()));
create policy changed on projects.findings for update to ponte_app
  using (evaluation_id in (select projects.unpublished())) with check (evaluation_id in (select projects.unpublished()));
grant select, insert, update (result, found, reason, evidence, found_on) on projects.findings to ponte_app;

grant select on projects.changes to ponte_app;

-- A partner that has left writes no more.
drop policy changed on projects.packages;
create policy changed on projects.packages for update to ponte_app
  using (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w))
  with check (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w));
drop policy changed on projects.deliverables;
create policy changed on projects.deliverables for update to ponte_app
  using (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w))
  with check (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w));
drop policy added on projects.deliverables;
create policy added on projects.deliverables for insert to ponte_app
  with check (
    state = 'planned' and reminded_at is null and file_id is null
    and (project_id in (select projects.led()) or (project_id, office_id) in (select w.project_id, w.office_id from projects.works() w))
  );
