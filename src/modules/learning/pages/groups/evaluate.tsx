import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, signedIn, type Context, type FormEntry } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { itemCode } from '../../course.ts';
import { evaluate, evaluationQuestions } from '../../evaluation.ts';
import { findCourse } from '../../list-courses.ts';
import { studyOf } from '../../study.ts';
import { groupCrumbs, groupParams, openGroup, ownEnrolment } from './group.tsx';

// uses messages: learning.evaluate.question.*
const grade = fields.whole(1, 5);
const body = z.object({
  useful: grade,
  clear: grade,
  pace: grade,
  setting: grade,
  recommend: grade,
  words: fields.optionalLongText(1_000),
});

function evaluatePage(ctx: Context, entry: FormEntry, title: string, breadcrumbs: { label: string; href: string }[]) {
  const { t, format } = ctx;
  const labels = (grades: number) =>
    grades === 1 ? t('learning.evaluate.lowest') : grades === 5 ? t('learning.evaluate.highest') : format.number(grades);
  return page(
    t('learning.evaluate.title'),
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={t('learning.evaluate.title')} caption={title} lead={t('learning.evaluate.lead')} />
      <Form entry={entry}>
        {evaluationQuestions.map((question) => (
          <RadioField
            key={question}
            name={question}
            label={t(`learning.evaluate.question.${question}`)}
            choices={[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: labels(value) }))}
            required
          />
        ))}
        <TextArea name="words" label={t('learning.evaluate.words')} hint={t('learning.evaluate.words-hint')} maxLength={1_000} optional />
        <Button>{t('learning.evaluate.send')}</Button>
      </Form>
    </>,
    { breadcrumbs },
  );
}

/** Asks a learner of a group what they thought of it, after the last session. */
export const evaluateGroupRoute = formRoute({
  path: '/me/groups/:id/evaluate',
  who: signedIn,
  params: groupParams,
  body,
  view: async (ctx, { params }, entry) => {
    const group = await openGroup(ctx, params.id);
    if (!(await ownEnrolment(ctx, group))) throw refuseHttp('not-found');
    return evaluatePage(ctx, entry, textIn(group.courseTitle, ctx.lang).text, groupCrumbs(ctx, group));
  },
  submit: async (ctx, { params }, answers) => {
    const group = await openGroup(ctx, params.id);
    const own = await ownEnrolment(ctx, group);
    if (!own) throw refuseHttp('not-found');
    await evaluate(ctx.trx, { enrolmentId: own.id }, answers);
    return redirect(`/groups/${group.id}`, 'learning.notice.evaluated');
  },
});

/** The same of a course that the learner took alone, once it is finished. */
export const evaluateCourseRoute = formRoute({
  path: '/me/courses/:code/evaluate',
  who: signedIn,
  params: z.object({ code: itemCode }),
  body,
  view: async (ctx, { params }, entry) => {
    const { course } = await ownStudy(ctx, params.code);
    const title = textIn(course.content.title, ctx.lang).text;
    return evaluatePage(ctx, entry, title, [{ label: title, href: `/courses/${course.code}` }]);
  },
  submit: async (ctx, { params }, answers) => {
    const { course, study } = await ownStudy(ctx, params.code);
    await evaluate(ctx.trx, { studyId: study.id }, answers);
    return redirect(`/courses/${course.code}`, 'learning.notice.evaluated');
  },
});

async function ownStudy(ctx: Context, code: string) {
  const course = await findCourse(ctx.trx, code);
  const study = course ? await studyOf(ctx.trx, accountOf(ctx), course.id) : null;
  if (!course || !study) throw refuseHttp('not-found');
  return { course, study };
}
