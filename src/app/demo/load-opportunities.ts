import told from '../../../db/demo/opportunities.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import {
  actOnOpportunity,
  answerOpportunity,
  listKept,
  opportunitiesImporter,
  responsesOf,
  type Opportunity,
  type Stance,
} from '#modules/opportunities';
import { openingsByCode } from '#modules/places';
import { foundedVentures, venturesById } from '#modules/ventures';
import { actorIn, type DemoWorld } from './demo-world.ts';

interface Told {
  code: string;
  office: string;
  writtenBy: string;
  publishedBy: string | null;
  title: Record<string, string> | null;
  about: Record<string, string> | null;
  lasts: number | null;
  opening?: string;
}

/** Tells the demonstration's opportunities: each written by one officer through the import, and published by another. */
export async function loadOpportunities(world: DemoWorld): Promise<void> {
  for (const one of told.opportunities as Told[]) await loadOne(world, one);
  for (const { by, code, stance } of told.answers) await loadAnswer(world, by, code, stance as Stance); // our own file
}

async function keptByCode(trx: AnyWrites, code: string): Promise<Opportunity | undefined> {
  const { opportunities } = await listKept(trx, { lang: 'en', page: 1, pageSize: 200 });
  return opportunities.find((one) => one.code === code);
}

async function loadOne(world: DemoWorld, one: Told): Promise<void> {
  const { db, now } = world.network;
  const today = toLocal(now().toISOString(), 'UTC').day;
  const { writtenBy, publishedBy, lasts, ...rest } = one;
  const writer = actorIn(world, writtenBy);
  const id = await asActor(db, writer, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if (await keptByCode(trx, one.code)) return null;
    const values = {
      ...rest,
      ...(await reported(trx, one)),
      sourceSeenOn: today,
      validFrom: today,
      validUntil: lasts === null ? null : addDays(today, lasts),
    };
    const report = await opportunitiesImporter.run(trx, [{ row: 1, values }], { dryRun: false, by: writer.accountId, now: now() });
    if (report.problems.length > 0) throw new Error(`${one.code} does not load: ${JSON.stringify(report.problems)}`);
    return (await keptByCode(trx, one.code))?.id ?? null;
  });
  if (!id || !publishedBy) return;
  await asActor(db, actorIn(world, publishedBy), async (trx) => await actOnOpportunity(trx, id, 'publish', { today, now: now() }));
}

/** Words and source of the entry of the corridor page that an opportunity spells out, where it has none of its own. */
async function reported(trx: AnyWrites, { opening, title }: Told): Promise<object> {
  if (!opening || title) return {};
  const entry = (await openingsByCode(trx, [opening])).get(opening);
  if (!entry) throw new Error(`the demonstration has no opening ${opening}`);
  const inAll = (value: typeof entry.title) => Object.fromEntries(Object.keys(value.texts).map((lang) => [lang, textIn(value, lang).text]));
  return { title: inAll(entry.title), about: inAll(entry.description ?? entry.title), source: entry.source };
}

/** A founder of the demonstration answers to what fits. */
async function loadAnswer(world: DemoWorld, by: string, code: string, stance: Stance): Promise<void> {
  const founder = actorIn(world, by);
  const writer = told.opportunities.find((one) => one.code === code)?.writtenBy ?? '';
  const { db, now } = world.network;
  const about = await asActor(db, actorIn(world, writer), async (trx) => await keptByCode(trx, code));
  await asActor(db, founder, async (trx) => {
    const [venture] = (await venturesById(trx, await foundedVentures(trx))).values();
    if (!venture || !about || (await responsesOf(trx, { ventureIds: [venture.id] })).length > 0) return;
    await answerOpportunity(trx, founder.accountId, about.id, venture, stance, now());
  });
}
