import { withQuery, type Sort } from '../query.ts';
import { useUi } from '../ui.ts';

type SortHeaderProps = { column: { key: string; header: string; sort?: boolean; numeric?: boolean }; sort?: Sort };

/** A column's heading; where the list can be sorted by it, a link that sorts or turns the order round. */
export function SortHeader({ column, sort }: SortHeaderProps) {
  const ui = useUi();
  const classes = column.numeric ? 'numeric' : undefined;
  const direction = sort?.key === column.key ? sort.direction : undefined;
  if (!column.sort) {
    return (
      <th scope="col" role="columnheader" class={classes}>
        {column.header}
      </th>
    );
  }
  const next = direction === 'asc' ? `-${column.key}` : column.key;
  return (
    <th
      scope="col"
      role="columnheader"
      class={classes}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
    >
      <a class="sort-link" href={withQuery(ui, { sort: next, page: undefined })}>
        {column.header}
        <span class="visually-hidden"> {ui.t(next.startsWith('-') ? 'html.table.sortDescending' : 'html.table.sortAscending')}</span>
        <SortMark direction={direction} />
      </a>
    </th>
  );
}

function SortMark({ direction }: { direction: Sort['direction'] | undefined }) {
  return (
    <svg class="sort-mark" viewBox="0 0 10 14" width="10" height="14" aria-hidden="true" focusable="false">
      <path class={direction === 'asc' ? 'sort-on' : 'sort-off'} d="M1 6 5 1l4 5z" />
      <path class={direction === 'desc' ? 'sort-on' : 'sort-off'} d="M1 8l4 5 4-5z" />
    </svg>
  );
}
