import type { VNode } from 'preact';
import { useUi } from '#kernel/html';
import { textIn, type Translated } from '#kernel/i18n';

/** A piece of light markdown: a heading, a list, or a paragraph of lines. */
export type Piece = { kind: 'heading'; text: string } | { kind: 'list'; items: string[] } | { kind: 'paragraph'; lines: string[] };

/** Reads light markdown: paragraphs, `- ` lists, `## ` headings. Everything else is text as it stands. */
export function piecesOf(text: string): Piece[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((part) => piecesOfPart(part.split('\n').filter((line) => line.trim() !== '')));
}

function piecesOfPart(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    const heading = /^#{2,4} (.+)$/.exec(line)?.[1];
    const item = /^\s*[-*] (.+)$/.exec(line)?.[1];
    if (heading !== undefined) pieces.push({ kind: 'heading', text: heading });
    else if (item !== undefined && last?.kind === 'list') last.items.push(item);
    else if (item !== undefined) pieces.push({ kind: 'list', items: [item] });
    else if (last?.kind === 'paragraph') last.lines.push(line);
    else pieces.push({ kind: 'paragraph', lines: [line] });
  }
  return pieces;
}

/** A line with its `**bold**` words. */
export function Inline({ text }: { text: string }): VNode {
  return <>{text.split(/\*\*([^*]+)\*\*/).map((part, index) => (index % 2 ? <strong key={index}>{part}</strong> : part))}</>;
}

/** A text of a lesson in the reader's language, or marked as being in another. Its headings are of this level. */
export function LightText({ value, level = 2 }: { value: Translated; level?: 2 | 3 }) {
  const { lang } = useUi();
  const shown = textIn(value, lang);
  const Heading = `h${level}` as const;
  const body = piecesOf(shown.text).map((piece, index) => {
    if (piece.kind === 'heading') return <Heading key={index}>{piece.text}</Heading>;
    if (piece.kind === 'list')
      return (
        <ul key={index}>
          {piece.items.map((item) => (
            <li key={item}>
              <Inline text={item} />
            </li>
          ))}
        </ul>
      );
    return (
      <p key={index}>
        {piece.lines.map((line, at) => (
          <>
            {at > 0 && <br />}
            <Inline text={line} />
          </>
        ))}
      </p>
    );
  });
  if (shown.lang === lang) return <>{body}</>;
  return (
    <div lang={shown.lang} dir={shown.dir}>
      {body}
    </div>
  );
}
