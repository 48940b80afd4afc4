import type { Route } from '#kernel/http';
import { currencyRoute } from './currency.tsx';
import { ratesRoute } from './list.tsx';
import { withdrawRateRoute } from './withdraw.tsx';

export const routes: readonly Route[] = [ratesRoute, currencyRoute, withdrawRateRoute];

export { currencyText, rateNumber } from './rate-text.tsx';
