import fc from 'fast-check';

/** A row of a table, as the world planted it. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows by `schema.table`. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** What stays the same in every world: where roles hold, and who could act. */
export interface Stage {
  offices: readonly string[];
  organisations: readonly string[];
  funds: readonly string[];
  accounts: readonly string[];
  /** A place where all of them are. */
  place: string;
  /** A corridor, planted once. */
  corridor: string;
}

export const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T; // the lists are never empty

const roles = [
  'counsellor',
  'counsellor',
  'counsellor',
  'office-manager',
  'provider',
  'provider',
  'lender',
  'lender',
  'mentor',
  'mentor',
  'trainer',
  'trainer',
  'planner',
  'editor',
  'auditor',
  'data-protection-officer',
  'administrator',
  'fund-manager',
  'fund-manager',
  'committee-member',
  'lender',
] as const;

export const scopeOf = {
  counsellor: 'office',
  'office-manager': 'office',
  trainer: 'office',
  provider: 'organisation',
  lender: 'organisation',
  'fund-manager': 'fund',
  'committee-member': 'fund',
} as Readonly<Record<string, string>>;

const parts = [
  'identity',
  'contact',
  'profile',
  'venture',
  'plan',
  'step',
  'notes',
  'documents',
  'appointments',
  'mentoring',
  'business-plan',
  'return',
  'readiness',
  'learning',
];

const index = fc.nat(11);

const seldom = fc.integer({ min: 0, max: 5 }).map((one) => one === 0);

const grant = fc.record({
  recipient: fc.constantFrom('office', 'office', 'organisation', 'account'),
  who: index,
  parts: fc.subarray(parts, { minLength: 1 }),
  when: fc.constantFrom('live', 'live', 'live', 'expired', 'future', 'withdrawn'),
  how: fc.constantFrom('spoken-at-desk', 'on-line', 'override'),
  purpose: fc.constantFrom('p', 'p', 'loans.purpose.application', 'savings.purpose.membership'),
});

const file = fc.record({
  custodian: index,
  links: fc.array(fc.record({ account: index, ended: seldom }), { maxLength: 2 }),
  grants: fc.array(grant, { maxLength: 3 }),
  withheld: fc.subarray(['notes', 'documents', 'appointments']),
  writtenIn: index,
  author: index,
  meetsAt: index,
  coFounder: index,
  referrals: fc.array(
    fc.record({
      organisation: index,
      grant: index,
      state: fc.constantFrom('sent', 'seen', 'accepted', 'declined', 'reported', 'withdrawn'),
    }),
    { maxLength: 2 },
  ),
  handovers: fc.array(
    fc.record({
      kind: fc.constantFrom('hand-over', 'joint', 'joint'),
      to: index,
      grant: index,
      state: fc.constantFrom('asked', 'offered', 'seen', 'accepted', 'accepted', 'declined', 'withdrawn'),
      ended: seldom,
    }),
    { maxLength: 2 },
  ),
});

/** What a generated world is made from; small, so that a failing one shrinks to something to read. */
export const worldRecipe = fc.record({
  holders: fc.array(fc.record({ account: index, role: fc.constantFrom(...roles), scope: index, ended: seldom }), {
    minLength: 2,
    maxLength: 9,
  }),
  files: fc.array(file, { minLength: 1, maxLength: 3 }),
});

export type Recipe = typeof worldRecipe extends fc.Arbitrary<infer R> ? R : never;

export type OneFile = Recipe['files'][number];
