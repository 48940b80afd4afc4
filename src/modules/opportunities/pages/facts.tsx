import { Bdi, DescriptionList, Link, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { daysBetween, toLocal } from '#kernel/time';
import { officeNames } from '#modules/offices';
import { listCorridorEnds, placeName, placesById, type CorridorEnds, type CorridorId, type PlaceId } from '#modules/places';
import { ageText, sourceText } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import { CLOSING_DAYS } from '../score.ts';
import type { Opportunity, State } from '../opportunity.ts';

export const todayOf = (ctx: Context): string => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

/** Names that a page of opportunities shows, read at once. */
export interface Names {
  places: ReadonlyMap<PlaceId, string>;
  corridors: ReadonlyMap<CorridorId, CorridorEnds>;
  offices: ReadonlyMap<string, string>;
}

export async function readCorridors(ctx: Context): Promise<Names['corridors']> {
  return new Map((await listCorridorEnds(ctx.trx, ctx.lang)).map((one) => [one.id, one]));
}

/** With the names of `more` places; `corridors` where they were read already. */
export async function readNames(
  ctx: Context,
  all: readonly Opportunity[],
  { more = [], corridors }: { more?: readonly PlaceId[]; corridors?: Names['corridors'] } = {},
): Promise<Names> {
  const inConditions = all.flatMap(({ conditions }) => conditions.flatMap((one) => ('within' in one ? one.within : []))) as PlaceId[]; // of our own table
  const places = await placesById(ctx.trx, [...new Set([...all.map(({ placeId }) => placeId), ...inConditions, ...more])]);
  return {
    places: new Map([...places].map(([id, place]) => [id, placeName(place, ctx.lang)])),
    corridors: corridors ?? (await readCorridors(ctx)),
    offices: await officeNames(
      ctx.trx,
      all.map(({ officeId }) => officeId),
      ctx.lang,
    ),
  };
}

/** A text in the reader's language, or marked with the language in which it is. */
export function Words({ ctx, value }: { ctx: Context; value: Translated }) {
  const shown = textIn(value, ctx.lang);
  if (shown.lang === ctx.lang) return <>{shown.text}</>;
  return (
    <>
      <span lang={shown.lang} dir={shown.dir}>
        {shown.text}
      </span>{' '}
      <Tag>{ctx.format.languageName(shown.lang)}</Tag>
    </>
  );
}

export function titleOf(ctx: Context, { title }: Pick<Opportunity, 'title'>): string {
  return textIn(title, ctx.lang).text;
}

export function corridorName(ctx: Context, corridor: CorridorEnds | undefined): string {
  if (!corridor) return '–';
  return ctx.t('opportunities.corridor.name', {
    origin: placeName(corridor.origin, ctx.lang),
    destination: placeName(corridor.destination, ctx.lang),
  });
}

// uses messages: opportunities.kind.*
export function KindTags({ ctx, one }: { ctx: Context; one: Opportunity }) {
  const { t, format } = ctx;
  return (
    <>
      {one.reported ? (
        <Tag>{t('opportunities.tag.reported', { date: ageText(one.reported, format) })}</Tag>
      ) : (
        <Tag tone="info">{t(`opportunities.kind.${one.kind}`)}</Tag>
      )}{' '}
      {one.needsConfirmation && <Tag tone="warning">{t('opportunities.tag.confirm')}</Tag>}{' '}
      {one.demonstration && <Tag>{t('opportunities.tag.demonstration')}</Tag>}
    </>
  );
}

// uses messages: opportunities.state.*
export function StateTag({ ctx, state }: { ctx: Context; state: State }) {
  const tone = { draft: 'neutral', published: 'success', expired: 'warning', withdrawn: 'neutral' } as const;
  return <Tag tone={tone[state]}>{ctx.t(`opportunities.state.${state}`)}</Tag>;
}

/** Until when it holds, in words: the end, or that none is known. */
export function endText(ctx: Context, one: Pick<Opportunity, 'validUntil' | 'checkedOn'>): string {
  const { t, format } = ctx;
  if (one.validUntil === null) return t('opportunities.end.unknown', { day: format.date(one.checkedOn, 'short') });
  const days = daysBetween(todayOf(ctx), one.validUntil);
  const day = format.date(one.validUntil, 'short');
  return days >= 0 && days <= CLOSING_DAYS ? t('opportunities.end.closes', { day, days }) : t('opportunities.end.until', { day });
}

export function amountOf(ctx: Context, one: Pick<Opportunity, 'amount' | 'amountText'>): string | null {
  const words = one.amountText ? textIn(one.amountText, ctx.lang).text : null;
  const sum = one.amount ? ctx.format.money(one.amount) : null;
  return sum && words ? `${sum} · ${words}` : (sum ?? words);
}

/** All that anybody may know of an opportunity but its conditions. */
export function OpportunityFacts({ ctx, one, names }: { ctx: Context; one: Opportunity; names: Names }) {
  const { t, lang, format } = ctx;
  const amount = amountOf(ctx, one);
  const row = (key: string, label: string, values: string[]) => (values.length > 0 ? [{ key, label, value: format.list(values) }] : []);
  const source = sourceText(one.source, t as never); // its keys are a list
  return (
    <DescriptionList
      facts={[
        { key: 'kind', label: t('opportunities.field.kind'), value: t(`opportunities.kind.${one.kind}`) },
        { key: 'place', label: t('opportunities.field.place'), value: names.places.get(one.placeId) ?? '–' },
        { key: 'end', label: t('opportunities.field.at-end'), value: t(`opportunities.end-of.${one.atEnd}`) },
        ...row(
          'corridors',
          t('opportunities.field.corridors'),
          one.corridorIds.map((id) => corridorName(ctx, names.corridors.get(id))),
        ),
        ...row(
          'sectors',
          t('opportunities.field.sectors'),
          one.sectors.map((code) => termLabel('sectors', code, lang)),
        ),
        ...row(
          'stages',
          t('opportunities.field.stages'),
          one.stages.map((code) => termLabel('ventureStages', code, lang)),
        ),
        ...row(
          'audiences',
          t('opportunities.field.audiences'),
          one.audiences.map((code) => t(`opportunities.audience.${code}`)),
        ),
        ...(amount ? [{ key: 'amount', label: t('opportunities.field.amount'), value: amount }] : []),
        { key: 'valid', label: t('opportunities.field.valid'), value: endText(ctx, one) },
        {
          key: 'source',
          label: t('opportunities.field.source'),
          value: (
            <>
              {one.source.url ? (
                <Link href={one.source.url}>
                  <Bdi>{source}</Bdi>
                </Link>
              ) : (
                <Bdi>{source}</Bdi>
              )}
              {' · '}
              {t('opportunities.field.seen', { day: format.date(one.sourceSeenOn, 'short') })}
            </>
          ),
        },
        { key: 'office', label: t('opportunities.field.keeper'), value: names.offices.get(one.officeId) ?? '–' },
      ]}
    />
  );
}
