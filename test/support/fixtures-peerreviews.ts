import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSystem } from '#kernel/db';
import { addDays } from '#kernel/time';
import { importInstruments } from '#modules/instruments';
import {
  actOnReview,
  addNote,
  addReading,
  addSession,
  answerRecommendation,
  askQuestion,
  getReview,
  inviteOffice,
  planVisit,
  proposeReview,
  questionsOf,
  readingsOf,
  recommendationsIn,
  saveFinding,
  saveRecommendation,
  type ReviewId,
} from '#modules/peerreviews';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

type Deed = Parameters<typeof actOnReview>[3];
type States = 'begun' | 'shared' | 'agreed' | 'published';

/** Plants reviews of an office in every state that a page shows: offered by a planner, with a peer of the office abroad. */
export async function plantPeerReviews(cast: Cast, { planner, manager, expert }: Record<'planner' | 'manager' | 'expert', Somebody>) {
  const { db, network } = cast.site;
  const now = network.now();
  const { keyring } = network;
  const byWhen = addDays(cast.ground.today, 90);
  const form = JSON.parse(readFileSync(join(import.meta.dirname, '../../db/reference/questionnaires/peer-review.json'), 'utf8')) as object; // our own file, checked by its importer
  await asSystem(db.owner, async (trx) => await importInstruments(trx, [form], { now }));

  const act = async (who: Somebody, id: ReviewId, name: Deed['act']) =>
    await as(cast, who, async (trx) => await actOnReview(trx, who.accountId, id, { act: name, words: null, free: true }, now));
  const propose = async (policy: string) =>
    await as(cast, planner, async (trx) => {
      const given = {
        officeId: officeOf(cast),
        practiceId: null,
        policy,
        about: 'Whom it reaches',
        language: 'en',
        side: 'network',
      } as const;
      return await proposeReview(trx, planner.accountId, given, now);
    });
  const accept = async (review: ReviewId) =>
    await as(cast, manager, async (trx) => {
      const recommendation = must((await recommendationsIn(trx, review))[0]).id;
      const answer = { answer: 'accepted', reason: null, state: 'open', stateWords: null } as const;
      await answerRecommendation(trx, { review, recommendation }, answer, { now, today: cast.ground.today });
    });
  const plant = async (policy: string, until: States): Promise<ReviewId> => {
    const id = await propose(policy);
    await act(manager, id, 'agree');
    await as(cast, planner, async (trx) => await inviteOffice(trx, planner.accountId, id, officeOf(cast, true), now));
    await act(expert, id, 'join');
    await as(cast, expert, async (trx) => {
      const { accountId } = expert;
      await saveFinding(trx, accountId, id, null, { kind: 'strength', words: 'It is open late.', evidence: 'The list of hours' });
      await saveRecommendation(trx, accountId, id, null, { words: 'Open on Sundays', toWhom: 'The head', byWhen, priority: 'high' });
      await askQuestion(trx, accountId, id, 'Who comes late?', now);
      await addReading(trx, accountId, id, { title: 'A year of evenings', author: null, year: 2025, address: null, note: null });
      await addNote(
        trx,
        keyring,
        accountId,
        id,
        { heldOn: cast.ground.today, role: 'A visitor', name: null, words: 'Glad', agreed: false },
        now,
      );
      await planVisit(trx, id, { from: byWhen, until: byWhen, needs: null });
      const session = { onDay: byWhen, starts: '09:00', ends: '10:00', what: 'The counter', who: null, needs: null };
      await addSession(trx, must(await getReview(trx, id)), session);
    });
    if (until === 'begun') return id;
    await act(expert, id, 'share');
    if (until === 'shared') return id;
    await act(manager, id, 'agree-report');
    if (until === 'published') {
      await act(manager, id, 'publish');
      await accept(id);
    }
    return id;
  };
  const begun = await plant('Late counter (invented)', 'begun');
  const agreed = await plant('Early counter (invented)', 'agreed');
  const published = await plant('Known counter (invented)', 'published');
  return {
    visitDay: byWhen,
    toAgree: await propose('Offered counter (invented)'),
    toSend: await plant('Counter without a form (invented)', 'begun'),
    begun,
    agreed,
    shared: await plant('Shared counter (invented)', 'shared'),
    published,
    question: must(await as(cast, expert, async (trx) => (await questionsOf(trx, begun))[0])).id,
    reading: must(await as(cast, expert, async (trx) => (await readingsOf(trx, begun))[0])).id,
    accepted: must(await as(cast, manager, async (trx) => (await recommendationsIn(trx, published))[0])).id,
    recommendation: must(await as(cast, manager, async (trx) => (await recommendationsIn(trx, agreed))[0])).id,
  };
}
