import { z } from 'zod';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  SummaryList,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { TranslatedText } from '#modules/places/pages';
import { arrange, arrangements, placeOf, withLesson, withQuestions } from '../../arrange-course.ts';
import { copyCourse, publishCourse, withdrawCourse } from '../../build-course.ts';
import { courseProblems } from '../../course-problems.ts';
import { translationCounts } from '../../course-texts.ts';
import { changeDraft, type Draft } from '../../draft.ts';
import { refuse } from '../../refusals.ts';
import { ArrangeButtons } from './arrange-buttons.tsx';
import { buildCrumbs, builders, courseParams, officeChoices, openDraft } from './builder.ts';

/** A course as its editors see it: lessons in order, what is left to do, languages, publishing. */
export const outlineRoute = pageRoute({
  path: '/teaching/courses/:id',
  who: builders,
  params: courseParams,
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const draft = await openDraft(ctx, params.id);
    const here = `/teaching/courses/${draft.id}`;
    return page(
      textIn(draft.content.title, lang).text || draft.code,
      <>
        <PageHeading
          title={<TranslatedText value={draft.content.title} />}
          caption={t('learning.build.caption')}
          lead={<TranslatedText value={draft.content.summary} />}
          actions={
            <ButtonLink kind="secondary" href={`${here}/edit`}>
              {t('learning.build.edit')}
            </ButtonLink>
          }
        />
        <Lessons ctx={ctx} draft={draft} />
        <Languages ctx={ctx} draft={draft} />
        <Publishing ctx={ctx} draft={draft} />
      </>,
      { width: 'wide', breadcrumbs: buildCrumbs(ctx) },
    );
  },
});

