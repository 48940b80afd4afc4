import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect } from '#kernel/http';
import { isCurrency } from '#kernel/money';
import { openAccount } from '../accounts.ts';
import { accountKinds } from '../book.ts';
import { refuse } from '../refusals.ts';
import { at, bookParams, crumbs, keepers, ownBookIn } from './reach.ts';

/** Opens an account in a book. */
export const newAccountRoute = formRoute({
  path: '/ledger/:book/accounts/new',
  who: keepers,
  params: bookParams,
  body: z.object({ name: fields.text(160), code: fields.text(120), kind: fields.choice(accountKinds), currency: fields.text(3) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    return page(
      t('ledger.account.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ledger.account.new')} lead={t('ledger.account.new-lead')} />
        <Form entry={entry}>
          <TextField name="name" label={t('ledger.field.name')} maxLength={160} required />
          <TextField name="code" label={t('ledger.field.code')} hint={t('ledger.account.code-hint')} maxLength={120} required />
          <SelectField
            name="kind"
            label={t('ledger.field.kind')}
            hint={t('ledger.account.kind-hint')}
            options={accountKinds.map((value) => ({ value, label: t(`ledger.kind.${value}`) }))}
            required
          />
          <TextField
            name="currency"
            label={t('ledger.field.currency')}
            hint={t('ledger.account.currency-hint')}
            value="EUR"
            maxLength={3}
            required
          />
          <Button>{t('ledger.account.new')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, book) },
    );
  },
  submit: async (ctx, { params }, { name, code, kind, currency }) => {
    const book = await ownBookIn(ctx, params.book);
    const upper = currency.toUpperCase();
    if (!isCurrency(upper)) throw refuse('not-a-currency', { field: 'currency' });
    const lower = code.toLowerCase();
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)*$/.test(lower)) throw refuse('not-a-code', { field: 'code' });
    const id = await openAccount(ctx.trx, book.id, { name, code: lower, kind, currency: upper });
    return redirect(at(book.id, `/accounts/${id}`), 'ledger.notice.account-opened');
  },
});
