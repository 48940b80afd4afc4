import demonstration from '../../../db/demo/loans.json' with { type: 'json' };
import { z } from 'zod';
import { asActor } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import type { OrganisationId } from '#modules/directory';
import {
  allocationOrderNames,
  applicationsOf,
  createProduct,
  getProduct,
  ownProducts,
  publishProduct,
  sendApplication,
  type ProductId,
} from '#modules/loans';
import { fileOfReference, getPerson } from '#modules/people';
import { venturesOf } from '#modules/ventures';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const inLanguages = z.record(z.string(), z.string());
const euros = z.string().transform((text) => BigInt(text) * 100n);
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
  }),
);
type DemoProduct = z.output<typeof products>[number];
type DemoApplication = z.output<typeof applications>[number];

const GRANT_DAYS = 180;

/** Publishes the demonstration's loans, each marked as an assumption, and sends one application at the desk. */
export async function loadLoans(world: DemoWorld): Promise<void> {
  const known = new Map<string, ProductId>();
  for (const told of products.parse(demonstration.products)) known.set(told.code, await loadProduct(world, told));
  for (const told of applications.parse(demonstration.applications)) await apply(world, told, idOf(known, told.product));
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

async function apply(world: DemoWorld, told: DemoApplication, productId: ProductId): Promise<void> {
  const counsellor = actorIn(world, told.counsellor);
  const now = world.network.now();
  await asActor(world.network.db, counsellor, async (trx) => {
    const id = await fileOfReference(trx, idIn(world.scopes, told.office), told.reference);
    const person = id ? await getPerson(trx, id) : null;
    const venture = person ? (await venturesOf(trx, person.id))[0] : undefined;
    if (!person || !venture || (await applicationsOf(trx, { personId: person.id })).length > 0) return;
    const { day: today } = toLocal(now.toISOString(), 'Europe/Rome');
    const of = { personId: person.id, officeId: person.officeId, venture, product: await getProduct(trx, productId), today };
    await sendApplication(trx, counsellor, of, {
      amountMinor: told.amount,
      instalments: told.instalments,
      purpose: told.purpose,
      parts: ['contact', 'business-plan'],
      officeFollows: true,
      opinion: told.opinion,
      agreement: { language: 'fr', wording: told.wording, how: 'signed-at-desk' },
      endsAt: new Date(now.getTime() + GRANT_DAYS * 86_400_000),
    });
  });
}
