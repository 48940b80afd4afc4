import { beforeAll, beforeEach, expect } from 'vitest';
import { asSystem } from '#kernel/db';
import { rebuildSearch } from '#modules/directory';
import { type FormFields } from '#test/site';
import { agreement, as, inDays, plantFounder, plantWorld, type Founder, type Somebody, type World } from '../cases.fixtures.ts';
import { getCase } from '../get-case.ts';
import { offerHandover } from '../offer-handover.ts';
import { referStep } from '../refer-step.ts';
import type { TestSite } from '#test/site';

/** What stands when a test begins: the world of the file, and a founder of the test's own. */
export interface Stage {
  world: World;
  awa: Founder;
}

/** Plants the world once and a founder before each test, and answers what the tests do most. */
export function casePages(site: TestSite) {
  const stage = {} as Stage; // planted before the first test reads it
  beforeAll(async () => {
    stage.world = await plantWorld(site.db, site.network.keyring);
    await asSystem(site.db.owner, rebuildSearch);
  });
  beforeEach(async () => {
    stage.awa = await plantFounder(stage.world);
  });
  const chiara = () => stage.world.staff.chiara;
  const aminata = () => stage.world.staff.aminata;

  async function get(path: string, actor: Somebody = chiara()) {
    return await site.get(`/en${path}`, await site.signIn(actor.accountId, actor.assurance === 2 ? 2 : 1));
  }

  async function post(path: string, form: FormFields, actor: Somebody = chiara()) {
    return await site.post(`/en${path}`, form, await site.signIn(actor.accountId, actor.assurance === 2 ? 2 : 1));
  }

  /** Sends a form and expects it to lead on; answers where to. */
  async function sent(path: string, form: FormFields, actor: Somebody = chiara()): Promise<string> {
    const answer = await post(path, form, actor);
    expect([path, answer.statusCode, /error-summary[\s\S]{0,400}/.exec(answer.body)?.[0]]).toEqual([path, 303, undefined]);
    return String(answer.headers.location);
  }

  const view = (actor: Somebody = chiara()) => as(stage.world, actor, (trx) => getCase(trx, stage.world.keyring, stage.awa.case));
  const agreed = { how: 'spoken-at-desk', agreed: 'yes', language: 'en' };

  async function refer(): Promise<string> {
    return await as(stage.world, chiara(), async (trx) => {
      const parts = ['contact', 'venture', 'plan', 'documents'];
      return await referStep(trx, chiara(), stage.awa.withProvider, {
        organisationId: stage.world.organisations.chamber,
        serviceId: stage.world.course,
        parts,
        message: 'Please help',
        agreement,
        endsAt: inDays(30),
      });
    });
  }

  async function offer(kind: 'hand-over' | 'joint' = 'hand-over'): Promise<string> {
    return await as(stage.world, chiara(), async (trx) => {
      return await offerHandover(trx, chiara(), stage.awa.case, {
        kind,
        toOfficeId: stage.world.offices.kaolack,
        parts: ['notes'],
        message: 'She goes home',
        agreement,
        endsAt: kind === 'joint' ? inDays(60) : undefined,
      });
    });
  }

  return { stage, chiara, aminata, get, post, sent, view, agreed, refer, offer };
}
