import { asActor } from '#kernel/db';
import { addDays, fromLocal, toLocal } from '#kernel/time';
import { addStand, beginFair, getFair, listForEditors, openFair, planTalk } from '#modules/practicefairs';
import { findPractice, type PracticeId } from '#modules/practices';
import { actorIn, type DemoWorld } from './demo-world.ts';

const text = {
  language: 'en',
  title: 'Two shores, one table (example fair)',
  about:
    'An invented fair, to show what one looks like: practices of the library from both ends of corridors, and two talks that do not exist.',
};

const stands = ['cartaya-seasonal-migration', 'bologna-craiova-roi', 'demo-evening-books'];

/** Days after the first, hour and speaker of invented talks, and which stand each is about. */
const talks = [
  { after: 3, at: '10:30', of: 'demo-evening-books', speaker: 'Invented municipality, office for shopkeepers' },
  { after: 5, at: '16:00', of: 'cartaya-seasonal-migration', speaker: 'Invented municipality, department of labour' },
] as const;

/** The zone of the demonstration network. */
const ZONE = 'Europe/Rome';

/** Opens the demonstration's fair as its editor does: it began yesterday and runs for two weeks. */
export async function loadPracticeFairs(world: DemoWorld): Promise<void> {
  const editor = actorIn(world, 'editor@ponte-demo.example');
  const fromDay = addDays(toLocal(world.network.now().toISOString(), ZONE).day, -1);
  await asActor(world.network.db, editor, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if ((await listForEditors(trx)).length > 0) return;
    const id = await beginFair(trx, editor.accountId, { ...text, fromDay, untilDay: addDays(fromDay, 14), demonstration: true });
    const ids = new Map<string, PracticeId>();
    for (const code of stands) {
      const practice = await findPractice(trx, code);
      if (!practice) continue;
      ids.set(code, practice.id);
      await addStand(trx, { id }, practice.id);
    }
    const fair = await getFair(trx, id);
    if (!fair) return;
    for (const { after, at, of, speaker } of talks) {
      const practiceId = ids.get(of);
      const startsAt = new Date(fromLocal(addDays(fromDay, after), at, ZONE));
      const talk = { startsAt, minutes: 45, speaker, officeId: null, link: `https://meet.ponte-demo.example/${of}` };
      if (practiceId) await planTalk(trx, fair, { ...talk, practiceId }, ZONE);
    }
    await openFair(trx, fair);
  });
}
