-- Generated from the migrated database by npm run generate; do not edit.

-- tables

create table access.assignments (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  scope_kind text not null,
  scope_id uuid,
  granted_by uuid,
  granted_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone
);
-- row-level security: forced

create table access.subject_accounts (
  subject_id uuid not null,
  account_id uuid not null,
  how text not null,
  linked_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone
);
-- row-level security: forced

create table access.subject_keys (
  subject_id uuid not null,
  wrapped bytea,
  created_at timestamp with time zone not null default now(),
  destroyed_at timestamp with time zone
);
-- row-level security: forced

create table access.subjects (
  id uuid not null,
  custodian_id uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table access.withheld (
  subject_id uuid not null,
  custodian_id uuid not null,
  part text not null,
  before timestamp with time zone not null
);
-- row-level security: forced

create table appointments.appointments (
  id uuid not null,
  office_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  seat integer not null,
  state text not null default 'booked'::text,
  name text not null default ''::text,
  phone text,
  email text,
  language text not null,
  spoken_language text not null,
  topic text not null,
  visitor_time_zone text not null,
  token_hash text not null,
  sealed_token bytea not null,
  sequence integer not null default 0,
  person_id uuid,
  custodian_id uuid,
  booked_by uuid,
  booked_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  forgotten_at timestamp with time zone
);
-- row-level security: forced

create table audit.entries (
  id bigint not null generated as identity,
  at timestamp with time zone not null default clock_timestamp(),
  actor uuid,
  scope_id uuid,
  verb text not null,
  purpose text not null,
  subject uuid,
  object_kind text,
  object_id uuid,
  details jsonb not null default '{}'::jsonb,
  request_id text
);
-- row-level security: forced

create table audit.pseudonyms (
  pseudonym uuid not null default gen_random_uuid(),
  kind text not null,
  id uuid not null
);
-- row-level security: forced

create table audit.seals (
  number bigint not null,
  first_entry bigint not null,
  last_entry bigint not null,
  entry_count integer not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamp with time zone not null default now(),
  entries int8multirange not null,
  mac text not null
);
-- row-level security: forced

create table cases.blockers (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  kind text not null,
  note text not null default ''::text,
  recorded_at timestamp with time zone not null default now(),
  resolved_at timestamp with time zone
);
-- row-level security: forced

create table cases.cases (
  id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  venture_id uuid,
  venture_office_id uuid,
  counsellor_id uuid,
  state text not null default 'open'::text,
  reason text not null default ''::text,
  opened_at timestamp with time zone not null default now(),
  opened_by uuid,
  plan_agreed_at timestamp with time zone,
  plan_agreed_how text,
  closed_at timestamp with time zone,
  closed_by uuid,
  person_outcome text,
  venture_outcome text,
  next_due_on date,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table cases.events (
  id bigint not null generated as identity,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  kind text not null,
  about_id uuid,
  by_account uuid
);
-- row-level security: forced

create table cases.follow_ups (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  months integer not null,
  due_on date not null,
  done_at timestamp with time zone,
  done_by uuid,
  reached boolean,
  person_state text,
  venture_stage text,
  note text not null default ''::text
);
-- row-level security: forced

create table cases.handovers (
  id uuid not null,
  kind text not null,
  started_by text not null,
  person_id uuid,
  case_id uuid,
  from_office_id uuid not null,
  to_office_id uuid not null,
  state text not null,
  parts text[] not null,
  grant_id uuid,
  claimed_name text,
  claimed_contact text,
  claimed_birth_year integer,
  agreement text,
  agreement_language text,
  agreement_how text,
  message text not null default ''::text,
  reason text,
  started_by_account uuid not null,
  started_at timestamp with time zone not null default now(),
  lapses_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid
);
-- row-level security: forced

create table cases.notes (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  written_in uuid not null,
  author_id uuid not null,
  written_at timestamp with time zone not null default now(),
  shared_with_person boolean not null default false,
  sealed bytea not null
);
-- row-level security: forced

create table cases.referrals (
  id uuid not null,
  case_id uuid not null,
  step_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  organisation_id uuid not null,
  organisation_standing text not null default 'live'::text,
  service_id uuid,
  grant_id uuid not null,
  state text not null default 'sent'::text,
  message text not null default ''::text,
  reason text,
  outcome text,
  report text,
  sent_by uuid not null,
  sent_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid,
  reported_at timestamp with time zone
);
-- row-level security: forced

create table cases.steps (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  "position" integer not null,
  title text not null,
  detail text not null default ''::text,
  responsible text not null,
  service_id uuid,
  service_standing text not null default 'live'::text,
  due_on date,
  state text not null default 'planned'::text,
  result text not null default ''::text,
  done_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table cases.tasks (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  title text not null,
  due_on date,
  assigned_to uuid,
  done_at timestamp with time zone,
  done_by uuid,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table consent.bases (
  id uuid not null,
  subject_id uuid not null,
  custodian_id uuid not null,
  purpose text not null,
  basis text not null,
  law text,
  controllers text[] not null,
  transfer_instrument text,
  special_categories text[] not null default '{}'::text[],
  keep_until date not null,
  recorded_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table consent.grants (
  id uuid not null,
  subject_id uuid not null,
  custodian_id uuid not null,
  recipient_kind text not null,
  recipient_id uuid not null,
  purpose text not null,
  parts text[] not null,
  language text not null,
  wording text not null,
  given_how text not null,
  recorded_by uuid not null,
  second_person uuid,
  reason text,
  starts_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  created_at timestamp with time zone not null default now(),
  override_request_id uuid
);
-- row-level security: forced

create table consent.override_requests (
  id uuid not null,
  subject_id uuid not null,
  custodian_id uuid not null,
  requested_by uuid not null,
  recipient_kind text not null,
  recipient_id uuid not null,
  purpose text not null,
  parts text[] not null,
  reason text not null,
  language text not null,
  ends_at timestamp with time zone not null,
  state text not null default 'asked'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table directory.cost_options (
  id uuid not null,
  service_id uuid not null,
  option kernel.translated,
  amount_minor bigint,
  currency text,
  description kernel.translated,
  "position" integer not null default 0
);
-- row-level security: forced

create table directory.locations (
  id uuid not null,
  code text not null,
  organisation_id uuid not null,
  place_id uuid not null,
  kind text not null default 'physical'::text,
  name kernel.translated,
  address_1 text,
  address_2 text,
  postal_code text,
  city text,
  state_province text,
  country text,
  lat double precision,
  lon double precision,
  accessibility kernel.translated,
  transportation kernel.translated,
  seat boolean not null default false,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table directory.organisations (
  id uuid not null,
  code text not null,
  external_id text,
  standing text not null,
  name kernel.translated not null,
  alternate_name text,
  words text not null default ''::text,
  kind text not null default 'other'::text,
  description kernel.translated,
  place_id uuid,
  website text,
  email text,
  languages text[] not null default '{}'::text[],
  source jsonb,
  assured_on date,
  active boolean not null default true,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table directory.phones (
  id uuid not null,
  organisation_id uuid,
  service_id uuid,
  number text not null,
  kind text not null default 'voice'::text,
  description kernel.translated,
  languages text[] not null default '{}'::text[],
  "position" integer not null default 0
);
-- row-level security: forced

create table directory.required_documents (
  id uuid not null,
  service_id uuid not null,
  document kernel.translated not null,
  url text,
  "position" integer not null default 0
);
-- row-level security: forced

create table directory.responsibilities (
  id uuid not null,
  code text not null,
  organisation_id uuid,
  office_id uuid,
  topic text not null,
  place_id uuid not null,
  role kernel.translated not null,
  phone text,
  email text,
  source jsonb,
  assured_on date not null,
  ended_on date,
  demonstration boolean not null default false,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table directory.revisions (
  id uuid not null,
  at timestamp with time zone not null default now(),
  account_id uuid,
  organisation_id uuid,
  object_kind text not null,
  object_id uuid not null,
  what text not null,
  changes jsonb not null default '{}'::jsonb
);
-- row-level security: forced

create table directory.schedules (
  id uuid not null,
  service_id uuid not null,
  location_id uuid,
  weekday smallint not null,
  opens time without time zone not null,
  closes time without time zone not null,
  notes kernel.translated
);
-- row-level security: forced

create table directory.search_entries (
  service_id uuid not null,
  organisation_id uuid not null,
  standing text not null,
  listed boolean not null,
  words tsvector not null,
  places uuid[] not null,
  within uuid[] not null,
  categories text[] not null,
  audiences text[] not null,
  languages text[] not null,
  sort_on date not null
);
-- row-level security: forced

create table directory.service_areas (
  service_id uuid not null,
  place_id uuid not null
);
-- row-level security: forced

create table directory.service_locations (
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  organisation_id uuid not null
);
-- row-level security: forced

create table directory.services (
  id uuid not null,
  code text not null,
  external_id text,
  organisation_id uuid not null,
  standing text not null,
  status text not null default 'active'::text,
  name kernel.translated not null,
  description kernel.translated not null,
  eligibility kernel.translated,
  application kernel.translated,
  cost text not null default 'unknown'::text,
  fees kernel.translated,
  wait_time kernel.translated,
  alert kernel.translated,
  interpretation text,
  minimum_age integer,
  maximum_age integer,
  categories text[] not null default '{}'::text[],
  audiences text[] not null default '{}'::text[],
  themes text[] not null default '{}'::text[],
  languages text[] not null default '{}'::text[],
  url text,
  email text,
  time_zone text,
  source jsonb,
  assured_on date,
  assured_by uuid,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table directory.vocabulary (
  word text not null,
  lang text not null,
  weight integer not null default 1
);
-- row-level security: forced

create table files.files (
  id uuid not null,
  subject_id uuid,
  custodian_id uuid,
  sealed_name bytea not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table identity.accounts (
  id uuid not null,
  name text not null default ''::text,
  email text,
  phone text,
  email_fingerprint text,
  phone_fingerprint text,
  language text not null default 'en'::text,
  time_zone text,
  origin text not null,
  created_at timestamp with time zone not null default now(),
  suspended_at timestamp with time zone
);
-- row-level security: forced

create table identity.authenticators (
  account_id uuid not null,
  sealed bytea not null,
  last_step bigint not null,
  confirmed_at timestamp with time zone not null
);
-- row-level security: forced

create table identity.code_cards (
  id uuid not null,
  subject_id uuid not null,
  custodian_id uuid not null,
  lookup text not null,
  secret_hash text not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);
-- row-level security: forced

create table identity.contact_claims (
  subject_id uuid not null,
  custodian_id uuid not null,
  kind text not null,
  fingerprint text not null
);
-- row-level security: forced

create table identity.passkeys (
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);
-- row-level security: forced

create table identity.passwords (
  account_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone not null
);
-- row-level security: forced

create table identity.provider_links (
  id uuid not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  provider text not null,
  linked_at timestamp with time zone not null
);
-- row-level security: forced

create table identity.recovery_codes (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamp with time zone
);
-- row-level security: forced

create table identity.sessions (
  id uuid not null,
  account_id uuid not null,
  token_hash text not null,
  assurance integer not null,
  second_factor_at timestamp with time zone,
  way text not null,
  card_id uuid,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  locked_at timestamp with time zone
);
-- row-level security: forced

create table identity.tries (
  key text not null,
  count integer not null,
  counted_at timestamp with time zone not null,
  blocked_until timestamp with time zone
);
-- row-level security: forced

create table identity.verifications (
  kind text not null,
  key_hash text not null,
  secret_hash text,
  account_id uuid,
  value jsonb not null default '{}'::jsonb,
  tries integer not null default 0,
  expires_at timestamp with time zone not null
);
-- row-level security: forced

create table imports.uploads (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  office_id uuid,
  name text not null,
  sealed bytea not null,
  dry_run boolean not null,
  uploaded_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table jobs.progress (
  id uuid not null,
  account_id uuid not null,
  task text not null,
  state text not null default 'waiting'::text,
  done integer not null default 0,
  total integer,
  report jsonb,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table kernel.drafts (
  account_id uuid not null,
  form text not null,
  sealed bytea not null,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table kernel.idempotency (
  actor_key text not null,
  key uuid not null,
  route text not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table kernel.network (
  only_row boolean not null default true,
  name kernel.translated not null,
  languages text[] not null,
  time_zone text not null default 'UTC'::text,
  country text,
  controller jsonb not null,
  mail jsonb,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table kernel.network_keys (
  number integer not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table mail.messages (
  id uuid not null,
  channel text not null,
  subject_id uuid,
  sealed bytea not null,
  language text not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  error text,
  not_after timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone
);
-- row-level security: forced

create table messages.contacts (
  id uuid not null,
  office_id uuid not null,
  topic text not null,
  language text not null,
  answered boolean not null,
  at timestamp with time zone not null default now(),
  recorded_by uuid not null,
  person_id uuid
);
-- row-level security: forced

create table messages.questions (
  id uuid not null,
  office_id uuid not null,
  topic text not null,
  language text not null,
  sealed bytea not null,
  reply_by text not null,
  token_hash text not null,
  state text not null default 'new'::text,
  sealed_answer bytea,
  asked_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  answered_by uuid,
  person_id uuid
);
-- row-level security: forced

create table migrations.applied (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now()
);
-- row-level security: none

create table offices.closures (
  office_id uuid not null,
  on_day date not null,
  reason kernel.translated
);
-- row-level security: forced

create table offices.hours (
  office_id uuid not null,
  weekday smallint not null,
  opens time without time zone not null,
  closes time without time zone not null,
  women_only boolean not null default false
);
-- row-level security: forced

create table offices.offices (
  id uuid not null,
  code text not null,
  place_id uuid not null,
  organisation_id uuid,
  name kernel.translated not null,
  languages text[] not null default '{}'::text[],
  time_zone text not null,
  address text not null,
  phone text,
  email text,
  about kernel.translated,
  how_to_find kernel.translated,
  slot_minutes integer not null default 30,
  seats_per_slot integer not null default 1,
  active boolean not null default true,
  demonstration boolean not null default false,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table offices.territories (
  office_id uuid not null,
  place_id uuid not null
);
-- row-level security: forced

create table people.contacts (
  person_id uuid not null,
  office_id uuid not null,
  phone text,
  email text,
  reach_by text not null default 'none'::text,
  note text
);
-- row-level security: forced

create table people.identities (
  person_id uuid not null,
  office_id uuid not null,
  given_name text not null,
  family_name text not null default ''::text,
  name_in_other_script text,
  birth_year integer,
  search_words text not null
);
-- row-level security: forced

create table people.identity_numbers (
  id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  kind text not null,
  fingerprint text not null,
  sealed bytea not null,
  recorded_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table people.people (
  id uuid not null,
  office_id uuid not null,
  reference text not null,
  language text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table people.profiles (
  person_id uuid not null,
  office_id uuid not null,
  gender text,
  origin_place_id uuid,
  residence_place_id uuid,
  languages text[] not null default '{}'::text[],
  tracks text[] not null default '{}'::text[],
  minor boolean not null default false,
  guardian text
);
-- row-level security: forced

create table places.corridors (
  id uuid not null,
  code text not null,
  origin_id uuid not null,
  destination_id uuid not null,
  facts jsonb not null default '[]'::jsonb,
  source jsonb not null,
  as_of text not null,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table places.holidays (
  id uuid not null,
  place_id uuid not null,
  on_day date not null,
  name kernel.translated not null,
  tentative boolean not null default false
);
-- row-level security: forced

create table places.members (
  area_id uuid not null,
  member_id uuid not null
);
-- row-level security: forced

create table places.names (
  place_id uuid not null,
  words text not null,
  own boolean not null
);
-- row-level security: forced

create table places.openings (
  id uuid not null,
  code text not null,
  place_id uuid not null,
  corridor_id uuid,
  kind text not null,
  title kernel.translated not null,
  description kernel.translated,
  sector text,
  source jsonb not null,
  as_of text not null,
  valid_until date,
  demonstration boolean not null default false,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table places.places (
  id uuid not null,
  code text not null,
  level text not null,
  parent_id uuid,
  iso text,
  nuts text,
  name kernel.translated not null,
  other_names text[] not null default '{}'::text[],
  lat double precision not null,
  lon double precision not null,
  time_zone text,
  currency text,
  languages text[] not null default '{}'::text[],
  source text not null,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table practices.corridors (
  practice_id uuid not null,
  "position" integer not null,
  origin_name text not null,
  origin_country text,
  origin_id uuid,
  destination_name text not null,
  destination_country text,
  destination_id uuid
);
-- row-level security: forced

create table practices.practices (
  id uuid not null,
  code text not null,
  title kernel.translated not null,
  summary kernel.translated not null,
  place_id uuid,
  admin_level text not null,
  countries text[] not null default '{}'::text[],
  themes text[] not null default '{}'::text[],
  starts text,
  ends text,
  ongoing boolean,
  website text,
  budget_minor bigint,
  budget_currency text,
  budget_note kernel.translated,
  local_authority kernel.translated,
  policy_levels kernel.translated,
  beneficiaries kernel.translated,
  needs kernel.translated,
  decision_process kernel.translated,
  outside_actors kernel.translated,
  outlook kernel.translated,
  departments jsonb not null default '[]'::jsonb,
  partners_same_community jsonb not null default '[]'::jsonb,
  partners_elsewhere jsonb not null default '[]'::jsonb,
  budget_sources jsonb not null default '[]'::jsonb,
  objectives jsonb not null default '[]'::jsonb,
  communication jsonb not null default '[]'::jsonb,
  development_priorities jsonb not null default '[]'::jsonb,
  coherence_mechanisms jsonb not null default '[]'::jsonb,
  success_features jsonb not null default '[]'::jsonb,
  obstacles jsonb not null default '[]'::jsonb,
  source jsonb not null,
  reported text,
  title_words text not null default ''::text,
  words text not null default ''::text,
  search tsvector not null generated always as (setweight(to_tsvector('english'::regconfig, title_words), 'A'::"char") || setweight(to_tsvector('english'::regconfig, words), 'B'::"char")),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table ventures.events (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  at timestamp with time zone not null default now(),
  kind text not null,
  from_value text,
  to_value text,
  by_account uuid
);
-- row-level security: forced

create table ventures.founders (
  venture_id uuid not null,
  office_id uuid not null,
  person_id uuid not null,
  person_office_id uuid not null,
  joined_at timestamp with time zone not null default now(),
  left_at timestamp with time zone
);
-- row-level security: forced

create table ventures.ventures (
  id uuid not null,
  office_id uuid not null,
  lead_person_id uuid not null,
  title text not null,
  summary text not null default ''::text,
  sector text not null,
  stage text not null,
  location text not null,
  here_place_id uuid,
  there_place_id uuid,
  needs text[] not null default '{}'::text[],
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

-- views

-- constraints

alter table access.assignments add constraint assignments_pkey PRIMARY KEY (id);

alter table access.assignments add constraint assignments_role CHECK ((role = ANY (ARRAY['counsellor'::text, 'office-manager'::text, 'provider'::text, 'expert'::text, 'mentor'::text, 'trainer'::text, 'association-representative'::text, 'lender'::text, 'fund-manager'::text, 'committee-member'::text, 'planner'::text, 'editor'::text, 'auditor'::text, 'data-protection-officer'::text, 'administrator'::text])));

alter table access.assignments add constraint assignments_scope CHECK (((scope_kind = 'network'::text) = (scope_id IS NULL)));

alter table access.assignments add constraint assignments_scope_kind CHECK ((scope_kind = ANY (ARRAY['network'::text, 'office'::text, 'organisation'::text, 'fund'::text])));

alter table access.subject_accounts add constraint subject_accounts_how CHECK ((how = ANY (ARRAY['desk-code'::text, 'phone'::text, 'email'::text, 'officer-decision'::text])));

alter table access.subject_accounts add constraint subject_accounts_pkey PRIMARY KEY (subject_id, account_id);

alter table access.subject_accounts add constraint subject_accounts_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table access.subject_keys add constraint subject_keys_destroyed CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)));

alter table access.subject_keys add constraint subject_keys_pkey PRIMARY KEY (subject_id);

alter table access.subject_keys add constraint subject_keys_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table access.subjects add constraint subjects_custody UNIQUE (id, custodian_id);

alter table access.subjects add constraint subjects_pkey PRIMARY KEY (id);

alter table access.withheld add constraint withheld_part CHECK ((part = ANY (ARRAY['notes'::text, 'documents'::text, 'appointments'::text])));

alter table access.withheld add constraint withheld_pkey PRIMARY KEY (subject_id, part);

alter table access.withheld add constraint withheld_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table appointments.appointments add constraint appointments_email CHECK ((length(email) <= 254));

alter table appointments.appointments add constraint appointments_ends CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '08:00:00'::interval))));

alter table appointments.appointments add constraint appointments_file CHECK (((person_id IS NULL) = (custodian_id IS NULL)));

alter table appointments.appointments add constraint appointments_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table appointments.appointments add constraint appointments_name CHECK ((length(name) <= 120));

alter table appointments.appointments add constraint appointments_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table appointments.appointments add constraint appointments_one_seat EXCLUDE USING gist (office_id WITH =, seat WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state <> 'cancelled'::text));

alter table appointments.appointments add constraint appointments_person FOREIGN KEY (person_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table appointments.appointments add constraint appointments_phone CHECK ((phone ~ '^\+[0-9]{6,15}$'::text));

alter table appointments.appointments add constraint appointments_pkey PRIMARY KEY (id);

alter table appointments.appointments add constraint appointments_reachable CHECK (((phone IS NOT NULL) OR (email IS NOT NULL) OR (person_id IS NOT NULL) OR (booked_by IS NOT NULL) OR (forgotten_at IS NOT NULL)));

alter table appointments.appointments add constraint appointments_seat_positive CHECK ((seat >= 1));

alter table appointments.appointments add constraint appointments_sequence CHECK (((sequence >= 0) AND (sequence <= 1000)));

alter table appointments.appointments add constraint appointments_spoken_language CHECK (((length(spoken_language) >= 2) AND (length(spoken_language) <= 35)));

alter table appointments.appointments add constraint appointments_state CHECK ((state = ANY (ARRAY['booked'::text, 'cancelled'::text, 'kept'::text, 'missed'::text])));

alter table appointments.appointments add constraint appointments_token UNIQUE (token_hash);

alter table appointments.appointments add constraint appointments_topic CHECK (((length(topic) >= 1) AND (length(topic) <= 60)));

alter table appointments.appointments add constraint appointments_visitor_time_zone CHECK (((length(visitor_time_zone) >= 1) AND (length(visitor_time_zone) <= 60)));

alter table audit.entries add constraint entries_pkey PRIMARY KEY (id);

alter table audit.entries add constraint entries_purpose_short CHECK ((length(purpose) <= 200));

alter table audit.entries add constraint entries_verb_short CHECK ((length(verb) <= 80));

alter table audit.pseudonyms add constraint pseudonyms_kind CHECK ((kind = ANY (ARRAY['account'::text, 'subject'::text])));

alter table audit.pseudonyms add constraint pseudonyms_once UNIQUE (kind, id);

alter table audit.pseudonyms add constraint pseudonyms_pkey PRIMARY KEY (pseudonym);

alter table audit.seals add constraint seals_pkey PRIMARY KEY (number);

alter table cases.blockers add constraint blockers_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.blockers add constraint blockers_note CHECK ((length(note) <= 1000));

alter table cases.blockers add constraint blockers_pkey PRIMARY KEY (id);

alter table cases.cases add constraint cases_agreed_how CHECK (((plan_agreed_at IS NULL) = (plan_agreed_how IS NULL)));

alter table cases.cases add constraint cases_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));

alter table cases.cases add constraint cases_custody UNIQUE (id, office_id);

alter table cases.cases add constraint cases_outcome CHECK (((state = 'open'::text) OR (person_outcome IS NOT NULL)));

alter table cases.cases add constraint cases_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.cases add constraint cases_pkey PRIMARY KEY (id);

alter table cases.cases add constraint cases_plan_agreed_how CHECK ((plan_agreed_how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text, 'on-line'::text])));

alter table cases.cases add constraint cases_reach UNIQUE (id, person_id, office_id);

alter table cases.cases add constraint cases_reason CHECK ((length(reason) <= 500));

alter table cases.cases add constraint cases_state CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])));

alter table cases.cases add constraint cases_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE;

alter table cases.cases add constraint cases_venture_whole CHECK (((venture_id IS NULL) = (venture_office_id IS NULL)));

alter table cases.events add constraint events_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.events add constraint events_kind CHECK ((length(kind) <= 40));

alter table cases.events add constraint events_pkey PRIMARY KEY (id);

alter table cases.follow_ups add constraint follow_ups_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.follow_ups add constraint follow_ups_months CHECK ((months = ANY (ARRAY[3, 6, 12])));

alter table cases.follow_ups add constraint follow_ups_note CHECK ((length(note) <= 2000));

alter table cases.follow_ups add constraint follow_ups_once UNIQUE (case_id, months);

alter table cases.follow_ups add constraint follow_ups_pkey PRIMARY KEY (id);

alter table cases.handovers add constraint handovers_agreement CHECK ((length(agreement) <= 2000));

alter table cases.handovers add constraint handovers_agreement_how CHECK ((agreement_how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text])));

alter table cases.handovers add constraint handovers_case FOREIGN KEY (case_id) REFERENCES cases.cases(id) ON DELETE CASCADE;

alter table cases.handovers add constraint handovers_claim CHECK (((started_by = 'custodian'::text) OR (state = ANY (ARRAY['declined'::text, 'lapsed'::text, 'withdrawn'::text, 'accepted'::text])) OR ((claimed_name IS NOT NULL) AND (agreement IS NOT NULL) AND (agreement_language IS NOT NULL) AND (agreement_how IS NOT NULL))));

alter table cases.handovers add constraint handovers_claimed_contact CHECK ((length(claimed_contact) <= 254));

alter table cases.handovers add constraint handovers_claimed_name CHECK ((length(claimed_name) <= 240));

alter table cases.handovers add constraint handovers_declined_why CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL)));

alter table cases.handovers add constraint handovers_ended CHECK (((ended_at IS NULL) OR ((kind = 'joint'::text) AND (state = 'accepted'::text))));

alter table cases.handovers add constraint handovers_grant FOREIGN KEY (grant_id, person_id) REFERENCES consent.grants(id, subject_id);

alter table cases.handovers add constraint handovers_kind CHECK ((kind = ANY (ARRAY['hand-over'::text, 'joint'::text])));

alter table cases.handovers add constraint handovers_message CHECK ((length(message) <= 2000));

alter table cases.handovers add constraint handovers_no_betrayal CHECK (((state <> 'declined'::text) OR (person_id IS NOT NULL) OR (reason = 'not-possible'::text)));

alter table cases.handovers add constraint handovers_offer CHECK (((state = ANY (ARRAY['asked'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text])) OR ((person_id IS NOT NULL) AND (case_id IS NOT NULL) AND (grant_id IS NOT NULL))));

alter table cases.handovers add constraint handovers_person FOREIGN KEY (person_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table cases.handovers add constraint handovers_pkey PRIMARY KEY (id);

alter table cases.handovers add constraint handovers_reason CHECK ((length(reason) <= 2000));

alter table cases.handovers add constraint handovers_started_by CHECK ((started_by = ANY (ARRAY['custodian'::text, 'other-end'::text])));

alter table cases.handovers add constraint handovers_state CHECK ((state = ANY (ARRAY['asked'::text, 'offered'::text, 'seen'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text])));

alter table cases.handovers add constraint handovers_two_offices CHECK ((from_office_id <> to_office_id));

alter table cases.notes add constraint notes_bounded CHECK ((octet_length(sealed) <= 65536));

alter table cases.notes add constraint notes_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.notes add constraint notes_pkey PRIMARY KEY (id);

alter table cases.referrals add constraint referrals_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.referrals add constraint referrals_declined_why CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL)));

alter table cases.referrals add constraint referrals_grant FOREIGN KEY (grant_id, person_id) REFERENCES consent.grants(id, subject_id);

alter table cases.referrals add constraint referrals_message CHECK ((length(message) <= 2000));

alter table cases.referrals add constraint referrals_organisation FOREIGN KEY (organisation_id, organisation_standing) REFERENCES directory.organisations(id, standing);

alter table cases.referrals add constraint referrals_organisation_live CHECK ((organisation_standing = 'live'::text));

alter table cases.referrals add constraint referrals_outcome CHECK ((outcome = ANY (ARRAY['helped'::text, 'partly'::text, 'not-helped'::text, 'did-not-come'::text])));

alter table cases.referrals add constraint referrals_pkey PRIMARY KEY (id);

alter table cases.referrals add constraint referrals_reason CHECK ((length(reason) <= 2000));

alter table cases.referrals add constraint referrals_report CHECK ((length(report) <= 4000));

alter table cases.referrals add constraint referrals_reported_what CHECK (((state <> 'reported'::text) OR (outcome IS NOT NULL)));

alter table cases.referrals add constraint referrals_service FOREIGN KEY (service_id, organisation_id) REFERENCES directory.services(id, organisation_id) ON UPDATE CASCADE;

alter table cases.referrals add constraint referrals_state CHECK ((state = ANY (ARRAY['sent'::text, 'seen'::text, 'accepted'::text, 'declined'::text, 'reported'::text, 'withdrawn'::text])));

alter table cases.referrals add constraint referrals_step FOREIGN KEY (step_id, person_id, office_id) REFERENCES cases.steps(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.steps add constraint steps_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.steps add constraint steps_detail CHECK ((length(detail) <= 2000));

alter table cases.steps add constraint steps_done CHECK (((state = 'done'::text) = (done_at IS NOT NULL)));

alter table cases.steps add constraint steps_pkey PRIMARY KEY (id);

alter table cases.steps add constraint steps_reach UNIQUE (id, person_id, office_id);

alter table cases.steps add constraint steps_responsible CHECK ((responsible = ANY (ARRAY['person'::text, 'counsellor'::text, 'provider'::text, 'other-end'::text])));

alter table cases.steps add constraint steps_result CHECK ((length(result) <= 2000));

alter table cases.steps add constraint steps_service FOREIGN KEY (service_id, service_standing) REFERENCES directory.services(id, standing);

alter table cases.steps add constraint steps_service_live CHECK ((service_standing = 'live'::text));

alter table cases.steps add constraint steps_state CHECK ((state = ANY (ARRAY['planned'::text, 'under-way'::text, 'done'::text, 'dropped'::text])));

alter table cases.steps add constraint steps_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table cases.tasks add constraint tasks_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.tasks add constraint tasks_pkey PRIMARY KEY (id);

alter table cases.tasks add constraint tasks_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table consent.bases add constraint bases_basis CHECK ((basis = ANY (ARRAY['public-task'::text, 'legal-obligation'::text, 'contract'::text, 'vital-interests'::text, 'consent'::text])));

alter table consent.bases add constraint bases_once UNIQUE (subject_id, custodian_id, purpose);

alter table consent.bases add constraint bases_pkey PRIMARY KEY (id);

alter table consent.bases add constraint bases_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table consent.grants add constraint grants_given_how CHECK ((given_how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text, 'on-line'::text, 'override'::text])));

alter table consent.grants add constraint grants_of_subject UNIQUE (id, subject_id);

alter table consent.grants add constraint grants_override CHECK (((given_how <> 'override'::text) OR ((second_person IS NOT NULL) AND (second_person <> recorded_by) AND (length(reason) >= 20))));

alter table consent.grants add constraint grants_override_asked CHECK (((given_how = 'override'::text) = (override_request_id IS NOT NULL)));

alter table consent.grants add constraint grants_override_once UNIQUE (override_request_id);

alter table consent.grants add constraint grants_override_request FOREIGN KEY (override_request_id, second_person) REFERENCES consent.override_requests(id, requested_by) ON DELETE CASCADE;

alter table consent.grants add constraint grants_parts CHECK (((cardinality(parts) >= 1) AND (cardinality(parts) <= 20)));

alter table consent.grants add constraint grants_parts_known CHECK ((parts <@ ARRAY['identity'::text, 'contact'::text, 'profile'::text, 'venture'::text, 'plan'::text, 'step'::text, 'notes'::text, 'documents'::text, 'appointments'::text]));

alter table consent.grants add constraint grants_period CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '5 years'::interval))));

