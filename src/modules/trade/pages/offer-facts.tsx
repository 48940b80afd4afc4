import { Bdi, SummaryList, Tag, type SummaryRow } from '#kernel/html';
import type { Context } from '#kernel/http';
import { listCorridorEnds, placeName, type CorridorEnds, type CorridorId } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import { goodsName } from '../goods.ts';
import type { End, Offer, PublicOffer, State } from '../offer.ts';

/** Corridors by id, with the names of their ends in the reader's language. */
export type Corridors = ReadonlyMap<CorridorId, CorridorEnds>;

export async function readCorridors(ctx: Context): Promise<Corridors> {
  return new Map((await listCorridorEnds(ctx.trx, ctx.lang)).map((one) => [one.id, one]));
}

export function corridorName(ctx: Context, corridor: CorridorEnds | undefined): string {
  if (!corridor) return '–';
  const [origin, destination] = [placeName(corridor.origin, ctx.lang), placeName(corridor.destination, ctx.lang)];
  return ctx.t('trade.corridor.name', { origin, destination });
}

export function endName(ctx: Context, corridor: CorridorEnds | undefined, end: End): string {
  return corridor ? placeName(corridor[end], ctx.lang) : '–';
}

export function subjectText(ctx: Context, offer: PublicOffer): string {
  if (offer.hsCode) return `${goodsName(offer.hsCode, ctx.lang)} (${offer.hsCode})`;
  return termLabel('sectors', offer.sector ?? '', ctx.lang);
}

export function amountText(ctx: Context, offer: PublicOffer): string | null {
  const { t, format } = ctx;
  if (offer.quantity === null || !offer.unit || !offer.per) return null;
  return t('trade.amount', { count: format.number(offer.quantity), unit: t(`trade.unit.${offer.unit}`), per: t(`trade.per.${offer.per}`) });
}

/** Names of months in the reader's language. */
export function monthName(ctx: Context, month: number): string {
  return new Intl.DateTimeFormat(ctx.lang, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1));
}

/** What anybody may know of an offer. */
export function OfferFacts({ ctx, offer, corridors }: { ctx: Context; offer: PublicOffer; corridors: Corridors }) {
  const { t, format } = ctx;
  const corridor = corridors.get(offer.corridorId);
  const listed = (key: string, label: string, values: string[]): SummaryRow[] =>
    values.length > 0 ? [{ key, label, value: format.list(values) }] : [];
  const amount = amountText(ctx, offer);
  const rows: SummaryRow[] = [
    { key: 'what', label: t(`trade.what.${offer.what}`), value: subjectText(ctx, offer) },
    { key: 'corridor', label: t('trade.field.corridor'), value: corridorName(ctx, corridor) },
    { key: 'end', label: t(`trade.end.${offer.kind}`), value: endName(ctx, corridor, offer.atEnd) },
    ...(amount ? [{ key: 'amount', label: t('trade.field.quantity'), value: amount }] : []),
    {
      key: 'months',
      label: t('trade.field.months'),
      value: offer.months.length > 0 ? format.list(offer.months.map((month) => monthName(ctx, month))) : t('trade.months.all'),
    },
    ...(offer.incoterm
      ? [
          {
            key: 'terms',
            label: t('trade.field.incoterm'),
            value: (
              <>
                <Bdi>{`${offer.incoterm} ${offer.termPlace ?? ''}`}</Bdi>
                <br />
                {t(`trade.incoterm.${offer.incoterm}`)}
              </>
            ),
          },
        ]
      : []),
    ...listed(
      'certificates',
      t('trade.field.certificates'),
      offer.certificates.map((one) => t(`trade.certificate.${one}`)),
    ),
    ...listed(
      'languages',
      t('trade.field.languages'),
      offer.languages.map((one) => format.languageName(one)),
    ),
    { key: 'valid', label: t('trade.field.valid'), value: format.date(offer.validUntil) },
  ];
  return (
    <>
      <p dir="auto">{offer.description}</p>
      <SummaryList label={offer.title} rows={rows} />
    </>
  );
}

const tones = {
  draft: 'neutral',
  waiting: 'info',
  returned: 'warning',
  held: 'warning',
  refused: 'danger',
  published: 'success',
  expired: 'neutral',
  withdrawn: 'neutral',
} as const satisfies Record<State, string>;

export function StateTag({ ctx, state }: { ctx: Context; state: Offer['state'] }) {
  return <Tag tone={tones[state]}>{ctx.t(`trade.state.${state}`)}</Tag>;
}

export function KindTag({ ctx, offer }: { ctx: Context; offer: Pick<PublicOffer, 'kind'> }) {
  return <Tag tone="info">{ctx.t(`trade.kind.${offer.kind}`)}</Tag>;
}
