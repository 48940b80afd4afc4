-- Savings schemes of banks and savings bodies: what they offer, who saves with them, what is paid in and drawn, and the credit that savings
-- open. The organisation's own system stays the book of record; the money stands on the ledger, which knows no person.

create schema savings;
comment on schema savings is 'Savings schemes, those who save, what is paid in abroad and drawn at home, and credits that savings open.';
grant usage on schema savings to ponte_app, ponte_jobs;

create function savings.keeping() returns setof uuid
language sql stable security definer
set search_path = ''
as $$ select access.scopes('organisation', array['lender']) $$;
comment on function savings.keeping() is 'Organisations whose savings the actor keeps.';

-- What a saver shows to a bank is read by those who keep its savings and loans, not by those who answer its referrals.
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
       or (recipient_kind = 'organisation' and purpose not in ('loans.purpose.application', 'savings.purpose.membership')
           and recipient_id in (select access.organisations()))
       or (recipient_kind = 'organisation' and purpose in ('loans.purpose.application', 'savings.purpose.membership')
           and recipient_id in (select loans.lending()))
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
       or (recipient_kind = 'organisation' and purpose not in ('loans.purpose.application', 'savings.purpose.membership')
           and recipient_id in (select access.organisations()))
       or (recipient_kind = 'organisation' and purpose in ('loans.purpose.application', 'savings.purpose.membership')
           and recipient_id in (select loans.lending()))
       or (recipient_kind = 'account' and recipient_id = kernel.actor() and kernel.assurance() >= 1)
     )
$$;

create function savings.may_become(machine text, before text, after text) returns boolean
language sql immutable
as $$
  select (machine, before, after) in (
    values
      ('scheme', 'draft', 'published'),
      ('scheme', 'published', 'withdrawn'),
      ('membership', 'asked', 'running'),
      ('membership', 'asked', 'declined'),
      ('membership', 'asked', 'withdrawn'),
      ('membership', 'running', 'closed'),
      ('credit', 'asked', 'open'),
      ('credit', 'asked', 'declined'),
      ('credit', 'asked', 'withdrawn'),
      ('credit', 'open', 'repaid'),
      ('credit', 'open', 'covered')
  )
$$;
comment on function savings.may_become(text, text, text) is 'The state charts of docs/states/saving.md, and of a scheme.';

