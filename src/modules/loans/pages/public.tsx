import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, Card, CardGrid, EmptyState, ErrorSummary, Lead, Notice, PageHeading, Section } from '#kernel/html';
import { everyone, holds, page, pageRoute } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { organisationNames } from '#modules/directory';
import { isOpen } from '../product.ts';
import { getProduct, openProducts } from '../read-products.ts';
import { OfferView, priceOf, ProductFacts, ProductTags, sumIn, Words } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';
import { WishForm, wishQuery, workedOffer } from './worked.tsx';

/** What partner lenders offer, for anybody. */
const productsRoute = pageRoute({
  path: '/loans',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    const products = await openProducts(ctx.trx, todayOf(ctx));
    const lenders = await organisationNames(
      ctx.trx,
      products.map(({ organisationId }) => organisationId),
      ctx.lang,
    );
    return page(
      t('loans.public.title'),
      <>
        <PageHeading title={t('loans.public.title')} lead={t('loans.public.lead')} />
        {products.length === 0 && <EmptyState title={t('loans.public.none')} />}
        <CardGrid>
          {products.map((product) => {
            const sum = sumIn(ctx, product.currency);
            return (
              <Card key={product.id} title={textIn(product.name, ctx.lang).text} href={`/loans/${product.id}`}>
                <p>
                  <Bdi>{lenders.get(product.organisationId) ?? '–'}</Bdi>
                </p>
                <p>{t('loans.range', { from: sum(product.leastMinor), to: sum(product.mostMinor) })}</p>
                <p>{priceOf(ctx, product)}</p>
                <p>
                  <ProductTags ctx={ctx} product={product} />
                </p>
              </Card>
            );
          })}
        </CardGrid>
      </>,
      { width: 'wide', description: t('loans.public.lead') },
    );
  },
});

/** One product: its terms, an example with its schedule, and what it costs a year. */
const productRoute = pageRoute({
  path: '/loans/:id',
  who: everyone,
  params: z.object({ id: idOf<'loans.products'>() }),
  query: z.object(wishQuery),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const product = await getProduct(ctx.trx, params.id);
    const lender = (await organisationNames(ctx.trx, [product.organisationId], ctx.lang)).get(product.organisationId) ?? '–';
    const worked = workedOffer(ctx, product, query, true);
    const open = isOpen(product, todayOf(ctx));
    const name = textIn(product.name, ctx.lang).text;
    const asked = new URLSearchParams({ product: product.id, amount: query.amount, instalments: query.instalments });
    return page(
      name,
      <>
        <ErrorSummary errors={worked.problem ? [worked.problem] : []} />
        <PageHeading
          title={<Words ctx={ctx} value={product.name} />}
          caption={<Bdi>{lender}</Bdi>}
          tags={<ProductTags ctx={ctx} product={product} />}
        />
        <Lead>
          <Words ctx={ctx} value={product.about} />
        </Lead>
        {product.assumption && (
          <Notice tone="warning">
            <p>{t('loans.assumption-about')}</p>
          </Notice>
        )}
        <ProductFacts ctx={ctx} product={product} />
        {open ? (
          !holds(ctx, 'counsellor', 'office-manager', 'lender') && (
            <ButtonLink href={`/me/loans/new?${asked}`}>{t('loans.public.apply')}</ButtonLink>
          )
        ) : (
          <p>{t('loans.public.closed')}</p>
        )}
        <Section title={t('loans.offer.question')}>
          <WishForm ctx={ctx} product={product} wish={query} worked={worked} action={`/loans/${product.id}`} />
        </Section>
        {worked.offer && (
          <OfferView
            ctx={ctx}
            offer={worked.offer}
            product={product}
            title={t(query.amount ? 'loans.offer.title' : 'loans.offer.example')}
          />
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('loans.public.title'), href: '/loans' }] },
    );
  },
});

export const publicRoutes = [productsRoute, productRoute];
