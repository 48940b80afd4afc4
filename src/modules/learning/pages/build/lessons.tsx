import { z } from 'zod';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  Section,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, freshEntry, page, pageRoute, redirect, type Context, type FormEntry } from '#kernel/http';
import { makeTranslated, setTranslation, textIn } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import { freshCode, withLesson } from '../../arrange-course.ts';
import { blockKinds, type Block, type Lesson } from '../../course.ts';
import { changeDraft, type Draft } from '../../draft.ts';
import { LessonBlocks } from '../lesson-blocks.tsx';
import { ArrangeButtons } from './arrange-buttons.tsx';
import { buildCrumbs, builders, courseParams, lessonParams, openDraft, openDraftLesson, sourceText } from './builder.ts';

const body = z.object({ title: fields.text(200), minutes: fields.whole(1, 600) });

function lessonForm(ctx: Context, draft: Draft, lesson: Lesson | null, entry: FormEntry) {
  const { t } = ctx;
  const title = t(lesson ? 'learning.build.edit-lesson' : 'learning.build.new-lesson');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} caption={<TranslatedText value={draft.content.title} />} />
      <Form entry={entry}>
        <TextField name="title" label={t('learning.field.title')} value={sourceText(lesson?.title)} required />
        <NumberField name="minutes" label={t('learning.field.minutes')} value={lesson ? String(lesson.minutes) : ''} required />
        <Button>{t('learning.build.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: buildCrumbs(ctx, draft, lesson ?? undefined) },
  );
}

/** Adds a lesson at the end. */
export const newLessonRoute = formRoute({
  path: '/teaching/courses/:id/lessons/new',
  who: builders,
  params: courseParams,
  body,
  view: async (ctx, { params }, entry) => lessonForm(ctx, await openDraft(ctx, params.id), null, entry),
  submit: async (ctx, { params }, { title, minutes }) => {
    let code = '';
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) => {
      code = freshCode(title, ['new', ...content.lessons.map((one) => one.code)], `lesson-${content.lessons.length + 1}`);
      const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
      return {
        ...content,
        lessons: [...content.lessons, { code, title: makeTranslated(content.title.source, title, author), minutes, blocks: [] }],
      };
    });
    return redirect(`/teaching/courses/${params.id}/lessons/${code}`, 'learning.notice.saved');
  },
});

/** Changes a lesson's title and time. */
export const editLessonRoute = formRoute({
  path: '/teaching/courses/:id/lessons/:lesson/edit',
  who: builders,
  params: lessonParams,
  body,
  view: async (ctx, { params }, entry) => {
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    return lessonForm(ctx, draft, lesson, entry);
  },
  submit: async (ctx, { params }, { title, minutes }) => {
    const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) =>
      withLesson(content, params.lesson, (one) => ({ ...one, minutes, title: setTranslation(one.title, one.title.source, title, author) })),
    );
    return redirect(`/teaching/courses/${params.id}/lessons/${params.lesson}`, 'learning.notice.saved');
  },
});

/** A lesson as learners will see it, with what changes each block beside it. */
export const buildLessonRoute = pageRoute({
  path: '/teaching/courses/:id/lessons/:lesson',
  who: builders,
  params: lessonParams,
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    const here = `/teaching/courses/${draft.id}/lessons/${lesson.code}`;
    return page(
      textIn(lesson.title, lang).text || lesson.code,
      <>
        <PageHeading
          title={<TranslatedText value={lesson.title} />}
          caption={t('learning.build.preview')}
          lead={t('learning.minutes', { count: lesson.minutes })}
          actions={
            <ButtonLink kind="secondary" href={`${here}/edit`}>
              {t('learning.build.edit-lesson')}
            </ButtonLink>
          }
        />
        {lesson.blocks.length === 0 && <EmptyState title={t('learning.problem.no-block')} />}
        {lesson.blocks.map((block, index) => (
          <BuildBlock key={block.id} ctx={ctx} draft={draft} lesson={lesson} block={block} index={index} />
        ))}
        <Section title={t('learning.build.add-block')}>
          <ButtonGroup>
            {blockKinds.map((kind) => (
              <ButtonLink key={kind} kind="secondary" href={`${here}/blocks/new?kind=${kind}`}>
                {t(`learning.block-kind.${kind}`)}
              </ButtonLink>
            ))}
          </ButtonGroup>
        </Section>
      </>,
      { breadcrumbs: buildCrumbs(ctx, draft) },
    );
  },
});

interface BuildBlockProps {
  ctx: Context;
  draft: Draft;
  lesson: Lesson;
  block: Block;
  index: number;
}

function BuildBlock({ ctx, draft, lesson, block, index }: BuildBlockProps) {
  const { t } = ctx;
  const here = `/teaching/courses/${draft.id}`;
  const href = `${here}/lessons/${lesson.code}`;
  const name = `${t(`learning.block-kind.${block.kind}`)} ${index + 1}`;
  return (
    <Section title={name}>
      <LessonBlocks
        view={{
          ctx,
          lesson: { ...lesson, blocks: [block] },
          href,
          action: null,
          entry: freshEntry,
          entryOf: null,
          answers: new Map(),
          handedIn: new Map(),
          said: new Map(),
        }}
      />
      <ButtonGroup>
        <ButtonLink kind="quiet" href={`${href}/blocks/${block.id}`} label={`${t('learning.build.edit-block')}: ${name}`}>
          {t('learning.build.edit-block')}
        </ButtonLink>
      </ButtonGroup>
      <ArrangeButtons
        ctx={ctx}
        action={`${here}/arrange`}
        fields={{ lesson: lesson.code, block: block.id }}
        name={name}
        first={index === 0}
        last={index === lesson.blocks.length - 1}
      />
    </Section>
  );
}
