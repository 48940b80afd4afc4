import { specsOf, type Figure, type Plan, type PlanLine } from './plan.ts';

/** What a difference is about; the page puts it into words. */
export type Subject =
  | {
      readonly kind: 'basics';
      readonly name: 'currency' | 'otherCurrency' | 'rate' | 'rateOn' | 'rateSource' | 'startsIn' | 'opensAfterMonths';
    }
  | { readonly kind: 'answer'; readonly question: string }
  | { readonly kind: 'line'; readonly line: PlanLine }
  | { readonly kind: 'figure'; readonly line: PlanLine; readonly name: string }
  | { readonly kind: 'text'; readonly line: PlanLine; readonly name: 'label' | 'unit' | 'choice' | 'note' | 'dueOn' | 'season' };

export interface Difference {
  readonly key: string;
  readonly about: Subject;
  /** Null where it was not there before, or is there no more. */
  readonly before: string | Figure | null;
  readonly after: string | Figure | null;
}

const basics = ['currency', 'otherCurrency', 'rate', 'rateOn', 'rateSource', 'startsIn', 'opensAfterMonths'] as const;
const texts = ['label', 'unit', 'choice', 'note', 'dueOn', 'season'] as const;

/** What differs from one plan to another: added, taken out, or changed; lines are the same by their id, whatever they are called. */
export function comparePlans(before: Plan, after: Plan): Difference[] {
  const found = [
    ...basics.map((name) => ({
      key: name,
      about: { kind: 'basics', name } as const,
      before: said(before[name]),
      after: said(after[name]),
    })),
    ...[...new Set([...Object.keys(before.answers), ...Object.keys(after.answers)])].map((question) => ({
      key: question,
      about: { kind: 'answer', question } as const,
      before: before.answers[question] ?? null,
      after: after.answers[question] ?? null,
    })),
    ...[...new Map([...before.lines, ...after.lines].map((line) => [line.id, line])).values()].flatMap((line) =>
      compareLines(
        before.lines.find(({ id }) => id === line.id),
        after.lines.find(({ id }) => id === line.id),
      ),
    ),
  ];
  return found.filter((one) => !same(one.before, one.after));
}

function compareLines(before: PlanLine | undefined, after: PlanLine | undefined): Difference[] {
  if (!before || !after) {
    const line = before ?? after;
    return line ? [{ key: line.id, about: { kind: 'line', line }, before: before?.label ?? null, after: after?.label ?? null }] : [];
  }
  const names = Object.keys(specsOf(after.kind)).filter((name) => before.figures[name] ?? after.figures[name]);
  return [
    ...texts.map((name) => ({
      key: `${after.id} ${name}`,
      about: { kind: 'text', line: after, name } as const,
      before: said(before[name]),
      after: said(after[name]),
    })),
    ...names.map((name) => ({
      key: `${after.id} figure ${name}`,
      about: { kind: 'figure', line: after, name } as const,
      before: before.figures[name] ?? null,
      after: after.figures[name] ?? null,
    })),
  ];
}

function said(value: string | number | readonly number[] | null): string | null {
  if (value === null || value === '') return null;
  return typeof value === 'object' ? value.join(' ') : String(value);
}

function same(a: string | Figure | null, b: string | Figure | null): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.value === b.value && a.currency === b.currency && a.source === b.source && a.saidBy === b.saidBy;
}
