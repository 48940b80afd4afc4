import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, holders, holds, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { organisationNames } from '#modules/directory';
import { fundNames } from '#modules/guarantees';
import { openBook } from '#modules/ledger';
import { officeNames } from '#modules/offices';

interface Choice {
  value: string;
  label: string;
}

/** For what the reader may open a book: the network, their offices, organisations and funds. */
async function choicesFor(ctx: Context): Promise<Choice[]> {
  const named = async (kind: 'office' | 'organisation' | 'fund', ids: string[], names: ReadonlyMap<string, string>): Promise<Choice[]> =>
    await Promise.resolve(ids.map((id) => ({ value: `${kind}:${id}`, label: names.get(id) ?? ctx.t(`ledger.scope.${kind}`) })));
  const offices = scopesOf(ctx, 'office-manager');
  const organisations = scopesOf(ctx, 'lender');
  const funds = scopesOf(ctx, 'fund-manager');
  return [
    ...(holds(ctx, 'administrator') ? [{ value: 'network', label: ctx.t('ledger.scope.network') }] : []),
    ...(await named('office', offices, await officeNames(ctx.trx, offices, ctx.lang))),
    ...(await named('organisation', organisations, await organisationNames(ctx.trx, organisations, ctx.lang))),
    ...(await named('fund', funds, await fundNames(ctx.trx, funds))),
  ];
}

const CHOICE = /^(?:network|(office|organisation|fund):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))$/;

/** Opens a book for something whose money the reader keeps. */
export const openBookRoute = formRoute({
  path: '/ledger/new',
  who: holders('fund-manager', 'lender', 'office-manager', 'administrator'),
  body: z.object({ name: fields.text(160), scope: fields.text(60).pipe(z.string().regex(CHOICE, 'http.field.choose')) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const choices = await choicesFor(ctx);
    return page(
      t('ledger.open.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ledger.open.title')} lead={t('ledger.open.lead')} />
        <Form entry={entry}>
          <TextField name="name" label={t('ledger.field.name')} maxLength={160} required />
          <SelectField
            name="scope"
            label={t('ledger.field.scope')}
            value={choices.length === 1 ? (choices[0]?.value ?? '') : ''}
            options={choices}
            required
          />
          <Button>{t('ledger.open.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('ledger.list.title'), href: '/ledger' }] },
    );
  },
  submit: async (ctx, _input, { name, scope }) => {
    if (!(await choicesFor(ctx)).some(({ value }) => value === scope)) throw refuseHttp('not-found');
    const [, kind, id] = CHOICE.exec(scope) ?? [];
    const book = await openBook(ctx.trx, {
      name,
      scope: kind && id ? { kind: kind as 'office' | 'organisation' | 'fund', id } : { kind: 'network' }, // the pattern knows these three only
    });
    return redirect(`/ledger/${book}`, 'ledger.notice.opened');
  },
});
