import { Bdi, ButtonLink, Link, Section, Stat, StatGrid } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Corridor } from '#modules/places';
import type { Venture } from '#modules/ventures';
import { countShown } from '../count-offers.ts';
import type { Offer } from '../offer.ts';
import { offersOfVentures } from '../read-offers.ts';
import { corridorName, StateTag } from './offer-facts.tsx';

/** What {@link VentureTrade} shows, read once by the page. */
export interface VentureTradeData {
  venture: Venture;
  offers: Offer[];
}

export async function readVentureTrade(ctx: Context, ventures: readonly Venture[]): Promise<VentureTradeData[]> {
  const offers = await offersOfVentures(
    ctx.trx,
    ventures.map(({ id }) => id),
  );
  return ventures.map((venture) => ({ venture, offers: offers.filter(({ ventureId }) => ventureId === venture.id) }));
}

/** What a person's ventures offer and ask for, with the way to write more, at the desk. */
export function VentureTrade({ ctx, data }: { ctx: Context; data: readonly VentureTradeData[] }) {
  const { t } = ctx;
  if (data.length === 0) return null;
  return (
    <Section title={t('trade.panel.title')}>
      {data.map(({ venture, offers }) => (
        <div key={venture.id}>
          {offers.length > 0 && (
            <ul>
              {offers.map((offer) => (
                <li key={offer.id}>
                  <Link href={`/desk/trade/${offer.id}`}>
                    <Bdi>{offer.title}</Bdi>
                  </Link>{' '}
                  <StateTag ctx={ctx} state={offer.state} />
                </li>
              ))}
            </ul>
          )}
          <p>
            <Link href={`/desk/ventures/${venture.id}/trade`}>{t('trade.new.for', { venture: venture.title })}</Link>
          </p>
        </div>
      ))}
    </Section>
  );
}

/** The way to the founder's trade, in their space. */
export function MyTrade({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  return (
    <Section title={t('trade.mine.title')}>
      <p>{t('trade.mine.lead')}</p>
      <ButtonLink kind="secondary" href="/me/trade">
        {t('trade.mine.open')}
      </ButtonLink>
    </Section>
  );
}

/** How many offers and requests are shown along a corridor. */
export interface CorridorTradeData {
  corridor: Corridor;
  offers: number;
  requests: number;
}

export async function readCorridorTrade(ctx: Context, corridor: Corridor): Promise<CorridorTradeData> {
  return { corridor, ...(await countShown(ctx.trx, corridor.id)) };
}

/** Trade along a corridor: what is shown today, counted from the public list. */
export function CorridorTrade({ ctx, data }: { ctx: Context; data: CorridorTradeData }) {
  const { t, format } = ctx;
  const href = (kind: string) => `/trade?corridor=${data.corridor.code}&kind=${kind}`;
  return (
    <Section title={t('trade.corridor.title')}>
      <p>
        <Bdi>{corridorName(ctx, data.corridor)}</Bdi>
      </p>
      <StatGrid>
        <Stat label={t('trade.corridor.offers')} value={format.number(data.offers)} href={href('offer')} />
        <Stat label={t('trade.corridor.requests')} value={format.number(data.requests)} href={href('request')} />
      </StatGrid>
      <p>
        <Link href={`/corridors/${data.corridor.code}/trade`}>{t('trade.facts.see')}</Link>
      </p>
      <p>{t('trade.corridor.source', { day: format.date(ctx.now.toISOString().slice(0, 10)) })}</p>
    </Section>
  );
}
