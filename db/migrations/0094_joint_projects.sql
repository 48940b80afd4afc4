-- Joint projects of associations, at both ends of a corridor too. Each association says yes by itself, to the words as they are, before
-- anybody else reads them; no office approves anything. All of it is decided here, not in the application. No account is kept anywhere.

create table associations.joint_projects (
  id uuid primary key,
  lead_id uuid not null constraint joint_projects_lead references associations.associations (id),
  title text not null constraint joint_projects_title check (length(title) between 1 and 160),
  about text not null constraint joint_projects_about check (length(about) between 1 and 4000),
  language text not null constraint joint_projects_language check (language ~ '^[a-z]{2,3}$'),
  corridor_id uuid constraint joint_projects_corridor references places.corridors (id),
  from_on date,
  until_on date,
  amount_minor bigint constraint joint_projects_amount check (amount_minor >= 0),
  currency text constraint joint_projects_currency check (currency ~ '^[A-Z]{3}$'),
  money_source text constraint joint_projects_money_source check (length(money_source) between 1 and 500),
  words text not null constraint joint_projects_words check (length(words) <= 8000),
  state text not null default 'proposed' constraint joint_projects_state check (state in ('proposed', 'agreed', 'running', 'ended', 'withdrawn')),
  revision int not null default 1,
  proposed_at timestamptz not null default now(),
  agreed_at timestamptz,
  ended_at timestamptz,
  outcome text constraint joint_projects_outcome check (length(outcome) between 1 and 4000),
  demonstration boolean not null default false,
  constraint joint_projects_days check (until_on >= from_on),
  constraint joint_projects_money check ((amount_minor is null) = (currency is null)),
  constraint joint_projects_agreed check (case state when 'proposed' then agreed_at is null when 'withdrawn' then true else agreed_at is not null end),
  constraint joint_projects_ended check ((ended_at is not null) = (state in ('ended', 'withdrawn')) and (ended_at is null) = (outcome is null))
);
create index joint_projects_of_lead on associations.joint_projects (lead_id);
create index joint_projects_of_corridor on associations.joint_projects (corridor_id) where corridor_id is not null;
create index joint_projects_shown on associations.joint_projects (agreed_at desc, id) where agreed_at is not null;
comment on table associations.joint_projects is 'What several associations mean to do together. Public once each of them has said yes; names no person.';
comment on column associations.joint_projects.id is 'UUID v7.';
comment on column associations.joint_projects.lead_id is 'The association that proposed it and writes it.';
comment on column associations.joint_projects.title is 'Its name.';
comment on column associations.joint_projects.about is 'What it is for.';
comment on column associations.joint_projects.language is 'Language in which it is written.';
comment on column associations.joint_projects.corridor_id is 'The corridor at whose ends it works, where there is one.';
comment on column associations.joint_projects.from_on is 'First day; null where not known.';
comment on column associations.joint_projects.until_on is 'Last day; null where not known.';
comment on column associations.joint_projects.amount_minor is 'Money that is wanted, in minor units; null where not known.';
comment on column associations.joint_projects.currency is 'Its currency.';
comment on column associations.joint_projects.money_source is 'From where the money shall come.';
comment on column associations.joint_projects.words is 'Folded words of name, purpose, places and associations, for the search.';
comment on column associations.joint_projects.state is 'Where it stands (docs/states/joint-project.md).';
comment on column associations.joint_projects.revision is 'Grows with each change of words, partners or places, by triggers; a yes is to one revision.';
comment on column associations.joint_projects.proposed_at is 'When it was proposed.';
comment on column associations.joint_projects.agreed_at is 'When the last association said yes; public since.';
comment on column associations.joint_projects.ended_at is 'When it ended or was withdrawn.';
comment on column associations.joint_projects.outcome is 'What became of it, or why it was withdrawn.';
comment on column associations.joint_projects.demonstration is 'True: invented for the demonstration network.';

create table associations.joint_partners (
  project_id uuid not null constraint joint_partners_project references associations.joint_projects (id) on delete cascade,
  association_id uuid not null constraint joint_partners_association references associations.associations (id),
  name text not null constraint joint_partners_name check (length(name) between 1 and 160),
  task text not null constraint joint_partners_task check (length(task) between 1 and 500),
  answer text constraint joint_partners_answer check (answer in ('yes', 'no', 'left')),
  answered_revision int,
  answered_at timestamptz,
  told_at timestamptz,
  constraint joint_partners_pkey primary key (project_id, association_id),
  constraint joint_partners_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_revision is null))
);
create index joint_partners_of on associations.joint_partners (association_id);
comment on table associations.joint_partners is 'Associations that take part in a joint project, who does what, and what each of them said.';
comment on column associations.joint_partners.project_id is 'The project.';
comment on column associations.joint_partners.association_id is 'The association.';
comment on column associations.joint_partners.name is 'Its name when it was asked.';
comment on column associations.joint_partners.task is 'What it does in the project.';
comment on column associations.joint_partners.answer is 'Yes, no, or left after a yes; null while it has not answered.';
comment on column associations.joint_partners.answered_revision is 'The revision that it read.';
comment on column associations.joint_partners.answered_at is 'When.';
comment on column associations.joint_partners.told_at is 'When the letter that asks it was written; null while it is still to be.';

