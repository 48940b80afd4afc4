import { newId, onConstraint, isForbidden, type Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { Translated } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import { withCondition, type Condition, type Field } from './condition.ts';
import { actionsOf, type Action, type Opportunity, type OpportunityId, type OpportunityText } from './opportunity.ts';
import { keptOpportunity } from './read-opportunities.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'opportunities'>;

/** Most conditions of one opportunity; the table says the same. */
const MOST_CONDITIONS = 20;

/** Refuses a source without a name, one that somebody will only see, and an end before the beginning. */
export function checkText(text: Pick<OpportunityText, 'source' | 'sourceSeenOn' | 'validFrom' | 'validUntil'>, today: Day): void {
  if (!text.source.name && !text.source.document) throw refuse('source-missing', { field: 'sourceName' });
  if (text.sourceSeenOn > today) throw refuse('seen-later', { field: 'sourceSeenOn' });
  if (text.validUntil !== null && text.validUntil < text.validFrom) throw refuse('ends-before', { field: 'validUntil' });
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** The columns of a text. */
export function rowOf(text: OpportunityText) {
  return {
    kind: text.kind,
    title: JSON.stringify(text.title),
    about: JSON.stringify(text.about),
    place_id: text.placeId,
    corridor_ids: [...text.corridorIds].toSorted(),
    at_end: text.atEnd,
    sectors: text.sectors,
    stages: text.stages,
    audiences: text.audiences,
    amount_minor: text.amount?.amountMinor ?? null,
    amount_currency: text.amount?.currency ?? null,
    amount_text: json(text.amountText),
    source: JSON.stringify(text.source),
    source_seen_on: text.sourceSeenOn,
    reported: text.reported,
    valid_from: text.validFrom,
    valid_until: text.validUntil,
    needs_confirmation: text.needsConfirmation,
    opening_id: text.openingId,
    words: wordsOf([text.title, text.about]),
  };
}

/** Folded words of every language, each once. */
function wordsOf(texts: readonly Translated[]): string {
  const all = texts.flatMap(({ texts: byLanguage }) => Object.values(byLanguage).flatMap(({ text }) => searchWords(text)));
  return [...new Set(all)].join(' ');
}

const onOpportunity = onConstraint({
  opportunities_corridor: () => refuse('no-such-corridor', { field: 'corridors' }),
  opportunities_place: () => refuse('place-unknown', { field: 'place', values: { typed: '' } }),
  opportunities_office: () => refuse('no-such-office', { field: 'office' }),
  opportunities_validity: () => refuse('ends-before', { field: 'validUntil' }),
  opportunities_second_pair: () => refuse('own-words'),
  opportunities_past: () => refuse('past'),
});

/** Writes down an opportunity as a draft of an office. Refusals: those of {@link checkText}, no such office, corridor or place. */
export async function createOpportunity(trx: Trx, officeId: OfficeId, text: OpportunityText, today: Day): Promise<OpportunityId> {
  checkText(text, today);
  const id = newId<'opportunities.opportunities'>();
  await trx
    .insertInto('opportunities.opportunities')
    .values({ id, office_id: officeId, ...rowOf(text) })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-office', { field: 'office' });
      onOpportunity(error);
    });
  return id;
}

/** An opportunity that the actor keeps. Refusals: not found. */
export async function requireKept(trx: Trx, id: OpportunityId): Promise<Opportunity> {
  const found = await keptOpportunity(trx, id);
  if (!found) throw refuse('not-found');
  return found;
}

/**
 * Changes what an opportunity says. What was published goes back to a draft, since nobody else has read the new words; only
 * an end that moved leaves it where it is. Refusals: as for a new one, not found.
 */
export async function changeOpportunity(trx: Trx, id: OpportunityId, text: OpportunityText, today: Day): Promise<void> {
  const before = await requireKept(trx, id);
  checkText(text, today);
  await overwrite(trx, before, text, before.conditions);
}

/** Writes text and conditions over what is there; false where nothing differs, and then nothing is written. */
export async function overwrite(
  trx: Trx,
  before: Opportunity,
  text: OpportunityText,
  conditions: readonly Condition[],
  { dryRun = false } = {},
): Promise<boolean> {
  const same = sameWords(before, text) && canonical(conditions) === canonical(before.conditions);
  if (same && text.validUntil === before.validUntil) return false;
  if (!dryRun) await change(trx, before, { ...rowOf(text), conditions: JSON.stringify(conditions) }, same);
  return true;
}

/** Whether the content stays the same, the end apart; as the trigger of the table sees it. */
function sameWords(before: Opportunity, text: OpportunityText): boolean {
  const plain = (one: OpportunityText) => {
    const { words: _words, valid_until: _end, ...row } = rowOf(one);
    return canonical(Object.values({ ...row, title: one.title, about: one.about, amount_text: one.amountText, source: one.source }));
  };
  return plain(before) === plain(text);
}

/** A value as text, whatever the order of its keys: the database keeps another. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return String(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Puts in, changes or takes out the condition of a field. Refusals: not found, too many. */
export async function setCondition(trx: Trx, id: OpportunityId, field: Field, condition: Condition | null): Promise<void> {
  const before = await requireKept(trx, id);
  const conditions = withCondition(before.conditions, field, condition);
  if (conditions.length > MOST_CONDITIONS) throw refuse('too-many-conditions');
  await change(trx, before, { conditions: JSON.stringify(conditions) }, canonical(conditions) === canonical(before.conditions));
}

type Change = Partial<ReturnType<typeof rowOf>> & { conditions?: string };

async function change(trx: Trx, before: Opportunity, set: Change, same: boolean): Promise<void> {
  const state = same || before.state === 'withdrawn' ? before.state : 'draft';
  const changed = await trx
    .updateTable('opportunities.opportunities')
    .set({ ...set, state, updated_at: new Date() })
    .where('id', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst()
    .catch(onOpportunity);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}

/**
 * Publishes, renews or withdraws. Publishing is for somebody who did not write it; renewing confirms that it still holds, with
 * a new end or without. Refusals: not found, wrong state, own words, past, ends before it begins.
 */
export async function actOnOpportunity(
  trx: Trx,
  id: OpportunityId,
  action: Action,
  { validUntil, today, now }: { validUntil?: Day | null; today: Day; now: Date },
): Promise<void> {
  const before = await requireKept(trx, id);
  const end = action === 'renew' && validUntil !== undefined ? validUntil : before.validUntil;
  if (!(actionsOf[before.state] as readonly Action[]).includes(action)) throw refuse('wrong-state');
  if (end !== null && end < before.validFrom) throw refuse('ends-before', { field: 'validUntil' });
  if (action !== 'withdraw' && end !== null && end < today) throw refuse('past', { field: 'validUntil' });
  const changed = await trx
    .updateTable('opportunities.opportunities')
    .set({ state: action === 'withdraw' ? 'withdrawn' : 'published', valid_until: end, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', before.state)
    .where('revision', '=', before.revision)
    .executeTakeFirst()
    .catch(onOpportunity);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
}
