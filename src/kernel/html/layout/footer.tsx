import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

export type FooterLink = { href: string; label: string };

/** The end of every page: who runs the site and the pages that the law asks for. */
export function Footer({ network, links }: { network: string; links: readonly FooterLink[] }) {
  const { t } = useUi();
  return (
    <footer class="site-footer">
      <div class="footer-inner">
        {links.length > 0 && (
          <ul class="footer-links">
            {links.map((link) => (
              <li key={link.href}>
                <Link href={link.href}>{link.label}</Link>
              </li>
            ))}
          </ul>
        )}
        <p class="footer-note">{t('html.footer.note', { network })}</p>
      </div>
    </footer>
  );
}
