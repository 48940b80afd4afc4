import type story from '../../../db/demo/projects.json';
import type { AnyWrites } from '#kernel/db';
import { addDays, fromLocal, type Day } from '#kernel/time';
import { findOffice, type OfficeId } from '#modules/offices';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import {
  addCorridor,
  addCriterion,
  agreeCriteria,
  evaluationsOf,
  keepEvaluation,
  keepFinding,
  keepMinutes,
  meetingsOf,
  planMeeting,
  publishEvaluation,
  type Phase,
  type Project,
  type Result,
} from '#modules/projects';
import { idIn, type DemoWorld } from './demo-world.ts';

type Story = (typeof story)['projects'][number];

/** A project of the demonstration that its lead goes on writing. */
export interface ToldProject {
  trx: AnyWrites;
  world: DemoWorld;
  project: Project;
  by: string;
  today: Day;
}

/** Corridors that it serves. */
export async function tellPlaces({ trx, project }: ToldProject, corridors: readonly string[][]): Promise<void> {
  const places = await placeIdsByCode(trx, corridors.flat());
  for (const [origin = '', destination = ''] of corridors) {
    const [originId, destinationId] = [idIn(places, origin) as PlaceId, idIn(places, destination) as PlaceId]; // found among places
    await addCorridor(trx, project.id, { originId, destinationId });
  }
}

/** Meetings on the clock of the office that convenes them, with minutes of those that are over. */
export async function tellMeetings({ trx, world, project, by, today }: ToldProject, meetings: Story['meetings']): Promise<void> {
  const now = world.network.now();
  const officeIn = (code: string) => idIn(world.scopes, code) as OfficeId; // idIn has just found it
  for (const { title, office, inDays, starts, ends, venue, link, agenda, minutes } of meetings) {
    const officeId = officeIn(office);
    const zone = (await findOffice(trx, officeId))?.timeZone ?? 'UTC';
    const at = (time: string) => new Date(fromLocal(addDays(today, inDays), time, zone));
    const text = { title, startsAt: at(starts), endsAt: at(ends), zone, venue, link, agenda };
    const id = await planMeeting(trx, by, { projectId: project.id, officeId, text, now });
    const meeting = (await meetingsOf(trx, project.id)).find((one) => one.id === id);
    if (!minutes || !meeting) continue;
    const { said, decisions, came } = minutes;
    await keepMinutes(trx, project.id, meeting, { said, decisions, came: came.map(officeIn), close: true }, now);
  }
}

/** What was agreed at the start, and what was found half way. */
export async function tellEvaluation(
  { trx, world, project, today }: ToldProject,
  { criteria, evaluation }: Pick<Story, 'criteria' | 'evaluation'>,
): Promise<void> {
  const ids = [];
  for (const { number, question, measure, baseline, target, measuredInDays, evaluator } of criteria) {
    const text = { number, question, measure, baseline, target, measuredOn: addDays(today, measuredInDays), evaluator };
    ids.push(await addCriterion(trx, project, text));
  }
  await agreeCriteria(trx, project.id, addDays(project.fromDay, 10));
  const phase = evaluation.phase as Phase; // our own file; the table refuses another
  await keepEvaluation(trx, project.id, { ...evaluation, phase });
  const [written] = await evaluationsOf(trx, project.id);
  if (!written) throw new Error('the lead of the demonstration does not see its evaluation');
  for (const [at, { result, found, reason, evidence, measuredInDays }] of criteria.entries()) {
    const criterionId = ids[at];
    if (!criterionId) continue;
    const finding = { criterionId, result: result as Result, found, reason, evidence, foundOn: addDays(today, measuredInDays) }; // as above
    await keepFinding(trx, project, written, finding, today);
  }
  await publishEvaluation(trx, project.id, written.id, world.network.now());
}
