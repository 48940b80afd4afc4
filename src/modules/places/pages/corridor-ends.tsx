import { Columns, DescriptionList, Heading, Tag, useUi, type Fact } from '#kernel/html';
import { formatters, localeOf } from '#kernel/i18n';
import { toZoned } from '#kernel/time';
import type { PlaceView } from '../describe-place.ts';
import { PlaceDescribed } from './place-described.tsx';
import { TranslatedText } from './translated-text.tsx';

export type CorridorEndsProps = { origin: PlaceView; destination: PlaceView; now: Date };

/** Both ends of a corridor side by side: local time, money, languages, next public holidays. */
export function CorridorEnds({ origin, destination, now }: CorridorEndsProps) {
  const { t } = useUi();
  return (
    <Columns>
      <End view={origin} other={destination} role={t('places.end.origin')} now={now} />
      <End view={destination} other={origin} role={t('places.end.destination')} now={now} />
    </Columns>
  );
}

function End({ view, other, role, now }: { view: PlaceView; other: PlaceView; role: string; now: Date }) {
  const { t, lang } = useUi();
  const format = formatters(lang, view.timeZone ?? 'UTC');
  const facts: Fact[] = [];
  if (view.timeZone) {
    facts.push({
      key: 'time',
      label: t('places.end.time'),
      value: (
        <>
          <time dateTime={now.toISOString()}>{format.instant(now, 'weekday')}</time>
          {other.timeZone && <div class="hint">{differenceText(view.timeZone, other, now, t)}</div>}
        </>
      ),
    });
  }
  if (view.currency) facts.push({ key: 'currency', label: t('places.end.currency'), value: currencyName(view.currency, lang) });
  if (view.languages.length > 0) {
    facts.push({
      key: 'languages',
      label: t('places.end.languages'),
      value: format.list(view.languages.map((code) => format.languageName(code))),
    });
  }
  facts.push({ key: 'holidays', label: t('places.end.holidays'), value: <Holidays view={view} /> });
  return (
    <div>
      <p class="page-caption">{role}</p>
      <Heading level={3}>{view.name}</Heading>
      <p>
        <PlaceDescribed place={{ level: view.place.level, within: view.within }} />
      </p>
      <DescriptionList facts={facts} label={view.name} />
    </div>
  );
}

function Holidays({ view }: { view: PlaceView }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  if (view.holidays.length === 0) return <>{t('places.end.no-holidays')}</>;
  return (
    <ul>
      {view.holidays.map(({ onDay, name, tentative }) => (
        <li key={onDay + name.source}>
          {format.date(onDay, 'weekday')}: <TranslatedText value={name} /> {tentative && <Tag>{t('places.end.tentative')}</Tag>}
        </li>
      ))}
    </ul>
  );
}

function differenceText(zone: string, other: PlaceView, now: Date, t: (key: string, values?: Record<string, unknown>) => string): string {
  const offset = (name: string) => toZoned(now.toISOString(), name).offsetNanoseconds / 3_600e9;
  const hours = offset(zone) - offset(other.timeZone ?? zone);
  if (hours === 0) return t('places.end.same-time', { place: other.name });
  return t(hours > 0 ? 'places.end.ahead' : 'places.end.behind', { hours: Math.abs(hours), place: other.name });
}

/** The name of a currency in the reader's language with its code: "Euro (EUR)". */
function currencyName(code: string, lang: string): string {
  const name = new Intl.DisplayNames(localeOf(lang), { type: 'currency' }).of(code) ?? code;
  return name === code ? code : `${name} (${code})`;
}
