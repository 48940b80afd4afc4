import { Bdi, Link, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { PersonId } from '#modules/people';
import { openApplicationStates } from '../application-state.ts';
import type { Application } from '../application.ts';
import { loanOf, pastDueDays, type Loan } from '../loan.ts';
import { readApplications } from './applications.tsx';
import { ApplicationTag } from './application-view.tsx';
import { LoanTag } from './loan-view.tsx';
import { sumIn } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';
import type { Base } from './stand.ts';

/** A loan as a step of a plan. */
export interface LoanStep {
  readonly application: Application;
  readonly name: string;
  readonly lender: string;
  readonly loan: Loan | null;
}

/** Loans of a person that were asked for or paid out, as far as the reader may see them: at the desk those that the person lets it follow. */
export async function readLoanSteps(ctx: Context, personId: PersonId): Promise<LoanStep[]> {
  const { rows, products, lenders } = await readApplications(ctx, [personId]);
  const steps: LoanStep[] = [];
  for (const application of rows) {
    if (application.state !== 'paid-out' && !openApplicationStates.includes(application.state)) continue;
    const product = products.get(application.productId);
    steps.push({
      application,
      name: product ? textIn(product.name, ctx.lang).text : '–',
      lender: lenders.get(application.organisationId) ?? '–',
      loan: await loanOf(ctx.trx, application.id),
    });
  }
  return steps.toReversed();
}

/** Loans among the steps of a plan, each followed from the application until it is repaid in full. */
export function LoanSteps({ ctx, steps, base }: { ctx: Context; steps: readonly LoanStep[]; base: Base }) {
  const { t } = ctx;
  return (
    <>
      {steps.map(({ application, name, lender, loan }) => (
        <li class="task" key={application.id}>
          <div class="task-text">
            <Link href={`${base}/${application.id}`}>
              {t('loans.step.title')} <Bdi>{name}</Bdi>
            </Link>
            <div class="task-hint">
              <Bdi>{lender}</Bdi>
              {loan && <div>{repaidText(ctx, loan)}</div>}
            </div>
            {loan?.state === 'running' && pastDueDays(loan, todayOf(ctx)) > 0 && (
              <Tag tone="danger">{t('loans.loan.days', { count: pastDueDays(loan, todayOf(ctx)) })}</Tag>
            )}
          </div>
          <div class="task-status">
            {loan ? <LoanTag ctx={ctx} state={loan.state} /> : <ApplicationTag ctx={ctx} state={application.state} />}
          </div>
        </li>
      ))}
    </>
  );
}

function repaidText(ctx: Context, { currency, principalMinor, balanceMinor }: Loan): string {
  const sum = sumIn(ctx, currency);
  return ctx.t('loans.step.repaid', { repaid: sum(principalMinor - balanceMinor), lent: sum(principalMinor) });
}
