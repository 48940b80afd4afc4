import { z } from 'zod';
import { ButtonLink, CardGrid, DescriptionList, Link, Notice, PageHeading, PostButton, Section, TaskList } from '#kernel/html';
import { accountOf, everyone, formRoute, holds, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { beginCourse } from '../begin-course.ts';
import { itemCode, lessonOf } from '../course.ts';
import type { Group } from '../group.ts';
import { findCourse } from '../list-courses.ts';
import { groupsOfCourse } from '../read-groups.ts';
import { audienceWords, languageWords, modeWords } from './course-words.ts';
import { officesOfGroups } from './groups/group-words.tsx';
import { GroupCard } from './groups/list.tsx';
import { KeepOffline } from './keep-offline.tsx';
import { openCourse, type OpenCourse } from './open-course.ts';
import { SyncStatus } from './sync-status.tsx';

const params = z.object({ code: itemCode });

/** One course: what it is, its lessons, and how far the reader is. */
export const courseRoute = pageRoute({
  path: '/courses/:code',
  who: everyone,
  params,
  view: async (ctx, input) => {
    const { t } = ctx;
    const open = await openCourse(ctx, input.params.code);
    const { course, content, study } = open;
    const groups = await groupsOfCourse(ctx.trx, course.id);
    return page(
      textIn(content.title, ctx.lang).text,
      <>
        <PageHeading
          title={<TranslatedText value={content.title} />}
          caption={t('learning.course.caption')}
          lead={<TranslatedText value={content.summary} />}
        />
        <TranslationNoteFor values={[content.title, content.summary, ...content.lessons.map(({ title }) => title)]} />
        <Begin ctx={ctx} open={open} />
        {study && <SyncStatus ctx={ctx} />}
        <Lessons ctx={ctx} open={open} />
        <Groups ctx={ctx} groups={groups} offices={await officesOfGroups(ctx, groups)} />
        {study && <KeepOffline ctx={ctx} open={open} />}
        <Section title={t('learning.course.about')}>
          <DescriptionList
            facts={[
              { key: 'for', label: t('learning.field.audience'), value: audienceWords(ctx, content.audience) },
              ...(content.tracks && content.tracks.length > 0
                ? [
                    {
                      key: 'tracks',
                      label: t('learning.field.tracks'),
                      value: ctx.format.list(content.tracks.map((one) => t(`tracks.track.${one}`))),
                    },
                  ]
                : []),
              { key: 'mode', label: t('learning.field.mode'), value: modeWords(ctx, content.mode) },
              { key: 'time', label: t('learning.field.minutes'), value: t('learning.minutes', { count: content.minutes }) },
              { key: 'languages', label: t('learning.field.language'), value: languageWords(ctx, course.languages) },
              { key: 'rule', label: t('learning.course.rule'), value: ruleWords(ctx, open) },
              { key: 'source', label: t('learning.field.source'), value: sourceWords(ctx, open) },
            ]}
          />
          {holds(ctx, 'editor', 'trainer', 'office-manager', 'administrator') && (
            <p>
              <Link href={`/teaching/copy/${course.code}`}>{t('learning.build.copy')}</Link>
            </p>
          )}
        </Section>
      </>,
      {
        breadcrumbs: [{ label: t('learning.courses.title'), href: '/courses' }],
        description: textIn(content.summary, ctx.lang).text,
        islands: study ? ['keep-course', 'lesson'] : [],
      },
    );
  },
});

/** Groups that take this course together. */
function Groups({ ctx, groups, offices }: { ctx: Context; groups: readonly Group[]; offices: Parameters<typeof GroupCard>[0]['offices'] }) {
  if (groups.length === 0) return null;
  return (
    <Section title={ctx.t('learning.course.groups')}>
      <CardGrid>
        {groups.map((group) => (
          <GroupCard key={group.id} ctx={ctx} group={group} offices={offices} level={3} />
        ))}
      </CardGrid>
    </Section>
  );
}

function ruleWords({ t, format }: Context, { content: { rule } }: OpenCourse): string {
  const quiz = t('learning.rule.quiz', { percent: format.number(rule.quizPercent) });
  return rule.exercises ? `${quiz} ${t('learning.rule.exercises')}` : quiz;
}

function sourceWords({ t }: Context, { content }: OpenCourse): string {
  return content.source ? t('learning.source', { source: content.source, day: content.asOf }) : content.asOf;
}

function Begin({ ctx, open }: { ctx: Context; open: OpenCourse }) {
  const { t, format } = ctx;
  const { course, study, content, progress } = open;
  const next = progress?.lessons.find(({ finished }) => !finished)?.code ?? content.lessons[0]?.code;
  if (!study) {
    return ctx.session && !ctx.session.locked ? (
      <PostButton kind="primary" action={`/me/courses/${course.code}/begin`}>
        {t('learning.course.begin')}
      </PostButton>
    ) : (
      <>
        <p>{t('learning.course.sign-in-why')}</p>
        <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/courses/${course.code}`)}`}>{t('learning.course.sign-in')}</ButtonLink>
      </>
    );
  }
  if (study.finishedAt)
    return (
      <Notice tone="success" title={t('learning.course.finished', { day: format.instant(study.finishedAt, 'short') })}>
        <p>
          <Link href="/me/courses">{t('learning.mine.title')}</Link>
        </p>
        {study.versionId !== course.versionId && !course.withdrawn && (
          <PostButton action={`/me/courses/${course.code}/begin`}>{t('learning.course.begin-new')}</PostButton>
        )}
      </Notice>
    );
  return (
    <>
      <p>{t('learning.course.done', { done: study.lessonsDone, count: content.lessons.length })}</p>
      {study.versionId !== course.versionId && <p>{t('learning.course.older')}</p>}
      {next && <ButtonLink href={`/courses/${course.code}/${next}`}>{t('learning.course.go-on')}</ButtonLink>}
    </>
  );
}

