import { Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Work } from '../mark-exercise.ts';

// uses messages: learning.verdict.*
/** What was said of a piece of work last. */
export function VerdictTag({ ctx: { t }, work }: { ctx: Context; work: Pick<Work, 'reviews'> }) {
  const verdict = work.reviews[0]?.verdict ?? 'open';
  return <Tag tone={verdict === 'accepted' ? 'success' : verdict === 'again' ? 'warning' : 'info'}>{t(`learning.verdict.${verdict}`)}</Tag>;
}

/** A text as it was typed, a paragraph a line. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <p key={`${index}:${line}`} dir="auto">
          {line}
        </p>
      ))}
    </>
  );
}
