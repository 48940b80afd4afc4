import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('businessplans', {
  'not-found': 404,
  'changed-meanwhile': 409,
  choose: 422,
  amount: 422,
  'amount-ambiguous': 422,
  'amount-too-fine': 422,
  rate: 422,
  'rate-needed': 422,
  'same-currency': 422,
  'currency-in-use': 409,
  'whole-number': 422,
  'out-of-range': 422,
  'too-many-lines': 422,
  'review-open': 409,
  'review-answered': 409,
  'review-not-begun': 409,
  'remarks-needed': 422,
  'not-agreed': 422,
  'signed-already': 409,
});

export type RefusalCode = keyof typeof refuse.table;
