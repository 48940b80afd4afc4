import type { Route } from '#kernel/http';
import { routes as appointments } from '#modules/appointments/pages';
import { routes as analyses } from '#modules/analyses/pages';
import { routes as associations } from '#modules/associations/pages';
import { routes as exchanges } from '#modules/exchanges/pages';
import { routes as ledger } from '#modules/ledger/pages';
import { openBookRoute } from './ledger/open-book.tsx';
import { routes as exchangerates } from '#modules/exchangerates/pages';
import { routes as forums } from '#modules/forums/pages';
import { routes as newsletters } from '#modules/newsletters/pages';
import { routes as consultations } from '#modules/consultations/pages';
import { routes as projects } from '#modules/projects/pages';
import { routes as peerreviews } from '#modules/peerreviews/pages';
import { draftsRoute, fromFormRoute } from './practices/from-form.tsx';
import { standRoute } from './practices/stand.tsx';
import { routes as businessplans } from '#modules/businessplans/pages';
import { routes as cases } from '#modules/cases/pages';
import { routes as directory } from '#modules/directory/pages';
import { routes as benchmarks } from '#modules/benchmarks/pages';
import { routes as guarantees } from '#modules/guarantees/pages';
import { routes as impacts } from '#modules/impacts/pages';
import { routes as instruments } from '#modules/instruments/pages';
import { routes as learning } from '#modules/learning/pages';
import { routes as loans } from '#modules/loans/pages';
import { routes as savings } from '#modules/savings/pages';
import { routes as mentoring } from '#modules/mentoring/pages';
import { routes as messages } from '#modules/messages/pages';
import { routes as observatory } from '#modules/observatory/pages';
import { routes as offices } from '#modules/offices/pages';
import { routes as opportunities } from '#modules/opportunities/pages';
import { routes as people } from '#modules/people/pages';
import { routes as places } from '#modules/places/pages';
import { routes as plans } from '#modules/plans/pages';
import { routes as practicefairs } from '#modules/practicefairs/pages';
import { routes as practices } from '#modules/practices/pages';
import { routes as readiness } from '#modules/readiness/pages';
import { routes as remittances } from '#modules/remittances/pages';
import { routes as returns } from '#modules/returns/pages';
import { routes as tracks } from '#modules/tracks/pages';
import { routes as transfers } from '#modules/transfers/pages';
import { routes as trade } from '#modules/trade/pages';
import { routes as ventures } from '#modules/ventures/pages';
import { appRoutes } from './routes.ts';

/** Every page of the product: the shell's own and those of the modules. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...places,
  ...offices,
  ...directory,
  ...practices,
  ...plans,
  draftsRoute,
  fromFormRoute,
  ...transfers,
  ...appointments,
  ...cases,
  ...people,
  ...ventures,
  ...readiness,
  ...businessplans,
  ...returns,
  ...messages,
  ...tracks,
  ...trade,
  ...opportunities,
  ...loans,
  ...savings,
  ...mentoring,
  ...learning,
  ...instruments,
  ...associations,
  ...analyses,
  ...benchmarks,
  ...impacts,
  ...peerreviews,
  ...exchanges,
  openBookRoute,
  ...ledger,
  ...consultations,
  ...forums,
  ...newsletters,
  ...guarantees,
  ...practicefairs,
  standRoute,
  ...projects,
  ...observatory,
  ...exchangerates,
  ...remittances,
];

export { apiRoutes } from './api/api-routes.ts';
