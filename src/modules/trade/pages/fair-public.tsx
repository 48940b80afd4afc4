import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxesField,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  PageHeading,
  RadioField,
  TextField,
} from '#kernel/html';
import { everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, signedIn, type Context } from '#kernel/http';
import { idOf, type Id } from '#kernel/db';
import { organisationNames } from '#modules/directory';
import { takesRegistrations, type Fair, type FairId } from '../fair.ts';
import { joinFair, type Guest } from '../join-fair.ts';
import { getFair, upcomingFairs } from '../read-fairs.ts';
import { offersAtDesk, offersOfVentures } from '../read-offers.ts';
import { refuse } from '../refusals.ts';
import { FairFacts, FairTable, fairTitle } from './fair-parts.tsx';
import { readCorridors } from './offer-facts.tsx';
import { todayOf, tradeLanguages } from './offer-fields.tsx';
import { desksOf, myVentures, type Place } from './reach.ts';

const params = z.object({ id: idOf<'trade.fairs'>() });

/** Fairs and missions to come, for anybody. */
export const fairsRoute = pageRoute({
  path: '/fairs',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('trade.fairs.title'),
      <>
        <PageHeading title={t('trade.fairs.title')} lead={t('trade.fairs.lead')} />
        <FairTable ctx={ctx} fairs={await upcomingFairs(ctx.trx, todayOf(ctx))} base="/fairs" corridors={await readCorridors(ctx)} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('trade.search.title'), href: '/trade' }] },
    );
  },
});

/** A fair that is no draft any more; what is not there yet looks like what is not there. */
async function publicFair(ctx: Context, id: FairId): Promise<Fair> {
  const fair = await getFair(ctx.trx, id);
  if (!fair || fair.state === 'draft') throw refuseHttp('not-found');
  return fair;
}

export const fairRoute = pageRoute({
  path: '/fairs/:id',
  who: everyone,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const fair = await publicFair(ctx, id);
    const open = takesRegistrations(fair, todayOf(ctx));
    return page(
      fairTitle(ctx, fair),
      <>
        <PageHeading title={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
        {fair.state === 'cancelled' && <Notice tone="warning">{t('trade.fair.cancelled')}</Notice>}
        {await FairFacts({ ctx, fair, corridors: await readCorridors(ctx) })}
        {open ? (
          <>
            <p>{t('trade.fair.how')}</p>
            <ButtonLink href={`/fairs/${id}/register`}>{t('trade.fair.register')}</ButtonLink>
          </>
        ) : (
          <p>{t(fair.state === 'published' ? 'trade.fair.all-set' : 'trade.fair.not-open')}</p>
        )}
      </>,
      { breadcrumbs: [{ label: t('trade.fairs.title'), href: '/fairs' }] },
    );
  },
});

interface GuestChoice {
  value: string;
  label: string;
  guest: Guest;
  place: Place;
}

/** As what the actor may register somebody: published offers of their ventures or of their desk's, organisations for which they answer. */
async function guestChoices(ctx: Context, fair: Fair): Promise<GuestChoice[]> {
  const choices: GuestChoice[] = [];
  if (fair.whoMay.includes('ventures')) {
    const mine = await offersOfVentures(
      ctx.trx,
      (await myVentures(ctx)).map(({ id }) => id),
    );
    const { offers: atDesk } = await offersAtDesk(ctx.trx, { officeIds: desksOf(ctx), state: 'published', page: 1, pageSize: 200 });
    const fits = (one: (typeof mine)[number]) => one.state === 'published' && one.corridorId === fair.corridorId;
    for (const one of mine.filter(fits)) choices.push({ value: one.id, label: one.title, guest: { offerId: one.id }, place: 'me' });
    for (const one of atDesk.filter(fits))
      if (!choices.some(({ value }) => value === one.id))
        choices.push({ value: one.id, label: one.title, guest: { offerId: one.id }, place: 'desk' });
  }
  if (fair.whoMay.includes('organisations')) {
    const organisations = scopesOf(ctx, 'provider') as Id<'directory.organisations'>[]; // a provider's role is held in an organisation
    const names = await organisationNames(ctx.trx, organisations, ctx.lang);
    for (const id of organisations) choices.push({ value: id, label: names.get(id) ?? '–', guest: { organisationId: id }, place: 'me' });
  }
  return choices;
}

/** Registers a venture with its offer, or an organisation. */
export const registerRoute = formRoute({
  path: '/fairs/:id/register',
  who: signedIn,
  params,
  body: z.object({ guest: fields.text(40), who: fields.text(160), languages: fields.choices(tradeLanguages) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, format } = ctx;
    const fair = await publicFair(ctx, id);
    const choices = await guestChoices(ctx, fair);
    const breadcrumbs = [
      { label: t('trade.fairs.title'), href: '/fairs' },
      { label: fairTitle(ctx, fair), href: `/fairs/${id}` },
    ];
    if (choices.length === 0) {
      return page(
        t('trade.fair.register'),
        <>
          <PageHeading title={t('trade.fair.register')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
          <EmptyState title={t('trade.fair.nothing-to-bring')} action={<ButtonLink href="/me/trade">{t('trade.mine.title')}</ButtonLink>}>
            <p>{t('trade.fair.nothing-to-bring-text')}</p>
          </EmptyState>
        </>,
        { breadcrumbs },
      );
    }
    return page(
      t('trade.fair.register'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.fair.register')} lead={t('trade.fair.register-lead')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
        <Form entry={entry}>
          <RadioField name="guest" label={t('trade.fair.guest')} choices={choices.map(({ value, label }) => ({ value, label }))} />
          <TextField name="who" label={t('trade.fair.who')} hint={t('trade.ask.who-hint')} required />
          <CheckboxesField
            name="languages"
            label={t('trade.field.languages')}
            choices={tradeLanguages.map((value) => ({ value, label: format.languageName(value) }))}
            inline
            optional
          />
          <Button>{t('trade.fair.register')}</Button>
        </Form>
      </>,
      { breadcrumbs },
    );
  },
  submit: async (ctx, { params: { id } }, { guest, who, languages }) => {
    const fair = await publicFair(ctx, id);
    if (!takesRegistrations(fair, todayOf(ctx))) throw refuse('fair-closed');
    const chosen = (await guestChoices(ctx, fair)).find(({ value }) => value === guest);
    if (!chosen) throw refuse('fair-not-for', { field: 'guest' });
    const participant = await joinFair(ctx.trx, id, chosen.guest, { who, languages: languages.length > 0 ? languages : [ctx.lang] });
    const base = chosen.place === 'desk' ? '/desk/fairs/participants' : '/me/fairs';
    return redirect(`${base}/${participant}`, 'trade.notice.fair-joined');
  },
});
