import type { Route } from '#kernel/http';
import { accountRoutes } from './fixtures-routes-account.ts';
import { analysisRoutes } from './fixtures-routes-analyses.ts';
import { associationRoutes } from './fixtures-routes-associations.ts';
import { jointRoutes } from './fixtures-routes-joint-projects.ts';
import { businessplanRoutes } from './fixtures-routes-businessplans.ts';
import { savingsRoutes } from './fixtures-routes-savings.ts';
import { loanRoutes } from './fixtures-routes-loans.ts';
import { deskRoutes } from './fixtures-routes-desk.ts';
import { documentRoutes } from './fixtures-routes-documents.ts';
import { benchmarkRoutes } from './fixtures-routes-benchmarks.ts';
import { impactRoutes } from './fixtures-routes-impacts.ts';
import { instrumentRoutes } from './fixtures-routes-instruments.ts';
import { groupRoutes } from './fixtures-routes-groups.ts';
import { ledgerRoutes } from './fixtures-routes-ledger.ts';
import { learningRoutes } from './fixtures-routes-learning.ts';
import { mentoringRoutes } from './fixtures-routes-mentoring.ts';
import { opportunityRoutes } from './fixtures-routes-opportunities.ts';
import { publicRoutes } from './fixtures-routes-public.ts';
import { planRoutes } from './fixtures-routes-plans.ts';
import { projectRoutes } from './fixtures-routes-projects.ts';
import { exchangeRoutes } from './fixtures-routes-exchanges.ts';
import { forumRoutes } from './fixtures-routes-forums.ts';
import { practiceFairRoutes } from './fixtures-routes-practice-fairs.ts';
import { guaranteeRoutes } from './fixtures-routes-guarantees.ts';
import { newsletterRoutes } from './fixtures-routes-newsletters.ts';
import { consultationRoutes } from './fixtures-routes-consultations.ts';
import { peerReviewRoutes } from './fixtures-routes-peerreviews.ts';
import { practiceRoutes } from './fixtures-routes-practices.ts';
import { rateRoutes } from './fixtures-routes-rates.ts';
import { remittanceRoutes } from './fixtures-routes-remittances.ts';
import { readinessRoutes } from './fixtures-routes-readiness.ts';
import { returnRoutes } from './fixtures-routes-returns.ts';
import { staffRoutes } from './fixtures-routes-staff.ts';
import { statisticsRoutes } from './fixtures-routes-statistics.ts';
import { trackRoutes } from './fixtures-routes-tracks.ts';
import { transferRoutes } from './fixtures-routes-transfers.ts';
import { tradeRoutes } from './fixtures-routes-trade.ts';
import type { RouteFixture, RouteFixtures } from './fixtures-route.ts';

const fixtures: RouteFixtures = {
  ...publicRoutes,
  ...documentRoutes,
  ...accountRoutes,
  ...deskRoutes,
  ...analysisRoutes,
  ...benchmarkRoutes,
  ...impactRoutes,
  ...associationRoutes,
  ...jointRoutes,
  ...peerReviewRoutes,
  ...exchangeRoutes,
  ...consultationRoutes,
  ...forumRoutes,
  ...newsletterRoutes,
  ...guaranteeRoutes,
  ...practiceFairRoutes,
  ...projectRoutes,
  ...businessplanRoutes,
  ...loanRoutes,
  ...savingsRoutes,
  ...instrumentRoutes,
  ...learningRoutes,
  ...ledgerRoutes,
  ...groupRoutes,
  ...mentoringRoutes,
  ...staffRoutes,
  ...tradeRoutes,
  ...opportunityRoutes,
  ...returnRoutes,
  ...practiceRoutes,
  ...planRoutes,
  ...transferRoutes,
  ...readinessRoutes,
  ...statisticsRoutes,
  ...rateRoutes,
  ...remittanceRoutes,
  ...trackRoutes,
};

/** The paths that have a fixture. */
export const fixturePaths: readonly string[] = Object.keys(fixtures);

export function fixtureOf({ path }: Pick<Route, 'path'>): RouteFixture {
  const fixture = fixtures[path];
  if (!fixture) throw new Error(`the route ${path} has no fixture: add one to test/support/fixtures-routes-*.ts`);
  return fixture;
}
