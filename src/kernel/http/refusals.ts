import { refusalsOf, type Refusal } from '#kernel/errors';

export const refuse = refusalsOf('http', {
  'not-found': 404,
  'form-out-of-date': 422,
  'key-used-for-another-form': 409,
  overtaken: 409,
  'too-large': 413,
  'other-site': 403,
  'too-many': 429,
  'file-too-large': 413,
  'file-empty': 422,
  'too-long-for-excel': 422,
});

/** When a program may try again after a refusal that names the minutes to wait (RFC 9110, section 10.2.3). */
export function retryAfter(refusal: Refusal): Record<string, string> {
  const { minutes } = refusal.values;
  return refusal.status === 429 && typeof minutes === 'number' ? { 'retry-after': String(minutes * 60) } : {};
}
