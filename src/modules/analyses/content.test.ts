import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBlock,
  blocksIn,
  contentSchema,
  emptyContent,
  missingIn,
  moveBlock,
  removeBlock,
  type Content,
  type NewBlock,
} from './content.ts';

const text = (words: string): NewBlock => ({ kind: 'text', words });
const point = (restsOn: string[] = []): NewBlock => ({ kind: 'point', name: 'Few come', words: 'Why', restsOn });
const wordsOf = ({ sections }: Content) => sections.data.map((one) => (one.kind === 'text' ? one.words : one.kind));
const three = ['a', 'b', 'c'].reduce((content, words) => addBlock(content, 'data', text(words)), emptyContent('Situation'));
const idAt = ({ sections }: Content, at: number) => sections.data[at]?.id ?? '';

describe('the blocks of an analysis', () => {
  test('stand in the part to which they belong, and in no other', () => {
    expect(() => addBlock(three, 'data', point())).toThrow(expect.objectContaining({ code: 'wrong-part' }));
    expect(blocksIn(addBlock(three, 'problems', point())).map(({ section }) => section)).toEqual(['data', 'data', 'data', 'problems']);
  });

  test('move by one place, and stay at the ends', () => {
    expect(wordsOf(moveBlock(three, idAt(three, 2), 'up'))).toEqual(['a', 'c', 'b']);
    expect(wordsOf(moveBlock(three, idAt(three, 0), 'up'))).toEqual(['a', 'b', 'c']);
    expect(wordsOf(moveBlock(three, idAt(three, 0), 'down'))).toEqual(['b', 'a', 'c']);
    expect(() => moveBlock(three, crypto.randomUUID(), 'up')).toThrow(expect.objectContaining({ code: 'no-block' }));
  });

  test('that are taken away are no longer what a problem rests on', () => {
    const with_ = addBlock(three, 'problems', point([idAt(three, 1), idAt(three, 2)]));
    const [problem] = removeBlock(with_, idAt(three, 1)).sections.problems;
    expect(problem).toMatchObject({ restsOn: [idAt(three, 2)] });
  });

  test('are a hundred at most in one part', () => {
    let full = emptyContent('Situation');
    for (let count = 0; count < 100; count += 1) full = addBlock(full, 'data', text('x'));
    expect(() => addBlock(full, 'data', text('x'))).toThrow(expect.objectContaining({ code: 'too-many-blocks' }));
    expect(contentSchema.safeParse(full).success).toBe(true);
  });

  test('are the same ones whatever way they are moved', () => {
    const moves = fc.array(fc.tuple(fc.nat(2), fc.constantFrom('up' as const, 'down' as const)));
    fc.assert(
      fc.property(moves, (list) => {
        const moved = list.reduce((content, [at, to]) => moveBlock(content, idAt(content, at), to), three);
        expect(wordsOf(moved).toSorted()).toEqual(['a', 'b', 'c']);
      }),
    );
  });
});

test('an analysis says which parts are empty before it is published', () => {
  expect(missingIn(emptyContent('Situation'))).toEqual(['summary', 'data', 'trends', 'policies', 'problems', 'chances']);
  expect(missingIn({ ...three, summary: 'In short' })).toEqual(['trends', 'policies', 'problems', 'chances']);
});
