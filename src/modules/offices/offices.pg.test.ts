import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Role } from '#kernel/access';
import { asActor, asSystem, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { projectRoot, textIn } from '#kernel/i18n';
import { readImportFile } from '#kernel/import';
import { findPlaceByCode, importHolidays, importPlaces } from '#modules/places';
import { testDatabase } from '#test/database';
import { plantAccount } from '#test/plant';
import {
  addHours,
  addTerritory,
  changeOffice,
  closedDays,
  closeDay,
  findOfficeByCode,
  importOffices,
  listOffices,
  officeHours,
  officesImporter,
  openOffice,
  removeHours,
  reopenDay,
  responsibleOffice,
  territoriesOf,
  type OfficeDetails,
  type OfficeId,
} from './index.ts';

const db = await testDatabase();
const json = (path: string) => JSON.parse(readFileSync(join(projectRoot(), 'db', path), 'utf8')) as unknown;
const reference = (name: string) => json(`reference/${name}.json`) as Record<string, unknown>[];
const AT = '2026-11-21T12:00:00Z';

const desk = (code: string, placeCode: string, territories: string[]) => ({
  code,
  placeCode,
  territories,
  name: { en: `Desk of ${placeCode}`, it: `Sportello di ${placeCode}` },
  languages: ['en'],
  address: 'Example street 1',
  hours: [
    { weekday: 1, opens: '09:00', closes: '12:30' },
    { weekday: 3, opens: '14:00', closes: '17:00', womenOnly: true },
  ],
});
const desks = [
  desk('padova', 'padova', ['padova-province', 'veneto']),
  desk('treviso', 'treviso', ['treviso-province']),
  desk('tirana', 'tirana', ['albania']),
];

const asVisitor = async <T>(work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, nobody, work);
const office = async (code: string) => {
  const found = await asVisitor(async (trx) => await findOfficeByCode(trx, code));
  if (!found) throw new Error(`no office ${code}`);
  return found;
};
const responsibleFor = async (code: string) =>
  await asVisitor(async (trx) => {
    const place = await findPlaceByCode(trx, code);
    const answer = place && (await responsibleOffice(trx, place.id));
    return answer && { office: answer.office.code, territory: answer.territory.code };
  });

let manager: Actor, otherManager: Actor, counsellor: Actor, administrator: Actor;

async function staff(role: Role, officeId: OfficeId | null): Promise<Actor> {
  return await plantAccount(db, { roles: [{ role, ...(officeId ? { scope: officeId } : {}) }] });
}

beforeAll(async () => {
  await asSystem(db.owner, async (trx) => {
    await importPlaces(trx, reference('places'));
    await importHolidays(trx, reference('holidays'));
    await importOffices(trx, desks);
  });
  manager = await staff('office-manager', (await office('padova')).id);
  otherManager = await staff('office-manager', (await office('tirana')).id);
  counsellor = await staff('counsellor', (await office('padova')).id);
  administrator = await staff('administrator', null);
});

describe('the office responsible for a place', () => {
  test.each([
    ['treviso', 'treviso', 'treviso-province'],
    ['padova', 'padova', 'padova-province'],
    ['verona-province', 'padova', 'veneto'],
    ['veneto', 'padova', 'veneto'],
    ['tirana', 'tirana', 'albania'],
  ])('for %s is that of %s, by %s', async (place, code, territory) => {
    expect(await responsibleFor(place)).toEqual({ office: code, territory });
  });

  test('is none where no wider place has one', async () => {
    expect(await responsibleFor('italy')).toBeNull();
    expect(await responsibleFor('bologna')).toBeNull();
  });

  test('is the next one up once the nearest has closed for good', async () => {
    const treviso = await office('treviso');
    await db.superuser.query('update offices.offices set active = false where id = $1', [treviso.id]);
    expect(await responsibleFor('treviso')).toEqual({ office: 'padova', territory: 'veneto' });
    await db.superuser.query('update offices.offices set active = true where id = $1', [treviso.id]);
  });
});

test('the list narrows to offices that stand in a place or answer for it', async () => {
  const codes = async (placeCode: string) =>
    await asVisitor(async (trx) => {
      const place = await findPlaceByCode(trx, placeCode);
      return (await listOffices(trx, { lang: 'en', placeId: place?.id })).map(({ code }) => code);
    });
  expect(await codes('italy')).toEqual(['padova', 'treviso']);
  expect(await codes('durres-county')).toEqual(['tirana']);
  expect(await codes('bologna')).toEqual([]);
});

test('an office is closed on the public holidays of its place and on its own closures', async () => {
  const padova = await office('padova');
  await asActor(db.app, manager, async (trx) => {
    await closeDay(trx, manager, padova.id, { onDay: '2026-12-07', reason: 'Staff training', lang: 'en' }, AT);
  });
  const days = await asVisitor(async (trx) => await closedDays(trx, padova, '2026-12-01', '2026-12-26'));
  expect(days.map(({ onDay, kind }) => [onDay, kind])).toEqual([
    ['2026-12-07', 'closure'],
    ['2026-12-08', 'holiday'],
    ['2026-12-25', 'holiday'],
    ['2026-12-26', 'holiday'],
  ]);
  const again = asActor(
    db.app,
    manager,
    async (trx) => await closeDay(trx, manager, padova.id, { onDay: '2026-12-07', reason: null, lang: 'en' }, AT),
  );
  await expect(again).rejects.toMatchObject({ code: 'closed-already' });
  await asActor(db.app, manager, async (trx) => await reopenDay(trx, manager, padova.id, '2026-12-07'));
  expect(await asVisitor(async (trx) => await closedDays(trx, padova, '2026-12-07', '2026-12-07'))).toEqual([]);
});

describe('import', () => {
  test('a second time changes nothing, and a change of hours is a change', async () => {
    await asSystem(db.owner, async (trx) => {
      expect(await importOffices(trx, desks)).toEqual({ created: 0, updated: 0, unchanged: 3, problems: [] });
      const [padova, ...others] = desks;
      expect(await importOffices(trx, [{ ...padova, hours: [{ weekday: 2, opens: '08:00', closes: '24:00' }] }, ...others])).toMatchObject({
        updated: 1,
        unchanged: 2,
      });
      expect(await officeHours(trx, (await office('padova')).id)).toEqual([
        { weekday: 2, opens: '08:00', closes: '24:00', womenOnly: false },
      ]);
      expect(await importOffices(trx, desks)).toMatchObject({ updated: 1, unchanged: 2 });
    });
  });

  test('takes the time zone of the place and reads phone numbers of its country', async () => {
    await asSystem(db.owner, async (trx) => {
      expect(await importOffices(trx, [{ ...desk('kaolack', 'kaolack', []), phone: '33 941 00 00' }])).toMatchObject({ created: 1 });
    });
    expect(await office('kaolack')).toMatchObject({ timeZone: 'Africa/Dakar', phone: '+221339410000' });
  });

  test('names every problem with row and field, and writes nothing', async () => {
    const report = await asSystem(
      db.owner,
      async (trx) =>
        await importOffices(trx, [
          desk('good', 'bologna', []),
          desk('lost', 'nowhere', ['veneto', 'atlantis']),
          { ...desk('late', 'bologna', []), hours: [{ weekday: 1, opens: '12:00', closes: '09:00' }] },
          {
            ...desk('twice', 'bologna', []),
            hours: [
              { weekday: 1, opens: '09:00', closes: '12:00' },
              { weekday: 1, opens: '11:00', closes: '13:00' },
            ],
          },
          { ...desk('new', 'bologna', []), phone: 'ring twice' },
        ]),
    );
    expect(report.problems.map(({ row, field }) => [row, field])).toEqual([
      [2, 'place_code'],
      [2, 'territories'],
      [3, 'hours'],
      [4, 'hours'],
      [5, 'code'],
    ]);
    expect(await asVisitor(async (trx) => await findOfficeByCode(trx, 'good'))).toBeNull();
  });

  test('reads a table too', async () => {
    const table = [
      'Code,Name,Name.it,Place_code,Territories,Languages,Address,Phone,Hours,Slot_minutes',
      'modena,Desk of Modena,Sportello di Modena,modena,modena-province; rovigo-province,it; en,Street 3,059 20 31 11,1 09:00-12:30; 3 14:00-17:00 women,45',
    ].join('\n');
    const { rows } = await readImportFile(Buffer.from(table));
    await asSystem(db.owner, async (trx) => {
      expect(await officesImporter.run(trx, rows, { dryRun: false, by: null, now: new Date(AT) })).toMatchObject({
        created: 1,
        problems: [],
      });
      const modena = await findOfficeByCode(trx, 'modena');
      expect(modena && (await officeHours(trx, modena.id))).toEqual([
        { weekday: 1, opens: '09:00', closes: '12:30', womenOnly: false },
        { weekday: 3, opens: '14:00', closes: '17:00', womenOnly: true },
      ]);
    });
    const modena = await office('modena');
    expect(modena).toMatchObject({ phone: '+39059203111', slotMinutes: 45, languages: ['it', 'en'] });
    expect(textIn(modena.name, 'it').text).toBe('Sportello di Modena');
  });

  test('takes the demonstration offices', async () => {
    const { offices } = json('demo/offices.json') as { offices: unknown[] };
    await asSystem(db.owner, async (trx) => {
      expect(await importOffices(trx, offices, { demonstration: true })).toMatchObject({ created: offices.length, problems: [] });
      await sql`update offices.offices set active = false where demonstration`.execute(trx);
    });
  });
});

const details: OfficeDetails = {
  lang: 'en',
  name: 'Desk of Padua',
  about: 'We help founders.',
  howToFind: null,
  placeCode: 'padova',
  languages: ['it', 'en'],
  timeZone: 'Europe/Rome',
  address: 'Example street 2',
  phone: '049 000 0000',
  email: null,
  slotMinutes: 30,
  seatsPerSlot: 2,
  active: true,
};

describe('the manager of an office', () => {
  test('changes its page; a changed source makes the translations outdated', async () => {
    const { id } = await office('padova');
    await asActor(db.app, manager, async (trx) => await changeOffice(trx, manager, id, details, AT));
    const changed = await office('padova');
    expect(changed).toMatchObject({ address: 'Example street 2', phone: '+390490000000', seatsPerSlot: 2 });
    expect(changed.languages).toEqual(['en', 'it']); // English was the first, and stays so
    expect(textIn(changed.name, 'en').text).toBe('Desk of Padua');
    expect(textIn(changed.name, 'it')).toMatchObject({ text: 'Sportello di padova', current: false });
    const { rows } = await db.superuser.query(`select details from audit.entries where verb = 'offices.change' and object_id = $1`, [id]);
    expect(rows[0]).toMatchObject({ details: { fields: expect.arrayContaining(['address', 'phone', 'name', 'about']) as string[] } });
  });

  test('does not turn the source into a translation by saving the page in another language', async () => {
    const { id } = await office('padova');
    await asActor(db.app, manager, async (trx) => await changeOffice(trx, manager, id, { ...details, lang: 'ro' }, AT));
    expect(Object.keys((await office('padova')).about?.texts ?? {})).toEqual(['en']);
    await asActor(
      db.app,
      manager,
      async (trx) => await changeOffice(trx, manager, id, { ...details, lang: 'ro', about: 'Ajutăm fondatori.' }, AT),
    );
    expect((await office('padova')).about?.texts['ro']?.text).toBe('Ajutăm fondatori.');
  });

  test('is told what is wrong with place, zone and phone', async () => {
    const { id } = await office('padova');
    const attempt = async (wrong: Partial<OfficeDetails>) =>
      await asActor(db.app, manager, async (trx) => await changeOffice(trx, manager, id, { ...details, ...wrong }, AT));
    await expect(attempt({ placeCode: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-place', field: 'place' });
    await expect(attempt({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'unknown-time-zone' });
    await expect(attempt({ phone: 'ring twice' })).rejects.toMatchObject({ code: 'wrong-phone' });
  });

  test('adds and removes hours, which must not overlap', async () => {
    const { id } = await office('padova');
    const run = async (work: (trx: AnyWrites) => Promise<void>) => await asActor(db.app, manager, work);
    const line = { weekday: 5, opens: '09:00', closes: '12:00', womenOnly: true } as const;
    await run(async (trx) => await addHours(trx, manager, id, line));
    await expect(run(async (trx) => await addHours(trx, manager, id, { ...line, opens: '11:00', closes: '13:00' }))).rejects.toMatchObject({
      code: 'hours-overlap',
    });
    await expect(run(async (trx) => await addHours(trx, manager, id, { ...line, opens: '13:00', closes: '13:00' }))).rejects.toMatchObject({
      code: 'closes-before-opening',
    });
    await run(async (trx) => await removeHours(trx, manager, id, line));
    await expect(run(async (trx) => await removeHours(trx, manager, id, line))).rejects.toMatchObject({ code: 'hours-gone' });
  });

  test('cannot change territories or open an office', async () => {
    const { id } = await office('padova');
    await expect(asActor(db.app, manager, async (trx) => await addTerritory(trx, manager, id, 'italy'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(asActor(db.app, manager, async (trx) => await openOffice(trx, manager, 'mine', details, AT))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('others', () => {
  test.each([
    ['a counsellor of the office', () => counsellor],
    ['the manager of another office', () => otherManager],
    ['a visitor', () => nobody],
  ])('%s is refused by the use case and by the database', async (_who, actorOf) => {
    const actor = actorOf();
    const { id } = await office('padova');
    const run = async (work: (trx: AnyWrites) => Promise<unknown>) => await asActor(db.app, actor, work);
    await expect(run(async (trx) => await changeOffice(trx, actor, id, details, AT))).rejects.toMatchObject({ code: 'forbidden' });
    const update = await run(
      async (trx) => await trx.updateTable('offices.offices').set({ address: 'Elsewhere' }).where('id', '=', id).executeTakeFirst(),
    );
    expect(update).toMatchObject({ numUpdatedRows: 0n });
    const removal = await run(async (trx) => await trx.deleteFrom('offices.hours').where('office_id', '=', id).executeTakeFirst());
    expect(removal).toMatchObject({ numDeletedRows: 0n });
    await expect(
      run(async (trx) => await trx.insertInto('offices.closures').values({ office_id: id, on_day: '2027-01-01' }).execute()),
    ).rejects.toThrow(/row-level security/);
    const [placeId] = await asVisitor(async (trx) => await territoriesOf(trx, id));
    if (!placeId) throw new Error('no territory');
    await expect(
      run(async (trx) => await trx.insertInto('offices.territories').values({ office_id: id, place_id: placeId }).execute()),
    ).rejects.toThrow(/row-level security/);
  });

  test('with one factor only, the manager changes nothing either', async () => {
    const { id } = await office('padova');
    const weak: Actor = { ...manager, assurance: 1 };
    await expect(asActor(db.app, weak, async (trx) => await changeOffice(trx, weak, id, details, AT))).rejects.toMatchObject({
      code: 'second-factor',
    });
  });
});

test('the administrator opens an office and gives it a territory', async () => {
  await asActor(db.app, administrator, async (trx) => {
    const id = await openOffice(trx, administrator, 'bologna', { ...details, placeCode: 'bologna' }, AT);
    await addTerritory(trx, administrator, id, 'emilia-romagna');
  });
  expect(await responsibleFor('parma-province')).toEqual({ office: 'bologna', territory: 'emilia-romagna' });
  const { id: bologna } = await office('bologna');
  const attempt = async (work: (trx: AnyWrites) => Promise<unknown>) => await asActor(db.app, administrator, work);
  await expect(attempt(async (trx) => await addTerritory(trx, administrator, bologna, 'emilia-romagna'))).rejects.toMatchObject({
    code: 'territory-held',
  });
  await expect(attempt(async (trx) => await openOffice(trx, administrator, 'bologna', details, AT))).rejects.toMatchObject({
    code: 'code-taken',
  });
  await expect(attempt(async (trx) => await openOffice(trx, administrator, 'new', details, AT))).rejects.toMatchObject({
    code: 'code-reserved',
  });
});
