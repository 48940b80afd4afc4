import told from '../../../db/demo/impacts.json' with { type: 'json' };
import { asActor, type AnyWrites } from '#kernel/db';
import {
  agreeImpact,
  beginImpact,
  changeDraft,
  findImpact,
  publishImpact,
  putAssumption,
  putEffect,
  recordObservation,
  type Content,
  type Effect,
  type Finding,
} from '#modules/impacts';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.impacts)[number];
/** An effect of the file: a chain of keys of assumptions, `/` before those that divide, or why it is not measurable. */
interface ToldEffect extends Pick<Effect, 'name' | 'unit' | 'touched' | 'direction' | 'note'> {
  key: string;
  chain?: string[];
  not?: string;
}

/** Writes the demonstration's impact analyses as its planner does: one has been published and looked at again, one has just begun. */
export async function loadImpacts(world: DemoWorld): Promise<void> {
  const planner = actorIn(world, 'planner@ponte-demo.example');
  const now = world.network.now();
  for (const one of told.impacts)
    await asActor(world.network.db, planner, async (trx) => {
      // An interrupted first start begins again: what is there already is not written twice.
      if (!(await findImpact(trx, one.code))) await write(trx, planner.accountId, one, now);
    });
}

async function write(trx: AnyWrites, accountId: string, one: Told, now: Date): Promise<void> {
  const placeId = idIn(await placeIdsByCode(trx, [one.place]), one.place) as PlaceId; // idIn has just found it among places
  const { code, title, lang, question, summary, starts, ends, agreement } = one;
  const given = { code, title, lang, placeId, officeId: null, subjectOfficeId: null, demonstration: true };
  // What was found comes after what was foreseen.
  const then = one.agreed ? new Date(`${one.agreed}T09:00:00Z`) : now;
  const id = await beginImpact(trx, accountId, given, then);
  const effects = new Map<string, string>();
  const change = (content: Content) => {
    const { content: next, named } = contentOf({ ...content, question, summary, starts, ends }, one);
    for (const [key, effectId] of named) effects.set(key, effectId);
    return next;
  };
  await changeDraft(trx, accountId, id, { base: 1, change }, then);
  if (!agreement) return;
  const number = await agreeImpact(trx, accountId, id, { base: 2, agreement }, then);
  await publishImpact(trx, id);
  for (const { effect, ...finding } of one.found)
    // Our own file; the table refuses what it gets wrong.
    await recordObservation(trx, accountId, { id, number, effectId: effects.get(effect) ?? '', finding: finding as Finding }, now);
}

/** The assumptions and effects of the file put into a draft, with the ids that the effects were given. */
function contentOf(content: Content, { assumptions, effects }: Told): { content: Content; named: Map<string, string> } {
  let next = content;
  for (const { key: _key, ...assumption } of assumptions) next = putAssumption(next, null, assumption);
  const ids = new Map(assumptions.map(({ key }, at) => [key, next.assumptions[at]?.id ?? '']));
  for (const { key: _key, chain, not, ...effect } of effects as ToldEffect[]) {
    const factors = (chain ?? []).map((link) =>
      link.startsWith('/')
        ? { assumptionId: ids.get(link.slice(1)) ?? '', how: 'by' as const }
        : { assumptionId: ids.get(link) ?? '', how: 'times' as const },
    );
    next = putEffect(next, null, { ...effect, result: not ? { kind: 'not-measurable', reason: not } : { kind: 'chain', factors } });
  }
  return { content: next, named: new Map(effects.map(({ key }, at) => [key, next.effects[at]?.id ?? ''])) };
}
