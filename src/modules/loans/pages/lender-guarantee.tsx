import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, FilterForm, Form, Inset, Link, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, confirmRoute, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import {
  asGuaranteeable,
  findGuaranteeable,
  linkableGuarantees,
  linkedWith,
  linkGuarantee,
  unlinkGuarantee,
  type Guaranteeable,
} from '../guaranteed.ts';
import { queueTelling } from '../notices.ts';
import { refuse } from '../refusals.ts';
import { toldOf } from './guarantee-view.tsx';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';

const params = z.object({ id: idOf<'loans.applications'>() });
const SHOWN = 200;

const backTo = (ctx: Context, { reference, path }: Guaranteeable) => ({
  label: reference ?? ctx.t('loans.application.title'),
  href: path,
});

/** The lender says which of its guarantees stands for a loan, or for an application. */
const linkRoute = formRoute({
  path: '/lending/applications/:id/guarantee',
  who: lender,
  params,
  query: z.object({ q: fields.searchText() }),
  body: z.object({ guarantee: fields.text(36).pipe(idOf<'guarantees.guarantees'>()) }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const of = await asGuaranteeable(ctx.trx, id);
    if (of.over) throw refuse('loan-over');
    const found = await linkableGuarantees(ctx.trx, of, query.q || null);
    const sum = sumIn(ctx, of.currency);
    return page(
      t('loans.guarantee.link'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.guarantee.link')} lead={t('loans.guarantee.link-lead')} />
        <FilterForm action={`/lending/applications/${id}/guarantee`} clearHref={`/lending/applications/${id}/guarantee`}>
          <TextField name="q" label={t('loans.guarantee.search')} value={query.q} dir="ltr" />
        </FilterForm>
        {found.length === 0 ? (
          <Inset>
            <p>{t('loans.guarantee.no-choice', { currency: of.currency })}</p>
            <Link href="/desk/guarantee-funds">{t('loans.guarantee.funds')}</Link>
          </Inset>
        ) : (
          <Form entry={entry}>
            <SelectField
              name="guarantee"
              label={t('loans.guarantee.title')}
              options={found.slice(0, SHOWN).map((one) => ({
                value: one.id,
                label: t('loans.guarantee.option', {
                  number: one.number,
                  fund: one.fund,
                  reference: one.reference,
                  amount: sum(one.loanMinor),
                  state: t(`loans.guarantee.is.${toldOf(one.state)}`),
                }),
              }))}
              required
            />
            <Button>{t('loans.guarantee.link')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: [backTo(ctx, of)] },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const of = await asGuaranteeable(ctx.trx, id);
    await linkGuarantee(ctx.trx, accountOf(ctx), of, form.guarantee);
    await queueTelling(ctx.trx, { id });
    return redirect(of.path, 'loans.notice.guarantee-linked');
  },
});

const unlinkRoute = confirmRoute({
  path: '/lending/applications/:id/guarantee/end',
  who: lender,
  of: 'loans.applications',
  title: 'loans.guarantee.unlink',
  lead: 'loans.guarantee.unlink-lead',
  back: async (ctx, id) => backTo(ctx, await asGuaranteeable(ctx.trx, id)),
  act: async (ctx, id) => {
    const of = await asGuaranteeable(ctx.trx, id);
    await unlinkGuarantee(ctx.trx, of);
    return redirect(of.path, 'loans.notice.guarantee-unlinked');
  },
});

/** Where the lender comes from the page of a guarantee: the loan that it is linked with. */
const loanOfGuaranteeRoute = pageRoute({
  path: '/lending/guarantees/:id',
  who: lender,
  params: z.object({ id: idOf<'guarantees.guarantees'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const linked = await linkedWith(ctx.trx, id);
    const of = linked ? await findGuaranteeable(ctx.trx, linked) : null;
    return page(
      t('loans.guarantee.its-loan'),
      <>
        <PageHeading title={t('loans.guarantee.its-loan')} />
        {of ? (
          <p>
            <Link href={of.path}>{of.reference === null ? t('loans.application.title') : <bdi dir="ltr">{of.reference}</bdi>}</Link>
          </p>
        ) : (
          <Inset>
            <p>{t(linked ? 'loans.guarantee.its-loan-closed' : 'loans.guarantee.its-loan-none')}</p>
          </Inset>
        )}
      </>,
      { breadcrumbs: [{ label: t('loans.lending.title'), href: '/lending' }] },
    );
  },
});

export const lenderGuaranteeRoutes = [linkRoute, unlinkRoute, loanOfGuaranteeRoute];
