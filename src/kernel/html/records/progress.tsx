import { useId } from 'preact/hooks';
import { Link } from '../text/link.tsx';
import { useHref } from '../text/use-href.ts';
import { useUi, type Ui } from '../ui.ts';

export type ProgressProps = {
  label: string;
  done: number;
  /** Left out while the whole is not known yet. */
  total?: number;
  /** Set while the work runs: scripts then renew this part of the page, others follow the link. */
  refreshHref?: string;
};

/** How far a long job has come. */
export function Progress({ label, done, total, refreshHref }: ProgressProps) {
  const ui = useUi();
  const resolve = useHref();
  const id = useId();
  return (
    <div class="progress" id={`${id}-progress`} data-refresh={refreshHref && resolve(refreshHref)}>
      <p class="progress-label" id={id}>
        {label}
      </p>
      <progress value={total === undefined ? undefined : done} max={total} aria-labelledby={id} />
      <p class="progress-count">{countText(ui, done, total)}</p>
      {refreshHref && <Link href={refreshHref}>{ui.t('html.progress.refresh')}</Link>}
    </div>
  );
}

function countText(ui: Ui, done: number, total: number | undefined): string {
  return total === undefined
    ? ui.t('html.progress.count', { done })
    : ui.t('html.progress.countOf', { done: ui.number(done), total: ui.number(total) });
}
