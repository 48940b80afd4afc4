import { useUi } from '../ui.ts';
import { controlAttributes, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

export type MoneyFieldProps = FieldProps & {
  /** ISO 4217 code of the only currency, or of the chosen one. */
  currency?: string;
  /** Codes to choose from; the choice is sent as `currencyName`. */
  currencies?: readonly string[];
  /** Form name of the choice; defaults to the field's name with `Currency`. */
  currencyName?: string;
};

/** An amount typed as text, with its currency. The server reads the decimal sign of every language. */
export function MoneyField({ currency, currencies = [], currencyName, ...props }: MoneyFieldProps) {
  const { t } = useUi();
  const state = useField(props);
  const choiceName = currencyName ?? `${props.name}Currency`;
  const choice = useField({ name: choiceName, value: currency });
  return (
    <Field {...props} id={state.id} error={state.error}>
      <span class="money-input" dir="ltr">
        <input {...controlAttributes({ size: 'short', ...props }, state, 'ltr')} inputMode="decimal" value={state.value} />
        {currencies.length > 0 ? (
          <select class="input" name={choiceName} id={choice.id} aria-label={t('html.money.currency', { label: props.label })}>
            {currencies.map((code) => (
              <option key={code} value={code} selected={code === choice.value}>
                {code}
              </option>
            ))}
          </select>
        ) : (
          <span class="money-currency">{currency}</span>
        )}
      </span>
    </Field>
  );
}
