import { useUi } from '../ui.ts';
import { useIsland } from '../use-island.ts';
import { controlAttributes, describedBy, Field, type FieldProps } from './field.tsx';
import { useField } from './form-context.ts';

export type TextAreaProps = FieldProps & {
  rows?: number;
  /** Longest text that the server takes, in characters. Shown; a longer text is refused, never cut. */
  maxLength?: number;
  labelSize?: 'large';
};

/** Several lines of text, in whichever direction they are written. */
export function TextArea({ rows = 5, maxLength, ...props }: TextAreaProps) {
  const { t, number } = useUi();
  const state = useField(props);
  useIsland('character-count', maxLength !== undefined);
  const countId = maxLength === undefined ? undefined : `${state.id}-count`;
  const limit = maxLength !== undefined && (
    <p
      class="character-count"
      id={countId}
      data-count-for={state.id}
      data-count-limit={String(maxLength)}
      data-count-left={t('html.count.left', { count: '{count}' })}
      data-count-over={t('html.count.over', { count: '{count}' })}
    >
      {t('html.count.limit', { limit: number(maxLength) })}
    </p>
  );
  return (
    <Field {...props} id={state.id} error={state.error} after={limit}>
      <textarea
        {...controlAttributes(props, state)}
        dir="auto"
        rows={rows}
        aria-describedby={describedBy(state.id, props.hint, state.error, countId)}
      >
        {startKept(state.value)}
      </textarea>
    </Field>
  );
}

/** HTML drops the first line break of a text area; a second one saves what was typed. */
function startKept(text: string | undefined): string | undefined {
  return text?.startsWith('\n') ? `\n${text}` : text;
}
