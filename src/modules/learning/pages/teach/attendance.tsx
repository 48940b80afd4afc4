import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, Form, Link, PageHeading, RadioField, Table } from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { formatters, textIn } from '#kernel/i18n';
import { attendanceStates, lastTick, markAttendance, ticksOf, type AttendanceState } from '../../attendance.ts';
import { learnersOfGroup, type EnrolmentId } from '../../enrolment.ts';
import type { Session } from '../../session.ts';
import { lessonTitles, topicWords } from '../groups/group-words.tsx';
import { openTaughtSession, sessionParams, teachers, teachingCrumbs } from './gates.ts';

// uses messages: learning.attendance-state.*
const state = fields.optionalChoice(attendanceStates);

/** A session whose learners the reader may see. Refusals: not found for who only plans it. */
async function openMarked(ctx: Context, id: Session['id']) {
  const taught = await openTaughtSession(ctx, id);
  if (!taught.teaches) throw refuseHttp('not-found');
  const learners = await learnersOfGroup(ctx.trx, taught.group.id);
  return { ...taught, learners };
}

/** Who was there: a list to tick, one choice a learner. */
export const attendanceRoute = formRoute({
  path: '/teaching/sessions/:id',
  who: teachers,
  params: sessionParams,
  // One field a learner; they are known only when the page is read.
  body: z.looseObject({}),
  view: async (ctx, { params }, entry) => {
    const { t, trx, lang } = ctx;
    const { group, office, session, learners } = await openMarked(ctx, params.id);
    const ticks = await ticksOf(
      trx,
      learners.map(({ id }) => id),
    );
    const own = ticks.filter(({ sessionId }) => sessionId === session.id);
    const last = lastTick(ticks, session.id);
    const by = last ? (await accountNames(trx, [last.markedBy])).get(last.markedBy) : null;
    const atOffice = formatters(lang, office.timeZone);
    const begun = session.startsAt <= ctx.now;
    return page(
      t('learning.attendance.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.attendance.title')}
          caption={`${textIn(group.courseTitle, lang).text}, ${group.name}`}
          lead={atOffice.instant(session.startsAt, 'weekday')}
        />
        <p>
          <bdi>{topicWords(session, await lessonTitles(ctx, group.courseCode))}</bdi>
        </p>
        <p>
          <Link href={`/teaching/sessions/${session.id}/sheet`}>{t('learning.attendance.sheet')}</Link>
        </p>
        {last && <p class="hint">{t('learning.attendance.last', { who: by || '–', when: atOffice.instant(last.markedAt, 'short') })}</p>}
        {learners.length === 0 && <EmptyState title={t('learning.teaching.no-learner')} />}
        {!begun && <p>{t('learning.attendance.later')}</p>}
        {begun && session.state === 'planned' && learners.length > 0 && (
          <Form entry={entry}>
            {learners.map(({ id, name }) => (
              <RadioField
                key={id}
                name={`at-${id}`}
                label={name}
                inline
                choices={attendanceStates.map((value) => ({ value, label: t(`learning.attendance-state.${value}`) }))}
                value={own.find((one) => one.enrolmentId === id)?.state ?? ''}
              />
            ))}
            <Button>{t('learning.attendance.save')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { session, learners } = await openMarked(ctx, params.id);
    const ticks = new Map<EnrolmentId, AttendanceState>();
    for (const { id } of learners) {
      const given = state.safeParse((form as Record<string, unknown>)[`at-${id}`] ?? '');
      if (given.success && given.data) ticks.set(id, given.data);
    }
    await markAttendance(ctx.trx, accountOf(ctx), session, ticks, ctx.now);
    return redirect(`/teaching/sessions/${session.id}`, 'learning.notice.attendance');
  },
});

/** The same on paper: names and a column to sign. */
export const sheetRoute = pageRoute({
  path: '/teaching/sessions/:id/sheet',
  who: teachers,
  params: sessionParams,
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const { group, office, session, learners } = await openMarked(ctx, params.id);
    const names = await accountNames(ctx.trx, [session.trainerId]);
    return page(
      t('learning.attendance.sheet'),
      <>
        <PageHeading
          title={textIn(group.courseTitle, lang).text}
          caption={t('learning.attendance.sheet')}
          lead={
            <>
              <bdi>{group.name}</bdi>, {formatters(lang, office.timeZone).instant(session.startsAt, 'weekday')}
            </>
          }
        />
        <p>
          {[textIn(office.name, lang).text, session.roomName, topicWords(session, await lessonTitles(ctx, group.courseCode))]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          {t('learning.field.trainer')}: <bdi>{names.get(session.trainerId) ?? '–'}</bdi>
        </p>
        <div class="sign-sheet">
          <Table
            caption={t('learning.attendance.sheet')}
            hideCaption
            narrow="scroll"
            rows={learners}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('learning.teaching.no-learner')} />}
            columns={[
              {
                key: 'number',
                header: t('learning.field.number-short'),
                numeric: true,
                rowHeader: false,
                cell: (one) => learners.indexOf(one) + 1,
              },
              { key: 'name', header: t('learning.field.name'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { key: 'sign', header: t('learning.field.signature'), cell: () => '' },
            ]}
          />
        </div>
        <p class="hint">{t('learning.attendance.sheet-note')}</p>
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
});
