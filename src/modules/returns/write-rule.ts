import { idOf, isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { makeTranslated, setTranslation, type Translated } from '#kernel/i18n';
import { refuse } from './refusals.ts';
import { getRule } from './read-rules.ts';
import type { RuleId, Saying, Topic } from './rule.ts';

/** A rule as an office writes it, in one language. */
export interface RuleText {
  topic: Topic;
  leaving: string | null;
  arriving: string | null;
  question: string;
  says: Record<Saying, string | null>;
  sourceName: string;
  sourceUrl: string | null;
  validFrom: string;
  validUntil: string | null;
}

interface Writing {
  accountId: string;
  lang: string;
  now: Date;
}

const refusals = onConstraint({
  rules_two_countries: () => refuse('same-country', { field: 'arriving' }),
  rules_period: () => refuse('period', { field: 'validUntil' }),
});

/** Adds a rule of an office; nobody has confirmed it yet. Refusals: `not-found` (not the manager), `same-country`, `period`. */
export async function addRule(trx: Writes<'returns'>, officeId: string, text: RuleText, by: Writing): Promise<RuleId> {
  const id = newId<'returns.rules'>();
  const fresh = (words: string | null, kept: Translated | null) => written(kept, words, by);
  await trx
    .insertInto('returns.rules')
    .values({ id, office_id: idOf<'offices.offices'>().parse(officeId), ...rowOf(text, fresh, null) })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('not-found');
      return refusals(error);
    });
  return id;
}

/**
 * Changes a rule in the language of the writer; other languages become outdated where the source changed, and what was
 * confirmed must be confirmed again. Refusals: `not-found`, `same-country`, `period`.
 */
export async function changeRule(trx: Writes<'returns'>, id: RuleId, text: RuleText, by: Writing): Promise<void> {
  const before = await getRule(trx, id);
  const changed = await trx
    .updateTable('returns.rules')
    .set(rowOf(text, (words, kept) => written(kept, words, by), before))
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(refusals);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

/** Records which authority confirmed a rule as it stands, and when. Refusals: `not-found`, `confirmed-later`. */
export async function confirmRule(trx: Writes<'returns'>, id: RuleId, confirmed: { by: string; on: string }, today: string): Promise<void> {
  if (confirmed.on > today) throw refuse('confirmed-later', { field: 'on' });
  await setConfirmation(trx, id, { confirmed_by: confirmed.by, confirmed_on: confirmed.on });
}

/** Takes a confirmation back. Refusals: `not-found`. */
export async function unconfirmRule(trx: Writes<'returns'>, id: RuleId): Promise<void> {
  await setConfirmation(trx, id, { confirmed_by: null, confirmed_on: null });
}

async function setConfirmation(
  trx: Writes<'returns'>,
  id: RuleId,
  set: { confirmed_by: string | null; confirmed_on: string | null },
): Promise<void> {
  const changed = await trx.updateTable('returns.rules').set(set).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

type Before = Awaited<ReturnType<typeof getRule>> | null;

function rowOf(text: RuleText, say: (words: string | null, kept: Translated | null) => Translated | null, before: Before) {
  const question = say(text.question, before?.question ?? null);
  if (!question) throw refuse('not-found');
  const row = {
    topic: text.topic,
    leaving: text.leaving,
    arriving: text.arriving,
    question: JSON.stringify(question),
    source_name: text.sourceName,
    source_url: text.sourceUrl,
    valid_from: text.validFrom,
    valid_until: text.validUntil,
  };
  const saying = (name: Saying) => {
    const value = say(text.says[name], before?.says[name] ?? null);
    return value ? JSON.stringify(value) : null;
  };
  return {
    ...row,
    keeps: saying('keeps'),
    loses: saying('loses'),
    ask_for: saying('askFor'),
    ask_where: saying('askWhere'),
    ask_by: saying('askBy'),
  };
}

/** The text with this language written anew; unchanged words keep their author, no words take the whole text away. */
function written(kept: Translated | null, words: string | null, { accountId, lang, now }: Writing): Translated | null {
  if (!words) return null;
  if (kept?.texts[lang]?.text === words) return kept;
  const author = { by: accountId, kind: 'human', at: now.toISOString() } as const;
  return kept ? setTranslation(kept, lang, words, author) : makeTranslated(lang, words, author);
}

/** Countries that anything is written about, besides those of the corridors. */
export async function countriesOfRules(trx: Reads<'returns'>): Promise<string[]> {
  const rows = await trx.selectFrom('returns.rules').select(['leaving', 'arriving']).distinct().execute();
  return [...new Set(rows.flatMap((row) => [row.leaving, row.arriving]).filter((code) => code !== null))];
}
