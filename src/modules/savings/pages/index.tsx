import type { Route } from '#kernel/http';
import { deskRoutes } from './desk.tsx';
import { joinRoute } from './join.tsx';
import { depositsFileRoute } from './deposits-file.tsx';
import { creditRoutes } from './keeper-credit.tsx';
import { moneyRoutes } from './keeper-money.tsx';
import { keeperRoutes } from './keeper.tsx';
import { ownMoneyRoutes } from './own-money.tsx';
import { ownRoutes } from './own.tsx';
import { publicRoutes } from './public.tsx';
import { aimRoutes } from './scheme-aims.tsx';
import { schemeRoutes } from './schemes.tsx';

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...schemeRoutes,
  ...aimRoutes,
  ...keeperRoutes,
  ...moneyRoutes,
  depositsFileRoute,
  ...creditRoutes,
  joinRoute,
  ...ownRoutes,
  ...ownMoneyRoutes,
  ...deskRoutes,
];

export { copyOfSavings, type SavingCopy } from './copy.ts';
export { readSavings, SavingSummary } from './list.tsx';
