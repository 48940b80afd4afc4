import { Bdi, EmptyState, Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { organisationNames } from '#modules/directory';
import type { PersonId } from '#modules/people';
import { openApplicationStates } from '../application-state.ts';
import { applicationsOf, type Application } from '../application.ts';
import type { Product } from '../product.ts';
import { productsById } from '../read-products.ts';
import { ApplicationTag } from './application-view.tsx';
import { sumIn } from './offer-view.tsx';
import type { Base } from './stand.ts';

interface ListData {
  readonly rows: readonly Application[];
  readonly products: ReadonlyMap<string, Product>;
  readonly lenders: ReadonlyMap<string, string>;
}

/** Applications of some files, with what they name. */
export async function readApplications(ctx: Context, personIds: readonly PersonId[]): Promise<ListData> {
  const rows: Application[] = [];
  for (const personId of personIds) rows.push(...(await applicationsOf(ctx.trx, { personId })));
  const products = await productsById(
    ctx.trx,
    rows.map(({ productId }) => productId),
  );
  const lenders = await organisationNames(
    ctx.trx,
    rows.map(({ organisationId }) => organisationId),
    ctx.lang,
  );
  return { rows, products, lenders };
}

/** Applications with their states, each a link. */
export function ApplicationTable({ ctx, data, base }: { ctx: Context; data: ListData; base: Base }) {
  const { t, format } = ctx;
  return (
    <Table<Application>
      caption={t('loans.mine.found', { count: data.rows.length })}
      rows={data.rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'product',
          header: t('loans.field.name'),
          cell: (one) => {
            const product = data.products.get(one.productId);
            return (
              <Link href={`${base}/${one.id}`}>
                <Bdi>{product ? textIn(product.name, ctx.lang).text : '–'}</Bdi>
              </Link>
            );
          },
        },
        { key: 'lender', header: t('loans.field.lender'), cell: (one) => <Bdi>{data.lenders.get(one.organisationId) ?? '–'}</Bdi> },
        {
          key: 'amount',
          header: t('loans.field.amount'),
          cell: (one) => {
            const product = data.products.get(one.productId);
            return product ? sumIn(ctx, product.currency)(one.agreedMinor ?? one.amountMinor) : '–';
          },
          numeric: true,
        },
        { key: 'sent', header: t('loans.field.sent'), cell: (one) => format.instant(one.sentAt, 'short') },
        { key: 'state', header: t('loans.field.state'), cell: (one) => <ApplicationTag ctx={ctx} state={one.state} /> },
      ]}
      empty={<EmptyState title={t('loans.mine.none')} />}
    />
  );
}

/** Applications and loans on a page that leads to all of them. */
export function LoanSummary({ ctx, data, href, base }: { ctx: Context; data: ListData; href: string; base: Base }) {
  const { t } = ctx;
  const open = data.rows.filter(({ state }) => state === 'paid-out' || openApplicationStates.includes(state));
  return (
    <Section title={t('loans.mine.title')}>
      {open.length > 0 && <ApplicationTable ctx={ctx} data={{ ...data, rows: open }} base={base} />}
      <p>
        <Link href={href}>{t('loans.mine.all')}</Link>
      </p>
    </Section>
  );
}
