import { ownSubjects } from '#kernel/access';
import type { Context } from '#kernel/http';
import { readLoanSteps, type LoanStep } from '#modules/loans/pages';
import { caseOfPerson, getCase, type CaseView } from '../get-case.ts';
import { readNames, type Names } from './names.ts';

/** What the panel `MyPlan` shows, read once by the page: one entry a file of the person. */
export interface MyPlanData {
  view: CaseView;
  names: Names;
  loans: LoanStep[];
}

/** Reads the plans of the person who is signed in. */
export async function readMyPlan(ctx: Context): Promise<MyPlanData[]> {
  const plans: MyPlanData[] = [];
  for (const { subjectId } of await ownSubjects(ctx.trx)) {
    const id = await caseOfPerson(ctx.trx, subjectId);
    if (!id) continue;
    const view = await getCase(ctx.trx, ctx.network.keyring, id);
    const names = await readNames(ctx, {
      accounts: [view.case.counsellorId, ...view.notes.map((note) => note.authorId)],
      offices: [view.case.officeId, ...view.handovers.flatMap((one) => [one.fromOfficeId, one.toOfficeId])],
      services: view.steps.map((step) => step.serviceId),
      organisations: view.referrals.map((referral) => referral.organisationId),
    });
    plans.push({ view, names, loans: await readLoanSteps(ctx, view.case.personId) });
  }
  return plans;
}
