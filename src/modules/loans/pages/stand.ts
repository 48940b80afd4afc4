import { ownSubjects } from '#kernel/access';
import { refuseHttp, scopesOf, type Context } from '#kernel/http';
import { loadApplication, type Application, type ApplicationId } from '../application.ts';

/** Where the borrower's pages stand: in their own space, or at the desk. */
export type Base = '/me/loans' | '/desk/loans';

/** The same pages stand in the person's own space and at the desk. */
export interface Stand {
  readonly side: 'own' | 'desk';
  readonly base: Base;
}
export const own: Stand = { side: 'own', base: '/me/loans' };
export const atDesk: Stand = { side: 'desk', base: '/desk/loans' };

/** An application of the actor's own, or one that the person lets the actor's office follow. */
export async function openHere(ctx: Context, stand: Stand, id: ApplicationId): Promise<Application> {
  const one = await loadApplication(ctx.trx, id);
  const reached =
    stand.side === 'own'
      ? (await ownSubjects(ctx.trx)).some(({ subjectId }) => subjectId === one.personId)
      : one.officeFollows && scopesOf(ctx, 'counsellor', 'office-manager').includes(one.officeId);
  if (!reached) throw refuseHttp('not-found');
  return one;
}

export const crumbsOf = (ctx: Context, stand: Stand, one: Application) => [
  stand.side === 'own'
    ? { label: ctx.t('loans.mine.title'), href: '/me/loans' }
    : { label: ctx.t('loans.desk.title'), href: `/desk/people/${one.personId}/loans` },
];
