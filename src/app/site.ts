import type { ApiRoute, Route } from '#kernel/http';
import { appRoutes } from './routes.ts';

/** Every page of the product, and every address of its API: the shell's own and those of the modules. */
export const routes: readonly Route[] = [...appRoutes];

export const apiRoutes: readonly ApiRoute[] = [];
