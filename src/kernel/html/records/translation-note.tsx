import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

export type TranslationNoteProps = {
  /**
   * `untranslated`: shown in the source language for want of a translation; `machine`: nobody has read it;
   * `reviewed`: a person has; `outdated`: the source has changed since.
   */
  state: 'untranslated' | 'machine' | 'reviewed' | 'outdated';
  /** Name of the source language, in the reader's language. */
  from: string;
  /** Date of the translation, as the reader reads it. */
  date?: string;
  /** Where the original can be read. */
  originalHref?: string;
  /** Code of the source language, for the link to the original. */
  originalLang?: string;
};

/** Who made a translation and whether it still holds. */
export function TranslationNote({ state, from, date, originalHref, originalLang }: TranslationNoteProps) {
  const { t } = useUi();
  return (
    <p class={`translation-note translation-${state}`}>
      {t(`html.translation.${state}`, { from })}
      {date && ` ${t('html.translation.date', { date })}`}
      {originalHref && (
        <>
          {' '}
          <Link href={originalHref} hreflang={originalLang}>
            {t('html.translation.original')}
          </Link>
        </>
      )}
    </p>
  );
}
