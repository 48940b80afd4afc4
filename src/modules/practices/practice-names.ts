import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { PracticeId } from './practice.ts';

export interface PracticeName {
  id: PracticeId;
  code: string;
  title: Translated;
}

/** What practices are called, by id: for lists of other things that concern one. */
export async function practiceNames(trx: Reads<'practices'>, ids: readonly PracticeId[]): Promise<Map<PracticeId, PracticeName>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('practices.practices')
    .select(['id', 'code', 'title'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
