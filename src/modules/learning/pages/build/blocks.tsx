import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FileField,
  Form,
  Link,
  PageHeading,
  RadioField,
  Section,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry, type UploadedFile } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { freshCode, withBlock, withLesson } from '../../arrange-course.ts';
import { blockFrom, tableText, type BlockTyped } from '../../block-text.ts';
import {
  blockKinds,
  exerciseAnswers,
  exercisesOf,
  questionsOf,
  type Block,
  type BlockKind,
  type BlockOf,
  type Lesson,
} from '../../course.ts';
import { changeDraft, type Draft } from '../../draft.ts';
import { keepMedia } from '../../media.ts';
import { ArrangeButtons } from './arrange-buttons.tsx';
import { blockParams, buildCrumbs, builders, lessonParams, openDraftLesson, sourceText } from './builder.ts';

const body = z.object({
  text: fields.optionalLongText(5_000),
  alt: fields.optionalText(500),
  caption: fields.optionalText(500),
  title: fields.optionalText(200),
  transcript: fields.optionalLongText(5_000),
  table: fields.optionalLongText(5_000),
  answer: fields.optionalChoice(exerciseAnswers),
  seen: fields.optionalWhole(1, 1_000_000),
});
const query = z.object({ kind: fields.maybe(fields.choice(blockKinds)) });

interface BlockPage {
  ctx: Context;
  draft: Draft;
  lesson: Lesson;
  kind: BlockKind;
  block: Block | null;
  entry: FormEntry;
}

function blockPage({ ctx, draft, lesson, kind, block, entry }: BlockPage) {
  const { t } = ctx;
  const title = t(`learning.block-kind.${kind}`);
  const withFile = ['picture', 'audio', 'video'].includes(kind);
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} caption={textIn(lesson.title, ctx.lang).text} />
      {kind === 'quiz' && block?.kind === 'quiz' ? (
        <Questions ctx={ctx} draft={draft} lesson={lesson} block={block} />
      ) : (
        <Form entry={entry} multipart={withFile} {...(withFile ? {} : { draft: `block-${draft.id}-${lesson.code}-${block?.id ?? kind}` })}>
          {block && <input type="hidden" name="seen" value={String(draft.number)} />}
          <BlockFields ctx={ctx} kind={kind} block={block} />
          {kind === 'quiz' && <p>{t('learning.build.quiz-first')}</p>}
          <Button>{t('learning.build.save')}</Button>
        </Form>
      )}
    </>,
    { breadcrumbs: buildCrumbs(ctx, draft, lesson) },
  );
}

function BlockFields({ ctx, kind, block }: { ctx: Context; kind: BlockKind; block: Block | null }) {
  const { t } = ctx;
  const text = block && 'text' in block ? sourceText(block.text) : '';
  switch (kind) {
    case 'text':
    case 'example':
    case 'check':
      return <TextArea name="text" label={t('learning.field.text')} hint={t('learning.field.text-hint')} rows={12} value={text} required />;
    case 'table':
      return (
        <TextArea
          name="table"
          label={t('learning.field.table')}
          hint={t('learning.field.table-hint')}
          rows={8}
          value={block?.kind === 'table' ? tableText(block) : ''}
          required
        />
      );
    case 'picture':
      return (
        <>
          <FileField name="file" label={t('learning.field.picture')} accept=".svg,.png,.jpg,.jpeg,.webp" maxMegabytes={10} />
          <TextField
            name="alt"
            label={t('learning.field.alt')}
            hint={t('learning.field.alt-hint')}
            value={block?.kind === 'picture' ? sourceText(block.alt) : ''}
            required
          />
          <TextField
            name="caption"
            label={t('learning.field.caption')}
            value={block?.kind === 'picture' ? sourceText(block.caption) : ''}
            optional
          />
        </>
      );
    case 'audio':
    case 'video':
      return (
        <>
          <FileField
            name="file"
            label={t(`learning.field.${kind}`)}
            accept={kind === 'audio' ? '.mp3,.m4a,.ogg' : '.mp4,.webm'}
            maxMegabytes={10}
          />
          <TextField
            name="title"
            label={t('learning.field.title')}
            value={block && 'title' in block ? sourceText(block.title) : ''}
            required
          />
          <TextArea
            name="transcript"
            label={t('learning.field.transcript')}
            hint={t('learning.field.transcript-hint')}
            value={block && 'transcript' in block ? sourceText(block.transcript) : ''}
            required
          />
        </>
      );
    case 'exercise':
      return (
        <>
          <TextArea name="text" label={t('learning.field.text')} value={text} required />
          <RadioField
            name="answer"
            label={t('learning.field.answer-kind')}
            choices={exerciseAnswers.map((value) => ({ value, label: t(`learning.answer-kind.${value}`) }))}
            value={block?.kind === 'exercise' ? block.answer : 'text'}
          />
        </>
      );
    case 'quiz':
      return null;
  }
}

