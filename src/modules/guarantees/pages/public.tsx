import { z } from 'zod';
import { Bdi, Card, CardGrid, EmptyState, Link, PageHeading, Section, SummaryList, Tag } from '#kernel/html';
import { everyone, holds, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { standingOn, versionOn, type Admission, type GuaranteeFund, type Version, type Window } from '../fund.ts';
import { findFund, listAdmissions, listFunds, listVersions, listWindows, publicFundIds } from '../read-funds.ts';
import { publicFigures } from '../report.ts';
import { Contributors, WindowStanding } from './capital-pages.tsx';
import { FiguresList } from './figures.tsx';
import { todayOf } from './reach.ts';
import { daysInWords, TermsView } from './terms-view.tsx';

/** Guarantee funds of which terms are published. */
export const fundsRoute = pageRoute({
  path: '/guarantee-funds',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    const open = await publicFundIds(ctx.trx);
    const funds = (await listFunds(ctx.trx)).filter(({ id }) => open.has(id));
    return page(
      t('guarantees.public.title'),
      <>
        <PageHeading title={t('guarantees.public.title')} lead={t('guarantees.public.lead')} />
        {holds(ctx, 'fund-manager', 'committee-member', 'lender', 'auditor', 'administrator') && (
          <p>
            <Link href="/desk/guarantee-funds">{t('guarantees.desk.title')}</Link>
          </p>
        )}
        {funds.length === 0 && <EmptyState title={t('guarantees.public.none')} />}
        <CardGrid>
          {funds.map((fund) => (
            <Card key={fund.id} level={2} title={<Bdi lang={fund.language}>{fund.name}</Bdi>} href={`/guarantee-funds/${fund.code}`}>
              <p>
                <Bdi lang={fund.language}>{fund.area}</Bdi> <FundMark ctx={ctx} fund={fund} />
              </p>
            </Card>
          ))}
        </CardGrid>
        <p>
          <Link href="/calculators/guarantee">{t('guarantees.public.calculator')}</Link>
        </p>
      </>,
      { description: t('guarantees.public.lead') },
    );
  },
});

/** That a fund is of the demonstration and its figures assumed. */
export function FundMark({ ctx, fund }: { ctx: Context; fund: Pick<GuaranteeFund, 'demonstration'> }) {
  return fund.demonstration ? <Tag>{ctx.t('guarantees.mark.demonstration')}</Tag> : null;
}

/** A fund, the terms of its windows in plain words, and who lends under each. */
export const fundRoute = pageRoute({
  path: '/guarantee-funds/:code',
  who: everyone,
  params: z.object({ code: z.string().max(80) }),
  view: async (ctx, { params: { code } }) => {
    const { t } = ctx;
    const fund = await findFund(ctx.trx, code);
    if (!fund || !(await publicFundIds(ctx.trx)).has(fund.id)) throw refuseHttp('not-found');
    const windows = await listWindows(ctx.trx, fund.id);
    const ids = windows.map(({ id }) => id);
    const versions = (await listVersions(ctx.trx, ids)).filter(({ state }) => state === 'published');
    const admissions = await listAdmissions(ctx.trx, ids, ctx.lang);
    return page(
      fund.name,
      <>
        <PageHeading
          title={<Bdi lang={fund.language}>{fund.name}</Bdi>}
          caption={t('guarantees.public.title')}
          tags={<FundMark ctx={ctx} fund={fund} />}
        />
        <p>
          <Bdi lang={fund.language}>{fund.about}</Bdi>
        </p>
        <FundFacts ctx={ctx} fund={fund} />
        {await Disclosure({ ctx, fund, windows: windows.filter(({ id }) => versions.some(({ windowId }) => windowId === id)) })}
        {windows
          .filter(({ id }) => versions.some(({ windowId }) => windowId === id))
          .map((window) => (
            <PublicWindow
              key={window.id}
              ctx={ctx}
              fund={fund}
              window={window}
              versions={versions.filter(({ windowId }) => windowId === window.id)}
              admissions={admissions.filter(({ windowId }) => windowId === window.id)}
            />
          ))}
      </>,
      { breadcrumbs: [{ label: t('guarantees.public.title'), href: '/guarantee-funds' }], description: fund.about.slice(0, 150) },
    );
  },
});

/** What a fund of other people's money tells everybody: who paid it in, what it promises, what it lost. */
async function Disclosure({ ctx, fund, windows }: { ctx: Context; fund: GuaranteeFund; windows: readonly Window[] }) {
  const { t } = ctx;
  const shown = [];
  for (const window of windows) {
    const standing = await WindowStanding({ ctx, fund, windowId: window.id });
    const figures = await publicFigures(ctx.trx, window.id);
    if (figures && figures.filed > 0) shown.push([window, standing, figures] as const);
  }
  if (shown.length === 0) return null;
  return (
    <Section title={t('guarantees.disclosure.title')}>
      <p>{t('guarantees.disclosure.lead')}</p>
      {await Contributors({ ctx, fund })}
      {shown.map(([window, standing, figures]) => (
        <div key={window.id}>
          <h3>
            <Bdi lang={fund.language}>{window.name}</Bdi>
          </h3>
          {standing}
          <FiguresList ctx={ctx} fund={fund} figures={figures} />
        </div>
      ))}
    </Section>
  );
}

export function FundFacts({ ctx: { t }, fund }: { ctx: Context; fund: GuaranteeFund }) {
  return (
    <SummaryList
      rows={[
        { key: 'area', label: t('guarantees.field.area'), value: <Bdi lang={fund.language}>{fund.area}</Bdi> },
        { key: 'manager', label: t('guarantees.field.manager'), value: <Bdi lang={fund.language}>{fund.manager}</Bdi> },
        { key: 'email', label: t('guarantees.field.email'), value: <Link href={`mailto:${fund.email}`}>{fund.email}</Link> },
        { key: 'currency', label: t('guarantees.field.currency'), value: fund.currency },
      ]}
    />
  );
}

interface PublicWindowProps {
  ctx: Context;
  fund: GuaranteeFund;
  window: Window;
  versions: readonly Version[];
  admissions: readonly Admission[];
}

function PublicWindow({ ctx, fund, window, versions, admissions }: PublicWindowProps) {
  const { t } = ctx;
  const today = todayOf(ctx);
  const terms = versionOn(versions, today);
  const lenders = admissions.filter(({ agreedOn, untilOn }) => standingOn(today, agreedOn, untilOn) === 'in-force');
  const next = versions.find(({ validFrom }) => validFrom > today);
  return (
    <Section title={window.name}>
      {terms ? <TermsView ctx={ctx} fund={fund} terms={terms} /> : <p>{t('guarantees.public.closed')}</p>}
      {next && <p>{t('guarantees.public.next', { days: daysInWords(ctx, next.validFrom, next.validUntil) })}</p>}
      <p>{t(lenders.length > 0 ? 'guarantees.public.lenders' : 'guarantees.public.no-lenders')}</p>
      <ul>
        {lenders.map(({ id, name }) => (
          <li key={id}>
            <Bdi>{name}</Bdi>
          </li>
        ))}
      </ul>
    </Section>
  );
}
