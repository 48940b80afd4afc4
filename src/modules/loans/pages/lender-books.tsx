import { Bdi, ButtonGroup, ButtonLink, EmptyState, PageHeading, Section, Table } from '#kernel/html';
import { confirmRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { organisationNames, type OrganisationId } from '#modules/directory';
import { endBooks, keepBooks, keptBooks, type KeptBooks, type KeptFigures } from '../books.ts';
import { sumIn } from './offer-view.tsx';
import { lender } from './product-form.tsx';
import { todayOf } from './read-fields.ts';

const crumbs = (ctx: Context) => [{ label: ctx.t('loans.lending.title'), href: '/lending' }];

/** Who keeps the books of the loans of the reader's organisations, and what stands in them where Ponte does. */
const booksRoute = pageRoute({
  path: '/lending/books',
  who: lender,
  view: async (ctx) => {
    const { t } = ctx;
    const own = scopesOf(ctx, 'lender') as OrganisationId[]; // the scope of a lender is an organisation
    const names = await organisationNames(ctx.trx, own, ctx.lang);
    const kept = await keptBooks(ctx.trx);
    return page(
      t('loans.books.title'),
      <>
        <PageHeading title={t('loans.books.title')} lead={t('loans.books.lead')} />
        {own.map((id) => (
          <Section key={id} title={names.get(id) ?? '–'}>
            <OneLender ctx={ctx} id={id} kept={kept.get(id)} />
          </Section>
        ))}
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
});

function OneLender({ ctx, id, kept }: { ctx: Context; id: OrganisationId; kept: KeptBooks | undefined }) {
  const { t, format } = ctx;
  if (!kept)
    return (
      <>
        <p>{t('loans.books.own')}</p>
        <ButtonGroup>
          <ButtonLink href={`/lending/books/${id}/keep`}>{t('loans.books.keep')}</ButtonLink>
        </ButtonGroup>
      </>
    );
  return (
    <>
      <p>{t('loans.books.kept', { day: format.instant(kept.since, 'long') })}</p>
      <Table<KeptFigures>
        caption={t('loans.books.caption')}
        rows={kept.currencies}
        rowKey={({ currency }) => currency}
        columns={[
          { key: 'currency', header: t('loans.books.currency'), rowHeader: true, cell: ({ currency }) => <Bdi>{currency}</Bdi> },
          { key: 'loans', header: t('loans.portfolio.number'), cell: ({ running }) => format.number(running), numeric: true },
          { key: 'owed', header: t('loans.books.owed'), cell: (one) => sumIn(ctx, one.currency)(one.owedMinor), numeric: true },
          { key: 'booked', header: t('loans.books.on-ledger'), cell: (one) => sumIn(ctx, one.currency)(one.bookedMinor), numeric: true },
        ]}
        empty={<EmptyState title={t('loans.books.none')} />}
      />
      <ButtonGroup>
        <ButtonLink href={`/ledger/${kept.bookId}`}>{t('loans.books.open')}</ButtonLink>
        <ButtonLink kind="secondary" href={`/lending/books/${id}/end`}>
          {t('loans.books.end')}
        </ButtonLink>
      </ButtonGroup>
    </>
  );
}

/** An organisation for which the reader lends. Refusal: `not-found`. */
function lentBy(ctx: Context, id: OrganisationId) {
  if (!(scopesOf(ctx, 'lender') as string[]).includes(id)) throw refuseHttp('not-found');
  return { label: ctx.t('loans.books.title'), href: '/lending/books' };
}

const keepRoute = confirmRoute({
  path: '/lending/books/:id/keep',
  who: lender,
  of: 'directory.organisations',
  title: 'loans.books.keep',
  lead: 'loans.books.keep-lead',
  back: async (ctx, id) => await Promise.resolve(lentBy(ctx, id)),
  act: async (ctx, id) => {
    lentBy(ctx, id);
    const name = (await organisationNames(ctx.trx, [id], ctx.lang)).get(id) ?? '–';
    await keepBooks(ctx.trx, id, { name: ctx.t('loans.books.name', { name }).slice(0, 160) }, todayOf(ctx));
    return redirect('/lending/books', 'loans.notice.books-kept');
  },
});

const endRoute = confirmRoute({
  path: '/lending/books/:id/end',
  who: lender,
  of: 'directory.organisations',
  title: 'loans.books.end',
  lead: 'loans.books.end-lead',
  back: async (ctx, id) => await Promise.resolve(lentBy(ctx, id)),
  act: async (ctx, id) => {
    lentBy(ctx, id);
    await endBooks(ctx.trx, id);
    return redirect('/lending/books', 'loans.notice.books-ended');
  },
});

export const lenderBooksRoutes = [booksRoute, keepRoute, endRoute];
