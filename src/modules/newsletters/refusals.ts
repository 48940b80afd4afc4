import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('newsletters', {
  'not-found': 404,
  'link-over': 404,
  sent: 409,
  empty: 409,
  'too-many': 409,
  'there-already': 409,
  'no-practice': 422,
});
