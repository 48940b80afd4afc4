import { z } from 'zod';
import { Bdi, Button, ButtonLink, EmptyState, ErrorSummary, Form, Link, PageHeading, PostButton, Section, Table } from '#kernel/html';
import { csv, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context, type Route } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { Fair, FairWish, Meeting, Participant } from '../fair.ts';
import { proposeSchedule } from '../plan-meetings.ts';
import { meetingsOf, participantsOf, wishesOf } from '../read-fairs.ts';
import { meetingRoute, newMeetingRoute, outcomeRoute, outcomeText, removeRoute } from './fair-meeting.tsx';
import { bothClocks, fairTitle, mayPlan, nameIn } from './fair-parts.tsx';
import { printRoute } from './fair-print.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';

/** The schedule of a fair: propose it, change it by hand, see which wishes are not met and why. */
const scheduleRoute = pageRoute({
  path: '/desk/fairs/:id/schedule',
  who: desk,
  params: fairParams,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    if (fair.state === 'draft') throw refuseHttp('not-found');
    const meetings = await meetingsOf(ctx.trx, id);
    const people = await participantsOf(ctx.trx, id);
    if (query.format === 'csv') return csv('schedule.csv', scheduleCsv(meetings, people));
    const wishes = await wishesOf(ctx.trx, { fairId: id });
    return page(
      t('trade.fair.schedule'),
      <>
        <PageHeading
          title={t('trade.fair.schedule')}
          lead={t(fair.state === 'announced' ? 'trade.fair.schedule-lead' : 'trade.fair.schedule-published')}
          caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>}
        />
        <div class="button-group">
          {fair.state === 'announced' && (
            <PostButton kind="primary" action={`/desk/fairs/${id}/propose`}>
              {t('trade.fair.propose')}
            </PostButton>
          )}
          {mayPlan(fair) && (
            <ButtonLink kind="secondary" href={`/desk/fairs/${id}/meetings/new`}>
              {t('trade.fair.add-meeting')}
            </ButtonLink>
          )}
          <ButtonLink kind="secondary" href={`/desk/fairs/${id}/print`}>
            {t('trade.fair.print')}
          </ButtonLink>
        </div>
        <MeetingTable ctx={ctx} fair={fair} meetings={meetings} people={people} />
        <Unmet ctx={ctx} wishes={wishes.filter(({ unmet }) => unmet !== null)} people={people} />
      </>,
      { width: 'wide', breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
});

function scheduleCsv(meetings: readonly Meeting[], people: readonly Participant[]): string {
  return writeCsv(
    ['startsAt', 'endsAt', 'table', 'first', 'second', 'firstCame', 'secondCame', 'outcome'],
    meetings.map((one) => [
      one.startsAt.toISOString(),
      one.endsAt.toISOString(),
      one.table,
      nameIn(people, one.firstId),
      nameIn(people, one.secondId),
      one.firstCame === null ? null : String(one.firstCame),
      one.secondCame === null ? null : String(one.secondCame),
      one.outcome,
    ]),
  );
}

function MeetingTable({
  ctx,
  fair,
  meetings,
  people,
}: {
  ctx: Context;
  fair: Fair;
  meetings: readonly Meeting[];
  people: readonly Participant[];
}) {
  const { t, format } = ctx;
  return (
    <Table<Meeting>
      caption={t('trade.fair.meetings')}
      rows={meetings}
      rowKey={(one) => one.id}
      csvHref="?format=csv"
      empty={<EmptyState title={t('trade.fair.no-meetings')} />}
      columns={[
        { key: 'when', header: t('trade.fair.when'), cell: (one) => bothClocks(ctx, fair, one.startsAt) },
        { key: 'table', header: t('trade.fair.table'), numeric: true, cell: (one) => format.number(one.table) },
        {
          key: 'who',
          header: t('trade.fair.with'),
          cell: (one) => (
            <Link href={`/desk/fairs/meetings/${one.id}`}>
              <Bdi>{nameIn(people, one.firstId)}</Bdi>
              <br />
              <Bdi>{nameIn(people, one.secondId)}</Bdi>
            </Link>
          ),
        },
        { key: 'outcome', header: t('trade.fair.outcome'), cell: (one) => outcomeText(ctx, one) },
      ]}
    />
  );
}

function Unmet({ ctx, wishes, people }: { ctx: Context; wishes: readonly FairWish[]; people: readonly Participant[] }) {
  const { t } = ctx;
  if (wishes.length === 0) return null;
  return (
    <Section title={t('trade.fair.unmet')}>
      <Table<FairWish>
        caption={t('trade.fair.unmet')}
        hideCaption
        rows={wishes}
        rowKey={(one) => `${one.participantId}-${one.wishedId}`}
        columns={[
          { key: 'from', header: t('trade.fair.who'), cell: (one) => <Bdi>{nameIn(people, one.participantId)}</Bdi> },
          { key: 'to', header: t('trade.fair.wished'), cell: (one) => <Bdi>{nameIn(people, one.wishedId)}</Bdi> },
          { key: 'why', header: t('trade.fair.why'), cell: (one) => (one.unmet ? t(`trade.unmet.${one.unmet}`) : '') },
        ]}
      />
    </Section>
  );
}

/** Asks for a proposal, which replaces what is planned. */
const proposeRoute = formRoute({
  path: '/desk/fairs/:id/propose',
  who: desk,
  params: fairParams,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    return page(
      t('trade.fair.propose'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.fair.propose')} lead={t('trade.fair.propose-lead')} />
        <Form>
          <Button>{t('trade.fair.propose')}</Button>
        </Form>
      </>,
      { breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await hostedFair(ctx, id);
    await proposeSchedule(ctx.trx, id);
    return redirect(`/desk/fairs/${id}/schedule`, 'trade.notice.fair-proposed');
  },
});

export const fairScheduleRoutes: readonly Route[] = [
  scheduleRoute,
  proposeRoute,
  newMeetingRoute,
  meetingRoute,
  removeRoute,
  outcomeRoute,
  printRoute,
];
