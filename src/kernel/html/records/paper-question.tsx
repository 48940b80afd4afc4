import type { ComponentChildren } from 'preact';

/** A question on a printed form, which is not torn over two sheets. */
export function PaperQuestion({ children }: { children: ComponentChildren }) {
  return <div class="paper-question">{children}</div>;
}

/** Room to write by hand on a printed form: a line, or a box where more is asked. */
export function PaperRoom({ wide = false }: { wide?: boolean }) {
  return <div class={wide ? 'paper-lines' : 'paper-line'} />;
}
