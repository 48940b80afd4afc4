import { IntlMessageFormat } from 'intl-messageformat';
import { firstLanguage, localeOf } from './languages.ts';
import type { Language } from './languages.ts';
import type { Catalogue, CompiledMessage } from './catalogue.ts';
import type { Messages } from './messages.generated.ts';

export type MessageKey = keyof Messages;

/** The arguments after the key: none, or one object with exactly the message's placeholders. */
export type ValuesOf<K extends MessageKey> = Messages[K] extends undefined ? [] : [values: Messages[K]];

/** Returns the finished sentence of a key in one language. */
export type Translate = <K extends MessageKey>(key: K, ...values: ValuesOf<K>) => string;

/**
 * `Translate` without the check of keys and values, for components that receive a key.
 * Declared through a method so that `Translate` may be given where this is asked for.
 */
export type AnyTranslate = { translate(key: string, values?: Record<string, unknown>): string }['translate'];

/**
 * Makes the function that pages call `t`. A key without text in this language gives the English text
 * (or throws, in a catalogue loaded by a test); one that is nowhere gives the key itself.
 */
export function translator(catalogue: Catalogue, lang: Language): Translate {
  const compiled = compiledMessages(catalogue, lang);
  const translate: AnyTranslate = (key, values) => {
    let message = compiled.get(key);
    if (message === undefined) {
      message = findMessage(catalogue, lang, key);
      if (message === undefined) return key; // kept out of the cache: unknown keys are without limit
      compiled.set(key, message);
    }
    return typeof message === 'string' ? message : message(values);
  };
  return translate;
}

function compiledMessages(catalogue: Catalogue, lang: Language): Map<string, CompiledMessage> {
  let messages = catalogue.compiled.get(lang);
  if (!messages) {
    messages = new Map();
    catalogue.compiled.set(lang, messages);
  }
  return messages;
}

function findMessage(catalogue: Catalogue, lang: Language, key: string): CompiledMessage | undefined {
  const text = catalogue.texts.get(lang)?.get(key);
  if (text !== undefined) return compileMessage(text, lang);
  if (catalogue.missing === 'throw') throw new Error(`No text in ${lang} for the message ${key}`);
  const english = catalogue.texts.get(firstLanguage)?.get(key);
  return english === undefined ? undefined : compileMessage(english, firstLanguage);
}

/** Turns an ICU text into a function of its values; a text without ICU syntax stays a string. */
export function compileMessage(text: string, lang: string): CompiledMessage {
  // Outside a placeholder an apostrophe quotes only these signs or itself, so all else is already finished.
  if (!/[{}<>]|''/.test(text)) return text;
  const format = new IntlMessageFormat(text, localeOf(lang), undefined, { ignoreTag: true });
  // The loose type of values: each key's own type was checked where t was called.
  return (values) => String(format.format(values as Record<string, string | number | bigint | boolean | Date>));
}
