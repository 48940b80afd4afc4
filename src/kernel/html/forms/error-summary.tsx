import { useContext } from 'preact/hooks';
import { useUi } from '../ui.ts';
import { FaultyFieldsContext, type FieldError } from './form-context.ts';

export type ErrorSummaryProps = {
  errors: readonly FieldError[];
};

/** Everything that stopped a form, above the page's heading; takes the focus, says the same as each field and links to it. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  const { t } = useUi();
  const faulty = useContext(FaultyFieldsContext);
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('html.errors.title')}</h2>
      <ul>
        {errors.map(({ field, message }) => {
          const shown = faulty?.get(field);
          return <li key={field + message}>{shown ? <a href={`#${shown.id}`}>{shown.message}</a> : message}</li>;
        })}
      </ul>
    </div>
  );
}