alter table consent.grants add constraint grants_pkey PRIMARY KEY (id);

alter table consent.grants add constraint grants_recipient_kind CHECK ((recipient_kind = ANY (ARRAY['office'::text, 'organisation'::text, 'account'::text])));

alter table consent.grants add constraint grants_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table consent.override_requests add constraint override_requests_asker UNIQUE (id, requested_by);

alter table consent.override_requests add constraint override_requests_decided CHECK ((((state = 'asked'::text) = (decided_by IS NULL)) AND ((state = 'asked'::text) = (decided_at IS NULL))));

alter table consent.override_requests add constraint override_requests_parts CHECK (((cardinality(parts) >= 1) AND (parts <@ ARRAY['identity'::text, 'contact'::text, 'profile'::text, 'venture'::text, 'plan'::text, 'step'::text, 'notes'::text, 'documents'::text, 'appointments'::text])));

alter table consent.override_requests add constraint override_requests_period CHECK (((ends_at > created_at) AND (ends_at <= (created_at + '90 days'::interval))));

alter table consent.override_requests add constraint override_requests_pkey PRIMARY KEY (id);

alter table consent.override_requests add constraint override_requests_reason CHECK (((length(btrim(reason)) >= 20) AND (length(btrim(reason)) <= 2000)));

alter table consent.override_requests add constraint override_requests_recipient_kind CHECK ((recipient_kind = ANY (ARRAY['office'::text, 'organisation'::text, 'account'::text])));

alter table consent.override_requests add constraint override_requests_second_person CHECK (((decided_by IS NULL) OR (state = 'declined'::text) OR (decided_by <> requested_by)));

alter table consent.override_requests add constraint override_requests_state CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text])));

alter table consent.override_requests add constraint override_requests_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table directory.cost_options add constraint cost_options_amount CHECK ((amount_minor >= 0));

alter table directory.cost_options add constraint cost_options_amount_currency CHECK (((amount_minor IS NULL) = (currency IS NULL)));

alter table directory.cost_options add constraint cost_options_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table directory.cost_options add constraint cost_options_pkey PRIMARY KEY (id);

alter table directory.cost_options add constraint cost_options_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.locations add constraint locations_code UNIQUE (code);

alter table directory.locations add constraint locations_code_short CHECK ((length(code) <= 200));

alter table directory.locations add constraint locations_country CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table directory.locations add constraint locations_id_organisation UNIQUE (id, organisation_id);

alter table directory.locations add constraint locations_kind CHECK ((kind = ANY (ARRAY['physical'::text, 'postal'::text, 'virtual'::text])));

alter table directory.locations add constraint locations_lat CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)));

alter table directory.locations add constraint locations_lon CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)));

alter table directory.locations add constraint locations_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table directory.locations add constraint locations_pkey PRIMARY KEY (id);

alter table directory.locations add constraint locations_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table directory.organisations add constraint organisations_code UNIQUE (code);

alter table directory.organisations add constraint organisations_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table directory.organisations add constraint organisations_external_id UNIQUE (external_id);

alter table directory.organisations add constraint organisations_external_id_short CHECK ((length(external_id) <= 200));

alter table directory.organisations add constraint organisations_id_standing UNIQUE (id, standing);

alter table directory.organisations add constraint organisations_pkey PRIMARY KEY (id);

alter table directory.organisations add constraint organisations_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table directory.organisations add constraint organisations_reported CHECK (((standing = 'live'::text) OR ((source IS NOT NULL) AND (assured_on IS NULL))));

alter table directory.organisations add constraint organisations_standing CHECK ((standing = ANY (ARRAY['live'::text, 'reported'::text])));

alter table directory.organisations add constraint organisations_website CHECK ((website ~ '^https?://'::text));

alter table directory.phones add constraint phones_kind CHECK ((kind = ANY (ARRAY['voice'::text, 'text'::text, 'whatsapp'::text, 'fax'::text, 'textphone'::text])));

alter table directory.phones add constraint phones_number CHECK (((length(number) >= 3) AND (length(number) <= 40)));

alter table directory.phones add constraint phones_of_one CHECK ((num_nonnulls(organisation_id, service_id) = 1));

alter table directory.phones add constraint phones_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table directory.phones add constraint phones_pkey PRIMARY KEY (id);

alter table directory.phones add constraint phones_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.required_documents add constraint required_documents_pkey PRIMARY KEY (id);

alter table directory.required_documents add constraint required_documents_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.required_documents add constraint required_documents_url CHECK ((url ~ '^https?://'::text));

alter table directory.responsibilities add constraint responsibilities_code UNIQUE (code);

alter table directory.responsibilities add constraint responsibilities_code_short CHECK ((length(code) <= 120));

alter table directory.responsibilities add constraint responsibilities_of_one CHECK ((num_nonnulls(organisation_id, office_id) = 1));

alter table directory.responsibilities add constraint responsibilities_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table directory.responsibilities add constraint responsibilities_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table directory.responsibilities add constraint responsibilities_pkey PRIMARY KEY (id);

alter table directory.responsibilities add constraint responsibilities_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table directory.revisions add constraint revisions_changes CHECK ((jsonb_typeof(changes) = 'object'::text));

alter table directory.revisions add constraint revisions_object_kind CHECK ((object_kind = ANY (ARRAY['organisation'::text, 'service'::text, 'responsibility'::text])));

alter table directory.revisions add constraint revisions_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table directory.revisions add constraint revisions_pkey PRIMARY KEY (id);

alter table directory.revisions add constraint revisions_what CHECK ((what = ANY (ARRAY['created'::text, 'changed'::text, 'checked'::text, 'imported'::text])));

alter table directory.schedules add constraint schedules_location FOREIGN KEY (service_id, location_id) REFERENCES directory.service_locations(service_id, location_id) ON DELETE CASCADE;

alter table directory.schedules add constraint schedules_once UNIQUE NULLS NOT DISTINCT (service_id, location_id, weekday, opens);

alter table directory.schedules add constraint schedules_order CHECK ((closes > opens));

alter table directory.schedules add constraint schedules_pkey PRIMARY KEY (id);

alter table directory.schedules add constraint schedules_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.schedules add constraint schedules_weekday CHECK (((weekday >= 1) AND (weekday <= 7)));

alter table directory.search_entries add constraint search_entries_pkey PRIMARY KEY (service_id);

alter table directory.search_entries add constraint search_entries_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.service_areas add constraint service_areas_pkey PRIMARY KEY (service_id, place_id);

alter table directory.service_areas add constraint service_areas_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table directory.service_areas add constraint service_areas_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

