import { TranslationNote, useUi } from '#kernel/html';
import { formatters, textIn, type Translated } from '#kernel/i18n';

/** A translatable text in the reader's language, or marked as being in another one. */
export function TranslatedText({ value }: { value: Translated }) {
  const { lang } = useUi();
  const shown = textIn(value, lang);
  if (shown.lang === lang) return <>{shown.text}</>;
  return (
    <span lang={shown.lang} dir={shown.dir}>
      {shown.text}
    </span>
  );
}

/** Says of texts shown together who translated them and whether they still hold; nothing where the reader sees what was written. */
export function TranslationNoteFor({ values }: { values: readonly Translated[] }) {
  const { lang, timeZone } = useUi();
  const shown = values.map((value) => ({ ...textIn(value, lang), source: value.source }));
  const foreign = shown.find((text) => text.lang !== lang);
  const outdated = shown.find((text) => !text.current);
  const machine = shown.find((text) => text.machine);
  const found = foreign ?? outdated ?? machine;
  if (!found) return null;
  const state = foreign ? 'untranslated' : outdated ? 'outdated' : 'machine';
  return <TranslationNote state={state} from={formatters(lang, timeZone).languageName(found.source)} />;
}
