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
  'not-above-zero': 422,
  'nothing-left': 409,
  'wrong-principal': 422,
  'application-not-opened': 409,
  'application-in-review': 409,
  'application-asked': 409,
  'application-approved': 409,
  'application-declined': 409,
  'application-signed': 409,
  'application-paid-out': 409,
  'application-withdrawn': 409,
  'loan-running': 409,
  'loan-settled': 409,
  'loan-written-off': 409,
  'loan-recovered': 409,
});

/** Code of a refusal of this module. */
export type RefusalCode = keyof typeof refuse.table;
