import type { Route } from '#kernel/http';
import { deskRoute, editFundRoute, fundDeskRoute, newFundRoute, newWindowRoute } from './fund-pages.tsx';
import { fundRoute, fundsRoute } from './public.tsx';
import { admitRoute, endRoute, publishRoute, termsRoute, windowRoute } from './window-pages.tsx';

export const routes: readonly Route[] = [
  fundsRoute,
  fundRoute,
  deskRoute,
  newFundRoute,
  fundDeskRoute,
  editFundRoute,
  newWindowRoute,
  windowRoute,
  termsRoute,
  publishRoute,
  admitRoute,
  endRoute,
];
