import { useHref } from '../text/use-href.ts';
import { useUi } from '../ui.ts';
import { useIsland } from '../use-island.ts';
import { controlAttributes, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';
import { SelectOptions, type Option } from './select-field.tsx';

export type ComboboxFieldProps = FieldProps & {
  /** All choices; without scripts a native select shows them. */
  options?: readonly Option[];
  /**
   * Address that answers `?q=` with JSON `[{ value, label, hint? }]`, for lists too long for a page.
   * Without scripts the field is plain text: the server then finds what was meant, or asks.
   */
  source?: string;
  /** With `source`: form name of the chosen value; the field's own name carries the typed text. */
  valueName?: string;
  /** With `source`: the chosen value, where the form was filled in before. */
  chosen?: string;
  emptyLabel?: string;
};

/** A choice from many, found by typing. */
export function ComboboxField({ options = [], source, valueName, chosen, emptyLabel, ...props }: ComboboxFieldProps) {
  const { t } = useUi();
  const resolve = useHref();
  const state = useField(props);
  const valueField = useField({ name: valueName ?? `${props.name}Id`, value: chosen });
  useIsland('combobox');
  const strings = {
    'data-combobox-none': t('html.combobox.none'),
    'data-combobox-count': t('html.combobox.count', { count: '{count}' }),
    'data-combobox-label': props.label,
  };
  return (
    <Field {...props} id={state.id} error={state.error}>
      {source ? (
        <span class="combobox" data-combobox="source" data-combobox-source={resolve(source)} {...strings}>
          <input {...controlAttributes(props, state)} type="text" dir="auto" value={state.value} />
          <input type="hidden" name={valueName ?? `${props.name}Id`} value={valueField.value ?? ''} />
        </span>
      ) : (
        <span class="combobox" data-combobox="select" {...strings}>
          <select {...controlAttributes(props, state)}>
            <option value="">{emptyLabel ?? t('html.select.empty')}</option>
            <SelectOptions options={options} value={state.value} />
          </select>
        </span>
      )}
    </Field>
  );
}
