import type { Context } from '#kernel/http';
import type { CaseView } from '#modules/cases';
import { termLabel } from '#modules/vocabulary';

type Referral = CaseView['referrals'][number];

/** A case as the person gets it: with the names of the providers to whom they were sent. */
export interface CaseCopy extends CaseView {
  referrals: (Referral & { organisation: string | null })[];
}

type Record = (readonly [label: string, value: string | null])[];

/** A person's cases in the words of their copy: plan, what stood in the way, where they were sent and what came back, every note. */
export function casesInWords(ctx: Context, cases: readonly CaseCopy[]): { title: string; records: Record[] }[] {
  const { t, format } = ctx;
  return cases.flatMap((view) => [
    {
      title: t('app.me.file.plan'),
      records: [
        [
          [t('app.me.file.reason'), view.case.reason] as const,
          [t('app.me.file.opened'), format.instant(view.case.openedAt, 'short')] as const,
        ],
        ...view.steps.map((step): Record => [
          [t('app.me.file.step'), step.title],
          [t('app.me.file.detail'), step.detail],
          [t('app.me.file.state'), t(`cases.step-state.${step.state}`)],
          [t('app.me.file.due'), step.dueOn && format.date(step.dueOn)],
        ]),
        ...view.followUps
          .filter(({ doneAt }) => doneAt)
          .map((one): Record => [
            [t('app.me.reads.when'), one.doneAt && format.instant(one.doneAt, 'short')],
            [t('app.me.file.note'), one.note],
          ]),
      ],
    },
    { title: t('cases.blocker.title'), records: view.blockers.map((one) => blockerInWords(ctx, one)) },
    { title: t('app.me.file.referrals'), records: view.referrals.map((one) => referralInWords(ctx, one, view)) },
    { title: t('cases.task.title'), records: view.tasks.map((one) => taskInWords(ctx, one)) },
    { title: t('cases.handover.title'), records: view.handovers.map((one) => handoverInWords(ctx, one)) },
    {
      title: t('app.me.file.notes'),
      records: view.notes.map((note): Record => [
        [t('app.me.reads.when'), format.instant(note.writtenAt, 'short')],
        [t('app.me.file.note'), note.text],
      ]),
    },
  ]);
}

function blockerInWords({ t, lang, format }: Context, { kind, note, recordedAt, resolvedAt }: CaseView['blockers'][number]): Record {
  return [
    [t('cases.field.blocker'), termLabel('planBlockers', kind, lang)],
    [t('app.me.file.note'), note],
    [t('app.me.reads.when'), format.instant(recordedAt, 'short')],
    [t('app.me.file.state'), resolvedAt && t('cases.blocker.resolved', { day: format.instant(resolvedAt, 'short') })],
  ];
}

function referralInWords({ t, format }: Context, referral: CaseCopy['referrals'][number], { steps }: CaseView): Record {
  return [
    [t('app.me.file.provider'), referral.organisation],
    [t('app.me.file.step'), steps.find(({ id }) => id === referral.stepId)?.title ?? null],
    [t('app.me.reads.when'), format.instant(referral.sentAt, 'short')],
    [t('app.me.file.state'), t(`cases.referral-state.${referral.state}`)],
    [t('cases.field.message'), referral.message],
    [t('app.me.file.answer'), referral.reason],
    [t('cases.field.outcome'), referral.outcome && t(`cases.outcome.${referral.outcome}`)],
    [t('cases.field.report'), referral.report],
  ];
}

function taskInWords({ t, format }: Context, { title, dueOn, doneAt }: CaseView['tasks'][number]): Record {
  return [
    [t('cases.field.task'), title],
    [t('app.me.file.due'), dueOn && format.date(dueOn)],
    [t('cases.task.done'), doneAt && format.instant(doneAt, 'short')],
  ];
}

function handoverInWords({ t, format }: Context, one: CaseView['handovers'][number]): Record {
  return [
    [t('cases.field.kind'), t(`cases.kind.${one.kind}`)],
    [t('app.me.reads.when'), format.instant(one.startedAt, 'short')],
    [t('app.me.file.state'), t(`cases.handover-state.${one.state}`)],
    [t('app.me.sharing.parts'), format.list(one.parts.map((part) => t(`consent.part.${part}`)))],
    [t('cases.handover.agreement'), one.claim && one.claim.agreement],
    [t('cases.field.message'), one.message],
    [t('app.me.file.answer'), one.reason],
  ];
}
