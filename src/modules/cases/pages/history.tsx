import { Bdi, Details, Section, Timeline } from '#kernel/html';
import type { CaseParts } from './case.tsx';

/** What happened in the case, newest first. */
export function HistorySection({ ctx, view, names }: CaseParts) {
  const { t, format } = ctx;
  const titles = new Map([
    ...view.steps.map((step) => [step.id as string, step.title] as const),
    ...view.tasks.map((task) => [task.id as string, task.title] as const),
    ...view.referrals.map((referral) => [referral.id as string, names.organisation(referral.organisationId)] as const),
    ...view.handovers.map((handover) => [handover.id as string, names.office(handover.toOfficeId)] as const),
  ]);
  // uses messages: cases.event.*
  const say = ctx.t as (key: string) => string;
  return (
    <Section title={t('cases.history.title')} id="history">
      <Details summary={t('cases.history.show', { count: view.history.length })}>
        <Timeline
          label={t('cases.history.title')}
          entries={view.history.map((event) => ({
            id: String(event.id),
            title: say(`cases.event.${event.kind}`),
            when: format.instant(event.at),
            dateTime: event.at.toISOString(),
            who: event.byAccount ? <Bdi>{names.account(event.byAccount)}</Bdi> : undefined,
            body: event.aboutId && titles.has(event.aboutId) ? <Bdi>{titles.get(event.aboutId)}</Bdi> : undefined,
          }))}
        />
      </Details>
    </Section>
  );
}
