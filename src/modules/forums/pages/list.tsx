import { z } from 'zod';
import { Bdi, ButtonLink, EmptyState, FilterForm, Link, PageHeading, Table, Tag, TextField } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { listForums, type ListedForum } from '../read-forums.ts';
import { ForumMarks } from './marks.tsx';
import { namesFor, officesRead, ownOffices, staff, todayOf } from './reach.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

type Names = Awaited<ReturnType<typeof namesFor>>;
const query = z.object({ q: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() });

async function read(ctx: Context, { q, page: at, format }: z.output<typeof query>, officeIds?: Awaited<ReturnType<typeof officesRead>>) {
  const paging = format === 'csv' ? { page: 1, pageSize: MOST_EXPORTED } : { page: at, pageSize: PAGE };
  const found = await listForums(ctx.trx, { ...(officeIds ? { officeIds } : {}), words: q, today: todayOf(ctx), now: ctx.now, ...paging });
  return { rows: found.rows, names: await namesFor(ctx, found.rows), paging: { ...paging, total: found.total } };
}

/** Boards and forums in which authorities and associations sit together. */
export const publicListRoute = pageRoute({
  path: '/forums',
  who: everyone,
  query,
  view: async (ctx, input) => {
    const { t } = ctx;
    const { rows, names, paging } = await read(ctx, input.query);
    if (input.query.format === 'csv') return csv('forums.csv', forumsCsv(rows, names));
    return page(
      t('forums.list.title'),
      <>
        <PageHeading title={t('forums.list.title')} lead={t('forums.list.lead')} />
        <ForumTable ctx={ctx} rows={rows} names={names} paging={paging} words={input.query.q} at="/forums" />
      </>,
      { width: 'wide', description: t('forums.list.lead') },
    );
  },
});

/** Boards and forums of the actor's offices, with the opinions that wait for an answer. */
export const deskListRoute = pageRoute({
  path: '/desk/forums',
  who: staff,
  query,
  view: async (ctx, input) => {
    const { t } = ctx;
    const { rows, names, paging } = await read(ctx, input.query, await officesRead(ctx));
    if (input.query.format === 'csv') return csv('desk-forums.csv', forumsCsv(rows, names));
    return page(
      t('forums.desk.title'),
      <>
        <PageHeading
          title={t('forums.desk.title')}
          lead={t('forums.desk.lead')}
          actions={ownOffices(ctx).length > 0 && <ButtonLink href="/desk/forums/new">{t('forums.new.title')}</ButtonLink>}
        />
        <ForumTable ctx={ctx} rows={rows} names={names} paging={paging} words={input.query.q} at="/desk/forums" />
        <p>
          <Link href="/forums">{t('forums.list.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

interface ForumTableProps {
  ctx: Context;
  rows: readonly ListedForum[];
  names: Names;
  paging: { page: number; pageSize: number; total: number };
  words: string;
  at: '/forums' | '/desk/forums';
}

function ForumTable({ ctx, rows, names, paging, words, at }: ForumTableProps) {
  const { t, format } = ctx;
  return (
    <Table<ListedForum>
      caption={t('forums.list.title')}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      paging={paging}
      csvHref={`?${new URLSearchParams({ ...(words ? { q: words } : {}), format: 'csv' }).toString()}`}
      empty={<EmptyState title={t(words ? 'forums.list.none-found' : 'forums.list.none')} />}
      filters={
        <FilterForm action={at}>
          <TextField name="q" label={t('forums.list.search')} value={words} />
        </FilterForm>
      }
      columns={[
        {
          key: 'name',
          header: t('forums.field.name'),
          cell: ({ id, name, language }) => (
            <Link href={`${at}/${id}`}>
              <Bdi lang={language}>{name}</Bdi>
            </Link>
          ),
        },
        { key: 'kind', header: t('forums.field.kind'), cell: (one) => <ForumMarks ctx={ctx} of={one} /> },
        { key: 'place', header: t('forums.field.place'), cell: ({ placeId }) => names.places.get(placeId) ?? '' },
        { key: 'office', header: t('forums.field.office'), cell: ({ officeId }) => names.offices.get(officeId) ?? '' },
        { key: 'seats', header: t('forums.field.seats'), cell: ({ seats }) => format.number(seats), numeric: true },
        {
          key: 'next',
          header: t('forums.field.next'),
          cell: ({ nextAt }) => (nextAt ? format.instant(nextAt, 'short') : t('forums.list.no-meeting')),
        },
        ...(at === '/desk/forums'
          ? [
              {
                key: 'unanswered',
                header: t('forums.field.unanswered'),
                cell: ({ unanswered }: ListedForum) =>
                  unanswered > 0 ? <Tag tone="warning">{t('forums.list.unanswered', { count: unanswered })}</Tag> : '–',
              },
            ]
          : []),
      ]}
    />
  );
}

function forumsCsv(rows: readonly ListedForum[], names: Names): string {
  return writeCsv(
    ['id', 'name', 'kind', 'place', 'office', 'seats', 'nextMeeting', 'unansweredOpinions', 'endedOn', 'demonstration'],
    rows.map((one) => [
      one.id,
      one.name,
      one.kind,
      names.places.get(one.placeId) ?? '',
      names.offices.get(one.officeId) ?? '',
      one.seats,
      one.nextAt?.toISOString() ?? null,
      one.unanswered,
      one.endedOn,
      one.demonstration ? 'yes' : 'no',
    ]),
  );
}
