import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { refuse } from './refusals.ts';

/** An e-mail as it is kept, sealed. */
export const mailContent = z.object({
  to: z.object({ address: z.string(), name: z.string().optional() }),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  /** An appointment that the reader's calendar understands (iCalendar, RFC 5545). */
  calendar: z.object({ method: z.enum(['publish', 'request', 'cancel']), filename: z.string(), content: z.string() }).optional(),
});
export type MailContent = z.infer<typeof mailContent>;

/** A text message as it is kept, sealed. */
export const smsContent = z.object({ to: z.string(), text: z.string() });
export type SmsContent = z.infer<typeof smsContent>;

const LOCAL_PART = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const E164 = /^\+[1-9]\d{6,14}$/;
// Everything that ends or hides a line: no header, no name and no file name may hold it.
const CONTROL = /\p{Cc}|\p{Zl}|\p{Zp}/u;
const LONGEST_TEXT = 100_000;
const LONGEST_SMS = 1000;

/**
 * An e-mail with each part checked, since addresses and subjects come from forms: a line break in one would write a header
 * of its own. Refusals: `address`, `subject`, `text`.
 */
export function checkMail(content: MailContent): MailContent {
  const { to, subject, text, html, calendar } = content;
  if (CONTROL.test(subject) || subject.trim() === '' || subject.length > 250) throw refuse('subject', { field: 'subject' });
  if (to.name !== undefined && (CONTROL.test(to.name) || to.name.length > 200)) throw refuse('address', { field: 'to' });
  if (text.length > LONGEST_TEXT || (html?.length ?? 0) > LONGEST_TEXT) throw refuse('text', { field: 'text' });
  if (calendar && !/^[\w-]{1,60}\.ics$/.test(calendar.filename)) throw new Error('the name of a calendar file is plain and ends in .ics');
  return { ...content, to: { ...to, address: checkAddress(to.address) } };
}

/** An e-mail address with its domain in ASCII. Refusals: `address`. */
export function checkAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase();
  const local = address.slice(0, at);
  const sound = at > 0 && LOCAL_PART.test(local) && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(domain) && domain.length <= 253;
  if (!sound) throw refuse('address', { field: 'to' });
  return `${local}@${domain}`;
}

/** A text message to a number in E.164 form. Refusals: `number`, `text`. */
export function checkSms({ to, text }: SmsContent): SmsContent {
  if (!E164.test(to)) throw refuse('number', { field: 'to' });
  if (text.trim() === '' || text.length > LONGEST_SMS || CONTROL.test(text.replace(/\n/g, ''))) throw refuse('text', { field: 'text' });
  return { to, text: text.toWellFormed() };
}
