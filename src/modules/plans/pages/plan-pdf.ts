import { typeset, typst, type Json } from '#kernel/documents';
import type { Context } from '#kernel/http';
import type { Translated } from '#kernel/i18n';
import { checklistSections } from '../checklist.ts';
import { inOrder, moneyOf, totalsOf, under } from '../figures.ts';
import type { Action, Content, PlanLink } from '../plan-content.ts';
import type { Plan, Version } from '../plan.ts';
import { figureText, partName } from './indicator-view.tsx';
import { periodText, shown, type PlanNames } from './plan-text.ts';
import { sourcesText, unitName } from './plan-view.tsx';
import type { Pointed } from './pointed.ts';

const template = typst`
= #own(data.title)
#if data.demonstration != "" [#strong(data.demonstration)

]
#facts(data.head)
#for part in data.words [
== #part.title
#for line in part.lines [#own(line)

]
]
= #data.objectives
#for objective in data.parts [
== #own(objective.title)
#for line in objective.lines [#own(line)

]
#for measure in objective.measures [
=== #own(measure.title)
#for line in measure.lines [#own(line)

]
#for action in measure.actions [
==== #own(action.title)
#for line in action.lines [#own(line)

]
#facts(action.facts)
]
]
]
#for part in data.tables [
= #part.title
#if part.remark != "" [#part.remark

]
#if part.rows.len() > 0 { figures(part.head, part.rows) }
]
`;

interface PdfTable {
  title: string;
  remark: string;
  head: string[];
  rows: string[][];
}

interface Given {
  plan: Plan;
  version: Version;
  names: PlanNames;
  pointed: Pointed;
}

/** A version of a plan as a tagged PDF in the reader's language and script; what was written stays in its own. Refusals: those of `typeset`. */
export async function planPdf(ctx: Context, given: Given): Promise<Buffer> {
  const { t } = ctx;
  const title = shown(ctx, given.version.content.title);
  return await typeset({
    template,
    data: dataOf(ctx, given) as unknown as Json, // plain texts and lists of texts throughout
    lang: ctx.lang,
    title: title.slice(0, 400),
    note: t('plans.versions.number', { number: given.version.number }),
    mark: ctx.profile.demonstration ? t('html.demo') : '',
    at: given.version.publishedAt,
  });
}

const linesOf = (ctx: Context, words: Translated | null) => (words ? shown(ctx, words).split('\n').filter(Boolean) : []);

function dataOf(ctx: Context, { plan, version, names, pointed }: Given) {
  const { t, format } = ctx;
  const { content } = version;
  const words = [
    { title: t('plans.view.vision'), lines: linesOf(ctx, content.vision) },
    { title: t('plans.view.strategy'), lines: linesOf(ctx, content.strategy) },
  ];
  return {
    title: shown(ctx, content.title),
    demonstration: plan.demonstration ? t('plans.view.demonstration') : '',
    head: [
      [t('plans.list.about'), names.about],
      [t('plans.list.office'), format.list(names.offices)],
      [t('plans.list.period'), periodText(ctx, content)],
      [t('plans.list.version'), format.number(version.number)],
    ],
    words: words.filter(({ lines }) => lines.length > 0),
    objectives: t('plans.view.objectives'),
    parts: content.objectives.map((objective, index) => ({
      title: `${index + 1}. ${shown(ctx, objective.title)}`,
      lines: [...linesOf(ctx, objective.words), ...linkLines(ctx, content, pointed, objective.id)],
      measures: under(content, objective.id).map(({ measure, actions }, at) => ({
        title: `${index + 1}.${at + 1} ${shown(ctx, measure.title)}`,
        lines: [...linesOf(ctx, measure.words), ...linkLines(ctx, content, pointed, measure.id)],
        actions: actions.map((action) => ({
          title: shown(ctx, action.title),
          lines: [...linesOf(ctx, action.words), ...linesOf(ctx, action.sourceNote), ...linkLines(ctx, content, pointed, action.id)],
          facts: factsOf(ctx, content, pointed, action),
        })),
      })),
    })),
    tables: tablesOf(ctx, content, pointed).filter(({ rows, remark }) => rows.length > 0 || remark),
  };
}

function factsOf(ctx: Context, content: Content, pointed: Pointed, action: Action): string[][] {
  const { t, format } = ctx;
  const amount = moneyOf(action.budget);
  const others = action.withUnits.flatMap((id) => unitName(ctx, content, id) ?? []);
  return [
    [t('plans.action.unit'), unitName(ctx, content, action.unitId) ?? t('plans.not-known')],
    ...(others.length > 0 ? [[t('plans.action.with'), format.list(others)]] : []),
    ...(action.partners.length > 0 ? [[t('plans.action.partners'), format.list(action.partners)]] : []),
    ...(action.corridor ? [[t('plans.action.corridor'), pointed.corridor(action.corridor)]] : []),
    [t('plans.action.time'), periodText(ctx, action)],
    [t('plans.action.budget'), amount ? format.money(amount) : t('plans.not-known')],
    [t('plans.action.sources'), sourcesText(ctx, action)],
    [t('plans.action.serves'), action.serves ? t(`plans.aim.${action.serves}`) : t('plans.not-known')],
  ];
}

/** What a part points to, a line for each. */
function linkLines(ctx: Context, content: Content, pointed: Pointed, of: string | null): string[] {
  const line = (link: PlanLink) =>
    [`${ctx.t(`plans.link.${link.kind}`)}:`, pointed.link(link).name, link.words && shown(ctx, link.words)].filter(Boolean).join(' ');
  return content.links.filter((link) => link.of === of).map(line);
}

function tablesOf(ctx: Context, content: Content, pointed: Pointed): PdfTable[] {
  const { t, format } = ctx;
  const { known, unknown } = totalsOf(content.actions);
  const money = [
    known.length > 0
      ? t('plans.view.money-known', { amount: format.list(known.map((amount) => format.money(amount))) })
      : t('plans.view.money-none'),
    unknown > 0 && t('plans.view.money-unknown', { count: unknown }),
  ];
  return [
    {
      title: t('plans.view.time'),
      remark: '',
      head: [t('plans.action.action'), t('plans.action.time')],
      rows: inOrder(content).map(({ action }) => [shown(ctx, action.title), periodText(ctx, action)]),
    },
    { title: t('plans.view.money'), remark: money.filter(Boolean).join(' '), head: [], rows: [] },
    {
      title: t('plans.view.indicators'),
      remark: '',
      head: [t('plans.indicator.indicator'), t('plans.indicator.of'), t('plans.indicator.baseline'), t('plans.indicator.target')],
      rows: content.indicators.map((one) => [
        shown(ctx, one.name),
        partName(ctx, content, one.of),
        one.notMeasurable ? t('plans.indicator.not-measurable') : figureText(ctx, one.baseline, one.unit),
        one.notMeasurable ? shown(ctx, one.notMeasurable) : figureText(ctx, one.target, one.unit),
      ]),
    },
    {
      title: t('plans.view.links'),
      remark: '',
      head: [t('plans.link.kind')],
      rows: linkLines(ctx, content, pointed, null).map((line) => [line]),
    },
    ...checklistSections.map((section) => ({
      title: section.title[ctx.lang],
      remark: '',
      head: [t('plans.checklist.statement'), t('plans.checklist.decision'), t('plans.checklist.words')],
      rows: section.items.flatMap(({ id, text }) => {
        const decided = content.checklist.find(({ item }) => item === id);
        return decided ? [[text[ctx.lang], t(`plans.decision.${decided.decision}`), shown(ctx, decided.words)]] : [];
      }),
    })),
  ];
}
