import type { ComponentChildren } from 'preact';

export type DetailsProps = {
  summary: ComponentChildren;
  children: ComponentChildren;
  open?: boolean;
  id?: string;
  /** Level of a heading, where the fold is a section of its page. */
  level?: 2 | 3;
};

/** Text that few readers need, opened by those who do; on paper it stands open. */
export function Details({ summary, children, open, id, level }: DetailsProps) {
  const Summary = level ? (`h${level}` as const) : 'span';
  return (
    <details class={level ? 'details details-section' : 'details'} open={open} id={id}>
      <summary>
        <Summary class="details-summary">{summary}</Summary>
      </summary>
      <div class="details-body">{children}</div>
    </details>
  );
}
