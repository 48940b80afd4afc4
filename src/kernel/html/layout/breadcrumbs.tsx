import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

export type Crumb = { href: string; label: string };

/** The way from the start to the page above this one. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useUi();
  return (
    <nav class="breadcrumbs" aria-label={t('html.breadcrumbs.label')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <Link href={crumb.href} quiet>
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
