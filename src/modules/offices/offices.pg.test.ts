import { describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { asActor, asSystem } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { readImportFile } from '#kernel/import';
import { findPlaceByCode } from '#modules/places';
import { testDatabase } from '#test/database';
import { closedDays, closeDay, findOfficeByCode, importOffices, listOffices, officeHours, officesImporter, reopenDay } from './index.ts';
import { desk, AT, desks, json, officesStage } from './offices.fixtures.ts';

const db = await testDatabase();
const { stage, asVisitor, office, responsibleFor } = officesStage(db);

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
  await asActor(db.app, stage.manager, async (trx) => {
    await closeDay(trx, stage.manager, padova.id, { onDay: '2026-12-07', reason: 'Staff training', lang: 'en' }, AT);
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
    stage.manager,
    async (trx) => await closeDay(trx, stage.manager, padova.id, { onDay: '2026-12-07', reason: null, lang: 'en' }, AT),
  );
  await expect(again).rejects.toMatchObject({ code: 'closed-already' });
  await asActor(db.app, stage.manager, async (trx) => await reopenDay(trx, stage.manager, padova.id, '2026-12-07'));
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
