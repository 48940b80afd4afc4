import {
  agreeImpact,
  beginImpact,
  changeDraft,
  publishImpact,
  putAssumption,
  putEffect,
  type Content,
  type ImpactId,
} from '#modules/impacts';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** What is done with each; those of the last row are agreed, and `published` is public. */
const drafted = ['show', 'about', 'addAssumption', 'assumption', 'addEffect', 'effect', 'move', 'remove', 'agree', 'discard'] as const;
const agreed = ['agreed', 'publish', 'begin', 'found', 'published'] as const;
type Name = (typeof drafted)[number] | (typeof agreed)[number];

/** An impact analysis with one assumption and two effects. */
export interface WrittenImpact {
  id: ImpactId;
  assumption: string;
  effect: string;
}

const written = { unit: 'firms', touched: 'founders', direction: 'more', note: null } as const;

/** Impact analyses that the network's planner writes, one for each thing that is done with one. */
export async function plantImpacts(cast: Cast, planner: Somebody): Promise<Record<Name, WrittenImpact>> {
  const now = cast.site.network.now();
  const placeId = cast.ground.places.padova.id;
  const write = async (name: Name): Promise<WrittenImpact> =>
    await as(cast, planner, async (trx) => {
      const code = `planted-${name.toLowerCase()}`;
      const given = { code, title: `What it changes: ${name}`, lang: 'en', placeId, officeId: null, subjectOfficeId: officeOf(cast) };
      const id = await beginImpact(trx, planner.accountId, given, now);
      let whole: Content | undefined;
      const change = (content: Content) => {
        const people = { name: 'People', unit: 'people a year', low: '80', likely: '120', high: '200', source: null, note: null };
        let next = putAssumption(content, null, people);
        const share = { name: 'Share who found', unit: 'share', low: '0.05', likely: '0.1', high: '0.2', note: 'From talks' };
        next = putAssumption(next, null, { ...share, source: { name: 'A report', date: '2026-01-02' } });
        const factors = next.assumptions.map(({ id: assumptionId }) => ({ assumptionId, how: 'times' as const }));
        next = putEffect(next, null, { ...written, name: 'Firms founded', result: { kind: 'chain', factors } });
        next = putEffect(next, null, { ...written, name: 'Trust', result: { kind: 'not-measurable', reason: 'Nobody asks' } });
        whole = { ...next, question: 'What changes?', summary: 'In short.', starts: '2027-01-01', ends: '2029-12-31' };
        return whole;
      };
      await changeDraft(trx, planner.accountId, id, { base: 1, change }, now);
      return { id, assumption: must(whole?.assumptions[0]).id, effect: must(whole?.effects[0]).id };
    });
  const impacts: Partial<Record<Name, WrittenImpact>> = {};
  for (const name of [...drafted, ...agreed]) {
    const one = await write(name);
    impacts[name] = one;
    if ((drafted as readonly string[]).includes(name)) continue;
    await as(cast, planner, async (trx) => {
      await agreeImpact(trx, planner.accountId, one.id, { base: 2, agreement: 'The council' }, now);
      if (name === 'published') await publishImpact(trx, one.id);
    });
  }
  return impacts as Record<Name, WrittenImpact>; // one for each name
}
