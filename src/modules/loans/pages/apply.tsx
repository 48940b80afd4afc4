import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf, type Reads } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  PageHeading,
  RadioField,
  Section,
  SelectField,
  TextArea,
} from '#kernel/html';
import {
  accountOf,
  desk,
  fields,
  formRoute,
  page,
  redirect,
  refuseHttp,
  scopesOf,
  signedIn,
  type Context,
  type FormEntry,
} from '#kernel/http';
import { directionOf, isLanguage, type Language } from '#kernel/i18n';
import { getPerson, type Person, type PersonId } from '#modules/people';
import { venturesOf, type Venture } from '#modules/ventures';
import { optionalParts, sendApplication } from '../apply.ts';
import { tellLender } from '../notices.ts';
import { getProduct, openProducts } from '../read-products.ts';
import { refuse } from '../refusals.ts';
import { GRANT_DAYS, ProductChoice, wordingIn } from './apply-parts.tsx';
import { OfferView } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';
import { offerFor, WishForm, wishQuery, workedOffer } from './worked.tsx';

const deskHows = ['signed-at-desk', 'spoken-at-desk'] as const;

const query = z.object({ product: fields.maybe(idOf<'loans.products'>()), ...wishQuery });
const body = {
  venture: fields.text(40),
  purpose: fields.longText(2_000),
  parts: fields.choices(optionalParts),
  agreed: fields.tick(),
};

/** A venture with the file of the founder who asks. */
interface Asking {
  readonly person: Person;
  readonly venture: Venture;
}

/** The ventures for which somebody can ask: the founder's own, or those of the person at the desk. */
async function askingOf(ctx: Context, personIds: readonly PersonId[]): Promise<Asking[]> {
  const found: Asking[] = [];
  for (const id of personIds) {
    const person = await getPerson(ctx.trx, id);
    if (!person) continue;
    for (const venture of await venturesOf(ctx.trx, id)) found.push({ person, venture });
  }
  return found;
}

const ownIds = async (trx: Reads<'access'>) => (await ownSubjects(trx)).map(({ subjectId }) => subjectId as PersonId);

/** The page of both sides: product, what it costs, and only then the form that asks. */
async function applyPage(ctx: Context, { side, asking, given, action, crumbs, lang, entry }: PageOf) {
  const { t } = ctx;
  const products = await openProducts(ctx.trx, todayOf(ctx));
  const product = products.find(({ id }) => id === given.product) ?? null;
  const worked = product ? workedOffer(ctx, product, given, false) : null;
  const words = product ? await wordingIn(ctx, lang, product, []) : null;
  return page(
    t('loans.apply.title'),
    <>
      <ErrorSummary errors={worked?.problem ? [worked.problem] : entry.errors} />
      <PageHeading title={t('loans.apply.title')} lead={t('loans.apply.lead')} />
      {asking.length === 0 ? (
        <EmptyState title={t('loans.apply.no-venture')} />
      ) : products.length === 0 ? (
        <EmptyState title={t('loans.public.none')} />
      ) : (
        <Section title={t('loans.apply.first')}>
          <ProductChoice ctx={ctx} wish={given} action={action} products={products} product={product} />
          {product && worked && (
            <WishForm ctx={ctx} product={product} wish={given} worked={worked} action={action} keep={{ product: product.id }} />
          )}
        </Section>
      )}
      {product && worked?.offer && asking.length > 0 && (
        <>
          <OfferView ctx={ctx} offer={worked.offer} product={product} title={t('loans.offer.title')} />
          <Section title={t('loans.apply.then')}>
            <Form entry={entry} id="application">
              <SelectField
                name="venture"
                label={t('loans.field.venture')}
                emptyLabel={asking.length === 1 ? false : undefined}
                value={asking.length === 1 ? asking[0]?.venture.id : ''}
                options={asking.map(({ venture }) => ({ value: venture.id, label: venture.title }))}
                required
              />
              <TextArea name="purpose" label={t('loans.field.purpose')} hint={t('loans.apply.purpose-hint')} maxLength={2_000} required />
              {side === 'desk' && (
                <TextArea name="opinion" label={t('loans.field.opinion')} hint={t('loans.apply.opinion-hint')} maxLength={4_000} optional />
              )}
              {side === 'desk' && lang !== ctx.lang && <p>{t('loans.apply.read-aloud', { language: ctx.format.languageName(lang) })}</p>}
              <Inset>
                <span lang={lang} dir={directionOf(lang)}>
                  {words?.wording}
                </span>
              </Inset>
              <CheckboxesField
                name="parts"
                label={t('loans.apply.parts')}
                hint={t('loans.apply.parts-hint')}
                choices={optionalParts.map((part) => ({ value: part, label: t(`consent.part.${part}`) }))}
              />
              {side === 'desk' ? (
                <RadioField
                  name="how"
                  label={t('loans.apply.how')}
                  choices={deskHows.map((value) => ({ value, label: t(`loans.how.${value}`) }))}
                />
              ) : (
                <CheckboxField name="follows" label={t('loans.apply.follows')} hint={t('loans.apply.follows-hint')} checked />
              )}
              <CheckboxField name="agreed" label={t(`loans.apply.agreed-${side}`)} />
              <Button>{t('loans.apply.send')}</Button>
            </Form>
          </Section>
        </>
      )}
    </>,
    { width: 'wide', breadcrumbs: crumbs },
  );
}

