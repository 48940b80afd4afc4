import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../../../db/types.ts';

/** A PostgreSQL schema that the application owns: one a module. */
export type SchemaName = keyof DB extends `${infer S}.${string}` ? S : never;

/** The tables of the named schemas, keyed `schema.table`. */
export type Tables<S extends SchemaName> = {
  [K in keyof DB as K extends `${S}.${string}` ? K : never]: DB[K];
};

declare const reach: unique symbol;

/** Which schemas a handle reaches and how: a handle that reaches more fits where less is asked. */
interface Reach<Mode extends 'reads' | 'writes', S extends SchemaName> {
  readonly [reach]: { readonly [K in S as `${Mode} ${K}`]: true } & { readonly [K in S as `reads ${K}`]: true };
}

/**
 * A transaction in which the actor is set and which may read the schemas named.
 * A read outside such a transaction would see nothing: row-level security asks who acts.
 */
export type Reads<S extends SchemaName> = Transaction<Tables<S>> & Reach<'reads', S>;

/** A transaction in which the actor is set and which may change the schemas named. */
export type Writes<S extends SchemaName> = Transaction<Tables<S>> & Reach<'writes', S>;

/** The pool of a role. Only the kernel opens transactions on it. */
export type Database = Kysely<DB>;

/** A transaction that reaches everything; the request and the jobs hand it out, use cases narrow it. */
export type AnyWrites = Transaction<DB> & Reach<'writes', SchemaName>;
