import { EmptyState, Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PersonId } from '#modules/people';
import { membershipsOf, type Membership } from '../membership.ts';
import { schemesById } from '../read-schemes.ts';
import { recordOf } from '../record.ts';
import type { Scheme } from '../scheme.ts';
import { MemberTag, sumIn, todayOf, Words } from './parts.tsx';

interface Row {
  readonly one: Membership;
  readonly scheme: Scheme | undefined;
  readonly balanceMinor: bigint;
}

/** The savings of some files, with what stands on each. */
export async function readSavings(ctx: Context, personIds: readonly PersonId[]): Promise<Row[]> {
  return await withBalances(ctx, await membershipsOf(ctx.trx, { personIds }));
}

export async function withBalances(ctx: Context, found: readonly Membership[]): Promise<Row[]> {
  const schemes = await schemesById(
    ctx.trx,
    found.map(({ schemeId }) => schemeId),
  );
  const rows: Row[] = [];
  for (const one of found)
    rows.push({
      one,
      scheme: schemes.get(one.schemeId),
      balanceMinor: (await recordOf(ctx.trx, one.id, todayOf(ctx))).balanceMinor,
    });
  return rows;
}

export function SavingTable({ ctx, rows, base }: { ctx: Context; rows: readonly Row[]; base: string }) {
  const { t, format } = ctx;
  return (
    <Table<Row>
      caption={t('savings.mine.found', { count: rows.length })}
      rows={rows}
      rowKey={({ one }) => one.id}
      columns={[
        {
          key: 'scheme',
          header: t('savings.field.name'),
          cell: ({ one, scheme }) => (
            <Link href={`${base}/${one.id}`}>{scheme ? <Words ctx={ctx} value={scheme.name} /> : one.number}</Link>
          ),
        },
        { key: 'for', header: t('savings.field.purpose'), cell: ({ one }) => t(`savings.for.${one.purpose}`) },
        {
          key: 'balance',
          header: t('savings.one.balance'),
          cell: ({ scheme, balanceMinor }) => (scheme ? sumIn(ctx, scheme.savingCurrency)(balanceMinor) : '–'),
          numeric: true,
        },
        {
          key: 'goal',
          header: t('savings.field.goal'),
          cell: ({ one, scheme }) => (scheme ? sumIn(ctx, scheme.savingCurrency)(one.goalMinor) : '–'),
          numeric: true,
        },
        { key: 'by', header: t('savings.field.goal-on'), cell: ({ one }) => format.date(one.goalOn, 'short') },
        { key: 'state', header: t('savings.field.state'), cell: ({ one }) => <MemberTag ctx={ctx} state={one.state} /> },
      ]}
      empty={<EmptyState title={t('savings.mine.none')} />}
    />
  );
}

/** Savings on a page that leads to all of them. */
export function SavingSummary({ ctx, rows, href, base }: { ctx: Context; rows: readonly Row[]; href: string; base: string }) {
  const { t } = ctx;
  const live = rows.filter(({ one }) => one.state === 'asked' || one.state === 'running');
  return (
    <Section title={t('savings.mine.title')}>
      {live.length > 0 && <SavingTable ctx={ctx} rows={live} base={base} />}
      <p>
        <Link href={href}>{t('savings.mine.all')}</Link>
      </p>
    </Section>
  );
}
