import type { Grant } from '#kernel/consent';
import type { Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { organisationNames } from '#modules/directory';
import { officeNames } from '#modules/offices';

/** Names of those who may see parts of a file, by their id. */
export async function recipientNames(ctx: Context, grants: readonly Pick<Grant, 'recipient'>[]): Promise<Map<string, string>> {
  const idsOf = (kind: Grant['recipient']['kind']) =>
    grants.filter(({ recipient }) => recipient.kind === kind).map(({ recipient }) => recipient.id);
  return new Map([
    ...(await officeNames(ctx.trx, idsOf('office'), ctx.lang)),
    ...(await organisationNames(ctx.trx, idsOf('organisation'), ctx.lang)),
    ...(await accountNames(ctx.trx, idsOf('account'))),
  ]);
}
