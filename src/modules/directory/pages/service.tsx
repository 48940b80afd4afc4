import { z } from 'zod';
import { ButtonLink, Columns, Lead, Link, Notice, PageHeading, Section, Tag, useUi } from '#kernel/html';
import { everyone, page, pageRoute, type Context } from '#kernel/http';
import { idOf, type Reads } from '#kernel/db';
import { textIn, type Translated } from '#kernel/i18n';
import { namesAbove, placesById, placeName, type PlaceId } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { findService } from '../find-service.ts';
import type { Service } from '../service.ts';
import { mayChange } from './may-change.ts';
import { ReportedLabel } from './reported-label.tsx';
import { ServiceContact } from './service-contact.tsx';
import { ServiceFacts } from './service-facts.tsx';
import { ServiceHours } from './service-hours.tsx';

/** After half a year an entry is called old: people should ask before they travel. */
const OLD_DAYS = 183;

/** One service: what it is, for whom, what it costs, how to get it, when, where, by whom, and when that was last checked. */
export const serviceRoute = pageRoute({
  path: '/services/:id',
  who: everyone,
  params: z.object({ id: idOf<'directory.services'>() }),
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const service = await findService(ctx.trx, params.id);
    const places = await placeNames(ctx.trx, [...service.locations.map(({ placeId }) => placeId), ...service.areas], lang);
    const name = textIn(service.name, lang).text;
    return page(
      name,
      <>
        <Heading service={service} mayEdit={mayChange(ctx, service.organisationId)} />
        {service.standing === 'reported' ? <History service={service} /> : <Today ctx={ctx} service={service} places={places} />}
      </>,
      {
        width: 'wide',
        breadcrumbs: [{ label: t('directory.services.title'), href: '/services' }],
        description: textIn(service.description, lang).text.slice(0, 300),
      },
    );
  },
});

function Heading({ service, mayEdit }: { service: Service; mayEdit: boolean }) {
  const { t } = useUi();
  const { standing, demonstration, source } = service;
  return (
    <PageHeading
      title={<TranslatedText value={service.name} />}
      caption={
        <Link href={`/organisations/${service.organisationId}`}>
          <TranslatedText value={service.organisation.name} />
        </Link>
      }
      tags={
        <>
          {standing === 'reported' && <ReportedLabel source={source} />}
          {demonstration && <Tag>{t('directory.tag.demonstration')}</Tag>}
        </>
      }
      actions={
        mayEdit &&
        standing === 'live' && (
          <ButtonLink kind="secondary" href={`/desk/services/${service.id}`}>
            {t('directory.service.edit')}
          </ButtonLink>
        )
      }
    />
  );
}

/** What was reported: no address, no phone, no way to get there, since nobody knows whether it still exists. */
function History({ service }: { service: Service }) {
  const { t } = useUi();
  const category = service.categories[0];
  return (
    <>
      <Notice tone="warning">
        <p>{t('directory.service.reported')}</p>
        <p>
          <Link href={category ? `/services?category=${category}` : '/services'}>{t('directory.service.similar')}</Link>
        </p>
      </Notice>
      <Lead>
        <TranslatedText value={service.description} />
      </Lead>
      <TranslationNoteFor values={[service.name, service.description]} />
    </>
  );
}

// uses messages: directory.service.status-*
function Today({ ctx, service, places }: { ctx: Context; service: Service; places: ReadonlyMap<PlaceId, string> }) {
  const { t } = useUi();
  const shown = [
    service.name,
    service.description,
    service.eligibility,
    service.application,
    service.fees,
    service.waitTime,
    service.alert,
  ];
  return (
    <>
      {service.status !== 'active' && <Notice tone="warning">{t(`directory.service.status-${service.status.replace(' ', '-')}`)}</Notice>}
      {service.alert && (
        <Notice tone="warning">
          <TranslatedText value={service.alert} />
        </Notice>
      )}
      <Lead>
        <TranslatedText value={service.description} />
      </Lead>
      <TranslationNoteFor values={shown.filter((text): text is Translated => text !== null)} />
      <Columns kind="main-side">
        <div>
          <ServiceFacts service={service} />
          <Checked service={service} now={ctx.now} date={ctx.format.date(service.assuredOn ?? '1970-01-01')} />
        </div>
        <div>
          <Section title={t('directory.service.contact')}>
            <ServiceContact service={service} places={places} />
          </Section>
          <ServiceHours
            service={service}
            now={ctx.now}
            place={places.get(service.locations[0]?.placeId ?? service.areas[0] ?? ('' as PlaceId)) ?? ''}
          />
        </div>
      </Columns>
    </>
  );
}

function Checked({ service, now, date }: { service: Service; now: Date; date: string }) {
  const { t } = useUi();
  const old = now.getTime() - Date.parse(service.assuredOn ?? '1970-01-01') > OLD_DAYS * 86_400_000;
  return <p class="hint">{t(old ? 'directory.service.assured-long-ago' : 'directory.service.assured', { date })}</p>;
}

/** Names of places with what they lie in: "Padua, Veneto, Italy". */
async function placeNames(trx: Reads<'places'>, ids: readonly PlaceId[], lang: string): Promise<Map<PlaceId, string>> {
  const places = await placesById(trx, ids);
  const above = await namesAbove(trx, ids, lang);
  return new Map([...places].map(([id, place]) => [id, [placeName(place, lang), above.get(id)?.at(-1) ?? []].flat().join(', ')]));
}
