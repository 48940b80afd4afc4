import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { placeName } from '#modules/places';
import { ageText } from '#modules/places/pages';
import type { PracticeEntry, ReportedPlace } from '../practice.ts';

/** From when to when, as far as the document says; null where it says nothing. */
export function periodText(
  { t, format }: Context,
  { starts, ends, ongoing }: Pick<PracticeEntry, 'starts' | 'ends' | 'ongoing'>,
): string | null {
  const [from, to] = [starts && ageText(starts, format), ends && ageText(ends, format)];
  const period =
    from && to
      ? t('practices.period.from-to', { from, to })
      : from
        ? t('practices.period.from', { from })
        : to
          ? t('practices.period.until', { to })
          : null;
  if (!ongoing) return period;
  return period ? t('practices.period.ongoing', { period }) : t('practices.period.ongoing-only');
}

/** Countries by their names, in the order of the language. */
export function countryNames({ format, lang }: Context, countries: readonly string[]): string[] {
  return countries.map((code) => format.countryName(code)).toSorted((a, b) => a.localeCompare(b, lang));
}

/** The name of a place in the reader's language, or as the document has it. */
export function reportedName({ lang, format }: Context, { name, country, place }: ReportedPlace): string {
  if (place) return placeName(place, lang);
  return country ? `${name} (${format.countryName(country)})` : name;
}

/** The title in the language of the document, for lists that cannot mark it. */
export function titleText({ lang }: Context, practice: Pick<PracticeEntry, 'title'>): string {
  return textIn(practice.title, lang).text;
}

/** How current a sheet is: "as reported in 2010", "confirmed in 2026". */
export function standingText(
  { t, format }: Context,
  { standing, standingOn, reported }: Pick<PracticeEntry, 'standing' | 'standingOn' | 'reported'>,
): string {
  const when = standing === 'reported' ? reported : standingOn;
  const date = when && ageText(when, format);
  return date ? t(`practices.standing.${standing}-on`, { date }) : t(`practices.standing.${standing}`);
}
