import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  FilterForm,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  Tabs,
  TextField,
} from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { kinds, spoken, topics, type Notice } from '../exchange.ts';
import { listNotices, suggestionsFor, type Suggestion } from '../notices.ts';
import { NoticeMarks } from './marks.tsx';
import { base, namesOf, officesFor, speaksFor, staff, tabsOf, todayOf, topicText, type Names } from './reach.ts';
import { Suggestions } from './suggestions.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
/** Notices of one's own offices for which suggestions are shown on the first page. */
const MOST_OWN = 5;

/** What offices of the network need to learn and can teach, and what may fit one's own. */
export const listRoute = pageRoute({
  path: '/desk/exchanges',
  who: staff,
  query: z.object({
    kind: fields.maybe(fields.choice(kinds)),
    topic: fields.maybe(fields.choice(topics)),
    language: fields.maybe(fields.choice(spoken)),
    office: fields.maybe(idOf<'offices.offices'>()),
    q: fields.searchText(),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const { kind, topic, language, office, q } = query;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await listNotices(ctx.trx, { kind, topic, language, officeId: office, words: q, ...paging });
    const fits = exporting ? [] : await fitting(ctx);
    const suggested = fits.flatMap(({ suggestions }) => suggestions.map(({ notice }) => notice));
    const names = await namesOf(
      ctx,
      [...rows, ...suggested].map(({ officeId }) => officeId),
    );
    if (exporting) return csv('training-exchange.csv', noticesCsv(ctx, rows, names));
    const { all } = await officesFor(ctx);
    const given = Object.entries({ kind, topic, language, office, q }).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return page(
      t('exchanges.list.title'),
      <>
        <PageHeading
          title={t('exchanges.list.title')}
          lead={t('exchanges.list.lead')}
          actions={
            speaksFor(ctx).length > 0 && (
              <ButtonGroup>
                <ButtonLink href={`${base}/notices/new?kind=need`}>{t('exchanges.new.need')}</ButtonLink>
                <ButtonLink kind="secondary" href={`${base}/notices/new?kind=offer`}>
                  {t('exchanges.new.offer')}
                </ButtonLink>
              </ButtonGroup>
            )
          }
        />
        <Tabs label={t('exchanges.list.title')} items={tabsOf(ctx, 'notices')} />
        <Fitting ctx={ctx} all={fits} names={names} />
        <Table<Notice>
          caption={t('exchanges.list.tab')}
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ ...paging, total }}
          csvHref={`?${new URLSearchParams([...given, ['format', 'csv']]).toString()}`}
          empty={<EmptyState title={t('exchanges.list.none')}>{t('exchanges.list.none-hint')}</EmptyState>}
          filters={
            <FilterForm action={base}>
              <TextField name="q" label={t('exchanges.list.words')} value={q} />
              <SelectField
                name="kind"
                label={t('exchanges.field.kind')}
                emptyLabel={t('exchanges.list.any')}
                value={kind ?? ''}
                options={kinds.map((value) => ({ value, label: t(`exchanges.kind.${value}`) }))}
              />
              <SelectField
                name="topic"
                label={t('exchanges.field.topic')}
                emptyLabel={t('exchanges.list.any')}
                value={topic ?? ''}
                options={topics.map((value) => ({ value, label: t(`exchanges.topic.${value}`) }))}
              />
              <SelectField
                name="language"
                label={t('exchanges.field.language')}
                emptyLabel={t('exchanges.list.any')}
                value={language ?? ''}
                options={spoken.map((value) => ({ value, label: format.languageName(value) }))}
              />
              <SelectField
                name="office"
                label={t('exchanges.field.office')}
                emptyLabel={t('exchanges.list.any')}
                value={office ?? ''}
                options={all}
              />
            </FilterForm>
          }
          columns={[
            {
              key: 'topic',
              header: t('exchanges.field.topic'),
              cell: (one) => (
                <Link href={`${base}/notices/${one.id}`}>
                  <Bdi>{topicText(ctx, one)}</Bdi>
                </Link>
              ),
            },
            { key: 'kind', header: t('exchanges.field.kind'), cell: (one) => <NoticeMarks ctx={ctx} notice={one} /> },
            { key: 'office', header: t('exchanges.field.office'), cell: ({ officeId }) => names.get(officeId) ?? '' },
            {
              key: 'languages',
              header: t('exchanges.field.languages'),
              cell: ({ languages }) => format.list(languages.map((code) => format.languageName(code))),
            },
            { key: 'mode', header: t('exchanges.field.mode'), cell: ({ mode }) => t(`exchanges.mode.${mode}`) },
            { key: 'until', header: t('exchanges.field.valid-until'), cell: ({ validUntil }) => format.date(validUntil, 'short') },
          ]}
        />
      </>,
      { width: 'wide' },
    );
  },
});

interface Fit {
  own: Notice;
  suggestions: Suggestion[];
}

/** The newest notices of the actor's offices that somebody may answer. */
async function fitting(ctx: Context): Promise<Fit[]> {
  const found: Fit[] = [];
  for (const officeId of speaksFor(ctx)) {
    const { rows } = await listNotices(ctx.trx, {
      kind: null,
      topic: null,
      language: null,
      officeId,
      words: '',
      page: 1,
      pageSize: MOST_OWN,
    });
    for (const own of rows) {
      if (own.validUntil < todayOf(ctx)) continue;
      const suggestions = await suggestionsFor(ctx.trx, own, todayOf(ctx));
      if (suggestions.length > 0) found.push({ own, suggestions: suggestions.slice(0, 3) });
    }
  }
  return found.slice(0, MOST_OWN);
}

/** For each of one's own notices what may answer it, with the reason. */
function Fitting({ ctx, all, names }: { ctx: Context; all: readonly Fit[]; names: Names }) {
  const { t } = ctx;
  if (all.length === 0) return null;
  return (
    <Section title={t('exchanges.suggestions.own')}>
      <p class="hint">{t('exchanges.suggestions.hint')}</p>
      {all.map(({ own, suggestions }) => (
        <Section key={own.id} level={3} title={`${t(`exchanges.kind.${own.kind}`)}: ${topicText(ctx, own)}`}>
          <Suggestions ctx={ctx} all={suggestions} names={names} />
        </Section>
      ))}
    </Section>
  );
}

function noticesCsv(ctx: Context, rows: readonly Notice[], names: Names): string {
  return writeCsv(
    ['id', 'kind', 'topic', 'words', 'office', 'about', 'languages', 'mode', 'validUntil'],
    rows.map((one) => [
      one.id,
      one.kind,
      one.topic ? ctx.t(`exchanges.topic.${one.topic}`) : null,
      one.words,
      names.get(one.officeId) ?? '',
      one.about,
      one.languages.join(' '),
      one.mode,
      one.validUntil,
    ]),
  );
}
