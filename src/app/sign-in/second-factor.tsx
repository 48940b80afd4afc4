import { z } from 'zod';
import { Button, CodeField, Details, ErrorSummary, Form, PageHeading, PasswordField, PostButton, Section } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import {
  confirmAuthenticator,
  lockSession,
  proveSecondFactor,
  signOut,
  startAuthenticator,
  startPasskeyProof,
  unlockSession,
  type FactorProof,
  type PasskeyAnswer,
  type Session,
} from '#kernel/identity';
import { Refusal } from '#kernel/errors';
import { recoveryCodesPage } from '../account/factors.tsx';
import { PasskeyForm, readPasskeyAnswer } from '../account/passkey-form.tsx';
import { DemoCode } from '../demo/demo-code.tsx';
import { nextOf, visitOf } from './visit.ts';

function sessionOf(ctx: Context): Session {
  if (!ctx.session) throw refuseHttp('not-found');
  return ctx.session;
}

/** What the form proves: a passkey, a code of the app, or one of the recovery codes. */
function proofOf(form: { code: string | null; answer: string | null }): FactorProof {
  const answer = readPasskeyAnswer<PasskeyAnswer>(form.answer);
  if (answer) return { kind: 'passkey', answer };
  const digits = (form.code ?? '').replaceAll(/\s/g, '');
  return /^\d{6}$/.test(digits) ? { kind: 'authenticator', code: digits } : { kind: 'recovery', code: form.code ?? '' };
}

/** The way in by passkey, for accounts that have one. */
async function byPasskey(ctx: Context, entry: FormEntry, button: string) {
  try {
    const options = await startPasskeyProof(ctx.network.identity, sessionOf(ctx));
    return (
      <Section title={ctx.t('app.passkey.title')}>
        <PasskeyForm ctx={ctx} ceremony="get" options={options} button={button} entry={entry} />
      </Section>
    );
  } catch (error) {
    if (error instanceof Refusal) return null; // the account has no passkey
    throw error;
  }
}

const factorFields = { code: fields.optionalText(20), answer: fields.optionalText(5_000) };

/** The second factor of a session; without it staff have no rights. */
export const secondFactorRoute = formRoute({
  path: '/sign-in/second-factor',
  who: everyone,
  repeatable: true,
  body: z.object(factorFields),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    if (!ctx.session) return redirect('/sign-in/staff');
    if (ctx.session.locked) return redirect('/sign-in/unlock');
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
        {await byPasskey(ctx, entry, t('app.passkey.use'))}
      </>,
      { islands: ['passkey'] },
    );
  },
  submit: async (ctx, _input, form) => {
    const { setCookie } = await proveSecondFactor(ctx.network.identity, visitOf(ctx), proofOf(form));
    ctx.setCookies.push(setCookie);
    return redirect(nextOf(ctx, '/start'));
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
    const { setCookie, recoveryCodes } = await confirmAuthenticator(ctx.network.identity, visitOf(ctx), sessionOf(ctx), form.code);
    ctx.setCookies.push(setCookie);
    return recoveryCodes ? recoveryCodesPage(ctx, recoveryCodes, nextOf(ctx, '/start')) : redirect(nextOf(ctx, '/start'));
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
  body: z.object({ password: z.string().max(500, 'http.field.too-long'), ...factorFields }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    if (!ctx.session) return redirect('/sign-in/staff');
    if (!ctx.session.locked) return redirect('/start');
    return page(
      t('app.unlock.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.unlock.title')} lead={t('app.unlock.lead', { name: ctx.session.account.name })} />
        <DemoCode ctx={ctx} />
        <Form entry={entry}>
          <PasswordField name="password" label={t('app.staff.password')} optional />
          <CodeField name="code" label={t('app.unlock.or-code')} optional />
          <Button>{t('app.unlock.open')}</Button>
        </Form>
        {await byPasskey(ctx, entry, t('app.passkey.unlock'))}
        <p>{t('app.unlock.other')}</p>
        <PostButton action="/sign-out">{t('app.unlock.switch')}</PostButton>
      </>,
      { islands: ['passkey'] },
    );
  },
  submit: async (ctx, _input, form) => {
    const proof = form.code || form.answer ? proofOf(form) : ({ kind: 'password', password: form.password } as const);
    const { setCookie } = await unlockSession(ctx.network.identity, visitOf(ctx), proof);
    ctx.setCookies.push(setCookie);
    return redirect(nextOf(ctx, '/start'));
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
