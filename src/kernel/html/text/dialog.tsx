import type { ComponentChildren } from 'preact';
import { useUi } from '../ui.ts';
import { useIsland } from '../use-island.ts';
import type { ButtonKind } from './button.tsx';

export type DialogProps = {
  id: string;
  title: string;
  children: ComponentChildren;
  /** Buttons or a form that answer the dialog; a way to close it without acting is always there. */
  actions?: ComponentChildren;
};

/**
 * A native dialog. With scripts it opens as a modal; without, the opener's `#id` address shows it
 * through `:target`, and its close link goes back to the opener.
 */
export function Dialog({ id, title, children, actions }: DialogProps) {
  const { t } = useUi();
  useIsland('dialog');
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="button-group">
        {actions}
        <a class="button button-quiet" href={`#${id}-opener`} data-dialog-close>
          {t('html.dialog.close')}
        </a>
      </div>
    </dialog>
  );
}

export type DialogLinkProps = { dialog: string; children: ComponentChildren; kind?: ButtonKind };

/** The control that opens the dialog with the id `dialog`. */
export function DialogLink({ dialog, children, kind = 'secondary' }: DialogLinkProps) {
  useIsland('dialog');
  return (
    <a class={`button button-${kind}`} href={`#${dialog}`} id={`${dialog}-opener`} data-dialog-open={dialog}>
      {children}
    </a>
  );
}
