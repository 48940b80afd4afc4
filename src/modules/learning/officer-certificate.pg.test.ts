import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { verifyDocument } from '#kernel/documents';
import { plantAccount, type Somebody } from '#test/plant';
import { copyOfLearning } from './copy-of-learning.ts';
import { countLearners } from './count-learners.ts';
import { openGroups } from './groups.fixtures.ts';
import { openLearning } from './learning.fixtures.ts';
import {
  countOfficers,
  finishedByColleagues,
  issueOfficerCertificate,
  officerCertificatesOf,
  ownOfficerCertificate,
  type FinishedByColleague,
} from './officer-certificate.ts';

const world = await openLearning();
const { db, keyring, begin } = world;
const groups = await openGroups(world);
const { padova, kaolack, manager, counsellor } = groups;
const elsewhere = await plantAccount(db, { name: 'Manager elsewhere', roles: [{ role: 'office-manager', scope: kaolack }] });

const words = {
  title: 'Certificate',
  issuer: 'Padova',
  says: 'has finished a course',
  name: 'Counsellor',
  otherName: null,
  facts: [{ label: 'Course', value: 'A sample course' }],
  verify: 'Check it',
  picture: 'QR',
};
const finished = async (who: Somebody) => await asActor(db.app, who, async (trx) => await finishedByColleagues(trx));
const issue = async (who: Somebody, of: FinishedByColleague) =>
  await asActor(
    db.app,
    who,
    async (trx) =>
      await issueOfficerCertificate(
        trx,
        { keyring, publicUrl: 'https://ponte.example' },
        { of, lang: 'en', words, manager: who.accountId, now: new Date() },
      ),
  );
const finish = async (study: string) => await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [study]);

test('an officer without a file takes part in a group for officers, and the manager certifies what they finished, once', async () => {
  const study = await begin(counsellor);
  await finish(study);
  expect(await finished(manager)).toEqual([]); // what a colleague learns for themself is theirs
  const { id: group } = await groups.openGroup({ audience: 'officers' });
  expect((await groups.enrol(counsellor, group)).state).toBe('enrolled');
  const [one] = await finished(manager);
  if (!one) throw new Error('the manager does not see what a colleague finished');
  expect(one).toMatchObject({ studyId: study, accountId: counsellor.accountId, officeId: padova, certifiedAt: null });
  for (const other of [counsellor, elsewhere, groups.trainer]) expect(await finished(other)).toEqual([]);
  for (const other of [counsellor, elsewhere]) await expect(issue(other, one)).rejects.toThrow();
  await issue(manager, one);
  await expect(issue(manager, one)).rejects.toMatchObject({ code: 'certified' });
  await expect(issue(manager, { ...one, certifiedAt: null })).rejects.toMatchObject({ code: 'certified' });

  const pdf = await asActor(db.app, counsellor, async (trx) => await ownOfficerCertificate(trx, study));
  expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await asActor(db.app, elsewhere, async (trx) => await ownOfficerCertificate(trx, study))).toBeNull();
  expect([...(await asActor(db.app, counsellor, async (trx) => await officerCertificatesOf(trx, [study])))]).toEqual([study]);
  const copyFor = async (who: Somebody) =>
    await asActor(db.app, who, async (trx) => await copyOfLearning(trx, keyring, counsellor.accountId, 'en'));
  expect((await copyFor(counsellor)).map((taken) => taken.officerCertificateAt !== null)).toEqual([true]);
  expect(await copyFor(elsewhere)).toEqual([]);
  const { rows } = await db.superuser.query<{ code: string; subject_id: string | null }>('select code, subject_id from documents.issued');
  expect(rows.map(({ subject_id }) => subject_id)).toEqual([null]);
  const verified = await asActor(
    db.app,
    nobody,
    async (trx) => await verifyDocument(trx, keyring, { code: rows[0]?.code ?? '', on: '2026-12-01' }),
  );
  expect(JSON.stringify(verified)).toContain('A sample course');

  const span = { from: groups.inDays(-400), until: groups.inDays(400) };
  const counted = await asActor(db.app, manager, async (trx) => await countOfficers(trx, [padova, kaolack], span));
  expect(counted.toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
    { officeId: padova, state: 'begun', count: 1 },
    { officeId: padova, state: 'finished', count: 1 },
  ]);
  expect(await asActor(db.app, world.learner, async (trx) => await countOfficers(trx, [padova], span))).toEqual([]);
  expect(await asActor(db.app, manager, async (trx) => await countLearners(trx, [padova], span))).toEqual([]);
});

test('a manager does not certify themself, nor somebody whose role has ended', async () => {
  const { id: group } = await groups.openGroup({ audience: 'officers' });
  const study = await begin(manager);
  await groups.enrol(manager, group);
  await finish(study);
  const own = (await finished(manager)).find(({ studyId }) => studyId === study);
  if (!own) throw new Error('the manager does not see their own course');
  await expect(issue(manager, own)).rejects.toMatchObject({ code: 'not-found' });
  const direct = asActor(
    db.app,
    manager,
    async (trx) =>
      await trx
        .insertInto('learning.officer_certificates')
        .values({
          id: own.studyId as never, // any id will do
          study_id: own.studyId,
          account_id: own.accountId as never, // read as plain text
          office_id: own.officeId,
          document_id: own.studyId as never, // refused before its key is looked at
          content: Buffer.from('%PDF-'),
        })
        .execute(),
  );
  await expect(direct).rejects.toThrow(/row-level security/);
  await db.superuser.query('update access.assignments set ended_at = now() where account_id = $1', [counsellor.accountId]);
  expect((await finished(manager)).map(({ accountId }) => accountId)).not.toContain(counsellor.accountId);
});
