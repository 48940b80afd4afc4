import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, ErrorSummary, Form, NumberField, PageHeading, TextArea, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { addCriterion, changeCriterion, criteriaOf, removeCriterion } from '../criteria.ts';
import type { Criterion } from '../evaluation.ts';
import type { Project } from '../project.ts';
import { crumbs, ledProject, projectAt, staff } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });
const content = {
  number: fields.whole(1, 50),
  question: fields.longText(500),
  measure: fields.longText(500),
  baseline: fields.text(300),
  target: fields.text(300),
  measuredOn: fields.day(),
  evaluator: fields.text(200),
};

interface FieldsProps {
  ctx: Context;
  entry: FormEntry;
  project: Project;
  number: number;
  known?: Criterion;
}

function CriterionFields({ ctx: { t }, entry, project, number, known }: FieldsProps) {
  return (
    <Form entry={entry}>
      <NumberField name="number" label={t('projects.field.number')} value={String(number)} required />
      <TextArea
        name="question"
        label={t('projects.criterion.question')}
        hint={t('projects.criterion.question-hint')}
        value={known?.question ?? ''}
        maxLength={500}
        rows={3}
        required
      />
      <TextArea
        name="measure"
        label={t('projects.criterion.measure')}
        hint={t('projects.criterion.measure-hint')}
        value={known?.measure ?? ''}
        maxLength={500}
        rows={3}
        required
      />
      <TextField
        name="baseline"
        label={t('projects.criterion.baseline')}
        hint={t('projects.criterion.baseline-hint')}
        value={known?.baseline ?? ''}
        maxLength={300}
        required
      />
      <TextField name="target" label={t('projects.criterion.target')} value={known?.target ?? ''} maxLength={300} required />
      <DateField name="measuredOn" label={t('projects.criterion.measured-on')} value={known?.measuredOn ?? project.untilDay} required />
      <TextField
        name="evaluator"
        label={t('projects.criterion.evaluator')}
        hint={t('projects.criterion.evaluator-hint')}
        value={known?.evaluator ?? ''}
        maxLength={200}
        required
      />
      <Button name="act" value="keep">
        {t('projects.new.button')}
      </Button>
      {known && (
        <Button name="act" value="remove" kind="secondary">
          {t('projects.criterion.remove')}
        </Button>
      )}
    </Form>
  );
}

/** Writes down what the project will be judged by. */
export const criterionRoute = formRoute({
  path: '/desk/projects/:id/criterion',
  who: staff,
  params,
  body: z.object(content),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const next = Math.max(0, ...(await criteriaOf(ctx.trx, id)).map(({ number }) => number)) + 1;
    return page(
      t('projects.criterion.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.criterion.new')} lead={t('projects.criterion.lead')} />
        <CriterionFields ctx={ctx} entry={entry} project={project} number={next} />
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, text) => {
    await addCriterion(ctx.trx, await ledProject(ctx, id), text);
    return redirect(projectAt(id, '/evaluation'), 'projects.notice.added');
  },
});

/** Changes a draft, or takes it away. */
export const changeCriterionRoute = formRoute({
  path: '/desk/projects/:id/criterion/:item',
  who: staff,
  params: params.extend({ item: idOf<'projects.criteria'>() }),
  body: z.object({ ...content, act: fields.choice(['keep', 'remove']) }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const one = (await criteriaOf(ctx.trx, id)).find((each) => each.id === item);
    if (!one || (one.agreedOn !== null && !entry.sent)) throw refuseHttp('not-found');
    return page(
      t('projects.criterion.change-of', { number: one.number }),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.criterion.change-of', { number: one.number })} />
        <CriterionFields ctx={ctx} entry={entry} project={project} number={one.number} known={one} />
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { act, ...text }) => {
    const project = await ledProject(ctx, id);
    if (act === 'remove') await removeCriterion(ctx.trx, id, item);
    else await changeCriterion(ctx.trx, project, item, text);
    return redirect(projectAt(id, '/evaluation'), act === 'remove' ? 'projects.notice.removed' : 'projects.notice.kept');
  },
});
