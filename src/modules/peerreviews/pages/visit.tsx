import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Section,
  Table,
  TextArea,
  TextField,
  TimeField,
} from '#kernel/html';
import { fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { findOffice } from '#modules/offices';
import { addSession, planVisit, sessionsOf, type VisitSession } from '../desk-work.ts';
import { isOpen, type Review } from '../review.ts';
import { Written } from './marks.tsx';
import { crumbs, insideReview, namesFor, reviewAt, reviewers, subjectText } from './reach.ts';

const ofReview = z.object({ id: idOf<'peerreviews.reviews'>() });

/** The clock by which the programme goes: that of the reviewed office. */
async function clockOf(ctx: Context, review: Review): Promise<string> {
  const office = await findOffice(ctx.trx, review.officeId);
  return ctx.t('peerreviews.visit.clock', { zone: office?.timeZone ?? '' });
}

/** The visit: its days, its programme with hours by the clock of the place, and what it needs. */
export const visitRoute = formRoute({
  path: '/desk/peer-reviews/:id/visit',
  who: reviewers,
  params: ofReview,
  body: z.object({ from: fields.optionalDay(), until: fields.optionalDay(), needs: fields.optionalLongText(2_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, format } = ctx;
    const { review } = await insideReview(ctx, id);
    const open = isOpen(review);
    return page(
      t('peerreviews.part.visit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.part.visit')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={
            review.visitFrom && review.visitUntil
              ? t('peerreviews.visit.days', { from: format.date(review.visitFrom), until: format.date(review.visitUntil) })
              : t('peerreviews.visit.none')
          }
        />
        {review.visitNeeds && (
          <Section title={t('peerreviews.field.needs')}>
            <Written words={review.visitNeeds} />
          </Section>
        )}
        <Section title={t('peerreviews.visit.programme')}>
          <p>{await clockOf(ctx, review)}</p>
          <Programme ctx={ctx} id={id} open={open} rows={await sessionsOf(ctx.trx, id)} />
          {open && review.visitFrom && (
            <ButtonLink kind="secondary" href={reviewAt(id, '/session')}>
              {t('peerreviews.visit.add')}
            </ButtonLink>
          )}
        </Section>
        {open && (
          <Section title={t('peerreviews.visit.plan')}>
            <Form entry={entry}>
              <DateField name="from" label={t('peerreviews.field.from')} value={review.visitFrom ?? ''} optional />
              <DateField name="until" label={t('peerreviews.field.until')} value={review.visitUntil ?? ''} optional />
              <TextArea
                name="needs"
                label={t('peerreviews.field.needs')}
                hint={t('peerreviews.visit.needs-hint')}
                value={review.visitNeeds ?? ''}
                maxLength={2_000}
                rows={4}
                optional
              />
              <Button>{t('peerreviews.visit.button')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { width: 'wide', breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await insideReview(ctx, id);
    await planVisit(ctx.trx, id, given);
    return redirect(reviewAt(id, '/visit'), 'peerreviews.notice.visit');
  },
});

function Programme({ ctx, id, open, rows }: { ctx: Context; id: Review['id']; open: boolean; rows: readonly VisitSession[] }) {
  const { t, format } = ctx;
  return (
    <Table<VisitSession>
      caption={t('peerreviews.visit.programme')}
      hideCaption
      rows={rows}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('peerreviews.visit.empty')} />}
      columns={[
        { key: 'day', header: t('peerreviews.field.day'), cell: ({ onDay }) => format.date(onDay, 'weekday') },
        {
          key: 'hours',
          header: t('peerreviews.field.hours'),
          cell: ({ starts, ends }) => (
            <Bdi dir="ltr">
              {starts}–{ends}
            </Bdi>
          ),
        },
        { key: 'what', header: t('peerreviews.field.what'), cell: ({ what }) => <Bdi>{what}</Bdi>, rowHeader: true },
        { key: 'who', header: t('peerreviews.field.who'), cell: ({ who }) => <Bdi>{who ?? '–'}</Bdi> },
        { key: 'needs', header: t('peerreviews.field.needs'), cell: ({ needs }) => <Bdi>{needs ?? '–'}</Bdi> },
        {
          key: 'remove',
          header: t('peerreviews.remove.column'),
          cell: ({ id: item, what }) =>
            open ? <Link href={reviewAt(id, `/remove/sessions/${item}`)}>{t('peerreviews.remove.link', { what })}</Link> : '',
        },
      ]}
    />
  );
}

const hour = () => fields.text(5).refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'peerreviews.field.hour-wrong');

/** Adds an hour to the programme. */
export const sessionRoute = formRoute({
  path: '/desk/peer-reviews/:id/session',
  who: reviewers,
  params: ofReview,
  body: z.object({
    onDay: fields.day(),
    starts: hour(),
    ends: hour(),
    what: fields.text(300),
    who: fields.optionalText(300),
    needs: fields.optionalText(500),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { review } = await insideReview(ctx, id);
    return page(
      t('peerreviews.visit.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.visit.add')} lead={await clockOf(ctx, review)} />
        <Form entry={entry}>
          <DateField name="onDay" label={t('peerreviews.field.day')} value={review.visitFrom ?? ''} required />
          <TimeField name="starts" label={t('peerreviews.field.starts')} required />
          <TimeField name="ends" label={t('peerreviews.field.ends')} required />
          <TextField name="what" label={t('peerreviews.field.what')} maxLength={300} required />
          <TextField name="who" label={t('peerreviews.field.who')} hint={t('peerreviews.visit.who-hint')} maxLength={300} optional />
          <TextField name="needs" label={t('peerreviews.field.needs')} maxLength={500} optional />
          <Button>{t('peerreviews.visit.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    const { review } = await insideReview(ctx, id);
    await addSession(ctx.trx, review, given);
    return redirect(reviewAt(id, '/visit'), 'peerreviews.notice.added');
  },
});
