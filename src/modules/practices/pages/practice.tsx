import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import {
  Bdi,
  ButtonLink,
  CorridorMap,
  DescriptionList,
  Notice,
  PageHeading,
  Provenance,
  Section,
  Source,
  Tag,
  type Fact,
} from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import type { Translated } from '#kernel/i18n';
import { placeName } from '#modules/places';
import { CorridorLink, sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { Practice, PracticeCorridor, SheetList, SheetText } from '../practice.ts';
import { findPractice } from '../read-practices.ts';
import { countryNames, periodText, reportedName, titleText } from './practice-text.ts';

/** One initiative with its whole case sheet, as it was reported. */
export const practiceRoute = pageRoute({
  path: '/practices/:id',
  who: everyone,
  params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,120}$/) }),
  view: async (ctx, { params }) => {
    const { t, lang } = ctx;
    const practice = await findPractice(ctx.trx, params.id);
    if (!practice) throw refuseHttp('not-found');
    const reported = { source: sourceText(practice.source, t), ...(practice.reported ? { year: practice.reported } : {}) };
    return page(
      titleText(ctx, practice),
      <>
        <PageHeading
          title={<TranslatedText value={practice.title} />}
          caption={practice.localAuthority && <TranslatedText value={practice.localAuthority} />}
          tags={practice.themes.map((theme) => (
            <Tag key={theme}>{termLabel('themes', theme, lang)}</Tag>
          ))}
        />
        <Notice>
          <p>
            <Provenance {...reported} />. {t('practices.sheet.not-offered')}
          </p>
        </Notice>
        <TranslationNoteFor values={[practice.title]} />
        <p class="lead">
          <TranslatedText value={practice.summary} />
        </p>
        <Sheet ctx={ctx} practice={practice} />
        <Corridors ctx={ctx} corridors={practice.corridors} />
        <Source name={reported.source} {...(practice.reported ? { date: practice.reported } : {})} />
        {practice.place && (
          <div class="button-group">
            <ButtonLink kind="secondary" href={`/practices?place=${practice.place.code}`}>
              {t('practices.sheet.more', { place: placeName(practice.place, lang) })}
            </ButtonLink>
          </div>
        )}
      </>,
      { breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }] },
    );
  },
});

/** The three blocks of the sheet; what the document does not say is left out. */
function Sheet({ ctx, practice }: { ctx: Context; practice: Practice }) {
  const { t } = ctx;
  const text = (field: SheetText): Fact[] => factOf(field, t(`practices.field.${field}`), single(practice.sheet[field]));
  const list = (field: SheetList): Fact[] => factOf(field, t(`practices.field.${field}`), several(practice.sheet[field]));
  return (
    <>
      <Block
        title={t('practices.sheet.identification')}
        facts={[
          ...identification(ctx, practice),
          ...list('departments'),
          ...list('partnersSameCommunity'),
          ...list('partnersElsewhere'),
          ...text('policyLevels'),
          ...money(ctx, practice),
          ...list('budgetSources'),
        ]}
      />
      <Block
        title={t('practices.sheet.description')}
        facts={[...list('objectives'), ...text('beneficiaries'), ...text('needs'), ...list('communication')]}
      />
      <Block
        title={t('practices.sheet.context')}
        facts={[
          ...text('decisionProcess'),
          ...list('developmentPriorities'),
          ...list('coherenceMechanisms'),
          ...text('outsideActors'),
          ...list('successFeatures'),
          ...list('obstacles'),
          ...text('outlook'),
        ]}
      />
    </>
  );
}

function Block({ title, facts }: { title: string; facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <Section title={title}>
      <DescriptionList facts={facts} label={title} />
    </Section>
  );
}

function factOf(key: string, label: string, value: ComponentChildren): Fact[] {
  return value ? [{ key, label, value }] : [];
}

function single(value: Translated | null): ComponentChildren {
  return value && <TranslatedText value={value} />;
}

function several(values: readonly Translated[]): ComponentChildren {
  if (values.length === 0) return null;
  return (
    <ul>
      {values.map((value, index) => (
        <li key={index}>
          <TranslatedText value={value} />
        </li>
      ))}
    </ul>
  );
}

function identification(ctx: Context, practice: Practice): Fact[] {
  const { t, lang, format } = ctx;
  const countries = countryNames(ctx, practice.countries);
  return [
    ...factOf('authority', t('practices.field.localAuthority'), single(practice.localAuthority)),
    ...factOf('level', t('practices.field.admin-level'), termLabel('adminLevels', practice.adminLevel, lang)),
    ...factOf('place', t('practices.field.place'), practice.place && placeName(practice.place, lang)),
    ...factOf('countries', t('practices.field.countries'), countries.length > 0 && format.list(countries)),
    ...factOf('period', t('practices.field.period'), periodText(ctx, practice)),
    ...factOf(
      'website',
      t('practices.field.website'),
      practice.website && <Bdi>{t('practices.sheet.website-old', { address: practice.website })}</Bdi>,
    ),
  ];
}

function money({ t, format }: Context, { budget, budgetNote }: Practice): Fact[] {
  if (!budget && !budgetNote) return [];
  return factOf(
    'budget',
    t('practices.field.budget'),
    <>
      {budget && <Bdi>{format.money(budget)}</Bdi>} {budgetNote && <TranslatedText value={budgetNote} />}
    </>,
  );
}

/** The pairs of places: linked where both are known, and drawn where there is only one. */
function Corridors({ ctx, corridors }: { ctx: Context; corridors: readonly PracticeCorridor[] }) {
  const { t, lang } = ctx;
  const [only] = corridors;
  if (!only) return null;
  const { origin, destination } = only;
  const end = (place: NonNullable<typeof origin.place>) => ({ name: placeName(place, lang), lat: place.lat, lon: place.lon });
  return (
    <Section title={t('practices.sheet.corridors')}>
      <ul>
        {corridors.map((corridor, index) => (
          <li key={index}>
            <Pair ctx={ctx} corridor={corridor} />
          </li>
        ))}
      </ul>
      {corridors.length === 1 && origin.place && destination.place && (
        <CorridorMap origin={end(origin.place)} destination={end(destination.place)} />
      )}
    </Section>
  );
}

function Pair({ ctx, corridor }: { ctx: Context; corridor: PracticeCorridor }) {
  const { origin, destination } = corridor;
  if (origin.place && destination.place && origin.place.id !== destination.place.id)
    return <CorridorLink corridor={{ origin: origin.place, destination: destination.place }} />;
  return <>{ctx.t('places.corridor.name', { origin: reportedName(ctx, origin), destination: reportedName(ctx, destination) })}</>;
}
