-- Plans of a region, a town or a corridor: a draft that the offices which keep the plan see, an approval by a second person (for a
-- corridor by one at each end), and versions that never change. Who wrote a draft does not approve it: decided here, not in the
-- application.

create schema plans;
comment on schema plans is 'Plans of places and corridors: vision, strategy, objectives, measures, actions, indicators.';
grant usage on schema plans to ponte_app, ponte_jobs;

create table plans.plans (
  id uuid primary key,
  code text not null constraint plans_code unique constraint plans_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  place_id uuid not null constraint plans_place references places.places (id),
  office_id uuid not null constraint plans_office references offices.offices (id),
  other_place_id uuid constraint plans_other_place references places.places (id),
  other_office_id uuid constraint plans_other_office references offices.offices (id),
  version int not null default 0 constraint plans_version check (version >= 0),
  demonstration boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint plans_two_ends check (
    (other_place_id is null) = (other_office_id is null) and other_place_id is distinct from place_id and other_office_id is distinct from office_id)
);
create index plans_of_place on plans.plans (place_id);
create index plans_of_other_place on plans.plans (other_place_id) where other_place_id is not null;
create index plans_of_office on plans.plans (office_id);
create index plans_of_other_office on plans.plans (other_office_id) where other_office_id is not null;
comment on table plans.plans is 'A plan of a place, kept by an office, or of a corridor, kept by an office at each end. Public once it has a version.';
comment on column plans.plans.id is 'UUID v7.';
comment on column plans.plans.code is 'Short name in addresses.';
comment on column plans.plans.place_id is 'The region or town; of a corridor the place where people live now.';
comment on column plans.plans.office_id is 'Office that keeps the plan.';
comment on column plans.plans.other_place_id is 'Of a corridor the place where people come from; else null.';
comment on column plans.plans.other_office_id is 'Of a corridor the office that keeps it at that end; else null.';
comment on column plans.plans.version is 'Number of the version that is shown; 0 while there is none. Set by the trigger alone.';
comment on column plans.plans.demonstration is 'True: invented for the demonstration network.';
comment on column plans.plans.created_by is 'Who began it.';
comment on column plans.plans.created_at is 'When.';

create table plans.drafts (
  id uuid primary key,
  plan_id uuid not null constraint drafts_plan references plans.plans (id) on delete cascade constraint drafts_one unique,
  lang text not null constraint drafts_lang check (lang ~ '^[a-z]{2,3}$'),
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object' and length(content::text) <= 2000000),
  reason text not null constraint drafts_reason check (length(reason) between 1 and 2000),
  state text not null default 'writing' constraint drafts_state check (state in ('writing', 'waiting', 'returned')),
  advice text constraint drafts_advice check (length(advice) between 1 and 2000),
  revision int not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint drafts_sent check (state <> 'waiting' or sent_at is not null),
  constraint drafts_returned check (state <> 'returned' or advice is not null)
);
comment on table plans.drafts is 'The next version of a plan while it is written; at most one for each plan.';
comment on column plans.drafts.id is 'UUID v7.';
comment on column plans.drafts.plan_id is 'The plan.';
comment on column plans.drafts.lang is 'Language in which new texts are written.';
comment on column plans.drafts.content is 'The plan with its parts.';
comment on column plans.drafts.reason is 'Why there is a new version.';
comment on column plans.drafts.state is 'Being written, waiting for approval, or sent back.';
comment on column plans.drafts.advice is 'What whoever sent it back asked for.';
comment on column plans.drafts.revision is 'Grows with each change, so that two writers notice each other.';
comment on column plans.drafts.created_by is 'Who began it.';
comment on column plans.drafts.changed_by is 'Who changed it last.';
comment on column plans.drafts.changed_at is 'When.';
comment on column plans.drafts.sent_at is 'When it was last sent for approval.';

create table plans.authors (
  draft_id uuid not null constraint authors_draft references plans.drafts (id) on delete cascade,
  account_id uuid not null,
  constraint authors_pkey primary key (draft_id, account_id)
);
comment on table plans.authors is 'Who began a draft or changed it; written by the trigger. They do not approve it.';
comment on column plans.authors.draft_id is 'The draft.';
comment on column plans.authors.account_id is 'The account.';

