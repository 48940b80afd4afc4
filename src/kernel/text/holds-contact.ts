const MAIL = /[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,}/iu;
const WEB = /(?:https?:\/\/|www\.|wa\.me|t\.me\/)\S/iu;
/** Eight digits and more, with what people put between the groups of a telephone number; 10 000 and 2026-2027 are shorter or years. */
const NUMBER = /(?:\+|00)?\p{Nd}(?:[\s()./-]?\p{Nd}){7,}/u;
const YEARS = /\b(?:19|20)\p{Nd}{2}\s?[-–/]\s?(?:19|20)\p{Nd}{2}\b/gu;

/**
 * Whether a text that anybody reads holds a telephone number, an address of mail or of a page: contacts are shown only
 * once both sides have confirmed. It finds what people write without thinking, not what somebody hides on purpose.
 */
export function holdsContact(text: string): boolean {
  return MAIL.test(text) || WEB.test(text) || NUMBER.test(text.replaceAll(YEARS, ''));
}
