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
  wrapped bytea not null,
  created_at timestamp with time zone not null default now()
);
-- row-level security: forced

create table access.subjects (
  id uuid not null,
  custodian_id uuid not null,
  created_at timestamp with time zone not null default now()
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
  sealed_at timestamp with time zone not null default now()
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
  created_at timestamp with time zone not null default now()
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
-- row-level security: none

create table migrations.applied (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now()
);
-- row-level security: none

-- views

-- constraints

alter table access.assignments add constraint assignments_pkey PRIMARY KEY (id);

alter table access.assignments add constraint assignments_role CHECK ((role = ANY (ARRAY['counsellor'::text, 'office-manager'::text, 'provider'::text, 'expert'::text, 'mentor'::text, 'trainer'::text, 'association-representative'::text, 'lender'::text, 'fund-manager'::text, 'committee-member'::text, 'planner'::text, 'editor'::text, 'auditor'::text, 'data-protection-officer'::text, 'administrator'::text])));

alter table access.assignments add constraint assignments_scope CHECK (((scope_kind = 'network'::text) = (scope_id IS NULL)));

alter table access.assignments add constraint assignments_scope_kind CHECK ((scope_kind = ANY (ARRAY['network'::text, 'office'::text, 'organisation'::text, 'fund'::text])));

alter table access.subject_accounts add constraint subject_accounts_how CHECK ((how = ANY (ARRAY['desk-code'::text, 'phone'::text, 'email'::text, 'officer-decision'::text])));

alter table access.subject_accounts add constraint subject_accounts_pkey PRIMARY KEY (subject_id, account_id);

alter table access.subject_accounts add constraint subject_accounts_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table access.subject_keys add constraint subject_keys_pkey PRIMARY KEY (subject_id);

alter table access.subject_keys add constraint subject_keys_subject FOREIGN KEY (subject_id) REFERENCES access.subjects(id) ON DELETE CASCADE;

alter table access.subjects add constraint subjects_custody UNIQUE (id, custodian_id);

alter table access.subjects add constraint subjects_pkey PRIMARY KEY (id);

alter table audit.entries add constraint entries_pkey PRIMARY KEY (id);

alter table audit.entries add constraint entries_purpose_short CHECK ((length(purpose) <= 200));

alter table audit.entries add constraint entries_verb_short CHECK ((length(verb) <= 80));

alter table audit.pseudonyms add constraint pseudonyms_kind CHECK ((kind = ANY (ARRAY['account'::text, 'subject'::text])));

alter table audit.pseudonyms add constraint pseudonyms_once UNIQUE (kind, id);

alter table audit.pseudonyms add constraint pseudonyms_pkey PRIMARY KEY (pseudonym);

alter table audit.seals add constraint seals_pkey PRIMARY KEY (number);

alter table consent.bases add constraint bases_basis CHECK ((basis = ANY (ARRAY['public-task'::text, 'legal-obligation'::text, 'contract'::text, 'vital-interests'::text, 'consent'::text])));

alter table consent.bases add constraint bases_once UNIQUE (subject_id, custodian_id, purpose);

alter table consent.bases add constraint bases_pkey PRIMARY KEY (id);

alter table consent.bases add constraint bases_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table consent.grants add constraint grants_given_how CHECK ((given_how = ANY (ARRAY['signed-at-desk'::text, 'spoken-at-desk'::text, 'on-line'::text, 'override'::text])));

alter table consent.grants add constraint grants_override CHECK (((given_how <> 'override'::text) OR ((second_person IS NOT NULL) AND (second_person <> recorded_by) AND (length(reason) >= 20))));

alter table consent.grants add constraint grants_parts CHECK (((cardinality(parts) >= 1) AND (cardinality(parts) <= 20)));

alter table consent.grants add constraint grants_period CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '5 years'::interval))));

alter table consent.grants add constraint grants_pkey PRIMARY KEY (id);

alter table consent.grants add constraint grants_recipient_kind CHECK ((recipient_kind = ANY (ARRAY['office'::text, 'organisation'::text, 'account'::text])));

alter table consent.grants add constraint grants_subject FOREIGN KEY (subject_id, custodian_id) REFERENCES access.subjects(id, custodian_id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table jobs.progress add constraint progress_pkey PRIMARY KEY (id);

alter table jobs.progress add constraint progress_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])));

alter table kernel.drafts add constraint drafts_bounded CHECK ((octet_length(sealed) <= 262144));

alter table kernel.drafts add constraint drafts_form_short CHECK ((length(form) <= 200));

