import { z } from 'zod';
import { ButtonGroup, ButtonLink, EmptyState, FilterForm, Inset, PageHeading, Section, SelectField } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { ownSpeech, type Speech } from '#modules/cases/pages';
import { rulesFor } from '../read-rules.ts';
import type { Way } from '../rule.ts';
import { countryName, countryOptions } from './country-names.ts';
import { RuleSheet } from './rule-sheet.tsx';

const both = ['stay', 'go'] as const;
const points = ['1', '2', '3', '4'] as const;

/** The same on both ways, so that neither is pushed. */
export function BothWays({ speech: { t }, level = 2 }: { speech: Speech; level?: 2 | 3 }) {
  return (
    <>
      <Inset>
        <p>{t('returns.public.free')}</p>
      </Inset>
      {both.map((way) => (
        <Section key={way} title={t(`returns.public.${way}`)} level={level}>
          <ul>
            {points.map((point) => (
              <li key={point}>{t(`returns.public.${way}.${point}`)}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section title={t('returns.public.fled')} level={level}>
        <p>{t('returns.public.fled-text')}</p>
      </Section>
    </>
  );
}

/** Stay or return: information on both, and the checklist of welfare for a way. Nothing is kept of who looks. */
export const stayOrReturnRoute = pageRoute({
  path: '/stay-or-return',
  who: everyone,
  query: z.object({ from: fields.searchText(), to: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, lang } = ctx;
    const options = await countryOptions(ctx.trx, lang);
    const known = (code: string) => options.some(({ value }) => value === code);
    const way = known(query.from) && known(query.to) && query.from !== query.to ? { leaving: query.from, arriving: query.to } : null;
    return page(
      t('returns.public.title'),
      <>
        <PageHeading title={t('returns.public.title')} lead={t('returns.public.lead')} />
        <BothWays speech={ownSpeech(ctx)} />
        <Section title={t('returns.list.title')} id="checklist">
          <p>{t('returns.list.lead')}</p>
          <FilterForm action="/stay-or-return" clearHref="/stay-or-return">
            <SelectField
              name="from"
              label={t('returns.field.from')}
              value={query.from}
              options={options}
              emptyLabel={t('returns.field.choose')}
            />
            <SelectField
              name="to"
              label={t('returns.field.to')}
              value={query.to}
              options={options}
              emptyLabel={t('returns.field.choose')}
            />
          </FilterForm>
          {query.from !== '' && query.from === query.to && <EmptyState title={t('returns.refusal.same-country')} />}
          {way && (await Checklist(ctx, way))}
        </Section>
        <ButtonGroup>
          <ButtonLink href="/offices">{t('returns.public.office')}</ButtonLink>
          <ButtonLink kind="secondary" href="/me/return-checklist">
            {t('returns.list.mine')}
          </ButtonLink>
        </ButtonGroup>
      </>,
      { quickExit: true },
    );
  },
});

async function Checklist(ctx: Context, way: Way) {
  const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
  const rules = await rulesFor(ctx.trx, way, day);
  return (
    <>
      <p class="lead">
        {ctx.t('returns.rule.pair', { leaving: countryName(ctx.lang, way.leaving), arriving: countryName(ctx.lang, way.arriving) })}
      </p>
      {rules.length === 0 ? <EmptyState title={ctx.t('returns.list.none')} /> : <RuleSheet rules={rules} speech={ownSpeech(ctx)} />}
    </>
  );
}
