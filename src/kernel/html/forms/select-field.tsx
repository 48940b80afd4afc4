import { useUi } from '../ui.ts';
import { controlAttributes, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

export type Option = { value: string; label: string; disabled?: boolean };

export type OptionGroup = { label: string; options: readonly Option[] };

export type SelectFieldProps = FieldProps & {
  options: readonly (Option | OptionGroup)[];
  /** The words of the empty choice; `false` leaves it out. */
  emptyLabel?: string | false;
};

/** A choice of one from a list too long for radio buttons. */
export function SelectField({ options, emptyLabel, ...props }: SelectFieldProps) {
  const { t } = useUi();
  const state = useField(props);
  return (
    <Field {...props} id={state.id} error={state.error}>
      <select {...controlAttributes(props, state)}>
        {emptyLabel !== false && <option value="">{emptyLabel ?? t('html.select.empty')}</option>}
        <SelectOptions options={options} value={state.value} />
      </select>
    </Field>
  );
}

/** The options of a native select, with the chosen one marked. */
export function SelectOptions({ options, value }: Pick<SelectFieldProps, 'options' | 'value'>) {
  return (
    <>
      {options.map((item) =>
        'options' in item ? (
          <optgroup key={item.label} label={item.label}>
            <SelectOptions options={item.options} value={value} />
          </optgroup>
        ) : (
          <option key={item.value} value={item.value} disabled={item.disabled} selected={item.value === value}>
            {item.label}
          </option>
        ),
      )}
    </>
  );
}
