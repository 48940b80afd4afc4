-- What was done and read: append-only, pseudonyms only, sealed into a hash chain in batches by a job.

create schema audit;
comment on schema audit is 'Who read or changed what, for which purpose; survives the erasure of the person it mentions.';
grant usage on schema audit to ponte_app, ponte_jobs;

create table audit.pseudonyms (
  pseudonym uuid primary key default gen_random_uuid(),
  kind text not null constraint pseudonyms_kind check (kind in ('account', 'subject')),
  id uuid not null,
  constraint pseudonyms_once unique (kind, id)
);
comment on table audit.pseudonyms is 'Turns a pseudonym of the audit back into an account or a file. Erasure deletes the row, and the audit forgets who it was.';
comment on column audit.pseudonyms.pseudonym is 'What the audit holds.';
comment on column audit.pseudonyms.kind is 'Account or subject.';
comment on column audit.pseudonyms.id is 'The real id.';

create table audit.entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor uuid,
  scope_id uuid,
  verb text not null constraint entries_verb_short check (length(verb) <= 80),
  purpose text not null constraint entries_purpose_short check (length(purpose) <= 200),
  subject uuid,
  object_kind text,
  object_id uuid,
  details jsonb not null default '{}',
  request_id text
);
create index entries_subject on audit.entries (subject, id);
create index entries_actor on audit.entries (actor, id);
comment on table audit.entries is 'One row for each read or change that concerns a person, and for each act of administration.';
comment on column audit.entries.id is 'Order of arrival.';
comment on column audit.entries.at is 'When.';
comment on column audit.entries.actor is 'Pseudonym of the account that acted; null for the system.';
comment on column audit.entries.scope_id is 'Office or organisation for which the actor acted.';
comment on column audit.entries.verb is 'What was done, e.g. case.read.';
comment on column audit.entries.purpose is 'Why, as a message key.';
comment on column audit.entries.subject is 'Pseudonym of the person concerned.';
comment on column audit.entries.object_kind is 'Kind of record.';
comment on column audit.entries.object_id is 'Record.';
comment on column audit.entries.details is 'Parts read or fields changed; names of fields, never their content.';
comment on column audit.entries.request_id is 'Request, to find it in the log.';

create table audit.seals (
  number bigint primary key,
  first_entry bigint not null,
  last_entry bigint not null,
  entry_count int not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null default now()
);
comment on table audit.seals is 'Hash chain over batches of entries: hash = SHA-256(previous hash, canonical text of the entries).';
comment on column audit.seals.number is 'Place in the chain.';
comment on column audit.seals.first_entry is 'First entry sealed.';
comment on column audit.seals.last_entry is 'Last entry sealed.';
comment on column audit.seals.entry_count is 'How many entries.';
comment on column audit.seals.previous_hash is 'Hash of the seal before.';
comment on column audit.seals.hash is 'Hash of this seal.';
comment on column audit.seals.sealed_at is 'When.';

create function audit.pseudonym(of_kind text, of_id uuid) returns uuid
language plpgsql security definer
set search_path = ''
as $$
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
$$;
comment on function audit.pseudonym(text, uuid) is 'The pseudonym under which the audit knows an account or a file; made on first use.';
revoke execute on function audit.pseudonym(text, uuid) from public;

create function audit.record(
  verb text, purpose text, scope_id uuid, subject_id uuid, object_kind text, object_id uuid, details jsonb
) returns void
language sql security definer
set search_path = ''
as $$
  insert into audit.entries (actor, scope_id, verb, purpose, subject, object_kind, object_id, details, request_id)
  values (
    audit.pseudonym('account', kernel.actor()), scope_id, verb, purpose, audit.pseudonym('subject', subject_id),
    object_kind, object_id, details, nullif(current_setting('app.request', true), '')
  )
$$;
comment on function audit.record(text, text, uuid, uuid, text, uuid, jsonb) is 'The only way to write an entry; the actor is taken from the transaction, so it cannot be forged by the caller.';

create function audit.own_pseudonyms() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select pseudonym from audit.pseudonyms where kind = 'subject' and id in (select access.own_subjects())
$$;
comment on function audit.own_pseudonyms() is 'Pseudonyms of the files that describe the actor.';

create function audit.account_of(of_pseudonym uuid) returns uuid
language sql stable security definer
set search_path = ''
as $$ select id from audit.pseudonyms where kind = 'account' and pseudonym = of_pseudonym $$;
comment on function audit.account_of(uuid) is 'The account behind a pseudonym, for the person''s page and the auditor.';

alter table audit.pseudonyms enable row level security;
alter table audit.pseudonyms force row level security;
create policy owner_all on audit.pseudonyms to ponte_owner using (true) with check (true);
create policy jobs_all on audit.pseudonyms to ponte_jobs using (true);
grant select on audit.pseudonyms to ponte_jobs;

alter table audit.entries enable row level security;
alter table audit.entries force row level security;
create policy owner_all on audit.entries to ponte_owner using (true) with check (true);
create policy self on audit.entries for select to ponte_app using (subject in (select audit.own_pseudonyms()));
create policy officer on audit.entries for select to ponte_app
  using (access.in_network(array['auditor', 'data-protection-officer']));
create policy jobs_all on audit.entries for select to ponte_jobs using (true);
grant select on audit.entries to ponte_app, ponte_jobs;

alter table audit.seals enable row level security;
alter table audit.seals force row level security;
create policy owner_all on audit.seals to ponte_owner using (true) with check (true);
create policy readable on audit.seals for select to ponte_app using (access.in_network(array['auditor', 'data-protection-officer']));
create policy jobs_all on audit.seals to ponte_jobs using (true) with check (true);
grant select on audit.seals to ponte_app;
grant select, insert on audit.seals to ponte_jobs;
grant execute on function audit.record(text, text, uuid, uuid, text, uuid, jsonb) to ponte_app, ponte_jobs;

create function audit.append_only() returns trigger
language plpgsql
as $$
begin
  raise exception 'the audit is append-only' using errcode = 'insufficient_privilege';
end
$$;
comment on function audit.append_only() is 'Refuses change and removal even to the owner of the table.';
create trigger append_only before update or delete or truncate on audit.entries
  for each statement execute function audit.append_only();
create trigger append_only before update or delete or truncate on audit.seals
  for each statement execute function audit.append_only();
