import { addDays } from '#kernel/time';
import { actOnOpportunity, createOpportunity, setCondition, type OpportunityId, type OpportunityText } from '#modules/opportunities';
import { makeTranslated } from '#kernel/i18n';
import type { CorridorId } from '#modules/places';
import type { VentureId } from '#modules/ventures';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** Opportunities in every state that a page shows, of the office at which the person's venture is. */
export interface OpportunityWorld {
  shown: OpportunityId;
  toAnswer: OpportunityId;
  toPropose: OpportunityId;
  draft: OpportunityId;
  toEdit: OpportunityId;
  toPublish: OpportunityId;
  corridor: CorridorId;
  venture: VentureId;
  validUntil: string;
}

/** Plants opportunities that the manager writes and the counsellor publishes. */
export async function plantOpportunities(cast: Cast, manager: Somebody, venture: VentureId): Promise<OpportunityWorld> {
  const { db } = cast.site;
  const { rows } = await db.superuser.query<{ id: CorridorId }>("select id from places.corridors where code = 'kaolack-padova'");
  const corridor = must(rows[0], 'the corridor').id;
  const today = new Date().toISOString().slice(0, 10);
  const validUntil = addDays(today, 20);
  const author = { by: manager.accountId, kind: 'human', at: new Date().toISOString() } as const;
  const text = (title: string, more: Partial<OpportunityText> = {}): OpportunityText => ({
    kind: 'incentive',
    title: makeTranslated('en', title, author),
    about: makeTranslated('en', 'An invented voucher for founders.\nApply at the counter.', author),
    placeId: cast.ground.places.padova.id,
    corridorIds: [corridor],
    atEnd: 'destination',
    sectors: [],
    stages: [],
    audiences: ['women'],
    amount: { amountMinor: 150_000n, currency: 'EUR' },
    amountText: makeTranslated('en', 'up to half of the costs', author),
    source: { name: 'Example board', url: 'https://example.org/board' },
    sourceSeenOn: today,
    reported: null,
    validFrom: today,
    validUntil,
    needsConfirmation: true,
    openingId: null,
    ...more,
  });
  const write = async (title: string, more: Partial<OpportunityText> = {}) =>
    await as(cast, manager, async (trx) => {
      const id = await createOpportunity(trx, officeOf(cast), text(title, more), today);
      await setCondition(trx, id, 'jobs', { field: 'jobs', min: 1, max: null, sentence: null });
      await setCondition(trx, id, 'registered', { field: 'registered', is: true, sentence: null });
      return id;
    });
  const publish = async (title: string, more: Partial<OpportunityText> = {}) => {
    const id = await write(title, more);
    await as(cast, cast.counsellor, async (trx) => await actOnOpportunity(trx, id, 'publish', { today, now: new Date() }));
    return id;
  };
  return {
    shown: await publish('Example voucher'),
    toAnswer: await publish('Example stall at the market', { kind: 'site', validUntil: null }),
    toPropose: await publish('Example partner', { kind: 'partner', reported: '2010' }),
    draft: await write('Example call', { kind: 'call' }),
    toEdit: await write('Example sector', { kind: 'sector' }),
    toPublish: await write('Example workshop', { kind: 'site' }),
    corridor,
    venture,
    validUntil,
  };
}
