import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import type { Role } from '#kernel/access';
import { asActor, asSystem, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { projectRoot } from '#kernel/i18n';
import { findPlaceByCode, importHolidays, importPlaces } from '#modules/places';
import { plantAccount } from '#test/plant';
import { findOfficeByCode, importOffices, responsibleOffice, type OfficeId } from './index.ts';
import type { TestDatabase } from '#test/database';

export const json = (path: string) => JSON.parse(readFileSync(join(projectRoot(), 'db', path), 'utf8')) as unknown;
export const reference = (name: string) => json(`reference/${name}.json`) as Record<string, unknown>[];
export const AT = '2026-11-21T12:00:00Z';

/** A desk as an import reads it. */
export const desk = (code: string, placeCode: string, territories: string[]) => ({
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
export const desks = [
  desk('padova', 'padova', ['padova-province', 'veneto']),
  desk('treviso', 'treviso', ['treviso-province']),
  desk('tirana', 'tirana', ['albania']),
];

/** Who acts in these tests, once they are planted. */
export interface Stage {
  manager: Actor;
  otherManager: Actor;
  counsellor: Actor;
  administrator: Actor;
}

/** Plants three desks with their staff before the first test, and answers what the tests ask most. */
export function officesStage(db: TestDatabase) {
  const stage = {} as Stage; // planted before the first test reads it
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

  async function staff(role: Role, officeId: OfficeId | null): Promise<Actor> {
    return await plantAccount(db, { roles: [{ role, ...(officeId ? { scope: officeId } : {}) }] });
  }

  beforeAll(async () => {
    await asSystem(db.owner, async (trx) => {
      await importPlaces(trx, reference('places'));
      await importHolidays(trx, reference('holidays'));
      await importOffices(trx, desks);
    });
    stage.manager = await staff('office-manager', (await office('padova')).id);
    stage.otherManager = await staff('office-manager', (await office('tirana')).id);
    stage.counsellor = await staff('counsellor', (await office('padova')).id);
    stage.administrator = await staff('administrator', null);
  });
  return { stage, asVisitor, office, responsibleFor };
}