alter table directory.service_locations add constraint service_locations_location FOREIGN KEY (location_id, organisation_id) REFERENCES directory.locations(id, organisation_id);

alter table directory.service_locations add constraint service_locations_once UNIQUE (service_id, location_id);

alter table directory.service_locations add constraint service_locations_pkey PRIMARY KEY (id);

alter table directory.service_locations add constraint service_locations_service FOREIGN KEY (service_id, organisation_id) REFERENCES directory.services(id, organisation_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table directory.services add constraint services_ages CHECK ((minimum_age <= maximum_age));

alter table directory.services add constraint services_code UNIQUE (code);

alter table directory.services add constraint services_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table directory.services add constraint services_cost CHECK ((cost = ANY (ARRAY['free'::text, 'paid'::text, 'unknown'::text])));

alter table directory.services add constraint services_external_id UNIQUE (external_id);

alter table directory.services add constraint services_external_id_short CHECK ((length(external_id) <= 200));

alter table directory.services add constraint services_id_organisation UNIQUE (id, organisation_id);

alter table directory.services add constraint services_id_standing UNIQUE (id, standing);

alter table directory.services add constraint services_live CHECK (((standing = 'reported'::text) OR (assured_on IS NOT NULL)));

alter table directory.services add constraint services_maximum_age CHECK (((maximum_age >= 0) AND (maximum_age <= 120)));

alter table directory.services add constraint services_minimum_age CHECK (((minimum_age >= 0) AND (minimum_age <= 120)));

alter table directory.services add constraint services_organisation FOREIGN KEY (organisation_id, standing) REFERENCES directory.organisations(id, standing);

alter table directory.services add constraint services_pkey PRIMARY KEY (id);

alter table directory.services add constraint services_reported CHECK (((standing = 'live'::text) OR ((source IS NOT NULL) AND (assured_on IS NULL))));

alter table directory.services add constraint services_standing CHECK ((standing = ANY (ARRAY['live'::text, 'reported'::text])));

alter table directory.services add constraint services_status CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'defunct'::text, 'temporarily closed'::text])));

alter table directory.services add constraint services_url CHECK ((url ~ '^https?://'::text));

alter table directory.vocabulary add constraint vocabulary_pkey PRIMARY KEY (word, lang);

alter table directory.vocabulary add constraint vocabulary_word CHECK (((length(word) >= 2) AND (length(word) <= 40)));

alter table files.files add constraint files_bytes CHECK (((bytes >= 1) AND (bytes <= 10485760)));

alter table files.files add constraint files_custody CHECK (((subject_id IS NULL) = (custodian_id IS NULL)));

alter table files.files add constraint files_media_type CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'text/plain'::text, 'text/csv'::text, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text, 'application/vnd.oasis.opendocument.text'::text])));

alter table files.files add constraint files_name_bounded CHECK ((octet_length(sealed_name) <= 1024));

alter table files.files add constraint files_of_subject UNIQUE (id, subject_id);

alter table files.files add constraint files_pkey PRIMARY KEY (id);

alter table files.files add constraint files_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table files.files add constraint files_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table identity.accounts add constraint accounts_email UNIQUE (email);

alter table identity.accounts add constraint accounts_email_form CHECK (((email = lower(email)) AND ((length(email) >= 3) AND (length(email) <= 254))));

alter table identity.accounts add constraint accounts_language_form CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table identity.accounts add constraint accounts_name_short CHECK ((length(name) <= 200));

alter table identity.accounts add constraint accounts_origin CHECK ((origin = ANY (ARRAY['code'::text, 'card'::text, 'provider'::text, 'invitation'::text, 'set-up'::text])));

alter table identity.accounts add constraint accounts_phone UNIQUE (phone);

alter table identity.accounts add constraint accounts_phone_form CHECK ((phone ~ '^\+[1-9][0-9]{5,14}$'::text));

alter table identity.accounts add constraint accounts_pkey PRIMARY KEY (id);

alter table identity.authenticators add constraint authenticators_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.authenticators add constraint authenticators_pkey PRIMARY KEY (account_id);

alter table identity.code_cards add constraint code_cards_lookup UNIQUE (lookup);

alter table identity.code_cards add constraint code_cards_period CHECK (((expires_at > issued_at) AND (expires_at <= (issued_at + '366 days'::interval))));

alter table identity.code_cards add constraint code_cards_pkey PRIMARY KEY (id);

alter table identity.code_cards add constraint code_cards_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table identity.contact_claims add constraint contact_claims_kind CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text])));

alter table identity.contact_claims add constraint contact_claims_pkey PRIMARY KEY (subject_id, kind);

alter table identity.contact_claims add constraint contact_claims_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table identity.passkeys add constraint passkeys_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.passkeys add constraint passkeys_credential UNIQUE (credential_id);

alter table identity.passkeys add constraint passkeys_name_short CHECK (((length(name) >= 1) AND (length(name) <= 100)));

alter table identity.passkeys add constraint passkeys_pkey PRIMARY KEY (id);

alter table identity.passwords add constraint passwords_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.passwords add constraint passwords_pkey PRIMARY KEY (account_id);

alter table identity.provider_links add constraint provider_links_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.provider_links add constraint provider_links_once UNIQUE (issuer, subject);

alter table identity.provider_links add constraint provider_links_pkey PRIMARY KEY (id);

alter table identity.recovery_codes add constraint recovery_codes_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.recovery_codes add constraint recovery_codes_pkey PRIMARY KEY (account_id, code_hash);

alter table identity.sessions add constraint sessions_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.sessions add constraint sessions_assurance CHECK ((assurance = ANY (ARRAY[1, 2])));

alter table identity.sessions add constraint sessions_card FOREIGN KEY (card_id) REFERENCES identity.code_cards(id) ON DELETE CASCADE;

alter table identity.sessions add constraint sessions_card_way CHECK (((way = 'card'::text) = (card_id IS NOT NULL)));

alter table identity.sessions add constraint sessions_device_short CHECK ((length(device) <= 100));

alter table identity.sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table identity.sessions add constraint sessions_second_factor CHECK (((assurance = 2) = (second_factor_at IS NOT NULL)));

alter table identity.sessions add constraint sessions_token UNIQUE (token_hash);

alter table identity.sessions add constraint sessions_way CHECK ((way = ANY (ARRAY['code'::text, 'card'::text, 'password'::text, 'provider'::text])));

alter table identity.tries add constraint tries_pkey PRIMARY KEY (key);

alter table identity.verifications add constraint verifications_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table identity.verifications add constraint verifications_kind CHECK ((kind = ANY (ARRAY['code'::text, 'address'::text, 'password-link'::text, 'provider'::text, 'authenticator'::text, 'passkey-new'::text, 'passkey'::text])));

alter table identity.verifications add constraint verifications_pkey PRIMARY KEY (kind, key_hash);

alter table imports.uploads add constraint uploads_bounded CHECK ((octet_length(sealed) <= 21000000));

alter table imports.uploads add constraint uploads_kind CHECK (((length(kind) >= 1) AND (length(kind) <= 60)));

alter table imports.uploads add constraint uploads_name CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table imports.uploads add constraint uploads_pkey PRIMARY KEY (id);

alter table jobs.progress add constraint progress_pkey PRIMARY KEY (id);

alter table jobs.progress add constraint progress_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])));

alter table kernel.drafts add constraint drafts_bounded CHECK ((octet_length(sealed) <= 262144));

alter table kernel.drafts add constraint drafts_form_short CHECK ((length(form) <= 200));

alter table kernel.drafts add constraint drafts_pkey PRIMARY KEY (account_id, form);

alter table kernel.idempotency add constraint idempotency_pkey PRIMARY KEY (actor_key, key);

alter table kernel.network add constraint network_has_language CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 30)));

alter table kernel.network add constraint network_one_row CHECK (only_row);

alter table kernel.network add constraint network_pkey PRIMARY KEY (only_row);

alter table kernel.network_keys add constraint network_keys_number CHECK ((number >= 1));

alter table kernel.network_keys add constraint network_keys_pkey PRIMARY KEY (number);

alter table mail.messages add constraint messages_bounded CHECK ((octet_length(sealed) <= 1048576));

alter table mail.messages add constraint messages_channel CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text])));

alter table mail.messages add constraint messages_ended CHECK (((state = 'queued'::text) = (ended_at IS NULL)));

alter table mail.messages add constraint messages_pkey PRIMARY KEY (id);

alter table mail.messages add constraint messages_state CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'shown'::text, 'failed'::text])));

alter table mail.messages add constraint messages_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table messages.contacts add constraint contacts_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table messages.contacts add constraint contacts_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON DELETE SET NULL (person_id);

alter table messages.contacts add constraint contacts_pkey PRIMARY KEY (id);

alter table messages.questions add constraint questions_answered CHECK (((state <> 'answered'::text) OR (sealed_answer IS NOT NULL)));

alter table messages.questions add constraint questions_bounded CHECK ((octet_length(sealed) <= 65536));

alter table messages.questions add constraint questions_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table messages.questions add constraint questions_pkey PRIMARY KEY (id);

alter table messages.questions add constraint questions_reply_by CHECK ((reply_by = ANY (ARRAY['sms'::text, 'email'::text, 'link'::text])));

alter table messages.questions add constraint questions_state CHECK ((state = ANY (ARRAY['new'::text, 'answered'::text, 'closed'::text])));

alter table messages.questions add constraint questions_token UNIQUE (token_hash);

alter table migrations.applied add constraint applied_pkey PRIMARY KEY (name);

alter table offices.closures add constraint closures_office FOREIGN KEY (office_id) REFERENCES offices.offices(id) ON DELETE CASCADE;

alter table offices.closures add constraint closures_pkey PRIMARY KEY (office_id, on_day);

alter table offices.hours add constraint hours_office FOREIGN KEY (office_id) REFERENCES offices.offices(id) ON DELETE CASCADE;

alter table offices.hours add constraint hours_order CHECK ((closes > opens));

alter table offices.hours add constraint hours_pkey PRIMARY KEY (office_id, weekday, opens);

alter table offices.hours add constraint hours_weekday CHECK (((weekday >= 1) AND (weekday <= 7)));

alter table offices.offices add constraint offices_code UNIQUE (code);

alter table offices.offices add constraint offices_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80)));

alter table offices.offices add constraint offices_pkey PRIMARY KEY (id);

alter table offices.offices add constraint offices_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table offices.offices add constraint offices_seats_per_slot CHECK (((seats_per_slot >= 1) AND (seats_per_slot <= 50)));

alter table offices.offices add constraint offices_slot_minutes CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240)));

alter table offices.territories add constraint territories_office FOREIGN KEY (office_id) REFERENCES offices.offices(id) ON DELETE CASCADE;

alter table offices.territories add constraint territories_pkey PRIMARY KEY (office_id, place_id);

alter table offices.territories add constraint territories_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table people.contacts add constraint contacts_email CHECK ((length(email) <= 254));

alter table people.contacts add constraint contacts_note CHECK ((length(note) <= 500));

alter table people.contacts add constraint contacts_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table people.contacts add constraint contacts_phone CHECK ((phone ~ '^\+[0-9]{6,15}$'::text));

alter table people.contacts add constraint contacts_pkey PRIMARY KEY (person_id);

alter table people.contacts add constraint contacts_reach_by CHECK ((reach_by = ANY (ARRAY['sms'::text, 'email'::text, 'none'::text])));

alter table people.identities add constraint identities_birth_year CHECK (((birth_year >= 1900) AND (birth_year <= 2200)));

alter table people.identities add constraint identities_family_name CHECK ((length(family_name) <= 120));

alter table people.identities add constraint identities_given_name CHECK (((length(given_name) >= 1) AND (length(given_name) <= 120)));

alter table people.identities add constraint identities_other_script CHECK ((length(name_in_other_script) <= 240));

alter table people.identities add constraint identities_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table people.identities add constraint identities_pkey PRIMARY KEY (person_id);

alter table people.identity_numbers add constraint identity_numbers_kind CHECK (((length(kind) >= 1) AND (length(kind) <= 60)));

alter table people.identity_numbers add constraint identity_numbers_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table people.identity_numbers add constraint identity_numbers_pkey PRIMARY KEY (id);

alter table people.people add constraint people_custody UNIQUE (id, office_id);

alter table people.people add constraint people_pkey PRIMARY KEY (id);

alter table people.people add constraint people_reference UNIQUE (office_id, reference);

alter table people.people add constraint people_subject FOREIGN KEY (id, office_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table people.profiles add constraint profiles_gender CHECK ((gender = ANY (ARRAY['woman'::text, 'man'::text, 'other'::text, 'not-said'::text])));

alter table people.profiles add constraint profiles_guardian CHECK ((length(guardian) <= 240));

alter table people.profiles add constraint profiles_guardian_of_minor CHECK (((NOT minor) OR (guardian IS NOT NULL)));

alter table people.profiles add constraint profiles_origin FOREIGN KEY (origin_place_id) REFERENCES places.places(id);

alter table people.profiles add constraint profiles_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table people.profiles add constraint profiles_pkey PRIMARY KEY (person_id);

alter table people.profiles add constraint profiles_residence FOREIGN KEY (residence_place_id) REFERENCES places.places(id);

alter table places.corridors add constraint corridors_as_of CHECK ((as_of ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table places.corridors add constraint corridors_code UNIQUE (code);

alter table places.corridors add constraint corridors_destination FOREIGN KEY (destination_id) REFERENCES places.places(id);

alter table places.corridors add constraint corridors_facts CHECK ((jsonb_typeof(facts) = 'array'::text));

alter table places.corridors add constraint corridors_origin FOREIGN KEY (origin_id) REFERENCES places.places(id);

alter table places.corridors add constraint corridors_pair UNIQUE (origin_id, destination_id);

alter table places.corridors add constraint corridors_pkey PRIMARY KEY (id);

alter table places.holidays add constraint holidays_pkey PRIMARY KEY (id);

alter table places.holidays add constraint holidays_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table places.members add constraint members_area FOREIGN KEY (area_id) REFERENCES places.places(id) ON DELETE CASCADE;

alter table places.members add constraint members_member FOREIGN KEY (member_id) REFERENCES places.places(id) ON DELETE CASCADE;

alter table places.members add constraint members_pkey PRIMARY KEY (area_id, member_id);

alter table places.names add constraint names_pkey PRIMARY KEY (place_id, words);

alter table places.names add constraint names_place FOREIGN KEY (place_id) REFERENCES places.places(id) ON DELETE CASCADE;

alter table places.openings add constraint openings_as_of CHECK ((as_of ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table places.openings add constraint openings_code UNIQUE (code);

alter table places.openings add constraint openings_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table places.openings add constraint openings_kind CHECK ((kind = ANY (ARRAY['sector'::text, 'opening'::text])));

alter table places.openings add constraint openings_pkey PRIMARY KEY (id);

alter table places.openings add constraint openings_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table places.places add constraint places_code UNIQUE (code);

alter table places.places add constraint places_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80)));

alter table places.places add constraint places_country_on_top CHECK (((level <> 'country'::text) OR (parent_id IS NULL)));

alter table places.places add constraint places_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table places.places add constraint places_iso CHECK ((iso ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text));

alter table places.places add constraint places_lat CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)));

alter table places.places add constraint places_level CHECK ((level = ANY (ARRAY['country'::text, 'region'::text, 'province'::text, 'municipality'::text, 'area'::text])));

alter table places.places add constraint places_lon CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)));

alter table places.places add constraint places_not_own_parent CHECK ((parent_id <> id));

alter table places.places add constraint places_nuts CHECK ((nuts ~ '^[A-Z]{2}[A-Z0-9]{0,3}$'::text));

alter table places.places add constraint places_parent FOREIGN KEY (parent_id) REFERENCES places.places(id);

alter table places.places add constraint places_pkey PRIMARY KEY (id);

alter table practices.corridors add constraint corridors_destination FOREIGN KEY (destination_id) REFERENCES places.places(id);

alter table practices.corridors add constraint corridors_destination_name CHECK (((length(destination_name) >= 1) AND (length(destination_name) <= 200)));

alter table practices.corridors add constraint corridors_origin FOREIGN KEY (origin_id) REFERENCES places.places(id);

alter table practices.corridors add constraint corridors_origin_name CHECK (((length(origin_name) >= 1) AND (length(origin_name) <= 200)));

alter table practices.corridors add constraint corridors_pkey PRIMARY KEY (practice_id, "position");

alter table practices.corridors add constraint corridors_position CHECK (("position" >= 0));

alter table practices.corridors add constraint corridors_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table practices.practices add constraint practices_admin_level CHECK (((length(admin_level) >= 1) AND (length(admin_level) <= 60)));

alter table practices.practices add constraint practices_budget_currency CHECK ((budget_currency ~ '^[A-Z]{3}$'::text));

alter table practices.practices add constraint practices_budget_positive CHECK ((budget_minor >= 0));

alter table practices.practices add constraint practices_budget_sources CHECK (practices.are_translated(budget_sources));

alter table practices.practices add constraint practices_budget_whole CHECK (((budget_minor IS NULL) = (budget_currency IS NULL)));

alter table practices.practices add constraint practices_code UNIQUE (code);

alter table practices.practices add constraint practices_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table practices.practices add constraint practices_coherence_mechanisms CHECK (practices.are_translated(coherence_mechanisms));

alter table practices.practices add constraint practices_communication CHECK (practices.are_translated(communication));

alter table practices.practices add constraint practices_departments CHECK (practices.are_translated(departments));

alter table practices.practices add constraint practices_development_priorities CHECK (practices.are_translated(development_priorities));

