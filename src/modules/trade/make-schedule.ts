/** A fair as the schedule sees it; ids are texts that sort. */
export interface ScheduleRequest {
  /** Times of meetings, in order. */
  slots: readonly string[];
  /** Meetings at the same time. */
  tables: number;
  participants: readonly { id: string; busy: ReadonlySet<string> }[];
  wishes: readonly Wish[];
}

export interface Wish {
  from: string;
  to: string;
  /** 1 is the most wanted. */
  rank: number;
}

export interface PlannedMeeting {
  /** The smaller id of the two. */
  first: string;
  second: string;
  slot: string;
  /** From 1. */
  table: number;
}

/** Why a wish has no meeting: the two are never free together; every table is taken then; one of the two meets others then; not coming. */
export const unmetReasons = ['no-common-time', 'tables-full', 'other-meetings', 'not-coming'] as const;
export type UnmetReason = (typeof unmetReasons)[number];

/** Bound on the search for the wishes of both sides, in times looked at: every schedule of a small fair, and an answer at once for a large one. */
const MOST_LOOKS = 2_000_000;

interface Pair {
  first: string;
  second: string;
  mutual: boolean;
  /** Sum of the ranks, a missing one as 20: smaller is dearer. */
  weight: number;
}

/**
 * Proposes who meets whom, when and at which table. Wishes of both sides come first, then those of one side, the dearest
 * first, and among equals those who have the fewest meetings. Nobody meets two at a time, a table holds one meeting at a
 * time, nobody is disturbed when busy. The same request gives the same schedule, whatever the order of its lists.
 *
 * The wishes of both sides are searched with backtracking, the pair with the fewest possible times first: where all can be
 * met and the fair is small, all are. Then a meeting already placed moves out of the way where it can.
 */
export function makeSchedule(request: ScheduleRequest): PlannedMeeting[] {
  const board = newBoard(request);
  const pairs = pairsOf(request);
  placeMutual(
    board,
    pairs.filter(({ mutual }) => mutual),
  );
  const rest = pairs.filter(({ mutual }) => !mutual);
  while (rest.length > 0) {
    rest.sort((a, b) => a.weight - b.weight || meetingsOf(board, a) - meetingsOf(board, b) || byPair(a, b));
    const [pair] = rest.splice(0, 1);
    if (pair) placeOrShift(board, pair);
  }
  return withTables(board);
}

/** Why a wish is not met by the meetings that stand; null where it is. */
export function whyUnmet(
  { slots, tables, participants }: Omit<ScheduleRequest, 'wishes'>,
  meetings: readonly PlannedMeeting[],
  { from, to }: Pick<Wish, 'from' | 'to'>,
): UnmetReason | null {
  const [first, second] = ordered(from, to);
  if (meetings.some((one) => one.first === first && one.second === second)) return null;
  const both = participants.filter(({ id }) => id === from || id === to);
  if (both.length < 2) return 'not-coming';
  const common = slots.filter((slot) => both.every(({ busy }) => !busy.has(slot)));
  if (common.length === 0) return 'no-common-time';
  const sits = (slot: string) =>
    meetings.some((one) => one.slot === slot && [one.first, one.second].some((id) => id === from || id === to));
  const open = common.filter((slot) => !sits(slot));
  if (open.length > 0 && open.every((slot) => meetings.filter((one) => one.slot === slot).length >= tables)) return 'tables-full';
  return 'other-meetings';
}

const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);
const byPair = (a: Pick<Pair, 'first' | 'second'>, b: Pick<Pair, 'first' | 'second'>) =>
  a.first === b.first ? (a.second < b.second ? -1 : Number(a.second > b.second)) : a.first < b.first ? -1 : 1;
const keyOf = ({ first, second }: Pick<Pair, 'first' | 'second'>) => `${first} ${second}`;

function pairsOf({ participants, wishes }: ScheduleRequest): Pair[] {
  const coming = new Set(participants.map(({ id }) => id));
  const rankOf = new Map(wishes.map(({ from, to, rank }) => [`${from} ${to}`, rank]));
  const pairs = new Map<string, Pair>();
  for (const { from, to } of wishes) {
    if (from === to || !coming.has(from) || !coming.has(to)) continue;
    const [first, second] = ordered(from, to);
    const there = rankOf.get(`${first} ${second}`);
    const back = rankOf.get(`${second} ${first}`);
    const mutual = there !== undefined && back !== undefined;
    pairs.set(keyOf({ first, second }), { first, second, mutual, weight: (there ?? 20) + (back ?? 20) });
  }
  return [...pairs.values()].toSorted((a, b) => a.weight - b.weight || byPair(a, b));
}

/** Who sits when: the state of the search. */
interface Board {
  slots: readonly string[];
  tables: number;
  busy: ReadonlyMap<string, ReadonlySet<string>>;
  /** By slot: partner of each who sits. */
  sits: Map<string, Map<string, Pair>>;
  /** Slot of each pair that is placed. */
  placed: Map<string, { pair: Pair; slot: string }>;
  /** How many meetings each has. */
  meetings: Map<string, number>;
}

