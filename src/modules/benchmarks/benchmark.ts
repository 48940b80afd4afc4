import type { Id } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { Content } from './content.ts';
import type { Kind } from './kinds.ts';

export type ComparisonId = Id<'benchmarks.comparisons'>;

/** A comparison as lists show it. */
export interface Comparison {
  id: ComparisonId;
  /** Short name in addresses. */
  code: string;
  /** What it compares; never changed. */
  kind: Kind;
  /** Office whose planners write it; null where those of the network write. */
  officeId: OfficeId | null;
  /** Language in which it is written. */
  lang: string;
  title: string;
  /** Number of the version that is shown; 0 until one is published. */
  version: number;
  demonstration: boolean;
}

/** A published version. Never changed. */
export interface Version {
  number: number;
  content: Content;
  reason: string;
  publishedBy: string;
  publishedAt: Date;
}

/** The next version while it is written. */
export interface Draft {
  content: Content;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

export interface Beginning {
  kind: Kind;
  code: string;
  title: string;
  officeId: OfficeId | null;
  lang: string;
  demonstration?: boolean;
}
