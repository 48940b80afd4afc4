import { useUi } from '../ui.ts';
import { controlAttributes, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

export type FileFieldProps = Omit<FieldProps, 'value' | 'autocomplete'> & {
  /** Kinds of file, as HTML's `accept` names them. */
  accept?: string;
  /** Largest size taken, in megabytes; told in the hint. */
  maxMegabytes?: number;
  multiple?: boolean;
};

/** A file to send. The form around it needs `multipart`. */
export function FileField({ accept, maxMegabytes, multiple, ...props }: FileFieldProps) {
  const { t, number } = useUi();
  const state = useField({ name: props.name, label: props.label, error: props.error });
  const limit = maxMegabytes !== undefined && t('html.file.limit', { size: number(maxMegabytes) });
  const hint = props.hint && limit ? [props.hint, ' ', limit] : props.hint || limit || undefined;
  return (
    <Field {...props} hint={hint} id={state.id} error={state.error}>
      <input {...controlAttributes({ ...props, hint }, state)} type="file" accept={accept} multiple={multiple} />
    </Field>
  );
}
