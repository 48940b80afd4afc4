import { z } from 'zod';
import { Bdi, EmptyState, Link, PageHeading, Table, Tabs, Tag } from '#kernel/html';
import { csv, desk, fields, page, pageRoute, type Context } from '#kernel/http';
import { isCurrency, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { followUpsAtDesk, type FollowUpLine } from '../answer-follow-up.ts';
import { valueText, volumeText } from './follow-up-text.ts';
import { todayOf } from './offer-fields.tsx';
import { desksOf } from './reach.ts';

const lists = ['due', 'answered'] as const;

/** Contacts of the desk's founders after six months: who has not answered yet, and what the others said, each side apart. */
export const deskFollowUpsRoute = pageRoute({
  path: '/desk/trade/follow-ups',
  who: desk,
  query: z.object({ which: fields.maybe(fields.choice(lists)), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const which = query.which ?? 'due';
    const lines = await followUpsAtDesk(ctx.trx, desksOf(ctx), { which, today: todayOf(ctx) });
    if (query.format === 'csv') return csv('trade-follow-ups.csv', followUpsCsv(ctx, lines));
    return page(
      t('trade.follow-up.desk-title'),
      <>
        <PageHeading title={t('trade.follow-up.desk-title')} lead={t('trade.follow-up.desk-lead')} />
        <Tabs
          label={t('trade.follow-up.desk-title')}
          items={lists.map((one) => ({
            label: t(`trade.follow-up.list-${one}`),
            href: `/desk/trade/follow-ups?which=${one}`,
            current: one === which,
          }))}
        />
        {which === 'due' ? <DueTable ctx={ctx} lines={lines} /> : <AnsweredTable ctx={ctx} lines={lines} />}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('trade.desk.title'), href: '/desk/trade' }] },
    );
  },
});

const whoColumns = (ctx: Context) => {
  const { t } = ctx;
  return [
    {
      key: 'who',
      header: t('trade.interest.about'),
      cell: (one: FollowUpLine) => (
        <Link href={`/desk/trade/interests/${one.interestId}`}>
          <Bdi>{one.offerTitle ?? t('trade.interest.offer-gone')}</Bdi>
        </Link>
      ),
    },
    { key: 'asker', header: t('trade.interest.who'), cell: (one: FollowUpLine) => <Bdi>{one.who}</Bdi> },
    { key: 'side', header: t('trade.follow-up.side'), cell: (one: FollowUpLine) => t(`trade.follow-up.title-${one.side}`) },
  ];
};

function DueTable({ ctx, lines }: { ctx: Context; lines: readonly FollowUpLine[] }) {
  const { t, format } = ctx;
  return (
    <Table<FollowUpLine>
      caption={t('trade.follow-up.list-due')}
      rows={lines}
      rowKey={(one) => `${one.interestId}-${one.side}`}
      empty={<EmptyState title={t('trade.follow-up.none-due')} />}
      columns={[
        ...whoColumns(ctx),
        { key: 'due', header: t('trade.follow-up.due-on'), cell: (one) => format.date(one.dueOn, 'short') },
        {
          key: 'asked',
          header: t('trade.follow-up.asked'),
          cell: (one) =>
            one.remindedAt ? (
              <Tag tone="warning">
                {t('trade.follow-up.reminded', { day: format.date(one.remindedAt.toISOString().slice(0, 10), 'short') })}
              </Tag>
            ) : one.askedAt ? (
              format.instant(one.askedAt, 'short')
            ) : (
              t('trade.interest.not-yet')
            ),
        },
        {
          key: 'answer',
          header: t('trade.follow-up.answer'),
          cell: (one) => (
            <Link href={`/desk/trade/interests/${one.interestId}/follow-up?side=${one.side}`}>{t('trade.follow-up.answer')}</Link>
          ),
        },
      ]}
    />
  );
}

function AnsweredTable({ ctx, lines }: { ctx: Context; lines: readonly FollowUpLine[] }) {
  const { t } = ctx;
  return (
    <Table<FollowUpLine>
      caption={t('trade.follow-up.list-answered')}
      rows={lines}
      rowKey={(one) => `${one.interestId}-${one.side}`}
      csvHref="?which=answered&format=csv"
      empty={<EmptyState title={t('trade.follow-up.none-answered')} />}
      columns={[
        ...whoColumns(ctx),
        { key: 'met', header: t('trade.follow-up.met'), cell: ({ answer }) => (answer ? t(`trade.met.${answer.met}`) : '') },
        {
          key: 'contract',
          header: t('trade.follow-up.contract'),
          cell: ({ answer }) => (answer ? t(`trade.contract.${answer.contract}`) : ''),
        },
        { key: 'volume', header: t('trade.follow-up.quantity'), cell: ({ answer }) => (answer && volumeText(ctx, answer)) ?? '–' },
        { key: 'value', header: t('trade.follow-up.value'), cell: ({ answer }) => (answer && valueText(ctx, answer)) ?? '–' },
      ]}
    />
  );
}

function followUpsCsv(ctx: Context, lines: readonly FollowUpLine[]): string {
  const head = [
    'offer',
    'asker',
    'side',
    'dueOn',
    'met',
    'contract',
    'quantity',
    'unit',
    'value',
    'currency',
    'again',
    'obstacles',
    'note',
  ];
  return writeCsv(
    head,
    lines.map(({ answer, ...one }) => {
      const { currency = null, valueMinor = null } = answer ?? {};
      const value =
        valueMinor !== null && currency !== null && isCurrency(currency) ? toDecimalText({ amountMinor: valueMinor, currency }) : null;
      return [
        one.offerTitle,
        one.who,
        one.side,
        one.dueOn,
        answer?.met,
        answer?.contract,
        answer?.quantity,
        answer?.unit,
        value,
        currency,
        answer?.again,
        answer?.obstacles.map((code) => ctx.t(`trade.obstacle.${code}`)).join('; '),
        answer?.note,
      ];
    }),
  );
}

/** On the way to a list: how many contacts wait for an answer. */
export async function DueFollowUps({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  const due = await followUpsAtDesk(ctx.trx, desksOf(ctx), { which: 'due', today: todayOf(ctx) });
  return (
    <p>
      <Link href="/desk/trade/follow-ups">{t('trade.follow-up.waiting', { count: due.length })}</Link>
    </p>
  );
}
