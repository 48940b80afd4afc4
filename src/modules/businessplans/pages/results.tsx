import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, Inset, PageHeading, Section } from '#kernel/html';
import { page, pageRoute } from '#kernel/http';
import { basicsText } from '../basics-text.ts';
import { computePlan } from '../to-figures.ts';
import { crumbs, openPlan, stands, type Stand } from './desk-or-own.ts';
import { PlanView } from './plan-view.tsx';
import { ResultsView } from './results-view.tsx';

const params = z.object({ id: idOf<'ventures.ventures'>() });

const resultsRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/results`,
    who: stand.who,
    params,
    view: async (ctx, input) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, input.params.id);
      return page(
        t('businessplans.results'),
        <>
          <PageHeading
            title={t('businessplans.results')}
            caption={<Bdi>{venture.title}</Bdi>}
            lead={t('businessplans.results-lead')}
            actions={
              <ButtonLink kind="secondary" href={`${stand.at(venture.id)}/print`}>
                {t('businessplans.print')}
              </ButtonLink>
            }
          />
          <Inset>{basicsText(ctx, plan).join(' ')}</Inset>
          <ResultsView words={ctx} results={computePlan(plan)} />
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
  });

const printRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/print`,
    who: stand.who,
    params,
    view: async (ctx, input) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, input.params.id, true);
      return page(
        `${t('businessplans.title')}: ${venture.title}`,
        <>
          <PageHeading title={<Bdi>{venture.title}</Bdi>} caption={t('businessplans.title')} lead={t('businessplans.print-lead')} />
          <PlanView words={ctx} plan={plan} />
          <Section title={t('businessplans.results')}>
            <ResultsView words={ctx} results={computePlan(plan)} />
          </Section>
        </>,
        { width: 'wide', breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
  });

export const resultRoutes = stands.flatMap((stand) => [resultsRoute(stand), printRoute(stand)]);
