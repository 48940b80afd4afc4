import type { ComponentChildren } from 'preact';
import { useHref } from '../text/use-href.ts';
import { useUi, type Ui } from '../ui.ts';
import { useIsland } from '../use-island.ts';
import { FormContext, untouched, type FormEntry } from './form-context.ts';

export type FormProps = {
  children: ComponentChildren;
  /** Defaults to the page's own address. */
  action?: string;
  method?: 'post' | 'get';
  /** Prefix of the fields' ids; needed where a page holds two forms with equal field names. */
  id?: string;
  /** What was typed and refused; give its `errors` to `ErrorSummary` too. */
  entry?: FormEntry;
  /**
   * Keeps what is typed on this device under this key until the form is sent. Where several people share a
   * device the key names the account as well as the form. Without it the forms of staff keep texts by their address; no tick,
   * no choice, because nobody shall find a consent that was given for another time.
   */
  draft?: string;
  /** For signed-in people: keeps the draft on the server too, to go on at another device. */
  draftRemote?: boolean;
  /** Needed by forms with a `FileField`. */
  multipart?: boolean;
  /** A name for a form that no heading names. */
  label?: string;
};

/**
 * A form. The browser's own checks are off: the server checks, and answers in the reader's language with
 * everything kept. A posted form carries an idempotency key, so that sending it twice does it once.
 */
export function Form(props: FormProps) {
  const ui = useUi();
  const { t, newKey } = ui;
  const resolve = useHref();
  const { id, method = 'post', entry = untouched } = props;
  const draft = props.draft ?? (method === 'post' ? draftByAddress(ui, props) : undefined);
  useIsland('draft', Boolean(draft));
  return (
    <form
      class="form"
      id={id}
      method={method}
      action={props.action && resolve(props.action)}
      noValidate
      enctype={props.multipart ? 'multipart/form-data' : undefined}
      aria-label={props.label}
      data-draft={draft}
      data-draft-texts={draft && !props.draft ? '' : undefined}
      data-draft-remote={draft && props.draftRemote ? `/drafts/${encodeURIComponent(draft)}` : undefined}
      data-draft-shown={draft && entry.sent ? '' : undefined}
      data-draft-kept={draft && t('html.draft.kept')}
      data-draft-discard={draft && t('html.draft.discard')}
      data-draft-offline={draft && t('html.draft.offline')}
      data-draft-retry={draft && t('html.draft.retry')}
    >
      {method === 'post' && <input type="hidden" name="_key" value={newKey()} />}
      <FormContext.Provider value={{ id, entry }}>{props.children}</FormContext.Provider>
    </form>
  );
}

/** A key for a form that has none of its own: whose, on which page, which form of it. */
function draftByAddress({ keptUnder, path }: Ui, { action, id }: FormProps): string | undefined {
  if (!keptUnder) return undefined;
  const [page = '', query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('notice');
  return [keptUnder, page, asked.toString(), action ?? '', id ?? ''].join('|');
}
