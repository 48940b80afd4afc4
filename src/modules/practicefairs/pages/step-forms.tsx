import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, Notice, PageHeading, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { standsOf, talksOf } from '../read-fairs.ts';
import { tellOfWithdrawal } from '../tell-offices.ts';
import { openFair, removeFair, withdrawFair } from '../write-fair.ts';
import { daysText, deskAt, deskCrumbs, editors, fairAtDesk, ofFair, postOf, writableFair } from './reach.ts';

/** Opens a fair: from now on everybody reads it. */
export const openRoute = formRoute({
  path: '/practices/fairs/desk/:id/open',
  who: editors,
  params: ofFair,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await writableFair(ctx, id, entry);
    if (fair.state !== 'draft' && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('practicefairs.open.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.open.title')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <p>{daysText(ctx, fair)}</p>
        <Notice>{t('practicefairs.open.lead')}</Notice>
        <Form entry={entry}>
          <Button>{t('practicefairs.open.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await openFair(ctx.trx, await fairAtDesk(ctx, id));
    return redirect(deskAt(id), 'practicefairs.notice.opened');
  },
});

/** Withdraws an open fair, with the reason that everybody reads. */
export const withdrawRoute = formRoute({
  path: '/practices/fairs/desk/:id/withdraw',
  who: editors,
  params: ofFair,
  body: z.object({ because: fields.longText(1_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await writableFair(ctx, id, entry);
    if (fair.state !== 'open' && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('practicefairs.withdraw.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.withdraw.title')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <Notice tone="warning">{t('practicefairs.withdraw.final')}</Notice>
        <Form entry={entry}>
          <TextArea
            name="because"
            label={t('practicefairs.withdraw.because')}
            hint={t('practicefairs.withdraw.because-hint')}
            maxLength={1_000}
            rows={3}
            required
          />
          <Button kind="warning">{t('practicefairs.withdraw.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { because }) => {
    const fair = await fairAtDesk(ctx, id);
    const what = { fair, stands: await standsOf(ctx.trx, id), talks: await talksOf(ctx.trx, id) };
    await withdrawFair(ctx.trx, fair, because);
    await tellOfWithdrawal(ctx.trx, postOf(ctx), what);
    return redirect(deskAt(id), 'practicefairs.notice.withdrawn');
  },
});

/** Takes a draft away, after a question. */
export const removeRoute = formRoute({
  path: '/practices/fairs/desk/:id/remove',
  who: editors,
  params: ofFair,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await writableFair(ctx, id, entry);
    if (fair.state !== 'draft' && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('practicefairs.remove.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.remove.title')} caption={<Bdi lang={fair.language}>{fair.title}</Bdi>} />
        <Notice tone="warning">{t('practicefairs.remove.final')}</Notice>
        <Form entry={entry}>
          <Button kind="warning">{t('practicefairs.remove.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await removeFair(ctx.trx, await fairAtDesk(ctx, id));
    return redirect('/practices/fairs/desk', 'practicefairs.notice.removed');
  },
});
