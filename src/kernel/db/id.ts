import { v7 } from 'uuid';
import { z } from 'zod';

declare const table: unique symbol;

/** The key of a row of the table named, as `schema.table`. Keys of different tables do not mix. */
export type Id<T extends string> = string & { readonly [table]: T };

/** Makes a key (UUID v7: in order of creation, so that indexes stay dense). */
export function newId<T extends string>(): Id<T> {
  return v7() as Id<T>; // the brand exists for the compiler only
}

/** Reads a key from an address or a form; anything but a UUID is refused. */
export function idOf<T extends string>() {
  return z.uuid().transform((value) => value as Id<T>); // checked on the line before
}
