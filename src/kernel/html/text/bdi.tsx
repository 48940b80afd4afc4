import type { ComponentChildren } from 'preact';
import type { Direction } from '#kernel/i18n';

export type BdiProps = { children: ComponentChildren; dir?: Direction; lang?: string };

/**
 * A name, number or code from elsewhere, isolated so that it cannot disorder the sentence around it.
 * Give `dir="ltr"` for telephone numbers, e-mail addresses and reference codes.
 */
export function Bdi({ children, dir, lang }: BdiProps) {
  return (
    <bdi dir={dir} lang={lang}>
      {children}
    </bdi>
  );
}
