-- Questionnaires as versioned data, rounds in which they are filled in, and the sheets with their answers.
-- A published version never changes: the trigger refuses it to everybody. What somebody is still writing is read by those who
-- write it and by nobody else; whom to ring up stands in a table of its own that only they open.

create schema instruments;
comment on schema instruments is 'Questionnaires, survey rounds, answer sheets.';
grant usage on schema instruments to ponte_app, ponte_jobs;

create table instruments.instruments (
  id uuid primary key,
  code text not null constraint instruments_code_form check (code ~ '^[a-z0-9][a-z0-9-]{1,59}$') constraint instruments_code unique,
  created_by uuid,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  imported_hash text
);
comment on table instruments.instruments is 'A questionnaire; its words and questions stand in its versions.';
comment on column instruments.instruments.id is 'UUID v7.';
comment on column instruments.instruments.code is 'Name in addresses of files; never changes.';
comment on column instruments.instruments.created_by is 'The account that began it; null for an import at first start.';
comment on column instruments.instruments.created_at is 'When.';
comment on column instruments.instruments.retired_at is 'Since when no new round may use it.';
comment on column instruments.instruments.imported_hash is 'SHA-256 of the record that was imported last; null once an editor has published a version.';

create table instruments.drafts (
  instrument_id uuid primary key constraint drafts_instrument references instruments.instruments (id),
  content jsonb not null constraint drafts_content check (jsonb_typeof(content) = 'object'),
  revision int not null default 1,
  changed_by uuid,
  changed_at timestamptz not null default now()
);
comment on table instruments.drafts is 'The next version while editors work on it; at most one.';
comment on column instruments.drafts.instrument_id is 'The questionnaire.';
comment on column instruments.drafts.content is 'Sections and questions.';
comment on column instruments.drafts.revision is 'Grows with each change, so that two editors notice each other.';
comment on column instruments.drafts.changed_by is 'Who changed it last.';
comment on column instruments.drafts.changed_at is 'When.';

create table instruments.versions (
  id uuid primary key,
  instrument_id uuid not null constraint versions_instrument references instruments.instruments (id),
  number int not null constraint versions_number check (number >= 1),
  content jsonb not null constraint versions_content check (jsonb_typeof(content) = 'object'),
  published_by uuid,
  published_at timestamptz not null default now(),
  constraint versions_once unique (instrument_id, number)
);
comment on table instruments.versions is 'A published questionnaire. Never changed and never removed: answers refer to it.';
comment on column instruments.versions.id is 'UUID v7.';
comment on column instruments.versions.instrument_id is 'The questionnaire.';
comment on column instruments.versions.number is '1, 2, 3 …';
comment on column instruments.versions.content is 'Sections, questions, conditions, scores, translations.';
comment on column instruments.versions.published_by is 'Who published it; null for an import at first start.';
comment on column instruments.versions.published_at is 'When.';

create table instruments.rounds (
  id uuid primary key,
  version_id uuid not null constraint rounds_version references instruments.versions (id),
  title text not null constraint rounds_title check (length(title) between 1 and 200),
  method text not null constraint rounds_method check (length(method) between 1 and 2000),
  opens_on date not null,
  closes_on date,
  self_start boolean not null default false,
  several boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  published_at timestamptz,
  constraint rounds_kind unique (id, version_id, several),
  constraint rounds_order check (closes_on >= opens_on)
);
create index rounds_of_version on instruments.rounds (version_id);
comment on table instruments.rounds is 'A time in which a version is filled in: a survey, or a form that is open for good.';
comment on column instruments.rounds.id is 'UUID v7.';
comment on column instruments.rounds.version_id is 'What is filled in.';
comment on column instruments.rounds.title is 'Name of the round.';
comment on column instruments.rounds.method is 'How those asked were found, whom the answers stand for and whom not; shown with every result.';
comment on column instruments.rounds.opens_on is 'First day.';
comment on column instruments.rounds.closes_on is 'Last day; null while it stays open.';
comment on column instruments.rounds.self_start is 'Whether a body may begin a sheet without being invited.';
comment on column instruments.rounds.several is 'Whether a body may fill in more than one sheet.';
comment on column instruments.rounds.created_by is 'Who made it.';
comment on column instruments.rounds.created_at is 'When.';
comment on column instruments.rounds.closed_at is 'When it was closed before its last day or for good.';
comment on column instruments.rounds.published_at is 'When its results were published; no answer changes from then on.';

