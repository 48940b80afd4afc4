import type { Route } from '#kernel/http';
import { askRoute } from './ask.tsx';
import { factRoutes } from './corridor-facts.tsx';
import { fairGuestRoutes } from './fair-guest.tsx';
import { fairHostRoutes } from './fair-host.tsx';
import { fairRoute, fairsRoute, registerRoute } from './fair-public.tsx';
import { fairScheduleRoutes } from './fair-schedule.tsx';
import { followUpRoutes } from './follow-up-pages.tsx';
import { interestRoutes } from './interest-pages.tsx';
import { deskTradeRoute, myTradeRoute } from './my-trade.tsx';
import { offerRoutes } from './offer-pages.tsx';
import { photoRoutes } from './photos.tsx';
import { publicOfferRoute, searchRoute } from './search.tsx';
import { reviewRoute } from './review.tsx';

export const routes: readonly Route[] = [
  searchRoute,
  publicOfferRoute,
  askRoute,
  myTradeRoute,
  deskTradeRoute,
  ...offerRoutes,
  ...followUpRoutes,
  ...interestRoutes,
  reviewRoute,
  ...photoRoutes,
  fairsRoute,
  fairRoute,
  registerRoute,
  ...fairGuestRoutes,
  ...fairHostRoutes,
  ...fairScheduleRoutes,
  ...factRoutes,
];

export {
  CorridorTrade,
  MyTrade,
  readCorridorTrade,
  readVentureTrade,
  VentureTrade,
  type CorridorTradeData,
  type VentureTradeData,
} from './panels.tsx';
export { tradeInWords } from './trade-in-words.ts';
