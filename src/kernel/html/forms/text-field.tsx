import type { InputHTMLAttributes } from 'preact';
import type { Direction } from '#kernel/i18n';
import { controlAttributes, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

export type TextFieldProps = FieldProps & {
  maxLength?: number;
  /** Writing direction of the answer; `auto` follows what is typed. */
  dir?: Direction | 'auto';
  spellcheck?: boolean;
  labelSize?: 'large';
};

type LineFieldProps = {
  props: TextFieldProps;
  /** What sets this kind of field apart: type, keyboard, direction. */
  kind: InputHTMLAttributes;
  size?: FieldProps['size'];
  /** Whether a refused form shows the value again. */
  keepsValue?: boolean;
};

/** The one-line control that all simple fields share; only their kind differs. */
function LineField({ props, kind, size = 'long', keepsValue = true }: LineFieldProps) {
  const state = useField(props);
  return (
    <Field {...props} id={state.id} error={state.error}>
      <input
        {...kind}
        {...controlAttributes({ size, ...props }, state)}
        dir={props.dir ?? kind.dir ?? 'auto'}
        autocomplete={props.autocomplete ?? kind.autocomplete}
        maxLength={props.maxLength}
        spellcheck={props.spellcheck ?? kind.spellcheck}
        value={keepsValue ? state.value : undefined}
      />
    </Field>
  );
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return <LineField props={props} kind={{ type: 'text' }} />;
}

/** A whole or decimal number typed as text: browsers' number inputs change values on scrolling. */
export function NumberField(props: TextFieldProps & { decimal?: boolean }) {
  const { decimal, ...field } = props;
  return (
    <LineField
      props={field}
      kind={{ type: 'text', inputMode: decimal ? 'decimal' : 'numeric', dir: 'ltr', spellcheck: false }}
      size="short"
    />
  );
}

/** An e-mail address, always left to right. */
export function EmailField(props: TextFieldProps) {
  return <LineField props={props} kind={{ type: 'email', dir: 'ltr', autocomplete: 'email', spellcheck: false, autocapitalize: 'none' }} />;
}

/** A telephone number, always left to right. */
export function PhoneField(props: TextFieldProps) {
  return <LineField props={props} kind={{ type: 'tel', dir: 'ltr', autocomplete: 'tel' }} size="medium" />;
}

/** A password. Never shown again after a refused form, never kept in a draft. */
export function PasswordField(props: TextFieldProps & { isNew?: boolean }) {
  const { isNew, ...field } = props;
  const autocomplete = isNew ? 'new-password' : 'current-password';
  return (
    <LineField
      props={field}
      kind={{ type: 'password', dir: 'ltr', autocomplete, spellcheck: false, autocapitalize: 'none' }}
      keepsValue={false}
    />
  );
}

/** A one-time code, which telephones can fill in from the message; never kept in a draft. */
export function CodeField(props: TextFieldProps) {
  return (
    <LineField
      props={props}
      kind={{ type: 'text', inputMode: 'numeric', dir: 'ltr', autocomplete: 'one-time-code', spellcheck: false }}
      size="short"
      keepsValue={false}
    />
  );
}

export type DateFieldProps = FieldProps & {
  /** First and last day allowed, `YYYY-MM-DD`. */
  min?: string;
  max?: string;
};

/**
 * A day, sent as `YYYY-MM-DD`.
 *
 * The browser's own date input: it speaks the reader's language and calendar order, is a wheel on a telephone,
 * and people can type into it. Where a browser has none, the same input takes text in the form that the hint
 * shows, and the server reads both. Three boxes for day, month and year suit a remembered date of birth as well,
 * but triple the typing and the ways to go wrong on every other date.
 */
export function DateField({ min, max, ...props }: DateFieldProps) {
  return <LineField props={props} kind={{ type: 'date', dir: 'ltr', min, max }} size="medium" />;
}

export type TimeFieldProps = FieldProps & { stepMinutes?: number };

/** An hour of the day, sent as `HH:MM`. The label or hint says of which place. */
export function TimeField({ stepMinutes, ...props }: TimeFieldProps) {
  const step = stepMinutes === undefined ? undefined : stepMinutes * 60;
  return <LineField props={props} kind={{ type: 'time', dir: 'ltr', step }} size="short" />;
}
