import { plain, type RouteFixtures } from './fixtures-route.ts';

const price = {
  observedOn: '2026-01-15',
  speed: 'hour',
  fee: '4.90',
  appliedRate: '648.5',
  marginPercent: '',
  source: 'Price list',
  sourceUrl: '',
};

/** Prices of sending money: the comparison, and the list that editors and planners keep. */
export const remittanceRoutes: RouteFixtures = {
  '/remittances': plain('/remittances?from=IT&to=SN&amount=200&currency=EUR'),
  '/desk/remittances': plain('/desk/remittances', { as: 'editor' }),
  '/desk/remittances/new': plain('/desk/remittances/new', {
    as: 'editor',
    body: () => ({
      provider: 'New Example',
      fromCountry: 'IT',
      toCountry: 'SN',
      sendCurrency: 'EUR',
      receiveCurrency: 'XOF',
      least: '1',
      most: '500',
      payIn: 'bank',
      payOut: 'cash',
      ...price,
    }),
  }),
  '/desk/remittances/:id': {
    address: ({ remittances }) => `/desk/remittances/${remittances.toObserve}`,
    as: 'editor',
    body: () => price,
  },
  '/desk/remittances/:id/withdraw': {
    address: ({ remittances }) => `/desk/remittances/${remittances.toWithdraw}/withdraw`,
    as: 'editor',
    body: () => ({ why: 'The firm closed.' }),
  },
};
