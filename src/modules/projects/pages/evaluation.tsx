import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonGroup, ButtonLink, EmptyState, ErrorSummary, Form, Heading, Link, PageHeading, Section } from '#kernel/html';
import { formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { agreeCriteria, criteriaOf } from '../criteria.ts';
import { phases, type Criterion } from '../evaluation.ts';
import { evaluationsOf } from '../evaluations.ts';
import type { ProjectId } from '../project.ts';
import { CriterionFacts, EvaluationShown } from './evaluation-parts.tsx';
import { crumbs, leads, ledProject, projectAt, projectIn, staff, todayOf } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });

/** What a project is judged by, what was found, and for the lead what comes next. */
export const evaluationRoute = pageRoute({
  path: '/desk/projects/:id/evaluation',
  who: staff,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const criteria = await criteriaOf(ctx.trx, id);
    const evaluations = await evaluationsOf(ctx.trx, id);
    const lead = leads(ctx, project);
    const agreed = criteria.some(({ agreedOn }) => agreedOn !== null);
    return page(
      t('projects.evaluation.title'),
      <>
        <PageHeading title={t('projects.evaluation.title')} caption={<Bdi>{project.acronym}</Bdi>} lead={t('projects.evaluation.lead')} />
        {lead && (
          <ButtonGroup>
            <ButtonLink href={projectAt(id, '/criterion')}>{t('projects.criterion.new')}</ButtonLink>
            {criteria.some(({ agreedOn }) => agreedOn === null) && (
              <ButtonLink kind="secondary" href={projectAt(id, '/agree')}>
                {t('projects.criterion.agree')}
              </ButtonLink>
            )}
            {agreed &&
              phases
                .filter((phase) => !evaluations.some((one) => one.phase === phase && one.publishedAt))
                .map((phase) => (
                  <ButtonLink key={phase} kind="secondary" href={projectAt(id, `/evaluation/${phase}`)}>
                    {t(`projects.evaluation.write-${phase}`)}
                  </ButtonLink>
                ))}
          </ButtonGroup>
        )}
        <Criteria ctx={ctx} id={id} criteria={criteria} lead={lead} />
        {evaluations.map((one) => (
          <EvaluationShown key={one.id} ctx={ctx} criteria={criteria} evaluation={one} withoutFacts />
        ))}
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
});

interface CriteriaProps {
  ctx: Context;
  id: ProjectId;
  criteria: readonly Criterion[];
  lead: boolean;
}

function Criteria({ ctx, id, criteria, lead }: CriteriaProps) {
  const { t, format } = ctx;
  return (
    <Section title={t('projects.criteria.title')}>
      {criteria.length === 0 && <EmptyState title={t('projects.criteria.none')} />}
      {criteria.map((one) => (
        <article key={one.id}>
          <Heading level={3}>
            {format.number(one.number)}. <Bdi>{one.question}</Bdi>
          </Heading>
          <CriterionFacts ctx={ctx} criterion={one} />
          {lead && one.agreedOn === null && (
            <p>
              <Link href={projectAt(id, `/criterion/${one.id}`)}>{t('projects.criterion.change-of', { number: one.number })}</Link>
            </p>
          )}
        </article>
      ))}
    </Section>
  );
}

/** Agrees on the criteria that are drafts, after asking once. */
export const agreeRoute = formRoute({
  path: '/desk/projects/:id/agree',
  who: staff,
  params,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const drafts = (await criteriaOf(ctx.trx, id)).filter(({ agreedOn }) => agreedOn === null);
    if (drafts.length === 0 && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('projects.criterion.agree'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('projects.criterion.agree')}
          caption={<Bdi>{project.acronym}</Bdi>}
          lead={t('projects.criterion.agree-lead')}
        />
        <ul>
          {drafts.map((one) => (
            <li key={one.id}>
              <Bdi>{one.question}</Bdi>
            </li>
          ))}
        </ul>
        <Form entry={entry}>
          <Button>{t('projects.criterion.agree')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await ledProject(ctx, id);
    await agreeCriteria(ctx.trx, id, todayOf(ctx));
    return redirect(projectAt(id, '/evaluation'), 'projects.notice.agreed');
  },
});
