import {
  actOnDeliverable,
  addCriterion,
  addDeliverable,
  addPackage,
  addPartner,
  agreeCriteria,
  beginProject,
  evaluationsOf,
  getProject,
  keepEvaluation,
  keepFinding,
  planMeeting,
  publishProject,
} from '#modules/projects';
import type { AnyWrites } from '#kernel/db';
import { addDays } from '#kernel/time';
import type { Project } from '#modules/projects';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** Projects that the manager's office leads with the office abroad: one to work on, one to publish, one that is public. */
export async function plantProjects(cast: Cast, manager: Somebody) {
  const now = cast.site.network.now();
  const { today } = cast.ground;
  const later = addDays(today, 200);
  const text = {
    purpose: 'Counters of both (invented)',
    funder: 'An invented fund',
    agreement: 'INV-1',
    fromDay: addDays(today, -100),
    untilDay: later,
  };
  const standing = { lead: true, own: true };
  const by = manager.accountId;
  const place = { store: cast.site.network.files, keyring: cast.site.network.keyring };
  const file = { name: 'list.txt', bytes: Buffer.from('Where people ask (invented)') };
  /** Meetings to come and past, a criterion that is agreed with a finding that is not published, and a draft. */
  const more = async (trx: AnyWrites, project: Project) => {
    const plan = async (days: number) => {
      const startsAt = new Date(now.getTime() + days * 86_400_000);
      const times = { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), zone: 'Europe/Rome' };
      const meeting = { title: 'Partners (invented)', ...times, venue: 'Room 1', link: null, agenda: 'The list' };
      return await planMeeting(trx, by, { projectId: project.id, officeId: officeOf(cast), text: meeting, now });
    };
    const meetings = { coming: await plan(20), toCallOff: await plan(30), past: await plan(-20) };
    const asked = {
      measure: 'Counting',
      baseline: 'Nobody knows',
      target: 'Half',
      measuredOn: today,
      evaluator: 'An institute (invented)',
    };
    const criterion = await addCriterion(trx, project, { number: 1, question: 'Do people know it?', ...asked });
    await agreeCriteria(trx, project.id, today);
    const draft = await addCriterion(trx, project, { number: 2, question: 'Do they use it?', ...asked });
    for (const phase of ['mid-term', 'final'] as const)
      await keepEvaluation(trx, project.id, { phase, evaluator: 'An institute (invented)', summary: 'Many know it (invented)' });
    for (const one of await evaluationsOf(trx, project.id)) {
      const finding = {
        criterionId: criterion,
        result: 'in-part',
        found: 'A third',
        reason: null,
        evidence: 'Thirty asked',
        foundOn: today,
      } as const;
      await keepFinding(trx, project, one, finding, today);
    }
    return { meetings, criterion, draft };
  };
  const begin = async (acronym: string) =>
    await as(cast, manager, async (trx) => {
      const id = await beginProject(
        trx,
        manager.accountId,
        { acronym, title: `${acronym} (invented)`, ...text, leadId: officeOf(cast) },
        now,
      );
      await addPartner(trx, id, officeOf(cast, true));
      const project = must(await getProject(trx, id));
      const work = await addPackage(trx, project, {
        number: 1,
        title: 'Counters',
        officeId: officeOf(cast),
        fromDay: today,
        untilDay: later,
      });
      const add = async (title: string, dueOn: string) =>
        await addDeliverable(trx, project, { packageId: work, title, officeId: officeOf(cast), dueOn });
      const accepted = await add('A list that was accepted', later);
      for (const act of ['hand-in', 'accept'] as const)
        await actOnDeliverable(trx, project, accepted, { act, handed: { link: 'https://list.example', file, place, by }, standing }, today);
      return { id, work, accepted, deliverable: await add('A list that is late', addDays(today, -9)), ...(await more(trx, project)) };
    });
  const published = await begin('KNOWN');
  await as(cast, manager, async (trx) => await publishProject(trx, published.id, now));
  const spare = await begin('SHOW');
  return { ...(await begin('WORK')), spare, toPublish: spare.id, published: published.id, publishedItem: published.accepted, later };
}
