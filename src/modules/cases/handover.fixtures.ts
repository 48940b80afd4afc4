import { beforeAll, beforeEach } from 'vitest';
import { type Actor } from '#kernel/db';
import { askForHandover, type HandoverRequest } from './ask-for-handover.ts';
import { agreement, as, plantFounder, plantWorld, type Founder, type Somebody, type World } from './cases.fixtures.ts';
import { getCase } from './get-case.ts';
import type { HandoverId } from './handover.ts';
import { writeNote } from './note.ts';
import { offerHandover, type HandoverToOffer } from './offer-handover.ts';
import { acceptHandover } from './receive-handover.ts';
import type { TestDatabase } from '#test/database';

/** What stands when a test begins: the world of the file, and a founder of the test's own. */
export interface Stage {
  world: World;
  awa: Founder;
}

/** Plants the world once and a founder before each test, and answers what the tests do most. */
export function handoverStage(db: TestDatabase) {
  const stage = {} as Stage; // planted before the first test reads it
  beforeAll(async () => {
    stage.world = await plantWorld(db);
  });
  beforeEach(async () => {
    stage.awa = await plantFounder(stage.world);
  });
  const chiara = () => stage.world.staff.chiara;
  const aminata = () => stage.world.staff.aminata;
  const view = (actor: Actor) => as(stage.world, actor, (trx) => getCase(trx, stage.world.keyring, stage.awa.case));
  const accept = (id: HandoverId, actor: Somebody = aminata()) => as(stage.world, actor, (trx) => acceptHandover(trx, id));
  const note = (actor: Somebody, text: string) =>
    as(stage.world, actor, (trx) =>
      writeNote(trx, stage.world.keyring, actor.accountId, stage.awa.case, { text, sharedWithPerson: false }),
    );

  async function offer(given: Partial<HandoverToOffer> = {}): Promise<HandoverId> {
    const offered: HandoverToOffer = {
      kind: 'hand-over',
      toOfficeId: stage.world.offices.kaolack,
      parts: [],
      message: 'She goes home in June',
      agreement,
      ...given,
    };
    return await as(stage.world, chiara(), (trx) => offerHandover(trx, chiara(), stage.awa.case, offered));
  }

  async function ask(given: Partial<HandoverRequest> = {}): Promise<HandoverId> {
    const request: HandoverRequest = {
      kind: 'hand-over',
      toOfficeId: stage.world.offices.kaolack,
      fromOfficeId: stage.world.offices.padova,
      parts: ['notes'],
      claimedName: 'Awa Example',
      claimedContact: '+221330000000',
      claimedBirthYear: 1990,
      agreement,
      message: 'Came by herself',
      ...given,
    };
    return await as(stage.world, aminata(), (trx) => askForHandover(trx, aminata().accountId, request));
  }

  return { stage, chiara, aminata, view, accept, note, offer, ask };
}
