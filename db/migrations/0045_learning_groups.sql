-- Learning together: groups of a course that an office runs, their sessions and rooms, who takes part, attendance,
-- what trainers say of work that was handed in, and how learners judge the course.
-- Enrolling is the agreement by which trainers see a learner: docs/decisions says why it is no grant on part learning.

create table learning.rooms (
  id uuid primary key,
  office_id uuid not null constraint rooms_office references offices.offices (id),
  name text not null constraint rooms_name check (length(name) between 1 and 120),
  seats int not null constraint rooms_seats check (seats between 1 and 2000),
  step_free boolean not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  constraint rooms_once unique (office_id, name),
  constraint rooms_of_office unique (id, office_id)
);
comment on table learning.rooms is 'Room in which an office teaches.';
comment on column learning.rooms.id is 'UUID v7.';
comment on column learning.rooms.office_id is 'Whose room.';
comment on column learning.rooms.name is 'How people find it: name, number, floor.';
comment on column learning.rooms.seats is 'How many people can sit.';
comment on column learning.rooms.step_free is 'Whether a wheelchair gets there.';
comment on column learning.rooms.retired_at is 'Since when it is no longer offered for new sessions.';
comment on column learning.rooms.created_at is 'When it was entered.';

create table learning.groups (
  id uuid primary key,
  course_id uuid not null constraint groups_course references learning.courses (id),
  office_id uuid not null constraint groups_office references offices.offices (id),
  name text not null constraint groups_name check (length(name) between 1 and 120),
  way text not null constraint groups_way check (way in ('distance', 'class', 'mixed')),
  audience text not null constraint groups_audience check (audience in ('founders', 'returnees', 'officers')),
  women_only boolean not null default false,
  language text not null constraint groups_language check (language ~ '^[a-z]{2,3}$'),
  other_office_id uuid constraint groups_other_office references offices.offices (id),
  places int not null constraint groups_places check (places between 1 and 500),
  enrol_from timestamptz not null,
  enrol_until timestamptz not null,
  attendance_percent int not null default 80 constraint groups_attendance_percent check (attendance_percent between 0 and 100),
  state text not null default 'planned' constraint groups_state check (state in ('planned', 'open', 'running', 'ended', 'called-off')),
  reason text constraint groups_reason_length check (length(reason) between 1 and 300),
  created_by uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint groups_of_office unique (id, office_id),
  constraint groups_enrol check (enrol_until > enrol_from),
  constraint groups_reason check ((state = 'called-off') = (reason is not null))
);
create index groups_office_id on learning.groups (office_id);
create index groups_course_id on learning.groups (course_id);
comment on table learning.groups is 'People who take a course together, as an office runs it.';
comment on column learning.groups.id is 'UUID v7.';
comment on column learning.groups.course_id is 'The course.';
comment on column learning.groups.office_id is 'Office that runs it.';
comment on column learning.groups.name is 'What tells it from other groups of the course: Tuesday evenings.';
comment on column learning.groups.way is 'In class, at a distance or mixed.';
comment on column learning.groups.audience is 'For whom.';
comment on column learning.groups.women_only is 'For women only: the page says so, and whoever enrols says that it is for them. Nobody''s sex is looked up.';
comment on column learning.groups.language is 'Language in which it is taught.';
comment on column learning.groups.other_office_id is 'Office at the other end, whose hours are shown beside those of the office that runs it.';
comment on column learning.groups.places is 'How many can take part.';
comment on column learning.groups.enrol_from is 'Enrolment opens.';
comment on column learning.groups.enrol_until is 'Enrolment closes.';
comment on column learning.groups.attendance_percent is 'Share of the sessions, in per cent, that a certificate of attendance asks for; an assumption of the office until an authority says otherwise.';
comment on column learning.groups.state is 'Planned, open for enrolment, running, ended or called off.';
comment on column learning.groups.reason is 'Why it was called off.';
comment on column learning.groups.created_by is 'Account that planned it.';
comment on column learning.groups.created_at is 'When.';
comment on column learning.groups.changed_at is 'Last change.';

