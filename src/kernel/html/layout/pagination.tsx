import { withQuery } from '../query.ts';
import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

export type PaginationProps = {
  /** Current page, from 1. */
  page: number;
  pages: number;
  /** Name of the query parameter, where a page holds two lists. */
  parameter?: string;
};

/** Links to the pages of a list: first, last and the neighbours, which keep filter and sort. */
export function Pagination({ page, pages, parameter = 'page' }: PaginationProps) {
  const ui = useUi();
  if (pages <= 1) return null;
  const hrefOf = (target: number) => withQuery(ui, { [parameter]: target === 1 ? undefined : target });
  return (
    <nav class="pagination" aria-label={ui.t('html.pagination.label')}>
      <ul>
        {page > 1 && (
          <li class="pagination-step">
            <Link href={hrefOf(page - 1)} rel="prev">
              {ui.t('html.pagination.previous')}
            </Link>
          </li>
        )}
        {pagesShown(page, pages).map((shown, index) =>
          shown === undefined ? (
            <li key={`gap-${index}`} class="pagination-gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li key={shown} class="pagination-page">
              <Link
                href={hrefOf(shown)}
                current={shown === page ? 'page' : undefined}
                label={ui.t('html.pagination.page', { page: ui.number(shown) })}
              >
                {ui.number(shown)}
              </Link>
            </li>
          ),
        )}
        {page < pages && (
          <li class="pagination-step">
            <Link href={hrefOf(page + 1)} rel="next">
              {ui.t('html.pagination.next')}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** The page numbers to show; `undefined` stands for a gap. */
export function pagesShown(page: number, pages: number): (number | undefined)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const shown: (number | undefined)[] = [];
  let before = 0;
  for (const n of [...new Set(near)].sort((a, b) => a - b)) {
    if (n - before === 2) shown.push(n - 1);
    else if (n - before > 2) shown.push(undefined);
    shown.push(n);
    before = n;
  }
  return shown;
}
