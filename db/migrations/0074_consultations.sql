-- Consultation at design stage: an office asks the associations of a territory while something can still be changed. Who must be
-- invited is worked out here, so that none is left out; an opinion belongs to its association, its answer to the office; a
-- consultation does not finish while an opinion has no answer. All of it is decided here, not in the application.

create schema consultations;
comment on schema consultations is 'What offices ask associations while it is being designed, their opinions, and the answer to each.';
grant usage on schema consultations to ponte_app, ponte_jobs;

create table consultations.consultations (
  id uuid primary key,
  office_id uuid not null constraint consultations_office references offices.offices (id),
  title text not null constraint consultations_title check (length(title) between 1 and 200),
  about text not null constraint consultations_about check (length(about) between 1 and 4000),
  language text not null constraint consultations_language check (language ~ '^[a-z]{2,3}$'),
  unit text not null constraint consultations_unit check (length(unit) between 1 and 160),
  contact_name text constraint consultations_contact_name check (length(contact_name) between 1 and 120),
  contact_email text constraint consultations_contact_email check (length(contact_email) between 3 and 254),
  contact_phone text constraint consultations_contact_phone check (length(contact_phone) between 4 and 30),
  draft_text text constraint consultations_draft_text check (length(draft_text) between 1 and 5000),
  draft_link text constraint consultations_draft_link check (draft_link ~ '^https?://' and length(draft_link) <= 300),
  plan_id uuid constraint consultations_plan references plans.plans (id),
  place_id uuid not null constraint consultations_place references places.places (id),
  corridor_id uuid constraint consultations_corridor references places.corridors (id),
  questions text[] not null default '{}' constraint consultations_questions check (cardinality(questions) <= 8),
  from_on date not null,
  until_on date not null,
  state text not null default 'draft' constraint consultations_state check (state in ('draft', 'open', 'finished', 'withdrawn')),
  outcome text constraint consultations_outcome check (length(outcome) between 1 and 5000),
  opened_at timestamptz,
  ended_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  demonstration boolean not null default false,
  constraint consultations_reachable check (contact_email is not null or contact_phone is not null),
  constraint consultations_days check (until_on >= from_on and until_on <= from_on + 730),
  constraint consultations_opened check (case state when 'draft' then opened_at is null when 'withdrawn' then true else opened_at is not null end),
  constraint consultations_ended check ((ended_at is not null) = (state in ('finished', 'withdrawn')) and (ended_at is not null) = (outcome is not null))
);
create index consultations_of_office on consultations.consultations (office_id);
create index consultations_shown on consultations.consultations (until_on) where opened_at is not null;
comment on table consultations.consultations is 'What an office asks the associations of a territory. Public once it was opened.';
comment on column consultations.consultations.id is 'UUID v7.';
comment on column consultations.consultations.office_id is 'The office that asks and answers.';
comment on column consultations.consultations.title is 'What is being designed.';
comment on column consultations.consultations.about is 'What is to be decided, and what is decided already.';
comment on column consultations.consultations.language is 'Language in which it is written.';
comment on column consultations.consultations.unit is 'The responsible unit, so that nobody has to search for it.';
comment on column consultations.consultations.contact_name is 'Whom to ask for, where that person agreed to be named.';
comment on column consultations.consultations.contact_email is 'Address of the unit.';
comment on column consultations.consultations.contact_phone is 'Number of the unit, in international form.';
comment on column consultations.consultations.draft_text is 'The draft, where it is short.';
comment on column consultations.consultations.draft_link is 'Address of the draft elsewhere.';
comment on column consultations.consultations.plan_id is 'The published plan that is to be changed.';
comment on column consultations.consultations.place_id is 'Territory whose associations are invited.';
comment on column consultations.consultations.corridor_id is 'Corridor from whose origin associations are invited too.';
comment on column consultations.consultations.questions is 'Questions, in order; never changed once it is open.';
comment on column consultations.consultations.from_on is 'First day on which opinions are taken.';
comment on column consultations.consultations.until_on is 'Last day; only put off once it is open.';
comment on column consultations.consultations.state is 'Where it stands (docs/states/consultation.md).';
comment on column consultations.consultations.outcome is 'What came of it, or why it was withdrawn.';
comment on column consultations.consultations.opened_at is 'When it was opened and everybody was invited.';
comment on column consultations.consultations.ended_at is 'When it was finished or withdrawn.';
comment on column consultations.consultations.created_by is 'Who began it.';
comment on column consultations.consultations.created_at is 'When.';
comment on column consultations.consultations.demonstration is 'True: invented for the demonstration network.';

