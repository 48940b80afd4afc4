import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('consent', {
  forbidden: 403,
  'not-found': 404,
  period: 422,
  'has-custody': 422,
  'override-stands': 409,
  'second-person': 409,
  reason: 422,
  'decline-reason': 422,
});