create table learning.group_trainers (
  group_id uuid not null,
  office_id uuid not null,
  account_id uuid not null,
  added_at timestamptz not null default now(),
  constraint group_trainers_pkey primary key (group_id, account_id),
  constraint group_trainers_group foreign key (group_id, office_id) references learning.groups (id, office_id)
);
create index group_trainers_account_id on learning.group_trainers (account_id);
comment on table learning.group_trainers is 'Who teaches a group: accounts with the role trainer.';
comment on column learning.group_trainers.group_id is 'The group.';
comment on column learning.group_trainers.office_id is 'Office that runs it.';
comment on column learning.group_trainers.account_id is 'The trainer. No foreign key: what a group did stays when the account goes.';
comment on column learning.group_trainers.added_at is 'Since when.';

create table learning.sessions (
  id uuid primary key,
  group_id uuid not null,
  office_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  room_id uuid,
  trainer_id uuid not null,
  lesson text constraint sessions_lesson check (length(lesson) between 1 and 80),
  topic text constraint sessions_topic check (length(topic) between 1 and 200),
  state text not null default 'planned' constraint sessions_state check (state in ('planned', 'called-off')),
  reason text constraint sessions_reason_length check (length(reason) between 1 and 300),
  sequence int not null default 0 constraint sessions_sequence check (sequence between 0 and 1000),
  created_by uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  constraint sessions_group foreign key (group_id, office_id) references learning.groups (id, office_id),
  constraint sessions_room foreign key (room_id, office_id) references learning.rooms (id, office_id),
  constraint sessions_trainer foreign key (group_id, trainer_id) references learning.group_trainers (group_id, account_id),
  constraint sessions_of_group unique (id, group_id),
  constraint sessions_ends check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  constraint sessions_reason check ((state = 'called-off') = (reason is not null)),
  constraint sessions_room_free exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'called-off'),
  constraint sessions_trainer_free exclude using gist (trainer_id with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'called-off')
);
create index sessions_group_id on learning.sessions (group_id, starts_at);
create index sessions_starts_at on learning.sessions (starts_at);
comment on table learning.sessions is 'One meeting of a group. The constraints refuse a room or a trainer that is taken at the time.';
comment on column learning.sessions.id is 'UUID v7.';
comment on column learning.sessions.group_id is 'The group.';
comment on column learning.sessions.office_id is 'Office that runs it.';
comment on column learning.sessions.starts_at is 'Start.';
comment on column learning.sessions.ends_at is 'End.';
comment on column learning.sessions.room_id is 'Room of the office; null where the group meets at a distance.';
comment on column learning.sessions.trainer_id is 'Which of the group''s trainers holds it.';
comment on column learning.sessions.lesson is 'Code of the lesson that it is about.';
comment on column learning.sessions.topic is 'What it is about in words, where no lesson says it.';
comment on column learning.sessions.state is 'Planned or called off.';
comment on column learning.sessions.reason is 'Why it was called off.';
comment on column learning.sessions.sequence is 'iCalendar SEQUENCE: grows with each change.';
comment on column learning.sessions.created_by is 'Account that planned it.';
comment on column learning.sessions.created_at is 'When.';
comment on column learning.sessions.changed_at is 'Last change.';

create table learning.meeting_links (
  session_id uuid primary key,
  group_id uuid not null,
  url text not null constraint meeting_links_url check (url ~ '^https://[^\s]+$' and length(url) <= 500),
  constraint meeting_links_session foreign key (session_id, group_id) references learning.sessions (id, group_id)
);
comment on table learning.meeting_links is 'Where a session meets at a distance; apart from it, since only those who take part may have the link.';
comment on column learning.meeting_links.session_id is 'The session.';
comment on column learning.meeting_links.group_id is 'Its group.';
comment on column learning.meeting_links.url is 'Address of the meeting.';

