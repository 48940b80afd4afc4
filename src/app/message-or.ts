import { firstLanguage, type Catalogue, type Language } from '#kernel/i18n';

interface Speaks {
  readonly network: { readonly catalogue: Catalogue };
  readonly lang: Language;
  readonly t: unknown;
}

/** The text of a message key that is known only now (a purpose, a verb of the audit); `otherwise` where there is none. */
export function messageOr(ctx: Speaks, key: string, otherwise: string): string {
  // uses messages: *.purpose.*
  // uses messages: *.verb.*
  const known = ctx.network.catalogue.texts.get(firstLanguage)?.has(key) === true;
  return known ? (ctx.t as (key: string) => string)(key) : otherwise; // the catalogue has just been asked
}
