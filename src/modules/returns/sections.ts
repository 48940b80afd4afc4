import { onConstraint, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import { isOpen, isReintegration, isThere, type Plan, type SectionCode } from './plan.ts';
import { sideOf } from './plans.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';
import type { Side } from './ticks.ts';

/** What one side wrote about one part of a return; the words are null where they were taken away or the key is gone. */
export interface Section {
  section: SectionCode;
  side: Side;
  words: string | null;
  /** Who does what is agreed, and until which day; of the reintegration plan alone. */
  who: string | null;
  until: string | null;
  at: Date;
}

const constraints = onConstraint({ sections_after_arrival: () => refuse('not-there-yet') });

const contextOf = (column: 'words' | 'who', planId: string, section: string, side: string) => ({
  table: 'returns.sections',
  column,
  id: `${planId}/${section}/${side}`,
});

/** What both sides wrote, as far as the actor may read it. */
export async function sectionsOf(trx: Reads<'returns' | 'access'>, keyring: Keyring, plan: Plan): Promise<Section[]> {
  const rows = await trx
    .selectFrom('returns.sections')
    .select(['section', 'side', 'words', 'who', 'until', 'at'])
    .where('plan_id', '=', plan.id)
    .execute();
  const key = rows.length > 0 ? (await subjectKeys(trx, keyring, [plan.personId])).get(plan.personId) : undefined;
  return rows.map((row) => ({
    section: row.section as SectionCode, // check constraints of the table hold both lists
    side: row.side as Side,
    words: key && row.words ? unsealText(key, row.words, contextOf('words', plan.id, row.section, row.side)) : null,
    who: key && row.who ? unsealText(key, row.who, contextOf('who', plan.id, row.section, row.side)) : null,
    until: row.until,
    at: row.at,
  }));
}

/** Lets a part be written while its time is. Refusals: `ended`, `not-there-yet`. */
export function mustBeWritable(plan: Plan, section: SectionCode): void {
  if (!isOpen(plan)) throw refuse('ended');
  if (isReintegration(section) && !isThere(plan)) throw refuse('not-there-yet');
}

/** What a side writes; who and until when belong to the reintegration plan, and are left out elsewhere. */
export type SectionText = Pick<Section, 'section' | 'words'> & Partial<Pick<Section, 'who' | 'until'>>;

/**
 * Keeps what a side wrote; the person writes their own side, the desk the counsellor's, the reintegration plan from the arrival on.
 * Refusals: `not-found`, `ended`, `not-there-yet`.
 */
export async function saveSection(
  trx: Writes<'returns' | 'access' | 'audit'>,
  keyring: Keyring,
  plan: Plan,
  by: { accountId: string; now: Date },
  { section, words, who, until }: SectionText,
): Promise<void> {
  if (plan.standing === 'reader') throw refuse('not-found');
  mustBeWritable(plan, section);
  const there = isReintegration(section);
  const { side } = sideOf(plan);
  const sealed = async (column: 'words' | 'who', text: string | null | undefined) =>
    text ? seal(await subjectKey(trx, keyring, plan.personId), text, contextOf(column, plan.id, section, side)) : null;
  const agreed = there ? { who: await sealed('who', who), until: until ?? null } : {};
  const wrote = { words: await sealed('words', words), ...agreed, at: by.now, by_account: by.accountId };
  await trx
    .insertInto('returns.sections')
    .values({ plan_id: plan.id, person_id: plan.personId, office_id: plan.officeId, section, side, ...wrote })
    .onConflict((conflict) => conflict.columns(['plan_id', 'section', 'side']).doUpdateSet(wrote))
    .execute()
    .catch(constraints);
  await putOnRecord(trx, 'written', sideOf(plan), plan.id);
}
