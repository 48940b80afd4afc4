import { z } from 'zod';
import { findGrant, type Grant } from '#kernel/consent';
import { idOf } from '#kernel/db';
import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  FilterForm,
  Link,
  Notice,
  PageHeading,
  Section,
  SelectField,
  SummaryList,
  Table,
} from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { directionOf, textIn } from '#kernel/i18n';
import { money, toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { readSharedPlan, SharedPlan } from '#modules/businessplans/pages';
import { organisationNames } from '#modules/directory';
import { fullName, getPerson, personNames } from '#modules/people';
import { PersonSummary, readPersonSummary } from '#modules/people/pages';
import { getVenture } from '#modules/ventures';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
import { openApplicationStates } from '../application-state.ts';
import { applicationsOf, loadApplication, type Application } from '../application.ts';
import { openApplication } from '../decide-application.ts';
import type { Product } from '../product.ts';
import { getProduct, productsById } from '../read-products.ts';
import { refuse } from '../refusals.ts';
import { ActionLink, ApplicationFacts, ApplicationTag, readSchedule } from './application-view.tsx';
import { readLenderGuarantee } from './guarantee-view.tsx';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';

const filters = ['open', 'all'] as const;

/** Who asked the lender for a loan, as far as they still let it see. */
const listRoute = pageRoute({
  path: '/lending',
  who: lender,
  query: z.object({ state: fields.maybe(fields.choice(filters)), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const state = query.state ?? 'open';
    const found = await applicationsOf(ctx.trx, { lender: true, states: state === 'open' ? openApplicationStates : undefined });
    const names = await personNames(
      ctx.trx,
      found.map(({ personId }) => personId),
    );
    const products = await productsById(
      ctx.trx,
      found.map(({ productId }) => productId),
    );
    if (query.format === 'csv') return csv('applications.csv', applicationsCsv(found, products));
    const sum = (one: Application) => {
      const product = products.get(one.productId);
      return product ? sumIn(ctx, product.currency)(one.amountMinor) : '–';
    };
    return page(
      t('loans.lending.title'),
      <>
        <PageHeading
          title={t('loans.lending.title')}
          lead={t('loans.lending.lead')}
          actions={
            <>
              <ButtonLink href="/lending/loans">{t('loans.portfolio.title')}</ButtonLink>
              <ButtonLink kind="secondary" href="/lending/products">
                {t('loans.lending.products')}
              </ButtonLink>
              <ButtonLink kind="secondary" href="/lending/books">
                {t('loans.books.title')}
              </ButtonLink>
            </>
          }
        />
        <Table<Application>
          caption={t('loans.lending.found', { count: found.length })}
          filters={
            <FilterForm action="/lending">
              <SelectField
                name="state"
                label={t('loans.field.state')}
                value={state}
                emptyLabel={false}
                options={filters.map((value) => ({ value, label: t(`loans.lending.filter-${value}`) }))}
              />
            </FilterForm>
          }
          rows={found}
          rowKey={({ id }) => id}
          csvHref={`?state=${state}&format=csv`}
          columns={[
            {
              key: 'person',
              header: t('loans.field.person'),
              cell: (one) => (
                <Link href={`/lending/applications/${one.id}`}>
                  <Bdi>{names.get(one.personId) ?? t('loans.lending.unnamed')}</Bdi>
                </Link>
              ),
            },
            {
              key: 'product',
              header: t('loans.field.name'),
              cell: (one) => {
                const product = products.get(one.productId);
                return <Bdi>{product ? textIn(product.name, ctx.lang).text : '–'}</Bdi>;
              },
            },
            { key: 'amount', header: t('loans.field.amount'), cell: sum, numeric: true },
            { key: 'sent', header: t('loans.field.sent'), cell: (one) => format.instant(one.sentAt, 'short') },
            { key: 'state', header: t('loans.field.state'), cell: (one) => <ApplicationTag ctx={ctx} state={one.state} /> },
          ]}
          empty={<EmptyState title={t('loans.lending.none')} />}
        />
      </>,
      { width: 'wide' },
    );
  },
});

/** The columns that other programs read, so not in the reader's language. Nobody is named: the number says which application is meant. */
function applicationsCsv(found: readonly Application[], products: ReadonlyMap<string, Product>): string {
  return writeCsv(
    ['application', 'amount', 'currency', 'instalments', 'state', 'sent_on'],
    found.flatMap((one) => {
      const currency = products.get(one.productId)?.currency;
      if (!currency) return [];
      const amount = toDecimalText(money(one.agreedMinor ?? one.amountMinor, currency));
      return [[one.id, amount, currency, one.agreedInstalments ?? one.instalments, one.state, one.sentAt.toISOString().slice(0, 10)]];
    }),
  );
}

/** One application: what the person lets the lender see, until when, and what the lender decides. */
const oneRoute = pageRoute({
  path: '/lending/applications/:id',
  who: lender,
  params: z.object({ id: idOf<'loans.applications'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const { grantId, forLender } = await loadApplication(ctx.trx, params.id);
    const grant = forLender ? await findGrant(ctx.trx, grantId) : null;
    if (!grant) throw refuse('not-found');
    const one = await openApplication(ctx.trx, params.id, grant.parts);
    const product = await getProduct(ctx.trx, one.productId);
    const person = await getPerson(ctx.trx, one.personId);
    const lenders = await organisationNames(ctx.trx, [one.organisationId], ctx.lang);
    const name = person?.identity ? fullName(person.identity) : t('loans.lending.unnamed');
    return page(
      t('loans.application.title'),
      <>
        <PageHeading
          title={<Bdi>{name}</Bdi>}
          caption={t('loans.application.title')}
          tags={<ApplicationTag ctx={ctx} state={one.state} />}
        />
        <ApplicationFacts ctx={ctx} one={one} product={product} lender={lenders.get(one.organisationId) ?? '–'} />
        <Actions ctx={ctx} one={one} />
        <SummaryList
          label={t('loans.lending.number')}
          rows={[{ key: 'number', label: t('loans.lending.number'), value: <code>{one.id}</code> }]}
        />
        <WhyShown ctx={ctx} grant={grant} />
        {await readSchedule(ctx, one, product, '/lending/loans')}
        {await readLenderGuarantee(ctx, one.id, !openApplicationStates.includes(one.state) && one.state !== 'paid-out')}
        {person && (
          <Section title={t('loans.lending.person')}>
            <PersonSummary ctx={ctx} data={await readPersonSummary(ctx, person)} />
          </Section>
        )}
        {await sharedOf(ctx, one, grant)}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('loans.lending.title'), href: '/lending' }] },
    );
  },
});

