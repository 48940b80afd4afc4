import fc from 'fast-check';

/** Parts that a hand-over may keep back. */
export const withheldParts = ['notes', 'documents', 'appointments'];

const which = fc.nat(7);

/** Mostly whoever may do it, so that the file moves on; else one of the three counsellors or the person. */
const by = fc.constantFrom(...Array<null>(12).fill(null), 0, 1, 2, 3);

/** What somebody does next; which hand-over or grant is meant is counted from those that there are. */
export const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('offer' as const),
      by,
      onward: fc.constantFrom(1, 2, 1, 2, 1, 2, 0),
      kind: fc.constantFrom('hand-over', 'hand-over', 'joint'),
      parts: fc.subarray(withheldParts),
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('accept' as const), by, which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('decline' as const), by, which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('end' as const), by, which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('withdraw' as const), by, which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('release' as const), by, part: fc.constantFrom(...withheldParts) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('note' as const), by }) },
);

export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** There and back again, with everything that can happen on the way; generated stories seldom have all of it. */
export const everyMove: Move[] = [
  { does: 'offer', by: null, onward: 1, kind: 'joint', parts: ['notes'] },
  { does: 'accept', by: null, which: 0 },
  { does: 'note', by: 1 },
  { does: 'end', by: null, which: 0 },
  { does: 'note', by: 1 },
  { does: 'offer', by: null, onward: 1, kind: 'hand-over', parts: ['documents'] },
  { does: 'accept', by: 0, which: 0 },
  { does: 'accept', by: null, which: 0 },
  { does: 'note', by: 0 },
  { does: 'note', by: null },
  { does: 'release', by: 1, part: 'notes' },
  { does: 'release', by: null, part: 'notes' },
  { does: 'offer', by: null, onward: 2, kind: 'hand-over', parts: [] },
  { does: 'accept', by: null, which: 0 },
  { does: 'offer', by: null, onward: 2, kind: 'hand-over', parts: ['notes'] },
  { does: 'decline', by: null, which: 0 },
  { does: 'offer', by: null, onward: 1, kind: 'hand-over', parts: ['notes'] },
  { does: 'withdraw', by: null, which: 3 },
  { does: 'withdraw', by: null, which: 4 },
  { does: 'offer', by: null, onward: 1, kind: 'hand-over', parts: ['notes'] },
];
