import { Bdi, ButtonLink, EmptyState, Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import { placeIdsWithin, widerPlaces, type CorridorId, type OpeningId, type PlaceId } from '#modules/places';
import { foundedVentures, venturesById, type Venture } from '#modules/ventures';
import type { Opportunity } from '../opportunity.ts';
import { openingsSpeltOut, searchOpportunities } from '../read-opportunities.ts';
import { readNames, Words, type Names } from './facts.tsx';
import { isAside, readMatches, type VentureMatches } from './matches.tsx';
import { OpportunityCards } from './public.tsx';
import { Reasons } from './reasons.tsx';

const SHOWN_AT_END = 6;
const SHOWN_OF_VENTURE = 3;

/** What {@link EndOpportunities} shows of one end of a corridor. */
export interface EndOpportunitiesData {
  placeId: PlaceId;
  place: string;
  opportunities: Opportunity[];
  total: number;
  names: Names;
  /** Entries of the page that these spell out: the page leaves them out. */
  spelt: ReadonlySet<OpeningId>;
}

/** Published opportunities at a place, wider ones and those inside it, for these corridors or for all. */
export async function readEndOpportunities(
  ctx: Context,
  end: { placeId: PlaceId; place: string; atEnd: 'origin' | 'destination'; corridorIds: readonly CorridorId[] },
): Promise<EndOpportunitiesData> {
  const placeIds = [...(await widerPlaces(ctx.trx, end.placeId)).map(({ id }) => id), ...(await placeIdsWithin(ctx.trx, end.placeId))];
  const found = await searchOpportunities(ctx.trx, { placeIds, atEnd: end.atEnd, page: 1, pageSize: 50 });
  const fitting = found.opportunities.filter(
    ({ corridorIds }) => corridorIds.length === 0 || corridorIds.some((id) => end.corridorIds.includes(id)),
  );
  return {
    ...end,
    opportunities: fitting.slice(0, SHOWN_AT_END),
    total: fitting.length,
    names: await readNames(ctx, fitting),
    spelt: new Set(await openingsSpeltOut(ctx.trx)),
  };
}

/** Opportunities at one end of a corridor; nothing where there is none. */
export function EndOpportunities({ ctx, data }: { ctx: Context; data: EndOpportunitiesData }) {
  const { t } = ctx;
  if (data.opportunities.length === 0) return null;
  return (
    <Section
      title={t('opportunities.corridor.title', { place: data.place })}
      actions={<Link href="/opportunities">{t('opportunities.corridor.all')}</Link>}
    >
      <OpportunityCards ctx={ctx} all={data.opportunities} names={data.names} level={3} />
    </Section>
  );
}

/** The best for each venture of whoever is signed in. */
export async function readMyOpportunities(ctx: Context): Promise<VentureMatches[]> {
  return await readVentureOpportunities(ctx, [...(await venturesById(ctx.trx, await foundedVentures(ctx.trx))).values()]);
}

export async function readVentureOpportunities(ctx: Context, ventures: readonly Venture[]): Promise<VentureMatches[]> {
  const all: VentureMatches[] = [];
  for (const venture of ventures) all.push(await readMatches(ctx, venture, 10));
  return all;
}

/** The way to what fits a founder's ventures, with the best. */
export function MyOpportunities({ ctx, data }: { ctx: Context; data: readonly VentureMatches[] }) {
  const { t } = ctx;
  return (
    <Section title={t('opportunities.mine.title')}>
      <p>{t('opportunities.mine.lead')}</p>
      {data.map((one) => (
        <Best key={one.venture.id} ctx={ctx} data={one} named={data.length > 1} />
      ))}
      <ButtonLink kind="secondary" href={data.length > 0 ? '/me/opportunities' : '/opportunities'}>
        {t('opportunities.mine.all')}
      </ButtonLink>
    </Section>
  );
}

/** What fits the ventures of a person, with the best of each, at the desk. */
export function VentureOpportunities({ ctx, data }: { ctx: Context; data: readonly VentureMatches[] }) {
  const { t } = ctx;
  if (data.length === 0) return null;
  return (
    <Section title={t('opportunities.panel.title')}>
      {data.map((one) => (
        <div key={one.venture.id}>
          <Best ctx={ctx} data={one} named={data.length > 1} />
          <p>
            <Link href={`/desk/ventures/${one.venture.id}/opportunities`}>
              {t('opportunities.panel.all', { venture: one.venture.title })}
            </Link>
          </p>
        </div>
      ))}
    </Section>
  );
}

function Best({ ctx, data, named }: { ctx: Context; data: VentureMatches; named: boolean }) {
  const best = data.matches.filter((match) => !isAside(data, match)).slice(0, SHOWN_OF_VENTURE);
  return (
    <>
      {named && (
        <p>
          <Bdi>{data.venture.title}</Bdi>
        </p>
      )}
      {best.length === 0 ? (
        <EmptyState title={ctx.t('opportunities.mine.none')} />
      ) : (
        <ul>
          {best.map(({ opportunity, score }) => (
            <li key={opportunity.id}>
              <Link href={`/opportunities/${opportunity.id}`}>
                <Words ctx={ctx} value={opportunity.title} />
              </Link>
              <Reasons ctx={ctx} reasons={score.reasons.slice(0, 3)} names={data.names} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
