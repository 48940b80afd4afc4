import { z } from 'zod';
import { Bdi, ButtonLink, EmptyState, FilterForm, Link, PageHeading, SelectField, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { listReviews } from '../read-reviews.ts';
import { states, type Review } from '../review.ts';
import { Marks } from './marks.tsx';
import { isOrganiser, namesFor, officeText, ownOffices, reviewAt, reviewers, subjectText, type Names } from './reach.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** Reviews in which the reader has a part: their office is reviewed, they are of the team, or they are invited. */
export const listRoute = pageRoute({
  path: '/desk/peer-reviews',
  who: reviewers,
  query: z.object({ state: fields.maybe(fields.choice(states)), page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await listReviews(ctx.trx, { state: query.state, ...paging });
    const names = await namesFor(ctx, rows);
    if (exporting) return csv('desk-peer-reviews.csv', reviewsCsv(ctx, rows, names));
    const mayAsk = isOrganiser(ctx) || ownOffices(ctx).length > 0;
    return page(
      t('peerreviews.desk.title'),
      <>
        <PageHeading
          title={t('peerreviews.desk.title')}
          lead={t('peerreviews.desk.lead')}
          actions={mayAsk && <ButtonLink href="/desk/peer-reviews/new">{t('peerreviews.new.title')}</ButtonLink>}
        />
        <Table<Review>
          caption={t('peerreviews.desk.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ ...paging, total }}
          csvHref={`?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), format: 'csv' }).toString()}`}
          empty={<EmptyState title={t('peerreviews.desk.none')}>{t('peerreviews.desk.none-hint')}</EmptyState>}
          filters={
            <FilterForm action="/desk/peer-reviews">
              <SelectField
                name="state"
                label={t('peerreviews.field.state')}
                emptyLabel={t('peerreviews.desk.any')}
                value={query.state ?? ''}
                options={states.map((value) => ({ value, label: t(`peerreviews.state.${value}`) }))}
              />
            </FilterForm>
          }
          columns={[
            {
              key: 'subject',
              header: t('peerreviews.field.subject'),
              cell: (one) => (
                <Link href={reviewAt(one.id)}>
                  <Bdi>{subjectText(ctx, names, one)}</Bdi>
                </Link>
              ),
            },
            { key: 'office', header: t('peerreviews.field.office'), cell: ({ officeId }) => officeText(names, officeId) },
            { key: 'state', header: t('peerreviews.field.state'), cell: (one) => <Marks ctx={ctx} review={one} /> },
            { key: 'asked', header: t('peerreviews.field.asked'), cell: ({ askedAt }) => ctx.format.instant(askedAt, 'short') },
          ]}
        />
        <p>
          <Link href="/peer-reviews">{t('peerreviews.public.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

function reviewsCsv(ctx: Context, rows: readonly Review[], names: Names): string {
  return writeCsv(
    ['id', 'subject', 'office', 'state', 'askedOn', 'visitFrom', 'visitUntil', 'publishedOn'],
    rows.map((one) => [
      one.id,
      subjectText(ctx, names, one),
      officeText(names, one.officeId),
      one.state,
      one.askedAt.toISOString().slice(0, 10),
      one.visitFrom,
      one.visitUntil,
      one.publishedAt?.toISOString().slice(0, 10) ?? null,
    ]),
  );
}
