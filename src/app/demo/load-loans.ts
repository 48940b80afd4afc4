import demonstration from '../../../db/demo/loans.json' with { type: 'json' };
import { z } from 'zod';
import { asActor, asSystem, type Database } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import {
  allocationOrderNames,
  applicationsOf,
  approve,
  createProduct,
  dateApplicationBack,
  getProduct,
  keepBooks,
  keptBooks,
  loanOf,
  openApplication,
  ownProducts,
  payOut,
  publishProduct,
  recordRepayment,
  sendApplication,
  sign,
  type ApplicationId,
  type ProductId,
} from '#modules/loans';
import { fileOfReference, getPerson } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const inLanguages = z.record(z.string(), z.string());
const euros = z.string().transform((text) => BigInt(text) * 100n);
const cents = z.string().transform((text) => BigInt(text.replace('.', '')));
const products = z.array(
  z.object({
    code: z.string(),
    name: inLanguages,
    about: inLanguages,
    eligible: inLanguages,
    least: euros,
    most: euros,
    leastInstalments: z.number(),
    mostInstalments: z.number(),
    way: z.enum(['instalments', 'mark-up']),
    percent: z.string(),
    fee: z.string(),
    grace: z.number(),
  }),
);
const applications = z.array(
  z.object({
    product: z.string(),
    office: z.string(),
    reference: z.string(),
    counsellor: z.string(),
    amount: euros,
    instalments: z.number(),
    purpose: z.string(),
    opinion: z.string(),
    wording: z.string(),
    language: z.enum(['fr', 'it']),
    /** What the lender did with it, where it did. */
    lent: z
      .object({
        reference: z.string(),
        daysAgo: z.number(),
        payments: z.array(z.object({ reference: z.string(), daysAgo: z.number(), amount: cents })),
      })
      .optional(),
  }),
);
type DemoProduct = z.output<typeof products>[number];
type DemoApplication = z.output<typeof applications>[number];
type DemoLent = NonNullable<DemoApplication['lent']>;

const GRANT_DAYS = 180;

/** Publishes the demonstration's loans, each marked as an assumption, and sends applications at the desk; one became a loan with payments. */
export async function loadLoans(world: DemoWorld, owner: Database): Promise<void> {
  const known = new Map<string, ProductId>();
  for (const told of products.parse(demonstration.products)) known.set(told.code, await loadProduct(world, told));
  await keepTheirBooks(world);
  for (const told of applications.parse(demonstration.applications)) {
    const id = await apply(world, told, idOf(known, told.product));
    if (id && told.lent) await lend(world, owner, id, told, told.lent);
  }
}

/** The demonstration's lender has no system of its own: Ponte keeps its books. */
async function keepTheirBooks(world: DemoWorld): Promise<void> {
  const { day: today } = toLocal(world.network.now().toISOString(), 'Europe/Rome');
  const organisationId = idIn(world.scopes, demonstration.lender.organisation) as OrganisationId; // ids by code are plain text
  await asActor(world.network.db, actorIn(world, demonstration.lender.account), async (trx) => {
    if (!(await keptBooks(trx)).has(organisationId))
      await keepBooks(trx, organisationId, { name: 'Loans (invented)', demonstration: true }, today);
  });
}

function idOf(known: ReadonlyMap<string, ProductId>, code: string): ProductId {
  const id = known.get(code);
  if (!id) throw new Error(`the demonstration names a loan that it does not have: ${code}`);
  return id;
}

async function loadProduct(world: DemoWorld, told: DemoProduct): Promise<ProductId> {
  const lender = actorIn(world, demonstration.lender.account);
  const now = world.network.now();
  const { day: today } = toLocal(now.toISOString(), 'Europe/Rome');
  const author = { source: 'en', by: 'the demonstration', kind: 'human', at: now.toISOString() } as const;
  return await asActor(world.network.db, lender, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    const there = (await ownProducts(trx)).find(({ name }) => name.texts['en']?.text === told.name['en']);
    if (there) return there.id;
    const byMarkup = told.way === 'mark-up';
    const organisationId = idIn(world.scopes, demonstration.lender.organisation) as OrganisationId; // ids by code are plain text
    const text = {
      name: fromLanguages(told.name, author),
      about: fromLanguages(told.about, author),
      eligible: fromLanguages(told.eligible, author),
      currency: 'EUR',
      leastMinor: told.least,
      mostMinor: told.most,
      leastInstalments: told.leastInstalments,
      mostInstalments: told.mostInstalments,
      frequency: 'MONTHS',
      way: told.way,
      annualRate: byMarkup ? null : told.percent,
      markupPercent: byMarkup ? told.percent : null,
      feePercent: told.fee,
      grace: told.grace,
      allocationOrder: allocationOrderNames[0],
      validFrom: addDays(today, -30),
      validUntil: null,
    } as const;
    const id = await createProduct(trx, lender.accountId, organisationId, text, true);
    await publishProduct(trx, id, now);
    return id;
  });
}

async function apply(world: DemoWorld, told: DemoApplication, productId: ProductId): Promise<ApplicationId | null> {
  const counsellor = actorIn(world, told.counsellor);
  const now = world.network.now();
  return await asActor(world.network.db, counsellor, async (trx) => {
    const id = await fileOfReference(trx, idIn(world.scopes, told.office), told.reference);
    const person = id ? await getPerson(trx, id) : null;
    const venture = person ? (await venturesOf(trx, person.id))[0] : undefined;
    if (!person || !venture || (await applicationsOf(trx, { personId: person.id })).length > 0) return null;
    const { day: today } = toLocal(now.toISOString(), 'Europe/Rome');
    const of = { personId: person.id, officeId: person.officeId, venture, product: await getProduct(trx, productId), today };
    return await sendApplication(trx, counsellor, of, {
      amountMinor: told.amount,
      instalments: told.instalments,
      purpose: told.purpose,
      parts: ['contact', 'business-plan'],
      officeFollows: true,
      opinion: told.opinion,
      agreement: { language: told.language, wording: told.wording, how: 'signed-at-desk' },
      endsAt: new Date(now.getTime() + GRANT_DAYS * 86_400_000),
    });
  });
}

/** The lender approves an application and pays it out some time ago; the borrower has paid since, and is late by now. */
async function lend(world: DemoWorld, owner: Database, id: ApplicationId, told: DemoApplication, lent: DemoLent): Promise<void> {
  const lender = actorIn(world, demonstration.lender.account);
  const { day: today } = toLocal(world.network.now().toISOString(), 'Europe/Rome');
  const paidOutOn = addDays(today, -lent.daysAgo);
  await asActor(world.network.db, lender, async (trx) => {
    await openApplication(trx, id, []);
    await approve(trx, lender.accountId, id, { amountMinor: told.amount, instalments: told.instalments, conditions: '' }, today);
    await sign(trx, id, addDays(paidOutOn, -1), today);
    await payOut(trx, lender.accountId, id, { paidOutOn, reference: lent.reference }, today);
    const loan = await loanOf(trx, id);
    if (!loan) throw new Error('the demonstration has just paid it out');
    for (const { reference, daysAgo, amount } of lent.payments) {
      const payment = { paidOn: addDays(today, -daysAgo), amountMinor: amount, reference, endsEarly: false };
      await recordRepayment(trx, lender.accountId, loan.id, payment, today);
    }
  });
  // Somebody asks before they are paid.
  const before = new Date(`${addDays(paidOutOn, -12)}T09:00:00Z`);
  await asSystem(owner, async (trx) => await dateApplicationBack(trx, id, before));
}
