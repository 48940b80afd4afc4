import type { ComponentChildren } from 'preact';
import type { Direction } from '#kernel/i18n';
import { useUi, type OtherLanguageText } from '../ui.ts';

/** What every field takes. What was typed and what is wrong with it come from the `Form` around it, by name. */
export type FieldProps = {
  name: string;
  label: string;
  /** The label in a second language, for two people at one screen. */
  labelAlso?: OtherLanguageText;
  hint?: ComponentChildren;
  /** Only for a field outside a `Form` with an entry. */
  error?: string;
  /** What is stored; once the form was sent, what was typed stands in its place. */
  value?: string;
  /** Must be given: told to assistive technology; the server checks. */
  required?: boolean;
  /** May be left empty: says "(optional)" after the label. */
  optional?: boolean;
  /** What the browser may fill in, as HTML names it. */
  autocomplete?: string;
  /** How long an answer to expect, which sets the width. */
  size?: 'short' | 'medium' | 'long';
  disabled?: boolean;
};

type FieldFrameProps = Pick<FieldProps, 'label' | 'labelAlso' | 'hint' | 'error' | 'optional'> & {
  id: string;
  children: ComponentChildren;
  /** Stands between control and next field, such as a character count. */
  after?: ComponentChildren;
  labelSize?: 'large';
};

/** Label, hint and error before the control, in the order in which people need them. */
export function Field({ id, label, labelAlso, hint, error, optional, children, after, labelSize }: FieldFrameProps) {
  return (
    <div class={error ? 'field field-invalid' : 'field'}>
      <label class={labelSize ? 'label label-large' : 'label'} for={id}>
        <LabelText label={label} labelAlso={labelAlso} optional={optional} />
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
      {after}
    </div>
  );
}

/** The words of a label or legend, in one language or two. */
export function LabelText({ label, labelAlso, optional }: Pick<FieldProps, 'label' | 'labelAlso' | 'optional'>) {
  const { t } = useUi();
  return (
    <>
      {label}
      {optional && <span class="optional"> {t('html.field.optional')}</span>}
      {labelAlso && (
        <span class="label-also" lang={labelAlso.lang} dir={labelAlso.dir}>
          {labelAlso.text}
        </span>
      )}
    </>
  );
}

/** A field's hint and error, with the ids that `describedBy` names. */
export function HintAndError({ id, hint, error }: { id: string; hint?: ComponentChildren; error?: string }) {
  const { t } = useUi();
  return (
    <>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <span class="visually-hidden">{t('html.errors.prefix')} </span>
          {error}
        </p>
      )}
    </>
  );
}

/** The `aria-describedby` of a control with this hint and error. */
export function describedBy(id: string, hint: ComponentChildren, error: string | undefined, extra?: string) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`, extra].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** The attributes that every text-like control shares. */
export function controlAttributes(props: FieldProps, state: { id: string; error: string | undefined }, direction?: Direction) {
  return {
    id: state.id,
    name: props.name,
    class: `input input-${props.size ?? 'long'}`,
    required: props.required,
    disabled: props.disabled,
    autocomplete: props.autocomplete,
    dir: direction,
    'aria-invalid': state.error ? ('true' as const) : undefined,
    'aria-describedby': describedBy(state.id, props.hint, state.error),
  };
}
