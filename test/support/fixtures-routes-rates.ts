import { plain, type RouteFixtures } from './fixtures-route.ts';

/** Rates of exchange. */
export const rateRoutes: RouteFixtures = {
  '/exchange-rates': plain('/exchange-rates'),
  '/exchange-rates/:currency': plain('/exchange-rates/USD'),
  '/admin/exchange-rates/:id/withdraw': {
    address: ({ rates }) => `/admin/exchange-rates/${rates.toWithdraw}/withdraw`,
    as: 'administrator',
    opens: ['administrator'],
    body: () => ({ why: 'A digit was wrong.' }),
  },
};