create function savings.guard_state() returns trigger
language plpgsql
as $$
begin
  if not savings.may_become(tg_argv[0], old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = tg_argv[0] || '_state_follows';
  end if;
  return new;
end
$$;
comment on function savings.guard_state() is 'Refuses a change of state that the state chart does not have.';

create table savings.schemes (
  id uuid primary key,
  organisation_id uuid not null constraint schemes_organisation references directory.organisations (id),
  replaces_id uuid,
  version int not null default 1 constraint schemes_version check (version between 1 and 10000),
  name kernel.translated not null,
  about kernel.translated not null,
  eligible kernel.translated not null,
  purposes text[] not null constraint schemes_purposes check (
    purposes <@ array['firm', 'home', 'school', 'health', 'equipment', 'return'] and cardinality(purposes) between 1 and 6),
  saving_currency text not null constraint schemes_saving_currency check (saving_currency ~ '^[A-Z]{3}$'),
  home_currency text not null constraint schemes_home_currency check (home_currency ~ '^[A-Z]{3}$'),
  draw_month_minor bigint not null constraint schemes_draw_month check (draw_month_minor between 0 and 100000000000),
  draw_percent int not null constraint schemes_draw_percent check (draw_percent between 0 and 100),
  draw_wait_days int not null constraint schemes_draw_wait check (draw_wait_days between 0 and 365),
  credit_months int not null constraint schemes_credit_months check (credit_months between 0 and 120),
  credit_saved_minor bigint not null constraint schemes_credit_saved check (credit_saved_minor between 0 and 100000000000),
  credit_multiple text not null constraint schemes_credit_multiple check (credit_multiple ~ '^\d{1,2}(\.\d{1,2})?$'),
  credit_most_minor bigint not null constraint schemes_credit_most check (credit_most_minor between 0 and 100000000000),
  pledge_percent int not null constraint schemes_pledge_percent check (pledge_percent between 0 and 100),
  product_id uuid,
  assumption boolean not null default false,
  state text not null default 'draft' constraint schemes_state check (state in ('draft', 'published', 'withdrawn')),
  created_by uuid,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  withdrawn_at timestamptz,
  constraint schemes_reach unique (id, organisation_id),
  constraint schemes_replaces foreign key (replaces_id, organisation_id) references savings.schemes (id, organisation_id),
  constraint schemes_product foreign key (product_id, organisation_id) references loans.products (id, organisation_id),
  constraint schemes_published check ((state = 'draft') = (published_at is null)),
  constraint schemes_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index schemes_organisation_id on savings.schemes (organisation_id, state);
create index schemes_replaces_id on savings.schemes (replaces_id) where replaces_id is not null;
create index schemes_product_id on savings.schemes (product_id) where product_id is not null;
create index schemes_shown on savings.schemes (published_at) where state = 'published';
comment on table savings.schemes is 'A savings scheme: one row a version. A published version never changes; whoever joined saves by the rules of theirs.';
comment on column savings.schemes.id is 'UUID v7.';
comment on column savings.schemes.organisation_id is 'The bank or savings body.';
comment on column savings.schemes.replaces_id is 'The version that this one takes the place of.';
comment on column savings.schemes.version is 'Number of the version.';
comment on column savings.schemes.name is 'What it is called.';
comment on column savings.schemes.about is 'What it is for and how it works.';
comment on column savings.schemes.eligible is 'Who can save.';
comment on column savings.schemes.purposes is 'Goals that it suggests.';
comment on column savings.schemes.saving_currency is 'ISO 4217: what is paid in abroad, and in which everything is counted.';
comment on column savings.schemes.home_currency is 'ISO 4217: what the family is paid at home.';
comment on column savings.schemes.draw_month_minor is 'Most that the family draws in a calendar month, in minor units of the currency of saving; 0: nothing.';
comment on column savings.schemes.draw_percent is 'Most that it draws in a month, in per cent of what is saved and has waited.';
comment on column savings.schemes.draw_wait_days is 'Days that a deposit waits before it can be drawn.';
comment on column savings.schemes.credit_months is 'Calendar months in a row with a deposit that open the credit.';
comment on column savings.schemes.credit_saved_minor is 'Least balance that opens it.';
comment on column savings.schemes.credit_multiple is 'How many times the balance is lent, exact text.';
comment on column savings.schemes.credit_most_minor is 'Most that is lent; 0: the scheme opens no credit.';
comment on column savings.schemes.pledge_percent is 'Savings pledged for a credit, in per cent of it.';
comment on column savings.schemes.product_id is 'The loan of the same organisation that the saver then asks for; null where there is none.';
comment on column savings.schemes.assumption is 'Whether its figures are assumptions of a demonstration; the page says so.';
comment on column savings.schemes.state is 'Draft, published or withdrawn.';
comment on column savings.schemes.created_by is 'Account that wrote it.';
comment on column savings.schemes.created_at is 'When.';
comment on column savings.schemes.published_at is 'When it was published.';
comment on column savings.schemes.withdrawn_at is 'When it was withdrawn.';
alter table savings.schemes enable row level security;
alter table savings.schemes force row level security;
create policy owner_all on savings.schemes to ponte_owner using (true) with check (true);
create policy jobs_all on savings.schemes to ponte_jobs using (true);
create policy published on savings.schemes for select to ponte_app using (published_at is not null);
create policy keeper on savings.schemes for select to ponte_app using (organisation_id in (select savings.keeping()));
create policy keeper_adds on savings.schemes for insert to ponte_app
  with check (organisation_id in (select savings.keeping()) and state = 'draft' and created_by = kernel.actor());
create policy keeper_changes on savings.schemes for update to ponte_app
  using (organisation_id in (select savings.keeping())) with check (organisation_id in (select savings.keeping()));
grant select, insert on savings.schemes to ponte_app;
grant update (name, about, eligible, purposes, saving_currency, home_currency, draw_month_minor, draw_percent, draw_wait_days, credit_months,
  credit_saved_minor, credit_multiple, credit_most_minor, pledge_percent, product_id, state, published_at, withdrawn_at) on savings.schemes
  to ponte_app;
grant select on savings.schemes to ponte_jobs;
create trigger guard_state before update of state on savings.schemes
  for each row when (old.state is distinct from new.state) execute function savings.guard_state('scheme');

create function savings.guard_published() returns trigger
language plpgsql
as $$
begin
  if to_jsonb(new) - array['state', 'withdrawn_at'] is distinct from to_jsonb(old) - array['state', 'withdrawn_at'] then
    raise exception 'a published version does not change' using errcode = 'check_violation', constraint = 'schemes_unchanged';
  end if;
  return new;
end
$$;
comment on function savings.guard_published() is 'The rules by which somebody saves must still stand there: a published version is only withdrawn.';
create trigger guard_published before update on savings.schemes
  for each row when (old.state <> 'draft') execute function savings.guard_published();

create table savings.aims (
  scheme_id uuid not null constraint aims_scheme references savings.schemes (id) on delete cascade,
  plan_id uuid not null constraint aims_plan references plans.plans (id) on delete cascade,
  part_id uuid not null,
  constraint aims_pkey primary key (scheme_id, plan_id, part_id)
);
create index aims_plan_id on savings.aims (plan_id);
comment on table savings.aims is 'Objectives and actions of published development plans of places that a scheme serves.';
comment on column savings.aims.scheme_id is 'The scheme.';
comment on column savings.aims.plan_id is 'The plan.';
comment on column savings.aims.part_id is 'Objective, measure or action of it; stands in the content of its version.';
alter table savings.aims enable row level security;
alter table savings.aims force row level security;
create policy owner_all on savings.aims to ponte_owner using (true) with check (true);
create policy jobs_all on savings.aims to ponte_jobs using (true);
create policy with_scheme on savings.aims for select to ponte_app using (scheme_id in (select id from savings.schemes));
create policy keeper_adds on savings.aims for insert to ponte_app
  with check (
    scheme_id in (select id from savings.schemes where organisation_id in (select savings.keeping()))
    and plan_id in (select id from plans.plans where version > 0)
  );
create policy keeper_removes on savings.aims for delete to ponte_app
  using (scheme_id in (select id from savings.schemes where organisation_id in (select savings.keeping())));
grant select, insert, delete on savings.aims to ponte_app;
grant select on savings.aims to ponte_jobs;

create table savings.memberships (
  id uuid primary key,
  scheme_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  office_id uuid not null,
  grant_id uuid not null,
  number text not null constraint memberships_number check (number ~ '^[0-9a-f]{12}$'),
  state text not null default 'asked' constraint memberships_state check (state in ('asked', 'running', 'declined', 'withdrawn', 'closed')),
  purpose text not null constraint memberships_purpose check (purpose in ('firm', 'home', 'school', 'health', 'equipment', 'return')),
  goal_minor bigint not null constraint memberships_goal check (goal_minor between 1 and 100000000000),
  goal_on date not null,
  office_follows boolean not null,
  account_id uuid constraint memberships_account references ledger.accounts (id),
  reason text constraint memberships_reason check (length(reason) between 1 and 2000),
  sent_by uuid not null,
  sent_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  constraint memberships_reach unique (id, organisation_id),
  constraint memberships_number_once unique (organisation_id, number),
  constraint memberships_account_once unique (account_id),
  constraint memberships_scheme foreign key (scheme_id, organisation_id) references savings.schemes (id, organisation_id),
  constraint memberships_person foreign key (person_id, office_id) references people.people (id, office_id) on update cascade on delete cascade,
  constraint memberships_grant foreign key (grant_id, person_id) references consent.grants (id, subject_id) on delete cascade,
  constraint memberships_declined_why check (state <> 'declined' or reason is not null),
  constraint memberships_running_where check ((state in ('running', 'closed')) = (account_id is not null))
);
-- With the office: an index is asked before the foreign key, and must not tell another office that the person is known.
create unique index memberships_one_open on savings.memberships (person_id, office_id, scheme_id) where state in ('asked', 'running');
create index memberships_organisation_id on savings.memberships (organisation_id, state, sent_at desc);
create index memberships_person_id on savings.memberships (person_id);
create index memberships_scheme_id on savings.memberships (scheme_id, organisation_id);
create index memberships_grant_id on savings.memberships (grant_id);
comment on table savings.memberships is 'Somebody saves by a scheme, for a goal of theirs. Drawn in docs/states/saving.md.';
comment on column savings.memberships.id is 'UUID v7.';
comment on column savings.memberships.scheme_id is 'The version of the scheme, by whose rules they save.';
comment on column savings.memberships.organisation_id is 'The bank or savings body.';
comment on column savings.memberships.person_id is 'Who saves.';
comment on column savings.memberships.office_id is 'Office that has custody of the file.';
comment on column savings.memberships.grant_id is 'The person''s agreement; withdrawn, the organisation sees the number and what was paid, not the person.';
comment on column savings.memberships.number is 'What the account on the ledger is called by: drawn at random, says nothing of the person.';
comment on column savings.memberships.state is 'Asked, running, declined, withdrawn or closed.';
comment on column savings.memberships.purpose is 'What they save for.';
comment on column savings.memberships.goal_minor is 'How much, in minor units of the currency of saving.';
comment on column savings.memberships.goal_on is 'By when.';
comment on column savings.memberships.office_follows is 'Whether the person lets the counsellor of their office see it.';
comment on column savings.memberships.account_id is 'Their account in the book of the organisation; from the day on which they are taken on.';
comment on column savings.memberships.reason is 'Why they were declined.';
comment on column savings.memberships.sent_by is 'Account of the person.';
comment on column savings.memberships.sent_at is 'When they asked.';
comment on column savings.memberships.decided_by is 'Account of the organisation that took them on or declined.';
comment on column savings.memberships.decided_at is 'When.';
alter table savings.memberships enable row level security;
alter table savings.memberships force row level security;
create policy owner_all on savings.memberships to ponte_owner using (true) with check (true);
create policy jobs_all on savings.memberships to ponte_jobs using (true);
create policy self on savings.memberships for select to ponte_app using (person_id in (select access.own_subjects()));
create policy custody on savings.memberships for select to ponte_app using (office_follows and office_id in (select access.desks()));
create policy keeper on savings.memberships for select to ponte_app
  using (organisation_id in (select savings.keeping()) and (state in ('running', 'closed') or grant_id in (select consent.granted_to_actor())));
create policy self_asks on savings.memberships for insert to ponte_app
  with check (person_id in (select access.own_subjects()) and sent_by = kernel.actor() and state = 'asked');
create policy self_changes on savings.memberships for update to ponte_app
  using (person_id in (select access.own_subjects())) with check (person_id in (select access.own_subjects()));
create policy keeper_answers on savings.memberships for update to ponte_app
  using (organisation_id in (select savings.keeping()) and (state in ('running', 'closed') or grant_id in (select consent.granted_to_actor())))
  with check (organisation_id in (select savings.keeping()));
grant select, insert on savings.memberships to ponte_app;
grant update (state, purpose, goal_minor, goal_on, office_follows, account_id, reason, decided_by, decided_at) on savings.memberships to ponte_app;
grant select on savings.memberships to ponte_jobs;
create trigger guard_state before update of state on savings.memberships
  for each row when (old.state is distinct from new.state) execute function savings.guard_state('membership');

create function savings.guard_sides() returns trigger
language plpgsql
as $$
declare
  keeps boolean := new.organisation_id in (select savings.keeping());
  own boolean := new.person_id in (select access.own_subjects());
begin
  if not keeps and (
    (new.account_id, new.reason, new.decided_by, new.decided_at) is distinct from (old.account_id, old.reason, old.decided_by, old.decided_at)
    or old.state is distinct from new.state
  ) then
    raise exception 'only the organisation decides' using errcode = 'insufficient_privilege';
  end if;
  if not own and (new.purpose, new.goal_minor, new.goal_on, new.office_follows) is distinct from
                 (old.purpose, old.goal_minor, old.goal_on, old.office_follows) then
    raise exception 'the goal is the saver''s' using errcode = 'insufficient_privilege';
  end if;
  if new.account_id is distinct from old.account_id and not exists (
    select
      from ledger.accounts a
      join ledger.books b on b.id = a.book_id
      join savings.schemes s on s.id = new.scheme_id
     where a.id = new.account_id and b.scope_kind = 'organisation' and b.scope_id = new.organisation_id
       and a.currency = s.saving_currency and a.kind = 'liability' and a.ceiling_minor = 0 and a.code = 'savings:member:' || new.number
  ) then
    raise exception 'not the account of this saver' using errcode = 'check_violation', constraint = 'memberships_own_account';
  end if;
  if new.state = 'closed' and old.state = 'running' and exists (
    select from savings.record_of(new.id, current_date) r where r.balance_minor <> 0 or r.held_minor <> 0
  ) then
    raise exception 'money is left' using errcode = 'check_violation', constraint = 'memberships_empty';
  end if;
  return new;
end
$$;
comment on function savings.guard_sides() is 'Each side writes what is its own, the account is the saver''s, and nothing is closed on which money stands.';
create trigger guard_sides before update on savings.memberships
  for each row when (kernel.actor() is not null and current_user = 'ponte_app') execute function savings.guard_sides();

create function savings.end_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update consent.grants set withdrawn_at = now(), withdrawn_by = kernel.actor() where id = new.grant_id and withdrawn_at is null;
  return null;
end
$$;
comment on function savings.end_grant() is 'An organisation that declined, or with which nobody saves any more, has no reason to go on seeing.';
create trigger end_grant after update of state on savings.memberships
  for each row when (old.state is distinct from new.state and new.state in ('declined', 'withdrawn', 'closed')) execute function savings.end_grant();

create function savings.follow_grant() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update savings.memberships set state = 'withdrawn' where grant_id = new.id and state = 'asked';
  return null;
end
$$;
comment on function savings.follow_grant() is 'Who is not taken on yet asks no more once they take back their agreement; money that is saved stays where it is.';
create trigger savings_follow after update of withdrawn_at on consent.grants
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function savings.follow_grant();

create table savings.drawers (
  id uuid primary key,
  membership_id uuid not null constraint drawers_membership references savings.memberships (id) on delete cascade,
  reference text not null constraint drawers_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$'),
  added_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index drawers_once on savings.drawers (membership_id, reference) where ended_at is null;
comment on table savings.drawers is 'Who of the family may draw at home: a number of theirs in the organisation''s own system, never a name.';
comment on column savings.drawers.id is 'UUID v7.';
comment on column savings.drawers.membership_id is 'For whom they draw.';
comment on column savings.drawers.reference is 'Their number in the organisation''s own system.';
comment on column savings.drawers.added_at is 'When the saver named them.';
comment on column savings.drawers.ended_at is 'When the saver took it back.';
alter table savings.drawers enable row level security;
alter table savings.drawers force row level security;
create policy owner_all on savings.drawers to ponte_owner using (true) with check (true);
create policy jobs_all on savings.drawers to ponte_jobs using (true);
create policy with_membership on savings.drawers for select to ponte_app using (membership_id in (select id from savings.memberships));
create policy self_adds on savings.drawers for insert to ponte_app
  with check (membership_id in (select id from savings.memberships where person_id in (select access.own_subjects())) and ended_at is null);
create policy self_ends on savings.drawers for update to ponte_app
  using (membership_id in (select id from savings.memberships where person_id in (select access.own_subjects())))
  with check (membership_id in (select id from savings.memberships where person_id in (select access.own_subjects())));
grant select, insert, update (ended_at) on savings.drawers to ponte_app;
grant select on savings.drawers to ponte_jobs;

create table savings.movements (
  id uuid primary key,
  membership_id uuid not null,
  organisation_id uuid not null,
  kind text not null constraint movements_kind check (kind in ('deposit', 'draw', 'taken')),
  amount_minor bigint not null constraint movements_amount check (amount_minor between 1 and 100000000000),
  effective_on date not null,
  reference text not null constraint movements_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$'),
  entry_id uuid not null constraint movements_entry references ledger.entries (id),
  drawer_id uuid constraint movements_drawer references savings.drawers (id),
  home_minor bigint constraint movements_home check (home_minor > 0),
  rate text constraint movements_rate check (length(rate) between 1 and 60),
  rate_on date,
  rate_source text constraint movements_rate_source check (length(rate_source) between 1 and 200),
  booked_at timestamptz not null default now(),
  constraint movements_own_reference unique (organisation_id, reference),
  constraint movements_entry_once unique (entry_id),
  constraint movements_membership foreign key (membership_id, organisation_id) references savings.memberships (id, organisation_id) on delete cascade,
  constraint movements_by_whom check ((kind = 'draw') = (drawer_id is not null)),
  constraint movements_paid_at_home check ((kind = 'draw') = (home_minor is not null)),
  constraint movements_rate_whole check ((rate is null) = (rate_on is null) and (rate is null) = (rate_source is null) and (rate is null or kind = 'draw'))
);
create index movements_of_membership on savings.movements (membership_id, effective_on);
create index movements_drawer_id on savings.movements (drawer_id) where drawer_id is not null;
comment on table savings.movements is 'What a saver paid in, what the family drew, and what was taken of a pledge: each an entry of the ledger.';
comment on column savings.movements.id is 'UUID v7.';
comment on column savings.movements.membership_id is 'Whose savings.';
comment on column savings.movements.organisation_id is 'Who keeps them.';
comment on column savings.movements.kind is 'Deposit, draw, or taken of a pledge.';
comment on column savings.movements.amount_minor is 'In minor units of the currency of saving.';
comment on column savings.movements.effective_on is 'Day on which it took effect.';
comment on column savings.movements.reference is 'Its number in the organisation''s own system; each stands here once.';
comment on column savings.movements.entry_id is 'The entry of the ledger.';
comment on column savings.movements.drawer_id is 'Who of the family drew.';
comment on column savings.movements.home_minor is 'What was paid at home, in minor units of the currency there.';
comment on column savings.movements.rate is 'Units of the currency at home for one of the currency of saving, exact text; null where both are the same.';
comment on column savings.movements.rate_on is 'Day of the rate.';
comment on column savings.movements.rate_source is 'Who published it.';
comment on column savings.movements.booked_at is 'When it was written here.';
alter table savings.movements enable row level security;
alter table savings.movements force row level security;
create policy owner_all on savings.movements to ponte_owner using (true) with check (true);
create policy jobs_all on savings.movements to ponte_jobs using (true);
create policy with_membership on savings.movements for select to ponte_app using (membership_id in (select id from savings.memberships));
grant select on savings.movements to ponte_app, ponte_jobs;

create table savings.credits (
  id uuid primary key,
  membership_id uuid not null,
  organisation_id uuid not null,
  state text not null default 'asked' constraint credits_state check (state in ('asked', 'open', 'declined', 'withdrawn', 'repaid', 'covered')),
  amount_minor bigint not null constraint credits_amount check (amount_minor between 1 and 100000000000),
  agreed_minor bigint constraint credits_agreed check (agreed_minor between 1 and 100000000000),
  terms text constraint credits_terms check (length(terms) between 1 and 2000),
  reference text constraint credits_reference check (reference ~ '^[A-Za-z0-9][A-Za-z0-9./_-]{0,39}$'),
  reason text constraint credits_reason check (length(reason) between 1 and 2000),
  pledge_minor bigint not null default 0 constraint credits_pledge check (pledge_minor between 0 and 100000000000),
  pledge_entry_id uuid constraint credits_pledge_entry references ledger.entries (id),
  taken_minor bigint not null default 0 constraint credits_taken check (taken_minor between 0 and pledge_minor),
  asked_at timestamptz not null default now(),
  opened_on date,
  ended_on date,
  constraint credits_membership foreign key (membership_id, organisation_id) references savings.memberships (id, organisation_id) on delete cascade,
  constraint credits_own_reference unique (organisation_id, reference),
  constraint credits_declined_why check (state <> 'declined' or reason is not null),
  constraint credits_opened check ((state in ('open', 'repaid', 'covered')) = (agreed_minor is not null)),
  constraint credits_opened_how check ((agreed_minor is null) = (terms is null) and (agreed_minor is null) = (reference is null)
    and (agreed_minor is null) = (opened_on is null)),
  constraint credits_ended check ((state in ('repaid', 'covered')) = (ended_on is not null)),
  constraint credits_pledged check ((pledge_minor > 0) = (pledge_entry_id is not null))
);
create unique index credits_one_at_a_time on savings.credits (membership_id) where state in ('asked', 'open');
create index credits_of_organisation on savings.credits (organisation_id, state);
create index credits_of_membership on savings.credits (membership_id);
create index credits_pledge_entry_id on savings.credits (pledge_entry_id) where pledge_entry_id is not null;
comment on table savings.credits is 'A credit that savings open, as the organisation reports it, and the savings pledged for it. Drawn in docs/states/saving.md.';
comment on column savings.credits.id is 'UUID v7.';
comment on column savings.credits.membership_id is 'Whose savings.';
comment on column savings.credits.organisation_id is 'Who lends.';
comment on column savings.credits.state is 'Asked, open, declined, withdrawn, repaid, or covered from the pledge.';
comment on column savings.credits.amount_minor is 'Amount asked for, in minor units of the currency of saving.';
comment on column savings.credits.agreed_minor is 'Amount of the credit.';
comment on column savings.credits.terms is 'Its terms in words.';
comment on column savings.credits.reference is 'Its number in the organisation''s own system.';
comment on column savings.credits.reason is 'Why it was declined.';
comment on column savings.credits.pledge_minor is 'Savings pledged for it.';
comment on column savings.credits.pledge_entry_id is 'The reservation on the ledger.';
comment on column savings.credits.taken_minor is 'What was taken of the pledge for what was not repaid.';
comment on column savings.credits.asked_at is 'When it was asked for.';
comment on column savings.credits.opened_on is 'When it was opened.';
comment on column savings.credits.ended_on is 'When it was repaid or covered.';
alter table savings.credits enable row level security;
alter table savings.credits force row level security;
create policy owner_all on savings.credits to ponte_owner using (true) with check (true);
create policy jobs_all on savings.credits to ponte_jobs using (true);
create policy with_membership on savings.credits for select to ponte_app using (membership_id in (select id from savings.memberships));
grant select on savings.credits to ponte_app, ponte_jobs;
create trigger guard_state before update of state on savings.credits
  for each row when (old.state is distinct from new.state) execute function savings.guard_state('credit');

-- The saving record: one reckoning for pages, rules and refusals.

create function savings.record_of(of_membership uuid, on_day date)
returns table (
  saved_minor bigint, balance_minor bigint, held_minor bigint, waiting_minor bigint, drawn_minor bigint, months int,
  drawable_minor bigint, lendable_minor bigint, opens boolean
)
language sql stable
set search_path = ''
as $$
  with scheme as (
    select s.*
      from savings.memberships m
      join savings.schemes s on s.id = m.scheme_id
     where m.id = of_membership
  ), sums as (
    select coalesce(sum(v.amount_minor) filter (where v.kind = 'deposit'), 0)::bigint as saved,
           coalesce(sum(case v.kind when 'deposit' then v.amount_minor else -v.amount_minor end), 0)::bigint as balance,
           coalesce(sum(v.amount_minor) filter (
             where v.kind = 'deposit' and v.effective_on > on_day - (select draw_wait_days from scheme)), 0)::bigint as waiting,
           coalesce(sum(v.amount_minor) filter (
             where v.kind = 'draw' and date_trunc('month', v.effective_on) = date_trunc('month', on_day)), 0)::bigint as drawn
      from savings.movements v
     where v.membership_id = of_membership
  ), pledged as (
    select coalesce(sum(c.pledge_minor), 0)::bigint as held from savings.credits c where c.membership_id = of_membership and c.state = 'open'
  ), numbered as (
    select m, m - (row_number() over (order by m) * interval '1 month') as island
      from (
        select distinct date_trunc('month', v.effective_on::timestamp) as m
          from savings.movements v
         where v.membership_id = of_membership and v.kind = 'deposit' and v.effective_on <= on_day
      ) as paid
  ), run as (
    select coalesce(max(n), 0)::int as months
      from (
        select count(*) as n from numbered group by island having max(m) >= date_trunc('month', on_day::timestamp) - interval '1 month'
      ) as runs
  )
  select sums.saved, sums.balance, pledged.held, sums.waiting, sums.drawn, run.months,
         greatest(0, least(
           scheme.draw_month_minor - sums.drawn,
           (greatest(0, sums.balance - sums.waiting) + sums.drawn) * scheme.draw_percent / 100 - sums.drawn,
           sums.balance - pledged.held - sums.waiting
         ))::bigint,
         greatest(0, least(
           scheme.credit_most_minor,
           floor((sums.balance - pledged.held) * scheme.credit_multiple::numeric),
           case when scheme.pledge_percent = 0 then scheme.credit_most_minor
                else floor((sums.balance - pledged.held)::numeric * 100 / scheme.pledge_percent) end
         ))::bigint,
         scheme.credit_most_minor > 0 and run.months >= scheme.credit_months and sums.balance >= scheme.credit_saved_minor
    from scheme, sums, pledged, run
$$;
comment on function savings.record_of(uuid, date) is
  'What a saver has saved, what is pledged, waits or was drawn this month, months in a row with a deposit up to this month or the last, what the family may draw today, and what may be lent.';

-- Writing. What is decided under a lock on the membership cannot be decided twice.

create function savings.kept_running(of_membership uuid) returns savings.memberships
language plpgsql security definer set search_path = ''
as $$
declare
  found_one savings.memberships;
begin
  select * into found_one from savings.memberships m
   where m.id = of_membership and m.organisation_id in (select savings.keeping()) for no key update;
  if found_one.id is null then
    raise exception 'No such saver.' using errcode = '42501', constraint = 'savings_not_kept';
  end if;
  if found_one.state <> 'running' then
    raise exception 'Not saving.' using errcode = '23514', constraint = 'savings_not_running';
  end if;
  return found_one;
end
$$;
comment on function savings.kept_running(uuid) is 'Somebody who saves with an organisation of the actor, locked.';

create function savings.account_of(of_book uuid, of_code text, of_currency text) returns uuid
language sql stable security definer set search_path = ''
as $$ select a.id from ledger.accounts a where a.book_id = of_book and a.code = of_code and a.currency = of_currency $$;
comment on function savings.account_of(uuid, text, text) is 'An account of a book by its code.';

create function savings.write_deposit(of_membership uuid, new_id uuid, new_entry uuid, minor bigint, on_day date, of_reference text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  one savings.memberships := savings.kept_running(of_membership);
  own ledger.accounts;
begin
  if on_day > current_date + 1 then
    raise exception 'Not yet.' using errcode = '23514', constraint = 'savings_day_to_come';
  end if;
  select * into own from ledger.accounts a where a.id = one.account_id;
  perform ledger.write_entry(
    own.book_id, new_entry, 'entry', on_day, 'savings ' || new_id::text, 'deposit', 'savings.movements', new_id,
    array[savings.account_of(own.book_id, 'savings:received', own.currency), own.id], array[own.currency, own.currency],
    array[minor, -minor], null, null, null);
  insert into savings.movements (id, membership_id, organisation_id, kind, amount_minor, effective_on, reference, entry_id)
  values (new_id, one.id, one.organisation_id, 'deposit', minor, on_day, of_reference, new_entry);
end
$$;
comment on function savings.write_deposit(uuid, uuid, uuid, bigint, date, text) is 'What a saver paid in, as their organisation reports it.';

create function savings.write_draw(
  of_membership uuid, new_id uuid, new_entry uuid, minor bigint, on_day date, of_reference text, by_drawer uuid, home bigint, exchanged jsonb
) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  one savings.memberships := savings.kept_running(of_membership);
  own ledger.accounts;
  scheme savings.schemes;
  saving record;
begin
  if on_day > current_date + 1 then
    raise exception 'Not yet.' using errcode = '23514', constraint = 'savings_day_to_come';
  end if;
  if not exists (select from savings.drawers d where d.id = by_drawer and d.membership_id = one.id and d.ended_at is null) then
    raise exception 'Not named by the saver.' using errcode = '23514', constraint = 'savings_drawer';
  end if;
  select * into own from ledger.accounts a where a.id = one.account_id;
  select * into scheme from savings.schemes s where s.id = one.scheme_id;
  if (scheme.home_currency = scheme.saving_currency) <> (exchanged is null) or (exchanged is null and home <> minor) then
    raise exception 'The rate is missing.' using errcode = '23514', constraint = 'savings_rate';
  end if;
  select * into saving from savings.record_of(one.id, on_day);
  if minor > saving.drawable_minor then
    raise exception 'More than the rules allow.' using errcode = '23514', constraint = 'savings_draw_rules';
  end if;
  if exchanged is null then
    perform ledger.write_entry(
      own.book_id, new_entry, 'entry', on_day, 'savings ' || new_id::text, 'draw', 'savings.movements', new_id,
      array[own.id, savings.account_of(own.book_id, 'savings:received', own.currency)], array[own.currency, own.currency],
      array[minor, -minor], null, null, null);
  else
    perform ledger.write_entry(
      own.book_id, new_entry, 'entry', on_day, 'savings ' || new_id::text, 'draw', 'savings.movements', new_id,
      array[own.id, savings.account_of(own.book_id, 'savings:exchange', own.currency),
            savings.account_of(own.book_id, 'savings:exchange', scheme.home_currency),
            savings.account_of(own.book_id, 'savings:paid-out', scheme.home_currency)],
      array[own.currency, own.currency, scheme.home_currency, scheme.home_currency],
      array[minor, -minor, home, -home], null, null,
      exchanged || jsonb_build_object('from', scheme.saving_currency, 'to', scheme.home_currency));
  end if;
  insert into savings.movements (id, membership_id, organisation_id, kind, amount_minor, effective_on, reference, entry_id, drawer_id, home_minor,
                                 rate, rate_on, rate_source)
  values (new_id, one.id, one.organisation_id, 'draw', minor, on_day, of_reference, new_entry, by_drawer, home,
          exchanged ->> 'rate', (exchanged ->> 'on')::date, exchanged ->> 'source');
end
$$;
comment on function savings.write_draw(uuid, uuid, uuid, bigint, date, text, uuid, bigint, jsonb) is
  'What the family drew at home, within the rules of the scheme, of what is neither pledged nor waiting.';

create function savings.ask_credit(of_membership uuid, new_id uuid, minor bigint, on_day date) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  one savings.memberships;
  saving record;
begin
  select * into one from savings.memberships m
   where m.id = of_membership and m.person_id in (select access.own_subjects()) for no key update;
  if one.id is null then
    raise exception 'No such saver.' using errcode = '42501', constraint = 'savings_not_kept';
  end if;
  if one.state <> 'running' then
    raise exception 'Not saving.' using errcode = '23514', constraint = 'savings_not_running';
  end if;
  select * into saving from savings.record_of(one.id, on_day);
  if not saving.opens then
    raise exception 'The conditions are not met.' using errcode = '23514', constraint = 'savings_conditions';
  end if;
  if minor > saving.lendable_minor then
    raise exception 'More than is lent.' using errcode = '23514', constraint = 'savings_too_much';
  end if;
  insert into savings.credits (id, membership_id, organisation_id, amount_minor) values (new_id, one.id, one.organisation_id, minor);
end
$$;
comment on function savings.ask_credit(uuid, uuid, bigint, date) is 'The saver asks for the credit that their savings open.';

create function savings.open_credit(of_credit uuid, new_entry uuid, minor bigint, on_day date, of_reference text, of_terms text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  credit savings.credits;
  one savings.memberships;
  own ledger.accounts;
  saving record;
  pledge bigint;
begin
  select c.* into credit from savings.credits c where c.id = of_credit;
  one := savings.kept_running(credit.membership_id);
  select c.* into credit from savings.credits c where c.id = of_credit for no key update;
  if on_day > current_date + 1 then
    raise exception 'Not yet.' using errcode = '23514', constraint = 'savings_day_to_come';
  end if;
  select * into saving from savings.record_of(one.id, on_day);
  if not saving.opens then
    raise exception 'The conditions are not met.' using errcode = '23514', constraint = 'savings_conditions';
  end if;
  if minor > saving.lendable_minor then
    raise exception 'More than is lent.' using errcode = '23514', constraint = 'savings_too_much';
  end if;
  select ceil(minor::numeric * s.pledge_percent / 100)::bigint into pledge from savings.schemes s where s.id = one.scheme_id;
  if pledge > 0 then
    select * into own from ledger.accounts a where a.id = one.account_id;
    perform ledger.write_entry(
      own.book_id, new_entry, 'pending', on_day, 'savings pledge ' || of_credit::text, 'pledge', 'savings.credits', of_credit,
      array[own.id, savings.account_of(own.book_id, 'savings:taken', own.currency)], array[own.currency, own.currency],
      array[pledge, -pledge], null, null, null);
  end if;
  update savings.credits
     set state = 'open', agreed_minor = minor, opened_on = on_day, reference = of_reference, terms = of_terms, pledge_minor = pledge,
         pledge_entry_id = case when pledge > 0 then new_entry end
   where id = of_credit;
end
$$;
comment on function savings.open_credit(uuid, uuid, bigint, date, text, text) is
  'Opens a credit by the published conditions and reserves the savings pledged for it.';

create function savings.end_credit(of_credit uuid, new_id uuid, new_entry uuid, taken bigint, on_day date, of_reference text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  credit savings.credits;
  one savings.memberships;
begin
  select c.* into credit from savings.credits c where c.id = of_credit;
  one := savings.kept_running(credit.membership_id);
  select c.* into credit from savings.credits c where c.id = of_credit for no key update;
  if on_day > current_date + 1 then
    raise exception 'Not yet.' using errcode = '23514', constraint = 'savings_day_to_come';
  end if;
  if credit.state <> 'open' then
    raise exception 'Not open.' using errcode = '23514', constraint = 'credit_state_follows';
  end if;
  if on_day < credit.opened_on then
    raise exception 'Before it was opened.' using errcode = '23514', constraint = 'savings_before_opening';
  end if;
  if taken > credit.pledge_minor then
    raise exception 'More than the pledge.' using errcode = '23514', constraint = 'savings_more_than_pledged';
  end if;
  if credit.pledge_entry_id is not null then
    perform ledger.end_pending(
      credit.pledge_entry_id, new_entry, case when taken > 0 then 'settlement' else 'void' end, on_day, 'savings end ' || of_credit::text,
      case when taken > 0 then 'pledge taken' else 'pledge released' end, case when taken > 0 then array[taken, -taken] end);
  end if;
  update savings.credits
     set state = case when taken > 0 then 'covered' else 'repaid' end, taken_minor = taken, ended_on = on_day
   where id = of_credit;
  if taken > 0 then
    insert into savings.movements (id, membership_id, organisation_id, kind, amount_minor, effective_on, reference, entry_id)
    values (new_id, one.id, one.organisation_id, 'taken', taken, on_day, of_reference, new_entry);
  end if;
end
$$;
comment on function savings.end_credit(uuid, uuid, uuid, bigint, date, text) is
  'Ends a credit: repaid, the pledge is free again; or covered, with what was taken of the pledge.';

create function savings.answer_credit(of_credit uuid, becomes text, why text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  credit savings.credits;
begin
  select c.* into credit from savings.credits c where c.id = of_credit for no key update;
  if not exists (
    select
      from savings.memberships m
     where m.id = credit.membership_id
       and ((becomes = 'declined' and m.organisation_id in (select savings.keeping()))
            or (becomes = 'withdrawn' and m.person_id in (select access.own_subjects())))
  ) then
    raise exception 'No such credit.' using errcode = '42501', constraint = 'savings_not_kept';
  end if;
  update savings.credits set state = becomes, reason = why where id = of_credit;
end
$$;
comment on function savings.answer_credit(uuid, text, text) is 'The organisation declines a credit with a reason, or the saver takes the question back.';

revoke all on all functions in schema savings from public;
grant execute on function savings.keeping(), savings.may_become(text, text, text), savings.record_of(uuid, date),
  savings.write_deposit(uuid, uuid, uuid, bigint, date, text),
  savings.write_draw(uuid, uuid, uuid, bigint, date, text, uuid, bigint, jsonb), savings.ask_credit(uuid, uuid, bigint, date),
  savings.open_credit(uuid, uuid, bigint, date, text, text), savings.end_credit(uuid, uuid, uuid, bigint, date, text),
  savings.answer_credit(uuid, text, text) to ponte_app;
