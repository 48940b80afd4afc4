import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', {
  'erasure-absent': 404,
  'erasure-open': 409,
  'erasure-not-open': 409,
  'erasure-two-people': 403,
  'erasure-not-due': 409,
  'erasure-day-past': 422,
  'retention-purpose': 422,
});
