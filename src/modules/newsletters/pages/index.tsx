import type { Route } from '#kernel/http';
import { addRoute, deskRoute, draftRoute, newRoute, removeRoute, sendRoute, takeOutRoute } from './desk.tsx';
import { askedRoute, issueRoute, mineRoute, newsletterRoute } from './public.tsx';

export const routes: readonly Route[] = [
  newsletterRoute,
  askedRoute,
  mineRoute,
  issueRoute,
  deskRoute,
  newRoute,
  draftRoute,
  addRoute,
  takeOutRoute,
  sendRoute,
  removeRoute,
];