function Actions({ ctx, one }: { ctx: Context; one: Application }) {
  const { t } = ctx;
  const at = `/lending/applications/${one.id}`;
  const link = (action: 'ask' | 'approve' | 'decline' | 'sign' | 'pay-out', primary = false) => (
    <ActionLink ctx={ctx} state={one.state} action={action} href={`${at}/${action}`} kind={primary ? 'primary' : 'secondary'}>
      {t(`loans.action.${action}`)}
    </ActionLink>
  );
  return (
    <ButtonGroup>
      {link('approve', one.state === 'in-review')}
      {link('ask')}
      {link('decline')}
      {link('sign', one.state === 'approved')}
      {link('pay-out', one.state === 'signed')}
    </ButtonGroup>
  );
}

/** The sentence to which the person agreed, and until when it holds. */
function WhyShown({ ctx, grant }: { ctx: Context; grant: Grant }) {
  return (
    <Notice title={ctx.t('loans.lending.why', { day: ctx.format.instant(grant.endsAt, 'long') })}>
      <p lang={grant.language} dir={directionOf(grant.language)}>
        {grant.wording}
      </p>
    </Notice>
  );
}

/** Venture and business plan, each only where the grant names it. */
async function sharedOf(ctx: Context, one: Application, grant: Grant) {
  const venture = one.ventureId && grant.parts.includes('venture') ? await getVenture(ctx.trx, one.ventureId) : null;
  const plan = one.ventureId && grant.parts.includes('business-plan') ? await readSharedPlan(ctx, one.ventureId) : null;
  return (
    <>
      {venture && (
        <Section title={venture.title}>
          <VentureSummary ctx={ctx} data={await readVentureSummary(ctx, venture)} />
        </Section>
      )}
      {plan && <SharedPlan ctx={ctx} plan={plan} />}
    </>
  );
}

export const lenderApplicationRoutes = [listRoute, oneRoute];