function Lessons({ ctx, open }: { ctx: Context; open: OpenCourse }) {
  const { t, lang } = ctx;
  const { course, content, progress } = open;
  const signed = ctx.session !== null && !ctx.session.locked;
  return (
    <Section title={t('learning.course.lessons')}>
      <TaskList
        label={t('learning.course.lessons')}
        tasks={content.lessons.map((lesson, index) => {
          const own = progress?.lessons[index];
          const state = own?.finished
            ? own.passed
              ? 'done'
              : 'open-questions'
            : own?.opened
              ? 'begun'
              : signed || index === 0
                ? 'open'
                : 'sign-in';
          return {
            id: `lesson-${lesson.code}`,
            title: `${index + 1}. ${textIn(lesson.title, lang).text}`,
            href: `/courses/${course.code}/${lesson.code}`,
            hint: t('learning.minutes', { count: lesson.minutes }),
            status: {
              text: t(`learning.lesson-state.${state}`),
              tone: state === 'done' ? 'success' : state === 'begun' ? 'info' : 'neutral',
            },
          };
        })}
      />
    </Section>
  );
}

/** Begins a course, so that progress is kept from now on. */
export const beginRoute = formRoute({
  path: '/me/courses/:code/begin',
  who: signedIn,
  params,
  body: z.object({}),
  view: async (ctx, input) => {
    const { t } = ctx;
    const { course, content } = await openCourse(ctx, input.params.code);
    return page(
      t('learning.course.begin'),
      <>
        <PageHeading title={t('learning.course.begin')} lead={<TranslatedText value={content.title} />} />
        <PostButton kind="primary" action={`/me/courses/${course.code}/begin`}>
          {t('learning.course.begin')}
        </PostButton>
      </>,
      { breadcrumbs: [{ label: textIn(content.title, ctx.lang).text, href: `/courses/${course.code}` }] },
    );
  },
  submit: async (ctx, input) => {
    const course = await findCourse(ctx.trx, input.params.code);
    if (!course) throw refuseHttp('not-found');
    await beginCourse(ctx.trx, accountOf(ctx), course.id);
    const { content } = await openCourse(ctx, input.params.code);
    const first = content.lessons[0];
    return redirect(
      first && lessonOf(content, first.code) ? `/courses/${course.code}/${first.code}` : `/courses/${course.code}`,
      'learning.notice.begun',
    );
  },
});
