import { currencyDecimals, toDecimalText } from '#kernel/money';
import type { Money } from '#kernel/money';
import { Temporal, toInstant, toZoned } from '#kernel/time';
import type { ZonedDateTime } from '#kernel/time';
import { languageNamer } from './language-names.ts';
import { localeOf } from './languages.ts';

/** A day as 'YYYY-MM-DD' or as a Temporal day. */
export type DayInput = string | Temporal.PlainDate;
/** A moment as an ISO 8601 text with offset, a Temporal instant or a Date (what `pg` returns). */
export type InstantInput = string | Temporal.Instant | Date;

/** `long` 3 March 2026, `weekday` Tuesday 3 March 2026, `short` 3 Mar 2026, `month` March 2026, `numeric` 03/03/2026. */
export type DateStyle = 'long' | 'weekday' | 'short' | 'month' | 'numeric';

export type Formatters = ReturnType<typeof makeFormatters>;

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

const clockTime: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Intl objects cost some 50 µs each to make; a few hundred pairs of language and zone exist at most. */
const made = new Map<string, Formatters>();
const mostMade = 1000;

/**
 * The formatters of a language (any BCP 47 tag) and an IANA time zone. Throws a RangeError on a zone
 * that does not exist.
 */
export function formatters(lang: string, timeZone: string): Formatters {
  const name = `${lang} ${timeZone}`;
  let found = made.get(name);
  if (!found) {
    if (made.size >= mostMade) made.clear();
    found = makeFormatters(localeOf(lang), timeZone);
    made.set(name, found);
  }
  return found;
}

function makeFormatters(locale: string, timeZone: string) {
  const numberFormat = kept((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
  const dateFormat = kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
  const listFormat = kept((options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const pluralRules = new Intl.PluralRules(locale);
  const countryNames = new Intl.DisplayNames(locale, { type: 'region' });
  const zoneFormat = dateFormat({ timeZone, timeZoneName: 'longGeneric' });
  const zoneName = (moment: InstantInput) =>
    zoneFormat.formatToParts(milliseconds(moment)).find((part) => part.type === 'timeZoneName')?.value ?? timeZone;

  const moneyFormat = kept(({ currency }: Pick<Money, 'currency'>) => {
    const usual = numberFormat({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;
    const decimals = currencyDecimals(currency);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      trailingZeroDisplay: usual < decimals ? 'stripIfInteger' : 'auto',
    });
  });
  const dates = remembered((key) => {
    const [style, day] = key.split(' ', 2) as [DateStyle, string]; // as `date` joins them
    return dateFormat({ ...dateStyles[style], timeZone: 'UTC' }).format(
      Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds,
    );
  });

  return {
    /** A number with the language's separators and at most three decimals. */
    number: (value: number | bigint, options: Intl.NumberFormatOptions = {}) => numberFormat(options).format(value),

    /** A fraction as a percentage: 0.25 gives 25%. */
    percent: (fraction: number, decimals = 0) => numberFormat({ style: 'percent', maximumFractionDigits: decimals }).format(fraction),

    /** An amount with its currency; the decimals are left out only where the currency is usually shown without and they are 0. */
    // As text, which Intl formats exactly: a number would lose cents above 2^53.
    money: ({ amountMinor, currency }: Money) =>
      moneyFormat({ currency }).format(toDecimalText({ amountMinor, currency }) as Intl.StringNumericLiteral),

    /** A calendar day, the same in every zone. */
    date: (day: DayInput, style: DateStyle = 'long') => dates(`${style} ${String(day)}`),

    /** A moment as day and time in the zone, with the zone's name: 3 May 2026 at 10:30 (Central European Time). */
    instant: (moment: InstantInput, style: DateStyle = 'long') =>
      `${dateFormat({ ...dateStyles[style], ...clockTime, timeZone }).format(milliseconds(moment))} (${zoneName(moment)})`,

    /** The time of day of a moment in the zone; `zone: true` adds the zone's name. */
    time: (moment: InstantInput, { zone = false } = {}) => {
      const time = dateFormat({ ...clockTime, timeZone }).format(milliseconds(moment));
      return zone ? `${time} (${zoneName(moment)})` : time;
    },

    /** The name of the zone in words; where a place's name is known, "10:30 in Dakar" reads better. */
    zoneName,

    /** The distance of a moment from now: 3 hours ago; from the next day of the zone's calendar on in days: tomorrow. */
    relative: (moment: InstantInput, now: InstantInput) => {
      const { value, unit } = distance(toZoned(toInstant(moment), timeZone), toZoned(toInstant(now), timeZone));
      return relativeFormat.format(value, unit);
    },

    /** A list in a sentence: a, b and c (or: a, b or c). */
    list: (items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') => listFormat({ type }).format(items),

    /** The name of a language by its BCP 47 tag; the tag itself where it has none. */
    languageName: remembered(languageNamer(locale)),

    /** The name of a country by its ISO 3166-1 code; the code itself where it has none. */
    countryName: (code: string) => nameOf(countryNames, code),

    /** The plural category of a number: zero, one, two, few, many or other. */
    plural: (value: number) => pluralRules.select(value),
  };
}

function distance(moment: ZonedDateTime, now: ZonedDateTime): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const days = now.toPlainDate().until(moment.toPlainDate(), { largestUnit: 'year' });
  if (days.years !== 0) return { value: days.years, unit: 'year' };
  if (days.months !== 0) return { value: days.months, unit: 'month' };
  const hours = now.until(moment, { largestUnit: 'hour' });
  // At 23:00 something at 01:00 is in 2 hours; calling it tomorrow would mislead.
  if (days.days !== 0 && Math.abs(hours.hours) >= 12) return { value: days.days, unit: 'day' };
  if (hours.hours !== 0) return { value: hours.hours, unit: 'hour' };
  if (hours.minutes !== 0) return { value: hours.minutes, unit: 'minute' };
  return { value: hours.seconds, unit: 'second' };
}

function milliseconds(moment: InstantInput): number {
  return Date.parse(toInstant(moment));
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // not a well-formed code: show what was stored rather than fail the page
  }
}

function kept<Options extends object, Made>(make: (options: Options) => Made): (options: Options) => Made {
  const byOptions = new Map<string, Made>();
  return (options) => {
    const key = JSON.stringify(options);
    let found = byOptions.get(key);
    if (found === undefined) {
      found = make(options);
      byOptions.set(key, found);
    }
    return found;
  };
}

const mostRemembered = 2000;

/** Remembers texts that every row of a list asks for again: names of languages, days. Forgets all once there are many. */
function remembered(make: (key: string) => string): (key: string) => string {
  const texts = new Map<string, string>();
  return (key) => {
    let found = texts.get(key);
    if (found === undefined) {
      found = make(key);
      if (texts.size >= mostRemembered) texts.clear();
      texts.set(key, found);
    }
    return found;
  };
}
