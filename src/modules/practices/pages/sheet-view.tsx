import type { ComponentChildren } from 'preact';
import { Bdi, DescriptionList, Section, type Fact } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Translated } from '#kernel/i18n';
import { placeName } from '#modules/places';
import { TranslatedText } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { Practice, SheetList, SheetText } from '../practice.ts';
import { countryNames, periodText } from './practice-text.ts';

/** What a sheet shows: a practice of the library, one of its versions, or a draft in which something may still be missing. */
export type SheetShown = Pick<
  Practice,
  'localAuthority' | 'place' | 'countries' | 'starts' | 'ends' | 'ongoing' | 'website' | 'budget' | 'budgetNote' | 'sheet' | 'features'
> & { adminLevel: string | null };

/** The blocks of a sheet; what the document does not say is left out. */
export function Sheet({ ctx, practice }: { ctx: Context; practice: SheetShown }) {
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
      <Features ctx={ctx} practice={practice} />
    </>
  );
}

/** The features of a good practice that it has, each with its reason. */
export function Features({ ctx: { t }, practice }: { ctx: Context; practice: Pick<Practice, 'features'> }) {
  return (
    <Block
      title={t('practices.sheet.features')}
      facts={practice.features.map(({ feature, reason }) => ({
        key: feature,
        label: t(`practices.feature.${feature}`),
        value: <TranslatedText value={reason} />,
      }))}
    />
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

function identification(ctx: Context, practice: SheetShown): Fact[] {
  const { t, lang, format } = ctx;
  const countries = countryNames(ctx, practice.countries);
  return [
    ...factOf('authority', t('practices.field.localAuthority'), single(practice.localAuthority)),
    ...factOf('level', t('practices.field.admin-level'), practice.adminLevel && termLabel('adminLevels', practice.adminLevel, lang)),
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

function money({ t, format }: Context, { budget, budgetNote }: SheetShown): Fact[] {
  if (!budget && !budgetNote) return [];
  return factOf(
    'budget',
    t('practices.field.budget'),
    <>
      {budget && <Bdi>{format.money(budget)}</Bdi>} {budgetNote && <TranslatedText value={budgetNote} />}
    </>,
  );
}
