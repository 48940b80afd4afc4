import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('loans', {
  'wrong-currency': 422,
  'no-day': 422,
  'wrong-days': 422,
  'wrong-sum': 422,
  'wrong-grace': 422,
  'too-precise': 422,
  'too-much': 422,
  'no-rule': 422,
});
