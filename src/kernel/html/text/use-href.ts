import { useUi } from '../ui.ts';
import { safeHref } from './safe-href.ts';

const OUTSIDE_LANGUAGES = new Set(['assets', 'api', 'health', 'drafts', 'setup']);

/**
 * Turns what a page writes into an address: `/services` becomes `/it/services` on an Italian page; a path that names
 * a language already, an address elsewhere and a fragment stay as they are; a scheme that runs code becomes `#`.
 */
export function useHref(): (href: string) => string {
  const { to, languages } = useUi();
  return (href) => {
    const safe = safeHref(href);
    if (!safe.startsWith('/')) return safe;
    const first = safe.split(/[/?#]/)[1] ?? '';
    return OUTSIDE_LANGUAGES.has(first) || languages.some(({ code }) => code === first) ? safe : to(safe);
  };
}
