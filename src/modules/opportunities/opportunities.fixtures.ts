import { asActor, newId, type AnyWrites } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, PlaceId } from '#modules/places';
import { createVenture, type VentureId } from '#modules/ventures';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import type { TestSite } from '#test/site';
import type { OpportunityId, OpportunityText } from './opportunity.ts';
import { actOnOpportunity, createOpportunity } from './write-opportunity.ts';

type Site = Pick<TestSite, 'db' | 'network'>;

/** An office with two officers, a founder with an account and a venture at its place. */
export interface Ground {
  office: OfficeId;
  place: PlaceId;
  writer: Somebody;
  publisher: Somebody;
  founder: Somebody;
  venture: VentureId;
}

export const today = (): string => new Date().toISOString().slice(0, 10);

export const acting = async <T>({ db }: Site, actor: Somebody, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(db.app, actor, work);

export async function plantGround(site: Site, code: string): Promise<Ground> {
  const { db } = site;
  const { id, placeId } = await plantOffice(db, code);
  // By name and code, as forms and lists name it.
  await db.superuser.query(`update places.places set code = $2 where id = $1`, [placeId, code]);
  await db.superuser.query(`insert into places.names (place_id, words, own) values ($1, $2, true) on conflict do nothing`, [placeId, code]);
  const writer = await plantAccount(db, { roles: [{ role: 'counsellor', scope: id }] });
  const publisher = await plantAccount(db, { roles: [{ role: 'office-manager', scope: id }] });
  const founder = { ...(await plantAccount(db)), assurance: 1 as const };
  const person = await plantPerson(site, writer, id, { email: `${code}@example.org` });
  await plantLink(db, founder.accountId, person);
  const venture = await acting(
    site,
    writer,
    async (trx) =>
      await createVenture(
        trx,
        writer.accountId,
        { personId: person, officeId: id },
        {
          title: `Venture of ${code}`,
          summary: '',
          sector: 'food-processing',
          stage: 'planning',
          location: 'here',
          herePlaceId: placeId as PlaceId,
          therePlaceId: null,
          needs: ['premises'],
        },
      ),
  );
  return { office: id as OfficeId, place: placeId as PlaceId, writer, publisher, founder, venture }; // as they were planted
}

export async function plantCorridor({ db }: Site, here: Ground, there: Ground): Promise<CorridorId> {
  const id = newId<'places.corridors'>();
  await db.superuser.query(
    `insert into places.corridors (id, code, origin_id, destination_id, facts, source, as_of) values ($1, 'here-there', $2, $3, '[]', '{}', '2026')`,
    [id, there.place, here.place],
  );
  return id;
}

const said = (text: string) => makeTranslated('en', text, { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' });

export function textOf(ground: Ground, title: string, given: Partial<OpportunityText> = {}): OpportunityText {
  return {
    kind: 'site',
    title: said(title),
    about: said('A stall in an invented market.'),
    placeId: ground.place,
    corridorIds: [],
    atEnd: 'destination',
    sectors: [],
    stages: [],
    audiences: [],
    amount: null,
    amountText: null,
    source: { name: 'Example board', url: 'https://example.org' },
    sourceSeenOn: today(),
    reported: null,
    validFrom: addDays(today(), -10),
    validUntil: addDays(today(), 40),
    needsConfirmation: false,
    openingId: null,
    ...given,
  };
}

export const plantDraft = async (site: Site, ground: Ground, title: string, given: Partial<OpportunityText> = {}): Promise<OpportunityId> =>
  await acting(site, ground.writer, async (trx) => await createOpportunity(trx, ground.office, textOf(ground, title, given), today()));

export const publish = async (site: Site, who: Somebody, id: OpportunityId): Promise<void> =>
  await acting(site, who, async (trx) => await actOnOpportunity(trx, id, 'publish', { today: today(), now: new Date() }));

/** What one officer wrote and the other published. */
export async function plantPublished(
  site: Site,
  ground: Ground,
  title: string,
  given: Partial<OpportunityText> = {},
): Promise<OpportunityId> {
  const id = await plantDraft(site, ground, title, given);
  await publish(site, ground.publisher, id);
  return id;
}
