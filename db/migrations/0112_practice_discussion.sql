-- The discussion of a practice: contributions of staff in the name of their office, organisation or the network, replies to them and
-- to answered questions. Who wrote is known to nobody but themselves: the application cannot even read the column. What was taken
-- back or written by an account that is gone keeps its place without words, so that the replies of others stay.

create table transfers.contributions (
  id uuid primary key,
  practice_id uuid not null constraint contributions_practice references practices.practices (id) on delete cascade,
  reply_to uuid constraint contributions_reply_to references transfers.contributions (id) on delete cascade,
  question_id uuid constraint contributions_question references transfers.questions (id) on delete cascade,
  account_id uuid constraint contributions_account references identity.accounts (id) on delete set null,
  office_id uuid constraint contributions_office references offices.offices (id),
  organisation_id uuid constraint contributions_organisation references directory.organisations (id),
  words text constraint contributions_words check (length(words) between 1 and 2000),
  language text not null constraint contributions_language check (language ~ '^[a-z]{2,3}$'),
  written_at timestamptz not null default now(),
  hidden_at timestamptz,
  hidden_reason text constraint contributions_hidden_reason check (length(hidden_reason) between 1 and 500),
  constraint contributions_one_place check (num_nonnulls(reply_to, question_id) <= 1 and reply_to is distinct from id),
  constraint contributions_one_voice check (num_nonnulls(office_id, organisation_id) <= 1),
  constraint contributions_taken_back check ((account_id is null) = (words is null)),
  constraint contributions_hidden check ((hidden_at is null) = (hidden_reason is null) and (hidden_at is null or words is not null))
);
create index contributions_of_practice on transfers.contributions (practice_id, written_at);
create index contributions_to_contribution on transfers.contributions (reply_to) where reply_to is not null;
create index contributions_to_question on transfers.contributions (question_id) where question_id is not null;
create index contributions_of_account on transfers.contributions (account_id) where account_id is not null;
create index contributions_of_office on transfers.contributions (office_id) where office_id is not null;
create index contributions_of_organisation on transfers.contributions (organisation_id) where organisation_id is not null;
comment on table transfers.contributions is 'Discussion of a practice: what staff write in the name of an office, an organisation or the network. Public; names no person.';
comment on column transfers.contributions.id is 'UUID v7.';
comment on column transfers.contributions.practice_id is 'The practice.';
comment on column transfers.contributions.reply_to is 'The contribution to which it replies, which is no reply itself.';
comment on column transfers.contributions.question_id is 'The answered question to which it replies.';
comment on column transfers.contributions.account_id is 'Who wrote; policies read it, the application does not. Null once it was taken back or the account is gone.';
comment on column transfers.contributions.office_id is 'Office in whose name it is.';
comment on column transfers.contributions.organisation_id is 'Organisation in whose name it is; without office and organisation it is in the name of the network.';
comment on column transfers.contributions.words is 'What is said; null once it was taken back.';
comment on column transfers.contributions.language is 'Its language.';
comment on column transfers.contributions.written_at is 'When.';
comment on column transfers.contributions.hidden_at is 'When an editor took it away.';
comment on column transfers.contributions.hidden_reason is 'Why.';

create function transfers.written() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from transfers.contributions where account_id = kernel.actor() and kernel.assurance() >= 1 $$;
comment on function transfers.written() is 'Contributions that the actor wrote.';

create function transfers.moderated() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p.id from practices.practices p
   where p.keeper_id in (select access.scopes('office', array['editor'])) or (select access.in_network(array['editor']))
$$;
comment on function transfers.moderated() is 'Practices in whose discussion the actor takes contributions away: as an editor of the keeper or of the network.';

