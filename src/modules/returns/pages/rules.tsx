import { z } from 'zod';
import { ListDownloads, ButtonLink, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, Tag } from '#kernel/html';
import { csv, desk, fields, holds, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { ownSpeech } from '#modules/cases/pages';
import { listRules } from '../read-rules.ts';
import { holdsOn, type Rule } from '../rule.ts';
import { countryOptions } from './country-names.ts';
import { ConfirmedTag, endsOf, Said } from './rule-sheet.tsx';

/** Every rule of the checklist, for the desks; the managers keep them up to date. */
export const rulesRoute = pageRoute({
  path: '/desk/return-rules',
  who: desk,
  query: z.object({ country: fields.searchText(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const rules = await listRules(ctx.trx, /^[A-Z]{2}$/.test(query.country) ? query.country : null);
    if (query.format === 'csv') return csv('return-rules.csv', rulesCsv(ctx, rules));
    const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
    return page(
      t('returns.rules.title'),
      <>
        <PageHeading
          title={t('returns.rules.title')}
          lead={t('returns.rules.lead')}
          actions={holds(ctx, 'office-manager') && <ButtonLink href="/desk/return-rules/new">{t('returns.rules.new')}</ButtonLink>}
        />
        <FilterForm action="/desk/return-rules" clearHref="/desk/return-rules">
          <SelectField
            name="country"
            label={t('returns.field.country')}
            value={query.country}
            emptyLabel={t('returns.field.any-country')}
            options={await countryOptions(ctx.trx, lang)}
          />
        </FilterForm>
        <Table<Rule>
          caption={t('returns.rules.title')}
          hideCaption
          rows={rules}
          rowKey={(rule) => rule.id}
          empty={<EmptyState title={t('returns.list.none')} />}
          columns={[
            {
              key: 'question',
              header: t('returns.field.question'),
              cell: (rule) => (
                <Link href={`/desk/return-rules/${rule.id}`}>
                  <Said value={rule.question} lang={lang} />
                </Link>
              ),
            },
            { key: 'topic', header: t('returns.field.topic'), cell: (rule) => t(`returns.topic.${rule.topic}`) },
            { key: 'ends', header: t('returns.field.ends'), cell: (rule) => endsOf(ownSpeech(ctx), rule) },
            {
              key: 'confirmed',
              header: t('returns.field.state'),
              cell: (rule) => (
                <>
                  <ConfirmedTag rule={rule} speech={ownSpeech(ctx)} /> {!holdsOn(rule, day) && <Tag>{t('returns.rule.not-today')}</Tag>}
                </>
              ),
            },
          ]}
        />
        <p>
          <ListDownloads href={`/desk/return-rules?${new URLSearchParams({ country: query.country, format: 'csv' }).toString()}`} />
        </p>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

function rulesCsv(ctx: Context, rules: readonly Rule[]): string {
  const { t, lang } = ctx;
  return writeCsv(
    [
      t('returns.field.question'),
      t('returns.field.topic'),
      t('returns.field.ends'),
      t('returns.field.confirmed-by'),
      t('returns.field.confirmed-on'),
    ],
    rules.map((rule) => [
      textIn(rule.question, lang).text,
      t(`returns.topic.${rule.topic}`),
      endsOf(ownSpeech(ctx), rule),
      rule.confirmed?.by ?? '',
      rule.confirmed?.on ?? '',
    ]),
  );
}
