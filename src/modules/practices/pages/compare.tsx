import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { Bdi, ButtonLink, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { placeName } from '#modules/places';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import { features, type Practice, type SheetList, type SheetText } from '../practice.ts';
import { findPractice } from '../read-practices.ts';
import { countryNames, periodText, standingText, titleText } from './practice-text.ts';

/** Most practices side by side: more cannot be read. */
export const MOST_COMPARED = 4;

/** Codes of the practices of an address such as `with=a,b`; what is no code is left out. */
export function comparedIn(text: string): string[] {
  const codes = text.split(',').filter((code) => /^[a-z0-9-]{1,120}$/.test(code));
  return [...new Set(codes)].slice(0, MOST_COMPARED);
}

interface Row {
  key: string;
  label: string;
  cell: (practice: Practice) => ComponentChildren;
}

/** Two to four practices side by side; on a telephone one field after the other. */
export const compareRoute = pageRoute({
  path: '/practices/compare',
  who: everyone,
  query: z.object({ with: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const found: Practice[] = [];
    for (const code of comparedIn(query.with)) {
      const practice = await findPractice(ctx.trx, code);
      if (practice) found.push(practice);
    }
    const rows = rowsFor(ctx).filter(({ cell }) => found.some((practice) => cell(practice)));
    const back = `/practices?with=${found.map(({ code }) => code).join(',')}`;
    return page(
      t('practices.compare.title'),
      <>
        <PageHeading title={t('practices.compare.title')} lead={t('practices.compare.lead')} />
        {found.length < 2 ? (
          <EmptyState title={t('practices.compare.few')}>
            <p>
              <Link href={back}>{t('practices.compare.choose')}</Link>
            </p>
          </EmptyState>
        ) : (
          <>
            <TranslationNoteFor values={found.map(({ title }) => title)} />
            <Table<Row>
              caption={t('practices.compare.caption', { count: found.length })}
              rows={rows}
              rowKey={({ key }) => key}
              narrow="stack"
              columns={[
                { key: 'field', header: t('practices.compare.field'), cell: ({ label }) => label, rowHeader: true },
                ...found.map((practice) => ({
                  key: practice.code,
                  header: titleText(ctx, practice),
                  cell: ({ cell }: Row) => cell(practice) || t('practices.draft.not-said'),
                })),
              ]}
            />
            <ul>
              {found.map((practice) => (
                <li key={practice.code}>
                  <Link href={`/practices/${practice.code}`}>
                    <TranslatedText value={practice.title} />
                  </Link>
                </li>
              ))}
            </ul>
            <ButtonLink kind="secondary" href={back}>
              {t('practices.compare.choose')}
            </ButtonLink>
          </>
        )}
      </>,
      { paper: 'practices', width: 'wide', breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }] },
    );
  },
});

/** What is compared, in the order of the sheet. */
function rowsFor(ctx: Context): Row[] {
  const { t, format, lang } = ctx;
  const text = (field: SheetText): Row => ({
    key: field,
    label: t(`practices.field.${field}`),
    cell: ({ sheet }) => sheet[field] && <TranslatedText value={sheet[field]} />,
  });
  const list = (field: SheetList): Row => ({
    key: field,
    label: t(`practices.field.${field}`),
    cell: ({ sheet }) =>
      sheet[field].length > 0 && (
        <ul>
          {sheet[field].map((value, index) => (
            <li key={index}>
              <TranslatedText value={value} />
            </li>
          ))}
        </ul>
      ),
  });
  return [
    { key: 'standing', label: t('practices.draft.standing'), cell: (practice) => standingText(ctx, practice) },
    { key: 'summary', label: t('practices.field.summary'), cell: ({ summary }) => <TranslatedText value={summary} /> },
    text('localAuthority'),
    { key: 'level', label: t('practices.field.admin-level'), cell: ({ adminLevel }) => termLabel('adminLevels', adminLevel, lang) },
    { key: 'place', label: t('practices.field.place'), cell: ({ place }) => place && placeName(place, lang) },
    {
      key: 'countries',
      label: t('practices.field.countries'),
      cell: ({ countries }) => countries.length > 0 && format.list(countryNames(ctx, countries)),
    },
    {
      key: 'themes',
      label: t('practices.field.themes'),
      cell: ({ themes }) => themes.length > 0 && format.list(themes.map((theme) => termLabel('themes', theme, lang))),
    },
    { key: 'period', label: t('practices.field.period'), cell: (practice) => periodText(ctx, practice) },
    { key: 'budget', label: t('practices.field.budget'), cell: ({ budget }) => budget && <Bdi>{format.money(budget)}</Bdi> },
    list('budgetSources'),
    list('departments'),
    list('partnersSameCommunity'),
    list('partnersElsewhere'),
    text('beneficiaries'),
    text('needs'),
    list('objectives'),
    text('decisionProcess'),
    list('successFeatures'),
    list('obstacles'),
    text('outlook'),
    ...features.map((feature): Row => ({
      key: feature,
      label: t(`practices.feature.${feature}`),
      cell: ({ features: has }) => {
        const reason = has.find((one) => one.feature === feature)?.reason;
        return reason && <TranslatedText value={reason} />;
      },
    })),
  ];
}
