import { safeHref } from '../text/safe-href.ts';
import { useUi } from '../ui.ts';
import { useIsland } from '../use-island.ts';

/**
 * Leaves the site at once for a neutral page. A plain link without scripts; with them, Escape three times
 * does the same, and the page left behind is replaced, so that "back" does not return to it.
 */
export function QuickExit({ href }: { href: string }) {
  const { t } = useUi();
  useIsland('quick-exit');
  return (
    <aside class="quick-exit" aria-label={t('html.exit.label')}>
      <a class="button button-warning" href={safeHref(href)} rel="noreferrer nofollow" data-quick-exit>
        {t('html.exit.label')}
      </a>
      <span class="quick-exit-hint" hidden data-quick-exit-hint>
        {t('html.exit.hint')}
      </span>
    </aside>
  );
}
