import { z } from 'zod';
import { newId } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  MoneyField,
  Notice,
  PageHeading,
  Section,
  SelectField,
  StatGrid,
  Stat,
  Table,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { addContributor, bookContribution, listContributors, paidIn, type ContributorId } from '../contributions.ts';
import type { GuaranteeFund, WindowId } from '../fund.ts';
import { standingOf } from '../read-guarantees.ts';
import { getFund, listWindows } from '../read-funds.ts';
import { readAmount, sumIn } from './guarantee-reach.ts';
import { deskCrumbs, followers, follows, fundPath, manages, managers, ofFund, ownFund, todayOf } from './reach.ts';

interface Share {
  id: ContributorId;
  name: string;
  minor: bigint;
}

const WHOLE = 10_000n;

/** What each body paid in, with its share of the whole. */
async function sharesOf(ctx: Context, { id }: GuaranteeFund): Promise<{ shares: Share[]; total: bigint }> {
  const paid = await paidIn(ctx.trx, id);
  const contributors = await listContributors(ctx.trx, id);
  const shares = contributors.map((one) => ({
    ...one,
    minor: paid.filter(({ contributorId }) => contributorId === one.id).reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  }));
  return { shares, total: shares.reduce((sum, { minor }) => sum + minor, 0n) };
}

/** Who paid in how much, as a table; on the public page and at the desk. */
export async function Contributors({ ctx, fund }: { ctx: Context; fund: GuaranteeFund }) {
  const { t, format } = ctx;
  const { shares, total } = await sharesOf(ctx, fund);
  return (
    <Table<Share>
      caption={t('guarantees.capital.contributors')}
      hideCaption
      rows={shares}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('guarantees.capital.none')} />}
      foot={[t('guarantees.capital.total'), sumIn(ctx, total, fund.currency), '']}
      columns={[
        { key: 'name', header: t('guarantees.capital.name'), rowHeader: true, cell: ({ name }) => <Bdi>{name}</Bdi> },
        { key: 'minor', header: t('guarantees.capital.paid-in'), numeric: true, cell: ({ minor }) => sumIn(ctx, minor, fund.currency) },
        {
          key: 'share',
          header: t('guarantees.capital.share'),
          numeric: true,
          cell: ({ minor }) => (total === 0n ? '–' : format.percent(Number((minor * WHOLE) / total) / Number(WHOLE), 1)),
        },
      ]}
    />
  );
}

/** Capital, promises and room of a window, in five figures. */
export async function WindowStanding({ ctx, fund, windowId }: { ctx: Context; fund: GuaranteeFund; windowId: WindowId }) {
  const { t } = ctx;
  const standing = await standingOf(ctx.trx, windowId);
  if (!standing) return null;
  const { capitalMinor, outstandingMinor, reservedMinor, cashMinor, highestMinor } = standing;
  const left = highestMinor - outstandingMinor - reservedMinor;
  const sum = (minor: bigint) => sumIn(ctx, minor, fund.currency);
  return (
    <StatGrid>
      <Stat label={t('guarantees.capital.capital')} value={sum(capitalMinor)} />
      <Stat label={t('guarantees.capital.outstanding')} value={sum(outstandingMinor)} />
      <Stat label={t('guarantees.capital.reserved')} value={sum(reservedMinor)} />
      <Stat label={t('guarantees.capital.room')} value={sum(left > 0n ? left : 0n)} />
      <Stat label={t('guarantees.capital.cash')} value={sum(cashMinor)} />
    </StatGrid>
  );
}

