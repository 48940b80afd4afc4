import type { ComponentChildren } from 'preact';

export type DetailsProps = { summary: string; children: ComponentChildren; open?: boolean; id?: string };

/** Text that few readers need, opened by those who do. */
export function Details({ summary, children, open, id }: DetailsProps) {
  return (
    <details class="details" open={open} id={id}>
      <summary>
        <span class="details-summary">{summary}</span>
      </summary>
      <div class="details-body">{children}</div>
    </details>
  );
}
