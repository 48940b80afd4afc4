import { asActor, type Actor, type AnyWrites, type Id } from '#kernel/db';
import { toLocal } from '#kernel/time';
import {
  acceptHandover,
  acceptReferral,
  addBlocker,
  addStep,
  addTask,
  agreePlan,
  closeCase,
  markStep,
  offerHandover,
  openCase,
  openReferral,
  referStep,
  reportReferral,
  resolveBlocker,
  seeHandover,
  writeNote,
  type CaseId,
  type HandoverId,
  type ReferralId,
  type StepId,
} from '#modules/cases';
import { demoAccounts } from './demo-accounts.ts';
import type { DemoCase, DemoPerson, DemoStep } from './demo-people.ts';
import { actorIn, idIn, type DemoWorld, type LoadedFile } from './demo-world.ts';

type Officer = Actor & { accountId: string };

const AGREEMENT_DAYS = 180;

/** Plays a case through: opened, planned, referred, noted, handed over or closed, each step as the account that did it. */
export async function loadCase(world: DemoWorld, person: DemoPerson, file: LoadedFile): Promise<void> {
  const told = person.case;
  const officer = actorIn(world, told.counsellor);
  const as = async <T>(actor: Officer, work: (trx: AnyWrites) => Promise<T>) => await asActor(world.network.db, actor, work);
  const caseId = await as(officer, async (trx) => await openCase(trx, officer.accountId, { ...file, reason: told.reason.text }));
  const steps = await as(officer, async (trx) => await writePlan(trx, world, officer, caseId, told));
  for (const [index, step] of told.plan.steps.entries()) {
    const stepId = steps[index];
    if (step.referral && stepId) await playReferral(world, officer, stepId, step, step.referral);
  }
  await as(officer, async (trx) => {
    await markSteps(trx, told, steps);
    await writeRest(trx, world, caseId, told);
  });
  if (told.handover) await playHandover(world, officer, caseId, told.handover);
  if (told.state === 'closed') {
    const { day } = toLocal(world.network.now().toISOString(), 'Europe/Rome');
    const outcome = { personOutcome: told.personOutcome ?? 'other', ventureOutcome: told.ventureOutcome ?? null };
    await as(officer, async (trx) => await closeCase(trx, officer.accountId, caseId, outcome, day));
  }
}

async function writePlan(trx: AnyWrites, world: DemoWorld, officer: Officer, caseId: CaseId, told: DemoCase): Promise<StepId[]> {
  for (const blocker of told.plan.blockers) {
    const id = await addBlocker(trx, caseId, { kind: blocker.code, note: blocker.note.text });
    if (blocker.resolved) await resolveBlocker(trx, id);
  }
  const ids: StepId[] = [];
  for (const step of told.plan.steps) {
    const serviceId = step.service ? (idIn(world.services, step.service) as Id<'directory.services'>) : null; // ids of services by code
    const { title, responsible } = step;
    ids.push(
      await addStep(trx, officer.accountId, caseId, {
        title: title.text,
        detail: '',
        responsible,
        serviceId,
        dueOn: world.moved(step.dueOn),
      }),
    );
  }
  if (told.plan.agreedHow) await agreePlan(trx, caseId, told.plan.agreedHow);
  return ids;
}

async function playReferral(
  world: DemoWorld,
  officer: Officer,
  stepId: StepId,
  step: DemoStep,
  told: NonNullable<DemoStep['referral']>,
): Promise<void> {
  const { db } = world.network;
  const organisationId = idIn(world.scopes, told.organisation) as Id<'directory.organisations'>; // ids of organisations by code
  const id: ReferralId = await asActor(
    db,
    officer,
    async (trx) =>
      await referStep(trx, officer, stepId, {
        organisationId,
        serviceId: step.service ? (idIn(world.services, step.service) as Id<'directory.services'>) : null,
        parts: ['contact', 'venture'],
        message: told.message.text,
        agreement: { language: 'en', wording: 'Agreed in the demonstration.', how: 'spoken-at-desk' },
        endsAt: inDays(world, AGREEMENT_DAYS),
      }),
  );
  const provider = told.state === 'sent' ? null : providerOf(world, told.organisation);
  if (!provider) return;
  await asActor(db, provider, async (trx) => {
    await openReferral(trx, id, ['identity', 'contact', 'venture', 'step']);
    if (told.state === 'seen') return;
    await acceptReferral(trx, provider.accountId, id);
    if (told.state === 'reported') await reportReferral(trx, id, { outcome: told.outcome ?? 'helped', report: told.report?.text ?? '' });
  });
}

/** The provider's account; one that has none has not opened its referrals yet. */
function providerOf(world: DemoWorld, organisation: string): Officer | null {
  const account = demoAccounts.find((one) => one.roles.some((held) => held.role === 'provider' && held.code === organisation));
  return account ? actorIn(world, account.email) : null;
}

async function writeRest(trx: AnyWrites, world: DemoWorld, caseId: CaseId, told: DemoCase): Promise<void> {
  const { keyring } = world.network;
  const officer = actorIn(world, told.counsellor);
  for (const note of told.notes)
    await writeNote(trx, keyring, officer.accountId, caseId, { text: note.text, sharedWithPerson: note.sharedWithPerson });
  for (const task of told.tasks) {
    await addTask(trx, officer.accountId, caseId, {
      title: task.title.text,
      dueOn: world.moved(task.dueOn),
      assignedTo: world.accounts.get(task.assignedTo) ?? null,
    });
  }
}

async function playHandover(world: DemoWorld, officer: Officer, caseId: CaseId, told: NonNullable<DemoCase['handover']>): Promise<void> {
  const { db } = world.network;
  const id: HandoverId = await asActor(
    db,
    officer,
    async (trx) =>
      await offerHandover(trx, officer, caseId, {
        kind: told.kind,
        toOfficeId: idIn(world.scopes, told.toOffice),
        parts: told.parts,
        message: told.message.text,
        agreement: { language: 'en', wording: 'Agreed in the demonstration.', how: 'spoken-at-desk' },
        endsAt: inDays(world, AGREEMENT_DAYS),
      }),
  );
  if (told.state === 'offered') return;
  const colleague = demoAccounts.find((one) => one.roles.some((held) => held.role === 'counsellor' && held.code === told.toOffice));
  if (!colleague) throw new Error(`the demonstration has no counsellor at ${told.toOffice}`);
  await asActor(db, actorIn(world, colleague.email), async (trx) => {
    await seeHandover(trx, id);
    if (told.state === 'accepted') await acceptHandover(trx, id);
  });
}

function inDays(world: DemoWorld, days: number): Date {
  return new Date(world.network.now().getTime() + days * 24 * 3_600_000);
}

/** Marks the steps of a plan as they stand in the story. */
async function markSteps(trx: AnyWrites, told: DemoCase, ids: readonly StepId[]): Promise<void> {
  for (const [index, step] of told.plan.steps.entries()) {
    const id = ids[index];
    if (!id || step.referral) continue;
    if (step.state === 'under-way') await markStep(trx, id, 'start');
    if (step.state === 'done') await markStep(trx, id, 'finish', step.result?.text ?? '');
  }
}
