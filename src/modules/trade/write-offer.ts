import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import { holdsContact, searchWords } from '#kernel/text';
import { addMonths, type Day } from '#kernel/time';
import { getVenture, type Venture, type VentureId } from '#modules/ventures';
import { goodsWords, isGoodsCode } from './goods.ts';
import { allowed, MONTHS_VALID, stateAfterChange, type Action, type ContactOf, type Offer, type OfferId, type OfferText } from './offer.ts';
import { getOffer } from './read-offers.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'trade' | 'audit' | 'ventures'>;

/** The last day for which an offer can be shown when its day is set today. */
export function lastDay(today: Day): Day {
  return addMonths(today, MONTHS_VALID);
}

/**
 * Refuses a text that cannot stand: goods without a number, half an amount, half a term, a contact in what anybody
 * reads, a last day that is past or too far.
 */
export function checkText(text: OfferText, today: Day): void {
  if (text.what === 'product' && !text.hsCode) throw refuse('goods-missing', { field: 'goods' });
  if (text.what === 'service' && !text.sector) throw refuse('service-missing', { field: 'sector' });
  if (text.hsCode && !isGoodsCode(text.hsCode)) throw refuse('unknown-goods', { field: 'goodsCode' });
  if ((text.quantity === null) !== (text.unit === null) || (text.quantity === null) !== (text.per === null))
    throw refuse('amount-incomplete', { field: 'quantity' });
  if ((text.incoterm === null) !== (text.termPlace === null)) throw refuse('term-incomplete', { field: 'termPlace' });
  for (const field of ['title', 'description', 'termPlace'] as const)
    if (holdsContact(text[field] ?? '')) throw refuse('contact-in-text', { field });
  if (text.validUntil < today || text.validUntil > lastDay(today)) throw refuse('valid-too-long', { field: 'validUntil' });
}

function offerRow(text: OfferText) {
  return {
    kind: text.kind,
    what: text.what,
    hs_code: text.what === 'product' ? text.hsCode : null,
    sector: text.what === 'service' ? text.sector : null,
    title: text.title,
    description: text.description,
    quantity: text.quantity,
    unit: text.unit,
    per: text.per,
    months: text.months,
    incoterm: text.incoterm,
    term_place: text.termPlace,
    certificates: text.certificates,
    languages: text.languages,
    corridor_id: text.corridorId,
    at_end: text.atEnd,
    valid_until: text.validUntil,
    words: wordsOf(text),
  };
}

function wordsOf(text: OfferText): string {
  const told = [text.title, text.description, text.hsCode ?? '', ...(text.hsCode ? goodsWords(text.hsCode) : [])];
  return [...new Set(told.flatMap((part) => searchWords(part)))].join(' ');
}

const onOffer = onConstraint({
  offers_venture: () => refuse('no-such-venture'),
  offers_corridor: () => refuse('no-such-corridor', { field: 'corridor' }),
  offers_validity: () => refuse('valid-too-long', { field: 'validUntil' }),
  offers_reviewed: () => refuse('not-reviewed'),
});

async function told(trx: Trx, verb: string, venture: Pick<Venture, 'officeId' | 'leadPersonId'>, id: OfferId): Promise<void> {
  await record(trx, {
    verb,
    purpose: 'trade.purpose.trade',
    scopeId: venture.officeId,
    subjectId: venture.leadPersonId,
    objectKind: 'offer',
    objectId: id,
  });
}

/** The venture, for whoever writes for it; refused where it is not open to them. */
async function ventureOf(trx: Trx, id: VentureId): Promise<Venture> {
  const venture = await getVenture(trx, id);
  if (!venture) throw refuse('no-such-venture');
  return venture;
}

/** Writes down an offer or a request as a draft. Refusals: those of {@link checkText}, no such venture, no such corridor. */
export async function createOffer(trx: Trx, ventureId: VentureId, text: OfferText, contact: ContactOf, today: Day): Promise<OfferId> {
  checkText(text, today);
  const venture = await ventureOf(trx, ventureId);
  const id = newId<'trade.offers'>();
  const side = { venture_id: ventureId, office_id: venture.officeId };
  await trx
    .insertInto('trade.offers')
    .values({ id, ...side, ...offerRow(text) })
    .execute()
    .catch(onOffer);
  await trx
    .insertInto('trade.offer_contacts')
    .values({ offer_id: id, ...side, ...contact })
    .execute();
  await told(trx, 'trade.written', venture, id);
  return id;
}

/** The offer as its founders and desk see it; refused to everybody else, who may read the published one. */
async function ownOffer(trx: Trx, id: OfferId): Promise<{ offer: Offer; venture: Venture }> {
  const offer = await getOffer(trx, id);
  const venture = offer && (await getVenture(trx, offer.ventureId));
  if (!offer || !venture) throw refuse('not-found');
  return { offer, venture };
}

/** Changes an offer; what was published goes back to a draft, since nobody has reviewed the new words. Refusals: as for a new one, not found. */
export async function changeOffer(trx: Trx, id: OfferId, text: OfferText, contact: ContactOf, today: Day): Promise<void> {
  const { offer, venture } = await ownOffer(trx, id);
  checkText(text, today);
  const changed = await trx
    .updateTable('trade.offers')
    .set({ ...offerRow(text), state: stateAfterChange(offer.state), updated_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', offer.state)
    .executeTakeFirst()
    .catch(onOffer);
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await trx.updateTable('trade.offer_contacts').set(contact).where('offer_id', '=', id).execute();
  await told(trx, 'trade.written', venture, id);
}

/** Sends an offer to the desk, takes it back, or shows it for six months more. Refusals: not found, wrong state, not reviewed. */
export async function actOnOffer(trx: Trx, id: OfferId, action: Action, now: Date, today: Day): Promise<void> {
  const { offer, venture } = await ownOffer(trx, id);
  if (!allowed(offer.state, action)) throw refuse('wrong-state');
  const set = {
    send: { state: 'waiting', sent_at: now, ...(offer.validUntil < today ? { valid_until: lastDay(today) } : {}) },
    withdraw: { state: 'withdrawn' },
    renew: { state: 'published', valid_until: lastDay(today) },
  }[action];
  const changed = await trx
    .updateTable('trade.offers')
    .set({ ...set, updated_at: now })
    .where('id', '=', id)
    .where('state', '=', offer.state)
    .executeTakeFirst()
    .catch(onOffer);
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await told(trx, `trade.${{ send: 'sent', withdraw: 'withdrawn', renew: 'renewed' }[action]}`, venture, id);
}