alter table kernel.drafts add constraint drafts_pkey PRIMARY KEY (account_id, form);

alter table kernel.idempotency add constraint idempotency_pkey PRIMARY KEY (actor_key, key);

alter table kernel.network add constraint network_has_language CHECK (((cardinality(languages) >= 1) AND (cardinality(languages) <= 30)));

alter table kernel.network add constraint network_one_row CHECK (only_row);

alter table kernel.network add constraint network_pkey PRIMARY KEY (only_row);

alter table migrations.applied add constraint applied_pkey PRIMARY KEY (name);

-- indexes

CREATE INDEX assignments_scope_id ON access.assignments USING btree (scope_id) WHERE (ended_at IS NULL);

CREATE INDEX entries_actor ON audit.entries USING btree (actor, id);

CREATE INDEX entries_subject ON audit.entries USING btree (subject, id);

CREATE INDEX grants_recipient ON consent.grants USING btree (recipient_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX grants_subject_id ON consent.grants USING btree (subject_id);

CREATE INDEX idempotency_created_at ON kernel.idempotency USING btree (created_at);

CREATE INDEX subject_accounts_account ON access.subject_accounts USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX subjects_custodian ON access.subjects USING btree (custodian_id);

CREATE UNIQUE INDEX assignments_once ON access.assignments USING btree (account_id, role, scope_kind, scope_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

-- policies

create policy administered on access.assignments for select to ponte_app using (access.in_network(ARRAY['administrator'::text, 'auditor'::text, 'data-protection-officer'::text]));

create policy administrator_ends on access.assignments for update to ponte_app using (access.in_network(ARRAY['administrator'::text]));

create policy administrator_grants on access.assignments for insert to ponte_app with check (access.in_network(ARRAY['administrator'::text]));

create policy jobs_read on access.assignments for select to ponte_jobs using (true);

create policy managed on access.assignments for select to ponte_app using ((scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text, 'counsellor'::text]) AS scopes)));

create policy manager_ends on access.assignments for update to ponte_app using (((role = ANY (ARRAY['counsellor'::text, 'office-manager'::text])) AND (scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))));

create policy manager_grants on access.assignments for insert to ponte_app with check (((role = ANY (ARRAY['counsellor'::text, 'office-manager'::text])) AND (scope_id IN ( SELECT access.scopes('office'::text, ARRAY['office-manager'::text]) AS scopes))));

create policy own_roles on access.assignments for select to ponte_app using ((account_id = kernel.actor()));

create policy owner_all on access.assignments for all to ponte_owner using (true) with check (true);

create policy custody on access.subject_accounts for all to ponte_app using ((subject_id IN ( SELECT subjects.id FROM access.subjects WHERE (subjects.custodian_id IN ( SELECT access.desks() AS desks)))));

create policy jobs_all on access.subject_accounts for all to ponte_jobs using (true);

create policy owner_all on access.subject_accounts for all to ponte_owner using (true) with check (true);

create policy self on access.subject_accounts for select to ponte_app using ((account_id = kernel.actor()));

create policy custody on access.subject_keys for insert to ponte_app with check ((subject_id IN ( SELECT subjects.id FROM access.subjects WHERE (subjects.custodian_id IN ( SELECT access.desks() AS desks)))));

create policy jobs_all on access.subject_keys for all to ponte_jobs using (true);

create policy owner_all on access.subject_keys for all to ponte_owner using (true) with check (true);

create policy reach on access.subject_keys for select to ponte_app using ((subject_id IN ( SELECT subjects.id FROM access.subjects)));

create policy custody on access.subjects for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks))) with check ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy granted on access.subjects for select to ponte_app using ((id IN ( SELECT consent.subjects('identity'::text) AS subjects)));

create policy jobs_all on access.subjects for all to ponte_jobs using (true);

create policy owner_all on access.subjects for all to ponte_owner using (true) with check (true);

create policy self on access.subjects for select to ponte_app using ((id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy jobs_all on audit.entries for select to ponte_jobs using (true);

create policy officer on audit.entries for select to ponte_app using (access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]));

create policy owner_all on audit.entries for all to ponte_owner using (true) with check (true);

create policy self on audit.entries for select to ponte_app using ((subject IN ( SELECT audit.own_pseudonyms() AS own_pseudonyms)));

create policy jobs_all on audit.pseudonyms for all to ponte_jobs using (true);

create policy owner_all on audit.pseudonyms for all to ponte_owner using (true) with check (true);

