const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How many tries are free, and how the wait grows after them (doubling), in seconds. */
export interface TryRule {
  free: number;
  firstDelay: number;
  longestDelay: number;
  /** Without a try for so long, the count begins anew. */
  forgetAfter: number;
}

/** Times in seconds. */
export interface Limits {
  session: {
    /** A staff session ends after so long without a request. */
    staffIdle: number;
    /** A staff session ends so long after sign-in. */
    staffAge: number;
    personAge: number;
    /** A staff session locks its screen after so long without a request. */
    staffLock: number;
  };
  codeLife: number;
  codeTries: number;
  cardLife: number;
  invitationLife: number;
  resetLife: number;
  /** A visit to an identity provider, an enrolment, a passkey's challenge. */
  ceremonyLife: number;
  tries: Record<TryKind, TryRule>;
}

/** What tries are counted for: codes sent to an address, and wrong proofs by network address, account, card, second factor. */
export type TryKind = 'send' | 'network' | 'account' | 'card' | 'second-factor';

const guessing: TryRule = { free: 5, firstDelay: 30, longestDelay: 15 * MINUTE, forgetAfter: DAY };

export const defaultLimits: Limits = {
  session: { staffIdle: 30 * MINUTE, staffAge: 12 * HOUR, personAge: 30 * DAY, staffLock: 10 * MINUTE },
  codeLife: 10 * MINUTE,
  codeTries: 5,
  cardLife: 365 * DAY,
  invitationLife: 7 * DAY,
  resetLife: HOUR,
  ceremonyLife: 10 * MINUTE,
  tries: {
    send: { free: 3, firstDelay: MINUTE, longestDelay: HOUR, forgetAfter: HOUR },
    // An office, or a whole mobile network, may share one address: many are free, and right proofs are not counted.
    network: { free: 40, firstDelay: MINUTE, longestDelay: 15 * MINUTE, forgetAfter: HOUR },
    account: guessing,
    card: guessing,
    'second-factor': guessing,
  },
};

/** The instant `seconds` after another. */
export function after(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
