import { asSystem, newId } from '#kernel/db';
import { keepFile } from '#kernel/files';
import {
  beginCourse,
  findCourse,
  finishedByColleagues,
  importCourses,
  issueOfficerCertificate,
  receiveEvents,
  studyOf,
  type CourseId,
} from '#modules/learning';
import { readSampleFile, sampleCourse } from '../../src/modules/learning/sample-course.fixtures.ts';
import type { CourseRecord } from '../../src/modules/learning/read-course-record.ts';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

/** A lesson in which one hands in a file. */
const paper: CourseRecord['lessons'][number] = {
  code: 'third',
  title: { en: 'Show it' },
  minutes: 10,
  blocks: [{ kind: 'exercise', code: 'my-paper', text: { en: 'Send a photo of your list.' }, answer: 'file' }],
};

/** Two courses of the network; a learner is in the middle of the first, and has finished it where asked. */
export async function plantLearning(cast: Cast, learner: Somebody, { counsellor, manager }: Record<'counsellor' | 'manager', Somebody>) {
  const { network, db } = cast.site;
  const now = network.now();
  await asSystem(db.owner, async (trx) => {
    const { problems } = await importCourses(
      trx,
      [
        { ...sampleCourse, lessons: [...sampleCourse.lessons, paper] },
        { ...sampleCourse, code: 'spare-course' },
        { ...sampleCourse, code: 'officers-one', audience: ['officers'] },
        { ...sampleCourse, code: 'officers-two', audience: ['officers'] },
      ],
      { readFile: readSampleFile, now },
    );
    if (problems.length > 0) throw new Error(`the sample course does not load: ${JSON.stringify(problems)}`);
  });
  const idOf = async (code: string): Promise<CourseId> => must(await as(cast, learner, async (trx) => await findCourse(trx, code))).id;
  const course = await idOf('sample-course');
  const { keyring, files: store } = network;
  const file = await as(
    cast,
    learner,
    async (trx) =>
      await keepFile(trx, { store, keyring }, learner.accountId, {
        subjectId: null,
        name: 'list.txt',
        content: Buffer.from('Bread, rent, wages'),
        purpose: 'learning.purpose.handing-in',
      }),
  );
  const study = await as(cast, learner, async (trx) => {
    const id = await beginCourse(trx, learner.accountId, course);
    const deed = {
      id: newId(),
      study: id,
      sequence: 1,
      kind: 'answered',
      lesson: 'first',
      item: 'one-right',
      choices: ['b'],
      at: now.getTime(),
    };
    const work = {
      id: newId(),
      study: id,
      sequence: 2,
      kind: 'handed-in',
      lesson: 'second',
      item: 'my-list',
      text: 'Bread, rent, wages',
      fileId: file,
      at: now.getTime(),
    };
    await receiveEvents(trx, network.keyring, learner.accountId, { device: newId(), now: now.getTime(), events: [deed, work] }, now);
    return must(await studyOf(trx, learner.accountId, course)).id;
  });
  // Finished, so that the desk has a certificate to issue.
  await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [study]);
  // An officer has finished two courses for officers; of one the certificate is issued.
  const studyOfOfficer = async (code: string) => {
    const id = await idOf(code);
    const made = await as(cast, counsellor, async (trx) => await beginCourse(trx, counsellor.accountId, id));
    await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [made]);
    return made;
  };
  const officer = { finished: await studyOfOfficer('officers-one'), certified: await studyOfOfficer('officers-two') };
  await as(cast, manager, async (trx) => {
    const of = must((await finishedByColleagues(trx)).find(({ studyId }) => studyId === officer.certified));
    const words = { title: 'Certificate', issuer: 'Padova', says: 'has finished', name: 'Officer', otherName: null, facts: [] };
    await issueOfficerCertificate(
      trx,
      { keyring, publicUrl: network.publicUrl },
      { of, lang: 'en', words: { ...words, verify: 'Check it', picture: 'QR' }, manager: manager.accountId, now },
    );
  });
  return { file, course, spare: await idOf('spare-course'), study, officer };
}