create table instruments.sheets (
  id uuid primary key,
  round_id uuid not null,
  version_id uuid not null,
  several boolean not null,
  way text not null constraint sheets_way check (way in ('body', 'link', 'paper')),
  body_kind text constraint sheets_body_kind check (body_kind in ('office', 'organisation')),
  body_id uuid,
  label text not null constraint sheets_label check (length(label) between 1 and 200),
  state text not null default 'open' constraint sheets_state check (state in ('open', 'submitted')),
  revision int not null default 0,
  received_on date,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  contact_asked_at timestamptz,
  contact_asked_why text constraint sheets_asked_why check (length(contact_asked_why) between 1 and 500),
  contact_allowed_at timestamptz,
  constraint sheets_round foreign key (round_id, version_id, several) references instruments.rounds (id, version_id, several),
  constraint sheets_body check ((body_kind is null) = (body_id is null) and (way <> 'body' or body_id is not null)),
  constraint sheets_paper check ((way = 'paper') = (received_on is not null)),
  constraint sheets_submitted check ((state = 'submitted') = (submitted_at is not null)),
  constraint sheets_asked check ((contact_asked_at is null) = (contact_asked_why is null))
);
create unique index sheets_once on instruments.sheets (round_id, body_id) where not several and body_id is not null;
create index sheets_of_round on instruments.sheets (round_id, state);
create index sheets_of_body on instruments.sheets (body_id) where body_id is not null;
comment on table instruments.sheets is 'One filling-in of a version by a body, by somebody invited by a link, or by staff from paper.';
comment on column instruments.sheets.id is 'UUID v7.';
comment on column instruments.sheets.round_id is 'The round.';
comment on column instruments.sheets.version_id is 'Version of the round.';
comment on column instruments.sheets.several is 'As in the round.';
comment on column instruments.sheets.way is 'Filled in by members of a body, by whoever has the link, or by staff from paper.';
comment on column instruments.sheets.body_kind is 'What the body is.';
comment on column instruments.sheets.body_id is 'The office or organisation; null where nobody of the directory was asked.';
comment on column instruments.sheets.label is 'How staff call the one that was asked.';
comment on column instruments.sheets.state is 'Where it stands (docs/states/survey.md).';
comment on column instruments.sheets.revision is 'Grows with each saving.';
comment on column instruments.sheets.received_on is 'Day on which the paper came.';
comment on column instruments.sheets.created_by is 'Who began it or invited.';
comment on column instruments.sheets.created_at is 'When.';
comment on column instruments.sheets.submitted_at is 'When it was handed in.';
comment on column instruments.sheets.contact_asked_at is 'When staff asked to see the contact.';
comment on column instruments.sheets.contact_asked_why is 'Why.';
comment on column instruments.sheets.contact_allowed_at is 'When those of the sheet allowed it; null again when they took it back.';

create table instruments.invitations (
  sheet_id uuid primary key constraint invitations_sheet references instruments.sheets (id) on delete cascade,
  token_hash text not null constraint invitations_token unique constraint invitations_token_form check (length(token_hash) between 1 and 64),
  sealed bytea not null,
  language text not null,
  expires_at timestamptz not null,
  invited_by uuid not null,
  invited_at timestamptz not null default now(),
  reminded_at timestamptz
);
comment on table instruments.invitations is 'The link by which somebody without an account fills in a sheet; read by staff only.';
comment on column instruments.invitations.sheet_id is 'The sheet.';
comment on column instruments.invitations.token_hash is 'SHA-256 of the secret in the link.';
comment on column instruments.invitations.sealed is 'Secret and address, AES-256-GCM under the network''s key: a reminder repeats the link.';
comment on column instruments.invitations.language is 'Language in which the person is written to.';
comment on column instruments.invitations.expires_at is 'The link opens nothing from then on.';
comment on column instruments.invitations.invited_by is 'Who invited.';
comment on column instruments.invitations.invited_at is 'When.';
comment on column instruments.invitations.reminded_at is 'When the last reminder went out.';

