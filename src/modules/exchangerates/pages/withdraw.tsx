import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp } from '#kernel/http';
import { findRate } from '../list-rates.ts';
import { withdrawRate } from '../withdraw-rate.ts';
import { mayKeep } from './list.tsx';
import { RateText } from './rate-text.tsx';

const MOST = 500;

/** Takes a wrong rate out, with the reason; the right one of that day can be imported then. */
export const withdrawRateRoute = formRoute({
  path: '/admin/exchange-rates/:id/withdraw',
  who: holders('administrator'),
  params: z.object({ id: idOf<'exchangerates.rates'>() }),
  body: z.object({ why: fields.longText(MOST) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, lang, format } = ctx;
    const found = mayKeep(ctx) ? await findRate(ctx.trx, id) : null;
    if (!found) throw refuseHttp('not-found');
    return page(
      t('exchangerates.withdraw.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchangerates.withdraw.title')} caption={found.source} />
        <p>
          <RateText lang={lang} {...found} />, {format.date(found.day)}
        </p>
        <Notice tone="warning">
          <p>{t('exchangerates.withdraw.warning')}</p>
        </Notice>
        <Form entry={entry}>
          <TextArea name="why" label={t('exchangerates.withdraw.why')} maxLength={MOST} required />
          <Button kind="warning">{t('exchangerates.withdraw.title')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('exchangerates.list.title'), href: '/exchange-rates' },
          { label: found.currency, href: `/exchange-rates/${found.currency}` },
        ],
      },
    );
  },
  submit: async (ctx, { params: { id } }, { why }) => {
    const found = mayKeep(ctx) ? await findRate(ctx.trx, id) : null;
    if (!found) throw refuseHttp('not-found');
    await withdrawRate(ctx.trx, accountOf(ctx), id, why, ctx.now);
    return redirect(`/exchange-rates/${found.currency}`, 'exchangerates.notice.withdrawn');
  },
});
