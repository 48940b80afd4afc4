import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField, TextArea } from '#kernel/html';
import { desk, fields, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { moveStep } from '../change-plan.ts';
import { loadStep } from '../load-step.ts';
import { markStep } from '../mark-step.ts';
import { allowedOnStep, stepActions } from '../step.ts';
import { readCaseHead } from './crumbs.ts';

const params = z.object({ id: idOf<'cases.steps'>() });

/** Marks a step: from a button of the plan, or on its own page with what came of it. */
export const markStepRoute = formRoute({
  path: '/desk/steps/:id/mark',
  who: desk,
  params,
  body: z.object({ action: fields.choice(stepActions), result: fields.optionalLongText(2_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const step = await loadStep(ctx.trx, input.params.id);
    const head = await readCaseHead(ctx, step.caseId);
    const facts = { state: step.state, responsible: step.responsible, standing: head.case.standing, caseState: head.case.state };
    const open = stepActions.filter((action) => allowedOnStep(facts, action) === true);
    return page(
      t('cases.step.mark-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.step.mark-title')} caption={<bdi>{step.title}</bdi>} />
        <Form entry={entry}>
          <RadioField
            name="action"
            label={t('cases.step.mark-label')}
            choices={open.map((value) => ({ value, label: t(`cases.step-action.${value}`) }))}
          />
          <TextArea
            name="result"
            label={t('cases.field.result')}
            hint={t('cases.field.result-hint')}
            value={step.result}
            maxLength={2_000}
            rows={4}
            optional
          />
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const caseId = await markStep(ctx.trx, input.params.id, form.action, form.result ?? '');
    return redirect(`/desk/cases/${caseId}#plan`, 'cases.notice.step-marked');
  },
});

/** Moves a step up or down. */
export const moveStepRoute = formRoute({
  path: '/desk/steps/:id/move',
  who: desk,
  params,
  body: z.object({ direction: fields.choice(['up', 'down']) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const step = await loadStep(ctx.trx, input.params.id);
    const head = await readCaseHead(ctx, step.caseId);
    return page(
      t('cases.step.move-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.step.move-title')} caption={<bdi>{step.title}</bdi>} />
        <Form entry={entry}>
          <RadioField
            name="direction"
            label={t('cases.step.move-label')}
            choices={[
              { value: 'up', label: t('cases.step.up') },
              { value: 'down', label: t('cases.step.down') },
            ]}
          />
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const caseId = await moveStep(ctx.trx, input.params.id, form.direction);
    return redirect(`/desk/cases/${caseId}#plan`, 'cases.notice.step-moved');
  },
});