create table instruments.answers (
  sheet_id uuid not null constraint answers_sheet references instruments.sheets (id) on delete cascade,
  question text not null constraint answers_question check (length(question) between 1 and 60),
  value jsonb,
  note text constraint answers_note check (length(note) between 1 and 1000),
  revision int not null,
  changed_by uuid,
  changed_at timestamptz not null,
  constraint answers_pkey primary key (sheet_id, question)
);
comment on table instruments.answers is 'The answer to one question of a sheet, with its note. No row: not answered.';
comment on column instruments.answers.sheet_id is 'The sheet.';
comment on column instruments.answers.question is 'Id of the question.';
comment on column instruments.answers.value is 'The answer; null where there is only a note.';
comment on column instruments.answers.note is 'What those who answered wrote beside it.';
comment on column instruments.answers.revision is 'Saving of the sheet by which it was changed last.';
comment on column instruments.answers.changed_by is 'The account; null for somebody with a link.';
comment on column instruments.answers.changed_at is 'When.';

create table instruments.changes (
  id uuid primary key,
  sheet_id uuid not null constraint changes_sheet references instruments.sheets (id) on delete cascade,
  question text not null constraint changes_question check (length(question) between 1 and 60),
  before jsonb,
  after jsonb,
  revision int not null,
  changed_by uuid,
  changed_at timestamptz not null
);
create index changes_of_sheet on instruments.changes (sheet_id, question, revision);
comment on table instruments.changes is 'What an answer was before each change: nothing that somebody wrote is lost.';
comment on column instruments.changes.id is 'UUID v7.';
comment on column instruments.changes.sheet_id is 'The sheet.';
comment on column instruments.changes.question is 'Id of the question.';
comment on column instruments.changes.before is 'Answer and note before; null where there was none.';
comment on column instruments.changes.after is 'Answer and note after; null where it was emptied.';
comment on column instruments.changes.revision is 'Saving of the sheet.';
comment on column instruments.changes.changed_by is 'The account; null for somebody with a link.';
comment on column instruments.changes.changed_at is 'When.';

create table instruments.contacts (
  sheet_id uuid not null constraint contacts_sheet references instruments.sheets (id) on delete cascade,
  question text not null constraint contacts_question check (length(question) between 1 and 60),
  value jsonb not null,
  revision int not null,
  changed_by uuid,
  changed_at timestamptz not null,
  constraint contacts_pkey primary key (sheet_id, question)
);
create index contacts_by on instruments.contacts (changed_by) where changed_by is not null;
comment on table instruments.contacts is 'Answers that say whom to ring up, apart from the others; open to staff only once those of the sheet allowed it.';
comment on column instruments.contacts.sheet_id is 'The sheet.';
comment on column instruments.contacts.question is 'Id of the question.';
comment on column instruments.contacts.value is 'The answer.';
comment on column instruments.contacts.revision is 'Saving of the sheet by which it was changed last.';
comment on column instruments.contacts.changed_by is 'The account; null for somebody with a link.';
comment on column instruments.contacts.changed_at is 'When.';

