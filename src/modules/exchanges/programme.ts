import { brokenConstraint, isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { Visit, VisitId } from './exchange.ts';
import { refuse } from './refusals.ts';

export interface Item {
  id: string;
  onDay: Day;
  /** HH:MM by the clock of the host. */
  starts: string;
  ends: string;
  what: string;
  who: string | null;
}

/** The programme of a visit, in its order. */
export async function itemsOf(trx: Reads<'exchanges'>, id: VisitId): Promise<Item[]> {
  const rows = await trx
    .selectFrom('exchanges.items')
    .select(['id', 'on_day as onDay', 'starts', 'ends', 'what', 'who'])
    .where('visit_id', '=', id)
    .orderBy('on_day')
    .orderBy('starts')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, starts: row.starts.slice(0, 5), ends: row.ends.slice(0, 5) }));
}

/** Adds an hour to the programme. Refusals: `outside-visit`, `hours-wrong`, `wrong-state`. */
export async function addItem(trx: Writes<'exchanges'>, visit: Visit, { onDay, starts, ends, what, who }: Omit<Item, 'id'>): Promise<void> {
  if (onDay < visit.fromDay || onDay > visit.untilDay) throw refuse('outside-visit', { field: 'onDay' });
  if (ends <= starts) throw refuse('hours-wrong', { field: 'ends' });
  await trx
    .insertInto('exchanges.items')
    .values({ id: newId<'exchanges.items'>(), visit_id: visit.id, on_day: onDay, starts, ends, what, who })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
}

export interface Participant {
  id: string;
  officeId: OfficeId;
  task: string;
  number: number;
  /** Whoever put themselves down; null for people without a name. */
  accountId: string | null;
}

/** Who takes part: tasks and numbers, and the accounts of those who put themselves down. */
export async function participantsOf(trx: Reads<'exchanges'>, id: VisitId): Promise<Participant[]> {
  return await trx
    .selectFrom('exchanges.participants')
    .select(['id', 'office_id as officeId', 'task', 'number', 'account_id as accountId'])
    .where('visit_id', '=', id)
    .orderBy('office_id')
    .orderBy('id')
    .execute();
}

/**
 * Puts people on the list: tasks and a number, or the actor's own account.
 * Refusals: `too-many`, `named-already`, `not-yours`, `wrong-state`.
 */
export async function addParticipant(trx: Writes<'exchanges'>, visit: Visit, given: Omit<Participant, 'id'>): Promise<void> {
  await trx
    .insertInto('exchanges.participants')
    .values({
      id: newId<'exchanges.participants'>(),
      visit_id: visit.id,
      office_id: given.officeId,
      task: given.task,
      number: given.number,
      account_id: given.accountId,
    })
    .execute()
    .catch((error: unknown) => {
      const broken = brokenConstraint(error);
      if (broken === 'participants_most') throw refuse('too-many', { field: 'number' });
      if (broken === 'participants_once') throw refuse('named-already', { field: 'self' });
      if (broken === 'participants_of_offices') throw refuse('not-yours', { field: 'office' });
      throw isForbidden(error) ? refuse('wrong-state') : error;
    });
}

export const removable = ['items', 'participants'] as const;
export type Removable = (typeof removable)[number];

/** Takes one line off the programme or the list. Refusals: `wrong-state` where it is not the actor's or the visit is over. */
export async function removeFrom(trx: Writes<'exchanges'>, visit: VisitId, kind: Removable, item: string): Promise<void> {
  const gone = await trx
    .deleteFrom(`exchanges.${kind}`)
    .where('visit_id', '=', visit)
    .where('id', '=', item as never) // an id of whichever of the two tables it is
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('wrong-state');
}
