import { typst } from './paper-style.ts';
import { readPage, type Block } from './read-page.ts';
import { typeset, type Json } from './typeset.ts';

const template = typst`
#set page(flipped: data.wide)
= #own(data.title)
#for block in data.blocks {
  if block.kind == "heading" { heading(level: block.level, own(block.text)) }
  else if block.kind == "list" { list(..block.items.map(own)) }
  else if block.kind == "facts" {
    for (label, value) in block.rows { par[#text(fill: faint, own(label)) \ #own(value)] }
  }
  else if block.kind == "table" {
    if block.caption != "" { strong(own(block.caption)) }
    figures(block.head, block.rows, numbers: block.numbers)
  }
  else if block.small { par(small(own(block.text))) }
  else { par(own(block.text)) }
}
`;

export interface PageToPrint {
  /** HTML of ours: what stands inside the layout. */
  html: string;
  title: string;
  lang: string;
  /** Left of the page number: whose page it is, its address and the hour. */
  note: string;
  /** Above every page of a demonstration; empty elsewhere. */
  mark: string;
  at: Date;
}

/** Tables of more columns are set across. */
const MOST_UPRIGHT = 6;
const MOST_NOTE = 480;
const DEEPEST = 4;

/**
 * A page as a tagged PDF: its words, facts and tables in their order, without what only a screen can do. A heading is never more than one
 * level below the one before it (PDF/UA-1). Refusals: those of `typeset`.
 */
export async function typesetPage({ html, title, lang, note, mark, at }: PageToPrint): Promise<Buffer> {
  const blocks = inOrder(readPage(html));
  const wide = blocks.some((block) => block.kind === 'table' && block.head.length > MOST_UPRIGHT);
  return await typeset({
    template,
    data: { title, wide, blocks: blocks as readonly Json[] },
    lang,
    title: title.slice(0, MOST_NOTE),
    note: note.slice(0, MOST_NOTE),
    mark,
    at,
  });
}

function inOrder(blocks: readonly Block[]): Block[] {
  let last = 1;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    last = Math.min(block.level, last + 1, DEEPEST);
    return { ...block, level: last };
  });
}
