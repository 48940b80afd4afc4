import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', {
  'no-shares': 422,
  'not-a-share': 422,
  'two-remainders': 422,
  'not-one': 422,
  'nothing-sent': 422,
  'not-an-amount': 422,
  'not-a-rate': 422,
  'grace-too-long': 422,
  'fee-too-large': 422,
});
