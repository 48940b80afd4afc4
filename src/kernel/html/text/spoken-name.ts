import type { ComponentChildren } from 'preact';

/**
 * The name by which a button or link is heard: what is written on it, then the fuller words. People who speak to their
 * device say what they read (WCAG 2.2, 2.5.3), so the visible words always stand in it.
 */
export function spokenName(children: ComponentChildren, label: string | undefined): string | undefined {
  if (label === undefined || typeof children !== 'string') return label;
  const seen = children.trim();
  return label.toLowerCase().includes(seen.toLowerCase()) ? label : `${seen}: ${label}`;
}
