import { z } from 'zod';
import { record } from '#kernel/audit';
import { idOf } from '#kernel/db';
import { openFile, type FileId } from '#kernel/files';
import { Button, ErrorSummary, Form, Inset, Link, PageHeading, RadioField, Section, TextArea } from '#kernel/html';
import { accountOf, download, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { textIn } from '#kernel/i18n';
import { exercisesOf, lessonOf } from '../../course.ts';
import { learnersOfGroup, type Enrolment } from '../../enrolment.ts';
import type { Group } from '../../group.ts';
import { findWork, markWork, verdicts, type Review, type Work } from '../../mark-exercise.ts';
import { groupsById, taughtGroups } from '../../read-groups.ts';
import { getStudy, type StudyWithContent } from '../../study.ts';
import { LightText } from '../light-text.tsx';
import { Lines, VerdictTag } from '../work-said.tsx';
import { teachers, teachingCrumbs } from './gates.ts';

// uses messages: learning.verdict-choice.*
export const workParams = z.object({ study: idOf<'learning.studies'>(), event: idOf<'learning.events'>() });

interface OpenWork {
  study: StudyWithContent;
  work: Work;
  group: Group;
  learner: Enrolment;
}

/** Work of a learner of one of the reader's groups. Refusals: not found, also once the group has ended or they have left it. */
async function openWork(ctx: Context, given: z.output<typeof workParams>): Promise<OpenWork> {
  const study = await getStudy(ctx.trx, given.study);
  const work = study ? await findWork(ctx.trx, ctx.network.keyring, study.id, given.event) : null;
  if (!study || !work) throw refuseHttp('not-found');
  const taught = await groupsById(ctx.trx, await taughtGroups(ctx.trx));
  for (const group of taught.values()) {
    if (group.courseId !== study.courseId) continue;
    const learner = (await learnersOfGroup(ctx.trx, group.id)).find(({ accountId }) => accountId === study.accountId);
    if (learner) return { study, work, group, learner };
  }
  throw refuseHttp('not-found');
}

const markBody = z.object({ verdict: fields.choice(verdicts), text: fields.optionalLongText(4_000) });

/** A piece of work: what was asked, what was handed in, what was said of it, and what to say now. */
export const markRoute = formRoute({
  path: '/teaching/handed-in/:study/:event',
  who: teachers,
  params: workParams,
  body: markBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { study, work, group, learner } = await openWork(ctx, params);
    await record(ctx.trx, {
      verb: 'learning.read-work',
      purpose: 'learning.purpose.teaching',
      subjectId: learner.personId,
      objectKind: 'study',
      objectId: study.id,
    });
    return page(
      t('learning.mark.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.mark.title')} caption={<bdi>{learner.name}</bdi>} tags={<VerdictTag ctx={ctx} work={work} />} />
        <WorkShown ctx={ctx} study={study} work={work} fileHref={`/teaching/handed-in/${study.id}/${work.eventId}/file`} />
        <Reviews
          ctx={ctx}
          reviews={work.reviews}
          names={await accountNames(
            ctx.trx,
            work.reviews.map(({ writtenBy }) => writtenBy),
          )}
        />
        <MarkForm ctx={ctx} entry={entry} draft={`mark-${work.eventId}`} />
      </>,
      { breadcrumbs: teachingCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { work, group } = await openWork(ctx, params);
    await markWork(ctx.trx, ctx.network.keyring, accountOf(ctx), work, form);
    return redirect(`/teaching/groups/${group.id}`, 'learning.notice.marked');
  },
});

/** The document that was handed in. */
export const workFileRoute = pageRoute({
  path: '/teaching/handed-in/:study/:event/file',
  who: teachers,
  params: workParams,
  view: async (ctx, { params }) => {
    const { work } = await openWork(ctx, params);
    if (!work.fileId) throw refuseHttp('not-found');
    const { files: store, keyring } = ctx.network;
    const file = await openFile(ctx.trx, { store, keyring }, work.fileId as FileId, 'learning.purpose.teaching'); // the event keeps the id that keepWork gave
    return download(file.name, file.mediaType, file.content);
  },
});

/** What was asked and what was handed in. */
export function WorkShown({ ctx, study, work, fileHref }: { ctx: Context; study: StudyWithContent; work: Work; fileHref: string | null }) {
  const { t, lang, format } = ctx;
  const lesson = lessonOf(study.content, work.lesson);
  const exercise = lesson && exercisesOf(lesson).find(({ code }) => code === work.item);
  return (
    <>
      <Section title={lesson ? textIn(lesson.title, lang).text : work.lesson}>
        {exercise && <LightText value={exercise.text} level={3} />}
      </Section>
      <Section title={t('learning.desk.work')}>
        <p class="hint">{format.instant(work.at, 'short')}</p>
        {work.text !== null && (
          <Inset>
            <Lines text={work.text} />
          </Inset>
        )}
        {work.fileId && <p>{fileHref ? <Link href={fileHref}>{t('learning.exercise.file')}</Link> : t('learning.desk.file')}</p>}
      </Section>
    </>
  );
}

/** What was said of it, the newest first. */
export function Reviews({ ctx, reviews, names }: { ctx: Context; reviews: readonly Review[]; names: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  if (reviews.length === 0) return null;
  return (
    <Section title={t('learning.mark.said')}>
      <ul class="plain-list">
        {reviews.map((review) => (
          <li key={review.id}>
            <VerdictTag ctx={ctx} work={{ reviews: [review] }} /> {format.instant(review.writtenAt, 'short')}{' '}
            <bdi>{names.get(review.writtenBy) ?? ''}</bdi>
            {review.text && <Lines text={review.text} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function MarkForm({
  ctx: { t },
  entry,
  draft,
}: {
  ctx: Context;
  entry: Parameters<Parameters<typeof formRoute>[0]['view']>[2];
  draft: string;
}) {
  return (
    <Form entry={entry} draft={draft}>
      <RadioField
        name="verdict"
        label={t('learning.mark.verdict')}
        choices={verdicts.map((value) => ({ value, label: t(`learning.verdict-choice.${value}`) }))}
        required
      />
      <TextArea name="text" label={t('learning.mark.words')} hint={t('learning.mark.words-hint')} rows={6} maxLength={4_000} optional />
      <Button>{t('learning.mark.send')}</Button>
    </Form>
  );
}

export { markBody };
