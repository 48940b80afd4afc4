import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { directionOf, formatters, type AnyTranslate, type Direction } from '#kernel/i18n';

/** Text in a language that differs from the page's, for counters where two people read one screen. */
export type OtherLanguageText = { text: string; lang: string; dir: Direction };

/** What every component may know about the page that is being rendered. Made once a request. */
export type Ui = {
  lang: string;
  dir: Direction;
  /** A finished sentence for a full message key such as `html.pagination.next`. */
  t: AnyTranslate;
  /** Current address without `/{lang}`, with its query: `/services?q=loan`. */
  path: string;
  /** Languages that the network offers, each named in itself. */
  languages: { code: string; name: string }[];
  /** Public, hashed URL of a built file: `style`, or an island by its name, such as `draft`. */
  asset: (name: string) => string;
  /** IANA name of the zone in which the reader reads hours. */
  timeZone: string;
  /** Address of a page of this site in the reader's language: `to('/services')` is `/it/services`. See `useHref`. */
  to: (path: string) => string;
  /** A number as the reader's language writes it. */
  number: (value: number) => string;
  /** A fresh idempotency key for a form. */
  newKey: () => string;
  /** The account under which forms keep what is typed on this device; absent where nobody works for an office. */
  keptUnder?: string | undefined;
};

type GivenUi = Pick<Ui, 'lang' | 't' | 'path' | 'languages' | 'asset' | 'timeZone'> &
  Partial<Pick<Ui, 'dir' | 'number' | 'newKey' | 'keptUnder'>>;

/** Completes the parts of a `Ui` that follow from its language. */
export function createUi(given: GivenUi): Ui {
  const { lang, timeZone } = given;
  return {
    dir: directionOf(lang),
    to: (path) => `/${lang}${path.replace(/^\/(?=$|[?#])/, '')}`,
    number: (value) => formatters(lang, timeZone).number(value),
    newKey: () => crypto.randomUUID(),
    ...given,
  };
}

export const UiContext = createContext<Ui | undefined>(undefined);

/** The page's `Ui`; a component rendered outside `renderDocument` is a defect. */
export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('useUi: no UiContext above this component');
  return ui;
}
