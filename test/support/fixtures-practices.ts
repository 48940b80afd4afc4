import { makeTranslated } from '#kernel/i18n';
import {
  addPicture,
  beginSheet,
  changeSheet,
  publishDraft,
  sendDraft,
  type Content,
  type DraftId,
  type PictureId,
} from '#modules/practices';
import { as, type Cast } from './fixtures-cast.ts';
import { aPicture } from './fixtures-trade.ts';
import type { Somebody } from './plant.ts';

/** What every sheet needs, filled in. */
export function filledIn(by: string, now: Date): (content: Content) => Content {
  const text = (words: string) => makeTranslated('en', words, { by, kind: 'human', at: now.toISOString() });
  return (content) => ({
    ...content,
    summary: text('Neighbours teach each other to keep books.'),
    adminLevel: 'municipality',
    themes: ['capacities'],
    countries: ['IT', 'SN'],
    standing: 'confirmed',
    standingOn: '2026-05',
    features: [{ feature: 'adaptability', reason: text('Evening hours were added.') }],
    sheet: { ...content.sheet, localAuthority: text('Invented municipality'), objectives: [text('Books in order'), text('Fewer fines')] },
  });
}

/** The same picture with one byte changed, so that it counts as another one. */
const another = Buffer.from(aPicture);
another.writeUInt8(7, another.length - 20);

const names = [
  'show',
  'about',
  'partners',
  'money',
  'description',
  'context',
  'features',
  'standing',
  'pictures',
  'picture-words',
  'picture-earlier',
  'picture-remove',
  'translate',
  'send',
  'take-back',
  'discard',
  'check',
] as const;

/** Sheets that the network's planner writes, one for each thing that is done with one, and one that the editor has published. */
export async function plantPractices(cast: Cast, author: Somebody, editor: Somebody) {
  const { now } = cast.site.network;
  const picture = { words: 'Neighbours at a table', caption: null, credit: 'The network', licence: 'permission', bytes: aPicture } as const;
  const by = { by: author.accountId, kind: 'human', at: now().toISOString() } as const;
  const pictures = new Map<string, PictureId>();
  const begin = async (name: string, sent: boolean, pictured = false) =>
    await as(cast, author, async (trx) => {
      const given = {
        code: `sheet-${name}`,
        title: `Evening books ${name}`,
        lang: 'en',
        reason: 'It is new.',
        source: 'The network',
        officeId: null,
      };
      const id = await beginSheet(trx, author.accountId, given, now());
      await changeSheet(trx, author.accountId, id, { base: 1, change: filledIn(author.accountId, now()) }, now());
      if (pictured) pictures.set(name, await addPicture(trx, by, id, picture, now()));
      if (name === 'picture-earlier') pictures.set(name, await addPicture(trx, by, id, { ...picture, bytes: another }, now()));
      if (sent) await sendDraft(trx, id, now());
      return id;
    });
  const drafts: Partial<Record<(typeof names)[number], DraftId>> = {};
  for (const name of names) drafts[name] = await begin(name, name === 'take-back' || name === 'check', name.startsWith('picture-'));
  const published = await begin('published', true, true);
  await as(cast, editor, async (trx) => await publishDraft(trx, editor.accountId, published, now()));
  const toWithdraw = await begin('withdrawn', true, true);
  await as(cast, editor, async (trx) => await publishDraft(trx, editor.accountId, toWithdraw, now()));
  const picturesOf = Object.fromEntries(pictures) as Record<'published' | 'withdrawn' | `picture-${string}`, PictureId>; // those above
  return { ...(drafts as Record<(typeof names)[number], DraftId>), picturesOf }; // one for each name
}
