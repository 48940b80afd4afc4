import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('practicefairs', {
  'not-found': 404,
  'not-open': 409,
  'few-stands': 409,
  'many-stands': 409,
  'stand-there': 409,
  'no-practice': 422,
  'no-office': 422,
  'days-wrong': 422,
  'days-over': 409,
  'talks-elsewhere': 409,
  'talk-day': 422,
  'talk-over': 409,
  'called-off': 409,
  'has-talk': 409,
  'link-wrong': 422,
  'speaker-contact': 422,
});