create table consultations.invitations (
  consultation_id uuid not null constraint invitations_consultation references consultations.consultations (id) on delete cascade,
  association_id uuid not null constraint invitations_association references associations.associations (id),
  name text not null constraint invitations_name check (length(name) between 1 and 160),
  because text not null constraint invitations_because check (because in ('territory', 'origin')),
  invited_at timestamptz not null default now(),
  told_at timestamptz,
  told text constraint invitations_told check (told in ('keepers', 'address', 'nobody')),
  constraint invitations_pkey primary key (consultation_id, association_id),
  constraint invitations_told_when check ((told is null) = (told_at is null))
);
create index invitations_of_association on consultations.invitations (association_id);
comment on table consultations.invitations is 'Associations that were invited: all that are verified and of the territory or of the origin of the corridor. Written by the database alone.';
comment on column consultations.invitations.consultation_id is 'The consultation.';
comment on column consultations.invitations.association_id is 'The association.';
comment on column consultations.invitations.name is 'Its name on that day.';
comment on column consultations.invitations.because is 'Why it is invited: its places lie in the territory, or it comes from the origin of the corridor.';
comment on column consultations.invitations.invited_at is 'When.';
comment on column consultations.invitations.told_at is 'When the letter was written; null while it is still to be.';
comment on column consultations.invitations.told is 'Whom the letter went to: those who write for it, its public address, or nobody since there is no address.';

create table consultations.drafts (
  consultation_id uuid not null,
  association_id uuid not null,
  words text constraint drafts_words check (length(words) between 1 and 5000),
  replies text[] not null default '{}' constraint drafts_replies check (cardinality(replies) <= 8),
  public boolean not null default true,
  changed_at timestamptz not null default now(),
  constraint drafts_pkey primary key (consultation_id, association_id),
  constraint drafts_invited foreign key (consultation_id, association_id)
    references consultations.invitations (consultation_id, association_id) on delete cascade
);
comment on table consultations.drafts is 'What an association is still writing. Read by those who write for it, by nobody else.';
comment on column consultations.drafts.consultation_id is 'The consultation.';
comment on column consultations.drafts.association_id is 'The association.';
comment on column consultations.drafts.words is 'The opinion so far.';
comment on column consultations.drafts.replies is 'Answers to the questions, in their order; empty where there is none.';
comment on column consultations.drafts.public is 'Whether anybody is to read it.';
comment on column consultations.drafts.changed_at is 'When it was last kept.';

create table consultations.opinions (
  id uuid primary key,
  consultation_id uuid not null,
  association_id uuid not null,
  name text not null constraint opinions_name check (length(name) between 1 and 160),
  words text not null constraint opinions_words check (length(words) between 1 and 5000),
  replies text[] not null default '{}' constraint opinions_replies check (cardinality(replies) <= 8),
  public boolean not null,
  revision int not null default 1,
  handed_in_at timestamptz not null default now(),
  answer text constraint opinions_answer check (answer in ('taken-up', 'in-part', 'not')),
  reason text constraint opinions_reason check (length(reason) between 1 and 2000),
  answered_at timestamptz,
  constraint opinions_one unique (consultation_id, association_id),
  constraint opinions_invited foreign key (consultation_id, association_id)
    references consultations.invitations (consultation_id, association_id) on delete cascade,
  constraint opinions_reasoned check ((answer is null) = (reason is null) and (answer is null) = (answered_at is null))
);
comment on table consultations.opinions is 'The opinion of an association, one each, with the answer of the office. Public only where the association chose so.';
comment on column consultations.opinions.id is 'UUID v7.';
comment on column consultations.opinions.consultation_id is 'The consultation.';
comment on column consultations.opinions.association_id is 'The association.';
comment on column consultations.opinions.name is 'Its name on the invitation; set by the trigger.';
comment on column consultations.opinions.words is 'The opinion.';
comment on column consultations.opinions.replies is 'Answers to the questions, in their order; empty where there is none.';
comment on column consultations.opinions.public is 'Whether anybody reads it; else the association and the office alone.';
comment on column consultations.opinions.revision is 'Grows each time it is replaced, by the trigger.';
comment on column consultations.opinions.handed_in_at is 'When it was last handed in.';
comment on column consultations.opinions.answer is 'Whether it is taken up, in part, or not; gone when the opinion is replaced.';
comment on column consultations.opinions.reason is 'Why, or what was done with it.';
comment on column consultations.opinions.answered_at is 'When.';

