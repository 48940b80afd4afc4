import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';

export type SummaryAction = {
  href: string;
  text: string;
  /** What the action is about, heard but not seen: "Change" + "telephone number". */
  about?: string;
};

export type SummaryRow = {
  key: string;
  label: ComponentChildren;
  value: ComponentChildren;
  actions?: readonly SummaryAction[];
};

export type SummaryListProps = { rows: readonly SummaryRow[]; label?: string };

/** The facts of a record, one a row, with what one can do about each. */
export function SummaryList({ rows, label }: SummaryListProps) {
  return (
    <dl class="summary-list" aria-label={label}>
      {rows.map((row) => (
        <div class="summary-row" key={row.key}>
          <dt>{row.label}</dt>
          {/* Names and numbers keep their own direction inside a line of the other. */}
          <dd class="summary-value">{typeof row.value === 'string' ? <bdi>{row.value}</bdi> : row.value}</dd>
          {row.actions && row.actions.length > 0 && (
            <dd class="summary-actions">
              {row.actions.map((action) => (
                <Link key={action.href + action.text} href={action.href}>
                  {action.text}
                  {action.about && <span class="visually-hidden"> {action.about}</span>}
                </Link>
              ))}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
