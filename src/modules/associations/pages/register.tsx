import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ButtonLink, EmailField, ErrorSummary, Form, Lead, Link, PageHeading } from '#kernel/html';
import { accountOf, everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp } from '#kernel/http';
import { sendLink, writeLetter } from '../act-on-association.ts';
import { shownAssociation } from '../read-associations.ts';
import { refuse } from '../refusals.ts';
import { registerAssociation } from '../write-association.ts';
import { EntryFields, entryBody, readEntry } from './entry-fields.tsx';
import { postOf } from './reach.ts';

/** Anybody registers an association: with an account at once, else once the link in a mail was opened. */
export const registerRoute = formRoute({
  path: '/associations/register',
  who: everyone,
  body: entryBody.extend({ keeper: fields.optionalEmail() }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('associations.register.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('associations.register.title')} lead={t('associations.register.lead')} />
        <p>{t('associations.register.how')}</p>
        <EntryFields ctx={ctx} entry={entry} known={null} places={{}} draft="association-register" asksAddress={!ctx.session} />
      </>,
      { breadcrumbs: [{ label: t('associations.list.title'), href: '/associations' }], description: t('associations.register.lead') },
    );
  },
  submit: async (ctx, _input, { keeper, ...form }) => {
    if (!ctx.session && !keeper) throw refuse('email-missing', { field: 'keeper' });
    const given = { ...(await readEntry(ctx, form)), language: ctx.lang };
    const { id, token } = await registerAssociation(
      ctx.trx,
      keeper && !ctx.session ? { email: keeper } : { accountId: accountOf(ctx) },
      given,
      ctx.now,
    );
    if (!token || !keeper) return redirect(`/associations/mine/${id}`, 'associations.notice.registered');
    await writeLetter(ctx.trx, postOf(ctx), { id, name: form.name, language: ctx.lang, email: keeper, token }, 'confirm');
    return redirect('/associations/register/sent');
  },
});

/** What happens next, for whoever registered without an account. It names nothing: anybody may open it. */
export const sentRoute = pageRoute({
  path: '/associations/register/sent',
  who: everyone,
  view: async ({ t }) =>
    page(
      t('associations.sent.title'),
      <>
        <PageHeading title={t('associations.sent.title')} />
        <Lead>{t('associations.sent.lead')}</Lead>
        <p>{t('associations.sent.missing')}</p>
        <ButtonLink href="/associations">{t('associations.list.title')}</ButtonLink>
      </>,
      { breadcrumbs: [{ label: t('associations.list.title'), href: '/associations' }] },
    ),
});

/** Sends a new link to an address that writes for an association; the answer is the same for every address. */
export const linkRoute = formRoute({
  path: '/associations/:id/link',
  who: everyone,
  params: z.object({ id: idOf<'associations.associations'>() }),
  body: z.object({ keeper: fields.email() }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const shown = await shownAssociation(ctx.trx, id);
    if (!shown) throw refuseHttp('not-found');
    return page(
      t('associations.link.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('associations.link.title')} caption={shown.name} lead={t('associations.link.lead')} />
        <Form entry={entry}>
          <EmailField name="keeper" label={t('associations.field.keeper')} required />
          <Button>{t('associations.link.button')}</Button>
        </Form>
        <p>
          <Link href="/associations/mine">{t('associations.link.account')}</Link>
        </p>
      </>,
      {
        breadcrumbs: [
          { label: t('associations.list.title'), href: '/associations' },
          { label: shown.name, href: `/associations/${id}` },
        ],
      },
    );
  },
  submit: async (ctx, { params: { id } }, { keeper }) => {
    const shown = await shownAssociation(ctx.trx, id);
    if (!shown) throw refuseHttp('not-found');
    await sendLink(ctx.trx, postOf(ctx), shown, keeper, 'link', ctx.now);
    return redirect(`/associations/${id}`, 'associations.notice.link');
  },
});