create table associations.joint_places (
  project_id uuid not null constraint joint_places_project references associations.joint_projects (id) on delete cascade,
  place_id uuid not null constraint joint_places_place references places.places (id),
  office_id uuid constraint joint_places_office references offices.offices (id),
  constraint joint_places_pkey primary key (project_id, place_id)
);
create index joint_places_of_place on associations.joint_places (place_id);
create index joint_places_of_office on associations.joint_places (office_id) where office_id is not null;
comment on table associations.joint_places is 'Where a joint project works.';
comment on column associations.joint_places.project_id is 'The project.';
comment on column associations.joint_places.place_id is 'The place.';
comment on column associations.joint_places.office_id is 'The office responsible for it when it was written down; null where there was none.';

create table associations.joint_updates (
  id uuid primary key,
  project_id uuid not null,
  association_id uuid not null,
  on_day date not null,
  words text not null constraint joint_updates_words check (length(words) between 1 and 2000),
  written_at timestamptz not null default now(),
  constraint joint_updates_partner foreign key (project_id, association_id)
    references associations.joint_partners (project_id, association_id) on delete cascade
);
create index joint_updates_of on associations.joint_updates (project_id, association_id);
comment on table associations.joint_updates is 'What happened in a joint project, day by day, as its associations tell. Public with the project; never changed.';
comment on column associations.joint_updates.id is 'UUID v7.';
comment on column associations.joint_updates.project_id is 'The project.';
comment on column associations.joint_updates.association_id is 'The association that tells it.';
comment on column associations.joint_updates.on_day is 'The day on which it happened.';
comment on column associations.joint_updates.words is 'What happened, without names of people.';
comment on column associations.joint_updates.written_at is 'When it was written.';

create table associations.joint_contacts (
  project_id uuid not null constraint joint_contacts_project references associations.joint_projects (id) on delete cascade,
  office_id uuid not null constraint joint_contacts_office references offices.offices (id),
  unit text not null constraint joint_contacts_unit check (length(unit) between 1 and 160),
  reach text not null constraint joint_contacts_reach check (length(reach) between 1 and 300),
  pointed_at timestamptz not null default now(),
  constraint joint_contacts_pkey primary key (project_id, office_id)
);
create index joint_contacts_of_office on associations.joint_contacts (office_id);
comment on table associations.joint_contacts is 'To which unit the associations of a joint project can turn, as the office of the place says. No approval of anything.';
comment on column associations.joint_contacts.project_id is 'The project.';
comment on column associations.joint_contacts.office_id is 'The office that says so.';
comment on column associations.joint_contacts.unit is 'The responsible unit.';
comment on column associations.joint_contacts.reach is 'How to reach it.';
comment on column associations.joint_contacts.pointed_at is 'When it was last written.';

create function associations.joint_projects_of(whose text) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.id from associations.joint_projects p
   where case whose
           when 'partners' then exists (
             select from associations.joint_partners j where j.project_id = p.id and j.association_id in (select associations.mine()))
           when 'lead' then p.lead_id in (select associations.mine())
           when 'writing' then p.state = 'proposed' and p.lead_id in (select associations.mine())
           when 'everybody' then p.agreed_at is not null
           when 'going' then p.state in ('agreed', 'running')
         end
$$;
comment on function associations.joint_projects_of(text) is 'Joint projects in which an association of the actor takes part (partners), which it proposed (lead) and still writes (writing), that anybody reads (everybody), that go on (going).';

create function associations.joint_at_desk() returns table (project_id uuid, office_id uuid)
language sql stable security definer set search_path = ''
as $$
  select j.project_id, d.d
    from access.desks() d
    join associations.associations a on a.office_id = d.d
    join associations.joint_partners j on j.association_id = a.id
    join associations.joint_projects p on p.id = j.project_id
   where p.agreed_at is not null and j.answer = 'yes'
  union
  select l.project_id, d.d
    from access.desks() d
    join associations.joint_places l on l.office_id = d.d
    join associations.joint_projects p on p.id = l.project_id
   where p.agreed_at is not null
$$;
comment on function associations.joint_at_desk() is 'Public joint projects in places of an office of the actor, or with an association that it verified.';
revoke execute on function associations.joint_projects_of(text), associations.joint_at_desk() from public;
grant execute on function associations.joint_projects_of(text), associations.joint_at_desk() to ponte_app;

