import type { ComponentChildren } from 'preact';
import { spokenName } from './spoken-name.ts';
import { useHref } from './use-href.ts';

export type LinkProps = {
  href: string;
  children: ComponentChildren;
  /** Language of the page behind the link, where it is not this page's. */
  lang?: string;
  hreflang?: string;
  rel?: string;
  current?: 'page' | 'true' | undefined;
  /** Set for a file that the reader keeps; the value is its suggested name. */
  download?: string | boolean;
  quiet?: boolean;
  id?: string;
  /** A fuller name for people who hear the link without its surroundings. */
  label?: string;
  class?: string;
};

/** A text link. Opens in the same tab: the reader decides about tabs. */
export function Link({ href, children, current, quiet, label, class: extra, ...rest }: LinkProps) {
  const resolve = useHref();
  const classes = ['link', quiet && 'link-quiet', extra].filter(Boolean).join(' ');
  return (
    <a class={classes} href={resolve(href)} aria-current={current} aria-label={spokenName(children, label)} {...rest}>
      {children}
    </a>
  );
}
