import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  Table,
} from '#kernel/html';
import { csv, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { money, parseMoney, toDecimalText, type Currency } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { closeAccount, setLimits } from '../accounts.ts';
import { fullCode, type Account, type Book } from '../book.ts';
import { keepsBook } from '../books.ts';
import { refuse } from '../refusals.ts';
import { linesBetween, statementPage, type StatementLine } from '../statement.ts';
import { accountName, accountIn, accountParams, at, balanceText, bookIn, crumbs, keepers, ownBookIn, readers, sideOf } from './reach.ts';

const PAGE = 50;
const MOST_CSV = 100_000n;

const hrefOf = (account: Account, rest = '') => at(account.bookId, `/accounts/${account.id}${rest}`);

/** The statement of an account: each movement with the balance after it, the latest first. */
export const accountRoute = pageRoute({
  path: '/ledger/:book/accounts/:account',
  who: readers,
  params: accountParams,
  query: z.object({ page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t, format } = ctx;
    const book = await bookIn(ctx, params.book);
    const account = await accountIn(ctx, book.id, params.account);
    const { currency } = account;
    if (query.format === 'csv')
      return statementCsv(account, await linesBetween(ctx.trx, account, account.lastNth - MOST_CSV + 1n, account.lastNth));
    const lines = await statementPage(ctx.trx, account, { page: query.page, size: PAGE });
    const keeps = account.closedAt === null && !account.kept && (await keepsBook(ctx.trx, book.id));
    const limit = (minor: bigint | null) => (minor === null ? t('ledger.limit.none') : balanceText(ctx, minor, currency));
    return page(
      accountName(ctx, account),
      <>
        <PageHeading
          title={<Bdi>{accountName(ctx, account)}</Bdi>}
          caption={t(`ledger.kind.${account.kind}`)}
          actions={
            keeps && (
              <>
                <ButtonLink kind="secondary" href={hrefOf(account, '/limits')}>
                  {t('ledger.limit.title')}
                </ButtonLink>
                <ButtonLink kind="quiet" href={hrefOf(account, '/close')}>
                  {t('ledger.account.close')}
                </ButtonLink>
              </>
            )
          }
        />
        <DescriptionList
          facts={[
            { key: 'code', label: t('ledger.field.code'), value: <Bdi>{fullCode(account)}</Bdi> },
            { key: 'balance', label: t('ledger.field.balance'), value: balanceText(ctx, account.postedMinor, currency) },
            {
              key: 'pending',
              label: t('ledger.field.pending'),
              value: balanceText(ctx, account.pendingInMinor - account.pendingOutMinor, currency),
            },
            { key: 'floor', label: t('ledger.field.floor'), value: limit(account.floorMinor) },
            { key: 'ceiling', label: t('ledger.field.ceiling'), value: limit(account.ceilingMinor) },
            ...(account.closedAt ? [{ key: 'closed', label: t('ledger.field.closed'), value: format.instant(account.closedAt) }] : []),
          ]}
        />
        <Table<StatementLine>
          caption={t('ledger.statement.title')}
          rows={lines}
          rowKey={({ nth }) => String(nth)}
          csvHref="?format=csv"
          paging={{ page: query.page, pageSize: PAGE, total: Number(account.lastNth) }}
          empty={<EmptyState title={t('ledger.statement.none')} />}
          columns={[
            { key: 'on', header: t('ledger.field.effective'), cell: ({ effectiveOn }) => format.date(effectiveOn, 'short') },
            {
              key: 'what',
              header: t('ledger.field.description'),
              rowHeader: true,
              cell: ({ entryId, description }) => (
                <Link href={at(book.id, `/entries/${entryId}`)}>
                  <Bdi>{description}</Bdi>
                </Link>
              ),
            },
            {
              key: 'debit',
              header: t('ledger.field.debit'),
              numeric: true,
              cell: (line) => sideOf(ctx, 'debit', line.amountMinor, currency),
            },
            {
              key: 'credit',
              header: t('ledger.field.credit'),
              numeric: true,
              cell: (line) => sideOf(ctx, 'credit', line.amountMinor, currency),
            },
            {
              key: 'balance',
              header: t('ledger.field.balance'),
              numeric: true,
              cell: (line) => balanceText(ctx, line.balanceAfterMinor, currency),
            },
          ]}
        />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, book), paper: 'statement' },
    );
  },
});

