/** What stands in the log where a secret or a piece of personal data was. */
export const HIDDEN = '[hidden]';

const HIDDEN_NAMES = new Set([
  'authorization', 'proxyauthorization', 'cookie', 'setcookie', 'code', 'otp', 'pin', 'body', 'rawbody', 'payload', 'query', 'q', 'search', 'form',
  'sealed', 'plaintext', 'text', 'html', 'subjectline', 'note', 'notes', 'wording', 'to', 'recipient', 'recipients', 'address',
  'postaladdress', 'remoteaddress', 'ip', 'givenname', 'familyname', 'fullname', 'displayname', 'birthdate', 'dateofbirth',
  'identitynumber', 'documentnumber', 'connectionstring', 'parameters',
]); // prettier-ignore
const HIDDEN_ENDINGS = [
  'password',
  'passphrase',
  'token',
  'secret',
  'cookie',
  'email',
  'phone',
  'phonenumber',
  'apikey',
  'masterkey',
  'privatekey',
];

const EMAIL = /[^\s"'<>()[\],;:\\/?&=@]+@[^\s"'<>()[\],;:\\/?&=@]+\.[a-z]{2,}/giu;
const PHONE = /\+\d[\d ().-]{6,20}\d/gu;
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*(?::[^\s/@]*)?@/giu;
const QUERY = /\?[^\s"'#]+/gu;
const OPAQUE_SEGMENT = /\/[\w~-]{24,}(?=[/?#\s"']|$)/gu;
const UUID_SEGMENT = /^\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Hides e-mail addresses, phone numbers, credentials and the secrets of web addresses inside a text. */
export function cleanseText(text: string): string {
  return text.replace(CREDENTIALS, `$1${HIDDEN}@`).replace(EMAIL, HIDDEN).replace(PHONE, HIDDEN).replace(QUERY, hideQueryValues);
}

/**
 * Hides what a web address may give away: the value of every query parameter (a search for a person, a code),
 * and each path segment that looks like the secret of a link. The ids of records stay: they lead to nobody by themselves.
 */
export function cleanseUrl(url: string): string {
  return cleanseText(url.replace(OPAQUE_SEGMENT, (segment) => (UUID_SEGMENT.test(segment) ? segment : `/${HIDDEN}`)));
}

function hideQueryValues(query: string): string {
  return query.replace(/=[^&]*/g, `=${HIDDEN}`);
}

/** Hides, at any depth, each value whose name promises a secret, and cleanses every other text. */
export function cleanse(value: unknown, name = ''): unknown {
  if (isHiddenName(name)) return value === null || value === undefined ? value : HIDDEN;
  if (typeof value === 'string') return name === 'url' || name === 'path' ? cleanseUrl(value) : cleanseText(value);
  if (Array.isArray(value)) return value.map((item) => cleanse(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanse(inner, key)]));
}

function isHiddenName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_ ]/g, '');
  return HIDDEN_NAMES.has(plain) || HIDDEN_ENDINGS.some((ending) => plain.endsWith(ending));
}
