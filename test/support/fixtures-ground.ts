import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asActor, asSystem, type Id } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import {
  createOrganisation,
  createService,
  importers,
  rebuildSearch,
  type OrganisationDetails,
  type ServiceDetails,
} from '#modules/directory';
import { importOffices, listOffices, type OfficeId } from '#modules/offices';
import { importCorridors, importHolidays, importOpenings, importPlaces, placeIdsByCode, type PlaceId } from '#modules/places';
import { importPractices } from '#modules/practices';
import type { Somebody } from './plant.ts';
import type { TestSite } from './site.ts';

/** Places, two offices at the ends of a corridor and a third one, and who offers what there. */
export interface Ground {
  offices: Record<'padova' | 'kaolack' | 'tirana', { id: OfficeId; code: string }>;
  places: Record<'padova' | 'kaolack', { id: PlaceId; code: string }>;
  organisations: Record<'chamber' | 'bank', Id<'directory.organisations'>>;
  /** A course of the chamber. */
  course: Id<'directory.services'>;
  /** Small loans of the bank. */
  loans: Id<'directory.services'>;
  today: string;
}

const places = [
  'italy',
  'veneto',
  'padova-province',
  'padova',
  'senegal',
  'kaolack-region',
  'kaolack',
  'albania',
  'tirana-county',
  'tirana',
];

/** Records of the reference data, of which a test needs a few. */
function reference(name: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../db/reference/${name}.json`), 'utf8')) as Record<string, unknown>[]; // our own file, checked by its importer
}

const everyMorning = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '12:00' }));

function officeRecord(code: string, placeCode: string, territories: string[]): object {
  const name = {
    en: `Reception office of ${placeCode}`,
    it: `Sportello di ${placeCode}`,
    fr: `Guichet de ${placeCode}`,
    ro: `Biroul din ${placeCode}`,
    es: `Oficina de ${placeCode}`,
    ar: `مكتب ${placeCode}`,
  };
  const about = Object.fromEntries(Object.keys(name).map((lang) => [lang, 'An invented office for tests.']));
  return {
    code,
    name,
    about,
    placeCode,
    territories,
    languages: ['en', 'it', 'fr', 'wo', 'ar'],
    address: 'Street of the Example 1',
    phone: '+33 1 99 00 00 20',
    email: `${code}@example.org`,
    hours: everyMorning,
    slotMinutes: 30,
    capacityPerSlot: 2,
  };
}

async function read(report: Promise<{ problems: readonly object[] }>): Promise<void> {
  const { problems } = await report;
  if (problems.length > 0) throw new Error(`the tests' own records do not load: ${JSON.stringify(problems.slice(0, 3))}`);
}

/** Plants places, corridor, offices, holidays, openings, a practice by the importers of real data. */
async function plantPlaces({ db, network }: TestSite): Promise<void> {
  const author = { dryRun: false, by: null, now: network.now() };
  await asSystem(db.owner, async (trx) => {
    await read(
      importPlaces(
        trx,
        reference('places').filter(({ code }) => places.includes(String(code))),
      ),
    );
    await read(
      importCorridors(
        trx,
        reference('corridors').filter(({ id }) => id === 'kaolack-padova' || id === 'senegal-veneto'),
      ),
    );
    await read(
      importHolidays(
        trx,
        reference('holidays').filter(({ place }) => place === 'italy' || place === 'senegal'),
      ),
    );
    await read(
      importOffices(trx, [
        officeRecord('padova-desk', 'padova', ['veneto']),
        officeRecord('kaolack-desk', 'kaolack', ['senegal']),
        officeRecord('tirana-desk', 'tirana', ['albania']),
      ]),
    );
    await read(
      importOpenings(trx, [
        {
          code: 'solar',
          placeCode: 'kaolack',
          corridorCode: 'kaolack-padova',
          kind: 'sector',
          sector: 'retail',
          title: { en: 'Solar pumps' },
          description: { en: 'Growing in this example.' },
          source: 'Example',
          asOf: '2026-01-01',
          demonstration: true,
        },
      ]),
    );
    await read(
      importPractices(
        trx,
        reference('practices')
          .filter(({ id }) => id === 'cartaya-seasonal-migration')
          .map((one) => ({ ...one, corridors: [], placeCode: null })),
      ),
    );
    const responsibilities = importers.find(({ kind }) => kind === 'responsibilities');
    const values = {
      code: 'padova-start',
      office: 'padova-desk',
      topic: 'starting-a-firm',
      place: 'padova',
      role: 'Desk for founders',
      lang: 'en',
      assured_on: '2026-01-01',
    };
    if (responsibilities) await read(responsibilities.run(trx, [{ row: 2, values }], author));
  });
}

/** Plants all of it; the administrator writes the directory as people do. */
export async function plantGround(site: TestSite, administrator: Somebody): Promise<Ground> {
  await plantPlaces(site);
  const now = site.network.now();
  const today = toLocal(now.toISOString(), 'Europe/Rome').day;
  return await asActor(site.db.app, administrator, async (trx) => {
    const ids = await placeIdsByCode(trx, ['padova', 'kaolack']);
    const place = (code: string) => ({ id: must(ids.get(code)), code });
    const details: OrganisationDetails = {
      lang: 'en',
      name: 'Chamber of the Example',
      alternateName: null,
      kind: 'chamber-of-commerce',
      description: 'Invented for tests.',
      placeId: place('padova').id,
      address: 'Square 2',
      postalCode: null,
      phone: '+33199000030',
      email: 'chamber@example.org',
      website: 'https://chamber.example.org',
      languages: ['en', 'it'],
      active: true,
      assuredOn: addDays(today, -3),
    };
    const chamber = await createOrganisation(trx, administrator, details, now);
    const bank = await createOrganisation(
      trx,
      administrator,
      { ...details, name: 'Bank of the Example', kind: 'private-company', website: null },
      now,
    );
    const service: ServiceDetails = {
      lang: 'en',
      organisationId: chamber,
      name: 'Course in book-keeping',
      description: 'Ten evenings, for people who start.',
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
      categories: ['business-training'],
      audiences: ['migrants'],
      languages: ['en', 'it'],
      minimumAge: 18,
      maximumAge: null,
      placeId: place('padova').id,
      address: 'Square 2',
      postalCode: null,
      phone: '+33199000030',
      email: null,
      url: null,
      hours: [{ weekday: 2, opens: '18:00', closes: '20:00', notes: null }],
      assuredOn: addDays(today, -3),
    };
    const course = await createService(trx, administrator, service, now);
    const small = { ...service, organisationId: bank, name: 'Small loans', categories: ['microcredit'] };
    const loans = await createService(trx, administrator, small, now);
    await asSystem(site.db.owner, rebuildSearch);
    const offices = new Map((await listOffices(trx, { lang: 'en' })).map(({ id, code }) => [code, { id, code }]));
    return {
      offices: {
        padova: must(offices.get('padova-desk')),
        kaolack: must(offices.get('kaolack-desk')),
        tirana: must(offices.get('tirana-desk')),
      },
      places: { padova: place('padova'), kaolack: place('kaolack') },
      organisations: { chamber, bank },
      course,
      loans,
      today,
    };
  });
}

/** A value that the lines before have just made. */
export function must<T>(value: T | null | undefined, what = 'what was just made'): T {
  if (value === null || value === undefined) throw new Error(`the seeded world lacks ${what}`);
  return value;
}
