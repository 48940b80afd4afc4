import told from '../../../db/demo/practices.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { makeTranslated, type Translated } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import {
  addPicture,
  beginSheet,
  changeSheet,
  features,
  findPractice,
  listDrafts,
  publishDraft,
  sendDraft,
  type Content,
} from '#modules/practices';
import { actorIn, type DemoWorld } from './demo-world.ts';
import { drawPhoto, type Drawing } from './draw-photo.ts';

type Told = (typeof told.practices)[number];

/** Writes the demonstration's sheets: the planner sends them, the editor publishes one, the other waits to be checked. */
export async function loadPractices(world: DemoWorld): Promise<void> {
  const { db, now } = world.network;
  const author = actorIn(world, 'planner@ponte-demo.example');
  const editor = actorIn(world, 'editor@ponte-demo.example');
  for (const one of told.practices) {
    const id = await asActor(db, author, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (await findPractice(trx, one.code)) return null;
      const open = (await listDrafts(trx)).find(({ code }) => code === one.code);
      if (open) return open.state === 'waiting' ? open.id : null;
      const { code, title, reason, localAuthority: source } = one;
      const draft = await beginSheet(trx, author.accountId, { code, title, reason, source, lang: 'en', officeId: null }, now());
      await changeSheet(trx, author.accountId, draft, { base: 1, change: written(one, author.accountId, now()) }, now());
      if (one.picture) {
        const { drawing, words, caption } = one.picture;
        const picture = { words, caption, credit: source, licence: 'cc0', bytes: drawPhoto(drawing as Drawing) } as const; // our own file
        await addPicture(trx, { by: author.accountId, kind: 'human', at: now().toISOString() }, draft, picture, now());
      }
      await sendDraft(trx, draft, now());
      return draft;
    });
    if (id && one.publish) await asActor(db, editor, async (trx) => await publishDraft(trx, editor.accountId, id, now()));
  }
}

/** The sheet as the file tells it; the schema of drafts refuses what the file gets wrong. */
function written(one: Told, by: string, now: Date): (content: Content) => Content {
  const text = (words: string): Translated => makeTranslated('en', words, { by, kind: 'human', at: now.toISOString() });
  const texts = Object.entries(one.texts).map(([field, words]) => [field, text(words)]);
  const lists = Object.entries(one.lists).map(([field, items]) => [field, items.map(text)]);
  const reasons: Readonly<Record<string, string | undefined>> = one.features;
  return (content) => ({
    ...content,
    summary: text(one.summary),
    adminLevel: one.adminLevel,
    countries: one.countries,
    themes: one.themes,
    starts: one.starts,
    ongoing: one.ongoing,
    standing: 'confirmed',
    standingOn: addDays(toLocal(now.toISOString(), 'UTC').day, -one.standingDaysAgo),
    features: features.flatMap((feature) => (reasons[feature] ? [{ feature, reason: text(reasons[feature]) }] : [])),
    sheet: {
      ...content.sheet,
      ...(Object.fromEntries([...texts, ...lists]) as Partial<Content['sheet']>),
      localAuthority: text(one.localAuthority),
    },
  });
}
