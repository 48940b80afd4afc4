import { IntlMessageFormat } from 'intl-messageformat';

export type PlaceholderKind = 'text' | 'choice' | 'number' | 'date';

export type MessageElement = ReturnType<IntlMessageFormat['getAst']>[number];

/** Reads an ICU text as its elements. Throws a SyntaxError that says what is wrong. */
export function parseMessage(text: string): MessageElement[] {
  return new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
}

/** The placeholders of an ICU text, by name, in the order in which they appear. Throws a SyntaxError. */
export function placeholdersOf(text: string): Map<string, PlaceholderKind> {
  const found = new Map<string, PlaceholderKind>();
  for (const element of walkMessage(parseMessage(text))) {
    const kind = kindOf(element);
    // `{count}` beside `{count, plural, …}` is the same number: the stricter kind holds.
    if (kind && 'value' in element && (kind !== 'text' || !found.has(element.value))) found.set(element.value, kind);
  }
  return found;
}

/** Visits the elements of a message and those inside its plurals and selections. */
export function* walkMessage(elements: readonly MessageElement[]): Generator<MessageElement> {
  for (const element of elements) {
    yield element;
    if ('options' in element) for (const option of Object.values(element.options)) yield* walkMessage(option.value);
    if ('children' in element) yield* walkMessage(element.children);
  }
}

/** The element types of @formatjs/icu-messageformat-parser that take a value, by their number there. */
const kinds: Record<number, PlaceholderKind> = { 1: 'text', 2: 'number', 3: 'date', 4: 'date', 5: 'choice', 6: 'number' };

function kindOf(element: MessageElement): PlaceholderKind | undefined {
  return kinds[element.type];
}
