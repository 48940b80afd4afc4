import { firstLanguage, type Catalogue } from '#kernel/i18n';

/** Whether an address names a notice that exists: nothing else from an address is ever shown. */
export function isNoticeKey(catalogue: Catalogue, key: string): boolean {
  return /^[a-z]+\.notice\.[a-z0-9-]+$/.test(key) && catalogue.texts.get(firstLanguage)?.has(key) === true;
}
