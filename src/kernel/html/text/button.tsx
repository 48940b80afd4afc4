import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useUi } from '../ui.ts';
import { spokenName } from './spoken-name.ts';
import { useHref } from './use-href.ts';

export type ButtonKind = 'primary' | 'secondary' | 'warning' | 'quiet';

export type ButtonProps = {
  children: ComponentChildren;
  kind?: ButtonKind;
  type?: 'submit' | 'button';
  name?: string;
  value?: string;
  /** Sends the form to another address than its own. */
  formAction?: string;
  /** The id of the form, where the button stands outside it. */
  form?: string;
  /** Why the button cannot be used now; shown beside it. Its presence disables the button. */
  disabledReason?: string;
  /** A fuller name for people who hear the button without its surroundings. */
  label?: string;
  id?: string;
};

/**
 * A button. A disabled one stays in the tab order and says why: it is `aria-disabled` and no submit button,
 * so that keyboard and screen-reader users meet the reason too.
 */
export function Button({ children, kind = 'primary', type = 'submit', disabledReason, label, formAction, ...rest }: ButtonProps) {
  const resolve = useHref();
  const reasonId = useId();
  const classes = `button button-${kind}`;
  if (!disabledReason) {
    return (
      <button class={classes} type={type} aria-label={spokenName(children, label)} formAction={formAction && resolve(formAction)} {...rest}>
        {children}
      </button>
    );
  }
  return (
    <span class="button-with-reason">
      <button
        class={classes}
        type="button"
        aria-disabled="true"
        aria-describedby={reasonId}
        aria-label={spokenName(children, label)}
        id={rest.id}
      >
        {children}
      </button>
      <span class="button-reason" id={reasonId}>
        {disabledReason}
      </span>
    </span>
  );
}

export type ButtonLinkProps = {
  href: string;
  children: ComponentChildren;
  kind?: ButtonKind;
  label?: string;
  id?: string;
};

/** A link that starts something and looks like a button; it stays a link, since it goes somewhere. */
export function ButtonLink({ href, children, kind = 'primary', label, id }: ButtonLinkProps) {
  const resolve = useHref();
  return (
    <a class={`button button-${kind}`} href={resolve(href)} aria-label={spokenName(children, label)} id={id}>
      {children}
    </a>
  );
}

/** A row of buttons and links that belong together; the first is the main one. */
export function ButtonGroup({ children }: { children: ComponentChildren }) {
  return <div class="button-group">{children}</div>;
}

export type PostButtonProps = Omit<ButtonProps, 'type' | 'formAction' | 'form'> & {
  action: string;
  /** Hidden values that go with the press. */
  fields?: Record<string, string>;
};

/** A form of one button, for an action in a row or a record. Carries its own idempotency key. */
export function PostButton({ action, fields = {}, kind = 'secondary', ...button }: PostButtonProps) {
  const { newKey } = useUi();
  const resolve = useHref();
  return (
    <form method="post" action={resolve(action)} class="post-button">
      <input type="hidden" name="_key" value={newKey()} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button kind={kind} {...button} />
    </form>
  );
}
