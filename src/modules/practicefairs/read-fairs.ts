import type { Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import { practiceNames } from '#modules/practices';
import type { Fair, FairId, Stand, Talk } from './fair.ts';

function fairs(trx: Reads<'practicefairs'>) {
  return trx
    .selectFrom('practicefairs.fairs')
    .select(['id', 'language', 'title', 'about', 'from_day as fromDay', 'until_day as untilDay', 'state', 'because', 'demonstration'])
    .$narrowType<Pick<Fair, 'state'> & { fromDay: Day; untilDay: Day }>(); // a check constraint closes the list of states
}

/** Fairs that were opened, the last to end first. */
export async function listFairs(
  trx: Reads<'practicefairs'>,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: Fair[]; total: number }> {
  const { count } = await trx
    .selectFrom('practicefairs.fairs')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  const rows = await fairs(trx)
    .where('state', '=', 'open')
    .orderBy('until_day', 'desc')
    .orderBy('id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

/** Every fair, for editors: the last begun first. */
export async function listForEditors(trx: Reads<'practicefairs'>): Promise<Fair[]> {
  return await fairs(trx).orderBy('created_at', 'desc').orderBy('id').limit(200).execute();
}

/** A fair that the actor reads: one that was opened, or a draft for editors; null otherwise. */
export async function getFair(trx: Reads<'practicefairs'>, id: FairId): Promise<Fair | null> {
  return (await fairs(trx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The stands of a fair, by the order in which they came. */
export async function standsOf(trx: Reads<'practicefairs' | 'practices'>, id: FairId): Promise<Stand[]> {
  const rows = await trx
    .selectFrom('practicefairs.stands')
    .select('practice_id as practiceId')
    .where('fair_id', '=', id)
    .orderBy('place')
    .execute();
  const practices = await practiceNames(
    trx,
    rows.map(({ practiceId }) => practiceId),
  );
  return rows.flatMap(({ practiceId }) => {
    const practice = practices.get(practiceId);
    return practice ? [{ practiceId, code: practice.code, title: practice.title }] : [];
  });
}

/** The talks of a fair, the first first; links where the actor may still read them. */
export async function talksOf(trx: Reads<'practicefairs'>, id: FairId): Promise<Talk[]> {
  const rows = await trx
    .selectFrom('practicefairs.talks as t')
    .leftJoin('practicefairs.links as l', 'l.talk_id', 't.id')
    .select(['t.id', 't.practice_id as practiceId', 't.starts_at as startsAt', 't.minutes', 't.speaker', 't.sequence', 'l.link'])
    .select(['t.office_id as officeId', 't.moved_from as movedFrom', 't.moved_at as movedAt', 't.called_off as calledOff'])
    .$narrowType<Pick<Talk, 'officeId'>>() // by its foreign key
    .where('t.fair_id', '=', id)
    .orderBy('t.starts_at')
    .orderBy('t.id')
    .execute();
  return rows.map(({ movedFrom, movedAt, ...talk }) => ({
    ...talk,
    moved: movedFrom && movedAt ? { from: movedFrom, at: movedAt } : null,
  }));
}
