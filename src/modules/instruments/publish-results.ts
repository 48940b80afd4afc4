import { z } from 'zod';
import { record } from '#kernel/audit';
import { onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Answers } from './answer.ts';
import { sheetsOfRound, readFilled } from './read-sheets.ts';
import { refuse } from './refusals.ts';
import { resultsOf, type Results } from './results.ts';
import { getRound, type Round, type RoundId } from './rounds.ts';

/** The answers of the sheets that were handed in to a round, as far as the actor may read them; contact left out. */
export async function answersOfRound(trx: Reads<'instruments'>, id: RoundId): Promise<Answers[]> {
  const sheets = (await sheetsOfRound(trx, id)).filter(({ state }) => state === 'submitted');
  // By their random part and not by name or time, so that the order tells nothing.
  const ordered = sheets.toSorted((a, b) => (a.id.slice(-12) < b.id.slice(-12) ? -1 : 1));
  const answers: Answers[] = [];
  for (const sheet of ordered) answers.push((await readFilled(trx, sheet.id)).answers);
  return answers;
}

const shown = z.number().nullable();
const resultsSchema = z.object({
  sheets: z.number(),
  guarded: z.boolean(),
  questions: z.array(
    z.object({
      id: z.string(),
      answered: shown,
      missing: shown,
      notAsked: shown,
      counts: z.array(z.object({ value: z.string(), count: shown })),
      median: z.string().nullable(),
    }),
  ),
  score: z.object({ median: shown, sheets: shown }).nullable(),
}) satisfies z.ZodType<Results>;

/**
 * Publishes the results of a round as they are now, for everybody to read; no answer changes from then on.
 * Refusals: `not-found`, `published`.
 */
export async function publishResults(trx: Writes<'instruments' | 'audit'>, accountId: string, id: RoundId, now: Date): Promise<void> {
  const round = await getRound(trx, id);
  if (!round) throw refuse('not-found');
  const changed = await trx
    .updateTable('instruments.rounds')
    .set({ published_at: now, closed_at: round.closedAt ?? now })
    .where('id', '=', id)
    .where('published_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('published');
  const results = resultsOf(round.content, await answersOfRound(trx, id));
  await trx
    .insertInto('instruments.results')
    .values({ round_id: id, content: JSON.stringify(results), sheets: results.sheets, published_by: accountId, published_at: now })
    .execute()
    .catch(onConstraint({ results_pkey: () => refuse('published') }));
  await record(trx, { verb: 'instruments.published', purpose: 'instruments.purpose.survey', objectKind: 'round', objectId: id });
}

/** The published results of a round; null where there are none. */
export async function publishedResults(trx: Reads<'instruments'>, id: RoundId): Promise<{ round: Round; results: Results } | null> {
  const round = await getRound(trx, id);
  const row = await trx.selectFrom('instruments.results').select('content').where('round_id', '=', id).executeTakeFirst();
  return round && row ? { round, results: resultsSchema.parse(row.content) } : null;
}
