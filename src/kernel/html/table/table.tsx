import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Pagination } from '../layout/pagination.tsx';
import { parseSort, queryValue, type Sort } from '../query.ts';
import { EmptyState } from '../text/empty-state.tsx';
import { useUi } from '../ui.ts';
import { ListDownloads } from './list-downloads.tsx';
import { SortHeader } from './sort-header.tsx';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** The list can be sorted by this column: `?sort=key` and `?sort=-key`. */
  sort?: boolean;
  /** Figures, aligned at the end of the line. */
  numeric?: boolean;
  /** The column that names the row. Defaults to the first. */
  rowHeader?: boolean;
};

export type TablePaging = { page: number; pageSize: number; total: number };

export type TableProps<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What the table holds; its accessible name. */
  caption: string;
  hideCaption?: boolean;
  /** Defaults to the `sort` parameter of the address. */
  sort?: Sort;
  /** A `FilterForm`. */
  filters?: ComponentChildren;
  paging?: TablePaging;
  /** Address of the same rows as CSV, with `format=csv` in it. */
  csvHref?: string;
  empty?: ComponentChildren;
  /** On a telephone: each row as a block (`stack`), or the table in a region that scrolls sideways (`scroll`). */
  narrow?: 'stack' | 'scroll';
  /** Totals or the like, as one more row; the first cell names it. */
  foot?: readonly ComponentChildren[];
};

/** A list of records with its filter, sort, paging and export; works by links and forms alone. */
export function Table<Row>(props: TableProps<Row>) {
  const { filters, rows, empty, paging, caption } = props;
  const { t } = useUi();
  return (
    <div class="table-block">
      {filters}
      {rows.length === 0 ? (
        (empty ?? <EmptyState title={t('html.table.empty')} />)
      ) : (
        <>
          <TableRegion {...props} />
          <div class="table-foot">
            <Shown paging={paging} csvHref={props.csvHref} caption={caption} />
            {paging && <Pagination page={paging.page} pages={Math.ceil(paging.total / paging.pageSize)} />}
          </div>
        </>
      )}
    </div>
  );
}

function TableRegion<Row>(props: TableProps<Row>) {
  const { columns, rows, rowKey, caption, hideCaption, narrow = 'stack', foot } = props;
  const ui = useUi();
  const id = useId();
  const sort = props.sort ?? parseSort(queryValue(ui, 'sort'));
  const headerKey = columns.find((column) => column.rowHeader)?.key ?? columns[0]?.key;
  const region = narrow === 'scroll' ? ({ role: 'region', tabIndex: 0, 'aria-labelledby': id } as const) : {};
  return (
    <div class={`table-region table-${narrow}`} {...region}>
      <table class="table" role="table">
        <caption id={id} class={hideCaption ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row" data-label={columns.some((column) => column.sort) ? ui.t('html.table.sortBy') : undefined}>
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} isHeader={column.key === headerKey} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {foot.map((cell, index) => (
                <FootCell key={index} column={columns[index]} isHeader={index === 0}>
                  {cell}
                </FootCell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

type FootCellProps = { column?: { header: string; numeric?: boolean }; isHeader: boolean; children: ComponentChildren };

function FootCell({ column, isHeader, children }: FootCellProps) {
  if (isHeader) {
    return (
      <th scope="row" role="rowheader">
        {children}
      </th>
    );
  }
  return (
    <td role="cell" class={column?.numeric ? 'numeric' : undefined} data-label={column?.header}>
      {children}
    </td>
  );
}

function Cell<Row>({ column, row, isHeader }: { column: Column<Row>; row: Row; isHeader: boolean }) {
  const classes = column.numeric ? 'numeric' : undefined;
  const content = column.cell(row);
  // Names and numbers keep their own direction in a table of the other.
  const shown = typeof content === 'string' ? <bdi>{content}</bdi> : content;
  if (isHeader) {
    return (
      <th scope="row" role="rowheader" class={classes}>
        {shown}
      </th>
    );
  }
  return (
    <td role="cell" class={classes} data-label={column.header}>
      {shown}
    </td>
  );
}

function Shown({ paging, csvHref, caption }: { paging?: TablePaging; csvHref?: string; caption: string }) {
  const { t, number } = useUi();
  if (!paging && !csvHref) return null;
  return (
    <p class="table-shown">
      {paging && (
        <span>
          {t('html.table.shown', {
            first: number((paging.page - 1) * paging.pageSize + 1),
            last: number(Math.min(paging.page * paging.pageSize, paging.total)),
            total: paging.total,
          })}
        </span>
      )}
      {csvHref && <ListDownloads href={csvHref} of={caption} />}
    </p>
  );
}
