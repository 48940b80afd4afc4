import { z } from 'zod';
import {
  ListDownloads,
  Button,
  ButtonLink,
  Card,
  CardFacts,
  CardGrid,
  EmptyState,
  Link,
  Notice,
  PageHeading,
  Pagination,
  ResultsHead,
  SearchForm,
  Section,
  SelectField,
  useUi,
  withQuery,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { foundedVentures } from '#modules/ventures';
import { TranslationNoteFor, sourceText } from '#modules/places/pages';
import { termChoices, termCodes } from '#modules/vocabulary';
import { kinds, type Opportunity } from '../opportunity.ts';
import { publishedOpportunity, searchOpportunities } from '../read-opportunities.ts';
import { conditionText } from './condition-text.ts';
import {
  amountOf,
  corridorName,
  endText,
  KindTags,
  OpportunityFacts,
  readCorridors,
  readNames,
  titleOf,
  Words,
  type Names,
} from './facts.tsx';

const PAGE = 12;
const MOST_EXPORTED = 5_000;
const oneEnd = ['origin', 'destination'] as const;

/** Opportunities and incentives that anybody reads, by words, corridor, end, kind and sector. */
export const listRoute = pageRoute({
  path: '/opportunities',
  who: everyone,
  query: z.object({
    q: fields.searchText(),
    corridor: fields.searchText(),
    end: fields.maybe(fields.choice(oneEnd)),
    kind: fields.maybe(fields.choice(kinds)),
    sector: fields.maybe(fields.choice(termCodes('sectors'))),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const corridors = await readCorridors(ctx);
    const corridor = [...corridors.values()].find(({ code }) => code === query.corridor);
    const exporting = query.format === 'csv';
    const { opportunities, total } = await searchOpportunities(ctx.trx, {
      words: query.q,
      corridorId: corridor?.id ?? null,
      atEnd: query.end,
      kind: query.kind,
      sector: query.sector,
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const names = await readNames(ctx, opportunities, { corridors });
    if (exporting) return csv('opportunities.csv', opportunitiesCsv(ctx, opportunities, names));
    return page(
      t('opportunities.list.title'),
      <>
        <PageHeading title={t('opportunities.list.title')} lead={t('opportunities.list.lead')} />
        <Filters ctx={ctx} names={names} query={{ ...query, corridor: corridor?.code ?? '' }} />
        <Found ctx={ctx} all={opportunities} total={total} names={names} page={query.page} />
      </>,
      { width: 'wide', description: t('opportunities.list.lead') },
    );
  },
});

interface Asked {
  q: string;
  corridor: string;
  end: string | null;
  kind: string | null;
  sector: string | null;
}

function Filters({ ctx, names, query }: { ctx: Context; names: Names; query: Asked }) {
  const { t, lang } = ctx;
  const emptyLabel = t('opportunities.list.any');
  return (
    <SearchForm action="/opportunities" label={t('opportunities.list.words')} value={query.q}>
      <div class="filter-form">
        <div class="filter-fields">
          <SelectField
            name="corridor"
            label={t('opportunities.field.corridor')}
            emptyLabel={emptyLabel}
            value={query.corridor}
            options={[...names.corridors.values()].map((one) => ({ value: one.code, label: corridorName(ctx, one) }))}
          />
          <SelectField
            name="end"
            label={t('opportunities.field.at-end')}
            emptyLabel={emptyLabel}
            value={query.end ?? ''}
            options={oneEnd.map((value) => ({ value, label: t(`opportunities.end-of.${value}`) }))}
          />
          <SelectField
            name="kind"
            label={t('opportunities.field.kind')}
            emptyLabel={emptyLabel}
            value={query.kind ?? ''}
            options={kinds.map((value) => ({ value, label: t(`opportunities.kind.${value}`) }))}
          />
          <SelectField
            name="sector"
            label={t('opportunities.field.sector')}
            emptyLabel={emptyLabel}
            value={query.sector ?? ''}
            options={termChoices('sectors', lang)}
          />
        </div>
        <div class="button-group">
          <Button kind="secondary">{t('html.filter.apply')}</Button>
          <Link href="/opportunities">{t('html.filter.clear')}</Link>
        </div>
      </div>
    </SearchForm>
  );
}

function Found({ ctx, all, total, names, page: number }: { ctx: Context; all: Opportunity[]; total: number; names: Names; page: number }) {
  const ui = useUi();
  const { t } = ctx;
  return (
    <>
      <ResultsHead>
        <p class="table-shown">
          <strong>{t('opportunities.list.found', { count: total })}</strong>
          {total > 0 && <ListDownloads href={withQuery(ui, { format: 'csv', page: undefined })} />}
        </p>
      </ResultsHead>
      {all.length > 0 ? (
        <OpportunityCards ctx={ctx} all={all} names={names} level={2} />
      ) : (
        <EmptyState
          title={t('opportunities.list.none')}
          action={<ButtonLink href="/offices">{t('opportunities.list.offices')}</ButtonLink>}
        >
          <p>{t('opportunities.list.none-hint')}</p>
        </EmptyState>
      )}
      <Pagination page={number} pages={Math.ceil(total / PAGE)} />
    </>
  );
}

/** Opportunities as cards, each with its end and its place. */
export function OpportunityCards({
  ctx,
  all,
  names,
  level,
}: {
  ctx: Context;
  all: readonly Opportunity[];
  names: Names;
  level: 2 | 3 | 4;
}) {
  const { t } = ctx;
  return (
    <CardGrid>
      {all.map((one) => {
        const amount = amountOf(ctx, one);
        return (
          <Card
            key={one.id}
            level={level}
            title={<Words ctx={ctx} value={one.title} />}
            href={`/opportunities/${one.id}`}
            tags={<KindTags ctx={ctx} one={one} />}
            footer={endText(ctx, one)}
          >
            <CardFacts
              facts={[
                { key: 'place', label: t('opportunities.field.place'), value: names.places.get(one.placeId) ?? '–' },
                ...(amount ? [{ key: 'amount', label: t('opportunities.field.amount'), value: amount }] : []),
                ...(one.conditions.length > 0
                  ? [{ key: 'conditions', label: t('opportunities.field.conditions'), value: ctx.format.number(one.conditions.length) }]
                  : []),
              ]}
            />
          </Card>
        );
      })}
    </CardGrid>
  );
}

function opportunitiesCsv(ctx: Context, all: readonly Opportunity[], names: Names): string {
  const { t } = ctx;
  return writeCsv(
    [
      'id',
      'kind',
      'title',
      'language',
      'place',
      'end',
      'corridors',
      'amount',
      'source',
      'sourceUrl',
      'seenOn',
      'validFrom',
      'validUntil',
      'lastDay',
      'needsConfirmation',
    ],
    all.map((one) => {
      const title = textIn(one.title, ctx.lang);
      return [
        one.id,
        t(`opportunities.kind.${one.kind}`),
        title.text,
        title.lang,
        names.places.get(one.placeId),
        t(`opportunities.end-of.${one.atEnd}`),
        one.corridorIds.flatMap((id) => names.corridors.get(id)?.code ?? []).join(' '),
        amountOf(ctx, one),
        sourceText(one.source, t as never), // its keys are a list
        one.source.url,
        one.sourceSeenOn,
        one.validFrom,
        one.validUntil,
        one.lastDay,
        one.needsConfirmation ? 'yes' : 'no',
      ];
    }),
  );
}

/** One opportunity for anybody: what it is, where it is from, until when, and what one must meet. */
export const showRoute = pageRoute({
  path: '/opportunities/:id',
  who: everyone,
  params: z.object({ id: idOf<'opportunities.opportunities'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const one = await publishedOpportunity(ctx.trx, id);
    if (!one) throw refuseHttp('not-found');
    const founds = ctx.actor.accountId ? (await foundedVentures(ctx.trx)).length > 0 : false;
    return page(
      titleOf(ctx, one),
      <>
        <PageHeading title={<Words ctx={ctx} value={one.title} />} caption={<KindTags ctx={ctx} one={one} />} />
        <OpportunityBody ctx={ctx} one={one} names={await readNames(ctx, [one])} />
        {one.conditions.length > 0 && <ButtonLink href={`/opportunities/${id}/check`}>{t('opportunities.check.start')}</ButtonLink>}
        {founds && (
          <p>
            <Link href="/me/opportunities">{t('opportunities.mine.title')}</Link>
          </p>
        )}
      </>,
      { breadcrumbs: [{ label: t('opportunities.list.title'), href: '/opportunities' }] },
    );
  },
});

/** The words, facts and conditions of an opportunity, for anybody and for its keepers. */
export function OpportunityBody({ ctx, one, names }: { ctx: Context; one: Opportunity; names: Names }) {
  const { t } = ctx;
  return (
    <>
      {(one.needsConfirmation || one.reported) && (
        <Notice tone="warning" title={t(one.reported ? 'opportunities.page.reported' : 'opportunities.page.confirm')}>
          <p>{t(one.reported ? 'opportunities.page.reported-text' : 'opportunities.page.confirm-text')}</p>
        </Notice>
      )}
      <div class="prose">
        {textIn(one.about, ctx.lang)
          .text.split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => (
            <p key={line} lang={textIn(one.about, ctx.lang).lang} dir={textIn(one.about, ctx.lang).dir}>
              {line}
            </p>
          ))}
      </div>
      <TranslationNoteFor values={[one.title, one.about]} />
      <OpportunityFacts ctx={ctx} one={one} names={names} />
      {one.conditions.length > 0 && (
        <Section title={t('opportunities.page.conditions')}>
          <ul>
            {one.conditions.map((condition) => (
              <li key={condition.field}>
                <bdi>{conditionText(ctx, condition, names)}</bdi>
              </li>
            ))}
          </ul>
          <p>{t('opportunities.check.authority')}</p>
        </Section>
      )}
    </>
  );
}
