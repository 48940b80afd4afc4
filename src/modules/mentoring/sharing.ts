import type { Formatters, Translate } from '#kernel/i18n';
import { addMonths, fromLocal, toLocal } from '#kernel/time';
import type { FilePart } from '#kernel/consent';
import type { SharedPart } from './pair.ts';

/** Months for which a founder shares with a mentor: longer than the last follow-up, and never without end. */
const SHARED_MONTHS = 12;

/** What comes with every pair: sessions, notes meant for the mentor, agreed actions. */
export const neededParts = ['mentoring'] as const satisfies readonly FilePart[];

/** The grant's parts: what every pair needs and what the founder ticked. */
export function grantedParts(ticked: readonly SharedPart[]): FilePart[] {
  return [...neededParts, ...ticked];
}

/** When a grant that begins now ends, at midnight in a zone. */
export function endOfSharing(now: Date, timeZone: string): Date {
  const { day } = toLocal(now.toISOString(), timeZone);
  return new Date(fromLocal(addMonths(day, SHARED_MONTHS), '00:00', timeZone));
}

/** The sentence to which the founder agrees, word by word, in the language of `t`. */
export function sharingWording(
  t: Translate,
  format: Formatters,
  terms: { mentor: string; parts: readonly SharedPart[]; until: Date },
): string {
  const parts = format.list([t('mentoring.part.mentoring'), ...terms.parts.map((part) => t(`mentoring.part.${part}`))]);
  return [
    t('mentoring.agreement.lead', { mentor: terms.mentor }),
    t('mentoring.agreement.parts', { parts }),
    t('mentoring.agreement.until', { until: format.instant(terms.until, 'short') }),
    t('mentoring.agreement.withdraw'),
  ].join(' ');
}
