/** What an expected "no" answers: HTTP status by code. One table a module, the only place. */
export type RefusalTable = Readonly<Record<string, 400 | 403 | 404 | 409 | 410 | 413 | 422 | 423 | 429 | 503>>;

/** An expected "no": shown beside the field or on the page in the reader's language, never logged as a defect. */
export class Refusal extends Error {
  readonly module: string;
  readonly code: string;
  readonly status: number;
  readonly field: string | undefined;
  readonly values: Record<string, unknown>;

  constructor(module: string, code: string, status: number, details: RefusalDetails) {
    super(`${module}.${code}`);
    this.name = 'Refusal';
    this.module = module;
    this.code = code;
    this.status = status;
    this.field = details.field;
    this.values = details.values ?? {};
  }

  /** Key of the sentence: `cases.refusal.not-offered`. */
  get messageKey(): string {
    return `${this.module}.refusal.${this.code}`;
  }
}

/** The form field that the refusal is about, and values that its sentence names. */
export interface RefusalDetails {
  field?: string;
  values?: Record<string, unknown>;
}

/**
 * Makes a module's refusals from its closed list: `export const refuse = refusalsOf('cases', { 'not-found': 404 })`,
 * then `throw refuse('not-found')`. Each code has a message `<module>.refusal.<code>` in every language.
 */
export function refusalsOf<const T extends RefusalTable>(module: string, table: T) {
  function refuse(code: keyof T & string, details: RefusalDetails = {}): Refusal {
    return new Refusal(module, code, table[code] ?? 422, details);
  }
  refuse.table = table;
  refuse.module = module;
  return refuse;
}
