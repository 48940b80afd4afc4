import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test, vi } from 'vitest';
import { readPage } from './read-page.ts';
import { typesetPage } from './typeset-page.ts';

// The machine of the tests may be busy, and the process starts with the first document.
vi.setConfig({ testTimeout: 60_000 });

const html = `
  <div class="page-heading"><p class="page-caption">Board of <bdi>Esempio</bdi></p><h1>Minutes</h1></div>
  <section><div class="section-head"><h2>Points</h2><div class="section-actions"><a href="/x">Add one</a></div></div>
    <p>First &amp; second<br>line</p><p class="hint">A remark</p><p><span class="tag">Held</span> <span class="tag tag-info">Open</span> since May</p>
    <h4>Deep</h4>
    <ul><li>One</li><li>Two <span class="visually-hidden">hidden</span></li></ul>
    <form><label>Words</label><button>Send</button></form>
    <dl><div><dt>When</dt><dd>Today</dd><dd>at nine</dd></div></dl>
    <table><caption class="visually-hidden">Said</caption><thead><tr><th>Name</th><th>Count</th></tr></thead>
      <tbody><tr><th scope="row">Oil</th><td class="numeric">1,200</td></tr><tr><th>Wool</th></tr></tbody></table>
    <svg><text>drawn</text></svg>
  </section>
  loose <strong>words</strong> A → B`;

test('reads the words, facts and tables of a page, and leaves out what only a screen can do', () => {
  expect(readPage(html)).toEqual([
    { kind: 'paragraph', text: 'Board of \u2068Esempio\u2069', small: true },
    { kind: 'heading', level: 2, text: 'Points' },
    { kind: 'paragraph', text: 'First & second\nline', small: false },
    { kind: 'paragraph', text: 'A remark', small: true },
    { kind: 'paragraph', text: 'Held · Open · since May', small: false },
    { kind: 'heading', level: 4, text: 'Deep' },
    { kind: 'list', items: ['One', 'Two'] },
    { kind: 'facts', rows: [['When', 'Today\nat nine']] },
    {
      kind: 'table',
      caption: '',
      head: ['Name', 'Count'],
      rows: [
        ['Oil', '1,200'],
        ['Wool', ''],
      ],
      numbers: [1],
    },
    { kind: 'paragraph', text: 'loose words A – B', small: false },
  ]);
});

test('a page without words, a table without rows and a list of sections are read too', () => {
  expect(readPage('')).toEqual([]);
  expect(readPage('<table><thead><tr><th>Name</th></tr></thead><tbody></tbody></table>')).toEqual([]);
  expect(readPage('<ul><li><h3>Part</h3><p>Words</p></li></ul>')).toEqual([
    { kind: 'heading', level: 3, text: 'Part' },
    { kind: 'paragraph', text: 'Words', small: false },
  ]);
});

const paper = async (given: string, lang = 'en') => {
  const made = { html: given, title: 'Minutes', lang, note: 'Network, 1 March', mark: '', at: new Date('2026-03-01T09:00:00Z') };
  const document = await getDocumentProxy(new Uint8Array(await typesetPage(made)));
  const { text } = await extractText(document, { mergePages: true });
  return { text, tagged: (await document.getMarkInfo())?.Marked, view: (await document.getPage(1)).view };
};

test('prints it as a tagged PDF', async () => {
  const { text, tagged, view } = await paper(html);
  for (const words of ['Minutes', 'Points', 'First & second', 'Deep', 'Today', '1,200', 'Network, 1 March']) expect(text).toContain(words);
  for (const words of ['Add one', 'Send', 'hidden', 'drawn']) expect(text).not.toContain(words);
  expect(tagged).toBe(true);
  expect(view[3]).toBeGreaterThan(view[2] ?? 0);
});

test('sets a table of many columns across, and Arabic with its letters in order', async () => {
  const cells = (tag: string) => ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز'].map((one) => `<${tag}>${one}</${tag}>`).join('');
  const { text, view } = await paper(`<h2>محضر الاجتماع</h2><table><tr>${cells('th')}</tr><tr>${cells('td')}</tr></table>`, 'ar');
  expect(text).toContain('محضر');
  expect(view[2]).toBeGreaterThan(view[3] ?? 0);
});

test('what people typed is only ever text', async () => {
  const { text } = await paper('<p>#import "/etc/passwd" $x$ *bold* &lt;b&gt; #data</p>');
  expect(text).toContain('#import "/etc/passwd" $x$ *bold* <b> #data');
});
