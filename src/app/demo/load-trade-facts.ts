import told from '../../../db/demo/trade-facts.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { listCorridors } from '#modules/places';
import { addFact, listFacts, type FactText } from '#modules/trade';
import { actorIn, type DemoWorld } from './demo-world.ts';

/** Enters invented figures and hints about trade, each of which says that it is invented. */
export async function loadTradeFacts(world: DemoWorld): Promise<void> {
  const editor = actorIn(world, told.by);
  await asActor(world.network.db, editor, async (trx) => {
    const corridors = new Map((await listCorridors(trx, { lang: 'en' })).map(({ code, id }) => [code, id]));
    for (const { corridor, words, source, ...rest } of told.facts) {
      const id = corridors.get(corridor);
      if (!id) throw new Error(`the demonstration has no corridor ${corridor}`);
      const author = { source: 'en', by: editor.accountId, kind: 'human', at: `${told.seenOn}T00:00:00Z` } as const;
      const text = { ...rest, words: fromLanguages(words, author), sourceName: source, sourceUrl: null, seenOn: told.seenOn };
      // An interrupted first start begins again: what is there already is not entered twice.
      const known = (await listFacts(trx, id)).some((one) => one.words.texts.en?.text === words.en);
      if (!known) await addFact(trx, id, text as FactText); // our own file; the table checks the closed list
    }
  });
}
