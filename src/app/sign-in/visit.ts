import type { Context } from '#kernel/http';
import type { SignedIn, Visit } from '#kernel/identity';

/** What identity needs to know of the browser that asks. */
export function visitOf(ctx: Context): Visit {
  const agent = ctx.headers['user-agent'];
  return {
    ip: ctx.ip,
    userAgent: typeof agent === 'string' ? agent : undefined,
    cookie: typeof ctx.headers.cookie === 'string' ? ctx.headers.cookie : undefined,
  };
}

/** Where to go after signing in: a path of this site, never another one. */
export function nextOf(ctx: Context, otherwise = '/me'): string {
  const next = ctx.query.get('next') ?? '';
  return /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) && next !== '/' ? next : otherwise;
}

/** The same with the query that carries it on. */
export function withNext(ctx: Context, path: string): string {
  const next = ctx.query.get('next');
  return next ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path;
}

/** Keeps the new session's cookie and answers the path that follows. */
export function enter(ctx: Context, signedIn: SignedIn, home: string): string {
  ctx.setCookies.push(signedIn.setCookie);
  if (signedIn.next === 'second-factor') return withNext(ctx, '/sign-in/second-factor');
  if (signedIn.next === 'enrol-second-factor') return withNext(ctx, '/sign-in/enrol');
  return nextOf(ctx, home);
}
