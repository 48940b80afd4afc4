import { z } from 'zod';
import { Button, CodeField, ErrorSummary, Form, PageHeading, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, signedIn } from '#kernel/http';
import { addAddress, requestAddress } from '#kernel/identity';
import { visitOf } from '../sign-in/visit.ts';
import { secondFactorFirst, sessionOf } from './own-session.ts';

/** A new e-mail address or phone number: a code is sent to it first. */
export const addressRoute = formRoute({
  path: '/account/address',
  who: signedIn,
  repeatable: true,
  body: z.object({ address: fields.text(254) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return (
      secondFactorFirst(ctx) ??
      page(
        t('app.account.address.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('app.account.address.title')} lead={t('app.account.address.lead')} />
          <Form entry={entry}>
            <TextField name="address" label={t('app.sign-in.address')} dir="ltr" autocomplete="email" spellcheck={false} required />
            <Button>{t('app.sign-in.send-code')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('app.account.title'), href: '/account' }] },
      )
    );
  },
  submit: async (ctx, _input, form) => {
    const wish = { address: form.address, country: ctx.profile.country };
    const { challenge } = await requestAddress(ctx.network.identity, visitOf(ctx), sessionOf(ctx), wish);
    return redirect(`/account/address/code?challenge=${encodeURIComponent(challenge)}`);
  },
});

/** The code that proves the new address. */
export const addressCodeRoute = formRoute({
  path: '/account/address/code',
  who: signedIn,
  repeatable: true,
  query: z.object({ challenge: fields.searchText() }),
  body: z.object({ code: fields.text(20) }),
  view: async ({ t }, _input, entry) =>
    page(
      t('app.sign-in.code.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.sign-in.code.title')} lead={t('app.sign-in.code.lead')} />
        <Form entry={entry}>
          <CodeField name="code" label={t('app.sign-in.code.field')} required />
          <Button>{t('app.account.address.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.account.title'), href: '/account' }] },
    ),
  submit: async (ctx, { query }, form) => {
    await addAddress(ctx.network.identity, visitOf(ctx), sessionOf(ctx), { challenge: query.challenge, code: form.code });
    return redirect('/account', 'app.notice.address-added');
  },
});
