import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('access', {
  forbidden: 403,
  'second-factor': 403,
  'not-found': 404,
  'wrong-scope': 422,
  'held-already': 409,
  'last-administrator': 409,
  'same-file': 422,
  'linked-already': 409,
  'link-reason': 422,
});