create table instruments.evidence (
  id uuid primary key,
  sheet_id uuid not null constraint evidence_sheet references instruments.sheets (id) on delete cascade,
  question text not null constraint evidence_question check (length(question) between 1 and 60),
  name text not null constraint evidence_name check (length(name) between 1 and 160),
  media_type text not null constraint evidence_media_type check (length(media_type) between 3 and 120),
  bytes int not null constraint evidence_bytes check (bytes between 1 and 5242880),
  sealed bytea not null,
  added_by uuid,
  added_at timestamptz not null default now()
);
create index evidence_of_sheet on instruments.evidence (sheet_id, question);
comment on table instruments.evidence is 'A file that goes with an answer.';
comment on column instruments.evidence.id is 'UUID v7.';
comment on column instruments.evidence.sheet_id is 'The sheet.';
comment on column instruments.evidence.question is 'Id of the question.';
comment on column instruments.evidence.name is 'Name of the file as it came.';
comment on column instruments.evidence.media_type is 'By its first bytes.';
comment on column instruments.evidence.bytes is 'Size, at most 5 MB.';
comment on column instruments.evidence.sealed is 'The file, AES-256-GCM under the network''s key.';
comment on column instruments.evidence.added_by is 'The account; null for somebody with a link.';
comment on column instruments.evidence.added_at is 'When.';

create table instruments.events (
  id uuid primary key,
  sheet_id uuid not null constraint events_sheet references instruments.sheets (id) on delete cascade,
  kind text not null constraint events_kind check (kind in ('begun', 'submitted', 'reopened', 'contact-asked', 'contact-allowed', 'contact-withdrawn')),
  reason text constraint events_reason check (length(reason) between 1 and 500),
  by_account uuid,
  happened_at timestamptz not null default now(),
  constraint events_reasoned check (kind not in ('reopened', 'contact-asked') or reason is not null)
);
create index events_of_sheet on instruments.events (sheet_id, happened_at);
comment on table instruments.events is 'What became of a sheet: handed in, opened again and why, contact asked for, allowed, taken back.';
comment on column instruments.events.id is 'UUID v7.';
comment on column instruments.events.sheet_id is 'The sheet.';
comment on column instruments.events.kind is 'What happened.';
comment on column instruments.events.reason is 'Why; needed to open a sheet again and to ask for the contact.';
comment on column instruments.events.by_account is 'The account; null for somebody with a link.';
comment on column instruments.events.happened_at is 'When.';

create table instruments.results (
  round_id uuid primary key constraint results_round references instruments.rounds (id),
  content jsonb not null constraint results_content check (jsonb_typeof(content) = 'object'),
  sheets int not null constraint results_sheets check (sheets >= 0),
  published_by uuid not null,
  published_at timestamptz not null default now()
);
comment on table instruments.results is 'The results of a round as they were published, small counts withheld; read by anybody.';
comment on column instruments.results.round_id is 'The round.';
comment on column instruments.results.content is 'Counts per question; no sheet, no free text.';
comment on column instruments.results.sheets is 'How many sheets were counted.';
comment on column instruments.results.published_by is 'Who published them.';
comment on column instruments.results.published_at is 'When.';

-- A version is what answers were given to: nobody changes it, the owner included.
create function instruments.keep_version() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'a published version stays as it is' using errcode = 'check_violation', constraint = 'versions_frozen';
end
$$;
comment on function instruments.keep_version() is 'Refuses to change or remove a published version.';
create trigger keep_version before update or delete on instruments.versions
  for each row execute function instruments.keep_version();

create function instruments.makes() returns boolean
language sql stable set search_path = ''
as $$ select access.in_network(array['planner', 'editor']) $$;
comment on function instruments.makes() is 'Whether the actor makes questionnaires and rounds: planners and editors of the network.';

create function instruments.bodies() returns setof uuid
language sql stable set search_path = ''
as $$
  select access.scopes('office', array['counsellor', 'office-manager', 'planner', 'editor'])
  union
  select access.scopes('organisation', array['provider', 'association-representative', 'editor'])
$$;
comment on function instruments.bodies() is 'Offices and organisations for which the actor fills in sheets.';

create function instruments.mine() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id from instruments.sheets where body_id in (select instruments.bodies())
  union
  select sheet_id from instruments.invitations where token_hash = kernel.link_token() and expires_at > now()
$$;
comment on function instruments.mine() is 'Sheets that the actor fills in: of a body of theirs, or by the link that they came with.';

create function instruments.my_rounds() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select round_id from instruments.sheets where id in (select instruments.mine()) $$;
comment on function instruments.my_rounds() is 'Rounds of the sheets that the actor fills in.';

