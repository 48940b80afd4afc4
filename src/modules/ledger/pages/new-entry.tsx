import { z } from 'zod';
import { Button, DateField, ErrorSummary, Fieldset, Form, NumberField, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { parseMoney } from '#kernel/money';
import { listAccounts } from '../accounts.ts';
import type { Account, Posting } from '../book.ts';
import { postByHand } from '../by-hand.ts';
import { refuse } from '../refusals.ts';
import { accountName, at, bookParams, crumbs, keepers, ownBookIn, todayOf } from './reach.ts';

/** Lines of the form; what needs more is written by another module. */
const places = [1, 2, 3, 4, 5, 6] as const;
type Place = (typeof places)[number];
type LineField = `account${Place}` | `debit${Place}` | `credit${Place}`;

const lineFields = Object.fromEntries(
  places.flatMap((n) => [
    [`account${n}`, fields.optionalText(40)],
    [`debit${n}`, fields.optionalText(30)],
    [`credit${n}`, fields.optionalText(30)],
  ]),
) as Record<LineField, ReturnType<typeof fields.optionalText>>; // made of the same places on the lines before

const body = z.object({ effectiveOn: fields.day(), description: fields.text(300), ...lineFields });

/** Writes an entry by hand. */
export const newEntryRoute = formRoute({
  path: '/ledger/:book/entries/new',
  who: keepers,
  params: bookParams,
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    const accounts = (await listAccounts(ctx.trx, book.id)).filter(({ closedAt, kept }) => closedAt === null && !kept);
    const options = accounts.map((one) => ({ value: one.id, label: `${accountName(ctx, one)} (${one.currency})` }));
    return page(
      t('ledger.entry.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ledger.entry.new')} lead={t('ledger.entry.new-lead')} />
        <Form entry={entry} draft="ledger-entry">
          <DateField name="effectiveOn" label={t('ledger.field.effective')} value={todayOf(ctx)} required />
          <TextField
            name="description"
            label={t('ledger.field.description')}
            hint={t('ledger.entry.description-hint')}
            maxLength={300}
            required
          />
          {places.map((n) => (
            <Fieldset key={n} label={t('ledger.entry.line', { n })}>
              <SelectField
                name={`account${n}`}
                label={t('ledger.field.account')}
                emptyLabel={t('ledger.entry.no-account')}
                options={options}
                {...(n > 2 ? { optional: true } : {})}
              />
              <NumberField decimal name={`debit${n}`} label={t('ledger.field.debit')} maxLength={30} optional />
              <NumberField decimal name={`credit${n}`} label={t('ledger.field.credit')} maxLength={30} optional />
            </Fieldset>
          ))}
          <Button>{t('ledger.entry.post')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, book) },
    );
  },
  submit: async (ctx, { params }, typed) => {
    const book = await ownBookIn(ctx, params.book);
    const accounts = await listAccounts(ctx.trx, book.id);
    const postings = places.flatMap((n) => readLine(ctx, accounts, n, typed));
    const { effectiveOn, description } = typed;
    const { id } = await postByHand(ctx.trx, { bookId: book.id, effectiveOn, description, postings });
    return redirect(at(book.id, `/entries/${id}`), 'ledger.notice.posted');
  },
});

/** One line as it was typed: an account with a debit or a credit, or nothing at all. */
function readLine(ctx: Context, accounts: readonly Account[], n: Place, typed: Record<LineField, string | null>): Posting[] {
  const [accountId, debit, credit] = [typed[`account${n}`], typed[`debit${n}`], typed[`credit${n}`]];
  if (accountId === null && debit === null && credit === null) return [];
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) throw refuse('account-missing', { field: `account${n}` });
  if ((debit === null) === (credit === null)) throw refuse('one-side', { field: `debit${n}` });
  const read = parseMoney(debit ?? credit ?? '', account.currency, localeOf(ctx.lang));
  if (!read.ok || read.money.amountMinor <= 0n) throw refuse('not-an-amount', { field: debit === null ? `credit${n}` : `debit${n}` });
  const { amountMinor } = read.money;
  return [{ accountId: account.id, currency: account.currency, amountMinor: debit === null ? -amountMinor : amountMinor }];
}