create table learning.enrolments (
  id uuid primary key,
  group_id uuid not null constraint enrolments_group references learning.groups (id),
  account_id uuid constraint enrolments_account references identity.accounts (id) on delete cascade,
  person_id uuid,
  office_id uuid,
  name text not null constraint enrolments_name check (length(name) between 1 and 120),
  state text not null default 'waiting' constraint enrolments_state check (state in ('waiting', 'enrolled', 'withdrawn')),
  language text not null constraint enrolments_language check (language ~ '^[a-z]{2,3}$'),
  wording text not null constraint enrolments_wording check (length(wording) between 1 and 2000),
  agreed_how text not null constraint enrolments_agreed_how check (agreed_how in ('on-line', 'signed-at-desk', 'spoken-at-desk')),
  asked_by uuid not null,
  asked_at timestamptz not null default clock_timestamp(),
  enrolled_at timestamptz,
  withdrawn_at timestamptz,
  evaluated boolean not null default false,
  constraint enrolments_of_group unique (id, group_id),
  constraint enrolments_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint enrolments_whole_file check ((person_id is null) = (office_id is null)),
  constraint enrolments_somebody check (account_id is not null or person_id is not null)
);
create unique index enrolments_account_once on learning.enrolments (group_id, account_id) where state <> 'withdrawn';
create unique index enrolments_person_once on learning.enrolments (group_id, person_id) where state <> 'withdrawn';
create index enrolments_line on learning.enrolments (group_id, state, asked_at, id);
create index enrolments_account_id on learning.enrolments (account_id);
create index enrolments_person_id on learning.enrolments (person_id, office_id);
comment on table learning.enrolments is 'Somebody takes part in a group, or waits for a place. It is also the agreement by which the trainers see them.';
comment on column learning.enrolments.id is 'UUID v7.';
comment on column learning.enrolments.group_id is 'The group.';
comment on column learning.enrolments.account_id is 'The learner''s account, where they have one.';
comment on column learning.enrolments.person_id is 'The learner''s file, where an office keeps one.';
comment on column learning.enrolments.office_id is 'Office that has custody of that file; follows a hand-over by foreign key.';
comment on column learning.enrolments.name is 'Name on the list, as the learner wants to be called: all that trainers see of who they are.';
comment on column learning.enrolments.state is 'Waiting in line, enrolled, or withdrawn.';
comment on column learning.enrolments.language is 'Language in which the learner read or heard what they agree to.';
comment on column learning.enrolments.wording is 'The exact sentence that they agreed to.';
comment on column learning.enrolments.agreed_how is 'On line, or at the desk by signature or word of mouth.';
comment on column learning.enrolments.asked_by is 'Account that enrolled them: their own, or the officer''s.';
comment on column learning.enrolments.asked_at is 'Their place in the line, by the database''s clock.';
comment on column learning.enrolments.enrolled_at is 'When they got a place.';
comment on column learning.enrolments.withdrawn_at is 'When they gave it up; nobody asks why.';
comment on column learning.enrolments.evaluated is 'Whether they have judged the course: what they said is not kept beside it.';

create table learning.attendance (
  session_id uuid not null,
  enrolment_id uuid not null,
  group_id uuid not null,
  state text not null constraint attendance_state check (state in ('present', 'absent', 'excused')),
  marked_by uuid not null,
  marked_at timestamptz not null default now(),
  constraint attendance_pkey primary key (session_id, enrolment_id),
  constraint attendance_session foreign key (session_id, group_id) references learning.sessions (id, group_id),
  constraint attendance_enrolment foreign key (enrolment_id, group_id) references learning.enrolments (id, group_id) on delete cascade
);
create index attendance_enrolment_id on learning.attendance (enrolment_id);
comment on table learning.attendance is 'Whether a learner was at a session.';
comment on column learning.attendance.session_id is 'The session.';
comment on column learning.attendance.enrolment_id is 'The learner''s enrolment in its group.';
comment on column learning.attendance.group_id is 'The group: it ties the two together.';
comment on column learning.attendance.state is 'Present, absent or excused.';
comment on column learning.attendance.marked_by is 'Who ticked it last.';
comment on column learning.attendance.marked_at is 'When.';

