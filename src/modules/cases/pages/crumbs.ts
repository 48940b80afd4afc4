import type { Context, FormEntry } from '#kernel/http';
import { personNames } from '#modules/people';
import { allowedOnCase, type CaseAction, type CaseId } from '../case.ts';
import { loadCase, type LoadedCase } from '../load-case.ts';
import { loadStep, type LoadedStep } from '../load-step.ts';
import { refuse } from '../refusals.ts';
import type { StepId } from '../step.ts';

/** The case with the name of its person, for the pages of its forms. */
export interface CaseHead {
  case: LoadedCase;
  person: string;
  breadcrumbs: { label: string; href: string }[];
}

/** Reads what every page of a case shows above itself. Refusals: `not-found`. */
export async function readCaseHead(ctx: Context, id: CaseId): Promise<CaseHead> {
  const found = await loadCase(ctx.trx, id);
  const person = (await personNames(ctx.trx, [found.personId])).get(found.personId) ?? ctx.t('cases.unnamed');
  return {
    case: found,
    person,
    breadcrumbs: [
      { label: ctx.t('cases.list.title'), href: '/desk/cases' },
      { label: person, href: `/desk/cases/${id}` },
    ],
  };
}

/**
 * The head of a form's page. A form that is closed says so before anybody types; one that was sent and refused is shown
 * again whatever happened meanwhile, so that no word is lost. Refusals: the reason why the action is closed.
 */
export async function readFormHead(ctx: Context, id: CaseId, action: CaseAction, entry: FormEntry): Promise<CaseHead> {
  const head = await readCaseHead(ctx, id);
  const verdict = allowedOnCase(head.case, action);
  if (verdict !== true && (!entry.sent || verdict === 'not-found')) throw refuse(verdict);
  return head;
}

/** The same for the forms of a step. */
export async function readStepHead(
  ctx: Context,
  id: StepId,
  action: CaseAction,
  entry: FormEntry,
): Promise<CaseHead & { step: LoadedStep }> {
  const step = await loadStep(ctx.trx, id);
  return { step, ...(await readFormHead(ctx, step.caseId, action, entry)) };
}
