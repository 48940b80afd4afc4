import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../db/types.ts';

/** A PostgreSQL schema that the application owns: one a module. */
export type SchemaName = keyof DB extends `${infer S}.${string}` ? S : never;

/** The tables of the named schemas, keyed `schema.table`. */
export type Tables<S extends SchemaName> = {
  [K in keyof DB as K extends `${S}.${string}` ? K : never]: DB[K];
};

declare const reach: unique symbol;

/**
 * A transaction with what it may do, and where. The variance is written down (a handle that reaches more fits where less is
 * asked) so that the compiler compares two names of a few words and not Kysely's whole surface: measured on this tree, the
 * check of all types took 53 s without it.
 */
// @ts-expect-error Kysely's builders are not provably contravariant (ON CONFLICT hands the table's type back); the brand below is,
// and only it decides what a handle may reach.
interface Handle<in Mode extends 'reads' | 'writes', in S extends SchemaName> extends Transaction<Tables<S>> {
  readonly [reach]: (mode: Mode, schema: S) => void;
}

/**
 * A transaction in which the actor is set and which may read the schemas named.
 * A read outside such a transaction would see nothing: row-level security asks who acts.
 */
export type Reads<S extends SchemaName> = Handle<'reads', S>;

/** A transaction in which the actor is set and which may change the schemas named. */
export type Writes<S extends SchemaName> = Handle<'reads' | 'writes', S>;

/** The pool of a role. Only the kernel opens transactions on it. */
export type Database = Kysely<DB>;

/** A transaction that reaches everything; the request and the jobs hand it out, use cases narrow it. */
export type AnyWrites = Writes<SchemaName>;
