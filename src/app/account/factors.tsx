import { z } from 'zod';
import { idOf } from '#kernel/db';
import { ButtonLink, Inset, PageHeading, Section, SummaryList } from '#kernel/html';
import { formRoute, page, pageRoute, redirect, signedIn, type Context, type Page } from '#kernel/http';
import { listSecondFactors, removeSecondFactor, renewRecoveryCodes } from '#kernel/identity';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { secondFactorFirst, sessionOf } from './own-session.ts';

/** The second factors of the account: authenticator app, passkeys, recovery codes. */
export const factorsRoute = pageRoute({
  path: '/account/factors',
  who: signedIn,
  view: async (ctx) => {
    const { t, format } = ctx;
    const first = secondFactorFirst(ctx);
    if (first) return first;
    const { authenticatorSince, passkeys, recoveryCodesLeft } = await listSecondFactors(ctx.trx);
    const any = authenticatorSince !== null || passkeys.length > 0;
    const remove = (path: string, about: string) => ({ href: path, text: t('app.account.remove'), about });
    return page(
      t('app.account.factors.title'),
      <>
        <PageHeading title={t('app.account.factors.title')} lead={t('app.account.factors.lead')} />
        <Section title={t('app.account.factors.authenticator')}>
          <p>{t('app.account.factors.authenticator-text')}</p>
          {authenticatorSince && (
            <SummaryList
              rows={[
                {
                  key: 'authenticator',
                  label: t('app.account.factors.authenticator'),
                  value: t('app.account.factors.since', { date: format.instant(authenticatorSince, 'short') }),
                  actions: [remove('/account/factors/authenticator/remove', t('app.account.factors.authenticator'))],
                },
              ]}
            />
          )}
          <p>
            <ButtonLink kind="secondary" href="/sign-in/enrol?next=/account/factors">
              {authenticatorSince ? t('app.account.factors.authenticator-again') : t('app.account.factors.authenticator-add')}
            </ButtonLink>
          </p>
        </Section>
        <Section title={t('app.account.factors.passkeys-title')}>
          <p>{t('app.account.factors.passkeys-text')}</p>
          {passkeys.length > 0 && (
            <SummaryList
              rows={passkeys.map((passkey) => ({
                key: passkey.id,
                label: passkey.name,
                value: passkey.lastUsedAt
                  ? t('app.account.factors.used', { date: format.instant(passkey.lastUsedAt, 'short') })
                  : t('app.account.factors.since', { date: format.instant(passkey.createdAt, 'short') }),
                actions: [remove(`/account/factors/passkeys/${passkey.id}/remove`, passkey.name)],
              }))}
            />
          )}
          <p>
            <ButtonLink kind="secondary" href="/account/factors/passkey">
              {t('app.account.factors.passkey-add')}
            </ButtonLink>
          </p>
        </Section>
        {any && (
          <Section title={t('app.account.factors.recovery')}>
            <p>{t('app.account.factors.recovery-left', { count: recoveryCodesLeft })}</p>
            <p>
              <ButtonLink kind="secondary" href="/account/factors/recovery">
                {t('app.account.factors.recovery-renew')}
              </ButtonLink>
            </p>
          </Section>
        )}
      </>,
      { breadcrumbs: crumbs(ctx, false) },
    );
  },
});

function crumbs({ t }: Context, deep: boolean) {
  const account = { label: t('app.account.title'), href: '/account' };
  return deep ? [account, { label: t('app.account.factors.title'), href: '/account/factors' }] : [account];
}

const back = (ctx: Context) => ({ href: '/account/factors', label: ctx.t('app.account.factors.title') });

export const removeAuthenticatorRoute = formRoute({
  path: '/account/factors/authenticator/remove',
  who: signedIn,
  body: z.object({}),
  view: async (ctx, _input, entry) =>
    secondFactorFirst(ctx) ??
    confirmPage(ctx, entry, {
      title: ctx.t('app.account.factors.remove-authenticator'),
      text: ctx.t('app.account.factors.remove-text'),
      button: ctx.t('app.account.remove'),
      back: back(ctx),
    }),
  submit: async (ctx) => {
    await removeSecondFactor(ctx.trx, sessionOf(ctx), 'authenticator');
    return redirect('/account/factors', 'app.notice.factor-removed');
  },
});

export const removePasskeyRoute = formRoute({
  path: '/account/factors/passkeys/:id/remove',
  who: signedIn,
  params: z.object({ id: idOf<'identity.passkeys'>() }),
  body: z.object({}),
  view: async (ctx, _input, entry) =>
    secondFactorFirst(ctx) ??
    confirmPage(ctx, entry, {
      title: ctx.t('app.account.factors.remove-passkey'),
      text: ctx.t('app.account.factors.remove-text'),
      button: ctx.t('app.account.remove'),
      back: back(ctx),
    }),
  submit: async (ctx, { params }) => {
    await removeSecondFactor(ctx.trx, sessionOf(ctx), params.id);
    return redirect('/account/factors', 'app.notice.factor-removed');
  },
});

/** New recovery codes in place of the old, shown once. */
export const recoveryRoute = formRoute({
  path: '/account/factors/recovery',
  who: signedIn,
  // A second press makes new codes again; the page with the codes is the answer itself, so none may be kept for it.
  repeatable: true,
  body: z.object({}),
  view: async (ctx, _input, entry) =>
    secondFactorFirst(ctx) ??
    confirmPage(ctx, entry, {
      title: ctx.t('app.account.factors.recovery-renew'),
      text: ctx.t('app.account.factors.recovery-text'),
      button: ctx.t('app.account.factors.recovery-renew'),
      back: back(ctx),
      warning: false,
    }),
  submit: async (ctx) =>
    recoveryCodesPage(ctx, await renewRecoveryCodes(ctx.network.identity, ctx.trx, sessionOf(ctx)), '/account/factors'),
});

/** The recovery codes, shown this once, and the way on. */
export function recoveryCodesPage(ctx: Context, codes: readonly string[], next: string): Page {
  const { t } = ctx;
  return page(
    t('app.recovery.title'),
    <>
      <PageHeading title={t('app.recovery.title')} lead={t('app.recovery.lead')} />
      <Inset>
        <ul class="plain-list">
          {codes.map((code) => (
            <li key={code}>
              <code dir="ltr">{code}</code>
            </li>
          ))}
        </ul>
      </Inset>
      <p>
        <ButtonLink href={next}>{t('app.recovery.go-on')}</ButtonLink>
      </p>
    </>,
  );
}
