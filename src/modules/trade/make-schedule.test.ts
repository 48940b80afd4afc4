import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSchedule, whyUnmet, type PlannedMeeting, type ScheduleRequest, type Wish } from './make-schedule.ts';

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const times = (count: number) => Array.from({ length: count }, (_, index) => `2027-05-04T${String(index + 8).padStart(2, '0')}:00:00.000Z`);
const both = (...pairs: [string, string][]): Wish[] =>
  pairs.flatMap(([from, to], index) => [
    { from, to, rank: index + 1 },
    { from: to, to: from, rank: index + 1 },
  ]);
const fair = (given: Partial<ScheduleRequest> & { busy?: Record<string, string[]> } = {}): ScheduleRequest => ({
  slots: times(3),
  tables: 4,
  participants: people.map((id) => ({ id, busy: new Set(given.busy?.[id] ?? []) })),
  wishes: [],
  ...given,
});

/** Everything that must never happen; the empty list where nothing does. */
function clashes(request: ScheduleRequest, meetings: readonly PlannedMeeting[]): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const once = (key: string) => {
    if (seen.has(key)) found.push(`twice: ${key}`);
    seen.add(key);
  };
  for (const { first, second, slot, table } of meetings) {
    if (first >= second) found.push(`not in order: ${first} ${second}`);
    once(`pair ${first} ${second}`);
    once(`table ${table} ${slot}`);
    for (const id of [first, second]) {
      once(`seat ${id} ${slot}`);
      if (request.participants.find((one) => one.id === id)?.busy.has(slot)) found.push(`busy: ${id} ${slot}`);
    }
    if (table < 1 || table > request.tables) found.push(`no table ${table}`);
    if (!request.slots.includes(slot)) found.push(`no time ${slot}`);
    if (!request.wishes.some(({ from, to }) => (from === first && to === second) || (from === second && to === first)))
      found.push(`nobody wished: ${first} ${second}`);
  }
  return found;
}

const mutualPairs = ({ wishes }: ScheduleRequest) =>
  wishes.filter((one) => one.from < one.to && wishes.some((back) => back.from === one.to && back.to === one.from));
const isMet = (meetings: readonly PlannedMeeting[], { from, to }: Pick<Wish, 'from' | 'to'>) =>
  meetings.some(({ first, second }) => (first === from && second === to) || (first === to && second === from));

/** Whether a schedule with every wish of both sides exists at all: tried in the plainest way. */
function allCanMeet(request: ScheduleRequest): boolean {
  const pairs = mutualPairs(request);
  const busy = new Map(request.participants.map(({ id, busy: times }) => [id, times]));
  const seats = new Set<string>();
  const count = new Map<string, number>();
  const tryFrom = (index: number): boolean => {
    const pair = pairs[index];
    if (!pair) return true;
    return request.slots.some((slot) => {
      const keys = [`${pair.from} ${slot}`, `${pair.to} ${slot}`];
      const taken = count.get(slot) ?? 0;
      if (taken >= request.tables || keys.some((key) => seats.has(key))) return false;
      if (busy.get(pair.from)?.has(slot) || busy.get(pair.to)?.has(slot)) return false;
      for (const key of keys) seats.add(key);
      count.set(slot, taken + 1);
      const found = tryFrom(index + 1);
      for (const key of keys) seats.delete(key);
      count.set(slot, taken);
      return found;
    });
  };
  return tryFrom(0);
}

const request = fc
  .record({
    slotCount: fc.integer({ min: 0, max: 4 }),
    tables: fc.integer({ min: 1, max: 3 }),
    count: fc.integer({ min: 0, max: 6 }),
    busy: fc.array(fc.tuple(fc.nat(5), fc.nat(3)), { maxLength: 6 }),
    wishes: fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 5 })), {
      maxLength: 20,
      selector: ([from, to]) => `${from} ${to}`,
    }),
  })
  .map(({ slotCount, tables, count, busy, wishes }): ScheduleRequest => {
    const slots = times(slotCount);
    return {
      slots,
      tables,
      participants: people
        .slice(0, count)
        .map((id, index) => ({ id, busy: new Set(busy.filter(([who]) => who === index).map(([, slot]) => slots[slot] ?? '')) })),
      wishes: wishes
        .map(([from, to, rank]) => ({ from: people[from] ?? '', to: people[to] ?? '', rank }))
        .filter(({ from, to }) => from !== to),
    };
  });

