import { z } from 'zod';
import {
  Button,
  CheckboxField,
  ErrorSummary,
  Fieldset,
  Form,
  NumberField,
  PageHeading,
  RadioField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { freshCode, withQuestions } from '../../arrange-course.ts';
import { exercisesOf, itemCode, questionKinds, questionsOf, type BlockOf, type Lesson, type Question } from '../../course.ts';
import { changeDraft, type Draft } from '../../draft.ts';
import { CHOICES, questionFrom } from '../../question-text.ts';
import { blockParams, buildCrumbs, builders, openDraftLesson, sourceText } from './builder.ts';

const line = fields.optionalText(300);
const tick = fields.tick();
const body = z.object({
  text: fields.longText(1_000),
  kind: fields.choice(questionKinds),
  feedback: fields.optionalText(500),
  number: fields.optionalText(40),
  tolerance: fields.optionalText(40),
  choice1: line,
  choice2: line,
  choice3: line,
  choice4: line,
  choice5: line,
  choice6: line,
  right1: tick,
  right2: tick,
  right3: tick,
  right4: tick,
  right5: tick,
  right6: tick,
  feedback1: line,
  feedback2: line,
  feedback3: line,
  feedback4: line,
  feedback5: line,
  feedback6: line,
});

interface QuestionPage {
  ctx: Context;
  draft: Draft;
  lesson: Lesson;
  question: Question | null;
  entry: FormEntry;
}

function questionPage({ ctx, draft, lesson, question, entry }: QuestionPage) {
  const { t } = ctx;
  const title = t(question ? 'learning.build.edit-question' : 'learning.build.new-question');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} caption={textIn(lesson.title, ctx.lang).text} />
      <Form entry={entry} draft={`question-${draft.id}-${lesson.code}-${question?.code ?? 'new'}`}>
        <TextArea name="text" label={t('learning.field.question')} rows={3} value={sourceText(question?.text)} required />
        <RadioField
          name="kind"
          label={t('learning.field.question-kind')}
          choices={questionKinds.map((value) => ({ value, label: t(`learning.question-kind.${value}`) }))}
          value={question?.kind ?? 'one'}
        />
        {CHOICES.map((place) => {
          const choice = question?.choices[place - 1];
          return (
            <Fieldset key={place} label={t('learning.field.choice', { number: place })} kind="group">
              <TextField name={`choice${place}`} label={t('learning.field.choice-text')} value={sourceText(choice?.text)} optional />
              <CheckboxField name={`right${place}`} label={t('learning.field.choice-right')} checked={choice?.right ?? false} />
              <TextField
                name={`feedback${place}`}
                label={t('learning.field.choice-feedback')}
                value={sourceText(choice?.feedback)}
                optional
              />
            </Fieldset>
          );
        })}
        <NumberField
          name="number"
          label={t('learning.field.number')}
          hint={t('learning.field.number-hint')}
          decimal
          value={question?.answer === null || !question ? '' : String(question.answer)}
          optional
        />
        <NumberField
          name="tolerance"
          label={t('learning.field.tolerance')}
          decimal
          value={question?.tolerance ? String(question.tolerance) : ''}
          optional
        />
        <TextArea name="feedback" label={t('learning.field.feedback')} rows={2} value={sourceText(question?.feedback)} optional />
        <Button>{t('learning.build.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: buildCrumbs(ctx, draft, lesson) },
  );
}

async function openQuiz(
  ctx: Context,
  params: z.output<typeof blockParams>,
): Promise<{ draft: Draft; lesson: Lesson; quiz: BlockOf<'quiz'> }> {
  const { draft, lesson } = await openDraftLesson(ctx, params.id, params.lesson);
  const quiz = lesson.blocks.find(({ id }) => id === params.block);
  if (quiz?.kind !== 'quiz') throw refuseHttp('not-found');
  return { draft, lesson, quiz };
}

const writing = (ctx: Context, draft: Draft) => ({
  source: draft.content.title.source,
  author: { by: accountOf(ctx), kind: 'human' as const, at: ctx.now.toISOString() },
});

/** Adds a question to a quiz. */
export const newQuestionRoute = formRoute({
  path: '/teaching/courses/:id/lessons/:lesson/blocks/:block/questions/new',
  who: builders,
  params: blockParams,
  body,
  view: async (ctx, { params }, entry) => {
    const { draft, lesson } = await openQuiz(ctx, params);
    return questionPage({ ctx, draft, lesson, question: null, entry });
  },
  submit: async (ctx, { params }, form) => {
    const { draft, lesson } = await openQuiz(ctx, params);
    const taken = ['new', ...[...questionsOf(lesson), ...exercisesOf(lesson)].map(({ code }) => code)];
    const made = questionFrom(freshCode(form.text, taken, 'question'), form, null, writing(ctx, draft));
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) =>
      withQuestions(content, params.lesson, params.block, (list) => [...list, made]),
    );
    return redirect(`/teaching/courses/${params.id}/lessons/${params.lesson}/blocks/${params.block}`, 'learning.notice.saved');
  },
});

/** Changes a question. */
export const editQuestionRoute = formRoute({
  path: '/teaching/courses/:id/lessons/:lesson/blocks/:block/questions/:question',
  who: builders,
  params: blockParams.extend({ question: itemCode }),
  body,
  view: async (ctx, { params }, entry) => {
    const { draft, lesson, quiz } = await openQuiz(ctx, params);
    const question = quiz.questions.find(({ code }) => code === params.question);
    if (!question) throw refuseHttp('not-found');
    return questionPage({ ctx, draft, lesson, question, entry });
  },
  submit: async (ctx, { params }, form) => {
    const { draft, quiz } = await openQuiz(ctx, params);
    const before = quiz.questions.find(({ code }) => code === params.question);
    if (!before) throw refuseHttp('not-found');
    const made = questionFrom(before.code, form, before, writing(ctx, draft));
    await changeDraft(ctx.trx, accountOf(ctx), params.id, (content) =>
      withQuestions(content, params.lesson, params.block, (list) => list.map((one) => (one.code === before.code ? made : one))),
    );
    return redirect(`/teaching/courses/${params.id}/lessons/${params.lesson}/blocks/${params.block}`, 'learning.notice.saved');
  },
});
