import { useUi } from '../ui.ts';
import { fieldId, type FieldError } from './form-context.ts';

export type ErrorSummaryProps = {
  errors: FieldError[];
  /** The `id` of the form, where it has one. */
  form?: string;
  /** A refusal of the form as a whole, which belongs to no field. */
  message?: string;
};

/** Everything that stopped a form, above the page's heading; takes the focus and links to each field. */
export function ErrorSummary({ errors, form, message }: ErrorSummaryProps) {
  const { t } = useUi();
  if (errors.length === 0 && !message) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('html.errors.title')}</h2>
      {message && <p>{message}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map((error) => (
            <li key={error.field + error.message}>
              <a href={`#${fieldId(error.field, form)}`}>{error.message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
