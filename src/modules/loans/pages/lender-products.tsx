import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, EmptyState, Lead, Link, PageHeading, Table, type Column } from '#kernel/html';
import { accountOf, confirmRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { organisationNames } from '#modules/directory';
import type { Product, ProductId } from '../product.ts';
import { exampleOf, offerOf } from '../offer.ts';
import { ownProduct, ownProducts } from '../read-products.ts';
import { nextVersion, publishProduct, withdrawProduct } from '../write-product.ts';
import { OfferView, priceOf, ProductFacts, ProductTags, sumIn, Words } from './offer-view.tsx';
import { editProductRoute, lender, newProductRoute, productCrumbs } from './product-form.tsx';
import { todayOf } from './read-fields.ts';

/** Every version of what the lender offers. */
const listRoute = pageRoute({
  path: '/lending/products',
  who: lender,
  view: async (ctx) => {
    const { t } = ctx;
    const products = await ownProducts(ctx.trx);
    const names = await organisationNames(
      ctx.trx,
      products.map(({ organisationId }) => organisationId),
      ctx.lang,
    );
    const columns: Column<Product>[] = [
      {
        key: 'name',
        header: t('loans.field.name'),
        cell: (one) => (
          <Link href={`/lending/products/${one.id}`}>
            <Words ctx={ctx} value={one.name} />
          </Link>
        ),
      },
      { key: 'lender', header: t('loans.field.lender'), cell: (one) => <Bdi>{names.get(one.organisationId) ?? '–'}</Bdi> },
      { key: 'version', header: t('loans.field.version'), cell: (one) => ctx.format.number(one.version), numeric: true },
      { key: 'most', header: t('loans.field.most'), cell: (one) => sumIn(ctx, one.currency)(one.mostMinor), numeric: true },
      { key: 'price', header: t('loans.field.price'), cell: (one) => priceOf(ctx, one) },
      { key: 'state', header: t('loans.field.state'), cell: (one) => t(`loans.product-state.${one.state}`) },
    ];
    return page(
      t('loans.lending.products'),
      <>
        <PageHeading
          title={t('loans.lending.products')}
          lead={t('loans.lending.products-lead')}
          actions={<ButtonLink href="/lending/products/new">{t('loans.form.new')}</ButtonLink>}
        />
        <Table<Product>
          caption={t('loans.lending.products')}
          hideCaption
          rows={products}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState title={t('loans.public.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: productCrumbs(ctx).slice(0, 1) },
    );
  },
});

/** One version as everybody will see it, and what can be done with it. */
const oneRoute = pageRoute({
  path: '/lending/products/:id',
  who: lender,
  params: z.object({ id: idOf<'loans.products'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const product = await ownProduct(ctx.trx, params.id);
    const at = `/lending/products/${product.id}`;
    const { amountMinor, instalments } = exampleOf(product);
    return page(
      textIn(product.name, ctx.lang).text,
      <>
        <PageHeading
          title={<Words ctx={ctx} value={product.name} />}
          caption={t('loans.product.version', { number: product.version })}
          tags={<ProductTags ctx={ctx} product={product} />}
        />
        <Lead>
          <Words ctx={ctx} value={product.about} />
        </Lead>
        <ButtonGroup>
          {product.state === 'draft' && <ButtonLink href={`${at}/publish`}>{t('loans.product.publish')}</ButtonLink>}
          {product.state === 'draft' && (
            <ButtonLink kind="secondary" href={`${at}/edit`}>
              {t('loans.form.edit')}
            </ButtonLink>
          )}
          {product.state !== 'draft' && <ButtonLink href={`${at}/next`}>{t('loans.product.next')}</ButtonLink>}
          {product.state === 'published' && (
            <ButtonLink kind="secondary" href={`${at}/withdraw`}>
              {t('loans.product.withdraw')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <ProductFacts ctx={ctx} product={product} />
        <OfferView
          ctx={ctx}
          offer={offerOf(product, amountMinor, instalments, todayOf(ctx))}
          product={product}
          title={t('loans.offer.example')}
        />
      </>,
      { width: 'wide', breadcrumbs: productCrumbs(ctx) },
    );
  },
});

const back = async (ctx: Context, id: ProductId) => ({
  label: textIn((await ownProduct(ctx.trx, id)).name, ctx.lang).text,
  href: `/lending/products/${id}`,
});

const publishRoute = confirmRoute({
  path: '/lending/products/:id/publish',
  who: lender,
  of: 'loans.products',
  title: 'loans.product.publish',
  lead: 'loans.product.publish-lead',
  back,
  act: async (ctx, id) => {
    await publishProduct(ctx.trx, id, ctx.now);
    return redirect(`/lending/products/${id}`, 'loans.notice.published');
  },
});

const withdrawRoute = confirmRoute({
  path: '/lending/products/:id/withdraw',
  who: lender,
  of: 'loans.products',
  title: 'loans.product.withdraw',
  lead: 'loans.product.withdraw-lead',
  back,
  act: async (ctx, id) => {
    await withdrawProduct(ctx.trx, id, ctx.now);
    return redirect(`/lending/products/${id}`, 'loans.notice.product-withdrawn');
  },
});

const nextRoute = confirmRoute({
  path: '/lending/products/:id/next',
  who: lender,
  of: 'loans.products',
  title: 'loans.product.next',
  lead: 'loans.product.next-lead',
  back,
  act: async (ctx, id) => redirect(`/lending/products/${await nextVersion(ctx.trx, accountOf(ctx), id)}/edit`, 'loans.notice.saved'),
});

export const lenderProductRoutes = [listRoute, newProductRoute, oneRoute, editProductRoute, publishRoute, withdrawRoute, nextRoute];