function newBoard({ slots, tables, participants }: ScheduleRequest): Board {
  const times = [...new Set(slots)].toSorted();
  return {
    slots: times,
    tables,
    busy: new Map(participants.map(({ id, busy }) => [id, busy])),
    sits: new Map(times.map((slot) => [slot, new Map<string, Pair>()])),
    placed: new Map(),
    meetings: new Map(),
  };
}

const seatsAt = (board: Board, slot: string) => board.sits.get(slot) ?? new Map<string, Pair>();
const hasTable = (board: Board, slot: string) => seatsAt(board, slot).size / 2 < board.tables;
const isFree = (board: Board, id: string, slot: string) => !board.busy.get(id)?.has(slot) && !seatsAt(board, slot).has(id);
const fits = (board: Board, { first, second }: Pair, slot: string) =>
  hasTable(board, slot) && isFree(board, first, slot) && isFree(board, second, slot);
const timesOf = (board: Board, pair: Pair) => board.slots.filter((slot) => fits(board, pair, slot));
const meetingsOf = (board: Board, { first, second }: Pair) => (board.meetings.get(first) ?? 0) + (board.meetings.get(second) ?? 0);

function count(board: Board, { first, second }: Pair, by: 1 | -1): void {
  for (const id of [first, second]) board.meetings.set(id, (board.meetings.get(id) ?? 0) + by);
}

function place(board: Board, pair: Pair, slot: string): void {
  const seats = seatsAt(board, slot);
  seats.set(pair.first, pair);
  seats.set(pair.second, pair);
  board.placed.set(keyOf(pair), { pair, slot });
  count(board, pair, 1);
}

function lift(board: Board, pair: Pair): void {
  const found = board.placed.get(keyOf(pair));
  if (!found) return;
  const seats = seatsAt(board, found.slot);
  seats.delete(pair.first);
  seats.delete(pair.second);
  board.placed.delete(keyOf(pair));
  count(board, pair, -1);
}

/** Places as many of the pairs as the search finds, all of them where it ends. */
function placeMutual(board: Board, pairs: readonly Pair[]): void {
  let looks = 0;
  let best: { pair: Pair; slot: string }[] = [];
  const search = (left: readonly Pair[]): boolean => {
    if (board.placed.size > best.length) best = [...board.placed.values()];
    if (left.length === 0) return true;
    // The pair with the fewest times first: where it has none, everything below is in vain.
    looks += left.length * board.slots.length;
    const choices = left.map((pair) => ({ pair, times: timesOf(board, pair) }));
    const next = choices.reduce((a, b) => (b.times.length < a.times.length ? b : a));
    const others = left.filter((pair) => pair !== next.pair);
    for (const slot of next.times) {
      if (looks > MOST_LOOKS) return false;
      place(board, next.pair, slot);
      if (search(others)) return true;
      lift(board, next.pair);
    }
    return false;
  };
  if (search(pairs)) return;
  for (const { pair } of board.placed.values()) lift(board, pair);
  for (const { pair, slot } of best) place(board, pair, slot);
  for (const pair of pairs) if (!board.placed.has(keyOf(pair))) placeOrShift(board, pair);
}

/** Places a pair at its first time; where it has none, moves one meeting that is in the way to another of its times. */
function placeOrShift(board: Board, pair: Pair): void {
  const [slot] = timesOf(board, pair);
  if (slot !== undefined) {
    place(board, pair, slot);
    return;
  }
  for (const wanted of board.slots) {
    if ([pair.first, pair.second].some((id) => board.busy.get(id)?.has(wanted))) continue;
    const seats = seatsAt(board, wanted);
    const inTheWay = new Set([seats.get(pair.first), seats.get(pair.second)].filter((one) => one !== undefined));
    const movable = inTheWay.size > 0 ? [...inTheWay] : [...new Set(seats.values())];
    if (inTheWay.size > 1) continue;
    for (const other of movable) {
      lift(board, other);
      const elsewhere = timesOf(board, other).find((one) => one !== wanted);
      if (elsewhere !== undefined && fits(board, pair, wanted)) {
        place(board, other, elsewhere);
        place(board, pair, wanted);
        return;
      }
      place(board, other, wanted);
    }
  }
}

/** Gives each meeting of a time a table, so that whoever sat at one in the time before stays there where they can. */
function withTables(board: Board): PlannedMeeting[] {
  const meetings: PlannedMeeting[] = [];
  const last = new Map<string, number>();
  for (const slot of board.slots) {
    const pairs = [...new Set(seatsAt(board, slot).values())].toSorted(byPair);
    const taken = new Set<number>();
    const tableOf = new Map<Pair, number>();
    for (const pair of pairs) {
      const wish = [last.get(pair.first), last.get(pair.second)].find((table) => table !== undefined && !taken.has(table));
      if (wish === undefined) continue;
      taken.add(wish);
      tableOf.set(pair, wish);
    }
    for (const pair of pairs) {
      let table = tableOf.get(pair);
      for (let number = 1; table === undefined; number++) if (!taken.has(number)) table = number;
      taken.add(table);
      for (const id of [pair.first, pair.second]) last.set(id, table);
      meetings.push({ first: pair.first, second: pair.second, slot, table });
    }
  }
  return meetings;
}