create table plans.approvals (
  draft_id uuid not null constraint approvals_draft references plans.drafts (id) on delete cascade,
  office_id uuid not null constraint approvals_office references offices.offices (id),
  account_id uuid not null,
  approved_at timestamptz not null default now(),
  constraint approvals_pkey primary key (draft_id, office_id),
  constraint approvals_two_people unique (draft_id, account_id)
);
comment on table plans.approvals is 'Yes of a keeping office to a draft that waits. Gone as soon as the draft is written again.';
comment on column plans.approvals.draft_id is 'The draft.';
comment on column plans.approvals.office_id is 'The office that says yes.';
comment on column plans.approvals.account_id is 'Who said it for the office; never one of the authors.';
comment on column plans.approvals.approved_at is 'When.';

create table plans.versions (
  id uuid primary key,
  plan_id uuid not null constraint versions_plan references plans.plans (id),
  number int not null constraint versions_number check (number >= 1),
  draft_id uuid not null,
  lang text not null constraint versions_lang check (lang ~ '^[a-z]{2,3}$'),
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  reason text not null constraint versions_reason check (length(reason) between 1 and 2000),
  authors uuid[] not null,
  approvers uuid[] not null,
  published_by uuid not null,
  published_at timestamptz not null default now(),
  constraint versions_once unique (plan_id, number),
  constraint versions_two_people check (not approvers && authors and cardinality(approvers) >= 1)
);
comment on table plans.versions is 'An approved plan as it was published. Never changed.';
comment on column plans.versions.id is 'UUID v7.';
comment on column plans.versions.plan_id is 'The plan.';
comment on column plans.versions.number is '1, 2, 3 …';
comment on column plans.versions.draft_id is 'The draft that became this version.';
comment on column plans.versions.lang is 'Language in which it was written.';
comment on column plans.versions.content is 'The plan with its parts.';
comment on column plans.versions.reason is 'Why there is this version.';
comment on column plans.versions.authors is 'Accounts that wrote it.';
comment on column plans.versions.approvers is 'Accounts that approved it for the keeping offices; none of the authors.';
comment on column plans.versions.published_by is 'Whose approval was the last one needed.';
comment on column plans.versions.published_at is 'When.';

-- Plans that the actor writes: a planner of a keeping office, or of the network.
create function plans.written() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.id from plans.plans p join access.scopes('office', array['planner']) s on s in (p.office_id, p.other_office_id)
  union
  select p.id from plans.plans p where (select access.in_network(array['planner']))
$$;
comment on function plans.written() is 'Plans that the actor writes: as planner of an office that keeps it, or of the network.';

create function plans.within() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.id
    from plans.plans p
    join access.scopes('office', array['planner', 'editor', 'counsellor', 'office-manager']) s on s in (p.office_id, p.other_office_id)
  union
  select p.id from plans.plans p where (select access.in_network(array['planner']))
$$;
comment on function plans.within() is 'Plans of which the actor reads what is not published: the people of the keeping offices, and the network''s planners.';

create function plans.drafts_within() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select d.id from plans.drafts d join plans.within() w on w = d.plan_id $$;
comment on function plans.drafts_within() is 'Drafts that the actor reads.';

-- For a corridor each end speaks for itself: a planner of the network stands in for neither.
create function plans.to_approve() returns table (draft_id uuid, office_id uuid)
language sql stable security definer set search_path = ''
as $$
  select d.id, o.office_id
    from plans.drafts d
    join plans.plans p on p.id = d.plan_id
    cross join lateral (values (p.office_id), (p.other_office_id)) as o (office_id)
   where d.state = 'waiting'
     and o.office_id is not null
     and (
       o.office_id in (select access.scopes('office', array['planner']))
       or (p.other_office_id is null and (select access.in_network(array['planner'])))
     )
     and not exists (select from plans.authors a where a.draft_id = d.id and a.account_id = kernel.actor())
     and not exists (select from plans.approvals a where a.draft_id = d.id and (a.office_id = o.office_id or a.account_id = kernel.actor()))
$$;
comment on function plans.to_approve() is 'Drafts that wait for a yes which the actor may give, and for which office: never for a draft of which they wrote a part.';

create function plans.note_author() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and (tg_op = 'INSERT' or new.content is distinct from old.content or new.reason is distinct from old.reason) then
    insert into plans.authors (draft_id, account_id) values (new.id, kernel.actor()) on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function plans.note_author() is 'Keeps who wrote a draft.';
create trigger drafts_author after insert or update on plans.drafts for each row execute function plans.note_author();

