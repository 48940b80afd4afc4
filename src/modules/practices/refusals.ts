import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('practices', {
  'not-found': 404,
  'code-taken': 409,
  'has-draft': 409,
  'not-keeper': 409,
  'draft-changed': 409,
  'draft-wrong': 422,
  'draft-waiting': 409,
  'not-waiting': 409,
  'own-draft': 409,
  'sheet-incomplete': 409,
  'advice-missing': 422,
  'no-such-place': 422,
  'several-places': 422,
  'corridors-wrong': 422,
  'countries-wrong': 422,
  'budget-wrong': 422,
  'date-missing': 422,
});
