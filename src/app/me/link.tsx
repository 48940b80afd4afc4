import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, PageHeading, Section, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, signedIn } from '#kernel/http';
import { claimableFiles, linkByAddress, linkByCode } from '#kernel/identity';
import { officeNames } from '#modules/offices';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { sessionOf } from '../account/own-session.ts';
import { visitOf } from '../sign-in/visit.ts';

/** Links a file by the code that the desk hands over. */
export const linkRoute = formRoute({
  path: '/me/link',
  who: signedIn,
  repeatable: true,
  body: z.object({ card: fields.text(60) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('app.me.link.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.me.link.title')} lead={t('app.me.link.lead')} />
        <Form entry={entry}>
          <TextField
            name="card"
            label={t('app.sign-in.card.field')}
            hint={t('app.sign-in.card.hint')}
            dir="ltr"
            spellcheck={false}
            required
          />
          <Button>{t('app.me.link.button')}</Button>
        </Form>
        <Section title={t('app.me.link.otherwise')}>
          <p>{t('app.me.link.otherwise-text')}</p>
        </Section>
      </>,
      { breadcrumbs: [{ label: t('app.me.title'), href: '/me' }] },
    );
  },
  submit: async (ctx, _input, form) => {
    await linkByCode(ctx.network.identity, visitOf(ctx), sessionOf(ctx), form.card);
    return redirect('/me', 'app.notice.file-linked');
  },
});

/** Links a file by the number or address that the person gave at the desk and has proved. */
export const claimRoute = formRoute({
  path: '/me/link/:id',
  who: signedIn,
  params: z.object({ id: idOf<'access.subjects'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const file = (await claimableFiles(ctx.trx)).find(({ subjectId }) => subjectId === params.id);
    if (!file) throw refuseHttp('not-found');
    const office = (await officeNames(ctx.trx, [file.custodianId], ctx.lang)).get(file.custodianId) ?? '';
    return confirmPage(ctx, entry, {
      title: ctx.t('app.me.claim.button'),
      text: `${ctx.t(`app.me.claim.by-${file.by}`)} ${office}`,
      button: ctx.t('app.me.claim.button'),
      back: { href: '/me', label: ctx.t('app.me.title') },
      warning: false,
    });
  },
  submit: async (ctx, { params }) => {
    await linkByAddress(ctx.trx, params.id);
    return redirect('/me', 'app.notice.file-linked');
  },
});
