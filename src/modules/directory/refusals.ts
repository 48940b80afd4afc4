import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('directory', {
  'not-found': 404,
  'place-unknown': 422,
  'place-unclear': 422,
  'hours-unclear': 422,
  'price-unclear': 422,
  'history-stays': 409,
  'ages-turned': 422,
  'phone-unclear': 422,
  'not-checked': 422,
  'name-missing': 422,
  'description-missing': 422,
});
