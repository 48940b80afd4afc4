import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export type TagProps = { children: ComponentChildren; tone?: Tone };

/** A state in one or two words. The tone repeats what the words say; it never says it alone. */
export function Tag({ children, tone = 'neutral' }: TagProps) {
  return <strong class={`tag tag-${tone}`}>{children}</strong>;
}
