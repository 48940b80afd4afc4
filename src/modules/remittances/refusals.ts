import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('remittances', {
  'not-found': 404,
  'not-an-amount': 422,
  'not-a-rate': 422,
  'not-a-margin': 422,
  'rate-and-margin': 422,
  'same-country': 422,
  'band-wrong': 422,
  'fee-too-large': 422,
  'still-to-come': 422,
  'not-an-address': 422,
  'known-already': 409,
});
