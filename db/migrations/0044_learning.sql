-- Learning: courses as versioned documents, and what each learner did with one, as a log that devices may add to later.
-- Groups, sessions and attendance are in 0045.

create schema learning;
comment on schema learning is 'Courses, their versions, and what learners did with them.';
grant usage on schema learning to ponte_app, ponte_jobs;

create table learning.courses (
  id uuid primary key,
  code text not null constraint courses_code unique constraint courses_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  office_id uuid constraint courses_office references offices.offices (id),
  title kernel.translated not null,
  version_id uuid,
  imported_hash text,
  copied_from uuid constraint courses_copied_from references learning.courses (id),
  withdrawn_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now()
);
create index courses_office_id on learning.courses (office_id);
comment on table learning.courses is 'One course: of the network, or of one office that made it or copied it.';
comment on column learning.courses.id is 'UUID v7.';
comment on column learning.courses.code is 'Stable short name, used in addresses and imports.';
comment on column learning.courses.office_id is 'Office that answers for it; null for the network''s own.';
comment on column learning.courses.title is 'Title as it is being worked on.';
comment on column learning.courses.version_id is 'Version that new learners begin; null until one is published. No foreign key, since versions refer to courses: a nightly check holds it.';
comment on column learning.courses.imported_hash is 'SHA-256 of the record from which it was last imported; null for a course made in the browser.';
comment on column learning.courses.copied_from is 'Course of which it began as a copy.';
comment on column learning.courses.withdrawn_at is 'Since when nobody begins it any more; those who began finish it.';
comment on column learning.courses.created_by is 'Account that made it; null for an import at first start.';
comment on column learning.courses.created_at is 'When.';

create function learning.edited() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select id
    from learning.courses
   where (select access.in_network(array['editor', 'trainer', 'administrator']))
      or office_id in (select access.scopes('office', array['editor', 'trainer', 'office-manager']))
$$;
comment on function learning.edited() is 'Courses that the actor builds: all of them for editors and trainers of the network, those of an office for its own.';

create function learning.in_use() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select id from learning.courses where version_id is not null $$;
comment on function learning.in_use() is 'Courses of which a version is published.';

create table learning.drafts (
  course_id uuid primary key constraint drafts_course references learning.courses (id) on delete cascade,
  number int not null default 1 constraint drafts_number check (number >= 1),
  content jsonb not null constraint drafts_content check (jsonb_typeof(content -> 'lessons') = 'array' and pg_column_size(content) <= 4194304),
  updated_by uuid,
  updated_at timestamptz not null default now()
);
comment on table learning.drafts is 'A course as it is being worked on.';
comment on column learning.drafts.course_id is 'The course.';
comment on column learning.drafts.number is 'Grows with each change: two people who change at once notice.';
comment on column learning.drafts.content is 'The whole course: facts, lessons, blocks; texts in the one translatable shape.';
comment on column learning.drafts.updated_by is 'Who changed it last.';
comment on column learning.drafts.updated_at is 'When.';

create table learning.versions (
  id uuid primary key,
  course_id uuid not null constraint versions_course references learning.courses (id),
  number int not null constraint versions_number check (number >= 1),
  title kernel.translated not null,
  summary kernel.translated not null,
  audience text[] not null constraint versions_audience check (audience <@ array['founders', 'returnees', 'officers']),
  mode text not null constraint versions_mode check (mode in ('distance', 'class', 'mixed')),
  minutes int not null constraint versions_minutes check (minutes between 1 and 60000),
  languages text[] not null constraint versions_languages check (cardinality(languages) between 1 and 30),
  content jsonb not null constraint versions_content check (jsonb_typeof(content -> 'lessons') = 'array'),
  published_by uuid,
  published_at timestamptz not null default now(),
  constraint versions_once unique (course_id, number),
  constraint versions_of_course unique (id, course_id)
);
comment on table learning.versions is 'A course as published; never changed afterwards, so that learners finish what they began.';
comment on column learning.versions.id is 'UUID v7.';
comment on column learning.versions.course_id is 'The course.';
comment on column learning.versions.number is 'From 1.';
comment on column learning.versions.title is 'Title.';
comment on column learning.versions.summary is 'What one learns.';
comment on column learning.versions.audience is 'For whom.';
comment on column learning.versions.mode is 'At a distance, in class, or mixed.';
comment on column learning.versions.minutes is 'How long it takes.';
comment on column learning.versions.languages is 'Languages in which every text stands.';
comment on column learning.versions.content is 'The whole course, as it was in the draft.';
comment on column learning.versions.published_by is 'Who published it; null for an import at first start.';
comment on column learning.versions.published_at is 'When.';

