-- Which guarantee of a fund stands for which loan: linked by the lender, seen by the borrower, the counsellor who follows and the lender.
-- The fund sees nothing of it: its guarantees go by the lender's own numbers.

alter table loans.applications add constraint applications_of_lender unique (id, organisation_id);

create table loans.guaranteed (
  application_id uuid primary key,
  organisation_id uuid not null,
  guarantee_id uuid not null constraint guaranteed_guarantee references guarantees.guarantees (id),
  linked_by uuid not null,
  linked_at timestamptz not null default now(),
  constraint guaranteed_once unique (guarantee_id),
  constraint guaranteed_application foreign key (application_id, organisation_id)
    references loans.applications (id, organisation_id) on delete cascade
);
create index guaranteed_of_lender on loans.guaranteed (organisation_id);
comment on table loans.guaranteed is 'The guarantee of a loan, or of an application for one. A guarantee stands for one loan.';
comment on column loans.guaranteed.application_id is 'The application, and the loan that came of it.';
comment on column loans.guaranteed.organisation_id is 'The lender.';
comment on column loans.guaranteed.guarantee_id is 'The guarantee, filed by the same lender.';
comment on column loans.guaranteed.linked_by is 'Account of the lender.';
comment on column loans.guaranteed.linked_at is 'When.';
alter table loans.guaranteed enable row level security;
alter table loans.guaranteed force row level security;
create policy owner_all on loans.guaranteed to ponte_owner using (true) with check (true);
create policy with_application on loans.guaranteed for select to ponte_app using (application_id in (select id from loans.applications));
create policy lender on loans.guaranteed for select to ponte_app using (organisation_id in (select loans.lending()));
-- By application or by loan: once it is paid out, the loan stays with the lender by its number when the permission ends.
create policy lender_links on loans.guaranteed for insert to ponte_app
  with check (
    organisation_id in (select loans.lending())
    and linked_by = kernel.actor()
    and (application_id in (select id from loans.applications) or application_id in (select l.application_id from loans.loans l))
  );
create policy lender_unlinks on loans.guaranteed for delete to ponte_app using (organisation_id in (select loans.lending()));
grant select, insert, delete on loans.guaranteed to ponte_app;

create function loans.guard_guaranteed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  asked record;
  given record;
begin
  select a.state, p.currency, l.state as loan_state into asked
    from loans.applications a
    join loans.products p on p.id = a.product_id
    left join loans.loans l on l.application_id = a.id
   where a.id = new.application_id and a.organisation_id = new.organisation_id
     and (l.id is not null or a.grant_id in (select consent.granted_to_actor()));
  -- Row security is asked after this trigger, and whoever may not link learns nothing of the guarantee.
  if asked.state is null or new.organisation_id not in (select loans.lending()) or new.linked_by is distinct from kernel.actor() then
    raise exception 'not yours' using errcode = 'insufficient_privilege', constraint = 'guaranteed_reach';
  end if;
  select g.state, g.currency into given
    from guarantees.guarantees g
    join guarantees.lenders n on n.id = g.lender_id
   where g.id = new.guarantee_id and n.organisation_id = new.organisation_id;
  if given.state is null then
    -- The same answer whether the guarantee does not exist or another lender's is meant.
    raise exception 'no such guarantee' using errcode = 'foreign_key_violation', constraint = 'guaranteed_guarantee';
  end if;
  if given.state not in ('filed', 'asked', 'approved', 'active', 'called', 'part-paid') then
    raise exception 'the guarantee does not stand' using errcode = 'check_violation', constraint = 'guaranteed_stands';
  end if;
  if given.currency is distinct from asked.currency then
    raise exception 'another currency' using errcode = 'check_violation', constraint = 'guaranteed_currency';
  end if;
  if asked.state in ('declined', 'withdrawn') or asked.loan_state in ('settled', 'recovered') then
    raise exception 'nothing is owed' using errcode = 'check_violation', constraint = 'guaranteed_live';
  end if;
  return new;
end
$$;
comment on function loans.guard_guaranteed() is 'A guarantee that stands, of the same lender and currency, for a loan that is not over.';
revoke execute on function loans.guard_guaranteed() from public;
create trigger guard_guaranteed before insert on loans.guaranteed
  for each row when (kernel.actor() is not null and current_user = 'ponte_app') execute function loans.guard_guaranteed();

create function loans.guard_unlinked() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if exists (select from guarantees.guarantees g where g.id = old.guarantee_id and g.loan_on is not null) then
    raise exception 'the guarantee is in force' using errcode = 'check_violation', constraint = 'guaranteed_in_force';
  end if;
  return old;
end
$$;
comment on function loans.guard_unlinked() is 'A guarantee that was in force stays with its loan: the borrower must still read what became of it.';
revoke execute on function loans.guard_unlinked() from public;
create trigger guard_unlinked before delete on loans.guaranteed
  for each row when (kernel.actor() is not null and current_user = 'ponte_app') execute function loans.guard_unlinked();

create function loans.end_guaranteed() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from loans.guaranteed where application_id = new.id;
  return null;
end
$$;
comment on function loans.end_guaranteed() is 'Where no loan comes of an application, its guarantee is free for another.';
revoke execute on function loans.end_guaranteed() from public;
create trigger end_guaranteed after update of state on loans.applications
  for each row when (old.state is distinct from new.state and new.state in ('declined', 'withdrawn')) execute function loans.end_guaranteed();

create function loans.guarantee_of(of_application uuid)
returns table (
  guarantee_id uuid, number int, state text, fund_name text, fund_language text, fund_code text, currency text, loan_minor bigint,
  guaranteed_minor bigint, left_minor bigint, coverage_percent text, lapse_on date, ends_on date, paid_minor bigint
)
language sql stable security definer
set search_path = ''
as $$
  select g.id, g.number, g.state, f.name, f.language, case when f.id in (select guarantees.open_funds()) then f.code end, g.currency, g.loan_minor,
         g.guaranteed_minor, g.left_minor, v.coverage_percent::text, g.lapse_on, g.ends_on, g.paid_minor
    from loans.guaranteed l
    join loans.applications a on a.id = l.application_id
    join guarantees.guarantees g on g.id = l.guarantee_id
    join guarantees.funds f on f.id = g.fund_id
    join guarantees.versions v on v.id = g.version_id
   where l.application_id = of_application
     and (a.person_id in (select access.own_subjects())
       or (a.office_follows and a.office_id in (select access.desks()))
       or a.organisation_id in (select loans.lending()))
$$;
comment on function loans.guarantee_of(uuid) is
  'What borrower, counsellor who follows and lender read of the guarantee of a loan. Without the lender''s numbers; the fund by its address where it is public.';
revoke execute on function loans.guarantee_of(uuid) from public;
grant execute on function loans.guarantee_of(uuid) to ponte_app;
