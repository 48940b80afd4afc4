import { ButtonGroup, ButtonLink, EmptyState, Heading, Inset, Section, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { ownSpeech, type Speech } from '#modules/cases/pages';
import { officeNames } from '#modules/offices';
import { getVenture, type Venture } from '#modules/ventures';
import { checksOf, type Check } from '../checks.ts';
import { actionsOf, decisionFrom, isOpen, preparations, type Plan, type PlanState } from '../plan.ts';
import { movesOf } from '../plans.ts';
import { followUpsOf, type FollowUp } from '../follow-ups.ts';
import { sectionsOf, type Section as Written } from '../sections.ts';
import { countryName } from './country-names.ts';
import { BothSides } from './reintegration.tsx';

/** Everything that a page shows of a return. */
export interface PlanData {
  plan: Plan;
  venture: Venture | null;
  written: Written[];
  checks: (Check & { office: string })[];
  moves: { at: Date; to: PlanState }[];
  followUps: FollowUp[];
}

export async function readPlanData(ctx: Context, plan: Plan): Promise<PlanData> {
  const { keyring } = ctx.network;
  const checks = await checksOf(ctx.trx, keyring, plan.id);
  const names = await officeNames(
    ctx.trx,
    checks.map((one) => one.askedOfficeId),
    ctx.lang,
  );
  return {
    plan,
    venture: plan.ventureId ? await getVenture(ctx.trx, plan.ventureId) : null,
    written: await sectionsOf(ctx.trx, keyring, plan),
    checks: checks.map((one) => ({ ...one, office: names.get(one.askedOfficeId) ?? '–' })),
    moves: await movesOf(ctx.trx, plan.id),
    followUps: await followUpsOf(ctx.trx, keyring, plan.id),
  };
}

const tones: Partial<Record<PlanState, Tone>> = { settled: 'success', withdrawn: 'neutral' };

export function StateTag({ state, speech: { t } }: { state: PlanState; speech: Speech }) {
  return <Tag tone={tones[state] ?? 'info'}>{t(`returns.state.${state}`)}</Tag>;
}

/** From where to where, how it stands, and from when on the person can decide. */
export function PlanHead({ plan, speech }: { plan: Plan; speech: Speech }) {
  const { t, lang, format } = speech;
  const from = plan.state === 'informed' ? decisionFrom(plan) : null;
  return (
    <>
      <p>
        <StateTag state={plan.state} speech={speech} />{' '}
        {t('returns.rule.pair', { leaving: countryName(lang, plan.leaving), arriving: countryName(lang, plan.arriving) })}
      </p>
      {from && <p>{t('returns.plan.think', { count: plan.thinkDays, when: format.instant(from, 'short') })}</p>}
      {plan.leftOn && <p>{t('returns.plan.left-on', { day: format.date(plan.leftOn, 'short') })}</p>}
      {plan.arrivedOn && <p>{t('returns.plan.arrived-on', { day: format.date(plan.arrivedOn, 'short') })}</p>}
      {plan.state === 'withdrawn' && <p>{t('returns.plan.withdrawn')}</p>}
    </>
  );
}

/** What can be done now; to withdraw stands apart and always last. */
export function PlanActions({ ctx, plan, base }: { ctx: Context; plan: Plan; base: string }) {
  const { t } = ctx;
  const actions = actionsOf(plan, ctx.now);
  if (actions.length === 0) return null;
  return (
    <ButtonGroup>
      {actions.map((action) => (
        <ButtonLink key={action} kind={action === 'withdraw' ? 'quiet' : 'primary'} href={`${base}/do/${action}`}>
          {t(`returns.action.${action}`)}
        </ButtonLink>
      ))}
    </ButtonGroup>
  );
}

/** The seven parts of the preparation with the words of both sides, to read and to print. */
export function PlanParts({ data, speech, editHref }: { data: PlanData; speech: Speech; editHref?: (section: string) => string }) {
  const { t } = speech;
  return (
    <Section title={t('returns.plan.parts')}>
      {preparations.map((section) => (
        <div key={section} class="card">
          <Heading level={3}>{t(`returns.section.${section}`)}</Heading>
          <p class="hint">{t(`returns.section-hint.${section}`)}</p>
          <BothSides written={data.written} section={section} speech={speech} />
          {editHref && (
            <ButtonLink kind="quiet" href={editHref(section)} label={`${t('returns.plan.write')}: ${t(`returns.section.${section}`)}`}>
              {t('returns.plan.write')}
            </ButtonLink>
          )}
        </div>
      ))}
    </Section>
  );
}

/** The venture that would go along, and what the other end says of it. */
export function PlanVenture({ data, speech }: { data: PlanData; speech: Speech }) {
  const { t, format } = speech;
  return (
    <>
      {data.venture ? (
        <p>
          <bdi>{data.venture.title}</bdi>
        </p>
      ) : (
        <p>{t(data.plan.ventureId ? 'returns.venture.closed' : 'returns.venture.none')}</p>
      )}
      {data.checks.map((check) => (
        <Inset key={check.id}>
          <p>
            {t('returns.check.asked', { office: check.office, day: format.instant(check.askedAt, 'short') })}{' '}
            <bdi>{check.question ?? '–'}</bdi>
          </p>
          {check.answer && check.answeredAt ? (
            <p>
              <Tag tone={check.answer === 'feasible' ? 'success' : 'warning'}>{t(`returns.check-answer.${check.answer}`)}</Tag>{' '}
              {format.instant(check.answeredAt, 'short')} <bdi>{check.words ?? '–'}</bdi>
            </p>
          ) : (
            <p>{t('returns.check.waiting')}</p>
          )}
        </Inset>
      ))}
    </>
  );
}

export function PlanHistory({ data, speech }: { data: PlanData; speech: Speech }) {
  const { t, format } = speech;
  return (
    <Section title={t('returns.rules.history')}>
      <ol>
        {data.moves.map((move, index) => (
          <li key={index}>
            {format.instant(move.at, 'short')}: {t(`returns.state.${move.to}`)}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** A panel for the person's page and /me: how the latest return stands, and the way there. */
export function ReturnSummary({ ctx, plans, href }: { ctx: Context; plans: readonly Plan[]; href: string }) {
  const { t } = ctx;
  const [latest] = plans;
  return (
    <Section title={t('returns.panel.title')}>
      {latest ? <PlanHead plan={latest} speech={ownSpeech(ctx)} /> : <EmptyState title={t('returns.panel.none')} />}
      <ButtonGroup>
        <ButtonLink kind="secondary" href={href}>
          {t(latest && isOpen(latest) ? 'returns.panel.see' : 'returns.panel.begin')}
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}
