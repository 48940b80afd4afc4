import { EmptyState, Section, SummaryList } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { VentureId } from '#modules/ventures';
import type { Plan } from '../plan.ts';
import { readPlan } from '../read-plan.ts';
import { resultSheet } from '../result-sheet.ts';
import { computePlan } from '../to-figures.ts';
import { PlanView } from './plan-view.tsx';
import { ResultsView } from './results-view.tsx';

/**
 * The plan that somebody reads with whom a founder shares it, without the venture, which is a part of its own; null where nothing is
 * shared or nothing was begun. The page puts the reading on record.
 */
export async function readSharedPlan(ctx: Context, ventureId: VentureId): Promise<Plan | null> {
  return await readPlan(ctx.trx, ventureId);
}

/** What the start costs and what is missing, for a page that leads to all of it. */
export function PlanGlance({ ctx, plan }: { ctx: Context; plan: Plan | null }) {
  const { t } = ctx;
  if (!plan) return <EmptyState title={t('businessplans.none-yet', { what: t('businessplans.title') })} />;
  const capital = resultSheet(computePlan(plan), ctx).find(({ name }) => name === 'capital');
  return (
    <SummaryList
      label={t('businessplans.result.capital.title')}
      rows={(capital?.rows ?? []).map(({ key, cells: [label = '', value = ''] }) => ({ key, label, value: <bdi>{value}</bdi> }))}
    />
  );
}

/** All of the shared plan: words, lines and results. */
export function SharedPlan({ ctx, plan }: { ctx: Context; plan: Plan }) {
  return (
    <>
      <PlanView words={ctx} plan={plan} />
      <Section title={ctx.t('businessplans.results')}>
        <ResultsView words={ctx} results={computePlan(plan)} />
      </Section>
    </>
  );
}
