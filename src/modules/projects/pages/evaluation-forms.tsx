import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Link,
  PageHeading,
  RadioField,
  Section,
  TextArea,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { criteriaOf } from '../criteria.ts';
import { phases, results, unfound, type Criterion, type Evaluation, type Phase } from '../evaluation.ts';
import { evaluationsOf, keepEvaluation, keepFinding, publishEvaluation } from '../evaluations.ts';
import type { Project, ProjectId } from '../project.ts';
import { CriterionFacts, FindingShown } from './evaluation-parts.tsx';
import { crumbs, ledProject, projectAt, staff, todayOf } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>(), phase: z.enum(phases) });
const phaseAt = (id: ProjectId, phase: Phase, rest = '') => projectAt(id, `/evaluation/${phase}${rest}`);

interface Written {
  project: Project;
  criteria: Criterion[];
  /** Null before anything was written. */
  evaluation: Evaluation | null;
}

/** An evaluation that the lead still writes; nothing can be written before criteria are agreed. */
async function writtenBy(ctx: Context, { id, phase }: z.output<typeof params>): Promise<Written> {
  const project = await ledProject(ctx, id);
  const criteria = (await criteriaOf(ctx.trx, id)).filter(({ agreedOn }) => agreedOn !== null);
  const evaluation = (await evaluationsOf(ctx.trx, id)).find((one) => one.phase === phase) ?? null;
  if (criteria.length === 0) throw refuseHttp('not-found');
  return { project, criteria, evaluation };
}

const trail = (ctx: Context, project: Project) => [
  ...crumbs(ctx, project),
  { label: ctx.t('projects.evaluation.title'), href: projectAt(project.id, '/evaluation') },
];

