import { redirect, refuseHttp, type Context, type Redirect } from '#kernel/http';
import type { Session } from '#kernel/identity';

/** The session of a page behind the gate for signed-in people. */
export function sessionOf(ctx: Context): Session {
  if (!ctx.session) throw refuseHttp('not-found');
  return ctx.session;
}

/** Where to prove the second factor first: who holds one changes nothing of the account without it. */
export function secondFactorFirst(ctx: Context): Redirect | null {
  const { hasSecondFactor, assurance } = sessionOf(ctx);
  return hasSecondFactor && assurance < 2 ? redirect(`/sign-in/second-factor?next=${encodeURIComponent(ctx.path)}`) : null;
}
