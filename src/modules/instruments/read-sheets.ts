import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Answer } from './answer.ts';
import type { RoundId } from './rounds.ts';
import type { Entry, EventKind, Evidence, Filled, Sheet, SheetEvent, SheetId, SheetState, Way } from './sheet.ts';

function sheets(trx: Reads<'instruments'>) {
  return trx
    .selectFrom('instruments.sheets as s')
    .select([
      's.id',
      's.round_id as roundId',
      's.version_id as versionId',
      's.way',
      's.body_kind as bodyKind',
      's.body_id as bodyId',
      's.label',
      's.state',
      's.revision',
      's.received_on as receivedOn',
      's.created_at as createdAt',
      's.submitted_at as submittedAt',
      's.contact_asked_at as contactAskedAt',
      's.contact_asked_why as contactAskedWhy',
      's.contact_allowed_at as contactAllowedAt',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof sheets>['execute']>>[number];

function toSheet({ bodyKind, bodyId, ...row }: Row): Sheet {
  return {
    ...row,
    way: row.way as Way, // check constraint sheets_way
    state: row.state as SheetState, // check constraint sheets_state
    body: bodyKind && bodyId ? { kind: bodyKind as 'office' | 'organisation', id: bodyId } : null, // check constraint sheets_body_kind
  };
}

/** A sheet that the actor may see: one they fill in, or for staff any; null otherwise. */
export async function getSheet(trx: Reads<'instruments'>, id: SheetId): Promise<Sheet | null> {
  const row = await sheets(trx).where('s.id', '=', id).executeTakeFirst();
  return row ? toSheet(row) : null;
}

/** Sheets of a round that the actor may see, by name. */
export async function sheetsOfRound(trx: Reads<'instruments'>, id: RoundId): Promise<Sheet[]> {
  const rows = await sheets(trx).where('s.round_id', '=', id).orderBy('s.label').orderBy('s.id').limit(2_000).execute();
  return rows.map(toSheet);
}

/** Sheets of the bodies named, newest first. */
export async function sheetsOfBodies(trx: Reads<'instruments'>, bodyIds: readonly string[]): Promise<Sheet[]> {
  if (bodyIds.length === 0) return [];
  const rows = await sheets(trx)
    .where('s.body_id', 'in', [...bodyIds])
    .orderBy('s.created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(toSheet);
}

/** What stands in a sheet, contact included, as far as the actor may read it. */
export async function readFilled(trx: Reads<'instruments'>, id: SheetId): Promise<Filled> {
  const columns = ['question', 'value', 'revision', 'changed_by as changedBy', 'changed_at as changedAt'] as const;
  const answers = await trx
    .selectFrom('instruments.answers')
    .select([...columns, 'note'])
    .where('sheet_id', '=', id)
    .execute();
  const contacts = await trx.selectFrom('instruments.contacts').select(columns).where('sheet_id', '=', id).execute();
  const entries = new Map<string, Entry>();
  for (const { value, ...row } of [...answers, ...contacts.map((one) => ({ ...one, note: null }))])
    entries.set(row.question, { ...row, answer: value as Answer | null }); // written by save-section alone
  return { entries, answers: answersOf(entries) };
}

function answersOf(entries: ReadonlyMap<string, Entry>): Filled['answers'] {
  return Object.fromEntries([...entries].flatMap(([id, { answer }]) => (answer ? [[id, answer] as const] : [])));
}

/** Files that go with the answers of a sheet, without their content. */
export async function evidenceOf(trx: Reads<'instruments'>, id: SheetId): Promise<Evidence[]> {
  return await trx
    .selectFrom('instruments.evidence')
    .select(['id', 'question', 'name', 'media_type as mediaType', 'bytes', 'added_at as addedAt'])
    .where('sheet_id', '=', id)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** What became of a sheet, newest first. */
export async function eventsOf(trx: Reads<'instruments'>, id: SheetId): Promise<SheetEvent[]> {
  const rows = await trx
    .selectFrom('instruments.events')
    .select(['kind', 'reason', 'by_account as byAccount', 'happened_at as happenedAt'])
    .where('sheet_id', '=', id)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as EventKind })); // check constraint events_kind
}

export interface Standing {
  /** The actor is one of those who fill it in. */
  fills: boolean;
  /** The actor may change it now: they fill it in, it is open, and so is its round. */
  writes: boolean;
}

/** What the actor may do with a sheet now. */
export async function standingIn(trx: Reads<'instruments'>, id: SheetId): Promise<Standing> {
  const { rows } = await sql<{ fills: boolean; takes: boolean }>`
    select ${id}::uuid in (select instruments.mine()) or ${id}::uuid in (select instruments.on_paper(true)) as fills,
           instruments.can_write(${id}::uuid) as takes`.execute(trx);
  const [{ fills, takes } = { fills: false, takes: false }] = rows;
  return { fills, writes: fills && takes };
}