-- Who is near: places inside and around the territory, and around the origin of the corridor.
create function consultations.near(place uuid, corridor uuid) returns table (association_id uuid, because text)
language sql stable security definer set search_path = ''
as $$
  with recursive start (id, why) as (
    select place, 'territory'::text
    union
    select member_id, 'territory' from places.members where area_id = place
    union
    select origin_id, 'origin' from places.corridors where id = corridor
    union
    select m.member_id, 'origin' from places.members m join places.corridors c on c.origin_id = m.area_id where c.id = corridor
  ),
  down (id, why, depth) as (
    select id, why, 0 from start
    union all
    select p.id, down.why, down.depth + 1
      from down
      join places.places p on p.parent_id = down.id
     where down.depth < 20
  ),
  up (id, why, depth) as (
    select id, why, 0 from start
    union all
    select p.parent_id, up.why, up.depth + 1
      from up
      join places.places p on p.id = up.id
     where up.depth < 20 and p.parent_id is not null
  )
  select p.association_id, max(around.why)
    from (select id, why from down union select id, why from up) as around
    join associations.places p on p.place_id = around.id and (around.why = 'territory' or p.side = 'origin')
   group by p.association_id
$$;
comment on function consultations.near(uuid, uuid) is 'Associations with a place in or around a territory, or that come from in or around the origin of a corridor.';
revoke execute on function consultations.near(uuid, uuid) from public;

create function consultations.candidates(place uuid, corridor uuid) returns table (association_id uuid, name text, because text)
language sql stable security definer set search_path = ''
as $$
  select a.id, a.name, n.because
    from consultations.near(place, corridor) n
    join associations.associations a on a.id = n.association_id
   where a.state = 'verified'
$$;
comment on function consultations.candidates(uuid, uuid) is 'Verified associations that must be invited. Verified ones are public.';

create function consultations.not_verified(place uuid, corridor uuid) returns bigint
language sql stable security definer set search_path = ''
as $$
  select count(*)
    from consultations.near(place, corridor) n
    join associations.associations a on a.id = n.association_id
   where a.state in ('waiting', 'asked')
$$;
comment on function consultations.not_verified(uuid, uuid) is 'How many more would be invited if their office had verified them; not which.';

create function consultations.invite(consultation uuid) returns bigint
language sql volatile security definer set search_path = ''
as $$
  with added as (
    insert into consultations.invitations (consultation_id, association_id, name, because)
    select c.id, candidate.association_id, candidate.name, candidate.because
      from consultations.consultations c
      cross join lateral consultations.candidates(c.place_id, c.corridor_id) candidate
     where c.id = consultation and c.state = 'open'
    on conflict do nothing
    returning 1
  )
  select count(*) from added
$$;
comment on function consultations.invite(uuid) is 'Invites everybody who must be and is not yet; answers how many these were.';
revoke execute on function consultations.invite(uuid) from public;
grant execute on function consultations.invite(uuid) to ponte_jobs;

create function consultations.writers() returns setof uuid
language sql stable set search_path = ''
as $$ select access.scopes('office', array['planner', 'office-manager']) $$;
comment on function consultations.writers() is 'Offices for which the actor asks associations and answers them.';

create function consultations.readers() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select access.scopes('office', array['planner', 'office-manager', 'auditor'])
  union
  select id from offices.offices where access.in_network(array['auditor'])
$$;
comment on function consultations.readers() is 'Offices whose consultations the actor reads, drafts and opinions for the office included.';

create function consultations.of_writers() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select c.id from consultations.consultations c where c.office_id in (select consultations.writers()) $$;
comment on function consultations.of_writers() is 'Consultations of an office of the actor.';

create function consultations.of_readers() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select c.id from consultations.consultations c where c.office_id in (select consultations.readers()) $$;
comment on function consultations.of_readers() is 'Consultations that the actor reads for an office.';