alter table practices.practices add constraint practices_ends CHECK ((ends ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_objectives CHECK (practices.are_translated(objectives));

alter table practices.practices add constraint practices_obstacles CHECK (practices.are_translated(obstacles));

alter table practices.practices add constraint practices_partners_elsewhere CHECK (practices.are_translated(partners_elsewhere));

alter table practices.practices add constraint practices_partners_same_community CHECK (practices.are_translated(partners_same_community));

alter table practices.practices add constraint practices_pkey PRIMARY KEY (id);

alter table practices.practices add constraint practices_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table practices.practices add constraint practices_reported CHECK ((reported ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_source CHECK ((jsonb_typeof(source) = 'object'::text));

alter table practices.practices add constraint practices_starts CHECK ((starts ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_success_features CHECK (practices.are_translated(success_features));

alter table practices.practices add constraint practices_website CHECK (((website ~ '^https?://'::text) AND (length(website) <= 2000)));

alter table ventures.events add constraint events_kind CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text, 'stage'::text, 'founder-joined'::text, 'founder-left'::text, 'handed-over'::text, 'follow-up'::text])));

alter table ventures.events add constraint events_pkey PRIMARY KEY (id);

alter table ventures.events add constraint events_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table ventures.founders add constraint founders_person FOREIGN KEY (person_id, person_office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table ventures.founders add constraint founders_pkey PRIMARY KEY (venture_id, person_id);

alter table ventures.founders add constraint founders_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table ventures.ventures add constraint ventures_custody UNIQUE (id, office_id);

alter table ventures.ventures add constraint ventures_here FOREIGN KEY (here_place_id) REFERENCES places.places(id);

alter table ventures.ventures add constraint ventures_lead FOREIGN KEY (lead_person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table ventures.ventures add constraint ventures_location CHECK ((location = ANY (ARRAY['here'::text, 'there'::text, 'both'::text])));

alter table ventures.ventures add constraint ventures_pkey PRIMARY KEY (id);

alter table ventures.ventures add constraint ventures_stage CHECK ((stage = ANY (ARRAY['idea'::text, 'planning'::text, 'registering'::text, 'trading'::text, 'growing'::text, 'paused'::text, 'closed'::text])));

alter table ventures.ventures add constraint ventures_summary CHECK ((length(summary) <= 4000));

alter table ventures.ventures add constraint ventures_there FOREIGN KEY (there_place_id) REFERENCES places.places(id);

alter table ventures.ventures add constraint ventures_title CHECK (((length(title) >= 1) AND (length(title) <= 160)));

-- indexes

CREATE INDEX appointments_email ON appointments.appointments USING btree (email) WHERE (email IS NOT NULL);

CREATE INDEX appointments_office_day ON appointments.appointments USING btree (office_id, starts_at);

CREATE INDEX appointments_person_id ON appointments.appointments USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX appointments_phone ON appointments.appointments USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX appointments_unforgotten ON appointments.appointments USING btree (ends_at) WHERE (forgotten_at IS NULL);

CREATE INDEX assignments_scope_id ON access.assignments USING btree (scope_id) WHERE (ended_at IS NULL);

CREATE INDEX blockers_case_id ON cases.blockers USING btree (case_id);

CREATE INDEX cases_counsellor ON cases.cases USING btree (counsellor_id, office_id, state, updated_at DESC, id DESC);

CREATE INDEX cases_due ON cases.cases USING btree (office_id, state, next_due_on, id);

CREATE INDEX cases_office ON cases.cases USING btree (office_id, state, updated_at DESC, id DESC);

CREATE INDEX cases_opened ON cases.cases USING btree (office_id, state, opened_at DESC, id DESC);

CREATE INDEX cases_person_id ON cases.cases USING btree (person_id);

CREATE INDEX cases_venture_id ON cases.cases USING btree (venture_id) WHERE (venture_id IS NOT NULL);

CREATE INDEX code_cards_custodian ON identity.code_cards USING btree (custodian_id);

CREATE INDEX contact_claims_fingerprint ON identity.contact_claims USING btree (fingerprint);

CREATE INDEX contacts_email ON people.contacts USING btree (office_id, email);

CREATE INDEX contacts_office_at ON messages.contacts USING btree (office_id, at DESC);

CREATE INDEX contacts_phone ON people.contacts USING btree (office_id, phone);

CREATE INDEX corridors_destination_id ON places.corridors USING btree (destination_id);

CREATE INDEX corridors_destination_id ON practices.corridors USING btree (destination_id) WHERE (destination_id IS NOT NULL);

CREATE INDEX corridors_origin_id ON practices.corridors USING btree (origin_id) WHERE (origin_id IS NOT NULL);

CREATE INDEX cost_options_service_id ON directory.cost_options USING btree (service_id);

CREATE INDEX entries_actor ON audit.entries USING btree (actor, id);

CREATE INDEX entries_subject ON audit.entries USING btree (subject, id);

CREATE INDEX events_case_id ON cases.events USING btree (case_id, id DESC);

CREATE INDEX events_venture_at ON ventures.events USING btree (venture_id, at);

CREATE INDEX files_custodian_id ON files.files USING btree (custodian_id);

CREATE INDEX files_subject_id ON files.files USING btree (subject_id, uploaded_at);

CREATE INDEX files_uploaded_by ON files.files USING btree (uploaded_by) WHERE (subject_id IS NULL);

CREATE INDEX follow_ups_due ON cases.follow_ups USING btree (office_id, due_on, id) WHERE (done_at IS NULL);

CREATE INDEX founders_person_id ON ventures.founders USING btree (person_id);

CREATE INDEX grants_recipient ON consent.grants USING btree (recipient_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX grants_subject_id ON consent.grants USING btree (subject_id);

CREATE INDEX handovers_case_id ON cases.handovers USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX handovers_from ON cases.handovers USING btree (from_office_id, state);

CREATE INDEX handovers_grant_id ON cases.handovers USING btree (grant_id) WHERE (grant_id IS NOT NULL);

CREATE INDEX handovers_person_id ON cases.handovers USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX handovers_to ON cases.handovers USING btree (to_office_id, state);

CREATE INDEX holidays_on_day ON places.holidays USING btree (on_day);

CREATE INDEX idempotency_created_at ON kernel.idempotency USING btree (created_at);

CREATE INDEX identities_office ON people.identities USING btree (office_id, family_name, given_name);

CREATE INDEX identities_search ON people.identities USING gin (search_words gin_trgm_ops);

CREATE INDEX identity_numbers_fingerprint ON people.identity_numbers USING btree (office_id, fingerprint);

CREATE INDEX locations_organisation_id ON directory.locations USING btree (organisation_id);

CREATE INDEX locations_place_id ON directory.locations USING btree (place_id);

CREATE INDEX members_member_id ON places.members USING btree (member_id);

CREATE INDEX messages_ended_at ON mail.messages USING btree (ended_at);

CREATE INDEX messages_subject_id ON mail.messages USING btree (subject_id);

CREATE INDEX names_words ON places.names USING gin (words gin_trgm_ops);

CREATE INDEX notes_case_id ON cases.notes USING btree (case_id, written_at DESC);

CREATE INDEX offices_organisation_id ON offices.offices USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX offices_place_id ON offices.offices USING btree (place_id);

CREATE INDEX openings_corridor_id ON places.openings USING btree (corridor_id) WHERE (corridor_id IS NOT NULL);

CREATE INDEX openings_place_id ON places.openings USING btree (place_id);

CREATE INDEX organisations_place_id ON directory.organisations USING btree (place_id);

CREATE INDEX organisations_words ON directory.organisations USING gin (words gin_trgm_ops);

CREATE INDEX override_requests_custodian ON consent.override_requests USING btree (custodian_id) WHERE (state = 'asked'::text);

CREATE INDEX override_requests_subject_id ON consent.override_requests USING btree (subject_id);

CREATE INDEX passkeys_account_id ON identity.passkeys USING btree (account_id);

CREATE INDEX people_office ON people.people USING btree (office_id, created_at DESC);

CREATE INDEX phones_organisation_id ON directory.phones USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX phones_service_id ON directory.phones USING btree (service_id) WHERE (service_id IS NOT NULL);

CREATE INDEX places_iso_code ON places.places USING btree (iso) WHERE (iso IS NOT NULL);

CREATE INDEX places_parent_id ON places.places USING btree (parent_id);

CREATE INDEX practices_place_id ON practices.practices USING btree (place_id) WHERE (place_id IS NOT NULL);

CREATE INDEX practices_search ON practices.practices USING gin (search);

CREATE INDEX provider_links_account_id ON identity.provider_links USING btree (account_id);

CREATE INDEX questions_office_state ON messages.questions USING btree (office_id, state, asked_at);

CREATE INDEX referrals_case_id ON cases.referrals USING btree (case_id);

CREATE INDEX referrals_grant_id ON cases.referrals USING btree (grant_id);

CREATE INDEX referrals_organisation_id ON cases.referrals USING btree (organisation_id, state);

CREATE INDEX referrals_step_id ON cases.referrals USING btree (step_id);

CREATE INDEX referrals_unanswered ON cases.referrals USING btree (office_id) WHERE (state = ANY (ARRAY['sent'::text, 'seen'::text]));

CREATE INDEX required_documents_service_id ON directory.required_documents USING btree (service_id);

CREATE INDEX responsibilities_office_id ON directory.responsibilities USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX responsibilities_organisation_id ON directory.responsibilities USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX responsibilities_topic_place ON directory.responsibilities USING btree (topic, place_id);

CREATE INDEX revisions_object ON directory.revisions USING btree (object_id, at DESC);

CREATE INDEX revisions_organisation_id ON directory.revisions USING btree (organisation_id);

CREATE INDEX search_entries_newest ON directory.search_entries USING btree (standing, sort_on DESC, service_id) WHERE listed;

CREATE INDEX search_entries_places ON directory.search_entries USING gin (places);

CREATE INDEX search_entries_within ON directory.search_entries USING gin (within);

CREATE INDEX search_entries_words ON directory.search_entries USING gin (words) WITH (fastupdate='on', gin_pending_list_limit='32768');

CREATE INDEX service_areas_place_id ON directory.service_areas USING btree (place_id);

CREATE INDEX service_locations_location_id ON directory.service_locations USING btree (location_id);

CREATE INDEX services_organisation_id ON directory.services USING btree (organisation_id);

CREATE INDEX services_standing_assured ON directory.services USING btree (standing, assured_on);

CREATE INDEX sessions_account_id ON identity.sessions USING btree (account_id);

CREATE INDEX sessions_card_id ON identity.sessions USING btree (card_id) WHERE (card_id IS NOT NULL);

CREATE INDEX sessions_last_seen_at ON identity.sessions USING btree (last_seen_at);

CREATE INDEX steps_case_id ON cases.steps USING btree (case_id, "position");

CREATE INDEX steps_due ON cases.steps USING btree (office_id, due_on, id) WHERE (state = ANY (ARRAY['planned'::text, 'under-way'::text]));

CREATE INDEX subject_accounts_account ON access.subject_accounts USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX subjects_custodian ON access.subjects USING btree (custodian_id);

CREATE INDEX tasks_case_id ON cases.tasks USING btree (case_id);

CREATE INDEX tasks_open ON cases.tasks USING btree (office_id, due_on, id) WHERE (done_at IS NULL);

CREATE INDEX territories_place_id ON offices.territories USING btree (place_id);

CREATE INDEX tries_counted_at ON identity.tries USING btree (counted_at);

CREATE INDEX ventures_lead_person ON ventures.ventures USING btree (lead_person_id);

CREATE INDEX ventures_office ON ventures.ventures USING btree (office_id, stage);

CREATE INDEX verifications_account_id ON identity.verifications USING btree (account_id) WHERE (account_id IS NOT NULL);

CREATE INDEX verifications_expires_at ON identity.verifications USING btree (expires_at);

CREATE INDEX vocabulary_trigrams ON directory.vocabulary USING gin (word gin_trgm_ops);

CREATE UNIQUE INDEX assignments_once ON access.assignments USING btree (account_id, role, scope_kind, scope_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX cases_one_open ON cases.cases USING btree (person_id, office_id) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX code_cards_one_live ON identity.code_cards USING btree (subject_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX handovers_one_open ON cases.handovers USING btree (person_id, to_office_id) WHERE (state = ANY (ARRAY['offered'::text, 'seen'::text]));

CREATE UNIQUE INDEX holidays_once ON places.holidays USING btree (place_id, on_day, kernel.text_in((name)::jsonb, 'en'::text));

CREATE UNIQUE INDEX referrals_one_open ON cases.referrals USING btree (step_id, organisation_id) WHERE (state = ANY (ARRAY['sent'::text, 'seen'::text, 'accepted'::text]));

-- policies

create policy administered on access.assignments for select to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'auditor'::text, 'data-protection-officer'::text]) AS in_network));

create policy administrator_ends on access.assignments for update to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy administrator_grants on access.assignments for insert to ponte_app with check (((granted_by = kernel.actor()) AND (ended_at IS NULL) AND ( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)));

create policy jobs_read on access.assignments for select to ponte_jobs using (true);

create policy managed on access.assignments for select to ponte_app using ((scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text, 'counsellor'::text]) AS scopes)));

create policy manager_ends on access.assignments for update to ponte_app using (((role = 'counsellor'::text) AND (scope_kind = 'office'::text) AND (scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))));

create policy manager_grants on access.assignments for insert to ponte_app with check (((granted_by = kernel.actor()) AND (ended_at IS NULL) AND (role = 'counsellor'::text) AND (scope_kind = 'office'::text) AND (scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))));

create policy own_roles on access.assignments for select to ponte_app using ((account_id = kernel.actor()));

create policy owner_all on access.assignments for all to ponte_owner using (true) with check (true);

create policy custody on access.subject_accounts for all to ponte_app using ((subject_id IN ( SELECT subjects.id FROM access.subjects WHERE (subjects.custodian_id IN ( SELECT access.desks() AS desks)))));

create policy ends_own on access.subject_accounts for update to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1))) with check (((account_id = kernel.actor()) AND (ended_at IS NOT NULL)));

create policy jobs_all on access.subject_accounts for all to ponte_jobs using (true);

create policy officer on access.subject_accounts for all to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)) with check ((((how = 'officer-decision'::text) OR (ended_at IS NOT NULL)) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)));

create policy owner_all on access.subject_accounts for all to ponte_owner using (true) with check (true);

create policy self on access.subject_accounts for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy first_use on access.subject_keys for insert to ponte_app with check (((destroyed_at IS NULL) AND ((subject_id IN ( SELECT subjects.id FROM access.subjects)) OR (subject_id IN ( SELECT consent.reached_subjects() AS reached_subjects)))));

create policy granted on access.subject_keys for select to ponte_app using ((subject_id IN ( SELECT consent.reached_subjects() AS reached_subjects)));

create policy jobs_all on access.subject_keys for all to ponte_jobs using (true);

create policy owner_all on access.subject_keys for all to ponte_owner using (true) with check (true);

create policy reach on access.subject_keys for select to ponte_app using ((subject_id IN ( SELECT subjects.id FROM access.subjects)));

create policy custody on access.subjects for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks))) with check ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy granted on access.subjects for select to ponte_app using ((id IN ( SELECT consent.subjects('identity'::text) AS subjects)));

create policy jobs_all on access.subjects for all to ponte_jobs using (true);

create policy owner_all on access.subjects for all to ponte_owner using (true) with check (true);

create policy self on access.subjects for select to ponte_app using ((id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on access.withheld for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy granted on access.withheld for select to ponte_app using ((subject_id IN ( SELECT consent.reached_subjects() AS reached_subjects)));

create policy jobs_all on access.withheld for all to ponte_jobs using (true);

create policy owner_all on access.withheld for all to ponte_owner using (true) with check (true);

create policy self on access.withheld for all to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on appointments.appointments for select to ponte_app using (((custodian_id IN ( SELECT access.desks() AS desks)) AND (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = appointments.person_id) AND (w.part = 'appointments'::text) AND (appointments.booked_at < w.before)))))));

create policy desk on appointments.appointments for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND ((person_id IS NULL) OR (custodian_id IN ( SELECT access.desks() AS desks)) OR (starts_at > (now() - '7 days'::interval)))));

create policy desk_books on appointments.appointments for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (booked_by = kernel.actor()) AND (state = 'booked'::text) AND ((person_id IS NULL) OR (custodian_id IN ( SELECT access.desks() AS desks)) OR (person_id IN ( SELECT consent.subjects('appointments'::text) AS subjects)))));

create policy desk_changes on appointments.appointments for update to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND ((person_id IS NULL) OR (custodian_id IN ( SELECT access.desks() AS desks)) OR (starts_at > (now() - '7 days'::interval))))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on appointments.appointments for select to ponte_app using (((person_id IN ( SELECT consent.subjects('appointments'::text) AS subjects)) AND (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = appointments.person_id) AND (w.part = 'appointments'::text) AND (appointments.booked_at < w.before)))))));

create policy jobs_all on appointments.appointments for all to ponte_jobs using (true);

create policy link on appointments.appointments for select to ponte_app using ((token_hash = kernel.link_token()));

create policy link_books on appointments.appointments for insert to ponte_app with check (((token_hash = kernel.link_token()) AND (person_id IS NULL) AND (state = 'booked'::text) AND (booked_by IS NULL) AND (starts_at > now()) AND (office_id IN ( SELECT offices.id FROM offices.offices WHERE offices.active))));

create policy link_changes on appointments.appointments for update to ponte_app using (((token_hash = kernel.link_token()) AND (state = 'booked'::text) AND (starts_at > now()))) with check (((token_hash = kernel.link_token()) AND (state = ANY (ARRAY['booked'::text, 'cancelled'::text]))));

create policy owner_all on appointments.appointments for all to ponte_owner using (true) with check (true);

create policy self on appointments.appointments for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_books on appointments.appointments for insert to ponte_app with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (state = 'booked'::text) AND (booked_by IS NULL) AND (starts_at > now()) AND (office_id IN ( SELECT offices.id FROM offices.offices WHERE offices.active))));

create policy self_changes on appointments.appointments for update to ponte_app using (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (state = 'booked'::text) AND (starts_at > now()))) with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (state = ANY (ARRAY['booked'::text, 'cancelled'::text]))));

create policy jobs_all on audit.entries for select to ponte_jobs using (true);

create policy officer on audit.entries for select to ponte_app using (( SELECT access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]) AS in_network));

create policy owner_all on audit.entries for all to ponte_owner using (true) with check (true);

create policy self on audit.entries for select to ponte_app using ((subject IN ( SELECT audit.own_pseudonyms() AS own_pseudonyms)));

create policy jobs_all on audit.pseudonyms for all to ponte_jobs using (true);

create policy owner_all on audit.pseudonyms for all to ponte_owner using (true) with check (true);

create policy jobs_all on audit.seals for all to ponte_jobs using (true) with check (true);

create policy owner_all on audit.seals for all to ponte_owner using (true) with check (true);

create policy readable on audit.seals for select to ponte_app using (( SELECT access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]) AS in_network));

create policy custody on cases.blockers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on cases.blockers for select to ponte_app using ((person_id IN ( SELECT consent.subjects('plan'::text) AS subjects)));

create policy jobs_all on cases.blockers for all to ponte_jobs using (true);

create policy joint on cases.blockers for all to ponte_app using ((case_id IN ( SELECT cases.joint_cases() AS joint_cases))) with check ((case_id IN ( SELECT cases.joint_cases() AS joint_cases)));

create policy owner_all on cases.blockers for all to ponte_owner using (true) with check (true);

create policy self on cases.blockers for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on cases.cases for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on cases.cases for select to ponte_app using ((person_id IN ( SELECT consent.subjects('plan'::text) AS subjects)));

create policy jobs_all on cases.cases for all to ponte_jobs using (true);

create policy owner_all on cases.cases for all to ponte_owner using (true) with check (true);

create policy self on cases.cases for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on cases.events for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on cases.events for select to ponte_app using ((person_id IN ( SELECT consent.subjects('plan'::text) AS subjects)));

create policy jobs_all on cases.events for all to ponte_jobs using (true);

create policy owner_all on cases.events for all to ponte_owner using (true) with check (true);

create policy self on cases.events for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on cases.follow_ups for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on cases.follow_ups for select to ponte_app using ((person_id IN ( SELECT consent.subjects('plan'::text) AS subjects)));

create policy jobs_all on cases.follow_ups for all to ponte_jobs using (true);

create policy owner_all on cases.follow_ups for all to ponte_owner using (true) with check (true);

create policy self on cases.follow_ups for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy from_desk on cases.handovers for select to ponte_app using ((from_office_id IN ( SELECT access.desks() AS desks)));

create policy from_desk_answers on cases.handovers for update to ponte_app using (((from_office_id IN ( SELECT access.desks() AS desks)) AND (state = ANY (ARRAY['asked'::text, 'offered'::text, 'seen'::text])))) with check (((from_office_id IN ( SELECT access.desks() AS desks)) AND (((state = 'declined'::text) AND (person_id IS NULL)) OR ((state = ANY (ARRAY['offered'::text, 'withdrawn'::text])) AND (person_id IN ( SELECT subjects.id FROM access.subjects WHERE (subjects.custodian_id = handovers.from_office_id))) AND (case_id IN ( SELECT c.id FROM cases.cases c WHERE ((c.person_id = handovers.person_id) AND (c.office_id = handovers.from_office_id))))))));

