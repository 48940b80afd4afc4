import { actOnDeliverable, addDeliverable, addPackage, addPartner, beginProject, getProject, publishProject } from '#modules/projects';
import { addDays } from '#kernel/time';
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
        await actOnDeliverable(trx, project, accepted, { act, link: 'https://list.example', standing }, today);
      return { id, work, deliverable: await add('A list that is late', addDays(today, -9)) };
    });
  const published = await begin('KNOWN');
  await as(cast, manager, async (trx) => await publishProject(trx, published.id, now));
  return { ...(await begin('WORK')), toPublish: (await begin('SHOW')).id, published: published.id, later };
}
