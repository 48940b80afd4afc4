import { z } from 'zod';
import { Columns, CorridorMap, PageHeading, Section, useUi } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { ServicesAtPlace } from '#modules/directory/pages';
import { CorridorStatistics } from '#modules/observatory/pages';
import { ResponsibleOffice } from '#modules/offices/pages';
import { findPlaceByCode } from '#modules/places';
import { CorridorEnds, CorridorFacts, OpeningsList } from '#modules/places/pages';
import { EndOpportunities } from '#modules/opportunities/pages';
import { PlansAbout } from '#modules/plans/pages';
import { PracticesAbout } from '#modules/practices/pages';
import { RemittancesOfCorridor } from '#modules/remittances/pages';
import { CorridorTrade } from '#modules/trade/pages';
import { readCorridor, type CorridorData, type CorridorEnd } from './corridor-data.ts';

const code = z.string().regex(/^[a-z0-9-]{1,80}$/);

/** Any pair of places: both ends side by side, who helps here and there, what is recorded, what opens up. */
export const corridorRoute = pageRoute({
  path: '/corridors/:origin/:destination',
  who: everyone,
  params: z.object({ origin: code, destination: code }),
  view: async (ctx, { params }) => {
    const { t, trx } = ctx;
    const origin = await findPlaceByCode(trx, params.origin);
    const destination = await findPlaceByCode(trx, params.destination);
    if (!origin || !destination || origin.id === destination.id) throw refuseHttp('not-found');
    const data = await readCorridor(ctx, origin, destination);
    const names = { origin: data.origin.view.name, destination: data.destination.view.name };
    const title = t('places.corridor.name', names);
    return page(
      title,
      <>
        <PageHeading title={title} lead={t('places.corridor.lead')} />
        <CorridorBody ctx={ctx} data={data} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('places.corridors.title'), href: '/corridors' }], description: t('places.corridor.lead') },
    );
  },
});

function CorridorBody({ ctx, data }: { ctx: Context; data: CorridorData }) {
  const { t } = useUi();
  const { origin, destination, recorded } = data;
  const mapPlace = ({ view }: CorridorEnd) => ({ name: view.name, lat: view.place.lat, lon: view.place.lon });
  return (
    <>
      <Section title={t('places.corridor.offices')}>
        <Columns>
          <ResponsibleOffice view={origin.office} place={origin.view.name} {...(origin.territory ? { territory: origin.territory } : {})} />
          <ResponsibleOffice
            view={destination.office}
            place={destination.view.name}
            {...(destination.territory ? { territory: destination.territory } : {})}
          />
        </Columns>
      </Section>
      <Section title={t('places.corridor.ends')}>
        <CorridorEnds origin={origin.view} destination={destination.view} now={ctx.now} />
      </Section>
      <Columns>
        <CorridorFacts view={recorded} origin={origin.view.name} destination={destination.view.name} />
        <CorridorMap origin={mapPlace(origin)} destination={mapPlace(destination)} />
      </Columns>
      <CorridorStatistics ctx={ctx} figures={data.figures} />
      {data.remittances && <RemittancesOfCorridor ctx={ctx} way={data.remittances} />}
      {data.trade && <CorridorTrade ctx={ctx} data={data.trade} />}
      <ServicesAt end={origin} />
      <ServicesAt end={destination} />
      <EndOpportunities ctx={ctx} data={origin.opportunities} />
      <EndOpportunities ctx={ctx} data={destination.opportunities} />
      <OpeningsAt end={origin} />
      <OpeningsAt end={destination} />
      <PlansAbout ctx={ctx} plans={data.plans} />
      <PracticesAbout ctx={ctx} practices={data.practices} />
    </>
  );
}

function ServicesAt({ end }: { end: CorridorEnd }) {
  const { t } = useUi();
  const { name, place } = end.view;
  return <ServicesAtPlace found={end.services} placeCode={place.code} title={t('places.corridor.services', { place: name })} />;
}

function OpeningsAt({ end }: { end: CorridorEnd }) {
  const { t } = useUi();
  return (
    <Section title={t('places.corridor.openings', { place: end.view.name })}>
      <OpeningsList openings={end.openings} place={end.view.name} />
    </Section>
  );
}