create policy jobs_all on audit.seals for all to ponte_jobs using (true) with check (true);

create policy owner_all on audit.seals for all to ponte_owner using (true) with check (true);

create policy readable on audit.seals for select to ponte_app using (access.in_network(ARRAY['auditor'::text, 'data-protection-officer'::text]));

create policy custody on consent.bases for all to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks))) with check ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on consent.bases for all to ponte_jobs using (true);

create policy officer on consent.bases for select to ponte_app using (access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]));

create policy owner_all on consent.bases for all to ponte_owner using (true) with check (true);

create policy self on consent.bases for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy custody on consent.grants for select to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy jobs_all on consent.grants for all to ponte_jobs using (true);

create policy officer on consent.grants for select to ponte_app using (access.in_network(ARRAY['data-protection-officer'::text, 'auditor'::text]));

create policy owner_all on consent.grants for all to ponte_owner using (true) with check (true);

create policy recipient on consent.grants for select to ponte_app using ((id IN ( SELECT consent.granted_to_actor() AS granted_to_actor)));

create policy records on consent.grants for insert to ponte_app with check (((recorded_by = kernel.actor()) AND ((custodian_id IN ( SELECT access.desks() AS desks)) OR (subject_id IN ( SELECT access.own_subjects() AS own_subjects)))));

create policy self on consent.grants for select to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy withdraws_custody on consent.grants for update to ponte_app using ((custodian_id IN ( SELECT access.desks() AS desks)));

create policy withdraws_self on consent.grants for update to ponte_app using ((subject_id IN ( SELECT access.own_subjects() AS own_subjects)));

create policy jobs_all on jobs.progress for all to ponte_jobs using (true) with check (true);

create policy own on jobs.progress for all to ponte_app using ((account_id = kernel.actor())) with check ((account_id = kernel.actor()));

create policy owner_all on jobs.progress for all to ponte_owner using (true) with check (true);

create policy jobs_all on kernel.drafts for all to ponte_jobs using (true);

create policy own_drafts on kernel.drafts for all to ponte_app using ((account_id = kernel.actor())) with check ((account_id = kernel.actor()));

create policy owner_all on kernel.drafts for all to ponte_owner using (true) with check (true);

create policy jobs_all on kernel.idempotency for all to ponte_jobs using (true);

create policy own_keys on kernel.idempotency for all to ponte_app using ((actor_key = COALESCE((kernel.actor())::text, current_setting('app.visitor'::text, true)))) with check ((actor_key = COALESCE((kernel.actor())::text, current_setting('app.visitor'::text, true))));

create policy owner_all on kernel.idempotency for all to ponte_owner using (true) with check (true);

-- functions

CREATE OR REPLACE FUNCTION access.desks()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select access.scopes('office', array['counsellor', 'office-manager']) $function$
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

-- triggers

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.append_only();

CREATE TRIGGER withdrawal_is_final BEFORE UPDATE ON consent.grants FOR EACH ROW EXECUTE FUNCTION consent.withdrawal_is_final();

-- grants

grant insert, select on access.assignments to ponte_app;

grant select on access.assignments to ponte_jobs;

grant insert, select, update on access.subject_accounts to ponte_app;

grant select on access.subject_accounts to ponte_jobs;

grant insert, select on access.subject_keys to ponte_app;

grant select on access.subject_keys to ponte_jobs;

grant insert, select on access.subjects to ponte_app;

grant select on access.subjects to ponte_jobs;

grant select on audit.entries to ponte_app;

grant select on audit.entries to ponte_jobs;

grant select on audit.pseudonyms to ponte_jobs;

grant select on audit.seals to ponte_app;

grant insert, select on audit.seals to ponte_jobs;

grant insert, select, update on consent.bases to ponte_app;

grant select on consent.bases to ponte_jobs;

grant insert, select on consent.grants to ponte_app;

grant select on consent.grants to ponte_jobs;

grant insert, select on jobs.progress to ponte_app;

grant select, update on jobs.progress to ponte_jobs;

grant delete, insert, select, update on kernel.drafts to ponte_app;

grant delete, select on kernel.drafts to ponte_jobs;

grant insert, select, update on kernel.idempotency to ponte_app;

grant delete, select on kernel.idempotency to ponte_jobs;

grant insert, select, update on kernel.network to ponte_app;

grant select on kernel.network to ponte_jobs;

grant select on migrations.applied to ponte_app;

grant select on migrations.applied to ponte_jobs;
