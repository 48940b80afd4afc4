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

create table access.links (
  id uuid not null,
  first_id uuid not null,
  first_custodian_id uuid not null,
  second_id uuid not null,
  second_custodian_id uuid not null,
  how text not null,
  made_by uuid not null,
  reason text,
  made_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  ended_by uuid
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

create table analyses.analyses (
  id uuid not null,
  code text not null,
  place_id uuid not null,
  office_id uuid,
  lang text not null,
  title text not null,
  words text not null default ''::text,
  version integer not null default 0,
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table analyses.drafts (
  analysis_id uuid not null,
  content jsonb not null,
  revision integer not null default 1,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table analyses.versions (
  analysis_id uuid not null,
  number integer not null,
  content jsonb not null,
  reason text not null,
  published_by uuid not null,
  published_at timestamp with time zone not null default now()
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

create table associations.associations (
  id uuid not null,
  office_id uuid not null,
  name text not null,
  about text,
  language text not null,
  founded text,
  legal_form text not null,
  members integer,
  members_on date,
  members_by text,
  activities text[] not null default '{}'::text[],
  finance_size text,
  finance_sources text[] not null default '{}'::text[],
  board_size integer,
  board_women integer,
  board_young integer,
  elected_on date,
  last_activity text,
  last_activity_on date,
  email text,
  phone text,
  website text,
  words text not null,
  state text not null default 'unconfirmed'::text,
  revision integer not null default 1,
  verified_revision integer,
  registered_at timestamp with time zone not null default now(),
  verified_at timestamp with time zone,
  active_on date,
  ended_at timestamp with time zone,
  reminded_at timestamp with time zone,
  demonstration boolean not null default false
);
-- row-level security: forced

create table associations.events (
  id uuid not null,
  association_id uuid not null,
  kind text not null,
  words text,
  before jsonb,
  by_account uuid,
  happened_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table associations.joint_contacts (
  project_id uuid not null,
  office_id uuid not null,
  unit text not null,
  reach text not null,
  pointed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table associations.joint_partners (
  project_id uuid not null,
  association_id uuid not null,
  name text not null,
  task text not null,
  answer text,
  answered_revision integer,
  answered_at timestamp with time zone,
  told_at timestamp with time zone
);
-- row-level security: forced

create table associations.joint_places (
  project_id uuid not null,
  place_id uuid not null,
  office_id uuid
);
-- row-level security: forced

create table associations.joint_projects (
  id uuid not null,
  lead_id uuid not null,
  title text not null,
  about text not null,
  language text not null,
  corridor_id uuid,
  from_on date,
  until_on date,
  amount_minor bigint,
  currency text,
  money_source text,
  words text not null,
  state text not null default 'proposed'::text,
  revision integer not null default 1,
  proposed_at timestamp with time zone not null default now(),
  agreed_at timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  demonstration boolean not null default false
);
-- row-level security: forced

create table associations.joint_updates (
  id uuid not null,
  project_id uuid not null,
  association_id uuid not null,
  on_day date not null,
  words text not null,
  written_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table associations.keepers (
  id uuid not null,
  association_id uuid not null,
  account_id uuid,
  email text,
  token_hash text,
  token_expires_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table associations.places (
  association_id uuid not null,
  side text not null,
  place_id uuid not null
);
-- row-level security: forced

create table associations.representatives (
  id uuid not null,
  association_id uuid not null,
  name text not null,
  mandate text not null,
  from_on date not null,
  until_on date,
  email text,
  phone text,
  focal text,
  agreed_on date,
  added_at timestamp with time zone not null default now()
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

create table benchmarks.comparisons (
  id uuid not null,
  code text not null,
  kind text not null,
  office_id uuid,
  lang text not null,
  title text not null,
  words text not null default ''::text,
  version integer not null default 0,
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table benchmarks.drafts (
  comparison_id uuid not null,
  content jsonb not null,
  kind text not null generated always as (content ->> 'kind'::text),
  revision integer not null default 1,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table benchmarks.versions (
  comparison_id uuid not null,
  number integer not null,
  content jsonb not null,
  reason text not null,
  published_by uuid not null,
  published_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.answers (
  plan_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  question text not null,
  text text not null,
  by_account uuid not null,
  at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.comments (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  section text not null,
  text text not null,
  side text not null,
  by_account uuid not null,
  at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.figures (
  line_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  name text not null,
  value bigint not null,
  currency text,
  unit text not null,
  source text not null default ''::text,
  said_by text not null,
  by_account uuid not null,
  at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.lines (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  kind text not null,
  label text not null,
  unit text not null default ''::text,
  choice text not null default ''::text,
  note text not null default ''::text,
  due_on date,
  season smallint[],
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.plans (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  currency text not null,
  other_currency text,
  rate text,
  rate_on date,
  rate_source text not null default ''::text,
  starts_in text not null,
  opens_after_months smallint not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.reviews (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  version_id uuid not null,
  expert_id uuid not null,
  state text not null default 'asked'::text,
  question text not null default ''::text,
  remarks text not null default ''::text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone
);
-- row-level security: forced

create table businessplans.signatures (
  version_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  side text not null,
  by_account uuid not null,
  at timestamp with time zone not null default now()
);
-- row-level security: forced

create table businessplans.versions (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  number integer not null,
  label text not null,
  frozen jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
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

create table cases.note_withholdings (
  note_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  reason text not null,
  state text not null default 'asked'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text
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
  override_request_id uuid,
  given_in uuid,
  told_at timestamp with time zone,
  told_how text
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
  created_at timestamp with time zone not null default now(),
  decision_reason text
);
-- row-level security: forced

create table consultations.consultations (
  id uuid not null,
  office_id uuid not null,
  title text not null,
  about text not null,
  language text not null,
  unit text not null,
  contact_name text,
  contact_email text,
  contact_phone text,
  draft_text text,
  draft_link text,
  plan_id uuid,
  place_id uuid not null,
  corridor_id uuid,
  questions text[] not null default '{}'::text[],
  from_on date not null,
  until_on date not null,
  state text not null default 'draft'::text,
  outcome text,
  opened_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  demonstration boolean not null default false
);
-- row-level security: forced

create table consultations.drafts (
  consultation_id uuid not null,
  association_id uuid not null,
  words text,
  replies text[] not null default '{}'::text[],
  public boolean not null default true,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table consultations.invitations (
  consultation_id uuid not null,
  association_id uuid not null,
  name text not null,
  because text not null,
  invited_at timestamp with time zone not null default now(),
  told_at timestamp with time zone,
  told text
);
-- row-level security: forced

create table consultations.opinions (
  id uuid not null,
  consultation_id uuid not null,
  association_id uuid not null,
  name text not null,
  words text not null,
  replies text[] not null default '{}'::text[],
  public boolean not null,
  revision integer not null default 1,
  handed_in_at timestamp with time zone not null default now(),
  answer text,
  reason text,
  answered_at timestamp with time zone
);
-- row-level security: forced

create table counts.frozen (
  id uuid not null,
  quarter text not null,
  kind text not null,
  area text not null,
  office_ids uuid[] not null,
  figure text not null,
  shown jsonb not null
);
-- row-level security: forced

create table counts.quarters (
  key text not null,
  from_day date not null,
  until_day date not null,
  ends_at timestamp with time zone not null,
  wait_days smallint not null,
  frozen_at timestamp with time zone not null default now()
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
  within uuid[] not null,
  sort_on date not null
);
-- row-level security: forced

create table directory.service_areas (
  service_id uuid not null,
  place_id uuid not null
);
-- row-level security: forced

create table directory.service_cards (
  service_id uuid not null,
  card json not null
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

create table directory.vocabulary_state (
  only_one boolean not null default true,
  revision uuid not null default gen_random_uuid()
);
-- row-level security: forced

create table documents.issued (
  id uuid not null,
  code text not null,
  kind text not null,
  office_id uuid not null,
  subject_id uuid,
  custodian_id uuid,
  language text not null,
  statement jsonb not null,
  sha256 text not null,
  signature text not null,
  issued_at timestamp with time zone not null default now(),
  issued_by uuid,
  expires_on date,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  reason text
);
-- row-level security: forced

create table erasure.clocks (
  purpose text not null,
  months integer not null,
  law text,
  confirmed_by uuid,
  confirmed_at timestamp with time zone
);
-- row-level security: forced

create table erasure.due (
  subject_id uuid not null,
  custodian_id uuid not null,
  last_activity_on date not null,
  due_on date not null,
  listed_at timestamp with time zone not null default now(),
  extended_until date,
  extended_reason text,
  extended_by uuid,
  extended_at timestamp with time zone
);
-- row-level security: forced

create table erasure.proofs (
  id uuid not null,
  number bigint not null,
  subject_id uuid not null,
  office_id uuid not null,
  asked_how text not null,
  asked_at timestamp with time zone not null,
  ground text not null,
  proposed_by uuid,
  decided_by uuid not null,
  erased_at timestamp with time zone not null default now(),
  pending jsonb,
  finished_at timestamp with time zone
);
-- row-level security: forced

create table erasure.requests (
  id uuid not null,
  number bigint not null default nextval('erasure.numbers'::regclass),
  subject_id uuid not null,
  custodian_id uuid not null,
  asked_how text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  account_too boolean not null default false,
  wish text,
  state text not null default 'asked'::text,
  proposal text,
  proposal_reason text,
  proposed_by uuid,
  proposed_at timestamp with time zone,
  reason text,
  keep_until date,
  decided_by uuid,
  decided_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);
-- row-level security: forced

create table exchangerates.rates (
  id uuid not null,
  source text not null,
  base text not null,
  currency text not null,
  on_day date not null,
  rate numeric not null,
  demonstration boolean not null default false,
  imported_by uuid,
  imported_at timestamp with time zone not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_why text
);
-- row-level security: forced

create table exchanges.items (
  id uuid not null,
  visit_id uuid not null,
  on_day date not null,
  starts time without time zone not null,
  ends time without time zone not null,
  what text not null,
  who text
);
-- row-level security: forced

create table exchanges.notices (
  id uuid not null,
  office_id uuid not null,
  kind text not null,
  topic text,
  words text,
  about text not null,
  languages text[] not null,
  mode text not null,
  course_id uuid,
  valid_until date not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  demonstration boolean not null default false
);
-- row-level security: forced

create table exchanges.participants (
  id uuid not null,
  visit_id uuid not null,
  office_id uuid not null,
  task text not null,
  number integer not null,
  account_id uuid
);
-- row-level security: forced

create table exchanges.twinnings (
  id uuid not null,
  office_id uuid not null,
  partner_id uuid not null,
  purpose text not null,
  from_day date not null,
  until_day date not null,
  state text not null default 'proposed'::text,
  office_shows boolean not null default false,
  partner_shows boolean not null default false,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  demonstration boolean not null default false
);
-- row-level security: forced

create table exchanges.visits (
  id uuid not null,
  guest_id uuid not null,
  host_id uuid not null,
  twinning_id uuid,
  purpose text not null,
  from_day date not null,
  until_day date not null,
  people integer not null,
  state text not null default 'asked'::text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  answer text,
  ended_at timestamp with time zone,
  learned text,
  will_use text,
  reported_by uuid,
  demonstration boolean not null default false
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

create table forums.attendance (
  meeting_id uuid not null,
  seat_id uuid not null,
  state text not null
);
-- row-level security: forced

create table forums.forums (
  id uuid not null,
  office_id uuid not null,
  place_id uuid not null,
  kind text not null,
  name text not null,
  about text not null,
  rules text not null,
  language text not null,
  contact text not null,
  words text not null default ''::text,
  ended_on date,
  ended_because text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  demonstration boolean not null default false
);
-- row-level security: forced

create table forums.meetings (
  id uuid not null,
  forum_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  venue text not null,
  link text,
  state text not null default 'planned'::text,
  words text,
  sequence integer not null default 0,
  published_at timestamp with time zone,
  told_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table forums.minutes (
  point_id uuid not null,
  said text not null,
  opinion text,
  answer text,
  reason text,
  answered_at timestamp with time zone
);
-- row-level security: forced

create table forums.points (
  id uuid not null,
  meeting_id uuid not null,
  place integer not null,
  title text not null,
  words text,
  link text,
  consultation_id uuid,
  file_id uuid
);
-- row-level security: forced

create table forums.seats (
  id uuid not null,
  forum_id uuid not null,
  association_id uuid,
  name text not null,
  task text,
  since_on date not null,
  until_on date
);
-- row-level security: forced

create table guarantees.admissions (
  id uuid not null,
  fund_id uuid not null,
  window_id uuid not null,
  lender_id uuid not null,
  agreed_on date not null,
  until_on date,
  admitted_by uuid not null,
  admitted_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table guarantees.certificates (
  id uuid not null,
  guarantee_id uuid not null,
  document_id uuid not null,
  content bytea not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table guarantees.contributors (
  id uuid not null,
  fund_id uuid not null,
  number integer not null,
  name text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table guarantees.funds (
  id uuid not null,
  code text not null,
  name text not null,
  about text not null,
  language text not null,
  area text not null,
  manager text not null,
  email text not null,
  currency text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  demonstration boolean not null default false,
  book_id uuid
);
-- row-level security: forced

create table guarantees.guarantees (
  id uuid not null,
  fund_id uuid not null,
  window_id uuid not null,
  version_id uuid not null,
  lender_id uuid not null,
  number integer not null default 0,
  state text not null default 'filed'::text,
  reference text not null,
  borrower text not null,
  borrower_group text,
  country text not null,
  sector text not null,
  purpose text not null,
  currency text not null default ''::text,
  loan_minor bigint not null,
  months integer not null,
  without_it text not null,
  earlier_aid_minor bigint,
  guaranteed_minor bigint not null default 0,
  home_currency text not null default ''::text,
  aid_minor bigint,
  aid_reasons text[] not null default '{}'::text[],
  lapse_on date,
  loan_on date,
  ends_on date,
  owed_minor bigint not null default 0,
  left_minor bigint not null default 0,
  measured_minor bigint not null default 0,
  reservation_id uuid,
  first_unpaid_on date,
  called_on date,
  payable_minor bigint not null default 0,
  provision_minor bigint not null default 0,
  paid_minor bigint not null default 0,
  paid_home_minor bigint not null default 0,
  recovered_minor bigint not null default 0,
  handed_on_minor bigint not null default 0,
  filed_by uuid not null,
  filed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table guarantees.lenders (
  id uuid not null,
  fund_id uuid not null,
  organisation_id uuid,
  name text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table guarantees.steps (
  id uuid not null,
  guarantee_id uuid not null,
  n integer not null,
  act text not null,
  state text not null,
  on_day date not null,
  taken_at timestamp with time zone not null default now(),
  taken_by uuid,
  words text,
  amount_minor bigint,
  home_minor bigint,
  rate text,
  rate_on date,
  rate_source text,
  entry_id uuid
);
-- row-level security: forced

create table guarantees.versions (
  id uuid not null,
  window_id uuid not null,
  state text not null default 'draft'::text,
  number integer,
  revision integer not null default 1,
  basis text not null,
  currency text not null,
  coverage_percent numeric(7,4) not null,
  sharing text not null,
  leverage numeric(7,4) not null,
  longest_months integer not null,
  borrower_cap_minor bigint not null,
  group_cap_minor bigint,
  lender_cap_percent numeric(7,4) not null,
  country_cap_percent numeric(7,4) not null,
  sector_cap_percent numeric(7,4) not null,
  up_front_percent numeric(7,4) not null,
  yearly_percent numeric(7,4) not null,
  fee_base text not null,
  day_count text not null,
  waiting_days integer not null,
  first_share_percent numeric(7,4) not null,
  legal_steps text not null,
  conditions jsonb not null default '[]'::jsonb,
  counter_guarantors jsonb not null default '[]'::jsonb,
  valid_from date not null,
  valid_until date,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  published_by uuid,
  published_at timestamp with time zone
);
-- row-level security: forced

create table guarantees.windows (
  id uuid not null,
  fund_id uuid not null,
  name text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  number integer not null default 0
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

create table impacts.drafts (
  impact_id uuid not null,
  content jsonb not null,
  revision integer not null default 1,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table impacts.impacts (
  id uuid not null,
  code text not null,
  place_id uuid not null,
  subject_office_id uuid,
  office_id uuid,
  lang text not null,
  title text not null,
  words text not null default ''::text,
  version integer not null default 0,
  published integer not null default 0,
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table impacts.observations (
  id uuid not null,
  impact_id uuid not null,
  number integer not null,
  effect_id uuid not null,
  state text not null,
  value text,
  observed_on date,
  source text,
  how text,
  other text,
  reason text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table impacts.versions (
  impact_id uuid not null,
  number integer not null,
  content jsonb not null,
  agreement text not null,
  agreed_by uuid not null,
  agreed_at timestamp with time zone not null default now()
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
  uploaded_at timestamp with time zone not null default now(),
  said jsonb
);
-- row-level security: forced

create table instruments.answers (
  sheet_id uuid not null,
  question text not null,
  value jsonb,
  note text,
  revision integer not null,
  changed_by uuid,
  changed_at timestamp with time zone not null
);
-- row-level security: forced

create table instruments.changes (
  id uuid not null,
  sheet_id uuid not null,
  question text not null,
  before jsonb,
  after jsonb,
  revision integer not null,
  changed_by uuid,
  changed_at timestamp with time zone not null
);
-- row-level security: forced

create table instruments.contacts (
  sheet_id uuid not null,
  question text not null,
  value jsonb not null,
  revision integer not null,
  changed_by uuid,
  changed_at timestamp with time zone not null
);
-- row-level security: forced

create table instruments.drafts (
  instrument_id uuid not null,
  content jsonb not null,
  revision integer not null default 1,
  changed_by uuid,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table instruments.events (
  id uuid not null,
  sheet_id uuid not null,
  kind text not null,
  reason text,
  by_account uuid,
  happened_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table instruments.evidence (
  id uuid not null,
  sheet_id uuid not null,
  question text not null,
  name text not null,
  media_type text not null,
  bytes integer not null,
  sealed bytea not null,
  added_by uuid,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table instruments.instruments (
  id uuid not null,
  code text not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  imported_hash text
);
-- row-level security: forced

create table instruments.invitations (
  sheet_id uuid not null,
  token_hash text not null,
  sealed bytea not null,
  language text not null,
  expires_at timestamp with time zone not null,
  invited_by uuid not null,
  invited_at timestamp with time zone not null default now(),
  reminded_at timestamp with time zone
);
-- row-level security: forced

create table instruments.results (
  round_id uuid not null,
  content jsonb not null,
  sheets integer not null,
  published_by uuid not null,
  published_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table instruments.rounds (
  id uuid not null,
  version_id uuid not null,
  title text not null,
  method text not null,
  opens_on date not null,
  closes_on date,
  self_start boolean not null default false,
  several boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  published_at timestamp with time zone
);
-- row-level security: forced

create table instruments.sheets (
  id uuid not null,
  round_id uuid not null,
  version_id uuid not null,
  several boolean not null,
  way text not null,
  body_kind text,
  body_id uuid,
  label text not null,
  state text not null default 'open'::text,
  revision integer not null default 0,
  received_on date,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  submitted_at timestamp with time zone,
  contact_asked_at timestamp with time zone,
  contact_asked_why text,
  contact_allowed_at timestamp with time zone
);
-- row-level security: forced

create table instruments.versions (
  id uuid not null,
  instrument_id uuid not null,
  number integer not null,
  content jsonb not null,
  published_by uuid,
  published_at timestamp with time zone not null default now()
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
  created_at timestamp with time zone not null default now(),
  sealed_answer bytea
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

create table kernel.sendings (
  key text not null,
  whole_at timestamp with time zone not null
);
-- row-level security: forced

create table learning.attendance (
  session_id uuid not null,
  enrolment_id uuid not null,
  group_id uuid not null,
  state text not null,
  marked_by uuid not null,
  marked_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.attendance_certificates (
  id uuid not null,
  enrolment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  document_id uuid not null,
  file_id uuid not null,
  percent integer not null,
  issued_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.certificates (
  id uuid not null,
  study_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  document_id uuid not null,
  file_id uuid not null,
  issued_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.courses (
  id uuid not null,
  code text not null,
  office_id uuid,
  title kernel.translated not null,
  version_id uuid,
  imported_hash text,
  copied_from uuid,
  withdrawn_at timestamp with time zone,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.drafts (
  course_id uuid not null,
  number integer not null default 1,
  content jsonb not null,
  updated_by uuid,
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.enrolments (
  id uuid not null,
  group_id uuid not null,
  account_id uuid,
  person_id uuid,
  office_id uuid,
  name text not null,
  state text not null default 'waiting'::text,
  language text not null,
  wording text not null,
  agreed_how text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default clock_timestamp(),
  enrolled_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  evaluated boolean not null default false
);
-- row-level security: forced

create table learning.evaluations (
  id uuid not null default gen_random_uuid(),
  course_id uuid not null,
  group_id uuid,
  lot integer not null,
  useful integer not null,
  clear integer not null,
  pace integer not null,
  setting integer not null,
  recommend integer not null,
  words text
);
-- row-level security: forced

create table learning.events (
  id uuid not null,
  study_id uuid not null,
  account_id uuid not null,
  device_id uuid not null,
  sequence bigint not null,
  kind text not null,
  lesson text not null,
  item text,
  answer jsonb,
  sealed bytea,
  file_id uuid,
  right_answer boolean,
  happened_at timestamp with time zone not null,
  received_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.group_trainers (
  group_id uuid not null,
  office_id uuid not null,
  account_id uuid not null,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.groups (
  id uuid not null,
  course_id uuid not null,
  office_id uuid not null,
  name text not null,
  way text not null,
  audience text not null,
  women_only boolean not null default false,
  language text not null,
  other_office_id uuid,
  places integer not null,
  enrol_from timestamp with time zone not null,
  enrol_until timestamp with time zone not null,
  attendance_percent integer not null default 80,
  state text not null default 'planned'::text,
  reason text,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.media (
  id uuid not null,
  sha256 text not null,
  name text not null,
  media_type text not null,
  content bytea not null,
  added_by uuid,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.meeting_links (
  session_id uuid not null,
  group_id uuid not null,
  url text not null
);
-- row-level security: forced

create table learning.officer_attendance_certificates (
  id uuid not null,
  enrolment_id uuid not null,
  account_id uuid not null,
  office_id uuid not null,
  document_id uuid not null,
  content bytea not null,
  present integer not null,
  held integer not null,
  issued_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.officer_certificates (
  id uuid not null,
  study_id uuid not null,
  account_id uuid not null,
  office_id uuid not null,
  document_id uuid not null,
  content bytea not null,
  issued_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.reviews (
  id uuid not null,
  study_id uuid not null,
  event_id uuid not null,
  account_id uuid not null,
  verdict text not null,
  sealed bytea,
  written_by uuid not null,
  written_at timestamp with time zone not null default clock_timestamp()
);
-- row-level security: forced

create table learning.rooms (
  id uuid not null,
  office_id uuid not null,
  name text not null,
  seats integer not null,
  step_free boolean not null,
  retired_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.sessions (
  id uuid not null,
  group_id uuid not null,
  office_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  room_id uuid,
  trainer_id uuid not null,
  lesson text,
  topic text,
  state text not null default 'planned'::text,
  reason text,
  sequence integer not null default 0,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table learning.studies (
  id uuid not null,
  account_id uuid not null,
  course_id uuid not null,
  version_id uuid not null,
  begun_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  lessons_done integer not null default 0,
  finished_at timestamp with time zone,
  evaluated boolean not null default false
);
-- row-level security: forced

create table learning.versions (
  id uuid not null,
  course_id uuid not null,
  number integer not null,
  title kernel.translated not null,
  summary kernel.translated not null,
  audience text[] not null,
  mode text not null,
  minutes integer not null,
  languages text[] not null,
  content jsonb not null,
  published_by uuid,
  published_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table ledger.accounts (
  id uuid not null,
  book_id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  currency text not null,
  floor_minor bigint,
  ceiling_minor bigint,
  posted_minor bigint not null default 0,
  pending_in_minor bigint not null default 0,
  pending_out_minor bigint not null default 0,
  last_nth bigint not null default 0,
  closed_at timestamp with time zone,
  opened_at timestamp with time zone not null default now(),
  part text,
  kept boolean not null default false
);
-- row-level security: forced

create table ledger.books (
  id uuid not null,
  name text not null,
  scope_kind text not null,
  scope_id uuid,
  closed_through date,
  demonstration boolean not null default false,
  opened_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table ledger.entries (
  id uuid not null,
  book_id uuid not null,
  kind text not null,
  effective_on date not null,
  booked_at timestamp with time zone not null default clock_timestamp(),
  posting_count integer not null,
  idempotency_key text not null,
  request_hash bytea not null,
  description text not null,
  about_kind text,
  about_id uuid,
  settles uuid,
  reverses uuid,
  expires_at timestamp with time zone
);
-- row-level security: forced

create table ledger.exchanges (
  entry_id uuid not null,
  from_currency text not null,
  to_currency text not null,
  rate numeric not null,
  rate_on date not null,
  source text not null
);
-- row-level security: forced

create table ledger.postings (
  entry_id uuid not null,
  n integer not null,
  book_id uuid not null,
  account_id uuid not null,
  currency text not null,
  amount_minor bigint not null,
  pending boolean not null,
  effective_on date not null,
  nth bigint,
  balance_after_minor bigint
);
-- row-level security: forced

create table ledger.seals (
  book_id uuid not null,
  number bigint not null,
  previous_hash text not null,
  hash text not null,
  entries uuid[] not null,
  sealed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table ledger.unsealed (
  entry_id uuid not null,
  book_id uuid not null
);
-- row-level security: forced

create table loans.applications (
  id uuid not null,
  product_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  venture_id uuid,
  venture_office_id uuid,
  grant_id uuid not null,
  state text not null default 'sent'::text,
  amount_minor bigint not null,
  instalments integer not null,
  purpose text not null,
  office_follows boolean not null,
  opinion text,
  opinion_by uuid,
  question text,
  answer text,
  conditions text,
  reason text,
  agreed_minor bigint,
  agreed_instalments integer,
  sent_by uuid not null,
  sent_at timestamp with time zone not null default now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  signed_on date,
  paid_out_on date
);
-- row-level security: forced

create table loans.instalments (
  loan_id uuid not null,
  organisation_id uuid not null,
  n integer not null,
  due_on date not null,
  principal_minor bigint not null,
  interest_minor bigint not null,
  fees_minor bigint not null
);
-- row-level security: forced

create table loans.loans (
  id uuid not null,
  application_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  reference text not null,
  currency text not null,
  principal_minor bigint not null,
  paid_out_on date not null,
  state text not null default 'running'::text,
  rescheduled boolean not null default false,
  balance_minor bigint not null,
  past_due_days integer not null default 0,
  reported_on date not null,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table loans.products (
  id uuid not null,
  organisation_id uuid not null,
  replaces_id uuid,
  version integer not null default 1,
  name kernel.translated not null,
  about kernel.translated not null,
  eligible kernel.translated not null,
  currency text not null,
  least_minor bigint not null,
  most_minor bigint not null,
  least_instalments integer not null,
  most_instalments integer not null,
  frequency text not null,
  way text not null,
  annual_rate text,
  markup_percent text,
  fee_percent text not null default '0'::text,
  grace integer not null default 0,
  valid_from date not null,
  valid_until date,
  assumption boolean not null default false,
  state text not null default 'draft'::text,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone
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

create table mentoring.actions (
  id uuid not null,
  session_id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  title text not null,
  who text not null,
  due_on date,
  done_at timestamp with time zone,
  done_by uuid,
  planned_as text,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table mentoring.follow_ups (
  id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null,
  days integer not null,
  due_on date not null,
  useful text,
  results text[] not null default '{}'::text[],
  change text,
  done_at timestamp with time zone,
  done_by uuid
);
-- row-level security: forced

create table mentoring.mentors (
  id uuid not null,
  account_id uuid not null,
  office_id uuid not null,
  name text not null,
  about text not null default ''::text,
  background text not null,
  place_id uuid not null,
  country_id uuid not null,
  time_zone text not null,
  sectors text[] not null default '{}'::text[],
  topics text[] not null default '{}'::text[],
  stages text[] not null default '{}'::text[],
  languages text[] not null default '{}'::text[],
  hours jsonb not null default '[]'::jsonb,
  email text,
  phone text,
  mentee_limit integer not null default 2,
  mentees integer not null default 0,
  paused boolean not null default false,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  tracks text[] not null default '{}'::text[]
);
-- row-level security: forced

create table mentoring.notes (
  id uuid not null,
  session_id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  author_id uuid not null,
  for_founder boolean not null,
  for_mentor boolean not null,
  for_co_mentor boolean not null,
  for_office boolean not null,
  sealed bytea not null,
  written_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table mentoring.pairs (
  id uuid not null,
  venture_id uuid not null,
  venture_office_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  mentor_id uuid not null,
  mentor_end text not null,
  state text not null default 'suggested'::text,
  sector text not null,
  stage text not null,
  topics text[] not null default '{}'::text[],
  reasons text[] not null default '{}'::text[],
  languages text[] not null default '{}'::text[],
  time_zone text not null,
  called text not null default ''::text,
  suggested_by uuid,
  suggested_at timestamp with time zone not null default now(),
  offered_by uuid,
  offered_at timestamp with time zone,
  mentor_accepted_at timestamp with time zone,
  founder_accepted_at timestamp with time zone,
  founder_how text,
  grant_id uuid,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text
);
-- row-level security: forced

create table mentoring.sessions (
  id uuid not null,
  pair_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  mode text not null,
  place text not null default ''::text,
  state text not null default 'planned'::text,
  held_minutes integer,
  proposed_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table mentoring.wishes (
  venture_id uuid not null,
  venture_office_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  ends text not null,
  topics text[] not null default '{}'::text[],
  hours jsonb not null default '[]'::jsonb,
  time_zone text not null,
  asked_by uuid,
  asked_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
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

create table newsletters.issues (
  id uuid not null,
  number integer,
  language text not null,
  title text not null,
  intro text not null,
  state text not null default 'draft'::text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  demonstration boolean not null default false
);
-- row-level security: forced

create table newsletters.items (
  issue_id uuid not null,
  practice_id uuid not null,
  place integer not null,
  note text
);
-- row-level security: forced

create table newsletters.readers (
  id uuid not null,
  fingerprint text not null,
  sealed bytea not null,
  language text not null,
  token_hash text not null,
  asked_at timestamp with time zone not null default now(),
  told_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  last_issue integer not null default 0
);
-- row-level security: forced

create table observatory.areas (
  boundaries_id uuid not null,
  code text not null,
  rings jsonb not null
);
-- row-level security: forced

create table observatory.boundaries (
  id uuid not null,
  edition text not null,
  dataset_id uuid,
  source text not null,
  source_url text,
  licence text not null,
  published text not null,
  code_property text not null,
  file_name text not null,
  content_hash text not null,
  tolerance_km2 numeric not null,
  area_count integer not null,
  point_count integer not null,
  given_at timestamp with time zone not null default now(),
  given_by uuid
);
-- row-level security: forced

create table observatory.codes (
  id integer not null generated as identity,
  release_id uuid not null,
  "position" integer not null,
  code text not null,
  label text not null,
  country text,
  edition text
);
-- row-level security: forced

create table observatory.datasets (
  id uuid not null,
  code text not null,
  title text not null,
  publisher text not null,
  words text not null,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table observatory.dimensions (
  release_id uuid not null,
  "position" integer not null,
  code text not null,
  label text not null,
  geo boolean not null
);
-- row-level security: forced

create table observatory.indicator_versions (
  indicator_id uuid not null,
  no integer not null,
  language text not null,
  name text not null,
  definition text not null,
  unit text not null,
  numerator text not null,
  denominator text,
  direction text not null,
  aggregation text not null,
  dataset_id uuid,
  key jsonb not null default '{}'::jsonb,
  place_dimension text,
  own_count text,
  reason text not null,
  written_at timestamp with time zone not null default now(),
  written_by uuid
);
-- row-level security: forced

create table observatory.indicators (
  id uuid not null,
  created_at timestamp with time zone not null default now(),
  created_by uuid
);
-- row-level security: forced

create table observatory.releases (
  id uuid not null,
  dataset_id uuid not null,
  no integer not null,
  title text not null,
  format text not null,
  published text not null,
  licence text not null,
  source_url text,
  unit text,
  edition text,
  notes jsonb not null default '[]'::jsonb,
  warnings jsonb not null default '[]'::jsonb,
  file_name text not null,
  content_hash text not null,
  series_count integer not null,
  observation_count integer not null,
  first_period text not null,
  last_period text not null,
  imported_at timestamp with time zone not null default now(),
  imported_by uuid
);
-- row-level security: forced

create table observatory.series (
  release_id uuid not null,
  no integer not null,
  codes integer[] not null,
  periods text[] not null,
  figures numeric[] not null,
  flags text[] not null,
  confidentiality text[] not null
);
-- row-level security: forced

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

create table opportunities.answers (
  venture_id uuid not null,
  office_id uuid not null,
  field text not null,
  value jsonb not null,
  answered_at timestamp with time zone not null default now(),
  by_account uuid not null
);
-- row-level security: forced

create table opportunities.history (
  id bigint not null generated as identity,
  opportunity_id uuid not null,
  office_id uuid not null,
  at timestamp with time zone not null default now(),
  by_account uuid,
  kind text not null,
  revision integer not null,
  state jsonb not null
);
-- row-level security: forced

create table opportunities.opportunities (
  id uuid not null,
  code text,
  office_id uuid not null,
  kind text not null,
  title kernel.translated not null,
  about kernel.translated not null,
  place_id uuid not null,
  corridor_ids uuid[] not null default '{}'::uuid[],
  at_end text not null,
  sectors text[] not null default '{}'::text[],
  stages text[] not null default '{}'::text[],
  audiences text[] not null default '{}'::text[],
  amount_minor bigint,
  amount_currency text,
  amount_text kernel.translated,
  conditions jsonb not null default '[]'::jsonb,
  source jsonb not null,
  source_seen_on date not null,
  reported text,
  valid_from date not null,
  valid_until date,
  checked_on date not null default CURRENT_DATE,
  last_day date not null generated always as COALESCE(valid_until, ((checked_on + '6 mons'::interval))::date),
  needs_confirmation boolean not null default false,
  opening_id uuid,
  demonstration boolean not null default false,
  state text not null default 'draft'::text,
  revision integer not null default 1,
  published_revision integer,
  published_at timestamp with time zone,
  reminded_for date,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  words text not null default ''::text,
  search tsvector not null generated always as to_tsvector('simple'::regconfig, words)
);
-- row-level security: forced

create table opportunities.responses (
  opportunity_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  stance text,
  stance_at timestamp with time zone,
  stance_by uuid,
  planned_at timestamp with time zone,
  planned_by uuid,
  told_at timestamp with time zone,
  told_by uuid
);
-- row-level security: forced

create table peerreviews.comments (
  id uuid not null,
  review_id uuid not null,
  side text not null,
  words text not null,
  by_account uuid not null,
  written_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table peerreviews.events (
  id uuid not null,
  review_id uuid not null,
  kind text not null,
  words text,
  by_account uuid not null,
  happened_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table peerreviews.findings (
  id uuid not null,
  review_id uuid not null,
  kind text not null,
  words text not null,
  evidence text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table peerreviews.follow_ups (
  review_id uuid not null,
  months integer not null,
  due_on date not null,
  reminded_at timestamp with time zone,
  done text,
  done_by uuid,
  done_at timestamp with time zone,
  reply text,
  reply_by uuid,
  reply_at timestamp with time zone
);
-- row-level security: forced

create table peerreviews.invitations (
  review_id uuid not null,
  office_id uuid not null,
  invited_by uuid not null,
  invited_at timestamp with time zone not null default now(),
  declined_at timestamp with time zone
);
-- row-level security: forced

create table peerreviews.notes (
  id uuid not null,
  review_id uuid not null,
  sealed bytea not null,
  held_on date not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table peerreviews.peers (
  review_id uuid not null,
  account_id uuid not null,
  office_id uuid not null,
  joined_at timestamp with time zone not null default now(),
  left_at timestamp with time zone
);
-- row-level security: forced

create table peerreviews.questions (
  id uuid not null,
  review_id uuid not null,
  question text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone
);
-- row-level security: forced

create table peerreviews.readings (
  id uuid not null,
  review_id uuid not null,
  title text not null,
  author text,
  year integer,
  address text,
  note text,
  added_by uuid not null,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table peerreviews.recommendations (
  id uuid not null,
  review_id uuid not null,
  words text not null,
  to_whom text not null,
  by_when date not null,
  priority text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null default now(),
  answer text,
  answer_reason text,
  answered_at timestamp with time zone,
  state text not null default 'open'::text,
  state_words text,
  state_on date
);
-- row-level security: forced

create table peerreviews.reviews (
  id uuid not null,
  office_id uuid not null,
  practice_id uuid,
  policy text,
  about text not null,
  language text not null,
  asked_side text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  state text not null default 'proposed'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  sheet_id uuid,
  visit_from date,
  visit_until date,
  visit_needs text,
  report_at timestamp with time zone,
  published_by uuid,
  published_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text,
  demonstration boolean not null default false
);
-- row-level security: forced

create table peerreviews.sessions (
  id uuid not null,
  review_id uuid not null,
  on_day date not null,
  starts time without time zone not null,
  ends time without time zone not null,
  what text not null,
  who text,
  needs text
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
  updated_at timestamp with time zone not null default now(),
  informed_on date
);
-- row-level security: forced

create table people.profiles (
  person_id uuid not null,
  office_id uuid not null,
  gender text,
  origin_place_id uuid,
  residence_place_id uuid,
  languages text[] not null default '{}'::text[],
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

create table plans.approvals (
  draft_id uuid not null,
  office_id uuid not null,
  account_id uuid not null,
  approved_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table plans.authors (
  draft_id uuid not null,
  account_id uuid not null
);
-- row-level security: forced

create table plans.drafts (
  id uuid not null,
  plan_id uuid not null,
  lang text not null,
  content jsonb not null,
  reason text not null,
  state text not null default 'writing'::text,
  advice text,
  revision integer not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone
);
-- row-level security: forced

create table plans.plans (
  id uuid not null,
  code text not null,
  place_id uuid not null,
  office_id uuid not null,
  other_place_id uuid,
  other_office_id uuid,
  version integer not null default 0,
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table plans.reports (
  id uuid not null,
  plan_id uuid not null,
  on_day date not null,
  lang text not null,
  content jsonb not null,
  revision integer not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  published_at timestamp with time zone
);
-- row-level security: forced

create table plans.versions (
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  draft_id uuid not null,
  lang text not null,
  content jsonb not null,
  reason text not null,
  authors uuid[] not null,
  approvers uuid[] not null,
  published_by uuid not null,
  published_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table practicefairs.fairs (
  id uuid not null,
  language text not null,
  title text not null,
  about text not null,
  from_day date not null,
  until_day date not null,
  state text not null default 'draft'::text,
  because text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  demonstration boolean not null default false
);
-- row-level security: forced

create table practicefairs.links (
  talk_id uuid not null,
  fair_id uuid not null,
  link text not null
);
-- row-level security: forced

create table practicefairs.stands (
  fair_id uuid not null,
  practice_id uuid not null,
  place integer not null
);
-- row-level security: forced

create table practicefairs.talks (
  id uuid not null,
  fair_id uuid not null,
  practice_id uuid not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  speaker text not null,
  office_id uuid,
  moved_from timestamp with time zone,
  moved_at timestamp with time zone,
  called_off text,
  sequence integer not null default 0
);
-- row-level security: forced

create table practices.authors (
  draft_id uuid not null,
  account_id uuid not null
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

create table practices.drafts (
  id uuid not null,
  practice_id uuid,
  code text not null,
  office_id uuid,
  lang text not null,
  content jsonb not null,
  reason text not null,
  state text not null default 'writing'::text,
  advice text,
  revision integer not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone
);
-- row-level security: forced

create table practices.pictures (
  id uuid not null,
  draft_id uuid,
  practice_id uuid,
  media_type text not null,
  width integer not null,
  height integer not null,
  sha256 text not null,
  content bytea not null,
  agreed boolean not null,
  added_by uuid not null,
  added_at timestamp with time zone not null default now()
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
  updated_at timestamp with time zone not null default now(),
  pictures jsonb not null default '[]'::jsonb,
  features jsonb not null default '[]'::jsonb,
  standing text not null default 'reported'::text,
  standing_on text,
  keeper_id uuid,
  version integer not null default 0
);
-- row-level security: forced

create table practices.versions (
  id uuid not null,
  practice_id uuid not null,
  number integer not null,
  draft_id uuid,
  content jsonb not null,
  office_id uuid,
  reason text,
  authors uuid[] not null default '{}'::uuid[],
  published_by uuid,
  published_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table projects.attendance (
  meeting_id uuid not null,
  project_id uuid not null,
  office_id uuid not null
);
-- row-level security: forced

create table projects.changes (
  id uuid not null default gen_random_uuid(),
  project_id uuid not null,
  kind text not null,
  deed text not null,
  label text,
  office_id uuid,
  columns jsonb not null,
  by_account uuid not null,
  by_office_id uuid,
  happened_at timestamp with time zone not null default clock_timestamp()
);
-- row-level security: forced

create table projects.corridors (
  project_id uuid not null,
  origin_id uuid not null,
  destination_id uuid not null
);
-- row-level security: forced

create table projects.criteria (
  id uuid not null,
  project_id uuid not null,
  number integer not null,
  question text not null,
  measure text not null,
  baseline text not null,
  target text not null,
  measured_on date not null,
  evaluator text not null,
  agreed_on date
);
-- row-level security: forced

create table projects.deliverables (
  id uuid not null,
  project_id uuid not null,
  package_id uuid not null,
  title text not null,
  office_id uuid not null,
  due_on date not null,
  state text not null default 'planned'::text,
  link text,
  handed_in_on date,
  accepted_on date,
  reminded_at timestamp with time zone,
  file_id uuid
);
-- row-level security: forced

create table projects.evaluations (
  id uuid not null,
  project_id uuid not null,
  phase text not null,
  evaluator text not null,
  summary text not null,
  published_at timestamp with time zone
);
-- row-level security: forced

create table projects.findings (
  project_id uuid not null,
  evaluation_id uuid not null,
  criterion_id uuid not null,
  result text not null,
  found text,
  reason text,
  evidence text,
  found_on date not null
);
-- row-level security: forced

create table projects.meetings (
  id uuid not null,
  project_id uuid not null,
  office_id uuid not null,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  zone text not null,
  venue text,
  link text,
  agenda text not null,
  state text not null default 'planned'::text,
  because text,
  sequence integer not null default 0,
  said text,
  decisions text,
  closed_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table projects.packages (
  id uuid not null,
  project_id uuid not null,
  number integer not null,
  title text not null,
  office_id uuid not null,
  from_day date not null,
  until_day date not null
);
-- row-level security: forced

create table projects.partners (
  project_id uuid not null,
  office_id uuid not null,
  task text,
  left_on date
);
-- row-level security: forced

create table projects.projects (
  id uuid not null,
  acronym text not null,
  title text not null,
  purpose text not null,
  lead_id uuid not null,
  funder text,
  agreement text,
  from_day date not null,
  until_day date not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  demonstration boolean not null default false
);
-- row-level security: forced

create table readiness.answers (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null,
  question text not null,
  points smallint not null,
  answered_at timestamp with time zone not null,
  by_account uuid not null
);
-- row-level security: forced

create table readiness.area_results (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null,
  area text not null,
  points smallint not null,
  most smallint not null,
  level text not null
);
-- row-level security: forced

create table readiness.assessments (
  id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  rules smallint not null,
  started_at timestamp with time zone not null,
  started_by uuid not null,
  finished_at timestamp with time zone,
  finished_by uuid,
  result text,
  version_id uuid not null default readiness.newest_version()
);
-- row-level security: forced

create table readiness.blockers (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  side text not null,
  blocker text not null,
  state text not null,
  answered_at timestamp with time zone not null,
  by_account uuid not null
);
-- row-level security: forced

create table readiness.planned (
  assessment_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  advice text not null,
  planned_at timestamp with time zone not null,
  by_account uuid not null
);
-- row-level security: forced

create table remittances.prices (
  id uuid not null,
  service_id uuid not null,
  observed_on date not null,
  speed text not null,
  fee_minor bigint not null,
  applied_rate numeric,
  margin_percent numeric,
  source text not null,
  source_url text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null default clock_timestamp()
);
-- row-level security: forced

create table remittances.services (
  id uuid not null,
  provider text not null,
  from_country text not null,
  to_country text not null,
  send_currency text not null,
  receive_currency text not null,
  least_minor bigint not null,
  most_minor bigint not null,
  pay_in text not null,
  pay_out text not null,
  demonstration boolean not null default false,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_why text
);
-- row-level security: forced

create table returns.checks (
  id uuid not null,
  plan_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  venture_id uuid not null,
  asked_office_id uuid not null,
  grant_id uuid not null,
  question bytea not null,
  asked_at timestamp with time zone not null default now(),
  asked_by uuid not null,
  answer text,
  answer_words bytea,
  answered_at timestamp with time zone,
  answered_by uuid
);
-- row-level security: forced

create table returns.follow_ups (
  id uuid not null,
  plan_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  months smallint,
  due_on date not null,
  reminded_at timestamp with time zone,
  done_on date,
  how text,
  signs text[] not null default '{}'::text[],
  note bytea,
  done_by uuid,
  task_id uuid
);
-- row-level security: forced

create table returns.moves (
  id bigint not null generated as identity,
  plan_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  at timestamp with time zone not null default now(),
  from_state text,
  to_state text not null,
  by_account uuid
);
-- row-level security: forced

create table returns.plans (
  id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  leaving text not null,
  arriving text not null,
  state text not null default 'considering'::text,
  think_days smallint not null default 7,
  venture_id uuid,
  venture_office_id uuid,
  informed_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_how text,
  left_on date,
  arrived_on date,
  created_by uuid,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table returns.rule_history (
  id bigint not null generated as identity,
  rule_id uuid not null,
  at timestamp with time zone not null default now(),
  by_account uuid,
  kind text not null,
  state jsonb not null
);
-- row-level security: forced

create table returns.rules (
  id uuid not null,
  code text,
  office_id uuid,
  topic text not null,
  leaving text,
  arriving text,
  question kernel.translated not null,
  keeps kernel.translated,
  loses kernel.translated,
  ask_for kernel.translated,
  ask_where kernel.translated,
  ask_by kernel.translated,
  source_name text not null,
  source_url text,
  valid_from date not null,
  valid_until date,
  confirmed_by text,
  confirmed_on date,
  confirmed_account uuid
);
-- row-level security: forced

create table returns.sections (
  plan_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  section text not null,
  side text not null,
  words bytea,
  at timestamp with time zone not null,
  by_account uuid not null,
  who bytea,
  until date
);
-- row-level security: forced

create table returns.ticks (
  person_id uuid not null,
  office_id uuid not null,
  rule_id uuid not null,
  side text not null,
  done boolean not null,
  note bytea,
  at timestamp with time zone not null,
  by_account uuid not null
);
-- row-level security: forced

create table tracks.chosen (
  person_id uuid not null,
  office_id uuid not null,
  track text not null,
  how text not null,
  language text not null,
  wording text not null,
  chosen_at timestamp with time zone not null default now(),
  by_account uuid not null
);
-- row-level security: forced

create table tracks.texts (
  id uuid not null,
  track text not null,
  office_id uuid,
  body kernel.translated not null,
  updated_at timestamp with time zone not null default now(),
  updated_by uuid not null
);
-- row-level security: forced

create table trade.authors (
  offer_id uuid not null,
  office_id uuid not null,
  account_id uuid not null
);
-- row-level security: forced

create table trade.fact_history (
  id bigint not null generated as identity,
  fact_id uuid not null,
  at timestamp with time zone not null default now(),
  by_account uuid,
  state jsonb not null
);
-- row-level security: forced

create table trade.facts (
  id uuid not null,
  corridor_id uuid not null,
  kind text not null,
  words kernel.translated not null,
  figure text,
  unit text,
  year integer,
  source_name text not null,
  source_url text,
  seen_on date not null,
  confirmed boolean not null default false,
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table trade.fair_busy (
  fair_id uuid not null,
  participant_id uuid not null,
  starts_at timestamp with time zone not null
);
-- row-level security: forced

create table trade.fair_meetings (
  id uuid not null,
  fair_id uuid not null,
  starts_at timestamp with time zone not null,
  table_number integer not null,
  first_id uuid not null,
  second_id uuid not null,
  link text,
  first_came boolean,
  second_came boolean,
  outcome text,
  sequence integer not null default 0,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table trade.fair_participants (
  id uuid not null,
  fair_id uuid not null,
  offer_id uuid,
  venture_id uuid,
  office_id uuid,
  organisation_id uuid,
  who text not null,
  languages text[] not null,
  state text not null default 'asked'::text,
  asked_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone
);
-- row-level security: forced

create table trade.fair_seats (
  meeting_id uuid not null,
  fair_id uuid not null,
  starts_at timestamp with time zone not null,
  participant_id uuid not null
);
-- row-level security: forced

create table trade.fair_slots (
  fair_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null
);
-- row-level security: forced

create table trade.fair_wishes (
  fair_id uuid not null,
  participant_id uuid not null,
  wished_id uuid not null,
  rank integer not null,
  unmet text
);
-- row-level security: forced

create table trade.fairs (
  id uuid not null,
  corridor_id uuid not null,
  office_id uuid not null,
  partner_office_id uuid,
  kind text not null,
  title kernel.translated not null,
  about kernel.translated not null,
  place text,
  first_day date not null,
  last_day date not null,
  opens time without time zone not null,
  closes time without time zone not null,
  pause_from time without time zone,
  pause_until time without time zone,
  time_zone text not null,
  other_time_zone text,
  slot_minutes integer not null,
  tables integer not null,
  languages text[] not null,
  registers_from date not null,
  registers_until date not null,
  who_may text[] not null,
  state text not null default 'draft'::text,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table trade.follow_ups (
  interest_id uuid not null,
  side text not null,
  due_on date not null,
  asked_at timestamp with time zone,
  reminded_at timestamp with time zone,
  met text,
  contract text,
  quantity bigint,
  unit text,
  value_minor bigint,
  currency text,
  again text,
  obstacles text[] not null default '{}'::text[],
  note text,
  answered_at timestamp with time zone,
  answered_by uuid
);
-- row-level security: forced

create table trade.interest_contacts (
  interest_id uuid not null,
  name text not null,
  phone text,
  email text
);
-- row-level security: forced

create table trade.interests (
  id uuid not null,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  from_venture_id uuid,
  from_office_id uuid,
  organisation_id uuid,
  who text not null,
  message text not null,
  asked_at timestamp with time zone not null default now(),
  asker_confirmed_at timestamp with time zone,
  owner_confirmed_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text
);
-- row-level security: forced

create table trade.offer_contacts (
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  name text not null,
  phone text,
  email text
);
-- row-level security: forced

create table trade.offers (
  id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  kind text not null,
  what text not null,
  hs_code text,
  sector text,
  title text not null,
  description text not null,
  quantity bigint,
  unit text,
  per text,
  months integer[] not null default '{}'::integer[],
  incoterm text,
  term_place text,
  certificates text[] not null default '{}'::text[],
  languages text[] not null,
  corridor_id uuid not null,
  at_end text not null,
  valid_until date not null,
  valid_from date not null default CURRENT_DATE,
  state text not null default 'draft'::text,
  revision integer not null default 1,
  sent_at timestamp with time zone,
  published_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  words text not null default ''::text,
  search tsvector not null generated always as to_tsvector('simple'::regconfig, words),
  photos integer not null default 0
);
-- row-level security: forced

create table trade.photos (
  id uuid not null,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  place integer not null,
  words text not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  sha256 text not null,
  content bytea not null,
  added_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table trade.reviews (
  id uuid not null,
  offer_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  revision integer not null,
  clear integer not null,
  capacity integer not null,
  papers integer not null,
  answers integer not null,
  outcome text not null,
  advice text,
  reviewed_by uuid not null,
  reviewed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table transfers.contributions (
  id uuid not null,
  practice_id uuid not null,
  reply_to uuid,
  question_id uuid,
  account_id uuid,
  office_id uuid,
  organisation_id uuid,
  words text,
  language text not null,
  written_at timestamp with time zone not null default now(),
  hidden_at timestamp with time zone,
  hidden_reason text
);
-- row-level security: forced

create table transfers.judgements (
  profile_id uuid not null,
  precondition_id uuid not null,
  verdict text not null,
  reason text not null,
  language text not null,
  precondition_revision integer not null,
  part_revision integer,
  judged_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table transfers.parts (
  profile_id uuid not null,
  kind text not null,
  words text,
  "least" bigint,
  most bigint,
  currency text,
  said_on text not null,
  source text not null,
  revision integer not null default 1
);
-- row-level security: forced

create table transfers.preconditions (
  id uuid not null,
  practice_id uuid not null,
  kind text not null,
  words kernel.translated not null,
  needed boolean not null,
  "least" bigint,
  most bigint,
  currency text,
  said_by text not null,
  said_on text not null,
  source text not null,
  office_id uuid,
  revision integer not null default 1,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table transfers.profiles (
  id uuid not null,
  office_id uuid not null,
  place_id uuid not null,
  public boolean not null default false,
  language text not null,
  changed_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table transfers.questions (
  id uuid not null,
  practice_id uuid not null,
  account_id uuid not null,
  office_id uuid,
  words text not null,
  language text not null,
  agreed boolean not null,
  asked_at timestamp with time zone not null default now(),
  answer text,
  answer_language text,
  answered_at timestamp with time zone,
  answered_for uuid,
  hidden_at timestamp with time zone,
  hidden_reason text
);
-- row-level security: forced

create table transfers.transfers (
  id uuid not null,
  practice_id uuid not null,
  place_id uuid not null,
  office_id uuid,
  state text not null,
  since text,
  until text,
  changed text,
  became text,
  language text not null,
  source text,
  revision integer not null default 1,
  written_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now()
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

create view tracks.counted as  SELECT f.person_id,
    f.office_id,
    COALESCE(f.gender, 'not-said'::text) AS gender,
    f.origin_place_id,
    f.residence_place_id,
    those.tracks
   FROM (people.profiles f
     CROSS JOIN LATERAL ( SELECT ARRAY( SELECT c.track
                   FROM tracks.chosen c
                  WHERE (c.person_id = f.person_id)
                  ORDER BY c.track) AS tracks) those);

-- constraints

alter table access.assignments add constraint assignments_pkey PRIMARY KEY (id);

alter table access.assignments add constraint assignments_role CHECK ((role = ANY (ARRAY['counsellor'::text, 'office-manager'::text, 'provider'::text, 'expert'::text, 'mentor'::text, 'trainer'::text, 'association-representative'::text, 'lender'::text, 'fund-manager'::text, 'committee-member'::text, 'planner'::text, 'editor'::text, 'auditor'::text, 'data-protection-officer'::text, 'administrator'::text])));

alter table access.assignments add constraint assignments_scope CHECK (((scope_kind = 'network'::text) = (scope_id IS NULL)));

alter table access.assignments add constraint assignments_scope_kind CHECK ((scope_kind = ANY (ARRAY['network'::text, 'office'::text, 'organisation'::text, 'fund'::text])));

alter table access.links add constraint links_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL)));

alter table access.links add constraint links_first FOREIGN KEY (first_id, first_custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table access.links add constraint links_how CHECK ((how = ANY (ARRAY['on-line'::text, 'signed-at-desk'::text, 'spoken-at-desk'::text, 'officer-decision'::text])));

alter table access.links add constraint links_order CHECK ((first_id < second_id));

alter table access.links add constraint links_pkey PRIMARY KEY (id);

alter table access.links add constraint links_reason CHECK ((((how = 'officer-decision'::text) = (reason IS NOT NULL)) AND ((reason IS NULL) OR ((length(btrim(reason)) >= 20) AND (length(btrim(reason)) <= 2000)))));

alter table access.links add constraint links_second FOREIGN KEY (second_id, second_custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

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

alter table analyses.analyses add constraint analyses_code UNIQUE (code);

alter table analyses.analyses add constraint analyses_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table analyses.analyses add constraint analyses_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table analyses.analyses add constraint analyses_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table analyses.analyses add constraint analyses_pkey PRIMARY KEY (id);

alter table analyses.analyses add constraint analyses_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table analyses.analyses add constraint analyses_title CHECK (((length(title) >= 1) AND (length(title) <= 300)));

alter table analyses.analyses add constraint analyses_version CHECK ((version >= 0));

alter table analyses.analyses add constraint analyses_words CHECK ((length(words) <= 2000));

alter table analyses.drafts add constraint drafts_analysis FOREIGN KEY (analysis_id) REFERENCES analyses.analyses(id) ON DELETE CASCADE;

alter table analyses.drafts add constraint drafts_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (length((content)::text) <= 1000000)));

alter table analyses.drafts add constraint drafts_pkey PRIMARY KEY (analysis_id);

alter table analyses.versions add constraint versions_analysis FOREIGN KEY (analysis_id) REFERENCES analyses.analyses(id) ON DELETE CASCADE;

alter table analyses.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table analyses.versions add constraint versions_number CHECK ((number >= 1));

alter table analyses.versions add constraint versions_pkey PRIMARY KEY (analysis_id, number);

alter table analyses.versions add constraint versions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

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

alter table associations.associations add constraint associations_about CHECK (((length(about) >= 1) AND (length(about) <= 2000)));

alter table associations.associations add constraint associations_activities CHECK ((activities <@ ARRAY['culture'::text, 'language'::text, 'advice'::text, 'work'::text, 'enterprise'::text, 'women'::text, 'youth'::text, 'solidarity'::text, 'projects-origin'::text, 'health'::text, 'sport'::text, 'religion'::text, 'rights'::text]));

alter table associations.associations add constraint associations_activity CHECK (((last_activity IS NULL) = (last_activity_on IS NULL)));

alter table associations.associations add constraint associations_board CHECK ((((board_women IS NULL) OR ((board_size IS NOT NULL) AND (board_women <= board_size))) AND ((board_young IS NULL) OR ((board_size IS NOT NULL) AND (board_young <= board_size)))));

alter table associations.associations add constraint associations_board_size CHECK (((board_size >= 0) AND (board_size <= 500)));

alter table associations.associations add constraint associations_board_women CHECK ((board_women >= 0));

alter table associations.associations add constraint associations_board_young CHECK ((board_young >= 0));

alter table associations.associations add constraint associations_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table associations.associations add constraint associations_ended CHECK (((state = ANY (ARRAY['refused'::text, 'closed'::text])) = (ended_at IS NOT NULL)));

alter table associations.associations add constraint associations_finance_size CHECK ((finance_size = ANY (ARRAY['under-1000'::text, 'under-10000'::text, 'under-50000'::text, 'under-250000'::text, 'over-250000'::text])));

alter table associations.associations add constraint associations_finance_sources CHECK ((finance_sources <@ ARRAY['fees'::text, 'donations'::text, 'public'::text, 'earnings'::text, 'foundations'::text, 'other'::text]));

alter table associations.associations add constraint associations_founded CHECK ((founded ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table associations.associations add constraint associations_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table associations.associations add constraint associations_last_activity CHECK (((length(last_activity) >= 1) AND (length(last_activity) <= 300)));

alter table associations.associations add constraint associations_legal_form CHECK ((legal_form = ANY (ARRAY['association'::text, 'cooperative'::text, 'foundation'::text, 'federation'::text, 'informal'::text, 'other'::text])));

alter table associations.associations add constraint associations_members CHECK (((members >= 0) AND (members <= 10000000)));

alter table associations.associations add constraint associations_members_by CHECK (((length(members_by) >= 1) AND (length(members_by) <= 160)));

alter table associations.associations add constraint associations_members_source CHECK ((((members IS NULL) = (members_on IS NULL)) AND ((members IS NULL) = (members_by IS NULL))));

alter table associations.associations add constraint associations_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table associations.associations add constraint associations_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table associations.associations add constraint associations_phone CHECK (((length(phone) >= 4) AND (length(phone) <= 30)));

alter table associations.associations add constraint associations_pkey PRIMARY KEY (id);

alter table associations.associations add constraint associations_state CHECK ((state = ANY (ARRAY['unconfirmed'::text, 'waiting'::text, 'asked'::text, 'verified'::text, 'refused'::text, 'closed'::text])));

alter table associations.associations add constraint associations_verified CHECK ((((verified_at IS NULL) = (verified_revision IS NULL)) AND ((state <> 'verified'::text) OR ((verified_at IS NOT NULL) AND (active_on IS NOT NULL)))));

alter table associations.associations add constraint associations_website CHECK (((website ~ '^https?://'::text) AND (length(website) <= 300)));

alter table associations.events add constraint events_association FOREIGN KEY (association_id) REFERENCES associations.associations(id) ON DELETE CASCADE;

alter table associations.events add constraint events_kind CHECK ((kind = ANY (ARRAY['registered'::text, 'confirmed'::text, 'changed'::text, 'answered'::text, 'second-look'::text, 'still-active'::text, 'closed'::text, 'asked'::text, 'verified'::text, 'refused'::text])));

alter table associations.events add constraint events_pkey PRIMARY KEY (id);

alter table associations.events add constraint events_reasoned CHECK (((kind <> ALL (ARRAY['asked'::text, 'refused'::text, 'answered'::text, 'second-look'::text])) OR (words IS NOT NULL)));

alter table associations.events add constraint events_words CHECK (((length(words) >= 1) AND (length(words) <= 1000)));

alter table associations.joint_contacts add constraint joint_contacts_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table associations.joint_contacts add constraint joint_contacts_pkey PRIMARY KEY (project_id, office_id);

alter table associations.joint_contacts add constraint joint_contacts_project FOREIGN KEY (project_id) REFERENCES associations.joint_projects(id) ON DELETE CASCADE;

alter table associations.joint_contacts add constraint joint_contacts_reach CHECK (((length(reach) >= 1) AND (length(reach) <= 300)));

alter table associations.joint_contacts add constraint joint_contacts_unit CHECK (((length(unit) >= 1) AND (length(unit) <= 160)));

alter table associations.joint_partners add constraint joint_partners_answer CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'left'::text])));

alter table associations.joint_partners add constraint joint_partners_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_revision IS NULL))));

alter table associations.joint_partners add constraint joint_partners_association FOREIGN KEY (association_id) REFERENCES associations.associations(id);

alter table associations.joint_partners add constraint joint_partners_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table associations.joint_partners add constraint joint_partners_pkey PRIMARY KEY (project_id, association_id);

alter table associations.joint_partners add constraint joint_partners_project FOREIGN KEY (project_id) REFERENCES associations.joint_projects(id) ON DELETE CASCADE;

alter table associations.joint_partners add constraint joint_partners_task CHECK (((length(task) >= 1) AND (length(task) <= 500)));

alter table associations.joint_places add constraint joint_places_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table associations.joint_places add constraint joint_places_pkey PRIMARY KEY (project_id, place_id);

alter table associations.joint_places add constraint joint_places_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table associations.joint_places add constraint joint_places_project FOREIGN KEY (project_id) REFERENCES associations.joint_projects(id) ON DELETE CASCADE;

alter table associations.joint_projects add constraint joint_projects_about CHECK (((length(about) >= 1) AND (length(about) <= 4000)));

alter table associations.joint_projects add constraint joint_projects_agreed CHECK (
CASE state
    WHEN 'proposed'::text THEN (agreed_at IS NULL)
    WHEN 'withdrawn'::text THEN true
    ELSE (agreed_at IS NOT NULL)
END);

alter table associations.joint_projects add constraint joint_projects_amount CHECK ((amount_minor >= 0));

alter table associations.joint_projects add constraint joint_projects_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table associations.joint_projects add constraint joint_projects_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table associations.joint_projects add constraint joint_projects_days CHECK ((until_on >= from_on));

alter table associations.joint_projects add constraint joint_projects_ended CHECK ((((ended_at IS NOT NULL) = (state = ANY (ARRAY['ended'::text, 'withdrawn'::text]))) AND ((ended_at IS NULL) = (outcome IS NULL))));

alter table associations.joint_projects add constraint joint_projects_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table associations.joint_projects add constraint joint_projects_lead FOREIGN KEY (lead_id) REFERENCES associations.associations(id);

alter table associations.joint_projects add constraint joint_projects_money CHECK (((amount_minor IS NULL) = (currency IS NULL)));

alter table associations.joint_projects add constraint joint_projects_money_source CHECK (((length(money_source) >= 1) AND (length(money_source) <= 500)));

alter table associations.joint_projects add constraint joint_projects_outcome CHECK (((length(outcome) >= 1) AND (length(outcome) <= 4000)));

alter table associations.joint_projects add constraint joint_projects_pkey PRIMARY KEY (id);

alter table associations.joint_projects add constraint joint_projects_state CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'running'::text, 'ended'::text, 'withdrawn'::text])));

alter table associations.joint_projects add constraint joint_projects_title CHECK (((length(title) >= 1) AND (length(title) <= 160)));

alter table associations.joint_projects add constraint joint_projects_words CHECK ((length(words) <= 8000));

alter table associations.joint_updates add constraint joint_updates_partner FOREIGN KEY (project_id, association_id) REFERENCES associations.joint_partners(project_id, association_id) ON DELETE CASCADE;

alter table associations.joint_updates add constraint joint_updates_pkey PRIMARY KEY (id);

alter table associations.joint_updates add constraint joint_updates_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table associations.keepers add constraint keepers_association FOREIGN KEY (association_id) REFERENCES associations.associations(id) ON DELETE CASCADE;

alter table associations.keepers add constraint keepers_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table associations.keepers add constraint keepers_link CHECK ((((token_hash IS NULL) = (token_expires_at IS NULL)) AND ((token_hash IS NULL) OR (email IS NOT NULL))));

alter table associations.keepers add constraint keepers_pkey PRIMARY KEY (id);

alter table associations.keepers add constraint keepers_token UNIQUE (token_hash);

alter table associations.keepers add constraint keepers_who CHECK (((account_id IS NULL) <> (email IS NULL)));

alter table associations.places add constraint places_association FOREIGN KEY (association_id) REFERENCES associations.associations(id) ON DELETE CASCADE;

alter table associations.places add constraint places_pkey PRIMARY KEY (association_id, side, place_id);

alter table associations.places add constraint places_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table associations.places add constraint places_side CHECK ((side = ANY (ARRAY['origin'::text, 'destination'::text])));

alter table associations.representatives add constraint representatives_association FOREIGN KEY (association_id) REFERENCES associations.associations(id) ON DELETE CASCADE;

alter table associations.representatives add constraint representatives_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table associations.representatives add constraint representatives_focal CHECK ((focal = ANY (ARRAY['origin'::text, 'destination'::text])));

alter table associations.representatives add constraint representatives_mandate CHECK (((length(mandate) >= 1) AND (length(mandate) <= 120)));

alter table associations.representatives add constraint representatives_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table associations.representatives add constraint representatives_order CHECK ((until_on >= from_on));

alter table associations.representatives add constraint representatives_phone CHECK (((length(phone) >= 4) AND (length(phone) <= 30)));

alter table associations.representatives add constraint representatives_pkey PRIMARY KEY (id);

alter table audit.entries add constraint entries_pkey PRIMARY KEY (id);

alter table audit.entries add constraint entries_purpose_short CHECK ((length(purpose) <= 200));

alter table audit.entries add constraint entries_verb_short CHECK ((length(verb) <= 80));

alter table audit.pseudonyms add constraint pseudonyms_kind CHECK ((kind = ANY (ARRAY['account'::text, 'subject'::text])));

alter table audit.pseudonyms add constraint pseudonyms_once UNIQUE (kind, id);

alter table audit.pseudonyms add constraint pseudonyms_pkey PRIMARY KEY (pseudonym);

alter table audit.seals add constraint seals_pkey PRIMARY KEY (number);

alter table benchmarks.comparisons add constraint comparisons_code UNIQUE (code);

alter table benchmarks.comparisons add constraint comparisons_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table benchmarks.comparisons add constraint comparisons_id_kind UNIQUE (id, kind);

alter table benchmarks.comparisons add constraint comparisons_kind CHECK ((kind = ANY (ARRAY['places'::text, 'offices'::text, 'services'::text])));

alter table benchmarks.comparisons add constraint comparisons_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table benchmarks.comparisons add constraint comparisons_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table benchmarks.comparisons add constraint comparisons_pkey PRIMARY KEY (id);

alter table benchmarks.comparisons add constraint comparisons_title CHECK (((length(title) >= 1) AND (length(title) <= 300)));

alter table benchmarks.comparisons add constraint comparisons_version CHECK ((version >= 0));

alter table benchmarks.comparisons add constraint comparisons_words CHECK ((length(words) <= 2000));

alter table benchmarks.drafts add constraint drafts_comparison FOREIGN KEY (comparison_id, kind) REFERENCES benchmarks.comparisons(id, kind) ON DELETE CASCADE;

alter table benchmarks.drafts add constraint drafts_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (length((content)::text) <= 1000000)));

alter table benchmarks.drafts add constraint drafts_pkey PRIMARY KEY (comparison_id);

alter table benchmarks.versions add constraint versions_comparison FOREIGN KEY (comparison_id) REFERENCES benchmarks.comparisons(id) ON DELETE CASCADE;

alter table benchmarks.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table benchmarks.versions add constraint versions_number CHECK ((number >= 1));

alter table benchmarks.versions add constraint versions_pkey PRIMARY KEY (comparison_id, number);

alter table benchmarks.versions add constraint versions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table businessplans.answers add constraint answers_pkey PRIMARY KEY (plan_id, question);

alter table businessplans.answers add constraint answers_plan FOREIGN KEY (plan_id, venture_id, office_id) REFERENCES businessplans.plans(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.answers add constraint answers_question CHECK ((question = ANY (ARRAY['idea.what'::text, 'idea.why'::text, 'market.customers'::text, 'market.competitors'::text, 'market.reach'::text, 'offer.product'::text, 'offer.better'::text, 'people.who'::text, 'people.skills'::text, 'form.legal-form'::text, 'form.reason'::text, 'duties.register'::text, 'duties.insurance'::text])));

alter table businessplans.answers add constraint answers_text CHECK (((length(text) >= 1) AND (length(text) <= 4000)));

alter table businessplans.comments add constraint comments_pkey PRIMARY KEY (id);

alter table businessplans.comments add constraint comments_plan FOREIGN KEY (plan_id, venture_id, office_id) REFERENCES businessplans.plans(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.comments add constraint comments_section CHECK ((section ~ '^[a-z-]{2,20}$'::text));

alter table businessplans.comments add constraint comments_side CHECK ((side = ANY (ARRAY['founder'::text, 'counsellor'::text, 'expert'::text])));

alter table businessplans.comments add constraint comments_text CHECK (((length(text) >= 1) AND (length(text) <= 2000)));

alter table businessplans.figures add constraint figures_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table businessplans.figures add constraint figures_line FOREIGN KEY (line_id, venture_id, office_id) REFERENCES businessplans.lines(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.figures add constraint figures_money CHECK (((unit = 'money'::text) = (currency IS NOT NULL)));

alter table businessplans.figures add constraint figures_name CHECK ((name ~ '^[a-z-]{2,20}$'::text));

alter table businessplans.figures add constraint figures_pkey PRIMARY KEY (line_id, name);

alter table businessplans.figures add constraint figures_said_by CHECK ((said_by = ANY (ARRAY['founder'::text, 'counsellor'::text, 'expert'::text, 'quote'::text, 'assumption'::text])));

alter table businessplans.figures add constraint figures_source CHECK ((length(source) <= 200));

alter table businessplans.figures add constraint figures_unit CHECK ((unit = ANY (ARRAY['money'::text, 'units'::text, 'month'::text, 'months'::text, 'days'::text, 'percent'::text, 'basis-points'::text, 'of-three'::text])));

alter table businessplans.figures add constraint figures_value CHECK (((value >= '-99999999999999'::bigint) AND (value <= '99999999999999'::bigint)));

alter table businessplans.lines add constraint lines_choice CHECK ((choice ~ '^[a-z-]{0,20}$'::text));

alter table businessplans.lines add constraint lines_kind CHECK ((kind = ANY (ARRAY['start-up'::text, 'product'::text, 'cost'::text, 'draw'::text, 'remittance'::text, 'own-money'::text, 'grant'::text, 'loan'::text, 'action'::text, 'risk'::text])));

alter table businessplans.lines add constraint lines_label CHECK (((length(label) >= 1) AND (length(label) <= 160)));

alter table businessplans.lines add constraint lines_note CHECK ((length(note) <= 1000));

alter table businessplans.lines add constraint lines_pkey PRIMARY KEY (id);

alter table businessplans.lines add constraint lines_plan FOREIGN KEY (plan_id, venture_id, office_id) REFERENCES businessplans.plans(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.lines add constraint lines_reach UNIQUE (id, venture_id, office_id);

alter table businessplans.lines add constraint lines_season CHECK (((array_length(season, 1) = 12) AND (0 <= ALL (season)) AND (1000 >= ALL (season))));

alter table businessplans.lines add constraint lines_unit CHECK ((length(unit) <= 40));

alter table businessplans.plans add constraint plans_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table businessplans.plans add constraint plans_one_a_venture UNIQUE (venture_id, office_id);

alter table businessplans.plans add constraint plans_opens_after CHECK (((opens_after_months >= 0) AND (opens_after_months <= 24)));

alter table businessplans.plans add constraint plans_other_currency CHECK ((other_currency ~ '^[A-Z]{3}$'::text));

alter table businessplans.plans add constraint plans_pkey PRIMARY KEY (id);

alter table businessplans.plans add constraint plans_rate CHECK ((rate ~ '^[0-9]{1,9}(\.[0-9]{1,9})?$'::text));

alter table businessplans.plans add constraint plans_rate_source CHECK ((length(rate_source) <= 200));

alter table businessplans.plans add constraint plans_rate_whole CHECK ((((other_currency IS NULL) = (rate IS NULL)) AND ((rate IS NULL) = (rate_on IS NULL))));

alter table businessplans.plans add constraint plans_reach UNIQUE (id, venture_id, office_id);

alter table businessplans.plans add constraint plans_starts_in CHECK ((starts_in ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'::text));

alter table businessplans.plans add constraint plans_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.reviews add constraint reviews_decided CHECK (((state = ANY (ARRAY['returned'::text, 'confirmed'::text, 'declined'::text])) = (decided_at IS NOT NULL)));

alter table businessplans.reviews add constraint reviews_pkey PRIMARY KEY (id);

alter table businessplans.reviews add constraint reviews_question CHECK ((length(question) <= 2000));

alter table businessplans.reviews add constraint reviews_remarks CHECK ((length(remarks) <= 4000));

alter table businessplans.reviews add constraint reviews_remarks_given CHECK (((state <> ALL (ARRAY['returned'::text, 'declined'::text])) OR (remarks <> ''::text)));

alter table businessplans.reviews add constraint reviews_state CHECK ((state = ANY (ARRAY['asked'::text, 'in-review'::text, 'returned'::text, 'confirmed'::text, 'declined'::text])));

alter table businessplans.reviews add constraint reviews_version FOREIGN KEY (version_id, plan_id, venture_id, office_id) REFERENCES businessplans.versions(id, plan_id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.signatures add constraint signatures_pkey PRIMARY KEY (version_id, side);

alter table businessplans.signatures add constraint signatures_side CHECK ((side = ANY (ARRAY['founder'::text, 'counsellor'::text])));

alter table businessplans.signatures add constraint signatures_version FOREIGN KEY (version_id, venture_id, office_id) REFERENCES businessplans.versions(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.versions add constraint versions_label CHECK (((length(label) >= 1) AND (length(label) <= 120)));

alter table businessplans.versions add constraint versions_number CHECK (((number >= 1) AND (number <= 10000)));

alter table businessplans.versions add constraint versions_of_plan UNIQUE (id, plan_id, venture_id, office_id);

alter table businessplans.versions add constraint versions_one_number UNIQUE (plan_id, number);

alter table businessplans.versions add constraint versions_pkey PRIMARY KEY (id);

alter table businessplans.versions add constraint versions_plan FOREIGN KEY (plan_id, venture_id, office_id) REFERENCES businessplans.plans(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table businessplans.versions add constraint versions_reach UNIQUE (id, venture_id, office_id);

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

alter table cases.cases add constraint cases_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE SET NULL (venture_id, venture_office_id);

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

alter table cases.handovers add constraint handovers_grant FOREIGN KEY (grant_id, person_id) REFERENCES consent.grants(id, subject_id) ON DELETE CASCADE;

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

alter table cases.note_withholdings add constraint note_withholdings_decided CHECK ((((state = 'asked'::text) = (decided_by IS NULL)) AND ((state = 'asked'::text) = (decided_at IS NULL)) AND ((state = 'asked'::text) = (decision_reason IS NULL))));

alter table cases.note_withholdings add constraint note_withholdings_decision_reason CHECK (((length(btrim(decision_reason)) >= 20) AND (length(btrim(decision_reason)) <= 2000)));

alter table cases.note_withholdings add constraint note_withholdings_note FOREIGN KEY (note_id) REFERENCES cases.notes(id) ON DELETE CASCADE;

alter table cases.note_withholdings add constraint note_withholdings_pkey PRIMARY KEY (note_id);

alter table cases.note_withholdings add constraint note_withholdings_reason CHECK (((length(btrim(reason)) >= 20) AND (length(btrim(reason)) <= 2000)));

alter table cases.note_withholdings add constraint note_withholdings_state CHECK ((state = ANY (ARRAY['asked'::text, 'withheld'::text, 'refused'::text])));

alter table cases.note_withholdings add constraint note_withholdings_subject FOREIGN KEY (person_id, office_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.notes add constraint notes_bounded CHECK ((octet_length(sealed) <= 65536));

alter table cases.notes add constraint notes_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.notes add constraint notes_pkey PRIMARY KEY (id);

alter table cases.referrals add constraint referrals_case FOREIGN KEY (case_id, person_id, office_id) REFERENCES cases.cases(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table cases.referrals add constraint referrals_declined_why CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL)));

alter table cases.referrals add constraint referrals_grant FOREIGN KEY (grant_id, person_id) REFERENCES consent.grants(id, subject_id) ON DELETE CASCADE;

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

alter table consent.grants add constraint grants_parts_known CHECK ((parts <@ ARRAY['identity'::text, 'contact'::text, 'profile'::text, 'venture'::text, 'plan'::text, 'step'::text, 'notes'::text, 'documents'::text, 'appointments'::text, 'readiness'::text, 'business-plan'::text, 'learning'::text, 'mentoring'::text, 'return'::text]));

alter table consent.grants add constraint grants_period CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '5 years'::interval))));

alter table consent.grants add constraint grants_pkey PRIMARY KEY (id);

alter table consent.grants add constraint grants_recipient_kind CHECK ((recipient_kind = ANY (ARRAY['office'::text, 'organisation'::text, 'account'::text])));

alter table consent.grants add constraint grants_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table consent.grants add constraint grants_told CHECK ((((told_at IS NULL) = (told_how IS NULL)) AND ((told_at IS NULL) OR (given_how = 'override'::text))));

alter table consent.grants add constraint grants_told_how CHECK ((told_how = ANY (ARRAY['email'::text, 'sms'::text, 'in-person'::text])));

alter table consent.override_requests add constraint override_requests_asker UNIQUE (id, requested_by);

alter table consent.override_requests add constraint override_requests_decided CHECK ((((state = 'asked'::text) = (decided_by IS NULL)) AND ((state = 'asked'::text) = (decided_at IS NULL))));

alter table consent.override_requests add constraint override_requests_decision_reason CHECK (((length(btrim(decision_reason)) >= 1) AND (length(btrim(decision_reason)) <= 2000)));

alter table consent.override_requests add constraint override_requests_parts CHECK (((cardinality(parts) >= 1) AND (parts <@ ARRAY['identity'::text, 'contact'::text, 'profile'::text, 'venture'::text, 'plan'::text, 'step'::text, 'notes'::text, 'documents'::text, 'appointments'::text, 'readiness'::text, 'business-plan'::text, 'learning'::text, 'mentoring'::text, 'return'::text])));

alter table consent.override_requests add constraint override_requests_period CHECK (((ends_at > created_at) AND (ends_at <= (created_at + '90 days'::interval))));

alter table consent.override_requests add constraint override_requests_pkey PRIMARY KEY (id);

alter table consent.override_requests add constraint override_requests_reason CHECK (((length(btrim(reason)) >= 20) AND (length(btrim(reason)) <= 2000)));

alter table consent.override_requests add constraint override_requests_recipient_kind CHECK ((recipient_kind = ANY (ARRAY['office'::text, 'organisation'::text, 'account'::text])));

alter table consent.override_requests add constraint override_requests_second_person CHECK (((decided_by IS NULL) OR (state = 'declined'::text) OR (decided_by <> requested_by)));

alter table consent.override_requests add constraint override_requests_state CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text])));

alter table consent.override_requests add constraint override_requests_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table consultations.consultations add constraint consultations_about CHECK (((length(about) >= 1) AND (length(about) <= 4000)));

alter table consultations.consultations add constraint consultations_contact_email CHECK (((length(contact_email) >= 3) AND (length(contact_email) <= 254)));

alter table consultations.consultations add constraint consultations_contact_name CHECK (((length(contact_name) >= 1) AND (length(contact_name) <= 120)));

alter table consultations.consultations add constraint consultations_contact_phone CHECK (((length(contact_phone) >= 4) AND (length(contact_phone) <= 30)));

alter table consultations.consultations add constraint consultations_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table consultations.consultations add constraint consultations_days CHECK (((until_on >= from_on) AND (until_on <= (from_on + 730))));

alter table consultations.consultations add constraint consultations_draft_link CHECK (((draft_link ~ '^https?://'::text) AND (length(draft_link) <= 300)));

alter table consultations.consultations add constraint consultations_draft_text CHECK (((length(draft_text) >= 1) AND (length(draft_text) <= 5000)));

alter table consultations.consultations add constraint consultations_ended CHECK ((((ended_at IS NOT NULL) = (state = ANY (ARRAY['finished'::text, 'withdrawn'::text]))) AND ((ended_at IS NOT NULL) = (outcome IS NOT NULL))));

alter table consultations.consultations add constraint consultations_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table consultations.consultations add constraint consultations_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table consultations.consultations add constraint consultations_opened CHECK (
CASE state
    WHEN 'draft'::text THEN (opened_at IS NULL)
    WHEN 'withdrawn'::text THEN true
    ELSE (opened_at IS NOT NULL)
END);

alter table consultations.consultations add constraint consultations_outcome CHECK (((length(outcome) >= 1) AND (length(outcome) <= 5000)));

alter table consultations.consultations add constraint consultations_pkey PRIMARY KEY (id);

alter table consultations.consultations add constraint consultations_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table consultations.consultations add constraint consultations_plan FOREIGN KEY (plan_id) REFERENCES plans.plans(id);

alter table consultations.consultations add constraint consultations_questions CHECK ((cardinality(questions) <= 8));

alter table consultations.consultations add constraint consultations_reachable CHECK (((contact_email IS NOT NULL) OR (contact_phone IS NOT NULL)));

alter table consultations.consultations add constraint consultations_state CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'finished'::text, 'withdrawn'::text])));

alter table consultations.consultations add constraint consultations_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table consultations.consultations add constraint consultations_unit CHECK (((length(unit) >= 1) AND (length(unit) <= 160)));

alter table consultations.drafts add constraint drafts_invited FOREIGN KEY (consultation_id, association_id) REFERENCES consultations.invitations(consultation_id, association_id) ON DELETE CASCADE;

alter table consultations.drafts add constraint drafts_pkey PRIMARY KEY (consultation_id, association_id);

alter table consultations.drafts add constraint drafts_replies CHECK ((cardinality(replies) <= 8));

alter table consultations.drafts add constraint drafts_words CHECK (((length(words) >= 1) AND (length(words) <= 5000)));

alter table consultations.invitations add constraint invitations_association FOREIGN KEY (association_id) REFERENCES associations.associations(id);

alter table consultations.invitations add constraint invitations_because CHECK ((because = ANY (ARRAY['territory'::text, 'origin'::text])));

alter table consultations.invitations add constraint invitations_consultation FOREIGN KEY (consultation_id) REFERENCES consultations.consultations(id) ON DELETE CASCADE;

alter table consultations.invitations add constraint invitations_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table consultations.invitations add constraint invitations_pkey PRIMARY KEY (consultation_id, association_id);

alter table consultations.invitations add constraint invitations_told CHECK ((told = ANY (ARRAY['keepers'::text, 'address'::text, 'nobody'::text])));

alter table consultations.invitations add constraint invitations_told_when CHECK (((told IS NULL) = (told_at IS NULL)));

alter table consultations.opinions add constraint opinions_answer CHECK ((answer = ANY (ARRAY['taken-up'::text, 'in-part'::text, 'not'::text])));

alter table consultations.opinions add constraint opinions_invited FOREIGN KEY (consultation_id, association_id) REFERENCES consultations.invitations(consultation_id, association_id) ON DELETE CASCADE;

alter table consultations.opinions add constraint opinions_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table consultations.opinions add constraint opinions_one UNIQUE (consultation_id, association_id);

alter table consultations.opinions add constraint opinions_pkey PRIMARY KEY (id);

alter table consultations.opinions add constraint opinions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table consultations.opinions add constraint opinions_reasoned CHECK ((((answer IS NULL) = (reason IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))));

alter table consultations.opinions add constraint opinions_replies CHECK ((cardinality(replies) <= 8));

alter table consultations.opinions add constraint opinions_words CHECK (((length(words) >= 1) AND (length(words) <= 5000)));

alter table counts.frozen add constraint frozen_area CHECK (((length(area) >= 1) AND (length(area) <= 200)));

alter table counts.frozen add constraint frozen_figure CHECK (((length(figure) >= 1) AND (length(figure) <= 60)));

alter table counts.frozen add constraint frozen_kind CHECK ((kind = ANY (ARRAY['region'::text, 'office'::text])));

alter table counts.frozen add constraint frozen_of_quarter FOREIGN KEY (quarter) REFERENCES counts.quarters(key) ON DELETE RESTRICT;

alter table counts.frozen add constraint frozen_offices CHECK ((cardinality(office_ids) > 0));

alter table counts.frozen add constraint frozen_once UNIQUE (quarter, kind, area, figure);

alter table counts.frozen add constraint frozen_one_office CHECK (((kind = 'region'::text) OR (cardinality(office_ids) = 1)));

alter table counts.frozen add constraint frozen_pkey PRIMARY KEY (id);

alter table counts.frozen add constraint frozen_shown CHECK (((jsonb_typeof(shown) = 'object'::text) AND (length((shown)::text) <= 1000000)));

alter table counts.frozen add constraint frozen_withheld CHECK (((figure = 'opportunities'::text) OR (NOT jsonb_path_exists(shown, 'strict $.**?((@.type() == "number" && @ > 0) && @ < 5)'::jsonpath))));

alter table counts.quarters add constraint quarters_days CHECK ((((until_day - from_day) >= 89) AND ((until_day - from_day) <= 91)));

alter table counts.quarters add constraint quarters_ended CHECK ((frozen_at >= (ends_at + ((wait_days)::double precision * '24:00:00'::interval))));

alter table counts.quarters add constraint quarters_named CHECK ((key ~ '^[12][0-9]{3}-[1-4]$'::text));

alter table counts.quarters add constraint quarters_pkey PRIMARY KEY (key);

alter table counts.quarters add constraint quarters_wait CHECK (((wait_days >= 0) AND (wait_days <= 92)));

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

alter table directory.service_cards add constraint service_cards_pkey PRIMARY KEY (service_id);

alter table directory.service_cards add constraint service_cards_service FOREIGN KEY (service_id) REFERENCES directory.services(id) ON DELETE CASCADE;

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

alter table directory.vocabulary add constraint revise TRIGGER DEFERRABLE INITIALLY DEFERRED;

alter table directory.vocabulary add constraint vocabulary_pkey PRIMARY KEY (word, lang);

alter table directory.vocabulary add constraint vocabulary_word CHECK (((length(word) >= 2) AND (length(word) <= 40)));

alter table directory.vocabulary_state add constraint vocabulary_state_only_one CHECK (only_one);

alter table directory.vocabulary_state add constraint vocabulary_state_pkey PRIMARY KEY (only_one);

alter table documents.issued add constraint issued_code UNIQUE (code);

alter table documents.issued add constraint issued_code_form CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'::text));

alter table documents.issued add constraint issued_file CHECK (((subject_id IS NULL) = (custodian_id IS NULL)));

alter table documents.issued add constraint issued_kind CHECK ((kind ~ '^[a-z]{2,30}\.[a-z-]{2,40}$'::text));

alter table documents.issued add constraint issued_language CHECK (((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text) AND (length(language) <= 35)));

alter table documents.issued add constraint issued_pkey PRIMARY KEY (id);

alter table documents.issued add constraint issued_reason CHECK ((length(reason) <= 500));

alter table documents.issued add constraint issued_revoked CHECK (((revoked_at IS NULL) = (reason IS NULL)));

alter table documents.issued add constraint issued_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table documents.issued add constraint issued_signature CHECK ((length(signature) <= 200));

alter table documents.issued add constraint issued_statement CHECK (((jsonb_typeof(statement) = 'object'::text) AND (length((statement)::text) <= 20000)));

alter table documents.issued add constraint issued_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table erasure.clocks add constraint clocks_confirmed CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)));

alter table erasure.clocks add constraint clocks_law CHECK ((length(law) <= 500));

alter table erasure.clocks add constraint clocks_months CHECK (((months >= 1) AND (months <= 1200)));

alter table erasure.clocks add constraint clocks_pkey PRIMARY KEY (purpose);

alter table erasure.due add constraint due_extended CHECK ((((extended_until IS NULL) = (extended_reason IS NULL)) AND ((extended_until IS NULL) = (extended_by IS NULL)) AND ((extended_until IS NULL) = (extended_at IS NULL))));

alter table erasure.due add constraint due_extended_reason CHECK (((length(btrim(extended_reason)) >= 20) AND (length(btrim(extended_reason)) <= 2000)));

alter table erasure.due add constraint due_pkey PRIMARY KEY (subject_id);

alter table erasure.due add constraint due_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table erasure.proofs add constraint proofs_asked_how CHECK ((asked_how = ANY (ARRAY['person'::text, 'desk'::text, 'clock'::text])));

alter table erasure.proofs add constraint proofs_finished CHECK (((pending IS NULL) = (finished_at IS NOT NULL)));

alter table erasure.proofs add constraint proofs_ground CHECK ((ground = ANY (ARRAY['not-needed'::text, 'consent-withdrawn'::text, 'objection'::text, 'unlawful'::text, 'legal-duty'::text, 'period-over'::text])));

alter table erasure.proofs add constraint proofs_number UNIQUE (number);

alter table erasure.proofs add constraint proofs_pkey PRIMARY KEY (id);

alter table erasure.proofs add constraint proofs_subject UNIQUE (subject_id);

alter table erasure.proofs add constraint proofs_two_people CHECK ((proposed_by IS DISTINCT FROM decided_by));

alter table erasure.requests add constraint requests_asked_how CHECK ((asked_how = ANY (ARRAY['person'::text, 'desk'::text])));

alter table erasure.requests add constraint requests_decided CHECK ((((state = 'refused'::text) = (decided_by IS NOT NULL)) AND ((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (reason IS NULL)) AND ((keep_until IS NULL) OR (state = 'refused'::text))));

alter table erasure.requests add constraint requests_number UNIQUE (number);

alter table erasure.requests add constraint requests_pkey PRIMARY KEY (id);

alter table erasure.requests add constraint requests_proposal CHECK ((proposal = ANY (ARRAY['erase'::text, 'keep'::text])));

alter table erasure.requests add constraint requests_proposal_reason CHECK (((length(btrim(proposal_reason)) >= 20) AND (length(btrim(proposal_reason)) <= 2000)));

alter table erasure.requests add constraint requests_proposed CHECK ((((proposed_by IS NULL) = (proposed_at IS NULL)) AND ((proposed_by IS NULL) = (proposal IS NULL)) AND ((proposal IS NULL) = (proposal_reason IS NULL)) AND ((state <> 'proposed'::text) OR (proposal IS NOT NULL))));

alter table erasure.requests add constraint requests_reason CHECK (((length(btrim(reason)) >= 20) AND (length(btrim(reason)) <= 2000)));

alter table erasure.requests add constraint requests_state CHECK ((state = ANY (ARRAY['asked'::text, 'proposed'::text, 'refused'::text, 'withdrawn'::text])));

alter table erasure.requests add constraint requests_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table erasure.requests add constraint requests_two_people CHECK (((decided_by IS NULL) OR ((decided_by IS DISTINCT FROM proposed_by) AND (decided_by <> asked_by))));

alter table erasure.requests add constraint requests_wish CHECK ((length(wish) <= 1000));

alter table erasure.requests add constraint requests_withdrawn CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)));

alter table exchangerates.rates add constraint rates_base CHECK ((base ~ '^[A-Z]{3}$'::text));

alter table exchangerates.rates add constraint rates_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table exchangerates.rates add constraint rates_day CHECK (((on_day >= '1900-01-01'::date) AND (on_day <= '2200-12-31'::date)));

alter table exchangerates.rates add constraint rates_pkey PRIMARY KEY (id);

alter table exchangerates.rates add constraint rates_rate CHECK (((rate > (0)::numeric) AND (rate < ('1000000000000'::bigint)::numeric) AND (scale(rate) <= 12)));

alter table exchangerates.rates add constraint rates_source CHECK (((length(source) >= 1) AND (length(source) <= 120)));

alter table exchangerates.rates add constraint rates_two_currencies CHECK ((base <> currency));

alter table exchangerates.rates add constraint rates_withdrawn CHECK ((((withdrawn_at IS NULL) = (withdrawn_why IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))));

alter table exchangerates.rates add constraint rates_withdrawn_why CHECK (((length(withdrawn_why) >= 1) AND (length(withdrawn_why) <= 500)));

alter table exchanges.items add constraint items_order CHECK ((ends > starts));

alter table exchanges.items add constraint items_pkey PRIMARY KEY (id);

alter table exchanges.items add constraint items_visit FOREIGN KEY (visit_id) REFERENCES exchanges.visits(id) ON DELETE CASCADE;

alter table exchanges.items add constraint items_what CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table exchanges.items add constraint items_who CHECK (((length(who) >= 1) AND (length(who) <= 300)));

alter table exchanges.notices add constraint notices_about CHECK (((length(about) >= 1) AND (length(about) <= 2000)));

alter table exchanges.notices add constraint notices_course FOREIGN KEY (course_id) REFERENCES learning.courses(id);

alter table exchanges.notices add constraint notices_course_of_offer CHECK (((course_id IS NULL) OR (kind = 'offer'::text)));

alter table exchanges.notices add constraint notices_kind CHECK ((kind = ANY (ARRAY['need'::text, 'offer'::text])));

alter table exchanges.notices add constraint notices_languages CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 12)));

alter table exchanges.notices add constraint notices_mode CHECK ((mode = ANY (ARRAY['in-person'::text, 'distance'::text, 'both'::text])));

alter table exchanges.notices add constraint notices_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table exchanges.notices add constraint notices_pkey PRIMARY KEY (id);

alter table exchanges.notices add constraint notices_subject CHECK (((topic IS NULL) <> (words IS NULL)));

alter table exchanges.notices add constraint notices_topic CHECK ((topic = ANY (ARRAY['welcome'::text, 'enterprise'::text, 'credit'::text, 'return'::text, 'remittances'::text, 'associations'::text, 'labour'::text, 'protection'::text, 'languages'::text, 'data'::text, 'planning'::text, 'digital'::text])));

alter table exchanges.notices add constraint notices_words CHECK (((length(words) >= 1) AND (length(words) <= 120)));

alter table exchanges.participants add constraint participants_number CHECK (((number >= 1) AND (number <= 30)));

alter table exchanges.participants add constraint participants_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table exchanges.participants add constraint participants_once UNIQUE (visit_id, account_id);

alter table exchanges.participants add constraint participants_one_person CHECK (((account_id IS NULL) OR (number = 1)));

alter table exchanges.participants add constraint participants_pkey PRIMARY KEY (id);

alter table exchanges.participants add constraint participants_task CHECK (((length(task) >= 1) AND (length(task) <= 120)));

alter table exchanges.participants add constraint participants_visit FOREIGN KEY (visit_id) REFERENCES exchanges.visits(id) ON DELETE CASCADE;

alter table exchanges.twinnings add constraint twinnings_days CHECK ((until_day > from_day));

alter table exchanges.twinnings add constraint twinnings_decided CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (state = ANY (ARRAY['proposed'::text, 'withdrawn'::text])))));

alter table exchanges.twinnings add constraint twinnings_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['declined'::text, 'withdrawn'::text, 'ended'::text]))));

alter table exchanges.twinnings add constraint twinnings_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table exchanges.twinnings add constraint twinnings_partner FOREIGN KEY (partner_id) REFERENCES offices.offices(id);

alter table exchanges.twinnings add constraint twinnings_pkey PRIMARY KEY (id);

alter table exchanges.twinnings add constraint twinnings_purpose CHECK (((length(purpose) >= 1) AND (length(purpose) <= 1000)));

alter table exchanges.twinnings add constraint twinnings_state CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'withdrawn'::text, 'agreed'::text, 'ended'::text])));

alter table exchanges.twinnings add constraint twinnings_two_offices CHECK ((office_id <> partner_id));

alter table exchanges.twinnings add constraint twinnings_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)));

alter table exchanges.visits add constraint visits_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 1000)));

alter table exchanges.visits add constraint visits_days CHECK (((until_day >= from_day) AND (until_day <= (from_day + 30))));

alter table exchanges.visits add constraint visits_decided CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (answer IS NULL)) AND ((decided_by IS NULL) = (state = ANY (ARRAY['asked'::text, 'withdrawn'::text])))));

alter table exchanges.visits add constraint visits_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['declined'::text, 'withdrawn'::text, 'cancelled'::text, 'reported'::text]))));

alter table exchanges.visits add constraint visits_guest FOREIGN KEY (guest_id) REFERENCES offices.offices(id);

alter table exchanges.visits add constraint visits_host FOREIGN KEY (host_id) REFERENCES offices.offices(id);

alter table exchanges.visits add constraint visits_learned CHECK (((length(learned) >= 1) AND (length(learned) <= 4000)));

alter table exchanges.visits add constraint visits_people CHECK (((people >= 1) AND (people <= 30)));

alter table exchanges.visits add constraint visits_pkey PRIMARY KEY (id);

alter table exchanges.visits add constraint visits_purpose CHECK (((length(purpose) >= 1) AND (length(purpose) <= 2000)));

alter table exchanges.visits add constraint visits_report CHECK ((((learned IS NOT NULL) = (state = 'reported'::text)) AND ((will_use IS NULL) = (learned IS NULL)) AND ((reported_by IS NULL) = (learned IS NULL))));

alter table exchanges.visits add constraint visits_state CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'cancelled'::text, 'reported'::text])));

alter table exchanges.visits add constraint visits_twinning FOREIGN KEY (twinning_id) REFERENCES exchanges.twinnings(id);

alter table exchanges.visits add constraint visits_two_offices CHECK ((guest_id <> host_id));

alter table exchanges.visits add constraint visits_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)));

alter table exchanges.visits add constraint visits_will_use CHECK (((length(will_use) >= 1) AND (length(will_use) <= 4000)));

alter table files.files add constraint files_bytes CHECK (((bytes >= 1) AND (bytes <= 10485760)));

alter table files.files add constraint files_custody CHECK (((subject_id IS NULL) = (custodian_id IS NULL)));

alter table files.files add constraint files_media_type CHECK ((media_type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'text/plain'::text, 'text/csv'::text, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text, 'application/vnd.oasis.opendocument.text'::text])));

alter table files.files add constraint files_name_bounded CHECK ((octet_length(sealed_name) <= 1024));

alter table files.files add constraint files_of_subject UNIQUE (id, subject_id);

alter table files.files add constraint files_pkey PRIMARY KEY (id);

alter table files.files add constraint files_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table files.files add constraint files_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table forums.attendance add constraint attendance_meeting FOREIGN KEY (meeting_id) REFERENCES forums.meetings(id);

alter table forums.attendance add constraint attendance_pkey PRIMARY KEY (meeting_id, seat_id);

alter table forums.attendance add constraint attendance_seat FOREIGN KEY (seat_id) REFERENCES forums.seats(id);

alter table forums.attendance add constraint attendance_state CHECK ((state = ANY (ARRAY['present'::text, 'excused'::text, 'absent'::text])));

alter table forums.forums add constraint forums_about CHECK (((length(about) >= 1) AND (length(about) <= 4000)));

alter table forums.forums add constraint forums_contact CHECK (((length(contact) >= 1) AND (length(contact) <= 300)));

alter table forums.forums add constraint forums_ended CHECK (((ended_on IS NULL) = (ended_because IS NULL)));

alter table forums.forums add constraint forums_ended_because CHECK (((length(ended_because) >= 1) AND (length(ended_because) <= 2000)));

alter table forums.forums add constraint forums_kind CHECK ((kind = ANY (ARRAY['board'::text, 'forum'::text])));

alter table forums.forums add constraint forums_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table forums.forums add constraint forums_name CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table forums.forums add constraint forums_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table forums.forums add constraint forums_pkey PRIMARY KEY (id);

alter table forums.forums add constraint forums_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table forums.forums add constraint forums_rules CHECK (((length(rules) >= 1) AND (length(rules) <= 4000)));

alter table forums.forums add constraint forums_words CHECK ((length(words) <= 4000));

alter table forums.meetings add constraint meetings_called_off CHECK (((state = 'called-off'::text) = (words IS NOT NULL)));

alter table forums.meetings add constraint meetings_forum FOREIGN KEY (forum_id) REFERENCES forums.forums(id);

alter table forums.meetings add constraint meetings_link CHECK (((link ~ '^https?://'::text) AND (length(link) <= 300)));

alter table forums.meetings add constraint meetings_pkey PRIMARY KEY (id);

alter table forums.meetings add constraint meetings_published CHECK (((published_at IS NULL) OR (state = 'held'::text)));

alter table forums.meetings add constraint meetings_state CHECK ((state = ANY (ARRAY['planned'::text, 'convened'::text, 'held'::text, 'called-off'::text])));

alter table forums.meetings add constraint meetings_times CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '3 days'::interval))));

alter table forums.meetings add constraint meetings_venue CHECK (((length(venue) >= 1) AND (length(venue) <= 300)));

alter table forums.meetings add constraint meetings_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table forums.minutes add constraint minutes_answer CHECK ((answer = ANY (ARRAY['taken-up'::text, 'in-part'::text, 'not'::text])));

alter table forums.minutes add constraint minutes_answered CHECK ((((answer IS NULL) = (reason IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) OR (opinion IS NOT NULL))));

alter table forums.minutes add constraint minutes_opinion CHECK (((length(opinion) >= 1) AND (length(opinion) <= 4000)));

alter table forums.minutes add constraint minutes_pkey PRIMARY KEY (point_id);

alter table forums.minutes add constraint minutes_point FOREIGN KEY (point_id) REFERENCES forums.points(id) ON DELETE CASCADE;

alter table forums.minutes add constraint minutes_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 4000)));

alter table forums.minutes add constraint minutes_said CHECK (((length(said) >= 1) AND (length(said) <= 8000)));

alter table forums.points add constraint points_consultation FOREIGN KEY (consultation_id) REFERENCES consultations.consultations(id);

alter table forums.points add constraint points_file FOREIGN KEY (file_id) REFERENCES files.files(id) ON DELETE SET NULL;

alter table forums.points add constraint points_link CHECK (((link ~ '^https?://'::text) AND (length(link) <= 300)));

alter table forums.points add constraint points_meeting FOREIGN KEY (meeting_id) REFERENCES forums.meetings(id);

alter table forums.points add constraint points_one UNIQUE (meeting_id, place) DEFERRABLE INITIALLY DEFERRED;

alter table forums.points add constraint points_pkey PRIMARY KEY (id);

alter table forums.points add constraint points_place CHECK (((place >= 1) AND (place <= 60)));

alter table forums.points add constraint points_title CHECK (((length(title) >= 1) AND (length(title) <= 300)));

alter table forums.points add constraint points_words CHECK (((length(words) >= 1) AND (length(words) <= 4000)));

alter table forums.seats add constraint seats_association FOREIGN KEY (association_id) REFERENCES associations.associations(id);

alter table forums.seats add constraint seats_days CHECK ((until_on >= since_on));

alter table forums.seats add constraint seats_forum FOREIGN KEY (forum_id) REFERENCES forums.forums(id);

alter table forums.seats add constraint seats_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table forums.seats add constraint seats_pkey PRIMARY KEY (id);

alter table forums.seats add constraint seats_task CHECK (((length(task) >= 1) AND (length(task) <= 160)));

alter table guarantees.admissions add constraint admissions_lender FOREIGN KEY (lender_id, fund_id) REFERENCES guarantees.lenders(id, fund_id);

alter table guarantees.admissions add constraint admissions_once UNIQUE (window_id, lender_id, agreed_on);

alter table guarantees.admissions add constraint admissions_order CHECK ((until_on >= agreed_on));

alter table guarantees.admissions add constraint admissions_pkey PRIMARY KEY (id);

alter table guarantees.admissions add constraint admissions_window FOREIGN KEY (window_id, fund_id) REFERENCES guarantees.windows(id, fund_id);

alter table guarantees.certificates add constraint certificates_content CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 2000000)));

alter table guarantees.certificates add constraint certificates_document FOREIGN KEY (document_id) REFERENCES documents.issued(id);

alter table guarantees.certificates add constraint certificates_guarantee FOREIGN KEY (guarantee_id) REFERENCES guarantees.guarantees(id);

alter table guarantees.certificates add constraint certificates_once UNIQUE (guarantee_id);

alter table guarantees.certificates add constraint certificates_pkey PRIMARY KEY (id);

alter table guarantees.contributors add constraint contributors_fund FOREIGN KEY (fund_id) REFERENCES guarantees.funds(id);

alter table guarantees.contributors add constraint contributors_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table guarantees.contributors add constraint contributors_name_once UNIQUE (fund_id, name);

alter table guarantees.contributors add constraint contributors_number UNIQUE (fund_id, number);

alter table guarantees.contributors add constraint contributors_pkey PRIMARY KEY (id);

alter table guarantees.funds add constraint funds_about CHECK (((length(about) >= 1) AND (length(about) <= 2000)));

alter table guarantees.funds add constraint funds_area CHECK (((length(area) >= 1) AND (length(area) <= 160)));

alter table guarantees.funds add constraint funds_book FOREIGN KEY (book_id) REFERENCES ledger.books(id);

alter table guarantees.funds add constraint funds_code UNIQUE (code);

alter table guarantees.funds add constraint funds_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80)));

alter table guarantees.funds add constraint funds_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table guarantees.funds add constraint funds_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table guarantees.funds add constraint funds_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table guarantees.funds add constraint funds_manager CHECK (((length(manager) >= 1) AND (length(manager) <= 160)));

alter table guarantees.funds add constraint funds_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table guarantees.funds add constraint funds_pkey PRIMARY KEY (id);

alter table guarantees.guarantees add constraint guarantees_borrower CHECK (((length(borrower) >= 1) AND (length(borrower) <= 80)));

alter table guarantees.guarantees add constraint guarantees_country CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table guarantees.guarantees add constraint guarantees_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table guarantees.guarantees add constraint guarantees_earlier_aid CHECK (((earlier_aid_minor >= 0) AND (earlier_aid_minor <= '1000000000000000'::bigint)));

alter table guarantees.guarantees add constraint guarantees_fund FOREIGN KEY (fund_id) REFERENCES guarantees.funds(id);

alter table guarantees.guarantees add constraint guarantees_group CHECK (((length(borrower_group) >= 1) AND (length(borrower_group) <= 80)));

alter table guarantees.guarantees add constraint guarantees_guaranteed CHECK (((guaranteed_minor >= 1) AND (guaranteed_minor <= loan_minor)));

alter table guarantees.guarantees add constraint guarantees_handed_on CHECK (((handed_on_minor >= 0) AND (handed_on_minor <= paid_minor)));

alter table guarantees.guarantees add constraint guarantees_home_currency CHECK ((home_currency ~ '^[A-Z]{3}$'::text));

alter table guarantees.guarantees add constraint guarantees_left CHECK (((left_minor >= 0) AND (left_minor <= guaranteed_minor)));

alter table guarantees.guarantees add constraint guarantees_lender FOREIGN KEY (lender_id, fund_id) REFERENCES guarantees.lenders(id, fund_id);

alter table guarantees.guarantees add constraint guarantees_loan CHECK (((loan_minor >= 1) AND (loan_minor <= '1000000000000000'::bigint)));

alter table guarantees.guarantees add constraint guarantees_measured CHECK ((measured_minor >= 0));

alter table guarantees.guarantees add constraint guarantees_months CHECK (((months >= 1) AND (months <= 360)));

alter table guarantees.guarantees add constraint guarantees_number UNIQUE (fund_id, number);

alter table guarantees.guarantees add constraint guarantees_number_given CHECK ((number >= 1));

alter table guarantees.guarantees add constraint guarantees_owed CHECK (((owed_minor >= 0) AND (owed_minor <= loan_minor)));

alter table guarantees.guarantees add constraint guarantees_paid CHECK (((paid_minor >= 0) AND (paid_minor <= payable_minor)));

alter table guarantees.guarantees add constraint guarantees_paid_home CHECK ((paid_home_minor >= 0));

alter table guarantees.guarantees add constraint guarantees_payable CHECK (((payable_minor >= 0) AND (payable_minor <= guaranteed_minor)));

alter table guarantees.guarantees add constraint guarantees_pkey PRIMARY KEY (id);

alter table guarantees.guarantees add constraint guarantees_provision CHECK ((provision_minor >= 0));

alter table guarantees.guarantees add constraint guarantees_purpose CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500)));

alter table guarantees.guarantees add constraint guarantees_recovered CHECK ((recovered_minor >= 0));

alter table guarantees.guarantees add constraint guarantees_reference CHECK (((length(reference) >= 1) AND (length(reference) <= 80)));

alter table guarantees.guarantees add constraint guarantees_reservation FOREIGN KEY (reservation_id) REFERENCES ledger.entries(id);

alter table guarantees.guarantees add constraint guarantees_sector CHECK ((sector ~ '^[A-U]$'::text));

alter table guarantees.guarantees add constraint guarantees_state CHECK ((state = ANY (ARRAY['filed'::text, 'asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text, 'active'::text, 'repaid'::text, 'expired'::text, 'called'::text, 'part-paid'::text, 'settled'::text, 'forfeited'::text])));

alter table guarantees.guarantees add constraint guarantees_version FOREIGN KEY (version_id) REFERENCES guarantees.versions(id);

alter table guarantees.guarantees add constraint guarantees_window FOREIGN KEY (window_id, fund_id) REFERENCES guarantees.windows(id, fund_id);

alter table guarantees.guarantees add constraint guarantees_without_it CHECK ((without_it = ANY (ARRAY['no-loan'::text, 'smaller'::text, 'shorter'::text, 'dearer'::text, 'same'::text])));

alter table guarantees.lenders add constraint lenders_fund FOREIGN KEY (fund_id) REFERENCES guarantees.funds(id);

alter table guarantees.lenders add constraint lenders_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table guarantees.lenders add constraint lenders_name_once UNIQUE (fund_id, name);

alter table guarantees.lenders add constraint lenders_of_fund UNIQUE (id, fund_id);

alter table guarantees.lenders add constraint lenders_once UNIQUE (fund_id, organisation_id);

alter table guarantees.lenders add constraint lenders_one_name CHECK (((organisation_id IS NULL) <> (name IS NULL)));

alter table guarantees.lenders add constraint lenders_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table guarantees.lenders add constraint lenders_pkey PRIMARY KEY (id);

alter table guarantees.steps add constraint steps_act CHECK ((act ~ '^[a-z]+(-[a-z]+)*$'::text));

alter table guarantees.steps add constraint steps_entry FOREIGN KEY (entry_id) REFERENCES ledger.entries(id);

alter table guarantees.steps add constraint steps_guarantee FOREIGN KEY (guarantee_id) REFERENCES guarantees.guarantees(id);

alter table guarantees.steps add constraint steps_n CHECK ((n >= 1));

alter table guarantees.steps add constraint steps_once UNIQUE (guarantee_id, n);

alter table guarantees.steps add constraint steps_pkey PRIMARY KEY (id);

alter table guarantees.steps add constraint steps_rate CHECK ((length(rate) <= 60));

alter table guarantees.steps add constraint steps_rate_source CHECK ((length(rate_source) <= 200));

alter table guarantees.steps add constraint steps_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table guarantees.versions add constraint versions_basis CHECK (((length(basis) >= 1) AND (length(basis) <= 500)));

alter table guarantees.versions add constraint versions_borrower_cap CHECK ((borrower_cap_minor > 0));

alter table guarantees.versions add constraint versions_conditions CHECK (((jsonb_typeof(conditions) = 'array'::text) AND (jsonb_array_length(conditions) <= 8) AND (length((conditions)::text) <= 8000)));

alter table guarantees.versions add constraint versions_counter_guarantors CHECK (((jsonb_typeof(counter_guarantors) = 'array'::text) AND (jsonb_array_length(counter_guarantors) <= 3) AND (length((counter_guarantors)::text) <= 2000)));

alter table guarantees.versions add constraint versions_country_cap CHECK (((country_cap_percent > (0)::numeric) AND (country_cap_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_coverage CHECK (((coverage_percent > (0)::numeric) AND (coverage_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table guarantees.versions add constraint versions_day_count CHECK ((day_count = ANY (ARRAY['30/360'::text, 'actual/365'::text, 'actual/360'::text, 'actual/actual'::text])));

alter table guarantees.versions add constraint versions_fee_base CHECK ((fee_base = ANY (ARRAY['opening'::text, 'average'::text, 'outstanding'::text])));

alter table guarantees.versions add constraint versions_first_share CHECK (((first_share_percent > (0)::numeric) AND (first_share_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_group_cap CHECK ((group_cap_minor >= borrower_cap_minor));

alter table guarantees.versions add constraint versions_legal_steps CHECK (((length(legal_steps) >= 1) AND (length(legal_steps) <= 2000)));

alter table guarantees.versions add constraint versions_lender_cap CHECK (((lender_cap_percent > (0)::numeric) AND (lender_cap_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_leverage CHECK (((leverage > (0)::numeric) AND (leverage <= (50)::numeric)));

alter table guarantees.versions add constraint versions_longest CHECK (((longest_months >= 1) AND (longest_months <= 360)));

alter table guarantees.versions add constraint versions_number UNIQUE (window_id, number);

alter table guarantees.versions add constraint versions_pkey PRIMARY KEY (id);

alter table guarantees.versions add constraint versions_published CHECK ((((state = 'published'::text) = (number IS NOT NULL)) AND ((state = 'published'::text) = (published_at IS NOT NULL)) AND ((state = 'published'::text) = (published_by IS NOT NULL))));

alter table guarantees.versions add constraint versions_sector_cap CHECK (((sector_cap_percent > (0)::numeric) AND (sector_cap_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_sharing CHECK ((sharing = ANY (ARRAY['pro-rata'::text, 'first-loss'::text])));

alter table guarantees.versions add constraint versions_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])));

alter table guarantees.versions add constraint versions_up_front CHECK (((up_front_percent >= (0)::numeric) AND (up_front_percent <= (100)::numeric)));

alter table guarantees.versions add constraint versions_valid CHECK ((valid_until >= valid_from));

alter table guarantees.versions add constraint versions_waiting CHECK (((waiting_days >= 0) AND (waiting_days <= 1095)));

alter table guarantees.versions add constraint versions_window FOREIGN KEY (window_id) REFERENCES guarantees.windows(id);

alter table guarantees.versions add constraint versions_yearly CHECK (((yearly_percent >= (0)::numeric) AND (yearly_percent <= (100)::numeric)));

alter table guarantees.windows add constraint windows_fund FOREIGN KEY (fund_id) REFERENCES guarantees.funds(id);

alter table guarantees.windows add constraint windows_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table guarantees.windows add constraint windows_number UNIQUE (fund_id, number);

alter table guarantees.windows add constraint windows_number_given CHECK ((number >= 1));

alter table guarantees.windows add constraint windows_of_fund UNIQUE (id, fund_id);

alter table guarantees.windows add constraint windows_pkey PRIMARY KEY (id);

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

alter table impacts.drafts add constraint drafts_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (length((content)::text) <= 1000000)));

alter table impacts.drafts add constraint drafts_impact FOREIGN KEY (impact_id) REFERENCES impacts.impacts(id) ON DELETE CASCADE;

alter table impacts.drafts add constraint drafts_pkey PRIMARY KEY (impact_id);

alter table impacts.impacts add constraint impacts_code UNIQUE (code);

alter table impacts.impacts add constraint impacts_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table impacts.impacts add constraint impacts_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table impacts.impacts add constraint impacts_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table impacts.impacts add constraint impacts_pkey PRIMARY KEY (id);

alter table impacts.impacts add constraint impacts_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table impacts.impacts add constraint impacts_published CHECK (((published >= 0) AND (published <= version)));

alter table impacts.impacts add constraint impacts_subject_office FOREIGN KEY (subject_office_id) REFERENCES offices.offices(id);

alter table impacts.impacts add constraint impacts_title CHECK (((length(title) >= 1) AND (length(title) <= 300)));

alter table impacts.impacts add constraint impacts_version CHECK ((version >= 0));

alter table impacts.impacts add constraint impacts_words CHECK ((length(words) <= 2000));

alter table impacts.observations add constraint observations_how CHECK (((length(how) >= 1) AND (length(how) <= 2000)));

alter table impacts.observations add constraint observations_other CHECK (((length(other) >= 1) AND (length(other) <= 2000)));

alter table impacts.observations add constraint observations_pkey PRIMARY KEY (id);

alter table impacts.observations add constraint observations_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table impacts.observations add constraint observations_source CHECK (((length(source) >= 1) AND (length(source) <= 500)));

alter table impacts.observations add constraint observations_state CHECK ((state = ANY (ARRAY['measured'::text, 'not-measured'::text, 'not-measurable'::text])));

alter table impacts.observations add constraint observations_value CHECK ((value ~ '^-?\d{1,15}(\.\d{1,6})?$'::text));

alter table impacts.observations add constraint observations_version FOREIGN KEY (impact_id, number) REFERENCES impacts.versions(impact_id, number) ON DELETE CASCADE;

alter table impacts.observations add constraint observations_whole CHECK (
CASE
    WHEN (state = 'measured'::text) THEN ((value IS NOT NULL) AND (observed_on IS NOT NULL) AND (source IS NOT NULL) AND (how IS NOT NULL) AND (other IS NOT NULL) AND (reason IS NULL))
    ELSE ((reason IS NOT NULL) AND (value IS NULL) AND (observed_on IS NULL) AND (source IS NULL) AND (how IS NULL) AND (other IS NULL))
END);

alter table impacts.versions add constraint versions_agreement CHECK (((length(agreement) >= 1) AND (length(agreement) <= 2000)));

alter table impacts.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table impacts.versions add constraint versions_impact FOREIGN KEY (impact_id) REFERENCES impacts.impacts(id) ON DELETE CASCADE;

alter table impacts.versions add constraint versions_number CHECK ((number >= 1));

alter table impacts.versions add constraint versions_pkey PRIMARY KEY (impact_id, number);

alter table imports.uploads add constraint uploads_bounded CHECK ((octet_length(sealed) <= 21000000));

alter table imports.uploads add constraint uploads_kind CHECK (((length(kind) >= 1) AND (length(kind) <= 60)));

alter table imports.uploads add constraint uploads_name CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table imports.uploads add constraint uploads_pkey PRIMARY KEY (id);

alter table imports.uploads add constraint uploads_said CHECK ((jsonb_typeof(said) = 'object'::text));

alter table instruments.answers add constraint answers_note CHECK (((length(note) >= 1) AND (length(note) <= 1000)));

alter table instruments.answers add constraint answers_pkey PRIMARY KEY (sheet_id, question);

alter table instruments.answers add constraint answers_question CHECK (((length(question) >= 1) AND (length(question) <= 60)));

alter table instruments.answers add constraint answers_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.changes add constraint changes_pkey PRIMARY KEY (id);

alter table instruments.changes add constraint changes_question CHECK (((length(question) >= 1) AND (length(question) <= 60)));

alter table instruments.changes add constraint changes_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.contacts add constraint contacts_pkey PRIMARY KEY (sheet_id, question);

alter table instruments.contacts add constraint contacts_question CHECK (((length(question) >= 1) AND (length(question) <= 60)));

alter table instruments.contacts add constraint contacts_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.drafts add constraint drafts_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table instruments.drafts add constraint drafts_instrument FOREIGN KEY (instrument_id) REFERENCES instruments.instruments(id);

alter table instruments.drafts add constraint drafts_pkey PRIMARY KEY (instrument_id);

alter table instruments.events add constraint events_kind CHECK ((kind = ANY (ARRAY['begun'::text, 'submitted'::text, 'reopened'::text, 'contact-asked'::text, 'contact-allowed'::text, 'contact-withdrawn'::text])));

alter table instruments.events add constraint events_pkey PRIMARY KEY (id);

alter table instruments.events add constraint events_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 500)));

alter table instruments.events add constraint events_reasoned CHECK (((kind <> ALL (ARRAY['reopened'::text, 'contact-asked'::text])) OR (reason IS NOT NULL)));

alter table instruments.events add constraint events_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.evidence add constraint evidence_bytes CHECK (((bytes >= 1) AND (bytes <= 5242880)));

alter table instruments.evidence add constraint evidence_media_type CHECK (((length(media_type) >= 3) AND (length(media_type) <= 120)));

alter table instruments.evidence add constraint evidence_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table instruments.evidence add constraint evidence_pkey PRIMARY KEY (id);

alter table instruments.evidence add constraint evidence_question CHECK (((length(question) >= 1) AND (length(question) <= 60)));

alter table instruments.evidence add constraint evidence_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.instruments add constraint instruments_code UNIQUE (code);

alter table instruments.instruments add constraint instruments_code_form CHECK ((code ~ '^[a-z0-9][a-z0-9-]{1,59}$'::text));

alter table instruments.instruments add constraint instruments_pkey PRIMARY KEY (id);

alter table instruments.invitations add constraint invitations_pkey PRIMARY KEY (sheet_id);

alter table instruments.invitations add constraint invitations_sheet FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id) ON DELETE CASCADE;

alter table instruments.invitations add constraint invitations_token UNIQUE (token_hash);

alter table instruments.invitations add constraint invitations_token_form CHECK (((length(token_hash) >= 1) AND (length(token_hash) <= 64)));

alter table instruments.results add constraint results_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table instruments.results add constraint results_pkey PRIMARY KEY (round_id);

alter table instruments.results add constraint results_round FOREIGN KEY (round_id) REFERENCES instruments.rounds(id);

alter table instruments.results add constraint results_sheets CHECK ((sheets >= 0));

alter table instruments.rounds add constraint rounds_kind UNIQUE (id, version_id, several);

alter table instruments.rounds add constraint rounds_method CHECK (((length(method) >= 1) AND (length(method) <= 2000)));

alter table instruments.rounds add constraint rounds_order CHECK ((closes_on >= opens_on));

alter table instruments.rounds add constraint rounds_pkey PRIMARY KEY (id);

alter table instruments.rounds add constraint rounds_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table instruments.rounds add constraint rounds_version FOREIGN KEY (version_id) REFERENCES instruments.versions(id);

alter table instruments.sheets add constraint sheets_asked CHECK (((contact_asked_at IS NULL) = (contact_asked_why IS NULL)));

alter table instruments.sheets add constraint sheets_asked_why CHECK (((length(contact_asked_why) >= 1) AND (length(contact_asked_why) <= 500)));

alter table instruments.sheets add constraint sheets_body CHECK ((((body_kind IS NULL) = (body_id IS NULL)) AND ((way <> 'body'::text) OR (body_id IS NOT NULL))));

alter table instruments.sheets add constraint sheets_body_kind CHECK ((body_kind = ANY (ARRAY['office'::text, 'organisation'::text])));

alter table instruments.sheets add constraint sheets_label CHECK (((length(label) >= 1) AND (length(label) <= 200)));

alter table instruments.sheets add constraint sheets_paper CHECK (((way = 'paper'::text) = (received_on IS NOT NULL)));

alter table instruments.sheets add constraint sheets_pkey PRIMARY KEY (id);

alter table instruments.sheets add constraint sheets_round FOREIGN KEY (round_id, version_id, several) REFERENCES instruments.rounds(id, version_id, several);

alter table instruments.sheets add constraint sheets_state CHECK ((state = ANY (ARRAY['open'::text, 'submitted'::text])));

alter table instruments.sheets add constraint sheets_submitted CHECK (((state = 'submitted'::text) = (submitted_at IS NOT NULL)));

alter table instruments.sheets add constraint sheets_way CHECK ((way = ANY (ARRAY['body'::text, 'link'::text, 'paper'::text])));

alter table instruments.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table instruments.versions add constraint versions_instrument FOREIGN KEY (instrument_id) REFERENCES instruments.instruments(id);

alter table instruments.versions add constraint versions_number CHECK ((number >= 1));

alter table instruments.versions add constraint versions_once UNIQUE (instrument_id, number);

alter table instruments.versions add constraint versions_pkey PRIMARY KEY (id);

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

alter table kernel.sendings add constraint sendings_pkey PRIMARY KEY (key);

alter table learning.attendance add constraint attendance_enrolment FOREIGN KEY (enrolment_id, group_id) REFERENCES learning.enrolments(id, group_id) ON DELETE CASCADE;

alter table learning.attendance add constraint attendance_pkey PRIMARY KEY (session_id, enrolment_id);

alter table learning.attendance add constraint attendance_session FOREIGN KEY (session_id, group_id) REFERENCES learning.sessions(id, group_id);

alter table learning.attendance add constraint attendance_state CHECK ((state = ANY (ARRAY['present'::text, 'absent'::text, 'excused'::text])));

alter table learning.attendance_certificates add constraint attendance_certificates_document FOREIGN KEY (document_id) REFERENCES documents.issued(id) ON DELETE CASCADE;

alter table learning.attendance_certificates add constraint attendance_certificates_enrolment FOREIGN KEY (enrolment_id) REFERENCES learning.enrolments(id) ON DELETE CASCADE;

alter table learning.attendance_certificates add constraint attendance_certificates_once UNIQUE (enrolment_id);

alter table learning.attendance_certificates add constraint attendance_certificates_percent CHECK (((percent >= 0) AND (percent <= 100)));

alter table learning.attendance_certificates add constraint attendance_certificates_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table learning.attendance_certificates add constraint attendance_certificates_pkey PRIMARY KEY (id);

alter table learning.certificates add constraint certificates_document FOREIGN KEY (document_id) REFERENCES documents.issued(id) ON DELETE CASCADE;

alter table learning.certificates add constraint certificates_once UNIQUE (study_id);

alter table learning.certificates add constraint certificates_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table learning.certificates add constraint certificates_pkey PRIMARY KEY (id);

alter table learning.certificates add constraint certificates_study FOREIGN KEY (study_id, account_id) REFERENCES learning.studies(id, account_id) ON DELETE CASCADE;

alter table learning.courses add constraint courses_code UNIQUE (code);

alter table learning.courses add constraint courses_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80)));

alter table learning.courses add constraint courses_copied_from FOREIGN KEY (copied_from) REFERENCES learning.courses(id);

alter table learning.courses add constraint courses_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table learning.courses add constraint courses_pkey PRIMARY KEY (id);

alter table learning.drafts add constraint drafts_content CHECK (((jsonb_typeof((content -> 'lessons'::text)) = 'array'::text) AND (pg_column_size(content) <= 4194304)));

alter table learning.drafts add constraint drafts_course FOREIGN KEY (course_id) REFERENCES learning.courses(id) ON DELETE CASCADE;

alter table learning.drafts add constraint drafts_number CHECK ((number >= 1));

alter table learning.drafts add constraint drafts_pkey PRIMARY KEY (course_id);

alter table learning.enrolments add constraint enrolments_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table learning.enrolments add constraint enrolments_agreed_how CHECK ((agreed_how = ANY (ARRAY['on-line'::text, 'signed-at-desk'::text, 'spoken-at-desk'::text])));

alter table learning.enrolments add constraint enrolments_group FOREIGN KEY (group_id) REFERENCES learning.groups(id);

alter table learning.enrolments add constraint enrolments_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table learning.enrolments add constraint enrolments_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table learning.enrolments add constraint enrolments_of_account UNIQUE (id, account_id);

alter table learning.enrolments add constraint enrolments_of_group UNIQUE (id, group_id);

alter table learning.enrolments add constraint enrolments_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table learning.enrolments add constraint enrolments_pkey PRIMARY KEY (id);

alter table learning.enrolments add constraint enrolments_somebody CHECK (((account_id IS NOT NULL) OR (person_id IS NOT NULL)));

alter table learning.enrolments add constraint enrolments_state CHECK ((state = ANY (ARRAY['waiting'::text, 'enrolled'::text, 'withdrawn'::text])));

alter table learning.enrolments add constraint enrolments_whole_file CHECK (((person_id IS NULL) = (office_id IS NULL)));

alter table learning.enrolments add constraint enrolments_wording CHECK (((length(wording) >= 1) AND (length(wording) <= 2000)));

alter table learning.evaluations add constraint evaluations_clear CHECK (((clear >= 1) AND (clear <= 5)));

alter table learning.evaluations add constraint evaluations_course FOREIGN KEY (course_id) REFERENCES learning.courses(id);

alter table learning.evaluations add constraint evaluations_group FOREIGN KEY (group_id) REFERENCES learning.groups(id);

alter table learning.evaluations add constraint evaluations_lot CHECK ((lot >= 0));

alter table learning.evaluations add constraint evaluations_pace CHECK (((pace >= 1) AND (pace <= 5)));

alter table learning.evaluations add constraint evaluations_pkey PRIMARY KEY (id);

alter table learning.evaluations add constraint evaluations_recommend CHECK (((recommend >= 1) AND (recommend <= 5)));

alter table learning.evaluations add constraint evaluations_setting CHECK (((setting >= 1) AND (setting <= 5)));

alter table learning.evaluations add constraint evaluations_useful CHECK (((useful >= 1) AND (useful <= 5)));

alter table learning.evaluations add constraint evaluations_words CHECK (((length(words) >= 1) AND (length(words) <= 1000)));

alter table learning.events add constraint events_about CHECK (((kind = ANY (ARRAY['answered'::text, 'handed-in'::text])) = (item IS NOT NULL)));

alter table learning.events add constraint events_answer CHECK ((pg_column_size(answer) <= 8192));

alter table learning.events add constraint events_item CHECK (((length(item) >= 1) AND (length(item) <= 80)));

alter table learning.events add constraint events_kind CHECK ((kind = ANY (ARRAY['opened'::text, 'finished'::text, 'answered'::text, 'handed-in'::text])));

alter table learning.events add constraint events_lesson CHECK (((length(lesson) >= 1) AND (length(lesson) <= 80)));

alter table learning.events add constraint events_pkey PRIMARY KEY (study_id, id);

alter table learning.events add constraint events_sealed CHECK ((octet_length(sealed) <= 65536));

alter table learning.events add constraint events_sequence CHECK ((sequence >= 1));

alter table learning.events add constraint events_study FOREIGN KEY (study_id, account_id) REFERENCES learning.studies(id, account_id) ON DELETE CASCADE;

alter table learning.group_trainers add constraint group_trainers_group FOREIGN KEY (group_id, office_id) REFERENCES learning.groups(id, office_id);

alter table learning.group_trainers add constraint group_trainers_pkey PRIMARY KEY (group_id, account_id);

alter table learning.groups add constraint groups_attendance_percent CHECK (((attendance_percent >= 0) AND (attendance_percent <= 100)));

alter table learning.groups add constraint groups_audience CHECK ((audience = ANY (ARRAY['founders'::text, 'returnees'::text, 'officers'::text])));

alter table learning.groups add constraint groups_course FOREIGN KEY (course_id) REFERENCES learning.courses(id);

alter table learning.groups add constraint groups_enrol CHECK ((enrol_until > enrol_from));

alter table learning.groups add constraint groups_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table learning.groups add constraint groups_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table learning.groups add constraint groups_of_office UNIQUE (id, office_id);

alter table learning.groups add constraint groups_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table learning.groups add constraint groups_other_office FOREIGN KEY (other_office_id) REFERENCES offices.offices(id);

alter table learning.groups add constraint groups_pkey PRIMARY KEY (id);

alter table learning.groups add constraint groups_places CHECK (((places >= 1) AND (places <= 500)));

alter table learning.groups add constraint groups_reason CHECK (((state = 'called-off'::text) = (reason IS NOT NULL)));

alter table learning.groups add constraint groups_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 300)));

alter table learning.groups add constraint groups_state CHECK ((state = ANY (ARRAY['planned'::text, 'open'::text, 'running'::text, 'ended'::text, 'called-off'::text])));

alter table learning.groups add constraint groups_way CHECK ((way = ANY (ARRAY['distance'::text, 'class'::text, 'mixed'::text])));

alter table learning.media add constraint media_content CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 10485760)));

alter table learning.media add constraint media_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table learning.media add constraint media_once UNIQUE (sha256);

alter table learning.media add constraint media_pkey PRIMARY KEY (id);

alter table learning.media add constraint media_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table learning.media add constraint media_type CHECK ((media_type = ANY (ARRAY['image/svg+xml'::text, 'image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'audio/mpeg'::text, 'audio/mp4'::text, 'audio/ogg'::text, 'video/mp4'::text, 'video/webm'::text])));

alter table learning.meeting_links add constraint meeting_links_pkey PRIMARY KEY (session_id);

alter table learning.meeting_links add constraint meeting_links_session FOREIGN KEY (session_id, group_id) REFERENCES learning.sessions(id, group_id);

alter table learning.meeting_links add constraint meeting_links_url CHECK (((url ~ '^https://[^\s]+$'::text) AND (length(url) <= 500)));

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_content CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 2000000)));

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_document FOREIGN KEY (document_id) REFERENCES documents.issued(id) ON DELETE CASCADE;

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_enrolment FOREIGN KEY (enrolment_id, account_id) REFERENCES learning.enrolments(id, account_id) ON DELETE CASCADE;

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_held CHECK ((held >= 1));

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_once UNIQUE (enrolment_id);

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_pkey PRIMARY KEY (id);

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_present CHECK ((present >= 0));

alter table learning.officer_attendance_certificates add constraint officer_attendance_certificates_share CHECK ((present <= held));

alter table learning.officer_certificates add constraint officer_certificates_content CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= 2000000)));

alter table learning.officer_certificates add constraint officer_certificates_document FOREIGN KEY (document_id) REFERENCES documents.issued(id) ON DELETE CASCADE;

alter table learning.officer_certificates add constraint officer_certificates_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table learning.officer_certificates add constraint officer_certificates_once UNIQUE (study_id);

alter table learning.officer_certificates add constraint officer_certificates_pkey PRIMARY KEY (id);

alter table learning.officer_certificates add constraint officer_certificates_study FOREIGN KEY (study_id, account_id) REFERENCES learning.studies(id, account_id) ON DELETE CASCADE;

alter table learning.reviews add constraint reviews_event FOREIGN KEY (study_id, event_id) REFERENCES learning.events(study_id, id) ON DELETE CASCADE;

alter table learning.reviews add constraint reviews_pkey PRIMARY KEY (id);

alter table learning.reviews add constraint reviews_sealed CHECK ((octet_length(sealed) <= 65536));

alter table learning.reviews add constraint reviews_study FOREIGN KEY (study_id, account_id) REFERENCES learning.studies(id, account_id) ON DELETE CASCADE;

alter table learning.reviews add constraint reviews_verdict CHECK ((verdict = ANY (ARRAY['accepted'::text, 'again'::text])));

alter table learning.rooms add constraint rooms_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table learning.rooms add constraint rooms_of_office UNIQUE (id, office_id);

alter table learning.rooms add constraint rooms_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table learning.rooms add constraint rooms_once UNIQUE (office_id, name);

alter table learning.rooms add constraint rooms_pkey PRIMARY KEY (id);

alter table learning.rooms add constraint rooms_seats CHECK (((seats >= 1) AND (seats <= 2000)));

alter table learning.sessions add constraint sessions_ends CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '12:00:00'::interval))));

alter table learning.sessions add constraint sessions_group FOREIGN KEY (group_id, office_id) REFERENCES learning.groups(id, office_id);

alter table learning.sessions add constraint sessions_lesson CHECK (((length(lesson) >= 1) AND (length(lesson) <= 80)));

alter table learning.sessions add constraint sessions_of_group UNIQUE (id, group_id);

alter table learning.sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table learning.sessions add constraint sessions_reason CHECK (((state = 'called-off'::text) = (reason IS NOT NULL)));

alter table learning.sessions add constraint sessions_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 300)));

alter table learning.sessions add constraint sessions_room FOREIGN KEY (room_id, office_id) REFERENCES learning.rooms(id, office_id);

alter table learning.sessions add constraint sessions_room_free EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state <> 'called-off'::text));

alter table learning.sessions add constraint sessions_sequence CHECK (((sequence >= 0) AND (sequence <= 1000)));

alter table learning.sessions add constraint sessions_state CHECK ((state = ANY (ARRAY['planned'::text, 'called-off'::text])));

alter table learning.sessions add constraint sessions_topic CHECK (((length(topic) >= 1) AND (length(topic) <= 200)));

alter table learning.sessions add constraint sessions_trainer FOREIGN KEY (group_id, trainer_id) REFERENCES learning.group_trainers(group_id, account_id);

alter table learning.sessions add constraint sessions_trainer_free EXCLUDE USING gist (trainer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state <> 'called-off'::text));

alter table learning.studies add constraint studies_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table learning.studies add constraint studies_course FOREIGN KEY (course_id) REFERENCES learning.courses(id);

alter table learning.studies add constraint studies_learner UNIQUE (id, account_id);

alter table learning.studies add constraint studies_lessons_done CHECK ((lessons_done >= 0));

alter table learning.studies add constraint studies_once UNIQUE (account_id, version_id);

alter table learning.studies add constraint studies_pkey PRIMARY KEY (id);

alter table learning.studies add constraint studies_version FOREIGN KEY (version_id, course_id) REFERENCES learning.versions(id, course_id);

alter table learning.versions add constraint versions_audience CHECK ((audience <@ ARRAY['founders'::text, 'returnees'::text, 'officers'::text]));

alter table learning.versions add constraint versions_content CHECK ((jsonb_typeof((content -> 'lessons'::text)) = 'array'::text));

alter table learning.versions add constraint versions_course FOREIGN KEY (course_id) REFERENCES learning.courses(id);

alter table learning.versions add constraint versions_languages CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 30)));

alter table learning.versions add constraint versions_minutes CHECK (((minutes >= 1) AND (minutes <= 60000)));

alter table learning.versions add constraint versions_mode CHECK ((mode = ANY (ARRAY['distance'::text, 'class'::text, 'mixed'::text])));

alter table learning.versions add constraint versions_number CHECK ((number >= 1));

alter table learning.versions add constraint versions_of_course UNIQUE (id, course_id);

alter table learning.versions add constraint versions_once UNIQUE (course_id, number);

alter table learning.versions add constraint versions_pkey PRIMARY KEY (id);

alter table ledger.accounts add constraint accounts_book FOREIGN KEY (book_id) REFERENCES ledger.books(id);

alter table ledger.accounts add constraint accounts_ceiling CHECK (((posted_minor + pending_in_minor) <= ceiling_minor));

alter table ledger.accounts add constraint accounts_closed CHECK (((closed_at IS NULL) OR ((posted_minor = 0) AND (pending_in_minor = 0) AND (pending_out_minor = 0))));

alter table ledger.accounts add constraint accounts_code CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)*$'::text) AND (length(code) <= 120)));

alter table ledger.accounts add constraint accounts_code_once UNIQUE (book_id, code, currency);

alter table ledger.accounts add constraint accounts_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table ledger.accounts add constraint accounts_floor CHECK (((posted_minor - pending_out_minor) >= floor_minor));

alter table ledger.accounts add constraint accounts_kind CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'income'::text, 'expense'::text, 'memorandum'::text])));

alter table ledger.accounts add constraint accounts_last_nth CHECK ((last_nth >= 0));

alter table ledger.accounts add constraint accounts_limits CHECK ((ceiling_minor >= floor_minor));

alter table ledger.accounts add constraint accounts_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table ledger.accounts add constraint accounts_of_book UNIQUE (id, book_id, currency);

alter table ledger.accounts add constraint accounts_part CHECK (((part ~ '^[a-z]+(-[a-z]+)*$'::text) AND (length(part) <= 40)));

alter table ledger.accounts add constraint accounts_pending_in CHECK ((pending_in_minor >= 0));

alter table ledger.accounts add constraint accounts_pending_out CHECK ((pending_out_minor >= 0));

alter table ledger.accounts add constraint accounts_pkey PRIMARY KEY (id);

alter table ledger.books add constraint books_name CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table ledger.books add constraint books_pkey PRIMARY KEY (id);

alter table ledger.books add constraint books_scope CHECK (((scope_kind = 'network'::text) = (scope_id IS NULL)));

alter table ledger.books add constraint books_scope_kind CHECK ((scope_kind = ANY (ARRAY['network'::text, 'office'::text, 'organisation'::text, 'fund'::text])));

alter table ledger.entries add constraint complete TRIGGER DEFERRABLE INITIALLY DEFERRED;

alter table ledger.entries add constraint entries_about CHECK (((about_kind IS NULL) = (about_id IS NULL)));

alter table ledger.entries add constraint entries_about_kind CHECK (((about_kind ~ '^[a-z]+\.[a-z_]+$'::text) AND (length(about_kind) <= 60)));

alter table ledger.entries add constraint entries_asked_once UNIQUE (book_id, idempotency_key);

alter table ledger.entries add constraint entries_book FOREIGN KEY (book_id) REFERENCES ledger.books(id);

alter table ledger.entries add constraint entries_description CHECK (((length(description) >= 1) AND (length(description) <= 300)));

alter table ledger.entries add constraint entries_effective CHECK (((effective_on >= '1970-01-01'::date) AND (effective_on <= '2199-12-31'::date)));

alter table ledger.entries add constraint entries_idempotency_length CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)));

alter table ledger.entries add constraint entries_kind CHECK ((kind = ANY (ARRAY['entry'::text, 'pending'::text, 'settlement'::text, 'void'::text, 'expiry'::text, 'reversal'::text])));

alter table ledger.entries add constraint entries_of_book UNIQUE (id, book_id);

alter table ledger.entries add constraint entries_pkey PRIMARY KEY (id);

alter table ledger.entries add constraint entries_posting_count CHECK (((posting_count >= 0) AND (posting_count <= 200)));

alter table ledger.entries add constraint entries_request_hash CHECK ((length(request_hash) = 32));

alter table ledger.entries add constraint entries_reverses FOREIGN KEY (reverses, book_id) REFERENCES ledger.entries(id, book_id);

alter table ledger.entries add constraint entries_reverses_once UNIQUE (reverses);

alter table ledger.entries add constraint entries_settles FOREIGN KEY (settles, book_id) REFERENCES ledger.entries(id, book_id);

alter table ledger.entries add constraint entries_settles_once UNIQUE (settles);

alter table ledger.entries add constraint entries_shape CHECK ((((settles IS NOT NULL) = (kind = ANY (ARRAY['settlement'::text, 'void'::text, 'expiry'::text]))) AND ((reverses IS NOT NULL) = (kind = 'reversal'::text)) AND ((expires_at IS NULL) OR (kind = 'pending'::text)) AND ((posting_count = 0) = (kind = ANY (ARRAY['void'::text, 'expiry'::text]))) AND (posting_count <> 1)));

alter table ledger.exchanges add constraint exchanges_entry FOREIGN KEY (entry_id) REFERENCES ledger.entries(id);

alter table ledger.exchanges add constraint exchanges_from CHECK ((from_currency ~ '^[A-Z]{3}$'::text));

alter table ledger.exchanges add constraint exchanges_pkey PRIMARY KEY (entry_id);

alter table ledger.exchanges add constraint exchanges_rate CHECK (((rate > (0)::numeric) AND (rate < (1000000000)::numeric)));

alter table ledger.exchanges add constraint exchanges_source CHECK (((length(source) >= 1) AND (length(source) <= 200)));

alter table ledger.exchanges add constraint exchanges_to CHECK (((to_currency ~ '^[A-Z]{3}$'::text) AND (to_currency <> from_currency)));

alter table ledger.postings add constraint postings_account FOREIGN KEY (account_id, book_id, currency) REFERENCES ledger.accounts(id, book_id, currency);

alter table ledger.postings add constraint postings_amount CHECK (((amount_minor <> 0) AND ((amount_minor >= '-1000000000000000'::bigint) AND (amount_minor <= '1000000000000000'::bigint))));

alter table ledger.postings add constraint postings_entry FOREIGN KEY (entry_id, book_id) REFERENCES ledger.entries(id, book_id);

alter table ledger.postings add constraint postings_n CHECK ((n >= 1));

alter table ledger.postings add constraint postings_nth UNIQUE (account_id, nth);

alter table ledger.postings add constraint postings_pending CHECK (((pending = (nth IS NULL)) AND (pending = (balance_after_minor IS NULL))));

alter table ledger.postings add constraint postings_pkey PRIMARY KEY (entry_id, n);

alter table ledger.seals add constraint seals_book FOREIGN KEY (book_id) REFERENCES ledger.books(id);

alter table ledger.seals add constraint seals_entries CHECK (((cardinality(entries) >= 1) AND (cardinality(entries) <= 10000)));

alter table ledger.seals add constraint seals_hash CHECK ((hash ~ '^[0-9a-f]{64}$'::text));

alter table ledger.seals add constraint seals_number CHECK ((number >= 1));

alter table ledger.seals add constraint seals_pkey PRIMARY KEY (book_id, number);

alter table ledger.unsealed add constraint unsealed_entry FOREIGN KEY (entry_id) REFERENCES ledger.entries(id);

alter table ledger.unsealed add constraint unsealed_pkey PRIMARY KEY (entry_id);

alter table loans.applications add constraint applications_agreed CHECK ((agreed_minor > 0));

alter table loans.applications add constraint applications_agreed_instalments CHECK (((agreed_instalments >= 1) AND (agreed_instalments <= 360)));

alter table loans.applications add constraint applications_agreement CHECK (((agreed_minor IS NULL) = (agreed_instalments IS NULL)));

alter table loans.applications add constraint applications_amount CHECK ((amount_minor > 0));

alter table loans.applications add constraint applications_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 4000)));

alter table loans.applications add constraint applications_approved_what CHECK (((state <> ALL (ARRAY['approved'::text, 'signed'::text, 'paid-out'::text])) OR (agreed_minor IS NOT NULL)));

alter table loans.applications add constraint applications_asked_what CHECK (((state <> 'asked'::text) OR (question IS NOT NULL)));

alter table loans.applications add constraint applications_conditions CHECK ((length(conditions) <= 2000));

alter table loans.applications add constraint applications_declined_why CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL)));

alter table loans.applications add constraint applications_grant FOREIGN KEY (grant_id, person_id) REFERENCES consent.grants(id, subject_id) ON DELETE CASCADE;

alter table loans.applications add constraint applications_instalments CHECK (((instalments >= 1) AND (instalments <= 360)));

alter table loans.applications add constraint applications_opinion CHECK (((length(opinion) >= 1) AND (length(opinion) <= 4000)));

alter table loans.applications add constraint applications_opinion_by CHECK (((opinion IS NULL) = (opinion_by IS NULL)));

alter table loans.applications add constraint applications_paid_out_when CHECK (((state = 'paid-out'::text) = (paid_out_on IS NOT NULL)));

alter table loans.applications add constraint applications_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table loans.applications add constraint applications_pkey PRIMARY KEY (id);

alter table loans.applications add constraint applications_product FOREIGN KEY (product_id, organisation_id) REFERENCES loans.products(id, organisation_id);

alter table loans.applications add constraint applications_purpose CHECK (((length(purpose) >= 1) AND (length(purpose) <= 2000)));

alter table loans.applications add constraint applications_question CHECK (((length(question) >= 1) AND (length(question) <= 2000)));

alter table loans.applications add constraint applications_reach UNIQUE (id, organisation_id, person_id, office_id);

alter table loans.applications add constraint applications_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table loans.applications add constraint applications_signed_when CHECK (((state <> ALL (ARRAY['signed'::text, 'paid-out'::text])) OR (signed_on IS NOT NULL)));

alter table loans.applications add constraint applications_state CHECK ((state = ANY (ARRAY['sent'::text, 'in-review'::text, 'asked'::text, 'approved'::text, 'declined'::text, 'signed'::text, 'paid-out'::text, 'withdrawn'::text])));

alter table loans.applications add constraint applications_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE SET NULL (venture_id, venture_office_id);

alter table loans.applications add constraint applications_venture_whole CHECK (((venture_id IS NULL) = (venture_office_id IS NULL)));

alter table loans.instalments add constraint instalments_fees CHECK ((fees_minor >= 0));

alter table loans.instalments add constraint instalments_interest CHECK ((interest_minor >= 0));

alter table loans.instalments add constraint instalments_loan FOREIGN KEY (loan_id, organisation_id) REFERENCES loans.loans(id, organisation_id) ON DELETE CASCADE;

alter table loans.instalments add constraint instalments_n CHECK (((n >= 1) AND (n <= 600)));

alter table loans.instalments add constraint instalments_pkey PRIMARY KEY (loan_id, n);

alter table loans.instalments add constraint instalments_principal CHECK ((principal_minor >= 0));

alter table loans.loans add constraint loans_application FOREIGN KEY (application_id, organisation_id, person_id, office_id) REFERENCES loans.applications(id, organisation_id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table loans.loans add constraint loans_balance CHECK ((balance_minor >= 0));

alter table loans.loans add constraint loans_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table loans.loans add constraint loans_one_an_application UNIQUE (application_id, organisation_id);

alter table loans.loans add constraint loans_own_reference UNIQUE (organisation_id, reference);

alter table loans.loans add constraint loans_past_due_days CHECK (((past_due_days >= 0) AND (past_due_days <= 36500)));

alter table loans.loans add constraint loans_pkey PRIMARY KEY (id);

alter table loans.loans add constraint loans_principal CHECK ((principal_minor > 0));

alter table loans.loans add constraint loans_reach UNIQUE (id, organisation_id);

alter table loans.loans add constraint loans_reference CHECK ((reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$'::text));

alter table loans.loans add constraint loans_settled CHECK (((state <> 'settled'::text) OR (balance_minor = 0)));

alter table loans.loans add constraint loans_state CHECK ((state = ANY (ARRAY['running'::text, 'settled'::text, 'written-off'::text, 'recovered'::text])));

alter table loans.products add constraint products_amounts CHECK ((least_minor <= most_minor));

alter table loans.products add constraint products_annual_rate CHECK ((annual_rate ~ '^\d{1,3}(\.\d{1,4})?$'::text));

alter table loans.products add constraint products_charging CHECK ((((way = 'mark-up'::text) = (markup_percent IS NOT NULL)) AND ((way = 'mark-up'::text) = (annual_rate IS NULL))));

alter table loans.products add constraint products_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table loans.products add constraint products_fee_percent CHECK ((fee_percent ~ '^\d{1,2}(\.\d{1,4})?$'::text));

alter table loans.products add constraint products_frequency CHECK ((frequency = ANY (ARRAY['MONTHS'::text, 'WEEKS'::text])));

alter table loans.products add constraint products_grace CHECK (((grace >= 0) AND (grace <= 24)));

alter table loans.products add constraint products_least CHECK ((least_minor > 0));

alter table loans.products add constraint products_least_instalments CHECK ((least_instalments >= 1));

alter table loans.products add constraint products_mark_up_without_grace CHECK (((way <> 'mark-up'::text) OR (grace = 0)));

alter table loans.products add constraint products_markup_percent CHECK ((markup_percent ~ '^\d{1,3}(\.\d{1,4})?$'::text));

alter table loans.products add constraint products_most CHECK ((most_minor <= '100000000000'::bigint));

alter table loans.products add constraint products_most_instalments CHECK ((most_instalments <= 360));

alter table loans.products add constraint products_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table loans.products add constraint products_pkey PRIMARY KEY (id);

alter table loans.products add constraint products_published CHECK (((state = 'draft'::text) = (published_at IS NULL)));

alter table loans.products add constraint products_reach UNIQUE (id, organisation_id);

alter table loans.products add constraint products_replaces FOREIGN KEY (replaces_id, organisation_id) REFERENCES loans.products(id, organisation_id);

alter table loans.products add constraint products_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])));

alter table loans.products add constraint products_terms CHECK (((least_instalments <= most_instalments) AND (grace < least_instalments)));

alter table loans.products add constraint products_validity CHECK ((valid_until >= valid_from));

alter table loans.products add constraint products_version CHECK (((version >= 1) AND (version <= 10000)));

alter table loans.products add constraint products_way CHECK ((way = ANY (ARRAY['instalments'::text, 'principal'::text, 'flat'::text, 'mark-up'::text])));

alter table loans.products add constraint products_withdrawn CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)));

alter table mail.messages add constraint messages_bounded CHECK ((octet_length(sealed) <= 1048576));

alter table mail.messages add constraint messages_channel CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text])));

alter table mail.messages add constraint messages_ended CHECK (((state = 'queued'::text) = (ended_at IS NULL)));

alter table mail.messages add constraint messages_pkey PRIMARY KEY (id);

alter table mail.messages add constraint messages_state CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'shown'::text, 'failed'::text])));

alter table mail.messages add constraint messages_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table mentoring.actions add constraint actions_pkey PRIMARY KEY (id);

alter table mentoring.actions add constraint actions_planned_as CHECK ((planned_as = ANY (ARRAY['step'::text, 'task'::text])));

alter table mentoring.actions add constraint actions_session FOREIGN KEY (session_id, pair_id, person_id, office_id) REFERENCES mentoring.sessions(id, pair_id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.actions add constraint actions_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table mentoring.actions add constraint actions_who CHECK ((who = ANY (ARRAY['founder'::text, 'mentor'::text, 'office'::text])));

alter table mentoring.follow_ups add constraint follow_ups_answered CHECK ((((done_at IS NULL) = (useful IS NULL)) AND ((done_at IS NULL) = (change IS NULL))));

alter table mentoring.follow_ups add constraint follow_ups_change CHECK ((change = ANY (ARRAY['nothing'::text, 'more-often'::text, 'less-often'::text, 'other-topics'::text, 'other-mentor'::text])));

alter table mentoring.follow_ups add constraint follow_ups_days CHECK ((days = ANY (ARRAY[30, 90, 180])));

alter table mentoring.follow_ups add constraint follow_ups_once UNIQUE (pair_id, side, days);

alter table mentoring.follow_ups add constraint follow_ups_pair FOREIGN KEY (pair_id, person_id, office_id) REFERENCES mentoring.pairs(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.follow_ups add constraint follow_ups_pkey PRIMARY KEY (id);

alter table mentoring.follow_ups add constraint follow_ups_results CHECK ((cardinality(results) <= 20));

alter table mentoring.follow_ups add constraint follow_ups_side CHECK ((side = ANY (ARRAY['founder'::text, 'mentor'::text])));

alter table mentoring.follow_ups add constraint follow_ups_useful CHECK ((useful = ANY (ARRAY['very'::text, 'rather'::text, 'little'::text, 'not'::text])));

alter table mentoring.mentors add constraint mentors_about CHECK ((length(about) <= 1000));

alter table mentoring.mentors add constraint mentors_account UNIQUE (account_id);

alter table mentoring.mentors add constraint mentors_background CHECK ((background = ANY (ARRAY['owner'::text, 'professional'::text, 'retired'::text, 'returned'::text, 'origin'::text])));

alter table mentoring.mentors add constraint mentors_confirmed CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)));

alter table mentoring.mentors add constraint mentors_country FOREIGN KEY (country_id) REFERENCES places.places(id);

alter table mentoring.mentors add constraint mentors_email CHECK ((length(email) <= 254));

alter table mentoring.mentors add constraint mentors_hours CHECK (((jsonb_typeof(hours) = 'array'::text) AND (pg_column_size(hours) <= 4096)));

alter table mentoring.mentors add constraint mentors_languages CHECK ((cardinality(languages) <= 12));

alter table mentoring.mentors add constraint mentors_mentee_limit CHECK (((mentee_limit >= 1) AND (mentee_limit <= 10)));

alter table mentoring.mentors add constraint mentors_mentees CHECK ((mentees >= 0));

alter table mentoring.mentors add constraint mentors_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table mentoring.mentors add constraint mentors_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table mentoring.mentors add constraint mentors_phone CHECK ((phone ~ '^\+[0-9]{6,15}$'::text));

alter table mentoring.mentors add constraint mentors_pkey PRIMARY KEY (id);

alter table mentoring.mentors add constraint mentors_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table mentoring.mentors add constraint mentors_sectors CHECK ((cardinality(sectors) <= 40));

alter table mentoring.mentors add constraint mentors_stages CHECK ((cardinality(stages) <= 10));

alter table mentoring.mentors add constraint mentors_time_zone CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60)));

alter table mentoring.mentors add constraint mentors_topics CHECK ((cardinality(topics) <= 40));

alter table mentoring.mentors add constraint mentors_tracks CHECK ((tracks <@ ARRAY['women'::text, 'repatriates'::text, 'returnees'::text, 'seasonal-workers'::text, 'refugees'::text, 'youth'::text]));

alter table mentoring.notes add constraint notes_bounded CHECK ((octet_length(sealed) <= 65536));

alter table mentoring.notes add constraint notes_pkey PRIMARY KEY (id);

alter table mentoring.notes add constraint notes_session FOREIGN KEY (session_id, pair_id, person_id, office_id) REFERENCES mentoring.sessions(id, pair_id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.pairs add constraint pairs_called CHECK ((length(called) <= 120));

alter table mentoring.pairs add constraint pairs_custody UNIQUE (id, person_id, office_id);

alter table mentoring.pairs add constraint pairs_end_reason CHECK ((end_reason = ANY (ARRAY['goal-reached'::text, 'time'::text, 'other-topic'::text, 'other-mentor'::text, 'moved'::text, 'other'::text])));

alter table mentoring.pairs add constraint pairs_ended CHECK ((((state = 'ended'::text) = (ended_at IS NOT NULL)) AND ((state = 'ended'::text) = (ended_by IS NOT NULL))));

alter table mentoring.pairs add constraint pairs_ended_by CHECK ((ended_by = ANY (ARRAY['founder'::text, 'mentor'::text, 'office'::text])));

alter table mentoring.pairs add constraint pairs_founder_how CHECK ((founder_how = ANY (ARRAY['on-line'::text, 'spoken-at-desk'::text, 'signed-at-desk'::text])));

alter table mentoring.pairs add constraint pairs_grant FOREIGN KEY (grant_id) REFERENCES consent.grants(id) ON DELETE SET NULL;

alter table mentoring.pairs add constraint pairs_languages CHECK ((cardinality(languages) <= 12));

alter table mentoring.pairs add constraint pairs_mentor FOREIGN KEY (mentor_id) REFERENCES mentoring.mentors(id);

alter table mentoring.pairs add constraint pairs_mentor_end CHECK ((mentor_end = ANY (ARRAY['here'::text, 'there'::text, 'other'::text])));

alter table mentoring.pairs add constraint pairs_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.pairs add constraint pairs_pkey PRIMARY KEY (id);

alter table mentoring.pairs add constraint pairs_reasons CHECK ((cardinality(reasons) <= 40));

alter table mentoring.pairs add constraint pairs_state CHECK ((state = ANY (ARRAY['suggested'::text, 'offered'::text, 'accepted'::text, 'running'::text, 'ended'::text])));

alter table mentoring.pairs add constraint pairs_time_zone CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60)));

alter table mentoring.pairs add constraint pairs_topics CHECK ((cardinality(topics) <= 40));

alter table mentoring.pairs add constraint pairs_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.sessions add constraint sessions_custody UNIQUE (id, pair_id, person_id, office_id);

alter table mentoring.sessions add constraint sessions_held CHECK (((state = 'held'::text) = (held_minutes IS NOT NULL)));

alter table mentoring.sessions add constraint sessions_held_minutes CHECK (((held_minutes >= 5) AND (held_minutes <= 480)));

alter table mentoring.sessions add constraint sessions_minutes CHECK (((minutes >= 10) AND (minutes <= 480)));

alter table mentoring.sessions add constraint sessions_mode CHECK ((mode = ANY (ARRAY['online'::text, 'place'::text, 'phone'::text])));

alter table mentoring.sessions add constraint sessions_pair FOREIGN KEY (pair_id, person_id, office_id) REFERENCES mentoring.pairs(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table mentoring.sessions add constraint sessions_place CHECK ((length(place) <= 300));

alter table mentoring.sessions add constraint sessions_state CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'missed'::text, 'cancelled'::text])));

alter table mentoring.wishes add constraint wishes_ends CHECK ((ends = ANY (ARRAY['here'::text, 'there'::text, 'both'::text, 'any'::text])));

alter table mentoring.wishes add constraint wishes_hours CHECK (((jsonb_typeof(hours) = 'array'::text) AND (pg_column_size(hours) <= 4096)));

alter table mentoring.wishes add constraint wishes_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table mentoring.wishes add constraint wishes_pkey PRIMARY KEY (venture_id);

alter table mentoring.wishes add constraint wishes_time_zone CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60)));

alter table mentoring.wishes add constraint wishes_topics CHECK ((cardinality(topics) <= 40));

alter table mentoring.wishes add constraint wishes_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

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

alter table newsletters.issues add constraint issues_counted CHECK ((number > 0));

alter table newsletters.issues add constraint issues_intro CHECK (((length(intro) >= 1) AND (length(intro) <= 4000)));

alter table newsletters.issues add constraint issues_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table newsletters.issues add constraint issues_number UNIQUE (number);

alter table newsletters.issues add constraint issues_pkey PRIMARY KEY (id);

alter table newsletters.issues add constraint issues_sent CHECK ((((state = 'sent'::text) = (number IS NOT NULL)) AND ((state = 'sent'::text) = (sent_at IS NOT NULL))));

alter table newsletters.issues add constraint issues_state CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text])));

alter table newsletters.issues add constraint issues_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table newsletters.items add constraint items_issue FOREIGN KEY (issue_id) REFERENCES newsletters.issues(id) ON DELETE CASCADE;

alter table newsletters.items add constraint items_note CHECK (((length(note) >= 1) AND (length(note) <= 1000)));

alter table newsletters.items add constraint items_one UNIQUE (issue_id, place);

alter table newsletters.items add constraint items_pkey PRIMARY KEY (issue_id, practice_id);

alter table newsletters.items add constraint items_place CHECK (((place >= 1) AND (place <= 30)));

alter table newsletters.items add constraint items_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id);

alter table newsletters.readers add constraint readers_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table newsletters.readers add constraint readers_once UNIQUE (fingerprint);

alter table newsletters.readers add constraint readers_pkey PRIMARY KEY (id);

alter table newsletters.readers add constraint readers_token UNIQUE (token_hash);

alter table observatory.areas add constraint areas_boundaries FOREIGN KEY (boundaries_id) REFERENCES observatory.boundaries(id) ON DELETE CASCADE;

alter table observatory.areas add constraint areas_code CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$'::text));

alter table observatory.areas add constraint areas_pkey PRIMARY KEY (boundaries_id, code);

alter table observatory.areas add constraint areas_rings CHECK (((jsonb_typeof(rings) = 'array'::text) AND (jsonb_array_length(rings) >= 1)));

alter table observatory.boundaries add constraint boundaries_area_count CHECK (((area_count >= 1) AND (area_count <= 2000)));

alter table observatory.boundaries add constraint boundaries_code_property CHECK (((length(code_property) >= 1) AND (length(code_property) <= 100)));

alter table observatory.boundaries add constraint boundaries_content_hash CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text));

alter table observatory.boundaries add constraint boundaries_dataset FOREIGN KEY (dataset_id) REFERENCES observatory.datasets(id);

alter table observatory.boundaries add constraint boundaries_edition CHECK ((edition = ANY (ARRAY['nuts-1999'::text, 'nuts-2003'::text, 'nuts-2006'::text, 'nuts-2010'::text, 'nuts-2013'::text, 'nuts-2016'::text, 'nuts-2021'::text, 'nuts-2024'::text, 'other'::text])));

alter table observatory.boundaries add constraint boundaries_file_name CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)));

alter table observatory.boundaries add constraint boundaries_licence CHECK (((length(licence) >= 1) AND (length(licence) <= 200)));

alter table observatory.boundaries add constraint boundaries_of_other_list CHECK (((edition = 'other'::text) = (dataset_id IS NOT NULL)));

alter table observatory.boundaries add constraint boundaries_once UNIQUE NULLS NOT DISTINCT (edition, dataset_id, code_property, content_hash);

alter table observatory.boundaries add constraint boundaries_pkey PRIMARY KEY (id);

alter table observatory.boundaries add constraint boundaries_point_count CHECK ((point_count >= 3));

alter table observatory.boundaries add constraint boundaries_published CHECK (((published ~ '^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$'::text) AND (length(published) <= 40)));

alter table observatory.boundaries add constraint boundaries_source CHECK (((length(source) >= 1) AND (length(source) <= 200)));

alter table observatory.boundaries add constraint boundaries_source_url CHECK (((source_url ~ '^https?://'::text) AND (length(source_url) <= 2000)));

alter table observatory.boundaries add constraint boundaries_tolerance CHECK ((tolerance_km2 >= (0)::numeric));

alter table observatory.codes add constraint codes_code CHECK (((length(code) >= 1) AND (length(code) <= 500)));

alter table observatory.codes add constraint codes_country CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table observatory.codes add constraint codes_dimension FOREIGN KEY (release_id, "position") REFERENCES observatory.dimensions(release_id, "position") ON DELETE CASCADE;

alter table observatory.codes add constraint codes_edition CHECK ((edition = ANY (ARRAY['nuts-1999'::text, 'nuts-2003'::text, 'nuts-2006'::text, 'nuts-2010'::text, 'nuts-2013'::text, 'nuts-2016'::text, 'nuts-2021'::text, 'nuts-2024'::text, 'country'::text, 'other'::text])));

alter table observatory.codes add constraint codes_label CHECK (((length(label) >= 1) AND (length(label) <= 500)));

alter table observatory.codes add constraint codes_once UNIQUE (release_id, "position", code);

alter table observatory.codes add constraint codes_pkey PRIMARY KEY (id);

alter table observatory.datasets add constraint datasets_code UNIQUE (code);

alter table observatory.datasets add constraint datasets_code_shape CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$'::text));

alter table observatory.datasets add constraint datasets_pkey PRIMARY KEY (id);

alter table observatory.datasets add constraint datasets_publisher CHECK (((length(publisher) >= 1) AND (length(publisher) <= 200)));

alter table observatory.datasets add constraint datasets_title CHECK (((length(title) >= 1) AND (length(title) <= 500)));

alter table observatory.dimensions add constraint dimensions_code CHECK (((length(code) >= 1) AND (length(code) <= 200)));

alter table observatory.dimensions add constraint dimensions_label CHECK (((length(label) >= 1) AND (length(label) <= 500)));

alter table observatory.dimensions add constraint dimensions_once UNIQUE (release_id, code);

alter table observatory.dimensions add constraint dimensions_pkey PRIMARY KEY (release_id, "position");

alter table observatory.dimensions add constraint dimensions_position CHECK ((("position" >= 1) AND ("position" <= 30)));

alter table observatory.dimensions add constraint dimensions_release FOREIGN KEY (release_id) REFERENCES observatory.releases(id) ON DELETE CASCADE;

alter table observatory.indicator_versions add constraint indicator_versions_aggregation CHECK ((aggregation = ANY (ARRAY['sum'::text, 'weighted-mean'::text, 'none'::text])));

alter table observatory.indicator_versions add constraint indicator_versions_dataset FOREIGN KEY (dataset_id) REFERENCES observatory.datasets(id);

alter table observatory.indicator_versions add constraint indicator_versions_definition CHECK (((length(definition) >= 1) AND (length(definition) <= 2000)));

alter table observatory.indicator_versions add constraint indicator_versions_denominator CHECK (((length(denominator) >= 1) AND (length(denominator) <= 500)));

alter table observatory.indicator_versions add constraint indicator_versions_direction CHECK ((direction = ANY (ARRAY['higher-is-better'::text, 'lower-is-better'::text, 'neither'::text])));

alter table observatory.indicator_versions add constraint indicator_versions_indicator FOREIGN KEY (indicator_id) REFERENCES observatory.indicators(id) ON DELETE CASCADE;

alter table observatory.indicator_versions add constraint indicator_versions_key_object CHECK ((jsonb_typeof(key) = 'object'::text));

alter table observatory.indicator_versions add constraint indicator_versions_language CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text));

alter table observatory.indicator_versions add constraint indicator_versions_name CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table observatory.indicator_versions add constraint indicator_versions_no CHECK ((no >= 1));

alter table observatory.indicator_versions add constraint indicator_versions_numerator CHECK (((length(numerator) >= 1) AND (length(numerator) <= 500)));

alter table observatory.indicator_versions add constraint indicator_versions_own_count CHECK ((own_count = ANY (ARRAY['people'::text, 'started'::text, 'pairs'::text, 'person-outcomes'::text])));

alter table observatory.indicator_versions add constraint indicator_versions_pkey PRIMARY KEY (indicator_id, no);

alter table observatory.indicator_versions add constraint indicator_versions_place CHECK (((dataset_id IS NULL) = (place_dimension IS NULL)));

alter table observatory.indicator_versions add constraint indicator_versions_place_dimension CHECK (((length(place_dimension) >= 1) AND (length(place_dimension) <= 200)));

alter table observatory.indicator_versions add constraint indicator_versions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 500)));

alter table observatory.indicator_versions add constraint indicator_versions_source CHECK (((dataset_id IS NOT NULL) OR (own_count IS NOT NULL)));

alter table observatory.indicator_versions add constraint indicator_versions_unit CHECK (((length(unit) >= 1) AND (length(unit) <= 200)));

alter table observatory.indicators add constraint indicators_pkey PRIMARY KEY (id);

alter table observatory.releases add constraint releases_content_hash CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text));

alter table observatory.releases add constraint releases_dataset FOREIGN KEY (dataset_id) REFERENCES observatory.datasets(id) ON DELETE CASCADE;

alter table observatory.releases add constraint releases_file_name CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)));

alter table observatory.releases add constraint releases_format CHECK ((format = ANY (ARRAY['sdmx-csv-1'::text, 'sdmx-csv-2'::text, 'explorer-csv'::text, 'matrix-xlsx'::text, 'json-stat'::text])));

alter table observatory.releases add constraint releases_in_dataset UNIQUE (dataset_id, no);

alter table observatory.releases add constraint releases_licence CHECK (((length(licence) >= 1) AND (length(licence) <= 200)));

alter table observatory.releases add constraint releases_no CHECK ((no >= 1));

alter table observatory.releases add constraint releases_notes CHECK ((jsonb_typeof(notes) = 'array'::text));

alter table observatory.releases add constraint releases_once UNIQUE (dataset_id, content_hash);

alter table observatory.releases add constraint releases_pkey PRIMARY KEY (id);

alter table observatory.releases add constraint releases_published CHECK (((published ~ '^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$'::text) AND (length(published) <= 40)));

alter table observatory.releases add constraint releases_source_url CHECK (((source_url ~ '^https?://'::text) AND (length(source_url) <= 2000)));

alter table observatory.releases add constraint releases_title CHECK (((length(title) >= 1) AND (length(title) <= 500)));

alter table observatory.releases add constraint releases_unit CHECK ((length(unit) <= 200));

alter table observatory.releases add constraint releases_warnings CHECK ((jsonb_typeof(warnings) = 'array'::text));

alter table observatory.series add constraint series_codes CHECK (((cardinality(codes) >= 1) AND (cardinality(codes) <= 30)));

alter table observatory.series add constraint series_lists CHECK (((cardinality(figures) = cardinality(periods)) AND (cardinality(flags) = cardinality(periods)) AND (cardinality(confidentiality) = cardinality(periods))));

alter table observatory.series add constraint series_no CHECK ((no >= 1));

alter table observatory.series add constraint series_once UNIQUE (release_id, codes);

alter table observatory.series add constraint series_periods CHECK (((cardinality(periods) >= 1) AND observatory.in_order(periods)));

alter table observatory.series add constraint series_pkey PRIMARY KEY (release_id, no);

alter table observatory.series add constraint series_release FOREIGN KEY (release_id) REFERENCES observatory.releases(id) ON DELETE CASCADE;

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

alter table opportunities.answers add constraint answers_field CHECK ((field ~ '^[a-z-]{1,40}$'::text));

alter table opportunities.answers add constraint answers_pkey PRIMARY KEY (venture_id, field);

alter table opportunities.answers add constraint answers_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table opportunities.history add constraint history_kind CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text, 'published'::text, 'renewed'::text, 'expired'::text, 'withdrawn'::text])));

alter table opportunities.history add constraint history_opportunity FOREIGN KEY (opportunity_id, office_id) REFERENCES opportunities.opportunities(id, office_id);

alter table opportunities.history add constraint history_pkey PRIMARY KEY (id);

alter table opportunities.opportunities add constraint opportunities_amount CHECK (((amount_minor IS NULL) = (amount_currency IS NULL)));

alter table opportunities.opportunities add constraint opportunities_amount_currency CHECK ((amount_currency ~ '^[A-Z]{3}$'::text));

alter table opportunities.opportunities add constraint opportunities_amount_positive CHECK ((amount_minor > 0));

alter table opportunities.opportunities add constraint opportunities_at_end CHECK ((at_end = ANY (ARRAY['origin'::text, 'destination'::text, 'both'::text])));

alter table opportunities.opportunities add constraint opportunities_audiences CHECK ((audiences <@ ARRAY['women'::text, 'repatriates'::text, 'returnees'::text, 'seasonal-workers'::text, 'refugees'::text, 'youth'::text]));

alter table opportunities.opportunities add constraint opportunities_code UNIQUE (office_id, code);

alter table opportunities.opportunities add constraint opportunities_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table opportunities.opportunities add constraint opportunities_conditions CHECK (opportunities.are_conditions(conditions));

alter table opportunities.opportunities add constraint opportunities_corridors CHECK ((cardinality(corridor_ids) <= 20));

alter table opportunities.opportunities add constraint opportunities_keeper UNIQUE (id, office_id);

alter table opportunities.opportunities add constraint opportunities_kind CHECK ((kind = ANY (ARRAY['sector'::text, 'site'::text, 'partner'::text, 'call'::text, 'incentive'::text])));

alter table opportunities.opportunities add constraint opportunities_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table opportunities.opportunities add constraint opportunities_opening FOREIGN KEY (opening_id) REFERENCES places.openings(id);

alter table opportunities.opportunities add constraint opportunities_pkey PRIMARY KEY (id);

alter table opportunities.opportunities add constraint opportunities_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table opportunities.opportunities add constraint opportunities_published CHECK (((state <> ALL (ARRAY['published'::text, 'expired'::text])) OR (published_revision IS NOT NULL)));

alter table opportunities.opportunities add constraint opportunities_reported CHECK ((reported ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table opportunities.opportunities add constraint opportunities_sectors CHECK ((cardinality(sectors) <= 40));

alter table opportunities.opportunities add constraint opportunities_source CHECK ((jsonb_typeof(source) = 'object'::text));

alter table opportunities.opportunities add constraint opportunities_stages CHECK ((stages <@ ARRAY['idea'::text, 'planning'::text, 'registering'::text, 'trading'::text, 'growing'::text, 'paused'::text, 'closed'::text]));

alter table opportunities.opportunities add constraint opportunities_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'expired'::text, 'withdrawn'::text])));

alter table opportunities.opportunities add constraint opportunities_validity CHECK ((valid_until >= valid_from));

alter table opportunities.responses add constraint responses_opportunity FOREIGN KEY (opportunity_id) REFERENCES opportunities.opportunities(id);

alter table opportunities.responses add constraint responses_pkey PRIMARY KEY (opportunity_id, venture_id);

alter table opportunities.responses add constraint responses_stance CHECK ((stance = ANY (ARRAY['interested'::text, 'not-for-me'::text])));

alter table opportunities.responses add constraint responses_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table peerreviews.comments add constraint comments_pkey PRIMARY KEY (id);

alter table peerreviews.comments add constraint comments_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.comments add constraint comments_side CHECK ((side = ANY (ARRAY['office'::text, 'team'::text])));

alter table peerreviews.comments add constraint comments_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table peerreviews.events add constraint events_kind CHECK ((kind = ANY (ARRAY['proposed'::text, 'agree'::text, 'decline'::text, 'invited'::text, 'declined-invitation'::text, 'joined'::text, 'left'::text, 'form-sent'::text, 'share'::text, 'take-back'::text, 'send-back'::text, 'agree-report'::text, 'publish'::text, 'close'::text, 'end'::text, 'followed-up'::text])));

alter table peerreviews.events add constraint events_pkey PRIMARY KEY (id);

alter table peerreviews.events add constraint events_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.events add constraint events_words CHECK (((length(words) >= 1) AND (length(words) <= 1000)));

alter table peerreviews.findings add constraint findings_evidence CHECK (((length(evidence) >= 1) AND (length(evidence) <= 2000)));

alter table peerreviews.findings add constraint findings_kind CHECK ((kind = ANY (ARRAY['strength'::text, 'gap'::text])));

alter table peerreviews.findings add constraint findings_pkey PRIMARY KEY (id);

alter table peerreviews.findings add constraint findings_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.findings add constraint findings_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table peerreviews.follow_ups add constraint follow_ups_done CHECK (((length(done) >= 1) AND (length(done) <= 4000)));

alter table peerreviews.follow_ups add constraint follow_ups_done_by CHECK ((((done IS NULL) = (done_at IS NULL)) AND ((done IS NULL) = (done_by IS NULL))));

alter table peerreviews.follow_ups add constraint follow_ups_months CHECK ((months = ANY (ARRAY[6, 12])));

alter table peerreviews.follow_ups add constraint follow_ups_pkey PRIMARY KEY (review_id, months);

alter table peerreviews.follow_ups add constraint follow_ups_reply CHECK (((length(reply) >= 1) AND (length(reply) <= 4000)));

alter table peerreviews.follow_ups add constraint follow_ups_reply_by CHECK ((((reply IS NULL) = (reply_at IS NULL)) AND ((reply IS NULL) = (reply_by IS NULL)) AND ((reply IS NULL) OR (done IS NOT NULL))));

alter table peerreviews.follow_ups add constraint follow_ups_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.invitations add constraint invitations_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table peerreviews.invitations add constraint invitations_pkey PRIMARY KEY (review_id, office_id);

alter table peerreviews.invitations add constraint invitations_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.notes add constraint notes_pkey PRIMARY KEY (id);

alter table peerreviews.notes add constraint notes_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.peers add constraint peers_invited FOREIGN KEY (review_id, office_id) REFERENCES peerreviews.invitations(review_id, office_id) ON DELETE CASCADE;

alter table peerreviews.peers add constraint peers_pkey PRIMARY KEY (review_id, account_id);

alter table peerreviews.peers add constraint peers_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.questions add constraint questions_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 4000)));

alter table peerreviews.questions add constraint questions_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))));

alter table peerreviews.questions add constraint questions_pkey PRIMARY KEY (id);

alter table peerreviews.questions add constraint questions_question CHECK (((length(question) >= 1) AND (length(question) <= 2000)));

alter table peerreviews.questions add constraint questions_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.readings add constraint readings_address CHECK (((length(address) >= 1) AND (length(address) <= 500)));

alter table peerreviews.readings add constraint readings_author CHECK (((length(author) >= 1) AND (length(author) <= 200)));

alter table peerreviews.readings add constraint readings_note CHECK (((length(note) >= 1) AND (length(note) <= 1000)));

alter table peerreviews.readings add constraint readings_pkey PRIMARY KEY (id);

alter table peerreviews.readings add constraint readings_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.readings add constraint readings_title CHECK (((length(title) >= 1) AND (length(title) <= 300)));

alter table peerreviews.readings add constraint readings_year CHECK (((year >= 1500) AND (year <= 2200)));

alter table peerreviews.recommendations add constraint recommendations_answer CHECK ((answer = ANY (ARRAY['accepted'::text, 'partly'::text, 'not'::text])));

alter table peerreviews.recommendations add constraint recommendations_answer_reason CHECK (((length(answer_reason) >= 1) AND (length(answer_reason) <= 2000)));

alter table peerreviews.recommendations add constraint recommendations_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) OR (answer = 'accepted'::text) OR (answer_reason IS NOT NULL))));

alter table peerreviews.recommendations add constraint recommendations_pkey PRIMARY KEY (id);

alter table peerreviews.recommendations add constraint recommendations_priority CHECK ((priority = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])));

alter table peerreviews.recommendations add constraint recommendations_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.recommendations add constraint recommendations_state CHECK ((state = ANY (ARRAY['open'::text, 'in-work'::text, 'done'::text, 'dropped'::text])));

alter table peerreviews.recommendations add constraint recommendations_state_words CHECK (((length(state_words) >= 1) AND (length(state_words) <= 2000)));

alter table peerreviews.recommendations add constraint recommendations_to_whom CHECK (((length(to_whom) >= 1) AND (length(to_whom) <= 200)));

alter table peerreviews.recommendations add constraint recommendations_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table peerreviews.recommendations add constraint recommendations_worked CHECK ((((state = 'open'::text) OR (answer IS NOT NULL)) AND ((state = 'open'::text) OR (state_on IS NOT NULL))));

alter table peerreviews.reviews add constraint reviews_about CHECK (((length(about) >= 1) AND (length(about) <= 2000)));

alter table peerreviews.reviews add constraint reviews_asked_side CHECK ((asked_side = ANY (ARRAY['office'::text, 'network'::text])));

alter table peerreviews.reviews add constraint reviews_decided CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((state = ANY (ARRAY['proposed'::text, 'ended'::text])) OR (decided_by IS NOT NULL))));

alter table peerreviews.reviews add constraint reviews_end_reason CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 1000)));

alter table peerreviews.reviews add constraint reviews_ended CHECK ((((ended_at IS NOT NULL) = (state = ANY (ARRAY['declined'::text, 'closed'::text, 'ended'::text]))) AND ((state <> ALL (ARRAY['declined'::text, 'ended'::text])) OR (end_reason IS NOT NULL))));

alter table peerreviews.reviews add constraint reviews_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table peerreviews.reviews add constraint reviews_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table peerreviews.reviews add constraint reviews_pkey PRIMARY KEY (id);

alter table peerreviews.reviews add constraint reviews_policy CHECK (((length(policy) >= 1) AND (length(policy) <= 200)));

alter table peerreviews.reviews add constraint reviews_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id);

alter table peerreviews.reviews add constraint reviews_published CHECK ((((published_at IS NULL) = (published_by IS NULL)) AND ((published_at IS NULL) OR (report_at IS NOT NULL))));

alter table peerreviews.reviews add constraint reviews_report CHECK (((report_at IS NOT NULL) = (state = ANY (ARRAY['agreed'::text, 'closed'::text]))));

alter table peerreviews.reviews add constraint reviews_sheet UNIQUE (sheet_id);

alter table peerreviews.reviews add constraint reviews_sheet_exists FOREIGN KEY (sheet_id) REFERENCES instruments.sheets(id);

alter table peerreviews.reviews add constraint reviews_state CHECK ((state = ANY (ARRAY['proposed'::text, 'declined'::text, 'preparing'::text, 'commenting'::text, 'agreed'::text, 'closed'::text, 'ended'::text])));

alter table peerreviews.reviews add constraint reviews_subject CHECK (((practice_id IS NULL) <> (policy IS NULL)));

alter table peerreviews.reviews add constraint reviews_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)));

alter table peerreviews.reviews add constraint reviews_visit CHECK ((((visit_from IS NULL) = (visit_until IS NULL)) AND (visit_until >= visit_from)));

alter table peerreviews.reviews add constraint reviews_visit_needs CHECK (((length(visit_needs) >= 1) AND (length(visit_needs) <= 2000)));

alter table peerreviews.sessions add constraint sessions_needs CHECK (((length(needs) >= 1) AND (length(needs) <= 500)));

alter table peerreviews.sessions add constraint sessions_order CHECK ((ends > starts));

alter table peerreviews.sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table peerreviews.sessions add constraint sessions_review FOREIGN KEY (review_id) REFERENCES peerreviews.reviews(id) ON DELETE CASCADE;

alter table peerreviews.sessions add constraint sessions_what CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table peerreviews.sessions add constraint sessions_who CHECK (((length(who) >= 1) AND (length(who) <= 300)));

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

alter table plans.approvals add constraint approvals_draft FOREIGN KEY (draft_id) REFERENCES plans.drafts(id) ON DELETE CASCADE;

alter table plans.approvals add constraint approvals_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table plans.approvals add constraint approvals_pkey PRIMARY KEY (draft_id, office_id);

alter table plans.approvals add constraint approvals_two_people UNIQUE (draft_id, account_id);

alter table plans.authors add constraint authors_draft FOREIGN KEY (draft_id) REFERENCES plans.drafts(id) ON DELETE CASCADE;

alter table plans.authors add constraint authors_pkey PRIMARY KEY (draft_id, account_id);

alter table plans.drafts add constraint drafts_advice CHECK (((length(advice) >= 1) AND (length(advice) <= 2000)));

alter table plans.drafts add constraint drafts_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (length((content)::text) <= 2000000)));

alter table plans.drafts add constraint drafts_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table plans.drafts add constraint drafts_one UNIQUE (plan_id);

alter table plans.drafts add constraint drafts_pkey PRIMARY KEY (id);

alter table plans.drafts add constraint drafts_plan FOREIGN KEY (plan_id) REFERENCES plans.plans(id) ON DELETE CASCADE;

alter table plans.drafts add constraint drafts_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table plans.drafts add constraint drafts_returned CHECK (((state <> 'returned'::text) OR (advice IS NOT NULL)));

alter table plans.drafts add constraint drafts_sent CHECK (((state <> 'waiting'::text) OR (sent_at IS NOT NULL)));

alter table plans.drafts add constraint drafts_state CHECK ((state = ANY (ARRAY['writing'::text, 'waiting'::text, 'returned'::text])));

alter table plans.plans add constraint plans_code UNIQUE (code);

alter table plans.plans add constraint plans_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 80)));

alter table plans.plans add constraint plans_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table plans.plans add constraint plans_other_office FOREIGN KEY (other_office_id) REFERENCES offices.offices(id);

alter table plans.plans add constraint plans_other_place FOREIGN KEY (other_place_id) REFERENCES places.places(id);

alter table plans.plans add constraint plans_pkey PRIMARY KEY (id);

alter table plans.plans add constraint plans_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table plans.plans add constraint plans_two_ends CHECK ((((other_place_id IS NULL) = (other_office_id IS NULL)) AND (other_place_id IS DISTINCT FROM place_id) AND (other_office_id IS DISTINCT FROM office_id)));

alter table plans.plans add constraint plans_version CHECK ((version >= 0));

alter table plans.reports add constraint reports_content CHECK (((jsonb_typeof(content) = 'object'::text) AND (length((content)::text) <= 1000000)));

alter table plans.reports add constraint reports_day CHECK (((on_day >= '1990-01-01'::date) AND (on_day <= '2200-12-31'::date)));

alter table plans.reports add constraint reports_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table plans.reports add constraint reports_pkey PRIMARY KEY (id);

alter table plans.reports add constraint reports_plan FOREIGN KEY (plan_id) REFERENCES plans.plans(id);

alter table plans.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table plans.versions add constraint versions_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table plans.versions add constraint versions_number CHECK ((number >= 1));

alter table plans.versions add constraint versions_once UNIQUE (plan_id, number);

alter table plans.versions add constraint versions_pkey PRIMARY KEY (id);

alter table plans.versions add constraint versions_plan FOREIGN KEY (plan_id) REFERENCES plans.plans(id);

alter table plans.versions add constraint versions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table plans.versions add constraint versions_two_people CHECK (((NOT (approvers && authors)) AND (cardinality(approvers) >= 1)));

alter table practicefairs.fairs add constraint fairs_about CHECK (((length(about) >= 1) AND (length(about) <= 4000)));

alter table practicefairs.fairs add constraint fairs_because CHECK (((length(because) >= 1) AND (length(because) <= 1000)));

alter table practicefairs.fairs add constraint fairs_days CHECK (((until_day >= from_day) AND (until_day <= (from_day + 92))));

alter table practicefairs.fairs add constraint fairs_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table practicefairs.fairs add constraint fairs_pkey PRIMARY KEY (id);

alter table practicefairs.fairs add constraint fairs_state CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'withdrawn'::text])));

alter table practicefairs.fairs add constraint fairs_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table practicefairs.fairs add constraint fairs_withdrawn CHECK (((state = 'withdrawn'::text) = (because IS NOT NULL)));

alter table practicefairs.links add constraint links_link CHECK (((link ~ '^https://[^\s]+$'::text) AND (length(link) <= 500)));

alter table practicefairs.links add constraint links_pkey PRIMARY KEY (talk_id);

alter table practicefairs.links add constraint links_talk FOREIGN KEY (fair_id, talk_id) REFERENCES practicefairs.talks(fair_id, id) ON DELETE CASCADE;

alter table practicefairs.stands add constraint stands_fair FOREIGN KEY (fair_id) REFERENCES practicefairs.fairs(id) ON DELETE CASCADE;

alter table practicefairs.stands add constraint stands_pkey PRIMARY KEY (fair_id, practice_id);

alter table practicefairs.stands add constraint stands_place CHECK (((place >= 1) AND (place <= 30)));

alter table practicefairs.stands add constraint stands_places UNIQUE (fair_id, place);

alter table practicefairs.stands add constraint stands_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id);

alter table practicefairs.talks add constraint talks_called_off_length CHECK (((length(called_off) >= 1) AND (length(called_off) <= 1000)));

alter table practicefairs.talks add constraint talks_minutes CHECK (((minutes >= 10) AND (minutes <= 480)));

alter table practicefairs.talks add constraint talks_moved CHECK (((moved_from IS NULL) = (moved_at IS NULL)));

alter table practicefairs.talks add constraint talks_of_fair UNIQUE (fair_id, id);

alter table practicefairs.talks add constraint talks_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table practicefairs.talks add constraint talks_pkey PRIMARY KEY (id);

alter table practicefairs.talks add constraint talks_speaker CHECK (((length(speaker) >= 1) AND (length(speaker) <= 200)));

alter table practicefairs.talks add constraint talks_stand FOREIGN KEY (fair_id, practice_id) REFERENCES practicefairs.stands(fair_id, practice_id) ON DELETE CASCADE;

alter table practices.authors add constraint authors_draft FOREIGN KEY (draft_id) REFERENCES practices.drafts(id) ON DELETE CASCADE;

alter table practices.authors add constraint authors_pkey PRIMARY KEY (draft_id, account_id);

alter table practices.corridors add constraint corridors_destination FOREIGN KEY (destination_id) REFERENCES places.places(id);

alter table practices.corridors add constraint corridors_destination_name CHECK (((length(destination_name) >= 1) AND (length(destination_name) <= 200)));

alter table practices.corridors add constraint corridors_origin FOREIGN KEY (origin_id) REFERENCES places.places(id);

alter table practices.corridors add constraint corridors_origin_name CHECK (((length(origin_name) >= 1) AND (length(origin_name) <= 200)));

alter table practices.corridors add constraint corridors_pkey PRIMARY KEY (practice_id, "position");

alter table practices.corridors add constraint corridors_position CHECK (("position" >= 0));

alter table practices.corridors add constraint corridors_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table practices.drafts add constraint drafts_advice CHECK (((length(advice) >= 1) AND (length(advice) <= 2000)));

alter table practices.drafts add constraint drafts_code UNIQUE (code);

alter table practices.drafts add constraint drafts_code_shape CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 120)));

alter table practices.drafts add constraint drafts_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table practices.drafts add constraint drafts_lang CHECK ((lang ~ '^[a-z]{2,3}$'::text));

alter table practices.drafts add constraint drafts_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table practices.drafts add constraint drafts_pkey PRIMARY KEY (id);

alter table practices.drafts add constraint drafts_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table practices.drafts add constraint drafts_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table practices.drafts add constraint drafts_returned CHECK (((state <> 'returned'::text) OR (advice IS NOT NULL)));

alter table practices.drafts add constraint drafts_sent CHECK (((state <> 'waiting'::text) OR (sent_at IS NOT NULL)));

alter table practices.drafts add constraint drafts_state CHECK ((state = ANY (ARRAY['writing'::text, 'waiting'::text, 'returned'::text])));

alter table practices.pictures add constraint pictures_agreed CHECK (agreed);

alter table practices.pictures add constraint pictures_content CHECK (((length(content) >= 1) AND (length(content) <= 1500000)));

alter table practices.pictures add constraint pictures_draft FOREIGN KEY (draft_id) REFERENCES practices.drafts(id) ON DELETE CASCADE;

alter table practices.pictures add constraint pictures_height CHECK (((height >= 1) AND (height <= 8000)));

alter table practices.pictures add constraint pictures_media_type CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));

alter table practices.pictures add constraint pictures_of_one CHECK (((draft_id IS NULL) <> (practice_id IS NULL)));

alter table practices.pictures add constraint pictures_once UNIQUE (draft_id, sha256);

alter table practices.pictures add constraint pictures_pkey PRIMARY KEY (id);

alter table practices.pictures add constraint pictures_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table practices.pictures add constraint pictures_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table practices.pictures add constraint pictures_width CHECK (((width >= 1) AND (width <= 8000)));

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

alter table practices.practices add constraint practices_features CHECK (practices.are_features(features));

alter table practices.practices add constraint practices_keeper FOREIGN KEY (keeper_id) REFERENCES offices.offices(id);

alter table practices.practices add constraint practices_objectives CHECK (practices.are_translated(objectives));

alter table practices.practices add constraint practices_obstacles CHECK (practices.are_translated(obstacles));

alter table practices.practices add constraint practices_partners_elsewhere CHECK (practices.are_translated(partners_elsewhere));

alter table practices.practices add constraint practices_partners_same_community CHECK (practices.are_translated(partners_same_community));

alter table practices.practices add constraint practices_pictures CHECK (practices.are_pictures(pictures));

alter table practices.practices add constraint practices_pkey PRIMARY KEY (id);

alter table practices.practices add constraint practices_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table practices.practices add constraint practices_reported CHECK ((reported ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_source CHECK ((jsonb_typeof(source) = 'object'::text));

alter table practices.practices add constraint practices_standing CHECK ((standing = ANY (ARRAY['reported'::text, 'confirmed'::text, 'ended'::text])));

alter table practices.practices add constraint practices_standing_on CHECK ((standing_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_starts CHECK ((starts ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table practices.practices add constraint practices_success_features CHECK (practices.are_translated(success_features));

alter table practices.practices add constraint practices_version CHECK ((version >= 0));

alter table practices.practices add constraint practices_website CHECK (((website ~ '^https?://'::text) AND (length(website) <= 2000)));

alter table practices.versions add constraint versions_content CHECK ((jsonb_typeof(content) = 'object'::text));

alter table practices.versions add constraint versions_number CHECK ((number >= 1));

alter table practices.versions add constraint versions_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table practices.versions add constraint versions_once UNIQUE (practice_id, number);

alter table practices.versions add constraint versions_pkey PRIMARY KEY (id);

alter table practices.versions add constraint versions_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table practices.versions add constraint versions_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table practices.versions add constraint versions_two_people CHECK (((published_by IS NULL) OR (published_by <> ALL (authors))));

alter table practices.versions add constraint versions_written CHECK ((((draft_id IS NULL) = (reason IS NULL)) AND ((draft_id IS NULL) = (published_by IS NULL))));

alter table projects.attendance add constraint attendance_meeting FOREIGN KEY (project_id, meeting_id) REFERENCES projects.meetings(project_id, id) ON DELETE CASCADE;

alter table projects.attendance add constraint attendance_partner FOREIGN KEY (project_id, office_id) REFERENCES projects.partners(project_id, office_id);

alter table projects.attendance add constraint attendance_pkey PRIMARY KEY (meeting_id, office_id);

alter table projects.changes add constraint changes_about_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table projects.changes add constraint changes_deed CHECK ((deed = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text])));

alter table projects.changes add constraint changes_kind CHECK ((kind = ANY (ARRAY['projects'::text, 'partners'::text, 'packages'::text, 'deliverables'::text, 'meetings'::text, 'corridors'::text, 'criteria'::text, 'evaluations'::text])));

alter table projects.changes add constraint changes_label CHECK ((length(label) <= 500));

alter table projects.changes add constraint changes_office FOREIGN KEY (by_office_id) REFERENCES offices.offices(id);

alter table projects.changes add constraint changes_pkey PRIMARY KEY (id);

alter table projects.changes add constraint changes_project FOREIGN KEY (project_id) REFERENCES projects.projects(id) ON DELETE CASCADE;

alter table projects.corridors add constraint corridors_destination FOREIGN KEY (destination_id) REFERENCES places.places(id);

alter table projects.corridors add constraint corridors_origin FOREIGN KEY (origin_id) REFERENCES places.places(id);

alter table projects.corridors add constraint corridors_pkey PRIMARY KEY (project_id, origin_id, destination_id);

alter table projects.corridors add constraint corridors_project FOREIGN KEY (project_id) REFERENCES projects.projects(id) ON DELETE CASCADE;

alter table projects.corridors add constraint corridors_two_places CHECK ((origin_id <> destination_id));

alter table projects.criteria add constraint criteria_baseline CHECK (((length(baseline) >= 1) AND (length(baseline) <= 300)));

alter table projects.criteria add constraint criteria_evaluator CHECK (((length(evaluator) >= 1) AND (length(evaluator) <= 200)));

alter table projects.criteria add constraint criteria_measure CHECK (((length(measure) >= 1) AND (length(measure) <= 500)));

alter table projects.criteria add constraint criteria_number CHECK (((number >= 1) AND (number <= 50)));

alter table projects.criteria add constraint criteria_number_once UNIQUE (project_id, number);

alter table projects.criteria add constraint criteria_of_project UNIQUE (project_id, id);

alter table projects.criteria add constraint criteria_pkey PRIMARY KEY (id);

alter table projects.criteria add constraint criteria_project FOREIGN KEY (project_id) REFERENCES projects.projects(id) ON DELETE CASCADE;

alter table projects.criteria add constraint criteria_question CHECK (((length(question) >= 1) AND (length(question) <= 500)));

alter table projects.criteria add constraint criteria_target CHECK (((length(target) >= 1) AND (length(target) <= 300)));

alter table projects.deliverables add constraint deliverables_file FOREIGN KEY (file_id) REFERENCES files.files(id) ON DELETE SET NULL;

alter table projects.deliverables add constraint deliverables_handed_in CHECK ((((handed_in_on IS NOT NULL) = (state <> 'planned'::text)) AND ((accepted_on IS NOT NULL) = (state = 'accepted'::text))));

alter table projects.deliverables add constraint deliverables_link CHECK (((link ~ '^https://'::text) AND (length(link) <= 500)));

alter table projects.deliverables add constraint deliverables_package FOREIGN KEY (project_id, package_id) REFERENCES projects.packages(project_id, id) ON DELETE CASCADE;

alter table projects.deliverables add constraint deliverables_partner FOREIGN KEY (project_id, office_id) REFERENCES projects.partners(project_id, office_id);

alter table projects.deliverables add constraint deliverables_pkey PRIMARY KEY (id);

alter table projects.deliverables add constraint deliverables_state CHECK ((state = ANY (ARRAY['planned'::text, 'handed-in'::text, 'accepted'::text])));

alter table projects.deliverables add constraint deliverables_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table projects.evaluations add constraint evaluations_evaluator CHECK (((length(evaluator) >= 1) AND (length(evaluator) <= 200)));

alter table projects.evaluations add constraint evaluations_of_project UNIQUE (project_id, id);

alter table projects.evaluations add constraint evaluations_once UNIQUE (project_id, phase);

alter table projects.evaluations add constraint evaluations_phase CHECK ((phase = ANY (ARRAY['mid-term'::text, 'final'::text])));

alter table projects.evaluations add constraint evaluations_pkey PRIMARY KEY (id);

alter table projects.evaluations add constraint evaluations_project FOREIGN KEY (project_id) REFERENCES projects.projects(id) ON DELETE CASCADE;

alter table projects.evaluations add constraint evaluations_summary CHECK (((length(summary) >= 1) AND (length(summary) <= 4000)));

alter table projects.findings add constraint findings_criterion FOREIGN KEY (project_id, criterion_id) REFERENCES projects.criteria(project_id, id);

alter table projects.findings add constraint findings_evaluation FOREIGN KEY (project_id, evaluation_id) REFERENCES projects.evaluations(project_id, id) ON DELETE CASCADE;

alter table projects.findings add constraint findings_evidence CHECK (((length(evidence) >= 1) AND (length(evidence) <= 1000)));

alter table projects.findings add constraint findings_found CHECK (((length(found) >= 1) AND (length(found) <= 2000)));

alter table projects.findings add constraint findings_measured CHECK ((((result = 'not-measurable'::text) AND (reason IS NOT NULL) AND (found IS NULL)) OR ((result <> 'not-measurable'::text) AND (reason IS NULL) AND (found IS NOT NULL) AND (evidence IS NOT NULL))));

alter table projects.findings add constraint findings_pkey PRIMARY KEY (evaluation_id, criterion_id);

alter table projects.findings add constraint findings_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)));

alter table projects.findings add constraint findings_result CHECK ((result = ANY (ARRAY['reached'::text, 'in-part'::text, 'not-reached'::text, 'not-measurable'::text])));

alter table projects.meetings add constraint meetings_agenda CHECK (((length(agenda) >= 1) AND (length(agenda) <= 4000)));

alter table projects.meetings add constraint meetings_because CHECK (((length(because) >= 1) AND (length(because) <= 1000)));

alter table projects.meetings add constraint meetings_called_off CHECK (((state = 'called-off'::text) = (because IS NOT NULL)));

alter table projects.meetings add constraint meetings_closed CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));

alter table projects.meetings add constraint meetings_decisions CHECK (((length(decisions) >= 1) AND (length(decisions) <= 4000)));

alter table projects.meetings add constraint meetings_link CHECK (((link ~ '^https://'::text) AND (length(link) <= 300)));

alter table projects.meetings add constraint meetings_minutes CHECK ((((state = ANY (ARRAY['held'::text, 'closed'::text])) = (said IS NOT NULL)) AND ((decisions IS NULL) OR (said IS NOT NULL))));

alter table projects.meetings add constraint meetings_of_project UNIQUE (project_id, id);

alter table projects.meetings add constraint meetings_partner FOREIGN KEY (project_id, office_id) REFERENCES projects.partners(project_id, office_id);

alter table projects.meetings add constraint meetings_pkey PRIMARY KEY (id);

alter table projects.meetings add constraint meetings_said CHECK (((length(said) >= 1) AND (length(said) <= 5000)));

alter table projects.meetings add constraint meetings_state CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'closed'::text, 'called-off'::text])));

alter table projects.meetings add constraint meetings_times CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '3 days'::interval))));

alter table projects.meetings add constraint meetings_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table projects.meetings add constraint meetings_venue CHECK (((length(venue) >= 1) AND (length(venue) <= 300)));

alter table projects.meetings add constraint meetings_where CHECK (((venue IS NOT NULL) OR (link IS NOT NULL)));

alter table projects.meetings add constraint meetings_zone CHECK ((zone ~ '^[A-Za-z0-9_+/-]{1,60}$'::text));

alter table projects.packages add constraint packages_days CHECK ((until_day > from_day));

alter table projects.packages add constraint packages_number CHECK (((number >= 1) AND (number <= 50)));

alter table projects.packages add constraint packages_number_once UNIQUE (project_id, number);

alter table projects.packages add constraint packages_of_project UNIQUE (project_id, id);

alter table projects.packages add constraint packages_partner FOREIGN KEY (project_id, office_id) REFERENCES projects.partners(project_id, office_id);

alter table projects.packages add constraint packages_pkey PRIMARY KEY (id);

alter table projects.packages add constraint packages_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table projects.partners add constraint partners_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table projects.partners add constraint partners_pkey PRIMARY KEY (project_id, office_id);

alter table projects.partners add constraint partners_project FOREIGN KEY (project_id) REFERENCES projects.projects(id) ON DELETE CASCADE;

alter table projects.partners add constraint partners_task CHECK (((length(task) >= 1) AND (length(task) <= 300)));

alter table projects.projects add constraint projects_acronym CHECK (((length(acronym) >= 1) AND (length(acronym) <= 30)));

alter table projects.projects add constraint projects_agreement CHECK (((length(agreement) >= 1) AND (length(agreement) <= 60)));

alter table projects.projects add constraint projects_days CHECK (((until_day > from_day) AND (until_day <= (from_day + 3653))));

alter table projects.projects add constraint projects_funder CHECK (((length(funder) >= 1) AND (length(funder) <= 200)));

alter table projects.projects add constraint projects_lead FOREIGN KEY (lead_id) REFERENCES offices.offices(id);

alter table projects.projects add constraint projects_pkey PRIMARY KEY (id);

alter table projects.projects add constraint projects_purpose CHECK (((length(purpose) >= 1) AND (length(purpose) <= 2000)));

alter table projects.projects add constraint projects_title CHECK (((length(title) >= 1) AND (length(title) <= 200)));

alter table readiness.answers add constraint answers_assessment FOREIGN KEY (assessment_id, person_id, office_id) REFERENCES readiness.assessments(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table readiness.answers add constraint answers_pkey PRIMARY KEY (assessment_id, side, question);

alter table readiness.answers add constraint answers_points CHECK (((points >= 0) AND (points <= 3)));

alter table readiness.answers add constraint answers_question CHECK (((length(question) >= 1) AND (length(question) <= 60)));

alter table readiness.answers add constraint answers_side CHECK ((side = ANY (ARRAY['founder'::text, 'counsellor'::text])));

alter table readiness.area_results add constraint area_results_area CHECK (((length(area) >= 1) AND (length(area) <= 60)));

alter table readiness.area_results add constraint area_results_assessment FOREIGN KEY (assessment_id, person_id, office_id) REFERENCES readiness.assessments(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table readiness.area_results add constraint area_results_level CHECK ((level = ANY (ARRAY['weak'::text, 'middle'::text, 'strong'::text])));

alter table readiness.area_results add constraint area_results_pkey PRIMARY KEY (assessment_id, side, area);

alter table readiness.area_results add constraint area_results_points CHECK ((((points >= 0) AND (points <= most)) AND (most >= 1)));

alter table readiness.area_results add constraint area_results_side CHECK ((side = ANY (ARRAY['founder'::text, 'counsellor'::text])));

alter table readiness.assessments add constraint assessments_custody UNIQUE (id, person_id, office_id);

alter table readiness.assessments add constraint assessments_finished CHECK ((((finished_at IS NULL) = (result IS NULL)) AND ((finished_at IS NULL) = (finished_by IS NULL))));

alter table readiness.assessments add constraint assessments_order CHECK ((finished_at >= started_at));

alter table readiness.assessments add constraint assessments_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table readiness.assessments add constraint assessments_pkey PRIMARY KEY (id);

alter table readiness.assessments add constraint assessments_result CHECK ((result = ANY (ARRAY['ready'::text, 'ready-with-support'::text, 'train-first'::text, 'blocked'::text])));

alter table readiness.assessments add constraint assessments_rules CHECK ((rules >= 1));

alter table readiness.assessments add constraint assessments_version FOREIGN KEY (version_id) REFERENCES instruments.versions(id);

alter table readiness.blockers add constraint blockers_assessment FOREIGN KEY (assessment_id, person_id, office_id) REFERENCES readiness.assessments(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table readiness.blockers add constraint blockers_blocker CHECK (((length(blocker) >= 1) AND (length(blocker) <= 60)));

alter table readiness.blockers add constraint blockers_pkey PRIMARY KEY (assessment_id, side, blocker);

alter table readiness.blockers add constraint blockers_side CHECK ((side = ANY (ARRAY['founder'::text, 'counsellor'::text])));

alter table readiness.blockers add constraint blockers_state CHECK ((state = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])));

alter table readiness.planned add constraint planned_advice CHECK (((length(advice) >= 1) AND (length(advice) <= 60)));

alter table readiness.planned add constraint planned_assessment FOREIGN KEY (assessment_id, person_id, office_id) REFERENCES readiness.assessments(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table readiness.planned add constraint planned_pkey PRIMARY KEY (assessment_id, advice);

alter table remittances.prices add constraint prices_applied_rate CHECK (((applied_rate > (0)::numeric) AND (applied_rate < ('1000000000000'::bigint)::numeric) AND (scale(applied_rate) <= 12)));

alter table remittances.prices add constraint prices_fee CHECK (((fee_minor >= 0) AND (fee_minor <= '99999999999999'::bigint)));

alter table remittances.prices add constraint prices_margin CHECK (((margin_percent >= ('-100'::integer)::numeric) AND (margin_percent < (100)::numeric) AND (scale(margin_percent) <= 4)));

alter table remittances.prices add constraint prices_observed_on CHECK (((observed_on >= '2000-01-01'::date) AND (observed_on <= '2200-12-31'::date)));

alter table remittances.prices add constraint prices_one_way_to_tell CHECK ((num_nonnulls(applied_rate, margin_percent) <= 1));

alter table remittances.prices add constraint prices_pkey PRIMARY KEY (id);

alter table remittances.prices add constraint prices_service FOREIGN KEY (service_id) REFERENCES remittances.services(id) ON DELETE CASCADE;

alter table remittances.prices add constraint prices_source CHECK (((length(source) >= 1) AND (length(source) <= 200)));

alter table remittances.prices add constraint prices_source_url CHECK (((source_url ~ '^https?://'::text) AND (length(source_url) <= 2000)));

alter table remittances.prices add constraint prices_speed CHECK ((speed = ANY (ARRAY['hour'::text, 'same-day'::text, 'next-day'::text, 'days'::text, 'week'::text, 'unknown'::text])));

alter table remittances.services add constraint services_band CHECK (((most_minor >= least_minor) AND (most_minor <= '99999999999999'::bigint)));

alter table remittances.services add constraint services_from CHECK ((from_country ~ '^[A-Z]{2}$'::text));

alter table remittances.services add constraint services_least CHECK ((least_minor > 0));

alter table remittances.services add constraint services_once UNIQUE (provider, from_country, to_country, send_currency, receive_currency, pay_in, pay_out, least_minor, most_minor);

alter table remittances.services add constraint services_pay_in CHECK ((pay_in = ANY (ARRAY['cash'::text, 'bank'::text, 'card'::text, 'mobile'::text])));

alter table remittances.services add constraint services_pay_out CHECK ((pay_out = ANY (ARRAY['cash'::text, 'bank'::text, 'mobile'::text, 'home'::text])));

alter table remittances.services add constraint services_pkey PRIMARY KEY (id);

alter table remittances.services add constraint services_provider CHECK (((length(provider) >= 1) AND (length(provider) <= 120)));

alter table remittances.services add constraint services_receive_currency CHECK ((receive_currency ~ '^[A-Z]{3}$'::text));

alter table remittances.services add constraint services_send_currency CHECK ((send_currency ~ '^[A-Z]{3}$'::text));

alter table remittances.services add constraint services_to CHECK ((to_country ~ '^[A-Z]{2}$'::text));

alter table remittances.services add constraint services_two_countries CHECK ((from_country <> to_country));

alter table remittances.services add constraint services_withdrawn CHECK ((((withdrawn_at IS NULL) = (withdrawn_why IS NULL)) AND ((withdrawn_at IS NULL) OR (withdrawn_by IS NOT NULL))));

alter table remittances.services add constraint services_withdrawn_why CHECK (((length(withdrawn_why) >= 1) AND (length(withdrawn_why) <= 500)));

alter table returns.checks add constraint checks_answer CHECK ((answer = ANY (ARRAY['feasible'::text, 'with-conditions'::text, 'not-feasible'::text, 'cannot-say'::text])));

alter table returns.checks add constraint checks_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))));

alter table returns.checks add constraint checks_asked_office FOREIGN KEY (asked_office_id) REFERENCES offices.offices(id);

alter table returns.checks add constraint checks_pkey PRIMARY KEY (id);

alter table returns.checks add constraint checks_plan FOREIGN KEY (plan_id, person_id, office_id) REFERENCES returns.plans(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.follow_ups add constraint follow_ups_done CHECK ((((done_on IS NULL) = (how IS NULL)) AND ((done_on IS NULL) = (done_by IS NULL))));

alter table returns.follow_ups add constraint follow_ups_how CHECK ((how = ANY (ARRAY['visit'::text, 'phone'::text, 'message'::text, 'at-desk'::text])));

alter table returns.follow_ups add constraint follow_ups_months CHECK ((months = ANY (ARRAY[1, 3, 6, 12])));

alter table returns.follow_ups add constraint follow_ups_once UNIQUE (plan_id, months);

alter table returns.follow_ups add constraint follow_ups_pkey PRIMARY KEY (id);

alter table returns.follow_ups add constraint follow_ups_plan FOREIGN KEY (plan_id, person_id, office_id) REFERENCES returns.plans(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.follow_ups add constraint follow_ups_sign_has_task CHECK (((signs = '{}'::text[]) OR (task_id IS NOT NULL)));

alter table returns.follow_ups add constraint follow_ups_sign_is_done CHECK (((signs = '{}'::text[]) OR (done_on IS NOT NULL)));

alter table returns.follow_ups add constraint follow_ups_signs CHECK ((signs <@ ARRAY['no-income'::text, 'no-housing'::text, 'no-school'::text, 'ill'::text, 'unsafe'::text, 'alone'::text, 'debt'::text, 'venture-stalled'::text, 'wants-to-leave'::text]));

alter table returns.moves add constraint moves_pkey PRIMARY KEY (id);

alter table returns.moves add constraint moves_plan FOREIGN KEY (plan_id, person_id, office_id) REFERENCES returns.plans(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.plans add constraint plans_arriving CHECK ((arriving ~ '^[A-Z]{2}$'::text));

alter table returns.plans add constraint plans_custody UNIQUE (id, person_id, office_id);

alter table returns.plans add constraint plans_decided_how CHECK ((decided_how = ANY (ARRAY['on-line'::text, 'signed-at-desk'::text, 'spoken-at-desk'::text])));

alter table returns.plans add constraint plans_decision CHECK (((decided_at IS NULL) = (decided_how IS NULL)));

alter table returns.plans add constraint plans_leaving CHECK ((leaving ~ '^[A-Z]{2}$'::text));

alter table returns.plans add constraint plans_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.plans add constraint plans_pkey PRIMARY KEY (id);

alter table returns.plans add constraint plans_state CHECK ((state = ANY (ARRAY['considering'::text, 'informed'::text, 'decided'::text, 'prepared'::text, 'left'::text, 'arrived'::text, 'reintegrating'::text, 'settled'::text, 'withdrawn'::text])));

alter table returns.plans add constraint plans_think_days CHECK (((think_days >= 7) AND (think_days <= 365)));

alter table returns.plans add constraint plans_told CHECK (((state = ANY (ARRAY['considering'::text, 'withdrawn'::text])) OR (informed_at IS NOT NULL)));

alter table returns.plans add constraint plans_travel CHECK ((arrived_on >= left_on));

alter table returns.plans add constraint plans_two_countries CHECK ((leaving <> arriving));

alter table returns.plans add constraint plans_venture FOREIGN KEY (venture_id, venture_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE SET NULL;

alter table returns.rule_history add constraint rule_history_kind CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text, 'confirmed'::text, 'unconfirmed'::text])));

alter table returns.rule_history add constraint rule_history_pkey PRIMARY KEY (id);

alter table returns.rule_history add constraint rule_history_rule FOREIGN KEY (rule_id) REFERENCES returns.rules(id);

alter table returns.rules add constraint rules_arriving CHECK ((arriving ~ '^[A-Z]{2}$'::text));

alter table returns.rules add constraint rules_code UNIQUE (code);

alter table returns.rules add constraint rules_confirmation CHECK (((confirmed_by IS NULL) = (confirmed_on IS NULL)));

alter table returns.rules add constraint rules_confirmed_by CHECK (((length(confirmed_by) >= 1) AND (length(confirmed_by) <= 200)));

alter table returns.rules add constraint rules_leaving CHECK ((leaving ~ '^[A-Z]{2}$'::text));

alter table returns.rules add constraint rules_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table returns.rules add constraint rules_period CHECK ((valid_until >= valid_from));

alter table returns.rules add constraint rules_pkey PRIMARY KEY (id);

alter table returns.rules add constraint rules_source_name CHECK (((length(source_name) >= 1) AND (length(source_name) <= 300)));

alter table returns.rules add constraint rules_source_url CHECK (((source_url ~ '^https://[^[:space:]]+$'::text) AND (length(source_url) <= 510)));

alter table returns.rules add constraint rules_topic CHECK ((topic = ANY (ARRAY['periods'::text, 'portability'::text, 'health'::text, 'family'::text, 'tax'::text, 'documents'::text])));

alter table returns.rules add constraint rules_two_countries CHECK ((leaving <> arriving));

alter table returns.sections add constraint sections_agreed CHECK (((section ~~ 'there-%'::text) OR ((who IS NULL) AND (until IS NULL))));

alter table returns.sections add constraint sections_pkey PRIMARY KEY (plan_id, section, side);

alter table returns.sections add constraint sections_plan FOREIGN KEY (plan_id, person_id, office_id) REFERENCES returns.plans(id, person_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.sections add constraint sections_section CHECK ((section = ANY (ARRAY['journey'::text, 'documents'::text, 'housing'::text, 'school'::text, 'health'::text, 'money'::text, 'reception'::text, 'there-work'::text, 'there-home'::text, 'there-children'::text, 'there-health'::text, 'there-papers'::text, 'there-people'::text])));

alter table returns.sections add constraint sections_side CHECK ((side = ANY (ARRAY['person'::text, 'counsellor'::text])));

alter table returns.ticks add constraint ticks_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table returns.ticks add constraint ticks_pkey PRIMARY KEY (person_id, rule_id, side);

alter table returns.ticks add constraint ticks_rule FOREIGN KEY (rule_id) REFERENCES returns.rules(id);

alter table returns.ticks add constraint ticks_side CHECK ((side = ANY (ARRAY['person'::text, 'counsellor'::text])));

alter table tracks.chosen add constraint chosen_how CHECK ((how = ANY (ARRAY['on-line'::text, 'signed-at-desk'::text, 'spoken-at-desk'::text])));

alter table tracks.chosen add constraint chosen_language CHECK (((length(language) >= 2) AND (length(language) <= 35)));

alter table tracks.chosen add constraint chosen_person FOREIGN KEY (person_id, office_id) REFERENCES people.people(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table tracks.chosen add constraint chosen_pkey PRIMARY KEY (person_id, track);

alter table tracks.chosen add constraint chosen_track CHECK ((track = ANY (ARRAY['women'::text, 'repatriates'::text, 'returnees'::text, 'seasonal-workers'::text, 'refugees'::text, 'youth'::text])));

alter table tracks.chosen add constraint chosen_wording CHECK (((length(wording) >= 1) AND (length(wording) <= 2000)));

alter table tracks.texts add constraint texts_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table tracks.texts add constraint texts_once UNIQUE NULLS NOT DISTINCT (track, office_id);

alter table tracks.texts add constraint texts_pkey PRIMARY KEY (id);

alter table tracks.texts add constraint texts_track CHECK ((track = ANY (ARRAY['women'::text, 'repatriates'::text, 'returnees'::text, 'seasonal-workers'::text, 'refugees'::text, 'youth'::text])));

alter table trade.authors add constraint authors_offer FOREIGN KEY (offer_id, office_id) REFERENCES trade.offers(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.authors add constraint authors_pkey PRIMARY KEY (offer_id, account_id);

alter table trade.fact_history add constraint fact_history_fact FOREIGN KEY (fact_id) REFERENCES trade.facts(id);

alter table trade.fact_history add constraint fact_history_pkey PRIMARY KEY (id);

alter table trade.facts add constraint facts_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table trade.facts add constraint facts_figure CHECK (((length(figure) >= 1) AND (length(figure) <= 60)));

alter table trade.facts add constraint facts_kind CHECK ((kind = ANY (ARRAY['figure'::text, 'customs'::text, 'document'::text])));

alter table trade.facts add constraint facts_pkey PRIMARY KEY (id);

alter table trade.facts add constraint facts_source_name CHECK (((length(source_name) >= 1) AND (length(source_name) <= 300)));

alter table trade.facts add constraint facts_source_url CHECK (((source_url ~ '^https://[^[:space:]]+$'::text) AND (length(source_url) <= 510)));

alter table trade.facts add constraint facts_unit CHECK (((length(unit) >= 1) AND (length(unit) <= 60)));

alter table trade.facts add constraint facts_whole_figure CHECK ((((kind = 'figure'::text) = (figure IS NOT NULL)) AND ((figure IS NULL) = (unit IS NULL)) AND ((figure IS NULL) OR (year IS NOT NULL))));

alter table trade.facts add constraint facts_year CHECK (((year >= 1900) AND (year <= 2200)));

alter table trade.fair_busy add constraint fair_busy_participant FOREIGN KEY (fair_id, participant_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fair_busy add constraint fair_busy_pkey PRIMARY KEY (participant_id, starts_at);

alter table trade.fair_busy add constraint fair_busy_slot FOREIGN KEY (fair_id, starts_at) REFERENCES trade.fair_slots(fair_id, starts_at) ON DELETE CASCADE;

alter table trade.fair_meetings add constraint fair_meetings_both CHECK (((outcome IS DISTINCT FROM 'follow-up'::text) OR (first_came AND second_came)));

alter table trade.fair_meetings add constraint fair_meetings_came CHECK (((outcome IS NULL) OR ((first_came IS NOT NULL) AND (second_came IS NOT NULL))));

alter table trade.fair_meetings add constraint fair_meetings_first FOREIGN KEY (fair_id, first_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fair_meetings add constraint fair_meetings_link CHECK (((link ~ '^https://[^[:space:]]+$'::text) AND (length(link) <= 500)));

alter table trade.fair_meetings add constraint fair_meetings_order CHECK ((first_id < second_id));

alter table trade.fair_meetings add constraint fair_meetings_outcome CHECK ((outcome = ANY (ARRAY['follow-up'::text, 'undecided'::text, 'none'::text])));

alter table trade.fair_meetings add constraint fair_meetings_pair UNIQUE (fair_id, first_id, second_id);

alter table trade.fair_meetings add constraint fair_meetings_pkey PRIMARY KEY (id);

alter table trade.fair_meetings add constraint fair_meetings_seats UNIQUE (id, fair_id, starts_at);

alter table trade.fair_meetings add constraint fair_meetings_second FOREIGN KEY (fair_id, second_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fair_meetings add constraint fair_meetings_slot FOREIGN KEY (fair_id, starts_at) REFERENCES trade.fair_slots(fair_id, starts_at);

alter table trade.fair_meetings add constraint fair_meetings_table UNIQUE (fair_id, starts_at, table_number);

alter table trade.fair_meetings add constraint fair_meetings_table_number CHECK (((table_number >= 1) AND (table_number <= 60)));

alter table trade.fair_participants add constraint fair_participants_fair FOREIGN KEY (fair_id) REFERENCES trade.fairs(id);

alter table trade.fair_participants add constraint fair_participants_in_fair UNIQUE (fair_id, id);

alter table trade.fair_participants add constraint fair_participants_kind CHECK ((((offer_id IS NULL) = (venture_id IS NULL)) AND ((offer_id IS NULL) = (office_id IS NULL)) AND ((offer_id IS NULL) <> (organisation_id IS NULL))));

alter table trade.fair_participants add constraint fair_participants_languages CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 12)));

alter table trade.fair_participants add constraint fair_participants_offer FOREIGN KEY (offer_id, venture_id, office_id) REFERENCES trade.offers(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.fair_participants add constraint fair_participants_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table trade.fair_participants add constraint fair_participants_pkey PRIMARY KEY (id);

alter table trade.fair_participants add constraint fair_participants_state CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text])));

alter table trade.fair_participants add constraint fair_participants_who CHECK (((length(who) >= 1) AND (length(who) <= 160)));

alter table trade.fair_seats add constraint fair_seats_meeting FOREIGN KEY (meeting_id, fair_id, starts_at) REFERENCES trade.fair_meetings(id, fair_id, starts_at) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.fair_seats add constraint fair_seats_once UNIQUE (participant_id, starts_at);

alter table trade.fair_seats add constraint fair_seats_participant FOREIGN KEY (fair_id, participant_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fair_seats add constraint fair_seats_pkey PRIMARY KEY (meeting_id, participant_id);

alter table trade.fair_slots add constraint fair_slots_fair FOREIGN KEY (fair_id) REFERENCES trade.fairs(id);

alter table trade.fair_slots add constraint fair_slots_length CHECK ((ends_at > starts_at));

alter table trade.fair_slots add constraint fair_slots_pkey PRIMARY KEY (fair_id, starts_at);

alter table trade.fair_wishes add constraint fair_wishes_other CHECK ((participant_id <> wished_id));

alter table trade.fair_wishes add constraint fair_wishes_participant FOREIGN KEY (fair_id, participant_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fair_wishes add constraint fair_wishes_pkey PRIMARY KEY (participant_id, wished_id);

alter table trade.fair_wishes add constraint fair_wishes_rank CHECK (((rank >= 1) AND (rank <= 20)));

alter table trade.fair_wishes add constraint fair_wishes_unmet CHECK ((unmet = ANY (ARRAY['no-common-time'::text, 'tables-full'::text, 'other-meetings'::text, 'not-coming'::text])));

alter table trade.fair_wishes add constraint fair_wishes_wished FOREIGN KEY (fair_id, wished_id) REFERENCES trade.fair_participants(fair_id, id) ON DELETE CASCADE;

alter table trade.fairs add constraint fairs_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table trade.fairs add constraint fairs_days CHECK (((last_day >= first_day) AND (last_day <= (first_day + 6))));

alter table trade.fairs add constraint fairs_hours CHECK ((closes > opens));

alter table trade.fairs add constraint fairs_kind CHECK ((kind = ANY (ARRAY['fair'::text, 'mission'::text, 'online'::text])));

alter table trade.fairs add constraint fairs_languages CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 12)));

alter table trade.fairs add constraint fairs_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table trade.fairs add constraint fairs_other_time_zone CHECK (((length(other_time_zone) >= 1) AND (length(other_time_zone) <= 60)));

alter table trade.fairs add constraint fairs_partner FOREIGN KEY (partner_office_id) REFERENCES offices.offices(id);

alter table trade.fairs add constraint fairs_pause CHECK ((((pause_from IS NULL) = (pause_until IS NULL)) AND ((pause_from IS NULL) OR ((pause_from >= opens) AND (pause_until > pause_from) AND (pause_until <= closes)))));

alter table trade.fairs add constraint fairs_pkey PRIMARY KEY (id);

alter table trade.fairs add constraint fairs_place CHECK (((length(place) >= 1) AND (length(place) <= 200)));

alter table trade.fairs add constraint fairs_registration CHECK (((registers_from <= registers_until) AND (registers_until <= last_day)));

alter table trade.fairs add constraint fairs_slot_minutes CHECK (((slot_minutes >= 10) AND (slot_minutes <= 120)));

alter table trade.fairs add constraint fairs_somewhere CHECK (((kind = 'online'::text) OR (place IS NOT NULL)));

alter table trade.fairs add constraint fairs_state CHECK ((state = ANY (ARRAY['draft'::text, 'announced'::text, 'published'::text, 'ended'::text, 'cancelled'::text])));

alter table trade.fairs add constraint fairs_tables CHECK (((tables >= 1) AND (tables <= 60)));

alter table trade.fairs add constraint fairs_time_zone CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 60)));

alter table trade.fairs add constraint fairs_two_offices CHECK ((partner_office_id <> office_id));

alter table trade.fairs add constraint fairs_who_may CHECK (((who_may <@ ARRAY['ventures'::text, 'organisations'::text]) AND (cardinality(who_may) >= 1)));

alter table trade.follow_ups add constraint follow_ups_again CHECK ((again = ANY (ARRAY['yes'::text, 'perhaps'::text, 'no'::text])));

alter table trade.follow_ups add constraint follow_ups_amount CHECK (((quantity IS NULL) = (unit IS NULL)));

alter table trade.follow_ups add constraint follow_ups_answer CHECK ((((answered_at IS NULL) = (met IS NULL)) AND ((met IS NULL) = (contract IS NULL))));

alter table trade.follow_ups add constraint follow_ups_contract CHECK ((contract = ANY (ARRAY['yes'::text, 'talks'::text, 'no'::text])));

alter table trade.follow_ups add constraint follow_ups_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table trade.follow_ups add constraint follow_ups_interest FOREIGN KEY (interest_id) REFERENCES trade.interests(id) ON DELETE CASCADE;

alter table trade.follow_ups add constraint follow_ups_met CHECK ((met = ANY (ARRAY['yes'::text, 'planned'::text, 'no'::text])));

alter table trade.follow_ups add constraint follow_ups_money CHECK (((value_minor IS NULL) = (currency IS NULL)));

alter table trade.follow_ups add constraint follow_ups_note CHECK (((length(note) >= 1) AND (length(note) <= 1000)));

alter table trade.follow_ups add constraint follow_ups_obstacles CHECK ((obstacles <@ ARRAY['price'::text, 'quality'::text, 'quantity'::text, 'papers'::text, 'customs'::text, 'transport'::text, 'payment'::text, 'language'::text, 'no-answer'::text, 'time'::text, 'other'::text]));

alter table trade.follow_ups add constraint follow_ups_of_contract CHECK (((NOT (contract IS DISTINCT FROM 'yes'::text)) OR ((quantity IS NULL) AND (value_minor IS NULL) AND (again IS NULL))));

alter table trade.follow_ups add constraint follow_ups_pkey PRIMARY KEY (interest_id, side);

alter table trade.follow_ups add constraint follow_ups_quantity CHECK (((quantity >= 1) AND (quantity <= 1000000000)));

alter table trade.follow_ups add constraint follow_ups_reminded CHECK (((reminded_at IS NULL) OR (asked_at IS NOT NULL)));

alter table trade.follow_ups add constraint follow_ups_side CHECK ((side = ANY (ARRAY['asker'::text, 'owner'::text])));

alter table trade.follow_ups add constraint follow_ups_unit CHECK ((unit = ANY (ARRAY['kg'::text, 'tonne'::text, 'litre'::text, 'piece'::text, 'pair'::text, 'box'::text, 'metre'::text, 'm2'::text, 'm3'::text, 'hour'::text, 'day'::text])));

alter table trade.follow_ups add constraint follow_ups_value CHECK (((value_minor >= 0) AND (value_minor <= '100000000000000'::bigint)));

alter table trade.interest_contacts add constraint interest_contacts_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table trade.interest_contacts add constraint interest_contacts_interest FOREIGN KEY (interest_id) REFERENCES trade.interests(id) ON DELETE CASCADE;

alter table trade.interest_contacts add constraint interest_contacts_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table trade.interest_contacts add constraint interest_contacts_phone CHECK (((length(phone) >= 4) AND (length(phone) <= 30)));

alter table trade.interest_contacts add constraint interest_contacts_pkey PRIMARY KEY (interest_id);

alter table trade.interest_contacts add constraint interest_contacts_reach CHECK (((phone IS NOT NULL) OR (email IS NOT NULL)));

alter table trade.interests add constraint interests_both CHECK (((confirmed_at IS NULL) OR ((asker_confirmed_at IS NOT NULL) AND (owner_confirmed_at IS NOT NULL))));

alter table trade.interests add constraint interests_end CHECK (((ended_at IS NULL) = (ended_by IS NULL)));

alter table trade.interests add constraint interests_ended_by CHECK ((ended_by = ANY (ARRAY['asker'::text, 'owner'::text])));

alter table trade.interests add constraint interests_from CHECK ((((from_venture_id IS NULL) = (from_office_id IS NULL)) AND ((from_venture_id IS NULL) <> (organisation_id IS NULL))));

alter table trade.interests add constraint interests_from_venture FOREIGN KEY (from_venture_id, from_office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.interests add constraint interests_message CHECK (((length(message) >= 1) AND (length(message) <= 1000)));

alter table trade.interests add constraint interests_not_own CHECK ((from_venture_id <> venture_id));

alter table trade.interests add constraint interests_offer FOREIGN KEY (offer_id, venture_id, office_id) REFERENCES trade.offers(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.interests add constraint interests_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table trade.interests add constraint interests_pkey PRIMARY KEY (id);

alter table trade.interests add constraint interests_who CHECK (((length(who) >= 1) AND (length(who) <= 160)));

alter table trade.offer_contacts add constraint offer_contacts_email CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table trade.offer_contacts add constraint offer_contacts_name CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table trade.offer_contacts add constraint offer_contacts_offer FOREIGN KEY (offer_id, venture_id, office_id) REFERENCES trade.offers(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.offer_contacts add constraint offer_contacts_phone CHECK (((length(phone) >= 4) AND (length(phone) <= 30)));

alter table trade.offer_contacts add constraint offer_contacts_pkey PRIMARY KEY (offer_id);

alter table trade.offer_contacts add constraint offer_contacts_reach CHECK (((phone IS NOT NULL) OR (email IS NOT NULL)));

alter table trade.offers add constraint offers_amount CHECK ((((quantity IS NULL) = (unit IS NULL)) AND ((quantity IS NULL) = (per IS NULL))));

alter table trade.offers add constraint offers_at_end CHECK ((at_end = ANY (ARRAY['origin'::text, 'destination'::text])));

alter table trade.offers add constraint offers_certificates CHECK ((certificates <@ ARRAY['organic'::text, 'food-safety'::text, 'plant-health'::text, 'animal-health'::text, 'halal'::text, 'fair-trade'::text, 'geographical'::text, 'safety-mark'::text, 'origin'::text]));

alter table trade.offers add constraint offers_corridor FOREIGN KEY (corridor_id) REFERENCES places.corridors(id);

alter table trade.offers add constraint offers_custody UNIQUE (id, office_id);

alter table trade.offers add constraint offers_description CHECK (((length(description) >= 1) AND (length(description) <= 2000)));

alter table trade.offers add constraint offers_hs_code CHECK ((hs_code ~ '^[0-9]{2}([0-9]{2}){0,2}$'::text));

alter table trade.offers add constraint offers_incoterm CHECK ((incoterm = ANY (ARRAY['EXW'::text, 'FCA'::text, 'CPT'::text, 'CIP'::text, 'DAP'::text, 'DPU'::text, 'DDP'::text, 'FAS'::text, 'FOB'::text, 'CFR'::text, 'CIF'::text])));

alter table trade.offers add constraint offers_kind CHECK ((kind = ANY (ARRAY['offer'::text, 'request'::text])));

alter table trade.offers add constraint offers_languages CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 12)));

alter table trade.offers add constraint offers_months CHECK ((months <@ ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));

alter table trade.offers add constraint offers_per CHECK ((per = ANY (ARRAY['once'::text, 'month'::text, 'season'::text, 'year'::text])));

alter table trade.offers add constraint offers_pkey PRIMARY KEY (id);

alter table trade.offers add constraint offers_published CHECK (((state <> ALL (ARRAY['published'::text, 'expired'::text])) OR (published_at IS NOT NULL)));

alter table trade.offers add constraint offers_quantity CHECK (((quantity >= 1) AND (quantity <= 1000000000)));

alter table trade.offers add constraint offers_sector CHECK (((length(sector) >= 1) AND (length(sector) <= 60)));

alter table trade.offers add constraint offers_side UNIQUE (id, venture_id, office_id);

alter table trade.offers add constraint offers_state CHECK ((state = ANY (ARRAY['draft'::text, 'waiting'::text, 'returned'::text, 'held'::text, 'refused'::text, 'published'::text, 'expired'::text, 'withdrawn'::text])));

alter table trade.offers add constraint offers_subject CHECK ((((what = 'product'::text) = (hs_code IS NOT NULL)) AND ((what = 'service'::text) = (sector IS NOT NULL))));

alter table trade.offers add constraint offers_term_place CHECK (((length(term_place) >= 1) AND (length(term_place) <= 120)));

alter table trade.offers add constraint offers_terms CHECK (((incoterm IS NULL) = (term_place IS NULL)));

alter table trade.offers add constraint offers_title CHECK (((length(title) >= 1) AND (length(title) <= 120)));

alter table trade.offers add constraint offers_unit CHECK ((unit = ANY (ARRAY['kg'::text, 'tonne'::text, 'litre'::text, 'piece'::text, 'pair'::text, 'box'::text, 'metre'::text, 'm2'::text, 'm3'::text, 'hour'::text, 'day'::text])));

alter table trade.offers add constraint offers_validity CHECK (((valid_until >= valid_from) AND (valid_until <= (valid_from + '6 mons'::interval))));

alter table trade.offers add constraint offers_venture FOREIGN KEY (venture_id, office_id) REFERENCES ventures.ventures(id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.offers add constraint offers_what CHECK ((what = ANY (ARRAY['product'::text, 'service'::text])));

alter table trade.photos add constraint photos_content CHECK (((length(content) >= 1) AND (length(content) <= 1500000)));

alter table trade.photos add constraint photos_height CHECK (((height >= 1) AND (height <= 8000)));

alter table trade.photos add constraint photos_media_type CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));

alter table trade.photos add constraint photos_offer FOREIGN KEY (offer_id, venture_id, office_id) REFERENCES trade.offers(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.photos add constraint photos_once UNIQUE (offer_id, sha256);

alter table trade.photos add constraint photos_pkey PRIMARY KEY (id);

alter table trade.photos add constraint photos_place CHECK (((place >= 1) AND (place <= 4)));

alter table trade.photos add constraint photos_places UNIQUE (offer_id, place);

alter table trade.photos add constraint photos_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table trade.photos add constraint photos_width CHECK (((width >= 1) AND (width <= 8000)));

alter table trade.photos add constraint photos_words CHECK (((length(words) >= 1) AND (length(words) <= 300)));

alter table trade.reviews add constraint reviews_advice CHECK (((length(advice) >= 1) AND (length(advice) <= 2000)));

alter table trade.reviews add constraint reviews_advised CHECK (((outcome = 'published'::text) OR (advice IS NOT NULL)));

alter table trade.reviews add constraint reviews_answers CHECK (((answers >= 0) AND (answers <= 5)));

alter table trade.reviews add constraint reviews_capacity CHECK (((capacity >= 0) AND (capacity <= 5)));

alter table trade.reviews add constraint reviews_clear CHECK (((clear >= 0) AND (clear <= 5)));

alter table trade.reviews add constraint reviews_offer FOREIGN KEY (offer_id, venture_id, office_id) REFERENCES trade.offers(id, venture_id, office_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table trade.reviews add constraint reviews_outcome CHECK ((outcome = ANY (ARRAY['published'::text, 'returned'::text, 'refused'::text, 'held'::text])));

alter table trade.reviews add constraint reviews_papers CHECK (((papers >= 0) AND (papers <= 5)));

alter table trade.reviews add constraint reviews_pkey PRIMARY KEY (id);

alter table trade.reviews add constraint reviews_revision CHECK ((revision >= 1));

alter table trade.reviews add constraint reviews_rule CHECK ((outcome =
CASE
    WHEN (LEAST(clear, capacity, papers, answers) = 0) THEN 'held'::text
    WHEN ((((clear + capacity) + papers) + answers) >= 10) THEN 'published'::text
    WHEN ((((clear + capacity) + papers) + answers) >= 5) THEN 'returned'::text
    ELSE 'refused'::text
END));

alter table transfers.contributions add constraint contributions_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE SET NULL;

alter table transfers.contributions add constraint contributions_hidden CHECK ((((hidden_at IS NULL) = (hidden_reason IS NULL)) AND ((hidden_at IS NULL) OR (words IS NOT NULL))));

alter table transfers.contributions add constraint contributions_hidden_reason CHECK (((length(hidden_reason) >= 1) AND (length(hidden_reason) <= 500)));

alter table transfers.contributions add constraint contributions_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table transfers.contributions add constraint contributions_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table transfers.contributions add constraint contributions_one_place CHECK (((num_nonnulls(reply_to, question_id) <= 1) AND (reply_to IS DISTINCT FROM id)));

alter table transfers.contributions add constraint contributions_one_voice CHECK ((num_nonnulls(office_id, organisation_id) <= 1));

alter table transfers.contributions add constraint contributions_organisation FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id);

alter table transfers.contributions add constraint contributions_pkey PRIMARY KEY (id);

alter table transfers.contributions add constraint contributions_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table transfers.contributions add constraint contributions_question FOREIGN KEY (question_id) REFERENCES transfers.questions(id) ON DELETE CASCADE;

alter table transfers.contributions add constraint contributions_reply_to FOREIGN KEY (reply_to) REFERENCES transfers.contributions(id) ON DELETE CASCADE;

alter table transfers.contributions add constraint contributions_taken_back CHECK (((account_id IS NULL) = (words IS NULL)));

alter table transfers.contributions add constraint contributions_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table transfers.judgements add constraint judgements_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table transfers.judgements add constraint judgements_pkey PRIMARY KEY (profile_id, precondition_id);

alter table transfers.judgements add constraint judgements_precondition FOREIGN KEY (precondition_id) REFERENCES transfers.preconditions(id) ON DELETE CASCADE;

alter table transfers.judgements add constraint judgements_profile FOREIGN KEY (profile_id) REFERENCES transfers.profiles(id) ON DELETE CASCADE;

alter table transfers.judgements add constraint judgements_reason CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)));

alter table transfers.judgements add constraint judgements_verdict CHECK ((verdict = ANY (ARRAY['fits'::text, 'adapt'::text, 'lacks'::text])));

alter table transfers.parts add constraint parts_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table transfers.parts add constraint parts_filled CHECK (
CASE
    WHEN (kind = ANY (ARRAY['budget'::text, 'staff'::text, 'scale'::text])) THEN ("least" IS NOT NULL)
    ELSE (("least" IS NULL) AND (words IS NOT NULL))
END);

alter table transfers.parts add constraint parts_kind CHECK ((kind = ANY (ARRAY['powers'::text, 'budget'::text, 'staff'::text, 'partners'::text, 'law'::text, 'scale'::text])));

alter table transfers.parts add constraint parts_least CHECK (("least" >= 0));

alter table transfers.parts add constraint parts_money CHECK (((currency IS NOT NULL) = (kind = 'budget'::text)));

alter table transfers.parts add constraint parts_most CHECK ((most >= 0));

alter table transfers.parts add constraint parts_pkey PRIMARY KEY (profile_id, kind);

alter table transfers.parts add constraint parts_profile FOREIGN KEY (profile_id) REFERENCES transfers.profiles(id) ON DELETE CASCADE;

alter table transfers.parts add constraint parts_range CHECK (((most IS NULL) OR ((kind = 'budget'::text) AND (most >= "least"))));

alter table transfers.parts add constraint parts_said_on CHECK ((said_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table transfers.parts add constraint parts_source CHECK (((length(source) >= 1) AND (length(source) <= 300)));

alter table transfers.parts add constraint parts_words CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table transfers.preconditions add constraint preconditions_currency CHECK ((currency ~ '^[A-Z]{3}$'::text));

alter table transfers.preconditions add constraint preconditions_kind CHECK ((kind = ANY (ARRAY['powers'::text, 'budget'::text, 'staff'::text, 'partners'::text, 'law'::text, 'scale'::text])));

alter table transfers.preconditions add constraint preconditions_least CHECK (("least" >= 0));

alter table transfers.preconditions add constraint preconditions_limits CHECK (((("least" IS NULL) OR (kind = ANY (ARRAY['budget'::text, 'staff'::text, 'scale'::text]))) AND ((most IS NULL) OR ((kind = 'scale'::text) AND COALESCE((most >= "least"), true)))));

alter table transfers.preconditions add constraint preconditions_money CHECK (((currency IS NOT NULL) = ((kind = 'budget'::text) AND ("least" IS NOT NULL))));

alter table transfers.preconditions add constraint preconditions_most CHECK ((most >= 0));

alter table transfers.preconditions add constraint preconditions_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table transfers.preconditions add constraint preconditions_pkey PRIMARY KEY (id);

alter table transfers.preconditions add constraint preconditions_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table transfers.preconditions add constraint preconditions_said_by CHECK (((length(said_by) >= 1) AND (length(said_by) <= 200)));

alter table transfers.preconditions add constraint preconditions_said_on CHECK ((said_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table transfers.preconditions add constraint preconditions_source CHECK (((length(source) >= 1) AND (length(source) <= 300)));

alter table transfers.profiles add constraint profiles_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table transfers.profiles add constraint profiles_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table transfers.profiles add constraint profiles_once UNIQUE (office_id, place_id);

alter table transfers.profiles add constraint profiles_pkey PRIMARY KEY (id);

alter table transfers.profiles add constraint profiles_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table transfers.questions add constraint questions_account FOREIGN KEY (account_id) REFERENCES identity.accounts(id) ON DELETE CASCADE;

alter table transfers.questions add constraint questions_answer CHECK (((length(answer) >= 1) AND (length(answer) <= 2000)));

alter table transfers.questions add constraint questions_answer_language CHECK ((answer_language ~ '^[a-z]{2,3}$'::text));

alter table transfers.questions add constraint questions_answered CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answer_language IS NULL)) AND ((answered_for IS NULL) OR (answer IS NOT NULL))));

alter table transfers.questions add constraint questions_answered_for FOREIGN KEY (answered_for) REFERENCES offices.offices(id);

alter table transfers.questions add constraint questions_hidden CHECK (((hidden_at IS NULL) = (hidden_reason IS NULL)));

alter table transfers.questions add constraint questions_hidden_reason CHECK (((length(hidden_reason) >= 1) AND (length(hidden_reason) <= 500)));

alter table transfers.questions add constraint questions_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table transfers.questions add constraint questions_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table transfers.questions add constraint questions_pkey PRIMARY KEY (id);

alter table transfers.questions add constraint questions_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table transfers.questions add constraint questions_words CHECK (((length(words) >= 1) AND (length(words) <= 1000)));

alter table transfers.transfers add constraint transfers_became CHECK (((length(became) >= 1) AND (length(became) <= 2000)));

alter table transfers.transfers add constraint transfers_changed CHECK (((length(changed) >= 1) AND (length(changed) <= 2000)));

alter table transfers.transfers add constraint transfers_language CHECK ((language ~ '^[a-z]{2,3}$'::text));

alter table transfers.transfers add constraint transfers_office FOREIGN KEY (office_id) REFERENCES offices.offices(id);

alter table transfers.transfers add constraint transfers_once UNIQUE NULLS NOT DISTINCT (practice_id, place_id, office_id);

alter table transfers.transfers add constraint transfers_order CHECK (COALESCE((until >= "left"(since, length(until))), true));

alter table transfers.transfers add constraint transfers_over CHECK (((until IS NULL) OR (state = ANY (ARRAY['ended'::text, 'given-up'::text]))));

alter table transfers.transfers add constraint transfers_pkey PRIMARY KEY (id);

alter table transfers.transfers add constraint transfers_place FOREIGN KEY (place_id) REFERENCES places.places(id);

alter table transfers.transfers add constraint transfers_practice FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE;

alter table transfers.transfers add constraint transfers_since CHECK ((since ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

alter table transfers.transfers add constraint transfers_source CHECK (((length(source) >= 1) AND (length(source) <= 300)));

alter table transfers.transfers add constraint transfers_sourced CHECK (((office_id IS NOT NULL) OR (source IS NOT NULL)));

alter table transfers.transfers add constraint transfers_state CHECK ((state = ANY (ARRAY['asked'::text, 'under-way'::text, 'running'::text, 'ended'::text, 'given-up'::text])));

alter table transfers.transfers add constraint transfers_told CHECK (((state <> ALL (ARRAY['ended'::text, 'given-up'::text])) OR (became IS NOT NULL)));

alter table transfers.transfers add constraint transfers_until CHECK ((until ~ '^\d{4}(-\d{2}(-\d{2})?)?$'::text));

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

CREATE INDEX actions_pair_id ON mentoring.actions USING btree (pair_id);

CREATE INDEX actions_person_id ON mentoring.actions USING btree (person_id);

CREATE INDEX actions_session_id ON mentoring.actions USING btree (session_id);

CREATE INDEX admissions_lender_fund ON guarantees.admissions USING btree (lender_id, fund_id);

CREATE INDEX admissions_window_fund ON guarantees.admissions USING btree (window_id, fund_id);

CREATE INDEX analyses_office_id ON analyses.analyses USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX analyses_place_id ON analyses.analyses USING btree (place_id);

CREATE INDEX analysis_versions_newest ON analyses.versions USING btree (published_at DESC, analysis_id);

CREATE INDEX answers_office_id ON opportunities.answers USING btree (office_id);

CREATE INDEX answers_person ON readiness.answers USING btree (person_id);

CREATE INDEX answers_venture_id ON businessplans.answers USING btree (venture_id);

CREATE INDEX applications_grant_id ON loans.applications USING btree (grant_id);

CREATE INDEX applications_organisation_id ON loans.applications USING btree (organisation_id, state, sent_at DESC);

CREATE INDEX applications_person_id ON loans.applications USING btree (person_id);

CREATE INDEX applications_product_id ON loans.applications USING btree (product_id, organisation_id);

CREATE INDEX applications_venture_id ON loans.applications USING btree (venture_id) WHERE (venture_id IS NOT NULL);

CREATE INDEX appointments_email ON appointments.appointments USING btree (email) WHERE (email IS NOT NULL);

CREATE INDEX appointments_office_day ON appointments.appointments USING btree (office_id, starts_at);

CREATE INDEX appointments_person_id ON appointments.appointments USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX appointments_phone ON appointments.appointments USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX appointments_unforgotten ON appointments.appointments USING btree (ends_at) WHERE (forgotten_at IS NULL);

CREATE INDEX area_results_person ON readiness.area_results USING btree (person_id);

CREATE INDEX assessments_office_finished ON readiness.assessments USING btree (office_id, finished_at);

CREATE INDEX assessments_person_finished ON readiness.assessments USING btree (person_id, finished_at);

CREATE INDEX assessments_version_id ON readiness.assessments USING btree (version_id);

CREATE INDEX assignments_scope_id ON access.assignments USING btree (scope_id) WHERE (ended_at IS NULL);

CREATE INDEX associations_at_desk ON associations.associations USING btree (office_id, ((state = 'waiting'::text)) DESC, (((state = 'verified'::text) AND (revision <> verified_revision))) DESC, registered_at, id) WHERE (state <> 'unconfirmed'::text);

CREATE INDEX associations_by_name ON associations.associations USING btree (lower(name), id) WHERE (state = 'verified'::text);

CREATE INDEX associations_of_office ON associations.associations USING btree (office_id, state);

CREATE INDEX associations_shown ON associations.associations USING btree (name) WHERE (state = 'verified'::text);

CREATE INDEX attendance_certificates_person_id ON learning.attendance_certificates USING btree (person_id, office_id);

CREATE INDEX attendance_enrolment_id ON learning.attendance USING btree (enrolment_id);

CREATE INDEX attendance_of_partner ON projects.attendance USING btree (project_id, office_id);

CREATE INDEX authors_account ON trade.authors USING btree (account_id);

CREATE INDEX blockers_case_id ON cases.blockers USING btree (case_id);

CREATE INDEX blockers_person ON readiness.blockers USING btree (person_id);

CREATE INDEX books_of_scope ON ledger.books USING btree (scope_id) WHERE (scope_id IS NOT NULL);

CREATE INDEX cases_counsellor ON cases.cases USING btree (counsellor_id, office_id, state, updated_at DESC, id DESC);

CREATE INDEX cases_due ON cases.cases USING btree (office_id, state, next_due_on, id);

CREATE INDEX cases_office ON cases.cases USING btree (office_id, state, updated_at DESC, id DESC);

CREATE INDEX cases_opened ON cases.cases USING btree (office_id, state, opened_at DESC, id DESC);

CREATE INDEX cases_person_id ON cases.cases USING btree (person_id);

CREATE INDEX cases_venture_id ON cases.cases USING btree (venture_id) WHERE (venture_id IS NOT NULL);

CREATE INDEX certificates_account_id ON learning.certificates USING btree (account_id);

CREATE INDEX certificates_document_id ON guarantees.certificates USING btree (document_id);

CREATE INDEX certificates_person_id ON learning.certificates USING btree (person_id);

CREATE INDEX changes_of_project ON projects.changes USING btree (project_id, happened_at);

CREATE INDEX changes_of_sheet ON instruments.changes USING btree (sheet_id, question, revision);

CREATE INDEX checks_asked ON returns.checks USING btree (asked_office_id) WHERE (answer IS NULL);

CREATE INDEX checks_plan_id ON returns.checks USING btree (plan_id);

CREATE INDEX chosen_office ON tracks.chosen USING btree (office_id, track);

CREATE INDEX code_cards_custodian ON identity.code_cards USING btree (custodian_id);

CREATE INDEX codes_country ON observatory.codes USING btree (country, release_id) WHERE (country IS NOT NULL);

CREATE INDEX comments_of_review ON peerreviews.comments USING btree (review_id);

CREATE INDEX comments_plan_id ON businessplans.comments USING btree (plan_id);

CREATE INDEX comments_venture_id ON businessplans.comments USING btree (venture_id);

CREATE INDEX comparisons_office_id ON benchmarks.comparisons USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX consultations_of_office ON consultations.consultations USING btree (office_id);

CREATE INDEX consultations_open_first ON consultations.consultations USING btree (((state = 'open'::text)) DESC, until_on DESC, id) WHERE (opened_at IS NOT NULL);

CREATE INDEX consultations_shown ON consultations.consultations USING btree (until_on) WHERE (opened_at IS NOT NULL);

CREATE INDEX contact_claims_fingerprint ON identity.contact_claims USING btree (fingerprint);

CREATE INDEX contacts_by ON instruments.contacts USING btree (changed_by) WHERE (changed_by IS NOT NULL);

CREATE INDEX contacts_email ON people.contacts USING btree (office_id, email);

CREATE INDEX contacts_office_at ON messages.contacts USING btree (office_id, at DESC);

CREATE INDEX contacts_phone ON people.contacts USING btree (office_id, phone);

CREATE INDEX contacts_phone_end ON people.contacts USING btree (office_id, reverse(phone) COLLATE "C");

CREATE INDEX contributions_of_account ON transfers.contributions USING btree (account_id) WHERE (account_id IS NOT NULL);

CREATE INDEX contributions_of_office ON transfers.contributions USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX contributions_of_organisation ON transfers.contributions USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX contributions_of_practice ON transfers.contributions USING btree (practice_id, written_at);

CREATE INDEX contributions_to_contribution ON transfers.contributions USING btree (reply_to) WHERE (reply_to IS NOT NULL);

CREATE INDEX contributions_to_question ON transfers.contributions USING btree (question_id) WHERE (question_id IS NOT NULL);

CREATE INDEX corridors_destination_id ON places.corridors USING btree (destination_id);

CREATE INDEX corridors_destination_id ON practices.corridors USING btree (destination_id) WHERE (destination_id IS NOT NULL);

CREATE INDEX corridors_origin_id ON practices.corridors USING btree (origin_id) WHERE (origin_id IS NOT NULL);

CREATE INDEX cost_options_service_id ON directory.cost_options USING btree (service_id);

CREATE INDEX courses_office_id ON learning.courses USING btree (office_id);

CREATE INDEX deliverables_due ON projects.deliverables USING btree (due_on) WHERE (state = 'planned'::text);

CREATE INDEX deliverables_of_file ON projects.deliverables USING btree (file_id) WHERE (file_id IS NOT NULL);

CREATE INDEX deliverables_of_project ON projects.deliverables USING btree (project_id);

CREATE INDEX drafts_comparison_kind ON benchmarks.drafts USING btree (comparison_id, kind);

CREATE INDEX drafts_office_id ON practices.drafts USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX due_custodian ON erasure.due USING btree (custodian_id);

CREATE INDEX enrolments_account_id ON learning.enrolments USING btree (account_id);

CREATE INDEX enrolments_line ON learning.enrolments USING btree (group_id, state, asked_at, id);

CREATE INDEX enrolments_person_id ON learning.enrolments USING btree (person_id, office_id);

CREATE INDEX entries_about_what ON ledger.entries USING btree (about_id) WHERE (about_id IS NOT NULL);

CREATE INDEX entries_actor ON audit.entries USING btree (actor, id);

CREATE INDEX entries_pending ON ledger.entries USING btree (book_id, expires_at) WHERE (kind = 'pending'::text);

CREATE INDEX entries_subject ON audit.entries USING btree (subject, id);

CREATE INDEX evaluations_about ON learning.evaluations USING btree (course_id, group_id);

CREATE INDEX events_case_id ON cases.events USING btree (case_id, id DESC);

CREATE INDEX events_of ON associations.events USING btree (association_id, happened_at);

CREATE INDEX events_of_review ON peerreviews.events USING btree (review_id);

CREATE INDEX events_of_sheet ON instruments.events USING btree (sheet_id, happened_at);

CREATE INDEX events_order ON learning.events USING btree (study_id, happened_at);

CREATE INDEX events_venture_at ON ventures.events USING btree (venture_id, at);

CREATE INDEX evidence_of_sheet ON instruments.evidence USING btree (sheet_id, question);

CREATE INDEX fact_history_fact_id ON trade.fact_history USING btree (fact_id, id);

CREATE INDEX facts_corridor_id ON trade.facts USING btree (corridor_id, kind) WHERE (withdrawn_at IS NULL);

CREATE INDEX fair_meetings_first_id ON trade.fair_meetings USING btree (first_id);

CREATE INDEX fair_meetings_second_id ON trade.fair_meetings USING btree (second_id);

CREATE INDEX fair_participants_office ON trade.fair_participants USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX fair_participants_organisations ON trade.fair_participants USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX fair_participants_venture ON trade.fair_participants USING btree (venture_id) WHERE (venture_id IS NOT NULL);

CREATE INDEX fair_wishes_wished_id ON trade.fair_wishes USING btree (wished_id);

CREATE INDEX fairs_office_id ON trade.fairs USING btree (office_id);

CREATE INDEX fairs_partner_office_id ON trade.fairs USING btree (partner_office_id) WHERE (partner_office_id IS NOT NULL);

CREATE INDEX fairs_when ON trade.fairs USING btree (first_day) WHERE (state <> 'draft'::text);

CREATE INDEX figures_venture_id ON businessplans.figures USING btree (venture_id);

CREATE INDEX files_custodian_id ON files.files USING btree (custodian_id);

CREATE INDEX files_subject_id ON files.files USING btree (subject_id, uploaded_at);

CREATE INDEX files_uploaded_by ON files.files USING btree (uploaded_by) WHERE (subject_id IS NULL);

CREATE INDEX findings_of_criterion ON projects.findings USING btree (project_id, criterion_id);

CREATE INDEX findings_of_review ON peerreviews.findings USING btree (review_id);

CREATE INDEX follow_ups_due ON cases.follow_ups USING btree (office_id, due_on, id) WHERE (done_at IS NULL);

CREATE INDEX follow_ups_due ON returns.follow_ups USING btree (office_id, due_on) WHERE (done_on IS NULL);

CREATE INDEX follow_ups_due ON trade.follow_ups USING btree (due_on) WHERE (answered_at IS NULL);

CREATE INDEX follow_ups_office_due ON mentoring.follow_ups USING btree (office_id, due_on) WHERE (done_at IS NULL);

CREATE INDEX follow_ups_person_id ON mentoring.follow_ups USING btree (person_id);

CREATE INDEX follow_ups_to_remind ON returns.follow_ups USING btree (due_on) WHERE ((done_on IS NULL) AND (reminded_at IS NULL));

CREATE INDEX forums_of_office ON forums.forums USING btree (office_id);

CREATE INDEX founders_person_id ON ventures.founders USING btree (person_id);

CREATE INDEX funds_book_id ON guarantees.funds USING btree (book_id) WHERE (book_id IS NOT NULL);

CREATE INDEX grants_recipient ON consent.grants USING btree (recipient_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX grants_subject_id ON consent.grants USING btree (subject_id);

CREATE INDEX grants_untold ON consent.grants USING btree (custodian_id) WHERE ((given_how = 'override'::text) AND (told_at IS NULL));

CREATE INDEX group_trainers_account_id ON learning.group_trainers USING btree (account_id);

CREATE INDEX groups_course_id ON learning.groups USING btree (course_id);

CREATE INDEX groups_office_id ON learning.groups USING btree (office_id);

CREATE INDEX guarantees_of_lender ON guarantees.guarantees USING btree (lender_id, fund_id);

CREATE INDEX guarantees_of_window ON guarantees.guarantees USING btree (window_id, state);

CREATE INDEX guarantees_reservation_id ON guarantees.guarantees USING btree (reservation_id) WHERE (reservation_id IS NOT NULL);

CREATE INDEX guarantees_version_id ON guarantees.guarantees USING btree (version_id);

CREATE INDEX guarantees_window_fund ON guarantees.guarantees USING btree (window_id, fund_id);

CREATE INDEX handovers_case_id ON cases.handovers USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX handovers_from ON cases.handovers USING btree (from_office_id, state);

CREATE INDEX handovers_grant_id ON cases.handovers USING btree (grant_id) WHERE (grant_id IS NOT NULL);

CREATE INDEX handovers_person_id ON cases.handovers USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX handovers_to ON cases.handovers USING btree (to_office_id, state);

CREATE INDEX history_opportunity_id ON opportunities.history USING btree (opportunity_id, id);

CREATE INDEX holidays_on_day ON places.holidays USING btree (on_day);

CREATE INDEX idempotency_created_at ON kernel.idempotency USING btree (created_at);

CREATE INDEX identities_office ON people.identities USING btree (office_id, family_name, given_name);

CREATE INDEX identities_search ON people.identities USING gin (office_id, search_words gin_trgm_ops);

CREATE INDEX identity_numbers_fingerprint ON people.identity_numbers USING btree (office_id, fingerprint);

CREATE INDEX impacts_office_id ON impacts.impacts USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX impacts_place_id ON impacts.impacts USING btree (place_id);

CREATE INDEX impacts_subject_office_id ON impacts.impacts USING btree (subject_office_id) WHERE (subject_office_id IS NOT NULL);

CREATE INDEX interests_asking ON trade.interests USING btree (from_venture_id) WHERE (from_venture_id IS NOT NULL);

CREATE INDEX interests_from_office ON trade.interests USING btree (from_office_id) WHERE (from_office_id IS NOT NULL);

CREATE INDEX interests_office ON trade.interests USING btree (office_id);

CREATE INDEX interests_organisations ON trade.interests USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX interests_venture ON trade.interests USING btree (venture_id);

CREATE INDEX invitations_of_association ON consultations.invitations USING btree (association_id);

CREATE INDEX issued_office ON documents.issued USING btree (office_id, issued_at);

CREATE INDEX issued_subject_id ON documents.issued USING btree (subject_id) WHERE (subject_id IS NOT NULL);

CREATE INDEX items_of_visit ON exchanges.items USING btree (visit_id);

CREATE INDEX joint_contacts_of_office ON associations.joint_contacts USING btree (office_id);

CREATE INDEX joint_partners_of ON associations.joint_partners USING btree (association_id);

CREATE INDEX joint_places_of_office ON associations.joint_places USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX joint_places_of_place ON associations.joint_places USING btree (place_id);

CREATE INDEX joint_projects_of_corridor ON associations.joint_projects USING btree (corridor_id) WHERE (corridor_id IS NOT NULL);

CREATE INDEX joint_projects_of_lead ON associations.joint_projects USING btree (lead_id);

CREATE INDEX joint_projects_shown ON associations.joint_projects USING btree (agreed_at DESC, id) WHERE (agreed_at IS NOT NULL);

CREATE INDEX joint_updates_of ON associations.joint_updates USING btree (project_id, association_id);

CREATE INDEX judgements_of_precondition ON transfers.judgements USING btree (precondition_id);

CREATE INDEX keepers_accounts ON associations.keepers USING btree (account_id) WHERE (account_id IS NOT NULL);

CREATE INDEX keepers_of ON associations.keepers USING btree (association_id);

CREATE INDEX lenders_organisation_id ON guarantees.lenders USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX lines_plan_id ON businessplans.lines USING btree (plan_id);

CREATE INDEX lines_venture_id ON businessplans.lines USING btree (venture_id);

CREATE INDEX links_fair_id ON practicefairs.links USING btree (fair_id, talk_id);

CREATE INDEX links_first_custodian ON access.links USING btree (first_custodian_id);

CREATE INDEX links_second_custodian ON access.links USING btree (second_custodian_id);

CREATE INDEX links_second_id ON access.links USING btree (second_id);

CREATE INDEX loans_arrears ON loans.loans USING btree (organisation_id, state, past_due_days);

CREATE INDEX loans_office_id ON loans.loans USING btree (office_id);

CREATE INDEX loans_person_id ON loans.loans USING btree (person_id);

CREATE INDEX locations_organisation_id ON directory.locations USING btree (organisation_id);

CREATE INDEX locations_place_id ON directory.locations USING btree (place_id);

CREATE INDEX meetings_of_forum ON forums.meetings USING btree (forum_id);

CREATE INDEX members_member_id ON places.members USING btree (member_id);

CREATE INDEX mentors_by_name ON mentoring.mentors USING btree (((confirmed_at IS NOT NULL)), name, id);

CREATE INDEX mentors_languages_free ON mentoring.mentors USING gin (languages) WHERE ((confirmed_at IS NOT NULL) AND (NOT paused));

CREATE INDEX mentors_office_id ON mentoring.mentors USING btree (office_id);

CREATE INDEX mentors_seen ON mentoring.mentors USING btree (office_id, account_id, confirmed_at, id);

CREATE INDEX messages_ended_at ON mail.messages USING btree (ended_at);

CREATE INDEX messages_subject_id ON mail.messages USING btree (subject_id);

CREATE INDEX moves_plan_id ON returns.moves USING btree (plan_id, id);

CREATE INDEX names_words ON places.names USING gin (words gin_trgm_ops);

CREATE INDEX note_withholdings_office ON cases.note_withholdings USING btree (office_id);

CREATE INDEX note_withholdings_person ON cases.note_withholdings USING btree (person_id);

CREATE INDEX notes_case_id ON cases.notes USING btree (case_id, written_at DESC);

CREATE INDEX notes_of_review ON peerreviews.notes USING btree (review_id);

CREATE INDEX notes_pair_id ON mentoring.notes USING btree (pair_id);

CREATE INDEX notes_person_id ON mentoring.notes USING btree (person_id);

CREATE INDEX notes_session_id ON mentoring.notes USING btree (session_id);

CREATE INDEX notices_of_office ON exchanges.notices USING btree (office_id);

CREATE INDEX notices_standing ON exchanges.notices USING btree (valid_until) WHERE (ended_at IS NULL);

CREATE INDEX observations_of_version ON impacts.observations USING btree (impact_id, number);

CREATE INDEX offers_newest ON trade.offers USING btree (published_at DESC, id DESC) WHERE (state = 'published'::text);

CREATE INDEX offers_office ON trade.offers USING btree (office_id, state);

CREATE INDEX offers_open ON trade.offers USING btree (corridor_id, published_at) WHERE (state = 'published'::text);

CREATE INDEX offers_search ON trade.offers USING gin (search) WHERE (state = 'published'::text);

CREATE INDEX offers_shown ON trade.offers USING btree (state, valid_until, office_id, venture_id);

CREATE INDEX offers_slips ON trade.offers USING gin (words gin_trgm_ops) WHERE (state = 'published'::text);

CREATE INDEX offers_venture_id ON trade.offers USING btree (venture_id);

CREATE INDEX officer_attendance_certificates_account_id ON learning.officer_attendance_certificates USING btree (account_id);

CREATE INDEX officer_attendance_certificates_office_id ON learning.officer_attendance_certificates USING btree (office_id);

CREATE INDEX officer_certificates_account_id ON learning.officer_certificates USING btree (account_id);

CREATE INDEX officer_certificates_office_id ON learning.officer_certificates USING btree (office_id);

CREATE INDEX offices_organisation_id ON offices.offices USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX offices_place_id ON offices.offices USING btree (place_id);

CREATE INDEX openings_corridor_id ON places.openings USING btree (corridor_id) WHERE (corridor_id IS NOT NULL);

CREATE INDEX openings_place_id ON places.openings USING btree (place_id);

CREATE INDEX opportunities_by_end ON opportunities.opportunities USING btree (reported DESC, last_day, id) WHERE (state = 'published'::text);

CREATE INDEX opportunities_corridor_ids ON opportunities.opportunities USING gin (corridor_ids);

CREATE INDEX opportunities_of_office ON opportunities.opportunities USING btree (office_id, last_day, id, state, valid_from);

CREATE INDEX opportunities_office_state ON opportunities.opportunities USING btree (office_id, state);

CREATE INDEX opportunities_opening_id ON opportunities.opportunities USING btree (opening_id) WHERE (opening_id IS NOT NULL);

CREATE INDEX opportunities_place_id ON opportunities.opportunities USING btree (place_id, state);

CREATE INDEX opportunities_search ON opportunities.opportunities USING gin (search);

CREATE INDEX opportunities_shown ON opportunities.opportunities USING btree (state, valid_from, last_day, office_id, id);

CREATE INDEX organisations_by_name_ar ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'ar'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_by_name_en ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'en'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_by_name_es ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'es'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_by_name_fr ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'fr'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_by_name_it ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'it'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_by_name_ro ON directory.organisations USING btree (lower(kernel.text_in((name)::jsonb, 'ro'::text)), id) WHERE (standing = 'live'::text);

CREATE INDEX organisations_place_id ON directory.organisations USING btree (place_id);

CREATE INDEX organisations_words ON directory.organisations USING gin (words gin_trgm_ops);

CREATE INDEX override_requests_custodian ON consent.override_requests USING btree (custodian_id) WHERE (state = 'asked'::text);

CREATE INDEX override_requests_subject_id ON consent.override_requests USING btree (subject_id);

CREATE INDEX pairs_grant_id ON mentoring.pairs USING btree (grant_id);

CREATE INDEX pairs_mentor_id ON mentoring.pairs USING btree (mentor_id, state);

CREATE INDEX pairs_office_id ON mentoring.pairs USING btree (office_id, state);

CREATE INDEX pairs_person_id ON mentoring.pairs USING btree (person_id);

CREATE INDEX partners_of_office ON projects.partners USING btree (office_id);

CREATE INDEX passkeys_account_id ON identity.passkeys USING btree (account_id);

CREATE INDEX peers_of_account ON peerreviews.peers USING btree (account_id) WHERE (left_at IS NULL);

CREATE INDEX people_office ON people.people USING btree (office_id, created_at DESC);

CREATE INDEX phones_organisation_id ON directory.phones USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX phones_service_id ON directory.phones USING btree (service_id) WHERE (service_id IS NOT NULL);

CREATE INDEX pictures_practice_id ON practices.pictures USING btree (practice_id) WHERE (practice_id IS NOT NULL);

CREATE INDEX places_iso_code ON places.places USING btree (iso) WHERE (iso IS NOT NULL);

CREATE INDEX places_of_associations ON associations.places USING btree (place_id, side);

CREATE INDEX places_parent_id ON places.places USING btree (parent_id);

CREATE INDEX plan_versions_newest ON plans.versions USING btree (published_at DESC, plan_id);

CREATE INDEX planned_person ON readiness.planned USING btree (person_id);

CREATE INDEX plans_of_office ON plans.plans USING btree (office_id);

CREATE INDEX plans_of_other_office ON plans.plans USING btree (other_office_id) WHERE (other_office_id IS NOT NULL);

CREATE INDEX plans_of_other_place ON plans.plans USING btree (other_place_id) WHERE (other_place_id IS NOT NULL);

CREATE INDEX plans_of_place ON plans.plans USING btree (place_id);

CREATE INDEX plans_office_id ON businessplans.plans USING btree (office_id);

CREATE INDEX plans_office_state ON returns.plans USING btree (office_id, state);

CREATE INDEX plans_venture_id ON returns.plans USING btree (venture_id);

CREATE INDEX points_of_file ON forums.points USING btree (file_id) WHERE (file_id IS NOT NULL);

CREATE INDEX postings_effective ON ledger.postings USING btree (account_id, effective_on) INCLUDE (amount_minor) WHERE (NOT pending);

CREATE INDEX practices_by_title_ar ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'ar'::text), id);

CREATE INDEX practices_by_title_en ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'en'::text), id);

CREATE INDEX practices_by_title_es ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'es'::text), id);

CREATE INDEX practices_by_title_fr ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'fr'::text), id);

CREATE INDEX practices_by_title_it ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'it'::text), id);

CREATE INDEX practices_by_title_ro ON practices.practices USING btree (kernel.text_in((title)::jsonb, 'ro'::text), id);

CREATE INDEX practices_countries ON practices.practices USING btree (countries);

CREATE INDEX practices_keeper_id ON practices.practices USING btree (keeper_id) WHERE (keeper_id IS NOT NULL);

CREATE INDEX practices_place_id ON practices.practices USING btree (place_id) WHERE (place_id IS NOT NULL);

CREATE INDEX practices_search ON practices.practices USING gin (search);

CREATE INDEX preconditions_of_office ON transfers.preconditions USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX preconditions_of_practice ON transfers.preconditions USING btree (practice_id);

CREATE INDEX prices_latest ON remittances.prices USING btree (service_id, observed_on DESC, recorded_at DESC);

CREATE INDEX products_organisation_id ON loans.products USING btree (organisation_id, state);

CREATE INDEX products_replaces_id ON loans.products USING btree (replaces_id) WHERE (replaces_id IS NOT NULL);

CREATE INDEX products_shown ON loans.products USING btree (published_at) WHERE (state = 'published'::text);

CREATE INDEX profiles_of_place ON transfers.profiles USING btree (place_id);

CREATE INDEX projects_of_lead ON projects.projects USING btree (lead_id);

CREATE INDEX proofs_office ON erasure.proofs USING btree (office_id, erased_at DESC);

CREATE INDEX provider_links_account_id ON identity.provider_links USING btree (account_id);

CREATE INDEX questions_of_account ON transfers.questions USING btree (account_id);

CREATE INDEX questions_of_practice ON transfers.questions USING btree (practice_id, asked_at);

CREATE INDEX questions_of_review ON peerreviews.questions USING btree (review_id);

CREATE INDEX questions_office_state ON messages.questions USING btree (office_id, state, asked_at);

CREATE INDEX rates_latest ON exchangerates.rates USING btree (base, currency, on_day DESC) WHERE (withdrawn_at IS NULL);

CREATE INDEX readings_of_review ON peerreviews.readings USING btree (review_id);

CREATE INDEX recommendations_of_review ON peerreviews.recommendations USING btree (review_id);

CREATE INDEX referrals_at_provider ON cases.referrals USING btree (organisation_id, sent_at DESC, id DESC);

CREATE INDEX referrals_case_id ON cases.referrals USING btree (case_id);

CREATE INDEX referrals_grant_id ON cases.referrals USING btree (grant_id);

CREATE INDEX referrals_organisation_id ON cases.referrals USING btree (organisation_id, state);

CREATE INDEX referrals_step_id ON cases.referrals USING btree (step_id);

CREATE INDEX referrals_unanswered ON cases.referrals USING btree (office_id) WHERE (state = ANY (ARRAY['sent'::text, 'seen'::text]));

CREATE INDEX reports_of_plan ON plans.reports USING btree (plan_id, on_day);

CREATE INDEX representatives_of ON associations.representatives USING btree (association_id);

CREATE INDEX requests_custodian ON erasure.requests USING btree (custodian_id, asked_at DESC);

CREATE INDEX requests_subject_id ON erasure.requests USING btree (subject_id);

CREATE INDEX required_documents_service_id ON directory.required_documents USING btree (service_id);

CREATE INDEX responses_office_id ON opportunities.responses USING btree (office_id);

CREATE INDEX responses_venture_id ON opportunities.responses USING btree (venture_id);

CREATE INDEX responsibilities_office_id ON directory.responsibilities USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX responsibilities_organisation_id ON directory.responsibilities USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX responsibilities_topic_place ON directory.responsibilities USING btree (topic, place_id);

CREATE INDEX reviews_event_id ON learning.reviews USING btree (study_id, event_id);

CREATE INDEX reviews_expert_id ON businessplans.reviews USING btree (expert_id);

CREATE INDEX reviews_of_office ON peerreviews.reviews USING btree (office_id);

CREATE INDEX reviews_of_practice ON peerreviews.reviews USING btree (practice_id) WHERE (published_at IS NOT NULL);

CREATE INDEX reviews_offer_id ON trade.reviews USING btree (offer_id, reviewed_at);

CREATE INDEX reviews_plan_id ON businessplans.reviews USING btree (plan_id);

CREATE INDEX reviews_venture_id ON businessplans.reviews USING btree (venture_id);

CREATE INDEX reviews_version_id ON businessplans.reviews USING btree (version_id);

CREATE INDEX revisions_object ON directory.revisions USING btree (object_id, at DESC);

CREATE INDEX revisions_organisation_id ON directory.revisions USING btree (organisation_id);

CREATE INDEX rounds_of_version ON instruments.rounds USING btree (version_id);

CREATE INDEX rule_history_rule_id ON returns.rule_history USING btree (rule_id, id);

CREATE INDEX rules_ends ON returns.rules USING btree (leaving, arriving);

CREATE INDEX rules_office_id ON returns.rules USING btree (office_id);

CREATE INDEX search_entries_listed ON directory.search_entries USING btree (organisation_id) WHERE listed;

CREATE INDEX search_entries_newest ON directory.search_entries USING btree (standing, sort_on DESC, service_id) WHERE listed;

CREATE INDEX search_entries_within ON directory.search_entries USING gin (within);

CREATE INDEX search_entries_words ON directory.search_entries USING gin (words) WITH (fastupdate='on', gin_pending_list_limit='32768');

CREATE INDEX seats_of_association ON forums.seats USING btree (association_id) WHERE (association_id IS NOT NULL);

CREATE INDEX seats_of_forum ON forums.seats USING btree (forum_id);

CREATE INDEX sendings_whole_at ON kernel.sendings USING btree (whole_at);

CREATE INDEX series_by_code ON observatory.series USING gin (codes) WITH (fastupdate=off);

CREATE INDEX service_areas_place_id ON directory.service_areas USING btree (place_id);

CREATE INDEX service_locations_location_id ON directory.service_locations USING btree (location_id);

CREATE INDEX services_of_corridor ON remittances.services USING btree (from_country, to_country, send_currency);

CREATE INDEX services_organisation_id ON directory.services USING btree (organisation_id);

CREATE INDEX services_standing_assured ON directory.services USING btree (standing, assured_on);

CREATE INDEX sessions_account_id ON identity.sessions USING btree (account_id);

CREATE INDEX sessions_card_id ON identity.sessions USING btree (card_id) WHERE (card_id IS NOT NULL);

CREATE INDEX sessions_group_id ON learning.sessions USING btree (group_id, starts_at);

CREATE INDEX sessions_last_seen_at ON identity.sessions USING btree (last_seen_at);

CREATE INDEX sessions_of_review ON peerreviews.sessions USING btree (review_id);

CREATE INDEX sessions_office_id ON mentoring.sessions USING btree (office_id, starts_at);

CREATE INDEX sessions_pair_id ON mentoring.sessions USING btree (pair_id, starts_at);

CREATE INDEX sessions_person_id ON mentoring.sessions USING btree (person_id);

CREATE INDEX sessions_starts_at ON learning.sessions USING btree (starts_at);

CREATE INDEX sheets_of_body ON instruments.sheets USING btree (body_id) WHERE (body_id IS NOT NULL);

CREATE INDEX sheets_of_round ON instruments.sheets USING btree (round_id, state);

CREATE INDEX signatures_venture_id ON businessplans.signatures USING btree (venture_id);

CREATE INDEX stands_practice_id ON practicefairs.stands USING btree (practice_id);

CREATE INDEX steps_case_id ON cases.steps USING btree (case_id, "position");

CREATE INDEX steps_due ON cases.steps USING btree (office_id, due_on, id) WHERE (state = ANY (ARRAY['planned'::text, 'under-way'::text]));

CREATE INDEX steps_entry_id ON guarantees.steps USING btree (entry_id) WHERE (entry_id IS NOT NULL);

CREATE INDEX studies_course_id ON learning.studies USING btree (course_id);

CREATE INDEX subject_accounts_account ON access.subject_accounts USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX subjects_custodian ON access.subjects USING btree (custodian_id);

CREATE INDEX talks_office_id ON practicefairs.talks USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX talks_stand ON practicefairs.talks USING btree (fair_id, practice_id);

CREATE INDEX tasks_case_id ON cases.tasks USING btree (case_id);

CREATE INDEX tasks_open ON cases.tasks USING btree (office_id, due_on, id) WHERE (done_at IS NULL);

CREATE INDEX territories_place_id ON offices.territories USING btree (place_id);

CREATE INDEX texts_office_id ON tracks.texts USING btree (office_id);

CREATE INDEX ticks_rule_id ON returns.ticks USING btree (rule_id);

CREATE INDEX transfers_of_office ON transfers.transfers USING btree (office_id) WHERE (office_id IS NOT NULL);

CREATE INDEX transfers_of_place ON transfers.transfers USING btree (place_id);

CREATE INDEX tries_counted_at ON identity.tries USING btree (counted_at);

CREATE INDEX twinnings_of_office ON exchanges.twinnings USING btree (office_id);

CREATE INDEX twinnings_of_partner ON exchanges.twinnings USING btree (partner_id);

CREATE INDEX unsealed_of_book ON ledger.unsealed USING btree (book_id);

CREATE INDEX ventures_lead_person ON ventures.ventures USING btree (lead_person_id);

CREATE INDEX ventures_office ON ventures.ventures USING btree (office_id, stage);

CREATE INDEX verifications_account_id ON identity.verifications USING btree (account_id) WHERE (account_id IS NOT NULL);

CREATE INDEX verifications_expires_at ON identity.verifications USING btree (expires_at);

CREATE INDEX versions_plan_id ON businessplans.versions USING btree (plan_id);

CREATE INDEX versions_venture_id ON businessplans.versions USING btree (venture_id);

CREATE INDEX visits_of_guest ON exchanges.visits USING btree (guest_id);

CREATE INDEX visits_of_host ON exchanges.visits USING btree (host_id);

CREATE INDEX vocabulary_trigrams ON directory.vocabulary USING gin (word gin_trgm_ops);

CREATE INDEX windows_fund_id ON guarantees.windows USING btree (fund_id);

CREATE INDEX wishes_office_id ON mentoring.wishes USING btree (office_id);

CREATE INDEX wishes_person_id ON mentoring.wishes USING btree (person_id);

CREATE UNIQUE INDEX applications_one_open ON loans.applications USING btree (person_id, office_id, product_id) WHERE (state = ANY (ARRAY['sent'::text, 'in-review'::text, 'asked'::text, 'approved'::text, 'signed'::text]));

CREATE UNIQUE INDEX assessments_one_open ON readiness.assessments USING btree (person_id) WHERE (finished_at IS NULL);

CREATE UNIQUE INDEX assignments_once ON access.assignments USING btree (account_id, role, scope_kind, scope_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX cases_one_open ON cases.cases USING btree (person_id, office_id) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX checks_one_open ON returns.checks USING btree (plan_id, asked_office_id) WHERE (answer IS NULL);

CREATE UNIQUE INDEX code_cards_one_live ON identity.code_cards USING btree (subject_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX drafts_one ON practices.drafts USING btree (practice_id) WHERE (practice_id IS NOT NULL);

CREATE UNIQUE INDEX enrolments_account_once ON learning.enrolments USING btree (group_id, account_id) WHERE (state <> 'withdrawn'::text);

CREATE UNIQUE INDEX enrolments_person_once ON learning.enrolments USING btree (group_id, person_id) WHERE (state <> 'withdrawn'::text);

CREATE UNIQUE INDEX fair_participants_once_organisation ON trade.fair_participants USING btree (fair_id, organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE UNIQUE INDEX fair_participants_once_venture ON trade.fair_participants USING btree (fair_id, venture_id) WHERE (venture_id IS NOT NULL);

CREATE UNIQUE INDEX guarantees_filed_once ON guarantees.guarantees USING btree (lender_id, reference) WHERE (state <> ALL (ARRAY['refused'::text, 'withdrawn'::text, 'lapsed'::text]));

CREATE UNIQUE INDEX handovers_one_open ON cases.handovers USING btree (person_id, to_office_id) WHERE (state = ANY (ARRAY['offered'::text, 'seen'::text]));

CREATE UNIQUE INDEX holidays_once ON places.holidays USING btree (place_id, on_day, kernel.text_in((name)::jsonb, 'en'::text));

CREATE UNIQUE INDEX interests_once_organisation ON trade.interests USING btree (offer_id, organisation_id) WHERE ((ended_at IS NULL) AND (organisation_id IS NOT NULL));

CREATE UNIQUE INDEX interests_once_venture ON trade.interests USING btree (offer_id, from_venture_id) WHERE ((ended_at IS NULL) AND (from_venture_id IS NOT NULL));

CREATE UNIQUE INDEX links_once ON access.links USING btree (first_id, second_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX pairs_once ON mentoring.pairs USING btree (venture_id, person_id, mentor_id) WHERE (state <> 'ended'::text);

CREATE UNIQUE INDEX plans_one_open ON returns.plans USING btree (person_id) WHERE (state <> ALL (ARRAY['settled'::text, 'withdrawn'::text]));

CREATE UNIQUE INDEX rates_once ON exchangerates.rates USING btree (source, base, currency, on_day) WHERE (withdrawn_at IS NULL);

CREATE UNIQUE INDEX referrals_one_open ON cases.referrals USING btree (step_id, organisation_id) WHERE (state = ANY (ARRAY['sent'::text, 'seen'::text, 'accepted'::text]));

CREATE UNIQUE INDEX requests_one_open ON erasure.requests USING btree (subject_id) WHERE (state = ANY (ARRAY['asked'::text, 'proposed'::text]));

CREATE UNIQUE INDEX reviews_one_open ON businessplans.reviews USING btree (plan_id, expert_id) WHERE (state = ANY (ARRAY['asked'::text, 'in-review'::text]));

CREATE UNIQUE INDEX seats_once ON forums.seats USING btree (forum_id, association_id) WHERE (until_on IS NULL);

CREATE UNIQUE INDEX sheets_once ON instruments.sheets USING btree (round_id, body_id) WHERE ((NOT several) AND (body_id IS NOT NULL));

CREATE UNIQUE INDEX twinnings_once ON exchanges.twinnings USING btree (LEAST(office_id, partner_id), GREATEST(office_id, partner_id)) WHERE (state = ANY (ARRAY['proposed'::text, 'agreed'::text]));

CREATE UNIQUE INDEX versions_one_draft ON guarantees.versions USING btree (window_id) WHERE (state = 'draft'::text);

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

create policy custody on access.links for select to ponte_app using (((first_custodian_id IN ( SELECT access.desks() AS desks)) OR (second_custodian_id IN ( SELECT access.desks() AS desks))));

create policy desk_ends on access.links for update to ponte_app using (((how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text])) AND (ended_at IS NULL) AND (first_custodian_id IN ( SELECT access.desks() AS desks)) AND (second_custodian_id IN ( SELECT access.desks() AS desks)))) with check ((ended_by = kernel.actor()));

create policy desk_links on access.links for insert to ponte_app with check (((how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text])) AND (made_by = kernel.actor()) AND (ended_at IS NULL) AND ((first_id, first_custodian_id) IN ( SELECT subjects.id, subjects.custodian_id FROM access.subjects WHERE (subjects.custodian_id IN ( SELECT access.desks() AS desks)))) AND ((second_id, second_custodian_id) IN ( SELECT subjects.id, subjects.custodian_id FROM access.subjects WHERE (subjects.custodian_id IN ( SELECT access.desks() AS desks))))));

create policy jobs_all on access.links for all to ponte_jobs using (true);

create policy officer on access.links for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy officer_ends on access.links for update to ponte_app using (((ended_at IS NULL) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network))) with check ((ended_by = kernel.actor()));

create policy officer_links on access.links for insert to ponte_app with check (((how = 'officer-decision'::text) AND (made_by = kernel.actor()) AND (ended_at IS NULL) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)));

create policy owner_all on access.links for all to ponte_owner using (true) with check (true);

create policy person_ends on access.links for update to ponte_app using (((how <> 'officer-decision'::text) AND (ended_at IS NULL) AND (first_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (second_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check ((ended_by = kernel.actor()));

create policy person_links on access.links for insert to ponte_app with check (((how = 'on-line'::text) AND (made_by = kernel.actor()) AND (ended_at IS NULL) AND (first_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (second_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self on access.links for select to ponte_app using (((first_id IN ( SELECT access.own_subjects() AS own_subjects)) OR (second_id IN ( SELECT access.own_subjects() AS own_subjects))));

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

create policy taught on access.subject_keys for select to ponte_app using ((subject_id IN ( SELECT taught_files.subject_id FROM learning.taught_files() taught_files(file_id, subject_id))));

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

create policy begun on analyses.analyses for insert to ponte_app with check (((created_by = kernel.actor()) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network)))));

create policy changed on analyses.analyses for update to ponte_app using ((id IN ( SELECT analyses.kept() AS kept))) with check ((id IN ( SELECT analyses.kept() AS kept)));

create policy dropped on analyses.analyses for delete to ponte_app using (((version = 0) AND (id IN ( SELECT analyses.kept() AS kept))));

create policy kept on analyses.analyses for select to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network))));

create policy owner_all on analyses.analyses for all to ponte_owner using (true) with check (true);

create policy published on analyses.analyses for select to ponte_app using ((version > 0));

create policy begun on analyses.drafts for insert to ponte_app with check (((analysis_id IN ( SELECT analyses.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy changed on analyses.drafts for update to ponte_app using ((analysis_id IN ( SELECT analyses.kept() AS kept))) with check (((analysis_id IN ( SELECT analyses.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy dropped on analyses.drafts for delete to ponte_app using ((analysis_id IN ( SELECT analyses.kept() AS kept)));

create policy kept on analyses.drafts for select to ponte_app using ((analysis_id IN ( SELECT analyses.kept() AS kept)));

create policy owner_all on analyses.drafts for all to ponte_owner using (true) with check (true);

create policy added on analyses.versions for insert to ponte_app with check (((analysis_id IN ( SELECT analyses.kept() AS kept)) AND (published_by = kernel.actor())));

create policy owner_all on analyses.versions for all to ponte_owner using (true) with check (true);

create policy published on analyses.versions for select to ponte_app using (true);

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

create policy at_desk on associations.associations for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND (state <> 'unconfirmed'::text)));

create policy changed on associations.associations for update to ponte_app using (((id IN ( SELECT associations.mine() AS mine)) OR ((office_id IN ( SELECT access.desks() AS desks)) AND (state <> 'unconfirmed'::text)))) with check (((id IN ( SELECT associations.mine() AS mine)) OR ((office_id IN ( SELECT access.desks() AS desks)) AND (state <> 'unconfirmed'::text))));

create policy jobs_all on associations.associations for all to ponte_jobs using (true) with check (true);

create policy kept on associations.associations for select to ponte_app using ((id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.associations for all to ponte_owner using (true) with check (true);

create policy registered on associations.associations for insert to ponte_app with check (((state = 'unconfirmed'::text) AND (verified_at IS NULL) AND (active_on IS NULL) AND (office_id IN ( SELECT offices.id FROM offices.offices WHERE offices.active))));

create policy shown on associations.associations for select to ponte_app using ((state = 'verified'::text));

create policy at_desk on associations.events for select to ponte_app using ((association_id IN ( SELECT associations.at_desk() AS at_desk)));

create policy by_keepers on associations.events for insert to ponte_app with check (((NOT (by_account IS DISTINCT FROM kernel.actor())) AND (kind = ANY (ARRAY['registered'::text, 'confirmed'::text, 'changed'::text, 'answered'::text, 'second-look'::text, 'still-active'::text, 'closed'::text])) AND (association_id IN ( SELECT associations.mine() AS mine))));

create policy by_office on associations.events for insert to ponte_app with check (((NOT (by_account IS DISTINCT FROM kernel.actor())) AND (kind = ANY (ARRAY['asked'::text, 'verified'::text, 'refused'::text])) AND (association_id IN ( SELECT associations.at_desk() AS at_desk))));

create policy jobs_all on associations.events for all to ponte_jobs using (true) with check (true);

create policy kept on associations.events for select to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.events for all to ponte_owner using (true) with check (true);

create policy changed on associations.joint_contacts for update to ponte_app using (((project_id, office_id) IN ( SELECT d.project_id, d.office_id FROM associations.joint_at_desk() d(project_id, office_id)))) with check (((project_id, office_id) IN ( SELECT d.project_id, d.office_id FROM associations.joint_at_desk() d(project_id, office_id))));

create policy owner_all on associations.joint_contacts for all to ponte_owner using (true) with check (true);

create policy pointed on associations.joint_contacts for insert to ponte_app with check (((project_id, office_id) IN ( SELECT d.project_id, d.office_id FROM associations.joint_at_desk() d(project_id, office_id))));

create policy removed on associations.joint_contacts for delete to ponte_app using (((project_id, office_id) IN ( SELECT d.project_id, d.office_id FROM associations.joint_at_desk() d(project_id, office_id))));

create policy shown on associations.joint_contacts for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('everybody'::text) AS joint_projects_of)));

create policy answered on associations.joint_partners for update to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine))) with check (((answer IS NOT NULL) AND (association_id IN ( SELECT associations.mine() AS mine))));

create policy asked on associations.joint_partners for insert to ponte_app with check (((answer IS NULL) AND (told_at IS NULL) AND (project_id IN ( SELECT associations.joint_projects_of('writing'::text) AS joint_projects_of))));

create policy jobs_tell on associations.joint_partners for all to ponte_jobs using (true) with check (true);

create policy lead on associations.joint_partners for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('lead'::text) AS joint_projects_of)));

create policy owner_all on associations.joint_partners for all to ponte_owner using (true) with check (true);

create policy partner on associations.joint_partners for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('partners'::text) AS joint_projects_of)));

create policy removed on associations.joint_partners for delete to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('writing'::text) AS joint_projects_of)));

create policy shown on associations.joint_partners for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('everybody'::text) AS joint_projects_of)));

create policy lead on associations.joint_places for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('lead'::text) AS joint_projects_of)));

create policy owner_all on associations.joint_places for all to ponte_owner using (true) with check (true);

create policy partner on associations.joint_places for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('partners'::text) AS joint_projects_of)));

create policy removed on associations.joint_places for delete to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('writing'::text) AS joint_projects_of)));

create policy shown on associations.joint_places for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('everybody'::text) AS joint_projects_of)));

create policy written on associations.joint_places for insert to ponte_app with check ((project_id IN ( SELECT associations.joint_projects_of('writing'::text) AS joint_projects_of)));

create policy changed on associations.joint_projects for update to ponte_app using ((lead_id IN ( SELECT associations.mine() AS mine))) with check ((lead_id IN ( SELECT associations.mine() AS mine)));

create policy jobs_read on associations.joint_projects for select to ponte_jobs using (true);

create policy lead on associations.joint_projects for select to ponte_app using ((lead_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.joint_projects for all to ponte_owner using (true) with check (true);

create policy partner on associations.joint_projects for select to ponte_app using ((id IN ( SELECT associations.joint_projects_of('partners'::text) AS joint_projects_of)));

create policy proposed on associations.joint_projects for insert to ponte_app with check (((state = 'proposed'::text) AND (agreed_at IS NULL) AND (revision = 1) AND (lead_id IN ( SELECT associations.mine() AS mine)) AND (lead_id IN ( SELECT associations.shown() AS shown))));

create policy shown on associations.joint_projects for select to ponte_app using ((agreed_at IS NOT NULL));

create policy owner_all on associations.joint_updates for all to ponte_owner using (true) with check (true);

create policy shown on associations.joint_updates for select to ponte_app using ((project_id IN ( SELECT associations.joint_projects_of('everybody'::text) AS joint_projects_of)));

create policy told on associations.joint_updates for insert to ponte_app with check (((association_id IN ( SELECT associations.mine() AS mine)) AND (project_id IN ( SELECT associations.joint_projects_of('going'::text) AS joint_projects_of)) AND (EXISTS ( SELECT FROM associations.joint_partners j WHERE ((j.project_id = joint_updates.project_id) AND (j.association_id = joint_updates.association_id) AND (j.answer = 'yes'::text))))));

create policy at_desk on associations.keepers for select to ponte_app using ((association_id IN ( SELECT associations.at_desk() AS at_desk)));

create policy began on associations.keepers for insert to ponte_app with check (((association_id IN ( SELECT associations.unkept() AS unkept)) AND (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)) OR (token_hash = kernel.link_token()))));

create policy confirmed on associations.keepers for update to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine))) with check ((association_id IN ( SELECT associations.mine() AS mine)));

create policy jobs_all on associations.keepers for all to ponte_jobs using (true) with check (true);

create policy kept on associations.keepers for select to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.keepers for all to ponte_owner using (true) with check (true);

create policy at_desk on associations.places for select to ponte_app using ((association_id IN ( SELECT associations.at_desk() AS at_desk)));

create policy jobs_all on associations.places for all to ponte_jobs using (true) with check (true);

create policy kept on associations.places for all to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine))) with check ((association_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.places for all to ponte_owner using (true) with check (true);

create policy shown on associations.places for select to ponte_app using ((EXISTS ( SELECT FROM associations.associations a WHERE ((a.id = places.association_id) AND (a.state = 'verified'::text)))));

create policy at_desk on associations.representatives for select to ponte_app using ((association_id IN ( SELECT associations.at_desk() AS at_desk)));

create policy jobs_all on associations.representatives for all to ponte_jobs using (true) with check (true);

create policy kept on associations.representatives for all to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine))) with check ((association_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on associations.representatives for all to ponte_owner using (true) with check (true);

create policy shown on associations.representatives for select to ponte_app using (((agreed_on IS NOT NULL) AND COALESCE((until_on >= CURRENT_DATE), true) AND (association_id IN ( SELECT associations.shown() AS shown))));

create policy jobs_all on audit.entries for select to ponte_jobs using (true);

create policy officer on audit.entries for select to ponte_app using (( SELECT access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]) AS in_network));

create policy owner_all on audit.entries for all to ponte_owner using (true) with check (true);

create policy self on audit.entries for select to ponte_app using ((subject IN ( SELECT audit.own_pseudonyms() AS own_pseudonyms)));

create policy jobs_all on audit.pseudonyms for all to ponte_jobs using (true);

create policy owner_all on audit.pseudonyms for all to ponte_owner using (true) with check (true);

create policy jobs_all on audit.seals for all to ponte_jobs using (true) with check (true);

create policy owner_all on audit.seals for all to ponte_owner using (true) with check (true);

create policy readable on audit.seals for select to ponte_app using (( SELECT access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]) AS in_network));

create policy begun on benchmarks.comparisons for insert to ponte_app with check (((created_by = kernel.actor()) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network)))));

create policy changed on benchmarks.comparisons for update to ponte_app using ((id IN ( SELECT benchmarks.kept() AS kept))) with check ((id IN ( SELECT benchmarks.kept() AS kept)));

create policy dropped on benchmarks.comparisons for delete to ponte_app using (((version = 0) AND (id IN ( SELECT benchmarks.kept() AS kept))));

create policy owner_all on benchmarks.comparisons for all to ponte_owner using (true) with check (true);

create policy published on benchmarks.comparisons for select to ponte_app using ((version > 0));

create policy seen on benchmarks.comparisons for select to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'office-manager'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['auditor'::text]) AS in_network)));

create policy begun on benchmarks.drafts for insert to ponte_app with check (((comparison_id IN ( SELECT benchmarks.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy changed on benchmarks.drafts for update to ponte_app using ((comparison_id IN ( SELECT benchmarks.kept() AS kept))) with check (((comparison_id IN ( SELECT benchmarks.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy dropped on benchmarks.drafts for delete to ponte_app using ((comparison_id IN ( SELECT benchmarks.kept() AS kept)));

create policy owner_all on benchmarks.drafts for all to ponte_owner using (true) with check (true);

create policy seen on benchmarks.drafts for select to ponte_app using ((comparison_id IN ( SELECT benchmarks.seen() AS seen)));

create policy added on benchmarks.versions for insert to ponte_app with check (((comparison_id IN ( SELECT benchmarks.kept() AS kept)) AND (published_by = kernel.actor())));

create policy owner_all on benchmarks.versions for all to ponte_owner using (true) with check (true);

create policy published on benchmarks.versions for select to ponte_app using (true);

create policy custody on businessplans.answers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.answers for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on businessplans.answers for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.answers for all to ponte_jobs using (true);

create policy owner_all on businessplans.answers for all to ponte_owner using (true) with check (true);

create policy counsellor_adds on businessplans.comments for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'counsellor'::text) AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody on businessplans.comments for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy expert_adds on businessplans.comments for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'expert'::text) AND (venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part))));

create policy founder on businessplans.comments for select to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy founder_adds on businessplans.comments for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'founder'::text) AND (venture_id IN ( SELECT ventures.founded() AS founded))));

create policy granted on businessplans.comments for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.comments for all to ponte_jobs using (true);

create policy owner_all on businessplans.comments for all to ponte_owner using (true) with check (true);

create policy custody on businessplans.figures for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.figures for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on businessplans.figures for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.figures for all to ponte_jobs using (true);

create policy owner_all on businessplans.figures for all to ponte_owner using (true) with check (true);

create policy custody on businessplans.lines for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.lines for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on businessplans.lines for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.lines for all to ponte_jobs using (true);

create policy owner_all on businessplans.lines for all to ponte_owner using (true) with check (true);

create policy custody on businessplans.plans for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.plans for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on businessplans.plans for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.plans for all to ponte_jobs using (true);

create policy owner_all on businessplans.plans for all to ponte_owner using (true) with check (true);

create policy counsellor_adds on businessplans.reviews for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'asked'::text) AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody on businessplans.reviews for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy expert_answers on businessplans.reviews for update to ponte_app using (((expert_id = kernel.actor()) AND (venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)))) with check (((expert_id = kernel.actor()) AND (venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part))));

create policy founder on businessplans.reviews for select to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy founder_adds on businessplans.reviews for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'asked'::text) AND (venture_id IN ( SELECT ventures.founded() AS founded))));

create policy granted on businessplans.reviews for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.reviews for all to ponte_jobs using (true);

create policy owner_all on businessplans.reviews for all to ponte_owner using (true) with check (true);

create policy counsellor_adds on businessplans.signatures for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'counsellor'::text) AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody on businessplans.signatures for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.signatures for select to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy founder_adds on businessplans.signatures for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'founder'::text) AND (venture_id IN ( SELECT ventures.founded() AS founded))));

create policy granted on businessplans.signatures for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.signatures for all to ponte_jobs using (true);

create policy owner_all on businessplans.signatures for all to ponte_owner using (true) with check (true);

create policy counsellor_adds on businessplans.versions for insert to ponte_app with check (((created_by = kernel.actor()) AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody on businessplans.versions for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on businessplans.versions for select to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy founder_adds on businessplans.versions for insert to ponte_app with check (((created_by = kernel.actor()) AND (venture_id IN ( SELECT ventures.founded() AS founded))));

create policy granted on businessplans.versions for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('business-plan'::text) AS shared_part)));

create policy jobs_all on businessplans.versions for all to ponte_jobs using (true);

create policy owner_all on businessplans.versions for all to ponte_owner using (true) with check (true);

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

create policy asks on cases.note_withholdings for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'asked'::text) AND (office_id IN ( SELECT access.desks() AS desks)) AND (EXISTS ( SELECT FROM cases.notes n WHERE ((n.id = note_withholdings.note_id) AND (n.person_id = note_withholdings.person_id) AND (NOT n.shared_with_person))))));

create policy custody on cases.note_withholdings for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy decides on cases.note_withholdings for update to ponte_app using (((state = 'asked'::text) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network))) with check (((decided_by = kernel.actor()) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)));

create policy jobs_all on cases.note_withholdings for all to ponte_jobs using (true);

create policy officer on cases.note_withholdings for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy owner_all on cases.note_withholdings for all to ponte_owner using (true) with check (true);

create policy author on cases.notes for select to ponte_app using (((author_id = kernel.actor()) AND (case_id IN ( SELECT cases.joint_cases() AS joint_cases))));

create policy custody on cases.notes for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND ((written_in IN ( SELECT access.desks() AS desks)) OR (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = notes.person_id) AND (w.part = 'notes'::text) AND (notes.written_at < w.before))))))));

create policy custody_writes on cases.notes for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (written_in IN ( SELECT access.desks() AS desks)) AND (author_id = kernel.actor())));

create policy granted on cases.notes for select to ponte_app using (((person_id IN ( SELECT consent.subjects('notes'::text) AS subjects)) AND (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = notes.person_id) AND (w.part = 'notes'::text) AND (notes.written_at < w.before)))))));

create policy jobs_all on cases.notes for all to ponte_jobs using (true);

create policy joint_writes on cases.notes for insert to ponte_app with check (((case_id IN ( SELECT cases.joint_cases() AS joint_cases)) AND (written_in IN ( SELECT access.desks() AS desks)) AND (author_id = kernel.actor())));

create policy owner_all on cases.notes for all to ponte_owner using (true) with check (true);

create policy self on cases.notes for select to ponte_app using (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (NOT (id IN ( SELECT cases.kept_back_notes() AS kept_back_notes)))));

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

create policy begun on consultations.consultations for insert to ponte_app with check (((created_by = kernel.actor()) AND (state = 'draft'::text) AND (office_id IN ( SELECT consultations.writers() AS writers))));

create policy changed on consultations.consultations for update to ponte_app using ((office_id IN ( SELECT consultations.writers() AS writers))) with check ((office_id IN ( SELECT consultations.writers() AS writers)));

create policy jobs_read on consultations.consultations for select to ponte_jobs using (true);

create policy of_office on consultations.consultations for select to ponte_app using ((office_id IN ( SELECT consultations.readers() AS readers)));

create policy owner_all on consultations.consultations for all to ponte_owner using (true) with check (true);

create policy shown on consultations.consultations for select to ponte_app using ((opened_at IS NOT NULL));

create policy jobs_forget on consultations.drafts for all to ponte_jobs using (true);

create policy kept on consultations.drafts for select to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy owner_all on consultations.drafts for all to ponte_owner using (true) with check (true);

create policy removed on consultations.drafts for delete to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy rewritten on consultations.drafts for update to ponte_app using (((association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting)))) with check (((association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting))));

create policy written on consultations.drafts for insert to ponte_app with check (((association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting))));

create policy jobs_tell on consultations.invitations for all to ponte_jobs using (true) with check (true);

create policy kept on consultations.invitations for select to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy of_office on consultations.invitations for select to ponte_app using ((consultation_id IN ( SELECT consultations.of_readers() AS of_readers)));

create policy owner_all on consultations.invitations for all to ponte_owner using (true) with check (true);

create policy changed on consultations.opinions for update to ponte_app using ((((association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting))) OR (consultation_id IN ( SELECT consultations.of_writers() AS of_writers)))) with check ((((association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting))) OR (consultation_id IN ( SELECT consultations.of_writers() AS of_writers))));

create policy handed_in on consultations.opinions for insert to ponte_app with check (((answer IS NULL) AND (association_id IN ( SELECT associations.mine() AS mine)) AND (consultation_id IN ( SELECT consultations.collecting() AS collecting))));

create policy kept on consultations.opinions for select to ponte_app using ((association_id IN ( SELECT associations.mine() AS mine)));

create policy of_office on consultations.opinions for select to ponte_app using ((consultation_id IN ( SELECT consultations.of_readers() AS of_readers)));

create policy owner_all on consultations.opinions for all to ponte_owner using (true) with check (true);

create policy shown on consultations.opinions for select to ponte_app using ((public AND (consultation_id IN ( SELECT consultations.opened() AS opened))));

create policy jobs_all on counts.frozen for all to ponte_jobs using (true) with check (true);

create policy one_office on counts.frozen for select to ponte_app using (((cardinality(office_ids) = 1) AND (office_ids[1] IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'administrator'::text, 'data-protection-officer'::text, 'auditor'::text]) AS scopes)) AND (NOT ( SELECT access.in_network(ARRAY['planner'::text, 'administrator'::text, 'data-protection-officer'::text, 'auditor'::text]) AS in_network))));

create policy owner_all on counts.frozen for all to ponte_owner using (true) with check (true);

create policy regions on counts.frozen for select to ponte_app using (((kind = 'region'::text) AND ( SELECT access.in_network(ARRAY['planner'::text, 'administrator'::text, 'data-protection-officer'::text, 'auditor'::text]) AS in_network)));

create policy jobs_all on counts.quarters for all to ponte_jobs using (true) with check (true);

create policy owner_all on counts.quarters for all to ponte_owner using (true) with check (true);

create policy published on counts.quarters for select to ponte_app using (true);

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

create policy edited on directory.service_cards for all to ponte_app using (( SELECT directory.may_edit() AS may_edit)) with check (( SELECT directory.may_edit() AS may_edit));

create policy jobs_all on directory.service_cards for all to ponte_jobs using (true) with check (true);

create policy owner_all on directory.service_cards for all to ponte_owner using (true) with check (true);

create policy provided on directory.service_cards for all to ponte_app using ((service_id IN ( SELECT directory.own_services() AS own_services))) with check ((service_id IN ( SELECT directory.own_services() AS own_services)));

create policy published on directory.service_cards for select to ponte_app using (true);

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

create policy owner_all on directory.vocabulary_state for all to ponte_owner using (true) with check (true);

create policy published on directory.vocabulary_state for select to ponte_app, ponte_jobs using (true);

create policy custody on documents.issued for select to ponte_app using (((custodian_id IN ( SELECT access.desks() AS desks)) AND (NOT access.is_withheld(subject_id, 'documents'::text, issued_at))));

create policy fund on documents.issued for select to ponte_app using (((kind = 'guarantees.certificate'::text) AND (subject_id IS NULL) AND (office_id IN ( SELECT guarantees.followed() AS followed))));

create policy fund_issues on documents.issued for insert to ponte_app with check (((kind = 'guarantees.certificate'::text) AND (issued_by = kernel.actor()) AND (revoked_at IS NULL) AND (subject_id IS NULL) AND (office_id IN ( SELECT guarantees.followed() AS followed))));

create policy granted on documents.issued for select to ponte_app using (((subject_id IN ( SELECT consent.subjects('documents'::text) AS subjects)) AND (NOT access.is_withheld(subject_id, 'documents'::text, issued_at))));

create policy issuer on documents.issued for select to ponte_app using (((office_id IN ( SELECT documents.issuing_offices() AS issuing_offices)) AND ((kind ~~ 'learning.%'::text) OR (office_id IN ( SELECT access.desks() AS desks)))));

create policy issues on documents.issued for insert to ponte_app with check (((issued_by = kernel.actor()) AND (revoked_at IS NULL) AND (office_id IN ( SELECT documents.issuing_offices() AS issuing_offices)) AND ((kind ~~ 'learning.%'::text) OR (office_id IN ( SELECT access.desks() AS desks))) AND ((subject_id IS NULL) OR (custodian_id IN ( SELECT access.desks() AS desks)) OR ((kind ~~ 'learning.%'::text) AND (subject_id IN ( SELECT consent.subjects('learning'::text) AS subjects))))));

create policy jobs_all on documents.issued for all to ponte_jobs using (true) with check (true);

create policy owner_all on documents.issued for all to ponte_owner using (true) with check (true);

create policy revokes on documents.issued for update to ponte_app using (((revoked_at IS NULL) AND (office_id IN ( SELECT access.desks() AS desks)))) with check ((revoked_by = kernel.actor()));

create policy self on documents.issued for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy administered on erasure.clocks for update to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)) with check (((confirmed_by = kernel.actor()) AND ( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)));

create policy jobs_all on erasure.clocks for all to ponte_jobs using (true);

create policy owner_all on erasure.clocks for all to ponte_owner using (true) with check (true);

create policy staff on erasure.clocks for select to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy custody on erasure.due for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on erasure.due for all to ponte_jobs using (true);

create policy officer on erasure.due for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy officer_extends on erasure.due for update to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)) with check (((extended_by = kernel.actor()) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)));

create policy owner_all on erasure.due for all to ponte_owner using (true) with check (true);

create policy self on erasure.due for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy jobs_all on erasure.proofs for all to ponte_jobs using (true);

create policy office on erasure.proofs for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy officer on erasure.proofs for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy owner_all on erasure.proofs for all to ponte_owner using (true) with check (true);

create policy custody on erasure.requests for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy desk_asks on erasure.requests for insert to ponte_app with check (((asked_how = 'desk'::text) AND (asked_by = kernel.actor()) AND (state = 'asked'::text) AND (proposal IS NULL) AND (NOT account_too) AND (custodian_id IN ( SELECT access.desks() AS desks))));

create policy jobs_all on erasure.requests for all to ponte_jobs using (true);

create policy manager_proposes on erasure.requests for update to ponte_app using (((state = ANY (ARRAY['asked'::text, 'proposed'::text])) AND (custodian_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)))) with check (((state = 'proposed'::text) AND (proposed_by = kernel.actor()) AND (custodian_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))));

create policy officer on erasure.requests for select to ponte_app using (( SELECT access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]) AS in_network));

create policy officer_refuses on erasure.requests for update to ponte_app using ((((state = 'proposed'::text) OR ((state = 'asked'::text) AND (asked_at < (now() - '14 days'::interval)))) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network))) with check (((state = 'refused'::text) AND (decided_by = kernel.actor()) AND ( SELECT access.in_network(ARRAY['data-protection-officer'::text]) AS in_network)));

create policy owner_all on erasure.requests for all to ponte_owner using (true) with check (true);

create policy self on erasure.requests for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_asks on erasure.requests for insert to ponte_app with check (((asked_how = 'person'::text) AND (asked_by = kernel.actor()) AND (state = 'asked'::text) AND (proposal IS NULL) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_withdraws on erasure.requests for update to ponte_app using (((state = ANY (ARRAY['asked'::text, 'proposed'::text])) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((state = 'withdrawn'::text) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy imported on exchangerates.rates for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network) AND (imported_by = kernel.actor()) AND (withdrawn_at IS NULL)));

create policy jobs_all on exchangerates.rates for select to ponte_jobs using (true);

create policy kept on exchangerates.rates for select to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network));

create policy owner_all on exchangerates.rates for all to ponte_owner using (true) with check (true);

create policy published on exchangerates.rates for select to ponte_app using ((withdrawn_at IS NULL));

create policy withdrawn on exchangerates.rates for update to ponte_app using ((( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network) AND (withdrawn_at IS NULL))) with check ((( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network) AND (withdrawn_by = kernel.actor()) AND (withdrawn_at IS NOT NULL)));

create policy known on exchanges.items for select to ponte_app using ((visit_id IN ( SELECT exchanges.known() AS known)));

create policy owner_all on exchanges.items for all to ponte_owner using (true) with check (true);

create policy planned on exchanges.items for insert to ponte_app with check ((visit_id IN ( SELECT exchanges.planned() AS planned)));

create policy removed on exchanges.items for delete to ponte_app using ((visit_id IN ( SELECT exchanges.planned() AS planned)));

create policy own on exchanges.notices for select to ponte_app using ((office_id IN ( SELECT exchanges.staff() AS staff)));

create policy owner_all on exchanges.notices for all to ponte_owner using (true) with check (true);

create policy rewritten on exchanges.notices for update to ponte_app using ((office_id IN ( SELECT exchanges.offices() AS offices))) with check ((office_id IN ( SELECT exchanges.offices() AS offices)));

create policy standing on exchanges.notices for select to ponte_app using (((ended_at IS NULL) AND (valid_until >= CURRENT_DATE) AND (( SELECT (EXISTS ( SELECT exchanges.staff() AS staff)) AS "exists") OR ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network))));

create policy written on exchanges.notices for insert to ponte_app with check (((written_by = kernel.actor()) AND (ended_at IS NULL) AND (office_id IN ( SELECT exchanges.offices() AS offices))));

create policy known on exchanges.participants for select to ponte_app using ((visit_id IN ( SELECT exchanges.known() AS known)));

create policy owner_all on exchanges.participants for all to ponte_owner using (true) with check (true);

create policy planned on exchanges.participants for insert to ponte_app with check (((account_id IS NULL) AND (visit_id IN ( SELECT exchanges.planned() AS planned)) AND (office_id IN ( SELECT exchanges.offices() AS offices))));

create policy removed on exchanges.participants for delete to ponte_app using (((visit_id IN ( SELECT exchanges.joinable() AS joinable)) AND ((account_id = kernel.actor()) OR (office_id IN ( SELECT exchanges.offices() AS offices)))));

create policy self on exchanges.participants for insert to ponte_app with check (((account_id = kernel.actor()) AND (visit_id IN ( SELECT exchanges.joinable() AS joinable)) AND (office_id IN ( SELECT exchanges.staff() AS staff))));

create policy changed on exchanges.twinnings for update to ponte_app using (((office_id IN ( SELECT exchanges.offices() AS offices)) OR (partner_id IN ( SELECT exchanges.offices() AS offices)))) with check (((office_id IN ( SELECT exchanges.offices() AS offices)) OR (partner_id IN ( SELECT exchanges.offices() AS offices))));

create policy own on exchanges.twinnings for select to ponte_app using (((office_id IN ( SELECT exchanges.staff() AS staff)) OR (partner_id IN ( SELECT exchanges.staff() AS staff))));

create policy owner_all on exchanges.twinnings for all to ponte_owner using (true) with check (true);

create policy proposed on exchanges.twinnings for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'proposed'::text) AND (NOT partner_shows) AND (office_id IN ( SELECT exchanges.offices() AS offices))));

create policy shown on exchanges.twinnings for select to ponte_app using (((state = 'agreed'::text) AND office_shows AND partner_shows));

create policy asked on exchanges.visits for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'asked'::text) AND (guest_id IN ( SELECT exchanges.offices() AS offices))));

create policy changed on exchanges.visits for update to ponte_app using (((guest_id IN ( SELECT exchanges.offices() AS offices)) OR (host_id IN ( SELECT exchanges.offices() AS offices)))) with check (((guest_id IN ( SELECT exchanges.offices() AS offices)) OR (host_id IN ( SELECT exchanges.offices() AS offices))));

create policy own on exchanges.visits for select to ponte_app using (((guest_id IN ( SELECT exchanges.staff() AS staff)) OR (host_id IN ( SELECT exchanges.staff() AS staff))));

create policy owner_all on exchanges.visits for all to ponte_owner using (true) with check (true);

create policy custody on files.files for select to ponte_app using (((custodian_id IN ( SELECT access.desks() AS desks)) AND (NOT access.is_withheld(subject_id, 'documents'::text, uploaded_at))));

create policy custody_adds on files.files for insert to ponte_app with check (((uploaded_by = kernel.actor()) AND (custodian_id IN ( SELECT access.desks() AS desks))));

create policy custody_removes on files.files for delete to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy deliverable on files.files for select to ponte_app using (((subject_id IS NULL) AND (id IN ( SELECT projects.files() AS files))));

create policy granted on files.files for select to ponte_app using ((subject_id IN ( SELECT consent.subjects('documents'::text) AS subjects)));

create policy jobs_all on files.files for all to ponte_jobs using (true);

create policy of_agenda on files.files for select to ponte_app using (((subject_id IS NULL) AND (id IN ( SELECT forums.files() AS files))));

create policy owner_all on files.files for all to ponte_owner using (true) with check (true);

create policy self on files.files for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_adds on files.files for insert to ponte_app with check (((uploaded_by = kernel.actor()) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_removes on files.files for delete to ponte_app using (((uploaded_by = kernel.actor()) AND (subject_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy taught on files.files for select to ponte_app using ((id IN ( SELECT taught_files.file_id FROM learning.taught_files() taught_files(file_id, subject_id))));

create policy uploader on files.files for select to ponte_app using (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy uploader_adds on files.files for insert to ponte_app with check (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy uploader_removes on files.files for delete to ponte_app using (((subject_id IS NULL) AND (uploaded_by = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy withheld on files.files for select to ponte_app using (((subject_id IN ( SELECT access.own_subjects() AS own_subjects)) OR (NOT (EXISTS ( SELECT FROM access.withheld w WHERE ((w.subject_id = files.subject_id) AND (w.part = 'documents'::text) AND (files.uploaded_at < w.before)))))));

create policy changed on forums.attendance for update to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of))) with check ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of)));

create policy everybody on forums.attendance for select to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('published'::text) AS meetings_of)));

create policy of_office on forums.attendance for select to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('readers'::text) AS meetings_of)));

create policy owner_all on forums.attendance for all to ponte_owner using (true) with check (true);

create policy written on forums.attendance for insert to ponte_app with check ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of)));

create policy begun on forums.forums for insert to ponte_app with check (((created_by = kernel.actor()) AND (office_id IN ( SELECT forums.writers() AS writers))));

create policy changed on forums.forums for update to ponte_app using ((office_id IN ( SELECT forums.writers() AS writers))) with check ((office_id IN ( SELECT forums.writers() AS writers)));

create policy everybody on forums.forums for select to ponte_app using (true);

create policy jobs_read on forums.forums for select to ponte_jobs using (true);

create policy owner_all on forums.forums for all to ponte_owner using (true) with check (true);

create policy changed on forums.meetings for update to ponte_app using ((forum_id IN ( SELECT forums.of_writers() AS of_writers))) with check ((forum_id IN ( SELECT forums.of_writers() AS of_writers)));

create policy everybody on forums.meetings for select to ponte_app using ((state <> 'planned'::text));

create policy jobs_tell on forums.meetings for all to ponte_jobs using (true) with check (true);

create policy of_office on forums.meetings for select to ponte_app using ((forum_id IN ( SELECT forums.of_readers() AS of_readers)));

create policy owner_all on forums.meetings for all to ponte_owner using (true) with check (true);

create policy planned on forums.meetings for insert to ponte_app with check (((created_by = kernel.actor()) AND (forum_id IN ( SELECT forums.of_writers() AS of_writers))));

create policy changed on forums.minutes for update to ponte_app using ((point_id IN ( SELECT forums.points_of('writers'::text) AS points_of))) with check ((point_id IN ( SELECT forums.points_of('writers'::text) AS points_of)));

create policy everybody on forums.minutes for select to ponte_app using ((point_id IN ( SELECT forums.points_of('published'::text) AS points_of)));

create policy of_office on forums.minutes for select to ponte_app using ((point_id IN ( SELECT forums.points_of('readers'::text) AS points_of)));

create policy owner_all on forums.minutes for all to ponte_owner using (true) with check (true);

create policy written on forums.minutes for insert to ponte_app with check ((point_id IN ( SELECT forums.points_of('writers'::text) AS points_of)));

create policy changed on forums.points for update to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of))) with check ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of)));

create policy everybody on forums.points for select to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('everybody'::text) AS meetings_of)));

create policy of_office on forums.points for select to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('readers'::text) AS meetings_of)));

create policy owner_all on forums.points for all to ponte_owner using (true) with check (true);

create policy removed on forums.points for delete to ponte_app using ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of)));

create policy written on forums.points for insert to ponte_app with check ((meeting_id IN ( SELECT forums.meetings_of('writers'::text) AS meetings_of)));

create policy ended on forums.seats for update to ponte_app using ((forum_id IN ( SELECT forums.of_writers() AS of_writers))) with check ((forum_id IN ( SELECT forums.of_writers() AS of_writers)));

create policy everybody on forums.seats for select to ponte_app using (true);

create policy given on forums.seats for insert to ponte_app with check ((forum_id IN ( SELECT forums.of_writers() AS of_writers)));

create policy jobs_read on forums.seats for select to ponte_jobs using (true);

create policy owner_all on forums.seats for all to ponte_owner using (true) with check (true);

create policy begun on guarantees.admissions for insert to ponte_app with check (((admitted_by = kernel.actor()) AND (fund_id IN ( SELECT guarantees.managed() AS managed))));

create policy changed on guarantees.admissions for update to ponte_app using ((fund_id IN ( SELECT guarantees.managed() AS managed))) with check ((fund_id IN ( SELECT guarantees.managed() AS managed)));

create policy overseen on guarantees.admissions for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.admissions for select to ponte_app using (((fund_id IN ( SELECT guarantees.followed() AS followed)) OR (lender_id IN ( SELECT l.id FROM guarantees.lenders l WHERE (l.organisation_id IN ( SELECT guarantees.lending() AS lending))))));

create policy owner_all on guarantees.admissions for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.admissions for select to ponte_app using (((window_id IN ( SELECT guarantees.open_windows() AS open_windows)) AND (agreed_on <= kernel.today()) AND COALESCE((until_on >= kernel.today()), true)));

create policy issued on guarantees.certificates for insert to ponte_app with check (((issued_by = kernel.actor()) AND (guarantee_id IN ( SELECT g.id FROM guarantees.guarantees g WHERE ((g.state = 'active'::text) AND (g.fund_id IN ( SELECT guarantees.followed() AS followed))))) AND (document_id IN ( SELECT i.id FROM documents.issued i WHERE ((i.kind = 'guarantees.certificate'::text) AND (i.issued_by = kernel.actor()))))));

create policy owner_all on guarantees.certificates for all to ponte_owner using (true) with check (true);

create policy readable on guarantees.certificates for select to ponte_app using ((guarantee_id IN ( SELECT g.id FROM guarantees.guarantees g)));

create policy begun on guarantees.contributors for insert to ponte_app with check (((created_by = kernel.actor()) AND (fund_id IN ( SELECT guarantees.managed() AS managed))));

create policy jobs_all on guarantees.contributors for all to ponte_jobs using (true);

create policy overseen on guarantees.contributors for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.contributors for select to ponte_app using ((fund_id IN ( SELECT guarantees.followed() AS followed)));

create policy owner_all on guarantees.contributors for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.contributors for select to ponte_app using ((fund_id IN ( SELECT guarantees.open_funds() AS open_funds)));

create policy begun on guarantees.funds for insert to ponte_app with check (((created_by = kernel.actor()) AND ( SELECT access.in_network(ARRAY['administrator'::text]) AS in_network)));

create policy changed on guarantees.funds for update to ponte_app using ((id IN ( SELECT guarantees.managed() AS managed))) with check ((id IN ( SELECT guarantees.managed() AS managed)));

create policy jobs_all on guarantees.funds for all to ponte_jobs using (true);

create policy overseen on guarantees.funds for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.funds for select to ponte_app using (((id IN ( SELECT guarantees.followed() AS followed)) OR (id IN ( SELECT guarantees.lent_funds() AS lent_funds))));

create policy owner_all on guarantees.funds for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.funds for select to ponte_app using ((id IN ( SELECT guarantees.open_funds() AS open_funds)));

create policy filed on guarantees.guarantees for insert to ponte_app with check (((state = 'filed'::text) AND (filed_by = kernel.actor()) AND (lender_id IN ( SELECT guarantees.lent_by_actor() AS lent_by_actor))));

create policy fund on guarantees.guarantees for select to ponte_app using ((fund_id IN ( SELECT guarantees.followed() AS followed)));

create policy jobs_all on guarantees.guarantees for all to ponte_jobs using (true);

create policy lender on guarantees.guarantees for select to ponte_app using ((lender_id IN ( SELECT guarantees.lent_by_actor() AS lent_by_actor)));

create policy overseen on guarantees.guarantees for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy owner_all on guarantees.guarantees for all to ponte_owner using (true) with check (true);

create policy begun on guarantees.lenders for insert to ponte_app with check (((created_by = kernel.actor()) AND (fund_id IN ( SELECT guarantees.managed() AS managed))));

create policy overseen on guarantees.lenders for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.lenders for select to ponte_app using (((fund_id IN ( SELECT guarantees.followed() AS followed)) OR (organisation_id IN ( SELECT guarantees.lending() AS lending))));

create policy owner_all on guarantees.lenders for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.lenders for select to ponte_app using ((id IN ( SELECT guarantees.shown_lenders() AS shown_lenders)));

create policy jobs_all on guarantees.steps for all to ponte_jobs using (true);

create policy owner_all on guarantees.steps for all to ponte_owner using (true) with check (true);

create policy readable on guarantees.steps for select to ponte_app using ((guarantee_id IN ( SELECT g.id FROM guarantees.guarantees g)));

create policy begun on guarantees.versions for insert to ponte_app with check (((state = 'draft'::text) AND (changed_by = kernel.actor()) AND (window_id IN ( SELECT guarantees.managed_windows() AS managed_windows))));

create policy changed on guarantees.versions for update to ponte_app using (((state = 'draft'::text) AND (window_id IN ( SELECT guarantees.managed_windows() AS managed_windows)))) with check (((changed_by = kernel.actor()) AND (window_id IN ( SELECT guarantees.managed_windows() AS managed_windows))));

create policy dropped on guarantees.versions for delete to ponte_app using (((state = 'draft'::text) AND (window_id IN ( SELECT guarantees.managed_windows() AS managed_windows))));

create policy jobs_all on guarantees.versions for all to ponte_jobs using (true);

create policy overseen on guarantees.versions for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.versions for select to ponte_app using ((window_id IN ( SELECT guarantees.followed_windows() AS followed_windows)));

create policy owner_all on guarantees.versions for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.versions for select to ponte_app using ((state = 'published'::text));

create policy begun on guarantees.windows for insert to ponte_app with check (((created_by = kernel.actor()) AND (fund_id IN ( SELECT guarantees.managed() AS managed))));

create policy jobs_all on guarantees.windows for all to ponte_jobs using (true);

create policy overseen on guarantees.windows for select to ponte_app using (( SELECT guarantees.overseen() AS overseen));

create policy own on guarantees.windows for select to ponte_app using (((fund_id IN ( SELECT guarantees.followed() AS followed)) OR (id IN ( SELECT guarantees.lent_windows() AS lent_windows))));

create policy owner_all on guarantees.windows for all to ponte_owner using (true) with check (true);

create policy shown on guarantees.windows for select to ponte_app using ((id IN ( SELECT guarantees.open_windows() AS open_windows)));

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

create policy begun on impacts.drafts for insert to ponte_app with check (((impact_id IN ( SELECT impacts.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy changed on impacts.drafts for update to ponte_app using ((impact_id IN ( SELECT impacts.kept() AS kept))) with check (((impact_id IN ( SELECT impacts.kept() AS kept)) AND (changed_by = kernel.actor())));

create policy dropped on impacts.drafts for delete to ponte_app using ((impact_id IN ( SELECT impacts.kept() AS kept)));

create policy owner_all on impacts.drafts for all to ponte_owner using (true) with check (true);

create policy seen on impacts.drafts for select to ponte_app using ((impact_id IN ( SELECT impacts.seen() AS seen)));

create policy begun on impacts.impacts for insert to ponte_app with check (((created_by = kernel.actor()) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network)))));

create policy changed on impacts.impacts for update to ponte_app using ((id IN ( SELECT impacts.kept() AS kept))) with check ((id IN ( SELECT impacts.kept() AS kept)));

create policy dropped on impacts.impacts for delete to ponte_app using (((version = 0) AND (id IN ( SELECT impacts.kept() AS kept))));

create policy owner_all on impacts.impacts for all to ponte_owner using (true) with check (true);

create policy published on impacts.impacts for select to ponte_app using ((published > 0));

create policy seen on impacts.impacts for select to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'office-manager'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['auditor'::text]) AS in_network)));

create policy owner_all on impacts.observations for all to ponte_owner using (true) with check (true);

create policy published on impacts.observations for select to ponte_app using ((((impact_id || '/'::text) || number) IN ( SELECT impacts.open_versions() AS open_versions)));

create policy recorded on impacts.observations for insert to ponte_app with check (((impact_id IN ( SELECT impacts.kept() AS kept)) AND (recorded_by = kernel.actor())));

create policy seen on impacts.observations for select to ponte_app using ((impact_id IN ( SELECT impacts.seen() AS seen)));

create policy agreed on impacts.versions for insert to ponte_app with check (((impact_id IN ( SELECT impacts.kept() AS kept)) AND (agreed_by = kernel.actor())));

create policy owner_all on impacts.versions for all to ponte_owner using (true) with check (true);

create policy published on impacts.versions for select to ponte_app using ((((impact_id || '/'::text) || number) IN ( SELECT impacts.open_versions() AS open_versions)));

create policy seen on impacts.versions for select to ponte_app using ((impact_id IN ( SELECT impacts.seen() AS seen)));

create policy jobs_all on imports.uploads for all to ponte_jobs using (true);

create policy own on imports.uploads for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() = 2)));

create policy owner_all on imports.uploads for all to ponte_owner using (true) with check (true);

create policy handed_in on instruments.answers for select to ponte_app using ((sheet_id IN ( SELECT instruments.handed_in(false) AS handed_in)));

create policy owner_all on instruments.answers for all to ponte_owner using (true) with check (true);

create policy peers_read on instruments.answers for select to ponte_app using ((sheet_id IN ( SELECT peerreviews.sheets() AS sheets)));

create policy written on instruments.answers for all to ponte_app using (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper)))) with check (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper))));

create policy added on instruments.changes for insert to ponte_app with check (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper))));

create policy owner_all on instruments.changes for all to ponte_owner using (true) with check (true);

create policy written on instruments.changes for select to ponte_app using (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(false) AS on_paper))));

create policy handed_in on instruments.contacts for select to ponte_app using ((sheet_id IN ( SELECT instruments.handed_in(true) AS handed_in)));

create policy owner_all on instruments.contacts for all to ponte_owner using (true) with check (true);

create policy written on instruments.contacts for all to ponte_app using (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper)))) with check (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper))));

create policy made on instruments.drafts for all to ponte_app using (instruments.makes()) with check (instruments.makes());

create policy owner_all on instruments.drafts for all to ponte_owner using (true) with check (true);

create policy added on instruments.events for insert to ponte_app with check (((NOT (by_account IS DISTINCT FROM kernel.actor())) AND (instruments.makes() OR (sheet_id IN ( SELECT instruments.mine() AS mine)))));

create policy owner_all on instruments.events for all to ponte_owner using (true) with check (true);

create policy seen on instruments.events for select to ponte_app using ((instruments.makes() OR (sheet_id IN ( SELECT instruments.mine() AS mine))));

create policy handed_in on instruments.evidence for select to ponte_app using ((sheet_id IN ( SELECT instruments.handed_in(false) AS handed_in)));

create policy owner_all on instruments.evidence for all to ponte_owner using (true) with check (true);

create policy peers_read on instruments.evidence for select to ponte_app using ((sheet_id IN ( SELECT peerreviews.sheets() AS sheets)));

create policy written on instruments.evidence for all to ponte_app using (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper)))) with check (((sheet_id IN ( SELECT instruments.mine() AS mine)) OR (sheet_id IN ( SELECT instruments.on_paper(true) AS on_paper))));

create policy listed on instruments.instruments for select to ponte_app using (true);

create policy made on instruments.instruments for all to ponte_app using (instruments.makes()) with check (instruments.makes());

create policy owner_all on instruments.instruments for all to ponte_owner using (true) with check (true);

create policy made on instruments.invitations for all to ponte_app using (instruments.makes()) with check (instruments.makes());

create policy owner_all on instruments.invitations for all to ponte_owner using (true) with check (true);

create policy owner_all on instruments.results for all to ponte_owner using (true) with check (true);

create policy published on instruments.results for insert to ponte_app with check (((published_by = kernel.actor()) AND instruments.makes()));

create policy shown on instruments.results for select to ponte_app using (true);

create policy filled_in on instruments.rounds for select to ponte_app using ((id IN ( SELECT instruments.my_rounds() AS my_rounds)));

create policy made on instruments.rounds for all to ponte_app using (instruments.makes()) with check (instruments.makes());

create policy open_to_bodies on instruments.rounds for select to ponte_app using ((self_start AND (EXISTS ( SELECT instruments.bodies() AS bodies))));

create policy owner_all on instruments.rounds for all to ponte_owner using (true) with check (true);

create policy peers_read on instruments.rounds for select to ponte_app using ((id IN ( SELECT peerreviews.sheet_rounds() AS sheet_rounds)));

create policy published on instruments.rounds for select to ponte_app using ((published_at IS NOT NULL));

create policy begun on instruments.sheets for insert to ponte_app with check (((created_by = kernel.actor()) AND (state = 'open'::text) AND (contact_allowed_at IS NULL) AND (way = 'body'::text) AND (body_id IN ( SELECT instruments.bodies() AS bodies))));

create policy changed on instruments.sheets for update to ponte_app using ((instruments.makes() OR (id IN ( SELECT instruments.mine() AS mine)))) with check ((instruments.makes() OR (id IN ( SELECT instruments.mine() AS mine))));

create policy invited on instruments.sheets for insert to ponte_app with check (((created_by = kernel.actor()) AND (state = 'open'::text) AND (contact_allowed_at IS NULL) AND instruments.makes()));

create policy owner_all on instruments.sheets for all to ponte_owner using (true) with check (true);

create policy peers_read on instruments.sheets for select to ponte_app using ((id IN ( SELECT peerreviews.sheets() AS sheets)));

create policy seen on instruments.sheets for select to ponte_app using ((instruments.makes() OR (body_id IN ( SELECT instruments.bodies() AS bodies)) OR (id IN ( SELECT instruments.mine() AS mine))));

create policy made on instruments.versions for insert to ponte_app with check (instruments.makes());

create policy owner_all on instruments.versions for all to ponte_owner using (true) with check (true);

create policy published on instruments.versions for select to ponte_app using (true);

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

create policy jobs_all on kernel.sendings for all to ponte_jobs using (true);

create policy owner_all on kernel.sendings for all to ponte_owner using (true) with check (true);

create policy enrolled on learning.attendance for select to ponte_app using ((enrolment_id IN ( SELECT enrolments.id FROM learning.enrolments)));

create policy jobs_all on learning.attendance for all to ponte_jobs using (true);

create policy owner_all on learning.attendance for all to ponte_owner using (true) with check (true);

create policy taught on learning.attendance for all to ponte_app using ((group_id IN ( SELECT learning.taught() AS taught))) with check (((group_id IN ( SELECT learning.taught() AS taught)) AND (marked_by = kernel.actor())));

create policy custody on learning.attendance_certificates for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on learning.attendance_certificates for select to ponte_app using ((person_id IN ( SELECT consent.subjects('learning'::text) AS subjects)));

create policy issues on learning.attendance_certificates for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND ((enrolment_id, person_id) IN ( SELECT enrolments.id, enrolments.person_id FROM learning.enrolments WHERE (enrolments.office_id IN ( SELECT access.desks() AS desks))))));

create policy jobs_all on learning.attendance_certificates for all to ponte_jobs using (true);

create policy own on learning.attendance_certificates for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy owner_all on learning.attendance_certificates for all to ponte_owner using (true) with check (true);

create policy custody on learning.certificates for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on learning.certificates for select to ponte_app using ((person_id IN ( SELECT consent.subjects('learning'::text) AS subjects)));

create policy issues on learning.certificates for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (account_id IN ( SELECT learning.learners_of(certificates.person_id) AS learners_of))));

create policy jobs_all on learning.certificates for all to ponte_jobs using (true);

create policy own on learning.certificates for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on learning.certificates for all to ponte_owner using (true) with check (true);

create policy edited on learning.courses for all to ponte_app using ((( SELECT access.in_network(ARRAY['editor'::text, 'trainer'::text, 'administrator'::text]) AS in_network) OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['editor'::text, 'trainer'::text, 'office-manager'::text]) AS scopes)))) with check ((( SELECT access.in_network(ARRAY['editor'::text, 'trainer'::text, 'administrator'::text]) AS in_network) OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['editor'::text, 'trainer'::text, 'office-manager'::text]) AS scopes))));

create policy jobs_all on learning.courses for all to ponte_jobs using (true);

create policy owner_all on learning.courses for all to ponte_owner using (true) with check (true);

create policy published on learning.courses for select to ponte_app using ((version_id IS NOT NULL));

create policy edited on learning.drafts for all to ponte_app using ((course_id IN ( SELECT learning.edited() AS edited))) with check ((course_id IN ( SELECT learning.edited() AS edited)));

create policy jobs_all on learning.drafts for all to ponte_jobs using (true);

create policy owner_all on learning.drafts for all to ponte_owner using (true) with check (true);

create policy custody on learning.enrolments for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_asks on learning.enrolments for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (asked_by = kernel.actor()) AND (agreed_how <> 'on-line'::text) AND ((account_id IS NULL) OR (account_id IN ( SELECT learning.desk_learners() AS desk_learners))) AND (group_id IN ( SELECT learning.open_groups() AS open_groups))));

create policy custody_leaves on learning.enrolments for update to ponte_app using (((state <> 'withdrawn'::text) AND (office_id IN ( SELECT access.desks() AS desks)))) with check ((state = 'withdrawn'::text));

create policy jobs_all on learning.enrolments for all to ponte_jobs using (true);

create policy own on learning.enrolments for select to ponte_app using ((((account_id = kernel.actor()) AND (kernel.assurance() >= 1)) OR (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy own_asks on learning.enrolments for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1) AND (asked_by = kernel.actor()) AND (agreed_how = 'on-line'::text) AND ((person_id IS NULL) OR (person_id IN ( SELECT access.own_subjects() AS own_subjects))) AND (group_id IN ( SELECT learning.open_groups() AS open_groups))));

create policy own_leaves on learning.enrolments for update to ponte_app using (((state <> 'withdrawn'::text) AND (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)) OR (person_id IN ( SELECT access.own_subjects() AS own_subjects))))) with check ((state = 'withdrawn'::text));

create policy owner_all on learning.enrolments for all to ponte_owner using (true) with check (true);

create policy taught on learning.enrolments for select to ponte_app using (((state = 'enrolled'::text) AND (group_id IN ( SELECT learning.taught() AS taught))));

create policy jobs_all on learning.evaluations for all to ponte_jobs using (true);

create policy owner_all on learning.evaluations for all to ponte_owner using (true) with check (true);

create policy jobs_all on learning.events for all to ponte_jobs using (true);

create policy own on learning.events for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy own_adds on learning.events for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on learning.events for all to ponte_owner using (true) with check (true);

create policy seen on learning.events for select to ponte_app using ((account_id IN ( SELECT learning.learners() AS learners)));

create policy taught on learning.events for select to ponte_app using (((kind = 'handed-in'::text) AND (study_id IN ( SELECT learning.taught_studies() AS taught_studies))));

create policy jobs_all on learning.group_trainers for all to ponte_jobs using (true);

create policy learner on learning.group_trainers for select to ponte_app using ((group_id IN ( SELECT learning.own_groups() AS own_groups)));

create policy own on learning.group_trainers for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 2)));

create policy owner_all on learning.group_trainers for all to ponte_owner using (true) with check (true);

create policy run on learning.group_trainers for all to ponte_app using ((office_id IN ( SELECT learning.run_offices() AS run_offices))) with check (((office_id IN ( SELECT learning.run_offices() AS run_offices)) AND (EXISTS ( SELECT FROM learning.trainers(group_trainers.office_id) t(id, name) WHERE (t.id = group_trainers.account_id)))));

create policy jobs_all on learning.groups for all to ponte_jobs using (true);

create policy owner_all on learning.groups for all to ponte_owner using (true) with check (true);

create policy published on learning.groups for select to ponte_app using ((state <> 'planned'::text));

create policy run on learning.groups for all to ponte_app using ((office_id IN ( SELECT learning.run_offices() AS run_offices))) with check ((office_id IN ( SELECT learning.run_offices() AS run_offices)));

create policy taught on learning.groups for select to ponte_app using ((id IN ( SELECT learning.taught() AS taught)));

create policy taught_moves on learning.groups for update to ponte_app using ((id IN ( SELECT learning.taught() AS taught))) with check ((state = ANY (ARRAY['planned'::text, 'open'::text, 'running'::text, 'ended'::text])));

create policy added on learning.media for insert to ponte_app with check (((added_by = kernel.actor()) AND (EXISTS ( SELECT learning.edited() AS edited))));

create policy jobs_all on learning.media for all to ponte_jobs using (true);

create policy owner_all on learning.media for all to ponte_owner using (true) with check (true);

create policy published on learning.media for select to ponte_app using (true);

create policy jobs_all on learning.meeting_links for all to ponte_jobs using (true);

create policy learner on learning.meeting_links for select to ponte_app using ((group_id IN ( SELECT learning.own_groups() AS own_groups)));

create policy owner_all on learning.meeting_links for all to ponte_owner using (true) with check (true);

create policy run on learning.meeting_links for all to ponte_app using ((group_id IN ( SELECT groups.id FROM learning.groups WHERE (groups.office_id IN ( SELECT learning.run_offices() AS run_offices))))) with check ((group_id IN ( SELECT groups.id FROM learning.groups WHERE (groups.office_id IN ( SELECT learning.run_offices() AS run_offices)))));

create policy taught on learning.meeting_links for all to ponte_app using ((group_id IN ( SELECT learning.taught() AS taught))) with check ((group_id IN ( SELECT learning.taught() AS taught)));

create policy issues on learning.officer_attendance_certificates for insert to ponte_app with check (((account_id IS DISTINCT FROM kernel.actor()) AND ((enrolment_id, account_id, office_id, present, held) IN ( SELECT f.enrolment_id, f.account_id, f.office_id, f.present, f.held FROM learning.colleagues_attended() f(enrolment_id, account_id, office_id, title, group_name, present, held, needed, last_at) WHERE (f.present >= f.needed)))));

create policy manager on learning.officer_attendance_certificates for select to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)));

create policy own on learning.officer_attendance_certificates for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on learning.officer_attendance_certificates for all to ponte_owner using (true) with check (true);

create policy issues on learning.officer_certificates for insert to ponte_app with check (((account_id IS DISTINCT FROM kernel.actor()) AND ((study_id, account_id, office_id) IN ( SELECT f.study_id, f.account_id, f.office_id FROM learning.colleagues_finished() f(study_id, account_id, office_id, title, minutes, finished_at)))));

create policy manager on learning.officer_certificates for select to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)));

create policy own on learning.officer_certificates for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on learning.officer_certificates for all to ponte_owner using (true) with check (true);

create policy jobs_all on learning.reviews for all to ponte_jobs using (true);

create policy own on learning.reviews for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy owner_all on learning.reviews for all to ponte_owner using (true) with check (true);

create policy seen on learning.reviews for select to ponte_app using ((account_id IN ( SELECT learning.learners() AS learners)));

create policy taught on learning.reviews for select to ponte_app using ((study_id IN ( SELECT learning.taught_studies() AS taught_studies)));

create policy writes on learning.reviews for insert to ponte_app with check (((written_by = kernel.actor()) AND ((study_id IN ( SELECT learning.taught_studies() AS taught_studies)) OR (account_id IN ( SELECT learning.desk_learners() AS desk_learners))) AND ((study_id, event_id) IN ( SELECT events.study_id, events.id FROM learning.events WHERE (events.kind = 'handed-in'::text)))));

create policy jobs_all on learning.rooms for all to ponte_jobs using (true);

create policy owner_all on learning.rooms for all to ponte_owner using (true) with check (true);

create policy published on learning.rooms for select to ponte_app using (true);

create policy run on learning.rooms for all to ponte_app using ((office_id IN ( SELECT learning.run_offices() AS run_offices))) with check ((office_id IN ( SELECT learning.run_offices() AS run_offices)));

create policy jobs_all on learning.sessions for all to ponte_jobs using (true);

create policy owner_all on learning.sessions for all to ponte_owner using (true) with check (true);

create policy published on learning.sessions for select to ponte_app using ((group_id IN ( SELECT groups.id FROM learning.groups)));

create policy run on learning.sessions for all to ponte_app using ((office_id IN ( SELECT learning.run_offices() AS run_offices))) with check ((office_id IN ( SELECT learning.run_offices() AS run_offices)));

create policy taught on learning.sessions for all to ponte_app using ((group_id IN ( SELECT learning.taught() AS taught))) with check ((group_id IN ( SELECT learning.taught() AS taught)));

create policy jobs_all on learning.studies for all to ponte_jobs using (true);

create policy own on learning.studies for all to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1))) with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1) AND (course_id IN ( SELECT learning.in_use() AS in_use))));

create policy owner_all on learning.studies for all to ponte_owner using (true) with check (true);

create policy seen on learning.studies for select to ponte_app using ((account_id IN ( SELECT learning.learners() AS learners)));

create policy taught on learning.studies for select to ponte_app using ((id IN ( SELECT learning.taught_studies() AS taught_studies)));

create policy edited on learning.versions for insert to ponte_app with check ((course_id IN ( SELECT learning.edited() AS edited)));

create policy jobs_all on learning.versions for all to ponte_jobs using (true);

create policy owner_all on learning.versions for all to ponte_owner using (true) with check (true);

create policy published on learning.versions for select to ponte_app using (true);

create policy jobs_all on ledger.accounts for all to ponte_jobs using (true) with check (true);

create policy kept on ledger.accounts for update to ponte_app using (((NOT kept) AND (book_id IN ( SELECT ledger.writable_books() AS writable_books)))) with check (((NOT kept) AND (book_id IN ( SELECT ledger.writable_books() AS writable_books))));

create policy opened on ledger.accounts for insert to ponte_app with check ((book_id IN ( SELECT ledger.writable_books() AS writable_books)));

create policy owner_all on ledger.accounts for all to ponte_owner using (true) with check (true);

create policy readable on ledger.accounts for select to ponte_app using ((book_id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy jobs_all on ledger.books for all to ponte_jobs using (true) with check (true);

create policy kept on ledger.books for update to ponte_app using ((id IN ( SELECT ledger.writable_books() AS writable_books))) with check ((id IN ( SELECT ledger.writable_books() AS writable_books)));

create policy opened on ledger.books for insert to ponte_app with check ((((scope_kind = 'network'::text) AND access.in_network(ARRAY['administrator'::text])) OR ((scope_kind = 'fund'::text) AND (scope_id IN ( SELECT access.scopes('fund'::text, ARRAY['fund-manager'::text]) AS scopes))) OR ((scope_kind = 'organisation'::text) AND (scope_id IN ( SELECT access.scopes('organisation'::text, ARRAY['lender'::text]) AS scopes))) OR ((scope_kind = 'office'::text) AND (scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)))));

create policy owner_all on ledger.books for all to ponte_owner using (true) with check (true);

create policy readable on ledger.books for select to ponte_app using ((id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy jobs_all on ledger.entries for all to ponte_jobs using (true);

create policy owner_all on ledger.entries for all to ponte_owner using (true) with check (true);

create policy readable on ledger.entries for select to ponte_app using ((book_id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy jobs_all on ledger.exchanges for all to ponte_jobs using (true);

create policy owner_all on ledger.exchanges for all to ponte_owner using (true) with check (true);

create policy readable on ledger.exchanges for select to ponte_app using ((entry_id IN ( SELECT entries.id FROM ledger.entries)));

create policy jobs_all on ledger.postings for all to ponte_jobs using (true);

create policy owner_all on ledger.postings for all to ponte_owner using (true) with check (true);

create policy readable on ledger.postings for select to ponte_app using ((book_id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy jobs_all on ledger.seals for all to ponte_jobs using (true) with check (true);

create policy owner_all on ledger.seals for all to ponte_owner using (true) with check (true);

create policy readable on ledger.seals for select to ponte_app using ((book_id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy jobs_all on ledger.unsealed for all to ponte_jobs using (true);

create policy owner_all on ledger.unsealed for all to ponte_owner using (true) with check (true);

create policy readable on ledger.unsealed for select to ponte_app using ((book_id IN ( SELECT ledger.readable_books() AS readable_books)));

create policy custody on loans.applications for select to ponte_app using ((office_follows AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody_changes on loans.applications for update to ponte_app using ((office_follows AND (office_id IN ( SELECT access.desks() AS desks)))) with check ((office_follows AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody_sends on loans.applications for insert to ponte_app with check ((office_follows AND (office_id IN ( SELECT access.desks() AS desks)) AND (sent_by = kernel.actor()) AND (state = 'sent'::text)));

create policy jobs_all on loans.applications for all to ponte_jobs using (true) with check (true);

create policy lender on loans.applications for select to ponte_app using (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor))));

create policy lender_answers on loans.applications for update to ponte_app using (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)))) with check (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor))));

create policy owner_all on loans.applications for all to ponte_owner using (true) with check (true);

create policy self on loans.applications for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_changes on loans.applications for update to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_sends on loans.applications for insert to ponte_app with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (sent_by = kernel.actor()) AND (state = 'sent'::text) AND (opinion IS NULL)));

create policy jobs_all on loans.instalments for all to ponte_jobs using (true);

create policy lender_adds on loans.instalments for insert to ponte_app with check (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (loan_id IN ( SELECT loans.id FROM loans.loans))));

create policy owner_all on loans.instalments for all to ponte_owner using (true) with check (true);

create policy with_loan on loans.instalments for select to ponte_app using ((loan_id IN ( SELECT loans.id FROM loans.loans)));

create policy custody on loans.loans for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND (application_id IN ( SELECT applications.id FROM loans.applications WHERE applications.office_follows))));

create policy jobs_all on loans.loans for all to ponte_jobs using (true) with check (true);

create policy lender on loans.loans for select to ponte_app using ((organisation_id IN ( SELECT loans.lending() AS lending)));

create policy lender_adds on loans.loans for insert to ponte_app with check (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (state = 'running'::text) AND (created_by = kernel.actor()) AND (application_id IN ( SELECT applications.id FROM loans.applications WHERE ((applications.state = 'paid-out'::text) AND (applications.grant_id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)))))));

create policy lender_reports on loans.loans for update to ponte_app using ((organisation_id IN ( SELECT loans.lending() AS lending))) with check ((organisation_id IN ( SELECT loans.lending() AS lending)));

create policy owner_all on loans.loans for all to ponte_owner using (true) with check (true);

create policy self on loans.loans for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy jobs_all on loans.products for all to ponte_jobs using (true);

create policy lender on loans.products for select to ponte_app using ((organisation_id IN ( SELECT loans.lending() AS lending)));

create policy lender_adds on loans.products for insert to ponte_app with check (((organisation_id IN ( SELECT loans.lending() AS lending)) AND (state = 'draft'::text) AND (created_by = kernel.actor())));

create policy lender_changes on loans.products for update to ponte_app using ((organisation_id IN ( SELECT loans.lending() AS lending))) with check ((organisation_id IN ( SELECT loans.lending() AS lending)));

create policy owner_all on loans.products for all to ponte_owner using (true) with check (true);

create policy published on loans.products for select to ponte_app using ((published_at IS NOT NULL));

create policy demonstration on mail.messages for select to ponte_app using (((state = 'shown'::text) AND ( SELECT (EXISTS ( SELECT FROM kernel.network WHERE network.demonstration)) AS "exists")));

create policy jobs_all on mail.messages for all to ponte_jobs using (true) with check (true);

create policy owner_all on mail.messages for all to ponte_owner using (true) with check (true);

create policy writes on mail.messages for insert to ponte_app with check (((state = 'queued'::text) AND (attempts = 0)));

create policy custody on mentoring.actions for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on mentoring.actions for all to ponte_jobs using (true);

create policy mentor on mentoring.actions for all to ponte_app using ((pair_id IN ( SELECT mentoring.mentored() AS mentored))) with check ((pair_id IN ( SELECT mentoring.mentored() AS mentored)));

create policy owner_all on mentoring.actions for all to ponte_owner using (true) with check (true);

create policy self on mentoring.actions for all to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on mentoring.follow_ups for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy desk_answers on mentoring.follow_ups for update to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND (done_by = kernel.actor())));

create policy jobs_all on mentoring.follow_ups for all to ponte_jobs using (true);

create policy mentor on mentoring.follow_ups for select to ponte_app using (((side = 'mentor'::text) AND (pair_id IN ( SELECT mentoring.mentored() AS mentored))));

create policy mentor_answers on mentoring.follow_ups for update to ponte_app using (((side = 'mentor'::text) AND (pair_id IN ( SELECT mentoring.mentored() AS mentored)))) with check (((side = 'mentor'::text) AND (done_by = kernel.actor())));

create policy owner_all on mentoring.follow_ups for all to ponte_owner using (true) with check (true);

create policy self on mentoring.follow_ups for select to ponte_app using (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_answers on mentoring.follow_ups for update to ponte_app using (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((side = 'founder'::text) AND (done_by = kernel.actor())));

create policy confirms on mentoring.mentors for update to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody on mentoring.mentors for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy desks on mentoring.mentors for select to ponte_app using (((confirmed_at IS NOT NULL) AND ( SELECT mentoring.at_a_desk() AS at_a_desk)));

create policy jobs_all on mentoring.mentors for all to ponte_jobs using (true);

create policy known on mentoring.mentors for select to ponte_app using ((id IN ( SELECT mentoring.known_mentors() AS known_mentors)));

create policy owner_all on mentoring.mentors for all to ponte_owner using (true) with check (true);

create policy self on mentoring.mentors for all to ponte_app using (((account_id = ( SELECT kernel.actor() AS actor)) AND ( SELECT mentoring.is_mentor() AS is_mentor))) with check (((account_id = kernel.actor()) AND ( SELECT mentoring.is_mentor() AS is_mentor)));

create policy co_mentor on mentoring.notes for select to ponte_app using ((for_co_mentor AND (pair_id IN ( SELECT mentoring.co_mentored() AS co_mentored))));

create policy jobs_all on mentoring.notes for all to ponte_jobs using (true);

create policy mentor on mentoring.notes for select to ponte_app using (((for_mentor OR (author_id = kernel.actor())) AND (pair_id IN ( SELECT mentoring.mentored() AS mentored))));

create policy office on mentoring.notes for select to ponte_app using ((for_office AND (office_id IN ( SELECT access.desks() AS desks))));

create policy owner_all on mentoring.notes for all to ponte_owner using (true) with check (true);

create policy self on mentoring.notes for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy writes on mentoring.notes for insert to ponte_app with check (((author_id = kernel.actor()) AND ((pair_id IN ( SELECT mentoring.mentored() AS mentored)) OR (person_id IN ( SELECT access.own_subjects() AS own_subjects)))));

create policy custody on mentoring.pairs for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy desk_moves on mentoring.pairs for update to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on mentoring.pairs for all to ponte_jobs using (true);

create policy mentor on mentoring.pairs for select to ponte_app using (((offered_at IS NOT NULL) AND (mentor_id IN ( SELECT mentoring.own_mentors() AS own_mentors))));

create policy mentor_moves on mentoring.pairs for update to ponte_app using (((offered_at IS NOT NULL) AND (mentor_id IN ( SELECT mentoring.own_mentors() AS own_mentors)))) with check ((mentor_id IN ( SELECT mentoring.own_mentors() AS own_mentors)));

create policy owner_all on mentoring.pairs for all to ponte_owner using (true) with check (true);

create policy self on mentoring.pairs for select to ponte_app using (((offered_at IS NOT NULL) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_moves on mentoring.pairs for update to ponte_app using (((offered_at IS NOT NULL) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy suggests on mentoring.pairs for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (state = 'suggested'::text) AND (suggested_by = kernel.actor())));

create policy custody on mentoring.sessions for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on mentoring.sessions for all to ponte_jobs using (true);

create policy mentor on mentoring.sessions for all to ponte_app using ((pair_id IN ( SELECT mentoring.mentored() AS mentored))) with check ((pair_id IN ( SELECT mentoring.mentored() AS mentored)));

create policy owner_all on mentoring.sessions for all to ponte_owner using (true) with check (true);

create policy self on mentoring.sessions for all to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy asks on mentoring.wishes for insert to ponte_app with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (venture_id IN ( SELECT ventures.founded() AS founded))));

create policy changes on mentoring.wishes for update to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on mentoring.wishes for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on mentoring.wishes for all to ponte_jobs using (true);

create policy owner_all on mentoring.wishes for all to ponte_owner using (true) with check (true);

create policy self on mentoring.wishes for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy desk on messages.contacts for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on messages.contacts for all to ponte_jobs using (true);

create policy owner_all on messages.contacts for all to ponte_owner using (true) with check (true);

create policy self on messages.contacts for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy asks on messages.questions for insert to ponte_app with check (((token_hash = kernel.link_token()) AND (state = 'new'::text) AND (person_id IS NULL) AND (office_id IN ( SELECT offices.id FROM offices.offices WHERE offices.active))));

create policy desk on messages.questions for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND ((person_id IS NULL) OR (EXISTS ( SELECT FROM access.subjects s WHERE ((s.id = questions.person_id) AND (s.custodian_id IN ( SELECT access.desks() AS desks))))))));

create policy jobs_all on messages.questions for all to ponte_jobs using (true);

create policy link on messages.questions for select to ponte_app using ((token_hash = kernel.link_token()));

create policy owner_all on messages.questions for all to ponte_owner using (true) with check (true);

create policy self on messages.questions for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy begun on newsletters.issues for insert to ponte_app with check (((state = 'draft'::text) AND (created_by = kernel.actor()) AND ( SELECT newsletters.may_write() AS may_write)));

create policy changed on newsletters.issues for update to ponte_app using (((state = 'draft'::text) AND ( SELECT newsletters.may_write() AS may_write))) with check (( SELECT newsletters.may_write() AS may_write));

create policy jobs_all on newsletters.issues for all to ponte_jobs using (true) with check (true);

create policy owner_all on newsletters.issues for all to ponte_owner using (true) with check (true);

create policy removed on newsletters.issues for delete to ponte_app using (((state = 'draft'::text) AND ( SELECT newsletters.may_write() AS may_write)));

create policy sent on newsletters.issues for select to ponte_app using ((state = 'sent'::text));

create policy written on newsletters.issues for select to ponte_app using (( SELECT newsletters.may_write() AS may_write));

create policy chosen on newsletters.items for insert to ponte_app with check ((issue_id IN ( SELECT newsletters.drafted() AS drafted)));

create policy jobs_all on newsletters.items for all to ponte_jobs using (true) with check (true);

create policy owner_all on newsletters.items for all to ponte_owner using (true) with check (true);

create policy removed on newsletters.items for delete to ponte_app using ((issue_id IN ( SELECT newsletters.drafted() AS drafted)));

create policy shown on newsletters.items for select to ponte_app using ((EXISTS ( SELECT FROM newsletters.issues i WHERE (i.id = items.issue_id))));

create policy asked on newsletters.readers for insert to ponte_app with check (((confirmed_at IS NULL) AND (told_at IS NULL) AND (last_issue = 0)));

create policy jobs_all on newsletters.readers for all to ponte_jobs using (true) with check (true);

create policy own on newsletters.readers for select to ponte_app using ((token_hash = kernel.link_token()));

create policy own_confirms on newsletters.readers for update to ponte_app using ((token_hash = kernel.link_token())) with check ((token_hash = kernel.link_token()));

create policy own_leaves on newsletters.readers for delete to ponte_app using ((token_hash = kernel.link_token()));

create policy owner_all on newsletters.readers for all to ponte_owner using (true) with check (true);

create policy given on observatory.areas for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network) AND (EXISTS ( SELECT FROM observatory.boundaries b WHERE ((b.id = areas.boundaries_id) AND (b.given_by = kernel.actor()) AND (b.given_at = now()))))));

create policy owner_all on observatory.areas for all to ponte_owner using (true) with check (true);

create policy published on observatory.areas for select to ponte_app, ponte_jobs using (true);

create policy given on observatory.boundaries for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network) AND (given_by = kernel.actor())));

create policy owner_all on observatory.boundaries for all to ponte_owner using (true) with check (true);

create policy published on observatory.boundaries for select to ponte_app, ponte_jobs using (true);

create policy withdrawn on observatory.boundaries for delete to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy imported on observatory.codes for insert to ponte_app with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy owner_all on observatory.codes for all to ponte_owner using (true) with check (true);

create policy published on observatory.codes for select to ponte_app, ponte_jobs using (true);

create policy imported on observatory.datasets for insert to ponte_app with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy owner_all on observatory.datasets for all to ponte_owner using (true) with check (true);

create policy published on observatory.datasets for select to ponte_app, ponte_jobs using (true);

create policy renamed on observatory.datasets for update to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy imported on observatory.dimensions for insert to ponte_app with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy owner_all on observatory.dimensions for all to ponte_owner using (true) with check (true);

create policy published on observatory.dimensions for select to ponte_app, ponte_jobs using (true);

create policy owner_all on observatory.indicator_versions for all to ponte_owner using (true) with check (true);

create policy published on observatory.indicator_versions for select to ponte_app, ponte_jobs using (true);

create policy written on observatory.indicator_versions for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network) AND (written_by = kernel.actor())));

create policy owner_all on observatory.indicators for all to ponte_owner using (true) with check (true);

create policy published on observatory.indicators for select to ponte_app, ponte_jobs using (true);

create policy written on observatory.indicators for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network) AND (created_by = kernel.actor())));

create policy imported on observatory.releases for insert to ponte_app with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy owner_all on observatory.releases for all to ponte_owner using (true) with check (true);

create policy published on observatory.releases for select to ponte_app, ponte_jobs using (true);

create policy imported on observatory.series for insert to ponte_app with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text, 'planner'::text]) AS in_network));

create policy owner_all on observatory.series for all to ponte_owner using (true) with check (true);

create policy published on observatory.series for select to ponte_app, ponte_jobs using (true);

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

create policy custody on opportunities.answers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on opportunities.answers for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy owner_all on opportunities.answers for all to ponte_owner using (true) with check (true);

create policy kept on opportunities.history for select to ponte_app using ((office_id IN ( SELECT opportunities.kept() AS kept)));

create policy owner_all on opportunities.history for all to ponte_owner using (true) with check (true);

create policy answered on opportunities.opportunities for select to ponte_app using ((id IN ( SELECT opportunities.answered() AS answered)));

create policy jobs_all on opportunities.opportunities for all to ponte_jobs using (true) with check (true);

create policy kept on opportunities.opportunities for all to ponte_app using ((office_id IN ( SELECT opportunities.kept() AS kept))) with check ((office_id IN ( SELECT opportunities.kept() AS kept)));

create policy owner_all on opportunities.opportunities for all to ponte_owner using (true) with check (true);

create policy published on opportunities.opportunities for select to ponte_app using (((state = 'published'::text) AND (valid_from <= CURRENT_DATE) AND (last_day >= CURRENT_DATE)));

create policy custody on opportunities.responses for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on opportunities.responses for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy owner_all on opportunities.responses for all to ponte_owner using (true) with check (true);

create policy by_office on peerreviews.comments for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'office'::text) AND (review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['commenting'::text]) AS in_state))));

create policy by_team on peerreviews.comments for insert to ponte_app with check (((by_account = kernel.actor()) AND (side = 'team'::text) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy inside on peerreviews.comments for select to ponte_app using ((review_id IN ( SELECT peerreviews.inside() AS inside)));

create policy owner_all on peerreviews.comments for all to ponte_owner using (true) with check (true);

create policy added on peerreviews.events for insert to ponte_app with check (((by_account = kernel.actor()) AND ((review_id IN ( SELECT peerreviews.inside() AS inside)) OR ( SELECT peerreviews.organises() AS organises) OR (review_id IN ( SELECT peerreviews.invited() AS invited)))));

create policy known on peerreviews.events for select to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) OR ( SELECT peerreviews.organises() AS organises)));

create policy owner_all on peerreviews.events for all to ponte_owner using (true) with check (true);

create policy owner_all on peerreviews.findings for all to ponte_owner using (true) with check (true);

create policy removed on peerreviews.findings for delete to ponte_app using (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state))));

create policy rewritten on peerreviews.findings for update to ponte_app using (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state)))) with check (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state))));

create policy shared on peerreviews.findings for select to ponte_app using (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['commenting'::text, 'agreed'::text, 'closed'::text]) AS in_state))));

create policy shown on peerreviews.findings for select to ponte_app using ((review_id IN ( SELECT peerreviews.published() AS published)));

create policy team on peerreviews.findings for select to ponte_app using ((review_id IN ( SELECT peerreviews.of_team() AS of_team)));

create policy written on peerreviews.findings for insert to ponte_app with check (((written_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state))));

create policy inside on peerreviews.follow_ups for select to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) OR ( SELECT peerreviews.organises() AS organises)));

create policy jobs_remind on peerreviews.follow_ups for all to ponte_jobs using (true) with check (true);

create policy owner_all on peerreviews.follow_ups for all to ponte_owner using (true) with check (true);

create policy planned on peerreviews.follow_ups for insert to ponte_app with check (((done IS NULL) AND (reply IS NULL) AND (reminded_at IS NULL) AND (review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['agreed'::text]) AS in_state))));

create policy told on peerreviews.follow_ups for update to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['agreed'::text]) AS in_state)))) with check ((review_id IN ( SELECT peerreviews.inside() AS inside)));

create policy declined on peerreviews.invitations for update to ponte_app using (((office_id IN ( SELECT peerreviews.peer_offices() AS peer_offices)) AND (review_id IN ( SELECT peerreviews.open() AS open)))) with check ((office_id IN ( SELECT peerreviews.peer_offices() AS peer_offices)));

create policy known on peerreviews.invitations for select to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) OR ( SELECT peerreviews.organises() AS organises) OR (office_id IN ( SELECT peerreviews.peer_offices() AS peer_offices))));

create policy owner_all on peerreviews.invitations for all to ponte_owner using (true) with check (true);

create policy sent on peerreviews.invitations for insert to ponte_app with check (((invited_by = kernel.actor()) AND (declined_at IS NULL) AND ( SELECT peerreviews.organises() AS organises) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy jobs_forget on peerreviews.notes for all to ponte_jobs using (true);

create policy owner_all on peerreviews.notes for all to ponte_owner using (true) with check (true);

create policy removed on peerreviews.notes for delete to ponte_app using (((written_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team))));

create policy team on peerreviews.notes for select to ponte_app using ((review_id IN ( SELECT peerreviews.of_team() AS of_team)));

create policy written on peerreviews.notes for insert to ponte_app with check (((written_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy gone on peerreviews.peers for update to ponte_app using (((account_id = kernel.actor()) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (left_at IS NULL))) with check (((account_id = kernel.actor()) AND (left_at IS NOT NULL)));

create policy joined on peerreviews.peers for insert to ponte_app with check (((account_id = kernel.actor()) AND (left_at IS NULL) AND (office_id IN ( SELECT peerreviews.peer_offices() AS peer_offices)) AND (review_id IN ( SELECT peerreviews.invited() AS invited))));

create policy known on peerreviews.peers for select to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) OR ( SELECT peerreviews.organises() AS organises)));

create policy owner_all on peerreviews.peers for all to ponte_owner using (true) with check (true);

create policy self on peerreviews.peers for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 2)));

create policy answered on peerreviews.questions for update to ponte_app using (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.open() AS open)))) with check (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (answered_by = kernel.actor())));

create policy asked on peerreviews.questions for insert to ponte_app with check (((asked_by = kernel.actor()) AND (answer IS NULL) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy inside on peerreviews.questions for select to ponte_app using ((review_id IN ( SELECT peerreviews.inside() AS inside)));

create policy owner_all on peerreviews.questions for all to ponte_owner using (true) with check (true);

create policy added on peerreviews.readings for insert to ponte_app with check (((added_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.inside() AS inside)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy inside on peerreviews.readings for select to ponte_app using ((review_id IN ( SELECT peerreviews.inside() AS inside)));

create policy owner_all on peerreviews.readings for all to ponte_owner using (true) with check (true);

create policy removed on peerreviews.readings for delete to ponte_app using (((added_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.inside() AS inside)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy answered on peerreviews.recommendations for update to ponte_app using (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['agreed'::text, 'closed'::text]) AS in_state)))) with check (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['agreed'::text, 'closed'::text]) AS in_state))));

create policy owner_all on peerreviews.recommendations for all to ponte_owner using (true) with check (true);

create policy removed on peerreviews.recommendations for delete to ponte_app using (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state))));

create policy rewritten on peerreviews.recommendations for update to ponte_app using (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state)))) with check (((review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state))));

create policy shared on peerreviews.recommendations for select to ponte_app using (((review_id IN ( SELECT peerreviews.of_office() AS of_office)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['commenting'::text, 'agreed'::text, 'closed'::text]) AS in_state))));

create policy shown on peerreviews.recommendations for select to ponte_app using ((review_id IN ( SELECT peerreviews.published() AS published)));

create policy team on peerreviews.recommendations for select to ponte_app using ((review_id IN ( SELECT peerreviews.of_team() AS of_team)));

create policy written on peerreviews.recommendations for insert to ponte_app with check (((written_by = kernel.actor()) AND (review_id IN ( SELECT peerreviews.of_team() AS of_team)) AND (review_id IN ( SELECT peerreviews.in_state(ARRAY['preparing'::text]) AS in_state)) AND (answer IS NULL) AND (state = 'open'::text)));

create policy changed on peerreviews.reviews for update to ponte_app using (((office_id IN ( SELECT peerreviews.offices() AS offices)) OR (id IN ( SELECT peerreviews.of_team() AS of_team)) OR ( SELECT peerreviews.organises() AS organises))) with check (((office_id IN ( SELECT peerreviews.offices() AS offices)) OR (id IN ( SELECT peerreviews.of_team() AS of_team)) OR ( SELECT peerreviews.organises() AS organises)));

create policy jobs_read on peerreviews.reviews for select to ponte_jobs using (true);

create policy joined on peerreviews.reviews for select to ponte_app using (((id IN ( SELECT peerreviews.of_team() AS of_team)) OR (id IN ( SELECT peerreviews.invited() AS invited))));

create policy organised on peerreviews.reviews for select to ponte_app using (( SELECT peerreviews.organises() AS organises));

create policy owner_all on peerreviews.reviews for all to ponte_owner using (true) with check (true);

create policy proposed on peerreviews.reviews for insert to ponte_app with check (((asked_by = kernel.actor()) AND (state = 'proposed'::text) AND (decided_by IS NULL) AND (sheet_id IS NULL) AND CASE asked_side WHEN 'office'::text THEN (office_id IN ( SELECT peerreviews.offices() AS offices)) ELSE ( SELECT peerreviews.organises() AS organises) END));

create policy reviewed on peerreviews.reviews for select to ponte_app using ((office_id IN ( SELECT peerreviews.offices() AS offices)));

create policy shown on peerreviews.reviews for select to ponte_app using ((published_at IS NOT NULL));

create policy inside on peerreviews.sessions for select to ponte_app using ((review_id IN ( SELECT peerreviews.inside() AS inside)));

create policy owner_all on peerreviews.sessions for all to ponte_owner using (true) with check (true);

create policy planned on peerreviews.sessions for insert to ponte_app with check (((review_id IN ( SELECT peerreviews.inside() AS inside)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

create policy removed on peerreviews.sessions for delete to ponte_app using (((review_id IN ( SELECT peerreviews.inside() AS inside)) AND (review_id IN ( SELECT peerreviews.open() AS open))));

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

create policy given on plans.approvals for insert to ponte_app with check (((account_id = kernel.actor()) AND ((draft_id, office_id) IN ( SELECT t.draft_id, t.office_id FROM plans.to_approve() t(draft_id, office_id)))));

create policy owner_all on plans.approvals for all to ponte_owner using (true) with check (true);

create policy within on plans.approvals for select to ponte_app using ((draft_id IN ( SELECT plans.drafts_within() AS drafts_within)));

create policy owner_all on plans.authors for all to ponte_owner using (true) with check (true);

create policy within on plans.authors for select to ponte_app using ((draft_id IN ( SELECT plans.drafts_within() AS drafts_within)));

create policy begun on plans.drafts for insert to ponte_app with check (((created_by = kernel.actor()) AND (changed_by = kernel.actor()) AND (state = 'writing'::text) AND (plan_id IN ( SELECT plans.written() AS written))));

create policy changed on plans.drafts for update to ponte_app using ((plan_id IN ( SELECT plans.written() AS written))) with check ((plan_id IN ( SELECT plans.written() AS written)));

create policy dropped on plans.drafts for delete to ponte_app using ((plan_id IN ( SELECT plans.written() AS written)));

create policy owner_all on plans.drafts for all to ponte_owner using (true) with check (true);

create policy within on plans.drafts for select to ponte_app using ((plan_id IN ( SELECT plans.within() AS within)));

create policy begun on plans.plans for insert to ponte_app with check (((created_by = kernel.actor()) AND (version = 0) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text]) AS scopes)) OR ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network))));

create policy dropped on plans.plans for delete to ponte_app using (((version = 0) AND (id IN ( SELECT plans.written() AS written))));

create policy owner_all on plans.plans for all to ponte_owner using (true) with check (true);

create policy published on plans.plans for select to ponte_app using ((version > 0));

create policy within on plans.plans for select to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text, 'counsellor'::text, 'office-manager'::text]) AS scopes)) OR (other_office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text, 'counsellor'::text, 'office-manager'::text]) AS scopes)) OR ( SELECT access.in_network(ARRAY['planner'::text]) AS in_network)));

create policy begun on plans.reports for insert to ponte_app with check (((created_by = kernel.actor()) AND (changed_by = kernel.actor()) AND (published_at IS NULL) AND (plan_id IN ( SELECT plans.reported() AS reported))));

create policy changed on plans.reports for update to ponte_app using ((plan_id IN ( SELECT plans.reported() AS reported))) with check ((plan_id IN ( SELECT plans.reported() AS reported)));

create policy dropped on plans.reports for delete to ponte_app using ((plan_id IN ( SELECT plans.reported() AS reported)));

create policy owner_all on plans.reports for all to ponte_owner using (true) with check (true);

create policy published on plans.reports for select to ponte_app using ((published_at IS NOT NULL));

create policy within on plans.reports for select to ponte_app using ((plan_id IN ( SELECT plans.within() AS within)));

create policy approved on plans.versions for insert to ponte_app with check (((published_by = kernel.actor()) AND (plan_id IN ( SELECT plans.written() AS written))));

create policy owner_all on plans.versions for all to ponte_owner using (true) with check (true);

create policy published on plans.versions for select to ponte_app using (true);

create policy begun on practicefairs.fairs for insert to ponte_app with check (((state = 'draft'::text) AND (created_by = kernel.actor()) AND ( SELECT practicefairs.may_write() AS may_write)));

create policy changed on practicefairs.fairs for update to ponte_app using ((((state = 'draft'::text) OR ((state = 'open'::text) AND (until_day >= ( SELECT kernel.today() AS today)))) AND ( SELECT practicefairs.may_write() AS may_write))) with check (( SELECT practicefairs.may_write() AS may_write));

create policy opened on practicefairs.fairs for select to ponte_app using ((state <> 'draft'::text));

create policy owner_all on practicefairs.fairs for all to ponte_owner using (true) with check (true);

create policy removed on practicefairs.fairs for delete to ponte_app using (((state = 'draft'::text) AND ( SELECT practicefairs.may_write() AS may_write)));

create policy written on practicefairs.fairs for select to ponte_app using (( SELECT practicefairs.may_write() AS may_write));

create policy given on practicefairs.links for insert to ponte_app with check ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy owner_all on practicefairs.links for all to ponte_owner using (true) with check (true);

create policy removed on practicefairs.links for delete to ponte_app using ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy shown on practicefairs.links for select to ponte_app using ((EXISTS ( SELECT FROM practicefairs.fairs f WHERE ((f.id = links.fair_id) AND (f.state = 'open'::text) AND (f.until_day >= ( SELECT kernel.today() AS today))))));

create policy written on practicefairs.links for select to ponte_app using (( SELECT practicefairs.may_write() AS may_write));

create policy chosen on practicefairs.stands for insert to ponte_app with check ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy owner_all on practicefairs.stands for all to ponte_owner using (true) with check (true);

create policy removed on practicefairs.stands for delete to ponte_app using ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy shown on practicefairs.stands for select to ponte_app using ((EXISTS ( SELECT FROM practicefairs.fairs f WHERE ((f.id = stands.fair_id) AND (f.state = 'open'::text)))));

create policy written on practicefairs.stands for select to ponte_app using (( SELECT practicefairs.may_write() AS may_write));

create policy changed on practicefairs.talks for update to ponte_app using ((fair_id IN ( SELECT practicefairs.writable() AS writable))) with check ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy owner_all on practicefairs.talks for all to ponte_owner using (true) with check (true);

create policy planned on practicefairs.talks for insert to ponte_app with check ((fair_id IN ( SELECT practicefairs.writable() AS writable)));

create policy removed on practicefairs.talks for delete to ponte_app using (((fair_id IN ( SELECT practicefairs.writable() AS writable)) AND (EXISTS ( SELECT FROM practicefairs.fairs f WHERE ((f.id = talks.fair_id) AND (f.state = 'draft'::text))))));

create policy shown on practicefairs.talks for select to ponte_app using ((EXISTS ( SELECT FROM practicefairs.fairs f WHERE ((f.id = talks.fair_id) AND (f.state = 'open'::text)))));

create policy written on practicefairs.talks for select to ponte_app using (( SELECT practicefairs.may_write() AS may_write));

create policy checked on practices.authors for select to ponte_app using (( SELECT access.in_network(ARRAY['editor'::text]) AS in_network));

create policy owner_all on practices.authors for all to ponte_owner using (true) with check (true);

create policy self on practices.authors for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 2)));

create policy edited on practices.corridors for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network));

create policy owner_all on practices.corridors for all to ponte_owner using (true) with check (true);

create policy published on practices.corridors for select to ponte_app, ponte_jobs using (true);

create policy begun on practices.drafts for insert to ponte_app with check (((created_by = kernel.actor()) AND (changed_by = kernel.actor()) AND (state = 'writing'::text) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network))) AND ((practice_id IS NULL) OR (EXISTS ( SELECT FROM practices.practices p WHERE ((p.id = drafts.practice_id) AND (p.code = drafts.code) AND ((p.keeper_id IS NULL) OR (drafts.office_id IS NULL) OR (p.keeper_id = drafts.office_id))))))));

create policy changed on practices.drafts for update to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network))) with check (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy dropped on practices.drafts for delete to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy owner_all on practices.drafts for all to ponte_owner using (true) with check (true);

create policy written on practices.drafts for select to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text]) AS scopes)) OR ((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text]) AS in_network)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy added on practices.pictures for insert to ponte_app with check (((practice_id IS NULL) AND (added_by = kernel.actor()) AND (draft_id IN ( SELECT drafts.id FROM practices.drafts WHERE (drafts.state <> 'waiting'::text)))));

create policy owner_all on practices.pictures for all to ponte_owner using (true) with check (true);

create policy published on practices.pictures for select to ponte_app using ((practice_id IS NOT NULL));

create policy removed on practices.pictures for delete to ponte_app using ((draft_id IN ( SELECT drafts.id FROM practices.drafts WHERE (drafts.state <> 'waiting'::text))));

create policy withdrawn on practices.pictures for delete to ponte_app using (((practice_id IS NOT NULL) AND ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy written on practices.pictures for select to ponte_app using ((draft_id IN ( SELECT drafts.id FROM practices.drafts)));

create policy edited on practices.practices for all to ponte_app using (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['administrator'::text, 'editor'::text]) AS in_network));

create policy owner_all on practices.practices for all to ponte_owner using (true) with check (true);

create policy published on practices.practices for select to ponte_app, ponte_jobs using (true);

create policy checked on practices.versions for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['editor'::text]) AS in_network) AND (published_by = kernel.actor())));

create policy original on practices.versions for insert to ponte_app with check ((( SELECT access.in_network(ARRAY['editor'::text]) AS in_network) AND (draft_id IS NULL) AND (number = 1)));

create policy owner_all on practices.versions for all to ponte_owner using (true) with check (true);

create policy published on practices.versions for select to ponte_app using (true);

create policy came on projects.attendance for insert to ponte_app with check ((meeting_id IN ( SELECT projects.convened() AS convened)));

create policy known on projects.attendance for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.attendance for all to ponte_owner using (true) with check (true);

create policy removed on projects.attendance for delete to ponte_app using ((meeting_id IN ( SELECT projects.convened() AS convened)));

create policy known on projects.changes for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.changes for all to ponte_owner using (true) with check (true);

create policy added on projects.corridors for insert to ponte_app with check ((project_id IN ( SELECT projects.led() AS led)));

create policy known on projects.corridors for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.corridors for all to ponte_owner using (true) with check (true);

create policy removed on projects.corridors for delete to ponte_app using ((project_id IN ( SELECT projects.led() AS led)));

create policy shown on projects.corridors for select to ponte_app using ((project_id IN ( SELECT projects.published() AS published)));

create policy added on projects.criteria for insert to ponte_app with check (((agreed_on IS NULL) AND (project_id IN ( SELECT projects.led() AS led))));

create policy changed on projects.criteria for update to ponte_app using (((agreed_on IS NULL) AND (project_id IN ( SELECT projects.led() AS led)))) with check ((project_id IN ( SELECT projects.led() AS led)));

create policy known on projects.criteria for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.criteria for all to ponte_owner using (true) with check (true);

create policy removed on projects.criteria for delete to ponte_app using (((agreed_on IS NULL) AND (project_id IN ( SELECT projects.led() AS led))));

create policy shown on projects.criteria for select to ponte_app using (((agreed_on IS NOT NULL) AND (project_id IN ( SELECT projects.evaluated() AS evaluated))));

create policy added on projects.deliverables for insert to ponte_app with check (((state = 'planned'::text) AND (reminded_at IS NULL) AND (file_id IS NULL) AND ((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id))))));

create policy changed on projects.deliverables for update to ponte_app using (((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id))))) with check (((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id)))));

create policy jobs_remind on projects.deliverables for all to ponte_jobs using (true) with check (true);

create policy known on projects.deliverables for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.deliverables for all to ponte_owner using (true) with check (true);

create policy shown on projects.deliverables for select to ponte_app using (((state = 'accepted'::text) AND (project_id IN ( SELECT projects.published() AS published))));

create policy begun on projects.evaluations for insert to ponte_app with check (((published_at IS NULL) AND (project_id IN ( SELECT projects.led() AS led))));

create policy changed on projects.evaluations for update to ponte_app using ((project_id IN ( SELECT projects.led() AS led))) with check ((project_id IN ( SELECT projects.led() AS led)));

create policy known on projects.evaluations for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.evaluations for all to ponte_owner using (true) with check (true);

create policy shown on projects.evaluations for select to ponte_app using (((published_at IS NOT NULL) AND (project_id IN ( SELECT projects.published() AS published))));

create policy added on projects.findings for insert to ponte_app with check ((evaluation_id IN ( SELECT projects.unpublished() AS unpublished)));

create policy changed on projects.findings for update to ponte_app using ((evaluation_id IN ( SELECT projects.unpublished() AS unpublished))) with check ((evaluation_id IN ( SELECT projects.unpublished() AS unpublished)));

create policy known on projects.findings for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.findings for all to ponte_owner using (true) with check (true);

create policy shown on projects.findings for select to ponte_app using ((evaluation_id IN ( SELECT projects.told() AS told)));

create policy changed on projects.meetings for update to ponte_app using ((id IN ( SELECT projects.convened() AS convened))) with check (true);

create policy known on projects.meetings for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.meetings for all to ponte_owner using (true) with check (true);

create policy planned on projects.meetings for insert to ponte_app with check (((state = 'planned'::text) AND (sequence = 0) AND (created_by = kernel.actor()) AND ((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id))))));

create policy added on projects.packages for insert to ponte_app with check ((project_id IN ( SELECT projects.led() AS led)));

create policy changed on projects.packages for update to ponte_app using (((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id))))) with check (((project_id IN ( SELECT projects.led() AS led)) OR ((project_id, office_id) IN ( SELECT w.project_id, w.office_id FROM projects.works() w(project_id, office_id)))));

create policy known on projects.packages for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.packages for all to ponte_owner using (true) with check (true);

create policy added on projects.partners for insert to ponte_app with check ((project_id IN ( SELECT projects.led() AS led)));

create policy changed on projects.partners for update to ponte_app using ((project_id IN ( SELECT projects.led() AS led))) with check ((project_id IN ( SELECT projects.led() AS led)));

create policy known on projects.partners for select to ponte_app using ((project_id IN ( SELECT projects.known() AS known)));

create policy owner_all on projects.partners for all to ponte_owner using (true) with check (true);

create policy shown on projects.partners for select to ponte_app using ((project_id IN ( SELECT projects.published() AS published)));

create policy begun on projects.projects for insert to ponte_app with check (((created_by = kernel.actor()) AND (published_at IS NULL) AND (lead_id IN ( SELECT projects.offices() AS offices))));

create policy changed on projects.projects for update to ponte_app using ((lead_id IN ( SELECT projects.offices() AS offices))) with check ((lead_id IN ( SELECT projects.offices() AS offices)));

create policy jobs_read on projects.projects for select to ponte_jobs using (true);

create policy lead on projects.projects for select to ponte_app using ((lead_id IN ( SELECT projects.staff() AS staff)));

create policy owner_all on projects.projects for all to ponte_owner using (true) with check (true);

create policy partner on projects.projects for select to ponte_app using ((id IN ( SELECT projects.known() AS known)));

create policy shown on projects.projects for select to ponte_app using ((published_at IS NOT NULL));

create policy custody on readiness.answers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on readiness.answers for select to ponte_app using ((person_id IN ( SELECT consent.subjects('readiness'::text) AS subjects)));

create policy owner_all on readiness.answers for all to ponte_owner using (true) with check (true);

create policy self on readiness.answers for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_answers on readiness.answers for insert to ponte_app with check (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_changes on readiness.answers for update to ponte_app using (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy custody on readiness.area_results for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on readiness.area_results for select to ponte_app using ((person_id IN ( SELECT consent.subjects('readiness'::text) AS subjects)));

create policy owner_all on readiness.area_results for all to ponte_owner using (true) with check (true);

create policy self on readiness.area_results for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_finishes on readiness.area_results for insert to ponte_app with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on readiness.assessments for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on readiness.assessments for select to ponte_app using ((person_id IN ( SELECT consent.subjects('readiness'::text) AS subjects)));

create policy owner_all on readiness.assessments for all to ponte_owner using (true) with check (true);

create policy self on readiness.assessments for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_finishes on readiness.assessments for update to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_starts on readiness.assessments for insert to ponte_app with check ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on readiness.blockers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on readiness.blockers for select to ponte_app using ((person_id IN ( SELECT consent.subjects('readiness'::text) AS subjects)));

create policy owner_all on readiness.blockers for all to ponte_owner using (true) with check (true);

create policy self on readiness.blockers for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_answers on readiness.blockers for insert to ponte_app with check (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_changes on readiness.blockers for update to ponte_app using (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((side = 'founder'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy custody on readiness.planned for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on readiness.planned for select to ponte_app using ((person_id IN ( SELECT consent.subjects('readiness'::text) AS subjects)));

create policy owner_all on readiness.planned for all to ponte_owner using (true) with check (true);

create policy self on readiness.planned for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy added on remittances.prices for insert to ponte_app with check ((( SELECT remittances.may_keep() AS may_keep) AND (recorded_by = kernel.actor()) AND (service_id IN ( SELECT s.id FROM remittances.services s))));

create policy compared on remittances.prices for select to ponte_app using ((service_id IN ( SELECT s.id FROM remittances.services s WHERE (s.withdrawn_at IS NULL))));

create policy jobs_all on remittances.prices for select to ponte_jobs using (true);

create policy kept on remittances.prices for select to ponte_app using (( SELECT remittances.may_keep() AS may_keep));

create policy owner_all on remittances.prices for all to ponte_owner using (true) with check (true);

create policy added on remittances.services for insert to ponte_app with check ((( SELECT remittances.may_keep() AS may_keep) AND (created_by = kernel.actor()) AND (withdrawn_at IS NULL)));

create policy compared on remittances.services for select to ponte_app using ((withdrawn_at IS NULL));

create policy jobs_all on remittances.services for select to ponte_jobs using (true);

create policy kept on remittances.services for select to ponte_app using (( SELECT remittances.may_keep() AS may_keep));

create policy owner_all on remittances.services for all to ponte_owner using (true) with check (true);

create policy withdrawn on remittances.services for update to ponte_app using (( SELECT remittances.may_keep() AS may_keep)) with check ((( SELECT remittances.may_keep() AS may_keep) AND ((withdrawn_at IS NULL) OR (withdrawn_by = kernel.actor()))));

create policy asked_answers on returns.checks for update to ponte_app using (((answer IS NULL) AND (asked_office_id IN ( SELECT access.desks() AS desks)) AND ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)) OR (office_id IN ( SELECT access.desks() AS desks))))) with check ((asked_office_id IN ( SELECT access.desks() AS desks)));

create policy custody on returns.checks for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_asks on returns.checks for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (answer IS NULL)));

create policy granted on returns.checks for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy owner_all on returns.checks for all to ponte_owner using (true) with check (true);

create policy self on returns.checks for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on returns.follow_ups for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_plans on returns.follow_ups for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (months IS NULL) AND (done_on IS NULL)));

create policy custody_records on returns.follow_ups for update to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) AND (done_on IS NULL))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on returns.follow_ups for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy jobs_all on returns.follow_ups for all to ponte_jobs using (true);

create policy owner_all on returns.follow_ups for all to ponte_owner using (true) with check (true);

create policy self on returns.follow_ups for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on returns.moves for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on returns.moves for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy owner_all on returns.moves for all to ponte_owner using (true) with check (true);

create policy self on returns.moves for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on returns.plans for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND ((venture_office_id IS NULL) OR (venture_office_id IN ( SELECT access.desks() AS desks)))));

create policy granted on returns.plans for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy jobs_all on returns.plans for all to ponte_jobs using (true);

create policy owner_all on returns.plans for all to ponte_owner using (true) with check (true);

create policy self on returns.plans for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_begins on returns.plans for insert to ponte_app with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND (venture_id IS NULL)));

create policy self_moves on returns.plans for update to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects))) with check (((person_id IN ( SELECT access.own_subjects() AS own_subjects)) AND ((venture_id IS NULL) OR (venture_id IN ( SELECT ventures.founded() AS founded)))));

create policy desks_read on returns.rule_history for select to ponte_app using ((EXISTS ( SELECT access.desks() AS desks)));

create policy owner_all on returns.rule_history for all to ponte_owner using (true) with check (true);

create policy managed on returns.rules for update to ponte_app using (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)) OR ((office_id IS NULL) AND (EXISTS ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))))) with check (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)) OR ((office_id IS NULL) AND (EXISTS ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)))));

create policy managed_adds on returns.rules for insert to ponte_app with check (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes)) AND (code IS NULL) AND (confirmed_by IS NULL)));

create policy owner_all on returns.rules for all to ponte_owner using (true) with check (true);

create policy published on returns.rules for select to ponte_app using (true);

create policy custody on returns.sections for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on returns.sections for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy owner_all on returns.sections for all to ponte_owner using (true) with check (true);

create policy self on returns.sections for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_changes on returns.sections for update to ponte_app using (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_writes on returns.sections for insert to ponte_app with check (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy custody on returns.ticks for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy granted on returns.ticks for select to ponte_app using ((person_id IN ( SELECT consent.subjects('return'::text) AS subjects)));

create policy owner_all on returns.ticks for all to ponte_owner using (true) with check (true);

create policy self on returns.ticks for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_changes on returns.ticks for update to ponte_app using (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects)))) with check (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_ticks on returns.ticks for insert to ponte_app with check (((side = 'person'::text) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy custody on tracks.chosen for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_records on tracks.chosen for insert to ponte_app with check (((how <> 'on-line'::text) AND (by_account = kernel.actor()) AND (office_id IN ( SELECT access.desks() AS desks))));

create policy custody_removes on tracks.chosen for delete to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy owner_all on tracks.chosen for all to ponte_owner using (true) with check (true);

create policy self on tracks.chosen for select to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy self_chooses on tracks.chosen for insert to ponte_app with check (((how = 'on-line'::text) AND (by_account = kernel.actor()) AND (person_id IN ( SELECT access.own_subjects() AS own_subjects))));

create policy self_removes on tracks.chosen for delete to ponte_app using ((person_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy edited on tracks.texts for all to ponte_app using ((( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network) OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['editor'::text, 'office-manager'::text]) AS scopes)))) with check (((updated_by = kernel.actor()) AND (( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network) OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['editor'::text, 'office-manager'::text]) AS scopes)))));

create policy owner_all on tracks.texts for all to ponte_owner using (true) with check (true);

create policy published on tracks.texts for select to ponte_app using (true);

create policy custody on trade.authors for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy owner_all on trade.authors for all to ponte_owner using (true) with check (true);

create policy self on trade.authors for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy editors on trade.fact_history for select to ponte_app using (( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network));

create policy owner_all on trade.fact_history for all to ponte_owner using (true) with check (true);

create policy changed on trade.facts for update to ponte_app using (( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network)) with check (( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network));

create policy edited on trade.facts for insert to ponte_app with check (( SELECT access.in_network(ARRAY['editor'::text, 'administrator'::text]) AS in_network));

create policy owner_all on trade.facts for all to ponte_owner using (true) with check (true);

create policy shown on trade.facts for select to ponte_app using (true);

create policy hosts on trade.fair_busy for select to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy own on trade.fair_busy for all to ponte_app using ((participant_id IN ( SELECT trade.attending() AS attending))) with check ((participant_id IN ( SELECT trade.attending() AS attending)));

create policy owner_all on trade.fair_busy for all to ponte_owner using (true) with check (true);

create policy hosts on trade.fair_meetings for all to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs))) with check ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy jobs_all on trade.fair_meetings for all to ponte_jobs using (true) with check (true);

create policy own on trade.fair_meetings for select to ponte_app using (((fair_id IN ( SELECT trade.shown_schedules() AS shown_schedules)) AND ((first_id IN ( SELECT trade.attending() AS attending)) OR (second_id IN ( SELECT trade.attending() AS attending)))));

create policy owner_all on trade.fair_meetings for all to ponte_owner using (true) with check (true);

create policy changes on trade.fair_participants for update to ponte_app using (((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)) OR (venture_id IN ( SELECT ventures.founded() AS founded)) OR (office_id IN ( SELECT access.desks() AS desks)) OR (organisation_id IN ( SELECT access.organisations() AS organisations))));

create policy fellows on trade.fair_participants for select to ponte_app using (((state = 'approved'::text) AND (fair_id IN ( SELECT trade.attended_fairs() AS attended_fairs))));

create policy hosts on trade.fair_participants for select to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy jobs_all on trade.fair_participants for all to ponte_jobs using (true) with check (true);

create policy own on trade.fair_participants for select to ponte_app using (((venture_id IN ( SELECT ventures.founded() AS founded)) OR (office_id IN ( SELECT access.desks() AS desks)) OR (organisation_id IN ( SELECT access.organisations() AS organisations))));

create policy owner_all on trade.fair_participants for all to ponte_owner using (true) with check (true);

create policy registers on trade.fair_participants for insert to ponte_app with check (((venture_id IN ( SELECT ventures.founded() AS founded)) OR (office_id IN ( SELECT access.desks() AS desks)) OR (organisation_id IN ( SELECT access.organisations() AS organisations))));

create policy hosts on trade.fair_seats for select to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy own on trade.fair_seats for select to ponte_app using (((fair_id IN ( SELECT trade.shown_schedules() AS shown_schedules)) AND (participant_id IN ( SELECT trade.attending() AS attending))));

create policy owner_all on trade.fair_seats for all to ponte_owner using (true) with check (true);

create policy hosts on trade.fair_slots for all to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs))) with check ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy owner_all on trade.fair_slots for all to ponte_owner using (true) with check (true);

create policy shown on trade.fair_slots for select to ponte_app using ((fair_id IN ( SELECT fairs.id FROM trade.fairs)));

create policy hosts_explain on trade.fair_wishes for update to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy hosts_read on trade.fair_wishes for select to ponte_app using ((fair_id IN ( SELECT trade.hosted_fairs() AS hosted_fairs)));

create policy own on trade.fair_wishes for all to ponte_app using ((participant_id IN ( SELECT trade.attending() AS attending))) with check ((participant_id IN ( SELECT trade.attending() AS attending)));

create policy owner_all on trade.fair_wishes for all to ponte_owner using (true) with check (true);

create policy custody on trade.fairs for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on trade.fairs for all to ponte_jobs using (true) with check (true);

create policy owner_all on trade.fairs for all to ponte_owner using (true) with check (true);

create policy partner_changes on trade.fairs for update to ponte_app using ((partner_office_id IN ( SELECT access.desks() AS desks))) with check ((partner_office_id IN ( SELECT access.desks() AS desks)));

create policy partner_reads on trade.fairs for select to ponte_app using ((partner_office_id IN ( SELECT access.desks() AS desks)));

create policy shown on trade.fairs for select to ponte_app using ((state <> 'draft'::text));

create policy answers on trade.follow_ups for update to ponte_app using ((((side = 'asker'::text) AND (interest_id IN ( SELECT trade.asking() AS asking))) OR ((side = 'owner'::text) AND (interest_id IN ( SELECT trade.owning() AS owning)))));

create policy jobs_all on trade.follow_ups for all to ponte_jobs using (true) with check (true);

create policy owner_all on trade.follow_ups for all to ponte_owner using (true) with check (true);

create policy sides on trade.follow_ups for select to ponte_app using ((((side = 'asker'::text) AND (interest_id IN ( SELECT trade.asking() AS asking))) OR ((side = 'owner'::text) AND (interest_id IN ( SELECT trade.owning() AS owning)))));

create policy asker on trade.interest_contacts for all to ponte_app using ((interest_id IN ( SELECT trade.asking() AS asking))) with check ((interest_id IN ( SELECT trade.asking() AS asking)));

create policy opened on trade.interest_contacts for select to ponte_app using ((interest_id IN ( SELECT trade.opened_interests() AS opened_interests)));

create policy owner_all on trade.interest_contacts for all to ponte_owner using (true) with check (true);

create policy answers on trade.interests for update to ponte_app using (((venture_id IN ( SELECT ventures.founded() AS founded)) OR (office_id IN ( SELECT access.desks() AS desks)) OR (from_venture_id IN ( SELECT ventures.founded() AS founded)) OR (from_office_id IN ( SELECT access.desks() AS desks)) OR (organisation_id IN ( SELECT access.organisations() AS organisations))));

create policy asks on trade.interests for insert to ponte_app with check ((((from_venture_id IN ( SELECT ventures.founded() AS founded)) OR (from_office_id IN ( SELECT access.desks() AS desks)) OR (organisation_id IN ( SELECT access.organisations() AS organisations))) AND (EXISTS ( SELECT FROM trade.offers o WHERE ((o.id = interests.offer_id) AND (o.state = 'published'::text) AND (o.valid_until >= CURRENT_DATE))))));

create policy custody on trade.interests for select to ponte_app using (((office_id IN ( SELECT access.desks() AS desks)) OR (from_office_id IN ( SELECT access.desks() AS desks))));

create policy founder on trade.interests for select to ponte_app using (((venture_id IN ( SELECT ventures.founded() AS founded)) OR (from_venture_id IN ( SELECT ventures.founded() AS founded))));

create policy jobs_all on trade.interests for all to ponte_jobs using (true) with check (true);

create policy organisation on trade.interests for select to ponte_app using ((organisation_id IN ( SELECT access.organisations() AS organisations)));

create policy owner_all on trade.interests for all to ponte_owner using (true) with check (true);

create policy custody on trade.offer_contacts for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on trade.offer_contacts for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy opened on trade.offer_contacts for select to ponte_app using ((offer_id IN ( SELECT trade.opened_offers() AS opened_offers)));

create policy owner_all on trade.offer_contacts for all to ponte_owner using (true) with check (true);

create policy custody on trade.offers for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on trade.offers for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on trade.offers for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('venture'::text) AS shared_part)));

create policy jobs_all on trade.offers for all to ponte_jobs using (true) with check (true);

create policy owner_all on trade.offers for all to ponte_owner using (true) with check (true);

create policy published on trade.offers for select to ponte_app using (((state = 'published'::text) AND (valid_until >= CURRENT_DATE)));

create policy custody on trade.photos for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy founder on trade.photos for all to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded))) with check ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy granted on trade.photos for select to ponte_app using ((venture_id IN ( SELECT ventures.shared_part('venture'::text) AS shared_part)));

create policy owner_all on trade.photos for all to ponte_owner using (true) with check (true);

create policy published on trade.photos for select to ponte_app using ((offer_id IN ( SELECT offers.id FROM trade.offers WHERE ((offers.state = 'published'::text) AND (offers.valid_until >= CURRENT_DATE)))));

create policy custody on trade.reviews for select to ponte_app using ((office_id IN ( SELECT access.desks() AS desks)));

create policy custody_reviews on trade.reviews for insert to ponte_app with check (((office_id IN ( SELECT access.desks() AS desks)) AND (reviewed_by = kernel.actor()) AND (NOT (venture_id IN ( SELECT ventures.founded() AS founded))) AND (NOT (offer_id IN ( SELECT authors.offer_id FROM trade.authors WHERE (authors.account_id = kernel.actor()))))));

create policy founder on trade.reviews for select to ponte_app using ((venture_id IN ( SELECT ventures.founded() AS founded)));

create policy owner_all on trade.reviews for all to ponte_owner using (true) with check (true);

create policy moderated on transfers.contributions for select to ponte_app using ((practice_id IN ( SELECT transfers.moderated() AS moderated)));

create policy owner_all on transfers.contributions for all to ponte_owner using (true) with check (true);

create policy published on transfers.contributions for select to ponte_app using (((words IS NOT NULL) AND (hidden_at IS NULL) AND ((question_id IS NULL) OR (question_id IN ( SELECT q.id FROM transfers.questions q WHERE ((q.answer IS NOT NULL) AND q.agreed AND (q.hidden_at IS NULL)))))));

create policy self on transfers.contributions for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy taken_away on transfers.contributions for update to ponte_app using ((practice_id IN ( SELECT transfers.moderated() AS moderated))) with check ((practice_id IN ( SELECT transfers.moderated() AS moderated)));

create policy written on transfers.contributions for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 2) AND (hidden_at IS NULL) AND transfers.takes_reply(practice_id, reply_to, question_id) AND ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['counsellor'::text, 'office-manager'::text, 'planner'::text, 'editor'::text, 'trainer'::text, 'mentor'::text, 'expert'::text]) AS scopes)) OR (organisation_id IN ( SELECT access.scopes('organisation'::text, ARRAY['provider'::text, 'association-representative'::text, 'lender'::text, 'editor'::text, 'trainer'::text, 'mentor'::text, 'expert'::text]) AS scopes)) OR ((office_id IS NULL) AND (organisation_id IS NULL) AND ( SELECT access.in_network(ARRAY['planner'::text, 'editor'::text, 'administrator'::text]) AS in_network)))));

create policy kept on transfers.judgements for all to ponte_app using ((profile_id IN ( SELECT transfers.kept() AS kept))) with check ((profile_id IN ( SELECT transfers.kept() AS kept)));

create policy owner_all on transfers.judgements for all to ponte_owner using (true) with check (true);

create policy shown on transfers.judgements for select to ponte_app using ((profile_id IN ( SELECT transfers.shown() AS shown)));

create policy kept on transfers.parts for all to ponte_app using ((profile_id IN ( SELECT transfers.kept() AS kept))) with check ((profile_id IN ( SELECT transfers.kept() AS kept)));

create policy owner_all on transfers.parts for all to ponte_owner using (true) with check (true);

create policy shown on transfers.parts for select to ponte_app using ((profile_id IN ( SELECT transfers.shown() AS shown)));

create policy kept on transfers.preconditions for all to ponte_app using ((practice_id IN ( SELECT transfers.authored() AS authored))) with check (((practice_id IN ( SELECT transfers.authored() AS authored)) AND (EXISTS ( SELECT FROM practices.practices p WHERE ((p.id = preconditions.practice_id) AND (p.keeper_id = preconditions.office_id))))));

create policy owner_all on transfers.preconditions for all to ponte_owner using (true) with check (true);

create policy published on transfers.preconditions for select to ponte_app using (true);

create policy read on transfers.preconditions for all to ponte_app using (( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)) with check ((( SELECT access.in_network(ARRAY['editor'::text]) AS in_network) AND (office_id IS NULL)));

create policy kept on transfers.profiles for all to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'office-manager'::text]) AS scopes))) with check (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'office-manager'::text]) AS scopes)) AND transfers.in_territory(office_id, place_id)));

create policy owner_all on transfers.profiles for all to ponte_owner using (true) with check (true);

create policy shown on transfers.profiles for select to ponte_app using ((public OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text, 'office-manager'::text, 'counsellor'::text]) AS scopes))));

create policy answered on transfers.questions for select to ponte_app using (((practice_id IN ( SELECT transfers.authored() AS authored)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy asked on transfers.questions for insert to ponte_app with check (((account_id = kernel.actor()) AND (kernel.assurance() >= 1) AND (answer IS NULL) AND (hidden_at IS NULL) AND ((office_id IS NULL) OR (office_id IN ( SELECT access.scopes('office'::text, ARRAY['counsellor'::text, 'office-manager'::text, 'planner'::text, 'editor'::text, 'trainer'::text, 'mentor'::text, 'expert'::text]) AS scopes)))));

create policy owner_all on transfers.questions for all to ponte_owner using (true) with check (true);

create policy published on transfers.questions for select to ponte_app using (((answer IS NOT NULL) AND agreed AND (hidden_at IS NULL)));

create policy self on transfers.questions for select to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy taken_back on transfers.questions for delete to ponte_app using (((account_id = kernel.actor()) AND (kernel.assurance() >= 1)));

create policy worked_on on transfers.questions for update to ponte_app using (((practice_id IN ( SELECT transfers.authored() AS authored)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network))) with check (((practice_id IN ( SELECT transfers.authored() AS authored)) OR ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy by_editor on transfers.transfers for all to ponte_app using (((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network))) with check (((office_id IS NULL) AND ( SELECT access.in_network(ARRAY['editor'::text]) AS in_network)));

create policy by_office on transfers.transfers for all to ponte_app using ((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text, 'office-manager'::text]) AS scopes))) with check (((office_id IN ( SELECT access.scopes('office'::text, ARRAY['planner'::text, 'editor'::text, 'office-manager'::text]) AS scopes)) AND transfers.in_territory(office_id, place_id)));

create policy owner_all on transfers.transfers for all to ponte_owner using (true) with check (true);

create policy published on transfers.transfers for select to ponte_app using (true);

create policy custody on ventures.events for insert to ponte_app with check ((office_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on ventures.events for all to ponte_jobs using (true);

create policy owner_all on ventures.events for all to ponte_owner using (true) with check (true);

create policy reach on ventures.events for select to ponte_app using ((venture_id IN ( SELECT ventures.id FROM ventures.ventures)));

create policy custody on ventures.founders for all to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND (person_office_id IN ( SELECT access.desks() AS desks))));

create policy ends on ventures.founders for update to ponte_app using ((office_id IN ( SELECT access.desks() AS desks))) with check (((office_id IN ( SELECT access.desks() AS desks)) AND (left_at IS NOT NULL)));

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
      or session_user in ('ponte_jobs', 'ponte_owner')
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

CREATE OR REPLACE FUNCTION analyses.kept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id
    from analyses.analyses a
   where a.office_id in (select access.scopes('office', array['planner', 'editor']))
      or (a.office_id is null and (select access.in_network(array['planner', 'editor'])))
$function$
;

CREATE OR REPLACE FUNCTION analyses.show_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.version <> (select coalesce(max(v.number), 0) from analyses.versions v where v.analysis_id = new.id) then
    raise exception 'the newest version is shown' using errcode = '23514', constraint = 'analyses_newest';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION analyses.take_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  select d.content into new.content from analyses.drafts d where d.analysis_id = new.analysis_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from analyses.versions v where v.analysis_id = new.analysis_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
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

CREATE OR REPLACE FUNCTION associations.agree_joint_project()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Of two that say yes in the same moment the second sees the first.
  perform from associations.joint_projects where id = new.project_id for update;
  update associations.joint_projects p
     set state = 'agreed', agreed_at = now()
   where p.id = new.project_id and p.state = 'proposed'
     and (select count(*) >= 2 and bool_and(coalesce(j.answer = 'yes' and j.answered_revision = p.revision, false))
            from associations.joint_partners j where j.project_id = p.id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.ask_again(project uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update associations.joint_partners j
     set answer = case when p.lead_id = j.association_id then 'yes' end,
         answered_revision = case when p.lead_id = j.association_id then p.revision end,
         answered_at = case when p.lead_id = j.association_id then now() end,
         told_at = null
    from associations.joint_projects p
   where p.id = project and p.state = 'proposed' and j.project_id = p.id
$function$
;

CREATE OR REPLACE FUNCTION associations.at_desk()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select a.id from associations.associations a join access.desks() d on d = a.office_id where a.state <> 'unconfirmed' $function$
;

CREATE OR REPLACE FUNCTION associations.joint_at_desk()
 RETURNS TABLE(project_id uuid, office_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select j.project_id, d.d
    from access.desks() d
    join associations.associations a on a.office_id = d.d
    join associations.joint_partners j on j.association_id = a.id
    join associations.joint_projects p on p.id = j.project_id
   where p.agreed_at is not null and j.answer = 'yes'
  union
  select l.project_id, d.d
    from access.desks() d
    join associations.joint_places l on l.office_id = d.d
    join associations.joint_projects p on p.id = l.project_id
   where p.agreed_at is not null
$function$
;

CREATE OR REPLACE FUNCTION associations.joint_projects_of(whose text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id from associations.joint_projects p
   where case whose
           when 'partners' then exists (
             select from associations.joint_partners j where j.project_id = p.id and j.association_id in (select associations.mine()))
           when 'lead' then p.lead_id in (select associations.mine())
           when 'writing' then p.state = 'proposed' and p.lead_id in (select associations.mine())
           when 'everybody' then p.agreed_at is not null
           when 'going' then p.state in ('agreed', 'running')
         end
$function$
;

CREATE OR REPLACE FUNCTION associations.keep_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  keeps boolean := new.id in (select associations.mine());
  verifies boolean := new.office_id in (select access.desks()) and not keeps;
  rewritten boolean := (new.name, new.about, new.language, new.founded, new.legal_form, new.members, new.members_on, new.members_by,
                        new.activities, new.finance_size, new.finance_sources, new.board_size, new.board_women, new.board_young,
                        new.elected_on, new.last_activity, new.last_activity_on, new.email, new.phone, new.website, new.words)
                       is distinct from
                       (old.name, old.about, old.language, old.founded, old.legal_form, old.members, old.members_on, old.members_by,
                        old.activities, old.finance_size, old.finance_sources, old.board_size, old.board_women, old.board_young,
                        old.elected_on, old.last_activity, old.last_activity_on, old.email, old.phone, old.website, old.words);
begin
  if rewritten then
    new.revision := old.revision + 1;
  end if;
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (rewritten or new.active_on is distinct from old.active_on) and not keeps then
    raise exception 'only those who write for it change what it says' using errcode = 'insufficient_privilege';
  end if;
  if (new.verified_at, new.verified_revision) is distinct from (old.verified_at, old.verified_revision) and not verifies then
    raise exception 'the office verifies, and nobody verifies what they wrote' using errcode = 'insufficient_privilege';
  end if;
  if new.state is distinct from old.state then
    if keeps and (old.state, new.state) in (('unconfirmed', 'waiting'), ('asked', 'waiting'), ('refused', 'waiting')) then
      return new;
    end if;
    if keeps and new.state = 'closed' then
      return new;
    end if;
    if verifies and old.state in ('waiting', 'asked', 'verified') and new.state in ('asked', 'verified', 'refused') then
      return new;
    end if;
    raise exception 'this step is not theirs' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.keep_joint_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare project associations.joint_projects;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (tg_op = 'INSERT' or new.answer = 'yes') and new.association_id not in (select associations.shown()) then
    raise exception 'only verified associations take part' using errcode = 'check_violation', constraint = 'joint_partners_verified';
  end if;
  if tg_op = 'INSERT' then
    new.name := (select a.name from associations.associations a where a.id = new.association_id);
    return new;
  end if;
  select p.* into project from associations.joint_projects p where p.id = new.project_id;
  if new.association_id = project.lead_id
    or (new.answer in ('yes', 'no') and project.state <> 'proposed')
    or (new.answer = 'left' and (project.state not in ('agreed', 'running') or old.answer <> 'yes')) then
    raise exception 'this is not asked' using errcode = 'check_violation', constraint = 'joint_partners_asked';
  end if;
  if new.answer in ('yes', 'no') and new.answered_revision <> project.revision then
    raise exception 'it was changed meanwhile' using errcode = 'check_violation', constraint = 'joint_partners_read';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.keep_joint_circle()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare project uuid := coalesce(new.project_id, old.project_id);
begin
  if kernel.actor() is null and kernel.link_token() is null then
    return null;
  end if;
  update associations.joint_projects set revision = revision + 1 where id = project and state = 'proposed';
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.keep_joint_project()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  rewritten boolean := (new.title, new.about, new.language, new.corridor_id, new.from_on, new.until_on, new.amount_minor, new.currency, new.money_source, new.words)
                       is distinct from
                       (old.title, old.about, old.language, old.corridor_id, old.from_on, old.until_on, old.amount_minor, old.currency, old.money_source, old.words);
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if rewritten then
    if old.state <> 'proposed' or new.state <> 'proposed' then
      raise exception 'what everybody agreed to stays' using errcode = 'insufficient_privilege';
    end if;
    new.revision := old.revision + 1;
  end if;
  if new.state = old.state then
    if (new.ended_at, new.outcome) is distinct from (old.ended_at, old.outcome) then
      raise exception 'no step was taken' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (old.state, new.state) not in (('proposed', 'withdrawn'), ('agreed', 'running'), ('agreed', 'withdrawn'), ('running', 'ended'), ('running', 'withdrawn')) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.mine()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select association_id from associations.keepers where account_id = kernel.actor() and kernel.assurance() >= 1
  union
  select association_id from associations.keepers where token_hash = kernel.link_token() and token_expires_at > now()
$function$
;

CREATE OR REPLACE FUNCTION associations.renew_link(association uuid, address text, hash text, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update associations.keepers
     set token_hash = hash, token_expires_at = expires
   where association_id = association and email = lower(address)
     and expires <= now() + interval '31 days'
     and exists (select from associations.associations where id = association and state <> 'closed');
  return found;
end
$function$
;

CREATE OR REPLACE FUNCTION associations.shown()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from associations.associations where state = 'verified' $function$
;

CREATE OR REPLACE FUNCTION associations.unkept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id
    from associations.associations a
    left join associations.keepers k on k.association_id = a.id
   where a.state = 'unconfirmed' and k.id is null
$function$
;

CREATE OR REPLACE FUNCTION associations.void_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform associations.ask_again(new.id);
  return null;
end
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

CREATE OR REPLACE FUNCTION benchmarks.kept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.id
    from benchmarks.comparisons c
   where c.office_id in (select access.scopes('office', array['planner']))
      or (c.office_id is null and (select access.in_network(array['planner'])))
$function$
;

CREATE OR REPLACE FUNCTION benchmarks.seen()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.id
    from benchmarks.comparisons c
   where c.office_id in (select access.scopes('office', array['planner', 'office-manager']))
      or (c.office_id is null and (select access.in_network(array['planner'])))
      or (select access.in_network(array['auditor']))
$function$
;

CREATE OR REPLACE FUNCTION benchmarks.show_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.version <> (select coalesce(max(v.number), 0) from benchmarks.versions v where v.comparison_id = new.id) then
    raise exception 'the newest version is shown' using errcode = '23514', constraint = 'comparisons_newest';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION benchmarks.take_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  select d.content into new.content from benchmarks.drafts d where d.comparison_id = new.comparison_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from benchmarks.versions v where v.comparison_id = new.comparison_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION businessplans.count_plans(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, plans bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state, count(*)
    from businessplans.plans p
    join ventures.ventures v on v.id = p.venture_id
    join tracks.counted k on k.person_id = v.lead_person_id
   cross join lateral (
      select case
               when exists (select from businessplans.reviews r where r.plan_id = p.id and r.state = 'confirmed') then 'confirmed'
               when exists (
                 select from businessplans.versions n
                  where n.plan_id = p.id and (select count(*) from businessplans.signatures g where g.version_id = n.id) = 2
               ) then 'signed'
               when exists (select from businessplans.lines l where l.plan_id = p.id and l.kind = 'product') then 'costed'
               else 'begun'
             end as state
    ) s
   where p.office_id = any (of_offices) and p.office_id in (select access.countable())
     and (from_moment is null or p.created_at >= from_moment)
     and (to_moment is null or p.created_at < to_moment)
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state
$function$
;

CREATE OR REPLACE FUNCTION businessplans.end_with_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update consent.grants
     set withdrawn_at = now(), withdrawn_by = kernel.actor()
   where recipient_kind = 'account'
     and recipient_id = new.account_id
     and purpose = 'businessplans.purpose.review'
     and withdrawn_at is null
     and not exists (select from access.assignments where account_id = new.account_id and role = 'expert' and ended_at is null);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION businessplans.experts()
 RETURNS TABLE(account_id uuid, name text, scope_kind text, scope_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct on (a.account_id) a.account_id, i.name, a.scope_kind, a.scope_id
    from access.assignments a
    join identity.accounts i on i.id = a.account_id
   where a.role = 'expert'
     and a.ended_at is null
     and i.suspended_at is null
     and a.account_id <> kernel.actor()
     and (exists (select ventures.founded()) or exists (select access.desks()))
   order by a.account_id, a.granted_at
$function$
;

CREATE OR REPLACE FUNCTION businessplans.guard_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not businessplans.may_become(old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = 'reviews_state_follows';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION businessplans.may_become(before text, after text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (before, after) in (
    values
      ('asked', 'in-review'),
      ('asked', 'declined'),
      ('in-review', 'returned'),
      ('in-review', 'confirmed'),
      ('in-review', 'declined')
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
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], person_outcome text, venture_outcome text, cases bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, c.person_outcome, c.venture_outcome, count(*)
    from cases.cases c
    join tracks.counted k on k.person_id = c.person_id
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
     and c.state = 'closed'
     and c.closed_at >= from_moment and c.closed_at < to_moment
   group by c.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, c.person_outcome, c.venture_outcome
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

CREATE OR REPLACE FUNCTION cases.kept_back_notes()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select note_id
    from cases.note_withholdings
   where person_id in (select access.own_subjects())
     and (state = 'withheld' or (state = 'asked' and asked_at > now() - interval '30 days'))
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
       or (recipient_kind = 'organisation' and purpose <> 'loans.purpose.application' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'organisation' and purpose = 'loans.purpose.application' and recipient_id in (select loans.lending()))
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
       or (recipient_kind = 'organisation' and purpose <> 'loans.purpose.application' and recipient_id in (select access.organisations()))
       or (recipient_kind = 'organisation' and purpose = 'loans.purpose.application' and recipient_id in (select loans.lending()))
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
  if old.told_at is not null and (new.told_at, new.told_how) is distinct from (old.told_at, old.told_how) then
    raise exception 'a notice stays given' using errcode = 'check_violation', constraint = 'grants_notice_is_final';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION consultations.candidates(place uuid, corridor uuid)
 RETURNS TABLE(association_id uuid, name text, because text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.name, n.because
    from consultations.near(place, corridor) n
    join associations.associations a on a.id = n.association_id
   where a.state = 'verified'
$function$
;

CREATE OR REPLACE FUNCTION consultations.collecting()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from consultations.consultations where state = 'open' and kernel.today() between from_on and until_on $function$
;

CREATE OR REPLACE FUNCTION consultations.counts(consultation uuid)
 RETURNS TABLE(invited bigint, opinions bigint, shown bigint, answered bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (select count(*) from consultations.invitations i where i.consultation_id = c.id),
         count(o.id), count(o.id) filter (where o.public), count(o.answer)
    from consultations.consultations c
    left join consultations.opinions o on o.consultation_id = c.id
   where c.id = consultation and c.opened_at is not null
   group by c.id
$function$
;

CREATE OR REPLACE FUNCTION consultations.invite(consultation uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with added as (
    insert into consultations.invitations (consultation_id, association_id, name, because)
    select c.id, candidate.association_id, candidate.name, candidate.because
      from consultations.consultations c
      cross join lateral consultations.candidates(c.place_id, c.corridor_id) candidate
     where c.id = consultation and c.state = 'open'
    on conflict do nothing
    returning 1
  )
  select count(*) from added
$function$
;

CREATE OR REPLACE FUNCTION consultations.invite_all()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if consultations.invite(new.id) = 0 then
    raise exception 'nobody is to be invited' using errcode = 'check_violation', constraint = 'consultations_nobody';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION consultations.keep_consultation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if old.state <> 'draft'
    and (new.title, new.about, new.language, new.draft_text, new.draft_link, new.plan_id, new.place_id, new.corridor_id, new.questions, new.from_on)
         is distinct from
        (old.title, old.about, old.language, old.draft_text, old.draft_link, old.plan_id, old.place_id, old.corridor_id, old.questions, old.from_on) then
    raise exception 'what was asked stays as it was asked' using errcode = 'insufficient_privilege';
  end if;
  if old.state = 'open' and new.until_on < old.until_on then
    raise exception 'the last day is only put off' using errcode = 'check_violation', constraint = 'consultations_put_off';
  end if;
  if old.state in ('finished', 'withdrawn') and new is distinct from old then
    raise exception 'it is over' using errcode = 'insufficient_privilege';
  end if;
  if new.state = old.state then
    if (new.opened_at, new.ended_at, new.outcome) is distinct from (old.opened_at, old.ended_at, old.outcome) then
      raise exception 'no step was taken' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (old.state, new.state) not in (('draft', 'open'), ('draft', 'withdrawn'), ('open', 'finished'), ('open', 'withdrawn'))
    or ((old.state, new.state) <> ('draft', 'open') and new.opened_at is distinct from old.opened_at) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  if new.state = 'open' and new.until_on < kernel.today() then
    raise exception 'its last day is over' using errcode = 'check_violation', constraint = 'consultations_too_late';
  end if;
  if new.state = 'finished' and new.until_on >= kernel.today() then
    raise exception 'it still takes opinions' using errcode = 'check_violation', constraint = 'consultations_running';
  end if;
  if new.state = 'finished'
    and exists (select from consultations.opinions o where o.consultation_id = new.id and o.answer is null) then
    raise exception 'an opinion has no answer' using errcode = 'check_violation', constraint = 'consultations_unanswered';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION consultations.keep_opinion()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  select i.name into new.name
    from consultations.invitations i
   where i.consultation_id = new.consultation_id and i.association_id = new.association_id;
  if tg_op = 'INSERT' then
    new.revision := 1;
    return new;
  end if;
  if (new.words, new.replies, new.public, new.handed_in_at) is distinct from (old.words, old.replies, old.public, old.handed_in_at) then
    if kernel.actor() is not null or kernel.link_token() is not null then
      if new.association_id not in (select associations.mine()) or new.consultation_id not in (select consultations.collecting()) then
        raise exception 'an opinion is its association''s, while opinions are taken' using errcode = 'insufficient_privilege';
      end if;
    end if;
    new.revision := old.revision + 1;
    new.answer := null;
    new.reason := null;
    new.answered_at := null;
    return new;
  end if;
  if new.answer is null then
    raise exception 'an answer is not taken back' using errcode = 'insufficient_privilege';
  end if;
  if kernel.actor() is not null or kernel.link_token() is not null then
    if new.consultation_id not in (select consultations.of_writers())
      or not exists (select from consultations.consultations c where c.id = new.consultation_id and c.state = 'open') then
      raise exception 'the office answers, before it finishes' using errcode = 'insufficient_privilege';
    end if;
    if new.association_id in (select associations.mine()) then
      raise exception 'nobody answers their own association' using errcode = 'check_violation', constraint = 'opinions_own';
    end if;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION consultations.near(place uuid, corridor uuid)
 RETURNS TABLE(association_id uuid, because text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with recursive start (id, why) as (
    select place, 'territory'::text
    union
    select member_id, 'territory' from places.members where area_id = place
    union
    select origin_id, 'origin' from places.corridors where id = corridor
    union
    select m.member_id, 'origin' from places.members m join places.corridors c on c.origin_id = m.area_id where c.id = corridor
  ),
  down (id, why, depth) as (
    select id, why, 0 from start
    union all
    select p.id, down.why, down.depth + 1
      from down
      join places.places p on p.parent_id = down.id
     where down.depth < 20
  ),
  up (id, why, depth) as (
    select id, why, 0 from start
    union all
    select p.parent_id, up.why, up.depth + 1
      from up
      join places.places p on p.id = up.id
     where up.depth < 20 and p.parent_id is not null
  )
  select p.association_id, max(around.why)
    from (select id, why from down union select id, why from up) as around
    join associations.places p on p.place_id = around.id and (around.why = 'territory' or p.side = 'origin')
   group by p.association_id
$function$
;

CREATE OR REPLACE FUNCTION consultations.not_verified(place uuid, corridor uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(*)
    from consultations.near(place, corridor) n
    join associations.associations a on a.id = n.association_id
   where a.state in ('waiting', 'asked')
$function$
;

CREATE OR REPLACE FUNCTION consultations.of_readers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select c.id from consultations.consultations c where c.office_id in (select consultations.readers()) $function$
;

CREATE OR REPLACE FUNCTION consultations.of_writers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select c.id from consultations.consultations c where c.office_id in (select consultations.writers()) $function$
;

CREATE OR REPLACE FUNCTION consultations.opened()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from consultations.consultations where opened_at is not null $function$
;

CREATE OR REPLACE FUNCTION consultations.readers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select access.scopes('office', array['planner', 'office-manager', 'auditor'])
  union
  select id from offices.offices where access.in_network(array['auditor'])
$function$
;

CREATE OR REPLACE FUNCTION consultations.writers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['planner', 'office-manager']) $function$
;

CREATE OR REPLACE FUNCTION counts.frozen_with_quarter()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from counts.quarters q where q.key = new.quarter and q.frozen_at = now()) then
    raise exception 'A quarter is frozen at once.' using errcode = '42501', constraint = 'counts_frozen_at_once';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION counts.never_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'What is frozen stays as it is.' using errcode = '42501', constraint = 'counts_never_changed';
end
$function$
;

CREATE OR REPLACE FUNCTION directory.find_services(narrowed tsquery, wanted tsquery, in_name tsquery, newest_of text, skip integer, take integer, bound integer)
 RETURNS TABLE(service_id uuid, place integer, total integer)
 LANGUAGE plpgsql
 STABLE ROWS 20
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
declare
  ids uuid[];
  named int := 0;
  ranked constant int := 60;
begin
  if newest_of is not null then
    ids := array(
      select e.service_id
        from directory.search_entries e
       where e.listed and e.standing = newest_of
       order by e.sort_on desc, e.service_id
       limit bound + 1);
  elsif wanted is null then
    ids := array(
      select e.service_id
        from directory.search_entries e
       where e.words @@ narrowed
       order by e.sort_on desc, e.service_id
       limit bound + 1);
  else
    ids := array(
      select one.service_id
        from (select e.service_id, e.sort_on from directory.search_entries e where e.words @@ (narrowed && in_name) limit bound + 1) one
       order by one.sort_on desc, one.service_id);
    named := cardinality(ids);
    if named <= bound then
      -- "And not" makes the index compare every match with the names: left out where no name matches.
      ids := ids || array(
        select one.service_id
          from (
            select e.service_id, e.sort_on
              from directory.search_entries e
             where e.words @@ case when named = 0 then narrowed && wanted else narrowed && wanted && !!in_name end
             limit bound + 1 - named
          ) one
         order by one.sort_on desc, one.service_id);
    end if;
    if skip < ranked then
      ids := array(
        select e.service_id
          from unnest(ids[1:ranked]) with ordinality found (id, nth)
          join directory.search_entries e on e.service_id = found.id
         order by found.nth > named, ts_rank(e.words, wanted) desc, found.nth
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

CREATE OR REPLACE FUNCTION directory.vocabulary_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if pg_catalog.current_setting('directory.revised_in', true) is distinct from pg_catalog.pg_current_xact_id()::text then
    update directory.vocabulary_state set revision = pg_catalog.gen_random_uuid();
    perform pg_catalog.set_config('directory.revised_in', pg_catalog.pg_current_xact_id()::text, true);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION documents.issuing_offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer']) $function$
;

CREATE OR REPLACE FUNCTION documents.verify(of_code text)
 RETURNS TABLE(language text, statement jsonb, sha256 text, signature text, issued_at timestamp with time zone, expires_on date, revoked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.language, i.statement, i.sha256, i.signature, i.issued_at, i.expires_on, i.revoked_at
    from documents.issued i
   where i.code = of_code
$function$
;

CREATE OR REPLACE FUNCTION erasure.counts_of(of_subject uuid)
 RETURNS TABLE(what text, number bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select counted.what, counted.number
    from (
      select 'cases' as what, count(*) as number, 1 as place from cases.cases where person_id = of_subject
       union all select 'steps', count(*), 2 from cases.steps where person_id = of_subject
       union all select 'notes', count(*), 3 from cases.notes where person_id = of_subject
       union all select 'tasks', count(*), 4 from cases.tasks where person_id = of_subject
       union all select 'referrals', count(*), 5 from cases.referrals where person_id = of_subject
       union all select 'handovers', count(*), 6 from cases.handovers where person_id = of_subject
       union all select 'documents', count(*), 7 from files.files where subject_id = of_subject
       union all select 'numbers', count(*), 8 from people.identity_numbers where person_id = of_subject
       union all select 'appointments', count(*), 9 from appointments.appointments where person_id = of_subject
       union all select 'questions', count(*), 10 from messages.questions where person_id = of_subject
       union all select 'messages', count(*), 11 from mail.messages where subject_id = of_subject
       union all select 'grants', count(*), 12 from consent.grants where subject_id = of_subject
       union all select 'accounts', count(*), 13 from access.subject_accounts where subject_id = of_subject and ended_at is null
       union all
      select case when others then 'ventures-kept' else 'ventures' end, count(*), case when others then 15 else 14 end
        from (
          select exists (
            select from ventures.founders f where f.venture_id = v.id and f.left_at is null and f.person_id <> of_subject
          ) as others
            from ventures.ventures v
           where v.lead_person_id = of_subject
        ) led
       group by others
    ) counted
   where counted.number > 0
     and exists (
       select
         from access.subjects s
        where s.id = of_subject
          and (
            s.custodian_id in (select access.desks())
            or s.id in (select access.own_subjects())
            or access.in_network(array['data-protection-officer', 'auditor'])
          )
     )
   order by counted.place
$function$
;

CREATE OR REPLACE FUNCTION erasure.empty_file(of_subject uuid, of_account uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  kept access.subjects;
  kept_key access.subject_keys;
  gone uuid[];
  pending jsonb;
begin
  select * into kept from access.subjects where id = of_subject for update;
  if not found then return null; end if;
  select * into kept_key from access.subject_keys where subject_id = of_subject;
  gone := array(select identity.accounts_of_file_alone(of_subject, of_account));
  pending := jsonb_build_object(
    'files', (select coalesce(jsonb_agg(id), '[]') from files.files where subject_id = of_subject),
    'addresses', (select coalesce(jsonb_agg(one), '[]') from identity.addresses_of_file(of_subject, gone) as one),
    'accounts', to_jsonb(gone)
  );
  perform erasure.forget_typed(of_subject, gone);
  perform ventures.leave_to_others(of_subject);
  delete from messages.questions where person_id = of_subject;
  -- Every table about the person hangs on the file by its foreign key. What stays says that there was one, and that its
  -- key was destroyed, so that nobody makes a new one.
  delete from access.subjects where id = of_subject;
  insert into access.subjects (id, custodian_id, created_at) values (kept.id, kept.custodian_id, kept.created_at);
  insert into access.subject_keys (subject_id, wrapped, created_at, destroyed_at)
  values (kept.id, null, coalesce(kept_key.created_at, now()), coalesce(kept_key.destroyed_at, now()));
  delete from identity.accounts where id = any (gone);
  delete from audit.pseudonyms where kind = 'subject' and id = of_subject or kind = 'account' and id = any (gone);
  return pending;
end
$function$
;

CREATE OR REPLACE FUNCTION erasure.erase(of_request uuid, of_ground text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  asked erasure.requests;
  todo jsonb;
begin
  select * into asked from erasure.requests where id = of_request for update;
  if not found or not erasure.is_officer() then
    raise exception 'no such request' using errcode = 'check_violation', constraint = 'requests_absent';
  end if;
  if asked.state not in ('asked', 'proposed') or (asked.state = 'asked' and asked.asked_at >= now() - interval '14 days') then
    raise exception 'the request cannot be decided now' using errcode = 'check_violation', constraint = 'requests_not_open';
  end if;
  if kernel.actor() in (asked.asked_by, asked.proposed_by)
     or exists (select from access.subject_accounts where subject_id = asked.subject_id and account_id = kernel.actor()) then
    raise exception 'two people decide' using errcode = 'check_violation', constraint = 'requests_two_people';
  end if;
  todo := erasure.empty_file(asked.subject_id, case when asked.account_too and asked.asked_how = 'person' then asked.asked_by end);
  insert into erasure.proofs (id, number, subject_id, office_id, asked_how, asked_at, ground, proposed_by, decided_by, pending)
  values (
    asked.id, asked.number, asked.subject_id, asked.custodian_id, asked.asked_how, asked.asked_at, of_ground, asked.proposed_by,
    kernel.actor(), todo
  );
  return asked.number;
end
$function$
;

CREATE OR REPLACE FUNCTION erasure.erase_due(of_subject uuid, under_id uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_due erasure.due;
  next_number bigint;
begin
  select * into found_due from erasure.due where subject_id = of_subject for update;
  if not found or not erasure.is_officer() then
    raise exception 'not due' using errcode = 'check_violation', constraint = 'due_absent';
  end if;
  if found_due.due_on > current_date or found_due.extended_until >= current_date then
    raise exception 'not due any more' using errcode = 'check_violation', constraint = 'due_not_open';
  end if;
  if exists (select from access.subject_accounts where subject_id = of_subject and account_id = kernel.actor()) then
    raise exception 'nobody decides about themselves' using errcode = 'check_violation', constraint = 'requests_two_people';
  end if;
  next_number := nextval('erasure.numbers');
  insert into erasure.proofs (id, number, subject_id, office_id, asked_how, asked_at, ground, decided_by, pending)
  values (
    under_id, next_number, of_subject, found_due.custodian_id, 'clock', found_due.listed_at, 'period-over', kernel.actor(),
    erasure.empty_file(of_subject)
  );
  return next_number;
end
$function$
;

CREATE OR REPLACE FUNCTION erasure.forget_typed(of_subject uuid, of_accounts uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  ids text[] := array(select erasure.ids_of_file(of_subject));
  linked uuid[] := array(select account_id from access.subject_accounts where subject_id = of_subject);
  words text[];
begin
  delete from kernel.drafts
   where account_id = any (of_accounts)
      or (account_id = any (linked) and form ~ '/me(/|$)')
      or exists (select from unnest(ids) as one (id) where position(one.id in form) > 0);
  -- Those of the desk hold addresses of pages only, and go within 48 hours.
  delete from kernel.idempotency where actor_key = any (linked::text[]);
  select array_remove(array[lower(nullif(btrim(i.given_name || ' ' || i.family_name), '')), c.phone, lower(c.email), lower(i.name_in_other_script)], null)
    into words
    from people.people p
    left join people.identities i on i.person_id = p.id
    left join people.contacts c on c.person_id = p.id
   where p.id = of_subject;
  -- What came of an import may quote the rows that it could not read.
  delete from jobs.progress
   where account_id = any (of_accounts)
      or exists (select from unnest(words) as one (word) where length(one.word) > 3 and position(one.word in lower(report::text)) > 0);
  delete from imports.uploads where account_id = any (of_accounts);
  delete from identity.verifications
   where value <> '{}'
     and exists (
       select
         from identity.accounts a
        where a.id = any (of_accounts)
          and (position(a.email in value::text) > 0 or position(a.phone in value::text) > 0)
     );
end
$function$
;

CREATE OR REPLACE FUNCTION erasure.ids_of_file(of_subject uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select of_subject::text
   union all select id::text from cases.cases where person_id = of_subject
   union all select id::text from cases.steps where person_id = of_subject
   union all select id::text from cases.notes where person_id = of_subject
   union all select id::text from cases.tasks where person_id = of_subject
   union all select id::text from cases.referrals where person_id = of_subject
   union all select id::text from cases.handovers where person_id = of_subject
   union all select id::text from ventures.ventures where lead_person_id = of_subject
   union all select id::text from appointments.appointments where person_id = of_subject
   union all select id::text from messages.questions where person_id = of_subject
   union all select id::text from files.files where subject_id = of_subject
   union all select id::text from consent.grants where subject_id = of_subject
$function$
;

CREATE OR REPLACE FUNCTION erasure.is_officer()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['data-protection-officer']) $function$
;

CREATE OR REPLACE FUNCTION erasure.last_activity()
 RETURNS TABLE(subject_id uuid, custodian_id uuid, active_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.id, s.custodian_id, greatest(s.created_at, p.updated_at, c.at, a.at, f.at, q.at, g.at)
    from access.subjects s
    join people.people p on p.id = s.id
    left join (select person_id, max(updated_at) as at from cases.cases group by person_id) c on c.person_id = s.id
    left join (select person_id, max(greatest(starts_at, changed_at)) as at from appointments.appointments group by person_id) a on a.person_id = s.id
    left join (select f.subject_id, max(f.uploaded_at) as at from files.files f group by f.subject_id) f on f.subject_id = s.id
    left join (select person_id, max(greatest(asked_at, answered_at)) as at from messages.questions group by person_id) q on q.person_id = s.id
    left join (select g.subject_id, max(g.created_at) as at from consent.grants g group by g.subject_id) g on g.subject_id = s.id
$function$
;

CREATE OR REPLACE FUNCTION erasure.references_of(of_subjects uuid[])
 RETURNS TABLE(id uuid, reference text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id, p.reference
    from people.people p
   where p.id = any (of_subjects)
     and (p.office_id in (select access.desks()) or access.in_network(array['data-protection-officer', 'auditor']))
     and (
       exists (select from erasure.requests r where r.subject_id = p.id)
       or exists (select from erasure.due d where d.subject_id = p.id)
     )
$function$
;

CREATE OR REPLACE FUNCTION erasure.run_clocks()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  listed int;
begin
  create temporary table last_activity on commit drop as select * from erasure.last_activity();
  -- The person reads until when the file is kept, so that day follows the last activity.
  update consent.bases b
     set keep_until = (l.active_at + make_interval(months => k.months))::date
    from pg_temp.last_activity l, erasure.clocks k
   where b.subject_id = l.subject_id
     and k.purpose = b.purpose
     and b.keep_until <> (l.active_at + make_interval(months => k.months))::date;
  create temporary table ended on commit drop as
  select l.subject_id, l.custodian_id, l.active_at::date as active_on,
         coalesce(
           (select max(b.keep_until) from consent.bases b where b.subject_id = l.subject_id),
           (select (l.active_at + make_interval(months => max(k.months)))::date from erasure.clocks k)
         ) as due_on
    from pg_temp.last_activity l;
  delete from erasure.due d
   where not exists (select from pg_temp.ended e where e.subject_id = d.subject_id and e.due_on <= current_date);
  insert into erasure.due (subject_id, custodian_id, last_activity_on, due_on)
  select subject_id, custodian_id, active_on, due_on from pg_temp.ended where due_on <= current_date
  on conflict (subject_id) do update set last_activity_on = excluded.last_activity_on, due_on = excluded.due_on;
  -- Whoever read the file while it was being erased may have put its pseudonym back.
  delete from audit.pseudonyms p using access.subject_keys k
   where p.kind = 'subject' and p.id = k.subject_id and k.destroyed_at is not null;
  select count(*) into listed from erasure.due where extended_until is null or extended_until < current_date;
  drop table pg_temp.last_activity, pg_temp.ended;
  return listed;
end
$function$
;

CREATE OR REPLACE FUNCTION erasure.where_to_answer(of_request uuid)
 RETURNS TABLE(language text, phone text, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.language, case c.reach_by when 'sms' then c.phone end, case c.reach_by when 'email' then c.email end
    from erasure.requests r
    join people.people p on p.id = r.subject_id
    left join people.contacts c on c.person_id = p.id
   where r.id = of_request and r.state in ('asked', 'proposed') and erasure.is_officer()
$function$
;

CREATE OR REPLACE FUNCTION exchanges.joinable()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select v.id from exchanges.visits v join exchanges.staff() o on o = v.guest_id or o = v.host_id where v.state = 'accepted' $function$
;

CREATE OR REPLACE FUNCTION exchanges.keep_pair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.twinning_id is not null and not exists (
    select from exchanges.twinnings t
     where t.id = new.twinning_id and t.state = 'agreed'
       and ((t.office_id, t.partner_id) = (new.guest_id, new.host_id) or (t.office_id, t.partner_id) = (new.host_id, new.guest_id))
  ) then
    raise exception 'the twinning is not of these two offices' using errcode = 'check_violation', constraint = 'visits_of_twinning';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION exchanges.keep_participant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  visit exchanges.visits;
begin
  select * into visit from exchanges.visits where id = new.visit_id for update;
  if new.office_id <> visit.guest_id and new.office_id <> visit.host_id then
    raise exception 'participants are of the two offices' using errcode = 'check_violation', constraint = 'participants_of_offices';
  end if;
  if (select sum(number) from exchanges.participants where visit_id = new.visit_id and office_id = new.office_id)
       > (case when new.office_id = visit.guest_id then visit.people else 30 end) then
    raise exception 'more people than were agreed' using errcode = 'check_violation', constraint = 'participants_most';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION exchanges.keep_twinning()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  office boolean := old.office_id in (select exchanges.offices());
  partner boolean := old.partner_id in (select exchanges.offices());
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'proposed>agreed' then partner
    when 'proposed>declined' then partner
    when 'proposed>withdrawn' then office
    when 'agreed>ended' then office or partner
    else old.state = new.state and (old.decided_by, old.decided_at, old.ended_at) is not distinct from (new.decided_by, new.decided_at, new.ended_at)
  end;
  if not mine
    or (new.office_shows <> old.office_shows and not office)
    or (new.partner_shows <> old.partner_shows and not partner)
    or (old.state <> 'proposed' and (new.decided_by, new.decided_at) is distinct from (old.decided_by, old.decided_at))
    or (old.decided_by is null and new.decided_by is not null and new.decided_by is distinct from kernel.actor()) then
    raise exception 'this step is the other office''s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION exchanges.keep_visit()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  guest boolean := old.guest_id in (select exchanges.offices());
  host boolean := old.host_id in (select exchanges.offices());
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'asked>accepted' then host
    when 'asked>declined' then host
    when 'asked>withdrawn' then guest
    when 'accepted>cancelled' then guest or host
    when 'accepted>reported' then guest and old.until_day <= kernel.today()
    else false
  end;
  if not mine
    or (old.state <> 'asked' and (new.decided_by, new.decided_at, new.answer) is distinct from (old.decided_by, old.decided_at, old.answer))
    or (old.decided_by is null and new.decided_by is not null and new.decided_by is distinct from kernel.actor())
    or (new.reported_by is not null and new.reported_by is distinct from kernel.actor()) then
    raise exception 'this step is the other office''s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION exchanges.known()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select v.id from exchanges.visits v join exchanges.staff() o on o = v.guest_id or o = v.host_id $function$
;

CREATE OR REPLACE FUNCTION exchanges.offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['office-manager', 'planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION exchanges.planned()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select v.id from exchanges.visits v join exchanges.offices() o on o = v.guest_id or o = v.host_id where v.state = 'accepted' $function$
;

CREATE OR REPLACE FUNCTION exchanges.staff()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer', 'planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION forums.drop_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and old.file_id is not null and (tg_op = 'DELETE' or new.file_id is distinct from old.file_id) then
    delete from files.files where id = old.file_id;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION forums.files()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.file_id from forums.points p
   where p.file_id is not null
     and (p.meeting_id in (select forums.meetings_of('everybody')) or p.meeting_id in (select forums.meetings_of('readers')))
$function$
;

CREATE OR REPLACE FUNCTION forums.keep_attendance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if not exists (
    select from forums.meetings m join forums.seats s on s.forum_id = m.forum_id
     where m.id = new.meeting_id and s.id = new.seat_id and m.state = 'held' and m.published_at is null) then
    raise exception 'attendance is of seats of a meeting that was held' using errcode = 'check_violation', constraint = 'attendance_held';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION forums.keep_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then
      raise exception 'a meeting is planned first' using errcode = 'check_violation', constraint = 'meetings_steps';
    end if;
    return new;
  end if;
  if new.state is distinct from old.state
    and not (old.state, new.state) in (('planned', 'convened'), ('convened', 'held'), ('planned', 'called-off'), ('convened', 'called-off')) then
    raise exception 'this is not the next step' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if old.state in ('held', 'called-off')
    and (new.starts_at, new.ends_at, new.venue, new.link, new.words) is distinct from (old.starts_at, old.ends_at, old.venue, old.link, old.words) then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if new.state = 'held' and old.state = 'convened' and new.starts_at > now() then
    raise exception 'it has not begun' using errcode = 'check_violation', constraint = 'meetings_begun';
  end if;
  if new.state = 'convened' and old.state = 'planned' and not exists (select from forums.points p where p.meeting_id = new.id) then
    raise exception 'there is no agenda' using errcode = 'check_violation', constraint = 'meetings_agenda';
  end if;
  if old.published_at is not null and new.published_at is distinct from old.published_at then
    raise exception 'minutes stay published' using errcode = 'check_violation', constraint = 'meetings_steps';
  end if;
  if new.published_at is not null and old.published_at is null and exists (
    select from forums.points p left join forums.minutes n on n.point_id = p.id where p.meeting_id = new.id and n.point_id is null) then
    raise exception 'a point has no minutes' using errcode = 'check_violation', constraint = 'meetings_minutes';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION forums.keep_minutes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare meeting forums.meetings;
begin
  if kernel.actor() is null then
    return new;
  end if;
  select m.* into meeting from forums.meetings m join forums.points p on p.meeting_id = m.id where p.id = new.point_id;
  if meeting.state <> 'held' then
    raise exception 'nothing was said yet' using errcode = 'check_violation', constraint = 'minutes_held';
  end if;
  if meeting.published_at is not null and (tg_op = 'INSERT' or (new.said, new.opinion) is distinct from (old.said, old.opinion)) then
    raise exception 'published minutes stay' using errcode = 'check_violation', constraint = 'minutes_published';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION forums.keep_point()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare meeting uuid := coalesce(new.meeting_id, old.meeting_id);
begin
  if kernel.actor() is null then
    return coalesce(new, old);
  end if;
  if exists (select from forums.meetings m where m.id = meeting and m.state in ('held', 'called-off')) then
    raise exception 'the agenda of what is over stays' using errcode = 'check_violation', constraint = 'points_over';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.file_id is not null and (tg_op = 'INSERT' or new.file_id is distinct from old.file_id) and not exists (
    select from files.files f where f.id = new.file_id and f.subject_id is null and f.uploaded_by = kernel.actor()) then
    raise exception 'a file that somebody else gave' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION forums.meetings_of(whose text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.id from forums.meetings m
   where case whose
           when 'writers' then m.forum_id in (select forums.of_writers())
           when 'readers' then m.forum_id in (select forums.of_readers())
           when 'everybody' then m.state <> 'planned'
           when 'published' then m.published_at is not null
         end
$function$
;

CREATE OR REPLACE FUNCTION forums.of_readers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select f.id from forums.forums f join access.scopes('office', array['planner', 'office-manager', 'auditor']) o on o = f.office_id
  union
  select f.id from forums.forums f where (select access.in_network(array['auditor']))
$function$
;

CREATE OR REPLACE FUNCTION forums.of_writers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select f.id from forums.forums f join forums.writers() o on o = f.office_id $function$
;

CREATE OR REPLACE FUNCTION forums.points_of(whose text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.id from forums.points p join forums.meetings_of(whose) m on m = p.meeting_id $function$
;

CREATE OR REPLACE FUNCTION forums.writers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['planner', 'office-manager']) $function$
;

CREATE OR REPLACE FUNCTION guarantees.account(of_window uuid, of_part text, in_currency text, contributor integer DEFAULT NULL::integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found record;
  of_code text;
  of_account uuid;
begin
  select w.number, f.id as fund_id, f.name, f.book_id, f.demonstration into strict found
    from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window;
  if found.book_id is null then
    found.book_id := kernel.uuid_v7();
    insert into ledger.books (id, name, scope_kind, scope_id, demonstration)
    values (found.book_id, found.name, 'fund', found.fund_id, found.demonstration);
    update guarantees.funds set book_id = found.book_id where id = found.fund_id;
  end if;
  of_code := 'w' || found.number || ':' || of_part || coalesce(':' || contributor, '');
  select a.id into of_account from ledger.accounts a where a.book_id = found.book_id and a.code = of_code and a.currency = in_currency;
  if of_account is null then
    of_account := kernel.uuid_v7();
    insert into ledger.accounts (id, book_id, code, name, kind, currency, floor_minor, part, kept)
    values (of_account, found.book_id, of_code, of_code,
            case when of_part in ('cash', 'fees-due', 'counter-due', 'recoveries-due') then 'asset' when of_part = 'capital' then 'equity'
                 when of_part = 'provisions' then 'liability' when of_part in ('losses', 'exchange-loss') then 'expense'
                 when of_part in ('recoveries', 'counter', 'fees') then 'income' else 'memorandum' end,
            in_currency, case of_part when 'cash' then 0 end, of_part, of_part not in ('cash', 'fees', 'fees-due', 'counter-due', 'recoveries-due'));
  end if;
  return of_account;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.book(of_window uuid, of_about uuid, step uuid, on_day date, of_kind text, words text, moves jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  accounts uuid[];
  currencies text[];
  amounts bigint[];
  in_book uuid;
begin
  -- moves: [debited part, credited part, currency, amount, contributor credited], those of nothing left out
  select array_agg(guarantees.account(of_window, l.part, l.currency, l.contributor) order by l.n, l.side), array_agg(l.currency order by l.n, l.side),
         array_agg(l.amount order by l.n, l.side)
    into accounts, currencies, amounts
    from (
      select m.n, 1 as side, m.move ->> 0 as part, m.move ->> 2 as currency, (m.move ->> 3)::bigint as amount, null::int as contributor
        from jsonb_array_elements(moves) with ordinality as m (move, n)
       union all
      select m.n, 2, m.move ->> 1, m.move ->> 2, -(m.move ->> 3)::bigint, (m.move ->> 4)::int
        from jsonb_array_elements(moves) with ordinality as m (move, n)
    ) l
   where l.amount <> 0;
  if accounts is null then
    return null;
  end if;
  select f.book_id into in_book from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window;
  return (
    select entry_id
      from ledger.write_entry(in_book, kernel.uuid_v7(), of_kind, on_day, 'guarantees ' || step::text || ' ' || words, words,
                              case when of_about is null then null else 'guarantees.guarantees' end, of_about,
                              accounts, currencies, amounts, null, null, null));
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.clock_step(of_guarantee uuid, step uuid, taken text)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select guarantees.take_step(of_guarantee, step, taken, 'clock', kernel.today(), null, '{}') $function$
;

CREATE OR REPLACE FUNCTION guarantees.contribute(of_window uuid, of_contributor uuid, step uuid, on_day date, amount bigint)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  home text;
  giver int;
begin
  select f.currency, c.number into home, giver
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    join guarantees.contributors c on c.fund_id = f.id and c.id = of_contributor
   where w.id = of_window and f.id in (select guarantees.managed())
     for no key update of f;
  if home is null then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if amount is null or amount <= 0 or on_day > kernel.today() then
    raise exception 'An amount above 0, on a day that has been.' using errcode = 'check_violation', constraint = 'guarantees_contribution';
  end if;
  return guarantees.book(of_window, null, step, on_day, 'entry', 'capital ' || giver,
                         jsonb_build_array(jsonb_build_array('cash', 'capital', home, amount, giver)));
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.countered(of_version uuid, loss_minor bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(sum(guarantees.share(loss_minor, (c ->> 'percent')::numeric, 100)), 0)::bigint
    from guarantees.versions v, jsonb_array_elements(v.counter_guarantors) c
   where v.id = of_version
$function$
;

CREATE OR REPLACE FUNCTION guarantees.followed()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('fund', array['fund-manager', 'committee-member']) $function$
;

CREATE OR REPLACE FUNCTION guarantees.followed_windows()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select w.id from guarantees.windows w where w.fund_id in (select guarantees.followed()) $function$
;

CREATE OR REPLACE FUNCTION guarantees.guard_filing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  terms guarantees.versions;
begin
  select * into terms from guarantees.versions v where v.id = new.version_id and v.window_id = new.window_id and v.state = 'published';
  if terms.id is null or terms.valid_from > kernel.today() or terms.valid_until < kernel.today() then
    raise exception 'These terms are not in force.' using errcode = 'check_violation', constraint = 'guarantees_terms';
  end if;
  if not exists (
    select from guarantees.admissions a
     where a.window_id = new.window_id and a.lender_id = new.lender_id and a.agreed_on <= kernel.today() and coalesce(a.until_on >= kernel.today(), true)
  ) then
    raise exception 'The lender is not admitted to this window.' using errcode = 'check_violation', constraint = 'guarantees_admitted';
  end if;
  if new.months > terms.longest_months then
    raise exception 'The loan is too long.' using errcode = 'check_violation', constraint = 'guarantees_too_long';
  end if;
  new.fund_id := (select w.fund_id from guarantees.windows w where w.id = new.window_id);
  select f.currency into new.home_currency from guarantees.funds f where f.id = new.fund_id for no key update;
  new.number := 1 + coalesce((select max(g.number) from guarantees.guarantees g where g.fund_id = new.fund_id), 0);
  new.currency := terms.currency;
  new.guaranteed_minor := guarantees.share(new.loan_minor, terms.coverage_percent, 100);
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.highest(of_window uuid, of_leverage numeric)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select floor(greatest(s.capital_minor, 0) * of_leverage)::bigint from guarantees.standing(of_window) s $function$
;

CREATE OR REPLACE FUNCTION guarantees.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state = 'published' then
    raise exception 'a published version never changes' using errcode = 'check_violation', constraint = 'versions_stay';
  end if;
  if new.state = 'published' then
    perform 1 from guarantees.windows w where w.id = new.window_id for update;
    new.number := 1 + coalesce((select max(v.number) from guarantees.versions v where v.window_id = new.window_id), 0);
    new.published_by := coalesce(kernel.actor(), new.changed_by);
    new.published_at := now();
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.lending()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('organisation', array['lender']) $function$
;

CREATE OR REPLACE FUNCTION guarantees.lent_by_actor()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select l.id from guarantees.lenders l where l.organisation_id in (select guarantees.lending()) $function$
;

CREATE OR REPLACE FUNCTION guarantees.lent_funds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select l.fund_id from guarantees.lenders l where l.organisation_id in (select guarantees.lending()) $function$
;

CREATE OR REPLACE FUNCTION guarantees.lent_windows()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.window_id
    from guarantees.admissions a
    join guarantees.lenders l on l.id = a.lender_id
   where l.organisation_id in (select guarantees.lending())
$function$
;

CREATE OR REPLACE FUNCTION guarantees.limits(of_guarantee uuid, home bigint)
 RETURNS TABLE(what text, used_minor bigint, most_minor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with g as (
    select g.*, v.leverage, v.borrower_cap_minor, v.group_cap_minor, v.lender_cap_percent, v.country_cap_percent, v.sector_cap_percent,
           guarantees.highest(g.window_id, v.leverage) as highest
      from guarantees.guarantees g
      join guarantees.versions v on v.id = g.version_id
     where g.id = of_guarantee
  ), held as (
    select h.*
      from guarantees.guarantees h
      join g on g.window_id = h.window_id and h.id <> g.id
     where h.state in ('approved', 'active', 'called', 'part-paid')
  ), sums as (
    select coalesce(sum(h.left_minor) filter (where h.lender_id = g.lender_id and h.borrower = g.borrower and h.currency = g.currency), 0) as borrower,
           coalesce(sum(h.left_minor) filter (where h.borrower_group = g.borrower_group and h.currency = g.currency), 0) as grouped,
           coalesce(sum(h.measured_minor) filter (where h.lender_id = g.lender_id), 0) as lender,
           coalesce(sum(h.measured_minor) filter (where h.country = g.country), 0) as country,
           coalesce(sum(h.measured_minor) filter (where h.sector = g.sector), 0) as sector
      from g left join held h on true
  )
  select l.what, l.used::bigint, floor(l.most)::bigint
    from g, sums s, guarantees.standing(g.window_id) w,
         lateral (values
           ('capacity', w.outstanding_minor + w.reserved_minor + home, g.highest::numeric),
           ('borrower', s.borrower + g.guaranteed_minor, g.borrower_cap_minor),
           ('group', s.grouped + g.guaranteed_minor, case when g.borrower_group is null then null else g.group_cap_minor end),
           ('lender', s.lender + home, g.highest * g.lender_cap_percent / 100),
           ('country', s.country + home, g.highest * g.country_cap_percent / 100),
           ('sector', s.sector + home, g.highest * g.sector_cap_percent / 100)
         ) l (what, used, most)
   where l.most is not null
     and (g.fund_id in (select guarantees.followed()) or guarantees.overseen())
$function$
;

CREATE OR REPLACE FUNCTION guarantees.managed()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('fund', array['fund-manager']) $function$
;

CREATE OR REPLACE FUNCTION guarantees.managed_windows()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select w.id from guarantees.windows w where w.fund_id in (select guarantees.managed()) $function$
;

CREATE OR REPLACE FUNCTION guarantees.may_become(taken text, before text)
 RETURNS TABLE(next text, actor text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select t.next, t.actor
    from (values
      ('ask', 'filed', 'asked', 'fund'), ('answer', 'asked', 'filed', 'lender'), ('approve', 'filed', 'approved', 'fund'),
      ('refuse', 'filed', 'refused', 'fund'), ('refuse', 'asked', 'refused', 'fund'),
      ('withdraw', 'filed', 'withdrawn', 'lender'), ('withdraw', 'asked', 'withdrawn', 'lender'),
      ('lapse', 'approved', 'lapsed', 'clock'), ('activate', 'approved', 'active', 'lender'), ('shrink', 'active', 'active', 'lender'),
      ('repay', 'active', 'repaid', 'lender'), ('expire', 'active', 'expired', 'clock'), ('call', 'active', 'called', 'lender'),
      ('send-back', 'called', 'active', 'fund'), ('pay-first', 'called', 'part-paid', 'fund'), ('pay-all', 'called', 'settled', 'fund'),
      ('pay-rest', 'part-paid', 'settled', 'fund'), ('recover', 'settled', 'settled', 'lender'),
      ('forfeit', 'active', 'forfeited', 'fund'), ('forfeit', 'called', 'forfeited', 'fund')
    ) t (act, before, next, actor)
   where t.act = taken and t.before = may_become.before
$function$
;

CREATE OR REPLACE FUNCTION guarantees.number_window()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform 1 from guarantees.funds f where f.id = new.fund_id for no key update;
  new.number := 1 + coalesce((select max(w.number) from guarantees.windows w where w.fund_id = new.fund_id), 0);
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.open_funds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select w.fund_id from guarantees.windows w join guarantees.versions v on v.window_id = w.id where v.state = 'published' $function$
;

CREATE OR REPLACE FUNCTION guarantees.open_windows()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select v.window_id from guarantees.versions v where v.state = 'published' $function$
;

CREATE OR REPLACE FUNCTION guarantees.overseen()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['administrator', 'auditor']) $function$
;

CREATE OR REPLACE FUNCTION guarantees.paid_in(of_fund uuid)
 RETURNS TABLE(window_id uuid, contributor_id uuid, amount_minor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select w.id, c.id, -a.posted_minor
    from guarantees.funds f
    join guarantees.windows w on w.fund_id = f.id
    join guarantees.contributors c on c.fund_id = f.id
    join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code = 'w' || w.number || ':capital:' || c.number
   where f.id = of_fund
     and (f.id in (select guarantees.followed()) or guarantees.overseen() or f.id in (select guarantees.open_funds()))
$function$
;

CREATE OR REPLACE FUNCTION guarantees.public_figures(of_window uuid)
 RETURNS TABLE(filed bigint, approved bigint, active bigint, repaid bigint, claims bigint, guaranteed_minor bigint, lent_minor bigint, paid_minor bigint, recovered_minor bigint, lenders bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(g.id), count(*) filter (where g.reservation_id is not null and g.state <> 'lapsed'), count(*) filter (where g.state = 'active'),
         count(*) filter (where g.state in ('repaid', 'expired')), count(*) filter (where g.called_on is not null),
         coalesce(sum(g.guaranteed_minor) filter (where g.loan_on is not null), 0)::bigint,
         coalesce(sum(g.loan_minor) filter (where g.loan_on is not null), 0)::bigint,
         coalesce(sum(g.paid_home_minor), 0)::bigint,
         (select coalesce(-sum(a.posted_minor), 0) from ledger.accounts a join guarantees.funds f on f.book_id = a.book_id
           where f.id = w.fund_id and a.currency = f.currency and a.code = 'w' || w.number || ':recoveries')::bigint,
         count(distinct g.lender_id) filter (where g.reservation_id is not null)
    from guarantees.windows w
    left join guarantees.guarantees g on g.window_id = w.id
   where w.id = of_window
     and (w.id in (select guarantees.open_windows()) or w.fund_id in (select guarantees.followed()) or guarantees.overseen())
   group by w.id
$function$
;

CREATE OR REPLACE FUNCTION guarantees.remeasure(of_window uuid, of_currency text, on_day date, above numeric, below numeric)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  moved bigint := 0;
  home text;
begin
  select f.currency into home from guarantees.windows w join guarantees.funds f on f.id = w.fund_id where w.id = of_window for no key update of f;
  if of_currency = home or above <= 0 or below <= 0 then
    raise exception 'not a rate' using errcode = 'check_violation', constraint = 'guarantees_rate';
  end if;
  with now_worth as (
    select g.id, guarantees.share(g.left_minor, above, below) as worth, g.measured_minor as before
      from guarantees.guarantees g
     where g.window_id = of_window and g.currency = of_currency and g.state in ('active', 'called', 'part-paid')
  ), changed as (
    update guarantees.guarantees g set measured_minor = n.worth from now_worth n where n.id = g.id and n.worth <> n.before returning n.worth - n.before as moved
  )
  select coalesce(sum(c.moved), 0) into moved from changed c;
  if moved <> 0 then
    perform guarantees.book(of_window, null, kernel.uuid_v7(), on_day, 'entry', 'measured ' || of_currency || ' ' || on_day, jsonb_build_array(
      jsonb_build_array('outstanding', 'measured', home, greatest(moved, 0)), jsonb_build_array('measured', 'outstanding', home, greatest(-moved, 0))));
  end if;
  return moved;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.revoke_certificate()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update documents.issued i set revoked_at = now(), revoked_by = kernel.actor(), reason = new.state
    from guarantees.certificates c
   where c.guarantee_id = new.id and i.id = c.document_id and i.revoked_at is null;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.share(amount numeric, above numeric, below numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select (case
            when 2 * mod(amount * above, below) > below or (2 * mod(amount * above, below) = below and mod(div(amount * above, below), 2) = 1)
            then div(amount * above, below) + 1
            else div(amount * above, below)
          end)::bigint
$function$
;

CREATE OR REPLACE FUNCTION guarantees.shown_lenders()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.lender_id
    from guarantees.admissions a
   where a.window_id in (select guarantees.open_windows())
     and a.agreed_on <= kernel.today()
     and coalesce(a.until_on >= kernel.today(), true)
$function$
;

CREATE OR REPLACE FUNCTION guarantees.standing(of_window uuid)
 RETURNS TABLE(capital_minor bigint, outstanding_minor bigint, reserved_minor bigint, cash_minor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select -coalesce(sum(a.posted_minor) filter (where a.part in ('capital', 'losses', 'exchange-loss', 'recoveries', 'counter')), 0)::bigint,
         coalesce(sum(a.posted_minor) filter (where a.part = 'outstanding'), 0)::bigint,
         coalesce(sum(a.pending_in_minor) filter (where a.part = 'outstanding'), 0)::bigint,
         coalesce(sum(a.posted_minor) filter (where a.part = 'cash'), 0)::bigint
    from guarantees.windows w
    join guarantees.funds f on f.id = w.fund_id
    left join ledger.accounts a on a.book_id = f.book_id and a.currency = f.currency and a.code like 'w' || w.number || ':%'
   where w.id = of_window
$function$
;

CREATE OR REPLACE FUNCTION guarantees.standing_for(of_window uuid)
 RETURNS TABLE(capital_minor bigint, outstanding_minor bigint, reserved_minor bigint, cash_minor bigint, highest_minor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.*, guarantees.highest(w.id, coalesce((
           select v.leverage from guarantees.versions v
            where v.window_id = w.id and v.state = 'published' and v.valid_from <= kernel.today() and coalesce(v.valid_until >= kernel.today(), true)
            order by v.number desc limit 1), 0))
    from guarantees.windows w, guarantees.standing(w.id) s
   where w.id = of_window
     and (w.fund_id in (select guarantees.followed()) or guarantees.overseen() or w.id in (select guarantees.open_windows()))
$function$
;

CREATE OR REPLACE FUNCTION guarantees.step(of_guarantee uuid, step uuid, taken text, on_day date, told text, facts jsonb)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ select guarantees.take_step(of_guarantee, step, taken, 'person', on_day, told, facts) $function$
;

CREATE OR REPLACE FUNCTION guarantees.steps_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'steps are never changed or removed' using errcode = 'check_violation', constraint = 'steps_stay';
end
$function$
;

CREATE OR REPLACE FUNCTION guarantees.take_step(of_guarantee uuid, step uuid, taken text, by_whom text, on_day date, told text, facts jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  g guarantees.guarantees;
  v guarantees.versions;
  next_state text;
  actor text;
  above numeric := coalesce((facts ->> 'above')::numeric, 1);
  below numeric := coalesce((facts ->> 'below')::numeric, 1);
  amount bigint;
  home bigint;
  part bigint;
  entry uuid;
  label text;
  broken text;
begin
  select * into g from guarantees.guarantees where id = of_guarantee;
  perform 1 from guarantees.funds f where f.id = g.fund_id for no key update;
  select * into g from guarantees.guarantees where id = of_guarantee for update;
  if g.id is null then
    raise exception 'no such guarantee' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if exists (select from guarantees.steps s where s.id = step) then
    return g.state;
  end if;
  select m.next, m.actor into next_state, actor from guarantees.may_become(taken, g.state) m;
  if by_whom <> 'clock' and (
    (actor = 'lender' and g.lender_id not in (select guarantees.lent_by_actor()))
    or (actor = 'fund' and taken in ('pay-first', 'pay-all', 'pay-rest') and g.fund_id not in (select guarantees.managed()))
    or (actor = 'fund' and g.fund_id not in (select guarantees.followed()))
    or (actor = 'clock')
    or (actor is null and g.lender_id not in (select guarantees.lent_by_actor()) and g.fund_id not in (select guarantees.followed()))
  ) then
    raise exception 'not yours' using errcode = '42501', constraint = 'guarantees_missing';
  end if;
  if next_state is null or (by_whom = 'clock') <> (actor = 'clock') then
    raise exception '% cannot be done in %', taken, g.state using errcode = 'check_violation', constraint = 'guarantees_state_follows';
  end if;
  if on_day > kernel.today() then
    raise exception 'The day is ahead.' using errcode = 'check_violation', constraint = 'guarantees_day_ahead';
  end if;
  if g.currency = g.home_currency and above <> below or above <= 0 or below <= 0 then
    raise exception 'not a rate' using errcode = 'check_violation', constraint = 'guarantees_rate';
  end if;
  select * into v from guarantees.versions where id = g.version_id;
  label := g.number || ' ' || taken;
  -- All accounts of the window in one order, so that a step of several entries waits for nobody who waits for it.
  perform 1
     from ledger.accounts a
     join guarantees.funds f on f.book_id = a.book_id
     join guarantees.windows w on w.fund_id = f.id
    where w.id = g.window_id and a.code like 'w' || w.number || ':%'
    order by a.id
      for no key update of a;

  if taken = 'approve' then
    home := guarantees.share(g.guaranteed_minor, above, below);
    select string_agg(l.what, ',' order by l.what) into broken from guarantees.limits(g.id, home) l where l.used_minor > l.most_minor;
    if broken is not null then
      raise exception '%', broken using errcode = 'check_violation', constraint = 'guarantees_limits';
    end if;
    g.lapse_on := (facts ->> 'lapseOn')::date;
    if g.lapse_on is null or g.lapse_on < on_day or g.lapse_on > on_day + 366 then
      raise exception 'The last day is not within a year.' using errcode = 'check_violation', constraint = 'guarantees_lapse';
    end if;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'pending', label, jsonb_build_array(
      jsonb_build_array('outstanding', 'given', g.home_currency, home),
      jsonb_build_array('abroad', 'abroad-given', g.currency, case when g.currency = g.home_currency then 0 else g.guaranteed_minor end)));
    g.reservation_id := entry;
    g.left_minor := g.guaranteed_minor;
    g.measured_minor := home;
    g.aid_minor := (facts ->> 'aidMinor')::bigint;
    g.aid_reasons := array(select jsonb_array_elements_text(coalesce(facts -> 'aidReasons', '[]')));
    amount := g.guaranteed_minor;
  elsif taken = 'activate' then
    if on_day > g.lapse_on or on_day < (select max(s.on_day) from guarantees.steps s where s.guarantee_id = g.id and s.act = 'approve') then
      raise exception 'Not between approval and last day.' using errcode = 'check_violation', constraint = 'guarantees_loan_day';
    end if;
    select e.entry_id into entry from ledger.end_pending(g.reservation_id, kernel.uuid_v7(), 'settlement', on_day, 'guarantees ' || step::text, label, null) e;
    g.loan_on := on_day;
    g.ends_on := (on_day + make_interval(months => g.months))::date + v.waiting_days;
    g.owed_minor := g.loan_minor;
    amount := guarantees.share(g.guaranteed_minor, v.up_front_percent, 100);
    perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' fee',
      jsonb_build_array(jsonb_build_array('fees-due', 'fees', g.currency, amount)));
    home := g.measured_minor;
  elsif taken = 'lapse' then
    if g.lapse_on >= on_day then
      raise exception 'It stands until its last day.' using errcode = 'check_violation', constraint = 'guarantees_not_ended';
    end if;
    select e.entry_id into entry from ledger.end_pending(g.reservation_id, kernel.uuid_v7(), 'void', on_day, 'guarantees ' || step::text, label, null) e;
    home := g.measured_minor;
    g.left_minor := 0;
    g.measured_minor := 0;
  elsif taken in ('shrink', 'repay', 'expire', 'forfeit') then
    if taken = 'expire' and g.ends_on >= on_day then
      raise exception 'It stands until its last day.' using errcode = 'check_violation', constraint = 'guarantees_not_ended';
    end if;
    part := case taken when 'shrink' then (facts ->> 'owedMinor')::bigint else 0 end;
    if part is null or (taken = 'shrink' and (part <= 0 or part >= g.owed_minor)) then
      raise exception 'Less must be owed than before.' using errcode = 'check_violation', constraint = 'guarantees_owed_less';
    end if;
    amount := g.left_minor - case part when 0 then 0 else guarantees.share(part, v.coverage_percent, 100) end;
    home := case part when 0 then g.measured_minor else g.measured_minor - guarantees.share(g.measured_minor, g.left_minor - amount, g.left_minor) end;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('given', 'outstanding', g.home_currency, home),
      jsonb_build_array('abroad-given', 'abroad', g.currency, case when g.currency = g.home_currency then 0 else amount end)));
    if taken = 'forfeit' and g.provision_minor > 0 then
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' provision',
        jsonb_build_array(jsonb_build_array('provisions', 'losses', g.home_currency, g.provision_minor)));
      g.provision_minor := 0;
    end if;
    g.left_minor := g.left_minor - amount;
    g.measured_minor := g.measured_minor - home;
    if taken in ('shrink', 'repay') then
      g.owed_minor := part;
    end if;
  elsif taken = 'call' then
    g.first_unpaid_on := (facts ->> 'firstUnpaidOn')::date;
    if g.first_unpaid_on is null or g.first_unpaid_on < g.loan_on or on_day < g.first_unpaid_on + v.waiting_days then
      raise exception 'The waiting time is not over.' using errcode = 'check_violation', constraint = 'guarantees_too_early';
    end if;
    if on_day > g.ends_on then
      raise exception 'The guarantee has ended.' using errcode = 'check_violation', constraint = 'guarantees_ended';
    end if;
    g.called_on := on_day;
    g.payable_minor := g.left_minor;
    amount := g.payable_minor;
    home := guarantees.share(amount, above, below);
    g.provision_minor := home;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label,
      jsonb_build_array(jsonb_build_array('losses', 'provisions', g.home_currency, home)));
  elsif taken = 'send-back' then
    amount := g.payable_minor;
    home := g.provision_minor;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label,
      jsonb_build_array(jsonb_build_array('provisions', 'losses', g.home_currency, home)));
    g.payable_minor := 0;
    g.provision_minor := 0;
    g.first_unpaid_on := null;
    g.called_on := null;
  elsif taken in ('pay-first', 'pay-all', 'pay-rest') then
    amount := case taken when 'pay-first' then guarantees.share(g.payable_minor, v.first_share_percent, 100) else g.payable_minor - g.paid_minor end;
    if taken <> 'pay-first' and not coalesce((facts ->> 'legalStepsDone')::boolean, false) then
      raise exception 'The legal steps are not done.' using errcode = 'check_violation', constraint = 'guarantees_legal_steps';
    end if;
    home := guarantees.share(amount, above, below);
    -- What was set aside for this part at the rate of the claim; what the rate moved since is a line of its own.
    part := case taken when 'pay-first' then guarantees.share(g.provision_minor, amount, g.payable_minor) else g.provision_minor end;
    if home > (select s.cash_minor from guarantees.standing(g.window_id) s) then
      raise exception 'There is not so much money.' using errcode = 'check_violation', constraint = 'guarantees_no_cash';
    end if;
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('provisions', 'cash', g.home_currency, least(part, home)),
      jsonb_build_array('exchange-loss', 'cash', g.home_currency, greatest(home - part, 0)),
      jsonb_build_array('provisions', 'exchange-loss', g.home_currency, greatest(part - home, 0))));
    g.provision_minor := g.provision_minor - part;
    g.paid_minor := g.paid_minor + amount;
    g.paid_home_minor := g.paid_home_minor + home;
    if next_state = 'settled' then
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' end', jsonb_build_array(
        jsonb_build_array('given', 'outstanding', g.home_currency, g.measured_minor),
        jsonb_build_array('abroad-given', 'abroad', g.currency, case when g.currency = g.home_currency then 0 else g.left_minor end)));
      perform guarantees.book(g.window_id, g.id, step, on_day, 'entry', g.number || ' counter', jsonb_build_array(
        jsonb_build_array('counter-due', 'counter', g.home_currency, guarantees.countered(g.version_id, g.paid_home_minor))));
      g.left_minor := 0;
      g.measured_minor := 0;
    end if;
  elsif taken = 'recover' then
    part := (facts ->> 'recoveredMinor')::bigint;
    if part is null or part <= 0 or g.recovered_minor + part > g.owed_minor then
      raise exception 'More came back than was owed.' using errcode = 'check_violation', constraint = 'guarantees_recovered_more';
    end if;
    g.recovered_minor := g.recovered_minor + part;
    amount := least(g.paid_minor, case v.sharing
        when 'pro-rata' then guarantees.share(g.recovered_minor, v.coverage_percent, 100)
        else g.payable_minor - least(g.payable_minor, g.owed_minor - g.recovered_minor)
      end) - g.handed_on_minor;
    home := guarantees.share(amount, above, below);
    g.handed_on_minor := g.handed_on_minor + amount;
    part := guarantees.countered(g.version_id, least(home, g.paid_home_minor));
    entry := guarantees.book(g.window_id, g.id, step, on_day, 'entry', label, jsonb_build_array(
      jsonb_build_array('recoveries-due', 'recoveries', g.home_currency, home),
      jsonb_build_array('counter', 'counter-due', g.home_currency, part)));
  end if;

  g.state := next_state;
  update guarantees.guarantees set
    state = g.state, aid_minor = g.aid_minor, aid_reasons = g.aid_reasons, lapse_on = g.lapse_on, loan_on = g.loan_on, ends_on = g.ends_on,
    owed_minor = g.owed_minor, left_minor = g.left_minor, measured_minor = g.measured_minor, reservation_id = g.reservation_id,
    first_unpaid_on = g.first_unpaid_on, called_on = g.called_on, payable_minor = g.payable_minor, provision_minor = g.provision_minor,
    paid_minor = g.paid_minor, paid_home_minor = g.paid_home_minor, recovered_minor = g.recovered_minor, handed_on_minor = g.handed_on_minor
  where id = g.id;
  insert into guarantees.steps (id, guarantee_id, n, act, state, on_day, taken_by, words, amount_minor, home_minor, rate, rate_on, rate_source, entry_id)
  values (step, g.id, 1 + (select count(*) from guarantees.steps s where s.guarantee_id = g.id), taken, g.state, on_day, kernel.actor(), told, amount, home,
          facts ->> 'rate', (facts ->> 'rateOn')::date, facts ->> 'rateSource', entry);
  return g.state;
end
$function$
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

CREATE OR REPLACE FUNCTION identity.accounts_of_file_alone(of_subject uuid, asked_for uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id
    from identity.accounts a
    join access.subject_accounts l on l.account_id = a.id and l.subject_id = of_subject
   where (
       a.id = asked_for
       or (
         a.origin = 'card' and a.email is null and a.phone is null
         and not exists (select from identity.provider_links p where p.account_id = a.id)
       )
     )
     and not exists (
       select from access.subject_accounts o where o.account_id = a.id and o.subject_id <> of_subject and o.ended_at is null
     )
     and not exists (select from access.assignments r where r.account_id = a.id)
$function$
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

CREATE OR REPLACE FUNCTION identity.addresses_of_file(of_subject uuid, of_accounts uuid[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select given.fingerprint
    from (
      select fingerprint from identity.contact_claims where subject_id = of_subject
       union
      select unnest(array[email_fingerprint, phone_fingerprint]) from identity.accounts where id = any (of_accounts)
    ) given
   where given.fingerprint is not null
     and not exists (
       select from identity.contact_claims o where o.fingerprint = given.fingerprint and o.subject_id <> of_subject
     )
     and not exists (
       select
         from identity.accounts a
        where given.fingerprint in (a.email_fingerprint, a.phone_fingerprint)
          and not exists (select from access.subject_accounts l where l.account_id = a.id and l.subject_id = of_subject)
     )
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

CREATE OR REPLACE FUNCTION identity.colleagues(of_office uuid)
 RETURNS TABLE(id uuid, email text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct a.id, lower(a.email)
    from identity.accounts a
    join access.assignments held on held.account_id = a.id
   where of_office in (select access.desks())
     and held.scope_kind = 'office'
     and held.scope_id = of_office
     and held.role in ('counsellor', 'office-manager')
     and held.ended_at is null
     and a.email is not null
     and a.suspended_at is null
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

CREATE OR REPLACE FUNCTION impacts.foreseen_effect()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (
    select
      from impacts.versions v
      cross join lateral jsonb_array_elements(v.content -> 'effects') as e
     where v.impact_id = new.impact_id
       and v.number = new.number
       and e ->> 'id' = new.effect_id::text
  ) then
    raise exception 'the version foresees no such effect' using errcode = '23514', constraint = 'observations_effect';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION impacts.keep_numbers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.version <> (select coalesce(max(v.number), 0) from impacts.versions v where v.impact_id = new.id) then
    raise exception 'the newest version is the one that is agreed' using errcode = '23514', constraint = 'impacts_newest';
  end if;
  if tg_op = 'UPDATE' and new.published < old.published then
    raise exception 'what was published stays so' using errcode = '23514', constraint = 'impacts_stay_published';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION impacts.kept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.id
    from impacts.impacts i
   where i.office_id in (select access.scopes('office', array['planner']))
      or (i.office_id is null and (select access.in_network(array['planner'])))
$function$
;

CREATE OR REPLACE FUNCTION impacts.open_versions()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select v.impact_id || '/' || v.number
    from impacts.versions v
    join impacts.impacts i on i.id = v.impact_id
   where v.number <= i.published
$function$
;

CREATE OR REPLACE FUNCTION impacts.seen()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.id
    from impacts.impacts i
   where i.office_id in (select access.scopes('office', array['planner', 'office-manager']))
      or (i.office_id is null and (select access.in_network(array['planner'])))
      or (select access.in_network(array['auditor']))
$function$
;

CREATE OR REPLACE FUNCTION impacts.take_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  select d.content into new.content from impacts.drafts d where d.impact_id = new.impact_id for update;
  if not found or new.number <> 1 + coalesce((select max(v.number) from impacts.versions v where v.impact_id = new.impact_id), 0) then
    raise exception 'there is no draft for this version' using errcode = '23514', constraint = 'versions_of_the_draft';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION instruments.bodies()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select access.scopes('office', array['counsellor', 'office-manager', 'planner', 'editor'])
  union
  select access.scopes('organisation', array['provider', 'association-representative', 'editor'])
$function$
;

CREATE OR REPLACE FUNCTION instruments.can_write(sheet uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from instruments.sheets s join instruments.rounds r on r.id = s.round_id
     where s.id = sheet and s.state = 'open' and r.published_at is null
       and (s.way = 'paper' or (r.closed_at is null and r.opens_on <= current_date and coalesce(r.closes_on >= current_date, true)))
  )
$function$
;

CREATE OR REPLACE FUNCTION instruments.handed_in(with_contact boolean)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from instruments.sheets
   where state = 'submitted' and (contact_allowed_at is not null or not with_contact) and instruments.makes()
$function$
;

CREATE OR REPLACE FUNCTION instruments.keep_beginning()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'ponte_app' and not instruments.makes() and not exists (
    select from instruments.rounds
     where id = new.round_id and self_start and closed_at is null and published_at is null
       and opens_on <= current_date and coalesce(closes_on >= current_date, true)
  ) then
    raise exception 'this round is not open to everybody' using errcode = 'check_violation', constraint = 'sheets_not_open';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION instruments.keep_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  sheet uuid := case when tg_op = 'DELETE' then old.sheet_id else new.sheet_id end;
begin
  if current_user = 'ponte_app' and not instruments.can_write(sheet) then
    raise exception 'the sheet takes no answers now' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION instruments.keep_sheet()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  writes boolean := new.id in (select instruments.mine()) or new.id in (select instruments.on_paper(true));
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if old.state = 'open' and new.state = 'submitted' and not (writes and instruments.can_write(new.id)) then
    raise exception 'only those who fill it in hand it in, while it is open' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  if old.state = 'submitted' and new.state = 'open'
     and exists (select from instruments.rounds where id = new.round_id and published_at is not null) then
    raise exception 'the results are published' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  if new.contact_allowed_at is distinct from old.contact_allowed_at and not writes then
    raise exception 'only those who fill it in release the contact' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION instruments.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a published version stays as it is' using errcode = 'check_violation', constraint = 'versions_frozen';
end
$function$
;

CREATE OR REPLACE FUNCTION instruments.makes()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION instruments.mine()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from instruments.sheets where body_id in (select instruments.bodies())
  union
  select sheet_id from instruments.invitations where token_hash = kernel.link_token() and expires_at > now()
$function$
;

CREATE OR REPLACE FUNCTION instruments.my_rounds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select round_id from instruments.sheets where id in (select instruments.mine()) $function$
;

CREATE OR REPLACE FUNCTION instruments.on_paper(only_open boolean)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from instruments.sheets where way = 'paper' and (state = 'open' or not only_open) and instruments.makes() $function$
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

CREATE OR REPLACE FUNCTION kernel.count_sending(of_key text, allowed integer, period integer, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  share interval := make_interval(secs => period::double precision / allowed);
  next_whole_at timestamptz;
begin
  insert into kernel.sendings (key, whole_at) values (of_key, at) on conflict (key) do nothing;
  select greatest(s.whole_at, at) + share into next_whole_at from kernel.sendings s where s.key = of_key for update;
  -- A share that is no whole number of microseconds must not cost the last form of the hour.
  if next_whole_at > at + make_interval(secs => period) + interval '1 millisecond' then
    return greatest(1, ceil(extract(epoch from next_whole_at - at) - period));
  end if;
  update kernel.sendings s set whole_at = next_whole_at where s.key = of_key;
  return 0;
end
$function$
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

CREATE OR REPLACE FUNCTION kernel.today()
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select (now() at time zone coalesce((select n.time_zone from kernel.network n), 'UTC'))::date $function$
;

CREATE OR REPLACE FUNCTION kernel.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
          || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$function$
;

CREATE OR REPLACE FUNCTION learning.colleagues_attended()
 RETURNS TABLE(enrolment_id uuid, account_id uuid, office_id uuid, title jsonb, group_name text, present integer, held integer, needed integer, last_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select e.id, e.account_id, a.office_id, c.title, g.name, s.present, s.held, (s.held * g.attendance_percent + 99) / 100, s.last_at
    from (
      select distinct account_id, scope_id as office_id
        from access.assignments
       where ended_at is null
         and scope_kind = 'office'
         and scope_id in (select access.scopes('office', array['office-manager']))
    ) a
    join learning.enrolments e on e.account_id = a.account_id and e.state = 'enrolled'
    join learning.groups g on g.id = e.group_id and g.audience = 'officers'
    join learning.courses c on c.id = g.course_id
   cross join lateral (
     select count(*)::int as held, (count(*) filter (where t.state = 'present'))::int as present, max(one.ends_at) as last_at
       from learning.sessions one
       left join learning.attendance t on t.session_id = one.id and t.enrolment_id = e.id
      where one.group_id = g.id and one.state = 'planned'
   ) s
   where s.held > 0
     and s.last_at <= now()
$function$
;

CREATE OR REPLACE FUNCTION learning.colleagues_finished()
 RETURNS TABLE(study_id uuid, account_id uuid, office_id uuid, title jsonb, minutes integer, finished_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.study_id, o.account_id, o.office_id, v.title, v.minutes, o.finished_at
    from learning.officer_studies(array(select access.scopes('office', array['office-manager']))) o
    join learning.studies t on t.id = o.study_id
    join learning.versions v on v.id = t.version_id
   where o.finished_at is not null
$function$
;

CREATE OR REPLACE FUNCTION learning.count_groups(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone, begun_in_span boolean)
 RETURNS TABLE(office_id uuid, audience text, way text, women_only boolean, groups bigint, places bigint, enrolments bigint, waiting bigint, attended bigint, marked bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select g.office_id, g.audience, g.way, g.women_only, count(*) filter (where b.counts), coalesce(sum(g.places) filter (where b.counts), 0),
         coalesce(sum(e.enrolled) filter (where b.counts), 0)::bigint, coalesce(sum(e.waiting) filter (where b.counts), 0)::bigint,
         coalesce(sum(a.attended), 0)::bigint, coalesce(sum(a.marked), 0)::bigint
    from learning.groups g
   cross join lateral (
     select not begun_in_span or not exists (
       select from learning.sessions s where s.group_id = g.id and s.state = 'planned' and s.starts_at < from_moment
     ) as counts
   ) b
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
$function$
;

CREATE OR REPLACE FUNCTION learning.count_learners(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, studies bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.custodian_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, m.state, count(distinct t.id)
    from learning.studies t
    join access.subject_accounts a on a.account_id = t.account_id and a.ended_at is null
    join access.subjects s on s.id = a.subject_id
    join tracks.counted k on k.person_id = s.id
   cross join lateral (values ('begun', t.begun_at), ('finished', t.finished_at)) as m (state, at)
   where s.custodian_id = any (of_offices)
     and s.custodian_id in (select access.countable())
     and m.at >= from_moment and m.at < to_moment
   group by s.custodian_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, m.state
$function$
;

CREATE OR REPLACE FUNCTION learning.count_officers(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, state text, studies bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.office_id, m.state, count(distinct o.study_id)
    from learning.officer_studies(array(select one from unnest(of_offices) one where one in (select access.countable()))) o
   cross join lateral (values ('begun', o.begun_at), ('finished', o.finished_at)) as m (state, at)
   where m.at >= from_moment and m.at < to_moment
   group by o.office_id, m.state
$function$
;

CREATE OR REPLACE FUNCTION learning.count_studies(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, course_id uuid, begun bigint, finished bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION learning.desk_learners()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select id from access.subjects where custodian_id in (select access.desks()))
$function$
;

CREATE OR REPLACE FUNCTION learning.edited()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from learning.courses
   where (select access.in_network(array['editor', 'trainer', 'administrator']))
      or office_id in (select access.scopes('office', array['editor', 'trainer', 'office-manager']))
$function$
;

CREATE OR REPLACE FUNCTION learning.evaluate(of_enrolment uuid, of_study uuid, answers integer[], own_words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION learning.evaluation(of_course uuid, of_group uuid)
 RETURNS TABLE(answers bigint, useful numeric, clear numeric, pace numeric, setting numeric, recommend numeric, words text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION learning.fill_places(of_group uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION learning.group_numbers(of_groups uuid[])
 RETURNS TABLE(group_id uuid, enrolled bigint, waiting bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select group_id, count(*) filter (where state = 'enrolled'), count(*) filter (where state = 'waiting')
    from learning.enrolments
   where group_id = any (of_groups)
   group by group_id
$function$
;

CREATE OR REPLACE FUNCTION learning.in_use()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from learning.courses where version_id is not null $function$
;

CREATE OR REPLACE FUNCTION learning.learners()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select id from access.subjects where custodian_id in (select access.desks()))
   union
  select account_id
    from access.subject_accounts
   where ended_at is null
     and subject_id in (select consent.subjects('learning'))
$function$
;

CREATE OR REPLACE FUNCTION learning.learners_of(of_subject uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select account_id
    from access.subject_accounts
   where subject_id = of_subject
     and ended_at is null
     and account_id in (select learning.learners() union all select kernel.actor())
$function$
;

CREATE OR REPLACE FUNCTION learning.officer_studies(of_offices uuid[])
 RETURNS TABLE(study_id uuid, account_id uuid, office_id uuid, begun_at timestamp with time zone, finished_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct t.id, t.account_id, a.scope_id, t.begun_at, t.finished_at
    from access.assignments a
    join learning.studies t on t.account_id = a.account_id
    join learning.versions v on v.id = t.version_id
   where a.ended_at is null
     and a.scope_kind = 'office'
     and a.scope_id = any (of_offices)
     and ('officers' = any (v.audience)
          or exists (
            select
              from learning.enrolments e
              join learning.groups g on g.id = e.group_id
             where e.account_id = t.account_id and e.state = 'enrolled' and g.course_id = t.course_id and g.audience = 'officers'))
$function$
;

CREATE OR REPLACE FUNCTION learning.open_groups()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from learning.groups where state in ('open', 'running') and enrol_from <= now() and enrol_until > now() $function$
;

CREATE OR REPLACE FUNCTION learning.own_groups()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select group_id
    from learning.enrolments
   where state = 'enrolled'
     and ((account_id = kernel.actor() and kernel.assurance() >= 1) or person_id in (select access.own_subjects()))
$function$
;

CREATE OR REPLACE FUNCTION learning.place_in_line(of_enrolment uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION learning.run_offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer']) $function$
;

CREATE OR REPLACE FUNCTION learning.taught()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.group_id
    from learning.group_trainers t
    join learning.groups g on g.id = t.group_id
   where t.account_id = kernel.actor()
     and kernel.assurance() >= 2
     and g.state in ('planned', 'open', 'running')
     and exists (select from access.assignments a where a.account_id = t.account_id and a.role = 'trainer' and a.ended_at is null)
$function$
;

CREATE OR REPLACE FUNCTION learning.taught_files()
 RETURNS TABLE(file_id uuid, subject_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select f.id, f.subject_id
    from learning.events v
    join files.files f on f.id = v.file_id and f.uploaded_by = v.account_id
   where v.kind = 'handed-in'
     and v.study_id in (select learning.taught_studies())
$function$
;

CREATE OR REPLACE FUNCTION learning.taught_studies()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.id
    from learning.enrolments e
    join learning.groups g on g.id = e.group_id
    join learning.studies s on s.account_id = e.account_id and s.course_id = g.course_id
   where e.state = 'enrolled'
     and e.group_id in (select learning.taught())
$function$
;

CREATE OR REPLACE FUNCTION learning.trainers(of_office uuid)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.name
    from identity.accounts a
   where of_office in (select learning.run_offices())
     and exists (
       select from access.assignments h
        where h.account_id = a.id and h.role = 'trainer' and h.ended_at is null
          and (h.scope_kind = 'network' or h.scope_id = of_office)
     )
   order by a.name, a.id
$function$
;

CREATE OR REPLACE FUNCTION ledger.append_only()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'The ledger is append-only: reverse the entry instead.' using errcode = '42501', constraint = 'ledger_append_only';
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.end_pending(of_pending uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, amounts bigint[])
 RETURNS TABLE(entry_id uuid, replayed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  pending ledger.entries;
  taken bigint[];
  request bytea;
  earlier record;
begin
  select * into pending from ledger.entries e where e.id = of_pending;
  if of_kind = 'settlement' then
    select array_agg(p.amount_minor order by p.n) into taken from ledger.postings p where p.entry_id = of_pending;
    if cardinality(amounts) <> cardinality(taken) then
      raise exception 'A settlement has the lines of its reservation.' using errcode = '23514', constraint = 'postings_of_origin';
    end if;
    taken := coalesce(amounts, taken);
  else
    taken := '{}';
  end if;
  request := sha256(convert_to(jsonb_build_array(of_kind, of_pending, effective, words, taken)::text, 'UTF8'));
  insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description, about_kind, about_id, settles)
  values (new_id, pending.book_id, of_kind, effective, cardinality(taken), idempotency, request, words, pending.about_kind, pending.about_id, of_pending)
  on conflict on constraint entries_asked_once do nothing;
  if not found then
    select e.id, e.request_hash into earlier from ledger.entries e where e.book_id = pending.book_id and e.idempotency_key = idempotency;
    if earlier.request_hash <> request then
      raise exception 'This key stands for another entry.' using errcode = '23505', constraint = 'ledger_key_reused';
    end if;
    return query select earlier.id, true;
    return;
  end if;
  perform from ledger.accounts a
    where a.id in (select p.account_id from ledger.postings p where p.entry_id = of_pending) order by a.id for no key update;
  with held as (
    select p.account_id, p.currency, p.n, p.amount_minor as reserved, taken[p.n] as amount
      from ledger.postings p
     where p.entry_id = of_pending
  ), moved as (
    update ledger.accounts a
       set posted_minor = a.posted_minor + s.total,
           last_nth = a.last_nth + s.lines,
           pending_in_minor = a.pending_in_minor - s.arriving,
           pending_out_minor = a.pending_out_minor - s.leaving
      from (
        select h.account_id, coalesce(sum(h.amount), 0)::bigint as total, count(h.amount) as lines,
               coalesce(sum(h.reserved) filter (where h.reserved > 0), 0)::bigint as arriving,
               coalesce(-sum(h.reserved) filter (where h.reserved < 0), 0)::bigint as leaving
          from held h
         group by h.account_id
      ) s
     where a.id = s.account_id
    returning a.id, a.posted_minor - s.total as balance_before, a.last_nth - s.lines as nth_before
  )
  insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
  select new_id, h.n, pending.book_id, h.account_id, h.currency, h.amount, false, effective,
         m.nth_before + row_number() over one, m.balance_before + sum(h.amount) over one
    from held h
    join moved m on m.id = h.account_id
   where h.amount is not null
  window one as (partition by h.account_id order by h.n);
  return query select new_id, false;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.expire(of_pending uuid, new_id uuid, effective date)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select not replayed
    from ledger.end_pending(of_pending, new_id, 'expiry', effective, 'expiry ' || of_pending::text, 'expired', null)
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if (new.id, new.book_id, new.currency, new.kind, new.code) is distinct from (old.id, old.book_id, old.currency, old.kind, old.code)
     or new.last_nth < old.last_nth or (old.closed_at is not null and new is distinct from old) then
    raise exception 'An account keeps its place, its kind and its currency; a closed one stays as it is.'
      using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_complete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.posting_count > 0 and not exists (select from ledger.postings p where p.entry_id = new.id) then
    raise exception 'An entry comes with its postings.' using errcode = '23514', constraint = 'entries_complete';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  pending ledger.entries;
begin
  -- Entries of a book go beside one another; closing a period waits for them and they for it.
  perform pg_advisory_xact_lock_shared(hashtextextended('ledger.period', 0) # hashtextextended(new.book_id::text, 0));
  if new.effective_on <= (select b.closed_through from ledger.books b where b.id = new.book_id) then
    raise exception 'The period is closed.' using errcode = '23514', constraint = 'entries_open_period';
  end if;
  if new.settles is not null then
    select * into pending from ledger.entries e where e.id = new.settles;
    if pending.kind <> 'pending' then
      raise exception 'Only a pending entry is settled.' using errcode = '23514', constraint = 'entries_settles_pending';
    end if;
    if new.kind = 'settlement' and pending.expires_at <= clock_timestamp() then
      raise exception 'The reservation has expired.' using errcode = '23514', constraint = 'entries_not_expired';
    end if;
    if new.kind = 'expiry' and coalesce(pending.expires_at > clock_timestamp(), true) then
      raise exception 'The reservation has not expired.' using errcode = '23514', constraint = 'entries_expired';
    end if;
  end if;
  if new.reverses is not null and not exists (
    select from ledger.entries e where e.id = new.reverses and e.kind in ('entry', 'settlement', 'reversal')
  ) then
    raise exception 'Only what was posted is reversed.' using errcode = '23514', constraint = 'entries_reverses_posted';
  end if;
  insert into ledger.unsealed (entry_id, book_id) values (new.id, new.book_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_exchange()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from ledger.unsealed u where u.entry_id = new.entry_id) then
    raise exception 'A sealed entry stays as it is.' using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_period()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.closed_through is distinct from old.closed_through then
    if new.closed_through is null or new.closed_through < old.closed_through then
      raise exception 'A closed period stays closed.' using errcode = '23514', constraint = 'books_closed_forward';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('ledger.period', 0) # hashtextextended(new.id::text, 0));
  end if;
  if (new.id, new.scope_kind, new.scope_id) is distinct from (old.id, old.scope_kind, old.scope_id) then
    raise exception 'A book stays with its keeper.' using errcode = '42501', constraint = 'ledger_append_only';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.guard_postings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from fresh group by entry_id, currency having sum(amount_minor) <> 0) then
    raise exception 'Postings sum to zero in each currency.' using errcode = '23514', constraint = 'postings_balance';
  end if;
  if exists (
    select
      from fresh p
      join ledger.entries e on e.id = p.entry_id
     group by e.id, e.posting_count, e.kind, e.effective_on
    having count(*) <> e.posting_count or max(p.n) <> e.posting_count or bool_or(p.pending <> (e.kind = 'pending')) or bool_or(p.effective_on <> e.effective_on)
  ) then
    raise exception 'All postings of an entry come with it.' using errcode = '23514', constraint = 'postings_complete';
  end if;
  if exists (select from fresh p join ledger.entries e on e.id = p.entry_id where e.kind in ('reversal', 'settlement')) then
    if exists (
      select
        from fresh p
        join ledger.entries e on e.id = p.entry_id
        left join ledger.postings o on o.entry_id = coalesce(e.reverses, e.settles) and o.n = p.n
       where case e.kind
               when 'reversal' then
                 o.account_id is distinct from p.account_id or o.amount_minor <> -p.amount_minor
                 or e.posting_count <> (select r.posting_count from ledger.entries r where r.id = e.reverses)
               when 'settlement' then
                 o.account_id is distinct from p.account_id
                 or sign(o.amount_minor) <> sign(p.amount_minor) or abs(p.amount_minor) > abs(o.amount_minor)
             end
    ) then
      raise exception 'A reversal mirrors its entry; a settlement stays within its reservation.'
        using errcode = '23514', constraint = 'postings_of_origin';
    end if;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.line_of(of_entry uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_array(
           e.id, e.kind, e.effective_on, (extract(epoch from e.booked_at) * 1000000)::bigint, e.idempotency_key, encode(e.request_hash, 'hex'),
           e.description, e.about_kind, e.about_id, e.settles, e.reverses, (extract(epoch from e.expires_at) * 1000000)::bigint,
           (select jsonb_build_array(x.from_currency, x.to_currency, x.rate::text, x.rate_on, x.source) from ledger.exchanges x where x.entry_id = e.id),
           coalesce((
             select jsonb_agg(jsonb_build_array(a.code, p.currency, p.amount_minor) order by p.n)
               from ledger.postings p
               join ledger.accounts a on a.id = p.account_id
              where p.entry_id = e.id), '[]'))::text
    from ledger.entries e
   where e.id = of_entry
$function$
;

CREATE OR REPLACE FUNCTION ledger.post(of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid, of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamp with time zone, exchanged jsonb)
 RETURNS TABLE(entry_id uuid, replayed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if of_book not in (select ledger.writable_books()) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  if exists (select from ledger.accounts a where a.id = any (of_accounts) and a.kept) then
    raise exception 'Another module keeps this account.' using errcode = '42501', constraint = 'ledger_account_kept';
  end if;
  return query select * from ledger.write_entry(of_book, new_id, of_kind, effective, idempotency, words, about_what, about_which,
                                                of_accounts, in_currencies, amounts, reverses_id, expires, exchanged);
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.readable_books()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select b.id
    from ledger.books b
   where access.in_network(array['auditor'])
      or (b.scope_kind = 'network' and access.in_network(array['administrator']))
      or (b.scope_kind = 'fund' and b.scope_id in (select access.scopes('fund', array['fund-manager', 'committee-member'])))
      or (b.scope_kind = 'organisation' and b.scope_id in (select access.scopes('organisation', array['lender'])))
      or (b.scope_kind = 'office' and b.scope_id in (select access.scopes('office', array['office-manager'])))
$function$
;

CREATE OR REPLACE FUNCTION ledger.settle(of_pending uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, amounts bigint[])
 RETURNS TABLE(entry_id uuid, replayed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from ledger.entries e where e.id = of_pending and e.book_id in (select ledger.writable_books())) then
    raise exception 'Not a keeper of this book.' using errcode = '42501', constraint = 'ledger_keepers_only';
  end if;
  if exists (
    select from ledger.postings p join ledger.accounts a on a.id = p.account_id where p.entry_id = of_pending and a.kept
  ) then
    raise exception 'Another module keeps this account.' using errcode = '42501', constraint = 'ledger_account_kept';
  end if;
  return query select * from ledger.end_pending(of_pending, new_id, of_kind, effective, idempotency, words, amounts);
end
$function$
;

CREATE OR REPLACE FUNCTION ledger.writable_books()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select b.id
    from ledger.books b
   where (b.scope_kind = 'network' and access.in_network(array['administrator']))
      or (b.scope_kind = 'fund' and b.scope_id in (select access.scopes('fund', array['fund-manager'])))
      or (b.scope_kind = 'organisation' and b.scope_id in (select access.scopes('organisation', array['lender'])))
      or (b.scope_kind = 'office' and b.scope_id in (select access.scopes('office', array['office-manager'])))
$function$
;

CREATE OR REPLACE FUNCTION ledger.write_entry(of_book uuid, new_id uuid, of_kind text, effective date, idempotency text, words text, about_what text, about_which uuid, of_accounts uuid[], in_currencies text[], amounts bigint[], reverses_id uuid, expires timestamp with time zone, exchanged jsonb)
 RETURNS TABLE(entry_id uuid, replayed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  request bytea := sha256(convert_to(jsonb_build_array(
    of_kind, effective, words, about_what, about_which, of_accounts, in_currencies, amounts, reverses_id, expires,
    exchanged)::text, 'UTF8'));
  earlier record;
begin
  insert into ledger.entries (id, book_id, kind, effective_on, posting_count, idempotency_key, request_hash, description,
                              about_kind, about_id, reverses, expires_at)
  values (new_id, of_book, of_kind, effective, cardinality(of_accounts), idempotency, request, words, about_what, about_which, reverses_id, expires)
  on conflict on constraint entries_asked_once do nothing;
  if not found then
    select e.id, e.request_hash into earlier from ledger.entries e where e.book_id = of_book and e.idempotency_key = idempotency;
    if earlier.request_hash <> request then
      raise exception 'This key stands for another entry.' using errcode = '23505', constraint = 'ledger_key_reused';
    end if;
    return query select earlier.id, true;
    return;
  end if;
  perform from ledger.accounts a where a.id = any (of_accounts) order by a.id for no key update;
  if exists (
    select
      from unnest(of_accounts, in_currencies, amounts) as u (account_id, currency, amount)
      left join ledger.accounts a on a.id = u.account_id and a.book_id = of_book and a.currency = u.currency and a.closed_at is null
     where a.id is null
  ) then
    if exists (select from ledger.accounts a where a.id = any (of_accounts) and a.book_id = of_book and a.closed_at is not null) then
      raise exception 'An account is closed.' using errcode = '23514', constraint = 'ledger_account_closed';
    end if;
    if exists (
      select
        from unnest(of_accounts, in_currencies) as u (account_id, currency)
        join ledger.accounts a on a.id = u.account_id and a.book_id = of_book and a.currency <> u.currency
    ) then
      raise exception 'An account is kept in another currency.' using errcode = '23514', constraint = 'ledger_currency';
    end if;
    raise exception 'An account is not in this book.' using errcode = '23503', constraint = 'ledger_account_missing';
  end if;
  with wanted as (
    select u.account_id, u.currency, u.amount, u.n::int as n
      from unnest(of_accounts, in_currencies, amounts) with ordinality as u (account_id, currency, amount, n)
  ), moved as (
    update ledger.accounts a
       set posted_minor = a.posted_minor + case of_kind when 'pending' then 0 else s.total end,
           last_nth = a.last_nth + case of_kind when 'pending' then 0 else s.lines end,
           pending_in_minor = a.pending_in_minor + case of_kind when 'pending' then s.arriving else 0 end,
           pending_out_minor = a.pending_out_minor + case of_kind when 'pending' then s.leaving else 0 end
      from (
        select w.account_id, sum(w.amount)::bigint as total, count(*) as lines,
               coalesce(sum(w.amount) filter (where w.amount > 0), 0)::bigint as arriving,
               coalesce(-sum(w.amount) filter (where w.amount < 0), 0)::bigint as leaving
          from wanted w
         group by w.account_id
      ) s
     where a.id = s.account_id
    returning a.id, a.posted_minor - s.total as balance_before, a.last_nth - s.lines as nth_before
  )
  insert into ledger.postings (entry_id, n, book_id, account_id, currency, amount_minor, pending, effective_on, nth, balance_after_minor)
  select new_id, w.n, of_book, w.account_id, w.currency, w.amount, of_kind = 'pending', effective,
         case of_kind when 'pending' then null else m.nth_before + row_number() over one end,
         case of_kind when 'pending' then null else m.balance_before + sum(w.amount) over one end
    from wanted w
    join moved m on m.id = w.account_id
  window one as (partition by w.account_id order by w.n);
  if exchanged is not null then
    insert into ledger.exchanges (entry_id, from_currency, to_currency, rate, rate_on, source)
    values (new_id, exchanged ->> 'from', exchanged ->> 'to', (exchanged ->> 'rate')::numeric, (exchanged ->> 'on')::date, exchanged ->> 'source');
  end if;
  return query select new_id, false;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.end_grant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.follow_grant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update loans.applications set state = 'withdrawn' where grant_id = new.id and state in ('sent', 'in-review', 'asked', 'approved', 'signed');
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.guard_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if to_jsonb(new) - array['state', 'withdrawn_at'] is distinct from to_jsonb(old) - array['state', 'withdrawn_at'] then
    raise exception 'a published version does not change' using errcode = 'check_violation', constraint = 'products_unchanged';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.guard_sides()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  lends boolean := new.organisation_id in (select loans.lending()) and new.grant_id in (select consent.granted_to_actor());
begin
  if not lends and (
    (new.question, new.conditions, new.reason, new.agreed_minor, new.agreed_instalments, new.decided_by, new.decided_at, new.signed_on, new.paid_out_on)
      is distinct from
    (old.question, old.conditions, old.reason, old.agreed_minor, old.agreed_instalments, old.decided_by, old.decided_at, old.signed_on, old.paid_out_on)
    or (old.state is distinct from new.state and new.state <> 'withdrawn' and (old.state, new.state) is distinct from ('asked', 'in-review'))
  ) then
    raise exception 'only the lender decides' using errcode = 'insufficient_privilege';
  end if;
  if lends and (
    (new.answer, new.opinion, new.opinion_by, new.office_follows) is distinct from (old.answer, old.opinion, old.opinion_by, old.office_follows)
    or (old.state is distinct from new.state and (new.state = 'withdrawn' or (old.state, new.state) = ('asked', 'in-review')))
  ) then
    raise exception 'the lender does not speak for the borrower' using errcode = 'insufficient_privilege';
  end if;
  if (new.opinion, new.opinion_by) is distinct from (old.opinion, old.opinion_by)
     and not (new.office_id in (select access.desks()) and new.opinion_by = kernel.actor()) then
    raise exception 'the opinion is the counsellor''s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.guard_state()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not loans.may_become(tg_argv[0], old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = tg_argv[0] || '_state_follows';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.guard_venture()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.venture_id is not null and not exists (
    select from ventures.ventures v where v.id = new.venture_id and v.office_id = new.venture_office_id
  ) then
    -- The same answer whether the venture does not exist or is out of the writer's sight.
    raise exception 'no such venture' using errcode = 'foreign_key_violation', constraint = 'applications_venture';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION loans.lending()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('organisation', array['lender']) $function$
;

CREATE OR REPLACE FUNCTION loans.may_become(machine text, before text, after text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (machine, before, after) in (
    values
      ('product', 'draft', 'published'),
      ('product', 'published', 'withdrawn'),
      ('application', 'sent', 'in-review'),
      ('application', 'sent', 'withdrawn'),
      ('application', 'in-review', 'asked'),
      ('application', 'in-review', 'approved'),
      ('application', 'in-review', 'declined'),
      ('application', 'in-review', 'withdrawn'),
      ('application', 'asked', 'in-review'),
      ('application', 'asked', 'declined'),
      ('application', 'asked', 'withdrawn'),
      ('application', 'approved', 'signed'),
      ('application', 'approved', 'withdrawn'),
      ('application', 'signed', 'paid-out'),
      ('application', 'signed', 'withdrawn'),
      ('loan', 'running', 'running'),
      ('loan', 'running', 'settled'),
      ('loan', 'running', 'written-off'),
      ('loan', 'settled', 'running'),
      ('loan', 'written-off', 'recovered')
  )
$function$
;

CREATE OR REPLACE FUNCTION mentoring.at_a_desk()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select exists (select access.desks()) $function$
;

CREATE OR REPLACE FUNCTION mentoring.candidates(spoken text[], of_sector text, wanted text[], of_stage text, places uuid[], countries uuid[], here uuid, there uuid, not_for uuid, preferred_points integer, language_points integer, sector_points integer, topic_points integer, most_topics integer, stage_points integer, place_points integer, country_points integer, free_points integer, unseen integer, best integer, most integer)
 RETURNS SETOF mentoring.mentors
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
  with free as materialized (
    select m.id,
           case m.country_id when here then 'here' when there then 'there' else 'other' end as at_end,
           case when spoken[1] = any (m.languages) then preferred_points else language_points end
           + case when of_sector = any (m.sectors) then sector_points else 0 end
           + case when of_stage = any (m.stages) then stage_points else 0 end
           + case when m.place_id = any (places) then place_points when m.country_id = any (countries) then country_points else 0 end
           -- Rounded half up, at least one.
           + greatest(1, (2 * free_points * (m.mentee_limit - m.mentees) + m.mentee_limit) / (2 * m.mentee_limit))
           -- Term by term: a subquery a row took four times as long. The vocabulary has 14 needs.
           + topic_points * least(most_topics, coalesce((wanted[1] = any (m.topics))::int, 0)
                    + coalesce((wanted[2] = any (m.topics))::int, 0)
                    + coalesce((wanted[3] = any (m.topics))::int, 0)
                    + coalesce((wanted[4] = any (m.topics))::int, 0)
                    + case when cardinality(wanted) > 4 then coalesce((wanted[5] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[6] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[7] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[8] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[9] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[10] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[11] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[12] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[13] = any (m.topics))::int, 0)
                                                             + coalesce((wanted[14] = any (m.topics))::int, 0)
                      else 0 end) as points
      from mentoring.mentors m
     where (select mentoring.at_a_desk())
       and m.confirmed_at is not null
       and not m.paused
       and m.mentees < m.mentee_limit
       and m.languages && spoken
       and m.id not in (select p.mentor_id from mentoring.pairs p where p.venture_id = not_for and p.state <> 'ended')
  ), ends as (
    select f.at_end, max(f.points) as points from free f group by f.at_end
  ), bar as (
    -- Whoever stands lower than this by more than what is unseen cannot be among the best.
    select coalesce((select f.points from free f order by f.points desc offset best - 1 limit 1), 0) as points
  ), fit as (
    select f.id, row_number() over (partition by f.at_end order by f.points desc, f.id) as place
      from free f
      join ends e on e.at_end = f.at_end
     cross join bar
     where f.points + unseen >= least(bar.points, e.points)
  )
  -- As an array, so that the few are read by their key: joined, the whole table was read for them.
  select m.*
    from mentoring.mentors m
   where m.id = any (array(select fit.id from fit where fit.place <= most))
$function$
;

CREATE OR REPLACE FUNCTION mentoring.co_mentored()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select other.id
    from mentoring.pairs own
    join mentoring.pairs other on other.venture_id = own.venture_id and other.person_id = own.person_id and other.id <> own.id
   where own.id in (select mentoring.mentored())
     and other.state = 'running'
$function$
;

CREATE OR REPLACE FUNCTION mentoring.count_pairs(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, mentor_end text, pairs bigint, sessions bigint, minutes bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.state, p.mentor_end, count(*), sum(s.sessions)::bigint, sum(s.minutes)::bigint
    from mentoring.pairs p
    join tracks.counted k on k.person_id = p.person_id
   cross join lateral (
     select count(*) as sessions, coalesce(sum(held_minutes), 0) as minutes from mentoring.sessions where pair_id = p.id and state = 'held'
   ) s
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.started_at >= from_moment and p.started_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.state, p.mentor_end
$function$
;

CREATE OR REPLACE FUNCTION mentoring.count_results(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], result text, pairs bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, r.result, count(*)
    from mentoring.pairs p
    join tracks.counted k on k.person_id = p.person_id
   cross join lateral (
     select distinct unnest(f.results) as result from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is not null
      union all
     select 'no-answer' where not exists (select from mentoring.follow_ups f where f.pair_id = p.id and f.done_at is not null)
   ) r
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.started_at >= from_moment and p.started_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, r.result
$function$
;

CREATE OR REPLACE FUNCTION mentoring.end_with_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (select from access.assignments where account_id = new.account_id and role = 'mentor' and ended_at is null) then
    return null;
  end if;
  -- Without a confirmation nobody is suggested; who gets the role again is looked at again.
  update mentoring.mentors set confirmed_at = null, confirmed_by = null where account_id = new.account_id and confirmed_at is not null;
  update mentoring.pairs
     set state = 'ended', ended_at = now(), ended_by = 'office'
   where mentor_id in (select id from mentoring.mentors where account_id = new.account_id) and state <> 'ended';
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION mentoring.follow_pair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  held int := case when tg_op = 'UPDATE' and old.state in ('offered', 'accepted', 'running') then 1 else 0 end;
  holds int := case when tg_op <> 'DELETE' and new.state in ('offered', 'accepted', 'running') then 1 else 0 end;
begin
  if tg_op = 'DELETE' then
    held := case when old.state in ('offered', 'accepted', 'running') then 1 else 0 end;
    update mentoring.mentors set mentees = greatest(0, mentees - held) where id = old.mentor_id and held > 0;
    return old;
  end if;
  update mentoring.mentors set mentees = greatest(0, mentees + holds - held) where id = new.mentor_id and holds <> held;
  if tg_op = 'UPDATE' and new.state = 'running' and old.state <> 'running' then
    insert into mentoring.follow_ups (id, pair_id, person_id, office_id, side, days, due_on)
    select gen_random_uuid(), new.id, new.person_id, new.office_id, side, days, (new.started_at + make_interval(days => days))::date
      from unnest(array['founder', 'mentor']) side, unnest(array[30, 90, 180]) days;
  end if;
  -- Whoever ends it, the mentor too, who may not touch the grant: nothing of the founder stays open.
  if tg_op = 'UPDATE' and new.state = 'ended' and old.state <> 'ended' then
    update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION mentoring.guard_mentor()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    new.mentees := 0;
    if new.confirmed_at is not null then
      raise exception 'a profile is confirmed after it was written' using errcode = 'check_violation', constraint = 'mentors_not_confirmed';
    end if;
    return new;
  end if;
  if (new.office_id, new.name, new.about, new.background, new.place_id, new.sectors, new.topics, new.stages, new.languages)
     is distinct from (old.office_id, old.name, old.about, old.background, old.place_id, old.sectors, old.topics, old.stages, old.languages) then
    if old.account_id is distinct from kernel.actor() then
      raise exception 'only mentors write their profile' using errcode = 'check_violation', constraint = 'mentors_own_words';
    end if;
    new.confirmed_at := null;
    new.confirmed_by := null;
  end if;
  -- Nobody confirms themselves, and only the office that answers for the mentor does.
  if new.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at
     and (old.account_id = kernel.actor() or new.office_id not in (select access.desks()) or new.confirmed_by is distinct from kernel.actor()) then
    raise exception 'the mentor''s office confirms' using errcode = 'check_violation', constraint = 'mentors_not_confirmed';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION mentoring.guard_pair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  desk boolean := old.office_id in (select access.desks());
  founder boolean := old.person_id in (select access.own_subjects());
  mentor boolean := old.mentor_id in (select mentoring.own_mentors());
  -- The end of the mentor's role ends the pair, whoever ended the role and wherever they sit: by the trigger below, by nobody's hand.
  role_over boolean := pg_trigger_depth() > 1 and not exists (
    select
      from mentoring.mentors m
      join access.assignments a on a.account_id = m.account_id
     where m.id = old.mentor_id and a.role = 'mentor' and a.ended_at is null
  );
  asked mentoring.mentors;
begin
  if old.state = 'ended' or (new.state <> old.state and not mentoring.may_become(old.state, new.state)) then
    raise exception 'a pair does not go from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'pairs_no_such_move';
  end if;
  if (new.mentor_accepted_at is distinct from old.mentor_accepted_at and not mentor)
     or ((new.founder_accepted_at, new.founder_how, new.called) is distinct from (old.founder_accepted_at, old.founder_how, old.called)
         and not (founder or desk))
     or ((new.offered_at, new.offered_by) is distinct from (old.offered_at, old.offered_by) and not desk)
     or (new.state = 'ended'
         and not (case new.ended_by when 'founder' then founder when 'mentor' then mentor else desk or role_over end)) then
    raise exception 'that is for somebody else to say' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.grant_id is distinct from old.grant_id and (not (founder or desk) or not exists (
    select
      from consent.grants g
     where g.id = new.grant_id
       and g.subject_id = old.person_id
       and g.recipient_kind = 'account'
       and g.recipient_id = (select account_id from mentoring.mentors where id = old.mentor_id)
  )) then
    raise exception 'the founder shares with this mentor' using errcode = 'check_violation', constraint = 'pairs_not_yours';
  end if;
  if new.state = 'offered' and old.state = 'suggested' then
    -- Offers to one mentor wait in line, so that two desks do not give away the last free place.
    select * into asked from mentoring.mentors where id = old.mentor_id for update;
    if asked.confirmed_at is null or asked.paused then
      raise exception 'the mentor takes nobody now' using errcode = 'check_violation', constraint = 'pairs_mentor_away';
    end if;
    if asked.mentees >= asked.mentee_limit then
      raise exception 'the mentor accompanies enough founders' using errcode = 'check_violation', constraint = 'pairs_mentor_full';
    end if;
  end if;
  if (new.state = 'accepted' and (new.mentor_accepted_at is null) = (new.founder_accepted_at is null))
     or (new.state = 'running' and old.state <> 'running'
         and (new.mentor_accepted_at is null or new.founder_accepted_at is null or not consent.live(new.grant_id))) then
    raise exception 'both have to agree' using errcode = 'check_violation', constraint = 'pairs_both_agree';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION mentoring.is_mentor()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select kernel.assurance() >= 2
     and exists (select from access.assignments where account_id = kernel.actor() and role = 'mentor' and ended_at is null)
$function$
;

CREATE OR REPLACE FUNCTION mentoring.known_mentors()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select mentor_id from mentoring.pairs where offered_at is not null and person_id in (select access.own_subjects())
   union all
  select mentor_id from mentoring.pairs where id in (select mentoring.co_mentored())
$function$
;

CREATE OR REPLACE FUNCTION mentoring.may_become(from_state text, to_state text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (from_state, to_state) in (
    ('suggested', 'offered'), ('suggested', 'ended'), ('offered', 'accepted'), ('offered', 'ended'),
    ('accepted', 'running'), ('accepted', 'ended'), ('running', 'ended')
  )
$function$
;

CREATE OR REPLACE FUNCTION mentoring.mentored()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from mentoring.pairs
   where state = 'running'
     and mentor_id in (select mentoring.own_mentors())
     and grant_id in (select consent.granted_to_actor())
$function$
;

CREATE OR REPLACE FUNCTION mentoring.own_mentors()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from mentoring.mentors
   where account_id = kernel.actor()
     and kernel.assurance() >= 2
     and exists (select from access.assignments where account_id = kernel.actor() and role = 'mentor' and ended_at is null)
$function$
;

CREATE OR REPLACE FUNCTION mentoring.own_work()
 RETURNS TABLE(pairs bigint, sessions bigint, minutes bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select count(distinct p.id), count(s.id), coalesce(sum(s.held_minutes), 0)
    from mentoring.pairs p
    left join mentoring.sessions s on s.pair_id = p.id and s.state = 'held'
   where p.mentor_id in (select mentoring.own_mentors()) and p.started_at is not null
$function$
;

CREATE OR REPLACE FUNCTION mentoring.serving(of_track text)
 RETURNS TABLE(topic text, mentors bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with those as (
    select id, topics from mentoring.mentors
     where confirmed_at is not null and not paused and of_track = any (tracks)
  )
  select null, count(*) from those
   union all
  select topic, count(*) from those, unnest(topics) as topic group by topic
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

CREATE OR REPLACE FUNCTION newsletters.drafted()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from newsletters.issues where state = 'draft' and (select newsletters.may_write()) $function$
;

CREATE OR REPLACE FUNCTION newsletters.keep_issue()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and new.state = 'sent' and not exists (select from newsletters.items i where i.issue_id = new.id) then
    raise exception 'nothing is in it' using errcode = 'check_violation', constraint = 'issues_empty';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION newsletters.may_write()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['editor']) $function$
;

CREATE OR REPLACE FUNCTION newsletters.reader_counts()
 RETURNS TABLE(language text, readers integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.language, count(*)::int
    from newsletters.readers r
   where r.confirmed_at is not null and (select newsletters.may_write())
   group by r.language
$function$
;

CREATE OR REPLACE FUNCTION observatory.in_order(periods text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select coalesce(bool_and(before is null or before < period collate "C"), true)
    from (select period, lag(period) over (order by place) as before from unnest(periods) with ordinality as given (period, place)) pairs
$function$
;

CREATE OR REPLACE FUNCTION opportunities.answered()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select opportunity_id from opportunities.responses where venture_id in (select ventures.founded())
$function$
;

CREATE OR REPLACE FUNCTION opportunities.are_conditions(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case when jsonb_typeof(value) = 'array' then
    jsonb_array_length(value) <= 20
    and not exists (
      select from jsonb_array_elements(value) as item
       where jsonb_typeof(item) <> 'object'
          or coalesce(item ->> 'field', '') !~ '^[a-z-]{1,40}$'
          or (item ? 'sentence' and item -> 'sentence' <> 'null' and not kernel.is_translated(item -> 'sentence')))
    and (select count(*) = count(distinct item ->> 'field') from jsonb_array_elements(value) as item)
  else false end
$function$
;

CREATE OR REPLACE FUNCTION opportunities.count_shown()
 RETURNS TABLE(office_id uuid, corridor_id uuid, at_end text, kind text, shown bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.office_id, c.id, o.at_end, o.kind, count(*)
    from opportunities.opportunities o
    left join unnest(o.corridor_ids) as c (id) on true
   where o.state = 'published' and o.valid_from <= current_date and o.last_day >= current_date
   group by o.office_id, c.id, o.at_end, o.kind
$function$
;

CREATE OR REPLACE FUNCTION opportunities.count_ventures(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, matched bigint, interested bigint, planned bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with recursive
  shown as (
    select o.place_id, o.sectors, o.stages
      from opportunities.opportunities o
     where o.state = 'published' and o.valid_from <= current_date and o.last_day >= current_date
  ),
  counted as (
    select v.id, v.office_id, v.sector, v.stage, v.here_place_id, v.there_place_id
      from ventures.ventures v
     where v.office_id = any (of_offices) and v.office_id in (select access.countable()) and v.stage <> 'closed'
       and (from_moment is null or v.created_at >= from_moment)
       and (to_moment is null or v.created_at < to_moment)
  ),
  up (start, id) as (
    select distinct place, place
      from counted cross join lateral (values (here_place_id), (there_place_id)) as both_ends (place)
     where place is not null
     union
    select up.start, p.parent_id from up join places.places p on p.id = up.id where p.parent_id is not null
  ),
  around as (
    select start, id from up
     union
    select up.start, m.area_id from up join places.members m on m.member_id = up.id
  )
  select c.office_id,
         count(*) filter (where exists (
           select from around a join shown s on s.place_id = a.id
            where a.start in (c.here_place_id, c.there_place_id)
              and (cardinality(s.sectors) = 0 or c.sector = any (s.sectors))
              and (cardinality(s.stages) = 0 or c.stage = any (s.stages)))),
         count(*) filter (where exists (select from opportunities.responses r where r.venture_id = c.id and r.stance = 'interested')),
         count(*) filter (where exists (select from opportunities.responses r where r.venture_id = c.id and r.planned_at is not null))
    from counted c
   group by c.office_id
$function$
;

CREATE OR REPLACE FUNCTION opportunities.guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  written boolean := true;
begin
  if exists (select from unnest(new.corridor_ids) as one where one not in (select id from places.corridors)) then
    raise exception 'no such corridor' using errcode = 'foreign_key_violation', constraint = 'opportunities_corridor';
  end if;
  if tg_op = 'INSERT' then
    new.revision := 1;
    new.published_revision := null;
  else
    new.office_id := old.office_id;
    written := (new.kind, new.title, new.about, new.place_id, new.corridor_ids, new.at_end, new.sectors, new.stages, new.audiences,
                new.amount_minor, new.amount_currency, new.amount_text, new.conditions, new.source, new.source_seen_on, new.reported,
                new.valid_from, new.needs_confirmation, new.opening_id)
      is distinct from
               (old.kind, old.title, old.about, old.place_id, old.corridor_ids, old.at_end, old.sectors, old.stages, old.audiences,
                old.amount_minor, old.amount_currency, old.amount_text, old.conditions, old.source, old.source_seen_on, old.reported,
                old.valid_from, old.needs_confirmation, old.opening_id);
    new.revision := old.revision + case when written then 1 else 0 end;
    new.published_revision := old.published_revision;
    new.checked_on := old.checked_on;
  end if;
  if new.state = 'published' and new.published_revision is distinct from new.revision then
    -- A text is public once somebody has read it who did not write it. What came with a demonstration has no writer.
    if kernel.actor() is not null and (written or exists (
         select from opportunities.history h
          where h.opportunity_id = new.id and h.kind in ('created', 'changed') and h.by_account = kernel.actor()
            and h.revision > coalesce(new.published_revision, 0))) then
      raise exception 'nobody publishes what they wrote' using errcode = 'check_violation', constraint = 'opportunities_second_pair';
    end if;
    new.published_revision := new.revision;
    new.published_at := now();
    new.checked_on := current_date;
  elsif tg_op = 'UPDATE' and new.state = 'published'
        and (old.state <> 'published' or new.valid_until is distinct from old.valid_until or new.updated_at is distinct from old.updated_at) then
    new.checked_on := current_date;
  end if;
  if new.state = 'published' and coalesce(new.valid_until, current_date) < current_date then
    raise exception 'what is past is not published' using errcode = 'check_violation', constraint = 'opportunities_past';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION opportunities.guard_response()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null
     and new.office_id not in (select access.desks())
     and (new.planned_at, new.planned_by, new.told_at, new.told_by)
         is distinct from
         (case when tg_op = 'UPDATE' then old.planned_at end, case when tg_op = 'UPDATE' then old.planned_by end,
          case when tg_op = 'UPDATE' then old.told_at end, case when tg_op = 'UPDATE' then old.told_by end) then
    raise exception 'what the office did is written by its desk' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION opportunities.kept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select access.scopes('office', array['counsellor', 'office-manager', 'editor'])
   union all
  select id from offices.offices where (select access.in_network(array['administrator', 'editor']))
$function$
;

CREATE OR REPLACE FUNCTION opportunities.tell()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  what text;
begin
  what := case
    when tg_op = 'INSERT' then case when new.state = 'published' then 'published' else 'created' end
    when new.published_revision is distinct from old.published_revision then 'published'
    when new.revision <> old.revision then 'changed'
    when new.state = 'published' and old.state = 'withdrawn' then 'published'
    when new.state = 'published' and (old.state <> 'published' or new.checked_on <> old.checked_on or new.valid_until is distinct from old.valid_until) then 'renewed'
    when new.state <> old.state and new.state in ('expired', 'withdrawn') then new.state
    when new.valid_until is distinct from old.valid_until then 'changed'
  end;
  if what is not null then
    insert into opportunities.history (opportunity_id, office_id, by_account, kind, revision, state)
    values (new.id, new.office_id, kernel.actor(), what, new.revision, to_jsonb(new) - array['words', 'search', 'reminded_for']);
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION opportunities.ventures_fitting(within uuid[], of_place uuid, of_sectors text[], of_stages text[], of_needs text[], place_points integer, inside_points integer, need_points integer, most integer, beyond integer)
 RETURNS TABLE(id uuid, office_id uuid, person_id uuid, title text, sector text, stage text, here_place_id uuid, there_place_id uuid, needs text[], answers jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
 SET jit TO 'off'
AS $function$
  select v.id, v.office_id, v.lead_person_id, v.title, v.sector, v.stage, v.here_place_id, v.there_place_id, v.needs,
         coalesce((select jsonb_object_agg(a.field, a.value) from opportunities.answers a where a.venture_id = v.id), '{}')
    from (
      select one.*,
             case when of_place in (one.here_place_id, one.there_place_id) then place_points else inside_points end
             + case when one.needs && of_needs then need_points else 0 end as points
        from ventures.ventures one
       where one.office_id in (select access.desks())
         and one.stage <> 'closed'
         and (cardinality(of_sectors) = 0 or one.sector = any (of_sectors))
         and (cardinality(of_stages) = 0 or one.stage = any (of_stages))
         and (one.here_place_id = any (within) or one.there_place_id = any (within))
       order by points desc, one.id
       limit most offset beyond
    ) v
   order by v.points desc, v.id
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.conflicts(account uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select scope_id from access.assignments where account_id = account and scope_kind = 'office' and ended_at is null
  union
  select o.id
    from access.assignments a
    join offices.offices o on o.organisation_id = a.scope_id
   where a.account_id = account and a.scope_kind = 'organisation' and a.ended_at is null
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.in_state(states text[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from peerreviews.reviews where state = any (states) $function$
;

CREATE OR REPLACE FUNCTION peerreviews.inside()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select peerreviews.of_office() union select peerreviews.of_team() $function$
;

CREATE OR REPLACE FUNCTION peerreviews.invited()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select i.review_id
    from peerreviews.invitations i
    join peerreviews.reviews r on r.id = i.review_id
   where i.declined_at is null and r.state in ('preparing', 'commenting')
     and i.office_id in (select peerreviews.peer_offices())
     and r.office_id not in (select peerreviews.conflicts(kernel.actor()))
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.keep_follow_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.done, new.done_by, new.done_at) is distinct from (old.done, old.done_by, old.done_at)
    and not (new.review_id in (select peerreviews.of_office()) and new.reply is null and new.done_by = kernel.actor()) then
    raise exception 'the authority says what was done, until the team has replied' using errcode = 'insufficient_privilege';
  end if;
  if (new.reply, new.reply_by, new.reply_at) is distinct from (old.reply, old.reply_by, old.reply_at)
    and not (new.review_id in (select peerreviews.of_team()) and new.reply_by = kernel.actor()) then
    raise exception 'the team replies' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.keep_invitation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.office_id = (select office_id from peerreviews.reviews where id = new.review_id) then
    raise exception 'no office reviews itself' using errcode = 'check_violation', constraint = 'invitations_of_others';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.keep_peer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  reviewed uuid;
begin
  select office_id into reviewed from peerreviews.reviews where id = new.review_id;
  if new.office_id = reviewed or reviewed in (select peerreviews.conflicts(new.account_id)) then
    raise exception 'they work for the reviewed office' using errcode = 'check_violation', constraint = 'peers_free_to_judge';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.keep_recommendation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.words, new.to_whom, new.by_when, new.priority) is distinct from (old.words, old.to_whom, old.by_when, old.priority)
    and not (new.review_id in (select peerreviews.of_team()) and new.review_id in (select peerreviews.in_state(array['preparing']))) then
    raise exception 'the team recommends, while it writes' using errcode = 'insufficient_privilege';
  end if;
  if (new.answer, new.answer_reason, new.answered_at, new.state, new.state_words, new.state_on)
       is distinct from (old.answer, old.answer_reason, old.answered_at, old.state, old.state_words, old.state_on)
    and not (new.review_id in (select peerreviews.of_office()) and new.review_id in (select peerreviews.in_state(array['agreed', 'closed']))) then
    raise exception 'the authority answers, once the report stands' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.keep_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  office boolean := new.office_id in (select peerreviews.offices());
  team boolean := new.id in (select peerreviews.of_team());
  network boolean := peerreviews.organises();
  mine boolean;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (new.published_at, new.published_by) is distinct from (old.published_at, old.published_by)
    and not (office and old.published_at is null and new.published_by = kernel.actor()) then
    raise exception 'the reviewed office publishes, once' using errcode = 'insufficient_privilege';
  end if;
  if new.sheet_id is distinct from old.sheet_id and not (
    network and old.sheet_id is null and old.state = 'preparing'
    and exists (select from instruments.sheets s where s.id = new.sheet_id and s.body_kind = 'office' and s.body_id = new.office_id)
  ) then
    raise exception 'the network sends the form of the reviewed office, once' using errcode = 'insufficient_privilege';
  end if;
  if (new.visit_from, new.visit_until, new.visit_needs) is distinct from (old.visit_from, old.visit_until, old.visit_needs)
    and not ((office or team) and old.state in ('preparing', 'commenting')) then
    raise exception 'the two sides agree on the visit' using errcode = 'insufficient_privilege';
  end if;
  if (new.decided_by, new.decided_at) is distinct from (old.decided_by, old.decided_at)
    and not (old.state = 'proposed' and new.state in ('preparing', 'declined') and new.decided_by = kernel.actor()) then
    raise exception 'the other side decides, once' using errcode = 'insufficient_privilege';
  end if;
  if new.state = old.state then
    if (new.report_at, new.ended_at, new.end_reason) is distinct from (old.report_at, old.ended_at, old.end_reason) then
      raise exception 'days and reasons of a step stay as they are' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  mine := case old.state || '>' || new.state
    when 'proposed>preparing' then case old.asked_side when 'office' then network else office end
    when 'proposed>declined' then case old.asked_side when 'office' then network else office end
    when 'proposed>ended' then case old.asked_side when 'office' then office else network end
    when 'preparing>commenting' then team
    when 'commenting>preparing' then office or team
    when 'commenting>agreed' then office
    when 'preparing>ended' then office or team or network
    when 'commenting>ended' then office or team or network
    when 'agreed>closed' then team
    else false
  end;
  if not mine then
    raise exception 'this step is not theirs' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.of_office()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select r.id from peerreviews.reviews r join peerreviews.offices() o on o = r.office_id $function$
;

CREATE OR REPLACE FUNCTION peerreviews.of_team()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.review_id
    from peerreviews.peers p
    join peerreviews.reviews r on r.id = p.review_id
   where p.account_id = kernel.actor() and kernel.assurance() >= 2 and p.left_at is null
     and p.office_id in (select peerreviews.peer_offices())
     and r.office_id not in (select peerreviews.conflicts(kernel.actor()))
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['planner', 'editor', 'office-manager']) $function$
;

CREATE OR REPLACE FUNCTION peerreviews.open()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from peerreviews.reviews where state in ('preparing', 'commenting') $function$
;

CREATE OR REPLACE FUNCTION peerreviews.organises()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION peerreviews.peer_offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['planner', 'editor', 'office-manager', 'expert']) $function$
;

CREATE OR REPLACE FUNCTION peerreviews.published()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from peerreviews.reviews where published_at is not null $function$
;

CREATE OR REPLACE FUNCTION peerreviews.sheet_rounds()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select s.round_id from instruments.sheets s join peerreviews.sheets() t on t = s.id $function$
;

CREATE OR REPLACE FUNCTION peerreviews.sheets()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.sheet_id
    from peerreviews.reviews r
    join peerreviews.of_team() t on t = r.id
    join instruments.sheets s on s.id = r.sheet_id
   where s.state = 'submitted'
$function$
;

CREATE OR REPLACE FUNCTION peerreviews.team_offices(review uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct p.office_id
    from peerreviews.peers p
    join peerreviews.reviews r on r.id = p.review_id
   where r.id = review and r.published_at is not null and p.left_at is null
$function$
;

CREATE OR REPLACE FUNCTION people.count_people(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, 'opened', count(*)
    from people.people p
    join tracks.counted k on k.person_id = p.id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks
$function$
;

CREATE OR REPLACE FUNCTION people.file_of_reference(of_office uuid, of_reference text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from people.people
   where office_id = of_office
     and reference = of_reference
     and (office_id in (select access.desks()) or access.in_network(array['data-protection-officer']))
$function$
;

CREATE OR REPLACE FUNCTION people.find_files(offices uuid[], words text, typed text, digits text, bound integer)
 RETURNS TABLE(person_id uuid, score real)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
 SET "pg_trgm.word_similarity_threshold" TO '0.5'
AS $function$
#variable_conflict use_column
begin
  return query
  with mine as materialized (
    select office from unnest(offices) office where office in (select access.desks())
  )
  select found.person_id, max(found.score) as score
    from mine
   cross join lateral (
     select i.person_id, public.word_similarity(words, i.search_words) as score
       from people.identities i
      where words <> '' and i.office_id = mine.office and words operator(public.<%) i.search_words
     union all
     select i.person_id, 0.9
       from people.identities i
      where length(words) >= 3 and i.office_id = mine.office and i.search_words like '%' || words || '%'
     union all
     select p.id, 1
       from people.people p
      where p.office_id = mine.office and p.reference = typed
     union all
     select c.person_id, 1
       from people.contacts c
      where length(digits) >= 6
        and c.office_id = mine.office
        and reverse(c.phone) >= reverse(digits) collate "C"
        and reverse(c.phone) < (reverse(digits) || '~') collate "C"
     union all
     select c.person_id, 1
       from people.contacts c
      where c.office_id = mine.office and c.email = lower(typed)
   ) found
   group by found.person_id
   order by score desc, found.person_id desc
   limit bound;
end
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

CREATE OR REPLACE FUNCTION plans.drafts_within()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select d.id from plans.drafts d join plans.within() w on w = d.plan_id $function$
;

CREATE OR REPLACE FUNCTION plans.guard_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state = 'waiting' and (new.content, new.reason) is distinct from (old.content, old.reason) then
    raise exception 'the draft waits for approval' using errcode = '23514', constraint = 'drafts_waiting';
  end if;
  if new.content is distinct from old.content and new.revision <> old.revision + 1 then
    raise exception 'each change is counted' using errcode = '23514', constraint = 'drafts_counted';
  end if;
  if old.state = 'waiting' and new.state <> 'waiting' then
    delete from plans.approvals where draft_id = new.id;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION plans.keep_report()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.published_at is not null then
    raise exception 'a published report never changes' using errcode = '23514', constraint = 'reports_published';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$function$
;

CREATE OR REPLACE FUNCTION plans.note_author()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.content is distinct from old.content or new.reason is distinct from old.reason) then
    insert into plans.authors (draft_id, account_id) values (new.id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION plans.reported()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.id from plans.plans p join plans.written() w on w = p.id where p.version > 0 $function$
;

CREATE OR REPLACE FUNCTION plans.show_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update plans.plans set version = new.number where id = new.plan_id;
  delete from plans.drafts where id = new.draft_id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION plans.take_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  plan plans.plans;
  draft plans.drafts;
begin
  select * into plan from plans.plans p where p.id = new.plan_id for update;
  select * into draft from plans.drafts d where d.id = new.draft_id and d.plan_id = plan.id for update;
  if draft.id is null or draft.state <> 'waiting' or new.number <> plan.version + 1
    or exists (
      select
        from unnest(array[plan.office_id, plan.other_office_id]) as keeper
        left join plans.approvals a on a.office_id = keeper and a.draft_id = draft.id
       where keeper is not null and a.draft_id is null
    ) then
    raise exception 'the draft is not approved' using errcode = '23514', constraint = 'versions_approved';
  end if;
  new.lang := draft.lang;
  new.content := draft.content;
  new.reason := draft.reason;
  new.authors := array(select a.account_id from plans.authors a where a.draft_id = draft.id order by 1);
  new.approvers := array(select a.account_id from plans.approvals a where a.draft_id = draft.id order by 1);
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION plans.to_approve()
 RETURNS TABLE(draft_id uuid, office_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.id, o.office_id
    from plans.drafts d
    join plans.plans p on p.id = d.plan_id
    cross join lateral (values (p.office_id), (p.other_office_id)) as o (office_id)
   where d.state = 'waiting'
     and o.office_id is not null
     and (
       o.office_id in (select access.scopes('office', array['planner']))
       or (p.other_office_id is null and (select access.in_network(array['planner'])))
     )
     and not exists (select from plans.authors a where a.draft_id = d.id and a.account_id = kernel.actor())
     and not exists (select from plans.approvals a where a.draft_id = d.id and (a.office_id = o.office_id or a.account_id = kernel.actor()))
$function$
;

CREATE OR REPLACE FUNCTION plans.within()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id
    from plans.plans p
    join access.scopes('office', array['planner', 'editor', 'counsellor', 'office-manager']) s on s in (p.office_id, p.other_office_id)
  union
  select p.id from plans.plans p where (select access.in_network(array['planner']))
$function$
;

CREATE OR REPLACE FUNCTION plans.written()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id from plans.plans p join access.scopes('office', array['planner']) s on s in (p.office_id, p.other_office_id)
  union
  select p.id from plans.plans p where (select access.in_network(array['planner']))
$function$
;

CREATE OR REPLACE FUNCTION practicefairs.keep_fair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null then return new; end if;
  if new.state <> old.state and (old.state, new.state) not in (('draft', 'open'), ('open', 'withdrawn')) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  if new.state = 'open' and new.until_day < kernel.today() then
    raise exception 'its last day is over' using errcode = 'check_violation', constraint = 'fairs_over';
  end if;
  if new.state = 'open' and (select count(*) from practicefairs.stands s where s.fair_id = new.id) < 3 then
    raise exception 'it has fewer than three stands' using errcode = 'check_violation', constraint = 'fairs_few';
  end if;
  -- The application holds talks to the days of the fair; a day more on each side here, since only it converts hours.
  if exists (
    select from practicefairs.talks t
     where t.fair_id = new.id and (t.starts_at < new.from_day - 1 or t.starts_at >= new.until_day + 2)
  ) then
    raise exception 'a talk is on another day' using errcode = 'check_violation', constraint = 'fairs_talks';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION practicefairs.keep_stand_of_talk()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null
    and exists (select from practicefairs.fairs f where f.id = old.fair_id and f.state = 'open')
    and exists (
      select from practicefairs.talks t where t.fair_id = old.fair_id and t.practice_id = old.practice_id and t.called_off is null
    ) then
    raise exception 'a talk takes place there' using errcode = 'check_violation', constraint = 'stands_talks';
  end if;
  return old;
end
$function$
;

CREATE OR REPLACE FUNCTION practicefairs.keep_stands()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null
    and exists (select from practicefairs.fairs f where f.id = old.fair_id and f.state = 'open')
    and (select count(*) from practicefairs.stands s where s.fair_id = old.fair_id) < 3 then
    raise exception 'an open fair keeps three stands' using errcode = 'check_violation', constraint = 'fairs_few';
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION practicefairs.keep_talks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null then return new; end if;
  if old.called_off is not null then
    raise exception 'it was called off' using errcode = 'check_violation', constraint = 'talks_called_off';
  end if;
  if new.called_off is not null and not exists (select from practicefairs.fairs f where f.id = new.fair_id and f.state = 'open') then
    raise exception 'a talk of a draft is taken out' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION practicefairs.may_write()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['editor']) $function$
;

CREATE OR REPLACE FUNCTION practicefairs.writable()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from practicefairs.fairs
   where (state = 'draft' or (state = 'open' and until_day >= kernel.today())) and (select practicefairs.may_write())
$function$
;

CREATE OR REPLACE FUNCTION practices.are_features(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select jsonb_typeof(value) = 'array'
     and not exists (
       select from jsonb_array_elements(value) as item
        where item ->> 'feature' !~ '^[a-z]+(-[a-z]+)*$' or not coalesce(kernel.is_translated(item -> 'reason'), false)
     )
$function$
;

CREATE OR REPLACE FUNCTION practices.are_pictures(value jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select jsonb_typeof(value) = 'array'
     and jsonb_array_length(value) <= 6
     and not exists (
       select from jsonb_array_elements(value) as item
        where not coalesce(item ->> 'id' ~ '^[0-9a-f-]{36}$' and kernel.is_translated(item -> 'words'), false)
     )
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

CREATE OR REPLACE FUNCTION practices.guard_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.state = 'waiting' and new.content is distinct from old.content then
    raise exception 'the draft waits for an editor' using errcode = '23514', constraint = 'drafts_waiting';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION practices.keep_pictures()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update practices.pictures p
     set draft_id = null, practice_id = new.practice_id
   where p.draft_id = new.draft_id
     and p.id in (select (item ->> 'id')::uuid from jsonb_array_elements(coalesce(new.content -> 'pictures', '[]')) as item);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION practices.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.version = old.version then
    -- `search` is computed after this trigger.
    if old.version > 0 and to_jsonb(new) - 'search' is distinct from to_jsonb(old) - 'search' then
      raise exception 'a sheet with versions changes by a version' using errcode = '23514', constraint = 'practices_by_version';
    end if;
  elsif new.version < old.version
    or not exists (select from practices.versions v where v.practice_id = new.id and v.number = new.version) then
    raise exception 'there is no such version' using errcode = '23514', constraint = 'practices_by_version';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION practices.note_author()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.content is distinct from old.content) then
    insert into practices.authors (draft_id, account_id) values (new.id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION practices.take_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  draft practices.drafts;
begin
  if new.draft_id is null then return new; end if;
  select * into draft from practices.drafts d where d.id = new.draft_id for update;
  if draft.id is null or draft.state <> 'waiting'
    or not exists (select from practices.practices p where p.id = new.practice_id and p.code = draft.code) then
    raise exception 'no such draft waits' using errcode = '23514', constraint = 'versions_waiting';
  end if;
  -- A picture of somebody else's draft would be open to everybody by this version.
  if exists (
    select from practices.pictures p
     where p.id in (select (item ->> 'id')::uuid from jsonb_array_elements(coalesce(draft.content -> 'pictures', '[]')) as item)
       and p.draft_id is distinct from draft.id
       and p.practice_id is distinct from new.practice_id
  ) then
    raise exception 'a picture of another sheet' using errcode = '23514', constraint = 'versions_pictures';
  end if;
  new.content := draft.content;
  new.office_id := draft.office_id;
  new.reason := draft.reason;
  new.authors := array(select a.account_id from practices.authors a where a.draft_id = draft.id order by 1);
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION projects.convened()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.id from projects.meetings m
   where m.state in ('planned', 'held')
     and (m.project_id in (select projects.led()) or (m.project_id, m.office_id) in (select w.project_id, w.office_id from projects.works() w))
$function$
;

CREATE OR REPLACE FUNCTION projects.drop_file()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and old.file_id is not null and new.file_id is distinct from old.file_id then
    delete from files.files where id = old.file_id;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION projects.evaluated()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select e.project_id from projects.evaluations e where e.published_at is not null and e.project_id in (select projects.published()) $function$
;

CREATE OR REPLACE FUNCTION projects.files()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.file_id from projects.deliverables d
   where d.file_id is not null
     and (d.project_id in (select projects.known()) or (d.state = 'accepted' and d.project_id in (select projects.published())))
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_deliverable()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_evaluation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_finding()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and not exists (
    select from projects.criteria c where c.id = new.criterion_id and c.project_id = new.project_id and c.agreed_on is not null) then
    raise exception 'this was not agreed' using errcode = 'check_violation', constraint = 'findings_agreed';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_package()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user = 'ponte_app' and (new.number, new.office_id) is distinct from (old.number, old.office_id)
    and old.project_id not in (select projects.led()) then
    raise exception 'the lead hands packages over' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_partner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION projects.keep_responsible()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.office_id is distinct from old.office_id) and exists (
    select from projects.partners p where p.project_id = new.project_id and p.office_id = new.office_id and p.left_on is not null) then
    raise exception 'this office leaves or has left' using errcode = 'check_violation', constraint = 'partners_here';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION projects.known()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.project_id from projects.partners p join projects.staff() o on o = p.office_id where p.left_on is null or p.left_on >= current_date $function$
;

CREATE OR REPLACE FUNCTION projects.led()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.id from projects.projects p join projects.offices() o on o = p.lead_id $function$
;

CREATE OR REPLACE FUNCTION projects.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION projects.offices()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['office-manager', 'planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION projects.published()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from projects.projects where published_at is not null $function$
;

CREATE OR REPLACE FUNCTION projects.staff()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer', 'planner', 'editor']) $function$
;

CREATE OR REPLACE FUNCTION projects.told()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select e.id from projects.evaluations e where e.published_at is not null and e.project_id in (select projects.published()) $function$
;

CREATE OR REPLACE FUNCTION projects.unpublished()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select e.id from projects.evaluations e where e.published_at is null and e.project_id in (select projects.led()) $function$
;

CREATE OR REPLACE FUNCTION projects.works()
 RETURNS TABLE(project_id uuid, office_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.project_id, p.office_id from projects.partners p join projects.offices() o on o = p.office_id where p.left_on is null or p.left_on >= current_date $function$
;

CREATE OR REPLACE FUNCTION readiness.count_change(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with latest as (
    select distinct on (a.person_id) a.id, a.person_id, a.office_id, a.finished_at
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  ), pairs as (
    select distinct on (a.person_id) a.person_id, l.office_id, a.id as first_id, l.id as latest_id
      from latest l
      join readiness.assessments a on a.person_id = l.person_id and a.id <> l.id and a.finished_at < l.finished_at
     order by a.person_id, a.finished_at, a.id
  ), levels as (
    -- Where the two sides differ the more careful one counts, as it does for the result.
    select p.person_id, p.office_id, r.area, r.assessment_id = p.latest_id as after,
           min(case r.level when 'weak' then 0 when 'middle' then 1 else 2 end) as level
      from pairs p
      join readiness.area_results r on r.assessment_id in (p.first_id, p.latest_id)
     group by p.person_id, p.office_id, r.area, r.assessment_id = p.latest_id
  ), moved as (
    select b.person_id, b.office_id, sum(a.level - b.level) as by
      from levels b
      join levels a on a.person_id = b.person_id and a.area = b.area and a.after and not b.after
     group by b.person_id, b.office_id
  )
  select m.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, case when m.by > 0 then 'further' when m.by = 0 then 'same' else 'less' end, count(*)
    from moved m
    join tracks.counted k on k.person_id = m.person_id
   group by m.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, case when m.by > 0 then 'further' when m.by = 0 then 'same' else 'less' end
$function$
;

CREATE OR REPLACE FUNCTION readiness.count_distance(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone, of_track text)
 RETURNS TABLE(office_id uuid, origin_place_id uuid, residence_place_id uuid, area text, moment text, level text, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION readiness.count_results(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone, of_track text)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], result text, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with latest as (
    select distinct on (a.person_id) a.person_id, a.office_id, a.result
      from readiness.assessments a
     where a.office_id = any (of_offices)
       and a.office_id in (select access.countable())
       and a.finished_at >= from_moment and a.finished_at < to_moment
     order by a.person_id, a.finished_at desc, a.id desc
  )
  select l.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, l.result, count(*)
    from latest l
    join tracks.counted k on k.person_id = l.person_id
   where of_track is null or of_track = any (k.tracks)
   group by l.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, l.result
$function$
;

CREATE OR REPLACE FUNCTION readiness.keep_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform from readiness.assessments where id = new.assessment_id and finished_at is null for share;
  if not found then
    raise exception 'the assessment is finished' using errcode = 'check_violation', constraint = 'answers_frozen';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION readiness.keep_finished()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.finished_at is not null then
    raise exception 'a finished assessment stays as it is' using errcode = 'check_violation', constraint = 'assessments_frozen';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION readiness.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is null then return new; end if;
  if tg_op = 'INSERT' and new.version_id is distinct from readiness.newest_version() then
    raise exception 'an assessment is begun with the newest questions' using errcode = 'check_violation', constraint = 'assessments_newest';
  end if;
  if tg_op = 'UPDATE' and new.version_id is distinct from old.version_id then
    raise exception 'an assessment keeps its questions' using errcode = 'check_violation', constraint = 'assessments_frozen';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION readiness.newest_version()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select v.id
    from instruments.versions v
    join instruments.instruments i on i.id = v.instrument_id
   where i.code = 'readiness'
   order by v.number desc
   limit 1
$function$
;

CREATE OR REPLACE FUNCTION remittances.may_keep()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$ select access.in_network(array['administrator', 'editor', 'planner']) $function$
;

CREATE OR REPLACE FUNCTION returns.count_follow_ups(of_offices uuid[], from_day date, until_day date)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, follow_ups bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select f.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state, count(*)
    from returns.follow_ups f
    join tracks.counted k on k.person_id = f.person_id
   cross join lateral (
     select case
              when f.done_on is null then case when f.due_on < current_date then 'overdue' else 'to-come' end
              when cardinality(f.signs) > 0 then 'with-sign'
              else 'without-sign'
            end as state
   ) s
   where f.office_id = any (of_offices)
     and f.office_id in (select access.countable())
     and coalesce(f.done_on, f.due_on) between from_day and until_day
   group by f.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, s.state
$function$
;

CREATE OR REPLACE FUNCTION returns.count_returns(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], leaving text, arriving text, state text, returns bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.leaving, p.arriving, p.state, count(*)
    from returns.plans p
    join tracks.counted k on k.person_id = p.person_id
   where p.office_id = any (of_offices)
     and p.office_id in (select access.countable())
     and p.created_at >= from_moment and p.created_at < to_moment
   group by p.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, p.leaving, p.arriving, p.state
$function$
;

CREATE OR REPLACE FUNCTION returns.guard_plan()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- What came before this network, or tells the demonstration, is written by the owner.
  if current_user = 'ponte_owner' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'considering' or new.informed_at is not null or new.decided_at is not null then
      raise exception 'a return begins with considering it' using errcode = 'check_violation', constraint = 'plans_state_follows';
    end if;
    return new;
  end if;
  if old.state = new.state then
    -- The days of the journey and the decision belong to their step.
    if (old.decided_how, old.left_on, old.arrived_on) is distinct from (new.decided_how, new.left_on, new.arrived_on) then
      raise exception 'this belongs to a step' using errcode = 'check_violation', constraint = 'plans_state_follows';
    end if;
    return new;
  end if;
  if not returns.may_become(old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = 'plans_state_follows';
  end if;
  if new.state in ('prepared', 'reintegrating', 'settled') and new.office_id not in (select access.desks()) then
    raise exception 'the desk says so' using errcode = 'check_violation', constraint = 'plans_desk_only';
  end if;
  if new.state = 'informed' then new.informed_at := now(); end if;
  if new.state = 'decided' then
    if now() < old.informed_at + make_interval(days => old.think_days) then
      raise exception 'the time to think is not over' using errcode = 'check_violation', constraint = 'plans_time_to_think';
    end if;
    if new.decided_how = 'on-line' and new.person_id not in (select access.own_subjects()) then
      raise exception 'only the person decides on line' using errcode = 'check_violation', constraint = 'plans_own_decision';
    end if;
    if new.decided_how <> 'on-line' and new.office_id not in (select access.desks()) then
      raise exception 'the desk records what was said there' using errcode = 'check_violation', constraint = 'plans_own_decision';
    end if;
    new.decided_at := now();
  end if;
  if new.state = 'prepared' and new.venture_id is not null and not exists (
    select from returns.checks c where c.plan_id = new.id and c.venture_id = new.venture_id and c.answer is not null
  ) then
    raise exception 'the office at the other end has not answered' using errcode = 'check_violation', constraint = 'plans_checked_first';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION returns.guard_rule()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (old.topic, old.leaving, old.arriving, old.question, old.keeps, old.loses, old.ask_for, old.ask_where, old.ask_by,
      old.source_name, old.source_url, old.valid_from, old.valid_until)
     is distinct from
     (new.topic, new.leaving, new.arriving, new.question, new.keeps, new.loses, new.ask_for, new.ask_where, new.ask_by,
      new.source_name, new.source_url, new.valid_from, new.valid_until) then
    new.confirmed_by := null;
    new.confirmed_on := null;
  end if;
  new.confirmed_account := case when new.confirmed_by is not null then coalesce(kernel.actor(), new.confirmed_account) end;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION returns.guard_section()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- What came before this network, or is restored, is written by the owner.
  if current_user = 'ponte_owner' then return new; end if;
  if new.section like 'there-%' and not exists (
    select from returns.plans p where p.id = new.plan_id and p.state in ('arrived', 'reintegrating')
  ) then
    raise exception 'the reintegration plan begins with the arrival' using errcode = 'check_violation', constraint = 'sections_after_arrival';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION returns.may_become(old_state text, new_state text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select (old_state, new_state) in (
           ('considering', 'informed'), ('informed', 'decided'), ('decided', 'prepared'), ('prepared', 'left'), ('left', 'arrived'),
           ('arrived', 'reintegrating'), ('reintegrating', 'settled'))
      or (new_state = 'withdrawn' and old_state not in ('settled', 'withdrawn'))
$function$
;

CREATE OR REPLACE FUNCTION returns.plan_follow_ups()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into returns.follow_ups (id, plan_id, person_id, office_id, months, due_on)
  select gen_random_uuid(), new.id, new.person_id, new.office_id, point,
         (coalesce(new.arrived_on, current_date) + make_interval(months => point))::date
    from unnest(array[1, 3, 6, 12]) as point
  on conflict on constraint follow_ups_once do nothing;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION returns.tell_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into returns.moves (plan_id, person_id, office_id, from_state, to_state, by_account)
  values (new.id, new.person_id, new.office_id, case when tg_op = 'UPDATE' then old.state end, new.state, kernel.actor());
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION returns.tell_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into returns.rule_history (rule_id, by_account, kind, state)
  values (
    new.id,
    kernel.actor(),
    case
      when tg_op = 'INSERT' then 'created'
      when new.confirmed_by is not null and (old.confirmed_by, old.confirmed_on) is distinct from (new.confirmed_by, new.confirmed_on) then 'confirmed'
      when old.confirmed_by is not null
        and to_jsonb(new) = to_jsonb(old) || '{"confirmed_by": null, "confirmed_on": null, "confirmed_account": null}' then 'unconfirmed'
      else 'changed'
    end,
    to_jsonb(new)
  );
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION tracks.keep_basis()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION tracks.known()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$ select array['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth'] $function$
;

CREATE OR REPLACE FUNCTION trade.asking()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from trade.interests where from_venture_id in (select ventures.founded())
   union all
  select id from trade.interests where organisation_id in (select access.organisations())
   union all
  select id from trade.interests where from_office_id in (select access.desks())
$function$
;

CREATE OR REPLACE FUNCTION trade.attended_fairs()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select fair_id from trade.fair_participants where state = 'approved' and id in (select trade.attending())
$function$
;

CREATE OR REPLACE FUNCTION trade.attending()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from trade.fair_participants where venture_id in (select ventures.founded())
   union all
  select id from trade.fair_participants where organisation_id in (select access.organisations())
   union all
  select id from trade.fair_participants where office_id in (select access.desks())
$function$
;

CREATE OR REPLACE FUNCTION trade.clear_seats()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from trade.fair_meetings where first_id = new.id or second_id = new.id;
  update trade.fair_wishes set unmet = 'not-coming' where participant_id = new.id or wished_id = new.id;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.count_corridor(of_corridor uuid)
 RETURNS TABLE(meetings bigint, contracts bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case when meetings between 1 and 4 then null else meetings end, case when contracts between 1 and 4 then null else contracts end
    from (
      select (select count(*) from trade.fair_meetings m join trade.fairs f on f.id = m.fair_id
               where f.corridor_id = of_corridor and m.first_came and m.second_came) as meetings,
             (select count(distinct u.interest_id)
                from trade.follow_ups u
                join trade.interests i on i.id = u.interest_id
                join trade.offers o on o.id = i.offer_id
               where o.corridor_id = of_corridor and u.contract = 'yes') as contracts
    ) counted
$function$
;

CREATE OR REPLACE FUNCTION trade.count_trade(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone, of_track text)
 RETURNS TABLE(office_id uuid, corridor_id uuid, what text, measure text, times bigint, amount numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with tracked as (
    select f.venture_id
      from ventures.founders f
      join tracks.counted k on k.person_id = f.person_id
     where f.left_at is null and of_track = any (k.tracks)
  ), contacts as (
    select i.id, i.office_id, o.corridor_id, i.confirmed_at
      from trade.interests i
      join trade.offers o on o.id = i.offer_id
     where of_track is null or i.venture_id in (select venture_id from tracked) or i.from_venture_id in (select venture_id from tracked)
  ), said as (
    select distinct on (c.id) c.office_id, c.corridor_id, f.met, f.contract, f.quantity, f.unit, f.value_minor, f.currency
      from contacts c
      join trade.follow_ups f on f.interest_id = c.id
     where f.answered_at >= from_moment and f.answered_at < to_moment
     order by c.id, (f.contract = 'yes') desc, (f.met = 'yes') desc, f.side desc
  ), counted as (
    select o.office_id, o.corridor_id, o.kind as what, null::text as measure, 1::bigint as times, null::numeric as amount
      from trade.offers o
     where o.published_at >= from_moment and o.published_at < to_moment and (of_track is null or o.venture_id in (select venture_id from tracked))
     union all
    select c.office_id, c.corridor_id, 'interest', null, 1, null
      from contacts c
     where c.confirmed_at >= from_moment and c.confirmed_at < to_moment
     union all
    select f.office_id, f.corridor_id, 'meeting', null, 1, null
      from trade.fair_meetings m
      join trade.fairs f on f.id = m.fair_id
      join trade.fair_participants a on a.id = m.first_id
      join trade.fair_participants b on b.id = m.second_id
     where m.first_came and m.second_came and m.starts_at >= from_moment and m.starts_at < to_moment
       and (of_track is null or a.venture_id in (select venture_id from tracked) or b.venture_id in (select venture_id from tracked))
     union all
    select s.office_id, s.corridor_id, 'met', null, 1, null from said s where s.met = 'yes'
     union all
    select s.office_id, s.corridor_id, 'contract', null, 1, null from said s where s.contract = 'yes'
     union all
    select s.office_id, s.corridor_id, 'volume', s.unit, 1, s.quantity from said s where s.quantity is not null
     union all
    select s.office_id, s.corridor_id, 'value', s.currency, 1, s.value_minor from said s where s.value_minor is not null
  )
  select c.office_id, c.corridor_id, c.what, c.measure, sum(c.times)::bigint, sum(c.amount)
    from counted c
   where c.office_id = any (of_offices)
     and c.office_id in (select access.countable())
   group by c.office_id, c.corridor_id, c.what, c.measure
$function$
;

CREATE OR REPLACE FUNCTION trade.guard_fair()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.office_id := old.office_id;
  if (new.first_day, new.last_day, new.opens, new.closes, new.pause_from, new.pause_until, new.time_zone, new.slot_minutes, new.tables)
       is distinct from
     (old.first_day, old.last_day, old.opens, old.closes, old.pause_from, old.pause_until, old.time_zone, old.slot_minutes, old.tables)
     and exists (select from trade.fair_meetings where fair_id = new.id) then
    raise exception 'a fair with meetings keeps its times' using errcode = 'check_violation', constraint = 'fairs_scheduled';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.guard_interest()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  asks boolean := new.from_venture_id in (select ventures.founded())
    or new.organisation_id in (select access.organisations())
    or new.from_office_id in (select access.desks());
  owns boolean := new.venture_id in (select ventures.founded()) or new.office_id in (select access.desks());
  asked timestamptz;
  answered timestamptz;
begin
  if tg_op = 'UPDATE' then
    asked := old.asker_confirmed_at;
    answered := old.owner_confirmed_at;
    if old.ended_at is not null and (new.ended_at, new.ended_by, new.asker_confirmed_at, new.owner_confirmed_at)
         is distinct from (old.ended_at, old.ended_by, old.asker_confirmed_at, old.owner_confirmed_at) then
      raise exception 'an interest that ended does not come back' using errcode = 'check_violation', constraint = 'interests_ended';
    end if;
    new.confirmed_at := old.confirmed_at;
  else
    new.confirmed_at := null;
  end if;
  if (new.asker_confirmed_at is distinct from asked and asks is not true)
     or (new.owner_confirmed_at is distinct from answered and owns is not true) then
    raise exception 'a side confirms for itself only' using errcode = 'insufficient_privilege';
  end if;
  if new.asker_confirmed_at is not null and new.owner_confirmed_at is not null then
    new.confirmed_at := coalesce(new.confirmed_at, now());
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.guard_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.table_number > (select tables from trade.fairs where id = new.fair_id) then
    raise exception 'there is no such table' using errcode = 'check_violation', constraint = 'fair_meetings_table_number';
  end if;
  if tg_op = 'UPDATE' then
    new.first_id := old.first_id;
    new.second_id := old.second_id;
    new.fair_id := old.fair_id;
    if (new.starts_at, new.table_number, new.link) is distinct from (old.starts_at, old.table_number, old.link) then
      new.sequence := old.sequence + 1;
      new.changed_at := now();
    end if;
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.guard_offer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'INSERT' then
    new.revision := 1;
    new.photos := 0;
    new.valid_from := current_date;
  else
    new.revision := old.revision + case
      when (new.kind, new.what, new.hs_code, new.sector, new.title, new.description, new.quantity, new.unit, new.per, new.months,
            new.incoterm, new.term_place, new.certificates, new.languages, new.corridor_id, new.at_end, new.photos)
        is distinct from
           (old.kind, old.what, old.hs_code, old.sector, old.title, old.description, old.quantity, old.unit, old.per, old.months,
            old.incoterm, old.term_place, old.certificates, old.languages, old.corridor_id, old.at_end, old.photos)
      then 1 else 0 end;
    new.valid_from := case when new.valid_until is distinct from old.valid_until then current_date else old.valid_from end;
    new.venture_id := old.venture_id;
  end if;
  if new.state in ('published', 'expired')
     and not exists (select from trade.reviews where offer_id = new.id and revision = new.revision and outcome = 'published') then
    raise exception 'an offer that was not reviewed is not published' using errcode = 'check_violation', constraint = 'offers_reviewed';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.guard_participant()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  fair trade.fairs;
  hosts boolean := new.fair_id in (select trade.hosted_fairs());
begin
  if tg_op = 'UPDATE' then
    new.fair_id := old.fair_id;
    new.venture_id := old.venture_id;
    new.organisation_id := old.organisation_id;
    if new.state is distinct from old.state and kernel.actor() is not null then
      if new.state in ('approved', 'declined') and hosts is not true then
        raise exception 'the office decides who comes' using errcode = 'insufficient_privilege';
      end if;
      if new.state in ('asked', 'withdrawn') and new.id not in (select trade.attending()) then
        raise exception 'a participant withdraws for themselves' using errcode = 'insufficient_privilege';
      end if;
    end if;
    return new;
  end if;
  select * into fair from trade.fairs where id = new.fair_id;
  if new.state <> 'asked' or fair.state <> 'announced'
     or current_date < fair.registers_from or current_date > fair.registers_until then
    raise exception 'the fair does not take registrations' using errcode = 'check_violation', constraint = 'fair_participants_open';
  end if;
  if not (case when new.organisation_id is null then 'ventures' else 'organisations' end = any (fair.who_may))
     or (new.offer_id is not null and not exists (
       select from trade.offers
        where id = new.offer_id and corridor_id = fair.corridor_id and state = 'published' and valid_until >= current_date)) then
    raise exception 'the fair is not for them' using errcode = 'check_violation', constraint = 'fair_participants_may';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.hosted_fairs()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from trade.fairs where office_id in (select access.desks())
   union all
  select id from trade.fairs where partner_office_id in (select access.desks())
$function$
;

CREATE OR REPLACE FUNCTION trade.note_author()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.revision <> old.revision) then
    insert into trade.authors (offer_id, office_id, account_id) values (new.id, new.office_id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.note_photos()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update trade.offers
     set photos = photos + 1, state = case when state = 'waiting' then 'waiting' else 'draft' end, updated_at = now()
   where id = coalesce(new.offer_id, old.offer_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.opened_interests()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id
    from trade.interests
   where confirmed_at is not null and ended_at is null
     and (venture_id in (select ventures.founded()) or office_id in (select access.desks()))
$function$
;

CREATE OR REPLACE FUNCTION trade.opened_offers()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select offer_id
    from trade.interests
   where confirmed_at is not null and ended_at is null and id in (select trade.asking())
$function$
;

CREATE OR REPLACE FUNCTION trade.owning()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from trade.interests where venture_id in (select ventures.founded())
   union all
  select id from trade.interests where office_id in (select access.desks())
$function$
;

CREATE OR REPLACE FUNCTION trade.plan_follow_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.confirmed_at is not null then
    insert into trade.follow_ups (interest_id, side, due_on)
    select new.id, side, (new.confirmed_at + interval '6 months')::date from unnest(array['asker', 'owner']) side
        on conflict do nothing;
  end if;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.seat_meeting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into trade.fair_seats (meeting_id, fair_id, starts_at, participant_id)
  values (new.id, new.fair_id, new.starts_at, new.first_id), (new.id, new.fair_id, new.starts_at, new.second_id);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION trade.shown_schedules()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select id from trade.fairs where state in ('published', 'ended')
$function$
;

CREATE OR REPLACE FUNCTION trade.tell_fact()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into trade.fact_history (fact_id, by_account, state) values (new.id, kernel.actor(), to_jsonb(new));
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION transfers.asked()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from transfers.questions where account_id = kernel.actor() and kernel.assurance() >= 1 $function$
;

CREATE OR REPLACE FUNCTION transfers.authored()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.id from practices.practices p join access.scopes('office', array['planner', 'editor']) s on s = p.keeper_id $function$
;

CREATE OR REPLACE FUNCTION transfers.count_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.revision := old.revision + 1;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION transfers.discussion(practice uuid)
 RETURNS TABLE(id uuid, reply_to uuid, question_id uuid, office_id uuid, organisation_id uuid, written_at timestamp with time zone, standing text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.id, c.reply_to, c.question_id, c.office_id, c.organisation_id, c.written_at,
         case when c.words is null then 'taken-back' when c.hidden_at is not null then 'hidden' else 'shown' end
    from transfers.contributions c
   where c.practice_id = practice
     and (c.words is not null or exists (select from transfers.contributions r where r.reply_to = c.id and r.words is not null))
     and (c.question_id is null or exists (
            select from transfers.questions q where q.id = c.question_id and q.answer is not null and q.agreed and q.hidden_at is null))
$function$
;

CREATE OR REPLACE FUNCTION transfers.empty_contribution()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.words := null;
  new.hidden_at := null;
  new.hidden_reason := null;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION transfers.guard_question()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if current_user <> 'ponte_app' then return new; end if;
  if (new.answer, new.answer_language, new.answered_at, new.answered_for)
       is distinct from (old.answer, old.answer_language, old.answered_at, old.answered_for)
    and not transfers.may_answer(new.practice_id) then
    raise exception 'only the authors answer' using errcode = '42501';
  end if;
  if (new.hidden_at, new.hidden_reason) is distinct from (old.hidden_at, old.hidden_reason)
    and not access.in_network(array['editor']) then
    raise exception 'only an editor of the network hides' using errcode = '42501';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION transfers.in_territory(office uuid, place uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with recursive up (id, parent_id, depth) as (
    select p.id, p.parent_id, 0 from places.places p where p.id = place
    union all
    select p.id, p.parent_id, up.depth + 1 from up join places.places p on p.id = up.parent_id where up.depth < 20
  )
  select exists (select from offices.offices o where o.id = office and o.place_id = place)
      or exists (select from offices.territories t join up on up.id = t.place_id where t.office_id = office)
      or exists (
        select from offices.territories t
          join places.members m on m.area_id = t.place_id
          join up on up.id = m.member_id
         where t.office_id = office
      )
$function$
;

CREATE OR REPLACE FUNCTION transfers.kept()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select p.id from transfers.profiles p join access.scopes('office', array['planner', 'office-manager']) s on s = p.office_id $function$
;

CREATE OR REPLACE FUNCTION transfers.may_answer(practice uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select practice in (select transfers.authored())
      or (access.in_network(array['editor']) and exists (select from practices.practices p where p.id = practice and p.keeper_id is null))
$function$
;

CREATE OR REPLACE FUNCTION transfers.moderated()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id from practices.practices p
   where p.keeper_id in (select access.scopes('office', array['editor'])) or (select access.in_network(array['editor']))
$function$
;

CREATE OR REPLACE FUNCTION transfers.shown()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id from transfers.profiles p where p.public
  union
  select p.id from transfers.profiles p join access.scopes('office', array['planner', 'editor', 'office-manager', 'counsellor']) s on s = p.office_id
$function$
;

CREATE OR REPLACE FUNCTION transfers.take_back(contribution uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with gone as (
    update transfers.contributions set account_id = null
     where id = contribution and account_id = kernel.actor() and kernel.assurance() >= 1
    returning 1)
  select exists (select from gone)
$function$
;

CREATE OR REPLACE FUNCTION transfers.takes_reply(practice uuid, contribution uuid, question uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (contribution is null or exists (
            select from transfers.contributions c
             where c.id = contribution and c.practice_id = practice and c.reply_to is null and c.question_id is null
               and c.words is not null and c.hidden_at is null))
     and (question is null or exists (
            select from transfers.questions q
             where q.id = question and q.practice_id = practice and q.answer is not null and q.agreed and q.hidden_at is null))
$function$
;

CREATE OR REPLACE FUNCTION transfers.written()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select id from transfers.contributions where account_id = kernel.actor() and kernel.assurance() >= 1 $function$
;

CREATE OR REPLACE FUNCTION ventures.count_started(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, gender text, origin_place_id uuid, residence_place_id uuid, tracks text[], state text, ventures bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with steps as (
    select e.venture_id, e.at, e.kind, e.to_value
      from ventures.events e
     where e.kind in ('created', 'changed', 'stage', 'follow-up') and e.to_value is not null
  ), started as (
    select s.venture_id, min(s.at) as at
      from steps s
     where s.kind <> 'created' and s.to_value in ('trading', 'growing')
       and not exists (
         select from steps c where c.venture_id = s.venture_id and c.kind = 'created' and c.to_value in ('trading', 'growing', 'paused', 'closed')
       )
     group by s.venture_id
  ), told as (
    select venture_id, 'started' as state from started where at >= from_moment and at < to_moment
     union all
    select s.venture_id, coalesce(last.state, 'not-known')
      from started s
      left join lateral (
        select case
                 when e.to_value in ('trading', 'growing') then 'alive'
                 when e.to_value = 'closed' then 'closed'
                 else 'paused'
               end as state
          from steps e
         where e.venture_id = s.venture_id
           and e.at <= s.at + interval '15 months'
           and (e.at >= s.at + interval '9 months' or e.to_value = 'closed')
         order by e.at desc
         limit 1
      ) last on true
     where s.at + interval '12 months' >= from_moment and s.at + interval '12 months' < to_moment
       and s.at + interval '12 months' <= now()
  )
  select v.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, t.state, count(*)
    from told t
    join ventures.ventures v on v.id = t.venture_id
    join tracks.counted k on k.person_id = v.lead_person_id
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
   group by v.office_id, k.gender, k.origin_place_id, k.residence_place_id, k.tracks, t.state
$function$
;

CREATE OR REPLACE FUNCTION ventures.count_ventures(of_offices uuid[], from_moment timestamp with time zone, to_moment timestamp with time zone)
 RETURNS TABLE(office_id uuid, stage text, sector text, ventures bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select v.office_id, v.stage, v.sector, count(*)
    from ventures.ventures v
   where v.office_id = any (of_offices) and v.office_id in (select access.countable())
     and (from_moment is null or v.created_at >= from_moment)
     and (to_moment is null or v.created_at < to_moment)
   group by v.office_id, v.stage, v.sector
$function$
;

CREATE OR REPLACE FUNCTION ventures.founded()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select venture_id
    from ventures.founders
   where left_at is null and person_id in (select access.own_subjects())
$function$
;

CREATE OR REPLACE FUNCTION ventures.leave_to_others(of_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  led record;
  next_lead record;
begin
  for led in select id, office_id from ventures.ventures where lead_person_id = of_person for update loop
    select f.person_id, f.person_office_id into next_lead
      from ventures.founders f
     where f.venture_id = led.id and f.left_at is null and f.person_id <> of_person
     order by f.person_office_id = led.office_id desc, f.joined_at, f.person_id
     limit 1;
    if found then
      update ventures.ventures
         set lead_person_id = next_lead.person_id, office_id = next_lead.person_office_id, updated_at = now()
       where id = led.id;
      insert into ventures.events (id, venture_id, office_id, kind, by_account)
      values (gen_random_uuid(), led.id, next_lead.person_office_id, 'founder-left', kernel.actor());
    end if;
  end loop;
end
$function$
;

CREATE OR REPLACE FUNCTION ventures.shared()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select venture_id from ventures.founders where left_at is null and person_id in (select access.own_subjects())
   union all
  select venture_id from ventures.founders where left_at is null and person_id in (select consent.subjects('venture'))
$function$
;

CREATE OR REPLACE FUNCTION ventures.shared_part(part text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select venture_id
    from ventures.founders
   where left_at is null and person_id in (select consent.subjects(part))
$function$
;

-- triggers

CREATE CONSTRAINT TRIGGER complete AFTER INSERT ON ledger.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.guard_complete();

CREATE CONSTRAINT TRIGGER revise AFTER INSERT OR DELETE ON directory.vocabulary DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directory.vocabulary_changed();

CREATE TRIGGER agree_joint_project AFTER UPDATE OF answer ON associations.joint_partners FOR EACH ROW WHEN (((new.answer = 'yes'::text) AND (old.answer IS DISTINCT FROM 'yes'::text))) EXECUTE FUNCTION associations.agree_joint_project();

CREATE TRIGGER analyses_show BEFORE INSERT OR UPDATE ON analyses.analyses FOR EACH ROW EXECUTE FUNCTION analyses.show_version();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entries FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.exchanges FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.postings FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.seals FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER append_only BEFORE TRUNCATE ON ledger.accounts FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER append_only BEFORE TRUNCATE ON ledger.books FOR EACH STATEMENT EXECUTE FUNCTION ledger.append_only();

CREATE TRIGGER arrived AFTER UPDATE OF state ON returns.plans FOR EACH ROW WHEN (((old.state <> new.state) AND (new.state = 'arrived'::text))) EXECUTE FUNCTION returns.plan_follow_ups();

CREATE TRIGGER cases_follow AFTER UPDATE OF withdrawn_at ON consent.grants FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION cases.follow_grant();

CREATE TRIGGER comparisons_show BEFORE INSERT OR UPDATE ON benchmarks.comparisons FOR EACH ROW EXECUTE FUNCTION benchmarks.show_version();

CREATE TRIGGER contributions_empty BEFORE UPDATE OF account_id ON transfers.contributions FOR EACH ROW WHEN (((new.account_id IS NULL) AND (old.account_id IS NOT NULL))) EXECUTE FUNCTION transfers.empty_contribution();

CREATE TRIGGER destruction_is_final BEFORE UPDATE ON access.subject_keys FOR EACH ROW EXECUTE FUNCTION access.destruction_is_final();

CREATE TRIGGER drafts_author AFTER INSERT OR UPDATE ON plans.drafts FOR EACH ROW EXECUTE FUNCTION plans.note_author();

CREATE TRIGGER drafts_author AFTER INSERT OR UPDATE ON practices.drafts FOR EACH ROW EXECUTE FUNCTION practices.note_author();

CREATE TRIGGER drafts_guard BEFORE UPDATE ON plans.drafts FOR EACH ROW EXECUTE FUNCTION plans.guard_draft();

CREATE TRIGGER drafts_guard BEFORE UPDATE ON practices.drafts FOR EACH ROW EXECUTE FUNCTION practices.guard_draft();

CREATE TRIGGER drop_file AFTER DELETE OR UPDATE ON forums.points FOR EACH ROW EXECUTE FUNCTION forums.drop_file();

CREATE TRIGGER drop_file AFTER UPDATE ON projects.deliverables FOR EACH ROW EXECUTE FUNCTION projects.drop_file();

CREATE TRIGGER end_grant AFTER UPDATE OF state ON loans.applications FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND (new.state = ANY (ARRAY['declined'::text, 'withdrawn'::text])))) EXECUTE FUNCTION loans.end_grant();

CREATE TRIGGER end_mentoring AFTER UPDATE OF ended_at ON access.assignments FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL) AND (new.role = 'mentor'::text))) EXECUTE FUNCTION mentoring.end_with_role();

CREATE TRIGGER end_reviews AFTER UPDATE OF ended_at ON access.assignments FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL) AND (new.role = 'expert'::text))) EXECUTE FUNCTION businessplans.end_with_role();

CREATE TRIGGER facts_tell AFTER INSERT OR UPDATE ON trade.facts FOR EACH ROW EXECUTE FUNCTION trade.tell_fact();

CREATE TRIGGER fair_meetings_guard BEFORE INSERT OR UPDATE ON trade.fair_meetings FOR EACH ROW EXECUTE FUNCTION trade.guard_meeting();

CREATE TRIGGER fair_meetings_seats AFTER INSERT ON trade.fair_meetings FOR EACH ROW EXECUTE FUNCTION trade.seat_meeting();

CREATE TRIGGER fair_participants_gone AFTER UPDATE OF state ON trade.fair_participants FOR EACH ROW WHEN (((new.state = ANY (ARRAY['declined'::text, 'withdrawn'::text])) AND (old.state = 'approved'::text))) EXECUTE FUNCTION trade.clear_seats();

CREATE TRIGGER fair_participants_guard BEFORE INSERT OR UPDATE ON trade.fair_participants FOR EACH ROW EXECUTE FUNCTION trade.guard_participant();

CREATE TRIGGER fairs_guard BEFORE UPDATE ON trade.fairs FOR EACH ROW EXECUTE FUNCTION trade.guard_fair();

CREATE TRIGGER follow_pair AFTER INSERT OR DELETE OR UPDATE OF state ON mentoring.pairs FOR EACH ROW EXECUTE FUNCTION mentoring.follow_pair();

CREATE TRIGGER forget_file BEFORE UPDATE OF office_id ON people.people FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION messages.forget_file();

CREATE TRIGGER guard AFTER INSERT ON ledger.entries FOR EACH ROW EXECUTE FUNCTION ledger.guard_entry();

CREATE TRIGGER guard AFTER INSERT ON ledger.exchanges FOR EACH ROW EXECUTE FUNCTION ledger.guard_exchange();

CREATE TRIGGER guard AFTER INSERT ON ledger.postings REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.guard_postings();

CREATE TRIGGER guard BEFORE UPDATE ON ledger.accounts FOR EACH ROW EXECUTE FUNCTION ledger.guard_account();

CREATE TRIGGER guard BEFORE UPDATE ON ledger.books FOR EACH ROW EXECUTE FUNCTION ledger.guard_period();

CREATE TRIGGER guard_arrival BEFORE INSERT OR UPDATE OF section, words, who, until ON returns.sections FOR EACH ROW EXECUTE FUNCTION returns.guard_section();

CREATE TRIGGER guard_confirmation BEFORE UPDATE ON returns.rules FOR EACH ROW EXECUTE FUNCTION returns.guard_rule();

CREATE TRIGGER guard_ending BEFORE UPDATE ON access.assignments FOR EACH ROW EXECUTE FUNCTION access.guard_ending();

CREATE TRIGGER guard_filing BEFORE INSERT ON guarantees.guarantees FOR EACH ROW WHEN (((kernel.actor() IS NOT NULL) AND (CURRENT_USER = 'ponte_app'::name))) EXECUTE FUNCTION guarantees.guard_filing();

CREATE TRIGGER guard_mentor BEFORE INSERT OR UPDATE OF office_id, name, about, background, place_id, sectors, topics, stages, languages, confirmed_at, confirmed_by ON mentoring.mentors FOR EACH ROW EXECUTE FUNCTION mentoring.guard_mentor();

CREATE TRIGGER guard_pair BEFORE UPDATE OF state, called, offered_by, offered_at, mentor_accepted_at, founder_accepted_at, founder_how, started_at, ended_at, ended_by, end_reason ON mentoring.pairs FOR EACH ROW EXECUTE FUNCTION mentoring.guard_pair();

CREATE TRIGGER guard_published BEFORE UPDATE ON loans.products FOR EACH ROW WHEN ((old.state <> 'draft'::text)) EXECUTE FUNCTION loans.guard_published();

CREATE TRIGGER guard_sides BEFORE UPDATE OF state, office_follows, opinion, opinion_by, question, answer, conditions, reason, agreed_minor, agreed_instalments, decided_by, decided_at, signed_on, paid_out_on ON loans.applications FOR EACH ROW WHEN (((kernel.actor() IS NOT NULL) AND (CURRENT_USER = 'ponte_app'::name))) EXECUTE FUNCTION loans.guard_sides();

CREATE TRIGGER guard_state BEFORE INSERT OR UPDATE OF state, decided_how, left_on, arrived_on ON returns.plans FOR EACH ROW EXECUTE FUNCTION returns.guard_plan();

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.cases FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('case');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.referrals FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('referral');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON cases.steps FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION cases.guard_state('step');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON loans.applications FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION loans.guard_state('application');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON loans.loans FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION loans.guard_state('loan');

CREATE TRIGGER guard_state BEFORE UPDATE OF state ON loans.products FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION loans.guard_state('product');

CREATE TRIGGER guard_state BEFORE UPDATE OF state, remarks, decided_at ON businessplans.reviews FOR EACH ROW EXECUTE FUNCTION businessplans.guard_state();

CREATE TRIGGER guard_state BEFORE UPDATE ON cases.handovers FOR EACH ROW EXECUTE FUNCTION cases.guard_handover();

CREATE TRIGGER guard_tick BEFORE UPDATE OF "position", title, detail, responsible, service_id, due_on ON cases.steps FOR EACH ROW EXECUTE FUNCTION cases.guard_tick();

CREATE TRIGGER guard_venture BEFORE INSERT ON loans.applications FOR EACH ROW EXECUTE FUNCTION loans.guard_venture();

CREATE TRIGGER guard_venture BEFORE INSERT OR UPDATE OF venture_id ON cases.cases FOR EACH ROW EXECUTE FUNCTION cases.guard_venture();

CREATE TRIGGER impacts_numbers BEFORE INSERT OR UPDATE ON impacts.impacts FOR EACH ROW EXECUTE FUNCTION impacts.keep_numbers();

CREATE TRIGGER interests_follow_up AFTER INSERT OR UPDATE OF asker_confirmed_at, owner_confirmed_at ON trade.interests FOR EACH ROW EXECUTE FUNCTION trade.plan_follow_up();

CREATE TRIGGER interests_guard BEFORE INSERT OR UPDATE ON trade.interests FOR EACH ROW EXECUTE FUNCTION trade.guard_interest();

CREATE TRIGGER invite_all AFTER UPDATE OF state ON consultations.consultations FOR EACH ROW WHEN (((old.state = 'draft'::text) AND (new.state = 'open'::text))) EXECUTE FUNCTION consultations.invite_all();

CREATE TRIGGER keep_answers BEFORE INSERT OR UPDATE OF side, blocker, state ON readiness.blockers FOR EACH ROW EXECUTE FUNCTION readiness.keep_answers();

CREATE TRIGGER keep_answers BEFORE INSERT OR UPDATE OF side, question, points ON readiness.answers FOR EACH ROW EXECUTE FUNCTION readiness.keep_answers();

CREATE TRIGGER keep_attendance BEFORE INSERT OR UPDATE ON forums.attendance FOR EACH ROW EXECUTE FUNCTION forums.keep_attendance();

CREATE TRIGGER keep_basis AFTER INSERT OR DELETE ON tracks.chosen FOR EACH ROW EXECUTE FUNCTION tracks.keep_basis();

CREATE TRIGGER keep_beginning BEFORE INSERT ON instruments.sheets FOR EACH ROW EXECUTE FUNCTION instruments.keep_beginning();

CREATE TRIGGER keep_closed BEFORE INSERT OR DELETE OR UPDATE ON instruments.answers FOR EACH ROW EXECUTE FUNCTION instruments.keep_closed();

CREATE TRIGGER keep_closed BEFORE INSERT OR DELETE OR UPDATE ON instruments.contacts FOR EACH ROW EXECUTE FUNCTION instruments.keep_closed();

CREATE TRIGGER keep_closed BEFORE INSERT OR DELETE OR UPDATE ON instruments.evidence FOR EACH ROW EXECUTE FUNCTION instruments.keep_closed();

CREATE TRIGGER keep_consultation BEFORE UPDATE ON consultations.consultations FOR EACH ROW EXECUTE FUNCTION consultations.keep_consultation();

CREATE TRIGGER keep_course BEFORE UPDATE ON appointments.appointments FOR EACH ROW EXECUTE FUNCTION appointments.keep_course();

CREATE TRIGGER keep_deliverable BEFORE UPDATE ON projects.deliverables FOR EACH ROW EXECUTE FUNCTION projects.keep_deliverable();

CREATE TRIGGER keep_entry BEFORE UPDATE ON associations.associations FOR EACH ROW EXECUTE FUNCTION associations.keep_entry();

CREATE TRIGGER keep_evaluation BEFORE UPDATE ON projects.evaluations FOR EACH ROW EXECUTE FUNCTION projects.keep_evaluation();

CREATE TRIGGER keep_fair BEFORE UPDATE ON practicefairs.fairs FOR EACH ROW EXECUTE FUNCTION practicefairs.keep_fair();

CREATE TRIGGER keep_finding BEFORE INSERT ON projects.findings FOR EACH ROW EXECUTE FUNCTION projects.keep_finding();

CREATE TRIGGER keep_finished BEFORE UPDATE OF rules, started_at, started_by, finished_at, finished_by, result ON readiness.assessments FOR EACH ROW EXECUTE FUNCTION readiness.keep_finished();

CREATE TRIGGER keep_follow_up BEFORE UPDATE ON peerreviews.follow_ups FOR EACH ROW EXECUTE FUNCTION peerreviews.keep_follow_up();

CREATE TRIGGER keep_invitation BEFORE INSERT ON peerreviews.invitations FOR EACH ROW EXECUTE FUNCTION peerreviews.keep_invitation();

CREATE TRIGGER keep_issue BEFORE INSERT OR UPDATE ON newsletters.issues FOR EACH ROW EXECUTE FUNCTION newsletters.keep_issue();

CREATE TRIGGER keep_joint_answer BEFORE INSERT OR UPDATE OF answer ON associations.joint_partners FOR EACH ROW EXECUTE FUNCTION associations.keep_joint_answer();

CREATE TRIGGER keep_joint_circle AFTER INSERT OR DELETE ON associations.joint_partners FOR EACH ROW EXECUTE FUNCTION associations.keep_joint_circle();

CREATE TRIGGER keep_joint_circle AFTER INSERT OR DELETE ON associations.joint_places FOR EACH ROW EXECUTE FUNCTION associations.keep_joint_circle();

CREATE TRIGGER keep_joint_project BEFORE UPDATE ON associations.joint_projects FOR EACH ROW EXECUTE FUNCTION associations.keep_joint_project();

CREATE TRIGGER keep_meeting BEFORE INSERT OR UPDATE ON forums.meetings FOR EACH ROW EXECUTE FUNCTION forums.keep_meeting();

CREATE TRIGGER keep_meeting BEFORE UPDATE ON projects.meetings FOR EACH ROW EXECUTE FUNCTION projects.keep_meeting();

CREATE TRIGGER keep_minutes BEFORE INSERT OR UPDATE ON forums.minutes FOR EACH ROW EXECUTE FUNCTION forums.keep_minutes();

CREATE TRIGGER keep_opinion BEFORE INSERT OR UPDATE ON consultations.opinions FOR EACH ROW EXECUTE FUNCTION consultations.keep_opinion();

CREATE TRIGGER keep_package BEFORE UPDATE ON projects.packages FOR EACH ROW EXECUTE FUNCTION projects.keep_package();

CREATE TRIGGER keep_pair AFTER INSERT ON exchanges.visits FOR EACH ROW EXECUTE FUNCTION exchanges.keep_pair();

CREATE TRIGGER keep_participant AFTER INSERT ON exchanges.participants FOR EACH ROW EXECUTE FUNCTION exchanges.keep_participant();

CREATE TRIGGER keep_partner BEFORE UPDATE ON projects.partners FOR EACH ROW EXECUTE FUNCTION projects.keep_partner();

CREATE TRIGGER keep_peer BEFORE INSERT ON peerreviews.peers FOR EACH ROW EXECUTE FUNCTION peerreviews.keep_peer();

CREATE TRIGGER keep_point BEFORE INSERT OR DELETE OR UPDATE ON forums.points FOR EACH ROW EXECUTE FUNCTION forums.keep_point();

CREATE TRIGGER keep_recommendation BEFORE UPDATE ON peerreviews.recommendations FOR EACH ROW EXECUTE FUNCTION peerreviews.keep_recommendation();

CREATE TRIGGER keep_reference_unique BEFORE UPDATE OF office_id ON people.people FOR EACH ROW WHEN ((old.office_id IS DISTINCT FROM new.office_id)) EXECUTE FUNCTION people.keep_reference_unique();

CREATE TRIGGER keep_responsible BEFORE INSERT OR UPDATE ON projects.deliverables FOR EACH ROW EXECUTE FUNCTION projects.keep_responsible();

CREATE TRIGGER keep_responsible BEFORE INSERT OR UPDATE ON projects.packages FOR EACH ROW EXECUTE FUNCTION projects.keep_responsible();

CREATE TRIGGER keep_review BEFORE UPDATE ON peerreviews.reviews FOR EACH ROW EXECUTE FUNCTION peerreviews.keep_review();

CREATE TRIGGER keep_sheet BEFORE UPDATE ON instruments.sheets FOR EACH ROW EXECUTE FUNCTION instruments.keep_sheet();

CREATE TRIGGER keep_stand_of_talk BEFORE DELETE ON practicefairs.stands FOR EACH ROW EXECUTE FUNCTION practicefairs.keep_stand_of_talk();

CREATE TRIGGER keep_stands AFTER DELETE ON practicefairs.stands FOR EACH ROW EXECUTE FUNCTION practicefairs.keep_stands();

CREATE TRIGGER keep_talks BEFORE UPDATE ON practicefairs.talks FOR EACH ROW EXECUTE FUNCTION practicefairs.keep_talks();

CREATE TRIGGER keep_twinning BEFORE UPDATE ON exchanges.twinnings FOR EACH ROW EXECUTE FUNCTION exchanges.keep_twinning();

CREATE TRIGGER keep_version BEFORE DELETE OR UPDATE ON instruments.versions FOR EACH ROW EXECUTE FUNCTION instruments.keep_version();

CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE OF version_id ON readiness.assessments FOR EACH ROW EXECUTE FUNCTION readiness.keep_version();

CREATE TRIGGER keep_version BEFORE UPDATE ON guarantees.versions FOR EACH ROW EXECUTE FUNCTION guarantees.keep_version();

CREATE TRIGGER keep_visit BEFORE UPDATE ON exchanges.visits FOR EACH ROW EXECUTE FUNCTION exchanges.keep_visit();

CREATE TRIGGER limit_visitor BEFORE INSERT ON appointments.appointments FOR EACH ROW WHEN ((new.booked_by IS NULL)) EXECUTE FUNCTION appointments.limit_visitor();

CREATE TRIGGER loans_follow AFTER UPDATE OF withdrawn_at ON consent.grants FOR EACH ROW WHEN (((old.withdrawn_at IS NULL) AND (new.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION loans.follow_grant();

CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON counts.frozen FOR EACH STATEMENT EXECUTE FUNCTION counts.never_changed();

CREATE TRIGGER never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON counts.quarters FOR EACH STATEMENT EXECUTE FUNCTION counts.never_changed();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.corridors FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.criteria FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.deliverables FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.evaluations FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.meetings FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.packages FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.partners FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER note_change AFTER INSERT OR DELETE OR UPDATE ON projects.projects FOR EACH ROW EXECUTE FUNCTION projects.note_change();

CREATE TRIGGER number_window BEFORE INSERT ON guarantees.windows FOR EACH ROW EXECUTE FUNCTION guarantees.number_window();

CREATE TRIGGER observations_foreseen BEFORE INSERT ON impacts.observations FOR EACH ROW EXECUTE FUNCTION impacts.foreseen_effect();

CREATE TRIGGER offers_author AFTER INSERT OR UPDATE ON trade.offers FOR EACH ROW EXECUTE FUNCTION trade.note_author();

CREATE TRIGGER offers_guard BEFORE INSERT OR UPDATE ON trade.offers FOR EACH ROW EXECUTE FUNCTION trade.guard_offer();

CREATE TRIGGER opportunities_guard BEFORE INSERT OR UPDATE ON opportunities.opportunities FOR EACH ROW EXECUTE FUNCTION opportunities.guard();

CREATE TRIGGER opportunities_tell AFTER INSERT OR UPDATE ON opportunities.opportunities FOR EACH ROW EXECUTE FUNCTION opportunities.tell();

CREATE TRIGGER parts_change BEFORE UPDATE ON transfers.parts FOR EACH ROW EXECUTE FUNCTION transfers.count_change();

CREATE TRIGGER photos_revision AFTER INSERT OR DELETE OR UPDATE OF place, words, content ON trade.photos FOR EACH ROW EXECUTE FUNCTION trade.note_photos();

CREATE TRIGGER practices_version BEFORE UPDATE ON practices.practices FOR EACH ROW EXECUTE FUNCTION practices.keep_version();

CREATE TRIGGER preconditions_change BEFORE UPDATE ON transfers.preconditions FOR EACH ROW EXECUTE FUNCTION transfers.count_change();

CREATE TRIGGER questions_guard BEFORE UPDATE ON transfers.questions FOR EACH ROW EXECUTE FUNCTION transfers.guard_question();

CREATE TRIGGER reports_kept BEFORE DELETE OR UPDATE ON plans.reports FOR EACH ROW EXECUTE FUNCTION plans.keep_report();

CREATE TRIGGER responses_guard BEFORE INSERT OR UPDATE ON opportunities.responses FOR EACH ROW EXECUTE FUNCTION opportunities.guard_response();

CREATE TRIGGER revoke_certificate AFTER UPDATE OF state ON guarantees.guarantees FOR EACH ROW WHEN ((new.state = ANY (ARRAY['repaid'::text, 'expired'::text, 'settled'::text, 'forfeited'::text]))) EXECUTE FUNCTION guarantees.revoke_certificate();

CREATE TRIGGER seat_exists BEFORE INSERT OR UPDATE OF seat, starts_at, ends_at ON appointments.appointments FOR EACH ROW EXECUTE FUNCTION appointments.seat_exists();

CREATE TRIGGER steps_stay BEFORE DELETE OR UPDATE ON guarantees.steps FOR EACH ROW EXECUTE FUNCTION guarantees.steps_stay();

CREATE TRIGGER tell AFTER INSERT ON cases.notes FOR EACH ROW EXECUTE FUNCTION cases.tell_note();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF "position", title, detail, responsible, service_id, due_on, state ON cases.steps FOR EACH ROW EXECUTE FUNCTION cases.tell_step();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF done_at, due_on ON cases.tasks FOR EACH ROW EXECUTE FUNCTION cases.tell_task();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF resolved_at ON cases.blockers FOR EACH ROW EXECUTE FUNCTION cases.tell_blocker();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state ON cases.referrals FOR EACH ROW EXECUTE FUNCTION cases.tell_referral();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state, ended_at ON cases.handovers FOR EACH ROW EXECUTE FUNCTION cases.tell_handover();

CREATE TRIGGER tell AFTER INSERT OR UPDATE OF state, reason, counsellor_id, venture_id, plan_agreed_at ON cases.cases FOR EACH ROW EXECUTE FUNCTION cases.tell_case();

CREATE TRIGGER tell AFTER INSERT OR UPDATE ON returns.rules FOR EACH ROW EXECUTE FUNCTION returns.tell_rule();

CREATE TRIGGER tell AFTER UPDATE OF done_at ON cases.follow_ups FOR EACH ROW EXECUTE FUNCTION cases.tell_follow_up();

CREATE TRIGGER tell_begun AFTER INSERT ON returns.plans FOR EACH ROW EXECUTE FUNCTION returns.tell_plan();

CREATE TRIGGER tell_moved AFTER UPDATE OF state ON returns.plans FOR EACH ROW WHEN ((old.state <> new.state)) EXECUTE FUNCTION returns.tell_plan();

CREATE TRIGGER transfers_change BEFORE UPDATE ON transfers.transfers FOR EACH ROW EXECUTE FUNCTION transfers.count_change();

CREATE TRIGGER versions_pictures AFTER INSERT ON practices.versions FOR EACH ROW EXECUTE FUNCTION practices.keep_pictures();

CREATE TRIGGER versions_show AFTER INSERT ON plans.versions FOR EACH ROW EXECUTE FUNCTION plans.show_version();

CREATE TRIGGER versions_take BEFORE INSERT ON analyses.versions FOR EACH ROW EXECUTE FUNCTION analyses.take_draft();

CREATE TRIGGER versions_take BEFORE INSERT ON benchmarks.versions FOR EACH ROW EXECUTE FUNCTION benchmarks.take_draft();

CREATE TRIGGER versions_take BEFORE INSERT ON impacts.versions FOR EACH ROW EXECUTE FUNCTION impacts.take_draft();

CREATE TRIGGER versions_take BEFORE INSERT ON plans.versions FOR EACH ROW EXECUTE FUNCTION plans.take_draft();

CREATE TRIGGER versions_take BEFORE INSERT ON practices.versions FOR EACH ROW EXECUTE FUNCTION practices.take_draft();

CREATE TRIGGER void_answers AFTER UPDATE OF revision, title, about, language, corridor_id, from_on, until_on, amount_minor, currency, money_source, words ON associations.joint_projects FOR EACH ROW WHEN ((old.revision <> new.revision)) EXECUTE FUNCTION associations.void_answers();

CREATE TRIGGER with_quarter BEFORE INSERT ON counts.frozen FOR EACH ROW EXECUTE FUNCTION counts.frozen_with_quarter();

CREATE TRIGGER withdrawal_is_final BEFORE UPDATE ON consent.grants FOR EACH ROW EXECUTE FUNCTION consent.withdrawal_is_final();

-- grants

grant insert, select on access.assignments to ponte_app;

grant select on access.assignments to ponte_jobs;

grant insert, select on access.links to ponte_app;

grant select on access.links to ponte_jobs;

grant insert, select on access.subject_accounts to ponte_app;

grant select on access.subject_accounts to ponte_jobs;

grant insert, select on access.subject_keys to ponte_app;

grant insert, select on access.subject_keys to ponte_jobs;

grant insert, select on access.subjects to ponte_app;

grant select on access.subjects to ponte_jobs;

grant delete, select on access.withheld to ponte_app;

grant select on access.withheld to ponte_jobs;

grant delete, insert, select on analyses.analyses to ponte_app;

grant delete, insert, select on analyses.drafts to ponte_app;

grant insert, select on analyses.versions to ponte_app;

grant insert, select on appointments.appointments to ponte_app;

grant select on appointments.appointments to ponte_jobs;

grant insert, select on associations.associations to ponte_app;

grant delete, select on associations.associations to ponte_jobs;

grant insert, select on associations.events to ponte_app;

grant delete, select on associations.events to ponte_jobs;

grant delete, insert, select on associations.joint_contacts to ponte_app;

grant delete, insert, select on associations.joint_partners to ponte_app;

grant select on associations.joint_partners to ponte_jobs;

grant delete, insert, select on associations.joint_places to ponte_app;

grant insert, select on associations.joint_projects to ponte_app;

grant select on associations.joint_projects to ponte_jobs;

grant insert, select on associations.joint_updates to ponte_app;

grant insert, select on associations.keepers to ponte_app;

grant delete, select on associations.keepers to ponte_jobs;

grant delete, insert, select on associations.places to ponte_app;

grant select on associations.places to ponte_jobs;

grant delete, insert, select on associations.representatives to ponte_app;

grant delete, select on associations.representatives to ponte_jobs;

grant select on audit.entries to ponte_app;

grant select on audit.entries to ponte_jobs;

grant select on audit.pseudonyms to ponte_jobs;

grant select on audit.seals to ponte_app;

grant insert, select on audit.seals to ponte_jobs;

grant delete, insert, select on benchmarks.comparisons to ponte_app;

grant delete, insert, select on benchmarks.drafts to ponte_app;

grant insert, select on benchmarks.versions to ponte_app;

grant delete, insert, select, update on businessplans.answers to ponte_app;

grant select on businessplans.answers to ponte_jobs;

grant insert, select on businessplans.comments to ponte_app;

grant select on businessplans.comments to ponte_jobs;

grant delete, insert, select, update on businessplans.figures to ponte_app;

grant select on businessplans.figures to ponte_jobs;

grant delete, insert, select, update on businessplans.lines to ponte_app;

grant select on businessplans.lines to ponte_jobs;

grant insert, select, update on businessplans.plans to ponte_app;

grant select on businessplans.plans to ponte_jobs;

grant insert, select on businessplans.reviews to ponte_app;

grant select on businessplans.reviews to ponte_jobs;

grant insert, select on businessplans.signatures to ponte_app;

grant select on businessplans.signatures to ponte_jobs;

grant insert, select on businessplans.versions to ponte_app;

grant select on businessplans.versions to ponte_jobs;

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

grant insert, select on cases.note_withholdings to ponte_app;

grant select on cases.note_withholdings to ponte_jobs;

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

grant insert, select on consultations.consultations to ponte_app;

grant select on consultations.consultations to ponte_jobs;

grant delete, insert, select on consultations.drafts to ponte_app;

grant delete, select on consultations.drafts to ponte_jobs;

grant select on consultations.invitations to ponte_app;

grant select on consultations.invitations to ponte_jobs;

grant insert, select on consultations.opinions to ponte_app;

grant select on counts.frozen to ponte_app;

grant insert, select on counts.frozen to ponte_jobs;

grant select on counts.quarters to ponte_app;

grant insert, select on counts.quarters to ponte_jobs;

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

grant insert, select, update on directory.service_cards to ponte_app;

grant insert, select, update on directory.service_cards to ponte_jobs;

grant delete, insert, select, update on directory.service_locations to ponte_app;

grant delete, insert, select, update on directory.service_locations to ponte_jobs;

grant insert, select, update on directory.services to ponte_app;

grant insert, select, update on directory.services to ponte_jobs;

grant delete, insert, select, update on directory.vocabulary to ponte_app;

grant delete, insert, select, update on directory.vocabulary to ponte_jobs;

grant select on directory.vocabulary_state to ponte_app;

grant select on directory.vocabulary_state to ponte_jobs;

grant insert, select on documents.issued to ponte_app;

grant insert, select on documents.issued to ponte_jobs;

grant select on erasure.clocks to ponte_app;

grant select on erasure.clocks to ponte_jobs;

grant select on erasure.due to ponte_app;

grant select on erasure.due to ponte_jobs;

grant select on erasure.proofs to ponte_jobs;

grant insert, select on erasure.requests to ponte_app;

grant select on erasure.requests to ponte_jobs;

grant insert, select on exchangerates.rates to ponte_app;

grant select on exchangerates.rates to ponte_jobs;

grant delete, insert, select on exchanges.items to ponte_app;

grant insert, select on exchanges.notices to ponte_app;

grant delete, insert, select on exchanges.participants to ponte_app;

grant insert, select on exchanges.twinnings to ponte_app;

grant insert, select on exchanges.visits to ponte_app;

grant delete, insert, select on files.files to ponte_app;

grant delete, select on files.files to ponte_jobs;

grant insert, select on forums.attendance to ponte_app;

grant insert, select on forums.forums to ponte_app;

grant select on forums.forums to ponte_jobs;

grant insert, select on forums.meetings to ponte_app;

grant select on forums.meetings to ponte_jobs;

grant insert, select on forums.minutes to ponte_app;

grant delete, insert, select on forums.points to ponte_app;

grant insert, select on forums.seats to ponte_app;

grant select on forums.seats to ponte_jobs;

grant insert, select on guarantees.admissions to ponte_app;

grant insert, select on guarantees.certificates to ponte_app;

grant insert, select on guarantees.contributors to ponte_app;

grant select on guarantees.contributors to ponte_jobs;

grant insert, select on guarantees.funds to ponte_app;

grant select on guarantees.funds to ponte_jobs;

grant select on guarantees.guarantees to ponte_app;

grant select on guarantees.guarantees to ponte_jobs;

grant insert, select on guarantees.lenders to ponte_app;

grant select on guarantees.steps to ponte_app;

grant select on guarantees.steps to ponte_jobs;

grant delete, insert, select on guarantees.versions to ponte_app;

grant select on guarantees.versions to ponte_jobs;

grant insert, select on guarantees.windows to ponte_app;

grant select on guarantees.windows to ponte_jobs;

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

grant delete, insert, select on impacts.drafts to ponte_app;

grant delete, insert, select on impacts.impacts to ponte_app;

grant insert, select on impacts.observations to ponte_app;

grant insert, select on impacts.versions to ponte_app;

grant insert on imports.uploads to ponte_app;

grant delete, select on imports.uploads to ponte_jobs;

grant delete, insert, select, update on instruments.answers to ponte_app;

grant insert, select on instruments.changes to ponte_app;

grant delete, insert, select, update on instruments.contacts to ponte_app;

grant delete, insert, select, update on instruments.drafts to ponte_app;

grant insert, select on instruments.events to ponte_app;

grant delete, insert, select, update on instruments.evidence to ponte_app;

grant insert, select on instruments.instruments to ponte_app;

grant insert, select on instruments.invitations to ponte_app;

grant insert, select on instruments.results to ponte_app;

grant insert, select on instruments.rounds to ponte_app;

grant insert, select on instruments.sheets to ponte_app;

grant insert, select on instruments.versions to ponte_app;

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

grant delete, select on kernel.sendings to ponte_jobs;

grant insert, select on learning.attendance to ponte_app;

grant select on learning.attendance to ponte_jobs;

grant insert, select on learning.attendance_certificates to ponte_app;

grant select on learning.attendance_certificates to ponte_jobs;

grant insert, select on learning.certificates to ponte_app;

grant select on learning.certificates to ponte_jobs;

grant insert, select, update on learning.courses to ponte_app;

grant select on learning.courses to ponte_jobs;

grant insert, select, update on learning.drafts to ponte_app;

grant select on learning.drafts to ponte_jobs;

grant select on learning.enrolments to ponte_app;

grant select on learning.enrolments to ponte_jobs;

grant select on learning.evaluations to ponte_jobs;

grant insert, select on learning.events to ponte_app;

grant select on learning.events to ponte_jobs;

grant delete, insert, select on learning.group_trainers to ponte_app;

grant select on learning.group_trainers to ponte_jobs;

grant insert, select on learning.groups to ponte_app;

grant select on learning.groups to ponte_jobs;

grant insert, select on learning.media to ponte_app;

grant select on learning.media to ponte_jobs;

grant delete, insert, select on learning.meeting_links to ponte_app;

grant select on learning.meeting_links to ponte_jobs;

grant insert, select on learning.officer_attendance_certificates to ponte_app;

grant insert, select on learning.officer_certificates to ponte_app;

grant select on learning.reviews to ponte_app;

grant select on learning.reviews to ponte_jobs;

grant insert, select on learning.rooms to ponte_app;

grant select on learning.rooms to ponte_jobs;

grant insert, select on learning.sessions to ponte_app;

grant select on learning.sessions to ponte_jobs;

grant insert, select on learning.studies to ponte_app;

grant select on learning.studies to ponte_jobs;

grant insert, select on learning.versions to ponte_app;

grant select on learning.versions to ponte_jobs;

grant select on ledger.accounts to ponte_app;

grant select on ledger.accounts to ponte_jobs;

grant select on ledger.books to ponte_app;

grant select on ledger.books to ponte_jobs;

grant select on ledger.entries to ponte_app;

grant select on ledger.entries to ponte_jobs;

grant select on ledger.exchanges to ponte_app;

grant select on ledger.exchanges to ponte_jobs;

grant select on ledger.postings to ponte_app;

grant select on ledger.postings to ponte_jobs;

grant select on ledger.seals to ponte_app;

grant insert, select on ledger.seals to ponte_jobs;

grant select on ledger.unsealed to ponte_app;

grant delete, select on ledger.unsealed to ponte_jobs;

grant insert, select on loans.applications to ponte_app;

grant select on loans.applications to ponte_jobs;

grant insert, select on loans.instalments to ponte_app;

grant select on loans.instalments to ponte_jobs;

grant insert, select on loans.loans to ponte_app;

grant select on loans.loans to ponte_jobs;

grant insert, select on loans.products to ponte_app;

grant select on loans.products to ponte_jobs;

grant insert, select on mail.messages to ponte_app;

grant delete, insert, select, update on mail.messages to ponte_jobs;

grant insert, select on mentoring.actions to ponte_app;

grant select on mentoring.actions to ponte_jobs;

grant select on mentoring.follow_ups to ponte_app;

grant select on mentoring.follow_ups to ponte_jobs;

grant insert, select on mentoring.mentors to ponte_app;

grant select on mentoring.mentors to ponte_jobs;

grant insert, select on mentoring.notes to ponte_app;

grant select on mentoring.notes to ponte_jobs;

grant insert, select on mentoring.pairs to ponte_app;

grant select on mentoring.pairs to ponte_jobs;

grant insert, select on mentoring.sessions to ponte_app;

grant select on mentoring.sessions to ponte_jobs;

grant insert, select on mentoring.wishes to ponte_app;

grant select on mentoring.wishes to ponte_jobs;

grant delete, insert, select, update on messages.contacts to ponte_app;

grant select on messages.contacts to ponte_jobs;

grant insert, select, update on messages.questions to ponte_app;

grant delete, select on messages.questions to ponte_jobs;

grant select on migrations.applied to ponte_app;

grant select on migrations.applied to ponte_jobs;

grant delete, insert, select on newsletters.issues to ponte_app;

grant select on newsletters.issues to ponte_jobs;

grant delete, insert, select on newsletters.items to ponte_app;

grant select on newsletters.items to ponte_jobs;

grant delete, insert, select on newsletters.readers to ponte_app;

grant delete, select on newsletters.readers to ponte_jobs;

grant insert, select on observatory.areas to ponte_app;

grant select on observatory.areas to ponte_jobs;

grant delete, insert, select on observatory.boundaries to ponte_app;

grant select on observatory.boundaries to ponte_jobs;

grant insert, select on observatory.codes to ponte_app;

grant select on observatory.codes to ponte_jobs;

grant insert, select on observatory.datasets to ponte_app;

grant select on observatory.datasets to ponte_jobs;

grant insert, select on observatory.dimensions to ponte_app;

grant select on observatory.dimensions to ponte_jobs;

grant insert, select on observatory.indicator_versions to ponte_app;

grant select on observatory.indicator_versions to ponte_jobs;

grant insert, select on observatory.indicators to ponte_app;

grant select on observatory.indicators to ponte_jobs;

grant insert, select on observatory.releases to ponte_app;

grant select on observatory.releases to ponte_jobs;

grant insert, select on observatory.series to ponte_app;

grant select on observatory.series to ponte_jobs;

grant delete, insert, select, update on offices.closures to ponte_app;

grant select on offices.closures to ponte_jobs;

grant delete, insert, select, update on offices.hours to ponte_app;

grant select on offices.hours to ponte_jobs;

grant insert, select, update on offices.offices to ponte_app;

grant select on offices.offices to ponte_jobs;

grant delete, insert, select, update on offices.territories to ponte_app;

grant select on offices.territories to ponte_jobs;

grant delete, insert, select, update on opportunities.answers to ponte_app;

grant select on opportunities.history to ponte_app;

grant insert, select, update on opportunities.opportunities to ponte_app;

grant select, update on opportunities.opportunities to ponte_jobs;

grant insert, select, update on opportunities.responses to ponte_app;

grant insert, select on peerreviews.comments to ponte_app;

grant insert, select on peerreviews.events to ponte_app;

grant delete, insert, select on peerreviews.findings to ponte_app;

grant insert, select on peerreviews.follow_ups to ponte_app;

grant select on peerreviews.follow_ups to ponte_jobs;

grant insert, select on peerreviews.invitations to ponte_app;

grant delete, insert, select on peerreviews.notes to ponte_app;

grant delete, select on peerreviews.notes to ponte_jobs;

grant insert, select on peerreviews.peers to ponte_app;

grant insert, select on peerreviews.questions to ponte_app;

grant delete, insert, select on peerreviews.readings to ponte_app;

grant delete, insert, select on peerreviews.recommendations to ponte_app;

grant insert, select on peerreviews.reviews to ponte_app;

grant select on peerreviews.reviews to ponte_jobs;

grant delete, insert, select on peerreviews.sessions to ponte_app;

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

grant insert, select on plans.approvals to ponte_app;

grant select on plans.authors to ponte_app;

grant delete, insert, select on plans.drafts to ponte_app;

grant delete, insert, select on plans.plans to ponte_app;

grant delete, insert, select on plans.reports to ponte_app;

grant insert, select on plans.versions to ponte_app;

grant delete, insert, select on practicefairs.fairs to ponte_app;

grant delete, insert, select on practicefairs.links to ponte_app;

grant delete, insert, select on practicefairs.stands to ponte_app;

grant delete, insert, select on practicefairs.talks to ponte_app;

grant select on practices.authors to ponte_app;

grant delete, insert, select on practices.corridors to ponte_app;

grant select on practices.corridors to ponte_jobs;

grant delete, insert, select on practices.drafts to ponte_app;

grant delete, insert, select on practices.pictures to ponte_app;

grant insert, select, update on practices.practices to ponte_app;

grant select on practices.practices to ponte_jobs;

grant insert, select on practices.versions to ponte_app;

grant delete, insert, select on projects.attendance to ponte_app;

grant select on projects.changes to ponte_app;

grant delete, insert, select on projects.corridors to ponte_app;

grant delete, insert, select on projects.criteria to ponte_app;

grant insert, select on projects.deliverables to ponte_app;

grant select on projects.deliverables to ponte_jobs;

grant insert, select on projects.evaluations to ponte_app;

grant insert, select on projects.findings to ponte_app;

grant insert, select on projects.meetings to ponte_app;

grant insert, select on projects.packages to ponte_app;

grant insert, select on projects.partners to ponte_app;

grant insert, select on projects.projects to ponte_app;

grant select on projects.projects to ponte_jobs;

grant insert, select, update on readiness.answers to ponte_app;

grant insert, select on readiness.area_results to ponte_app;

grant insert, select, update on readiness.assessments to ponte_app;

grant insert, select, update on readiness.blockers to ponte_app;

grant insert, select on readiness.planned to ponte_app;

grant insert, select on remittances.prices to ponte_app;

grant select on remittances.prices to ponte_jobs;

grant insert, select on remittances.services to ponte_app;

grant select on remittances.services to ponte_jobs;

grant insert, select on returns.checks to ponte_app;

grant insert, select on returns.follow_ups to ponte_app;

grant select on returns.follow_ups to ponte_jobs;

grant select on returns.moves to ponte_app;

grant insert, select on returns.plans to ponte_app;

grant select on returns.rule_history to ponte_app;

grant insert, select on returns.rules to ponte_app;

grant insert, select, update on returns.sections to ponte_app;

grant insert, select, update on returns.ticks to ponte_app;

grant delete, insert, select on tracks.chosen to ponte_app;

grant delete, insert, select on tracks.texts to ponte_app;

grant select on trade.authors to ponte_app;

grant select on trade.fact_history to ponte_app;

grant insert, select, update on trade.facts to ponte_app;

grant delete, insert, select on trade.fair_busy to ponte_app;

grant delete, insert, select on trade.fair_meetings to ponte_app;

grant select on trade.fair_meetings to ponte_jobs;

grant insert, select on trade.fair_participants to ponte_app;

grant select on trade.fair_participants to ponte_jobs;

grant select on trade.fair_seats to ponte_app;

grant delete, insert, select on trade.fair_slots to ponte_app;

grant delete, insert, select on trade.fair_wishes to ponte_app;

grant insert, select, update on trade.fairs to ponte_app;

grant select on trade.fairs to ponte_jobs;

grant select on trade.follow_ups to ponte_app;

grant select on trade.follow_ups to ponte_jobs;

grant insert, select, update on trade.interest_contacts to ponte_app;

grant insert, select on trade.interests to ponte_app;

grant select on trade.interests to ponte_jobs;

grant insert, select, update on trade.offer_contacts to ponte_app;

grant insert, select, update on trade.offers to ponte_app;

grant select on trade.offers to ponte_jobs;

grant delete, insert, select on trade.photos to ponte_app;

grant insert, select on trade.reviews to ponte_app;

grant insert on transfers.contributions to ponte_app;

grant delete, insert, select on transfers.judgements to ponte_app;

grant delete, insert, select on transfers.parts to ponte_app;

grant delete, insert, select on transfers.preconditions to ponte_app;

grant delete, insert, select on transfers.profiles to ponte_app;

grant delete, insert on transfers.questions to ponte_app;

grant delete, insert, select on transfers.transfers to ponte_app;

grant insert, select on ventures.events to ponte_app;

grant select on ventures.events to ponte_jobs;

grant insert, select on ventures.founders to ponte_app;

grant select on ventures.founders to ponte_jobs;

grant insert, select, update on ventures.ventures to ponte_app;

grant select on ventures.ventures to ponte_jobs;
