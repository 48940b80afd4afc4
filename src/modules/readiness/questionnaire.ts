import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { getVersion, newestVersion, readinessShape, type Content, type Version, type VersionId } from '#modules/instruments';
import {
  areas,
  blockers,
  blockerStates,
  points,
  type Area,
  type Blocker,
  type BlockerState,
  type Points,
  type Question,
} from './questions.ts';

export interface Asked {
  id: Question;
  label: Translated;
  /** The example that each number of points stands for. */
  answers: Readonly<Record<Points, Translated>>;
}

export interface AskedArea {
  title: Translated;
  questions: readonly Asked[];
}

export interface AskedBlocker {
  label: Translated;
  states: Readonly<Record<BlockerState, Translated>>;
}

/** A published version of the questionnaire, read as an assessment needs it. */
export interface Questionnaire {
  versionId: VersionId;
  number: number;
  /** As the engine keeps and scores it. */
  content: Content;
  areas: Readonly<Record<Area, AskedArea>>;
  /** Of all areas, in the order of the pages. */
  questions: readonly Asked[];
  blockers: Readonly<Record<Blocker, AskedBlocker>>;
}

/** Reads a version. The engine publishes none that is not held to the shape, so that anything else is a defect. */
export function questionnaireOf({ id, number, content }: Pick<Version, 'id' | 'number' | 'content'>): Questionnaire {
  const sectionOf = (name: string) => must(content.sections.find((one) => one.id === name));
  const byArea = areas.map((area) => {
    const { title, questions } = sectionOf(area);
    const asked = questions.map(({ id: code, label, options }): Asked => {
      const answers = points.map((one) => [one, must(options.find(({ score }) => score === one)).label] as const);
      return { id: code, label, answers: Object.fromEntries(answers) as Record<Points, Translated> }; // one for each
    });
    const found: AskedArea = { title, questions: asked };
    return [area, found] as const;
  });
  const asked = sectionOf(readinessShape.blockerSection).questions;
  const byBlocker = blockers.map((blocker) => {
    const { label, options } = must(asked.find((one) => one.id === `blocker-${blocker}`));
    const states = blockerStates.map((state) => [state, must(options.find(({ value }) => value === state)).label] as const);
    return [blocker, { label, states: Object.fromEntries(states) as Record<BlockerState, Translated> }] as const; // one for each
  });
  return {
    versionId: id,
    number,
    content,
    areas: Object.fromEntries(byArea) as Record<Area, AskedArea>, // one for each
    questions: byArea.flatMap(([, { questions }]) => questions),
    blockers: Object.fromEntries(byBlocker) as Record<Blocker, AskedBlocker>, // one for each
  };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a published questionnaire of readiness has its shape');
  return value;
}

/** The questions that are asked now. */
export async function currentQuestionnaire(trx: Reads<'instruments'>): Promise<Questionnaire> {
  return questionnaireOf(must((await newestVersion(trx, readinessShape.code)) ?? undefined));
}

/** The questionnaires of assessments, each read once. */
export async function questionnairesOf(trx: Reads<'instruments'>, ids: readonly VersionId[]): Promise<Map<VersionId, Questionnaire>> {
  const found = new Map<VersionId, Questionnaire>();
  for (const id of new Set(ids)) found.set(id, questionnaireOf(must((await getVersion(trx, id)) ?? undefined)));
  return found;
}
