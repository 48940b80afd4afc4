-- The ground every module stands on: who acts, what translated text looks like, and what a double click may do.
-- Roles (ponte_owner, ponte_app, ponte_jobs) belong to the cluster, not to one database: the embedded
-- supervisor makes them, and docs/operations/install.md has the statements for a server of your own.

create schema kernel;
comment on schema kernel is 'Settings of the network, and what keeps forms safe to resend.';
grant usage on schema kernel to ponte_app, ponte_jobs;

create function kernel.actor() returns uuid
language sql stable
as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
comment on function kernel.actor() is 'The account that acts in this transaction; null when nobody signed in.';

create function kernel.assurance() returns int
language sql stable
as $$ select coalesce(nullif(current_setting('app.assurance', true), '')::int, 0) $$;
comment on function kernel.assurance() is '0 nobody, 1 one factor, 2 two factors on this session. Staff rights need 2.';

create function kernel.link_token() returns text
language sql stable
as $$ select nullif(current_setting('app.token', true), '') $$;
comment on function kernel.link_token() is 'Hash of the secret link that a visitor came with; opens only rows that carry it.';

create function kernel.is_translated(value jsonb) returns boolean
language sql immutable
as $$
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
$$;
comment on function kernel.is_translated(jsonb) is 'The one shape of translatable text: source language, and per language text, hash of its source, who, when, reviewed.';

create domain kernel.translated as jsonb
  constraint translated_shape check (value is null or kernel.is_translated(value));

create function kernel.text_in(value jsonb, lang text) returns text
language sql immutable
as $$
  select coalesce(
    value -> 'texts' -> lang ->> 'text',
    value -> 'texts' -> (value ->> 'source') ->> 'text'
  )
$$;
comment on function kernel.text_in(jsonb, text) is 'The text in a language, or in its source language; for sorting and search.';

create table kernel.network (
  only_row boolean primary key default true constraint network_one_row check (only_row),
  name kernel.translated not null,
  languages text[] not null constraint network_has_language check (cardinality(languages) between 1 and 30),
  time_zone text not null default 'UTC',
  country text,
  controller jsonb not null,
  mail jsonb,
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table kernel.network is 'The one network that this database holds: its name, languages and data controller. No row: the set-up assistant has not run.';
comment on column kernel.network.only_row is 'Always true: at most one row.';
comment on column kernel.network.name is 'Name shown in every header.';
comment on column kernel.network.languages is 'Interface languages offered, first is the default.';
comment on column kernel.network.time_zone is 'IANA zone for pages that belong to no office.';
comment on column kernel.network.country is 'ISO 3166-1 country for phone numbers written without a prefix.';
comment on column kernel.network.controller is 'Data controller under GDPR article 4(7): name, address, email, dataProtectionOfficer.';
comment on column kernel.network.mail is 'Sender address and name chosen in the set-up assistant; the mail server itself is a setting.';
comment on column kernel.network.demonstration is 'True marks every page as a demonstration with invented people and offices.';
comment on column kernel.network.created_at is 'When the network was set up.';
comment on column kernel.network.updated_at is 'When these settings last changed.';
alter table kernel.network enable row level security;
alter table kernel.network force row level security;
create policy owner_all on kernel.network to ponte_owner using (true) with check (true);
create policy published on kernel.network for select to ponte_app, ponte_jobs using (true);
-- The set-up assistant runs before there is anybody; its one row ends it. Who changes it later is said in 0008.
create policy set_up on kernel.network for insert to ponte_app with check (true);
grant select on kernel.network to ponte_app, ponte_jobs;
grant insert, update on kernel.network to ponte_app;

create table kernel.idempotency (
  actor_key text not null,
  key uuid not null,
  route text not null,
  request_hash text not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_pkey primary key (actor_key, key)
);
create index idempotency_created_at on kernel.idempotency (created_at);
comment on table kernel.idempotency is 'What was answered to a form or call already handled, kept 48 hours: a resent form does the thing once.';
comment on column kernel.idempotency.actor_key is 'Account id, or a hash of the visitor''s form, so that keys of different people never meet.';
comment on column kernel.idempotency.key is 'The key hidden in the form or sent in the Idempotency-Key header.';
comment on column kernel.idempotency.route is 'Method and path pattern the key was used on.';
comment on column kernel.idempotency.request_hash is 'SHA-256 of the request body: the same key with another body is refused.';
comment on column kernel.idempotency.answer is 'Status, location and body of the answer; null while the first request is still running.';
comment on column kernel.idempotency.created_at is 'Start of the 48 hours.';
alter table kernel.idempotency enable row level security;
alter table kernel.idempotency force row level security;
create policy owner_all on kernel.idempotency to ponte_owner using (true) with check (true);
create policy own_keys on kernel.idempotency to ponte_app
  using (actor_key = coalesce(kernel.actor()::text, current_setting('app.visitor', true)))
  with check (actor_key = coalesce(kernel.actor()::text, current_setting('app.visitor', true)));
create policy jobs_all on kernel.idempotency to ponte_jobs using (true);
grant select, insert, update on kernel.idempotency to ponte_app;
grant select, delete on kernel.idempotency to ponte_jobs;

create table kernel.drafts (
  account_id uuid not null,
  form text not null constraint drafts_form_short check (length(form) <= 200),
  sealed bytea not null constraint drafts_bounded check (octet_length(sealed) <= 262144),
  updated_at timestamptz not null default now(),
  constraint drafts_pkey primary key (account_id, form)
);
comment on table kernel.drafts is 'What a signed-in person has typed and not yet sent, encrypted under the network''s key.';
comment on column kernel.drafts.account_id is 'Whose draft it is.';
comment on column kernel.drafts.form is 'Which form, with the record it belongs to.';
comment on column kernel.drafts.sealed is 'The typed values, AES-256-GCM.';
comment on column kernel.drafts.updated_at is 'Last keystroke that arrived; drafts older than 30 days are removed.';
alter table kernel.drafts enable row level security;
alter table kernel.drafts force row level security;
create policy owner_all on kernel.drafts to ponte_owner using (true) with check (true);
-- A locked screen acts with no factor and sees none of them.
create policy own_drafts on kernel.drafts to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1) with check (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy jobs_all on kernel.drafts to ponte_jobs using (true);
grant select, insert, update, delete on kernel.drafts to ponte_app;
grant select, delete on kernel.drafts to ponte_jobs;
