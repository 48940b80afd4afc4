import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('observatory', {
  'another-publisher': 409,
  'too-much-to-export': 413,
  'no-source': 422,
  'no-places': 422,
  'no-code': 422,
  'changed-meanwhile': 409,
});