describe('a schedule', () => {
  test('never seats anybody twice, gives a table twice, disturbs somebody busy or arranges what nobody wished', () => {
    fc.assert(
      fc.property(request, (given) => {
        expect(clashes(given, makeSchedule(given))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('meets every wish of both sides wherever a schedule that does so exists', () => {
    fc.assert(
      fc.property(request, (given) => {
        const coming = new Set(given.participants.map(({ id }) => id));
        const possible = { ...given, wishes: given.wishes.filter(({ from, to }) => coming.has(from) && coming.has(to)) };
        fc.pre(mutualPairs(possible).length > 0 && allCanMeet(possible));
        const meetings = makeSchedule(possible);
        for (const wish of mutualPairs(possible)) expect(isMet(meetings, wish)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is the same whatever the order in which wishes, people and times are told', () => {
    const shuffled = request.chain((given) =>
      fc.record({
        given: fc.constant(given),
        other: fc
          .tuple(
            fc.shuffledSubarray([...given.slots], { minLength: given.slots.length }),
            fc.shuffledSubarray([...given.participants], { minLength: given.participants.length }),
            fc.shuffledSubarray([...given.wishes], { minLength: given.wishes.length }),
          )
          .map(([slots, participants, wishes]): ScheduleRequest => ({ ...given, slots, participants, wishes })),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, other }) => {
        expect(makeSchedule(other)).toEqual(makeSchedule(given));
      }),
    );
  });

  test('says of every wish either that it is met or why not', () => {
    fc.assert(
      fc.property(request, (given) => {
        const meetings = makeSchedule(given);
        for (const wish of given.wishes) expect(whyUnmet(given, meetings, wish) === null).toBe(isMet(meetings, wish));
      }),
    );
  });

  test('finds a tight one that taking the first free time misses', () => {
    // c is free at one time only, which a and b would take first.
    const [first, second, third] = times(3);
    const given = fair({ tables: 1, wishes: both(['a', 'b'], ['a', 'c'], ['b', 'c']), busy: { c: [third ?? ''], a: [second ?? ''] } });
    expect(makeSchedule(given).map((one) => [one.first, one.second, one.slot])).toEqual([
      ['a', 'c', first],
      ['b', 'c', second],
      ['a', 'b', third],
    ]);
  });

  test('puts wishes of both sides before those of one', () => {
    const given = fair({ slots: times(1), wishes: [{ from: 'a', to: 'b', rank: 1 }, ...both(['a', 'c'])] });
    expect(makeSchedule(given).map(({ first, second }) => [first, second])).toEqual([['a', 'c']]);
  });

  test('among wishes of one side takes the dearest first, then whoever has the fewest meetings', () => {
    const wish = (from: string, to: string, rank: number): Wish => ({ from, to, rank });
    const given = fair({ slots: times(1), tables: 1, wishes: [wish('a', 'b', 2), wish('c', 'd', 1)] });
    expect(makeSchedule(given).map(({ first }) => first)).toEqual(['c']);
  });

  test('moves a meeting out of the way of another where it can', () => {
    const [first, second] = times(2);
    const given = fair({
      slots: times(2),
      tables: 1,
      wishes: [
        { from: 'a', to: 'b', rank: 1 },
        { from: 'a', to: 'c', rank: 2 },
      ],
      busy: { c: [second ?? ''] },
    });
    expect(makeSchedule(given).map((one) => [one.second, one.slot])).toEqual([
      ['c', first],
      ['b', second],
    ]);
  });

  test('of a large fair comes at once, and is full', () => {
    const many = Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    const given: ScheduleRequest = {
      slots: times(14),
      tables: 20,
      participants: many.map((id) => ({ id, busy: new Set() })),
      wishes: many.flatMap((from, index) =>
        [1, 2, 3, 7, 11].map((step, rank) => ({ from, to: many[(index + step) % many.length] ?? '', rank: rank + 1 })),
      ),
    };
    const meetings = makeSchedule(given);
    expect(clashes(given, meetings)).toEqual([]);
    expect(meetings.length).toBeGreaterThan(260);
  });
});

describe('a wish that is not met', () => {
  const [first = '', second = ''] = times(2);
  const at = (slot: string, one: string, other: string, table: number): PlannedMeeting => ({ first: one, second: other, slot, table });
  const why = (given: Parameters<typeof fair>[0], meetings: PlannedMeeting[]) =>
    whyUnmet(fair({ slots: [first, second], ...given }), meetings, { from: 'a', to: 'b' });

  test('has its reason: never free together, no table, other meetings, not coming', () => {
    expect(why({ busy: { a: [first], b: [second] } }, [])).toBe('no-common-time');
    expect(why({ tables: 1 }, [at(first, 'c', 'd', 1), at(second, 'c', 'e', 1)])).toBe('tables-full');
    expect(why({}, [at(first, 'a', 'c', 1), at(second, 'b', 'd', 1)])).toBe('other-meetings');
    expect(why({ participants: [{ id: 'a', busy: new Set() }] }, [])).toBe('not-coming');
    expect(why({}, [at(first, 'a', 'b', 1)])).toBeNull();
  });
});
