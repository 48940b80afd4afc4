-- Loans of partner lenders: what they offer, who asks for one by a grant of theirs, and the loans that came of it.
-- The lender's own system stays the book of record.

create schema loans;
comment on schema loans is 'Products of lenders, applications for them, and loans as their lenders report them.';
grant usage on schema loans to ponte_app, ponte_jobs;

create function loans.lending() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('organisation', array['lender']) $$;
comment on function loans.lending() is 'Organisations for which the actor lends.';

-- A grant to an organisation is read by those who answer for it in that matter: an application for a loan by its lenders, all else by those
-- who answer referrals. Without the difference an adviser of a bank would read what a borrower showed to its credit desk.
create or replace function consent.subjects(part text) returns setof uuid
language sql stable security definer
set search_path = ''
as $$
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
$$;

create or replace function consent.granted_to_actor() returns setof uuid
language sql stable security definer
set search_path = ''
as $$
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
$$;

create function loans.may_become(machine text, before text, after text) returns boolean
language sql immutable
as $$
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
$$;
comment on function loans.may_become(text, text, text) is 'The state charts of docs/states/loan-application.md and loan.md, and of a product.';

create function loans.guard_state() returns trigger
language plpgsql
as $$
begin
  if not loans.may_become(tg_argv[0], old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = tg_argv[0] || '_state_follows';
  end if;
  return new;
end
$$;
comment on function loans.guard_state() is 'Refuses a change of state that the state chart does not have.';

create table loans.products (
  id uuid primary key,
  organisation_id uuid not null constraint products_organisation references directory.organisations (id),
  replaces_id uuid,
  version int not null default 1 constraint products_version check (version between 1 and 10000),
  name kernel.translated not null,
  about kernel.translated not null,
  eligible kernel.translated not null,
  currency text not null constraint products_currency check (currency ~ '^[A-Z]{3}$'),
  least_minor bigint not null constraint products_least check (least_minor > 0),
  most_minor bigint not null constraint products_most check (most_minor <= 100000000000),
  least_instalments int not null constraint products_least_instalments check (least_instalments >= 1),
  most_instalments int not null constraint products_most_instalments check (most_instalments <= 360),
  frequency text not null constraint products_frequency check (frequency in ('MONTHS', 'WEEKS')),
  way text not null constraint products_way check (way in ('instalments', 'principal', 'flat', 'mark-up')),
  annual_rate text constraint products_annual_rate check (annual_rate ~ '^\d{1,3}(\.\d{1,4})?$'),
  markup_percent text constraint products_markup_percent check (markup_percent ~ '^\d{1,3}(\.\d{1,4})?$'),
  fee_percent text not null default '0' constraint products_fee_percent check (fee_percent ~ '^\d{1,2}(\.\d{1,4})?$'),
  grace int not null default 0 constraint products_grace check (grace between 0 and 24),
  valid_from date not null,
  valid_until date,
  assumption boolean not null default false,
  state text not null default 'draft' constraint products_state check (state in ('draft', 'published', 'withdrawn')),
  created_by uuid,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  withdrawn_at timestamptz,
  constraint products_reach unique (id, organisation_id),
  constraint products_replaces foreign key (replaces_id, organisation_id) references loans.products (id, organisation_id),
  constraint products_amounts check (least_minor <= most_minor),
  constraint products_terms check (least_instalments <= most_instalments and grace < least_instalments),
  constraint products_charging check ((way = 'mark-up') = (markup_percent is not null) and (way = 'mark-up') = (annual_rate is null)),
  constraint products_mark_up_without_grace check (way <> 'mark-up' or grace = 0),
  constraint products_validity check (valid_until >= valid_from),
  constraint products_published check ((state = 'draft') = (published_at is null)),
  constraint products_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index products_organisation_id on loans.products (organisation_id, state);
create index products_replaces_id on loans.products (replaces_id) where replaces_id is not null;
create index products_shown on loans.products (published_at) where state = 'published';
comment on table loans.products is 'What a lender offers: one row a version. A published version never changes; it is withdrawn and another takes its place.';
comment on column loans.products.id is 'UUID v7.';
comment on column loans.products.organisation_id is 'The lender.';
comment on column loans.products.replaces_id is 'The version that this one takes the place of.';
comment on column loans.products.version is 'Number of the version.';
comment on column loans.products.name is 'What it is called.';
comment on column loans.products.about is 'What it is for and how it works.';
comment on column loans.products.eligible is 'Who can apply.';
comment on column loans.products.currency is 'ISO 4217.';
comment on column loans.products.least_minor is 'Smallest loan, in minor units.';
comment on column loans.products.most_minor is 'Largest loan, in minor units.';
comment on column loans.products.least_instalments is 'Fewest instalments.';
comment on column loans.products.most_instalments is 'Most instalments.';
comment on column loans.products.frequency is 'An instalment a month or a week.';
comment on column loans.products.way is 'Equal instalments, equal principal, flat interest; or without interest, with a mark-up agreed in advance.';
comment on column loans.products.annual_rate is 'Interest a year in per cent, exact text; null without interest.';
comment on column loans.products.markup_percent is 'Without interest: what is paid beside the principal, in per cent of the loan, for its whole time.';
comment on column loans.products.fee_percent is 'Fee in per cent of the loan, kept back when it is paid out.';
comment on column loans.products.grace is 'First instalments without principal.';
comment on column loans.products.valid_from is 'First day on which one can apply.';
comment on column loans.products.valid_until is 'Last day; null where none is set.';
comment on column loans.products.assumption is 'Whether its figures are assumptions of a demonstration; the page says so.';
comment on column loans.products.state is 'Draft, published or withdrawn.';
comment on column loans.products.created_by is 'Account that wrote it.';
comment on column loans.products.created_at is 'When.';
comment on column loans.products.published_at is 'When it was published.';
comment on column loans.products.withdrawn_at is 'When it was withdrawn.';
alter table loans.products enable row level security;
alter table loans.products force row level security;
create policy owner_all on loans.products to ponte_owner using (true) with check (true);
create policy jobs_all on loans.products to ponte_jobs using (true);
create policy published on loans.products for select to ponte_app using (published_at is not null);
create policy lender on loans.products for select to ponte_app using (organisation_id in (select loans.lending()));
create policy lender_adds on loans.products for insert to ponte_app
  with check (organisation_id in (select loans.lending()) and state = 'draft' and created_by = kernel.actor());
create policy lender_changes on loans.products for update to ponte_app
  using (organisation_id in (select loans.lending())) with check (organisation_id in (select loans.lending()));
grant select, insert on loans.products to ponte_app;
grant update (name, about, eligible, currency, least_minor, most_minor, least_instalments, most_instalments, frequency, way, annual_rate,
  markup_percent, fee_percent, grace, valid_from, valid_until, state, published_at, withdrawn_at) on loans.products to ponte_app;
grant select on loans.products to ponte_jobs;
create trigger guard_state before update of state on loans.products
  for each row when (old.state is distinct from new.state) execute function loans.guard_state('product');

create function loans.guard_published() returns trigger
language plpgsql
as $$
begin
  if to_jsonb(new) - array['state', 'withdrawn_at'] is distinct from to_jsonb(old) - array['state', 'withdrawn_at'] then
    raise exception 'a published version does not change' using errcode = 'check_violation', constraint = 'products_unchanged';
  end if;
  return new;
end
$$;
comment on function loans.guard_published() is 'What somebody signed for must still stand there: a published version is only withdrawn.';
create trigger guard_published before update on loans.products
  for each row when (old.state <> 'draft') execute function loans.guard_published();

create table loans.applications (
  id uuid primary key,
  product_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  venture_id uuid,
  venture_office_id uuid,
  grant_id uuid not null,
  state text not null default 'sent' constraint applications_state check (
    state in ('sent', 'in-review', 'asked', 'approved', 'declined', 'signed', 'paid-out', 'withdrawn')),
  amount_minor bigint not null constraint applications_amount check (amount_minor > 0),
  instalments int not null constraint applications_instalments check (instalments between 1 and 360),
  purpose text not null constraint applications_purpose check (length(purpose) between 1 and 2000),
  office_follows boolean not null,
  opinion text constraint applications_opinion check (length(opinion) between 1 and 4000),
  opinion_by uuid,
  question text constraint applications_question check (length(question) between 1 and 2000),
  answer text constraint applications_answer check (length(answer) between 1 and 4000),
  conditions text constraint applications_conditions check (length(conditions) <= 2000),
  reason text constraint applications_reason check (length(reason) between 1 and 2000),
  agreed_minor bigint constraint applications_agreed check (agreed_minor > 0),
  agreed_instalments int constraint applications_agreed_instalments check (agreed_instalments between 1 and 360),
  sent_by uuid not null,
  sent_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  signed_on date,
  paid_out_on date,
  constraint applications_reach unique (id, organisation_id, person_id, office_id),
  constraint applications_product foreign key (product_id, organisation_id) references loans.products (id, organisation_id),
  constraint applications_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint applications_venture foreign key (venture_id, venture_office_id) references ventures.ventures (id, office_id)
    on update cascade on delete set null (venture_id, venture_office_id),
  constraint applications_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id) on delete cascade,
  constraint applications_venture_whole check ((venture_id is null) = (venture_office_id is null)),
  constraint applications_opinion_by check ((opinion is null) = (opinion_by is null)),
  constraint applications_declined_why check (state <> 'declined' or reason is not null),
  constraint applications_asked_what check (state <> 'asked' or question is not null),
  constraint applications_agreement check ((agreed_minor is null) = (agreed_instalments is null)),
  constraint applications_approved_what check (state not in ('approved', 'signed', 'paid-out') or agreed_minor is not null),
  constraint applications_signed_when check (state not in ('signed', 'paid-out') or signed_on is not null),
  constraint applications_paid_out_when check ((state = 'paid-out') = (paid_out_on is not null))
);
-- With the office: an index is asked before the foreign key, and must not tell another office that the person is known.
create unique index applications_one_open on loans.applications (person_id, office_id, product_id)
  where state in ('sent', 'in-review', 'asked', 'approved', 'signed');
create index applications_organisation_id on loans.applications (organisation_id, state, sent_at desc);
create index applications_person_id on loans.applications (person_id);
create index applications_product_id on loans.applications (product_id, organisation_id);
create index applications_venture_id on loans.applications (venture_id) where venture_id is not null;
create index applications_grant_id on loans.applications (grant_id);
comment on table loans.applications is 'Somebody asks a lender for a loan, by a grant that says what the lender sees. Drawn in docs/states/loan-application.md.';
comment on column loans.applications.id is 'UUID v7.';
comment on column loans.applications.product_id is 'The version of the product.';
comment on column loans.applications.organisation_id is 'The lender.';
comment on column loans.applications.person_id is 'Who asks.';
comment on column loans.applications.office_id is 'Office that has custody of the file.';
comment on column loans.applications.venture_id is 'The venture for which the loan is.';
comment on column loans.applications.venture_office_id is 'Office that has custody of the venture; follows it by foreign key.';
comment on column loans.applications.grant_id is 'The person''s agreement; withdrawn, the lender sees nothing any more.';
comment on column loans.applications.state is 'Where it stands.';
comment on column loans.applications.amount_minor is 'Amount asked for, in minor units of the product''s currency.';
comment on column loans.applications.instalments is 'Instalments asked for.';
comment on column loans.applications.purpose is 'What the money is for.';
comment on column loans.applications.office_follows is 'Whether the person lets the counsellor of their office follow it.';
comment on column loans.applications.opinion is 'What the counsellor says; the person and the lender read it.';
comment on column loans.applications.opinion_by is 'Account of the counsellor.';
comment on column loans.applications.question is 'What else the lender asks for.';
comment on column loans.applications.answer is 'What was answered.';
comment on column loans.applications.conditions is 'Conditions of the approval.';
comment on column loans.applications.reason is 'Why it was declined.';
comment on column loans.applications.agreed_minor is 'Amount that the lender approved.';
comment on column loans.applications.agreed_instalments is 'Instalments that the lender approved.';
comment on column loans.applications.sent_by is 'Account of the person or the counsellor.';
comment on column loans.applications.sent_at is 'When.';
comment on column loans.applications.decided_by is 'Account of the lender.';
comment on column loans.applications.decided_at is 'When it was approved or declined.';
comment on column loans.applications.signed_on is 'Day of the contract.';
comment on column loans.applications.paid_out_on is 'Day on which the lender paid it out.';
alter table loans.applications enable row level security;
alter table loans.applications force row level security;
create policy owner_all on loans.applications to ponte_owner using (true) with check (true);
create policy jobs_all on loans.applications to ponte_jobs using (true) with check (true);
create policy self on loans.applications for select to ponte_app using (person_id in (select access.own_subjects()));
create policy custody on loans.applications for select to ponte_app using (office_follows and office_id in (select access.desks()));
create policy lender on loans.applications for select to ponte_app
  using (organisation_id in (select loans.lending()) and grant_id in (select consent.granted_to_actor()));
create policy self_sends on loans.applications for insert to ponte_app
  with check (person_id in (select access.own_subjects()) and sent_by = kernel.actor() and state = 'sent' and opinion is null);
create policy custody_sends on loans.applications for insert to ponte_app
  with check (office_follows and office_id in (select access.desks()) and sent_by = kernel.actor() and state = 'sent');
create policy self_changes on loans.applications for update to ponte_app
  using (person_id in (select access.own_subjects())) with check (person_id in (select access.own_subjects()));
create policy custody_changes on loans.applications for update to ponte_app
  using (office_follows and office_id in (select access.desks())) with check (office_follows and office_id in (select access.desks()));
create policy lender_answers on loans.applications for update to ponte_app
  using (organisation_id in (select loans.lending()) and grant_id in (select consent.granted_to_actor()))
  with check (organisation_id in (select loans.lending()) and grant_id in (select consent.granted_to_actor()));
grant select, insert on loans.applications to ponte_app;
grant update (state, office_follows, opinion, opinion_by, question, answer, conditions, reason, agreed_minor, agreed_instalments, decided_by,
  decided_at, signed_on, paid_out_on) on loans.applications to ponte_app;
grant select, update (state) on loans.applications to ponte_jobs;
create trigger guard_state before update of state on loans.applications
  for each row when (old.state is distinct from new.state) execute function loans.guard_state('application');

create function loans.guard_venture() returns trigger
language plpgsql
as $$
begin
  if new.venture_id is not null and not exists (
    select from ventures.ventures v where v.id = new.venture_id and v.office_id = new.venture_office_id
  ) then
    -- The same answer whether the venture does not exist or is out of the writer's sight.
    raise exception 'no such venture' using errcode = 'foreign_key_violation', constraint = 'applications_venture';
  end if;
  return new;
end
$$;
comment on function loans.guard_venture() is 'An application is for a venture that its writer can see: foreign keys alone would cross row-level security.';
create trigger guard_venture before insert on loans.applications
  for each row execute function loans.guard_venture();

create function loans.guard_sides() returns trigger
language plpgsql
as $$
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
$$;
comment on function loans.guard_sides() is 'Each side writes what is its own: policies cannot name columns.';
create trigger guard_sides before update of state, office_follows, opinion, opinion_by, question, answer, conditions, reason, agreed_minor,
  agreed_instalments, decided_by, decided_at, signed_on, paid_out_on on loans.applications
  for each row when (kernel.actor() is not null and current_user = 'ponte_app') execute function loans.guard_sides();

create function loans.end_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  return null;
end
$$;
comment on function loans.end_grant() is 'A lender that will not lend, or is not asked any more, has no reason to go on seeing.';
create trigger end_grant after update of state on loans.applications
  for each row when (old.state is distinct from new.state and new.state in ('declined', 'withdrawn')) execute function loans.end_grant();

create function loans.follow_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update loans.applications set state = 'withdrawn' where grant_id = new.id and state in ('sent', 'in-review', 'asked', 'approved', 'signed');
  return null;
end
$$;
comment on function loans.follow_grant() is 'An application falls with the grant on which it rests, in the same statement as the withdrawal.';
create trigger loans_follow after update of withdrawn_at on consent.grants
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function loans.follow_grant();

create table loans.loans (
  id uuid primary key,
  application_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  reference text not null constraint loans_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$'),
  currency text not null constraint loans_currency check (currency ~ '^[A-Z]{3}$'),
  principal_minor bigint not null constraint loans_principal check (principal_minor > 0),
  paid_out_on date not null,
  state text not null default 'running' constraint loans_state check (state in ('running', 'settled', 'written-off', 'recovered')),
  rescheduled boolean not null default false,
  balance_minor bigint not null constraint loans_balance check (balance_minor >= 0),
  past_due_days int not null default 0 constraint loans_past_due_days check (past_due_days between 0 and 36500),
  reported_on date not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint loans_one_an_application unique (application_id, organisation_id),
  constraint loans_own_reference unique (organisation_id, reference),
  constraint loans_reach unique (id, organisation_id),
  constraint loans_application foreign key (application_id, organisation_id, person_id, office_id)
    references loans.applications (id, organisation_id, person_id, office_id) on update cascade on delete cascade,
  constraint loans_settled check (state <> 'settled' or balance_minor = 0)
);
create index loans_person_id on loans.loans (person_id);
create index loans_office_id on loans.loans (office_id);
create index loans_arrears on loans.loans (organisation_id, state, past_due_days);
comment on table loans.loans is 'A loan as its lender reports it. Drawn in docs/states/loan.md.';
comment on column loans.loans.id is 'UUID v7.';
comment on column loans.loans.application_id is 'The application.';
comment on column loans.loans.organisation_id is 'The lender.';
comment on column loans.loans.person_id is 'The borrower.';
comment on column loans.loans.office_id is 'Office that has custody of the file.';
comment on column loans.loans.reference is 'Number of the loan in the lender''s own system.';
comment on column loans.loans.currency is 'ISO 4217.';
comment on column loans.loans.principal_minor is 'What was lent, in minor units.';
comment on column loans.loans.paid_out_on is 'When it was paid out.';
comment on column loans.loans.state is 'Running, settled, written off or recovered.';
comment on column loans.loans.rescheduled is 'Whether its terms were changed because it could not be repaid as agreed.';
comment on column loans.loans.balance_minor is 'Principal still owed as the lender last said; after a write-off the loss.';
comment on column loans.loans.past_due_days is 'Days since the oldest unpaid instalment was due, as the lender last said.';
comment on column loans.loans.reported_on is 'Day of which balance and days are.';
comment on column loans.loans.created_by is 'Account of the lender.';
comment on column loans.loans.created_at is 'When.';
alter table loans.loans enable row level security;
alter table loans.loans force row level security;
create policy owner_all on loans.loans to ponte_owner using (true) with check (true);
create policy jobs_all on loans.loans to ponte_jobs using (true) with check (true);
create policy self on loans.loans for select to ponte_app using (person_id in (select access.own_subjects()));
create policy custody on loans.loans for select to ponte_app
  using (office_id in (select access.desks()) and application_id in (select id from loans.applications where office_follows));
create policy lender on loans.loans for select to ponte_app using (organisation_id in (select loans.lending()));
create policy lender_adds on loans.loans for insert to ponte_app
  with check (
    organisation_id in (select loans.lending())
    and state = 'running'
    and created_by = kernel.actor()
    and application_id in (select id from loans.applications where state = 'paid-out' and grant_id in (select consent.granted_to_actor()))
  );
create policy lender_reports on loans.loans for update to ponte_app
  using (organisation_id in (select loans.lending())) with check (organisation_id in (select loans.lending()));
grant select, insert on loans.loans to ponte_app;
grant update (state, rescheduled, balance_minor, past_due_days, reported_on) on loans.loans to ponte_app;
grant select on loans.loans to ponte_jobs;
create trigger guard_state before update of state on loans.loans
  for each row when (old.state is distinct from new.state) execute function loans.guard_state('loan');

create table loans.instalments (
  loan_id uuid not null,
  organisation_id uuid not null,
  n int not null constraint instalments_n check (n between 1 and 600),
  due_on date not null,
  principal_minor bigint not null constraint instalments_principal check (principal_minor >= 0),
  interest_minor bigint not null constraint instalments_interest check (interest_minor >= 0),
  fees_minor bigint not null constraint instalments_fees check (fees_minor >= 0),
  constraint instalments_pkey primary key (loan_id, n),
  constraint instalments_loan foreign key (loan_id, organisation_id) references loans.loans (id, organisation_id) on delete cascade
);
comment on table loans.instalments is 'What is due when, as agreed.';
comment on column loans.instalments.loan_id is 'The loan.';
comment on column loans.instalments.organisation_id is 'The lender.';
comment on column loans.instalments.n is 'Number.';
comment on column loans.instalments.due_on is 'Day on which it is due.';
comment on column loans.instalments.principal_minor is 'Principal.';
comment on column loans.instalments.interest_minor is 'Interest; 0 without interest.';
comment on column loans.instalments.fees_minor is 'Fee or mark-up agreed in advance.';
alter table loans.instalments enable row level security;
alter table loans.instalments force row level security;
create policy owner_all on loans.instalments to ponte_owner using (true) with check (true);
create policy jobs_all on loans.instalments to ponte_jobs using (true);
create policy with_loan on loans.instalments for select to ponte_app using (loan_id in (select id from loans.loans));
create policy lender_adds on loans.instalments for insert to ponte_app
  with check (organisation_id in (select loans.lending()) and loan_id in (select id from loans.loans));
grant select, insert on loans.instalments to ponte_app;
grant select on loans.instalments to ponte_jobs;
