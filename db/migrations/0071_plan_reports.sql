-- Progress reports of published plans: by action and by indicator, dated. A published report never changes; a mistake is put right by
-- the next one, which says so.

create table plans.reports (
  id uuid primary key,
  plan_id uuid not null constraint reports_plan references plans.plans (id),
  on_day date not null constraint reports_day check (on_day between '1990-01-01' and '2200-12-31'),
  lang text not null constraint reports_lang check (lang ~ '^[a-z]{2,3}$'),
  content jsonb not null constraint reports_content check (jsonb_typeof(content) = 'object' and length(content::text) <= 1000000),
  revision int not null default 1,
  created_by uuid not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  published_at timestamptz
);
create index reports_of_plan on plans.reports (plan_id, on_day);
comment on table plans.reports is 'How far a published plan has come on a day: state of actions, measurements of indicators. Public once published; then it never changes.';
comment on column plans.reports.id is 'UUID v7.';
comment on column plans.reports.plan_id is 'The plan.';
comment on column plans.reports.on_day is 'Day of which it tells.';
comment on column plans.reports.lang is 'Language in which it is written.';
comment on column plans.reports.content is 'Words, states of actions, measurements.';
comment on column plans.reports.revision is 'Grows with each change, so that two writers notice each other.';
comment on column plans.reports.created_by is 'Who began it.';
comment on column plans.reports.changed_by is 'Who changed it last.';
comment on column plans.reports.changed_at is 'When.';
comment on column plans.reports.published_at is 'Since when it is public; null while it is written.';

create function plans.reported() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select p.id from plans.plans p join plans.written() w on w = p.id where p.version > 0 $$;
comment on function plans.reported() is 'Published plans on whose progress the actor reports.';

create function plans.keep_report() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if old.published_at is not null then
    raise exception 'a published report never changes' using errcode = '23514', constraint = 'reports_published';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function plans.keep_report() is 'Keeps what was published as it was.';
create trigger reports_kept before update or delete on plans.reports for each row execute function plans.keep_report();

alter table plans.reports enable row level security;
alter table plans.reports force row level security;
create policy owner_all on plans.reports to ponte_owner using (true) with check (true);
create policy published on plans.reports for select to ponte_app using (published_at is not null);
create policy within on plans.reports for select to ponte_app using (plan_id in (select plans.within()));
create policy begun on plans.reports for insert to ponte_app
  with check (created_by = kernel.actor() and changed_by = kernel.actor() and published_at is null and plan_id in (select plans.reported()));
create policy changed on plans.reports for update to ponte_app
  using (plan_id in (select plans.reported())) with check (plan_id in (select plans.reported()));
create policy dropped on plans.reports for delete to ponte_app using (plan_id in (select plans.reported()));
grant select, insert, delete on plans.reports to ponte_app;
grant update (on_day, content, revision, changed_by, changed_at, published_at) on plans.reports to ponte_app;
