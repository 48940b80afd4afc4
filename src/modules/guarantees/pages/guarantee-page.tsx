import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  Link,
  Notice,
  PageHeading,
  Section,
  SummaryList,
  Table,
  Timeline,
  type SummaryRow,
} from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { convert, rateOn } from '#modules/exchangerates';
import type { Guarantee, Step } from '../filing.ts';
import { hasCertificate } from '../certificate.ts';
import { limitsOf, listSteps, type Limit } from '../read-guarantees.ts';
import { GuaranteeFees } from './fee-tables.tsx';
import { sectorName } from './file-page.tsx';
import {
  actsOf,
  decides,
  guaranteeAtDesk,
  guaranteePath,
  lendersOf,
  ofGuarantee,
  seesLimits,
  sumIn,
  type OpenGuarantee,
  type PersonAct,
} from './guarantee-reach.ts';
import { StateTag } from './list-page.tsx';
import { deskCrumbs, followers, fundPath, todayOf, windowPath } from './reach.ts';

// uses messages: guarantees.act.*
// uses messages: guarantees.aid-reason.*

/** What ends it badly for somebody is never what the page offers first. */
const ending: readonly PersonAct[] = ['refuse', 'withdraw', 'send-back', 'forfeit'];

/** A filed loan: what it is, what of it is guaranteed, what was done, and what the reader can do now. */
export const guaranteeRoute = pageRoute({
  path: '/desk/guarantees/:id',
  who: followers,
  params: ofGuarantee,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const found = await guaranteeAtDesk(ctx, id);
    const { one, fund } = found;
    const own = await lendersOf(ctx, one.windowId);
    const acts = actsOf(ctx, found, own);
    const title = t('guarantees.one.number', { number: one.number });
    const main = acts.find((act) => !ending.includes(act));
    const waits = one.state === 'filed' || one.state === 'asked';
    return page(
      title,
      <>
        <PageHeading title={title} caption={<Bdi lang={fund.language}>{fund.name}</Bdi>} tags={<StateTag ctx={ctx} state={one.state} />} />
        {acts.length > 0 && (
          <ButtonGroup>
            {acts.map((act) => (
              <ButtonLink key={act} kind={act === main ? 'primary' : 'secondary'} href={guaranteePath(id, `/${act}`)}>
                {t(`guarantees.act.${act}`)}
              </ButtonLink>
            ))}
          </ButtonGroup>
        )}
        <Certificate ctx={ctx} one={one} issued={await hasCertificate(ctx.trx, id)} />
        <Section title={t('guarantees.one.loan')}>
          <SummaryList rows={loanRows(ctx, found)} label={t('guarantees.one.loan')} />
        </Section>
        {!waits && (
          <Section title={t('guarantees.one.guarantee')}>
            <SummaryList rows={guaranteeRows(ctx, found)} label={t('guarantees.one.guarantee')} />
          </Section>
        )}
        {one.loanOn !== null && (await GuaranteeFees({ ctx, one }))}
        {waits && seesLimits(ctx, one) && (await Limits({ ctx, one }))}
        <Section title={t('guarantees.one.history')}>
          <Steps ctx={ctx} one={one} steps={await listSteps(ctx.trx, id)} />
        </Section>
        {own.includes(one.lenderId) && (
          <p>
            <Link href={`/lending/guarantees/${id}`}>{t('guarantees.one.in-ponte')}</Link>
          </p>
        )}
        <p>
          <Link href={windowPath(one.windowId)}>{t('guarantees.term.title')}</Link>
        </p>
      </>,
      {
        breadcrumbs: [...deskCrumbs(ctx, fund), { label: t('guarantees.list.title'), href: fundPath(fund.id, '/guarantees') }],
        paper: 'report',
      },
    );
  },
});

