-- Questions: the five-minute one at the desk (counted, anonymous) and the one asked on the portal.

create schema messages;
comment on schema messages is 'The contact log of the desks and the questions from the portal.';
grant usage on schema messages to ponte_app, ponte_jobs;

create table messages.contacts (
  id uuid primary key,
  office_id uuid not null constraint contacts_office references offices.offices (id),
  topic text not null,
  language text not null,
  answered boolean not null,
  at timestamptz not null default now(),
  recorded_by uuid not null,
  person_id uuid,
  constraint contacts_person foreign key (person_id, office_id) references people.people (id, office_id) on update no action on delete set null (person_id)
);
create index contacts_office_at on messages.contacts (office_id, at desc);
comment on table messages.contacts is 'Contact log: three fields for a five-minute question, nobody''s name.';
comment on column messages.contacts.id is 'UUID v7.';
comment on column messages.contacts.office_id is 'At which desk.';
comment on column messages.contacts.topic is 'Vocabulary code.';
comment on column messages.contacts.language is 'Language spoken (BCP 47).';
comment on column messages.contacts.answered is 'Answered at once, or not.';
comment on column messages.contacts.at is 'When.';
comment on column messages.contacts.recorded_by is 'Who stood at the desk.';
comment on column messages.contacts.person_id is 'The file it became, if it became one; cleared when the file leaves the office.';
-- A count stays with the desk where it was made; only its link to the file goes when custody moves.
create function messages.forget_file() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update messages.contacts set person_id = null where person_id = new.id and office_id = old.office_id;
  return new;
end
$$;
comment on function messages.forget_file() is 'Clears the link of the contact log to a file that leaves the office; the foreign key would hold the file back.';
create trigger forget_file before update of office_id on people.people
  for each row when (old.office_id is distinct from new.office_id) execute function messages.forget_file();
alter table messages.contacts enable row level security;
alter table messages.contacts force row level security;
create policy owner_all on messages.contacts to ponte_owner using (true) with check (true);
create policy desk on messages.contacts to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy jobs_all on messages.contacts to ponte_jobs using (true);
grant select, insert, update, delete on messages.contacts to ponte_app;
grant select on messages.contacts to ponte_jobs;

create table messages.questions (
  id uuid primary key,
  office_id uuid not null constraint questions_office references offices.offices (id),
  topic text not null,
  language text not null,
  sealed bytea not null constraint questions_bounded check (octet_length(sealed) <= 65536),
  reply_by text not null constraint questions_reply_by check (reply_by in ('sms', 'email', 'link')),
  token_hash text not null constraint questions_token unique,
  state text not null default 'new' constraint questions_state check (state in ('new', 'answered', 'closed')),
  sealed_answer bytea,
  asked_at timestamptz not null default now(),
  answered_at timestamptz,
  answered_by uuid,
  person_id uuid,
  constraint questions_answered check (state <> 'answered' or sealed_answer is not null)
);
create index questions_office_state on messages.questions (office_id, state, asked_at);
comment on table messages.questions is 'A question from the portal: read by the responsible desk, answered by message or on the visitor''s secret link.';
comment on column messages.questions.id is 'UUID v7.';
comment on column messages.questions.office_id is 'Responsible office.';
comment on column messages.questions.topic is 'Vocabulary code.';
comment on column messages.questions.language is 'Language of the question.';
comment on column messages.questions.sealed is 'Question and contact, AES-256-GCM under the network''s key.';
comment on column messages.questions.reply_by is 'How the answer reaches the visitor.';
comment on column messages.questions.token_hash is 'SHA-256 of the secret in the visitor''s link.';
comment on column messages.questions.state is 'New, answered or closed.';
comment on column messages.questions.sealed_answer is 'The answer, encrypted likewise.';
comment on column messages.questions.asked_at is 'When.';
comment on column messages.questions.answered_at is 'When.';
comment on column messages.questions.answered_by is 'By whom.';
comment on column messages.questions.person_id is 'The file it became, if any.';
alter table messages.questions enable row level security;
alter table messages.questions force row level security;
create policy owner_all on messages.questions to ponte_owner using (true) with check (true);
create policy desk on messages.questions to ponte_app using (office_id in (select access.desks())) with check (office_id in (select access.desks()));
create policy asks on messages.questions for insert to ponte_app
  with check (token_hash = kernel.link_token() and state = 'new' and office_id in (select id from offices.offices where active));
create policy link on messages.questions for select to ponte_app using (token_hash = kernel.link_token());
create policy jobs_all on messages.questions to ponte_jobs using (true);
grant select, insert, update on messages.questions to ponte_app;
grant select, delete on messages.questions to ponte_jobs;