create function instruments.on_paper(only_open boolean) returns setof uuid
language sql stable security definer set search_path = ''
as $$ select id from instruments.sheets where way = 'paper' and (state = 'open' or not only_open) and instruments.makes() $$;
comment on function instruments.on_paper(boolean) is 'Sheets that staff write from paper.';

create function instruments.handed_in(with_contact boolean) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select id
    from instruments.sheets
   where state = 'submitted' and (contact_allowed_at is not null or not with_contact) and instruments.makes()
$$;
comment on function instruments.handed_in(boolean) is 'Sheets that staff may read: those handed in; with contact only where those of the sheet allowed it.';

create function instruments.can_write(sheet uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from instruments.sheets s join instruments.rounds r on r.id = s.round_id
     where s.id = sheet and s.state = 'open' and r.published_at is null
       and (s.way = 'paper' or (r.closed_at is null and r.opens_on <= current_date and coalesce(r.closes_on >= current_date, true)))
  )
$$;
comment on function instruments.can_write(uuid) is 'Whether a sheet takes answers now: it is open and so is its round; from paper also afterwards, until the results are published.';

create function instruments.keep_closed() returns trigger
language plpgsql set search_path = ''
as $$
declare
  sheet uuid := case when tg_op = 'DELETE' then old.sheet_id else new.sheet_id end;
begin
  if current_user = 'ponte_app' and not instruments.can_write(sheet) then
    raise exception 'the sheet takes no answers now' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function instruments.keep_closed() is 'Refuses answers to a sheet that was handed in, or whose round is not open.';
create trigger keep_closed before insert or update or delete on instruments.answers
  for each row execute function instruments.keep_closed();
create trigger keep_closed before insert or update or delete on instruments.contacts
  for each row execute function instruments.keep_closed();
create trigger keep_closed before insert or update or delete on instruments.evidence
  for each row execute function instruments.keep_closed();

-- Staff see that a sheet exists; only those who fill it in hand it in or allow that its contact is read.
create function instruments.keep_sheet() returns trigger
language plpgsql set search_path = ''
as $$
declare
  writes boolean := new.id in (select instruments.mine()) or new.id in (select instruments.on_paper(true));
begin
  if current_user <> 'ponte_app' then
    return new;
  end if;
  if old.state = 'open' and new.state = 'submitted' and not (writes and instruments.can_write(new.id)) then
    raise exception 'only those who fill it in hand it in, while it is open' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  if old.state = 'submitted' and new.state = 'open'
     and exists (select from instruments.rounds where id = new.round_id and published_at is not null) then
    raise exception 'the results are published' using errcode = 'check_violation', constraint = 'sheets_closed';
  end if;
  if new.contact_allowed_at is distinct from old.contact_allowed_at and not writes then
    raise exception 'only those who fill it in release the contact' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
comment on function instruments.keep_sheet() is 'Keeps handing in and the release of the contact with those who fill the sheet in.';
create trigger keep_sheet before update on instruments.sheets
  for each row execute function instruments.keep_sheet();

-- A body begins a sheet by itself only in a round that says so and is open.
create function instruments.keep_beginning() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user = 'ponte_app' and not instruments.makes() and not exists (
    select from instruments.rounds
     where id = new.round_id and self_start and closed_at is null and published_at is null
       and opens_on <= current_date and coalesce(closes_on >= current_date, true)
  ) then
    raise exception 'this round is not open to everybody' using errcode = 'check_violation', constraint = 'sheets_not_open';
  end if;
  return new;
end
$$;
comment on function instruments.keep_beginning() is 'Refuses sheets that a body begins where the round does not invite it to.';
create trigger keep_beginning before insert on instruments.sheets
  for each row execute function instruments.keep_beginning();

do $$
declare name text;
begin
  foreach name in array array['instruments', 'drafts', 'versions', 'rounds', 'sheets', 'invitations', 'answers', 'changes', 'contacts', 'evidence', 'events', 'results'] loop
    execute format('alter table instruments.%I enable row level security', name);
    execute format('alter table instruments.%I force row level security', name);
    execute format('create policy owner_all on instruments.%I to ponte_owner using (true) with check (true)', name);
  end loop;
