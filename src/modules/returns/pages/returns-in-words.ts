import type { Context } from '#kernel/http';
import type { ReturnsCopy } from '../copy-of-returns.ts';
import { countryName } from './country-names.ts';

type Pairs = [label: string, value: string | null][];
type PlanCopy = ReturnsCopy['plans'][number];

/** A person's returns in the words of their copy: the checklist of both sides, and each plan with all that was written of it. */
export function returnsInWords(ctx: Context, copy: ReturnsCopy): { title: string; records: Pairs[] }[] {
  const { t } = ctx;
  return [
    { title: t('returns.list.title'), records: copy.checklist.map((one) => tickInWords(ctx, one)) },
    ...copy.plans.map((one) => ({
      title: t('returns.panel.title'),
      records: [
        planInWords(ctx, one),
        ...one.sections.map((section) => sectionInWords(ctx, section)),
        ...one.checks.map((check) => checkInWords(ctx, check)),
        ...one.followUps.map((followUp) => followUpInWords(ctx, followUp)),
      ],
    })),
  ];
}

function tickInWords({ t, format }: Context, { question, side, done, note, at }: ReturnsCopy['checklist'][number]): Pairs {
  return [
    [t('returns.field.question'), question],
    [t(`returns.list.${side}`), t(done ? 'returns.list.settled' : 'returns.list.open')],
    [t(side === 'person' ? 'returns.list.note' : 'returns.list.note-desk'), note],
    [t('returns.field.when'), format.instant(at, 'short')],
  ];
}

function planInWords({ t, lang, format }: Context, { plan, moves }: PlanCopy): Pairs {
  return [
    [t('returns.field.from'), countryName(lang, plan.leaving)],
    [t('returns.field.to'), countryName(lang, plan.arriving)],
    [t('returns.field.state'), t(`returns.state.${plan.state}`)],
    ...moves.map(({ at, to }): Pairs[number] => [format.instant(at, 'short'), t(`returns.state.${to}`)]),
    [t('returns.field.how'), plan.decidedHow && t(`returns.how.${plan.decidedHow}`)],
    [t('returns.field.day-leave'), plan.leftOn && format.date(plan.leftOn)],
    [t('returns.field.day-arrive'), plan.arrivedOn && format.date(plan.arrivedOn)],
  ];
}

function sectionInWords({ t, format }: Context, { section, side, words, who, until, at }: PlanCopy['sections'][number]): Pairs {
  return [
    [t('returns.plan.parts'), t(`returns.section.${section}`)],
    [t(`returns.list.${side}`), words],
    [t('returns.there.who'), who],
    [t('returns.there.until'), until && format.date(until)],
    [t('returns.field.when'), format.instant(at, 'short')],
  ];
}

function checkInWords({ t, format }: Context, check: PlanCopy['checks'][number]): Pairs {
  return [
    [t('returns.check.office'), check.office],
    [t('returns.field.when'), format.instant(check.askedAt, 'short')],
    [t('returns.check.question'), check.question],
    [t('returns.check.answer'), check.answer && t(`returns.check-answer.${check.answer}`)],
    [t('returns.check.words'), check.words],
    [t('returns.field.when'), check.answeredAt && format.instant(check.answeredAt, 'short')],
  ];
}

function followUpInWords({ t, format }: Context, one: PlanCopy['followUps'][number]): Pairs {
  const what = one.months === null ? t('returns.follow-up.visit') : t('returns.follow-up.after', { count: one.months });
  return [
    [t('returns.follow-up.title'), what],
    [t('returns.field.when'), format.date(one.doneOn ?? one.dueOn)],
    [t('returns.follow-up.how'), one.how && t(`returns.follow-up-how.${one.how}`)],
    [t('returns.follow-up.signs'), one.signs.length === 0 ? null : format.list(one.signs.map((sign) => t(`returns.sign.${sign}`)))],
    [t('app.me.file.note'), one.note],
  ];
}