create function consultations.opened() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from consultations.consultations where opened_at is not null $$;
comment on function consultations.opened() is 'Consultations that anybody reads.';

create function consultations.collecting() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from consultations.consultations where state = 'open' and kernel.today() between from_on and until_on $$;
comment on function consultations.collecting() is 'Consultations that take opinions today.';

create function consultations.counts(consultation uuid)
returns table (invited bigint, opinions bigint, shown bigint, answered bigint)
language sql stable security definer set search_path = ''
as $$
  select (select count(*) from consultations.invitations i where i.consultation_id = c.id),
         count(o.id), count(o.id) filter (where o.public), count(o.answer)
    from consultations.consultations c
    left join consultations.opinions o on o.consultation_id = c.id
   where c.id = consultation and c.opened_at is not null
   group by c.id
$$;
comment on function consultations.counts(uuid) is 'How many were invited, gave an opinion, gave it in public and have an answer, for anybody.';

create function consultations.keep_consultation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if old.state <> 'draft'
    and (new.title, new.about, new.language, new.draft_text, new.draft_link, new.plan_id, new.place_id, new.corridor_id, new.questions, new.from_on)
         is distinct from
        (old.title, old.about, old.language, old.draft_text, old.draft_link, old.plan_id, old.place_id, old.corridor_id, old.questions, old.from_on) then
    raise exception 'what was asked stays as it was asked' using errcode = 'insufficient_privilege';
  end if;
  if old.state = 'open' and new.until_on < old.until_on then
    raise exception 'the last day is only put off' using errcode = 'check_violation', constraint = 'consultations_put_off';
  end if;
  if old.state in ('finished', 'withdrawn') and new is distinct from old then
    raise exception 'it is over' using errcode = 'insufficient_privilege';
  end if;
  if new.state = old.state then
    if (new.opened_at, new.ended_at, new.outcome) is distinct from (old.opened_at, old.ended_at, old.outcome) then
      raise exception 'no step was taken' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (old.state, new.state) not in (('draft', 'open'), ('draft', 'withdrawn'), ('open', 'finished'), ('open', 'withdrawn'))
    or ((old.state, new.state) <> ('draft', 'open') and new.opened_at is distinct from old.opened_at) then
    raise exception 'there is no such step' using errcode = 'insufficient_privilege';
  end if;
  if new.state = 'open' and new.until_on < kernel.today() then
    raise exception 'its last day is over' using errcode = 'check_violation', constraint = 'consultations_too_late';
  end if;
  if new.state = 'finished' and new.until_on >= kernel.today() then
    raise exception 'it still takes opinions' using errcode = 'check_violation', constraint = 'consultations_running';
  end if;
  if new.state = 'finished'
    and exists (select from consultations.opinions o where o.consultation_id = new.id and o.answer is null) then
    raise exception 'an opinion has no answer' using errcode = 'check_violation', constraint = 'consultations_unanswered';
  end if;
  return new;
end
$$;
comment on function consultations.keep_consultation() is 'Keeps the steps in order, what was asked as it was asked, and the end until each opinion has an answer.';
create trigger keep_consultation before update on consultations.consultations
  for each row execute function consultations.keep_consultation();

create function consultations.invite_all() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if consultations.invite(new.id) = 0 then
    raise exception 'nobody is to be invited' using errcode = 'check_violation', constraint = 'consultations_nobody';
  end if;
  return null;
end
$$;
comment on function consultations.invite_all() is 'Invites everybody in the moment in which a consultation is opened.';
create trigger invite_all after update of state on consultations.consultations
  for each row when (old.state = 'draft' and new.state = 'open') execute function consultations.invite_all();

