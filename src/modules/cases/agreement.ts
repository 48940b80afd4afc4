import type { FilePart, GivenHow } from '#kernel/consent';
import type { Formatters, Translate } from '#kernel/i18n';
import { addDays, fromLocal, type Day, type TimeZone } from '#kernel/time';
import { refuse } from './refusals.ts';
import type { Sharing } from './parts.ts';

/** How a person agrees at the desk: with a signature, or aloud after the sentence was read to them. */
export const deskHows = ['spoken-at-desk', 'signed-at-desk'] as const;
export type DeskHow = (typeof deskHows)[number];

/** What the person agreed to, word by word, and how. */
export interface Agreement {
  language: string;
  wording: string;
  how: Extract<GivenHow, DeskHow>;
}

/** What the sentence of an agreement names. */
export interface AgreementTerms {
  sharing: Sharing;
  /** The office that has the file. */
  office: string;
  /** Who shall see it. */
  recipient: string;
  parts: readonly FilePart[];
  until: Day;
}

/** The sentence that introduces the list of parts, in the language of `t`. */
export function agreementLead(
  t: Translate,
  { sharing, office, recipient }: Pick<AgreementTerms, 'sharing' | 'office' | 'recipient'>,
): string {
  if (sharing === 'referral') return t('cases.agreement.referral', { office, recipient });
  return sharing === 'joint' ? t('cases.agreement.joint', { office, recipient }) : t('cases.agreement.hand-over', { office, recipient });
}

/** The whole wording as it is kept: lead, parts, period, and the right to take it back. */
export function agreementWording(t: Translate, format: Formatters, terms: AgreementTerms): string {
  const parts = format.list(terms.parts.map((part) => t(`cases.part.${part}`)));
  const until = format.date(terms.until);
  const period = terms.sharing === 'hand-over' ? t('cases.agreement.answer-by', { until }) : t('cases.agreement.until', { until });
  return [agreementLead(t, terms), t('cases.agreement.parts', { parts }), period, t('cases.agreement.withdraw')].join(' ');
}

/** Longest periods in days: a referral a year, joint work two. */
const longest = { referral: 366, joint: 731, 'hand-over': 366 } as const satisfies Record<Sharing, number>;

/**
 * The end of a day in the office's time zone, as the end of a grant. Refusals: `until-past`, `until-far`.
 */
export function endOfSharing(sharing: Sharing, until: Day, today: Day, timeZone: TimeZone): Date {
  if (until < today) throw refuse('until-past', { field: 'until' });
  if (until > addDays(today, longest[sharing])) throw refuse('until-far', { field: 'until' });
  return new Date(fromLocal(addDays(until, 1), '00:00', timeZone));
}
