import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('people', {
  'not-found': 404,
  'no-such-desk': 403,
  'phone-wrong': 422,
  'reach-without-address': 422,
  'guardian-missing': 422,
  'information-not-given': 422,
  'place-unknown': 422,
  'place-unclear': 422,
});
