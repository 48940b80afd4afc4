/** Languages that services at both ends of today's corridors speak, offered in filters and forms. */
export const spokenLanguages = [
  'it', 'en', 'fr', 'ro', 'es', 'ar', 'sq', 'wo', 'zgh', 'ff', 'pt', 'de', 'el', 'tr', 'uk', 'ru', 'sr', 'pl', 'hu', 'sk', 'bn', 'ur', 'hi', 'fa', 'zh', 'so', 'ti', 'am', 'ka', 'tl',
] as const;
