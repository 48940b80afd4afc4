import type { Context } from '#kernel/http';
import type { PersonId } from '#modules/people';
import { actionsOf } from '../action.ts';
import { followUpsOf, resultCodes } from '../follow-up.ts';
import { notesOf } from '../note.ts';
import { shownReason, type Pair } from '../pair.ts';
import { mentorsById } from '../read-mentors.ts';
import { pairsOf } from '../read-pairs.ts';
import { sessionsOf } from '../session.ts';

/** A pair as the person gets it with a copy of their data: records of labels and values. */
export interface MentoringCopy {
  title: string;
  records: (readonly [label: string, value: string | null])[][];
}

/** The mentoring of a person for a copy of their data (GDPR article 15): pairs, meetings, what was agreed, every note, their answers. */
export async function copyOfMentoring(ctx: Context, personId: PersonId): Promise<MentoringCopy[]> {
  const { t, format } = ctx;
  const pairs = await pairsOf(ctx.trx, { personId });
  const mentors = await mentorsById(
    ctx.trx,
    pairs.map(({ mentorId }) => mentorId),
  );
  const notes = await notesOf(ctx.trx, ctx.network.keyring, { personId });
  const copies: MentoringCopy[] = [];
  for (const pair of pairs) {
    const sessions = await sessionsOf(ctx.trx, pair.id);
    const actions = await actionsOf(ctx.trx, pair.id);
    copies.push({
      title: t('mentoring.pair.title'),
      records: [
        headOf(ctx, pair, mentors.get(pair.mentorId)?.name ?? '–'),
        ...sessions.map((session) => [
          [t('mentoring.session.title'), format.instant(session.startsAt, 'short')] as const,
          [t('mentoring.field.where'), session.place || null] as const,
          [t('mentoring.field.state'), t(`mentoring.session-state.${session.state}`)] as const,
        ]),
        ...actions.map((action) => [
          [t('mentoring.field.action'), action.title] as const,
          [t('mentoring.field.who'), t(`mentoring.side.${action.who}`)] as const,
          [t('mentoring.field.due'), action.dueOn && format.date(action.dueOn, 'short')] as const,
        ]),
        ...notes
          .filter(({ pairId }) => pairId === pair.id)
          .map((note) => [
            [t('mentoring.field.when'), format.instant(note.writtenAt, 'short')] as const,
            [t('mentoring.field.note'), note.text] as const,
          ]),
        ...(await answersOf(ctx, pair)),
      ],
    });
  }
  return copies;
}

function headOf({ t, format }: Context, pair: Pair, mentor: string): MentoringCopy['records'][number] {
  const reason = shownReason(pair, 'founder');
  return [
    [t('mentoring.side.mentor'), mentor],
    [t('mentoring.field.state'), t(`mentoring.state.${pair.state}`)],
    [t('mentoring.field.since'), pair.startedAt && format.instant(pair.startedAt, 'short')],
    [t('mentoring.field.until'), pair.endedAt && format.instant(pair.endedAt, 'short')],
    [t('mentoring.field.end-reason'), reason && t(`mentoring.end-reason.${reason}`)],
    [t('mentoring.field.called'), pair.called || null],
  ];
}

/** What the founder answered; the mentor's answers are the mentor's. */
async function answersOf(ctx: Context, pair: Pair): Promise<MentoringCopy['records']> {
  const { t, format } = ctx;
  const answered = (await followUpsOf(ctx.trx, [pair.id])).filter(({ doneAt, side }) => doneAt !== null && side === 'founder');
  return answered.map((one) => [
    [t('mentoring.follow-up.list'), t('mentoring.follow-up.title', { days: one.days })],
    [t('mentoring.follow-up.useful'), one.useful && t(`mentoring.useful.${one.useful}`)],
    [
      t('mentoring.follow-up.results'),
      format.list(resultCodes.filter((code) => one.results.includes(code)).map((code) => t(`mentoring.result.${code}`))) || null,
    ],
    [t('mentoring.follow-up.change'), one.change && t(`mentoring.change.${one.change}`)],
  ]);
}
