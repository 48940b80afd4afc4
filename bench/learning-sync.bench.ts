/**
 * Taking in what a device did without a line: 1, 100 and 1,000 deeds, as the application's role with the policies in
 * force, each size into a study of its own; a device sends at most 100 at a time. The last line sends 1,000 again, of
 * which every one is there.
 */
import { asActor, asSystem, newId, openDatabase, openPool } from '#kernel/db';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { beginCourse, findCourse, importCourses, receiveEvents } from '#modules/learning';
import { readSampleFile, sampleCourse } from '../src/modules/learning/sample-course.fixtures.ts';
import { dropDatabase, makeDatabase, startTestCluster } from '../test/support/cluster.ts';
import { shown } from './measure.ts';

const BATCH = 100;
const ROUNDS = 5;

export async function bench(): Promise<string[]> {
  const cluster = await startTestCluster();
  const name = 'bench_learning';
  await dropDatabase(cluster.superuser, name);
  const urls = await makeDatabase(cluster, name);
  const pools = [openPool(urls.superuser, { size: 1 }), openPool(urls.app, { size: 1 }), openPool(urls.owner, { size: 1 })] as const;
  const [superuser, app, owner] = pools;
  try {
    const database = openDatabase(app);
    const now = new Date();
    await asSystem(openDatabase(owner), async (trx) => await importCourses(trx, [sampleCourse], { readFile: readSampleFile, now }));
    const keyring = await openKeyring(
      openDatabase(owner),
      await openMasterKey({ dataDirectory: '.', masterKey: '1'.repeat(64), required: true }),
    );
    const learner = async () => {
      const accountId = newId();
      await superuser.query("insert into identity.accounts (id, name, email, origin) values ($1, 'Noor', $2, 'code')", [
        accountId,
        `${accountId}@example.org`,
      ]);
      return { accountId, assurance: 1 as const };
    };
    const sync = async (count: number, again = false): Promise<number> => {
      const who = await learner();
      const study = await asActor(database, who, async (trx) => {
        const course = await findCourse(trx, sampleCourse.code);
        if (!course) throw new Error('no course');
        return await beginCourse(trx, who.accountId, course.id);
      });
      const deeds = Array.from({ length: count }, (_one, index) => ({
        id: newId(),
        study,
        sequence: index + 1,
        kind: 'answered',
        lesson: 'first',
        item: 'one-right',
        choices: ['b'],
        at: now.getTime() - (count - index) * 1_000,
      }));
      const device = newId();
      const send = async () => {
        for (let from = 0; from < count; from += BATCH)
          await asActor(
            database,
            who,
            async (trx) =>
              await receiveEvents(
                trx,
                keyring,
                who.accountId,
                { device, now: now.getTime(), events: deeds.slice(from, from + BATCH) },
                now,
              ),
          );
      };
      if (again) await send();
      const start = performance.now();
      await send();
      return performance.now() - start;
    };
    await sync(10);
    const median = async (count: number, again = false) => {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) times.push(await sync(count, again));
      return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    };
    const [one, hundred, thousand, repeated] = [await median(1), await median(100), await median(1_000), await median(1_000, true)];
    return [
      `deeds of one learner, ${BATCH} at a time, 1 connection, median of ${ROUNDS}`,
      `1 deed: ${shown(one)}`,
      `100 deeds: ${shown(hundred)} (${(hundred / one).toFixed(1)} times one)`,
      `1,000 deeds: ${shown(thousand)} (${(thousand / hundred).toFixed(1)} times a hundred)`,
      `1,000 deeds that are there already: ${shown(repeated)} (${(repeated / thousand).toFixed(2)} times the first sending)`,
    ];
  } finally {
    for (const pool of pools) await pool.end();
    await dropDatabase(cluster.superuser, name);
    await cluster.stop();
  }
}