create function transfers.takes_reply(practice uuid, contribution uuid, question uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select (contribution is null or exists (
            select from transfers.contributions c
             where c.id = contribution and c.practice_id = practice and c.reply_to is null and c.question_id is null
               and c.words is not null and c.hidden_at is null))
     and (question is null or exists (
            select from transfers.questions q
             where q.id = question and q.practice_id = practice and q.answer is not null and q.agreed and q.hidden_at is null))
$$;
comment on function transfers.takes_reply(uuid, uuid, uuid) is 'Whether everybody reads what is replied to, in the discussion of this practice, and it is no reply itself.';

create function transfers.discussion(practice uuid)
returns table (id uuid, reply_to uuid, question_id uuid, office_id uuid, organisation_id uuid, written_at timestamptz, standing text)
language sql stable security definer set search_path = ''
as $$
  select c.id, c.reply_to, c.question_id, c.office_id, c.organisation_id, c.written_at,
         case when c.words is null then 'taken-back' when c.hidden_at is not null then 'hidden' else 'shown' end
    from transfers.contributions c
   where c.practice_id = practice
     and (c.words is not null or exists (select from transfers.contributions r where r.reply_to = c.id and r.words is not null))
     and (c.question_id is null or exists (
            select from transfers.questions q where q.id = c.question_id and q.answer is not null and q.agreed and q.hidden_at is null))
$$;
comment on function transfers.discussion(uuid) is 'Frame of a discussion for everybody: also of what was taken away or taken back, without its words.';

create function transfers.take_back(contribution uuid) returns boolean
language sql security definer set search_path = ''
as $$
  with gone as (
    update transfers.contributions set account_id = null
     where id = contribution and account_id = kernel.actor() and kernel.assurance() >= 1
    returning 1)
  select exists (select from gone)
$$;
comment on function transfers.take_back(uuid) is 'Empties a contribution of the actor; false where there is none.';
revoke execute on function transfers.written(), transfers.moderated(), transfers.takes_reply(uuid, uuid, uuid), transfers.discussion(uuid), transfers.take_back(uuid) from public;
grant execute on function transfers.written(), transfers.moderated(), transfers.takes_reply(uuid, uuid, uuid), transfers.discussion(uuid), transfers.take_back(uuid) to ponte_app;

create function transfers.empty_contribution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.words := null;
  new.hidden_at := null;
  new.hidden_reason := null;
  return new;
end
$$;
comment on function transfers.empty_contribution() is 'The words go with their author.';
create trigger contributions_empty before update of account_id on transfers.contributions
  for each row when (new.account_id is null and old.account_id is not null) execute function transfers.empty_contribution();

alter table transfers.contributions enable row level security;
alter table transfers.contributions force row level security;
create policy owner_all on transfers.contributions to ponte_owner using (true) with check (true);
create policy published on transfers.contributions for select to ponte_app using (
  words is not null and hidden_at is null
  and (question_id is null or question_id in (
    select q.id from transfers.questions q where q.answer is not null and q.agreed and q.hidden_at is null)));
create policy self on transfers.contributions for select to ponte_app using (account_id = kernel.actor() and kernel.assurance() >= 1);
create policy moderated on transfers.contributions for select to ponte_app using (practice_id in (select transfers.moderated()));
create policy written on transfers.contributions for insert to ponte_app with check (
  account_id = kernel.actor() and kernel.assurance() >= 2 and hidden_at is null
  and transfers.takes_reply(practice_id, reply_to, question_id)
  and (office_id in (select access.scopes('office', array['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert']))
    or organisation_id in (select access.scopes('organisation', array['provider', 'association-representative', 'lender', 'editor', 'trainer', 'mentor', 'expert']))
    or (office_id is null and organisation_id is null and (select access.in_network(array['planner', 'editor', 'administrator'])))));
create policy taken_away on transfers.contributions for update to ponte_app
  using (practice_id in (select transfers.moderated())) with check (practice_id in (select transfers.moderated()));
grant select (id, practice_id, reply_to, question_id, office_id, organisation_id, words, language, written_at, hidden_at, hidden_reason)
  on transfers.contributions to ponte_app;
grant insert on transfers.contributions to ponte_app;
grant update (hidden_at, hidden_reason) on transfers.contributions to ponte_app;