create table learning.attendance_certificates (
  id uuid primary key,
  enrolment_id uuid not null constraint attendance_certificates_enrolment references learning.enrolments (id) on delete cascade
    constraint attendance_certificates_once unique,
  person_id uuid not null,
  office_id uuid not null,
  document_id uuid not null constraint attendance_certificates_document references documents.issued (id) on delete cascade,
  file_id uuid not null,
  percent int not null constraint attendance_certificates_percent check (percent between 0 and 100),
  issued_at timestamptz not null default now(),
  constraint attendance_certificates_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index attendance_certificates_person_id on learning.attendance_certificates (person_id, office_id);
comment on table learning.attendance_certificates is 'Certificate of attendance, issued by the office that knows the person''s name.';
comment on column learning.attendance_certificates.id is 'UUID v7.';
comment on column learning.attendance_certificates.enrolment_id is 'For taking part in which group; there is one.';
comment on column learning.attendance_certificates.person_id is 'The person whose name it bears.';
comment on column learning.attendance_certificates.office_id is 'Office that has custody of the person''s file.';
comment on column learning.attendance_certificates.document_id is 'The issued document, which anybody verifies by its code.';
comment on column learning.attendance_certificates.file_id is 'The PDF among the person''s documents (files.files).';
comment on column learning.attendance_certificates.percent is 'Share of the sessions attended, in per cent, when it was issued.';
comment on column learning.attendance_certificates.issued_at is 'When.';

create table learning.reviews (
  id uuid primary key,
  study_id uuid not null,
  event_id uuid not null,
  account_id uuid not null,
  verdict text not null constraint reviews_verdict check (verdict in ('accepted', 'again')),
  sealed bytea constraint reviews_sealed check (octet_length(sealed) <= 65536),
  written_by uuid not null,
  written_at timestamptz not null default clock_timestamp(),
  constraint reviews_event foreign key (study_id, event_id) references learning.events (study_id, id) on delete cascade,
  constraint reviews_study foreign key (study_id, account_id) references learning.studies (id, account_id) on delete cascade
);
create index reviews_event_id on learning.reviews (study_id, event_id);
comment on table learning.reviews is 'What a trainer or the desk says of an exercise that was handed in. Added, never changed: the newest holds.';
comment on column learning.reviews.id is 'UUID v7.';
comment on column learning.reviews.study_id is 'The learner''s study.';
comment on column learning.reviews.event_id is 'The work as it was handed in that time.';
comment on column learning.reviews.account_id is 'The learner.';
comment on column learning.reviews.verdict is 'Accepted, or asked for again.';
comment on column learning.reviews.sealed is 'The words, AES-256-GCM under the network''s key.';
comment on column learning.reviews.written_by is 'Who wrote it.';
comment on column learning.reviews.written_at is 'When.';

create table learning.evaluations (
  id uuid primary key default gen_random_uuid(),
  course_id uuid not null constraint evaluations_course references learning.courses (id),
  group_id uuid constraint evaluations_group references learning.groups (id),
  lot int not null constraint evaluations_lot check (lot >= 0),
  useful int not null constraint evaluations_useful check (useful between 1 and 5),
  clear int not null constraint evaluations_clear check (clear between 1 and 5),
  pace int not null constraint evaluations_pace check (pace between 1 and 5),
  setting int not null constraint evaluations_setting check (setting between 1 and 5),
  recommend int not null constraint evaluations_recommend check (recommend between 1 and 5),
  words text constraint evaluations_words check (length(words) between 1 and 1000)
);
create index evaluations_about on learning.evaluations (course_id, group_id);
comment on table learning.evaluations is 'How learners judge a course. No row says who, or when: the id is random and there is no date. Nobody reads single rows; they are shown by fives.';
comment on column learning.evaluations.id is 'Random, so that it tells no order.';
comment on column learning.evaluations.course_id is 'The course.';
comment on column learning.evaluations.group_id is 'The group; null for the course alone.';
comment on column learning.evaluations.lot is 'Which five it belongs to: a lot is shown once it is full, so that no answer can be told from the difference.';
comment on column learning.evaluations.useful is 'From 1 to 5: I learned what I need.';
comment on column learning.evaluations.clear is 'From 1 to 5: it was explained clearly.';
comment on column learning.evaluations.pace is 'From 1 to 5: the pace suited me.';
comment on column learning.evaluations.setting is 'From 1 to 5: place, hours or pages suited me.';
comment on column learning.evaluations.recommend is 'From 1 to 5: I would recommend it.';
comment on column learning.evaluations.words is 'In the learner''s own words.';

alter table learning.studies add column evaluated boolean not null default false;
comment on column learning.studies.evaluated is 'Whether the learner has judged the course: what they said is not kept beside it.';

-- Who may do what.

create function learning.run_offices() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer']) $$;
comment on function learning.run_offices() is 'Offices whose groups the actor plans.';

create function learning.taught() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select t.group_id
    from learning.group_trainers t
    join learning.groups g on g.id = t.group_id
   where t.account_id = kernel.actor()
     and kernel.assurance() >= 2
     and g.state in ('planned', 'open', 'running')
     and exists (select from access.assignments a where a.account_id = t.account_id and a.role = 'trainer' and a.ended_at is null)
$$;
comment on function learning.taught() is 'Groups that the actor teaches now: while they hold the role, on a session with two factors, until the group has ended.';

create function learning.trainers(of_office uuid) returns table (id uuid, name text)
language sql stable security definer
set search_path = ''
as $$
  select a.id, a.name
    from identity.accounts a
   where of_office in (select learning.run_offices())
     and exists (
       select from access.assignments h
        where h.account_id = a.id and h.role = 'trainer' and h.ended_at is null
          and (h.scope_kind = 'network' or h.scope_id = of_office)
     )
   order by a.name, a.id
$$;
comment on function learning.trainers(uuid) is 'Trainers of an office and of the network, for whoever plans the office''s groups.';

create function learning.open_groups() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select id from learning.groups where state in ('open', 'running') and enrol_from <= now() and enrol_until > now() $$;
comment on function learning.open_groups() is 'Groups in which one can enrol now.';

create function learning.own_groups() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select group_id
    from learning.enrolments
   where state = 'enrolled'
     and ((account_id = kernel.actor() and kernel.assurance() >= 1) or person_id in (select access.own_subjects()))
$$;
comment on function learning.own_groups() is 'Groups in which the actor has a place.';

create function learning.taught_studies() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select s.id
    from learning.enrolments e
    join learning.groups g on g.id = e.group_id
    join learning.studies s on s.account_id = e.account_id and s.course_id = g.course_id
   where e.state = 'enrolled'
     and e.group_id in (select learning.taught())
$$;
comment on function learning.taught_studies() is 'Studies of the group''s course by those who have a place in a group that the actor teaches now.';

create function learning.taught_files() returns table (file_id uuid, subject_id uuid)
language sql stable security definer
set search_path = ''
as $$
  select f.id, f.subject_id
    from learning.events v
    join files.files f on f.id = v.file_id and f.uploaded_by = v.account_id
   where v.kind = 'handed-in'
     and v.study_id in (select learning.taught_studies())
$$;
comment on function learning.taught_files() is 'Documents handed in to the actor''s groups. Only those that the learner uploaded: a device may name any file.';

create function learning.desk_learners() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select id from access.subjects where custodian_id in (select access.desks()))
$$;
comment on function learning.desk_learners() is 'Accounts linked to a file in the custody of the actor''s desk.';

