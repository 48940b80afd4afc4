import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** One refused field: its form name and a sentence that says how to put it right. */
export type FieldError = { field: string; message: string };

/** What the person typed, by field name, to show again. */
export type FormValues = Record<string, string | string[] | boolean | undefined>;

export type FormState = { id: string | undefined; values: FormValues; errors: FieldError[] };

export const FormContext = createContext<FormState>({ id: undefined, values: {}, errors: [] });

/** The id of a field's first control, which error summaries link to. */
export function fieldId(name: string, formId?: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${formId ?? 'field'}-${safe}`;
}

/** Id, value and error of a field: its own props first, else what its form holds. */
export function useField(given: { name: string; value?: string; error?: string }) {
  const form = useContext(FormContext);
  return {
    id: fieldId(given.name, form.id),
    value: given.value ?? textValue(form.values[given.name]),
    error: given.error ?? form.errors.find((error) => error.field === given.name)?.message,
    formValue: form.values[given.name],
  };
}

function textValue(value: FormValues[string]): string | undefined {
  return Array.isArray(value) ? value[0] : typeof value === 'boolean' ? (value ? 'yes' : '') : value;
}
