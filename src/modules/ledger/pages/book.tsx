import { z } from 'zod';
import { Bdi, ButtonLink, DateField, EmptyState, FilterForm, Link, Notice, PageHeading, Section, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import type { Day } from '#kernel/time';
import { listAccounts } from '../accounts.ts';
import { accountKinds, fullCode, type Account, type Book } from '../book.ts';
import { keepsBook } from '../books.ts';
import { openReservations, type Reservation } from '../open-reservations.ts';
import { trialBalance, type TrialLine } from '../trial-balance.ts';
import { accountName, at, balanceText, bookIn, bookParams, crumbs, readers, sideOf, todayOf } from './reach.ts';

const trialHref = (on: Day) => `?${new URLSearchParams({ on, format: 'csv' }).toString()}`;

/** A book: its accounts with what stands on them, the trial balance of a day, what is reserved, and what can be taken along. */
export const bookRoute = pageRoute({
  path: '/ledger/:book',
  who: readers,
  params: bookParams,
  query: z.object({ on: fields.maybe(fields.optionalDay()), format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t, format } = ctx;
    const book = await bookIn(ctx, params.book);
    const on = query.on ?? todayOf(ctx);
    const trial = await trialBalance(ctx.trx, book.id, on);
    if (query.format === 'csv') return trialCsv(ctx, trial.lines);
    const accounts = await listAccounts(ctx.trx, book.id);
    const keeps = await keepsBook(ctx.trx, book.id);
    const pending = await openReservations(ctx.trx, book.id);
    return page(
      book.name,
      <>
        <PageHeading
          title={<Bdi>{book.name}</Bdi>}
          caption={t(`ledger.scope.${book.scopeKind}`)}
          actions={
            keeps && (
              <>
                {accounts.length > 1 && <ButtonLink href={at(book.id, '/entries/new')}>{t('ledger.entry.new')}</ButtonLink>}
                <ButtonLink kind={accounts.length > 1 ? 'secondary' : 'primary'} href={at(book.id, '/accounts/new')}>
                  {t('ledger.account.new')}
                </ButtonLink>
                <ButtonLink kind="quiet" href={at(book.id, '/close')}>
                  {t('ledger.close.title')}
                </ButtonLink>
              </>
            )
          }
        />
        {book.demonstration && <Notice>{t('ledger.demonstration')}</Notice>}
        <p>{book.closedThrough ? t('ledger.closed-through', { day: format.date(book.closedThrough) }) : t('ledger.closed-never')}</p>
        <AccountList ctx={ctx} book={book} accounts={accounts} keeps={keeps} />
        <Section title={t('ledger.trial.title', { day: format.date(on) })}>
          <p>{t('ledger.trial.about')}</p>
          <Table<TrialLine>
            caption={t('ledger.trial.title', { day: format.date(on) })}
            hideCaption
            rows={trial.lines}
            rowKey={({ accountId }) => accountId}
            csvHref={trialHref(on)}
            empty={<EmptyState title={t('ledger.trial.none')} />}
            filters={
              <FilterForm action={at(book.id)}>
                <DateField name="on" label={t('ledger.field.on')} value={on} />
              </FilterForm>
            }
            columns={[
              {
                key: 'account',
                header: t('ledger.field.account'),
                cell: ({ accountId, ...line }) => (
                  <Link href={at(book.id, `/accounts/${accountId}`)}>
                    <Bdi>{accountName(ctx, line)}</Bdi>
                  </Link>
                ),
              },
              {
                key: 'debit',
                header: t('ledger.field.debit'),
                numeric: true,
                cell: (line) => sideOf(ctx, 'debit', line.debitMinor, line.currency),
              },
              {
                key: 'credit',
                header: t('ledger.field.credit'),
                numeric: true,
                cell: (line) => sideOf(ctx, 'debit', line.creditMinor, line.currency),
              },
            ]}
          />
          {trial.totals.map(({ currency, debitMinor, creditMinor }) => (
            <p key={currency}>
              {t('ledger.trial.total', {
                currency,
                debit: format.money(money(debitMinor, currency)),
                credit: format.money(money(creditMinor, currency)),
              })}
            </p>
          ))}
        </Section>
        {pending.length > 0 && <Pending ctx={ctx} book={book} rows={pending} />}
        <Section title={t('ledger.take.title')}>
          <p>{t('ledger.take.about')}</p>
          <ul>
            <li>
              <Link href={at(book.id, '/journal')} download>
                {t('ledger.take.journal')}
              </Link>
            </li>
            <li>
              <Link href={at(book.id, '/chain')}>{t('ledger.chain.title')}</Link>
            </li>
          </ul>
        </Section>
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx), paper: 'trial-balance' },
    );
  },
});

function trialCsv(ctx: Context, lines: readonly TrialLine[]) {
  return csv(
    'trial-balance.csv',
    writeCsv(
      ['account', 'name', 'kind', 'currency', 'debit', 'credit'],
      lines.map((line) => [
        fullCode(line),
        accountName(ctx, line),
        line.kind,
        line.currency,
        toDecimalText(money(line.debitMinor, line.currency)),
        toDecimalText(money(line.creditMinor, line.currency)),
      ]),
    ),
  );
}

function AccountList({ ctx, book, accounts, keeps }: { ctx: Context; book: Book; accounts: readonly Account[]; keeps: boolean }) {
  const { t } = ctx;
  const ordered = accountKinds.flatMap((kind) => accounts.filter((account) => account.kind === kind));
  return (
    <Section title={t('ledger.account.list')}>
      <Table<Account>
        caption={t('ledger.account.list')}
        hideCaption
        rows={ordered}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t(keeps ? 'ledger.account.none-keeper' : 'ledger.account.none')} />}
        columns={[
          {
            key: 'name',
            header: t('ledger.field.account'),
            cell: ({ id, ...line }) => (
              <Link href={at(book.id, `/accounts/${id}`)}>
                <Bdi>{accountName(ctx, line)}</Bdi>
              </Link>
            ),
          },
          { key: 'kind', header: t('ledger.field.kind'), cell: ({ kind }) => t(`ledger.kind.${kind}`) },
          {
            key: 'balance',
            header: t('ledger.field.balance'),
            numeric: true,
            cell: (one) => balanceText(ctx, one.postedMinor, one.currency),
          },
          {
            key: 'pending',
            header: t('ledger.field.pending'),
            numeric: true,
            cell: (one) => balanceText(ctx, one.pendingInMinor - one.pendingOutMinor, one.currency),
          },
        ]}
      />
    </Section>
  );
}

function Pending({ ctx, book, rows }: { ctx: Context; book: Book; rows: readonly Reservation[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('ledger.pending.title')}>
      <Table<Reservation>
        caption={t('ledger.pending.title')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            header: t('ledger.field.description'),
            cell: ({ id, description }) => (
              <Link href={at(book.id, `/entries/${id}`)}>
                <Bdi>{description}</Bdi>
              </Link>
            ),
          },
          { key: 'on', header: t('ledger.field.effective'), cell: ({ effectiveOn }) => format.date(effectiveOn, 'short') },
          {
            key: 'until',
            header: t('ledger.field.expires'),
            cell: ({ expiresAt }) => (expiresAt ? format.instant(expiresAt) : t('ledger.pending.no-end')),
          },
        ]}
      />
    </Section>
  );
}
