import told from '../../../db/demo/transfers.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { findPractice, type PracticeId } from '#modules/practices';
import {
  addPrecondition,
  addTransfer,
  answerQuestion,
  askAuthors,
  beginProfile,
  contribute,
  findProfile,
  judge,
  preconditionsOf,
  savePart,
  showProfile,
  type ContributionId,
  type Kind,
  type Transfer,
} from '#modules/transfers';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

interface ToldFigure {
  least?: number;
  most?: number;
  currency?: string;
}

const measureOf = ({ least, most, currency }: ToldFigure) => ({
  least: least === undefined ? null : BigInt(least),
  most: most === undefined ? null : BigInt(most),
  currency: currency ?? null,
});

/** Writes what the demonstration's practice takes, what two offices say that they have, and where others took it up. */
export async function loadTransfers(world: DemoWorld): Promise<void> {
  const { db } = world.network;
  const editor = actorIn(world, 'editor@ponte-demo.example');
  const placeCodes = [...told.profiles, ...told.transfers].map(({ place }) => place);
  const { practice, places, there } = await asActor(db, editor, async (trx) => {
    const found = await findPractice(trx, told.practice);
    if (!found) throw new Error(`the demonstration has no practice ${told.practice}`);
    return {
      practice: found.id,
      places: await placeIdsByCode(trx, placeCodes),
      there: (await preconditionsOf(trx, found.id)).length > 0,
    };
  });
  // An interrupted first start begins again: what is there already is not written twice.
  if (there) return;
  await loadPreconditions(world, practice);
  for (const one of told.profiles) await loadProfile(world, one, practice, places);
  for (const one of told.transfers) await loadTransfer(world, one, practice, places);
  await loadQuestion(world, practice);
  await loadDiscussion(world, practice);
}

async function loadPreconditions(world: DemoWorld, practice: PracticeId): Promise<void> {
  const { db, now } = world.network;
  const editor = actorIn(world, 'editor@ponte-demo.example');
  const { saidBy, saidOn, source } = told;
  await asActor(db, editor, async (trx) => {
    for (const { kind, words, needed, ...figure } of told.preconditions) {
      const text = makeTranslated('en', words, { by: editor.accountId, kind: 'human', at: now().toISOString() });
      const given = { kind: kind as Kind, words: text, needed, saidBy, saidOn, source, ...measureOf(figure) }; // our own file; the table's checks hold the list
      await addPrecondition(trx, practice, given, { officeId: null, now: now() });
    }
  });
}

async function loadProfile(
  world: DemoWorld,
  one: (typeof told.profiles)[number],
  practice: PracticeId,
  places: ReadonlyMap<string, PlaceId>,
): Promise<void> {
  const { db, now } = world.network;
  await asActor(db, actorIn(world, one.by), async (trx) => {
    const [officeId, placeId] = [idIn(world.scopes, one.office) as OfficeId, idIn(places, one.place) as PlaceId]; // idIn has just found them
    const id = await beginProfile(trx, { officeId, placeId, language: 'en' }, now());
    for (const { kind, words, ...figure } of one.parts)
      await savePart(trx, id, kind as Kind, { words, ...measureOf(figure), saidOn: told.saidOn, source: told.source }, now()); // as above
    if (one.public) await showProfile(trx, id, true, now());
    const profile = await findProfile(trx, id);
    const preconditions = await preconditionsOf(trx, practice);
    for (const { kind, verdict, reason } of one.judgements) {
      const precondition = preconditions.find((each) => each.kind === kind);
      if (profile && precondition) await judge(trx, profile, precondition, { verdict: verdict as 'adapt', reason, language: 'en' }, now()); // as above
    }
  });
}

async function loadTransfer(
  world: DemoWorld,
  { by, office, place, state, since, changed, became, ...rest }: (typeof told.transfers)[number],
  practiceId: PracticeId,
  places: ReadonlyMap<string, PlaceId>,
): Promise<void> {
  const { db, now } = world.network;
  const where = { officeId: idIn(world.scopes, office) as OfficeId, placeId: idIn(places, place) as PlaceId }; // idIn has just found them
  const text = { state: state as Transfer['state'], since, until: rest.until ?? null, changed, became, source: null }; // our own file
  await asActor(db, actorIn(world, by), async (trx) => await addTransfer(trx, { practiceId, language: 'en', ...where }, text, now()));
}

async function loadQuestion(world: DemoWorld, practiceId: PracticeId): Promise<void> {
  const { db, now } = world.network;
  const { by, office, words, answer } = told.question;
  const asker = actorIn(world, by);
  const question = { practiceId, officeId: idIn(world.scopes, office) as OfficeId, words, language: 'en', agreed: true }; // idIn has just found it
  const id = await asActor(db, asker, async (trx) => await askAuthors(trx, asker.accountId, question, now()));
  const given = { answer, language: 'en', keeperId: null };
  await asActor(db, actorIn(world, 'editor@ponte-demo.example'), async (trx) => await answerQuestion(trx, id, given, now()));
}

/** A contribution, and the reply of another office to it. */
async function loadDiscussion(world: DemoWorld, practiceId: PracticeId): Promise<void> {
  const { db, now } = world.network;
  let replyTo: ContributionId | null = null; // the first is what the others reply to
  for (const { by, office, words } of told.discussion) {
    const writer = actorIn(world, by);
    const officeId = idIn(world.scopes, office) as OfficeId; // idIn has just found it
    const given = { practiceId, replyTo, questionId: null, officeId, organisationId: null, words, language: 'en' };
    const id: ContributionId = await asActor(db, writer, async (trx) => await contribute(trx, writer.accountId, given, now()));
    replyTo ??= id;
  }
}
