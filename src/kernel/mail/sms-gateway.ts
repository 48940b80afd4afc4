import { z } from 'zod';
import type { Settings } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import type { SmsContent } from './content.ts';
import { PermanentFailure, type Envelope } from './envelope.ts';

const PATIENCE_MS = 15_000;

/** Answers about this number or text. Any other may be the gateway's bad day or a key of ours that was put wrong: tried again. */
const REFUSED = new Set([400, 413, 422]);

type Escape = (value: string) => string;

/** How a value is written into a body, by the body's content type. */
const ESCAPES: Record<string, Escape> = {
  'application/json': (value) => JSON.stringify(value).slice(1, -1),
  'application/x-www-form-urlencoded': encodeURIComponent,
  'text/plain': (value) => value,
};

/**
 * Sends text messages by the request of the settings: `{to}` and `{text}` in the address and the body are replaced, each
 * escaped for the place where it stands. Redirects are not followed: they would carry number and text elsewhere.
 * Refusals: {@link StartFailure} where headers or body are malformed.
 */
export function openSmsGateway(
  settings: NonNullable<Settings['sms']>,
): (content: SmsContent, envelope: Pick<Envelope, 'signal'>) => Promise<void> {
  const headers = readHeaders(settings.headers);
  const escape = settings.method === 'GET' ? encodeURIComponent : escapeFor(headers);
  const build = (content: SmsContent) => ({
    url: fill(settings.url, content, encodeURIComponent),
    body: settings.method === 'GET' ? undefined : fill(settings.body, content, escape),
  });
  requireSound(settings, headers, build({ to: '+391234567890', text: 'a "quoted" & \\ text' }).body);
  return async (content, { signal }) => {
    const { url, body } = build(content);
    const answer = await fetch(url, {
      method: settings.method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await answer.body?.cancel();
    if (answer.ok) return;
    const redirected = answer.status >= 300 && answer.status < 400;
    const reason = `the SMS gateway answered ${answer.status}${redirected ? '; redirects are not followed' : ''}`;
    throw REFUSED.has(answer.status) ? new PermanentFailure(reason) : new Error(reason);
  };
}

/** One pass, so that a text that itself says `{to}` stays as it is. */
function fill(template: string, { to, text }: SmsContent, escape: Escape): string {
  return template.replace(/\{(to|text)\}/g, (_, name) => escape(name === 'to' ? to : text));
}

function readHeaders(json: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(json));
  } catch (error) {
    throw new StartFailure('SMS_HEADERS is not a JSON object of names and texts, e.g. {"content-type":"application/json"}.', {
      cause: error,
    });
  }
}

function escapeFor(headers: Record<string, string>): Escape {
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const escape = ESCAPES[(header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
  if (!escape) throw new StartFailure(`SMS_HEADERS needs a content-type that Ponte can write: ${Object.keys(ESCAPES).join(', ')}.`);
  return escape;
}

function requireSound(settings: NonNullable<Settings['sms']>, headers: Record<string, string>, body: string | undefined): void {
  const template = settings.url + (body === undefined ? '' : settings.body);
  if (!template.includes('{to}') || !template.includes('{text}'))
    throw new StartFailure('SMS_BODY (or SMS_URL) must hold {to} and {text}.');
  try {
    const request = new Request(settings.url.replace(/\{(to|text)\}/g, 'x'), { method: settings.method, headers, body });
    if (body !== undefined && request.headers.get('content-type')?.startsWith('application/json')) JSON.parse(body);
  } catch (error) {
    throw new StartFailure(
      'SMS_URL, SMS_HEADERS and SMS_BODY do not make a request: no user name in the address (use a header), and a body in JSON where the content-type says so.',
      { cause: error },
    );
  }
}
