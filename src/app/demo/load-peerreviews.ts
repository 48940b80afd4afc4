import told from '../../../db/demo/peerreviews.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import {
  actOnReview,
  addReading,
  addSession,
  answerQuestion,
  answerRecommendation,
  askQuestion,
  getReview,
  inviteOffice,
  listReviews,
  planVisit,
  proposeReview,
  questionsOf,
  recommendationsIn,
  saveFinding,
  saveRecommendation,
  type Proposal,
  type ReviewId,
} from '#modules/peerreviews';
import { findPractice } from '#modules/practices';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

interface Told {
  office: string;
  practice?: string;
  policy?: string;
  side: string;
  by: string;
  decidedBy: string;
  about: string;
  peers: { office: string; who: string }[];
  questions: { question: string; answer: string | null }[];
  readings: Parameters<typeof addReading>[3][];
  visit: {
    fromDays: number;
    untilDays: number;
    needs: string;
    sessions: { afterDays: number; starts: string; ends: string; what: string; who: string }[];
  };
  findings: { kind: string; words: string; evidence: string }[];
  recommendations: { words: string; toWhom: string; byDays: number; priority: string; answer: object }[];
  until: string;
}

type Act = Parameters<typeof actOnReview>[3]['act'];

/** Tells the demonstration's reviews as people lived them: one is published, the other in work. */
export async function loadPeerReviews(world: DemoWorld): Promise<void> {
  for (const one of told.reviews as Told[]) await loadReview(world, one); // our own file; a test reads it
}

async function loadReview(world: DemoWorld, one: Told): Promise<void> {
  const { db, now } = world.network;
  const who = (name: string) => actorIn(world, `${name}@ponte-demo.example`);
  const network = who('planner');
  const asker = who(one.by);
  const office = who(one.side === 'office' ? one.by : one.decidedBy);
  const [first] = one.peers;
  if (!first) throw new Error(`nobody reviews ${one.office} in the demonstration`);
  const peer = who(first.who);
  const officeId = idIn(world.scopes, one.office) as Proposal['officeId']; // idIn has just found it
  const act = async (name: string, id: ReviewId, done: Act) =>
    await asActor(
      db,
      who(name),
      async (trx) => await actOnReview(trx, who(name).accountId, id, { act: done, words: null, free: true }, now()),
    );
  const id = await asActor(db, asker, async (trx) => {
    const practice = one.practice ? await findPractice(trx, one.practice) : null;
    if (one.practice && !practice) throw new Error(`the demonstration has no practice ${one.practice}`);
    const subject = { practiceId: practice?.id ?? null, policy: one.policy ?? null };
    // An interrupted first start begins again: what is there already is not written twice.
    const { rows } = await listReviews(trx, { state: null, page: 1, pageSize: 100 });
    if (rows.some(({ practiceId, policy }) => practiceId === subject.practiceId && policy === subject.policy)) return null;
    const given = { ...subject, officeId, about: one.about, language: 'en', side: one.side as Proposal['side'], demonstration: true }; // our own file
    return await proposeReview(trx, asker.accountId, given, now());
  });
  if (!id) return;
  await act(one.decidedBy, id, 'agree');
  for (const { office: code, who: name } of one.peers) {
    const invited = idIn(world.scopes, code) as Proposal['officeId']; // as above
    await asActor(db, network, async (trx) => await inviteOffice(trx, network.accountId, id, invited, now()));
    await act(name, id, 'join');
  }
  await asActor(db, peer, async (trx) => await workOn(trx, peer.accountId, id, one, now()));
  await asActor(db, office, async (trx) => {
    for (const [index, { id: question }] of (await questionsOf(trx, id)).entries()) {
      const answer = one.questions[index]?.answer;
      if (answer) await answerQuestion(trx, office.accountId, { review: id, question }, answer, now());
    }
  });
  if (one.until === 'preparing') return;
  await act(first.who, id, 'share');
  await act(one.decidedBy, id, 'agree-report');
  await asActor(db, office, async (trx) => {
    for (const { id: recommendation, words } of await recommendationsIn(trx, id)) {
      const answer = one.recommendations.find((each) => each.words === words)?.answer as Parameters<typeof answerRecommendation>[2]; // our own file
      await answerRecommendation(trx, { review: id, recommendation }, answer, { now: now(), today: todayOf(now()) });
    }
  });
  await act(one.decidedBy, id, 'publish');
}

const todayOf = (now: Date) => toLocal(now.toISOString(), 'UTC').day;

/** What the first peer writes, finds and plans. */
async function workOn(trx: Parameters<typeof askQuestion>[0], by: string, id: ReviewId, one: Told, now: Date): Promise<void> {
  const today = todayOf(now);
  const { fromDays, untilDays, needs, sessions } = one.visit;
  for (const { question } of one.questions) await askQuestion(trx, by, id, question, now);
  for (const reading of one.readings) await addReading(trx, by, id, reading);
  await planVisit(trx, id, { from: addDays(today, fromDays), until: addDays(today, untilDays), needs });
  const review = await getReview(trx, id);
  if (!review) throw new Error('a peer of the demonstration does not see the review');
  for (const { afterDays, ...session } of sessions)
    await addSession(trx, review, { ...session, onDay: addDays(today, fromDays + afterDays), needs: null });
  for (const finding of one.findings) await saveFinding(trx, by, id, null, finding as Parameters<typeof saveFinding>[4]); // our own file
  for (const { words, toWhom, byDays, priority } of one.recommendations)
    await saveRecommendation(trx, by, id, null, { words, toWhom, byWhen: addDays(today, byDays), priority: priority as 'high' }); // our own file
}
