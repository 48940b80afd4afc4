import type { Reads } from '#kernel/db';
import { networkKey, unsealText, type Keyring, type SealContext } from '#kernel/keys';
import type { Answer } from './judge-answer.ts';
import type { EventKind, LearningEvent } from './progress.ts';
import type { StudyId } from './study.ts';

/** Where the words of an exercise are sealed: no other row's key opens them. */
export function workContext(study: string, id: string): SealContext {
  return { table: 'learning.events', column: 'sealed', id: `${study}/${id}` };
}

/** The deeds of studies, by study. */
export async function eventsOf(trx: Reads<'learning'>, studies: readonly StudyId[]): Promise<Map<string, LearningEvent[]>> {
  if (studies.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.events')
    .select(['id', 'study_id', 'device_id', 'sequence', 'kind', 'lesson', 'item', 'answer', 'right_answer', 'happened_at'])
    .where('study_id', 'in', [...studies])
    .execute();
  const events = rows.map((row) => ({
    study: row.study_id as string,
    event: {
      id: row.id as string,
      deviceId: row.device_id,
      sequence: Number(row.sequence),
      kind: row.kind as EventKind, // the check constraint holds the list
      lesson: row.lesson,
      item: row.item,
      answer: row.answer as Answer | null, // written by receiveEvents alone
      right: row.right_answer,
      happenedAt: row.happened_at,
    },
  }));
  const grouped = Map.groupBy(events, ({ study }) => study);
  return new Map([...grouped].map(([study, list]) => [study, list.map(({ event }) => event)]));
}

/** What a learner handed in: the newest work of each exercise, opened. */
export interface HandedIn {
  lesson: string;
  item: string;
  text: string | null;
  fileId: string | null;
  at: Date;
}

export async function handedInOf(trx: Reads<'learning'>, keyring: Keyring, study: StudyId): Promise<HandedIn[]> {
  const rows = await trx
    .selectFrom('learning.events')
    .distinctOn(['lesson', 'item'])
    .select(['id', 'lesson', 'item', 'sealed', 'file_id', 'happened_at'])
    .where('study_id', '=', study)
    .where('kind', '=', 'handed-in')
    .orderBy('lesson')
    .orderBy('item')
    .orderBy('happened_at', 'desc')
    .execute();
  return rows.map((row) => ({
    lesson: row.lesson,
    item: row.item ?? '',
    text: row.sealed ? unsealText(networkKey(keyring, 'files'), row.sealed, workContext(study, row.id)) : null,
    fileId: row.file_id,
    at: row.happened_at,
  }));
}
