import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import type { Answer } from './judge-answer.ts';
import { eventsOf, handedInOf, type HandedIn } from './learning-event.ts';
import { inOrder, type EventKind } from './progress.ts';
import { officerCertificateDays } from './officer-certificate.ts';
import { studiesOf } from './study.ts';

/** Everything that is kept of one course that a learner took, for the copy that they may ask for. */
export interface LearningCopy {
  course: string;
  courseCode: string;
  version: number;
  begunAt: Date;
  finishedAt: Date | null;
  lessonsDone: number;
  /** When a certificate was issued for an officer, who has no file to keep it in; the PDF is at My courses. */
  officerCertificateAt: Date | null;
  /** Every deed in the order in which it counts. */
  deeds: {
    kind: EventKind;
    lesson: string;
    item: string | null;
    answer: Answer | null;
    right: boolean | null;
    at: Date;
    device: string;
    sequence: number;
  }[];
  work: HandedIn[];
}

/** What an account has learned, whole. */
export async function copyOfLearning(trx: Reads<'learning'>, keyring: Keyring, accountId: string, lang: string): Promise<LearningCopy[]> {
  const studies = await studiesOf(trx, [accountId]);
  const events = await eventsOf(
    trx,
    studies.map(({ id }) => id),
  );
  const certified = await officerCertificateDays(trx, accountId);
  const copies: LearningCopy[] = [];
  for (const study of studies) {
    copies.push({
      course: textIn(study.content.title, lang).text,
      courseCode: study.courseCode,
      version: study.versionNumber,
      begunAt: study.begunAt,
      finishedAt: study.finishedAt,
      lessonsDone: study.lessonsDone,
      officerCertificateAt: certified.get(study.id) ?? null,
      deeds: inOrder(events.get(study.id) ?? []).map(({ kind, lesson, item, answer, right, happenedAt, deviceId, sequence }) => ({
        kind,
        lesson,
        item,
        answer,
        right,
        at: happenedAt,
        device: deviceId,
        sequence,
      })),
      work: await handedInOf(trx, keyring, study.id),
    });
  }
  return copies;
}
