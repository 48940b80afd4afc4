import { z } from 'zod';
import { Button, CodeField, Details, ErrorSummary, Form, Inset, PageHeading, PasswordField, PostButton } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { confirmAuthenticator, lockSession, proveSecondFactor, signOut, startAuthenticator, unlockSession, type Session } from '#kernel/identity';
import { DemoCode } from '../demo/demo-code.tsx';
import { nextOf, visitOf } from './visit.ts';

function sessionOf(ctx: Context): Session {
  if (!ctx.session) throw refuseHttp('not-found');
  return ctx.session;
}

/** The second factor of a session; without it staff have no rights. */
export const secondFactorRoute = formRoute({
  path: '/sign-in/second-factor',
  who: everyone,
  repeatable: true,
  body: z.object({ code: fields.text(20) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    if (!ctx.session) return redirect('/sign-in/staff');
    if (!ctx.session.hasSecondFactor) return redirect('/sign-in/enrol');
    return page(
      t('app.factor.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.factor.title')} lead={t('app.factor.lead')} />
        <DemoCode ctx={ctx} />
        <Form entry={entry}>
          <CodeField name="code" label={t('app.factor.code')} hint={t('app.factor.hint')} required />
          <Button>{t('app.sign-in.enter')}</Button>
        </Form>
      </>,
    );
  },
  submit: async (ctx, _input, form) => {
    const digits = form.code.replaceAll(/\s/g, '');
    const proof = /^\d{6}$/.test(digits) ? ({ kind: 'authenticator', code: digits } as const) : ({ kind: 'recovery', code: form.code } as const);
    const { setCookie } = await proveSecondFactor(ctx.network.identity, visitOf(ctx), proof);
    ctx.setCookies.push(setCookie);
    return redirect(nextOf(ctx, '/desk'));
  },
});

/** First sign-in of staff: an authenticator app is set up. */
export const enrolRoute = formRoute({
  path: '/sign-in/enrol',
  who: everyone,
  repeatable: true,
  body: z.object({ code: fields.text(20) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const session = sessionOf(ctx);
    const begun = await startAuthenticator(ctx.network.identity, session, textIn(ctx.profile.name, ctx.lang).text);
    const picture = `data:image/svg+xml;base64,${Buffer.from(begun.qrSvg).toString('base64')}`;
    return page(
      t('app.enrol.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.enrol.title')} lead={t('app.enrol.lead')} />
        <ol>
          <li>{t('app.enrol.step-app')}</li>
          <li>
            {t('app.enrol.step-scan')}
            <p>
              <img src={picture} alt={t('app.enrol.picture')} width="220" height="220" />
            </p>
            <Details summary={t('app.enrol.by-hand')}>
              <p>
                <code dir="ltr">{begun.secret}</code>
              </p>
            </Details>
          </li>
          <li>{t('app.enrol.step-code')}</li>
        </ol>
        <Form entry={entry}>
          <CodeField name="code" label={t('app.factor.code')} required />
          <Button>{t('app.enrol.save')}</Button>
        </Form>
      </>,
    );
  },
  submit: async (ctx, _input, form) => {
    const { t } = ctx;
    const { setCookie, recoveryCodes } = await confirmAuthenticator(ctx.network.identity, visitOf(ctx), sessionOf(ctx), form.code);
    ctx.setCookies.push(setCookie);
    if (!recoveryCodes) return redirect(nextOf(ctx, '/desk'));
    return page(
      t('app.recovery.title'),
      <>
        <PageHeading title={t('app.recovery.title')} lead={t('app.recovery.lead')} />
        <Inset>
          <ul class="plain-list">
            {recoveryCodes.map((code) => (
              <li key={code}>
                <code dir="ltr">{code}</code>
              </li>
            ))}
          </ul>
        </Inset>
        <p>
          <a class="button" href={`/${ctx.lang}${nextOf(ctx, '/desk')}`}>
            {t('app.recovery.go-on')}
          </a>
        </p>
      </>,
    );
  },
});

/** Locks the screen of a shared counter. */
export const lockRoute = formRoute({
  path: '/lock',
  who: everyone,
  repeatable: true,
  body: z.object({}),
  view: async () => redirect('/sign-in/unlock'),
  submit: async (ctx) => {
    await lockSession(ctx.network.identity, visitOf(ctx));
    return redirect('/sign-in/unlock');
  },
});

/** Opens a locked screen again, or lets a colleague take over. */
export const unlockRoute = formRoute({
  path: '/sign-in/unlock',
  who: everyone,
  repeatable: true,
  body: z.object({ password: z.string().max(500, 'http.field.too-long'), code: fields.optionalText(20) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    if (!ctx.session) return redirect('/sign-in/staff');
    if (!ctx.session.locked) return redirect('/desk');
    return page(
      t('app.unlock.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.unlock.title')} lead={t('app.unlock.lead', { name: ctx.session.account.name })} />
        <Form entry={entry}>
          <PasswordField name="password" label={t('app.staff.password')} optional />
          <CodeField name="code" label={t('app.unlock.or-code')} optional />
          <Button>{t('app.unlock.open')}</Button>
        </Form>
        <p>{t('app.unlock.other')}</p>
        <PostButton action="/sign-out">{t('app.unlock.switch')}</PostButton>
      </>,
    );
  },
  submit: async (ctx, _input, form) => {
    const proof = form.code ? ({ kind: 'authenticator', code: form.code } as const) : ({ kind: 'password', password: form.password } as const);
    const { setCookie } = await unlockSession(ctx.network.identity, visitOf(ctx), proof);
    ctx.setCookies.push(setCookie);
    return redirect(nextOf(ctx, '/desk'));
  },
});

/** Ends the session and empties what the browser kept. */
export const signOutRoute = formRoute({
  path: '/sign-out',
  who: everyone,
  repeatable: true,
  body: z.object({}),
  view: async () => redirect('/'),
  submit: async (ctx) => {
    const { setCookie, headers } = await signOut(ctx.network.identity, visitOf(ctx));
    ctx.setCookies.push(setCookie);
    return { ...redirect('/', 'app.notice.signed-out'), headers };
  },
});