do $$
declare name text;
begin
  foreach name in array array['rooms', 'groups', 'group_trainers', 'sessions', 'meeting_links', 'enrolments', 'attendance',
    'attendance_certificates', 'reviews', 'evaluations'] loop
    execute format('alter table learning.%I enable row level security', name);
    execute format('alter table learning.%I force row level security', name);
    execute format('create policy owner_all on learning.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on learning.%I to ponte_jobs using (true)', name);
    execute format('grant select on learning.%I to ponte_jobs', name);
  end loop;
end
$$;
-- Judgements of a course are read by nobody as rows, only through learning.evaluation.
grant select on learning.rooms, learning.groups, learning.group_trainers, learning.sessions, learning.meeting_links, learning.enrolments,
  learning.attendance, learning.attendance_certificates, learning.reviews to ponte_app;

create policy published on learning.rooms for select to ponte_app using (true);
create policy run on learning.rooms to ponte_app
  using (office_id in (select learning.run_offices())) with check (office_id in (select learning.run_offices()));
grant insert, update (name, seats, step_free, retired_at) on learning.rooms to ponte_app;

create policy published on learning.groups for select to ponte_app using (state <> 'planned');
create policy run on learning.groups to ponte_app
  using (office_id in (select learning.run_offices())) with check (office_id in (select learning.run_offices()));
