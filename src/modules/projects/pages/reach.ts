import type { Place } from '#kernel/files';
import { holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { listOffices, officeNames, type OfficeId } from '#modules/offices';
import { takesPart, type Deliverable, type Partner, type Project, type ProjectId, type Standing } from '../project.ts';
import { partnersOf } from '../partners.ts';
import { getProject } from '../projects.ts';
import type { Post } from '../tell-partners.ts';

/** Staff of offices. */
export const staff = holders('counsellor', 'office-manager', 'trainer', 'planner', 'editor');

/** Offices for which the actor works on projects. */
export const ownOffices = (ctx: Context): OfficeId[] => scopesOf(ctx, 'office-manager', 'planner', 'editor') as OfficeId[]; // the scope of these roles is an office

export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

export const namesOf = async (ctx: Context, offices: readonly OfficeId[]) => await officeNames(ctx.trx, [...offices], ctx.lang);

/** Offices to choose from. */
export async function officeOptions(ctx: Context, ids?: readonly OfficeId[]): Promise<{ value: OfficeId; label: string }[]> {
  const all = await listOffices(ctx.trx, { lang: ctx.lang, ...(ids ? { ids: [...ids] } : {}) });
  return all.map(({ id, name }) => ({ value: id, label: textIn(name, ctx.lang).text }));
}

/** Where files lie, with the keys that seal them. */
export const placeOf = ({ network }: Context): Place => ({ store: network.files, keyring: network.keyring });

/** What writing to the partners needs. */
export const postOf = (ctx: Context): Post => {
  const { keyring, catalogue, publicUrl } = ctx.network;
  return { keyring, catalogue, publicUrl, own: ownOffices(ctx) };
};

/** Partners that take part today. */
export const ofToday = (ctx: Context, partners: readonly Partner[]): OfficeId[] =>
  partners.filter((one) => takesPart(one, todayOf(ctx))).map(({ officeId }) => officeId);

/** Partners for which the actor writes something: the lead for all of them, a partner for itself. */
export async function writtenFor(ctx: Context, project: Project): Promise<OfficeId[]> {
  const today = ofToday(ctx, await partnersOf(ctx.trx, project.id));
  return leads(ctx, project) ? today : today.filter((one) => ownOffices(ctx).includes(one));
}

export const projectAt = (id: ProjectId, rest = '') => `/desk/projects/${id}${rest}`;

/** A project of which an office of the actor is a partner; anybody else's is not there. */
export async function projectIn(ctx: Context, id: ProjectId): Promise<Project> {
  const project = await getProject(ctx.trx, id);
  if (!project) throw refuseHttp('not-found');
  return project;
}

export const leads = (ctx: Context, { leadId }: Project): boolean => ownOffices(ctx).includes(leadId);

/** A project that an office of the actor leads. */
export async function ledProject(ctx: Context, id: ProjectId): Promise<Project> {
  const project = await projectIn(ctx, id);
  if (!leads(ctx, project)) throw refuseHttp('not-found');
  return project;
}

export const standingOf = (ctx: Context, project: Project, { officeId }: Pick<Deliverable, 'officeId'>): Standing => ({
  lead: leads(ctx, project),
  own: ownOffices(ctx).includes(officeId),
});

export function crumbs({ t }: Context, project?: Project) {
  const list = { label: t('projects.desk.title'), href: '/desk/projects' };
  return project ? [list, { label: project.acronym, href: projectAt(project.id) }] : [list];
}
