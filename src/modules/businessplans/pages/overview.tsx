import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, Card, CardGrid, EmptyState, PageHeading, Section, TaskList, type Task } from '#kernel/html';
import { page, pageRoute, signedIn, type Context } from '#kernel/http';
import { foundedVentures, venturesById, type Venture } from '#modules/ventures';
import { listComments } from '../comment.ts';
import { lineSectionNames, questions, textSections, type Plan } from '../plan.ts';
import { readPlan } from '../read-plan.ts';
import { listReviews } from '../review.ts';
import { CommentList } from './comments.tsx';
import { crumbs, openPlan, openVenture, own, stands, type Stand } from './desk-or-own.ts';
import { kindsOf } from './plan-view.tsx';
import { ReviewList } from './review-list.tsx';

/** The founder's ventures, each with its plan. */
export const myPlansRoute = pageRoute({
  path: '/me/plan',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const ventures = [...(await venturesById(ctx.trx, await foundedVentures(ctx.trx))).values()];
    return page(
      t('businessplans.mine.title'),
      <>
        <PageHeading title={t('businessplans.mine.title')} lead={t('businessplans.mine.lead')} />
        {ventures.length === 0 ? (
          <EmptyState title={t('businessplans.mine.none')}>{t('businessplans.mine.none-text')}</EmptyState>
        ) : (
          <CardGrid>
            {ventures.map((venture) => (
              <Card key={venture.id} title={venture.title} href={own.at(venture.id)}>
                <p>{t('businessplans.mine.open')}</p>
              </Card>
            ))}
          </CardGrid>
        )}
      </>,
      { breadcrumbs: [{ label: t('businessplans.my-space'), href: '/me' }] },
    );
  },
});

/** Steps of the plan, each with how far it is. */
function tasksOf(ctx: Context, stand: Stand, plan: Plan): Task[] {
  const { t } = ctx;
  const at = stand.at(plan.ventureId);
  const status = (done: number, all: number): Task['status'] =>
    done === 0
      ? { text: t('businessplans.step.empty') }
      : done < all
        ? { text: t('businessplans.step.begun'), tone: 'info' }
        : { text: t('businessplans.step.filled'), tone: 'success' };
  return [
    { id: 'basics', title: t('businessplans.section.basics'), href: `${at}/basics`, status: status(1, 1) },
    ...textSections.map((section) => ({
      id: section,
      title: t(`businessplans.section.${section}`),
      href: `${at}/words/${section}`,
      status: status(questions[section].filter((name) => plan.answers[`${section}.${name}`]).length, questions[section].length),
    })),
    ...lineSectionNames.map((section) => {
      const count = plan.lines.filter(({ kind }) => kindsOf(section).includes(kind)).length;
      return {
        id: section,
        title: t(`businessplans.section.${section}`),
        href: `${at}/lines/${section}`,
        status: count === 0 ? status(0, 1) : { text: t('businessplans.step.lines', { count }), tone: 'success' as const },
      };
    }),
  ];
}

async function begin(ctx: Context, stand: Stand, venture: Venture) {
  const { t } = ctx;
  return page(
    t('businessplans.title'),
    <>
      <PageHeading title={t('businessplans.title')} caption={<Bdi>{venture.title}</Bdi>} lead={t('businessplans.lead')} />
      <ButtonLink href={`${stand.at(venture.id)}/basics`}>{t('businessplans.begin')}</ButtonLink>
    </>,
    { breadcrumbs: crumbs(ctx, stand, venture, false) },
  );
}

const overviewRoute = (stand: Stand) =>
  pageRoute({
    path: stand.base,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    view: async (ctx, { params }) => {
      const { t } = ctx;
      const venture = await openVenture(ctx, stand, params.id);
      if (!(await readPlan(ctx.trx, params.id))) return await begin(ctx, stand, venture);
      const { plan } = await openPlan(ctx, stand, params.id, true);
      const at = stand.at(venture.id);
      return page(
        t('businessplans.title'),
        <>
          <PageHeading title={t('businessplans.title')} caption={<Bdi>{venture.title}</Bdi>} lead={t('businessplans.lead')} />
          <ButtonGroup>
            <ButtonLink href={`${at}/results`}>{t('businessplans.results')}</ButtonLink>
            <ButtonLink kind="secondary" href={`${at}/print`}>
              {t('businessplans.print')}
            </ButtonLink>
            <ButtonLink kind="secondary" href={`${at}/versions`}>
              {t('businessplans.versions')}
            </ButtonLink>
            <ButtonLink kind="secondary" href={`${at}/dossier`}>
              {t('businessplans.dossier.title')}
            </ButtonLink>
          </ButtonGroup>
          <Section title={t('businessplans.steps')}>
            <TaskList tasks={tasksOf(ctx, stand, plan)} label={t('businessplans.steps')} />
          </Section>
          <Section title={t('businessplans.review.title')}>
            <p>{t('businessplans.review.lead')}</p>
            <ReviewList ctx={ctx} reviews={await listReviews(ctx.trx, plan)} />
            <ButtonLink kind="secondary" href={`${at}/review`}>
              {t('businessplans.review.ask')}
            </ButtonLink>
          </Section>
          <Section title={t('businessplans.comments')}>
            <CommentList ctx={ctx} comments={await listComments(ctx.trx, plan)} />
            <ButtonLink kind="secondary" href={`${at}/comment`}>
              {t('businessplans.comment.add')}
            </ButtonLink>
          </Section>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture, false) },
      );
    },
  });

export const overviewRoutes = stands.map(overviewRoute);