create policy taught on learning.groups for select to ponte_app using (id in (select learning.taught()));
create policy taught_moves on learning.groups for update to ponte_app
  using (id in (select learning.taught())) with check (state in ('planned', 'open', 'running', 'ended'));
grant insert on learning.groups to ponte_app;
grant update (name, way, audience, women_only, language, other_office_id, places, enrol_from, enrol_until, attendance_percent, state,
  reason, changed_at) on learning.groups to ponte_app;
grant update (state, changed_at) on learning.groups to ponte_jobs;

create policy run on learning.group_trainers to ponte_app
  using (office_id in (select learning.run_offices()))
  with check (
    office_id in (select learning.run_offices())
    and exists (select from learning.trainers(office_id) t where t.id = account_id)
  );
create policy own on learning.group_trainers for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 2);
create policy learner on learning.group_trainers for select to ponte_app using (group_id in (select learning.own_groups()));
grant insert, delete on learning.group_trainers to ponte_app;

create policy published on learning.sessions for select to ponte_app using (group_id in (select id from learning.groups));
create policy run on learning.sessions to ponte_app
  using (office_id in (select learning.run_offices())) with check (office_id in (select learning.run_offices()));
create policy taught on learning.sessions to ponte_app
  using (group_id in (select learning.taught())) with check (group_id in (select learning.taught()));
grant insert on learning.sessions to ponte_app;
grant update (starts_at, ends_at, room_id, trainer_id, lesson, topic, state, reason, sequence, changed_at) on learning.sessions to ponte_app;

create policy run on learning.meeting_links to ponte_app
  using (group_id in (select id from learning.groups where office_id in (select learning.run_offices())))
  with check (group_id in (select id from learning.groups where office_id in (select learning.run_offices())));
create policy taught on learning.meeting_links to ponte_app
  using (group_id in (select learning.taught())) with check (group_id in (select learning.taught()));
create policy learner on learning.meeting_links for select to ponte_app using (group_id in (select learning.own_groups()));
grant insert, delete, update (url) on learning.meeting_links to ponte_app;

create policy own on learning.enrolments for select to ponte_app
  using ((account_id = kernel.actor() and kernel.assurance() >= 1) or person_id in (select access.own_subjects()));
create policy own_asks on learning.enrolments for insert to ponte_app
  with check (
    account_id = kernel.actor()
    and kernel.assurance() >= 1
    and asked_by = kernel.actor()
    and agreed_how = 'on-line'
    and (person_id is null or person_id in (select access.own_subjects()))
    and group_id in (select learning.open_groups())
  );
create policy own_leaves on learning.enrolments for update to ponte_app
  using (
    state <> 'withdrawn'
    and ((account_id = kernel.actor() and kernel.assurance() >= 1) or person_id in (select access.own_subjects()))
  )
  with check (state = 'withdrawn');
create policy custody on learning.enrolments for select to ponte_app using (office_id in (select access.desks()));
create policy custody_asks on learning.enrolments for insert to ponte_app
  with check (
    office_id in (select access.desks())
    and asked_by = kernel.actor()
    and agreed_how <> 'on-line'
    and (account_id is null or account_id in (select learning.desk_learners()))
    and group_id in (select learning.open_groups())
  );
create policy custody_leaves on learning.enrolments for update to ponte_app
  using (state <> 'withdrawn' and office_id in (select access.desks())) with check (state = 'withdrawn');
create policy taught on learning.enrolments for select to ponte_app
  using (state = 'enrolled' and group_id in (select learning.taught()));
-- Neither the state nor the moment of asking can be given: a place comes from learning.fill_places alone.
grant insert (id, group_id, account_id, person_id, office_id, name, language, wording, agreed_how, asked_by) on learning.enrolments to ponte_app;
grant update (state, withdrawn_at) on learning.enrolments to ponte_app;

create function learning.fill_places(of_group uuid) returns setof uuid
language plpgsql security definer
set search_path = ''
as $$
declare free bigint;
begin
  -- Not "for update": that would wait for whoever is enrolling at this moment, who holds the key and waits for us.
  select places into free from learning.groups where id = of_group and state in ('open', 'running') for no key update;
  if not found then
    return;
  end if;
  free := free - (select count(*) from learning.enrolments where group_id = of_group and state = 'enrolled');
  if free <= 0 then
    return;
  end if;
  return query
    update learning.enrolments
       set state = 'enrolled', enrolled_at = now()
     where id in (
       select id from learning.enrolments where group_id = of_group and state = 'waiting' order by asked_at, id limit free
     )
    returning id;
