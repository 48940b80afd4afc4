import type { Id } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';

export type ServiceId = Id<'remittances.services'>;
export type PriceId = Id<'remittances.prices'>;

/** How the sender pays, and how it arrives. */
export const waysIn = ['cash', 'bank', 'card', 'mobile'] as const;
export const waysOut = ['cash', 'bank', 'mobile', 'home'] as const;
/** When it arrives: within the hour, the same day, the next day, in 2 to 5 days, later, or nobody told. */
export const speeds = ['hour', 'same-day', 'next-day', 'days', 'week', 'unknown'] as const;
export type WayIn = (typeof waysIn)[number];
export type WayOut = (typeof waysOut)[number];
export type Speed = (typeof speeds)[number];

/** Prices seen more days ago are shown apart: they are not compared. */
export const STALE_AFTER_DAYS = 90;

/** A way to send money, as it stays the same. */
export interface Service {
  readonly provider: string;
  readonly fromCountry: string;
  readonly toCountry: string;
  readonly sendCurrency: Currency;
  readonly receiveCurrency: Currency;
  /** Band of amounts, in minor units of the currency that is paid in. */
  readonly leastMinor: bigint;
  readonly mostMinor: bigint;
  readonly payIn: WayIn;
  readonly payOut: WayOut;
}

/** What it cost when somebody looked; rate and margin are decimals as text, and null where nobody told them. */
export interface Observation {
  readonly observedOn: Day;
  readonly speed: Speed;
  readonly feeMinor: bigint;
  /** What one unit of the currency that is paid in becomes. */
  readonly appliedRate: string | null;
  /** How much worse the rate is than the one between banks. */
  readonly marginPercent: string | null;
  readonly source: string;
  readonly sourceUrl: string | null;
}

/** A service with what it cost when somebody last looked. */
export interface Offer extends Service, Observation {
  readonly id: ServiceId;
  readonly demonstration: boolean;
  readonly withdrawnWhy: string | null;
}
