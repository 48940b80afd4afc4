import { Bdi, EmptyState, Notice, PostButton, Section, Timeline } from '#kernel/html';
import type { Context } from '#kernel/http';
import { LoanSteps } from '#modules/loans/pages';
import { allowedOnCase } from '../case.ts';
import type { CaseView } from '../get-case.ts';
import type { MyPlanData } from './my-plan-data.ts';
import { MyStep } from './my-step.tsx';
import { NoteText } from './note-text.tsx';
import { HandoverTag, ReferralTag } from './tags.tsx';

/** The person's own plan: what is to do, with a tick for what is theirs; who helps; what the office shared. */
export function MyPlan({ ctx, data }: { ctx: Context; data: readonly MyPlanData[] }) {
  const { t } = ctx;
  if (data.length === 0) return <EmptyState title={t('cases.mine.none')}>{t('cases.mine.none-hint')}</EmptyState>;
  return (
    <>
      {data.map((one) => (
        <OnePlan key={one.view.case.id} ctx={ctx} data={one} />
      ))}
    </>
  );
}

function OnePlan({ ctx, data: { view, names, loans } }: { ctx: Context; data: MyPlanData }) {
  const { t, format } = ctx;
  const steps = view.steps.filter((step) => step.state !== 'dropped');
  return (
    <>
      <Section title={t('cases.mine.plan', { office: names.office(view.case.officeId) })} id="plan">
        {steps.length === 0 && loans.length === 0 && <EmptyState title={t('cases.plan.none')} />}
        {steps.length > 0 && view.case.planAgreedAt && (
          <p>
            {t('cases.plan.agreed', {
              day: format.instant(view.case.planAgreedAt, 'long'),
              how: t(`cases.how.${view.case.planAgreedHow ?? 'spoken-at-desk'}`),
            })}
          </p>
        )}
        {allowedOnCase(view.case, 'agree-plan') === true && (
          <Notice title={t('cases.mine.agree-lead')}>
            <PostButton kind="primary" action={`/me/cases/${view.case.id}/agree`}>
              {t('cases.mine.agree')}
            </PostButton>
          </Notice>
        )}
        <ol class="task-list">
          {steps.map((step) => (
            <MyStep key={step.id} ctx={ctx} view={view} names={names} step={step} />
          ))}
          <LoanSteps ctx={ctx} steps={loans} base="/me/loans" />
        </ol>
      </Section>
      {view.referrals.length > 0 && (
        <Section title={t('cases.mine.referrals')}>
          <ul class="task-list">
            {view.referrals.map((referral) => (
              <li class="task" key={referral.id}>
                <div class="task-text">
                  <Bdi>{names.organisation(referral.organisationId)}</Bdi>
                </div>
                <div class="task-status">
                  <ReferralTag ctx={ctx} state={referral.state} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {view.handovers.length > 0 && (
        <Section title={t('cases.mine.handovers')}>
          <ul class="task-list">
            {view.handovers.map((handover) => (
              <li class="task" key={handover.id}>
                <div class="task-text">
                  {t('cases.handovers.way', {
                    kind: t(`cases.kind.${handover.kind}`),
                    from: names.office(handover.fromOfficeId),
                    to: names.office(handover.toOfficeId),
                  })}
                </div>
                <div class="task-status">
                  <HandoverTag ctx={ctx} handover={handover} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Withheld ctx={ctx} view={view} office={names.office(view.case.officeId)} />
      {view.notes.length > 0 && (
        <Section title={t('cases.mine.notes')}>
          <Timeline
            label={t('cases.mine.notes')}
            entries={view.notes.map((note) => ({
              id: note.id,
              title: <Bdi>{names.account(note.authorId)}</Bdi>,
              when: format.instant(note.writtenAt),
              dateTime: note.writtenAt.toISOString(),
              body: <NoteText text={note.text ?? t('cases.note.erased')} />,
            }))}
          />
        </Section>
      )}
    </>
  );
}

/** What an earlier office wrote and the present one does not see, with a way to let it. */
function Withheld({ ctx, view, office }: { ctx: Context; view: CaseView; office: string }) {
  const { t, format } = ctx;
  if (view.withheld.length === 0) return null;
  return (
    <Section title={t('cases.mine.withheld')}>
      <p>{t('cases.mine.withheld-lead', { office })}</p>
      <ul class="task-list">
        {view.withheld.map(({ part, before }) => (
          <li class="task" key={part}>
            <div class="task-text">
              {t('cases.mine.withheld-part', { part: t(`cases.part.${part}`), day: format.instant(before, 'long') })}
            </div>
            <div class="task-status">
              <PostButton
                kind="quiet"
                action={`/me/cases/${view.case.id}/release`}
                fields={{ part }}
                label={t('cases.step.action-on', { action: t('cases.mine.release'), step: t(`cases.part.${part}`) })}
              >
                {t('cases.mine.release')}
              </PostButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
