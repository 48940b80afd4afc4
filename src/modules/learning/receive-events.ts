import { z } from 'zod';
import type { Writes } from '#kernel/db';
import { networkKey, seal, type Keyring } from '#kernel/keys';
import { itemCode, lessonOf, questionsOf, type AccountId, type CourseContent } from './course.ts';
import { isRight, type Answer } from './judge-answer.ts';
import { eventsOf, workContext } from './learning-event.ts';
import { eventKinds, progressOf } from './progress.ts';
import { toContent } from './read-content.ts';
import type { StudyId } from './study.ts';

/** Most deeds in one sending; a device sends the rest in the next. */
export const MOST_EVENTS = 500;

const deed = z.object({
  id: z.uuid(),
  study: z.uuid(),
  sequence: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  kind: z.enum(eventKinds),
  lesson: itemCode,
  item: itemCode.nullish(),
  choices: z.array(z.string().max(60)).max(20).nullish(),
  number: z.string().max(40).nullish(),
  text: z.string().max(5_000).nullish(),
  fileId: z.uuid().nullish(),
  /** When, in milliseconds by the device's clock. */
  at: z.number().int().min(0).max(8.64e15),
});
export type Deed = z.output<typeof deed>;

/** What a device sends when it has a line. */
export const sending = z.object({
  device: z.uuid(),
  /** The device's clock at the moment of sending, in milliseconds. */
  now: z.number().int().min(0).max(8.64e15),
  events: z.array(z.unknown()).max(MOST_EVENTS),
});
export type Sending = z.output<typeof sending>;

/** What became of each deed, by its id: kept (now or before), not this learner's study, or nothing that we can read. */
/** A sending may take as long as this on a slow line. */
const SLOW_LINE_MS = 2 * 60_000;

export interface Received {
  kept: string[];
  foreign: string[];
  unreadable: string[];
}

/**
 * Takes in what a device did without a line. Each deed is kept once however often it is sent; whether an answer is right is
 * judged here, never believed. One that cannot be read does not hold up the others. The device's clock is set right by
 * what it says at sending.
 */
export async function receiveEvents(
  trx: Writes<'learning'>,
  keyring: Keyring,
  accountId: string,
  { device, now: sentAt, events }: Sending,
  now: Date,
): Promise<Received> {
  const read = events.map((given) => ({ given, deed: deed.safeParse(given) }));
  const unreadable = read.flatMap(({ given, deed: parsed }) => (parsed.success ? [] : [String((given as { id?: unknown } | null)?.id)]));
  const deeds = read.flatMap(({ deed: parsed }) => (parsed.success && isWhole(parsed.data) ? [parsed.data] : []));
  unreadable.push(...read.flatMap(({ deed: parsed }) => (parsed.success && !isWhole(parsed.data) ? [parsed.data.id] : [])));
  const studies = await lockStudies(trx, accountId, deeds);
  const own = deeds.filter(({ study }) => studies.has(study));
  const drift = driftOf(sentAt, now);
  const rows = own.map((one) => {
    const content = studies.get(one.study)?.content;
    const answer = one.kind === 'answered' ? answerOf(one) : null;
    return {
      id: one.id,
      study_id: one.study as StudyId, // found by it just now
      account_id: accountId as AccountId,
      device_id: device,
      sequence: one.sequence,
      kind: one.kind,
      lesson: one.lesson,
      item: one.item ?? null,
      answer: answer === null ? undefined : JSON.stringify(answer),
      sealed: one.kind === 'handed-in' && one.text ? seal(networkKey(keyring, 'files'), one.text, workContext(one.study, one.id)) : null,
      file_id: one.kind === 'handed-in' ? (one.fileId ?? null) : null,
      right_answer: answer === null || !content ? null : judge(content, one, answer),
      happened_at: new Date(Math.max(0, Math.min(one.at + drift, now.getTime()))),
      received_at: now,
    };
  });
  if (rows.length > 0) {
    await trx
      .insertInto('learning.events')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['study_id', 'id']).doNothing())
      .execute();
    await sumUp(trx, studies, now);
  }
  return {
    kept: own.map(({ id }) => id),
    foreign: deeds.filter(({ study }) => !studies.has(study)).map(({ id }) => id),
    unreadable,
  };
}

/** By how many milliseconds a device's clock is wrong. What a slow line may have taken is no fault of the clock, and puts no deed after another device's. */
function driftOf(sentAt: number, now: Date): number {
  const drift = now.getTime() - sentAt;
  return Math.abs(drift) <= SLOW_LINE_MS ? 0 : drift;
}

/** An answer names its question and says something; work names its exercise. */
function isWhole({ kind, item, choices, number, text, fileId }: Deed): boolean {
  if (kind === 'answered') return Boolean(item && (choices || number));
  if (kind === 'handed-in') return Boolean(item && (text || fileId));
  return !item;
}

function answerOf({ choices, number }: Deed): Answer {
  return number ? { number } : { choices: choices ?? [] };
}

function judge(content: CourseContent, { lesson, item }: Deed, answer: Answer): boolean {
  const inLesson = lessonOf(content, lesson);
  const question = inLesson && questionsOf(inLesson).find(({ code }) => code === item);
  return question ? isRight(question, answer) : false;
}

interface Known {
  content: CourseContent;
  finishedAt: Date | null;
}

/** The learner's own studies that the deeds name; held until the transaction ends, so that two devices are summed up in turn. */
async function lockStudies(trx: Writes<'learning'>, accountId: string, deeds: readonly Deed[]): Promise<Map<string, Known>> {
  const ids = [...new Set(deeds.map(({ study }) => study as StudyId))];
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('learning.studies as s')
    .innerJoin('learning.versions as v', 'v.id', 's.version_id')
    .select(['s.id', 's.finished_at', 'v.content'])
    .where('s.id', 'in', ids)
    .where('s.account_id', '=', accountId as AccountId)
    .orderBy('s.id')
    .forUpdate('s')
    .execute();
  return new Map(rows.map((row) => [row.id as string, { content: toContent(row.content), finishedAt: row.finished_at }]));
}

/** Writes beside each study what its deeds amount to. Passing once is passing for good. */
async function sumUp(trx: Writes<'learning'>, studies: ReadonlyMap<string, Known>, now: Date): Promise<void> {
  const events = await eventsOf(trx, [...studies.keys()] as StudyId[]);
  for (const [id, { content, finishedAt }] of studies) {
    const progress = progressOf(content, events.get(id) ?? []);
    await trx
      .updateTable('learning.studies')
      .set({
        changed_at: now,
        lessons_done: progress.lessonsDone,
        finished_at: finishedAt ?? (progress.passed ? now : null),
      })
      .where('id', '=', id as StudyId)
      .execute();
  }
}
