import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, PlaceId } from '#modules/places';
import type { AssociationId } from './association.ts';
import type { JointAnswer, JointContact, JointPartner, JointProject, JointProjectId, JointState, JointUpdate } from './joint-project.ts';

function projects(trx: Reads<'associations'>) {
  return trx
    .selectFrom('associations.joint_projects as p')
    .select([
      'p.id',
      'p.lead_id as leadId',
      'p.title',
      'p.about',
      'p.language',
      'p.corridor_id as corridorId',
      'p.from_on as fromOn',
      'p.until_on as untilOn',
      'p.amount_minor as amountMinor',
      'p.currency',
      'p.money_source as moneySource',
      'p.state',
      'p.revision',
      'p.agreed_at as agreedAt',
      'p.outcome',
      'p.demonstration',
    ])
    .$narrowType<{ state: JointState; corridorId: CorridorId | null; leadId: AssociationId }>(); // a check closes the list, foreign keys the ids
}

/** A joint project that the actor may read; null otherwise. */
export async function getJointProject(trx: Reads<'associations'>, id: JointProjectId): Promise<JointProject | null> {
  return (await projects(trx).where('p.id', '=', id).executeTakeFirst()) ?? null;
}

/** A joint project as anybody reads it; null while not everybody has said yes. */
export async function shownJointProject(trx: Reads<'associations'>, id: JointProjectId): Promise<JointProject | null> {
  const found = await getJointProject(trx, id);
  return found?.agreedAt ? found : null;
}

export interface JointSearch {
  words?: string;
  state?: JointState | null;
  /** Only those of these offices: in their places, or with an association that they verified. */
  atDesk?: boolean;
  page: number;
  pageSize: number;
}

/** Public joint projects, the last agreed first. */
export async function searchJointProjects(
  trx: Reads<'associations'>,
  { words = '', state = null, atDesk = false, page, pageSize }: JointSearch,
): Promise<{ rows: JointProject[]; total: number }> {
  let query = projects(trx).where('p.agreed_at', 'is not', null);
  for (const word of searchWords(words).slice(0, 10)) query = query.where('p.words', 'like', `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  if (state) query = query.where('p.state', '=', state);
  if (atDesk) query = query.where(sql<boolean>`p.id in (select d.project_id from associations.joint_at_desk() d)`);
  const rows = await query
    .select(({ fn }) => fn.countAll<string>().over().as('total'))
    .orderBy('p.agreed_at', 'desc')
    .orderBy('p.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows: rows.map(({ total: _total, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}

/** Joint projects of one association: all for those who write for it, public ones for everybody; those that wait for an answer first. */
export async function jointProjectsOf(
  trx: Reads<'associations'>,
  id: AssociationId,
  { onlyPublic = false }: { onlyPublic?: boolean } = {},
): Promise<JointProject[]> {
  const query = projects(trx)
    .innerJoin('associations.joint_partners as j', 'j.project_id', 'p.id')
    .where('j.association_id', '=', id)
    .orderBy(sql`p.state = 'proposed'`, 'desc')
    .orderBy('p.proposed_at', 'desc')
    .orderBy('p.id')
    .limit(200);
  // Nobody is shown beside what they left or did not join.
  return await (onlyPublic ? query.where('p.agreed_at', 'is not', null).where('j.answer', '=', 'yes') : query).execute();
}

/** Who takes part in some joint projects, the one that proposed it first. A yes to other words than today's counts as none. */
export async function jointPartnersOf(
  trx: Reads<'associations'>,
  ids: readonly JointProjectId[],
): Promise<Map<JointProjectId, JointPartner[]>> {
  const found = new Map<JointProjectId, JointPartner[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await trx
    .selectFrom('associations.joint_partners as j')
    .innerJoin('associations.joint_projects as p', 'p.id', 'j.project_id')
    .select(['j.project_id as projectId', 'j.association_id as associationId', 'j.name', 'j.task', 'j.answered_at as answeredAt'])
    .select([
      sql<JointAnswer | null>`case when p.state <> 'proposed' or j.answered_revision = p.revision then j.answer end`.as('answer'),
      sql<boolean>`j.association_id in (select associations.shown())`.as('shown'),
    ])
    .where('j.project_id', 'in', [...ids])
    .orderBy(sql`j.association_id = p.lead_id`, 'desc')
    .orderBy('j.name')
    .orderBy('j.association_id')
    .execute();
  for (const { projectId, ...partner } of rows) found.get(projectId)?.push(partner);
  return found;
}

/** Where some joint projects work. */
export async function jointPlacesOf(trx: Reads<'associations'>, ids: readonly JointProjectId[]): Promise<Map<JointProjectId, PlaceId[]>> {
  const found = new Map<JointProjectId, PlaceId[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await trx
    .selectFrom('associations.joint_places')
    .select(['project_id as projectId', 'place_id as placeId'])
    .where('project_id', 'in', [...ids])
    .orderBy('place_id')
    .execute();
  for (const { projectId, placeId } of rows) found.get(projectId)?.push(placeId);
  return found;
}

/** What happened in a joint project, the last first. */
export async function jointUpdatesOf(trx: Reads<'associations'>, id: JointProjectId): Promise<JointUpdate[]> {
  return await trx
    .selectFrom('associations.joint_updates as u')
    .innerJoin('associations.joint_partners as j', (join) =>
      join.onRef('j.project_id', '=', 'u.project_id').onRef('j.association_id', '=', 'u.association_id'),
    )
    .select(['u.id', 'j.name', 'u.on_day as onDay', 'u.words'])
    .where('u.project_id', '=', id)
    .orderBy('u.on_day', 'desc')
    .orderBy('u.id', 'desc')
    .limit(500)
    .execute();
}

/** Units to which offices point. */
export async function jointContactsOf(trx: Reads<'associations'>, id: JointProjectId): Promise<JointContact[]> {
  return await trx
    .selectFrom('associations.joint_contacts')
    .select(['office_id as officeId', 'unit', 'reach'])
    .where('project_id', '=', id)
    .orderBy('office_id')
    .execute();
}

/** Offices of the actor that a public joint project concerns. */
export async function jointDesksOf(trx: Reads<'associations'>, id: JointProjectId): Promise<OfficeId[]> {
  const { rows } = await sql<{ id: OfficeId }>`
    select d.office_id as id from associations.joint_at_desk() d where d.project_id = ${id} order by 1`.execute(trx);
  return rows.map((row) => row.id);
}
