import { ButtonGroup, ButtonLink, DateField, DescriptionList, Heading, Section, Tag, TextField } from '#kernel/html';
import type { Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import type { Speech } from '#modules/cases/pages';
import { isReintegration, isThere, preparations, reintegration, type Plan, type SectionCode } from '../plan.ts';
import type { Section as Written } from '../sections.ts';
import { sides, type Side } from '../ticks.ts';

/** What one side wrote about one part: the words, and of the reintegration plan also who and until when. */
export function SaidOfPart({ one, speech, today }: { one: Written | undefined; speech: Speech; today?: string }) {
  const { t, format } = speech;
  if (!one?.words && !one?.who && !one?.until) return '–';
  const overdue = one.until !== null && today !== undefined && one.until < today;
  return (
    <>
      <bdi class="pre-line">{one.words ?? '–'}</bdi>{' '}
      {one.who && (
        <>
          {t('returns.there.who')}: <bdi>{one.who}</bdi>{' '}
        </>
      )}
      {one.until && (
        <Tag tone={overdue ? 'warning' : 'info'}>
          {t(overdue ? 'returns.there.overdue' : 'returns.there.until-day', { day: format.date(one.until, 'short') })}
        </Tag>
      )}{' '}
      <span class="hint">{format.instant(one.at, 'short')}</span>
    </>
  );
}

/** What both sides wrote about one part, under each other. */
export function BothSides({
  written,
  section,
  speech,
  today,
}: {
  written: Written[];
  section: SectionCode;
  speech: Speech;
  today?: string;
}) {
  const of = (side: Side) => written.find((one) => one.section === section && one.side === side);
  return (
    <DescriptionList
      facts={sides.map((side) => ({
        key: side,
        label: speech.t(`returns.list.${side}`),
        value: <SaidOfPart one={of(side)} speech={speech} {...(today ? { today } : {})} />,
      }))}
    />
  );
}

interface Shown {
  plan: Plan;
  written: Written[];
}

/** The plan of life there: from the arrival on, and afterwards for as long as anything was written. */
export function ReintegrationPlan({
  ctx,
  data: { plan, written },
  speech,
  editHref,
}: {
  ctx: Context;
  data: Shown;
  speech: Speech;
  editHref?: (section: string) => string;
}) {
  const { t } = speech;
  if (!isThere(plan) && !written.some((one) => isReintegration(one.section))) return null;
  const today = toLocal(ctx.now.toISOString(), ctx.timeZone).day;
  return (
    <Section title={t('returns.there.title')}>
      <p>{t('returns.there.lead')}</p>
      {reintegration.map((section) => (
        <div key={section} class="card">
          <Heading level={3}>{t(`returns.section.${section}`)}</Heading>
          <p class="hint">{t(`returns.section-hint.${section}`)}</p>
          <BothSides written={written} section={section} speech={speech} today={today} />
          {editHref && isThere(plan) && (
            <ButtonLink kind="quiet" href={editHref(section)} label={`${t('returns.plan.write')}: ${t(`returns.section.${section}`)}`}>
              {t('returns.plan.write')}
            </ButtonLink>
          )}
        </div>
      ))}
    </Section>
  );
}

/** The ways to write each part: of the reintegration plan first, once the person is there. */
export function WriteParts({ ctx: { t }, plan, base }: { ctx: Context; plan: Plan; base: string }) {
  const groups: (readonly SectionCode[])[] = isThere(plan) ? [reintegration, preparations] : [preparations];
  return (
    <>
      {groups.map((group) => (
        <ButtonGroup key={group[0]}>
          {group.map((section) => (
            <ButtonLink
              key={section}
              kind="quiet"
              href={`${base}/sections/${section}`}
              label={`${t('returns.plan.write')}: ${t(`returns.section.${section}`)}`}
            >
              {t(`returns.section.${section}`)}
            </ButtonLink>
          ))}
        </ButtonGroup>
      ))}
    </>
  );
}

/** Who does what is agreed, and until when. */
export function AgreedFields({ ctx: { t }, written }: { ctx: Context; written: Written | undefined }) {
  return (
    <>
      <TextField name="who" label={t('returns.there.who')} hint={t('returns.there.who-hint')} value={written?.who ?? undefined} optional />
      <DateField name="until" label={t('returns.there.until')} value={written?.until ?? undefined} optional />
    </>
  );
}
