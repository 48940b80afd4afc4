import type { Reads } from '#kernel/db';
import { contentSchema, type Content, type InstrumentId, type VersionId } from './content.ts';

/** A questionnaire on the list, with the title of its newest version; null where nothing is published yet. */
export interface InstrumentLine {
  id: InstrumentId;
  code: string;
  retiredAt: Date | null;
  newest: { id: VersionId; number: number; content: Content; publishedAt: Date } | null;
}

export interface Version {
  id: VersionId;
  instrumentId: InstrumentId;
  code: string;
  number: number;
  content: Content;
  publishedAt: Date;
  publishedBy: string | null;
}

/** Reads content as it was stored. The schema fills in what an older version of Ponte did not write. */
export function toContent(stored: unknown): Content {
  return contentSchema.parse(stored);
}

/** All questionnaires by code. */
export async function listInstruments(trx: Reads<'instruments'>): Promise<InstrumentLine[]> {
  const rows = await trx
    .selectFrom('instruments.instruments as i')
    .leftJoin('instruments.versions as v', (join) =>
      join.onRef('v.instrument_id', '=', 'i.id').on('v.number', '=', (eb) =>
        eb
          .selectFrom('instruments.versions as w')
          .select((one) => one.fn.max('w.number').as('last'))
          .whereRef('w.instrument_id', '=', 'i.id'),
      ),
    )
    .select(['i.id', 'i.code', 'i.retired_at as retiredAt', 'v.id as versionId', 'v.number', 'v.content', 'v.published_at as publishedAt'])
    .orderBy('i.code')
    .limit(200)
    .execute();
  return rows.map(({ id, code, retiredAt, versionId, number, content, publishedAt }) => ({
    id,
    code,
    retiredAt,
    newest: versionId && number && publishedAt ? { id: versionId, number, content: toContent(content), publishedAt } : null,
  }));
}

/** A questionnaire; null where there is none. */
export async function getInstrument(trx: Reads<'instruments'>, id: InstrumentId): Promise<InstrumentLine | null> {
  return (await listInstruments(trx)).find((one) => one.id === id) ?? null;
}

function versions(trx: Reads<'instruments'>) {
  return trx
    .selectFrom('instruments.versions as v')
    .innerJoin('instruments.instruments as i', 'i.id', 'v.instrument_id')
    .select([
      'v.id',
      'v.instrument_id as instrumentId',
      'i.code',
      'v.number',
      'v.content',
      'v.published_at as publishedAt',
      'v.published_by as publishedBy',
    ]);
}

/** Every version of a questionnaire, newest first. */
export async function versionsOf(trx: Reads<'instruments'>, id: InstrumentId): Promise<Version[]> {
  const rows = await versions(trx).where('v.instrument_id', '=', id).orderBy('v.number', 'desc').limit(100).execute();
  return rows.map((row) => ({ ...row, content: toContent(row.content) }));
}

/** A version by its id; null where there is none. */
export async function getVersion(trx: Reads<'instruments'>, id: VersionId): Promise<Version | null> {
  const row = await versions(trx).where('v.id', '=', id).executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}

/** A version by its number; null where there is none. */
export async function findVersion(trx: Reads<'instruments'>, id: InstrumentId, number: number): Promise<Version | null> {
  const row = await versions(trx).where('v.instrument_id', '=', id).where('v.number', '=', number).executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}

/** The newest version by the code of its questionnaire; null where nothing is published. */
export async function newestVersion(trx: Reads<'instruments'>, code: string): Promise<Version | null> {
  const row = await versions(trx).where('i.code', '=', code).orderBy('v.number', 'desc').executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}
