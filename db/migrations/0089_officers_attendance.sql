-- Officers of the partner offices who were at the sessions of a group for officers get a certificate of attendance without a file,
-- as they get that of a course (0082): the manager of their office issues it.

alter table learning.enrolments add constraint enrolments_of_account unique (id, account_id);

create function learning.colleagues_attended()
returns table (enrolment_id uuid, account_id uuid, office_id uuid, title jsonb, group_name text, present int, held int, needed int,
  last_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
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
$$;
comment on function learning.colleagues_attended() is 'At how many sessions of groups for officers the officers of an office were, for its manager, once the last session is over: counts, no single tick. Needed is the share that the group asks for, in sessions, rounded up.';

create table learning.officer_attendance_certificates (
  id uuid primary key,
  enrolment_id uuid not null constraint officer_attendance_certificates_once unique,
  account_id uuid not null,
  office_id uuid not null constraint officer_attendance_certificates_office references offices.offices (id),
  document_id uuid not null constraint officer_attendance_certificates_document references documents.issued (id) on delete cascade,
  content bytea not null constraint officer_attendance_certificates_content check (octet_length(content) between 1 and 2000000),
  present int not null constraint officer_attendance_certificates_present check (present >= 0),
  held int not null constraint officer_attendance_certificates_held check (held >= 1),
  issued_at timestamptz not null default now(),
  constraint officer_attendance_certificates_share check (present <= held),
  constraint officer_attendance_certificates_enrolment foreign key (enrolment_id, account_id)
    references learning.enrolments (id, account_id) on delete cascade
);
create index officer_attendance_certificates_account_id on learning.officer_attendance_certificates (account_id);
create index officer_attendance_certificates_office_id on learning.officer_attendance_certificates (office_id);
comment on table learning.officer_attendance_certificates is 'Certificate of attendance of a group for an officer, who has no file: issued by the manager of the office, never by the officer.';
comment on column learning.officer_attendance_certificates.id is 'UUID v7.';
comment on column learning.officer_attendance_certificates.enrolment_id is 'For taking part in which group; there is one.';
comment on column learning.officer_attendance_certificates.account_id is 'The officer.';
comment on column learning.officer_attendance_certificates.office_id is 'Office in which they work, and in whose name it is issued.';
comment on column learning.officer_attendance_certificates.document_id is 'The issued document, which anybody verifies by its code.';
comment on column learning.officer_attendance_certificates.content is 'The PDF. In clear: it holds the name that a colleague shows at work, and there is no key of a person without a file.';
comment on column learning.officer_attendance_certificates.present is 'Sessions at which they were, when it was issued.';
comment on column learning.officer_attendance_certificates.held is 'Sessions that were held.';
comment on column learning.officer_attendance_certificates.issued_at is 'When.';
alter table learning.officer_attendance_certificates enable row level security;
alter table learning.officer_attendance_certificates force row level security;
create policy owner_all on learning.officer_attendance_certificates to ponte_owner using (true) with check (true);
create policy own on learning.officer_attendance_certificates for select to ponte_app
  using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy manager on learning.officer_attendance_certificates for select to ponte_app
  using (office_id in (select access.scopes('office', array['office-manager'])));
-- The counts are those of the trainers' ticks, whatever the application says.
create policy issues on learning.officer_attendance_certificates for insert to ponte_app
  with check (
    account_id is distinct from kernel.actor()
    and (enrolment_id, account_id, office_id, present, held) in (
      select f.enrolment_id, f.account_id, f.office_id, f.present, f.held from learning.colleagues_attended() f where f.present >= f.needed
    )
  );
grant select, insert on learning.officer_attendance_certificates to ponte_app;