create policy from_desk_offers on cases.handovers for insert to ponte_app with check (((from_office_id IN ( SELECT access.desks() AS desks)) AND (started_by = 'custodian'::text) AND (state = 'offered'::text) AND (person_id IN ( SELECT subjects.id FROM access.subjects WHERE (subjects.custodian_id = handovers.from_office_id))) AND (case_id IN ( SELECT c.id FROM cases.cases c WHERE ((c.person_id = handovers.person_id) AND (c.office_id = handovers.from_office_id))))));

create policy jobs_all on cases.handovers for all to ponte_jobs using (true);

create policy owner_all on cases.handovers for all to ponte_owner using (true) with check (true);

create policy self on cases.handovers for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy to_desk on cases.handovers for select to ponte_app using ((to_office_id IN ( SELECT access.desks() AS desks)));

create policy to_desk_answers on cases.handovers for update to ponte_app using (((to_office_id IN ( SELECT access.desks() AS desks)) AND (state = ANY (ARRAY['asked'::text, 'offered'::text, 'seen'::text])))) with check (((to_office_id IN ( SELECT access.desks() AS desks)) AND (state = ANY (ARRAY['seen'::text, 'declined'::text, 'withdrawn'::text]))));

create policy to_desk_asks on cases.handovers for insert to ponte_app with check (((to_office_id IN ( SELECT access.desks() AS desks)) AND (started_by = 'other-end'::text) AND (state = 'asked'::text) AND (person_id IS NULL)));

create policy author on cases.notes for select to ponte_app using (((author_id = kernel.actor()) AND (case_id IN ( SELECT cases.joint_cases() AS joint_cases))));

create policy custody on cases.notes for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND ((written_in IN ( SELECT access.desks() AS desks)) OR (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = notes.person_id) AND (w.part = 'notes'::text) AND (notes.written_at < w.before))))))));

create policy custody_writes on cases.notes for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (written_in IN ( SELECT access.desks() AS desks)) AND (author_id = kernel.actor())));

create policy granted on cases.notes for select to ponte_app using (((person_id IN ( SELECT consent.subjects('notes'::text) AS subjects)) AND (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = notes.person_id) AND (w.part = 'notes'::text) AND (notes.written_at < w.before)))))));

create policy jobs_all on cases.notes for all to ponte_jobs using (true);

create policy joint_writes on cases.notes for insert to ponte_app with check (((case_id IN ( SELECT cases.joint_cases() AS joint_cases)) AND (written_in IN ( SELECT access.desks() AS desks)) AND (author_id = kernel.actor())));

create policy owner_all on cases.notes for all to ponte_owner using (true) with check (true);

create policy self on cases.notes for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on cases.referrals for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_sends on cases.referrals for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (sent_by = kernel.actor()) AND (state = 'sent'::text)));

create policy custody_withdraws on cases.referrals for update to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND (state = 'withdrawn'::text)));

create policy jobs_all on cases.referrals for all to ponte_jobs using (true);

create policy joint on cases.referrals for select to ponte_app using ((case_id IN ( SELECT cases.joint_cases() AS joint_cases)));

create policy owner_all on cases.referrals for all to ponte_owner using (true) with check (true);

create policy provider on cases.referrals for select to ponte_app using (((organisation_id IN ( SELECT access.organisations() AS organisations)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor))));

create policy provider_answers on cases.referrals for update to ponte_app using (((organisation_id IN ( SELECT access.organisations() AS organisations)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)))) with check (((organisation_id IN ( SELECT access.organisations() AS organisations)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)) AND (state = ANY (ARRAY['seen'::text, 'accepted'::text, 'declined'::text, 'reported'::text]))));

create policy self on cases.referrals for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on cases.steps for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on cases.steps for select to ponte_app using ((person_id IN ( SELECT consent.subjects('plan'::text) AS subjects)));

create policy jobs_all on cases.steps for all to ponte_jobs using (true);

create policy joint on cases.steps for all to ponte_app using ((case_id IN ( SELECT cases.joint_cases() AS joint_cases))) with check ((case_id IN ( SELECT cases.joint_cases() AS joint_cases)));

create policy owner_all on cases.steps for all to ponte_owner using (true) with check (true);

create policy referred on cases.steps for select to ponte_app using ((id IN ( SELECT cases.referred_steps() AS referred_steps)));

create policy self on cases.steps for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_ticks on cases.steps for update to ponte_app using (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (responsible = 'person'::text))) with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (responsible = 'person'::text)));

create policy custody on cases.tasks for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on cases.tasks for all to ponte_jobs using (true);

create policy owner_all on cases.tasks for all to ponte_owner using (true) with check (true);

create policy self on cases.tasks for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on consent.bases for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks))) with check ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on consent.bases for all to ponte_jobs using (true);

create policy officer on consent.bases for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy owner_all on consent.bases for all to ponte_owner using (true) with check (true);

create policy self on consent.bases for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on consent.grants for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on consent.grants for all to ponte_jobs using (true);

create policy officer on consent.grants for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy owner_all on consent.grants for all to ponte_owner using (true) with check (true);

create policy recipient on consent.grants for select to ponte_app using ((id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)));

create policy records on consent.grants for insert to ponte_app with check (((recorded_by = kernel.actor()) AND ((custodian_id IN ( SELECT access.desks() AS desks)) OR (subject_id IN ( SELECT access.own_subjects() AS own_subjects)))));

create policy self on consent.grants for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy withdraws_custody on consent.grants for update to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy withdraws_self on consent.grants for update to ponte_app using (((subject_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (given_how <> 'override'::text)));

create policy asks on consent.override_requests for insert to ponte_app with check (((requested_by = kernel.actor()) AND (state = 'asked'::text) AND (custodian_id IN ( SELECT access.desks() AS desks))));

create policy custody on consent.override_requests for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy decides on consent.override_requests for update to ponte_app using (((state = 'asked'::text) AND (custodian_id IN ( SELECT access.desks() AS desks)))) with check (((decided_by = kernel.actor()) AND (custodian_id IN ( SELECT access.desks() AS desks))));

create policy jobs_all on consent.override_requests for all to ponte_jobs using (true);

create policy officer on consent.override_requests for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy owner_all on consent.override_requests for all to ponte_owner using (true) with check (true);

create policy self on consent.override_requests for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy edited on directory.cost_options for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.cost_options for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.cost_options for all to ponte_owner using (true) with check (true);

create policy provided on directory.cost_options for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.cost_options for select to ponte_app using (true);

create policy edited on directory.locations for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.locations for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.locations for all to ponte_owner using (true) with check (true);

create policy provided on directory.locations for all to ponte_app using ((organisation_id IN ( SELECT access.organisations() AS organisations))) with check ((organisation_id IN ( SELECT access.organisations() AS organisations)));

create policy published on directory.locations for select to ponte_app using (true);

create policy edited on directory.organisations for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.organisations for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.organisations for all to ponte_owner using (true) with check (true);

create policy provided on directory.organisations for update to ponte_app using (((standing = 'live'::text) AND (id IN ( SELECT access.organisations() AS organisations)))) with check (((standing = 'live'::text) AND (id IN ( SELECT access.organisations() AS organisations))));

create policy published on directory.organisations for select to ponte_app using (true);

create policy edited on directory.phones for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.phones for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.phones for all to ponte_owner using (true) with check (true);

create policy provided on directory.phones for all to ponte_app using (((organisation_id IN ( SELECT access.organisations() AS organisations)) OR (service_id IN ( SELECT directory.own_services() AS own_services)))) with check (((organisation_id IN ( SELECT access.organisations() AS organisations)) OR (service_id IN ( SELECT directory.own_services() AS own_services))));

create policy published on directory.phones for select to ponte_app using (true);

create policy edited on directory.required_documents for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.required_documents for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.required_documents for all to ponte_owner using (true) with check (true);

create policy provided on directory.required_documents for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.required_documents for select to ponte_app using (true);

create policy edited on directory.responsibilities for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.responsibilities for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.responsibilities for all to ponte_owner using (true) with check (true);

create policy published on directory.responsibilities for select to ponte_app using (true);

create policy desks_read on directory.revisions for select to ponte_app using ((EXISTS ( SELECT access.desks() AS desks)));

create policy edited on directory.revisions for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check ((( SELECT directory.may_edit() AS may_edit) AND (account_id = kernel.actor())));

create policy jobs_all on directory.revisions for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.revisions for all to ponte_owner using (true) with check (true);

create policy provided on directory.revisions for all to ponte_app using ((organisation_id IN ( SELECT access.organisations() AS organisations))) with check (((organisation_id IN ( SELECT access.organisations() AS organisations)) AND (account_id = kernel.actor())));

create policy edited on directory.schedules for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.schedules for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.schedules for all to ponte_owner using (true) with check (true);

create policy provided on directory.schedules for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.schedules for select to ponte_app using (true);

create policy edited on directory.search_entries for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.search_entries for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.search_entries for all to ponte_owner using (true) with check (true);

create policy provided on directory.search_entries for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.search_entries for select to ponte_app using (true);

create policy edited on directory.service_areas for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.service_areas for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.service_areas for all to ponte_owner using (true) with check (true);

create policy provided on directory.service_areas for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.service_areas for select to ponte_app using (true);

create policy edited on directory.service_locations for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.service_locations for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.service_locations for all to ponte_owner using (true) with check (true);

create policy provided on directory.service_locations for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.service_locations for select to ponte_app using (true);

create policy edited on directory.services for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.services for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.services for all to ponte_owner using (true) with check (true);

create policy provided on directory.services for all to ponte_app using (((standing = 'live'::text) AND (organisation_id IN ( SELECT access.organisations() AS organisations)))) with check (((standing = 'live'::text) AND (organisation_id IN ( SELECT access.organisations() AS organisations))));

create policy published on directory.services for select to ponte_app using (true);

create policy edited on directory.vocabulary for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.vocabulary for all to ponte_jobs using (true) with check (true);

create policy learned on directory.vocabulary for all to ponte_app using ((EXISTS ( SELECT access.organisations() AS organisations))) with check ((EXISTS ( SELECT access.organisations() AS organisations)));

create policy owner_all on directory.vocabulary for all to ponte_owner using (true) with check (true);

create policy published on directory.vocabulary for select to ponte_app using (true);

create policy custody on files.files for select to ponte_app using (((custodian_id IN ( SELECT access.desks() AS desks)) AND (NOT access.is_withheld(subject_id, 'documents'::text, uploaded_at))));

create policy custody_adds on files.files for insert to ponte_app with check (((uploaded_by = kernel.actor()) AND (custodian_id IN ( SELECT access.desks() AS desks))));

create policy custody_removes on files.files for delete to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy granted on files.files for select to ponte_app using ((subject_id IN ( SELECT consent.subjects('documents'::text) AS subjects)));

create policy jobs_all on files.files for all to ponte_jobs using (true);

create policy owner_all on files.files for all to ponte_owner using (true) with check (true);

create policy self on files.files for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_adds on files.files for insert to ponte_app with check (((uploaded_by = kernel.actor()) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_removes on files.files for delete to ponte_app using (((uploaded_by = kernel.actor()) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy uploader on files.files for select to ponte_app using (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy uploader_adds on files.files for insert to ponte_app with check (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy uploader_removes on files.files for delete to ponte_app using (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy withheld on files.files for select to ponte_app using (((subject_id IN ( SELECT access.own_subjects() AS own_subjects)) OR (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = files.subject_id) AND (w.part = 'documents'::text) AND (files.uploaded_at < w.before)))))));

create policy administered on identity.accounts for update to ponte_app using (((id IN ( SELECT identity.staff_accounts() AS staff_accounts)) AND ( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)));

create policy jobs_all on identity.accounts for all to ponte_jobs using (true);

create policy own on identity.accounts for all to ponte_app using (((id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on identity.accounts for all to ponte_owner using (true) with check (true);

create policy staff on identity.accounts for select to ponte_app using ((id IN ( SELECT identity.staff_accounts() AS staff_accounts)));

create policy own on identity.authenticators for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy own_end on identity.authenticators for delete to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() = 2)));

create policy own_new on identity.authenticators for insert to ponte_app with check (((account_id = kernel.actor()) AND ((kernel.assurance() = 2) OR ((kernel.assurance() = 1) AND (NOT identity.has_second_factor(kernel.actor()))))));

create policy owner_all on identity.authenticators for all to ponte_owner using (true) with check (true);

create policy custody on identity.code_cards for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy own_name on identity.code_cards for insert to ponte_app with check ((issued_by = kernel.actor()));

create policy owner_all on identity.code_cards for all to ponte_owner using (true) with check (true);

create policy self on identity.code_cards for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on identity.contact_claims for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks))) with check ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy owner_all on identity.contact_claims for all to ponte_owner using (true) with check (true);

create policy own on identity.passkeys for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy own_end on identity.passkeys for delete to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() = 2)));

create policy own_new on identity.passkeys for insert to ponte_app with check (((account_id = kernel.actor()) AND ((kernel.assurance() = 2) OR ((kernel.assurance() = 1) AND (NOT identity.has_second_factor(kernel.actor()))))));

create policy owner_all on identity.passkeys for all to ponte_owner using (true) with check (true);

create policy owner_all on identity.passwords for all to ponte_owner using (true) with check (true);

create policy own on identity.provider_links for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy own_end on identity.provider_links for delete to ponte_app using (((account_id = kernel.actor()) AND ((kernel.assurance() = 2) OR ((kernel.assurance() = 1) AND (NOT identity.has_second_factor(kernel.actor()))))));

create policy own_new on identity.provider_links for insert to ponte_app with check (((account_id = kernel.actor()) AND ((kernel.assurance() = 2) OR ((kernel.assurance() = 1) AND (NOT identity.has_second_factor(kernel.actor()))))));

create policy owner_all on identity.provider_links for all to ponte_owner using (true) with check (true);

create policy own on identity.recovery_codes for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy own_end on identity.recovery_codes for delete to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() = 2)));

create policy own_new on identity.recovery_codes for insert to ponte_app with check (((account_id = kernel.actor()) AND ((kernel.assurance() = 2) OR ((kernel.assurance() = 1) AND (NOT identity.has_second_factor(kernel.actor()))))));

create policy owner_all on identity.recovery_codes for all to ponte_owner using (true) with check (true);

create policy jobs_all on identity.sessions for all to ponte_jobs using (true);

create policy own on identity.sessions for all to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on identity.sessions for all to ponte_owner using (true) with check (true);

create policy jobs_all on identity.tries for all to ponte_jobs using (true);

create policy owner_all on identity.tries for all to ponte_owner using (true) with check (true);

create policy jobs_all on identity.verifications for all to ponte_jobs using (true);

create policy owner_all on identity.verifications for all to ponte_owner using (true) with check (true);

create policy jobs_all on imports.uploads for all to ponte_jobs using (true);

create policy own on imports.uploads for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() = 2)));

create policy owner_all on imports.uploads for all to ponte_owner using (true) with check (true);

create policy jobs_all on jobs.progress for all to ponte_jobs using (true) with check (true);

create policy own on jobs.progress for all to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1))) with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on jobs.progress for all to ponte_owner using (true) with check (true);

create policy jobs_all on kernel.drafts for all to ponte_jobs using (true);

create policy own_drafts on kernel.drafts for all to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1))) with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on kernel.drafts for all to ponte_owner using (true) with check (true);

create policy jobs_all on kernel.idempotency for all to ponte_jobs using (true);

create policy own_keys on kernel.idempotency for all to ponte_app using ((actor_key = COALESCE((kernel.actor())::text, current_setting('app.visitor'::text, true)))) with check ((actor_key = COALESCE((kernel.actor())::text, current_setting('app.visitor'::text, true))));

create policy owner_all on kernel.idempotency for all to ponte_owner using (true) with check (true);

create policy administered on kernel.network for update to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on kernel.network for all to ponte_owner using (true) with check (true);

create policy published on kernel.network for select to ponte_app, ponte_jobs using (true);

create policy set_up on kernel.network for insert to ponte_app with check (true);

create policy first_use on kernel.network_keys for insert to ponte_app, ponte_jobs with check ((number = 1));

create policy owner_all on kernel.network_keys for all to ponte_owner using (true) with check (true);

create policy readable on kernel.network_keys for select to ponte_app, ponte_jobs using (true);

create policy demonstration on mail.messages for select to ponte_app using (((state = 'shown'::text) AND ( SELECT (EXISTS ( SELECT FROM kernel.network WHERE network.demonstration)) AS "exists")));

create policy jobs_all on mail.messages for all to ponte_jobs using (true) with check (true);

create policy owner_all on mail.messages for all to ponte_owner using (true) with check (true);

create policy writes on mail.messages for insert to ponte_app with check (((state = 'queued'::text) AND (attempts = 0)));

create policy desk on messages.contacts for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on messages.contacts for all to ponte_jobs using (true);

create policy owner_all on messages.contacts for all to ponte_owner using (true) with check (true);

create policy asks on messages.questions for insert to ponte_app with check (((token_hash = kernel.link_token()) AND (state = 'new'::text) AND (office_id IN ( SELECT offices.id FROM offices.offices WHERE offices.active))));

create policy desk on messages.questions for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on messages.questions for all to ponte_jobs using (true);

create policy link on messages.questions for select to ponte_app using ((token_hash = kernel.link_token()));

create policy owner_all on messages.questions for all to ponte_owner using (true) with check (true);

create policy administered on offices.closures for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy managed on offices.closures for all to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))) with check ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)));

create policy owner_all on offices.closures for all to ponte_owner using (true) with check (true);

create policy published on offices.closures for select to ponte_app, ponte_jobs using (true);

create policy administered on offices.hours for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy managed on offices.hours for all to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))) with check ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)));

create policy owner_all on offices.hours for all to ponte_owner using (true) with check (true);

create policy published on offices.hours for select to ponte_app, ponte_jobs using (true);

create policy administered on offices.offices for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy managed on offices.offices for update to ponte_app using ((id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))) with check ((id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)));

create policy owner_all on offices.offices for all to ponte_owner using (true) with check (true);

create policy published on offices.offices for select to ponte_app, ponte_jobs using (true);

create policy administered on offices.territories for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on offices.territories for all to ponte_owner using (true) with check (true);

create policy published on offices.territories for select to ponte_app, ponte_jobs using (true);

create policy custody on people.contacts for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on people.contacts for select to ponte_app using ((person_id IN ( SELECT consent.subjects('contact'::text) AS subjects)));

create policy jobs_all on people.contacts for all to ponte_jobs using (true);

create policy owner_all on people.contacts for all to ponte_owner using (true) with check (true);

create policy self on people.contacts for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on people.identities for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on people.identities for select to ponte_app using ((person_id IN ( SELECT consent.subjects('identity'::text) AS subjects)));

create policy jobs_all on people.identities for all to ponte_jobs using (true);

create policy owner_all on people.identities for all to ponte_owner using (true) with check (true);

create policy self on people.identities for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on people.identity_numbers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on people.identity_numbers for select to ponte_app using ((person_id IN ( SELECT consent.subjects('documents'::text) AS subjects)));

create policy jobs_all on people.identity_numbers for all to ponte_jobs using (true);

create policy owner_all on people.identity_numbers for all to ponte_owner using (true) with check (true);

