import { z } from 'zod';
import { ButtonLink, Columns, DescriptionList, Lead, Link, Notice, PageHeading, Section, Tag, useUi, type Fact } from '#kernel/html';
import { everyone, page, pageRoute } from '#kernel/http';
import { idOf } from '#kernel/db';
import { formatters, isLanguage, textIn, type Translated } from '#kernel/i18n';
import { findPlace, placeName } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import { findOrganisation } from '../find-organisation.ts';
import { listResponsibilities, type ResponsibilityLine } from '../list-responsibilities.ts';
import type { Organisation } from '../organisation.ts';
import { searchServices, type ServicesFound } from '../search-services.ts';
import { mayChange } from './may-change.ts';
import { ReportedLabel } from './reported-label.tsx';
import { ServiceCards } from './service-cards.tsx';
import { contactFacts } from './service-contact.tsx';

/** One organisation: what it is, how to reach it, what it offers and what it answers for. */
export const organisationRoute = pageRoute({
  path: '/organisations/:id',
  who: everyone,
  params: z.object({ id: idOf<'directory.organisations'>() }),
  view: async (ctx, { params }) => {
    const { t, lang, trx } = ctx;
    const organisation = await findOrganisation(trx, params.id);
    const place = organisation.placeId ? placeName(await findPlace(trx, organisation.placeId), lang) : null;
    const found = await searchServices(trx, {
      words: '',
      lang,
      standing: organisation.standing,
      organisationId: organisation.id,
      pageSize: 100,
    });
    const onDay = ctx.now.toISOString().slice(0, 10);
    const answersFor =
      organisation.standing === 'live' ? await listResponsibilities(trx, { lang, organisationId: organisation.id, onDay }) : [];
    const name = textIn(organisation.name, lang).text;
    const texts = [organisation.name, organisation.description].filter((text): text is Translated => text !== null);
    return page(
      name,
      <>
        <Heading organisation={organisation} mayEdit={mayChange(ctx, organisation.id)} />
        {!organisation.active && <Notice tone="warning" title={t('directory.organisation.closed')} />}
        {organisation.standing === 'reported' && <Notice tone="warning">{t('directory.services.history-note')}</Notice>}
        {organisation.description && (
          <Lead>
            <TranslatedText value={organisation.description} />
          </Lead>
        )}
        <TranslationNoteFor values={texts} />
        <Columns kind="main-side">
          <div>
            <Offers organisation={organisation} found={found} name={name} />
          </div>
          <div>
            <Section title={t('directory.service.contact')}>
              <DescriptionList facts={factsOf(organisation, place, lang, ctx.timeZone, t as Say)} label={t('directory.service.contact')} />
            </Section>
            {answersFor.length > 0 && <AnswersFor lines={answersFor} />}
          </div>
        </Columns>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('directory.organisations.title'), href: '/organisations' }] },
    );
  },
});

type Say = (key: string) => string;

function Heading({ organisation, mayEdit }: { organisation: Organisation; mayEdit: boolean }) {
  const { t, lang } = useUi();
  const { standing, demonstration, source, kind, alternateName } = organisation;
  const label = termLabel('organisationKinds', kind, isLanguage(lang) ? lang : 'en');
  return (
    <PageHeading
      title={<TranslatedText value={organisation.name} />}
      caption={alternateName ? `${label} · ${alternateName}` : label}
      tags={
        <>
          {standing === 'reported' && <ReportedLabel source={source} />}
          {demonstration && <Tag>{t('directory.tag.demonstration')}</Tag>}
        </>
      }
      actions={
        mayEdit &&
        standing === 'live' && (
          <ButtonLink kind="secondary" href={`/desk/organisations/${organisation.id}`}>
            {t('directory.service.edit')}
          </ButtonLink>
        )
      }
    />
  );
}

function Offers({ organisation, found, name }: { organisation: Organisation; found: ServicesFound; name: string }) {
  const { t } = useUi();
  const title =
    organisation.standing === 'live' ? t('directory.organisation.services', { name }) : t('directory.organisation.reported-services');
  return (
    <Section title={title}>
      {found.services.length > 0 ? <ServiceCards services={found.services} level={3} /> : <p>{t('directory.organisation.no-services')}</p>}
    </Section>
  );
}

/** How to reach it; of a reported one only where it was, since its addresses are years old. */
function factsOf(organisation: Organisation, place: string | null, lang: string, timeZone: string, t: Say): Fact[] {
  const where: Fact[] = place ? [{ key: 'place', label: t('directory.service.where'), value: place }] : [];
  if (organisation.standing === 'reported') return where;
  const { phones, email, website, locations, languages, assuredOn } = organisation;
  const format = formatters(lang, timeZone);
  return [
    ...where,
    ...locations.flatMap(({ address1, postalCode }, index) =>
      address1
        ? [{ key: `address-${index}`, label: t('directory.service.address'), value: [address1, postalCode].filter(Boolean).join(', ') }]
        : [],
    ),
    ...contactFacts({ phones, email, url: website }, t),
    ...(languages.length > 0
      ? [
          {
            key: 'languages',
            label: t('directory.service.languages'),
            value: format.list(languages.map((code) => format.languageName(code))),
          },
        ]
      : []),
    ...(assuredOn ? [{ key: 'checked', label: t('directory.desk.checked'), value: format.date(assuredOn) }] : []),
  ];
}

function AnswersFor({ lines }: { lines: readonly ResponsibilityLine[] }) {
  const { t, lang } = useUi();
  return (
    <Section title={t('directory.organisation.responsible')}>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <Link href={`/who-is-responsible?topic=${line.topic}`}>
              {termLabel('contactTopics', line.topic, isLanguage(lang) ? lang : 'en')}
            </Link>
            : <TranslatedText value={line.role} />, {line.place}
          </li>
        ))}
      </ul>
    </Section>
  );
}
