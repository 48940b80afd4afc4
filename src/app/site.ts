import type { ApiRoute, Route } from '#kernel/http';
import { routes as appointments } from '#modules/appointments/pages';
import { routes as cases } from '#modules/cases/pages';
import { apiRoutes as directoryApi, routes as directory } from '#modules/directory/pages';
import { routes as messages } from '#modules/messages/pages';
import { routes as offices } from '#modules/offices/pages';
import { routes as people } from '#modules/people/pages';
import { apiRoutes as placesApi, routes as places } from '#modules/places/pages';
import { routes as practices } from '#modules/practices/pages';
import { routes as ventures } from '#modules/ventures/pages';
import { appRoutes } from './routes.ts';

/** Every page of the product, and every address of its API: the shell's own and those of the modules. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...places,
  ...offices,
  ...directory,
  ...practices,
  ...appointments,
  ...cases,
  ...people,
  ...ventures,
  ...messages,
];

export const apiRoutes: readonly ApiRoute[] = [...placesApi, ...directoryApi];
