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
  'more-than-all': 422,
  'not-a-leverage': 422,
  'range-order': 422,
  'fails-too-late': 422,
});
