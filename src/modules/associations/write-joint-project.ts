import { isForbidden, newId, onConstraint, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import { foldText } from '#kernel/text';
import { responsibleOffice } from '#modules/offices';
import { namesAbove, placesById } from '#modules/places';
import type { AssociationId } from './association.ts';
import type { JointProject, JointProjectId, Proposal } from './joint-project.ts';
import { getAssociation } from './read-associations.ts';
import { getJointProject } from './read-joint-projects.ts';
import { refuse } from './refusals.ts';
import { tellPartners } from './tell-partners.ts';

type Trx = Writes<'associations' | 'offices' | 'places' | 'jobs'>;

const columnsOf = (given: Proposal) => ({
  title: given.title,
  about: given.about,
  language: given.language,
  corridor_id: given.corridorId,
  from_on: given.fromOn,
  until_on: given.untilOn,
  amount_minor: given.amountMinor,
  currency: given.currency,
  money_source: given.moneySource,
});

/** Refusals: `joint-alone` without another association, `joint-twice`, `no-place`, `dates-wrong`. */
function check(lead: AssociationId, { others, placeIds, fromOn, untilOn }: Proposal): void {
  if (others.length === 0) throw refuse('joint-alone', { field: 'partner1' });
  const ids = new Set([lead, ...others.map(({ associationId }) => associationId)]);
  if (ids.size !== others.length + 1) throw refuse('joint-twice', { field: 'partner1' });
  if (placeIds.length === 0) throw refuse('no-place', { field: 'place1' });
  if (fromOn && untilOn && untilOn < fromOn) throw refuse('dates-wrong', { field: 'untilOn' });
}

/**
 * Proposes a joint project in the name of a verified association; the others are asked by letter, and nobody else reads it before each
 * has said yes. Refusals: `joint-not-verified`, and what {@link check} finds.
 */
export async function proposeJointProject(
  trx: Trx,
  lead: AssociationId,
  given: Proposal & { demonstration?: boolean },
): Promise<JointProjectId> {
  check(lead, given);
  const entry = await getAssociation(trx, lead);
  if (entry?.state !== 'verified') throw refuse('joint-not-verified');
  const id = newId<'associations.joint_projects'>();
  await trx
    .insertInto('associations.joint_projects')
    .values({ id, lead_id: lead, ...columnsOf(given), words: await wordsOf(trx, given), demonstration: given.demonstration ?? false })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  await writeCircle(trx, id, lead, given);
  return id;
}

/**
 * Changes a project that is not agreed yet: everybody is asked again. Refusals: `wrong-state`, `changed-meanwhile`, and those of
 * {@link proposeJointProject}.
 */
export async function changeJointProject(
  trx: Trx,
  { id, leadId }: Pick<JointProject, 'id' | 'leadId'>,
  given: Proposal & { revision: number },
): Promise<void> {
  check(leadId, given);
  const now = await getJointProject(trx, id);
  if (now?.state !== 'proposed') throw refuse('wrong-state');
  const changed = await trx
    .updateTable('associations.joint_projects')
    .set({ ...columnsOf(given), words: await wordsOf(trx, given) })
    .where('id', '=', id)
    .where('revision', '=', given.revision)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  await trx.deleteFrom('associations.joint_partners').where('project_id', '=', id).execute();
  await trx.deleteFrom('associations.joint_places').where('project_id', '=', id).execute();
  await writeCircle(trx, id, leadId, given);
}

/** Writes down with whom and where; triggers void what was said before. Refusals: `joint-partner` where one is not verified. */
async function writeCircle(trx: Trx, id: JointProjectId, lead: AssociationId, { ownTask, others, placeIds }: Proposal): Promise<void> {
  const partners = [{ associationId: lead, task: ownTask }, ...others];
  for (const { associationId, task } of partners)
    await trx
      .insertInto('associations.joint_partners')
      .values({ project_id: id, association_id: associationId, name: '–', task }) // the database writes the name of today
      .execute()
      .catch(onConstraint({ joint_partners_verified: () => refuse('joint-partner', { field: 'partner1' }) }));
  for (const place_id of new Set(placeIds)) {
    const office_id = (await responsibleOffice(trx, place_id))?.office.id ?? null;
    await trx.insertInto('associations.joint_places').values({ project_id: id, place_id, office_id }).execute();
  }
  await addJob(trx, tellPartners, { projectId: id }, { key: `associations.tell-partners:${id}` });
}

/** Folded words by which it is found: its own, those of its places with all they lie in, and of its associations. */
async function wordsOf(trx: Trx, { title, about, moneySource, placeIds, others }: Proposal): Promise<string> {
  const named = [...(await placesById(trx, placeIds)).values()].flatMap(({ name }) =>
    Object.values(name.texts).map((one) => one?.text ?? ''),
  );
  const above = [...(await namesAbove(trx, placeIds, 'en')).values()].flat();
  const names: string[] = [];
  for (const { associationId } of others) names.push((await getAssociation(trx, associationId))?.name ?? '');
  return foldText([title, about, moneySource ?? '', ...names, ...named, ...above].join(' ')).slice(0, 8_000);
}
