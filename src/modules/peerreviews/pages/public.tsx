import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, DescriptionList, EmptyState, Link, PageHeading, Section, Source, Table } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { officeNames } from '#modules/offices';
import type { PracticeId } from '#modules/practices';
import { getReview, publishedReviews, teamOffices } from '../read-reviews.ts';
import { findingsOf, recommendationsIn } from '../report.ts';
import type { Review } from '../review.ts';
import { Marks } from './marks.tsx';
import { namesFor, officeText, subjectText } from './reach.ts';
import { Report } from './report-view.tsx';

const PAGE = 20;
const MOST_EXPORTED = 5_000;

const publishedOn = ({ publishedAt }: Review) => publishedAt?.toISOString().slice(0, 10) ?? '';

/** Reports that the reviewed authorities published. */
export const publicListRoute = pageRoute({
  path: '/peer-reviews',
  who: everyone,
  query: z.object({ page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await publishedReviews(ctx.trx, paging);
    const names = await namesFor(ctx, rows);
    if (exporting)
      return csv(
        'peer-reviews.csv',
        writeCsv(
          ['id', 'subject', 'office', 'language', 'publishedOn', 'demonstration'],
          rows.map((one) => [
            one.id,
            subjectText(ctx, names, one),
            officeText(names, one.officeId),
            one.language,
            publishedOn(one),
            one.demonstration ? 'yes' : 'no',
          ]),
        ),
      );
    return page(
      t('peerreviews.public.title'),
      <>
        <PageHeading title={t('peerreviews.public.title')} lead={t('peerreviews.public.lead')} />
        <Table<Review>
          caption={t('peerreviews.public.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ ...paging, total }}
          csvHref="?format=csv"
          empty={<EmptyState title={t('peerreviews.public.none')} />}
          columns={[
            {
              key: 'subject',
              header: t('peerreviews.field.subject'),
              cell: (one) => (
                <>
                  <Link href={`/peer-reviews/${one.id}`}>
                    <Bdi>{subjectText(ctx, names, one)}</Bdi>
                  </Link>{' '}
                  <Marks ctx={ctx} review={one} state={false} />
                </>
              ),
            },
            { key: 'office', header: t('peerreviews.field.office'), cell: ({ officeId }) => officeText(names, officeId) },
            { key: 'published', header: t('peerreviews.field.published'), cell: (one) => ctx.format.date(publishedOn(one), 'short') },
          ]}
        />
      </>,
      { width: 'wide', description: t('peerreviews.public.lead') },
    );
  },
});

/** A published report: findings, recommendations and what the authority answers. Never notes, desk questions or drafts. */
export const publicRoute = pageRoute({
  path: '/peer-reviews/:id',
  who: everyone,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const review = await getReview(ctx.trx, id);
    if (!review?.publishedAt) throw refuseHttp('not-found');
    const team = await teamOffices(ctx.trx, id);
    const names = await namesFor(ctx, [review], team);
    const subject = subjectText(ctx, names, review);
    const practice = review.practiceId ? names.practices.get(review.practiceId) : null;
    const office = officeText(names, review.officeId);
    return page(
      subject,
      <>
        <PageHeading
          title={<Bdi>{subject}</Bdi>}
          caption={t('peerreviews.page.caption', { office })}
          tags={<Marks ctx={ctx} review={review} state={false} />}
          lead={t('peerreviews.public.report-lead')}
        />
        {review.language !== ctx.lang && <p>{t('peerreviews.public.language', { language: format.languageName(review.language) })}</p>}
        <DescriptionList
          facts={[
            ...(practice
              ? [
                  {
                    key: 'practice',
                    label: t('peerreviews.field.practice'),
                    value: <Link href={`/practices/${practice.code}`}>{subject}</Link>,
                  },
                ]
              : []),
            { key: 'office', label: t('peerreviews.field.office'), value: office },
            {
              key: 'team',
              label: t('peerreviews.public.team'),
              value: format.list(team.map((one) => officeText(names, one)).toSorted()),
            },
            ...(review.visitFrom && review.visitUntil
              ? [
                  {
                    key: 'visit',
                    label: t('peerreviews.part.visit'),
                    value: t('peerreviews.visit.days', { from: format.date(review.visitFrom), until: format.date(review.visitUntil) }),
                  },
                ]
              : []),
          ]}
        />
        <Report
          ctx={ctx}
          lang={review.language}
          findings={await findingsOf(ctx.trx, id)}
          recommendations={await recommendationsIn(ctx.trx, id)}
        />
        <Source name={t('peerreviews.public.source', { office })} date={format.date(publishedOn(review))} />
      </>,
      { paper: 'peer-review', breadcrumbs: [{ label: t('peerreviews.public.title'), href: '/peer-reviews' }] },
    );
  },
});

export interface ReviewsOf {
  reviews: readonly Review[];
  teams: ReadonlyMap<string, readonly string[]>;
}

/** Published reviews of a practice with the offices of their teams. */
export async function readReviewsOf(ctx: Context, practiceId: PracticeId): Promise<ReviewsOf> {
  const { rows } = await publishedReviews(ctx.trx, { practiceId, pageSize: 10 });
  const teams = new Map<string, string[]>();
  for (const { id } of rows) teams.set(id, [...(await officeNames(ctx.trx, await teamOffices(ctx.trx, id), ctx.lang)).values()].toSorted());
  return { reviews: rows, teams };
}

/** For the page of a practice: that peers reviewed it, when and who; nothing where nobody did. */
export function ReviewsOfPractice({ ctx, data: { reviews, teams } }: { ctx: Context; data: ReviewsOf }) {
  const { t, format } = ctx;
  if (reviews.length === 0) return null;
  return (
    <Section title={t('peerreviews.panel.title')}>
      <ul>
        {reviews.map((review) => (
          <li key={review.id}>
            <Link href={`/peer-reviews/${review.id}`}>
              {t('peerreviews.panel.reviewed', {
                year: publishedOn(review).slice(0, 4),
                offices: format.list([...(teams.get(review.id) ?? [])]),
              })}
            </Link>{' '}
            <Marks ctx={ctx} review={review} state={false} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
