import { record } from '#kernel/audit';
import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import type { Content } from './content.ts';
import { getSheet, readFilled, standingIn } from './read-sheets.ts';
import { refuse } from './refusals.ts';
import { missingIn } from './routing.ts';
import type { EventKind, Sheet, SheetId } from './sheet.ts';

type Trx = Writes<'instruments' | 'audit'>;

/** Hands a sheet in. Refusals: `not-found`, `closed`, `answers-missing` (how many). */
export async function submitSheet(trx: Trx, accountId: string | null, id: SheetId, content: Content, now: Date): Promise<void> {
  const sheet = await getSheet(trx, id);
  if (!sheet) throw refuse('not-found');
  if (!(await standingIn(trx, id)).writes) throw refuse('closed');
  const { answers } = await readFilled(trx, id);
  const missing = missingIn(content, answers);
  if (missing.length > 0) throw refuse('answers-missing', { values: { count: missing.length } });
  await change(trx, sheet, { state: 'submitted', submitted_at: now });
  await told(trx, accountId, id, 'submitted', null);
}

/** Opens a sheet again, with the reason. Refusals: `not-found`, `not-submitted`, `closed` (the results are published). */
export async function reopenSheet(trx: Trx, accountId: string | null, id: SheetId, reason: string): Promise<void> {
  const sheet = await getSheet(trx, id);
  if (!sheet) throw refuse('not-found');
  if (sheet.state !== 'submitted') throw refuse('not-submitted');
  await change(trx, sheet, { state: 'open', submitted_at: null });
  await told(trx, accountId, id, 'reopened', reason);
}

/** Staff ask those of a sheet whether they may see whom to ring up. Refusals: `not-found`, `not-submitted`. */
export async function askForContact(trx: Trx, accountId: string, id: SheetId, reason: string, now: Date): Promise<void> {
  const sheet = await getSheet(trx, id);
  if (!sheet) throw refuse('not-found');
  if (sheet.state !== 'submitted') throw refuse('not-submitted');
  await change(trx, sheet, { contact_asked_at: now, contact_asked_why: reason });
  await told(trx, accountId, id, 'contact-asked', reason);
}

/**
 * Those who fill a sheet in allow staff to see its contact, or take that back, at any time. Refusals: `not-found` (also for
 * staff: the database lets nobody release the contact of others).
 */
export async function releaseContact(trx: Trx, accountId: string | null, id: SheetId, allowed: boolean, now: Date): Promise<void> {
  const sheet = await getSheet(trx, id);
  if (!sheet) throw refuse('not-found');
  if ((sheet.contactAllowedAt !== null) === allowed) return;
  await change(trx, sheet, { contact_allowed_at: allowed ? now : null });
  await told(trx, accountId, id, allowed ? 'contact-allowed' : 'contact-withdrawn', null);
}

type Change = {
  state?: 'open' | 'submitted';
  submitted_at?: Date | null;
  contact_asked_at?: Date;
  contact_asked_why?: string;
  contact_allowed_at?: Date | null;
};

async function change(trx: Trx, { id, state }: Sheet, set: Change): Promise<void> {
  const changed = await trx
    .updateTable('instruments.sheets')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    })
    .catch(onConstraint({ sheets_closed: () => refuse('closed') }));
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

/** Puts on record what became of a sheet, for those of the sheet and in the audit. */
export async function told(trx: Trx, accountId: string | null, id: SheetId, kind: EventKind, reason: string | null): Promise<void> {
  await trx.insertInto('instruments.events').values({ id: newId(), sheet_id: id, kind, reason, by_account: accountId }).execute();
  await record(trx, { verb: `instruments.${kind}`, purpose: 'instruments.purpose.survey', objectKind: 'sheet', objectId: id });
}
