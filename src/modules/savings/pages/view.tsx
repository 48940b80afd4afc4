import { Bdi, EmptyState, Link, Section, Stat, StatGrid, SummaryList, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { organisationNames } from '#modules/directory';
import { creditsOf, type Credit } from '../credits.ts';
import { drawersOf, type Drawer, type Membership } from '../membership.ts';
import { movementsOf, type Movement } from '../movements.ts';
import { getScheme } from '../read-schemes.ts';
import { conditionsOf, recordOf, type SavingRecord } from '../record.ts';
import type { Scheme } from '../scheme.ts';
import { CreditTag, sumIn, todayOf } from './parts.tsx';

/** Everything that a page shows of somebody's savings: the same for the saver, their counsellor and the organisation. */
export interface Saving {
  readonly one: Membership;
  readonly scheme: Scheme;
  readonly keeper: string;
  readonly saving: SavingRecord;
  readonly drawers: readonly Drawer[];
  readonly credits: readonly Credit[];
  readonly movements: readonly Movement[];
}

export async function readSaving(ctx: Context, one: Membership): Promise<Saving> {
  return {
    one,
    scheme: await getScheme(ctx.trx, one.schemeId),
    keeper: (await organisationNames(ctx.trx, [one.organisationId], ctx.lang)).get(one.organisationId) ?? '–',
    saving: await recordOf(ctx.trx, one.id, todayOf(ctx)),
    drawers: await drawersOf(ctx.trx, one),
    credits: await creditsOf(ctx.trx, one),
    movements: await movementsOf(ctx.trx, one),
  };
}

/** Who keeps it, under which number, and for what it is. */
export function SavingFacts({ ctx, data: { one, scheme, keeper } }: { ctx: Context; data: Saving }) {
  const { t, format } = ctx;
  return (
    <SummaryList
      label={t('savings.one.facts')}
      rows={[
        { key: 'keeper', label: t('savings.field.keeper'), value: <Bdi>{keeper}</Bdi> },
        { key: 'number', label: t('savings.field.number'), value: <Bdi>{one.number}</Bdi> },
        { key: 'for', label: t('savings.field.purpose'), value: t(`savings.for.${one.purpose}`) },
        { key: 'goal', label: t('savings.field.goal'), value: sumIn(ctx, scheme.savingCurrency)(one.goalMinor) },
        { key: 'by', label: t('savings.field.goal-on'), value: format.date(one.goalOn) },
        { key: 'sent', label: t('savings.field.sent'), value: format.instant(one.sentAt, 'short') },
        ...(one.reason ? [{ key: 'reason', label: t('savings.field.reason'), value: <Bdi>{one.reason}</Bdi> }] : []),
      ]}
    />
  );
}

/** How far the goal is, and what the family may draw today. */
export function SavingStand({ ctx, data: { one, scheme, saving } }: { ctx: Context; data: Saving }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, scheme.savingCurrency);
  const percent = Number((saving.balanceMinor * 100n) / one.goalMinor);
  const missing = one.goalMinor - saving.balanceMinor;
  return (
    <Section title={t('savings.one.stand')}>
      <StatGrid>
        <Stat label={t('savings.one.balance')} value={sum(saving.balanceMinor)} />
        <Stat label={t('savings.one.of-goal')} value={format.percent(percent / 100, 0)} />
        <Stat label={t('savings.one.missing')} value={sum(missing > 0n ? missing : 0n)} />
        <Stat label={t('savings.one.drawable')} value={sum(saving.drawableMinor)} />
      </StatGrid>
      {saving.heldMinor > 0n && <p>{t('savings.one.held', { amount: sum(saving.heldMinor) })}</p>}
      {saving.waitingMinor > 0n && scheme.drawMonthMinor > 0n && (
        <p>{t('savings.one.waiting', { amount: sum(saving.waitingMinor), days: scheme.drawWaitDays })}</p>
      )}
      {saving.drawnMinor > 0n && <p>{t('savings.one.drawn', { amount: sum(saving.drawnMinor) })}</p>}
    </Section>
  );
}

