-- Questions to the authors of a practice. Public once answered, where the asker agreed, and unless an editor hid them with
-- a reason. Who asked is known to nobody but themselves: the application cannot even read the column.

create table transfers.questions (
  id uuid primary key,
  practice_id uuid not null constraint questions_practice references practices.practices (id) on delete cascade,
  account_id uuid not null constraint questions_account references identity.accounts (id) on delete cascade,
  office_id uuid constraint questions_office references offices.offices (id),
  words text not null constraint questions_words check (length(words) between 1 and 1000),
  language text not null constraint questions_language check (language ~ '^[a-z]{2,3}$'),
  agreed boolean not null,
  asked_at timestamptz not null default now(),
  answer text constraint questions_answer check (length(answer) between 1 and 2000),
  answer_language text constraint questions_answer_language check (answer_language ~ '^[a-z]{2,3}$'),
  answered_at timestamptz,
  answered_for uuid constraint questions_answered_for references offices.offices (id),
  hidden_at timestamptz,
  hidden_reason text constraint questions_hidden_reason check (length(hidden_reason) between 1 and 500),
  constraint questions_answered check (
    (answer is null) = (answered_at is null) and (answer is null) = (answer_language is null) and (answered_for is null or answer is not null)),
  constraint questions_hidden check ((hidden_at is null) = (hidden_reason is null))
);
create index questions_of_practice on transfers.questions (practice_id, asked_at);
create index questions_of_account on transfers.questions (account_id);
comment on table transfers.questions is 'A question to the authors of a practice, with their answer.';
comment on column transfers.questions.id is 'UUID v7.';
comment on column transfers.questions.practice_id is 'The practice.';
comment on column transfers.questions.account_id is 'Who asked; policies read it, the application does not.';
comment on column transfers.questions.office_id is 'Office for which a colleague of it asked; null for any other reader.';
comment on column transfers.questions.words is 'The question.';
comment on column transfers.questions.language is 'Its language.';
comment on column transfers.questions.agreed is 'Whether the asker agreed that it is public once it is answered.';
comment on column transfers.questions.asked_at is 'When.';
comment on column transfers.questions.answer is 'The answer.';
comment on column transfers.questions.answer_language is 'Its language.';
comment on column transfers.questions.answered_at is 'When it was given or changed.';
comment on column transfers.questions.answered_for is 'Keeper of the practice that answered; null where the network keeps it.';
comment on column transfers.questions.hidden_at is 'When an editor of the network hid it.';
comment on column transfers.questions.hidden_reason is 'Why.';

create function transfers.asked() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from transfers.questions where account_id = kernel.actor() and kernel.assurance() >= 1 $$;
comment on function transfers.asked() is 'Questions that the actor asked.';

create function transfers.may_answer(practice uuid) returns boolean
language sql stable set search_path = ''
as $$
  select practice in (select transfers.authored())
      or (access.in_network(array['editor']) and exists (select from practices.practices p where p.id = practice and p.keeper_id is null))
$$;
comment on function transfers.may_answer(uuid) is 'Whether the actor answers for a practice: for its keeper, or as an editor of the network where nobody keeps it.';

-- Row security says whose question it is; what each of them may change of it only a trigger can tell.
create function transfers.guard_question() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user <> 'ponte_app' then return new; end if;
  if (new.answer, new.answer_language, new.answered_at, new.answered_for)
       is distinct from (old.answer, old.answer_language, old.answered_at, old.answered_for)
    and not transfers.may_answer(new.practice_id) then
    raise exception 'only the authors answer' using errcode = '42501';
  end if;
  if (new.hidden_at, new.hidden_reason) is distinct from (old.hidden_at, old.hidden_reason)
    and not access.in_network(array['editor']) then
    raise exception 'only an editor of the network hides' using errcode = '42501';
  end if;
  return new;
end
$$;
comment on function transfers.guard_question() is 'Authors answer, editors of the network hide.';
create trigger questions_guard before update on transfers.questions for each row execute function transfers.guard_question();

alter table transfers.questions enable row level security;
alter table transfers.questions force row level security;
create policy owner_all on transfers.questions to ponte_owner using (true) with check (true);
create policy published on transfers.questions for select to ponte_app using (answer is not null and agreed and hidden_at is null);
create policy self on transfers.questions for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy answered on transfers.questions for select to ponte_app
  using (practice_id in (select transfers.authored()) or (select access.in_network(array['editor'])));
create policy asked on transfers.questions for insert to ponte_app with check (
  account_id = kernel.actor() and kernel.assurance() >= 1 and answer is null and hidden_at is null
  and (office_id is null or office_id in (select access.scopes('office', array['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert']))));
create policy worked_on on transfers.questions for update to ponte_app
  using (practice_id in (select transfers.authored()) or (select access.in_network(array['editor'])))
  with check (practice_id in (select transfers.authored()) or (select access.in_network(array['editor'])));
create policy taken_back on transfers.questions for delete to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
grant select (id, practice_id, office_id, words, language, agreed, asked_at, answer, answer_language, answered_at, answered_for, hidden_at, hidden_reason)
  on transfers.questions to ponte_app;
grant insert, delete on transfers.questions to ponte_app;
grant update (answer, answer_language, answered_at, answered_for, hidden_at, hidden_reason) on transfers.questions to ponte_app;
