import { z } from 'zod';
import { Button, ButtonLink, CodeField, Details, ErrorSummary, Form, Link, PageHeading, Section, TextField } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect } from '#kernel/http';
import { listProviders, requestCode, signInWithCard, signInWithCode } from '#kernel/identity';
import { enter, visitOf, withNext } from './visit.ts';

/** People sign in with a phone number or an e-mail, or with the card that the desk printed; no password. */
export const signInRoute = formRoute({
  path: '/sign-in',
  who: everyone,
  repeatable: true,
  body: z.object({ address: fields.text(254) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const providers = listProviders(ctx.network.identity, 'people');
    return page(
      t('app.sign-in.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.sign-in.title')} lead={t('app.sign-in.lead')} />
        <Form entry={entry}>
          <TextField
            name="address"
            label={t('app.sign-in.address')}
            hint={t('app.sign-in.address-hint')}
            dir="ltr"
            autocomplete="username"
            required
          />
          <Button>{t('app.sign-in.send-code')}</Button>
        </Form>
        <Section title={t('app.sign-in.other')}>
          <ul>
            <li>
              <Link href={withNext(ctx, '/sign-in/card')}>{t('app.sign-in.with-card')}</Link>
            </li>
            {providers.map((provider) => (
              <li key={provider.id}>
                <Link href={withNext(ctx, `/sign-in/provider/${provider.id}`)}>
                  {t('app.sign-in.with-provider', { provider: provider.name })}
                </Link>
              </li>
            ))}
            <li>
              <Link href={withNext(ctx, '/sign-in/staff')}>{t('app.sign-in.as-staff')}</Link>
            </li>
          </ul>
        </Section>
      </>,
    );
  },
  submit: async (ctx, _input, form) => {
    const { challenge } = await requestCode(ctx.network.identity, visitOf(ctx), {
      address: form.address,
      country: ctx.profile.country,
      language: ctx.lang,
    });
    return redirect(withNext(ctx, `/sign-in/code?challenge=${encodeURIComponent(challenge)}`));
  },
});

/** The code that was sent. */
export const codeRoute = formRoute({
  path: '/sign-in/code',
  who: everyone,
  repeatable: true,
  query: z.object({ challenge: fields.searchText() }),
  body: z.object({ code: fields.text(20) }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('app.sign-in.code.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.sign-in.code.title')} lead={t('app.sign-in.code.lead')} />
        <Form entry={entry}>
          <CodeField name="code" label={t('app.sign-in.code.field')} required />
          <Button>{t('app.sign-in.enter')}</Button>
        </Form>
        <Details summary={t('app.sign-in.code.nothing')}>
          <p>{t('app.sign-in.code.nothing-text')}</p>
          <p>
            <ButtonLink kind="secondary" href={withNext(ctx, '/sign-in')}>
              {t('app.sign-in.code.again')}
            </ButtonLink>
          </p>
        </Details>
      </>,
    );
  },
  submit: async (ctx, { query }, form) => {
    const signedIn = await signInWithCode(ctx.network.identity, visitOf(ctx), { challenge: query.challenge, code: form.code });
    return redirect(enter(ctx, signedIn, '/me'));
  },
});

/** The card of the desk, for people who have neither phone nor e-mail. */
export const cardRoute = formRoute({
  path: '/sign-in/card',
  who: everyone,
  repeatable: true,
  body: z.object({ card: fields.text(60) }),
  view: async ({ t }, _input, entry) =>
    page(
      t('app.sign-in.card.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.sign-in.card.title')} lead={t('app.sign-in.card.lead')} />
        <Form entry={entry}>
          <TextField
            name="card"
            label={t('app.sign-in.card.field')}
            hint={t('app.sign-in.card.hint')}
            dir="ltr"
            spellcheck={false}
            required
          />
          <Button>{t('app.sign-in.enter')}</Button>
        </Form>
      </>,
    ),
  submit: async (ctx, _input, form) => {
    const signedIn = await signInWithCard(ctx.network.identity, visitOf(ctx), { card: form.card, language: ctx.lang });
    return redirect(enter(ctx, signedIn, '/me'));
  },
});
