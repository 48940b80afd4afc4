-- The office's file of a person, cut into the parts that a person can share or keep.

create procedure access.guard_file(of_table regclass, subject_column text, part text)
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', of_table);
  execute format('alter table %s force row level security', of_table);
  execute format('create policy owner_all on %s to ponte_owner using (true) with check (true)', of_table);
  execute format('create policy custody on %s to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()))', of_table);
  execute format('create policy self on %s for select to ponte_app using (%I in (select access.own_subjects()))', of_table, subject_column);
  execute format('create policy granted on %s for select to ponte_app using (%I in (select consent.subjects(%L)))', of_table, subject_column, part);
  execute format('create policy jobs_all on %s to ponte_jobs using (true)', of_table);
end
$$;
comment on procedure access.guard_file(regclass, text, text) is 'The policies of every table about a person: the desk that has custody, the person, and whoever holds a live grant on the part.';

create schema people;
comment on schema people is 'Files of persons: who they are, how to reach them, what they told the office about themselves.';
grant usage on schema people to ponte_app, ponte_jobs;

create table people.people (
  id uuid primary key,
  office_id uuid not null,
  reference text not null,
  language text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint people_custody unique (id, office_id),
  constraint people_subject foreign key (id, office_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint people_reference unique (office_id, reference)
);
create index people_office on people.people (office_id, created_at desc);
comment on table people.people is 'One row a file. The id is the subject''s id; the office is the one that has custody.';
comment on column people.people.id is 'Same as access.subjects.id.';
comment on column people.people.office_id is 'Office that has custody; follows access.subjects by foreign key.';
comment on column people.people.reference is 'Short reference to say aloud at the desk; unique within the office.';
comment on column people.people.language is 'Language in which the person wants to be addressed (BCP 47).';
comment on column people.people.created_by is 'Account that opened the file.';
comment on column people.people.created_at is 'When it was opened.';
comment on column people.people.updated_at is 'When any part last changed.';
call access.guard_file('people.people', 'id', 'identity');
grant select, insert, update on people.people to ponte_app;
grant select on people.people to ponte_jobs;

create table people.identities (
  person_id uuid primary key,
  office_id uuid not null,
  given_name text not null constraint identities_given_name check (length(given_name) between 1 and 120),
  family_name text not null default '' constraint identities_family_name check (length(family_name) <= 120),
  name_in_other_script text constraint identities_other_script check (length(name_in_other_script) <= 240),
  birth_year int constraint identities_birth_year check (birth_year between 1900 and 2200),
  search_words text not null,
  constraint identities_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index identities_search on people.identities using gin (search_words public.gin_trgm_ops);
create index identities_office on people.identities (office_id, family_name, given_name);
comment on table people.identities is 'Part identity: the name by which the office knows the person.';
comment on column people.identities.person_id is 'The file.';
comment on column people.identities.office_id is 'Office that has custody.';
comment on column people.identities.given_name is 'Given name as the person writes it.';
comment on column people.identities.family_name is 'Family name; empty where a person has one name.';
comment on column people.identities.name_in_other_script is 'The full name in another script.';
comment on column people.identities.birth_year is 'Year of birth, to tell two people of one name apart.';
comment on column people.identities.search_words is 'Names normalised for search before create.';
call access.guard_file('people.identities', 'person_id', 'identity');
grant select, insert, update on people.identities to ponte_app;
grant select on people.identities to ponte_jobs;

create table people.contacts (
  person_id uuid primary key,
  office_id uuid not null,
  phone text constraint contacts_phone check (phone ~ '^\+[0-9]{6,15}$'),
  email text constraint contacts_email check (length(email) <= 254),
  reach_by text not null default 'none' constraint contacts_reach_by check (reach_by in ('sms', 'email', 'none')),
  note text constraint contacts_note check (length(note) <= 500),
  constraint contacts_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index contacts_phone on people.contacts (office_id, phone);
create index contacts_email on people.contacts (office_id, email);
comment on table people.contacts is 'Part contact: how the person allows the office to reach them. Not unique on purpose: uniqueness would betray that a person is known elsewhere.';
comment on column people.contacts.person_id is 'The file.';
comment on column people.contacts.office_id is 'Office that has custody.';
comment on column people.contacts.phone is 'E.164.';
comment on column people.contacts.email is 'Lower case.';
comment on column people.contacts.reach_by is 'Channel the person chose for messages.';
comment on column people.contacts.note is 'E.g. whose phone it is, when not to call.';
call access.guard_file('people.contacts', 'person_id', 'contact');
grant select, insert, update on people.contacts to ponte_app;
grant select on people.contacts to ponte_jobs;

create table people.profiles (
  person_id uuid primary key,
  office_id uuid not null,
  gender text constraint profiles_gender check (gender in ('woman', 'man', 'other', 'not-said')),
  origin_place_id uuid constraint profiles_origin references places.places (id),
  residence_place_id uuid constraint profiles_residence references places.places (id),
  languages text[] not null default '{}',
  tracks text[] not null default '{}',
  minor boolean not null default false,
  guardian text constraint profiles_guardian check (length(guardian) <= 240),
  constraint profiles_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint profiles_guardian_of_minor check (not minor or guardian is not null)
);
comment on table people.profiles is 'Part profile: what the office counts and what decides which services fit.';
comment on column people.profiles.person_id is 'The file.';
comment on column people.profiles.office_id is 'Office that has custody.';
comment on column people.profiles.gender is 'As the person says it; may stay unsaid.';
comment on column people.profiles.origin_place_id is 'Place the person comes from.';
comment on column people.profiles.residence_place_id is 'Place the person lives in now.';
comment on column people.profiles.languages is 'Languages the person speaks (BCP 47).';
comment on column people.profiles.tracks is 'Tracks such as women, returnees, repatriates; none or several.';
comment on column people.profiles.minor is 'True for a person under age.';
comment on column people.profiles.guardian is 'Guardian of a minor; required then.';
call access.guard_file('people.profiles', 'person_id', 'profile');
grant select, insert, update on people.profiles to ponte_app;
grant select on people.profiles to ponte_jobs;

create table people.identity_numbers (
  id uuid primary key,
  person_id uuid not null,
  office_id uuid not null,
  kind text not null constraint identity_numbers_kind check (length(kind) between 1 and 60),
  fingerprint text not null,
  sealed bytea not null,
  recorded_at timestamptz not null default now(),
  constraint identity_numbers_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade
);
create index identity_numbers_fingerprint on people.identity_numbers (office_id, fingerprint);
comment on table people.identity_numbers is 'Numbers of identity documents: encrypted under the person''s key, found by a keyed hash, never in clear.';
comment on column people.identity_numbers.id is 'UUID v7.';
comment on column people.identity_numbers.person_id is 'The file.';
comment on column people.identity_numbers.office_id is 'Office that has custody.';
comment on column people.identity_numbers.kind is 'Passport, residence permit, tax number …';
comment on column people.identity_numbers.fingerprint is 'HMAC-SHA-256 of the normalised number.';
comment on column people.identity_numbers.sealed is 'AES-256-GCM under the person''s key.';
comment on column people.identity_numbers.recorded_at is 'When it was recorded.';
call access.guard_file('people.identity_numbers', 'person_id', 'documents');
grant select, insert, delete on people.identity_numbers to ponte_app;

-- What the person did not agree to hand over stays out of the new office's sight until the person releases it.
create table access.withheld (
  subject_id uuid not null,
  custodian_id uuid not null,
  part text not null constraint withheld_part check (part in ('notes', 'documents', 'appointments')),
  before timestamptz not null,
  constraint withheld_pkey primary key (subject_id, part),
  constraint withheld_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade
);
comment on table access.withheld is 'Parts of a file older than a hand-over that the person did not agree to pass on.';
comment on column access.withheld.subject_id is 'The file.';
comment on column access.withheld.custodian_id is 'Office that has custody now.';
comment on column access.withheld.part is 'Which part.';
comment on column access.withheld.before is 'Rows from before this moment are withheld.';
alter table access.withheld enable row level security;
alter table access.withheld force row level security;
create policy owner_all on access.withheld to ponte_owner using (true) with check (true);
create policy self on access.withheld to ponte_app using (subject_id in (select access.own_subjects()));
create policy custody on access.withheld for select to ponte_app using (custodian_id in (select access.desks()));
create policy jobs_all on access.withheld to ponte_jobs using (true);
grant select, delete on access.withheld to ponte_app;
grant select on access.withheld to ponte_jobs;

create function access.is_withheld(of_subject uuid, of_part text, of_moment timestamptz) returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from access.withheld
     where subject_id = of_subject and part = of_part and of_moment < before
  )
$$;
comment on function access.is_withheld(uuid, text, timestamptz) is 'Whether a row of a file lies before a hand-over to which the person gave no agreement for that part.';
alter policy custody on files.files
  using (custodian_id in (select access.desks()) and not access.is_withheld(subject_id, 'documents', uploaded_at));
