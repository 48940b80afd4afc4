import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('http', {
  'not-found': 404,
  'form-out-of-date': 422,
  'key-used-for-another-form': 409,
  'too-large': 413,
  'other-site': 403,
  'too-many': 429,
  'file-too-large': 413,
});
