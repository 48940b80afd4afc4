import { holders, type Context } from '#kernel/http';
import { organisationNames, type OrganisationId } from '#modules/directory';
import { officeNames, type OfficeId } from '#modules/offices';
import type { Voice } from '../contribution.ts';

const ofOffice = ['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert'] as const;
const ofOrganisation = ['provider', 'association-representative', 'lender', 'editor', 'trainer', 'mentor', 'expert'] as const;
const ofNetwork = ['planner', 'editor', 'administrator'] as const;

/** Those who write in discussions, if they have somebody to speak for. */
export const contributors = holders(...new Set([...ofOffice, ...ofOrganisation, ...ofNetwork]));

/** In whose name the actor may write; the database holds the same lists (policy `written`). */
export function voices(ctx: Context): Voice[] {
  if (ctx.actor.assurance < 2) return [];
  const scopes = (kind: string, roles: readonly string[]) =>
    new Set(ctx.roles.filter(({ role, scopeKind }) => scopeKind === kind && roles.includes(role)).map(({ scopeId }) => scopeId));
  return [
    ...[...scopes('office', ofOffice)].map((id) => ({ officeId: id as OfficeId, organisationId: null })), // scopes of offices
    ...[...scopes('organisation', ofOrganisation)].map((id) => ({ officeId: null, organisationId: id as OrganisationId })), // of organisations
    ...[...scopes('network', ofNetwork)].map(() => ({ officeId: null, organisationId: null })),
  ];
}

/** A voice as a form sends it. */
export const voiceValue = ({ officeId, organisationId }: Voice): string => officeId ?? organisationId ?? 'network';

/** How voices are named on a page. */
export async function voiceNames(ctx: Context, all: readonly Voice[]): Promise<(voice: Voice) => string> {
  const offices = await officeNames(
    ctx.trx,
    all.flatMap(({ officeId }) => officeId ?? []),
    ctx.lang,
  );
  const organisations = await organisationNames(
    ctx.trx,
    all.flatMap(({ organisationId }) => organisationId ?? []),
    ctx.lang,
  );
  return ({ officeId, organisationId }) => {
    if (officeId) return offices.get(officeId) ?? ctx.t('transfers.talk.an-office');
    if (organisationId) return organisations.get(organisationId) ?? ctx.t('transfers.talk.an-organisation');
    return ctx.t('practices.drafts.network');
  };
}
