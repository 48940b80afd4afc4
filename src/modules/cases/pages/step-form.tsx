import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, PageHeading, RadioField, TextArea, TextField } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { serviceNames } from '#modules/directory';
import { ServicePicker } from '#modules/directory/pages';
import { addStep, changeStep } from '../change-plan.ts';
import { responsibles, type StepText } from '../step.ts';
import { readFormHead, readStepHead } from './crumbs.ts';
import { readService, serviceFields } from './read-service.ts';

const body = z.object({
  title: fields.text(200),
  detail: fields.optionalLongText(2_000),
  responsible: fields.choice(responsibles),
  dueOn: fields.optionalDay(),
  ...serviceFields,
});

async function readText(ctx: Context, form: z.output<typeof body>): Promise<StepText> {
  return {
    title: form.title,
    detail: form.detail ?? '',
    responsible: form.responsible,
    dueOn: form.dueOn,
    serviceId: await readService(ctx, form),
  };
}

async function StepFields({ ctx, step }: { ctx: Context; step: StepText | null }) {
  const { t } = ctx;
  const service = step?.serviceId ? (await serviceNames(ctx.trx, [step.serviceId], ctx.lang)).get(step.serviceId) : undefined;
  return (
    <>
      <TextField
        name="title"
        label={t('cases.field.step-title')}
        hint={t('cases.field.step-title-hint')}
        value={step?.title ?? ''}
        maxLength={200}
        required
      />
      <RadioField
        name="responsible"
        label={t('cases.field.responsible')}
        value={step?.responsible ?? 'person'}
        choices={responsibles.map((value) => ({ value, label: t(`cases.responsible.${value}`) }))}
      />
      <DateField name="dueOn" label={t('cases.field.due')} value={step?.dueOn ?? ''} optional />
      <ServicePicker value={service?.name} chosen={service?.id} label={t('cases.field.service')} optional />
      <TextArea
        name="detail"
        label={t('cases.field.detail')}
        hint={t('cases.field.detail-hint')}
        value={step?.detail ?? ''}
        maxLength={2_000}
        rows={3}
        optional
      />
    </>
  );
}

/** Adds a step to the plan. */
export const newStepRoute = formRoute({
  path: '/desk/cases/:id/steps/new',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>() }),
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const head = await readFormHead(ctx, params.id, 'work', entry);
    return page(
      t('cases.step.new-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.step.new-title')} caption={<bdi>{head.person}</bdi>} />
        <Form entry={entry} draft={`step-new-${params.id}`} draftRemote>
          {await StepFields({ ctx, step: null })}
          <Button>{t('cases.step.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }, form) => {
    await addStep(ctx.trx, accountOf(ctx), params.id, await readText(ctx, form));
    return redirect(`/desk/cases/${params.id}#plan`, 'cases.notice.step-added');
  },
});

/** Changes a step that is planned or under way. */
export const editStepRoute = formRoute({
  path: '/desk/steps/:id/edit',
  who: desk,
  params: z.object({ id: idOf<'cases.steps'>() }),
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const head = await readStepHead(ctx, params.id, 'work', entry);
    return page(
      t('cases.step.edit-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.step.edit-title')} caption={<bdi>{head.person}</bdi>} lead={t('cases.step.edit-lead')} />
        <Form entry={entry} draft={`step-${params.id}`} draftRemote>
          {await StepFields({ ctx, step: head.step })}
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, { params }, form) => {
    const caseId = await changeStep(ctx.trx, params.id, await readText(ctx, form));
    return redirect(`/desk/cases/${caseId}#plan`, 'cases.notice.step-changed');
  },
});