-- The opinion is the association's, the answer the office's; an answer does not outlive the words it answers.
create function consultations.keep_opinion() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  select i.name into new.name
    from consultations.invitations i
   where i.consultation_id = new.consultation_id and i.association_id = new.association_id;
  if tg_op = 'INSERT' then
    new.revision := 1;
    return new;
  end if;
  if (new.words, new.replies, new.public, new.handed_in_at) is distinct from (old.words, old.replies, old.public, old.handed_in_at) then
    if kernel.actor() is not null or kernel.link_token() is not null then
      if new.association_id not in (select associations.mine()) or new.consultation_id not in (select consultations.collecting()) then
        raise exception 'an opinion is its association''s, while opinions are taken' using errcode = 'insufficient_privilege';
      end if;
    end if;
    new.revision := old.revision + 1;
    new.answer := null;
    new.reason := null;
    new.answered_at := null;
    return new;
  end if;
  if new.answer is null then
    raise exception 'an answer is not taken back' using errcode = 'insufficient_privilege';
  end if;
  if kernel.actor() is not null or kernel.link_token() is not null then
    if new.consultation_id not in (select consultations.of_writers())
      or not exists (select from consultations.consultations c where c.id = new.consultation_id and c.state = 'open') then
      raise exception 'the office answers, before it finishes' using errcode = 'insufficient_privilege';
    end if;
    if new.association_id in (select associations.mine()) then
      raise exception 'nobody answers their own association' using errcode = 'check_violation', constraint = 'opinions_own';
    end if;
  end if;
  return new;
end
$$;
comment on function consultations.keep_opinion() is 'Keeps the opinion with its association and the answer with the office; a replaced opinion has no answer.';
create trigger keep_opinion before insert or update on consultations.opinions
  for each row execute function consultations.keep_opinion();

do $$
declare name text;
begin
  foreach name in array array['consultations', 'invitations', 'drafts', 'opinions'] loop
    execute format('alter table consultations.%I enable row level security', name);
    execute format('alter table consultations.%I force row level security', name);
    execute format('create policy owner_all on consultations.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy shown on consultations.consultations for select to ponte_app using (opened_at is not null);
create policy of_office on consultations.consultations for select to ponte_app using (office_id in (select consultations.readers()));
create policy begun on consultations.consultations for insert to ponte_app
  with check (created_by = kernel.actor() and state = 'draft' and office_id in (select consultations.writers()));
create policy changed on consultations.consultations for update to ponte_app
  using (office_id in (select consultations.writers())) with check (office_id in (select consultations.writers()));
grant select, insert on consultations.consultations to ponte_app;
grant update (title, about, language, unit, contact_name, contact_email, contact_phone, draft_text, draft_link, plan_id, place_id, corridor_id,
              questions, from_on, until_on, state, outcome, opened_at, ended_at) on consultations.consultations to ponte_app;

create policy of_office on consultations.invitations for select to ponte_app using (consultation_id in (select consultations.of_readers()));
create policy kept on consultations.invitations for select to ponte_app using (association_id in (select associations.mine()));
grant select on consultations.invitations to ponte_app;

create policy kept on consultations.drafts for select to ponte_app using (association_id in (select associations.mine()));
create policy written on consultations.drafts for insert to ponte_app
  with check (association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()));
create policy rewritten on consultations.drafts for update to ponte_app
  using (association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()))
  with check (association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()));
create policy removed on consultations.drafts for delete to ponte_app using (association_id in (select associations.mine()));
grant select, insert, update (words, replies, public, changed_at), delete on consultations.drafts to ponte_app;

create policy shown on consultations.opinions for select to ponte_app using (public and consultation_id in (select consultations.opened()));
create policy of_office on consultations.opinions for select to ponte_app using (consultation_id in (select consultations.of_readers()));
create policy kept on consultations.opinions for select to ponte_app using (association_id in (select associations.mine()));
create policy handed_in on consultations.opinions for insert to ponte_app
  with check (answer is null and association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()));
create policy changed on consultations.opinions for update to ponte_app
  using ((association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()))
         or consultation_id in (select consultations.of_writers()))
  with check ((association_id in (select associations.mine()) and consultation_id in (select consultations.collecting()))
              or consultation_id in (select consultations.of_writers()));
grant select, insert on consultations.opinions to ponte_app;
grant update (words, replies, public, handed_in_at, answer, reason, answered_at) on consultations.opinions to ponte_app;

-- The jobs: they write the letters, invite who was verified later, and forget drafts of what is over.
create policy jobs_read on consultations.consultations for select to ponte_jobs using (true);
grant select on consultations.consultations to ponte_jobs;
create policy jobs_tell on consultations.invitations to ponte_jobs using (true) with check (true);
grant select, update (told_at, told) on consultations.invitations to ponte_jobs;
create policy jobs_forget on consultations.drafts to ponte_jobs using (true);
grant select, delete on consultations.drafts to ponte_jobs;
