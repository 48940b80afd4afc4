import type { Identity } from './identity.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The name of a cookie of ours. `__Host-` (RFC 6265bis, 4.1.3.2) keeps a sister host from planting one;
 * browsers take it over https only.
 */
function nameOf(identity: Identity, name: string): string {
  return identity.baseUrl.startsWith('https:') ? `__Host-${name}` : name;
}

function writeCookie(identity: Identity, name: string, value: string, maxAge: number | null): string {
  const parts = [`${nameOf(identity, name)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (identity.baseUrl.startsWith('https:')) parts.push('Secure');
  if (maxAge !== null) parts.push(`Max-Age=${maxAge}`);
  return parts.join('; ');
}

function readCookie(identity: Identity, name: string, header: string | undefined): string | null {
  const prefix = `${nameOf(identity, name)}=`;
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length));
  const [value] = values;
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : null;
}

/** Set-Cookie of a session; staff's goes when the browser closes, `maxAge` (seconds) keeps a person's. */
export function sessionCookie(identity: Identity, token: string, maxAge: number | null): string {
  return writeCookie(identity, 'ponte', token, maxAge);
}

/** Set-Cookie that removes the session from the browser. */
export function clearedSessionCookie(identity: Identity): string {
  return writeCookie(identity, 'ponte', '', 0);
}

/** The session token of a Cookie header; null where there is none, more than one, or something else. */
export function sessionToken(identity: Identity, header: string | undefined): string | null {
  return readCookie(identity, 'ponte', header);
}

/** Set-Cookie that binds a visit to an identity provider to this browser. */
export function visitCookie(identity: Identity, token: string): string {
  return writeCookie(identity, 'ponte-provider', token, identity.limits.ceremonyLife);
}

export function clearedVisitCookie(identity: Identity): string {
  return writeCookie(identity, 'ponte-provider', '', 0);
}

export function visitToken(identity: Identity, header: string | undefined): string | null {
  return readCookie(identity, 'ponte-provider', header);
}
