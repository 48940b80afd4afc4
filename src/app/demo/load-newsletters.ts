import { asActor } from '#kernel/db';
import { addItem, beginIssue, getIssue, listSent, sendIssue } from '#modules/newsletters';
import { findPractice } from '#modules/practices';
import { actorIn, type DemoWorld } from './demo-world.ts';

const text = {
  language: 'en',
  title: 'Who does it with whom (example issue)',
  intro:
    'An invented first issue, to show what one looks like. Two practices of the library in which towns at both ends of a corridor share the work.',
};

/** What the library says of them stands on their own pages; the notes are the invented editor's. */
const items = [
  ['cartaya-seasonal-migration', 'Read it for how the two ends agree on who does what before a season begins.'],
  ['bologna-craiova-roi', 'Read it for how a return was prepared from both ends.'],
] as const;

/** Sends the demonstration's issue as its editor does; nobody has asked for the newsletter, so no letter goes out. */
export async function loadNewsletters(world: DemoWorld): Promise<void> {
  const editor = actorIn(world, 'editor@ponte-demo.example');
  await asActor(world.network.db, editor, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if ((await listSent(trx, { page: 1, pageSize: 1 })).total > 0) return;
    const id = await beginIssue(trx, editor.accountId, { ...text, demonstration: true });
    for (const [code, note] of items) {
      const practice = await findPractice(trx, code);
      const issue = await getIssue(trx, id);
      if (practice && issue) await addItem(trx, issue, { practiceId: practice.id, note });
    }
    const issue = await getIssue(trx, id);
    if (issue) await sendIssue(trx, issue, world.network.now());
  });
}
