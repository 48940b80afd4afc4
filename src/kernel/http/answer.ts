import type { ComponentChildren } from 'preact';
import type { MessageKey } from '#kernel/i18n';

/** A page: what stands inside the layout that the shell puts round it. */
export interface Page {
  readonly kind: 'page';
  readonly title: string;
  readonly body: ComponentChildren;
  readonly breadcrumbs?: readonly { label: string; href: string }[];
  readonly width?: 'text' | 'wide';
  /** Names of the islands to load besides the common ones. */
  readonly islands?: readonly string[];
  readonly quickExit?: boolean;
  readonly status?: number;
  /** A form that comes back with something to put right: the title says so first. */
  readonly hasErrors?: boolean;
  readonly description?: string;
  /** True on pages that print without the site around them. */
  readonly plain?: boolean;
  /** Name of the file, without its ending, under which the page can be had as PDF; without it there is none. */
  readonly paper?: string;
}

export interface Redirect {
  readonly kind: 'redirect';
  /** Path without the language. */
  readonly to: string;
  readonly notice?: MessageKey | undefined;
  /** A path outside the language tree, e.g. an identity provider. */
  readonly absolute?: boolean;
  /** Further headers of the answer, e.g. Clear-Site-Data at signing out. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Download {
  readonly kind: 'download';
  readonly name: string;
  readonly type: string;
  readonly body: string | Buffer;
  readonly inline?: boolean;
}

export type Answer = Page | Redirect | Download;

export function page(title: string, body: ComponentChildren, options: Omit<Page, 'kind' | 'title' | 'body'> = {}): Page {
  return { kind: 'page', title, body, ...options };
}

/** After a change: 303 to the page that shows it, with a notice (a message key) at its top. */
export function redirect(to: string, notice?: MessageKey): Redirect {
  return { kind: 'redirect', to, notice };
}

export function leave(to: string): Redirect {
  return { kind: 'redirect', to, absolute: true };
}

export function download(name: string, type: string, body: string | Buffer, inline = false): Download {
  return { kind: 'download', name, type, body, inline };
}

/** A list as CSV, as `writeCsv` of #kernel/text makes it. */
export function csv(name: string, text: string): Download {
  return download(name, 'text/csv; charset=utf-8', text);
}
