import type { Route } from '#kernel/http';
import { aboutRoute, accessibilityRoute, privacyRoute } from './pages/about.tsx';
import { homeRoute } from './pages/home.tsx';

/** The shell's own pages: those that belong to no module or mix several. */
export const appRoutes: readonly Route[] = [homeRoute, aboutRoute, privacyRoute, accessibilityRoute];
