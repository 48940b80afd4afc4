import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test, vi } from 'vitest';
import { typeset, typst } from './index.ts';

// The machine of the tests may be busy, and the process starts with the first document.
vi.setConfig({ testTimeout: 60_000 });

const at = new Date('2026-03-01T09:00:00Z');
const plain = typst`
= #data.heading
#for line in data.lines [#own(line)

]
`;

async function read(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: true });
  const { info } = await document.getMetadata();
  const mark = await document.getMarkInfo();
  return { text, info: info as Record<string, unknown>, tagged: mark?.Marked, pages: document.numPages };
}

async function lines(given: string[], lang = 'en') {
  return await read(await typeset({ template: plain, data: { heading: 'H', lines: given }, lang, title: 'A title', at }));
}

test('writes a tagged PDF with its title and language', async () => {
  const pdf = await typeset({ template: plain, data: { heading: 'Certificate', lines: ['one'] }, lang: 'it', title: 'Attestato', at });
  const { text, info, tagged } = await read(pdf);
  expect(text).toContain('Certificate');
  expect(info).toMatchObject({ Title: 'Attestato', Language: 'it' });
  expect(tagged).toBe(true);
  expect(pdf.toString('latin1')).toMatch(/pdfuaid:part>1</);
});

test.each([
  ['Romanian', 'ro', 'Țară, împrumut, știință, așa'],
  ['Ge’ez script', 'am', 'ሰላም ለዓለም'],
  ['Greek', 'el', 'Καλημέρα'],
  ['Cyrillic', 'uk', 'Привіт, ґанок'],
  ['Wolof', 'wo', 'Ñëw na, jërëjëf ŋ'],
])('prints %s so that it can be read out again', async (_, lang, words) => {
  const { text, info } = await lines([words], lang);
  expect(text).toContain(words);
  expect(text).not.toContain('\u{FFFD}');
  expect(info['Language']).toBe(lang);
});

test('prints Arabic with its letters in their order, each once', async () => {
  const { text, info } = await lines(['شهادة حضور الدورة، مرحبا بالعالم'], 'ar');
  // The reader gives the words of a line from left to right.
  for (const word of ['شهادة', 'حضور', 'الدورة', 'مرحبا', 'بالعالم']) expect(text.split(/[\s،]+/u)).toContain(word);
  expect(info['Language']).toBe('ar');
});

test('sets Arabic from right to left', async () => {
  const template = typst`#context [direction #text.dir]`;
  const rtl = await read(await typeset({ template, data: null, lang: 'ar', title: 'T', at }));
  const ltr = await read(await typeset({ template, data: null, lang: 'fr', title: 'T', at }));
  expect(ltr.text).toContain('ltr');
  expect(rtl.text).toContain('rtl');
});

test.each([
  '#panic("no")',
  '$x^2$ \\ [a] {b} *c* _d_ `e` <f> @g',
  '= not a heading',
  '#read("/data.json")',
  '"; import "x": *',
  '// a comment? /* no */',
])('prints %s as it was typed', async (hostile) => {
  const { text } = await lines([hostile]);
  expect(text.replaceAll(/\s+/gu, ' ')).toContain(hostile);
});

test('does not let a text turn the direction of what follows', async () => {
  const { text } = await lines(['\u202eabc', 'left \u2069\u2067', 'end']);
  expect(text).toContain('abc');
  expect(text).toContain('end');
});

test('marks a character that no font has, and drops control characters', async () => {
  const { text } = await lines(['漢 a\u0000b\u0007c\ufffe 😀 \ud800']);
  expect(text).toContain('\u{FFFD} abc');
});

test.each([
  ['one Arabic word of 100,000 letters', 'م'.repeat(100_000)],
  ['one Latin word of 100,000 letters', 'x'.repeat(100_000)],
  ['a letter under 50,000 accents', `a${'\u0323'.repeat(50_000)}`],
  ['4,000 lines', 'a\n\n\n'.repeat(4_000)],
  ['5,000 changes of direction', 'aم'.repeat(5_000)],
  ['5,000 isolates', '\u2067a\u2066b\u2069\u2069'.repeat(5_000)],
])('survives %s', async (_, text) => {
  const { pages } = await lines([text, 'end']);
  expect(pages).toBeGreaterThan(0);
});

