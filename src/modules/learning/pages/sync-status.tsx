import type { Context } from '#kernel/http';

/** Where a script says whether everything has been sent; empty without scripts, where each form is sent at once. */
export function SyncStatus({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  return (
    <p
      class="hint"
      role="status"
      data-sync-status
      data-sync-waiting={t('learning.sync.waiting', { count: '{count}' })}
      data-sync-sent={t('learning.sync.sent')}
      data-sync-signed-out={t('learning.sync.signed-out', { count: '{count}' })}
    />
  );
}
