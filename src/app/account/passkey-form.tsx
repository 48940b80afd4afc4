import { Button, Form, TextField } from '#kernel/html';
import type { Context, FormEntry } from '#kernel/http';

interface Props {
  ctx: Context;
  /** Whether a new passkey is made or a known one is asked for. */
  ceremony: 'create' | 'get';
  /** What the browser needs for it, from `startPasskey` or `startPasskeyProof`. */
  options: object;
  button: string;
  entry: FormEntry;
}

/** The form that a passkey fills in; its button appears where the browser knows passkeys (island `passkey`). */
export function PasskeyForm({ ctx, ceremony, options, button, entry }: Props) {
  const { t } = ctx;
  return (
    <div data-passkey={ceremony} data-passkey-options={JSON.stringify(options)}>
      <Form id="passkey" entry={entry} label={button}>
        {ceremony === 'create' && (
          <TextField name="name" label={t('app.passkey.name')} hint={t('app.passkey.name-hint')} maxLength={100} optional />
        )}
        <input type="hidden" name="answer" value="" />
        <p hidden data-passkey-button>
          <Button kind={ceremony === 'create' ? 'primary' : 'secondary'}>{button}</Button>
        </p>
        <p data-passkey-missing>{t('app.passkey.missing')}</p>
        <p role="alert" hidden data-passkey-failed class="field-error">
          {t('app.passkey.failed')}
        </p>
      </Form>
    </div>
  );
}

/** The answer of a passkey as the island sends it; null for anything else. Whether it is right, identity judges. */
export function readPasskeyAnswer<Answer extends { id: string }>(text: string | null): Answer | null {
  if (!text) return null;
  try {
    const answer: unknown = JSON.parse(text);
    // The library that verifies it checks every part; here only its outline is needed.
    return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string' && 'response' in answer
      ? (answer as Answer)
      : null;
  } catch {
    return null;
  }
}
