import type { ComponentChildren } from 'preact';
import type { OtherLanguageText } from '../ui.ts';
import { describedBy, HintAndError, LabelText, type FieldProps } from './field.tsx';
import { Fieldset } from './fieldset.tsx';
import { useField, useFieldValues } from './form-context.ts';

export type Choice = {
  value: string;
  label: string;
  labelAlso?: OtherLanguageText;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Further fields, shown once this choice is taken. The server ignores them otherwise. */
  reveals?: ComponentChildren;
};

export type RadioFieldProps = Omit<FieldProps, 'size' | 'autocomplete'> & {
  choices: readonly Choice[];
  /** Side by side, for two or three short answers. */
  inline?: boolean;
  heading?: boolean;
};

/** A choice of exactly one, all visible. */
export function RadioField({ choices, inline, heading, ...props }: RadioFieldProps) {
  const state = useField(props);
  return (
    <Fieldset {...props} id={state.id} error={state.error} heading={heading} kind="question">
      <ChoiceList
        type="radio"
        name={props.name}
        id={state.id}
        choices={choices}
        chosen={state.value === undefined ? [] : [state.value]}
        inline={inline}
        required={props.required}
        disabled={props.disabled}
      />
    </Fieldset>
  );
}

export type CheckboxesFieldProps = Omit<FieldProps, 'size' | 'autocomplete' | 'value'> & {
  choices: readonly Choice[];
  values?: readonly string[];
  inline?: boolean;
  heading?: boolean;
};

/** A choice of any number, all sent under one name. */
export function CheckboxesField({ choices, values, inline, heading, ...props }: CheckboxesFieldProps) {
  const state = useField(props);
  const chosen = useFieldValues(props.name, values ?? []);
  return (
    <Fieldset {...props} id={state.id} error={state.error} heading={heading} kind="question">
      <ChoiceList
        type="checkbox"
        name={props.name}
        id={state.id}
        choices={choices}
        chosen={chosen}
        inline={inline}
        disabled={props.disabled}
      />
    </Fieldset>
  );
}

type ChoiceListProps = {
  type: 'radio' | 'checkbox';
  name: string;
  id: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  inline?: boolean;
  required?: boolean;
  disabled?: boolean;
};

/** The first control bears the field's own id, so that an error summary's link lands on it. */
function ChoiceList({ type, name, id, choices, chosen, inline, required, disabled }: ChoiceListProps) {
  return (
    <div class={inline ? 'choices choices-inline' : 'choices'}>
      {choices.map((choice, index) => {
        const choiceId = index === 0 ? id : `${id}-${index + 1}`;
        return (
          <div class="choice" key={choice.value}>
            <input
              type={type}
              id={choiceId}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              required={required}
              disabled={disabled || choice.disabled}
              aria-describedby={choice.hint ? `${choiceId}-about` : undefined}
            />
            <label for={choiceId}>
              <LabelText label={choice.label} labelAlso={choice.labelAlso} />
            </label>
            {choice.hint && (
              <div class="hint choice-hint" id={`${choiceId}-about`}>
                {choice.hint}
              </div>
            )}
            {choice.reveals && <div class="choice-reveals">{choice.reveals}</div>}
          </div>
        );
      })}
    </div>
  );
}

export type CheckboxFieldProps = Omit<FieldProps, 'size' | 'autocomplete'> & {
  /** What is sent when ticked; nothing is sent otherwise. */
  value?: string;
  checked?: boolean;
};

/** One statement to tick. */
export function CheckboxField({ value = 'yes', checked, ...props }: CheckboxFieldProps) {
  const state = useField({ name: props.name, label: props.label, error: props.error });
  const ticked = useFieldValues(props.name, checked ? [value] : []).includes(value);
  return (
    <div class={state.error ? 'field field-invalid' : 'field'}>
      <HintAndError id={state.id} error={state.error} />
      <div class="choice">
        <input
          type="checkbox"
          id={state.id}
          name={props.name}
          value={value}
          checked={ticked}
          required={props.required}
          disabled={props.disabled}
          aria-invalid={state.error ? 'true' : undefined}
          aria-describedby={describedBy(state.id, props.hint, state.error)}
        />
        <label for={state.id}>
          <LabelText label={props.label} labelAlso={props.labelAlso} optional={props.optional} />
        </label>
        {props.hint && (
          <div class="hint choice-hint" id={`${state.id}-hint`}>
            {props.hint}
          </div>
        )}
      </div>
    </div>
  );
}
