import demonstration from '../../../db/demo/savings.json' with { type: 'json' };
import { z } from 'zod';
import { asActor } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { addDays, addMonths, toLocal, type Day } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import { getPerson, ownFiles } from '#modules/people';
import { findPlan, findVersion } from '#modules/plans';
import {
  acceptMembership,
  addAim,
  askToJoin,
  createScheme,
  getScheme,
  loadMembership,
  membershipsOf,
  nameDrawer,
  ownSchemes,
  publishScheme,
  recordDeposit,
  recordDraw,
  type MembershipId,
  type SchemeId,
} from '#modules/savings';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const inLanguages = z.record(z.string(), z.string());
const euros = z.string().transform((text) => BigInt(text) * 100n);
const schemes = z.array(
  z.object({
    code: z.string(),
    name: inLanguages,
    about: inLanguages,
    purposes: z.array(z.enum(['firm', 'home', 'school', 'health', 'equipment', 'return'])),
    drawMonth: euros,
    drawPercent: z.number(),
    drawWaitDays: z.number(),
    creditMonths: z.number(),
    creditSaved: euros,
    creditMultiple: z.string(),
    creditMost: euros,
    pledgePercent: z.number(),
  }),
);
type DemoScheme = z.output<typeof schemes>[number];
const saving = z.object({
  scheme: z.string(),
  goal: euros,
  wording: z.string(),
  drawer: z.string(),
  deposits: z.array(z.number()),
  draw: euros,
});

const GRANT_DAYS = 1_400;
const keeperOf = (world: DemoWorld) => actorIn(world, demonstration.keeper.account);
const todayIn = (world: DemoWorld): Day => toLocal(world.network.now().toISOString(), 'Europe/Rome').day;

/** Publishes the demonstration's schemes, each marked as an assumption, and lets one person save for half a year. */
export async function loadSavings(world: DemoWorld): Promise<void> {
  const known = new Map<string, SchemeId>();
  for (const told of schemes.parse(demonstration.schemes)) known.set(told.code, await loadScheme(world, told));
  const told = saving.parse(demonstration.saving);
  const schemeId = known.get(told.scheme);
  if (!schemeId) throw new Error(`the demonstration names a scheme that it does not have: ${told.scheme}`);
  const id = await join(world, schemeId, told);
  if (id) await save(world, id, told);
}

async function loadScheme(world: DemoWorld, told: DemoScheme): Promise<SchemeId> {
  const keeper = keeperOf(world);
  const now = world.network.now();
  const author = { source: 'en', by: 'the demonstration', kind: 'human', at: now.toISOString() } as const;
  return await asActor(world.network.db, keeper, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    const there = (await ownSchemes(trx)).find(({ name }) => name.texts['en']?.text === told.name['en']);
    if (there) return there.id;
    const organisationId = idIn(world.scopes, demonstration.keeper.organisation) as OrganisationId; // ids by code are plain text
    const text = {
      name: fromLanguages(told.name, author),
      about: fromLanguages(told.about, author),
      eligible: fromLanguages(demonstration.eligible, author),
      purposes: told.purposes,
      savingCurrency: 'EUR',
      homeCurrency: 'XOF',
      drawMonthMinor: told.drawMonth,
      drawPercent: told.drawPercent,
      drawWaitDays: told.drawWaitDays,
      creditMonths: told.creditMonths,
      creditSavedMinor: told.creditSaved,
      creditMultiple: told.creditMultiple,
      creditMostMinor: told.creditMost,
      pledgePercent: told.pledgePercent,
      productId: null,
    } as const;
    const id = await createScheme(trx, keeper.accountId, organisationId, text, true);
    const plan = await findPlan(trx, demonstration.plan);
    const objective = plan && (await findVersion(trx, plan.id, plan.version))?.content.objectives[0];
    if (plan && objective) await addAim(trx, id, plan.id, objective.id);
    await publishScheme(trx, id, now);
    return id;
  });
}

async function join(world: DemoWorld, schemeId: SchemeId, told: z.output<typeof saving>): Promise<MembershipId | null> {
  const saver = actorIn(world, demonstration.saver);
  const today = todayIn(world);
  const now = world.network.now();
  return await asActor(world.network.db, saver, async (trx) => {
    const [personId] = await ownFiles(trx, saver.accountId);
    const person = personId ? await getPerson(trx, personId) : null;
    if (!person || (await membershipsOf(trx, { personIds: [person.id] })).length > 0) return null;
    const of = { personId: person.id, officeId: person.officeId, scheme: await getScheme(trx, schemeId), today };
    return await askToJoin(trx, saver, of, {
      purpose: 'firm',
      goalMinor: told.goal,
      goalOn: addMonths(today, 18),
      officeFollows: true,
      agreement: { language: 'fr', wording: told.wording },
      endsAt: new Date(now.getTime() + GRANT_DAYS * 86_400_000),
    });
  });
}

async function save(world: DemoWorld, id: MembershipId, told: z.output<typeof saving>): Promise<void> {
  const keeper = keeperOf(world);
  const today = todayIn(world);
  await asActor(world.network.db, keeper, async (trx) => await acceptMembership(trx, keeper.accountId, id, 'Savings (invented)'));
  const drawerId = await asActor(
    world.network.db,
    actorIn(world, demonstration.saver),
    async (trx) => await nameDrawer(trx, await loadMembership(trx, id), told.drawer),
  );
  await asActor(world.network.db, keeper, async (trx) => {
    for (const [n, amount] of told.deposits.entries()) {
      const day = addDays(addMonths(today, n - told.deposits.length), 1);
      await recordDeposit(trx, id, { amountMinor: BigInt(amount) * 100n, day, reference: `DEMO-D${n + 1}` }, today);
    }
    const draw = { amountMinor: told.draw, day: addMonths(today, -1), reference: 'DEMO-W1', drawerId };
    await recordDraw(trx, id, draw, today, String);
  });
}
