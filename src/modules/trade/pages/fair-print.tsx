import { Bdi, EmptyState, Heading, PageHeading, Table } from '#kernel/html';
import { desk, page, pageRoute } from '#kernel/http';
import type { Meeting, Participant } from '../fair.ts';
import { meetingsOf, participantsOf } from '../read-fairs.ts';
import { Agenda, bothClocks, fairDays, fairTitle, nameIn, participantName } from './fair-parts.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';

/** To print: the agenda of each participant, then of each table. */
export const printRoute = pageRoute({
  path: '/desk/fairs/:id/print',
  who: desk,
  params: fairParams,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const fair = await hostedFair(ctx, id);
    const meetings = await meetingsOf(ctx.trx, id);
    const people = (await participantsOf(ctx.trx, id)).filter(({ state }) => state === 'approved');
    const tables = [...new Set(meetings.map(({ table }) => table))].toSorted((a, b) => a - b);
    const seats = (of: Participant) => meetings.filter(({ firstId, secondId }) => firstId === of.id || secondId === of.id);
    return page(
      t('trade.fair.print'),
      <>
        <PageHeading
          title={t('trade.fair.print')}
          caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>}
          lead={fairDays(ctx, fair)}
          actions={
            <button type="button" class="button button-secondary" data-print="" hidden>
              {t('trade.fair.print-button')}
            </button>
          }
        />
        {people.map((one) => (
          <section key={one.id} class="sheet">
            <Heading level={2}>
              <Bdi>{participantName(one)}</Bdi>
            </Heading>
            <Agenda ctx={ctx} fair={fair} meetings={seats(one)} people={people} of={one.id} />
          </section>
        ))}
        {tables.map((table) => (
          <section key={table} class="sheet">
            <Heading level={2}>{t('trade.fair.table-number', { number: table })}</Heading>
            <Table<Meeting>
              caption={t('trade.fair.table-number', { number: table })}
              hideCaption
              rows={meetings.filter((one) => one.table === table)}
              rowKey={(one) => one.id}
              columns={[
                { key: 'when', header: t('trade.fair.when'), cell: (one) => bothClocks(ctx, fair, one.startsAt) },
                { key: 'first', header: t('trade.fair.who'), cell: (one) => <Bdi>{nameIn(people, one.firstId)}</Bdi> },
                { key: 'second', header: t('trade.fair.with'), cell: (one) => <Bdi>{nameIn(people, one.secondId)}</Bdi> },
              ]}
            />
          </section>
        ))}
        {people.length === 0 && <EmptyState title={t('trade.fair.nobody-yet')} />}
        <p>{t('trade.fair.printed', { day: format.date(ctx.now.toISOString().slice(0, 10)) })}</p>
      </>,
      { width: 'wide', breadcrumbs: fairCrumbs(ctx, fair), islands: ['print-page'] },
    );
  },
});
