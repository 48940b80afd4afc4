-- Files on their way into the network: kept, encrypted, from the upload to the end of the job that reads them.

create schema imports;
comment on schema imports is 'Lists that somebody uploaded and a job reads.';
grant usage on schema imports to ponte_app, ponte_jobs;

create table imports.uploads (
  id uuid primary key,
  account_id uuid not null,
  kind text not null constraint uploads_kind check (length(kind) between 1 and 60),
  office_id uuid,
  name text not null constraint uploads_name check (length(name) between 1 and 200),
  sealed bytea not null constraint uploads_bounded check (octet_length(sealed) <= 21000000),
  dry_run boolean not null,
  uploaded_at timestamptz not null default now()
);
comment on table imports.uploads is 'One uploaded list. Removed once its job has ended.';
comment on column imports.uploads.id is 'Same as the id of its progress.';
comment on column imports.uploads.account_id is 'Who uploaded it; with whose rights it is written.';
comment on column imports.uploads.kind is 'Which importer reads it.';
comment on column imports.uploads.office_id is 'For people and cases: the desk into whose custody they come.';
comment on column imports.uploads.name is 'Name of the file as uploaded.';
comment on column imports.uploads.sealed is 'Content, AES-256-GCM under the network''s key.';
comment on column imports.uploads.dry_run is 'Only checks and counts.';
comment on column imports.uploads.uploaded_at is 'When.';
alter table imports.uploads enable row level security;
alter table imports.uploads force row level security;
create policy owner_all on imports.uploads to ponte_owner using (true) with check (true);
create policy own on imports.uploads for insert to ponte_app with check (account_id = kernel.actor() and kernel.assurance() = 2);
create policy jobs_all on imports.uploads to ponte_jobs using (true);
grant insert on imports.uploads to ponte_app;
grant select, delete on imports.uploads to ponte_jobs;
