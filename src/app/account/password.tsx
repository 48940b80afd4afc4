import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, PasswordField } from '#kernel/html';
import { formRoute, page, redirect, signedIn } from '#kernel/http';
import { changePassword } from '#kernel/identity';
import { visitOf } from '../sign-in/visit.ts';
import { secondFactorFirst, sessionOf } from './own-session.ts';

const password = z.string().min(1, 'http.field.required').max(500, 'http.field.too-long');

/** Another password; every other session of the holder ends. */
export const passwordRoute = formRoute({
  path: '/account/password',
  who: signedIn,
  repeatable: true,
  body: z.object({ current: password, password }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return (
      secondFactorFirst(ctx) ??
      page(
        t('app.account.password.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('app.account.password.title')} lead={t('app.account.password.lead')} />
          <Form entry={entry}>
            <PasswordField name="current" label={t('app.account.password.current')} required />
            <PasswordField name="password" label={t('app.set-password.field')} hint={t('app.set-password.hint')} isNew required />
            <Button>{t('app.set-password.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('app.account.title'), href: '/account' }] },
      )
    );
  },
  submit: async (ctx, _input, form) => {
    await changePassword(ctx.network.identity, visitOf(ctx), sessionOf(ctx), form);
    return redirect('/account', 'app.notice.password-changed');
  },
});
