import { Link } from '../text/link.tsx';

export type TabItem = { href: string; label: string; current?: boolean; count?: string };

export type TabsProps = { label: string; items: readonly TabItem[] };

/** Parts of one record on pages of their own: links, with the current one marked. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link href={item.href} current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="tab-count"> {item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
