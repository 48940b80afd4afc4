-- Officers of the partner offices learn too, with an account and no file: the manager of their office issues their certificate.

create function learning.officer_studies(of_offices uuid[])
returns table (study_id uuid, account_id uuid, office_id uuid, begun_at timestamptz, finished_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
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
$$;
comment on function learning.officer_studies(uuid[]) is 'What officers of these offices learn as such: a course for officers, or in a group for officers. Not for the application: it does not ask who asks.';
revoke execute on function learning.officer_studies(uuid[]) from public;

create function learning.colleagues_finished()
returns table (study_id uuid, account_id uuid, office_id uuid, title jsonb, minutes int, finished_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select o.study_id, o.account_id, o.office_id, v.title, v.minutes, o.finished_at
    from learning.officer_studies(array(select access.scopes('office', array['office-manager']))) o
    join learning.studies t on t.id = o.study_id
    join learning.versions v on v.id = t.version_id
   where o.finished_at is not null
$$;
comment on function learning.colleagues_finished() is 'Courses for officers that officers of an office have finished, for its manager; of what else they learn nothing is told.';

create table learning.officer_certificates (
  id uuid primary key,
  study_id uuid not null constraint officer_certificates_once unique,
  account_id uuid not null,
  office_id uuid not null constraint officer_certificates_office references offices.offices (id),
  document_id uuid not null constraint officer_certificates_document references documents.issued (id) on delete cascade,
  content bytea not null constraint officer_certificates_content check (octet_length(content) between 1 and 2000000),
  issued_at timestamptz not null default now(),
  constraint officer_certificates_study foreign key (study_id, account_id) references learning.studies (id, account_id) on delete cascade
);
create index officer_certificates_account_id on learning.officer_certificates (account_id);
create index officer_certificates_office_id on learning.officer_certificates (office_id);
comment on table learning.officer_certificates is 'Certificate of a finished course for an officer, who has no file: issued by the manager of the office, never by the officer.';
comment on column learning.officer_certificates.id is 'UUID v7.';
comment on column learning.officer_certificates.study_id is 'The finished study; it has one certificate.';
comment on column learning.officer_certificates.account_id is 'The officer.';
comment on column learning.officer_certificates.office_id is 'Office in which they work, and in whose name it is issued.';
comment on column learning.officer_certificates.document_id is 'The issued document, which anybody verifies by its code.';
comment on column learning.officer_certificates.content is 'The PDF. In clear: it holds the name that a colleague shows at work, and there is no key of a person without a file.';
comment on column learning.officer_certificates.issued_at is 'When.';
alter table learning.officer_certificates enable row level security;
alter table learning.officer_certificates force row level security;
create policy owner_all on learning.officer_certificates to ponte_owner using (true) with check (true);
create policy own on learning.officer_certificates for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy manager on learning.officer_certificates for select to ponte_app
  using (office_id in (select access.scopes('office', array['office-manager'])));
create policy issues on learning.officer_certificates for insert to ponte_app
  with check (
    account_id is distinct from kernel.actor()
    and (study_id, account_id, office_id) in (select f.study_id, f.account_id, f.office_id from learning.colleagues_finished() f)
  );
grant select, insert on learning.officer_certificates to ponte_app;

create function learning.count_officers(of_offices uuid[], from_moment timestamptz, to_moment timestamptz)
returns table (office_id uuid, state text, studies bigint)
language sql stable security definer
set search_path = ''
as $$
  select o.office_id, m.state, count(distinct o.study_id)
    from learning.officer_studies(array(select one from unnest(of_offices) one where one in (select access.countable()))) o
   cross join lateral (values ('begun', o.begun_at), ('finished', o.finished_at)) as m (state, at)
   where m.at >= from_moment and m.at < to_moment
   group by o.office_id, m.state
$$;
comment on function learning.count_officers(uuid[], timestamptz, timestamptz) is 'Courses for officers that officers of an office began and finished in a span.';
