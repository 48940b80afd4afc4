import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('offices', {
  'not-found': 404,
  'hours-overlap': 422,
  'closes-before-opening': 422,
  'hours-gone': 409,
  'code-taken': 409,
  'code-reserved': 422,
  'unknown-place': 422,
  'unclear-place': 422,
  'unknown-time-zone': 422,
  'wrong-phone': 422,
  'closed-already': 409,
  'territory-held': 409,
});