/** Capital of a fund: who paid in what, and what each window stands for. */
export const capitalRoute = pageRoute({
  path: '/desk/guarantee-funds/:id/capital',
  who: followers,
  params: ofFund,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const fund = follows(ctx, id) ? await getFund(ctx.trx, id) : null;
    if (!fund) throw refuseHttp('not-found');
    const windows = [];
    for (const window of await listWindows(ctx.trx, id))
      windows.push(
        <Section key={window.id} title={window.name}>
          {await WindowStanding({ ctx, fund, windowId: window.id })}
        </Section>,
      );
    return page(
      t('guarantees.capital.title'),
      <>
        <PageHeading
          title={t('guarantees.capital.title')}
          caption={<Bdi lang={fund.language}>{fund.name}</Bdi>}
          actions={
            manages(ctx, id) && (
              <>
                <ButtonLink href={fundPath(id, '/capital/book')}>{t('guarantees.capital.book')}</ButtonLink>
                <ButtonLink kind="secondary" href={fundPath(id, '/capital/contributors/new')}>
                  {t('guarantees.capital.add')}
                </ButtonLink>
              </>
            )
          }
        />
        <Section title={t('guarantees.capital.contributors')}>{await Contributors({ ctx, fund })}</Section>
        {windows}
        <Notice>{t('guarantees.capital.note')}</Notice>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund), paper: 'report' },
    );
  },
});

/** Puts a contributor on record. */
export const newContributorRoute = formRoute({
  path: '/desk/guarantee-funds/:id/capital/contributors/new',
  who: managers,
  params: ofFund,
  body: z.object({ name: fields.text(160) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fund = await ownFund(ctx, id);
    return page(
      t('guarantees.capital.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.capital.add')} lead={t('guarantees.capital.add-lead')} />
        <Form entry={entry}>
          <TextField name="name" label={t('guarantees.capital.name')} maxLength={160} required />
          <Button>{t('guarantees.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...deskCrumbs(ctx, fund), { label: t('guarantees.capital.title'), href: fundPath(id, '/capital') }] },
    );
  },
  submit: async (ctx, { params: { id } }, { name }) => {
    await addContributor(ctx.trx, accountOf(ctx), await ownFund(ctx, id), name);
    return redirect(fundPath(id, '/capital'), 'guarantees.notice.contributor');
  },
});

/** Books what a contributor paid into a window. */
export const bookRoute = formRoute({
  path: '/desk/guarantee-funds/:id/capital/book',
  who: managers,
  params: ofFund,
  body: z.object({
    contributor: fields.text(40).pipe(z.uuid('http.field.choose')),
    window: fields.text(40).pipe(z.uuid('http.field.choose')),
    day: fields.day(),
    amount: fields.text(30),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fund = await ownFund(ctx, id);
    const today = todayOf(ctx);
    const contributors = await listContributors(ctx.trx, id);
    return page(
      t('guarantees.capital.book'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.capital.book')} lead={t('guarantees.capital.book-lead')} />
        {contributors.length === 0 ? (
          <EmptyState
            title={t('guarantees.capital.none')}
            action={<ButtonLink href={fundPath(id, '/capital/contributors/new')}>{t('guarantees.capital.add')}</ButtonLink>}
          />
        ) : (
          <Form entry={entry}>
            <SelectField
              name="contributor"
              label={t('guarantees.capital.name')}
              options={contributors.map((one) => ({ value: one.id, label: one.name }))}
              required
            />
            <SelectField
              name="window"
              label={t('guarantees.field.window')}
              options={(await listWindows(ctx.trx, id)).map((one) => ({ value: one.id, label: one.name }))}
              required
            />
            <DateField name="day" label={t('guarantees.step.pay-day')} value={today} max={today} required />
            <MoneyField name="amount" label={t('guarantees.capital.paid-in')} currency={fund.currency} required />
            <Button>{t('guarantees.capital.book')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: [...deskCrumbs(ctx, fund), { label: t('guarantees.capital.title'), href: fundPath(id, '/capital') }] },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const fund = await ownFund(ctx, id);
    const amountMinor = readAmount(ctx, form.amount, fund.currency, 'amount');
    // The database finds both keys in this fund, or nothing is booked.
    const into = { id: form.window as WindowId, fundId: id };
    await bookContribution(ctx.trx, newId(), into, form.contributor as ContributorId, { onDay: form.day, amountMinor });
    return redirect(fundPath(id, '/capital'), 'guarantees.notice.booked');
  },
});
