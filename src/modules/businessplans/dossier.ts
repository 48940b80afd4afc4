import type { Writes } from '#kernel/db';
import { groupedCode, issueDocument, typeset, typst, type Json, type Paper, type Seal } from '#kernel/documents';
import { keepFile, type FileStore } from '#kernel/files';
import { formatters, translator, type Catalogue, type Language } from '#kernel/i18n';
import { lineKinds, lineSectionNames, lineSections, questions, textSections, type Plan, type PlanLine } from './plan.ts';
import { figureText } from './figure-text.ts';
import { cashTable, resultSheet, type Words } from './result-sheet.ts';
import { basicsText } from './basics-text.ts';
import type { PlanResults } from './results.ts';
import { computePlan } from './to-figures.ts';
import { tell } from './change-plan.ts';
import { standingText, type Standing } from './standing.ts';
import type { Version } from './version.ts';
import type { Venture } from '#modules/ventures';

/** What the dossier prints; figures as text, exactly as the results page shows them. */
export interface DossierData {
  readonly title: string;
  readonly venture: string;
  readonly basics: readonly string[];
  readonly standing: { readonly title: string; readonly lines: readonly string[] };
  readonly answers: readonly { readonly title: string; readonly answers: readonly (readonly [string, string])[] }[];
  readonly lines: readonly { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly results: string;
  /** The till month by month as a picture: bars between 0 and 1, with where 0 stands among them. */
  readonly till: { readonly title: string; readonly alt: string; readonly zero: number; readonly bars: readonly number[] };
  readonly parts: readonly {
    readonly name: string;
    readonly title: string;
    readonly formula: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly advice: readonly string[];
  }[];
  readonly cash: { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

function lineRow(words: Words, plan: Plan, line: PlanLine): string[] {
  const say = (key: string) => (words.t as (key: string) => string)(`businessplans.${key}`);
  const figures = Object.keys(lineKinds[line.kind].figures).flatMap((name) => {
    const figure = line.figures[name];
    if (!figure) return [];
    const source = figure.source ? `, ${figure.source}` : '';
    return [`${say(`figure.${name}`)}: ${figureText(words, plan, figure, line)} (${say(`said.${figure.saidBy}`)}${source})`];
  });
  const about = [line.choice && say(`choice.${line.choice}`), line.note, line.dueOn && words.format.date(line.dueOn)].filter(Boolean);
  return [line.label, figures.join('\n') || '–', about.join(' · ') || '–'];
}

/** Everything that the dossier says, in one language. What people typed stays in the language in which they typed it. */
export function dossierData(words: Words, ventureTitle: string, plan: Plan, standing: Standing): DossierData {
  const { t } = words;
  const say = (key: string) => (t as (key: string) => string)(`businessplans.${key}`);
  const results = computePlan(plan);
  const head = [t('businessplans.field.label'), t('businessplans.figures'), t('businessplans.about')];
  const cash = cashTable(results, words);
  return {
    title: t('businessplans.title'),
    venture: ventureTitle,
    basics: basicsText(words, plan),
    standing: standingText(words, standing),
    answers: textSections.map((section) => ({
      title: t(`businessplans.section.${section}`),
      answers: questions[section].map((name) => [say(`question.${section}.${name}`), plan.answers[`${section}.${name}`] ?? '–'] as const),
    })),
    lines: lineSectionNames.flatMap((section) =>
      lineSections[section].flatMap((kind) => {
        const rows = plan.lines.filter((line) => line.kind === kind).map((line) => lineRow(words, plan, line));
        return rows.length > 0 ? [{ title: t(`businessplans.kind.${kind}`), head, rows }] : [];
      }),
    ),
    results: t('businessplans.results'),
    till: tillPicture(results, words),
    parts: resultSheet(results, words).map(({ name, title, formula, head: heads, rows, advice }) => ({
      name,
      title,
      formula,
      head: heads,
      rows: rows.map(({ cells }) => cells),
      advice,
    })),
    cash: { title: t('businessplans.cash-table'), head: cash.head, rows: cash.rows.map(({ cells }) => cells) },
  };
}

function tillPicture({ cash: { months } }: PlanResults, { t }: Words): DossierData['till'] {
  const balances = months.map(({ balance }) => Number(balance)); // a picture: the table has the exact figures
  const [lowest, highest] = [Math.min(0, ...balances), Math.max(0, ...balances)];
  const between = (value: number) => (highest > lowest ? Math.round(((value - lowest) / (highest - lowest)) * 1000) / 1000 : 0);
  return {
    title: t('businessplans.chart.title'),
    alt: `${t('businessplans.chart.title')}. ${t('businessplans.chart.description-bars')}`,
    zero: between(0),
    bars: balances.map(between),
  };
}

const template = typst`
#let till(given) = {
  strong(given.title)
  figure(alt: given.alt, context box(width: 100%, height: 34mm, {
    let side = if text.dir == rtl { right } else { left }
    let step = 100% / given.bars.len()
    for (index, value) in given.bars.enumerate() {
      let at = if side == right { -step * index } else { step * index }
      let top-at = (1 - calc.max(value, given.zero)) * 100%
      place(top + side, dx: at, dy: top-at, rect(
        width: step * 0.75, height: calc.abs(value - given.zero) * 100%, stroke: none,
        fill: if value < given.zero { rgb("#a33") } else { rgb("#357") },
      ))
    }
    place(top + left, dy: (1 - given.zero) * 100%, line(length: 100%, stroke: 0.6pt))
  }))
}
= #data.title: #own(data.venture)
#for line in data.basics [#line

]
== #data.standing.title
#for line in data.standing.lines [#own(line)

]
#for part in data.answers [
== #part.title
#for (question, answer) in part.answers [#strong(question)

#own(answer)

]
]
#for part in data.lines [
== #part.title
#figures(part.head, part.rows)
]
= #data.results
#for part in data.parts [
== #part.title
#part.formula

#if part.name == "cash" { till(data.till) }
#if part.rows.len() > 0 { figures(part.head, part.rows, numbers: range(1, part.head.len())) }
#for line in part.advice [#strong(line)

]
]
#if "verification" in data { verification(data.verification, alt: data.picture, say: data.verify) }
#page(flipped: true)[
== #data.cash.title
#set text(size: 6.5pt)
#table(
  columns: data.cash.head.len(),
  align: (column, _) => if column == 0 { start } else { end },
  stroke: (bottom: 0.4pt), inset: (x: 2.5pt, y: 3pt),
  table.header(..data.cash.head.map(strong)),
  ..data.cash.rows.flatten().map(latin),
)
]
`;

interface DossierToPrint {
  readonly lang: Language;
  readonly timeZone: string;
  readonly venture: string;
  readonly plan: Plan;
  readonly standing: Standing;
  readonly at: Date;
  /** Whether the network is a demonstration. */
  readonly demonstration: boolean;
}

/** The dossier of a plan as a tagged PDF in a language and its script. Refusals: those of `typeset`. */
export async function typesetDossier(
  catalogue: Catalogue,
  { lang, timeZone, venture, plan, standing, at, demonstration }: DossierToPrint,
): Promise<Buffer> {
  const words = { t: translator(catalogue, lang), format: formatters(lang, timeZone) };
  const paper: Paper = {
    template,
    data: dossierData(words, venture, plan, standing) as unknown as Json, // plain texts and lists of texts throughout
    lang,
    title: `${words.t('businessplans.title')}: ${venture}`.slice(0, 400),
    note: words.t('businessplans.dossier.note', { day: words.format.instant(at) }),
    mark: demonstration ? words.t('html.demo') : '',
    at,
  };
  return await typeset(paper);
}

export interface DossierToIssue {
  readonly venture: Venture;
  readonly version: Version;
  /** The plan of the version. */
  readonly plan: Plan;
  readonly standing: Standing;
  /** Name of the office in the language of the dossier. */
  readonly issuer: string;
  readonly lang: Language;
  readonly timeZone: string;
  readonly officer: string;
  readonly now: Date;
  readonly demonstration: boolean;
}

/**
 * Issues a version as a dossier with a code that anybody can verify, and keeps the PDF among the lead founder's documents. What the
 * code states are the venture, the version and four figures, and no name. Refusals: those of typesetting and of keeping documents.
 */
export async function issueDossier(
  trx: Writes<'documents' | 'audit' | 'access' | 'files'>,
  { store, catalogue, ...seal }: Seal & { store: FileStore; catalogue: Catalogue },
  { venture, version, plan, standing, issuer, lang, timeZone, officer, now, demonstration }: DossierToIssue,
): Promise<void> {
  const words: Words = { t: translator(catalogue, lang), format: formatters(lang, timeZone) };
  const { t, format } = words;
  const results = computePlan(plan);
  const money = (amountMinor: bigint) => format.money({ amountMinor, currency: results.currency });
  const subject = { id: venture.leadPersonId, custodianId: venture.officeId };
  const issued = await issueDocument(trx, seal, {
    kind: 'businessplans.dossier',
    officeId: venture.officeId,
    subject,
    statement: {
      title: `${t('businessplans.title')}: ${venture.title}`,
      issuer,
      facts: [
        { label: t('businessplans.version.label'), value: `${format.number(version.number)}. ${version.label}` },
        { label: t('businessplans.version.at'), value: format.instant(version.createdAt) },
        { label: t('businessplans.result.start-up-capital'), value: money(results.capital.total) },
        { label: t('businessplans.result.gap'), value: money(results.gap) },
        { label: t('businessplans.result.lowest'), value: results.lowest ? money(results.lowest.balance) : '–' },
        { label: t('businessplans.result.first-profit'), value: money(results.years[0]?.profit ?? 0n) },
      ],
    },
    lang,
    issuedAt: now,
    issuedBy: officer,
    purpose: 'businessplans.purpose.dossier',
    template,
    data: {
      ...(dossierData(words, venture.title, plan, standing) as unknown as Record<string, Json>), // plain texts and lists of texts throughout
      verify: t('businessplans.dossier.verify'),
      picture: t('businessplans.dossier.picture'),
    },
    note: t('businessplans.dossier.note', { day: format.instant(version.createdAt) }),
    mark: demonstration ? t('html.demo') : '',
  });
  await keepFile(trx, { store, keyring: seal.keyring }, officer, {
    subjectId: venture.leadPersonId,
    name: `dossier-${groupedCode(issued.code)}.pdf`,
    content: issued.pdf,
    purpose: 'businessplans.purpose.dossier',
  });
  await tell(trx, venture, plan.id, 'dossier');
}
