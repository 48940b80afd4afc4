import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newId, type Writes } from '#kernel/db';
import type { ImportProblem, ImportReport } from '#kernel/import';
import { contentSchema, type Content, type InstrumentId, type VersionId } from './content.ts';
import { blocking, problemsIn } from './problems.ts';

/** A questionnaire as a file: what the export writes and the import reads. */
export const instrumentRecord = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  content: contentSchema,
});

interface Choices {
  by?: string | null;
  now: Date;
}

/**
 * Brings questionnaires up to date by their code. One that changed gets a new version; one of which an editor has published a
 * version since the last import is left as it is. With a problem in any of them nothing is written.
 */
export async function importInstruments(
  trx: Writes<'instruments'>,
  records: readonly unknown[],
  { by = null, now }: Choices,
): Promise<ImportReport> {
  const problems: ImportProblem[] = [];
  const wanted = records.flatMap((given, index) => {
    const parsed = instrumentRecord.safeParse(given);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.slice(0, 20).map((issue) => ({ row: index + 1, ...shapeProblem(issue) })));
      return [];
    }
    for (const { problem, at } of problemsIn(parsed.data.content, parsed.data.code).filter((one) => blocking.has(one.problem)))
      problems.push({ row: index + 1, field: at, problem: `instruments.check.${problem}` });
    return [{ record: parsed.data, hash: createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex') }];
  });
  const report = { created: 0, updated: 0, unchanged: 0, problems };
  if (problems.length > 0) return report;
  for (const { record, hash } of wanted) {
    const known = await trx
      .selectFrom('instruments.instruments')
      .select(['id', 'imported_hash'])
      .where('code', '=', record.code)
      .executeTakeFirst();
    if (known && (known.imported_hash === hash || known.imported_hash === null)) {
      report.unchanged += 1;
      continue;
    }
    report[known ? 'updated' : 'created'] += 1;
    const id = known?.id ?? (await addInstrument(trx, { code: record.code, by, hash }));
    if (known) await trx.updateTable('instruments.instruments').set({ imported_hash: hash }).where('id', '=', id).execute();
    await publishContent(trx, { id, content: record.content, by, now });
  }
  return report;
}

// uses messages: instruments.import.*
function shapeProblem(issue: z.core.$ZodIssue) {
  return { field: issue.path.join('.').slice(0, 120) || null, problem: 'instruments.import.shape' };
}

/** Puts a questionnaire without a version on the list. */
export async function addInstrument(
  trx: Writes<'instruments'>,
  { code, by, hash = null }: { code: string; by: string | null; hash?: string | null },
): Promise<InstrumentId> {
  const id = newId<'instruments.instruments'>();
  await trx.insertInto('instruments.instruments').values({ id, code, created_by: by, imported_hash: hash }).execute();
  return id;
}

/** Makes the next version; the one before stays as it is. */
export async function publishContent(
  trx: Writes<'instruments'>,
  { id, content, by, now }: { id: InstrumentId; content: Content; by: string | null; now: Date },
): Promise<VersionId> {
  const { last } = await trx
    .selectFrom('instruments.versions')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('instrument_id', '=', id)
    .executeTakeFirstOrThrow();
  const version = newId<'instruments.versions'>();
  await trx
    .insertInto('instruments.versions')
    .values({
      id: version,
      instrument_id: id,
      number: Number(last) + 1,
      content: JSON.stringify(content),
      published_by: by,
      published_at: now,
    })
    .execute();
  return version;
}