interface PageOf {
  side: 'own' | 'desk';
  asking: readonly Asking[];
  given: z.output<typeof query>;
  action: string;
  crumbs: { label: string; href: string }[];
  lang: Language;
  entry: FormEntry;
}

interface Sent {
  side: 'own' | 'desk';
  asking: readonly Asking[];
  lang: Language;
  form: { venture: string; purpose: string; parts: readonly string[]; agreed: boolean };
  officeFollows: boolean;
  opinion: string | null;
  how: 'on-line' | (typeof deskHows)[number];
}

async function send(ctx: Context, given: z.output<typeof query>, { asking, lang, form, officeFollows, opinion, how }: Sent) {
  const chosen = asking.find(({ venture }) => venture.id === form.venture);
  if (!chosen) throw refuse('no-such-venture', { field: 'venture' });
  if (!given.product) throw refuse('product-closed');
  if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
  const product = await getProduct(ctx.trx, given.product);
  const { amountMinor, rows } = offerFor(ctx, product, given);
  const { wording } = await wordingIn(ctx, lang, product, form.parts);
  const accountId = accountOf(ctx);
  const id = await sendApplication(
    ctx.trx,
    { ...ctx.actor, accountId },
    { personId: chosen.person.id, officeId: chosen.person.officeId, venture: chosen.venture, product, today: todayOf(ctx) },
    {
      amountMinor,
      instalments: rows.length,
      purpose: form.purpose,
      parts: form.parts,
      officeFollows,
      opinion,
      agreement: { language: lang, wording, how },
      endsAt: new Date(ctx.now.getTime() + GRANT_DAYS * 86_400_000),
    },
  );
  await tellLender(ctx.trx, ctx.network, product.organisationId, `/lending/applications/${id}`);
  return id;
}

/** The person asks for a loan for their venture. */
const ownRoute = formRoute({
  path: '/me/loans/new',
  who: signedIn,
  query,
  body: z.object({ ...body, follows: fields.tick() }),
  view: async (ctx, input, entry) =>
    await applyPage(ctx, {
      side: 'own',
      asking: await askingOf(ctx, await ownIds(ctx.trx)),
      given: input.query,
      action: '/me/loans/new',
      crumbs: [{ label: ctx.t('loans.mine.title'), href: '/me/loans' }],
      lang: ctx.lang,
      entry,
    }),
  submit: async (ctx, input, form) => {
    const asking = await askingOf(ctx, await ownIds(ctx.trx));
    const id = await send(ctx, input.query, {
      side: 'own',
      asking,
      lang: ctx.lang,
      form,
      officeFollows: form.follows,
      opinion: null,
      how: 'on-line',
    });
    return redirect(`/me/loans/${id}`, 'loans.notice.sent');
  },
});

async function atDesk(ctx: Context, id: PersonId): Promise<{ person: Person; lang: Language }> {
  const person = await getPerson(ctx.trx, id);
  if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuseHttp('not-found');
  return { person, lang: isLanguage(person.language) ? person.language : ctx.lang };
}

/** The counsellor asks with the person, and says what they think of it. */
const deskRoute = formRoute({
  path: '/desk/people/:id/loans/new',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  query,
  body: z.object({ ...body, opinion: fields.optionalLongText(4_000), how: fields.choice(deskHows) }),
  view: async (ctx, input, entry) => {
    const { person, lang } = await atDesk(ctx, input.params.id);
    const at = `/desk/people/${person.id}`;
    return await applyPage(ctx, {
      side: 'desk',
      asking: await askingOf(ctx, [person.id]),
      given: input.query,
      action: `${at}/loans/new`,
      crumbs: [{ label: ctx.t('loans.desk.title'), href: `${at}/loans` }],
      lang,
      entry,
    });
  },
  submit: async (ctx, input, form) => {
    const { person, lang } = await atDesk(ctx, input.params.id);
    const asking = await askingOf(ctx, [person.id]);
    const { opinion, how } = form;
    const id = await send(ctx, input.query, { side: 'desk', asking, lang, form, officeFollows: true, opinion, how });
    return redirect(`/desk/loans/${id}`, 'loans.notice.sent');
  },
});

export const applyRoutes = [ownRoute, deskRoute];
