import { asActor, asSystem, newId, type Actor } from '#kernel/db';
import { importOffices } from '#modules/offices';
import { importPlaces } from '#modules/places';
import { plantAccount, plantRole } from '#test/plant';
import { testSite } from '#test/site';
import { beginCourse } from './begin-course.ts';
import type { CourseId } from './course.ts';
import { importCourses } from './import-courses.ts';
import { eventsOf } from './learning-event.ts';
import { findCourse } from './list-courses.ts';
import { inOrder } from './progress.ts';
import { receiveEvents } from './receive-events.ts';
import { readSampleFile, sampleCourse } from './sample-course.fixtures.ts';

export type LearningWorld = Awaited<ReturnType<typeof openLearning>>;

/** A network with one course, two learners, and who edits it, on a database of its own for the test file that calls it at the top. */
export async function openLearning() {
  const site = await testSite();
  const { db, network } = site;
  const { keyring } = network;
  const now = new Date('2026-11-20T12:00:00Z');
  const learner = await plantAccount(db, { name: 'Learner' });
  const other = await plantAccount(db, { name: 'Other' });
  const editor = await plantAccount(db, { name: 'Editor' });
  await plantRole(db, editor.accountId, 'editor');

  const load = async (records: readonly unknown[]) =>
    await asSystem(db.owner, async (trx) => await importCourses(trx, records, { readFile: readSampleFile, now }));
  await load([sampleCourse]);
  const course = await idOf('sample-course');

  async function idOf(code: string): Promise<CourseId> {
    const found = await asActor(db.app, learner, async (trx) => await findCourse(trx, code));
    if (!found) throw new Error(`no course ${code}`);
    return found.id;
  }

  const begin = async (who: Actor & { accountId: string }, id = course) =>
    await asActor(db.app, who, async (trx) => await beginCourse(trx, who.accountId, id));
  const receive = async (who: Actor & { accountId: string }, device: string, events: unknown[], sentAt = now) =>
    await asActor(
      db.app,
      who,
      async (trx) => await receiveEvents(trx, keyring, who.accountId, { device, now: sentAt.getTime(), events }, now),
    );
  const deedsOf = async (who: Actor, study: Awaited<ReturnType<typeof begin>>) =>
    inOrder((await asActor(db.app, who, async (trx) => await eventsOf(trx, [study]))).get(study) ?? []);
  const answered = (study: string, sequence: number, more: object = {}) => ({
    id: newId(),
    study,
    sequence,
    kind: 'answered',
    lesson: 'first',
    item: 'one-right',
    choices: ['b'],
    at: now.getTime() - 60_000,
    ...more,
  });

  async function twoOffices() {
    const ids = await asSystem(db.owner, async (trx) => {
      await importPlaces(trx, [
        {
          code: 'italy',
          level: 'country',
          name: { en: 'Italy' },
          iso: 'IT',
          lat: 42,
          lon: 12,
          timeZone: 'Europe/Rome',
          currency: 'EUR',
          languages: ['it'],
          source: 'test',
        },
      ]);
      const office = (code: string) => ({
        code,
        name: { en: code },
        placeCode: 'italy',
        territory: [],
        languages: ['en'],
        address: 'Street 1',
        phone: '+33 1 99 00 00 20',
        email: `${code}@example.org`,
        hours: [],
        slotMinutes: 30,
        capacityPerSlot: 2,
      });
      const report = await importOffices(trx, [office('padova-desk'), office('kaolack-desk')]);
      if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));
      return await trx.selectFrom('offices.offices').select(['id', 'code']).execute();
    });
    const officeId = (code: string) => ids.find((one) => one.code === code)?.id ?? newId<'offices.offices'>();
    const padova = officeId('padova-desk');
    const manager = await plantAccount(db, { name: 'Manager', roles: [{ role: 'office-manager', scope: padova }] });
    const counsellor = await plantAccount(db, { name: 'Counsellor', roles: [{ role: 'counsellor', scope: padova }] });
    return { padova, kaolack: officeId('kaolack-desk'), manager, counsellor };
  }
  return { site, db, network, keyring, now, learner, other, editor, load, course, idOf, begin, receive, deedsOf, answered, twoOffices };
}
