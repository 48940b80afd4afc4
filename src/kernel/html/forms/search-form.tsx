import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../text/button.tsx';
import { useHref } from '../text/use-href.ts';
import { useUi } from '../ui.ts';

export type SearchFormProps = {
  action: string;
  label: string;
  name?: string;
  value?: string;
  hint?: string;
  /** Words of the button; "Search" unless given. */
  button?: string;
  /** Query parameters to keep, such as a filter. */
  keep?: Record<string, string>;
  /** Filters under the search line. */
  children?: ComponentChildren;
};

/** Search by words: a plain GET form, so that a result has an address to share. */
export function SearchForm({ action, label, name = 'q', value, hint, button, keep = {}, children }: SearchFormProps) {
  const { t } = useUi();
  const resolve = useHref();
  const id = useId();
  return (
    <form class="search-form" role="search" method="get" action={resolve(action)}>
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <label class="label" for={id}>
        {label}
      </label>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div class="search-line">
        <input
          class="input"
          type="search"
          id={id}
          name={name}
          value={value}
          dir="auto"
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <Button>{button ?? t('html.search.button')}</Button>
      </div>
      {children}
    </form>
  );
}

export type FilterFormProps = {
  children: ComponentChildren;
  action?: string;
  /** Address of the list without filters. */
  clearHref?: string;
  /** Query parameters to keep, such as the sort. */
  keep?: Record<string, string>;
};

/** The filters of a list: a plain GET form beside or above it. */
export function FilterForm({ children, action, clearHref, keep = {} }: FilterFormProps) {
  const { t } = useUi();
  const resolve = useHref();
  return (
    <form class="filter-form" method="get" action={action && resolve(action)} aria-label={t('html.filter.label')}>
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <div class="filter-fields">{children}</div>
      <div class="button-group">
        <Button kind="secondary">{t('html.filter.apply')}</Button>
        {clearHref && (
          <a class="link" href={resolve(clearHref)}>
            {t('html.filter.clear')}
          </a>
        )}
      </div>
    </form>
  );
}
