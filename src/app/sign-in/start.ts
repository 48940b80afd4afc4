import { pageRoute, redirect, signedIn, type Context } from '#kernel/http';
import type { Role } from '#kernel/access';

/** First pages by role; the first that fits is where the day begins. */
const homes: readonly (readonly [readonly Role[], string])[] = [
  [['counsellor', 'office-manager'], '/desk'],
  [['provider'], '/referrals'],
  [['administrator', 'data-protection-officer', 'auditor'], '/admin'],
  [['planner'], '/counts'],
];

function homeOf(ctx: Context): string {
  return homes.find(([roles]) => ctx.roles.some((held) => roles.includes(held.role)))?.[1] ?? '/me';
}

/** Where somebody goes who has just signed in and asked for no page. */
export const startRoute = pageRoute({ path: '/start', who: signedIn, view: async (ctx) => redirect(homeOf(ctx)) });
