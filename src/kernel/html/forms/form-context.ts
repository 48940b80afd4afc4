import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** One refused field: its form name (empty for the form as a whole) and a sentence that says how to put it right. */
export type FieldError = {
  readonly field: string;
  readonly message: string;
  /** The same sentence naming the field by its label. */
  readonly named?: (label: string) => string;
};

/**
 * The fields of the page that show an error: where each is, and the words beside it. The summary of errors stands before
 * the fields and says the same, so a page with errors is rendered twice.
 */
export type FaultyFields = Map<string, { readonly id: string; readonly message: string }>;

export const FaultyFieldsContext = createContext<FaultyFields | undefined>(undefined);

/** What somebody typed into a form and what was wrong with it. */
export type FormEntry = {
  readonly sent: boolean;
  readonly errors: readonly FieldError[];
  /** The value of a field as typed; before the form was sent, the one given. */
  readonly value: (field: string, otherwise?: string) => string;
  /** The same for fields with several values. */
  readonly values: (field: string, otherwise?: readonly string[]) => readonly string[];
  /** What is wrong with a field; given its label, in a sentence that names it. */
  readonly error: (field: string, label?: string) => string | undefined;
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

/** The legend above fields that a form asks for more than once: the sentence about a field names it too. */
export const GroupContext = createContext<string | undefined>(undefined);

/** Id, value and error of a field: what was typed into its form, else what the page gave. */
export function useField(given: { name: string; label?: string; value?: string; error?: string }) {
  const { id: formId, entry } = useContext(FormContext);
  const faulty = useContext(FaultyFieldsContext);
  const id = fieldId(given.name, formId);
  const group = useContext(GroupContext);
  const label = group && given.label ? `${group}: ${given.label}` : given.label;
  const error = given.error ?? entry.error(given.name, label);
  if (error && !faulty?.has(given.name)) faulty?.set(given.name, { id, message: error });
  return { id, value: entry.value(given.name, given.value ?? '') || undefined, error };
}

/** The values of a field that can have several. */
export function useFieldValues(name: string, values: readonly string[]): readonly string[] {
  return useContext(FormContext).entry.values(name, values);
}
