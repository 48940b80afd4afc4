/** What somebody typed into a form and what was wrong with it; empty on the first view. */
export interface FormEntry {
  readonly sent: boolean;
  readonly errors: readonly FieldProblem[];
  /** The last value of a field as typed; `''` when there is none. */
  readonly value: (field: string, otherwise?: string) => string;
  /** Every value of a field, for checkboxes. */
  readonly values: (field: string, otherwise?: readonly string[]) => readonly string[];
  /** The sentence beside a field, if it is wrong; with the field's label it says which field it means. */
  readonly error: (field: string, label?: string) => string | undefined;
}

export interface FieldProblem {
  /** Name of the field; `''` when the whole form is meant. */
  readonly field: string;
  readonly message: string;
  /** The same sentence naming the field by its label, which only the page knows. */
  readonly named?: (label: string) => string;
}

/** The form as first shown: nothing typed, nothing wrong. */
export const freshEntry: FormEntry = {
  sent: false,
  errors: [],
  value: (_field, otherwise = '') => otherwise,
  values: (_field, otherwise = []) => otherwise,
  error: () => undefined,
};

/** The form as sent, with what is wrong. */
export function sentEntry(typed: ReadonlyMap<string, readonly string[]>, errors: readonly FieldProblem[]): FormEntry {
  return {
    sent: true,
    errors,
    value: (field) => typed.get(field)?.at(-1) ?? '',
    values: (field) => typed.get(field) ?? [],
    error: (field, label) => {
      const problem = errors.find((one) => one.field === field);
      return problem && label && problem.named ? problem.named(label) : problem?.message;
    },
  };
}