create table learning.media (
  id uuid primary key,
  sha256 text not null constraint media_sha256 check (sha256 ~ '^[0-9a-f]{64}$') constraint media_once unique,
  name text not null constraint media_name check (length(name) between 1 and 160),
  media_type text not null constraint media_type check (media_type in (
    'image/svg+xml', 'image/png', 'image/jpeg', 'image/webp', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'video/mp4', 'video/webm')),
  content bytea not null constraint media_content check (octet_length(content) between 1 and 10485760),
  added_by uuid,
  added_at timestamptz not null default now()
);
comment on table learning.media is 'Pictures, sound and film of lessons; kept for good, since versions show them.';
comment on column learning.media.id is 'UUID v7.';
comment on column learning.media.sha256 is 'Of the content: the same file is kept once.';
comment on column learning.media.name is 'Name of the file as it came.';
comment on column learning.media.media_type is 'By its first bytes.';
comment on column learning.media.content is 'The file itself, at most 10 MB.';
comment on column learning.media.added_by is 'Who added it; null for an import at first start.';
comment on column learning.media.added_at is 'When.';

create table learning.studies (
  id uuid primary key,
  account_id uuid not null constraint studies_account references identity.accounts (id) on delete cascade,
  course_id uuid not null constraint studies_course references learning.courses (id),
  version_id uuid not null,
  begun_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  lessons_done int not null default 0 constraint studies_lessons_done check (lessons_done >= 0),
  finished_at timestamptz,
  constraint studies_once unique (account_id, version_id),
  constraint studies_learner unique (id, account_id),
  constraint studies_version foreign key (version_id, course_id) references learning.versions (id, course_id)
);
create index studies_course_id on learning.studies (course_id);
comment on table learning.studies is 'A learner takes a version of a course. The learner is an account: people learn who have no file at any office.';
comment on column learning.studies.id is 'UUID v7.';
comment on column learning.studies.account_id is 'The learner.';
comment on column learning.studies.course_id is 'The course.';
comment on column learning.studies.version_id is 'The version that the learner began and finishes.';
comment on column learning.studies.begun_at is 'When.';
comment on column learning.studies.changed_at is 'Last event that arrived.';
comment on column learning.studies.lessons_done is 'Lessons finished, as the events say.';
comment on column learning.studies.finished_at is 'When the rule of the course was met; null until then.';

create table learning.events (
  id uuid not null,
  study_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  sequence bigint not null constraint events_sequence check (sequence >= 1),
  kind text not null constraint events_kind check (kind in ('opened', 'finished', 'answered', 'handed-in')),
  lesson text not null constraint events_lesson check (length(lesson) between 1 and 80),
  item text constraint events_item check (length(item) between 1 and 80),
  answer jsonb constraint events_answer check (pg_column_size(answer) <= 8192),
  sealed bytea constraint events_sealed check (octet_length(sealed) <= 65536),
  file_id uuid,
  right_answer boolean,
  happened_at timestamptz not null,
  received_at timestamptz not null default now(),
  constraint events_pkey primary key (study_id, id),
  constraint events_study foreign key (study_id, account_id) references learning.studies (id, account_id) on delete cascade,
  constraint events_about check ((kind in ('answered', 'handed-in')) = (item is not null))
);
create index events_order on learning.events (study_id, happened_at);
comment on table learning.events is 'What a learner did, one row a deed, added once and never changed. Devices without a line send theirs later.';
comment on column learning.events.id is 'UUID made on the device: the same event sent twice is kept once.';
comment on column learning.events.study_id is 'Which learner and course.';
comment on column learning.events.account_id is 'The learner.';
comment on column learning.events.device_id is 'The device that made it; the study''s own id where the page was sent to the server at once.';
comment on column learning.events.sequence is 'Place in the order of that device.';
comment on column learning.events.kind is 'Opened or finished a lesson, answered a question, handed in an exercise.';
comment on column learning.events.lesson is 'Code of the lesson.';
comment on column learning.events.item is 'Code of the question or exercise.';
comment on column learning.events.answer is 'The answer to a question: codes of choices, or a number as text.';
comment on column learning.events.sealed is 'What was written for an exercise, AES-256-GCM under the network''s key.';
comment on column learning.events.file_id is 'Document that was handed in (files.files).';
comment on column learning.events.right_answer is 'Whether the answer was right, judged by the server.';
comment on column learning.events.happened_at is 'When, by the device''s clock corrected by the difference to ours; never later than it arrived.';
comment on column learning.events.received_at is 'When it arrived.';

create function learning.learners() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select id from access.subjects where custodian_id in (select access.desks()))
   union
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select consent.subjects('learning'))
$$;
comment on function learning.learners() is 'Accounts whose learning the actor may read: linked to a file in their desk''s custody, or shared by a grant on part learning.';

create function learning.learners_of(of_subject uuid) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select account_id
    from access.subject_accounts
   where subject_id = of_subject
     and ended_at is null
     and account_id in (select learning.learners() union all select kernel.actor())
$$;
comment on function learning.learners_of(uuid) is 'Accounts linked to a file, of those whose learning the actor may read.';