/** The certificate to take, or to issue while the guarantee is in force. */
function Certificate({ ctx, one, issued }: { ctx: Context; one: Guarantee; issued: boolean }) {
  const { t } = ctx;
  const issues = !issued && one.state === 'active' && decides(ctx, one);
  if (!issued && !issues) return null;
  return (
    <p>
      {issued ? (
        <Link href={guaranteePath(one.id, '/certificate.pdf')} download>
          {t('guarantees.certificate.title')} (PDF)
        </Link>
      ) : (
        <Link href={guaranteePath(one.id, '/certificate')}>{t('guarantees.certificate.issue')}</Link>
      )}
    </p>
  );
}

function loanRows(ctx: Context, { one, terms }: OpenGuarantee): SummaryRow[] {
  const { t, format } = ctx;
  const rows: [string, string, SummaryRow['value']][] = [
    ['lender', t('guarantees.field.lender'), <Bdi key="lender">{one.lender}</Bdi>],
    ['reference', t('guarantees.certificate.reference'), <Bdi key="reference">{one.reference}</Bdi>],
    ['borrower', t('guarantees.one.borrower'), <Bdi key="borrower">{one.borrower}</Bdi>],
    ...(one.group
      ? [['group', t('guarantees.file.group'), <Bdi key="group">{one.group}</Bdi>] satisfies [string, string, SummaryRow['value']]]
      : []),
    ['country', t('guarantees.file.country'), format.countryName(one.country)],
    ['sector', t('guarantees.file.sector'), sectorName(ctx, one.sector)],
    ['purpose', t('guarantees.file.purpose'), <Bdi key="purpose">{one.purpose}</Bdi>],
    ['amount', t('guarantees.file.amount'), sumIn(ctx, one.loanMinor, one.currency)],
    ['months', t('guarantees.file.months'), format.number(one.months)],
    [
      'guaranteed',
      t('guarantees.one.guaranteed'),
      `${sumIn(ctx, one.guaranteedMinor, one.currency)} (${format.percent(Number(terms.coveragePercent) / 100, 4)})`,
    ],
    ['without', t('guarantees.one.without'), t(`guarantees.without.${one.withoutIt}`)],
    [
      'aid',
      t('guarantees.file.earlier-aid'),
      one.earlierAidMinor === null ? t('guarantees.one.not-said') : sumIn(ctx, one.earlierAidMinor, 'EUR'),
    ],
  ];
  return rows.map(([key, label, value]) => ({ key, label, value }));
}

function guaranteeRows(ctx: Context, { one }: OpenGuarantee): SummaryRow[] {
  const { t, format } = ctx;
  const sum = (minor: bigint) => sumIn(ctx, minor, one.currency);
  const home = (minor: bigint) => sumIn(ctx, minor, one.homeCurrency);
  const abroad = one.currency !== one.homeCurrency;
  const day = (on: string | null) => (on === null ? '–' : format.date(on));
  const shown: (readonly [string, string, SummaryRow['value']] | false)[] = [
    ['left', t('guarantees.one.left'), sum(one.leftMinor)],
    abroad && ['measured', t('guarantees.one.measured'), home(one.measuredMinor)],
    one.loanOn === null ? ['lapse', t('guarantees.one.lapse'), day(one.lapseOn)] : ['loan', t('guarantees.one.loan-on'), day(one.loanOn)],
    one.loanOn !== null && ['ends', t('guarantees.one.ends'), day(one.endsOn)],
    one.loanOn !== null && ['owed', t('guarantees.one.owed'), sum(one.owedMinor)],
    ['aid', t('guarantees.one.aid'), <Aid key="aid" ctx={ctx} one={one} />],
    one.calledOn !== null && ['unpaid', t('guarantees.one.first-unpaid'), day(one.firstUnpaidOn)],
    one.calledOn !== null && ['called', t('guarantees.one.called'), day(one.calledOn)],
    one.calledOn !== null && ['payable', t('guarantees.one.payable'), sum(one.payableMinor)],
    one.provisionMinor > 0n && ['provision', t('guarantees.one.provision'), home(one.provisionMinor)],
    one.paidMinor > 0n && [
      'paid',
      t('guarantees.one.paid'),
      abroad ? `${sum(one.paidMinor)} (${home(one.paidHomeMinor)})` : sum(one.paidMinor),
    ],
    one.recoveredMinor > 0n && ['recovered', t('guarantees.one.recovered'), sum(one.recoveredMinor)],
    one.recoveredMinor > 0n && ['handed', t('guarantees.one.handed-on'), sum(one.handedOnMinor)],
  ];
  return shown.flatMap((row) => (row ? [{ key: row[0], label: row[1], value: row[2] }] : []));
}

