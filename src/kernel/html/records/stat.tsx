import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';

export type StatProps = {
  label: string;
  /** The figure, already formatted, or a word for a withheld one. */
  value: ComponentChildren;
  /** What the figure compares with or covers. */
  note?: ComponentChildren;
  href?: string;
};

/** One figure with its name. Stands inside a `StatGrid`. */
export function Stat({ label, value, note, href }: StatProps) {
  return (
    <div class="stat">
      <dt class="stat-label">{href ? <Link href={href}>{label}</Link> : label}</dt>
      <dd class={isLong(value) ? 'stat-value stat-value-long' : 'stat-value'}>{value}</dd>
      {note && <dd class="stat-note">{note}</dd>}
    </div>
  );
}

const MOST_AT_FULL_SIZE = 8;
const isLong = (value: ComponentChildren): boolean => typeof value === 'string' && value.length > MOST_AT_FULL_SIZE;

export type StatGridProps = { children: ComponentChildren; label?: string };

/** Several figures side by side. */
export function StatGrid({ children, label }: StatGridProps) {
  return (
    <dl class="stat-grid" aria-label={label}>
      {children}
    </dl>
  );
}
