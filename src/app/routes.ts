import type { Route } from '#kernel/http';
import { accountRoutes } from './account/routes.ts';
import { adminRoutes } from './admin/routes.ts';
import { aboutRoute, accessibilityRoute, privacyRoute } from './pages/about.tsx';
import { corridorRoute } from './corridors/index.ts';
import { countsRoute } from './counts/counts.tsx';
import { demoRoute } from './demo/demo-page.tsx';
import { deskRoute } from './desk/desk.tsx';
import { importReportRoute, importRoute } from './import/import-pages.tsx';
import { intakeRoute } from './intake/intake.tsx';
import { meRoutes } from './me/routes.ts';
import { outboxRoute } from './outbox/outbox.tsx';
import { homeRoute } from './pages/home.tsx';
import { cardRoute as personCardRoute, personRoute } from './person/person.tsx';
import { startProviderRoute } from './providers/start-provider.tsx';
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
  deskRoute,
  intakeRoute,
  personRoute,
  personCardRoute,
  countsRoute,
  importRoute,
  importReportRoute,
  startRoute,
  startProviderRoute,
  ...accountRoutes,
  ...meRoutes,
  ...adminRoutes,
  demoRoute,
  outboxRoute,
];
