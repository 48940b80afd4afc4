import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { brokenConstraint, type Reads, type Writes } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import { listBooks, openBook, type BookId } from '#modules/ledger';
import type { LoanId } from './loan.ts';
import { refuse } from './refusals.ts';

/** A lender for which Ponte keeps the books of its loans. */
export interface KeptBooks {
  readonly organisationId: OrganisationId;
  readonly bookId: BookId;
  readonly since: Date;
  readonly currencies: readonly KeptFigures[];
}

/** Loans outstanding in one currency: as the book has them, and as the running loans say. */
export interface KeptFigures {
  readonly currency: Currency;
  readonly bookedMinor: bigint;
  readonly owedMinor: bigint;
  readonly running: number;
}

/** Books of loans that Ponte keeps for the lenders of the actor, by organisation. */
export async function keptBooks(trx: Reads<'loans'>): Promise<Map<OrganisationId, KeptBooks>> {
  const rows = await trx
    .selectFrom('loans.books')
    .select(['organisation_id', 'book_id', 'chosen_at'])
    .where(sql<boolean>`organisation_id in (select loans.lending())`)
    .execute();
  const { rows: figures } = await sql<{ organisationId: string; currency: string | null; booked: bigint; owed: bigint; running: bigint }>`
    select organisation_id as "organisationId", currency, lent_minor as booked, owed_minor as owed, running
      from loans.kept_figures() order by currency`.execute(trx);
  return new Map(
    rows.map((row) => [
      row.organisation_id as OrganisationId, // keys of the tables
      {
        organisationId: row.organisation_id as OrganisationId,
        bookId: row.book_id as BookId,
        since: row.chosen_at,
        currencies: figures.flatMap(({ organisationId, currency, booked, owed, running }) =>
          organisationId === row.organisation_id && currency !== null
            ? [{ currency, bookedMinor: BigInt(booked), owedMinor: BigInt(owed), running: Number(running) }]
            : [],
        ),
      },
    ]),
  );
}

/**
 * From now on Ponte keeps the books of a lender's loans: in its book, which is opened where it has none. What is owed already is brought in.
 * Refusals: `not-found`, `books-kept`.
 */
export async function keepBooks(
  trx: Writes<'loans' | 'ledger' | 'audit'>,
  organisationId: OrganisationId,
  { name, demonstration = false }: { name: string; demonstration?: boolean },
  today: Day,
): Promise<void> {
  const books = (await listBooks(trx)).filter(({ scopeKind, scopeId }) => scopeKind === 'organisation' && scopeId === organisationId);
  const first = books.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  const bookId = first?.id ?? (await openBook(trx, { name, scope: { kind: 'organisation', id: organisationId }, demonstration }));
  await sql`select loans.keep_books(${organisationId}, ${bookId}, ${today})`.execute(trx).catch(onBooks);
  await tellBooks(trx, organisationId, 'books-kept');
}

/** The lender keeps the books itself again. Refusals: `not-found`, `books-own`, `books-loans-run`. */
export async function endBooks(trx: Writes<'loans' | 'audit'>, organisationId: OrganisationId): Promise<void> {
  await sql`select loans.end_books(${organisationId})`.execute(trx).catch(onBooks);
  await tellBooks(trx, organisationId, 'books-ended');
}

/** Books what changed of a loan, in the transaction of the change; nothing where its lender keeps its own books. */
export async function bookLoan(trx: Writes<'loans'>, id: LoanId, today: Day): Promise<void> {
  await sql`select loans.book_loan(${id}, ${today})`.execute(trx);
}

const refusalFor: Readonly<Record<string, () => Error>> = {
  books_not_yours: () => refuse('not-found'),
  books_pkey: () => refuse('books-kept'),
  books_own: () => refuse('books-own'),
  books_loans_run: () => refuse('books-loans-run'),
};

function onBooks(error: unknown): never {
  throw refusalFor[brokenConstraint(error) ?? '']?.() ?? error;
}

async function tellBooks(trx: Writes<'audit'>, organisationId: OrganisationId, verb: string): Promise<void> {
  await record(trx, {
    verb: `loans.${verb}`,
    purpose: 'loans.purpose.loan',
    scopeId: organisationId,
    objectKind: 'organisation',
    objectId: organisationId,
  });
}