function Questions({ ctx, draft, lesson, block }: { ctx: Context; draft: Draft; lesson: Lesson; block: BlockOf<'quiz'> }) {
  const { t, lang } = ctx;
  const here = `/teaching/courses/${draft.id}/lessons/${lesson.code}/blocks/${block.id}/questions`;
  return (
    <Section
      title={t('learning.build.questions')}
      actions={
        <ButtonLink kind="quiet" href={`${here}/new`}>
          {t('learning.build.new-question')}
        </ButtonLink>
      }
    >
      {block.questions.length === 0 && <p>{t('learning.problem.no-question')}</p>}
      <ol>
        {block.questions.map((question, index) => {
          const name = textIn(question.text, lang).text || question.code;
          return (
            <li key={question.code}>
              <Link href={`${here}/${question.code}`}>{name}</Link>
              <ArrangeButtons
                ctx={ctx}
                action={`/teaching/courses/${draft.id}/arrange`}
                fields={{ lesson: lesson.code, block: block.id, question: question.code }}
                name={name}
                first={index === 0}
                last={index === block.questions.length - 1}
              />
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** Adds a block at the end of a lesson. */
export const newBlockRoute = formRoute({
  path: '/teaching/courses/:id/lessons/:lesson/blocks/new',
  who: builders,
  params: lessonParams,
  query,
  body,
  files: true,
  view: async (ctx, { params, query: { kind } }, entry) => {
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    return blockPage({ ctx, draft, lesson, kind: kind ?? 'text', block: null, entry });
  },
  submit: async (ctx, { params, query: { kind } }, form, files) => {
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    const id = `b${randomBytes(4).toString('hex')}`;
    const made = await makeBlock(ctx, { draft, lesson, kind: kind ?? 'text', id, before: null }, form, files);
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) =>
      withLesson(content, params.lesson, (one) => ({ ...one, blocks: [...one.blocks, made] })),
    );
    const here = `/teaching/courses/${params.id}/lessons/${params.lesson}`;
    return redirect(made.kind === 'quiz' ? `${here}/blocks/${id}` : here, 'learning.notice.saved');
  },
});

/** Changes a block. */
export const editBlockRoute = formRoute({
  path: '/teaching/courses/:id/lessons/:lesson/blocks/:block',
  who: builders,
  params: blockParams,
  body,
  files: true,
  view: async (ctx, { params }, entry) => {
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    const block = lesson.blocks.find(({ id }) => id === params.block);
    if (!block) throw refuseHttp('not-found');
    return blockPage({ ctx, draft, lesson, kind: block.kind, block, entry });
  },
  submit: async (ctx, { params }, form, files) => {
    const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
    const before = lesson.blocks.find(({ id }) => id === params.block);
    if (!before) throw refuseHttp('not-found');
    const made = await makeBlock(ctx, { draft, lesson, kind: before.kind, id: before.id, before }, form, files);
    await changeDraft(
      ctx.trx,
      accountOf(ctx),
      params.id,
      (content) => withBlock(content, params.lesson, params.block, () => made),
      form.seen,
    );
    return redirect(`/teaching/courses/${params.id}/lessons/${params.lesson}`, 'learning.notice.saved');
  },
});

interface Making {
  draft: Draft;
  lesson: Lesson;
  kind: BlockKind;
  id: string;
  before: Block | null;
}

async function makeBlock(
  ctx: Context,
  { draft, lesson, kind, id, before }: Making,
  form: BlockTyped,
  files: readonly UploadedFile[],
): Promise<Block> {
  const as = ({ picture: 'image', audio: 'audio', video: 'video' } as const)[kind as 'picture'];
  const [file] = files;
  const media = as && file ? await keepMedia(ctx.trx, accountOf(ctx), { name: file.name, bytes: file.bytes, as }) : null;
  const taken = [...questionsOf(lesson), ...exercisesOf(lesson)].map(({ code }) => code);
  return blockFrom(kind, id, form, before, {
    source: draft.content.title.source,
    author: { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() },
    media,
    code: freshCode(form.text ?? '', taken, 'exercise'),
  });
}
