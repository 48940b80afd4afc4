import { expect, test } from 'vitest';
import { piecesOf } from './light-text.tsx';

test('reads paragraphs, lists and headings, and nothing else', () => {
  expect(piecesOf('## Why\n\nOne line\nand more\n- rent\n- goods\n\n<b>not markup</b>')).toEqual([
    { kind: 'heading', text: 'Why' },
    { kind: 'paragraph', lines: ['One line', 'and more'] },
    { kind: 'list', items: ['rent', 'goods'] },
    { kind: 'paragraph', lines: ['<b>not markup</b>'] },
  ]);
  expect(piecesOf('')).toEqual([]);
});
