-- Files that people and offices hand in. The database keeps what a file is; its content lies encrypted in the file store.

create schema files;
comment on schema files is 'Uploaded documents: what they are and whose; the content is in the file store, encrypted.';
grant usage on schema files to ponte_app, ponte_jobs;

create table files.files (
  id uuid primary key,
  subject_id uuid,
  custodian_id uuid,
  sealed_name bytea not null constraint files_name_bounded check (octet_length(sealed_name) <= 1024),
  media_type text not null constraint files_media_type check (media_type in (
    'application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain', 'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text')),
  bytes int not null constraint files_bytes check (bytes between 1 and 10485760),
  sha256 text not null constraint files_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default now(),
  constraint files_custody check ((subject_id is null) = (custodian_id is null)),
  constraint files_of_subject unique (id, subject_id),
  constraint files_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade
);
create index files_subject_id on files.files (subject_id, uploaded_at);
create index files_custodian_id on files.files (custodian_id);
create index files_uploaded_by on files.files (uploaded_by) where subject_id is null;
comment on table files.files is 'One row a document. About a person: sealed under the person''s key and read by custody, the person, and a grant on documents. About nobody: read by who uploaded it.';
comment on column files.files.id is 'UUID v7; also the name of the content in the file store.';
comment on column files.files.subject_id is 'The person''s file that the document belongs to; null for one about nobody, such as a spreadsheet to import.';
comment on column files.files.custodian_id is 'Office that has custody; follows a hand-over by foreign key.';
comment on column files.files.sealed_name is 'Name of the document: AES-256-GCM under the same key as the content, since names tell.';
comment on column files.files.media_type is 'What the first bytes say it is; nothing else is taken.';
comment on column files.files.bytes is 'Size before encryption; at most 10 MiB.';
comment on column files.files.sha256 is 'Of the encrypted content, so that backup and store can be checked without a key.';
comment on column files.files.uploaded_by is 'Account that uploaded it.';
comment on column files.files.uploaded_at is 'When.';
alter table files.files enable row level security;
alter table files.files force row level security;
create policy owner_all on files.files to ponte_owner using (true) with check (true);
create policy custody on files.files for select to ponte_app using (custodian_id in (select access.desks()));
create policy custody_adds on files.files for insert to ponte_app
  with check (uploaded_by = kernel.actor() and custodian_id in (select access.desks()));
create policy custody_removes on files.files for delete to ponte_app using (custodian_id in (select access.desks()));
create policy self on files.files for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy self_adds on files.files for insert to ponte_app
  with check (uploaded_by = kernel.actor() and subject_id in (select access.own_subjects()));
create policy self_removes on files.files for delete to ponte_app
  using (uploaded_by = kernel.actor() and subject_id in (select access.own_subjects()));
create policy granted on files.files for select to ponte_app using (subject_id in (select consent.subjects('documents')));
create policy uploader on files.files for select to ponte_app using (subject_id is null and uploaded_by = kernel.actor() and kernel.assurance() >= 1);
create policy uploader_adds on files.files for insert to ponte_app with check (subject_id is null and uploaded_by = kernel.actor() and kernel.assurance() >= 1);
create policy uploader_removes on files.files for delete to ponte_app using (subject_id is null and uploaded_by = kernel.actor() and kernel.assurance() >= 1);
create policy jobs_all on files.files to ponte_jobs using (true);
grant select, insert, delete on files.files to ponte_app;
grant select, delete on files.files to ponte_jobs;
