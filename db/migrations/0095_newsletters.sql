-- The newsletter of the library: editors of the network choose practices, readers get them by e-mail. Whoever asks for it is a reader only
-- once they open the link in a letter; whoever leaves is gone at once. What was sent never changes.

create schema newsletters;
comment on schema newsletters is 'The newsletter of the library of practices: who gets it, what was sent.';
grant usage on schema newsletters to ponte_app, ponte_jobs;

create table newsletters.readers (
  id uuid primary key,
  fingerprint text not null constraint readers_once unique,
  sealed bytea not null,
  language text not null constraint readers_language check (language ~ '^[a-z]{2,3}$'),
  token_hash text not null constraint readers_token unique,
  asked_at timestamptz not null default now(),
  told_at timestamptz,
  confirmed_at timestamptz,
  last_issue int not null default 0
);
comment on table newsletters.readers is 'Who gets the newsletter. Never public: whoever holds the link of a letter sees and removes their own row, nobody else sees any.';
comment on column newsletters.readers.id is 'UUID v7.';
comment on column newsletters.readers.fingerprint is 'Keyed hash of the address, so that nobody gets it twice.';
comment on column newsletters.readers.sealed is 'Address and secret of the link, sealed.';
comment on column newsletters.readers.language is 'Language in which it is wanted.';
comment on column newsletters.readers.token_hash is 'SHA-256 of the secret of the link that every letter bears.';
comment on column newsletters.readers.asked_at is 'When somebody asked for it.';
comment on column newsletters.readers.told_at is 'When the last letter about the link went out; at most one a day.';
comment on column newsletters.readers.confirmed_at is 'When whoever has the address said yes; null before, and removed after a week.';
comment on column newsletters.readers.last_issue is 'Number of the last issue that was sent to them.';

create table newsletters.issues (
  id uuid primary key,
  number int constraint issues_number unique constraint issues_counted check (number > 0),
  language text not null constraint issues_language check (language ~ '^[a-z]{2,3}$'),
  title text not null constraint issues_title check (length(title) between 1 and 200),
  intro text not null constraint issues_intro check (length(intro) between 1 and 4000),
  state text not null default 'draft' constraint issues_state check (state in ('draft', 'sent')),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  demonstration boolean not null default false,
  constraint issues_sent check ((state = 'sent') = (number is not null) and (state = 'sent') = (sent_at is not null))
);
comment on table newsletters.issues is 'Issues of the newsletter: drafts of the editors, and what was sent, which everybody reads.';
comment on column newsletters.issues.id is 'UUID v7.';
comment on column newsletters.issues.number is '1, 2, 3 …, given when it is sent.';
comment on column newsletters.issues.language is 'Language in which it is written; it goes to readers of that language.';
comment on column newsletters.issues.title is 'Its title.';
comment on column newsletters.issues.intro is 'What the editors say first.';
comment on column newsletters.issues.state is 'draft, then sent.';
comment on column newsletters.issues.created_by is 'Who began it.';
comment on column newsletters.issues.created_at is 'When.';
comment on column newsletters.issues.sent_at is 'When it was sent.';
comment on column newsletters.issues.demonstration is 'True: invented for the demonstration network.';

create table newsletters.items (
  issue_id uuid not null constraint items_issue references newsletters.issues (id) on delete cascade,
  practice_id uuid not null constraint items_practice references practices.practices (id),
  place int not null constraint items_place check (place between 1 and 30),
  note text constraint items_note check (length(note) between 1 and 1000),
  constraint items_pkey primary key (issue_id, practice_id),
  constraint items_one unique (issue_id, place)
);
comment on table newsletters.items is 'Practices in an issue, in order.';
comment on column newsletters.items.issue_id is 'The issue.';
comment on column newsletters.items.practice_id is 'The practice of the library.';
comment on column newsletters.items.place is '1, 2, 3 …';
comment on column newsletters.items.note is 'Why it is in this issue.';

create function newsletters.may_write() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['editor']) $$;
comment on function newsletters.may_write() is 'Whether the actor is an editor of the network.';

create function newsletters.reader_counts() returns table (language text, readers int)
language sql stable security definer set search_path = ''
as $$
  select r.language, count(*)::int
    from newsletters.readers r
   where r.confirmed_at is not null and (select newsletters.may_write())
   group by r.language
$$;
comment on function newsletters.reader_counts() is 'How many readers there are in each language, for editors of the network; no address.';
revoke execute on function newsletters.reader_counts() from public;
grant execute on function newsletters.reader_counts() to ponte_app;

create function newsletters.drafted() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from newsletters.issues where state = 'draft' and (select newsletters.may_write()) $$;
comment on function newsletters.drafted() is 'Drafts that the actor writes.';
revoke execute on function newsletters.drafted() from public;
grant execute on function newsletters.drafted() to ponte_app;

-- An issue without a practice says nothing, and is not sent.
create function newsletters.keep_issue() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if kernel.actor() is not null and new.state = 'sent' and not exists (select from newsletters.items i where i.issue_id = new.id) then
    raise exception 'nothing is in it' using errcode = 'check_violation', constraint = 'issues_empty';
  end if;
  return new;
end
$$;
comment on function newsletters.keep_issue() is 'Keeps an issue without a practice from being sent.';
create trigger keep_issue before insert or update on newsletters.issues for each row execute function newsletters.keep_issue();

do $$
declare name text;
begin
  foreach name in array array['readers', 'issues', 'items'] loop
    execute format('alter table newsletters.%I enable row level security', name);
    execute format('alter table newsletters.%I force row level security', name);
    execute format('create policy owner_all on newsletters.%I to ponte_owner using (true) with check (true)', name);
    execute format('create policy jobs_all on newsletters.%I to ponte_jobs using (true) with check (true)', name);
  end loop;
end
$$;

create policy asked on newsletters.readers for insert to ponte_app
  with check (confirmed_at is null and told_at is null and last_issue = 0);
create policy own on newsletters.readers for select to ponte_app using (token_hash = kernel.link_token());
create policy own_confirms on newsletters.readers for update to ponte_app
  using (token_hash = kernel.link_token()) with check (token_hash = kernel.link_token());
create policy own_leaves on newsletters.readers for delete to ponte_app using (token_hash = kernel.link_token());
grant select, insert, delete, update (confirmed_at) on newsletters.readers to ponte_app;
grant select, delete, update (told_at, last_issue) on newsletters.readers to ponte_jobs;

create policy sent on newsletters.issues for select to ponte_app using (state = 'sent');
create policy written on newsletters.issues for select to ponte_app using ((select newsletters.may_write()));
create policy begun on newsletters.issues for insert to ponte_app
  with check (state = 'draft' and created_by = kernel.actor() and (select newsletters.may_write()));
create policy changed on newsletters.issues for update to ponte_app
  using (state = 'draft' and (select newsletters.may_write())) with check ((select newsletters.may_write()));
create policy removed on newsletters.issues for delete to ponte_app using (state = 'draft' and (select newsletters.may_write()));
grant select, insert, delete, update (number, language, title, intro, state, sent_at) on newsletters.issues to ponte_app;
grant select on newsletters.issues to ponte_jobs;

create policy shown on newsletters.items for select to ponte_app
  using (exists (select from newsletters.issues i where i.id = issue_id));
create policy chosen on newsletters.items for insert to ponte_app with check (issue_id in (select newsletters.drafted()));
create policy removed on newsletters.items for delete to ponte_app using (issue_id in (select newsletters.drafted()));
grant select, insert, delete on newsletters.items to ponte_app;
grant select on newsletters.items to ponte_jobs;
