import type { ComponentChildren } from 'preact';
import type { Direction } from '#kernel/i18n';

export type LanguageSide = {
  lang: string;
  dir: Direction;
  /** Name of the language in itself, above its column. */
  name: string;
  children: ComponentChildren;
};

export type TwoLanguagesProps = { first: LanguageSide; second: LanguageSide };

/** The same content in two languages, side by side for the officer and the person at one screen. */
export function TwoLanguages({ first, second }: TwoLanguagesProps) {
  return (
    <div class="two-languages">
      {[first, second].map((side) => (
        <div class="language-side" lang={side.lang} dir={side.dir} key={side.lang}>
          <p class="language-name">{side.name}</p>
          {side.children}
        </div>
      ))}
    </div>
  );
}