end
$$;

create policy listed on instruments.instruments for select to ponte_app using (true);
create policy made on instruments.instruments to ponte_app using (instruments.makes()) with check (instruments.makes());
grant select, insert, update (retired_at, imported_hash) on instruments.instruments to ponte_app;

create policy made on instruments.drafts to ponte_app using (instruments.makes()) with check (instruments.makes());
grant select, insert, update, delete on instruments.drafts to ponte_app;

create policy published on instruments.versions for select to ponte_app using (true);
create policy made on instruments.versions for insert to ponte_app with check (instruments.makes());
grant select, insert on instruments.versions to ponte_app;

create policy made on instruments.rounds to ponte_app using (instruments.makes()) with check (instruments.makes());
create policy published on instruments.rounds for select to ponte_app using (published_at is not null);
create policy filled_in on instruments.rounds for select to ponte_app using (id in (select instruments.my_rounds()));
create policy open_to_bodies on instruments.rounds for select to ponte_app using (self_start and exists (select instruments.bodies()));
grant select, insert, update (title, method, opens_on, closes_on, self_start, closed_at, published_at) on instruments.rounds to ponte_app;

create policy seen on instruments.sheets for select to ponte_app using (instruments.makes() or body_id in (select instruments.bodies()) or id in (select instruments.mine()));
create policy invited on instruments.sheets for insert to ponte_app
  with check (created_by = kernel.actor() and state = 'open' and contact_allowed_at is null and instruments.makes());
create policy begun on instruments.sheets for insert to ponte_app
  with check (created_by = kernel.actor() and state = 'open' and contact_allowed_at is null and way = 'body' and body_id in (select instruments.bodies()));
create policy changed on instruments.sheets for update to ponte_app
  using (instruments.makes() or id in (select instruments.mine())) with check (instruments.makes() or id in (select instruments.mine()));
grant select, insert, update (state, revision, submitted_at, contact_asked_at, contact_asked_why, contact_allowed_at) on instruments.sheets to ponte_app;

create policy made on instruments.invitations to ponte_app using (instruments.makes()) with check (instruments.makes());
grant select, insert, update (token_hash, sealed, expires_at, reminded_at) on instruments.invitations to ponte_app;

create policy written on instruments.answers to ponte_app
  using (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)))
  with check (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)));
create policy handed_in on instruments.answers for select to ponte_app using (sheet_id in (select instruments.handed_in(false)));
grant select, insert, update, delete on instruments.answers to ponte_app;

create policy written on instruments.contacts to ponte_app
  using (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)))
  with check (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)));
create policy handed_in on instruments.contacts for select to ponte_app using (sheet_id in (select instruments.handed_in(true)));
grant select, insert, update, delete on instruments.contacts to ponte_app;

create policy written on instruments.evidence to ponte_app
  using (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)))
  with check (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)));
create policy handed_in on instruments.evidence for select to ponte_app using (sheet_id in (select instruments.handed_in(false)));
grant select, insert, update, delete on instruments.evidence to ponte_app;

create policy written on instruments.changes for select to ponte_app
  using (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(false)));
create policy added on instruments.changes for insert to ponte_app
  with check (sheet_id in (select instruments.mine()) or sheet_id in (select instruments.on_paper(true)));
grant select, insert on instruments.changes to ponte_app;

create policy seen on instruments.events for select to ponte_app using (instruments.makes() or sheet_id in (select instruments.mine()));
create policy added on instruments.events for insert to ponte_app
  with check (by_account is not distinct from kernel.actor() and (instruments.makes() or sheet_id in (select instruments.mine())));
grant select, insert on instruments.events to ponte_app;

create policy shown on instruments.results for select to ponte_app using (true);
create policy published on instruments.results for insert to ponte_app
  with check (published_by = kernel.actor() and instruments.makes());
grant select, insert on instruments.results to ponte_app;
