-- The business plan of a venture: answers, lines with figures, versions, comments, sign-off and review by an expert at the other end.
-- All of it hangs on the venture: it moves with its custody, and goes when it goes.

create schema businessplans;
comment on schema businessplans is 'Business plans of ventures: what founders, counsellors and experts write, compute and agree.';
grant usage on schema businessplans to ponte_app, ponte_jobs;

create table businessplans.plans (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  currency text not null constraint plans_currency check (currency ~ '^[A-Z]{3}$'),
  other_currency text constraint plans_other_currency check (other_currency ~ '^[A-Z]{3}$'),
  rate text constraint plans_rate check (rate ~ '^[0-9]{1,9}(\.[0-9]{1,9})?$'),
  rate_on date,
  rate_source text not null default '' constraint plans_rate_source check (length(rate_source) <= 200),
  starts_in text not null constraint plans_starts_in check (starts_in ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
  opens_after_months smallint not null default 0 constraint plans_opens_after check (opens_after_months between 0 and 24),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- With the office: a key is asked before the foreign key, and must not tell another office that there is a plan.
  constraint plans_one_a_venture unique (venture_id, office_id),
  constraint plans_reach unique (id, venture_id, office_id),
  constraint plans_rate_whole check ((other_currency is null) = (rate is null) and (rate is null) = (rate_on is null)),
  constraint plans_venture foreign key (venture_id, office_id) references ventures.ventures (id, office_id) on update cascade on delete cascade
);
create index plans_office_id on businessplans.plans (office_id);
comment on table businessplans.plans is 'The business plan of a venture: its currencies, the rate between them, and when it begins.';
comment on column businessplans.plans.id is 'UUID v7.';
comment on column businessplans.plans.currency is 'Currency of the results (ISO 4217).';
comment on column businessplans.plans.other_currency is 'Second currency in which figures may stand; null where there is none.';
comment on column businessplans.plans.rate is 'Units of the other currency for one of the own, as published; exact text, never a float.';
comment on column businessplans.plans.rate_on is 'Day of that rate.';
comment on column businessplans.plans.rate_source is 'Who published it.';
comment on column businessplans.plans.starts_in is 'First month of the plan, YYYY-MM.';
comment on column businessplans.plans.opens_after_months is 'Months from there until the firm may sell.';
comment on column businessplans.plans.created_by is 'Account that began it.';
comment on column businessplans.plans.created_at is 'When.';
comment on column businessplans.plans.updated_at is 'Last change to anything in it.';
comment on column businessplans.plans.venture_id is 'The venture.';
comment on column businessplans.plans.office_id is 'Office that has custody of the venture.';
alter table businessplans.plans enable row level security;
alter table businessplans.plans force row level security;
create policy owner_all on businessplans.plans to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.plans to ponte_jobs using (true);
create policy granted on businessplans.plans for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.plans to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on businessplans.plans to ponte_app using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update on businessplans.plans to ponte_app;
grant select on businessplans.plans to ponte_jobs;

create table businessplans.answers (
  plan_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  question text not null constraint answers_question check (question in (
    'idea.what', 'idea.why', 'market.customers', 'market.competitors', 'market.reach', 'offer.product', 'offer.better',
    'people.who', 'people.skills', 'form.legal-form', 'form.reason', 'duties.register', 'duties.insurance'
  )),
  text text not null constraint answers_text check (length(text) between 1 and 4000),
  by_account uuid not null,
  at timestamptz not null default now(),
  constraint answers_pkey primary key (plan_id, question),
  constraint answers_plan foreign key (plan_id, venture_id, office_id) references businessplans.plans (id, venture_id, office_id) on update cascade on delete cascade
);
create index answers_venture_id on businessplans.answers (venture_id);
comment on table businessplans.answers is 'What the founders write in words: the idea, the market, the product, people, form of business, duties and insurance.';
comment on column businessplans.answers.plan_id is 'The plan.';
comment on column businessplans.answers.question is 'Section and question, e.g. market.customers.';
comment on column businessplans.answers.text is 'The answer.';
comment on column businessplans.answers.by_account is 'Who wrote it last.';
comment on column businessplans.answers.at is 'When.';
comment on column businessplans.answers.venture_id is 'The venture.';
comment on column businessplans.answers.office_id is 'Office that has custody of the venture.';
alter table businessplans.answers enable row level security;
alter table businessplans.answers force row level security;
create policy owner_all on businessplans.answers to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.answers to ponte_jobs using (true);
create policy granted on businessplans.answers for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.answers to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on businessplans.answers to ponte_app using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update, delete on businessplans.answers to ponte_app;
grant select on businessplans.answers to ponte_jobs;

create table businessplans.lines (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  kind text not null constraint lines_kind check (kind in ('start-up', 'product', 'cost', 'draw', 'remittance', 'own-money', 'grant', 'loan', 'action', 'risk')),
  label text not null constraint lines_label check (length(label) between 1 and 160),
  unit text not null default '' constraint lines_unit check (length(unit) <= 40),
  choice text not null default '' constraint lines_choice check (choice ~ '^[a-z-]{0,20}$'),
  note text not null default '' constraint lines_note check (length(note) <= 1000),
  due_on date,
  season smallint[] constraint lines_season check (array_length(season, 1) = 12 and 0 <= all (season) and 1000 >= all (season)),
  created_at timestamptz not null default now(),
  constraint lines_reach unique (id, venture_id, office_id),
  constraint lines_plan foreign key (plan_id, venture_id, office_id) references businessplans.plans (id, venture_id, office_id) on update cascade on delete cascade
);
create index lines_venture_id on businessplans.lines (venture_id);
create index lines_plan_id on businessplans.lines (plan_id);
comment on table businessplans.lines is 'A line of the plan: something bought, sold, paid or borrowed, an action, a risk. Its figures stand in businessplans.figures.';
comment on column businessplans.lines.id is 'UUID v7.';
comment on column businessplans.lines.plan_id is 'The plan.';
comment on column businessplans.lines.kind is 'What it is.';
comment on column businessplans.lines.label is 'What it is called.';
comment on column businessplans.lines.unit is 'Of a product: what one is (a piece, a kilo, an hour).';
comment on column businessplans.lines.choice is 'Of a cost its category, of a loan its way of repayment, of an action who does it.';
comment on column businessplans.lines.note is 'Of an action or risk: what is done about it.';
comment on column businessplans.lines.due_on is 'Of an action: until when.';
comment on column businessplans.lines.season is 'Of a product: percent of the usual units in January to December.';
comment on column businessplans.lines.created_at is 'When; the order on the page.';
comment on column businessplans.lines.venture_id is 'The venture.';
comment on column businessplans.lines.office_id is 'Office that has custody of the venture.';
alter table businessplans.lines enable row level security;
alter table businessplans.lines force row level security;
create policy owner_all on businessplans.lines to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.lines to ponte_jobs using (true);
create policy granted on businessplans.lines for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.lines to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on businessplans.lines to ponte_app using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update, delete on businessplans.lines to ponte_app;
grant select on businessplans.lines to ponte_jobs;

create table businessplans.figures (
  line_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  name text not null constraint figures_name check (name ~ '^[a-z-]{2,20}$'),
  value bigint not null constraint figures_value check (value between -99999999999999 and 99999999999999),
  currency text constraint figures_currency check (currency ~ '^[A-Z]{3}$'),
  unit text not null constraint figures_unit check (unit in ('money', 'units', 'month', 'months', 'days', 'percent', 'basis-points', 'of-three')),
  source text not null default '' constraint figures_source check (length(source) <= 200),
  said_by text not null constraint figures_said_by check (said_by in ('founder', 'counsellor', 'expert', 'quote', 'assumption')),
  by_account uuid not null,
  at timestamptz not null default now(),
  constraint figures_pkey primary key (line_id, name),
  constraint figures_money check ((unit = 'money') = (currency is not null)),
  constraint figures_line foreign key (line_id, venture_id, office_id) references businessplans.lines (id, venture_id, office_id) on update cascade on delete cascade
);
create index figures_venture_id on businessplans.figures (venture_id);
comment on table businessplans.figures is 'One figure of a line with its unit, currency, source and who said so.';
comment on column businessplans.figures.line_id is 'The line.';
comment on column businessplans.figures.name is 'Which figure: price, amount, units, rate …';
comment on column businessplans.figures.value is 'Minor units of the currency, or whole units of the unit.';
comment on column businessplans.figures.currency is 'ISO 4217; only of money.';
comment on column businessplans.figures.unit is 'What it counts.';
comment on column businessplans.figures.source is 'Where it comes from: an offer, a price list, a talk.';
comment on column businessplans.figures.said_by is 'Who stands for it; an assumption says so.';
comment on column businessplans.figures.by_account is 'Who wrote it down last.';
comment on column businessplans.figures.at is 'When.';
comment on column businessplans.figures.venture_id is 'The venture.';
comment on column businessplans.figures.office_id is 'Office that has custody of the venture.';
alter table businessplans.figures enable row level security;
alter table businessplans.figures force row level security;
create policy owner_all on businessplans.figures to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.figures to ponte_jobs using (true);
create policy granted on businessplans.figures for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.figures to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy founder on businessplans.figures to ponte_app using (venture_id in (select ventures.founded())) with check (venture_id in (select ventures.founded()));
grant select, insert, update, delete on businessplans.figures to ponte_app;
grant select on businessplans.figures to ponte_jobs;

create table businessplans.versions (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  number int not null constraint versions_number check (number between 1 and 10000),
  label text not null constraint versions_label check (length(label) between 1 and 120),
  frozen jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  constraint versions_one_number unique (plan_id, number),
  constraint versions_reach unique (id, venture_id, office_id),
  constraint versions_of_plan unique (id, plan_id, venture_id, office_id),
  constraint versions_plan foreign key (plan_id, venture_id, office_id) references businessplans.plans (id, venture_id, office_id) on update cascade on delete cascade
);
create index versions_venture_id on businessplans.versions (venture_id);
create index versions_plan_id on businessplans.versions (plan_id);
comment on table businessplans.versions is 'A copy of the whole plan as it was; never changed.';
comment on column businessplans.versions.id is 'UUID v7.';
comment on column businessplans.versions.plan_id is 'The plan.';
comment on column businessplans.versions.number is '1, 2, 3 …';
comment on column businessplans.versions.label is 'What for.';
comment on column businessplans.versions.frozen is 'The plan with every answer, line and figure; results are computed from it again.';
comment on column businessplans.versions.created_by is 'Who kept it.';
comment on column businessplans.versions.created_at is 'When.';
comment on column businessplans.versions.venture_id is 'The venture.';
comment on column businessplans.versions.office_id is 'Office that has custody of the venture.';
alter table businessplans.versions enable row level security;
alter table businessplans.versions force row level security;
create policy owner_all on businessplans.versions to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.versions to ponte_jobs using (true);
create policy granted on businessplans.versions for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.versions for select to ponte_app using (office_id in (select access.desks()));
create policy founder on businessplans.versions for select to ponte_app using (venture_id in (select ventures.founded()));
create policy counsellor_adds on businessplans.versions for insert to ponte_app with check (created_by = kernel.actor() and office_id in (select access.desks()));
create policy founder_adds on businessplans.versions for insert to ponte_app with check (created_by = kernel.actor() and venture_id in (select ventures.founded()));
grant select, insert on businessplans.versions to ponte_app;
grant select on businessplans.versions to ponte_jobs;

create table businessplans.signatures (
  version_id uuid not null,
  venture_id uuid not null,
  office_id uuid not null,
  side text not null constraint signatures_side check (side in ('founder', 'counsellor')),
  by_account uuid not null,
  at timestamptz not null default now(),
  constraint signatures_pkey primary key (version_id, side),
  constraint signatures_version foreign key (version_id, venture_id, office_id) references businessplans.versions (id, venture_id, office_id) on update cascade on delete cascade
);
create index signatures_venture_id on businessplans.signatures (venture_id);
comment on table businessplans.signatures is 'Founder and counsellor sign off one version, once each.';
comment on column businessplans.signatures.version_id is 'The version.';
comment on column businessplans.signatures.side is 'For whom.';
comment on column businessplans.signatures.by_account is 'Who.';
comment on column businessplans.signatures.at is 'When.';
comment on column businessplans.signatures.venture_id is 'The venture.';
comment on column businessplans.signatures.office_id is 'Office that has custody of the venture.';
alter table businessplans.signatures enable row level security;
alter table businessplans.signatures force row level security;
create policy owner_all on businessplans.signatures to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.signatures to ponte_jobs using (true);
create policy granted on businessplans.signatures for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.signatures for select to ponte_app using (office_id in (select access.desks()));
create policy founder on businessplans.signatures for select to ponte_app using (venture_id in (select ventures.founded()));
create policy counsellor_adds on businessplans.signatures for insert to ponte_app with check (by_account = kernel.actor() and side = 'counsellor' and office_id in (select access.desks()));
create policy founder_adds on businessplans.signatures for insert to ponte_app with check (by_account = kernel.actor() and side = 'founder' and venture_id in (select ventures.founded()));
grant select, insert on businessplans.signatures to ponte_app;
grant select on businessplans.signatures to ponte_jobs;

create table businessplans.comments (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  section text not null constraint comments_section check (section ~ '^[a-z-]{2,20}$'),
  text text not null constraint comments_text check (length(text) between 1 and 2000),
  side text not null constraint comments_side check (side in ('founder', 'counsellor', 'expert')),
  by_account uuid not null,
  at timestamptz not null default now(),
  constraint comments_plan foreign key (plan_id, venture_id, office_id) references businessplans.plans (id, venture_id, office_id) on update cascade on delete cascade
);
create index comments_venture_id on businessplans.comments (venture_id);
create index comments_plan_id on businessplans.comments (plan_id);
comment on table businessplans.comments is 'What founders, counsellor and expert say to each other about a part of the plan.';
comment on column businessplans.comments.id is 'UUID v7.';
comment on column businessplans.comments.plan_id is 'The plan.';
comment on column businessplans.comments.section is 'Which part.';
comment on column businessplans.comments.text is 'What is said.';
comment on column businessplans.comments.side is 'As whom.';
comment on column businessplans.comments.by_account is 'Who.';
comment on column businessplans.comments.at is 'When.';
comment on column businessplans.comments.venture_id is 'The venture.';
comment on column businessplans.comments.office_id is 'Office that has custody of the venture.';
alter table businessplans.comments enable row level security;
alter table businessplans.comments force row level security;
create policy owner_all on businessplans.comments to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.comments to ponte_jobs using (true);
create policy granted on businessplans.comments for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.comments for select to ponte_app using (office_id in (select access.desks()));
create policy founder on businessplans.comments for select to ponte_app using (venture_id in (select ventures.founded()));
create policy counsellor_adds on businessplans.comments for insert to ponte_app with check (by_account = kernel.actor() and side = 'counsellor' and office_id in (select access.desks()));
create policy founder_adds on businessplans.comments for insert to ponte_app with check (by_account = kernel.actor() and side = 'founder' and venture_id in (select ventures.founded()));
create policy expert_adds on businessplans.comments for insert to ponte_app
  with check (by_account = kernel.actor() and side = 'expert' and venture_id in (select ventures.shared_part('business-plan')));
grant select, insert on businessplans.comments to ponte_app;
grant select on businessplans.comments to ponte_jobs;

create table businessplans.reviews (
  id uuid primary key,
  venture_id uuid not null,
  office_id uuid not null,
  plan_id uuid not null,
  version_id uuid not null,
  expert_id uuid not null,
  state text not null default 'asked' constraint reviews_state check (state in ('asked', 'in-review', 'returned', 'confirmed', 'declined')),
  question text not null default '' constraint reviews_question check (length(question) <= 2000),
  remarks text not null default '' constraint reviews_remarks check (length(remarks) <= 4000),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  decided_at timestamptz,
  constraint reviews_remarks_given check (state not in ('returned', 'declined') or remarks <> ''),
  constraint reviews_decided check ((state in ('returned', 'confirmed', 'declined')) = (decided_at is not null)),
  -- By the version alone: with a second key to the plan, custody would move along two paths and find the other not there yet.
  constraint reviews_version foreign key (version_id, plan_id, venture_id, office_id) references businessplans.versions (id, plan_id, venture_id, office_id) on update cascade on delete cascade
);
create index reviews_venture_id on businessplans.reviews (venture_id);
create index reviews_plan_id on businessplans.reviews (plan_id);
create unique index reviews_one_open on businessplans.reviews (plan_id, expert_id) where state in ('asked', 'in-review');
create index reviews_version_id on businessplans.reviews (version_id);
create index reviews_expert_id on businessplans.reviews (expert_id);
comment on table businessplans.reviews is 'An expert at the end where the firm will be says whether one version can work there.';
comment on column businessplans.reviews.id is 'UUID v7.';
comment on column businessplans.reviews.plan_id is 'The plan.';
comment on column businessplans.reviews.version_id is 'Which version.';
comment on column businessplans.reviews.expert_id is 'Account of the expert, who reads by a grant of a founder.';
comment on column businessplans.reviews.state is 'docs/states/feasibility-review.md.';
comment on column businessplans.reviews.question is 'What is asked.';
comment on column businessplans.reviews.remarks is 'What the expert says.';
comment on column businessplans.reviews.asked_by is 'Who asked.';
comment on column businessplans.reviews.asked_at is 'When.';
comment on column businessplans.reviews.decided_at is 'When the expert answered.';
comment on column businessplans.reviews.venture_id is 'The venture.';
comment on column businessplans.reviews.office_id is 'Office that has custody of the venture.';
alter table businessplans.reviews enable row level security;
alter table businessplans.reviews force row level security;
create policy owner_all on businessplans.reviews to ponte_owner using (true) with check (true);
create policy jobs_all on businessplans.reviews to ponte_jobs using (true);
create policy granted on businessplans.reviews for select to ponte_app using (venture_id in (select ventures.shared_part('business-plan')));
create policy custody on businessplans.reviews for select to ponte_app using (office_id in (select access.desks()));
create policy founder on businessplans.reviews for select to ponte_app using (venture_id in (select ventures.founded()));
create policy counsellor_adds on businessplans.reviews for insert to ponte_app with check (asked_by = kernel.actor() and state = 'asked' and office_id in (select access.desks()));
create policy founder_adds on businessplans.reviews for insert to ponte_app with check (asked_by = kernel.actor() and state = 'asked' and venture_id in (select ventures.founded()));
-- Only the expert who was asked answers, and only while a founder shares the plan.
create policy expert_answers on businessplans.reviews for update to ponte_app
  using (expert_id = kernel.actor() and venture_id in (select ventures.shared_part('business-plan')))
  with check (expert_id = kernel.actor() and venture_id in (select ventures.shared_part('business-plan')));
grant select, insert on businessplans.reviews to ponte_app;
grant update (state, remarks, decided_at) on businessplans.reviews to ponte_app;
grant select on businessplans.reviews to ponte_jobs;

create function businessplans.may_become(before text, after text) returns boolean
language sql immutable
as $$
  select (before, after) in (
    values
      ('asked', 'in-review'),
      ('asked', 'declined'),
      ('in-review', 'returned'),
      ('in-review', 'confirmed'),
      ('in-review', 'declined')
  )
$$;
comment on function businessplans.may_become(text, text) is 'The state chart of docs/states/feasibility-review.md.';

create function businessplans.guard_state() returns trigger
language plpgsql
as $$
begin
  if not businessplans.may_become(old.state, new.state) then
    raise exception '% cannot become %', old.state, new.state using errcode = 'check_violation', constraint = 'reviews_state_follows';
  end if;
  return new;
end
$$;
comment on function businessplans.guard_state() is 'Refuses a change of state that the state chart does not have.';
-- Not on a change of office_id: custody moves by foreign key whatever the state.
create trigger guard_state before update of state, remarks, decided_at on businessplans.reviews
  for each row execute function businessplans.guard_state();

-- Staff is closed to founders; whom they may ask is not. Names of experts and where they work, nothing else.
create function businessplans.experts() returns table (account_id uuid, name text, scope_kind text, scope_id uuid)
language sql stable security definer
set search_path = ''
as $$
  select distinct on (a.account_id) a.account_id, i.name, a.scope_kind, a.scope_id
    from access.assignments a
    join identity.accounts i on i.id = a.account_id
   where a.role = 'expert'
     and a.ended_at is null
     and i.suspended_at is null
     and a.account_id <> kernel.actor()
     and (exists (select ventures.founded()) or exists (select access.desks()))
   order by a.account_id, a.granted_at
$$;
comment on function businessplans.experts() is 'Experts whom a founder or a desk may ask about a plan.';

create function businessplans.count_plans(of_offices uuid[])
returns table (office_id uuid, here_place_id uuid, there_place_id uuid, state text, plans bigint)
language sql stable security definer
set search_path = ''
as $$
  select p.office_id, v.here_place_id, v.there_place_id, s.state, count(*)
    from businessplans.plans p
    join ventures.ventures v on v.id = p.venture_id
   cross join lateral (
      select case
               when exists (select from businessplans.reviews r where r.plan_id = p.id and r.state = 'confirmed') then 'confirmed'
               when exists (
                 select from businessplans.versions n
                  where n.plan_id = p.id and (select count(*) from businessplans.signatures g where g.version_id = n.id) = 2
               ) then 'signed'
               when exists (select from businessplans.lines l where l.plan_id = p.id and l.kind = 'product') then 'costed'
               else 'begun'
             end as state
    ) s
   where p.office_id = any (of_offices) and p.office_id in (select access.countable())
   group by p.office_id, v.here_place_id, v.there_place_id, s.state
$$;
comment on function businessplans.count_plans(uuid[]) is 'Plans as they stand: begun, with costed products, signed off by both sides, confirmed by an expert.';
