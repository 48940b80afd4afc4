import { Link } from '../text/link.tsx';
import { useHref } from '../text/use-href.ts';
import { useUi } from '../ui.ts';

export type UserMenuProps = {
  name: string;
  /** The office or role in which the person works now. */
  role?: string;
  items: readonly { href: string; label: string }[];
  /** Address that ends the session; posted to, so that no prefetch signs anyone out. */
  signOutAction: string;
  /** What a script asks where signing out would lose what this device still keeps. */
  leave?: string;
};

/** The signed-in person's menu in the header; opens without scripts. */
export function UserMenu({ name, role, items, signOutAction, leave }: UserMenuProps) {
  const { t, newKey } = useUi();
  const resolve = useHref();
  return (
    <details class="menu user-menu">
      <summary>
        <span class="visually-hidden">{t('html.user.label')}: </span>
        <bdi>{name}</bdi>
      </summary>
      <div class="menu-items">
        {role && <p class="menu-note">{role}</p>}
        <ul>
          {items.map((item) => (
            <li key={item.href}>
              <Link href={item.href}>{item.label}</Link>
            </li>
          ))}
        </ul>
        <form method="post" action={resolve(signOutAction)} data-leave={leave}>
          <input type="hidden" name="_key" value={newKey()} />
          <button type="submit" class="menu-button">
            {t('html.user.signOut')}
          </button>
        </form>
      </div>
    </details>
  );
}