-- Courses are public once published; drafts belong to those who build.
do $$
declare name text;
begin
  foreach name in array array['courses', 'drafts', 'versions', 'media', 'studies', 'events'] loop
    execute format('alter table learning.%I enable row level security', name);
    execute format('alter table learning.%I force row level security', name);
    execute format('create policy owner_all on learning.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on learning.%I to ponte_jobs using (true)', name);
    execute format('grant select on learning.%I to ponte_app, ponte_jobs', name);
  end loop;
end
$$;
create policy published on learning.courses for select to ponte_app using (version_id is not null);
create policy edited on learning.courses to ponte_app
  using (
    (select access.in_network(array['editor', 'trainer', 'administrator']))
    or office_id in (select access.scopes('office', array['editor', 'trainer', 'office-manager']))
  )
  with check (
    (select access.in_network(array['editor', 'trainer', 'administrator']))
    or office_id in (select access.scopes('office', array['editor', 'trainer', 'office-manager']))
  );
grant insert, update on learning.courses to ponte_app;

create policy edited on learning.drafts to ponte_app
  using (course_id in (select learning.edited())) with check (course_id in (select learning.edited()));
grant insert, update on learning.drafts to ponte_app;

create policy published on learning.versions for select to ponte_app using (true);
create policy edited on learning.versions for insert to ponte_app with check (course_id in (select learning.edited()));
grant insert on learning.versions to ponte_app;

create policy published on learning.media for select to ponte_app using (true);
create policy added on learning.media for insert to ponte_app
  with check (added_by = kernel.actor() and exists (select learning.edited()));
grant insert on learning.media to ponte_app;

create policy own on learning.studies to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1)
  with check (account_id = kernel.actor() and kernel.assurance() >= 1 and course_id in (select learning.in_use()));
create policy seen on learning.studies for select to ponte_app using (account_id in (select learning.learners()));
grant insert on learning.studies to ponte_app;
grant update (changed_at, lessons_done, finished_at) on learning.studies to ponte_app;

create policy own on learning.events for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy own_adds on learning.events for insert to ponte_app with check (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy seen on learning.events for select to ponte_app using (account_id in (select learning.learners()));
grant insert on learning.events to ponte_app;

create function learning.count_studies(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, course_id uuid, begun bigint, finished bigint)
language sql stable security definer
set search_path = ''
as $$
  select s.custodian_id, t.course_id,
         count(distinct t.id) filter (where t.begun_at >= from_moment and t.begun_at < to_moment),
         count(distinct t.id) filter (where t.finished_at >= from_moment and t.finished_at < to_moment)
    from learning.studies t
    join access.subject_accounts a on a.account_id = t.account_id and a.ended_at is null
    join access.subjects s on s.id = a.subject_id
   where s.custodian_id = any (of_offices)
     and s.custodian_id in (select access.countable())
     and (t.begun_at < to_moment)
   group by s.custodian_id, t.course_id
$$;
comment on function learning.count_studies(uuid[], timestamptz, timestamptz) is 'Courses begun and finished by people with a file at an office; a person learns once, however many accounts or files.';

create table learning.certificates (
  id uuid primary key,
  study_id uuid not null constraint certificates_once unique,
  account_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  document_id uuid not null constraint certificates_document references documents.issued (id) on delete cascade,
  file_id uuid not null,
  issued_at timestamptz not null default now(),
  constraint certificates_study foreign key (study_id, account_id) references learning.studies (id, account_id) on delete cascade,
  constraint certificates_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index certificates_account_id on learning.certificates (account_id);
create index certificates_person_id on learning.certificates (person_id);
comment on table learning.certificates is 'Certificate of a finished course, issued by the office that knows the person''s name.';
comment on column learning.certificates.id is 'UUID v7.';
comment on column learning.certificates.study_id is 'The finished study; it has one certificate.';
comment on column learning.certificates.account_id is 'The learner.';
comment on column learning.certificates.person_id is 'The person whose name it bears.';
comment on column learning.certificates.office_id is 'Office that has custody of the person''s file.';
comment on column learning.certificates.document_id is 'The issued document, which anybody verifies by its code.';
comment on column learning.certificates.file_id is 'The PDF among the person''s documents (files.files).';
comment on column learning.certificates.issued_at is 'When.';
alter table learning.certificates enable row level security;
alter table learning.certificates force row level security;
create policy owner_all on learning.certificates to ponte_owner using (true) with check (true);
create policy own on learning.certificates for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy custody on learning.certificates for select to ponte_app using (office_id in (select access.desks()));
create policy issues on learning.certificates for insert to ponte_app
  with check (office_id in (select access.desks()) and account_id in (select learning.learners_of(person_id)));
create policy granted on learning.certificates for select to ponte_app using (person_id in (select consent.subjects('learning')));
create policy jobs_all on learning.certificates to ponte_jobs using (true);
grant select, insert on learning.certificates to ponte_app;
grant select on learning.certificates to ponte_jobs;