create function plans.guard_draft() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if old.state = 'waiting' and (new.content, new.reason) is distinct from (old.content, old.reason) then
    raise exception 'the draft waits for approval' using errcode = '23514', constraint = 'drafts_waiting';
  end if;
  if new.content is distinct from old.content and new.revision <> old.revision + 1 then
    raise exception 'each change is counted' using errcode = '23514', constraint = 'drafts_counted';
  end if;
  if old.state = 'waiting' and new.state <> 'waiting' then
    delete from plans.approvals where draft_id = new.id;
  end if;
  return new;
end
$$;
comment on function plans.guard_draft() is 'What is being approved stays as it is; a yes is for these words only.';
create trigger drafts_guard before update on plans.drafts for each row execute function plans.guard_draft();

create function plans.take_draft() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  plan plans.plans;
  draft plans.drafts;
begin
  select * into plan from plans.plans p where p.id = new.plan_id for update;
  select * into draft from plans.drafts d where d.id = new.draft_id and d.plan_id = plan.id for update;
  if draft.id is null or draft.state <> 'waiting' or new.number <> plan.version + 1
    or exists (
      select
        from unnest(array[plan.office_id, plan.other_office_id]) as keeper
        left join plans.approvals a on a.office_id = keeper and a.draft_id = draft.id
       where keeper is not null and a.draft_id is null
    ) then
    raise exception 'the draft is not approved' using errcode = '23514', constraint = 'versions_approved';
  end if;
  new.lang := draft.lang;
  new.content := draft.content;
  new.reason := draft.reason;
  new.authors := array(select a.account_id from plans.authors a where a.draft_id = draft.id order by 1);
  new.approvers := array(select a.account_id from plans.approvals a where a.draft_id = draft.id order by 1);
  return new;
end
$$;
comment on function plans.take_draft() is 'A version holds what its approved draft holds, and nothing else.';
create trigger versions_take before insert on plans.versions for each row execute function plans.take_draft();

create function plans.show_version() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update plans.plans set version = new.number where id = new.plan_id;
  delete from plans.drafts where id = new.draft_id;
  return null;
end
$$;
comment on function plans.show_version() is 'The plan shows its newest version; the draft has done its work.';
create trigger versions_show after insert on plans.versions for each row execute function plans.show_version();

do $$
declare name text;
begin
  foreach name in array array['plans', 'drafts', 'authors', 'approvals', 'versions'] loop
    execute format('alter table plans.%I enable row level security', name);
    execute format('alter table plans.%I force row level security', name);
    execute format('create policy owner_all on plans.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy published on plans.plans for select to ponte_app using (version > 0);
create policy within on plans.plans for select to ponte_app
  using (
    office_id in (select access.scopes('office', array['planner', 'editor', 'counsellor', 'office-manager']))
    or other_office_id in (select access.scopes('office', array['planner', 'editor', 'counsellor', 'office-manager']))
    or (select access.in_network(array['planner']))
  );
create policy begun on plans.plans for insert to ponte_app
  with check (
    created_by = kernel.actor() and version = 0
    and (office_id in (select access.scopes('office', array['planner'])) or (select access.in_network(array['planner'])))
  );
create policy dropped on plans.plans for delete to ponte_app using (version = 0 and id in (select plans.written()));
grant select, insert, delete on plans.plans to ponte_app;

create policy within on plans.drafts for select to ponte_app using (plan_id in (select plans.within()));
create policy begun on plans.drafts for insert to ponte_app
  with check (created_by = kernel.actor() and changed_by = kernel.actor() and state = 'writing' and plan_id in (select plans.written()));
create policy changed on plans.drafts for update to ponte_app
  using (plan_id in (select plans.written())) with check (plan_id in (select plans.written()));
create policy dropped on plans.drafts for delete to ponte_app using (plan_id in (select plans.written()));
grant select, insert, delete on plans.drafts to ponte_app;
grant update (content, reason, state, advice, revision, changed_by, changed_at, sent_at) on plans.drafts to ponte_app;

create policy within on plans.authors for select to ponte_app using (draft_id in (select plans.drafts_within()));
grant select on plans.authors to ponte_app;

create policy within on plans.approvals for select to ponte_app using (draft_id in (select plans.drafts_within()));
create policy given on plans.approvals for insert to ponte_app
  with check (account_id = kernel.actor() and (draft_id, office_id) in (select t.draft_id, t.office_id from plans.to_approve() t));
grant select, insert on plans.approvals to ponte_app;

create policy published on plans.versions for select to ponte_app using (true);
create policy approved on plans.versions for insert to ponte_app
  with check (published_by = kernel.actor() and plan_id in (select plans.written()));
grant select, insert on plans.versions to ponte_app;
