import learning from '../../../db/demo/learning.json' with { type: 'json' };
import { asActor, newId } from '#kernel/db';
import { beginCourse, exercisesOf, findCourse, questionsOf, receiveEvents, type PublishedCourse } from '#modules/learning';
import { idIn, type DemoWorld } from './demo-world.ts';

type Lesson = PublishedCourse['content']['lessons'][number];

/** Lets invented people take courses: as many lessons as the file says, each answered, handed in and finished. */
export async function loadLearning({ network, accounts }: DemoWorld): Promise<void> {
  const now = network.now();
  for (const { account, course: code, lessons, work } of learning.learners) {
    const accountId = idIn(accounts, account);
    await asActor(network.db, { accountId, assurance: 1 }, async (trx) => {
      const course = await findCourse(trx, code);
      if (!course) throw new Error(`the demonstration names a course that there is not: ${code}`);
      const study = await beginCourse(trx, accountId, course.id);
      const deeds = course.content.lessons.slice(0, lessons).flatMap((lesson) => deedsOf(lesson, work));
      const events = deeds.map((deed, index) => ({
        ...deed,
        id: newId(),
        study,
        sequence: index + 1,
        at: now.getTime() - (deeds.length - index) * 120_000,
      }));
      await receiveEvents(trx, network.keyring, accountId, { device: newId(), now: now.getTime(), events }, now);
    });
  }
}

function deedsOf(lesson: Lesson, work: string) {
  const { code } = lesson;
  return [
    { kind: 'opened', lesson: code },
    ...questionsOf(lesson).map(({ code: item, kind, choices, answer }) =>
      kind === 'number'
        ? { kind: 'answered', lesson: code, item, number: String(answer) }
        : { kind: 'answered', lesson: code, item, choices: choices.filter(({ right }) => right).map((one) => one.code) },
    ),
    ...exercisesOf(lesson).map(({ code: item, answer }) => ({
      kind: 'handed-in',
      lesson: code,
      item,
      text: answer === 'number' ? '12' : work,
    })),
    { kind: 'finished', lesson: code },
  ];
}