-- A project is written by its lead until everybody has said yes; then its words stay. A restored backup brings what was.
create function associations.keep_joint_project() returns trigger
language plpgsql set search_path = ''
as $$
declare
  rewritten boolean := (new.title, new.about, new.language, new.corridor_id, new.from_on, new.until_on, new.amount_minor, new.currency, new.money_source, new.words)
                       is distinct from
                       (old.title, old.about, old.language, old.corridor_id, old.from_on, old.until_on, old.amount_minor, old.currency, old.money_source, old.words);
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if rewritten then
    if old.state <> 'proposed' or new.state <> 'proposed' then
      raise exception 'what everybody agreed to stays' using errcode = 'insufficient_privilege';
    end if;
    new.revision := old.revision + 1;
  end if;
  if new.state = old.state then
    if (new.ended_at, new.outcome) is distinct from (old.ended_at, old.outcome) then
      raise exception 'no step was taken' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (old.state, new.state) not in (('proposed', 'withdrawn'), ('agreed', 'running'), ('agreed', 'withdrawn'), ('running', 'ended'), ('running', 'withdrawn')) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function associations.keep_joint_project() is 'Keeps the steps in order, and the words as everybody agreed to them.';
create trigger keep_joint_project before update on associations.joint_projects
  for each row execute function associations.keep_joint_project();