function statementCsv(account: Account, lines: readonly StatementLine[]) {
  const text = (minor: bigint) => toDecimalText(money(minor, account.currency));
  return csv(
    'statement.csv',
    writeCsv(
      ['number', 'effective_on', 'booked_at', 'entry', 'kind', 'description', 'currency', 'amount', 'balance'],
      lines
        .toReversed()
        .map((line) => [
          String(line.nth),
          line.effectiveOn,
          line.bookedAt.toISOString(),
          line.entryId,
          line.kind,
          line.description,
          account.currency,
          text(line.amountMinor),
          text(line.balanceAfterMinor),
        ]),
    ),
  );
}

const crumbsOf = (ctx: Context, book: Book, account: Account) =>
  crumbs(ctx, book, { label: accountName(ctx, account), href: hrefOf(account) });

/** A limit as it is typed: empty for none, a minus for the credit side. Refusal: `not-an-amount`. */
function readLimit(ctx: Context, text: string | null, currency: Currency, field: string): bigint | null {
  if (text === null) return null;
  const read = parseMoney(text, currency, localeOf(ctx.lang));
  if (!read.ok) throw refuse('not-an-amount', { field });
  return read.money.amountMinor;
}

/** Between which balances an account stays. */
export const limitsRoute = formRoute({
  path: '/ledger/:book/accounts/:account/limits',
  who: keepers,
  params: accountParams,
  body: z.object({ floor: fields.optionalText(30), ceiling: fields.optionalText(30) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    const account = await accountIn(ctx, book.id, params.account);
    const typed = (minor: bigint | null) => (minor === null ? '' : toDecimalText(money(minor, account.currency)));
    return page(
      t('ledger.limit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ledger.limit.title')} caption={<Bdi>{accountName(ctx, account)}</Bdi>} lead={t('ledger.limit.lead')} />
        <Form entry={entry}>
          <NumberField
            decimal
            name="floor"
            label={t('ledger.field.floor')}
            hint={t('ledger.limit.floor-hint')}
            value={typed(account.floorMinor)}
            maxLength={30}
            optional
          />
          <NumberField
            decimal
            name="ceiling"
            label={t('ledger.field.ceiling')}
            hint={t('ledger.limit.ceiling-hint')}
            value={typed(account.ceilingMinor)}
            maxLength={30}
            optional
          />
          <Button>{t('ledger.limit.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbsOf(ctx, book, account) },
    );
  },
  submit: async (ctx, { params }, { floor, ceiling }) => {
    const book = await ownBookIn(ctx, params.book);
    const account = await accountIn(ctx, book.id, params.account);
    await setLimits(ctx.trx, account.id, {
      floorMinor: readLimit(ctx, floor, account.currency, 'floor'),
      ceilingMinor: readLimit(ctx, ceiling, account.currency, 'ceiling'),
    });
    return redirect(hrefOf(account), 'ledger.notice.limits-set');
  },
});

/** Closes an account for ever, after saying what that means. */
export const closeAccountRoute = formRoute({
  path: '/ledger/:book/accounts/:account/close',
  who: keepers,
  params: accountParams,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    const account = await accountIn(ctx, book.id, params.account);
    return page(
      t('ledger.account.close'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('ledger.account.close')}
          caption={<Bdi>{accountName(ctx, account)}</Bdi>}
          lead={t('ledger.account.close-lead')}
        />
        <Form entry={entry}>
          <Button kind="warning">{t('ledger.account.close')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbsOf(ctx, book, account) },
    );
  },
  submit: async (ctx, { params }) => {
    const book = await ownBookIn(ctx, params.book);
    const account = await accountIn(ctx, book.id, params.account);
    await closeAccount(ctx.trx, account.id, ctx.now);
    return redirect(hrefOf(account), 'ledger.notice.account-closed');
  },
});
