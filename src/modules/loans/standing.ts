import type { Id, Reads } from '#kernel/db';
import type { Day } from '#kernel/time';
import { mapParts, NOTHING, sumOf, type InstalmentState, type PartsMinor } from './instalment-state.ts';
import type { Loan, LoanId } from './loan.ts';
import type { Payment, Taken } from './settle-payments.ts';

export type RepaymentId = Id<'loans.repayments'>;
export type ChangeId = Id<'loans.changes'>;

/** A payment as the lender recorded it, with what it settled. */
export interface RecordedPayment extends Payment {
  readonly id: RepaymentId;
  /** Number in the lender's own system. */
  readonly reference: string;
  readonly recordedAt: Date;
  /** The change of terms in force when it was recorded. */
  readonly changeId: ChangeId | null;
  readonly reversed: { readonly at: Date; readonly why: string } | null;
  readonly taken: readonly Taken[];
}

/** New terms, or a write-off. */
export interface LoanChange {
  readonly id: ChangeId;
  readonly kind: 'reschedule' | 'write-off';
  readonly onDay: Day;
  readonly reason: string;
  readonly principalMinor: bigint;
  readonly chargesMinor: bigint;
}

/** How a loan stands: what is due, what was paid, what changed. */
export interface Standing {
  readonly loan: Loan;
  readonly instalments: readonly InstalmentState[];
  /** The same before the payments that the terms of now settle. */
  readonly agreed: readonly InstalmentState[];
  /** Newest first. */
  readonly payments: readonly RecordedPayment[];
  /** Oldest first. */
  readonly changes: readonly LoanChange[];
}

/** Instalments, payments and changes of a loan that the actor may see. */
export async function readStanding(trx: Reads<'loans'>, loan: Loan): Promise<Standing> {
  const changes = await changesOf(trx, loan.id);
  const payments = await paymentsOf(trx, loan.id);
  const rows = await trx.selectFrom('loans.instalments').selectAll().where('loan_id', '=', loan.id).orderBy('n').execute();
  const since = changes.at(-1)?.id ?? null;
  const states = (given: readonly RecordedPayment[]) => {
    const paid = paidByInstalment(given);
    return rows.flatMap((row): InstalmentState[] => {
      const { settled = NOTHING, waivedMinor = 0n, lastOn = null } = paid.get(row.n) ?? {};
      const owed = {
        ...NOTHING,
        principal: BigInt(row.principal_minor),
        interest: BigInt(row.interest_minor) - waivedMinor,
        fees: BigInt(row.fees_minor),
      };
      const ended = row.ended_by !== null;
      if (ended && sumOf(settled) === 0n) return [];
      const owes = ended ? settled : owed;
      return [
        {
          n: row.n,
          due: row.due_on,
          owed: owes,
          paid: settled,
          inAdvanceMinor: 0n,
          lateMinor: 0n,
          paidOn: sumOf(owes) === sumOf(settled) ? lastOn : null,
        },
      ];
    });
  };
  return {
    loan,
    changes,
    payments,
    instalments: states(payments),
    agreed: states(payments.filter(({ changeId }) => changeId !== since)),
  };
}

function paidByInstalment(payments: readonly RecordedPayment[]) {
  const paid = new Map<number, { settled: PartsMinor; waivedMinor: bigint; lastOn: Day }>();
  for (const { taken, paidOn } of payments)
    for (const { n, settled, waivedMinor } of taken) {
      const before = paid.get(n);
      paid.set(n, {
        settled: mapParts((part) => (before?.settled[part] ?? 0n) + settled[part]),
        waivedMinor: (before?.waivedMinor ?? 0n) + waivedMinor,
        lastOn: before && before.lastOn > paidOn ? before.lastOn : paidOn,
      });
    }
  return paid;
}

/** New terms and write-off of a loan that the actor may see, oldest first. */
export async function changesOf(trx: Reads<'loans'>, loanId: LoanId): Promise<LoanChange[]> {
  const rows = await trx.selectFrom('loans.changes').selectAll().where('loan_id', '=', loanId).orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as LoanChange['kind'], // check constraint changes_kind
    onDay: row.on_day,
    reason: row.reason,
    principalMinor: BigInt(row.principal_minor),
    chargesMinor: BigInt(row.charges_minor),
  }));
}

async function paymentsOf(trx: Reads<'loans'>, loanId: LoanId): Promise<RecordedPayment[]> {
  const rows = await trx
    .selectFrom('loans.repayments')
    .selectAll()
    .where('loan_id', '=', loanId)
    .orderBy('paid_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const parts = await trx.selectFrom('loans.allocations').selectAll().where('loan_id', '=', loanId).orderBy('n').execute();
  const taken = Map.groupBy(parts, ({ repayment_id }) => repayment_id);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    paidOn: row.paid_on,
    amountMinor: BigInt(row.amount_minor),
    endsEarly: row.ends_early,
    recordedAt: row.recorded_at,
    changeId: row.change_id as ChangeId | null,
    reversed: row.reversed_at && row.reversed_why !== null ? { at: row.reversed_at, why: row.reversed_why } : null,
    taken: (taken.get(row.id) ?? []).map((part) => ({
      n: part.n,
      settled: {
        ...NOTHING,
        principal: BigInt(part.principal_minor),
        interest: BigInt(part.interest_minor),
        fees: BigInt(part.fees_minor),
      },
      waivedMinor: BigInt(part.waived_minor),
    })),
  }));
}
