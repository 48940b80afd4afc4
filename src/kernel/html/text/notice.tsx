import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useUi } from '../ui.ts';

export type NoticeTone = 'success' | 'info' | 'warning' | 'danger';

export type NoticeProps = {
  tone?: NoticeTone;
  /** A short title; without one the tone is named for people who cannot see its colour. */
  title?: string;
  children?: ComponentChildren;
  /** For the answer to what the person just did: spoken at once and given the focus. */
  announce?: boolean;
};

/** A message that stands out from the page: what happened, why, and what to do. */
export function Notice({ tone = 'info', title, children, announce }: NoticeProps) {
  const { t } = useUi();
  const titleId = useId();
  const name = t(`html.notice.${tone}`);
  return (
    <div
      class={`notice notice-${tone}`}
      role={announce ? (tone === 'danger' ? 'alert' : 'status') : 'group'}
      aria-labelledby={titleId}
      tabIndex={announce ? -1 : undefined}
      autofocus={announce || undefined}
    >
      <p class={title ? 'notice-title' : 'visually-hidden'} id={titleId}>
        {title ?? name}
      </p>
      {children && <div class="notice-body">{children}</div>}
    </div>
  );
}
