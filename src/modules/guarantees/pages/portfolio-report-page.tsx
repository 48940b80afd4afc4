import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, PageHeading, Section, Stat, StatGrid } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { money, toDecimalText } from '#kernel/money';
import type { LenderId, WindowId } from '../fund.ts';
import { MOST_ROWS } from '../lender-file.ts';
import { guaranteesOf } from '../read-guarantees.ts';
import { owedColumns, reportPortfolio } from '../report-portfolio.ts';
import { lenders, lendersOf } from './guarantee-reach.ts';
import { FileColumns, FileFields, FileProblems, template } from './lender-file-view.tsx';
import { deskCrumbs, ofWindow, todayOf, windowAtDesk, windowPath } from './reach.ts';

/** A window under which the reader's organisation has lent; its guarantees outlive terms and agreement. Refusal: `not-found`. */
async function lentWindow(ctx: Context, id: WindowId) {
  const found = await windowAtDesk(ctx, id);
  const own = await lendersOf(ctx, id);
  if (own.length === 0) throw refuseHttp('not-found');
  return { ...found, own };
}

/** What is owed by the last report, to be put right. */
async function known(ctx: Context, id: WindowId, own: readonly LenderId[]) {
  const some = await guaranteesOf(ctx.trx, id, own, { state: 'active' }, ctx.lang);
  const day = todayOf(ctx);
  return some.map(({ reference, owedMinor, currency }) => [reference, day, toDecimalText(money(owedMinor, currency)), currency]);
}

const count = fields.maybe(fields.whole(0, MOST_ROWS));

/** A lender reports by a list what is owed of its guaranteed loans, all rows or none. */
export const reportManyRoute = formRoute({
  path: '/desk/guarantee-windows/:id/report-many',
  who: lenders,
  params: ofWindow,
  query: z.object({ format: fields.maybe(z.enum(['csv'])), shrunk: count, repaid: count, unchanged: count }),
  body: z.object({ rows: fields.whole(1, MOST_ROWS) }),
  files: true,
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t, format } = ctx;
    const { fund, window, own } = await lentWindow(ctx, id);
    if (query.format === 'csv') return template('owed.csv', owedColumns, await known(ctx, id, own));
    return page(
      t('guarantees.owed.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('guarantees.owed.title')}
          caption={<Bdi lang={fund.language}>{window.name}</Bdi>}
          lead={t('guarantees.owed.lead')}
        />
        {query.shrunk !== null && (
          <Section title={t('guarantees.owed.done')}>
            <StatGrid label={t('guarantees.owed.done')}>
              <Stat label={t('guarantees.owed.shrunk')} value={format.number(query.shrunk)} />
              <Stat label={t('guarantees.owed.repaid')} value={format.number(query.repaid ?? 0)} />
              <Stat label={t('guarantees.owed.unchanged')} value={format.number(query.unchanged ?? 0)} />
            </StatGrid>
          </Section>
        )}
        <Form entry={entry} multipart>
          <FileFields ctx={ctx} count={t('guarantees.owed.rows')} />
          <Button>{t('guarantees.owed.button')}</Button>
        </Form>
        <FileColumns ctx={ctx} columns={owedColumns}>
          <p>{t('guarantees.owed.template')}</p>
        </FileColumns>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id } }, form, [file]) => {
    const { t } = ctx;
    const { fund, window, versions, own } = await lentWindow(ctx, id);
    const reporter = { window, lenders: own, versions, lang: ctx.lang };
    const at = { today: todayOf(ctx), now: ctx.now };
    const { problems, shrunk, repaid, unchanged } = await reportPortfolio(ctx.trx, reporter, { bytes: file?.bytes, told: form.rows }, at);
    const here = windowPath(id, '/report-many');
    if (problems.length === 0)
      return redirect(`${here}?shrunk=${shrunk}&repaid=${repaid}&unchanged=${unchanged}`, 'guarantees.notice.reported');
    return page(
      t('guarantees.owed.title'),
      <>
        <PageHeading title={t('guarantees.owed.title')} caption={<Bdi lang={fund.language}>{window.name}</Bdi>} />
        <FileProblems ctx={ctx} problems={problems} again={here} />
      </>,
      {
        width: 'wide',
        status: 422,
        hasErrors: true,
        breadcrumbs: [...deskCrumbs(ctx, fund, window), { label: t('guarantees.owed.title'), href: here }],
      },
    );
  },
});