end
$$;
comment on function learning.fill_places(uuid) is 'Gives free places of a group to those who wait, in the order of the line, and says who got one. Harmless to call at any time; the lock on the group makes callers take turns, so that no place is given twice.';

create function learning.group_numbers(of_groups uuid[]) returns table (group_id uuid, enrolled bigint, waiting bigint)
language sql stable security definer
set search_path = ''
as $$
  select group_id, count(*) filter (where state = 'enrolled'), count(*) filter (where state = 'waiting')
    from learning.enrolments
   where group_id = any (of_groups)
   group by group_id
$$;
comment on function learning.group_numbers(uuid[]) is 'How many have a place and how many wait: numbers only, for everybody.';

create function learning.place_in_line(of_enrolment uuid) returns bigint
language sql stable security definer
set search_path = ''
as $$
  select count(*)
    from learning.enrolments mine
    join learning.enrolments e on e.group_id = mine.group_id and e.state = 'waiting' and (e.asked_at, e.id) <= (mine.asked_at, mine.id)
   where mine.id = of_enrolment
     and mine.state = 'waiting'
     and (
       (mine.account_id = kernel.actor() and kernel.assurance() >= 1)
       or mine.person_id in (select access.own_subjects())
       or mine.office_id in (select access.desks())
     )
$$;
comment on function learning.place_in_line(uuid) is 'Which place in the line somebody has, for themselves and their desk; 0 for one who does not wait.';

create policy taught on learning.attendance to ponte_app
  using (group_id in (select learning.taught())) with check (group_id in (select learning.taught()) and marked_by = kernel.actor());
-- Whoever sees an enrolment sees its attendance.
create policy enrolled on learning.attendance for select to ponte_app using (enrolment_id in (select id from learning.enrolments));
grant insert, update (state, marked_by, marked_at) on learning.attendance to ponte_app;

create policy own on learning.attendance_certificates for select to ponte_app using (person_id in (select access.own_subjects()));
create policy custody on learning.attendance_certificates for select to ponte_app using (office_id in (select access.desks()));
create policy granted on learning.attendance_certificates for select to ponte_app using (person_id in (select consent.subjects('learning')));
create policy issues on learning.attendance_certificates for insert to ponte_app
  with check (
    office_id in (select access.desks())
    and (enrolment_id, person_id) in (select id, person_id from learning.enrolments where office_id in (select access.desks()))
  );
grant insert on learning.attendance_certificates to ponte_app;

create policy taught on learning.studies for select to ponte_app using (id in (select learning.taught_studies()));
create policy taught on learning.events for select to ponte_app
  using (kind = 'handed-in' and study_id in (select learning.taught_studies()));
create policy taught on files.files for select to ponte_app using (id in (select file_id from learning.taught_files()));
create policy taught on access.subject_keys for select to ponte_app
  using (subject_id in (select subject_id from learning.taught_files()));

create policy own on learning.reviews for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy seen on learning.reviews for select to ponte_app using (account_id in (select learning.learners()));
create policy taught on learning.reviews for select to ponte_app using (study_id in (select learning.taught_studies()));
create policy writes on learning.reviews for insert to ponte_app
  with check (
    written_by = kernel.actor()
    and (study_id in (select learning.taught_studies()) or account_id in (select learning.desk_learners()))
    and (study_id, event_id) in (select study_id, id from learning.events where kind = 'handed-in')
  );
grant insert (id, study_id, event_id, account_id, verdict, sealed, written_by) on learning.reviews to ponte_app;

