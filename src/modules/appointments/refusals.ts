import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('appointments', {
  'not-found': 404,
  'not-a-slot': 422,
  'slot-gone': 409,
  'slot-taken': 409,
  'same-time': 422,
  'phone-wrong': 422,
  'address-missing': 422,
  'place-unknown': 422,
  'three-open': 409,
  'six-a-day': 429,
  'moved-too-often': 409,
  'already-cancelled': 409,
  'already-settled': 409,
  'not-settled': 409,
  past: 409,
  'not-yet': 409,
  'file-set': 409,
  'nothing-to-call-off': 409,
});
