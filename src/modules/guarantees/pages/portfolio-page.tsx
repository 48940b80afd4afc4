import { z } from 'zod';
import { Bdi, Button, CheckboxField, Details, ErrorSummary, Form, PageHeading, SummaryList } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { filePortfolio, loanColumns } from '../file-portfolio.ts';
import { sectors, withoutIt } from '../filing.ts';
import { MOST_ROWS } from '../lender-file.ts';
import { refuse } from '../refusals.ts';
import { Conditions, countryOptions, openWindow, sectorName } from './file-page.tsx';
import { lenders } from './guarantee-reach.ts';
import { FileColumns, FileFields, FileProblems, template } from './lender-file-view.tsx';
import { deskCrumbs, fundPath, ofWindow, windowPath } from './reach.ts';
import { TermsView } from './terms-view.tsx';

function Codes({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  const row = (code: string, words: string) => ({ key: code, label: <Bdi>{code}</Bdi>, value: words });
  return (
    <>
      <Details summary={t('guarantees.many.codes', { column: 'without' })}>
        <SummaryList rows={withoutIt.map((code) => row(code, t(`guarantees.without.${code}`)))} />
      </Details>
      <Details summary={t('guarantees.many.codes', { column: 'sector' })}>
        <SummaryList rows={sectors.map((code) => row(code, sectorName(ctx, code)))} />
      </Details>
      <Details summary={t('guarantees.many.codes', { column: 'country' })}>
        <SummaryList rows={countryOptions(ctx).map(({ value, label }) => row(value, label))} />
      </Details>
    </>
  );
}

/** A lender files the loans of a list, all of them or none. */
export const fileManyRoute = formRoute({
  path: '/desk/guarantee-windows/:id/file-many',
  who: lenders,
  params: ofWindow,
  query: z.object({ format: fields.maybe(z.enum(['csv'])) }),
  body: z.object({ rows: fields.whole(1, MOST_ROWS), eligible: fields.tick() }),
  files: true,
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const { fund, window, terms } = await openWindow(ctx, id);
    if (query.format === 'csv') return template('loans.csv', loanColumns);
    return page(
      t('guarantees.many.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('guarantees.many.title')}
          caption={<Bdi lang={fund.language}>{window.name}</Bdi>}
          lead={t('guarantees.many.lead')}
        />
        <Details summary={t('guarantees.term.title')}>
          <TermsView ctx={ctx} fund={fund} terms={terms} />
        </Details>
        <Form entry={entry} multipart>
          <FileFields ctx={ctx} count={t('guarantees.many.rows')} />
          <Conditions ctx={ctx} fund={fund} terms={terms} />
          <CheckboxField name="eligible" label={t('guarantees.many.eligible')} />
          <Button>{t('guarantees.many.button')}</Button>
        </Form>
        <FileColumns ctx={ctx} columns={loanColumns}>
          <p>{t('guarantees.many.limits', { currency: terms.currency, months: terms.longestMonths })}</p>
          <Codes ctx={ctx} />
        </FileColumns>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id } }, form, [file]) => {
    const { t } = ctx;
    const { fund, window, terms, lender } = await openWindow(ctx, id);
    if (!form.eligible) throw refuse('not-eligible', { field: 'eligible' });
    const filer = { fundId: fund.id, lenderId: lender, terms, by: accountOf(ctx) };
    const { first, last, problems } = await filePortfolio(ctx.trx, filer, { bytes: file?.bytes, told: form.rows }, ctx.now);
    if (problems.length === 0)
      return redirect(fundPath(fund.id, `/guarantees?first=${first}&last=${last}`), 'guarantees.notice.filed-many');
    const here = windowPath(id, '/file-many');
    return page(
      t('guarantees.many.title'),
      <>
        <PageHeading title={t('guarantees.many.title')} caption={<Bdi lang={fund.language}>{window.name}</Bdi>} />
        <FileProblems ctx={ctx} problems={problems} again={here} />
      </>,
      {
        width: 'wide',
        status: 422,
        hasErrors: true,
        breadcrumbs: [...deskCrumbs(ctx, fund, window), { label: t('guarantees.many.title'), href: here }],
      },
    );
  },
});