function Lessons({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t, lang } = ctx;
  const here = `/teaching/courses/${draft.id}`;
  const { lessons } = draft.content;
  return (
    <Section
      title={t('learning.course.lessons')}
      actions={
        <ButtonLink kind="quiet" href={`${here}/lessons/new`}>
          {t('learning.build.new-lesson')}
        </ButtonLink>
      }
    >
      {lessons.length === 0 && <EmptyState title={t('learning.problem.no-lesson')} />}
      <ol>
        {lessons.map((lesson, index) => (
          <li key={lesson.code}>
            <Link href={`${here}/lessons/${lesson.code}`}>{textIn(lesson.title, lang).text || lesson.code}</Link>
            <ArrangeButtons
              ctx={ctx}
              action={`${here}/arrange`}
              fields={{ lesson: lesson.code }}
              name={textIn(lesson.title, lang).text || lesson.code}
              first={index === 0}
              last={index === lessons.length - 1}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Languages({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t, format } = ctx;
  const { source } = draft.content.title;
  const others = languages.filter(({ code }) => code !== source);
  return (
    <Section title={t('learning.build.languages')}>
      <p>{t('learning.build.written-in', { language: format.languageName(source) })}</p>
      <SummaryList
        rows={others.map(({ code, name }) => {
          const counts = translationCounts(draft.content, code);
          return {
            key: code,
            label: name,
            value: t('learning.build.counts', {
              current: counts.current,
              unreviewed: counts.unreviewed,
              outdated: counts.outdated,
              missing: counts.missing,
            }),
            actions: [{ text: t('learning.build.translate'), about: name, href: `/teaching/courses/${draft.id}/translate?lang=${code}` }],
          };
        })}
      />
    </Section>
  );
}

function Publishing({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t, format } = ctx;
  const here = `/teaching/courses/${draft.id}`;
  const problems = courseProblems(draft.content);
  return (
    <Section title={t('learning.build.publishing')}>
      <p>
        {draft.publishedAt && draft.versionNumber
          ? t('learning.build.published', { number: draft.versionNumber, day: format.instant(draft.publishedAt, 'short') })
          : t('learning.build.never')}
      </p>
      {problems.length > 0 && (
        <Notice tone="warning" title={t('learning.build.problems', { count: problems.length })}>
          <ul>
            {problems.slice(0, 30).map(({ problem, lesson, item }, index) => (
              <li key={index}>
                {lesson && <Link href={`${here}/lessons/${lesson}`}>{[lesson, item].filter(Boolean).join(', ')}</Link>}{' '}
                {t(`learning.problem.${problem}`)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <ButtonGroup>
        {problems.length === 0 && <ButtonLink href={`${here}/publish`}>{t('learning.build.publish')}</ButtonLink>}
        <ButtonLink kind="secondary" href={`${here}/copy`}>
          {t('learning.build.copy')}
        </ButtonLink>
        {draft.versionId && (
          <ButtonLink kind="secondary" href={`${here}/withdraw`}>
            {t(draft.withdrawnAt ? 'learning.build.restore' : 'learning.build.withdraw')}
          </ButtonLink>
        )}
      </ButtonGroup>
    </Section>
  );
}

/** Moves or removes a lesson, a block or a question. */
export const arrangeRoute = formRoute({
  path: '/teaching/courses/:id/arrange',
  who: builders,
  params: courseParams,
  body: z.object({
    how: fields.choice(arrangements),
    lesson: fields.text(60),
    block: fields.optionalText(40),
    question: fields.optionalText(60),
  }),
  view: async (ctx, { params }, entry) => {
    const draft = await openDraft(ctx, params.id);
    return page(
      ctx.t('learning.build.arrange'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={ctx.t('learning.build.arrange')} />
        <ButtonLink href={`/teaching/courses/${draft.id}`}>{ctx.t('learning.build.back')}</ButtonLink>
      </>,
      { breadcrumbs: buildCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params }, { how, lesson, block, question }) => {
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) => {
      if (block && question)
        return withQuestions(content, lesson, block, (list) =>
          arrange(
            list,
            placeOf(list, ({ code }) => code === question),
            how,
          ),
        );
      if (block)
        return withLesson(content, lesson, (one) => ({
          ...one,
          blocks: arrange(
            one.blocks,
            placeOf(one.blocks, ({ id }) => id === block),
            how,
          ),
        }));
      return {
        ...content,
        lessons: arrange(
          content.lessons,
          placeOf(content.lessons, ({ code }) => code === lesson),
          how,
        ),
      };
    });
    const at = block ? `/lessons/${lesson}${question ? `/blocks/${block}` : ''}` : '';
    return redirect(`/teaching/courses/${params.id}${at}`, 'learning.notice.saved');
  },
});

/** Publishes the draft as the next version. */
export const publishRoute = formRoute({
  path: '/teaching/courses/:id/publish',
  who: builders,
  params: courseParams,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const draft = await openDraft(ctx, params.id);
    return confirmPage(ctx, draft, entry, {
      title: ctx.t('learning.build.publish'),
      lead: ctx.t('learning.build.publish-lead'),
      path: 'publish',
    });
  },
  submit: async (ctx, { params }) => {
    await publishCourse(ctx.trx, accountOf(ctx), params.id);
    return redirect(`/teaching/courses/${params.id}`, 'learning.notice.published');
  },
});

/** Takes the course out of the catalogue, or puts it back. */
export const withdrawRoute = formRoute({
  path: '/teaching/courses/:id/withdraw',
  who: builders,
  params: courseParams,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const draft = await openDraft(ctx, params.id);
    const title = ctx.t(draft.withdrawnAt ? 'learning.build.restore' : 'learning.build.withdraw');
    return confirmPage(ctx, draft, entry, { title, lead: ctx.t('learning.build.withdraw-lead'), path: 'withdraw' });
  },
  submit: async (ctx, { params }) => {
    const draft = await openDraft(ctx, params.id);
    if (!draft.versionId) throw refuse('not-published');
    await withdrawCourse(ctx.trx, params.id, draft.withdrawnAt === null);
    return redirect(`/teaching/courses/${params.id}`, 'learning.notice.saved');
  },
});

function confirmPage(
  ctx: Context,
  draft: Draft,
  entry: Parameters<Parameters<typeof formRoute>[0]['view']>[2],
  words: { title: string; lead: string; path: string },
) {
  return page(
    words.title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={words.title} caption={<TranslatedText value={draft.content.title} />} lead={words.lead} />
      <PostButton kind="primary" action={`/teaching/courses/${draft.id}/${words.path}`}>
        {words.title}
      </PostButton>
    </>,
    { breadcrumbs: buildCrumbs(ctx, draft) },
  );
}

/** Copies the course to an office, which then changes it as it likes. */
export const copyRoute = formRoute({
  path: '/teaching/courses/:id/copy',
  who: builders,
  params: courseParams,
  body: z.object({ office: fields.text(60) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const draft = await openDraft(ctx, params.id);
    return page(
      t('learning.build.copy'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.build.copy')}
          caption={<TranslatedText value={draft.content.title} />}
          lead={t('learning.build.copy-lead')}
        />
        <Form entry={entry}>
          <SelectField name="office" label={t('learning.field.office')} options={await officeChoices(ctx, false)} required />
          <Button>{t('learning.build.copy')}</Button>
        </Form>
      </>,
      { breadcrumbs: buildCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params }, { office }) => {
    await openDraft(ctx, params.id); // a published course of others is copied from its own page
    if (!(await officeChoices(ctx, false)).some(({ value }) => value === office)) throw refuse('no-office', { field: 'office' });
    const id = await copyCourse(ctx.trx, accountOf(ctx), params.id, office as OfficeId); // one of the choices just read
    return redirect(`/teaching/courses/${id}`, 'learning.notice.created');
  },
});