function Aid({ ctx, one }: { ctx: Context; one: Guarantee }) {
  const { t } = ctx;
  const why = t as AnyTranslate; // reasons are a closed list
  return (
    <>
      {one.aidMinor === null ? t('guarantees.one.aid-unknown') : sumIn(ctx, one.aidMinor, 'EUR')}
      {one.aidReasons.map((reason) => (
        <p key={reason}>{why(`guarantees.aid-reason.${reason}`)}</p>
      ))}
      <p>{t('guarantees.one.aid-note')}</p>
    </>
  );
}

/** What the loan would use of the capacity and of each limit, for those who decide. */
async function Limits({ ctx, one }: { ctx: Context; one: Guarantee }) {
  const { t } = ctx;
  const rate = await rateOn(ctx.trx, one.currency, one.homeCurrency, todayOf(ctx));
  if (!rate || rate.old)
    return <Notice tone="warning">{t('guarantees.refusal.no-rate', { from: one.currency, to: one.homeCurrency })}</Notice>;
  const home = convert({ amountMinor: one.guaranteedMinor, currency: one.currency }, rate).amountMinor;
  const limits = await limitsOf(ctx.trx, one.id, home);
  const ofLoan = (what: Limit['what']) => (what === 'borrower' || what === 'group' ? one.currency : one.homeCurrency);
  return (
    <Section title={t('guarantees.limit.title')}>
      <Table<Limit>
        caption={t('guarantees.limit.title')}
        hideCaption
        rows={limits}
        rowKey={({ what }) => what}
        empty={<EmptyState title={t('guarantees.limit.none')} />}
        columns={[
          { key: 'what', header: t('guarantees.limit.what'), rowHeader: true, cell: ({ what }) => t(`guarantees.limit.${what}`) },
          {
            key: 'used',
            header: t('guarantees.limit.used'),
            numeric: true,
            cell: ({ what, usedMinor }) => sumIn(ctx, usedMinor, ofLoan(what)),
          },
          {
            key: 'most',
            header: t('guarantees.limit.most'),
            numeric: true,
            cell: ({ what, mostMinor }) => sumIn(ctx, mostMinor, ofLoan(what)),
          },
          {
            key: 'fits',
            header: t('guarantees.limit.fits'),
            cell: ({ usedMinor, mostMinor }) => t(usedMinor <= mostMinor ? 'guarantees.limit.yes' : 'guarantees.limit.no'),
          },
        ]}
      />
    </Section>
  );
}

function Steps({ ctx, one, steps }: { ctx: Context; one: Guarantee; steps: readonly Step[] }) {
  const { t, format } = ctx;
  if (steps.length === 0) return <EmptyState title={t('guarantees.one.no-steps')} />;
  const amounts = (step: Step): string =>
    format.list([
      ...(step.amountMinor === null ? [] : [sumIn(ctx, step.amountMinor, one.currency)]),
      ...(step.homeMinor === null || one.currency === one.homeCurrency ? [] : [sumIn(ctx, step.homeMinor, one.homeCurrency)]),
    ]);
  return (
    <Timeline
      entries={steps.toReversed().map((step) => ({
        id: String(step.n),
        title: t(`guarantees.done.${step.act}`),
        when: format.date(step.onDay),
        dateTime: step.onDay,
        body: (
          <>
            {amounts(step) && <p>{amounts(step)}</p>}
            {step.rate && step.rateOn && (
              <p>
                {t('guarantees.one.rate', { rate: step.rate, from: one.currency, to: one.homeCurrency, day: format.date(step.rateOn) })}{' '}
                <Bdi>{step.rateSource}</Bdi>
              </p>
            )}
            {step.words && (
              <p>
                <Bdi>{step.words}</Bdi>
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}
