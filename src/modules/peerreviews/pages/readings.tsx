import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  Section,
  Table,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, page, redirect } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { addReading, readingsOf, type Reading } from '../desk-work.ts';
import { isOpen } from '../review.ts';
import { crumbs, insideReview, namesFor, reviewAt, reviewers, subjectText } from './reach.ts';

/** What to read before the visit; both sides add to it. */
export const readingsRoute = formRoute({
  path: '/desk/peer-reviews/:id/readings',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  query: z.object({ format: fields.searchText() }),
  body: z.object({
    title: fields.text(300),
    author: fields.optionalText(200),
    year: fields.optionalWhole(1500, 2200),
    address: fields.optionalText(500),
    note: fields.optionalLongText(1_000),
  }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const { review } = await insideReview(ctx, id);
    const all = await readingsOf(ctx.trx, id);
    if (query.format === 'csv')
      return csv(
        'reading-list.csv',
        writeCsv(
          ['title', 'author', 'year', 'address', 'note'],
          all.map((one) => [one.title, one.author, one.year, one.address, one.note]),
        ),
      );
    return page(
      t('peerreviews.part.readings'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.part.readings')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={t('peerreviews.readings.lead')}
        />
        <Table<Reading>
          caption={t('peerreviews.part.readings')}
          hideCaption
          rows={all}
          rowKey={(one) => one.id}
          csvHref="?format=csv"
          empty={<EmptyState title={t('peerreviews.readings.none')} />}
          columns={[
            { key: 'title', header: t('peerreviews.field.title'), cell: ({ title }) => <Bdi>{title}</Bdi> },
            { key: 'author', header: t('peerreviews.field.author'), cell: ({ author }) => <Bdi>{author ?? '–'}</Bdi> },
            { key: 'year', header: t('peerreviews.field.year'), cell: ({ year }) => year ?? '–' },
            { key: 'address', header: t('peerreviews.field.address'), cell: ({ address }) => <Bdi dir="ltr">{address ?? '–'}</Bdi> },
            { key: 'note', header: t('peerreviews.field.note'), cell: ({ note }) => <Bdi>{note ?? ''}</Bdi> },
            {
              key: 'remove',
              header: t('peerreviews.remove.column'),
              cell: ({ id: item, title, addedBy }) =>
                isOpen(review) && addedBy === accountOf(ctx) ? (
                  <Link href={reviewAt(id, `/remove/readings/${item}`)}>{t('peerreviews.remove.link', { what: title })}</Link>
                ) : (
                  ''
                ),
            },
          ]}
        />
        {isOpen(review) && (
          <Section title={t('peerreviews.readings.add')}>
            <Form entry={entry}>
              <TextField name="title" label={t('peerreviews.field.title')} maxLength={300} required />
              <TextField name="author" label={t('peerreviews.field.author')} maxLength={200} optional />
              <NumberField name="year" label={t('peerreviews.field.year')} optional />
              <TextField
                name="address"
                label={t('peerreviews.field.address')}
                hint={t('peerreviews.readings.address-hint')}
                maxLength={500}
                dir="ltr"
                optional
              />
              <TextArea name="note" label={t('peerreviews.field.note')} maxLength={1_000} rows={3} optional />
              <Button>{t('peerreviews.readings.add')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { width: 'wide', breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, text) => {
    await insideReview(ctx, id);
    await addReading(ctx.trx, accountOf(ctx), id, text);
    return redirect(reviewAt(id, '/readings'), 'peerreviews.notice.added');
  },
});
