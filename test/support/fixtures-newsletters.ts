import { asActor, nobody } from '#kernel/db';
import { addItem, askForNewsletter, beginIssue, getIssue, openReader, sendIssue, type IssueId } from '#modules/newsletters';
import { findPractice } from '#modules/practices';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** Issues for each thing that is done with one, and readers who hold the link of a letter. */
export async function plantNewsletters(cast: Cast, editor: Somebody) {
  const { network, db } = cast.site;
  const practice = await as(cast, editor, async (trx) => must(await findPractice(trx, 'sheet-published')));
  const begin = async (title: string, filled = false): Promise<IssueId> =>
    await as(cast, editor, async (trx) => {
      const id = await beginIssue(trx, editor.accountId, { language: 'en', title: `${title} (invented)`, intro: 'What is new.' });
      if (filled) await addItem(trx, must(await getIssue(trx, id)), { practiceId: practice.id, note: null });
      return id;
    });
  const sent = await begin('Sent issue', true);
  const number = await as(cast, editor, async (trx) => await sendIssue(trx, must(await getIssue(trx, sent)), network.now()));
  /** The secret of the link in the letter to an address. */
  const reader = async (email: string): Promise<string> => {
    await asActor(db.app, nobody, async (trx) => {
      await askForNewsletter(trx, network.keyring, { email, language: 'en' });
    });
    const { rows } = await db.superuser.query<{ id: Parameters<typeof openReader>[1]['id']; sealed: Buffer }>(
      'select id, sealed from newsletters.readers order by asked_at desc limit 1',
    );
    return openReader(network.keyring, must(rows[0])).token;
  };
  return {
    practice: practice.id as string,
    number,
    toEdit: await begin('Issue to edit'),
    toFill: await begin('Issue to fill'),
    toEmpty: await begin('Issue to empty', true),
    toSend: await begin('Issue to send', true),
    toRemove: await begin('Issue to remove'),
    token: await reader('reader@example.org'),
  };
}
