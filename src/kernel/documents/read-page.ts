import { parseDocument } from 'htmlparser2';

/** What a page is made of on paper. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly small: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Columns of figures, counted from 0. */
      readonly numbers: readonly number[];
    };

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: unknown }>;

/** What can only be used on a screen, and the title, which the paper writes itself. */
const OFF_PAPER = new Set([
  'button',
  'dialog',
  'form',
  'h1',
  'input',
  'label',
  'nav',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
]);
/** The same by class, as style/print.css leaves it out; and what is said only to those who do not see the page. */
const OFF_PAPER_CLASS =
  /(?:^|\s)(?:visually-hidden|section-actions|summary-actions|button|button-group|button-reason|link-group|table-foot|table-shown|chip-links|tabs|sort-mark)(?:\s|$)/;
const SMALL_CLASS = /(?:^|\s)(?:hint|source|provenance|caption|page-caption)(?:\s|$)/;
const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6 header hr li main ol p section summary table ul'.split(
    ' ',
  ),
);

/** No font of the papers has them. */
const ARROWS = /[←→]/gu;

const isElement = (node: Node): node is Element => 'attribs' in node;
const classOf = ({ attribs }: Element) => attribs['class'] ?? '';
const isShown = (node: Node) =>
  !isElement(node) || !(OFF_PAPER.has(node.name) || OFF_PAPER_CLASS.test(classOf(node)) || node.attribs['aria-hidden'] === 'true');
const childrenOf = (node: Node): Node[] => ('children' in node ? (node.children as Node[]) : []);
const shownIn = (node: Node): Element[] => childrenOf(node).filter((child): child is Element => isElement(child) && isShown(child));
const isBlock = (node: Node) => isElement(node) && BLOCKS.has(node.name);
const holdsBlock = (node: Node): boolean => childrenOf(node).some((child) => isShown(child) && (isBlock(child) || holdsBlock(child)));

/** Reads a page that the product wrote as HTML; what stands on it in words and tables, in its order. */
export function readPage(html: string): Block[] {
  return blocksIn(parseDocument(html).children as Node[]);
}

function blocksIn(nodes: readonly Node[]): Block[] {
  const blocks: Block[] = [];
  let loose: Node[] = [];
  const flush = () => {
    const text = wordsOf(loose);
    if (text) blocks.push({ kind: 'paragraph', text, small: false });
    loose = [];
  };
  for (const node of nodes.filter(isShown)) {
    if (!isElement(node) || !(isBlock(node) || holdsBlock(node))) {
      loose.push(node);
      continue;
    }
    flush();
    blocks.push(...blocksOf(node));
  }
  flush();
  return blocks;
}

function blocksOf(element: Element): Block[] {
  if (/^h[2-6]$/.test(element.name)) return textBlock(element, (text) => ({ kind: 'heading', level: Number(element.name[1]), text }));
  if (element.name === 'table') return tableOf(element);
  if (element.name === 'dl') return factsOf(element);
  const items = shownIn(element);
  if ((element.name === 'ul' || element.name === 'ol') && !items.some((item) => shownIn(item).some(holdsStructure)))
    return [{ kind: 'list', items: items.map((item) => wordsOf([item])).filter(Boolean) }];
  if (holdsBlock(element)) return blocksIn(childrenOf(element));
  return textBlock(element, (text) => ({ kind: 'paragraph', text, small: SMALL_CLASS.test(classOf(element)) }));
}

/** Whether an item of a list is more than words: it has headings, tables or facts of its own. */
const holdsStructure = (node: Element): boolean => /^(?:h[2-6]|table|dl)$/.test(node.name) || shownIn(node).some(holdsStructure);

function textBlock(element: Element, make: (text: string) => Block): Block[] {
  const text = wordsOf([element]);
  return text ? [make(text)] : [];
}

function factsOf(list: Element): Block[] {
  const rows: [string, string][] = [];
  for (const term of find(list, (one) => one.name === 'dt' || one.name === 'dd')) {
    const text = wordsOf([term]);
    const last = rows.at(-1);
    if (term.name === 'dt' || !last) rows.push([text, '']);
    else if (text) last[1] = last[1] ? `${last[1]}\n${text}` : text;
  }
  return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
}

function tableOf(table: Element): Block[] {
  const cellsOf = (row: Element) => shownIn(row).filter(({ name }) => name === 'th' || name === 'td');
  const rows = find(table, ({ name }) => name === 'tr').map((row) => cellsOf(row));
  const headed = rows[0] !== undefined && rows[0].length > 0 && rows[0].every(({ name }) => name === 'th');
  const body = headed ? rows.slice(1) : rows;
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const full = (cells: readonly Element[]) => Array.from({ length: width }, (_, at) => (cells[at] ? wordsOf([cells[at]]) : ''));
  const numeric = (at: number) =>
    body.length > 0 && body.every((cells) => !cells[at] || /(?:^|\s)numeric(?:\s|$)/.test(classOf(cells[at])));
  if (width === 0 || body.length === 0) return [];
  const caption = find(table, ({ name }) => name === 'caption')[0];
  return [
    {
      kind: 'table',
      caption: caption && isShown(caption) ? wordsOf([caption]) : '',
      head: full(headed ? (rows[0] ?? []) : []),
      rows: body.map((cells) => full(cells)),
      numbers: Array.from({ length: width }, (_, at) => at).filter((at) => at > 0 && numeric(at)),
    },
  ];
}

/** Elements below one that fit, without looking into those found. */
function find(within: Element, fits: (element: Element) => boolean): Element[] {
  return shownIn(within).flatMap((child) => (fits(child) ? [child] : find(child, fits)));
}

/** The words of some nodes: isolated text stays isolated, blocks inside stand on lines of their own. */
function wordsOf(nodes: readonly Node[]): string {
  return nodes
    .map(rawWords)
    .join('')
    .replaceAll(ARROWS, '–')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/(?: · )(?:[\s·]*· )?/gu, ' · ')
    .replaceAll(/(?: · )?\n(?: · |[ \n])*/gu, '\n')
    .replaceAll(/^[\s·]+|[\s·]+$/gu, '')
    .trim();
}

function rawWords(node: Node): string {
  if (!isShown(node)) return '';
  if (!isElement(node)) return 'data' in node ? String(node.data).replaceAll(/\s+/gu, ' ') : '';
  if (node.name === 'br') return '\n';
  const inner = childrenOf(node).map(rawWords).join('');
  if (node.name === 'bdi') return `\u2068${inner}\u2069`;
  if (/(?:^|\s)tag(?:\s|$)/.test(classOf(node))) return ` · ${inner} · `;
  return isBlock(node) ? `\n${inner}\n` : inner;
}
