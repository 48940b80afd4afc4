import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, scopesOf, signedIn, type Context } from '#kernel/http';
import { idOf, type Id } from '#kernel/db';
import { organisationNames } from '#modules/directory';
import { getVenture, type VentureId } from '#modules/ventures';
import { askAboutOffer, type Asker } from '../ask-about-offer.ts';
import { publishedOffer } from '../read-offers.ts';
import { refuse } from '../refusals.ts';
import { ContactFields, contactFields, contactIn } from './offer-fields.tsx';
import { desksOf, myVentures } from './reach.ts';

interface AskerChoice {
  value: string;
  label: string;
  asker: Asker;
}

/** For whom the actor may ask: ventures of their own, organisations for which they answer, and at a desk the venture that the address names. */
async function askers(ctx: Context, venture: VentureId | null): Promise<AskerChoice[]> {
  const ventures = (await myVentures(ctx)).map(({ id, title }) => ({ id, title }));
  const named = venture && (await getVenture(ctx.trx, venture));
  if (named && desksOf(ctx).includes(named.officeId) && !ventures.some(({ id }) => id === named.id)) ventures.push(named);
  const organisations = scopesOf(ctx, 'provider') as Id<'directory.organisations'>[]; // a provider's role is held in an organisation
  const names = await organisationNames(ctx.trx, organisations, ctx.lang);
  return [
    ...ventures.map(({ id, title }) => ({ value: id, label: title, asker: { ventureId: id } })),
    ...organisations.map((id) => ({ value: id, label: names.get(id) ?? '–', asker: { organisationId: id } })),
  ];
}

/** Asks about an offer, or answers a request. */
export const askRoute = formRoute({
  path: '/trade/:id/ask',
  who: signedIn,
  params: z.object({ id: idOf<'trade.offers'>() }),
  query: z.object({ venture: fields.maybe(idOf<'ventures.ventures'>()) }),
  body: z.object({
    asker: fields.text(40),
    who: fields.text(160),
    message: fields.longText(1_000),
    ...contactFields,
    agrees: fields.tick(),
  }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const offer = await publishedOffer(ctx.trx, id);
    if (!offer) throw refuseHttp('not-found');
    const choices = await askers(ctx, query.venture);
    const crumbs = [
      { label: t('trade.search.title'), href: '/trade' },
      { label: offer.title, href: `/trade/${id}` },
    ];
    if (choices.length === 0) {
      return page(
        t('trade.ask.title'),
        <>
          <PageHeading title={t('trade.ask.title')} />
          <EmptyState title={t('trade.ask.nobody')} action={<ButtonLink href="/offices">{t('trade.ask.offices')}</ButtonLink>}>
            <p>{t('trade.ask.nobody-text')}</p>
          </EmptyState>
        </>,
        { breadcrumbs: crumbs },
      );
    }
    return page(
      t('trade.ask.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.ask.title')} lead={t('trade.ask.lead')} caption={<Bdi>{offer.title}</Bdi>} />
        <Form entry={entry} draft={`trade-ask-${id}`} draftRemote>
          <SelectField
            name="asker"
            label={t('trade.ask.asker')}
            options={choices}
            emptyLabel={false}
            value={choices.find(({ value }) => value === query.venture)?.value ?? choices[0]?.value}
          />
          <TextField name="who" label={t('trade.interest.who')} hint={t('trade.ask.who-hint')} required />
          <TextArea name="message" label={t('trade.interest.message')} hint={t('trade.ask.message-hint')} required />
          <ContactFields ctx={ctx} contact={null} />
          <CheckboxField name="agrees" label={t('trade.ask.agrees')} />
          <Button>{t('trade.ask.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs },
    );
  },
  submit: async (ctx, { params: { id }, query }, form) => {
    if (!(await publishedOffer(ctx.trx, id))) throw refuseHttp('not-found');
    const chosen = (await askers(ctx, query.venture)).find(({ value }) => value === form.asker);
    if (!chosen) throw refuse('no-such-venture', { field: 'asker' });
    const { who, message, agrees } = form;
    const interest = await askAboutOffer(ctx.trx, id, { asker: chosen.asker, who, message, agrees, contact: contactIn(form) }, ctx.now);
    const place = query.venture && desksOf(ctx).length > 0 ? 'desk' : 'me';
    return redirect(`/${place}/trade/interests/${interest}`, 'trade.notice.asked');
  },
});
