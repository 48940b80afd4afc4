/**
 * Whether a change comes from our own pages. Browsers send Origin or Sec-Fetch-Site with every POST;
 * a request with neither comes from a program, which carries no cookie of a victim.
 */
export function comesFromHere(headers: Record<string, string | string[] | undefined>, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  const origin = headers.origin;
  if (typeof origin !== 'string') return headers.cookie === undefined;
  return URL.canParse(origin) && new URL(origin).host === host;
}