create function learning.evaluate(of_enrolment uuid, of_study uuid, answers int[], own_words text) returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare about record;
begin
  if of_enrolment is not null then
    update learning.enrolments e
       set evaluated = true
      from learning.groups g
     where e.id = of_enrolment
       and g.id = e.group_id
       and e.state = 'enrolled'
       and not e.evaluated
       and ((e.account_id = kernel.actor() and kernel.assurance() >= 1) or e.person_id in (select access.own_subjects()))
       and g.state in ('running', 'ended')
       and not exists (select from learning.sessions s where s.group_id = g.id and s.state = 'planned' and s.ends_at > now())
    returning g.course_id, e.group_id into about;
  else
    update learning.studies s
       set evaluated = true
     where s.id = of_study
       and s.finished_at is not null
       and not s.evaluated
       and s.account_id = kernel.actor()
       and kernel.assurance() >= 1
    returning s.course_id, null::uuid as group_id into about;
  end if;
  if about is null then
    return false;
  end if;
  -- Those who judge the same thing at once take turns, or two would count into the same place of a lot.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('learning.evaluate:' || about.course_id || coalesce(about.group_id::text, ''), 0));
  insert into learning.evaluations (course_id, group_id, lot, useful, clear, pace, setting, recommend, words)
  select about.course_id, about.group_id, count(*) / 5, answers[1], answers[2], answers[3], answers[4], answers[5], own_words
    from learning.evaluations
   where course_id = about.course_id and group_id is not distinct from about.group_id;
  return true;
end
$$;
comment on function learning.evaluate(uuid, uuid, int[], text) is 'Takes in what a learner says of a group after its last session, or of a course that they finished; once, and without keeping who said it.';

create function learning.evaluation(of_course uuid, of_group uuid)
returns table (answers bigint, useful numeric, clear numeric, pace numeric, setting numeric, recommend numeric, words text[])
language sql stable security definer
set search_path = ''
as $$
  with full_lots as (
    select lot
      from learning.evaluations
     where course_id = of_course and group_id is not distinct from of_group
     group by lot
    having count(*) >= 5
  )
  select count(*), round(avg(e.useful), 1), round(avg(e.clear), 1), round(avg(e.pace), 1), round(avg(e.setting), 1),
         round(avg(e.recommend), 1), coalesce(array_agg(e.words order by e.words) filter (where e.words is not null), '{}')
    from learning.evaluations e
   where e.course_id = of_course
     and e.group_id is not distinct from of_group
     and e.lot in (select lot from full_lots)
     and (
       of_course in (select learning.edited())
       or of_group in (
         select id from learning.groups where office_id in (select access.desks())
         union all
         select group_id from learning.group_trainers where account_id = kernel.actor() and kernel.assurance() >= 2
       )
     )
$$;
comment on function learning.evaluation(uuid, uuid) is 'Averages and words of the full fives, for who teaches it, the desk that runs it and who builds the course; words in the order of the alphabet, so that none tells when it came. Below five answers: none.';

create function learning.count_groups(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, audience text, way text, women_only boolean, groups bigint, places bigint, enrolments bigint, waiting bigint,
  attended bigint, marked bigint)
language sql stable security definer
set search_path = ''
as $$
  select g.office_id, g.audience, g.way, g.women_only, count(*), sum(g.places),
         coalesce(sum(e.enrolled), 0)::bigint, coalesce(sum(e.waiting), 0)::bigint,
         coalesce(sum(a.attended), 0)::bigint, coalesce(sum(a.marked), 0)::bigint
    from learning.groups g
   cross join lateral (
     select count(*) filter (where state = 'enrolled') as enrolled, count(*) filter (where state = 'waiting') as waiting
       from learning.enrolments where group_id = g.id
   ) e
   cross join lateral (
     select count(*) filter (where t.state = 'present') as attended, count(*) as marked
       from learning.attendance t
       join learning.sessions s on s.id = t.session_id
      where t.group_id = g.id and s.starts_at >= from_moment and s.starts_at < to_moment
   ) a
   where g.office_id = any (of_offices)
     and g.office_id in (select access.countable())
     and g.state in ('open', 'running', 'ended')
     and exists (
       select from learning.sessions s
        where s.group_id = g.id and s.state = 'planned' and s.starts_at >= from_moment and s.starts_at < to_moment
     )
   group by g.office_id, g.audience, g.way, g.women_only
$$;
comment on function learning.count_groups(uuid[], timestamptz, timestamptz) is 'Groups with a session in a span, their places and enrolments, and what was ticked at these sessions.';
