import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, Inset, Link, MoneyField, PageHeading, TextField } from '#kernel/html';
import { confirmRoute, fields, formRoute, page, redirect, signedIn } from '#kernel/http';
import { askCredit, loadCredit, withdrawCredit } from '../credits.ts';
import { endDrawer, nameDrawer } from '../join.ts';
import { membershipOfDrawer } from '../membership.ts';
import { getScheme } from '../read-schemes.ts';
import { recordOf } from '../record.ts';
import { openOwn, ownCrumbs, REFERENCE } from './own.tsx';
import { readAmount, sumIn, todayOf } from './parts.tsx';

const params = z.object({ id: idOf<'savings.memberships'>() });

const familyRoute = formRoute({
  path: '/me/savings/:id/family',
  who: signedIn,
  params,
  body: z.object({ reference: fields.text(40).refine((text) => REFERENCE.test(text), 'savings.field.reference-form') }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openOwn(ctx, input.params.id);
    return page(
      t('savings.family.name'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.family.name')} lead={t('savings.family.name-lead')} />
        <Form entry={entry}>
          <TextField
            name="reference"
            label={t('savings.field.drawer')}
            hint={t('savings.family.hint')}
            dir="ltr"
            size="short"
            maxLength={40}
            spellcheck={false}
            required
          />
          <Button>{t('savings.family.name')}</Button>
        </Form>
      </>,
      { breadcrumbs: ownCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openOwn(ctx, input.params.id);
    await nameDrawer(ctx.trx, one, form.reference);
    return redirect(`/me/savings/${one.id}`, 'savings.notice.saved');
  },
});

const endFamilyRoute = confirmRoute({
  path: '/me/savings/family/:id/end',
  who: signedIn,
  of: 'savings.drawers',
  title: 'savings.family.end',
  lead: 'savings.family.end-lead',
  back: async (ctx, id) => {
    const one = await openOwn(ctx, await membershipOfDrawer(ctx.trx, id));
    return { label: ctx.t('savings.one.title'), href: `/me/savings/${one.id}` };
  },
  act: async (ctx, id) => {
    const one = await endDrawer(ctx.trx, id, ctx.now);
    return redirect(`/me/savings/${one.id}`, 'savings.notice.saved');
  },
});

const creditRoute = formRoute({
  path: '/me/savings/:id/credit',
  who: signedIn,
  params,
  body: z.object({ amount: fields.text(40) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openOwn(ctx, input.params.id);
    const scheme = await getScheme(ctx.trx, one.schemeId);
    const { lendableMinor } = await recordOf(ctx.trx, one.id, todayOf(ctx));
    return page(
      t('savings.credit.ask'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('savings.credit.ask')}
          lead={t('savings.credit.ask-lead', { most: sumIn(ctx, scheme.savingCurrency)(lendableMinor) })}
        />
        {scheme.pledgePercent > 0 && (
          <Inset>{t('savings.credit.pledge-note', { percent: ctx.format.percent(scheme.pledgePercent / 100, 0) })}</Inset>
        )}
        <Form entry={entry}>
          <MoneyField name="amount" label={t('savings.credit.asked')} currency={scheme.savingCurrency} required />
          <Button>{t('savings.credit.ask')}</Button>
        </Form>
        {scheme.productId && (
          <p>
            <Link href={`/loans/${scheme.productId}`}>{t('savings.product.see')}</Link>
          </p>
        )}
      </>,
      { breadcrumbs: ownCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openOwn(ctx, input.params.id);
    const scheme = await getScheme(ctx.trx, one.schemeId);
    await askCredit(ctx.trx, one, readAmount(ctx, form.amount, scheme.savingCurrency, 'amount'), todayOf(ctx));
    return redirect(`/me/savings/${one.id}`, 'savings.notice.credit-asked');
  },
});

const withdrawCreditRoute = confirmRoute({
  path: '/me/savings/credits/:id/withdraw',
  who: signedIn,
  of: 'savings.credits',
  title: 'savings.credit.withdraw',
  lead: 'savings.credit.withdraw-lead',
  back: async (ctx, id) => {
    const { one } = await loadCredit(ctx.trx, id);
    return { label: ctx.t('savings.one.title'), href: `/me/savings/${(await openOwn(ctx, one.id)).id}` };
  },
  act: async (ctx, id) => redirect(`/me/savings/${(await withdrawCredit(ctx.trx, id)).id}`, 'savings.notice.saved'),
});

/** Who draws at home, and the credit that savings open. */
export const ownMoneyRoutes = [familyRoute, endFamilyRoute, creditRoute, withdrawCreditRoute];
