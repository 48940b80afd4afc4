import { z } from 'zod';
import { ErrorSummary, PageHeading } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, signedIn } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { confirmPasskey, startPasskey, type NewPasskey } from '#kernel/identity';
import { visitOf } from '../sign-in/visit.ts';
import { recoveryCodesPage } from './factors.tsx';
import { secondFactorFirst, sessionOf } from './own-session.ts';
import { PasskeyForm, readPasskeyAnswer } from './passkey-form.tsx';

/** Adds a passkey as a second factor. */
export const newPasskeyRoute = formRoute({
  path: '/account/factors/passkey',
  who: signedIn,
  repeatable: true,
  body: z.object({ name: fields.optionalText(100), answer: fields.optionalText(5_000) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const first = secondFactorFirst(ctx);
    if (first) return first;
    const options = await startPasskey(ctx.network.identity, sessionOf(ctx), textIn(ctx.profile.name, ctx.lang).text);
    return page(
      t('app.account.factors.passkey-add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.account.factors.passkey-add')} lead={t('app.account.factors.passkeys-text')} />
        <PasskeyForm ctx={ctx} ceremony="create" options={options} button={t('app.passkey.create')} entry={entry} />
      </>,
      {
        breadcrumbs: [
          { label: t('app.account.title'), href: '/account' },
          { label: t('app.account.factors.title'), href: '/account/factors' },
        ],
        islands: ['passkey'],
      },
    );
  },
  submit: async (ctx, _input, form) => {
    const answer = readPasskeyAnswer<NewPasskey>(form.answer);
    if (!answer) throw refuseHttp('form-out-of-date');
    const added = await confirmPasskey(ctx.network.identity, visitOf(ctx), sessionOf(ctx), { answer, name: form.name ?? '' });
    ctx.setCookies.push(added.setCookie);
    if (added.recoveryCodes) return recoveryCodesPage(ctx, added.recoveryCodes, '/account/factors');
    return redirect('/account/factors', 'app.notice.passkey-added');
  },
});
