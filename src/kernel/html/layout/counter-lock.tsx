import { useHref } from '../text/use-href.ts';
import { useUi } from '../ui.ts';
import { useIsland } from '../use-island.ts';

export type CounterLockProps = {
  /** Address that locks the session; posted to. */
  action: string;
  /** Minutes without a key or a pointer after which the counter locks itself. */
  idleMinutes: number;
};

/** Locks a shared counter: by its button, by F9, or by itself when nobody touches it. */
export function CounterLock({ action, idleMinutes }: CounterLockProps) {
  const { t, newKey } = useUi();
  const resolve = useHref();
  useIsland('counter-lock');
  return (
    <form method="post" action={resolve(action)} class="counter-lock" data-lock-minutes={String(idleMinutes)}>
      <input type="hidden" name="_key" value={newKey()} />
      <button type="submit" class="lock-button" aria-keyshortcuts="F9">
        {t('html.lock.button')}
      </button>
    </form>
  );
}
