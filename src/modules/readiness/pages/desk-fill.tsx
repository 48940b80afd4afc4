import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, Inset, PageHeading } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect } from '#kernel/http';
import { isLanguage } from '#kernel/i18n';
import { speechFor } from '#modules/cases/pages';
import { finishAssessment, mayFinish } from '../finish-assessment.ts';
import { sides } from '../judge.ts';
import { refuse } from '../refusals.ts';
import { mayAnswer, saveAnswers } from '../save-answers.ts';
import { readDeskHead } from './desk-head.ts';
import { answersIn, fillBody, FillFields } from './fill-fields.tsx';
import { SecondLanguage } from './second-language.tsx';
import { fillSteps, stepAfter } from './steps.ts';
import { stepTitle } from './words.ts';

/** One area a page at the counter: the counsellor's own view, or the founder's answers as they say them, in two languages. */
export const deskAnswersRoute = formRoute({
  path: '/desk/readiness/:id/:side/:step',
  who: desk,
  params: z.object({ id: idOf<'readiness.assessments'>(), side: z.enum(sides), step: z.enum(fillSteps) }),
  query: z.object({ with: fields.searchText() }),
  body: fillBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { id, side, step } = params;
    const head = await readDeskHead(ctx, id);
    const verdict = mayAnswer(head.assessment, side);
    if (verdict !== true && (!entry.sent || verdict === 'not-found')) throw refuse(verdict);
    const also = speechFor(ctx, head.person?.language ?? ctx.lang);
    const { questionnaire } = head.assessment;
    const title = stepTitle(questionnaire, step, ctx.lang);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={title}
          caption={<Bdi>{head.name}</Bdi>}
          lead={t('readiness.fill.page', { number: fillSteps.indexOf(step) + 1, of: fillSteps.length })}
        />
        <Inset>
          <p>{t(`readiness.fill.as-${side}`)}</p>
        </Inset>
        <SecondLanguage ctx={ctx} action={`/desk/readiness/${id}/${side}/${step}`} chosen={also.lang} />
        <Form entry={entry} draft={`readiness-${id}-${side}-${step}`} draftRemote>
          <FillFields ctx={ctx} questionnaire={questionnaire} step={step} given={head.assessment[side]} also={also} />
          <Button>{t('readiness.fill.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params, query }, form) => {
    const { id, side, step } = params;
    const { assessment } = await readDeskHead(ctx, id);
    await saveAnswers(ctx.trx, accountOf(ctx), id, side, answersIn(assessment.questionnaire, step, form), ctx.now);
    const next = stepAfter(step);
    const language = isLanguage(query.with) ? `?with=${query.with}` : '';
    if (next) return redirect(`/desk/readiness/${id}/${side}/${next}${language}`);
    return redirect(`/desk/people/${assessment.personId}/readiness`, 'readiness.notice.saved');
  },
});

/** The counsellor finishes, once both have talked about where they differ. */
export const deskFinishRoute = formRoute({
  path: '/desk/readiness/:id/finish',
  who: desk,
  params: z.object({ id: idOf<'readiness.assessments'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const head = await readDeskHead(ctx, params.id);
    const verdict = mayFinish(head.assessment);
    if (verdict !== true && (!entry.sent || verdict === 'not-found')) throw refuse(verdict);
    return page(
      t('readiness.finish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('readiness.finish.title')} caption={<Bdi>{head.name}</Bdi>} lead={t('readiness.finish.lead')} />
        <p>{t('readiness.finish.careful')}</p>
        <Form entry={entry}>
          <Button>{t('readiness.finish.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }) => {
    await readDeskHead(ctx, params.id);
    await finishAssessment(ctx.trx, accountOf(ctx), params.id, ctx.now);
    return redirect(`/desk/readiness/${params.id}`, 'readiness.notice.finished');
  },
});
