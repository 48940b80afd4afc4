import fc from 'fast-check';

/** What is asked of a ledger, in terms of the accounts' places in a list and of the keys of what was asked before. */
export type Deed =
  | { do: 'entry'; key: string; lines: Line[] }
  | { do: 'pending'; key: string; lines: Line[] }
  | { do: 'settle'; key: string; of: string; percent: number }
  | { do: 'void'; key: string; of: string }
  | { do: 'reverse'; key: string; of: string };
export interface Line {
  account: number;
  minor: bigint;
}

/** Accounts of every trial: two currencies, with and without limits. Capital can give anything. */
export const trialAccounts = [
  { code: 'capital-eur', currency: 'EUR', floor: null, ceiling: null },
  { code: 'bank-eur', currency: 'EUR', floor: 0n, ceiling: null },
  { code: 'till-eur', currency: 'EUR', floor: 0n, ceiling: 5_000n },
  { code: 'saver-eur', currency: 'EUR', floor: null, ceiling: 0n },
  { code: 'fees-eur', currency: 'EUR', floor: null, ceiling: null },
  { code: 'capital-xof', currency: 'XOF', floor: null, ceiling: null },
  { code: 'bank-xof', currency: 'XOF', floor: -1_000n, ceiling: null },
  { code: 'fees-xof', currency: 'XOF', floor: null, ceiling: null },
] as const;
const ofCurrency = { EUR: [0, 1, 2, 3, 4], XOF: [5, 6, 7] } as const;

const pairOf = (accounts: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...accounts), fc.constantFrom(...accounts), fc.bigInt({ min: 1n, max: 2_000n }))
    .filter(([from, to]) => from !== to)
    .map(([from, to, minor]): Line[] => [
      { account: from, minor: -minor },
      { account: to, minor },
    ]);
const lines = fc
  .array(fc.oneof({ weight: 3, arbitrary: pairOf(ofCurrency.EUR) }, pairOf(ofCurrency.XOF)), { minLength: 1, maxLength: 3 })
  .map((pairs) => pairs.flat());

/** A deed before it has a key: `of` counts back to an earlier one. */
const undone = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('entry' as const), lines }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pending' as const), lines }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), of: fc.nat(12), percent: fc.constantFrom(1, 50, 100) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void' as const), of: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), of: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), of: fc.nat(12) }) },
);

/** Deeds in a row; some ask again for an earlier one, with its key. */
export function deeds(prefix: string, count: { minLength: number; maxLength: number }): fc.Arbitrary<Deed[]> {
  return fc.array(undone, { ...count, size: 'max' }).map((rows) => {
    const made: Deed[] = [];
    rows.forEach((row, index) => {
      const key = `${prefix}.${index}`;
      if (row.do === 'entry' || row.do === 'pending') made.push({ ...row, key });
      else {
        const earlier = made[made.length - 1 - (row.of % Math.max(1, made.length))];
        if (!earlier) return;
        if (row.do === 'again') made.push(earlier);
        else if (row.do === 'settle') made.push({ ...row, key, of: earlier.key });
        else made.push({ do: row.do, key, of: earlier.key });
      }
    });
    return made;
  });
}

/** Part of what each line reserved that a settlement takes, rounded towards zero but never to nothing; pairs stay in balance. */
export const partOf = (minor: bigint, percent: number): bigint => {
  const part = (minor * BigInt(percent)) / 100n;
  return part === 0n ? (minor > 0n ? 1n : -1n) : part;
};

interface Standing {
  posted: bigint;
  arriving: bigint;
  leaving: bigint;
}
interface Kept {
  deed: Deed;
  lines: Line[];
  ended: boolean;
  reversed: boolean;
}

/** The ledger as one would write it on a sheet of paper: the whole rule, no database, one deed after another. */
export interface Model {
  standing: Standing[];
  kept: Map<string, Kept>;
}
export const emptyModel = (): Model => ({
  standing: trialAccounts.map(() => ({ posted: 0n, arriving: 0n, leaving: 0n })),
  kept: new Map(),
});

/** Does a deed on paper: done, done before, or the sentences with which it may be refused. */
export function doOnPaper(model: Model, deed: Deed): 'done' | 'before' | readonly string[] {
  if (model.kept.has(deed.key)) return 'before';
  if (deed.do === 'entry') return book(model, deed, deed.lines, {});
  if (deed.do === 'pending') return book(model, deed, deed.lines, { reserves: true });
  const origin = model.kept.get(deed.of);
  if (!origin) return ['not-found'];
  if (deed.do === 'reverse') {
    if (origin.lines.length === 0) return ['not-found'];
    if (origin.deed.do === 'pending') return ['not-reversible'];
    if (origin.reversed) return ['reversed-already'];
    const mirrored = origin.lines.map(({ account, minor }) => ({ account, minor: -minor }));
    return book(model, deed, mirrored, { marks: () => (origin.reversed = true) });
  }
  if (origin.deed.do !== 'pending') return ['not-pending', 'ended-already', 'more-than-reserved', 'too-few-lines'];
  if (origin.ended) return ['ended-already'];
  const taken = deed.do === 'settle' ? origin.lines.map(({ account, minor }) => ({ account, minor: partOf(minor, deed.percent) })) : [];
  return book(model, deed, taken, { frees: origin.lines, marks: () => (origin.ended = true) });
}

function book(
  model: Model,
  deed: Deed,
  moved: Line[],
  { reserves = false, frees = [], marks }: { reserves?: boolean; frees?: Line[]; marks?: () => void },
): 'done' | readonly string[] {
  const next = model.standing.map((one) => ({ ...one }));
  const change = (rows: Line[], sign: bigint, field: 'posted' | 'reserved') => {
    for (const { account, minor } of rows) {
      const one = next[account];
      if (!one) continue;
      if (field === 'posted') one.posted += sign * minor;
      else if (minor > 0n) one.arriving += sign * minor;
      else one.leaving -= sign * minor;
    }
  };
  change(moved, 1n, reserves ? 'reserved' : 'posted');
  change(frees, -1n, 'reserved');
  const crossed = trialAccounts.flatMap(({ floor, ceiling }, index) => {
    const one = next[index];
    const touched = [...moved, ...frees].some(({ account }) => account === index);
    if (!one || !touched) return [];
    return [
      ...(floor !== null && one.posted - one.leaving < floor ? ['below-floor'] : []),
      ...(ceiling !== null && one.posted + one.arriving > ceiling ? ['above-ceiling'] : []),
    ];
  });
  if (crossed.length > 0) return crossed;
  model.standing = next;
  model.kept.set(deed.key, { deed, lines: moved, ended: false, reversed: false });
  marks?.();
  return 'done';
}
