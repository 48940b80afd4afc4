const SAFE_SCHEME = /^(https?|mailto|tel|sms):/i;

/** An address that can be put in a link: `javascript:` and other schemes that run or hide code become `#`. */
export function safeHref(href: string): string {
  const text = href.trim();
  // Browsers drop spaces and control characters inside a scheme.
  const relative = !/^[a-z][a-z0-9+.-]*:/i.test(text.replaceAll(/[\p{Cc} ]/gu, ''));
  return relative || SAFE_SCHEME.test(text) ? text : '#';
}
