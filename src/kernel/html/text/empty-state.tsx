import type { ComponentChildren } from 'preact';

export type EmptyStateProps = { title: string; children?: ComponentChildren; action?: ComponentChildren };

/** What a list shows when it has nothing: why, and what one can do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <p class="empty-title">{title}</p>
      {children && <div class="empty-body">{children}</div>}
      {action && <div class="button-group">{action}</div>}
    </div>
  );
}
