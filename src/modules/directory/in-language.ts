import { sql, type RawBuilder } from 'kysely';

/** A text in the reader's language, or in its own where there is no translation. */
export interface TextInLanguage {
  text: string;
  lang: string;
}

/** A translatable column as a `TextInLanguage`, cut to a length where one is given. */
export function inLanguage(column: RawBuilder<unknown>, lang: string, length?: number): RawBuilder<TextInLanguage> {
  const text = sql`kernel.text_in(${column}, ${lang})`;
  return sql<TextInLanguage>`jsonb_build_object(
    'text', ${length === undefined ? text : sql`left(${text}, ${length})`},
    'lang', case when ${column} -> 'texts' ? ${lang} then ${lang} else ${column} ->> 'source' end)`;
}
