import { placeIdsByCode } from '#modules/places';
import { findPractice } from '#modules/practices';
import {
  addPrecondition,
  addTransfer,
  answerQuestion,
  askAuthors,
  beginProfile,
  contribute,
  savePart,
  showProfile,
  type PreconditionText,
} from '#modules/transfers';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { english, type Somebody } from './plant.ts';

export const precondition = (more: Partial<PreconditionText> = {}): PreconditionText => ({
  kind: 'law',
  words: english('An agreement with the school'),
  needed: true,
  least: null,
  most: null,
  currency: null,
  saidBy: 'An invented municipality',
  saidOn: '2026-05',
  source: 'Its letter to the library',
  ...more,
});

/** What the published sheet takes, profiles of two places of the manager's office, and transfers to both. */
export async function plantTransfers(cast: Cast, manager: Somebody, editor: Somebody, asker: Somebody) {
  const now = cast.site.network.now();
  const practice = await as(cast, editor, async (trx) => must(await findPractice(trx, 'sheet-published')));
  const add = async (more: Partial<PreconditionText>) =>
    await as(cast, editor, async (trx) => await addPrecondition(trx, practice.id, precondition(more), { officeId: null, now }));
  const shown = await add({});
  const toChange = await add({ kind: 'staff', words: english('A bookkeeper'), least: 5n });
  const toRemove = await add({ kind: 'budget', words: english('Light and tea'), needed: false, least: 120_000n, currency: 'EUR' });
  const office = cast.ground.offices.padova;
  const ask = async (words: string) =>
    await as(cast, asker, async (trx) => {
      const question = { practiceId: practice.id, officeId: null, words, language: 'en', agreed: true };
      return await askAuthors(trx, asker.accountId, question, now);
    });
  const questions = {
    toAnswer: await ask('What did the light cost?'),
    toHide: await ask('Who is the bookkeeper?'),
    toTakeBack: await ask('Is there tea?'),
  };
  const answer = { answer: 'A volunteer of the example.', language: 'en', keeperId: null };
  await as(cast, editor, async (trx) => await answerQuestion(trx, questions.toHide, answer, now));
  const write = async (who: Somebody, officeId: typeof office.id | null, words: string) =>
    await as(cast, who, async (trx) => {
      const given = { practiceId: practice.id, replyTo: null, questionId: null, officeId, organisationId: null, words, language: 'en' };
      return await contribute(trx, who.accountId, given, now);
    });
  const contributions = {
    toReply: await write(editor, null, 'Who keeps the room open in winter?'),
    toHide: await write(manager, office.id, 'Ask for the caretaker by name.'),
    toTakeBack: await write(manager, office.id, 'We opened ours on Mondays.'),
  };
  return await as(cast, manager, async (trx) => {
    const places = await placeIdsByCode(trx, ['padova-province', 'veneto']);
    // The demonstration's profile is of the town itself, and a place has one in each office.
    const [province, region] = [must(places.get('padova-province')), must(places.get('veneto'))];
    const begin = async (placeId: typeof province) => await beginProfile(trx, { officeId: office.id, placeId, language: 'en' }, now);
    const profile = await begin(province);
    const figure = { words: null, most: null, currency: null, saidOn: '2026', source: 'The town' };
    await savePart(trx, profile, 'staff', { ...figure, least: 30n }, now);
    await savePart(trx, profile, 'law', { ...figure, words: 'None yet', least: null }, now);
    await showProfile(trx, profile, true, now);
    const transfer = async (placeId: typeof province) =>
      await addTransfer(
        trx,
        { practiceId: practice.id, placeId, officeId: office.id, language: 'en' },
        { state: 'running', since: '2025', until: null, changed: 'Morning hours', became: null, source: null },
        now,
      );
    return {
      questions,
      contributions,
      preconditions: { shown, toChange, toRemove },
      profile,
      profileToRemove: await begin(region),
      transfer: await transfer(province),
      transferToWithdraw: await transfer(region),
    };
  });
}
