/** What an examination found. */
export type Outcome =
  | { readonly state: 'ok'; readonly text: string }
  /** Worth knowing; nothing has to be done today. */
  | { readonly state: 'note'; readonly text: string }
  | { readonly state: 'problem'; readonly text: string; readonly remedy: string };

/** One thing that the doctor looks at. */
export interface Examination {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

export const ok = (text: string): Outcome => ({ state: 'ok', text });
export const note = (text: string): Outcome => ({ state: 'note', text });
export const problem = (text: string, remedy: string): Outcome => ({ state: 'problem', text, remedy });

/** Runs the examinations in turn and tells each in one line; answers how many found a problem. An examination that fails is a problem itself. */
export async function examine(examinations: readonly Examination[], say: (line: string) => void): Promise<number> {
  let problems = 0;
  for (const { name, run } of examinations) {
    const outcome = await run().catch((error: unknown) =>
      problem(error instanceof Error ? error.message : String(error), 'Put that right, then run ponte doctor again.'),
    );
    if (outcome.state === 'problem') problems += 1;
    say(lineOf(name, outcome));
  }
  return problems;
}

const MARKS = { ok: 'ok      ', note: 'note    ', problem: 'PROBLEM ' } as const;

function lineOf(name: string, outcome: Outcome): string {
  const line = `${MARKS[outcome.state]} ${name}: ${outcome.text}`;
  return outcome.state === 'problem' ? `${line} ${outcome.remedy}`.trimEnd() : line;
}