create policy self on people.identity_numbers for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on people.people for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on people.people for select to ponte_app using ((id IN ( SELECT consent.subjects('identity'::text) AS subjects)));

create policy jobs_all on people.people for all to ponte_jobs using (true);

create policy owner_all on people.people for all to ponte_owner using (true) with check (true);

create policy self on people.people for select to ponte_app using ((id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on people.profiles for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on people.profiles for select to ponte_app using ((person_id IN ( SELECT consent.subjects('profile'::text) AS subjects)));

create policy jobs_all on people.profiles for all to ponte_jobs using (true);

create policy owner_all on people.profiles for all to ponte_owner using (true) with check (true);

create policy self on people.profiles for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy administered on places.corridors for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.corridors for all to ponte_owner using (true) with check (true);

create policy published on places.corridors for select to ponte_app, ponte_jobs using (true);

create policy administered on places.holidays for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.holidays for all to ponte_owner using (true) with check (true);

create policy published on places.holidays for select to ponte_app, ponte_jobs using (true);

create policy administered on places.members for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.members for all to ponte_owner using (true) with check (true);

create policy published on places.members for select to ponte_app, ponte_jobs using (true);

create policy administered on places.names for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.names for all to ponte_owner using (true) with check (true);

create policy published on places.names for select to ponte_app, ponte_jobs using (true);

create policy administered on places.openings for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.openings for all to ponte_owner using (true) with check (true);

create policy published on places.openings for select to ponte_app, ponte_jobs using (true);

create policy administered on places.places for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on places.places for all to ponte_owner using (true) with check (true);

create policy published on places.places for select to ponte_app, ponte_jobs using (true);

create policy edited on practices.corridors for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network));

create policy owner_all on practices.corridors for all to ponte_owner using (true) with check (true);

create policy published on practices.corridors for select to ponte_app, ponte_jobs using (true);

create policy edited on practices.practices for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network));

create policy owner_all on practices.practices for all to ponte_owner using (true) with check (true);

create policy published on practices.practices for select to ponte_app, ponte_jobs using (true);

create policy custody on ventures.events for insert to ponte_app with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on ventures.events for all to ponte_jobs using (true);

create policy owner_all on ventures.events for all to ponte_owner using (true) with check (true);

create policy reach on ventures.events for select to ponte_app using ((venture_id IN ( SELECT ventures.id FROM ventures.ventures)));

create policy custody on ventures.founders for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND (person_office_id IN ( SELECT access.desks() AS desks))));

create policy granted on ventures.founders for select to ponte_app using ((person_id IN ( SELECT consent.subjects('venture'::text) AS subjects)));

create policy jobs_all on ventures.founders for all to ponte_jobs using (true);

create policy owner_all on ventures.founders for all to ponte_owner using (true) with check (true);

create policy self on ventures.founders for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on ventures.ventures for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on ventures.ventures for select to ponte_app using ((id IN ( SELECT ventures.shared() AS shared)));

create policy jobs_all on ventures.ventures for all to ponte_jobs using (true);

create policy owner_all on ventures.ventures for all to ponte_owner using (true) with check (true);

-- functions

CREATE OR REPLACE FUNCTION access.countable()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from offices.offices
   where id in (select access.desks())
      or access.in_network(array['planner', 'administrator', 'data-protection-officer', 'auditor'])
$function$
;

CREATE OR REPLACE FUNCTION access.desks()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager']) $function$
;

CREATE OR REPLACE FUNCTION access.destruction_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.destroyed_at is not null then
    raise exception 'a destroyed key stays destroyed' using errcode = 'check_violation', constraint = 'subject_keys_destruction_is_final';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION access.guard_ending()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'an ended role stays ended' using errcode = 'check_violation', constraint = 'assignments_ending_is_final';
  end if;
  if old.ended_at is null and new.ended_at is not null and old.role = 'administrator' then
    -- The lock makes two administrators who end each other wait in line; the count after it sees who is left.
    perform 1 from access.assignments where role = 'administrator' and ended_at is null order by id for update;
    if (select count(distinct account_id) from access.assignments where role = 'administrator' and ended_at is null and id <> old.id) = 0 then
      raise exception 'a network keeps one administrator' using errcode = 'check_violation', constraint = 'assignments_last_administrator';
    end if;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION access.in_network(roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select
      from access.assignments
     where account_id = kernel.actor()
       and ended_at is null
       and scope_kind = 'network'
       and role = any (roles)
       and kernel.assurance() >= 2
  )
$function$
;

CREATE OR REPLACE FUNCTION access.is_withheld(of_subject uuid, of_part text, of_moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from access.withheld
     where subject_id = of_subject and part = of_part and of_moment < before
  )
$function$
;

