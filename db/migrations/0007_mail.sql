-- Mail and text messages: written in the transaction of what they tell, delivered by a job, gone 30 days later.

create schema mail;
comment on schema mail is 'Messages on their way to people, by e-mail or SMS.';
grant usage on schema mail to ponte_app, ponte_jobs;

create table mail.messages (
  id uuid primary key,
  channel text not null constraint messages_channel check (channel in ('mail', 'sms')),
  subject_id uuid constraint messages_subject references access.subjects (id) on delete cascade,
  sealed bytea not null constraint messages_bounded check (octet_length(sealed) <= 1048576),
  language text not null,
  state text not null default 'queued' constraint messages_state check (state in ('queued', 'sent', 'shown', 'failed')),
  attempts int not null default 0,
  error text,
  not_after timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint messages_ended check ((state = 'queued') = (ended_at is null))
);
create index messages_ended_at on mail.messages (ended_at);
create index messages_subject_id on mail.messages (subject_id);
comment on table mail.messages is 'One row a message. The application writes and cannot read, except what a demonstration shows on a page instead of sending.';
comment on column mail.messages.id is 'UUID v7; also in the Message-ID, so that a message sent twice is recognised.';
comment on column mail.messages.channel is 'E-mail or SMS.';
comment on column mail.messages.subject_id is 'The person''s file, where the message is about one: erasure takes the message along.';
comment on column mail.messages.sealed is 'Receiver, subject line, text, attachment: AES-256-GCM under the network''s key.';
comment on column mail.messages.language is 'Language of the text.';
comment on column mail.messages.state is 'Queued, sent, shown on a page (demonstration and development), failed for good.';
comment on column mail.messages.attempts is 'How often it was tried.';
comment on column mail.messages.error is 'Why the last attempt failed, without address or number.';
comment on column mail.messages.not_after is 'After this instant it is no longer sent: a sign-in code that comes late only confuses.';
comment on column mail.messages.created_at is 'When it was written.';
comment on column mail.messages.ended_at is 'When it was sent, shown or given up; 30 days later it is removed.';
alter table mail.messages enable row level security;
alter table mail.messages force row level security;
create policy owner_all on mail.messages to ponte_owner using (true) with check (true);
create policy writes on mail.messages for insert to ponte_app with check (state = 'queued' and attempts = 0);
create policy demonstration on mail.messages for select to ponte_app
  using (state = 'shown' and (select exists (select from kernel.network where demonstration)));
create policy jobs_all on mail.messages to ponte_jobs using (true) with check (true);
grant select, insert on mail.messages to ponte_app;
grant select, insert, update, delete on mail.messages to ponte_jobs;