create function associations.ask_again(project uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  update associations.joint_partners j
     set answer = case when p.lead_id = j.association_id then 'yes' end,
         answered_revision = case when p.lead_id = j.association_id then p.revision end,
         answered_at = case when p.lead_id = j.association_id then now() end,
         told_at = null
    from associations.joint_projects p
   where p.id = project and p.state = 'proposed' and j.project_id = p.id
$$;
comment on function associations.ask_again(uuid) is 'Voids every yes but that of the association that writes: what it changed is its own yes.';
revoke execute on function associations.ask_again(uuid) from public;

create function associations.void_answers() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform associations.ask_again(new.id);
  return null;
end
$$;
comment on function associations.void_answers() is 'A yes is to the words that were read.';
create trigger void_answers after update of revision, title, about, language, corridor_id, from_on, until_on, amount_minor, currency, money_source, words
  on associations.joint_projects
  for each row when (old.revision <> new.revision) execute function associations.void_answers();

create function associations.keep_joint_circle() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare project uuid := coalesce(new.project_id, old.project_id);
begin
  if kernel.actor() is null and kernel.link_token() is null then
    return null;
  end if;
  update associations.joint_projects set revision = revision + 1 where id = project and state = 'proposed';
  return null;
end
$$;
comment on function associations.keep_joint_circle() is 'With whom and where is part of what one says yes to.';
create trigger keep_joint_circle after insert or delete on associations.joint_partners
  for each row execute function associations.keep_joint_circle();
create trigger keep_joint_circle after insert or delete on associations.joint_places
  for each row execute function associations.keep_joint_circle();

create function associations.keep_joint_answer() returns trigger
language plpgsql set search_path = ''
as $$
declare project associations.joint_projects;
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if (tg_op = 'INSERT' or new.answer = 'yes') and new.association_id not in (select associations.shown()) then
    raise exception 'only verified associations take part' using errcode = 'check_violation', constraint = 'joint_partners_verified';
  end if;
  if tg_op = 'INSERT' then
    new.name := (select a.name from associations.associations a where a.id = new.association_id);
    return new;
  end if;
  select p.* into project from associations.joint_projects p where p.id = new.project_id;
  if new.association_id = project.lead_id
    or (new.answer in ('yes', 'no') and project.state <> 'proposed')
    or (new.answer = 'left' and (project.state not in ('agreed', 'running') or old.answer <> 'yes')) then
    raise exception 'this is not asked' using errcode = 'check_violation', constraint = 'joint_partners_asked';
  end if;
  if new.answer in ('yes', 'no') and new.answered_revision <> project.revision then
    raise exception 'it was changed meanwhile' using errcode = 'check_violation', constraint = 'joint_partners_read';
  end if;
  return new;
end
$$;
comment on function associations.keep_joint_answer() is 'An answer is of a verified association, to the words as they are, while they are asked.';
create trigger keep_joint_answer before insert or update of answer on associations.joint_partners
  for each row execute function associations.keep_joint_answer();

create function associations.agree_joint_project() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Of two that say yes in the same moment the second sees the first.
  perform from associations.joint_projects where id = new.project_id for update;
  update associations.joint_projects p
     set state = 'agreed', agreed_at = now()
   where p.id = new.project_id and p.state = 'proposed'
     and (select count(*) >= 2 and bool_and(coalesce(j.answer = 'yes' and j.answered_revision = p.revision, false))
            from associations.joint_partners j where j.project_id = p.id);
  return null;
end
$$;
comment on function associations.agree_joint_project() is 'Makes a project public in the moment in which the last association says yes.';
create trigger agree_joint_project after update of answer on associations.joint_partners
  for each row when (new.answer = 'yes' and old.answer is distinct from 'yes') execute function associations.agree_joint_project();

do $$
declare name text;
begin
  foreach name in array array['joint_projects', 'joint_partners', 'joint_places', 'joint_updates', 'joint_contacts'] loop
    execute format('alter table associations.%I enable row level security', name);
    execute format('alter table associations.%I force row level security', name);
    execute format('create policy owner_all on associations.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy shown on associations.joint_projects for select to ponte_app using (agreed_at is not null);
create policy lead on associations.joint_projects for select to ponte_app using (lead_id in (select associations.mine()));
create policy partner on associations.joint_projects for select to ponte_app using (id in (select associations.joint_projects_of('partners')));
create policy proposed on associations.joint_projects for insert to ponte_app
  with check (state = 'proposed' and agreed_at is null and revision = 1
              and lead_id in (select associations.mine()) and lead_id in (select associations.shown()));
create policy changed on associations.joint_projects for update to ponte_app
  using (lead_id in (select associations.mine())) with check (lead_id in (select associations.mine()));
grant select, insert on associations.joint_projects to ponte_app;
grant update (title, about, language, corridor_id, from_on, until_on, amount_minor, currency, money_source, words, state, ended_at, outcome)
  on associations.joint_projects to ponte_app;

create policy shown on associations.joint_partners for select to ponte_app using (project_id in (select associations.joint_projects_of('everybody')));
create policy partner on associations.joint_partners for select to ponte_app using (project_id in (select associations.joint_projects_of('partners')));
create policy lead on associations.joint_partners for select to ponte_app using (project_id in (select associations.joint_projects_of('lead')));
create policy asked on associations.joint_partners for insert to ponte_app
  with check (answer is null and told_at is null and project_id in (select associations.joint_projects_of('writing')));
create policy answered on associations.joint_partners for update to ponte_app
  using (association_id in (select associations.mine())) with check (answer is not null and association_id in (select associations.mine()));
create policy removed on associations.joint_partners for delete to ponte_app using (project_id in (select associations.joint_projects_of('writing')));
grant select, insert, update (answer, answered_revision, answered_at), delete on associations.joint_partners to ponte_app;

create policy shown on associations.joint_places for select to ponte_app using (project_id in (select associations.joint_projects_of('everybody')));
create policy partner on associations.joint_places for select to ponte_app using (project_id in (select associations.joint_projects_of('partners')));
create policy lead on associations.joint_places for select to ponte_app using (project_id in (select associations.joint_projects_of('lead')));
create policy written on associations.joint_places for insert to ponte_app with check (project_id in (select associations.joint_projects_of('writing')));
create policy removed on associations.joint_places for delete to ponte_app using (project_id in (select associations.joint_projects_of('writing')));
grant select, insert, delete on associations.joint_places to ponte_app;

create policy shown on associations.joint_updates for select to ponte_app using (project_id in (select associations.joint_projects_of('everybody')));
create policy told on associations.joint_updates for insert to ponte_app with check (
  association_id in (select associations.mine())
  and project_id in (select associations.joint_projects_of('going'))
  and exists (select from associations.joint_partners j
               where j.project_id = joint_updates.project_id and j.association_id = joint_updates.association_id and j.answer = 'yes'));
grant select, insert on associations.joint_updates to ponte_app;

create policy shown on associations.joint_contacts for select to ponte_app using (project_id in (select associations.joint_projects_of('everybody')));
create policy pointed on associations.joint_contacts for insert to ponte_app
  with check ((project_id, office_id) in (select d.project_id, d.office_id from associations.joint_at_desk() d));
create policy changed on associations.joint_contacts for update to ponte_app
  using ((project_id, office_id) in (select d.project_id, d.office_id from associations.joint_at_desk() d))
  with check ((project_id, office_id) in (select d.project_id, d.office_id from associations.joint_at_desk() d));
create policy removed on associations.joint_contacts for delete to ponte_app
  using ((project_id, office_id) in (select d.project_id, d.office_id from associations.joint_at_desk() d));
grant select, insert, update (unit, reach, pointed_at), delete on associations.joint_contacts to ponte_app;

-- The jobs write the letters that ask.
create policy jobs_read on associations.joint_projects for select to ponte_jobs using (true);
grant select on associations.joint_projects to ponte_jobs;
create policy jobs_tell on associations.joint_partners to ponte_jobs using (true) with check (true);
grant select, update (told_at) on associations.joint_partners to ponte_jobs;
