import type { Route } from '#kernel/http';
import { accountRoutes } from './account/routes.ts';
import { associationRoute } from './associations/association.tsx';
import { apiPageRoute } from './api/api-page.tsx';
import { adminRoutes } from './admin/routes.ts';
import { aboutRoute, accessibilityRoute, privacyRoute } from './pages/about.tsx';
import { calculatorsRoute } from './calculators/calculators.tsx';
import { guaranteeFundRoute } from './calculators/guarantee-fund.tsx';
import { guaranteeRoute } from './calculators/guarantee.tsx';
import { loanRoute } from './calculators/loan.tsx';
import { remittanceRoute } from './calculators/remittance.tsx';
import { corridorRoute } from './corridors/index.ts';
import { citeCountsRoutes } from './counts/cite-counts.ts';
import { countsRoute } from './counts/counts.tsx';
import { demoRoute } from './demo/demo-page.tsx';
import { deskRoute } from './desk/desk.tsx';
import { flowsRoute } from './flows/flows.tsx';
import { importReportRoute, importRoute } from './import/import-pages.tsx';
import { statisticsImportRoute, statisticsReportRoute } from './import/statistics-pages.tsx';
import { indicatorRoute } from './indicators/indicator.tsx';
import { intakeRoute } from './intake/intake.tsx';
import { meRoutes } from './me/routes.ts';
import { outboxRoute } from './outbox/outbox.tsx';
import { linkRoutes } from './links/routes.ts';
import { overrideRoutes } from './overrides/routes.ts';
import { erasureRoutes } from './erasure/routes.ts';
import { homeRoute } from './pages/home.tsx';
import { cardRoute as personCardRoute, personRoute } from './person/person.tsx';
import { officeRoute } from './offices/office.tsx';
import { deskPlanRoute, planRoute } from './plans/plan.tsx';
import { practiceRoute } from './practices/practice.tsx';
import { startProviderRoute } from './providers/start-provider.tsx';
import { trackRoute } from './tracks/track.tsx';
import { tracksRoute } from './tracks/tracks.tsx';
import { verifiedRoute, verifyRoute } from './verify/verify.tsx';
import { startRoute } from './sign-in/start.ts';
import { cardRoute, codeRoute, signInRoute } from './sign-in/person.tsx';
import { enrolRoute, lockRoute, secondFactorRoute, signOutRoute, unlockRoute } from './sign-in/second-factor.tsx';
import { forgotRoute, setPasswordRoute, staffRoute } from './sign-in/staff.tsx';

/** The shell's own pages: those that belong to no module or mix several. */
export const appRoutes: readonly Route[] = [
  homeRoute,
  aboutRoute,
  privacyRoute,
  accessibilityRoute,
  apiPageRoute,
  signInRoute,
  codeRoute,
  cardRoute,
  staffRoute,
  forgotRoute,
  setPasswordRoute,
  secondFactorRoute,
  enrolRoute,
  unlockRoute,
  lockRoute,
  signOutRoute,
  corridorRoute,
  officeRoute,
  practiceRoute,
  associationRoute,
  planRoute,
  deskPlanRoute,
  tracksRoute,
  trackRoute,
  deskRoute,
  intakeRoute,
  personRoute,
  personCardRoute,
  countsRoute,
  ...citeCountsRoutes,
  importRoute,
  importReportRoute,
  statisticsImportRoute,
  statisticsReportRoute,
  indicatorRoute,
  flowsRoute,
  calculatorsRoute,
  guaranteeRoute,
  guaranteeFundRoute,
  loanRoute,
  remittanceRoute,
  startRoute,
  startProviderRoute,
  ...accountRoutes,
  ...meRoutes,
  ...adminRoutes,
  ...erasureRoutes,
  ...overrideRoutes,
  ...linkRoutes,
  verifyRoute,
  verifiedRoute,
  demoRoute,
  outboxRoute,
];
