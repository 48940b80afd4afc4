import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('benchmarks', {
  'not-found': 404,
  'code-taken': 409,
  'not-authority': 409,
  'has-draft': 409,
  'draft-changed': 409,
  'draft-wrong': 422,
  'draft-incomplete': 409,
  'no-item': 404,
  'too-many': 409,
  'no-codes': 422,
  'no-indicator': 422,
  'no-year': 422,
  'no-peers': 409,
  'no-subject': 422,
  'same-subject': 409,
  'other-kind': 409,
  'no-figure': 422,
});
