import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** One refused field: its form name (empty for the form as a whole) and a sentence that says how to put it right. */
export type FieldError = { readonly field: string; readonly message: string };

/** What somebody typed into a form and what was wrong with it. */
export type FormEntry = {
  readonly sent: boolean;
  readonly errors: readonly FieldError[];
  /** The value of a field as typed; before the form was sent, the one given. */
  readonly value: (field: string, otherwise?: string) => string;
  /** The same for fields with several values. */
  readonly values: (field: string, otherwise?: readonly string[]) => readonly string[];
  readonly error: (field: string) => string | undefined;
};

type FormState = { id: string | undefined; entry: FormEntry };

/** The form as first shown. */
export const untouched: FormEntry = {
  sent: false,
  errors: [],
  value: (_field, otherwise = '') => otherwise,
  values: (_field, otherwise = []) => otherwise,
  error: () => undefined,
};

export const FormContext = createContext<FormState>({ id: undefined, entry: untouched });

/** The id of a field's first control, which error summaries link to. */
export function fieldId(name: string, formId?: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${formId ?? 'field'}-${safe}`;
}

/** Id, value and error of a field: what was typed into its form, else what the page gave. */
export function useField(given: { name: string; value?: string; error?: string }) {
  const { id, entry } = useContext(FormContext);
  return {
    id: fieldId(given.name, id),
    value: entry.value(given.name, given.value ?? '') || undefined,
    error: given.error ?? entry.error(given.name),
  };
}

/** The values of a field that can have several. */
export function useFieldValues(name: string, values: readonly string[]): readonly string[] {
  return useContext(FormContext).entry.values(name, values);
}
