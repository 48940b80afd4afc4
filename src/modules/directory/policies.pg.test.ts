import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { isForbidden, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { as, plantDirectory, staff, testNow } from './directory-fixture.ts';
import { findOrganisation } from './find-organisation.ts';
import { findService } from './find-service.ts';
import { listRevisions } from './list-revisions.ts';
import type { OrganisationId } from './organisation.ts';
import { changeOrganisation, createOrganisation } from './save-organisation.ts';
import { changeService, checkService, createService } from './save-service.ts';
import { searchServices } from './search-services.ts';
import type { ServiceId } from './service.ts';
import type { ServiceDetails } from './service-details.ts';

const db = await testDatabase();

let own: { id: ServiceId; organisationId: OrganisationId };
let other: { id: ServiceId; organisationId: OrganisationId };
let reported: { id: ServiceId; organisationId: OrganisationId };
let padova: PlaceId;
let actors: Record<'provider' | 'editor' | 'administrator' | 'manager' | 'counsellor' | 'oneFactor', Actor>;

beforeAll(async () => {
  await plantDirectory(db, ['reference', 'demo']);
  own = await serviceOf('padova-small-loan');
  other = await serviceOf('padova-first-information');
  reported = await serviceOf('reported-roi-microcredit-advice');
  padova = await as(db, nobody, async (trx) => (await placeIdsByCode(trx, ['padova'])).get('padova') as PlaceId);
  const provider = await staff(db, 'provider', { kind: 'organisation', id: own.organisationId });
  const office = '01a1ffb4-34e4-7740-9504-a72b96ac2812';
  actors = {
    provider,
    editor: await staff(db, 'editor', { kind: 'network' }),
    administrator: await staff(db, 'administrator', { kind: 'network' }),
    manager: await staff(db, 'office-manager', { kind: 'office', id: office }),
    counsellor: await staff(db, 'counsellor', { kind: 'office', id: office }),
    oneFactor: { ...provider, assurance: 1 },
  };
});

async function serviceOf(code: string) {
  const { rows } = await db.superuser.query<{ id: ServiceId; organisationId: OrganisationId }>(
    'select id, organisation_id as "organisationId" from directory.services where code = $1',
    [code],
  );
  const [service] = rows;
  if (!service) throw new Error(`no service ${code}`);
  return service;
}

function details(changes: Partial<ServiceDetails> = {}): ServiceDetails {
  return {
    lang: 'en',
    organisationId: own.organisationId,
    name: 'Loan talk',
    description: 'A talk about loans.',
    eligibility: null,
    application: 'Call first.',
    fees: null,
    waitTime: null,
    alert: null,
    interpretation: null,
    accessibility: null,
    documents: ['Identity card'],
    status: 'active',
    cost: 'free',
    price: null,
    categories: ['microcredit'],
    audiences: [],
    languages: ['it'],
    minimumAge: null,
    maximumAge: null,
    placeId: padova,
    address: 'Via dell’Esempio 1',
    postalCode: null,
    phone: '+39049000000',
    email: null,
    url: null,
    hours: [],
    assuredOn: '2026-11-21',
    ...changes,
  };
}

async function outcome(actor: Actor, work: (trx: AnyWrites) => Promise<unknown>): Promise<string> {
  return await as(db, actor, work).then(
    () => 'done',
    (error: unknown) =>
      error instanceof Refusal ? `${error.module}.${error.code}` : isForbidden(error) ? 'the database refuses' : String(error),
  );
}

describe('who may change what', () => {
  test('a provider changes and checks the own organisation’s services, adds one, and nobody else’s', async () => {
    const { provider } = actors;
    expect(await outcome(provider, async (trx) => await changeService(trx, provider, own.id, details(), testNow))).toBe('done');
    expect(await outcome(provider, async (trx) => await checkService(trx, provider, own.id, '2026-11-22', testNow))).toBe('done');
    expect(await outcome(provider, async (trx) => await createService(trx, provider, details({ name: 'Second talk' }), testNow))).toBe(
      'done',
    );
    expect(await outcome(provider, async (trx) => await changeService(trx, provider, other.id, details(), testNow))).toBe(
      'access.forbidden',
    );
    expect(
      await outcome(
        provider,
        async (trx) => await createService(trx, provider, details({ organisationId: other.organisationId }), testNow),
      ),
    ).toBe('access.forbidden');
    expect(
      await outcome(
        provider,
        async (trx) => await changeService(trx, provider, own.id, details({ organisationId: other.organisationId }), testNow),
      ),
    ).toBe('access.forbidden');
  });

  test('an editor, an administrator and an office’s manager change any; a counsellor, a visitor and a single factor none', async () => {
    for (const actor of [actors.editor, actors.administrator, actors.manager]) {
      expect(await outcome(actor, async (trx) => await checkService(trx, actor, other.id, '2026-11-20', testNow))).toBe('done');
    }
    expect(
      await outcome(actors.counsellor, async (trx) => await checkService(trx, actors.counsellor, other.id, '2026-11-20', testNow)),
    ).toBe('access.forbidden');
    expect(await outcome(nobody, async (trx) => await checkService(trx, nobody, other.id, '2026-11-20', testNow))).toBe('access.forbidden');
    expect(await outcome(actors.oneFactor, async (trx) => await checkService(trx, actors.oneFactor, own.id, '2026-11-20', testNow))).toBe(
      'access.second-factor',
    );
  });

  test('only who keeps the whole directory adds an organisation; a provider changes the own one', async () => {
    const organisation = {
      lang: 'en',
      name: 'New body',
      alternateName: null,
      kind: 'association',
      description: null,
      placeId: padova,
      address: null,
      postalCode: null,
      phone: null,
      email: null,
      website: null,
      languages: [],
      active: true,
      assuredOn: null,
    };
    expect(await outcome(actors.provider, async (trx) => await createOrganisation(trx, actors.provider, organisation, testNow))).toBe(
      'access.forbidden',
    );
    expect(await outcome(actors.editor, async (trx) => await createOrganisation(trx, actors.editor, organisation, testNow))).toBe('done');
    expect(
      await outcome(
        actors.provider,
        async (trx) =>
          await changeOrganisation(trx, actors.provider, own.organisationId, { ...organisation, name: 'Renamed body' }, testNow),
      ),
    ).toBe('done');
    expect(
      await outcome(
        actors.provider,
        async (trx) => await changeOrganisation(trx, actors.provider, other.organisationId, organisation, testNow),
      ),
    ).toBe('access.forbidden');
    const found = await as(db, nobody, async (trx) => await searchServices(trx, { words: 'Renamed body', lang: 'en' }));
    expect(found.services.every(({ organisationId }) => organisationId === own.organisationId) && found.total > 0).toBe(true);
  });

  test('history stays as it was, for everybody', async () => {
    const { administrator } = actors;
    expect(
      await outcome(
        administrator,
        async (trx) => await changeService(trx, administrator, reported.id, details({ organisationId: reported.organisationId }), testNow),
      ),
    ).toBe('directory.history-stays');
    expect(await outcome(administrator, async (trx) => await checkService(trx, administrator, reported.id, '2026-11-20', testNow))).toBe(
      'directory.history-stays',
    );
  });
});

describe('the database', () => {
  // What code above it might forget to ask: the same through plain statements.
  const statements: [what: string, statement: (ids: { own: string; other: string; organisation: string }) => string][] = [
    ['changing a service', ({ other: id }) => `update directory.services set email = 'x@example.org' where id = '${id}' returning id`],
    [
      'moving a service to the own organisation',
      ({ other: id, organisation }) => `update directory.services set organisation_id = '${organisation}' where id = '${id}' returning id`,
    ],
    [
      'changing an organisation',
      ({ other: id }) =>
        `update directory.organisations set email = 'x@example.org' where id = (select organisation_id from directory.services where id = '${id}') returning id`,
    ],
    [
      'adding a phone',
      ({ other: id }) =>
        `insert into directory.phones (id, service_id, number) values (gen_random_uuid(), '${id}', '+39049000000') returning id`,
    ],
    [
      'adding hours',
      ({ other: id }) =>
        `insert into directory.schedules (id, service_id, weekday, opens, closes) values (gen_random_uuid(), '${id}', 7, '09:00', '10:00') returning id`,
    ],
    [
      'changing what the search finds',
      ({ other: id }) => `update directory.search_entries set listed = false where service_id = '${id}' returning service_id`,
    ],
    ['removing what to bring', ({ other: id }) => `delete from directory.required_documents where service_id = '${id}' returning id`],
    [
      'writing history for somebody else',
      ({ organisation }) =>
        `insert into directory.revisions (id, account_id, organisation_id, object_kind, object_id, what) values (gen_random_uuid(), gen_random_uuid(), '${organisation}', 'service', gen_random_uuid(), 'changed') returning id`,
    ],
    [
      'saying who is responsible',
      ({ organisation }) =>
        `insert into directory.responsibilities (id, code, organisation_id, topic, place_id, role, assured_on) select gen_random_uuid(), 'x', o.id, 'permit', o.place_id, o.name, now() from directory.organisations o where o.id = '${organisation}' returning id`,
    ],
  ];
  test.each(statements)('refuses a provider %s of another organisation', async (_what, statement) => {
    const text = statement({ own: own.id, other: other.id, organisation: own.organisationId });
    const rows = await as(db, actors.provider, async (trx) => (await sql.raw(text).execute(trx)).rows).catch((error: unknown) =>
      isForbidden(error) ? [] : Promise.reject(error),
    );
    expect(rows).toEqual([]);
  });

  test('never deletes a service or an organisation, nor changes a line of history, whoever asks', async () => {
    for (const text of [
      'delete from directory.services',
      'delete from directory.organisations',
      'update directory.revisions set account_id = null',
      'delete from directory.revisions',
    ]) {
      expect(await outcome(actors.administrator, async (trx) => await sql.raw(text).execute(trx))).toBe('the database refuses');
    }
  });

  test('shows history to those who keep the entry, and to nobody else', async () => {
    const shown = async (actor: Actor, id: string) => (await as(db, actor, async (trx) => await listRevisions(trx, id))).length;
    expect(await shown(actors.provider, own.id)).toBeGreaterThan(0);
    expect(await shown(actors.provider, other.id)).toBe(0);
    expect(await shown(nobody, own.id)).toBe(0);
    expect(await shown(actors.editor, other.id)).toBeGreaterThan(0);
  });
});

describe('a change', () => {
  test('in one language leaves the others, which are then outdated where the source changed', async () => {
    const { editor } = actors;
    const before = await as(db, nobody, async (trx) => await findService(trx, other.id));
    const change = (lang: string, name: string | null) =>
      as(
        db,
        editor,
        async (trx) =>
          await changeService(
            trx,
            editor,
            other.id,
            details({ organisationId: other.organisationId, lang, name, description: null, documents: [] }),
            testNow,
          ),
      );
    await change('it', 'Nome nuovo');
    const after = await as(db, nobody, async (trx) => await findService(trx, other.id));
    expect(after.name.texts['it']?.text).toBe('Nome nuovo');
    expect(after.name.texts['en']?.text).toBe(before.name.texts['en']?.text);
    expect(after.description.texts['en']?.text).toBe(before.description.texts['en']?.text);
    expect(after.documents).toHaveLength(before.documents.length);
  });

  test('is found by the search at once, and is on record with what was before', async () => {
    const { provider } = actors;
    await as(db, provider, async (trx) => await changeService(trx, provider, own.id, details({ name: 'Zebra finance talk' }), testNow));
    const found = await as(db, nobody, async (trx) => await searchServices(trx, { words: 'zebra', lang: 'en' }));
    expect(found.services.map(({ id }) => id)).toEqual([own.id]);
    const [last] = await as(db, provider, async (trx) => await listRevisions(trx, own.id));
    expect(last).toMatchObject({ what: 'changed', accountId: provider.accountId });
    expect(last?.changes['name']).toBeDefined();
  });

  test('keeps an organisation’s own address apart from those of its services', async () => {
    const organisation = await as(db, nobody, async (trx) => await findOrganisation(trx, own.organisationId));
    expect(organisation.locations).toEqual([]); // the test above gave it none
    const service = await as(db, nobody, async (trx) => await findService(trx, own.id));
    expect(service.locations[0]?.address1).toBe('Via dell’Esempio 1');
  });
});
