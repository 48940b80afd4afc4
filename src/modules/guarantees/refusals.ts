import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('guarantees', {
  'not-found': 404,
  'code-taken': 409,
  'already-published': 409,
  'changed-meanwhile': 409,
  'admitted-already': 409,
  'already-ended': 409,
  'no-lender': 422,
  'two-lenders': 422,
  'no-amount': 422,
  'group-below-one': 422,
  'not-percent': 422,
  'not-leverage': 422,
  'not-a-condition': 422,
  'not-a-counter': 422,
  'wrong-order': 422,
});
