export { directionOf, firstLanguage, isLanguage, languageOf, languages, localeOf, negotiateLanguage } from './languages.ts';
export type { Direction, InterfaceLanguage, Language } from './languages.ts';
export { findMessageFiles, loadMessages, projectRoot, readMessageFile } from './catalogue.ts';
export type { Catalogue, MessageFile } from './catalogue.ts';
export { compileMessage, translator } from './translate.ts';
export type { AnyTranslate, MessageKey, Translate, ValuesOf } from './translate.ts';
export { parseMessage, placeholdersOf, walkMessage } from './placeholders.ts';
export type { MessageElement, PlaceholderKind } from './placeholders.ts';
export { formatters } from './formatters.ts';
export type { DateStyle, DayInput, Formatters, InstantInput } from './formatters.ts';
export {
  fromLanguages,
  makeTranslated,
  setTranslation,
  sourceHash,
  textIn,
  translatedSchema,
  translationStatus,
} from './translated.ts';
export type { Authorship, TextShown, Translated, TranslatedText, TranslationStatus } from './translated.ts';
