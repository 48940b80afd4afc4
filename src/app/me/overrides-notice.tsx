import { listGrants, type Grant } from '#kernel/consent';
import { Link, Notice } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Person } from '#modules/people';

/** What offices share of these files now without the person's permission. */
export async function liveOverrides(ctx: Context, files: readonly Person[]): Promise<Grant[]> {
  const found: Grant[] = [];
  for (const { id } of files) found.push(...(await listGrants(ctx.trx, id)));
  return found.filter((grant) => grant.how === 'override' && grant.state === 'live');
}

/** Says at the top of the person's space that something is shared without their permission: not everybody gets a message. */
export function OverridesNotice({ ctx, grants }: { ctx: Context; grants: readonly Grant[] }) {
  const { t } = ctx;
  if (grants.length === 0) return null;
  return (
    <Notice tone="warning" title={t('app.me.override.title', { count: grants.length })}>
      <p>{t('app.me.override.text')}</p>
      <p>
        <Link href="/me/sharing">{t('app.me.sharing.title')}</Link>
      </p>
    </Notice>
  );
}