/** Who evaluated and what was found on the whole, with the criteria to go through. */
export const writeRoute = formRoute({
  path: '/desk/projects/:id/evaluation/:phase',
  who: staff,
  params,
  body: z.object({ evaluator: fields.text(200), summary: fields.longText(4_000) }),
  view: async (ctx, { params: given }, entry) => {
    const { t } = ctx;
    const { project, criteria, evaluation } = await writtenBy(ctx, given);
    if (evaluation?.publishedAt && !entry.sent) throw refuseHttp('not-found');
    const { id, phase } = given;
    const whole = evaluation && unfound(criteria, evaluation).length === 0;
    return page(
      t(`projects.phase.${phase}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`projects.phase.${phase}`)}
          caption={<Bdi>{project.acronym}</Bdi>}
          lead={t('projects.evaluation.write-lead')}
          actions={whole && <ButtonLink href={phaseAt(id, phase, '/publish')}>{t('projects.evaluation.publish')}</ButtonLink>}
        />
        <Form entry={entry}>
          <TextField
            name="evaluator"
            label={t('projects.criterion.evaluator')}
            hint={t('projects.criterion.evaluator-hint')}
            value={evaluation?.evaluator ?? criteria[0]?.evaluator ?? ''}
            maxLength={200}
            required
          />
          <TextArea
            name="summary"
            label={t('projects.evaluation.summary')}
            value={evaluation?.summary ?? ''}
            maxLength={4_000}
            rows={6}
            required
          />
          <Button>{t('projects.new.button')}</Button>
        </Form>
        <Section title={t('projects.criteria.title')}>
          {evaluation ? (
            criteria.map((one) => <ToFind key={one.id} ctx={ctx} given={given} criterion={one} evaluation={evaluation} />)
          ) : (
            <EmptyState title={t('projects.evaluation.first')} />
          )}
        </Section>
      </>,
      { breadcrumbs: trail(ctx, project) },
    );
  },
  submit: async (ctx, { params: given }, text) => {
    await writtenBy(ctx, given);
    await keepEvaluation(ctx.trx, given.id, { phase: given.phase, ...text });
    return redirect(phaseAt(given.id, given.phase), 'projects.notice.kept');
  },
});

interface ToFindProps {
  ctx: Context;
  given: z.output<typeof params>;
  criterion: Criterion;
  evaluation: Evaluation;
}

function ToFind({ ctx, given: { id, phase }, criterion, evaluation }: ToFindProps) {
  const { t, format } = ctx;
  const finding = evaluation.findings.find(({ criterionId }) => criterionId === criterion.id);
  return (
    <article>
      <Heading level={3}>
        {format.number(criterion.number)}. <Bdi>{criterion.question}</Bdi>
      </Heading>
      {finding ? <FindingShown ctx={ctx} finding={finding} /> : <p>{t('projects.finding.none')}</p>}
      <p>
        <Link href={phaseAt(id, phase, `/finding/${criterion.id}`)}>{t('projects.finding.write', { number: criterion.number })}</Link>
      </p>
    </article>
  );
}

/** What was found on a criterion, or why it could not be measured. */
export const findingRoute = formRoute({
  path: '/desk/projects/:id/evaluation/:phase/finding/:item',
  who: staff,
  params: params.extend({ item: idOf<'projects.criteria'>() }),
  body: z.object({
    result: fields.choice(results),
    found: fields.optionalLongText(2_000),
    reason: fields.optionalLongText(2_000),
    evidence: fields.optionalLongText(1_000),
    foundOn: fields.day(),
  }),
  view: async (ctx, { params: { item, ...given } }, entry) => {
    const { t } = ctx;
    const { project, criteria, evaluation } = await writtenBy(ctx, given);
    const criterion = criteria.find(({ id }) => id === item);
    if (!criterion || !evaluation || (evaluation.publishedAt && !entry.sent)) throw refuseHttp('not-found');
    const known = evaluation.findings.find(({ criterionId }) => criterionId === item);
    return page(
      t('projects.finding.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.finding.title')} caption={<Bdi>{criterion.question}</Bdi>} />
        <CriterionFacts ctx={ctx} criterion={criterion} />
        <Form entry={entry}>
          <RadioField
            name="result"
            label={t('projects.finding.result')}
            value={known?.result}
            choices={results.map((value) => ({ value, label: t(`projects.result.${value}`) }))}
            required
          />
          <TextArea
            name="found"
            label={t('projects.finding.found')}
            hint={t('projects.finding.found-hint')}
            value={known?.found ?? ''}
            maxLength={2_000}
            rows={4}
            optional
          />
          <TextArea
            name="evidence"
            label={t('projects.finding.evidence')}
            hint={t('projects.finding.evidence-hint')}
            value={known?.evidence ?? ''}
            maxLength={1_000}
            rows={3}
            optional
          />
          <TextArea
            name="reason"
            label={t('projects.finding.reason')}
            hint={t('projects.finding.reason-hint')}
            value={known?.reason ?? ''}
            maxLength={2_000}
            rows={3}
            optional
          />
          <DateField name="foundOn" label={t('projects.finding.day')} value={known?.foundOn ?? todayOf(ctx)} required />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: trail(ctx, project) },
    );
  },
  submit: async (ctx, { params: { item, ...given } }, form) => {
    const { project, criteria, evaluation } = await writtenBy(ctx, given);
    if (!evaluation || !criteria.some(({ id }) => id === item)) throw refuseHttp('not-found');
    await keepFinding(ctx.trx, project, evaluation, { criterionId: item, ...form }, todayOf(ctx));
    return redirect(phaseAt(given.id, given.phase), 'projects.notice.kept');
  },
});

/** Publishes an evaluation for good, after asking once. */
export const publishEvaluationRoute = formRoute({
  path: '/desk/projects/:id/evaluation/:phase/publish',
  who: staff,
  params,
  body: z.object({}),
  view: async (ctx, { params: given }, entry) => {
    const { t } = ctx;
    const { project, evaluation } = await writtenBy(ctx, given);
    if (!evaluation || (evaluation.publishedAt && !entry.sent)) throw refuseHttp('not-found');
    return page(
      t('projects.evaluation.publish'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('projects.evaluation.publish')}
          caption={t(`projects.phase.${given.phase}`)}
          lead={t(project.publishedAt ? 'projects.evaluation.publish-lead' : 'projects.evaluation.publish-partners')}
        />
        <Form entry={entry}>
          <Button>{t('projects.evaluation.publish')}</Button>
        </Form>
      </>,
      { breadcrumbs: trail(ctx, project) },
    );
  },
  submit: async (ctx, { params: given }) => {
    const { evaluation } = await writtenBy(ctx, given);
    if (!evaluation) throw refuseHttp('not-found');
    await publishEvaluation(ctx.trx, given.id, evaluation.id, ctx.now);
    return redirect(projectAt(given.id, '/evaluation'), 'projects.notice.published');
  },
});
