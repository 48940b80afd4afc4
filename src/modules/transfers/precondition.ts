import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';

export type PreconditionId = Id<'transfers.preconditions'>;

// uses messages: transfers.kind.*
/** What a practice takes, and what a place has. */
export const kinds = ['powers', 'budget', 'staff', 'partners', 'law', 'scale'] as const;
export type Kind = (typeof kinds)[number];

/** Kinds that are told in numbers, so that a rule can compare them. */
export const measured = ['budget', 'staff', 'scale'] as const;
export const isMeasured = (kind: Kind): kind is (typeof measured)[number] => (measured as readonly Kind[]).includes(kind);

/** A year, a month or a day. */
export const AGE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * An amount that can be compared: minor units of the currency a year (budget), tenths of a full-time post (staff),
 * inhabitants (scale). Null ends are open.
 */
export interface Measure {
  least: bigint | null;
  most: bigint | null;
  currency: string | null;
}

/** What somebody says that a practice takes. */
export interface PreconditionText extends Measure {
  kind: Kind;
  words: Translated;
  /** False where it only helps. */
  needed: boolean;
  /** An authority, an office, a document; never a person's name. */
  saidBy: string;
  /** A year, a month or a day. */
  saidOn: string;
  source: string;
}

export interface Precondition extends PreconditionText {
  id: PreconditionId;
  practiceId: PracticeId;
  /** Keeper of the practice that wrote or confirmed it; null where it is an editor's reading. */
  officeId: OfficeId | null;
  revision: number;
}
