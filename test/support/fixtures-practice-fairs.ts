import { addDays, fromLocal } from '#kernel/time';
import { findPractice } from '#modules/practices';
import { addStand, beginFair, getFair, openFair, planTalk, type FairId, type TalkId } from '#modules/practicefairs';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const codes = ['sheet-published', 'sheet-withdrawn', 'cartaya-seasonal-migration'];

/** Fairs for each thing that is done with one; one runs, with a talk for which there is a link. */
export async function plantPracticeFairs(cast: Cast, editor: Somebody) {
  const { today } = cast.ground;
  const begin = async (title: string, stands: number, open = false): Promise<FairId> =>
    await as(cast, editor, async (trx) => {
      const about = 'Three towns tell what they did.';
      const days = { fromDay: addDays(today, -1), untilDay: addDays(today, 5) };
      const id = await beginFair(trx, editor.accountId, { language: 'en', title: `${title} (invented)`, about, ...days });
      for (const code of codes.slice(0, stands)) await addStand(trx, { id }, must(await findPractice(trx, code)).id);
      if (open) await openFair(trx, must(await getFair(trx, id)));
      return id;
    });
  const practice = await as(cast, editor, async (trx) => must(await findPractice(trx, 'sheet-published')).id);
  const talk = async (id: FairId): Promise<TalkId> =>
    await as(cast, editor, async (trx) => {
      const startsAt = new Date(fromLocal(addDays(today, 2), '10:30', 'Europe/Rome'));
      const words = {
        practiceId: practice,
        startsAt,
        minutes: 45,
        speaker: 'Invented municipality',
        officeId: null,
        link: 'https://meet.example/books',
      };
      return await planTalk(trx, must(await getFair(trx, id)), words, 'Europe/Rome');
    });
  const [running, toCallOff, toEdit, toMove, toDrop] = [
    await begin('Running fair', 3, true),
    await begin('Fair with a talk to call off', 3, true),
    await begin('Fair to edit', 3),
    await begin('Fair with a talk to move', 1),
    await begin('Fair with a talk to drop', 1),
  ];
  const talks = {
    toCallOff: await talk(toCallOff),
    running: await talk(running),
    toMove: await talk(toMove),
    toDrop: await talk(toDrop),
    toEdit: await talk(toEdit),
  };
  return {
    practice: practice as string,
    running,
    talks,
    toCallOff,
    toEdit,
    toMove,
    toDrop,
    toFill: await begin('Fair to fill', 1),
    toEmpty: await begin('Fair to empty', 1),
    toPlan: await begin('Fair to plan', 1),
    toOpen: await begin('Fair to open', 3),
    toWithdraw: await begin('Fair to withdraw', 3, true),
    toRemove: await begin('Fair to remove', 0),
  };
}
