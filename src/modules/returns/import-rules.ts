import { z } from 'zod';
import { newId, type Writes } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { sayings, topics, type Saying } from './rule.ts';

const words = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1).max(1_000)).refine((texts) => texts.en !== undefined);
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .nullable();

const record = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,60}$/),
  topic: z.enum(topics),
  /** Leaving and arriving; null for any country. One rule a pair. */
  ways: z.array(z.tuple([country, country])).min(1),
  question: words,
  keeps: words.optional(),
  loses: words.optional(),
  askFor: words.optional(),
  askWhere: words.optional(),
  askBy: words.optional(),
  source: z.strictObject({ name: z.string().min(1).max(300), url: z.url({ protocol: /^https$/ }).optional() }),
  validFrom: z.iso.date(),
  writtenOn: z.iso.date(),
});

/**
 * Puts the skeleton of questions there, unconfirmed. What is there already stays: offices have perhaps put it right.
 * Answers how many were new; throws where a record does not have the shape.
 */
export async function importReturnRules(trx: Writes<'returns'>, records: readonly unknown[]) {
  let created = 0;
  for (const given of records) {
    const one = record.parse(given);
    const author = { source: 'en', by: 'ponte', kind: 'human', at: `${one.writtenOn}T00:00:00Z` } as const;
    const say = (name: Saying) => {
      const texts = one[name];
      return texts ? JSON.stringify(fromLanguages(texts, author)) : null;
    };
    const [keeps, loses, askFor, askWhere, askBy] = sayings.map(say);
    for (const [leaving, arriving] of one.ways) {
      const added = await trx
        .insertInto('returns.rules')
        .values({
          id: newId<'returns.rules'>(),
          code: [one.code, leaving?.toLowerCase(), arriving?.toLowerCase()].filter(Boolean).join('-'),
          topic: one.topic,
          leaving,
          arriving,
          question: JSON.stringify(fromLanguages(one.question, author)),
          keeps: keeps ?? null,
          loses: loses ?? null,
          ask_for: askFor ?? null,
          ask_where: askWhere ?? null,
          ask_by: askBy ?? null,
          source_name: one.source.name,
          source_url: one.source.url ?? null,
          valid_from: one.validFrom,
        })
        .onConflict((conflict) => conflict.column('code').doNothing())
        .executeTakeFirst();
      created += Number(added.numInsertedOrUpdatedRows ?? 0n);
    }
  }
  return { created, updated: 0, problems: [] };
}
