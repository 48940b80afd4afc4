import { z } from 'zod';
import { Button, EmailField, ErrorSummary, Form, Inset, Link, PageHeading, PasswordField } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { listProviders, passwordLinkHolder, requestPasswordReset, setPasswordByLink, signInWithPassword } from '#kernel/identity';
import { enter, visitOf, withNext } from './visit.ts';

/** Staff sign in with e-mail and password; the second factor follows. */
export const staffRoute = formRoute({
  path: '/sign-in/staff',
  who: everyone,
  repeatable: true,
  body: z.object({ email: fields.email(), password: z.string().min(1, 'http.field.required').max(500, 'http.field.too-long') }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('app.staff.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.staff.title')} />
        <Form entry={entry}>
          <EmailField name="email" label={t('app.staff.email')} required />
          <PasswordField name="password" label={t('app.staff.password')} required />
          <Button>{t('app.sign-in.enter')}</Button>
        </Form>
        <p>
          <Link href="/sign-in/forgot">{t('app.staff.forgot')}</Link>
        </p>
        {listProviders(ctx.network.identity, 'staff').map((provider) => (
          <p key={provider.id}>
            <Link href={withNext(ctx, `/sign-in/provider/${provider.id}`)}>
              {t('app.sign-in.with-provider', { provider: provider.name })}
            </Link>
          </p>
        ))}
        {ctx.profile.demonstration && (
          <Inset>
            <Link href="/demo">{t('app.staff.demo')}</Link>
          </Inset>
        )}
      </>,
    );
  },
  submit: async (ctx, _input, form) => {
    const signedIn = await signInWithPassword(ctx.network.identity, visitOf(ctx), form);
    return redirect(enter(ctx, signedIn, '/start'));
  },
});

/** Asks for a link to set a new password; the answer is the same whether the address is known or not. */
export const forgotRoute = formRoute({
  path: '/sign-in/forgot',
  who: everyone,
  repeatable: true,
  body: z.object({ email: fields.email() }),
  view: async ({ t }, _input, entry) =>
    page(
      t('app.forgot.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.forgot.title')} lead={t('app.forgot.lead')} />
        <Form entry={entry}>
          <EmailField name="email" label={t('app.staff.email')} required />
          <Button>{t('app.forgot.send')}</Button>
        </Form>
      </>,
    ),
  submit: async (ctx, _input, form) => {
    await requestPasswordReset(ctx.network.identity, visitOf(ctx), form);
    return redirect('/sign-in/staff', 'app.notice.reset-sent');
  },
});

/** Sets the password by the link that was mailed, for an invitation or a forgotten one. */
export const setPasswordRoute = formRoute({
  path: '/sign-in/password/:link',
  who: everyone,
  repeatable: true,
  params: z.object({ link: z.string().max(200) }),
  body: z.object({ password: z.string().min(1, 'http.field.required').max(500, 'http.field.too-long') }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const holder = await passwordLinkHolder(ctx.network.identity, params.link);
    if (!holder) throw refuseHttp('not-found');
    return page(
      t('app.set-password.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.set-password.title')} caption={holder.email} lead={t('app.set-password.lead')} />
        <Form entry={entry}>
          <PasswordField name="password" label={t('app.set-password.field')} hint={t('app.set-password.hint')} isNew required />
          <Button>{t('app.set-password.save')}</Button>
        </Form>
      </>,
    );
  },
  submit: async (ctx, { params }, form) => {
    await setPasswordByLink(ctx.network.identity, { token: params.link, password: form.password });
    return redirect('/sign-in/staff', 'app.notice.password-set');
  },
});