CREATE OR REPLACE FUNCTION access.link_account(of_subject uuid, to_account uuid, proof text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into access.subject_accounts (subject_id, account_id, how)
  values (of_subject, to_account, proof)
  on conflict (subject_id, account_id) do update set how = excluded.how, linked_at = now(), ended_at = null
$function$
;

CREATE OR REPLACE FUNCTION access.make_first_administrator(of_account uuid, under_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Of two set-up assistants that finish together, the lock lets one win.
  lock table access.assignments in share row exclusive mode;
  if exists (select from access.assignments where role = 'administrator') then return false; end if;
  insert into access.assignments (id, account_id, role, scope_kind) values (under_id, of_account, 'administrator', 'network');
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION access.organisations()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('organisation', array['provider']) $function$
;

CREATE OR REPLACE FUNCTION access.own_subjects()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select subject_id
    from access.subject_accounts
   where account_id = kernel.actor()
     and ended_at is null
     and kernel.assurance() >= 1
$function$
;

CREATE OR REPLACE FUNCTION access.scopes(kind text, roles text[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select scope_id
    from access.assignments
   where account_id = kernel.actor()
     and ended_at is null
     and scope_kind = kind
     and role = any (roles)
     and kernel.assurance() >= 2
$function$
;

CREATE OR REPLACE FUNCTION appointments.free_seat(of_office uuid, from_moment timestamp with time zone, to_moment timestamp with time zone, moving uuid DEFAULT NULL::uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Bookings of one office wait in line until the one before has ended, so the seat found is still free when it is taken.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(of_office::text, 28));
  return (
    select min(candidate.seat)
      from pg_catalog.generate_series(1, (select seats_per_slot from offices.offices where id = of_office)) as candidate (seat)
     where not exists (
       select
         from appointments.appointments a
        where a.office_id = of_office
          and a.seat = candidate.seat
          and a.state <> 'cancelled'
          and a.starts_at < to_moment
          and a.ends_at > from_moment
          and a.id is distinct from moving
     )
  );
end
$function$
;

CREATE OR REPLACE FUNCTION appointments.keep_course()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  moved boolean := (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at);
begin
  if new.state <> old.state and not appointments.may_become(old.state, new.state) then
    raise exception 'an appointment does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'appointments_no_such_move';
  end if;
  if moved and (old.state <> 'booked' or new.state <> 'booked') then
    raise exception 'only a booked appointment is moved' using errcode = 'check_violation', constraint = 'appointments_no_such_move';
  end if;
  if new.state in ('kept', 'missed') and new.starts_at > now() + interval '1 hour' then
    raise exception 'the appointment has not begun' using errcode = 'check_violation', constraint = 'appointments_not_yet';
  end if;
  -- Once tied to a file an appointment stays with it, and only a desk that has custody ties it.
  if new.person_id is distinct from old.person_id
     and (old.person_id is not null or new.custodian_id not in (select access.desks())) then
    raise exception 'not a file of this desk' using errcode = 'check_violation', constraint = 'appointments_file_final';
  end if;
  if moved or (new.state = 'cancelled' and old.state <> 'cancelled') then
    new.sequence := old.sequence + 1;
  end if;
  new.changed_at := now();
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION appointments.limit_visitor()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  still_open int;
  in_a_day int;
begin
  -- Nobody has proved that the number or address is theirs: without a limit one could fill an office's week, or have
  -- somebody else's telephone ring.
  select count(*) filter (where a.office_id = new.office_id and a.state = 'booked' and a.starts_at > now()),
         count(*) filter (where a.booked_at > now() - interval '1 day')
    into still_open, in_a_day
    from appointments.appointments a
   where a.phone = new.phone or a.email = new.email or a.person_id = new.person_id;
  if still_open >= 3 then
    raise exception 'three appointments are open' using errcode = 'check_violation', constraint = 'appointments_three_open';
  end if;
  if in_a_day >= 6 then
    raise exception 'six appointments were booked within a day' using errcode = 'check_violation', constraint = 'appointments_six_a_day';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION appointments.may_become(from_state text, to_state text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (from_state, to_state) in (
    ('booked', 'cancelled'), ('booked', 'kept'), ('booked', 'missed'), ('kept', 'booked'), ('missed', 'booked')
  )
$function$
;

CREATE OR REPLACE FUNCTION appointments.seat_exists()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.seat > (select seats_per_slot from offices.offices where id = new.office_id) then
    raise exception 'the office has no such seat' using errcode = 'check_violation', constraint = 'appointments_no_such_seat';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION appointments.taken(of_office uuid, from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(seat integer, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.seat, a.starts_at, a.ends_at
    from appointments.appointments a
   where a.office_id = of_office
     and a.state <> 'cancelled'
     and a.starts_at < to_moment
     and a.ends_at > from_moment
     -- No appointment is longer, so the index on the start finds them.
     and a.starts_at > from_moment - interval '8 hours'
$function$
;

CREATE OR REPLACE FUNCTION audit.account_of(of_pseudonym uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from audit.pseudonyms where kind = 'account' and pseudonym = of_pseudonym $function$
;

CREATE OR REPLACE FUNCTION audit.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end
$function$
;

CREATE OR REPLACE FUNCTION audit.forget(of_kind text, of_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from audit.pseudonyms where kind = of_kind and id = of_id $function$
;

CREATE OR REPLACE FUNCTION audit.own_pseudonyms()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select pseudonym from audit.pseudonyms where kind = 'subject' and id in (select access.own_subjects())
$function$
;

CREATE OR REPLACE FUNCTION audit.pseudonym(of_kind text, of_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare found_pseudonym uuid;
begin
  if of_id is null then return null; end if;
  select pseudonym into found_pseudonym from audit.pseudonyms where kind = of_kind and id = of_id;
  if found_pseudonym is null then
    insert into audit.pseudonyms (kind, id) values (of_kind, of_id) on conflict do nothing;
    select pseudonym into found_pseudonym from audit.pseudonyms where kind = of_kind and id = of_id;
  end if;
  return found_pseudonym;
end
$function$
;

CREATE OR REPLACE FUNCTION audit.pseudonym_of(of_kind text, of_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select pseudonym
    from audit.pseudonyms
   where kind = of_kind
     and id = of_id
     and (
       access.in_network(array['auditor', 'data-protection-officer'])
       or (of_kind = 'subject' and id in (select access.own_subjects()))
     )
$function$
;

CREATE OR REPLACE FUNCTION audit.record(verb text, purpose text, scope_id uuid, subject_id uuid, object_kind text, object_id uuid, details jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into audit.entries (actor, scope_id, verb, purpose, subject, object_kind, object_id, details, request_id)
  values (
    audit.pseudonym('account', kernel.actor()), scope_id, verb, purpose, audit.pseudonym('subject', subject_id),
    object_kind, object_id, details, nullif(current_setting('app.request', true), '')
  )
$function$
;

CREATE OR REPLACE FUNCTION cases.accept_handover(handover uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  offer cases.handovers;
begin
  select * into offer from cases.handovers where id = handover for update;
  if offer.id is null or offer.to_office_id not in (select access.desks()) then
    raise exception 'no such offer' using errcode = 'check_violation', constraint = 'handovers_absent';
  end if;
  if offer.state not in ('offered', 'seen') or offer.lapses_at <= now() then
    raise exception 'the offer is no longer open' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  if not consent.live(offer.grant_id) then
    raise exception 'the person has withdrawn the agreement' using errcode = 'check_violation', constraint = 'handovers_agreement_withdrawn';
  end if;
  perform 1 from access.subjects where id = offer.person_id and custodian_id = offer.from_office_id for update;
  if not found then
    raise exception 'custody has moved meanwhile' using errcode = 'check_violation', constraint = 'handovers_not_open';
  end if;
  update cases.handovers
     set state = 'accepted', answered_at = now(), answered_by = kernel.actor(), seen_at = coalesce(seen_at, now())
   where id = handover;
  if offer.kind = 'joint' then return; end if;

  -- Every table about the person follows by its foreign key.
  update access.subjects set custodian_id = offer.to_office_id where id = offer.person_id;
  insert into access.withheld (subject_id, custodian_id, part, before)
  select offer.person_id, offer.to_office_id, part, now()
    from unnest(array['notes', 'documents', 'appointments']) as part
   where part <> all (offer.parts)
  on conflict (subject_id, part) do update set before = excluded.before;
  update cases.cases set counsellor_id = kernel.actor() where id = offer.case_id;
  update cases.tasks set assigned_to = null where person_id = offer.person_id and done_at is null;
  -- Offers that the first office made to others fall with its custody; joint work with a third office goes on with the new one.
  update cases.handovers set state = 'withdrawn'
   where person_id = offer.person_id and id <> handover and state in ('offered', 'seen');
  update cases.handovers set ended_at = now(), ended_by = kernel.actor()
   where person_id = offer.person_id and kind = 'joint' and state = 'accepted' and ended_at is null and to_office_id = offer.to_office_id;
  update cases.handovers set from_office_id = offer.to_office_id
   where person_id = offer.person_id and kind = 'joint' and state = 'accepted' and ended_at is null;
  -- What was shared only so that the other end could decide is no longer needed: it now has custody.
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = offer.grant_id;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.agree_online(of_case uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with agreed as (
    update cases.cases
       set plan_agreed_at = now(), plan_agreed_how = 'on-line'
     where id = of_case
       and state = 'open'
       and person_id in (select access.own_subjects())
       and exists (select from cases.steps where case_id = of_case and state <> 'dropped')
    returning 1
  )
  select exists (select from agreed)
$function$
;

CREATE OR REPLACE FUNCTION cases.count_outcomes(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, person_outcome text, venture_outcome text, cases bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.office_id, coalesce(f.gender, 'not-said'), c.person_outcome, c.venture_outcome, count(*)
    from cases.cases c
    join people.profiles f on f.person_id = c.person_id
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.state = 'closed'
     and c.closed_at >= from_moment and c.closed_at < to_moment
   group by c.office_id, coalesce(f.gender, 'not-said'), c.person_outcome, c.venture_outcome
$function$
;

CREATE OR REPLACE FUNCTION cases.end_joint_work(handover uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update cases.handovers
     set ended_at = now(), ended_by = kernel.actor()
   where id = handover
     and kind = 'joint'
     and state = 'accepted'
     and ended_at is null
     and (from_office_id in (select access.desks()) or to_office_id in (select access.desks()));
  if not found then
    raise exception 'no such joint work' using errcode = 'check_violation', constraint = 'handovers_absent';
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.find_next_due(of_case uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  next_due date := least(
    (select min(due_on) from cases.steps where case_id = of_case and state in ('planned', 'under-way')),
    (select min(due_on) from cases.tasks where case_id = of_case and done_at is null)
  );
begin
  update cases.cases set next_due_on = next_due where id = of_case and next_due_on is distinct from next_due;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.follow_grant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update cases.referrals set state = 'withdrawn' where grant_id = new.id and state in ('sent', 'seen', 'accepted');
  update cases.handovers set state = 'withdrawn' where grant_id = new.id and state in ('offered', 'seen');
  update cases.handovers set ended_at = now() where grant_id = new.id and kind = 'joint' and state = 'accepted' and ended_at is null;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.guard_handover()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state is distinct from new.state and not cases.may_become('handover', old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = 'handover_state_follows';
  end if;
  if (old.state, new.state) is distinct from ('asked', 'offered')
     and (old.person_id, old.case_id, old.grant_id, old.parts, old.kind) is distinct from (new.person_id, new.case_id, new.grant_id, new.parts, new.kind) then
    raise exception 'what was offered stays as it was offered' using errcode = 'check_violation', constraint = 'handover_offer_is_final';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.guard_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not cases.may_become(tg_argv[0], old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = tg_argv[0] || '_state_follows';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.guard_tick()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.office_id not in (select access.desks())
     and new.case_id not in (select cases.joint_cases())
     and new.person_id in (select access.own_subjects()) then
    raise exception 'the person ticks steps and leaves the plan to the desk' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.guard_venture()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.venture_id is not null and not exists (
    select from ventures.ventures v where v.id = new.venture_id and v.office_id = new.venture_office_id
  ) then
    -- The same answer whether the venture does not exist or is out of the writer's sight.
    raise exception 'no such venture' using errcode = 'foreign_key_violation', constraint = 'cases_venture';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.joint_cases()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case_id
    from cases.handovers
   where kind = 'joint'
     and state = 'accepted'
     and ended_at is null
     and to_office_id in (select access.desks())
     and grant_id in (select consent.granted_to_actor())
$function$
;

CREATE OR REPLACE FUNCTION cases.may_become(machine text, before text, after text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (machine, before, after) in (
    values
      ('case', 'open', 'closed'),
      ('case', 'closed', 'open'),
      ('step', 'planned', 'under-way'),
      ('step', 'planned', 'done'),
      ('step', 'planned', 'dropped'),
      ('step', 'under-way', 'planned'),
      ('step', 'under-way', 'done'),
      ('step', 'under-way', 'dropped'),
      ('step', 'done', 'planned'),
      ('step', 'dropped', 'planned'),
      ('referral', 'sent', 'seen'),
      ('referral', 'sent', 'accepted'),
      ('referral', 'sent', 'declined'),
      ('referral', 'sent', 'withdrawn'),
      ('referral', 'seen', 'accepted'),
      ('referral', 'seen', 'declined'),
      ('referral', 'seen', 'withdrawn'),
      ('referral', 'accepted', 'reported'),
      ('referral', 'accepted', 'withdrawn'),
      ('handover', 'asked', 'offered'),
      ('handover', 'asked', 'declined'),
      ('handover', 'asked', 'lapsed'),
      ('handover', 'asked', 'withdrawn'),
      ('handover', 'offered', 'seen'),
      ('handover', 'offered', 'accepted'),
      ('handover', 'offered', 'declined'),
      ('handover', 'offered', 'lapsed'),
      ('handover', 'offered', 'withdrawn'),
      ('handover', 'seen', 'accepted'),
      ('handover', 'seen', 'declined'),
      ('handover', 'seen', 'lapsed'),
      ('handover', 'seen', 'withdrawn')
  )
$function$
;

CREATE OR REPLACE FUNCTION cases.referred_steps()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select step_id
    from cases.referrals
   where organisation_id in (select access.organisations())
     and grant_id in (select consent.granted_to_actor())
     and state in ('sent', 'seen', 'accepted', 'reported')
$function$
;

CREATE OR REPLACE FUNCTION cases.tell(of_case uuid, of_kind text, of_about uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into cases.events (case_id, person_id, office_id, kind, about_id, by_account)
  select id, person_id, office_id, of_kind, of_about, kernel.actor() from cases.cases where id = of_case;
  update cases.cases set updated_at = now() where id = of_case and updated_at < now();
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_blocker()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'blocker-added', new.id);
  elsif old.resolved_at is null and new.resolved_at is not null then
    perform cases.tell(new.case_id, 'blocker-resolved', new.id);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.id, 'case-opened', null);
  elsif old.state is distinct from new.state then
    perform cases.tell(new.id, case new.state when 'open' then 'case-reopened' else 'case-closed' end, null);
  elsif new.plan_agreed_at is not null and old.plan_agreed_at is distinct from new.plan_agreed_at then
    perform cases.tell(new.id, 'plan-agreed', null);
  elsif new.plan_agreed_at is null and old.plan_agreed_at is not null then
    perform cases.tell(new.id, 'plan-changed', null);
  elsif old.counsellor_id is distinct from new.counsellor_id then
    perform cases.tell(new.id, 'counsellor-changed', null);
  elsif old.venture_id is distinct from new.venture_id then
    perform cases.tell(new.id, 'venture-changed', new.venture_id);
  elsif old.reason is distinct from new.reason then
    perform cases.tell(new.id, 'reason-changed', null);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_follow_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.done_at is null and new.done_at is not null then
    perform cases.tell(new.case_id, 'follow-up-done', new.id);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_handover()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.case_id is not null and (tg_op = 'INSERT' or old.state is distinct from new.state) then
    perform cases.tell(new.case_id, new.kind || '-' || new.state, new.id);
  elsif new.case_id is not null and old.ended_at is null and new.ended_at is not null then
    perform cases.tell(new.case_id, 'joint-ended', new.id);
  end if;
  -- Nobody goes on seeing what was shown only to be decided on.
  if new.grant_id is not null and (new.state in ('declined', 'lapsed', 'withdrawn') or new.ended_at is not null) then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_note()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform cases.tell(new.case_id, 'note-written', new.id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_referral()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' or old.state is distinct from new.state then
    perform cases.tell(new.case_id, 'referral-' || new.state, new.id);
  end if;
  -- A provider that will not help has no reason to go on seeing.
  if new.state in ('declined', 'withdrawn') then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'step-added', new.id);
  elsif old.state is distinct from new.state then
    perform cases.tell(new.case_id, 'step-' || new.state, new.id);
  elsif (old.title, old.detail, old.responsible, old.service_id, old.due_on)
        is distinct from (new.title, new.detail, new.responsible, new.service_id, new.due_on) then
    perform cases.tell(new.case_id, 'step-changed', new.id);
  end if;
  perform cases.find_next_due(new.case_id);
  -- What the person agreed to is this plan: another plan needs another agreement. Progress does not.
  if tg_op = 'INSERT'
     or new.state = 'dropped' and old.state <> 'dropped'
     or old.state = 'dropped' and new.state <> 'dropped'
     or (old.title, old.detail, old.responsible, old.service_id, old.due_on, old.position)
        is distinct from (new.title, new.detail, new.responsible, new.service_id, new.due_on, new.position) then
    update cases.cases set plan_agreed_at = null, plan_agreed_how = null where id = new.case_id and plan_agreed_at is not null;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION cases.tell_task()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    perform cases.tell(new.case_id, 'task-added', new.id);
  elsif old.done_at is null and new.done_at is not null then
    perform cases.tell(new.case_id, 'task-done', new.id);
  end if;
  perform cases.find_next_due(new.case_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION consent.granted_to_actor()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from consent.grants
   where withdrawn_at is null
     and starts_at <= now()
     and ends_at > now()
     and (
       (recipient_kind = 'office' and recipient_id in (select access.desks()))
       or (recipient_kind = 'organisation' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'account' and recipient_id = kernel.actor() and kernel.assurance() >= 1)
     )
$function$
;

CREATE OR REPLACE FUNCTION consent.live(grant_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from consent.grants
     where id = grant_id and withdrawn_at is null and starts_at <= now() and ends_at > now()
  )
$function$
;

CREATE OR REPLACE FUNCTION consent.reached_subjects()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select subject_id from consent.grants where id in (select consent.granted_to_actor()) $function$
;

CREATE OR REPLACE FUNCTION consent.subjects(part text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select subject_id
    from consent.grants
   where part = any (parts)
     and withdrawn_at is null
     and starts_at <= now()
     and ends_at > now()
     and (
       (recipient_kind = 'office' and recipient_id in (select access.desks()))
       or (recipient_kind = 'organisation' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'account' and recipient_id = kernel.actor() and kernel.assurance() >= 1)
     )
$function$
;

CREATE OR REPLACE FUNCTION consent.withdrawal_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'a withdrawn grant stays withdrawn' using errcode = 'check_violation', constraint = 'grants_withdrawal_is_final';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION directory.find_services(wanted_standing text, wanted_words tsquery, words_in_name tsquery, at_place uuid, wider_places uuid[], wanted_category text, wanted_audience text, wanted_language text, of_organisation uuid, skip integer, take integer, bound integer)
 RETURNS TABLE(service_id uuid, place integer, total integer)
 LANGUAGE plpgsql
 STABLE ROWS 20
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
declare
  ids uuid[];
  named uuid[];
  ranked constant int := 100;
begin
  -- Without a filter one plan fits every query, and making a new one costs more than the search.
  if coalesce(at_place::text, wanted_category, wanted_audience, wanted_language, of_organisation::text) is null then
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
  end if;
  if wanted_words is null then
    ids := array(
      select e.service_id
        from directory.search_entries e
       where e.listed
         and e.standing = wanted_standing
         and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
         and (wanted_category is null or e.categories @> array[wanted_category])
         and (wanted_audience is null or e.audiences @> array[wanted_audience])
         and (wanted_language is null or e.languages @> array[wanted_language])
         and (of_organisation is null or e.organisation_id = of_organisation)
       order by e.sort_on desc, e.service_id
       limit bound + 1);
  else
    named := array(
      select e.service_id
        from directory.search_entries e
       where e.words @@ words_in_name
         and e.listed
         and e.standing = wanted_standing
         and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
         and (wanted_category is null or e.categories @> array[wanted_category])
         and (wanted_audience is null or e.audiences @> array[wanted_audience])
         and (wanted_language is null or e.languages @> array[wanted_language])
         and (of_organisation is null or e.organisation_id = of_organisation)
       order by e.sort_on desc, e.service_id
       limit bound + 1);
    ids := array(
      select one.service_id
        from (
          select e.service_id, e.sort_on
            from directory.search_entries e
           where e.words @@ wanted_words
             and e.listed
             and e.standing = wanted_standing
             and (at_place is null or e.within @> array[at_place] or e.places && wider_places)
             and (wanted_category is null or e.categories @> array[wanted_category])
             and (wanted_audience is null or e.audiences @> array[wanted_audience])
             and (wanted_language is null or e.languages @> array[wanted_language])
             and (of_organisation is null or e.organisation_id = of_organisation)
           limit bound + 1
        ) one
       order by one.sort_on desc, one.service_id);
    ids := named || array(
      select found.id
        from unnest(ids) with ordinality found (id, nth)
        left join unnest(named) known on known = found.id
       where known is null
       order by found.nth);
    if skip < ranked then
      ids := array(
        select e.service_id
          from unnest(ids[1:ranked]) with ordinality found (id, nth)
          join directory.search_entries e on e.service_id = found.id
         order by found.nth > cardinality(named), ts_rank(e.words, wanted_words) desc, found.nth
      ) || ids[ranked + 1:];
    end if;
  end if;
  return query
  select page.id, page.nth::int, least(cardinality(ids), bound + 1)
    from (select 1) always
    left join unnest(ids[skip + 1:least(skip + take, bound)]) with ordinality page (id, nth) on true;
end
$function$
;

CREATE OR REPLACE FUNCTION directory.may_edit()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select access.in_network(array['administrator', 'editor'])
      or exists (select from access.scopes('office', array['office-manager']))
$function$
;

CREATE OR REPLACE FUNCTION directory.own_services()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$ select id from directory.services where standing = 'live' and organisation_id in (select access.organisations()) $function$
;

CREATE OR REPLACE FUNCTION directory.settle_search()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select pg_catalog.gin_clean_pending_list('directory.search_entries_words') $function$
;

CREATE OR REPLACE FUNCTION identity.accept_step(of_step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update identity.authenticators set last_step = of_step where account_id = kernel.actor() and last_step < of_step;
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.account_by_proof(of_kind text, of_address text, of_fingerprint text, new_id uuid, in_language text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare found_id uuid;
begin
  insert into identity.accounts (id, email, phone, language, origin, created_at)
  values (new_id, case of_kind when 'email' then of_address end, case of_kind when 'phone' then of_address end, in_language, 'code', at)
  on conflict do nothing;
  if of_kind = 'email' then
    update identity.accounts set email_fingerprint = of_fingerprint where email = of_address returning id into found_id;
  else
    update identity.accounts set phone_fingerprint = of_fingerprint where phone = of_address returning id into found_id;
  end if;
  return found_id;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.account_by_provider(of_issuer text, of_subject text, of_provider text, new_id uuid, of_name text, in_language text, make boolean, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare found_id uuid;
begin
  select account_id into found_id from identity.provider_links where issuer = of_issuer and subject = of_subject;
  if found_id is null and make then
    insert into identity.accounts (id, name, language, origin, created_at) values (new_id, of_name, in_language, 'provider', at);
    insert into identity.provider_links values (new_id, new_id, of_issuer, of_subject, of_provider, at);
    found_id := new_id;
  end if;
  return found_id;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.account_names(of_ids uuid[])
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id, name from identity.accounts where id = any (of_ids) $function$
;

CREATE OR REPLACE FUNCTION identity.add_own_address(of_kind text, of_address text, of_fingerprint text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update identity.accounts
     set email = case of_kind when 'email' then of_address else email end,
         email_fingerprint = case of_kind when 'email' then of_fingerprint else email_fingerprint end,
         phone = case of_kind when 'phone' then of_address else phone end,
         phone_fingerprint = case of_kind when 'phone' then of_fingerprint else phone_fingerprint end
   where id = kernel.actor()
     and kernel.assurance() >= 1
$function$
;

CREATE OR REPLACE FUNCTION identity.authenticator_of(of_account uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select sealed from identity.authenticators where account_id = of_account $function$
;

CREATE OR REPLACE FUNCTION identity.card_by_code(of_lookup text, of_secret text, at timestamp with time zone)
 RETURNS SETOF identity.code_cards
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select * from identity.code_cards
   where lookup = of_lookup and secret_hash = of_secret and revoked_at is null and expires_at > at
     for update
$function$
;

CREATE OR REPLACE FUNCTION identity.claimable()
 RETURNS TABLE(subject_id uuid, custodian_id uuid, kind text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.subject_id, c.custodian_id, min(c.kind)
    from identity.accounts a
    join identity.contact_claims c
      on (c.kind = 'email' and c.fingerprint = a.email_fingerprint)
      or (c.kind = 'phone' and c.fingerprint = a.phone_fingerprint)
   where a.id = kernel.actor()
     and kernel.assurance() >= 1
     and not exists (select from access.subject_accounts l where l.subject_id = c.subject_id and l.account_id = a.id)
     and not exists (select from access.assignments r where r.account_id = a.id and r.scope_id = c.custodian_id and r.ended_at is null)
     and not exists (
       select from identity.contact_claims o
        where o.fingerprint = c.fingerprint and o.kind = c.kind and o.custodian_id = c.custodian_id and o.subject_id <> c.subject_id
     )
   group by c.subject_id, c.custodian_id
$function$
;

CREATE OR REPLACE FUNCTION identity.count_try(of_key text, free integer, first_delay integer, longest_delay integer, forget_after integer, at timestamp with time zone)
 RETURNS TABLE(count integer, blocked_until timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  seen identity.tries;
  tried int;
begin
  insert into identity.tries values (of_key, 0, at, null) on conflict (key) do nothing;
  select * into seen from identity.tries t where t.key = of_key for update;
  if seen.blocked_until > at then
    return query select seen.count, seen.blocked_until;
    return;
  end if;
  tried := case when seen.counted_at < at - make_interval(secs => forget_after) then 1 else seen.count + 1 end;
  update identity.tries t
     set count = tried,
         counted_at = at,
         blocked_until = case when tried >= free then at + make_interval(secs => least(first_delay * 2 ^ least(tried - free, 20), longest_delay)) end
   where t.key = of_key;
  return query select tried, null::timestamptz;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.create_account(new_id uuid, of_email text, of_name text, in_language text, from_origin text, password_hash text, at timestamp with time zone)
 RETURNS TABLE(account_id uuid, made boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into identity.accounts (id, email, name, language, origin, created_at)
  values (new_id, of_email, of_name, in_language, from_origin, at)
  on conflict do nothing;
  if found then
    if password_hash is not null then insert into identity.passwords values (new_id, password_hash, at); end if;
    return query select new_id, true;
  else
    return query select a.id, false from identity.accounts a where a.email = of_email;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.end_session(of_token text)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from identity.sessions where token_hash = of_token returning account_id $function$
;

CREATE OR REPLACE FUNCTION identity.enter_by_card(of_lookup text, of_secret text, new_id uuid, in_language text, at timestamp with time zone)
 RETURNS TABLE(card_id uuid, account_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  card identity.code_cards;
  chosen uuid;
begin
  select * into card from identity.card_by_code(of_lookup, of_secret, at);
  if not found then return; end if;
  -- Whoever prints a card could sign in with it, so a card only ever opens an account that reaches this one file.
  select a.id into chosen
    from identity.accounts a
    join access.subject_accounts l on l.account_id = a.id and l.subject_id = card.subject_id and l.ended_at is null
   where a.origin = 'card' and a.email is null and a.phone is null
     and not exists (select from access.subject_accounts o where o.account_id = a.id and o.subject_id <> card.subject_id and o.ended_at is null)
     and not exists (select from identity.provider_links p where p.account_id = a.id)
     and not identity.is_staff(a.id)
   order by a.created_at
   limit 1;
  if chosen is null then
    insert into identity.accounts (id, language, origin, created_at) values (new_id, in_language, 'card', at);
    perform access.link_account(card.subject_id, new_id, 'desk-code');
    perform audit.record('identity.file-linked', 'identity.purpose.account', card.custodian_id, card.subject_id, null, null, '{"how": "desk-code"}');
    chosen := new_id;
  end if;
  return query select card.id, chosen;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.has_second_factor(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from identity.authenticators where account_id = of_account)
      or exists (select from identity.passkeys where account_id = of_account)
$function$
;

CREATE OR REPLACE FUNCTION identity.is_staff(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select exists (select from access.assignments where account_id = of_account and ended_at is null) $function$
;

CREATE OR REPLACE FUNCTION identity.keep_verification(of_kind text, of_key text, of_secret text, of_account uuid, of_value jsonb, until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  delete from identity.verifications where kind = of_kind and account_id = of_account;
  insert into identity.verifications (kind, key_hash, secret_hash, account_id, value, expires_at)
  values (of_kind, of_key, of_secret, of_account, of_value, until)
  on conflict (kind, key_hash) do update
    set secret_hash = excluded.secret_hash, account_id = excluded.account_id, value = excluded.value, tries = 0, expires_at = excluded.expires_at;
$function$
;

CREATE OR REPLACE FUNCTION identity.link_by_address(of_subject uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare proof text;
begin
  select kind into proof from identity.claimable() where subject_id = of_subject;
  if proof is not null then perform access.link_account(of_subject, kernel.actor(), proof); end if;
  return proof;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.link_by_card(of_lookup text, of_secret text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare card identity.code_cards;
begin
  if kernel.actor() is null or kernel.assurance() < 1 then return null; end if;
  select * into card from identity.card_by_code(of_lookup, of_secret, at);
  if not found then return null; end if;
  if exists (select from identity.accounts where id = kernel.actor() and origin = 'card' and email is null and phone is null) then
    raise exception 'an account opened by card belongs to one file' using errcode = 'check_violation', constraint = 'accounts_card_one_file';
  end if;
  if exists (select from access.assignments where account_id = kernel.actor() and scope_id = card.custodian_id and ended_at is null) then
    raise exception 'staff do not link themselves to files of their own office' using errcode = 'check_violation', constraint = 'accounts_not_own_office';
  end if;
  perform access.link_account(card.subject_id, kernel.actor(), 'desk-code');
  return card.subject_id;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.list_staff()
 RETURNS TABLE(id uuid, name text, email text, language text, suspended_at timestamp with time zone, has_password boolean, second_factor boolean, last_seen_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.name, a.email, a.language, a.suspended_at,
         exists (select from identity.passwords p where p.account_id = a.id),
         identity.has_second_factor(a.id),
         (select max(s.last_seen_at) from identity.sessions s where s.account_id = a.id)
    from identity.accounts a
   where a.id in (select identity.staff_accounts())
   order by lower(a.name), a.id
$function$
;

CREATE OR REPLACE FUNCTION identity.lock_session(of_token text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ update identity.sessions set locked_at = coalesce(locked_at, at) where token_hash = of_token $function$
;

CREATE OR REPLACE FUNCTION identity.open_session(new_id uuid, of_account uuid, new_token text, with_assurance integer, by_way text, of_card uuid, on_device text, at timestamp with time zone, instead_of text)
 RETURNS TABLE(staff boolean, second_factor boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from identity.sessions where token_hash = instead_of;
  insert into identity.sessions (id, account_id, token_hash, assurance, second_factor_at, way, card_id, device, created_at, last_seen_at)
  select new_id, id, new_token, with_assurance, case when with_assurance = 2 then at end, by_way, of_card, on_device, at, at
    from identity.accounts
   where id = of_account and suspended_at is null;
  if found then
    return query select identity.is_staff(of_account), identity.has_second_factor(of_account);
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.passkeys_of(of_account uuid)
 RETURNS TABLE(id uuid, credential_id text, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id, credential_id, public_key, counter, transports from identity.passkeys where account_id = of_account $function$
;

CREATE OR REPLACE FUNCTION identity.password_account(of_email text)
 RETURNS TABLE(account_id uuid, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.language
    from identity.accounts a
   where a.email = of_email
     and a.suspended_at is null
     and (a.origin in ('invitation', 'set-up') or identity.is_staff(a.id) or exists (select from identity.passwords p where p.account_id = a.id))
$function$
;

CREATE OR REPLACE FUNCTION identity.password_link_holder(of_key text, at timestamp with time zone)
 RETURNS TABLE(email text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.email, a.name
    from identity.verifications v
    join identity.accounts a on a.id = v.account_id
   where v.kind = 'password-link' and v.key_hash = of_key and v.expires_at > at
$function$
;

CREATE OR REPLACE FUNCTION identity.password_of(of_email text, of_account uuid)
 RETURNS TABLE(account_id uuid, hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, p.hash
    from identity.accounts a
    join identity.passwords p on p.account_id = a.id
   where a.email = of_email or a.id = of_account
$function$
;

CREATE OR REPLACE FUNCTION identity.record(of_verb text, of_account uuid, of_details jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select audit.record(of_verb, 'identity.purpose.account', null, null, 'account', audit.pseudonym('account', of_account), of_details)
$function$
;

CREATE OR REPLACE FUNCTION identity.renew_session(of_token text, new_token text, with_factor boolean, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update identity.sessions
     set token_hash = new_token,
         last_seen_at = at,
         locked_at = null,
         assurance = case when with_factor then 2 else assurance end,
         second_factor_at = case when with_factor then at else second_factor_at end
   where token_hash = of_token
  returning account_id
$function$
;

CREATE OR REPLACE FUNCTION identity.reset_second_factor(of_account uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not access.in_network(array['administrator']) or of_account = kernel.actor() then return false; end if;
  delete from identity.authenticators where account_id = of_account;
  delete from identity.passkeys where account_id = of_account;
  delete from identity.recovery_codes where account_id = of_account;
  delete from identity.sessions where account_id = of_account;
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.session_by_token(of_token text, at timestamp with time zone, staff_idle integer, staff_age integer, person_age integer, lock_after integer)
 RETURNS TABLE(session_id uuid, account_id uuid, assurance integer, way text, locked_at timestamp with time zone, expires_at timestamp with time zone, staff boolean, second_factor boolean, name text, email text, phone text, language text, time_zone text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  own identity.sessions;
  holder identity.accounts;
  is_staff boolean;
  ends timestamptz;
begin
  select * into own from identity.sessions s where s.token_hash = of_token;
  if not found then return; end if;
  select * into holder from identity.accounts a where a.id = own.account_id and a.suspended_at is null;
  if not found then return; end if;
  if own.card_id is not null and not exists (
    select from identity.code_cards c where c.id = own.card_id and c.revoked_at is null and c.expires_at > at
  ) then return; end if;

  is_staff := identity.is_staff(own.account_id);
  ends := case
    when is_staff then least(own.created_at + make_interval(secs => staff_age), own.last_seen_at + make_interval(secs => staff_idle))
    else own.created_at + make_interval(secs => person_age)
  end;
  if at >= ends then
    delete from identity.sessions s where s.id = own.id;
    return;
  end if;

  if own.locked_at is null and is_staff and at >= own.last_seen_at + make_interval(secs => lock_after) then
    update identity.sessions s set locked_at = at where s.id = own.id;
    own.locked_at := at;
  elsif own.locked_at is null and at >= own.last_seen_at + interval '1 minute' then
    update identity.sessions s set last_seen_at = at where s.id = own.id;
  end if;

  return query select
    own.id, own.account_id, case when own.locked_at is null then own.assurance else 0 end, own.way, own.locked_at, ends,
    is_staff, identity.has_second_factor(own.account_id),
    holder.name, holder.email, holder.phone, holder.language, holder.time_zone;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.set_own_password(new_hash text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null or kernel.assurance() < 1 then return false; end if;
  if kernel.assurance() < 2 and identity.has_second_factor(kernel.actor()) then return false; end if;
  insert into identity.passwords values (kernel.actor(), new_hash, at)
  on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  return true;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.set_password_by_link(of_key text, new_hash text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare waiting identity.verifications;
begin
  delete from identity.verifications where kind = 'password-link' and key_hash = of_key and expires_at > at and account_id is not null
  returning * into waiting;
  if not found then return null; end if;
  insert into identity.passwords values (waiting.account_id, new_hash, at)
  on conflict (account_id) do update set hash = excluded.hash, changed_at = excluded.changed_at;
  update identity.accounts set email_fingerprint = waiting.value ->> 'fingerprint'
   where id = waiting.account_id and email = waiting.value ->> 'email';
  delete from identity.sessions where account_id = waiting.account_id;
  return waiting.account_id;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.settle_tries(forgotten text[], undone text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  delete from identity.tries where key = any (forgotten);
  update identity.tries set count = greatest(count - 1, 0), blocked_until = null where key = any (undone);
$function$
;

CREATE OR REPLACE FUNCTION identity.staff_accounts()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select account_id from access.assignments where access.in_network(array['administrator', 'auditor', 'data-protection-officer'])
  union
  select id from identity.accounts where origin in ('invitation', 'set-up') and access.in_network(array['administrator', 'auditor', 'data-protection-officer'])
  union
  select account_id from access.assignments where scope_id in (select access.scopes('office', array['office-manager']))
$function$
;

CREATE OR REPLACE FUNCTION identity.try_verification(of_kind text, of_key text, of_secret text, most_tries integer, at timestamp with time zone)
 RETURNS TABLE(outcome text, account_id uuid, value jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare waiting identity.verifications;
begin
  select * into waiting from identity.verifications v
   where v.kind = of_kind and v.key_hash = of_key and v.expires_at > at
     for update;
  if not found then
    return query select 'expired', null::uuid, null::jsonb;
  elsif waiting.secret_hash is not distinct from of_secret then
    delete from identity.verifications v where v.kind = of_kind and v.key_hash = of_key;
    return query select 'right', waiting.account_id, waiting.value;
  elsif waiting.tries + 1 >= most_tries then
    delete from identity.verifications v where v.kind = of_kind and v.key_hash = of_key;
    return query select 'spent', null::uuid, null::jsonb;
  else
    update identity.verifications v set tries = v.tries + 1 where v.kind = of_kind and v.key_hash = of_key;
    return query select 'wrong', null::uuid, null::jsonb;
  end if;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.use_passkey(of_id uuid, new_counter bigint, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ update identity.passkeys set counter = new_counter, last_used_at = at where id = of_id and account_id = kernel.actor() $function$
;

CREATE OR REPLACE FUNCTION identity.use_recovery_code(of_hash text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update identity.recovery_codes set used_at = at
   where account_id = kernel.actor() and code_hash = of_hash and used_at is null;
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION identity.waiting_value(of_kind text, of_key text, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select value from identity.verifications where kind = of_kind and key_hash = of_key and expires_at > at $function$
;

CREATE OR REPLACE FUNCTION jobs.add(task text, payload json, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => 12) $function$
;

CREATE OR REPLACE FUNCTION jobs.remove(job_key text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select graphile_worker.remove_job(job_key) $function$
;

CREATE OR REPLACE FUNCTION kernel.actor()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('app.actor', true), '')::uuid $function$
;

CREATE OR REPLACE FUNCTION kernel.assurance()
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ select coalesce(nullif(current_setting('app.assurance', true), '')::int, 0) $function$
;

CREATE OR REPLACE FUNCTION kernel.is_translated(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_typeof(value) = 'object'
     and jsonb_typeof(value -> 'source') = 'string'
     and jsonb_typeof(value -> 'texts') = 'object'
     and (value -> 'texts') ? (value ->> 'source')
     and not exists (
       select
         from jsonb_each(value -> 'texts') as entry (lang, body)
        where jsonb_typeof(body) <> 'object'
           or jsonb_typeof(body -> 'text') <> 'string'
           or coalesce(body ->> 'kind', '') not in ('human', 'machine')
     )
$function$
;

CREATE OR REPLACE FUNCTION kernel.link_token()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('app.token', true), '') $function$
;

CREATE OR REPLACE FUNCTION kernel.text_in(value jsonb, lang text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(
    value -> 'texts' -> lang ->> 'text',
    value -> 'texts' -> (value ->> 'source') ->> 'text'
  )
$function$
;

CREATE OR REPLACE FUNCTION messages.count_contacts(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, topic text, answered boolean, contacts bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.office_id, c.topic, c.answered, count(*)
    from messages.contacts c
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.at >= from_moment and c.at < to_moment
   group by c.office_id, c.topic, c.answered
$function$
;

CREATE OR REPLACE FUNCTION messages.forget_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update messages.contacts set person_id = null where person_id = new.id and office_id = old.office_id;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION people.count_people(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, coalesce(f.gender, 'not-said'), f.origin_place_id, f.residence_place_id, count(*)
    from people.people p
    join people.profiles f on f.person_id = p.id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, coalesce(f.gender, 'not-said'), f.origin_place_id, f.residence_place_id
$function$
;

CREATE OR REPLACE FUNCTION people.keep_reference_unique()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  this_year text := to_char(now(), 'YYYY');
  next_number text;
begin
  if exists (select from people.people where office_id = new.office_id and reference = new.reference and id <> new.id) then
    -- The same lock under which the desk counts its references (people/open-file.ts).
    perform pg_advisory_xact_lock(hashtextextended(new.office_id::text, 7));
    select (coalesce(max(split_part(reference, '-', 2)::int), 0) + 1)::text
      into next_number
      from people.people
     where office_id = new.office_id and reference like this_year || '-%';
    new.reference := this_year || '-' || lpad(next_number, greatest(4, length(next_number)), '0');
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION practices.are_translated(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select jsonb_typeof(value) = 'array'
     and not exists (select from jsonb_array_elements(value) as item where not kernel.is_translated(item))
$function$
;

CREATE OR REPLACE FUNCTION ventures.count_ventures(of_offices uuid[])
 RETURNS TABLE(office_id uuid, stage text, sector text, ventures bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select v.office_id, v.stage, v.sector, count(*)
    from ventures.ventures v
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
   group by v.office_id, v.stage, v.sector
$function$
;

CREATE OR REPLACE FUNCTION ventures.shared()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select venture_id from ventures.founders where person_id in (select access.own_subjects())
   union all
  select venture_id from ventures.founders where person_id in (select consent.subjects('venture'))
$function$
;

-- triggers

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER cases_follow AFTER UPDATE OF withdrawn_at ON consent.grants FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION cases.follow_grant();

CREATE TRIGGER destruction_is_final BEFORE UPDATE ON access.subject_keys FOR EACH ROW EXECUTE FUNCTION access.destruction_is_final();

CREATE TRIGGER forget_file BEFORE UPDATE OF office_id ON people.people FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION messages.forget_file();

CREATE TRIGGER guard_ending BEFORE UPDATE ON access.assignments FOR EACH ROW EXECUTE FUNCTION access.guard_ending();

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.cases FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('case');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.referrals FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('referral');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.steps FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('step');

CREATE TRIGGER guard_state BEFORE UPDATE ON cases.handovers FOR EACH ROW EXECUTE FUNCTION cases.guard_handover();

CREATE TRIGGER guard_tick BEFORE UPDATE OF "position", title, detail, responsible, service_id, due_on ON cases.steps FOR EACH ROW EXECUTE FUNCTION cases.guard_tick();

CREATE TRIGGER guard_venture BEFORE INSERT OR UPDATE OF venture_id ON cases.cases FOR EACH ROW EXECUTE FUNCTION cases.guard_venture();

CREATE TRIGGER keep_course BEFORE UPDATE ON appointments.appointments FOR EACH ROW EXECUTE FUNCTION appointments.keep_course();

CREATE TRIGGER keep_reference_unique BEFORE UPDATE OF office_id ON people.people FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION people.keep_reference_unique();

CREATE TRIGGER limit_visitor BEFORE INSERT ON appointments.appointments FOR EACH ROW WHEN ((new.booked_by IS NULL)) EXECUTE FUNCTION appointments.limit_visitor();

CREATE TRIGGER seat_exists BEFORE INSERT OR UPDATE OF seat, starts_at, ends_at ON appointments.appointments FOR EACH ROW EXECUTE FUNCTION appointments.seat_exists();

CREATE TRIGGER tell AFTER INSERT ON cases.notes FOR EACH ROW EXECUTE FUNCTION cases.tell_note();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF "position", title, detail, responsible, service_id, due_on, state ON cases.steps FOR EACH ROW EXECUTE FUNCTION cases.tell_step();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF done_at, due_on ON cases.tasks FOR EACH ROW EXECUTE FUNCTION cases.tell_task();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF resolved_at ON cases.blockers FOR EACH ROW EXECUTE FUNCTION cases.tell_blocker();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state ON cases.referrals FOR EACH ROW EXECUTE FUNCTION cases.tell_referral();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state, ended_at ON cases.handovers FOR EACH ROW EXECUTE FUNCTION cases.tell_handover();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state, reason, counsellor_id, venture_id, plan_agreed_at ON cases.cases FOR EACH ROW EXECUTE FUNCTION cases.tell_case();

CREATE TRIGGER tell AFTER UPDATE OF done_at ON cases.follow_ups FOR EACH ROW EXECUTE FUNCTION cases.tell_follow_up();

CREATE TRIGGER withdrawal_is_final BEFORE UPDATE ON consent.grants FOR EACH ROW EXECUTE FUNCTION consent.withdrawal_is_final();

-- grants

grant insert, select on access.assignments to ponte_app;

grant select on access.assignments to ponte_jobs;

grant insert, select on access.subject_accounts to ponte_app;

grant select on access.subject_accounts to ponte_jobs;

grant insert, select on access.subject_keys to ponte_app;

grant insert, select on access.subject_keys to ponte_jobs;

grant insert, select on access.subjects to ponte_app;

grant select on access.subjects to ponte_jobs;

grant delete, select on access.withheld to ponte_app;

grant select on access.withheld to ponte_jobs;

grant insert, select on appointments.appointments to ponte_app;

grant select on appointments.appointments to ponte_jobs;

grant select on audit.entries to ponte_app;

grant select on audit.entries to ponte_jobs;

grant select on audit.pseudonyms to ponte_jobs;

grant select on audit.seals to ponte_app;

grant insert, select on audit.seals to ponte_jobs;

grant insert, select on cases.blockers to ponte_app;

grant select on cases.blockers to ponte_jobs;

grant insert, select on cases.cases to ponte_app;

grant select on cases.cases to ponte_jobs;

grant select on cases.events to ponte_app;

grant select on cases.events to ponte_jobs;

grant insert, select on cases.follow_ups to ponte_app;

grant select on cases.follow_ups to ponte_jobs;

grant insert, select on cases.handovers to ponte_app;

grant select on cases.handovers to ponte_jobs;

grant insert, select on cases.notes to ponte_app;

grant select on cases.notes to ponte_jobs;

grant insert, select on cases.referrals to ponte_app;

grant select on cases.referrals to ponte_jobs;

grant insert, select on cases.steps to ponte_app;

grant select on cases.steps to ponte_jobs;

grant insert, select on cases.tasks to ponte_app;

grant select on cases.tasks to ponte_jobs;

grant insert, select, update on consent.bases to ponte_app;

grant select on consent.bases to ponte_jobs;

grant insert, select on consent.grants to ponte_app;

grant select on consent.grants to ponte_jobs;

grant insert, select on consent.override_requests to ponte_app;

grant select on consent.override_requests to ponte_jobs;

grant delete, insert, select, update on directory.cost_options to ponte_app;

grant delete, insert, select, update on directory.cost_options to ponte_jobs;

grant delete, insert, select, update on directory.locations to ponte_app;

grant delete, insert, select, update on directory.locations to ponte_jobs;

grant insert, select, update on directory.organisations to ponte_app;

grant insert, select, update on directory.organisations to ponte_jobs;

grant delete, insert, select, update on directory.phones to ponte_app;

grant delete, insert, select, update on directory.phones to ponte_jobs;

grant delete, insert, select, update on directory.required_documents to ponte_app;

grant delete, insert, select, update on directory.required_documents to ponte_jobs;

grant insert, select, update on directory.responsibilities to ponte_app;

grant insert, select, update on directory.responsibilities to ponte_jobs;

grant insert, select on directory.revisions to ponte_app;

grant insert, select on directory.revisions to ponte_jobs;

grant delete, insert, select, update on directory.schedules to ponte_app;

grant delete, insert, select, update on directory.schedules to ponte_jobs;

grant insert, select, update on directory.search_entries to ponte_app;

grant insert, select, update on directory.search_entries to ponte_jobs;

grant delete, insert, select, update on directory.service_areas to ponte_app;

grant delete, insert, select, update on directory.service_areas to ponte_jobs;

grant delete, insert, select, update on directory.service_locations to ponte_app;

grant delete, insert, select, update on directory.service_locations to ponte_jobs;

grant insert, select, update on directory.services to ponte_app;

grant insert, select, update on directory.services to ponte_jobs;

grant delete, insert, select, update on directory.vocabulary to ponte_app;

grant delete, insert, select, update on directory.vocabulary to ponte_jobs;

grant delete, insert, select on files.files to ponte_app;

grant delete, select on files.files to ponte_jobs;

grant select on identity.accounts to ponte_app;

grant delete, select on identity.accounts to ponte_jobs;

grant delete, insert on identity.authenticators to ponte_app;

grant insert on identity.code_cards to ponte_app;

grant delete, insert, select, update on identity.contact_claims to ponte_app;

grant delete, insert, select on identity.passkeys to ponte_app;

grant delete, insert, select on identity.provider_links to ponte_app;

grant delete, insert on identity.recovery_codes to ponte_app;

grant delete on identity.sessions to ponte_app;

grant delete, select on identity.sessions to ponte_jobs;

grant delete, select on identity.tries to ponte_jobs;

grant delete, select on identity.verifications to ponte_jobs;

grant insert on imports.uploads to ponte_app;

grant delete, select on imports.uploads to ponte_jobs;

grant insert, select on jobs.progress to ponte_app;

grant delete, select, update on jobs.progress to ponte_jobs;

grant delete, insert, select, update on kernel.drafts to ponte_app;

grant delete, select on kernel.drafts to ponte_jobs;

grant insert, select, update on kernel.idempotency to ponte_app;

grant delete, select on kernel.idempotency to ponte_jobs;

grant insert, select, update on kernel.network to ponte_app;

grant select on kernel.network to ponte_jobs;

grant insert, select on kernel.network_keys to ponte_app;

grant insert, select on kernel.network_keys to ponte_jobs;

grant insert, select on mail.messages to ponte_app;

grant delete, insert, select, update on mail.messages to ponte_jobs;

grant delete, insert, select, update on messages.contacts to ponte_app;

grant select on messages.contacts to ponte_jobs;

grant insert, select, update on messages.questions to ponte_app;

grant delete, select on messages.questions to ponte_jobs;

grant select on migrations.applied to ponte_app;

grant select on migrations.applied to ponte_jobs;

grant delete, insert, select, update on offices.closures to ponte_app;

grant select on offices.closures to ponte_jobs;

grant delete, insert, select, update on offices.hours to ponte_app;

grant select on offices.hours to ponte_jobs;

grant insert, select, update on offices.offices to ponte_app;

grant select on offices.offices to ponte_jobs;

grant delete, insert, select, update on offices.territories to ponte_app;

grant select on offices.territories to ponte_jobs;

grant insert, select, update on people.contacts to ponte_app;

grant select on people.contacts to ponte_jobs;

grant insert, select, update on people.identities to ponte_app;

grant select on people.identities to ponte_jobs;

grant delete, insert, select on people.identity_numbers to ponte_app;

grant insert, select, update on people.people to ponte_app;

grant select on people.people to ponte_jobs;

grant insert, select, update on people.profiles to ponte_app;

grant select on people.profiles to ponte_jobs;

grant insert, select, update on places.corridors to ponte_app;

grant select on places.corridors to ponte_jobs;

grant insert, select, update on places.holidays to ponte_app;

grant select on places.holidays to ponte_jobs;

grant delete, insert, select, update on places.members to ponte_app;

grant select on places.members to ponte_jobs;

grant delete, insert, select, update on places.names to ponte_app;

grant select on places.names to ponte_jobs;

grant insert, select, update on places.openings to ponte_app;

grant select on places.openings to ponte_jobs;

grant insert, select, update on places.places to ponte_app;

grant select on places.places to ponte_jobs;

grant delete, insert, select on practices.corridors to ponte_app;

grant select on practices.corridors to ponte_jobs;

grant insert, select, update on practices.practices to ponte_app;

grant select on practices.practices to ponte_jobs;

grant insert, select on ventures.events to ponte_app;

grant select on ventures.events to ponte_jobs;

grant insert, select, update on ventures.founders to ponte_app;

grant select on ventures.founders to ponte_jobs;

grant insert, select, update on ventures.ventures to ponte_app;

grant select on ventures.ventures to ponte_jobs;
