import type { Translate } from '#kernel/i18n';
import type { AdviceCode } from '../advice.ts';
import { blockers } from '../questions.ts';

/** A next step in words. */
export function adviceText(t: Translate, code: AdviceCode): string {
  const checked = blockers.find((one) => code === `check-${one}`);
  if (checked) return t('readiness.advice.check', { what: t(`readiness.blocker.${checked}`) });
  // uses messages: readiness.advice.*
  return (t as (key: string) => string)(`readiness.advice.${code}`); // every other code has a sentence: messages.test.ts
}