/** The published conditions of the credit, which are met and which not yet. */
export function Conditions({ ctx, data: { scheme, saving } }: { ctx: Context; data: Saving }) {
  const { t } = ctx;
  if (scheme.creditMostMinor === 0n) return null;
  const sum = sumIn(ctx, scheme.savingCurrency);
  const words = {
    months: t('savings.condition.months', { asked: scheme.creditMonths, now: saving.months }),
    saved: t('savings.condition.saved', { asked: sum(scheme.creditSavedMinor), now: sum(saving.balanceMinor) }),
  };
  return (
    <Section title={t('savings.condition.title')}>
      <ul>
        {conditionsOf(scheme, saving).map(({ key, met }) => (
          <li key={key}>
            {words[key]} <Tag tone={met ? 'success' : 'warning'}>{t(met ? 'savings.condition.met' : 'savings.condition.not-yet')}</Tag>
          </li>
        ))}
      </ul>
      <p>{saving.opens ? t('savings.condition.opens', { most: sum(saving.lendableMinor) }) : t('savings.condition.closed')}</p>
    </Section>
  );
}

/** What was paid in and drawn, the latest first. */
export function Statement({ ctx, data: { scheme, movements } }: { ctx: Context; data: Saving }) {
  const { t, format } = ctx;
  const sum = sumIn(ctx, scheme.savingCurrency);
  return (
    <Section title={t('savings.statement.title')}>
      <Table<Movement>
        caption={t('savings.statement.found', { count: movements.length })}
        rows={movements}
        rowKey={({ id }) => id}
        columns={[
          { key: 'day', header: t('savings.field.day'), cell: (row) => format.date(row.effectiveOn, 'short') },
          { key: 'kind', header: t('savings.field.kind'), cell: (row) => t(`savings.movement.${row.kind}`) },
          {
            key: 'amount',
            header: t('savings.field.amount'),
            cell: (row) => sum(row.kind === 'deposit' ? row.amountMinor : -row.amountMinor),
            numeric: true,
          },
          { key: 'balance', header: t('savings.one.balance'), cell: (row) => sum(row.balanceMinor), numeric: true },
          {
            key: 'home',
            header: t('savings.field.home'),
            cell: (row) =>
              row.homeMinor === null ? (
                '–'
              ) : (
                <>
                  {sumIn(ctx, scheme.homeCurrency)(row.homeMinor)}
                  {row.rate && row.rateOn && (
                    <small>
                      {' '}
                      {t('savings.statement.rate', { rate: row.rate, day: format.date(row.rateOn, 'short'), source: row.rateSource ?? '' })}
                    </small>
                  )}
                </>
              ),
          },
          { key: 'reference', header: t('savings.field.reference'), cell: (row) => <Bdi>{row.reference}</Bdi> },
        ]}
        empty={<EmptyState title={t('savings.statement.none')} />}
      />
    </Section>
  );
}

/** Credits that these savings opened, with what is pledged for each; `at` leads to what can be done with one. */
export function Credits({
  ctx,
  data: { scheme, credits },
  at,
}: {
  ctx: Context;
  data: Saving;
  at: ((credit: Credit) => [string, string][]) | null;
}) {
  const { t, format } = ctx;
  if (credits.length === 0) return null;
  const sum = sumIn(ctx, scheme.savingCurrency);
  return (
    <Section title={t('savings.credit.title')}>
      {credits.map((credit) => (
        <div key={credit.id}>
          <SummaryList
            label={t('savings.credit.title')}
            rows={[
              { key: 'state', label: t('savings.field.state'), value: <CreditTag ctx={ctx} state={credit.state} /> },
              { key: 'asked', label: t('savings.credit.asked'), value: sum(credit.amountMinor) },
              ...(credit.agreedMinor === null
                ? []
                : [{ key: 'agreed', label: t('savings.credit.agreed'), value: sum(credit.agreedMinor) }]),
              ...(credit.terms ? [{ key: 'terms', label: t('savings.credit.terms'), value: <Bdi>{credit.terms}</Bdi> }] : []),
              ...(credit.pledgeMinor > 0n ? [{ key: 'pledge', label: t('savings.field.pledge'), value: sum(credit.pledgeMinor) }] : []),
              ...(credit.takenMinor > 0n ? [{ key: 'taken', label: t('savings.credit.taken'), value: sum(credit.takenMinor) }] : []),
              ...(credit.openedOn ? [{ key: 'opened', label: t('savings.credit.opened'), value: format.date(credit.openedOn) }] : []),
              ...(credit.endedOn ? [{ key: 'ended', label: t('savings.credit.ended'), value: format.date(credit.endedOn) }] : []),
              ...(credit.reason ? [{ key: 'reason', label: t('savings.field.reason'), value: <Bdi>{credit.reason}</Bdi> }] : []),
            ]}
          />
          <ul>
            {at?.(credit).map(([href, label]) => (
              <li key={href}>
                <Link href={href}>{label}</Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
