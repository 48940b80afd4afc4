import told from '../../../db/demo/projects.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import {
  actOnDeliverable,
  addDeliverable,
  addPackage,
  addPartner,
  beginProject,
  getProject,
  ownProjects,
  publishProject,
} from '#modules/projects';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';
import { tellEvaluation, tellMeetings, tellPlaces, type ToldProject } from './tell-project.ts';

/** Tells a project of the demonstration as its lead wrote it. */
export async function loadProjects(world: DemoWorld): Promise<void> {
  const { db, now } = world.network;
  const { day: today } = toLocal(now().toISOString(), 'UTC');
  const officeIn = (code: string) => idIn(world.scopes, code) as OfficeId; // idIn has just found it
  const daysOf = ({ fromDays, untilDays }: { fromDays: number; untilDays: number }) => ({
    fromDay: addDays(today, fromDays),
    untilDay: addDays(today, untilDays),
  });
  const place = { store: world.network.files, keyring: world.network.keyring };
  for (const one of told.projects) {
    const actor = actorIn(world, `${one.by}@ponte-demo.example`);
    await asActor(db, actor, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if ((await ownProjects(trx)).some(({ acronym }) => acronym === one.acronym)) return;
      const { acronym, title, purpose, funder, agreement } = one;
      const text = { acronym, title, purpose, funder, agreement, ...daysOf(one), leadId: officeIn(one.lead), demonstration: true };
      const id = await beginProject(trx, actor.accountId, text, now());
      const tasks: Readonly<Record<string, string>> = one.tasks;
      for (const partner of one.partners) await addPartner(trx, id, officeIn(partner), tasks[partner] ?? null);
      const project = await getProject(trx, id);
      if (!project) throw new Error('the lead of the demonstration does not see its project');
      const packages = new Map<number, Awaited<ReturnType<typeof addPackage>>>();
      for (const { number, title: name, office, ...days } of one.packages)
        packages.set(number, await addPackage(trx, project, { number, title: name, officeId: officeIn(office), ...daysOf(days) }));
      for (const given of one.deliverables) {
        const packageId = packages.get(given.package);
        if (!packageId) throw new Error(`the demonstration has no work package ${given.package}`);
        const officeId = officeIn(given.office);
        const item = await addDeliverable(trx, project, { packageId, title: given.title, officeId, dueOn: addDays(today, given.dueDays) });
        if (!given.accepted) continue;
        const standing = { lead: true, own: true };
        const handed = {
          link: given.link,
          file: given.file && { name: given.file.name, bytes: Buffer.from(given.file.text) },
          place,
          by: actor.accountId,
        };
        for (const act of ['hand-in', 'accept'] as const) await actOnDeliverable(trx, project, item, { act, handed, standing }, today);
      }
      const told: ToldProject = { trx, world, project, by: actor.accountId, today };
      await tellPlaces(told, one.corridors);
      await tellMeetings(told, one.meetings);
      await tellEvaluation(told, one);
      if (one.public) await publishProject(trx, id, now());
    });
  }
}
