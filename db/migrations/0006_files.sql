-- Documents of a person's file. The content lies encrypted in the file store under the person's key; here is only what it is.

create schema files;
comment on schema files is 'Documents that belong to a person''s file.';
grant usage on schema files to ponte_app, ponte_jobs;

create table files.files (
  id uuid primary key,
  subject_id uuid not null,
  custodian_id uuid not null,
  name text not null constraint files_name check (length(name) between 1 and 200),
  media_type text not null constraint files_media_type check (length(media_type) <= 100),
  bytes int not null constraint files_bytes check (bytes between 1 and 10485760),
  sha256 text not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default now(),
  removed_at timestamptz,
  constraint files_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade
);
create index files_subject_id on files.files (subject_id, uploaded_at desc);
comment on table files.files is 'One row a document; its content is in the file store under this id.';
comment on column files.files.id is 'UUID v7, also the name in the store.';
comment on column files.files.subject_id is 'Whose document.';
comment on column files.files.custodian_id is 'Office that has custody; follows a hand-over by foreign key.';
comment on column files.files.name is 'Name as uploaded, shown and suggested when saved.';
comment on column files.files.media_type is 'Told by the first bytes, never by the browser.';
comment on column files.files.bytes is 'Size before encryption.';
comment on column files.files.sha256 is 'Hash of the content before encryption, to prove that it is whole.';
comment on column files.files.uploaded_by is 'Account.';
comment on column files.files.uploaded_at is 'When.';
comment on column files.files.removed_at is 'When it was removed; the content goes at once.';
alter table files.files enable row level security;
alter table files.files force row level security;
create policy owner_all on files.files to ponte_owner using (true) with check (true);
create policy custody on files.files to ponte_app
  using (custodian_id in (select access.desks())) with check (custodian_id in (select access.desks()));
create policy self on files.files for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy self_adds on files.files for insert to ponte_app
  with check (subject_id in (select access.own_subjects()) and uploaded_by = kernel.actor());
create policy granted on files.files for select to ponte_app using (subject_id in (select consent.subjects('documents')));
create policy jobs_all on files.files to ponte_jobs using (true);
grant select, insert on files.files to ponte_app;
grant update (removed_at) on files.files to ponte_app;
grant select on files.files to ponte_jobs;
