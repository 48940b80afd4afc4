-- Documents that an office issued and that anybody who holds one can verify by its code: certificates, plans signed off.
-- What a document states is kept as it was printed, nothing more; the PDF itself is not kept here.

create schema documents;
comment on schema documents is 'Issued documents that anybody can verify.';
grant usage on schema documents to ponte_app, ponte_jobs;

create function documents.issuing_offices() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('office', array['counsellor', 'office-manager', 'trainer']) $$;
comment on function documents.issuing_offices() is 'Offices in whose name the actor issues documents.';

create table documents.issued (
  id uuid primary key,
  code text not null constraint issued_code unique constraint issued_code_form check (code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  kind text not null constraint issued_kind check (kind ~ '^[a-z]{2,30}\.[a-z-]{2,40}$'),
  office_id uuid not null,
  subject_id uuid,
  custodian_id uuid,
  language text not null constraint issued_language check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' and length(language) <= 35),
  statement jsonb not null constraint issued_statement check (jsonb_typeof(statement) = 'object' and length(statement::text) <= 20000),
  sha256 text not null constraint issued_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  signature text not null constraint issued_signature check (length(signature) <= 200),
  issued_at timestamptz not null default now(),
  issued_by uuid,
  expires_on date,
  revoked_at timestamptz,
  revoked_by uuid,
  reason text constraint issued_reason check (length(reason) <= 500),
  constraint issued_subject foreign key (subject_id, custodian_id) references access.subjects (id, custodian_id) on update cascade on delete cascade,
  constraint issued_file check ((subject_id is null) = (custodian_id is null)),
  constraint issued_revoked check ((revoked_at is null) = (reason is null))
);
create index issued_subject_id on documents.issued (subject_id) where subject_id is not null;
create index issued_office on documents.issued (office_id, issued_at);
comment on table documents.issued is 'One row a document issued. It disappears with the file of the person whom it is about.';
comment on column documents.issued.id is 'UUID v7.';
comment on column documents.issued.code is 'What stands on the document and in its address: 100 random bits in Crockford''s base 32, without the hyphens.';
comment on column documents.issued.kind is 'Which kind, as module.name: learning.certificate.';
comment on column documents.issued.office_id is 'In whose name it was issued; stays when the file moves.';
comment on column documents.issued.subject_id is 'Whose file it is about; null where it is about nobody.';
comment on column documents.issued.custodian_id is 'Office that has custody of that file; follows a hand-over by foreign key.';
comment on column documents.issued.language is 'Language of the document.';
comment on column documents.issued.statement is 'What it states, as printed: title, issuer, facts as label and value. Shown to whoever has the code.';
comment on column documents.issued.sha256 is 'SHA-256 of the PDF.';
comment on column documents.issued.signature is 'Ed25519 signature of the network over the text that the verification page shows; base64url.';
comment on column documents.issued.issued_at is 'When.';
comment on column documents.issued.issued_by is 'Account of the officer; null where a job issued it.';
comment on column documents.issued.expires_on is 'Last day on which it is valid; null: it does not expire.';
comment on column documents.issued.revoked_at is 'When it was revoked.';
comment on column documents.issued.revoked_by is 'By which account.';
comment on column documents.issued.reason is 'Why it was revoked; for the office and the person, never shown to others.';
alter table documents.issued enable row level security;
alter table documents.issued force row level security;
create policy owner_all on documents.issued to ponte_owner using (true) with check (true);
create policy issuer on documents.issued for select to ponte_app
  using (office_id in (select documents.issuing_offices()) and (kind like 'learning.%' or office_id in (select access.desks())));
create policy custody on documents.issued for select to ponte_app
  using (custodian_id in (select access.desks()) and not access.is_withheld(subject_id, 'documents', issued_at));
create policy self on documents.issued for select to ponte_app using (subject_id in (select access.own_subjects()));
create policy granted on documents.issued for select to ponte_app
  using (subject_id in (select consent.subjects('documents')) and not access.is_withheld(subject_id, 'documents', issued_at));
create policy issues on documents.issued for insert to ponte_app
  with check (
    issued_by = kernel.actor()
    and revoked_at is null
    and office_id in (select documents.issuing_offices())
    and (kind like 'learning.%' or office_id in (select access.desks()))
    and (
      subject_id is null
      or custodian_id in (select access.desks())
      or subject_id in (select consent.subjects('learning'))
    )
  );
create policy revokes on documents.issued for update to ponte_app
  using (revoked_at is null and office_id in (select access.desks()))
  with check (revoked_by = kernel.actor());
create policy jobs_all on documents.issued to ponte_jobs using (true) with check (true);
grant select, insert on documents.issued to ponte_app, ponte_jobs;
grant update (revoked_at, revoked_by, reason) on documents.issued to ponte_app;

create function documents.verify(of_code text)
returns table (language text, statement jsonb, sha256 text, signature text, issued_at timestamptz, expires_on date, revoked_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select i.language, i.statement, i.sha256, i.signature, i.issued_at, i.expires_on, i.revoked_at
    from documents.issued i
   where i.code = of_code
$$;
comment on function documents.verify(text) is 'What a document states, for whoever has its code; says neither whose file it belongs to nor why it was revoked.';
revoke execute on function documents.verify(text) from public;
grant execute on function documents.verify(text) to ponte_app;
