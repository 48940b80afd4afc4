import told from '../../../db/demo/consultations.json' with { type: 'json' };
import { asActor, asSystem, type AnyWrites, type Database } from '#kernel/db';
import { addDays } from '#kernel/time';
import { searchAssociations, type AssociationId } from '#modules/associations';
import {
  actOnConsultation,
  answerOpinion,
  beginConsultation,
  handIn,
  listConsultations,
  opinionOf,
  type ConsultationText,
} from '#modules/consultations';
import { findOffice } from '#modules/offices';
import { listCorridors } from '#modules/places';
import { findPlan } from '#modules/plans';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

interface Told {
  office: string;
  by: string;
  title: string;
  about: string;
  unit: string;
  contactEmail: string;
  corridor: string | null;
  draftText: string | null;
  /** Short name of the published plan that is to be changed. */
  plan?: string;
  questions: string[];
  beganDaysAgo: number;
  days: number;
  opinions: {
    association: string;
    words: string;
    replies: string[];
    public: boolean;
    answer: { answer: string; reason: string } | null;
  }[];
  outcome: string | null;
}

const DAY_MS = 86_400_000;

/**
 * Tells the demonstration's consultations. What lies in the past is written as the owner, with the moment in which it happened:
 * nobody else can hand in an opinion on a day that is over.
 */
export async function loadConsultations(world: DemoWorld, owner: Database): Promise<void> {
  const { db, now } = world.network;
  for (const one of told.consultations as Told[]) {
    // our own file; a test reads it
    const planner = actorIn(world, `${one.by}@ponte-demo.example`);
    const began = new Date(now().getTime() - one.beganDaysAgo * DAY_MS);
    const write = async (trx: AnyWrites) => await loadOne(trx, world, one, planner.accountId, began);
    await (one.beganDaysAgo === 0 ? asActor(db, planner, write) : asSystem(owner, write));
  }
}

async function loadOne(trx: AnyWrites, world: DemoWorld, one: Told, by: string, began: Date): Promise<void> {
  // An interrupted first start begins again: what is there already is not written twice.
  const { rows } = await listConsultations(trx, { page: 1, pageSize: 100 });
  if (rows.some(({ title }) => title === one.title)) return;
  const id = await beginConsultation(trx, by, { ...(await textOf(trx, world, one, began)), demonstration: true }, began);
  await actOnConsultation(trx, id, { act: 'open', words: null, until: null }, began);
  for (const { association, answer, ...text } of one.opinions) {
    const whose = { consultationId: id, associationId: await associationOf(trx, association) };
    await handIn(trx, whose, text, new Date(began.getTime() + 9 * DAY_MS));
    const opinion = await opinionOf(trx, whose);
    if (!answer || !opinion) continue;
    const given = { ...answer, revision: opinion.revision } as Parameters<typeof answerOpinion>[2]; // our own file
    await answerOpinion(trx, { consultation: id, opinion: opinion.id }, given, new Date(began.getTime() + 35 * DAY_MS));
  }
  if (one.outcome)
    await actOnConsultation(trx, id, { act: 'finish', words: one.outcome, until: null }, new Date(began.getTime() + 45 * DAY_MS));
}

async function textOf(trx: AnyWrites, world: DemoWorld, one: Told, began: Date): Promise<ConsultationText> {
  const officeId = idIn(world.scopes, one.office) as ConsultationText['officeId']; // idIn has just found it
  const office = await findOffice(trx, officeId);
  if (!office) throw new Error(`the demonstration has no office ${one.office}`);
  const corridor = one.corridor ? (await listCorridors(trx, { lang: 'en' })).find(({ code }) => code === one.corridor) : null;
  const fromOn = began.toISOString().slice(0, 10);
  const { title, about, unit, contactEmail, draftText, questions } = one;
  return {
    officeId,
    title,
    about,
    unit,
    contactEmail,
    draftText,
    questions,
    language: 'en',
    contactName: null,
    contactPhone: null,
    draftLink: null,
    planId: one.plan ? ((await findPlan(trx, one.plan))?.id ?? null) : null,
    placeId: office.placeId,
    corridorId: corridor?.id ?? null,
    fromOn,
    untilOn: addDays(fromOn, one.days),
  };
}

async function associationOf(trx: AnyWrites, name: string): Promise<AssociationId> {
  const { associations } = await searchAssociations(trx, { page: 1, pageSize: 1_000 });
  const found = associations.find((one) => one.name === name);
  if (!found) throw new Error(`the demonstration has no association ${name}`);
  return found.id;
}
