import { onConstraint, type Reads } from '#kernel/db';
import type { Corridor, ProjectId } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

/** Corridors that a project serves, as far as the actor may know. */
export async function corridorsOf(trx: Reads<'projects'>, id: ProjectId): Promise<Corridor[]> {
  return await trx
    .selectFrom('projects.corridors')
    .select(['origin_id as originId', 'destination_id as destinationId'])
    .where('project_id', '=', id)
    .orderBy('origin_id')
    .orderBy('destination_id')
    .execute();
}

/** Adds a corridor. Refusals: `corridor-same`, `corridor-already`, `not-yours`. */
export async function addCorridor(trx: Trx, id: ProjectId, { originId, destinationId }: Corridor): Promise<void> {
  if (originId === destinationId) throw refuse('corridor-same', { field: 'destination' });
  await trx
    .insertInto('projects.corridors')
    .values({ project_id: id, origin_id: originId, destination_id: destinationId })
    .execute()
    .catch(notYours())
    .catch(onConstraint({ corridors_pkey: () => refuse('corridor-already', { field: 'origin' }) }));
  await note(trx, id);
}

/** Takes a corridor away. Refusals: `not-yours`. */
export async function removeCorridor(trx: Trx, id: ProjectId, { originId, destinationId }: Corridor): Promise<void> {
  const removed = await trx
    .deleteFrom('projects.corridors')
    .where('project_id', '=', id)
    .where('origin_id', '=', originId)
    .where('destination_id', '=', destinationId)
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) throw refuse('not-yours');
  await note(trx, id);
}
