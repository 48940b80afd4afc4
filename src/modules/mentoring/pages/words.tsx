import type { ComponentChildren } from 'preact';
import { Bdi, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters, localeOf } from '#kernel/i18n';
import { termLabel } from '#modules/vocabulary';
import { writeDayHours, type WeekSpan } from '../hours.ts';
import type { PairState } from '../pair.ts';
import type { Reason } from '../score.ts';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a weekday, 1 for Monday to 7 for Sunday. */
export function weekdayName(lang: string, weekday: number): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(localeOf(lang), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
}

/** Languages by their names in the reader's language. */
export function languageList(ctx: Context, tags: readonly string[]): string {
  return tags.length === 0 ? '–' : ctx.format.list(tags.map((tag) => ctx.format.languageName(tag)));
}

export function termList(ctx: Context, vocabulary: 'sectors' | 'ventureNeeds' | 'ventureStages', codes: readonly string[]): string {
  return codes.length === 0 ? '–' : ctx.format.list(codes.map((code) => termLabel(vocabulary, code, ctx.lang)));
}

/** The hours of a week, a line a day. */
export function WeekHours({ ctx, hours }: { ctx: Context; hours: readonly WeekSpan[] }): ComponentChildren {
  const days = weekdays.filter((day) => hours.some((span) => span.weekday === day));
  if (days.length === 0) return <>{ctx.t('mentoring.hours.none')}</>;
  return (
    <ul class="plain-list">
      {days.map((day) => (
        <li key={day}>
          {weekdayName(ctx.lang, day)}: <Bdi dir="ltr">{writeDayHours(hours, day)}</Bdi>
        </li>
      ))}
    </ul>
  );
}

const tones: Readonly<Record<PairState, Tone>> = {
  suggested: 'neutral',
  offered: 'info',
  accepted: 'info',
  running: 'success',
  ended: 'neutral',
};

export function StateTag({ ctx, state }: { ctx: Context; state: PairState }) {
  return <Tag tone={tones[state]}>{ctx.t(`mentoring.state.${state}`)}</Tag>;
}

/** A moment on two clocks: the founder's and the mentor's; once where both show the same. */
export function BothClocks({ ctx, at, founder, mentor }: { ctx: Context; at: Date; founder: string; mentor: string }) {
  const { t, lang } = ctx;
  const onClock = (zone: string) => formatters(lang, zone).instant(at, 'weekday');
  const [first, second] = [onClock(founder), onClock(mentor)];
  if (first === second) return <time dateTime={at.toISOString()}>{first}</time>;
  return (
    <>
      <time dateTime={at.toISOString()}>{t('mentoring.clock.founder', { when: first })}</time>
      <br />
      {t('mentoring.clock.mentor', { when: second })}
    </>
  );
}

/** Hours given, from minutes. */
export function hoursText(ctx: Context, minutes: number): string {
  return ctx.t('mentoring.hours.given', { hours: Math.round(minutes / 6) / 10 });
}

/** A reason for a suggestion, in words. */
export function reasonText(ctx: Context, reason: Reason, placeNames: ReadonlyMap<string, string>): string {
  const { t } = ctx;
  switch (reason.code) {
    case 'language':
      return t('mentoring.reason.language', { languages: languageList(ctx, reason.about) });
    case 'sector':
      return t('mentoring.reason.sector', { sector: termList(ctx, 'sectors', reason.about) });
    case 'topic':
      return t('mentoring.reason.topic', { topics: termList(ctx, 'ventureNeeds', reason.about) });
    case 'stage':
      return t('mentoring.reason.stage', { stage: termList(ctx, 'ventureStages', reason.about) });
    case 'place':
      return t('mentoring.reason.place', { place: placeNames.get(reason.about[0] ?? '') ?? '–' });
    case 'country':
      return t('mentoring.reason.country', { place: placeNames.get(reason.about[0] ?? '') ?? '–' });
    case 'time':
      return t('mentoring.reason.time', { hours: Math.round((reason.minutes ?? 0) / 6) / 10 });
    case 'free':
      return t('mentoring.reason.free');
  }
}
