import { useUi } from '../ui.ts';
import { fieldId, type FieldError } from './form-context.ts';

export type ErrorSummaryProps = {
  errors: readonly FieldError[];
  /** The `id` of the form, where it has one. */
  form?: string;
};

/** Everything that stopped a form, above the page's heading; takes the focus and links to each field. */
export function ErrorSummary({ errors, form }: ErrorSummaryProps) {
  const { t } = useUi();
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('html.errors.title')}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>{field ? <a href={`#${fieldId(field, form)}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