test('aligns figures and repeats the head of a long table', async () => {
  const template = typst`#figures(("Item", "Amount"), data.rows, numbers: (1,))`;
  const rows = Array.from({ length: 120 }, (_, index) => [`Item ${index}`, `${index}.00`]);
  const { text, pages } = await read(await typeset({ template, data: { rows }, lang: 'ar', title: 'T', note: 'Source: the plan', at }));
  expect(pages).toBeGreaterThan(1);
  expect(text.split('Amount').length - 1).toBe(pages);
  expect(text).toContain('Source: the plan');
  expect(text).toContain(`1 / ${pages}`);
});

test.each([
  ['en', 'Demonstration – invented people and offices'],
  ['ar', 'عرض تجريبي'],
])('says above every page that it is of a demonstration, in %s, and nothing where it is not', async (lang, mark) => {
  const template = typst`First #pagebreak() Second`;
  const marked = await typeset({ template, data: null, lang, title: 'T', mark, at });
  const { text, pages, tagged } = await read(marked);
  expect(pages).toBe(2);
  expect(tagged).toBe(true);
  const own = await typeset({ template, data: null, lang, title: 'T', at });
  expect((await read(own)).text).not.toContain(mark.slice(0, 4));
  if (lang === 'en') expect(text.split(mark)).toHaveLength(3);
  expect(marked.length).toBeGreaterThan(own.length);
});

test('prints a picture that we drew', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>';
  const template = typst`#image("/code.svg", width: 3cm, alt: "A code")`;
  const { tagged } = await read(await typeset({ template, data: null, lang: 'en', title: 'T', images: { code: svg }, at }));
  expect(tagged).toBe(true);
});

test('gives the same bytes for the same paper', async () => {
  const paper = { template: plain, data: { heading: 'H', lines: ['one'] }, lang: 'en', title: 'T', at };
  expect((await typeset(paper)).equals(await typeset(paper))).toBe(true);
});

test('refuses what is too large', async () => {
  await expect(lines(['x'.repeat(600_001)])).rejects.toMatchObject({ code: 'too-large' });
  await expect(typeset({ template: '', data: null, lang: 'en', title: 'x'.repeat(501) })).rejects.toMatchObject({ code: 'too-large' });
});

test('ends a document that takes too long, and goes on with the next', async () => {
  const template = typst`#{ let sum = 0; for a in range(20000) { for b in range(20000) { sum += 1 } }; sum }`;
  const slow = typeset({ template, data: null, lang: 'en', title: 'T', at }, { limitMs: 1500 });
  const after = lines(['after']);
  await expect(slow).rejects.toMatchObject({ code: 'too-slow' });
  expect((await after).text).toContain('after');
});

test('outlives an end of the compiler itself, and goes on with the next', async () => {
  // Text of a template is not made breakable: the PDF writer of this version aborts on it.
  const broken = typeset({ template: typst`#("م" * 100000)`, data: null, lang: 'ar', title: 'T', at });
  const after = lines(['after']);
  await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
  expect((await after).text).toContain('after');
});

test('a template that does not compile is a defect, and the next document is printed', async () => {
  await expect(typeset({ template: '#nothing-of-the-kind', data: null, lang: 'en', title: 'T' })).rejects.toThrow('unknown variable');
  await expect(typeset({ template: '#read("/etc/passwd")', data: null, lang: 'en', title: 'T' })).rejects.toThrow('compile');
  expect((await lines(['after'])).text).toContain('after');
});

test('prints many at once, each its own', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, async (_, index) => (await lines([`only ${index}.`])).text));
  for (const [index, text] of all.entries()) expect(text).toContain(`only ${index}.`);
});
