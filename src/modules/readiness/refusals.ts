import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('readiness', {
  'not-found': 404,
  'open-already': 409,
  finished: 409,
  'not-your-side': 403,
  incomplete: 422,
  'wrong-answer': 422,
  'not-finished': 409,
  'no-case': 409,
  'nothing-chosen': 422,
});
