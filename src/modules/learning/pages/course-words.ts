import type { Context } from '#kernel/http';
import type { Audience, Mode } from '../course.ts';

/** For whom, in words. */
export function audienceWords({ t, format }: Context, audience: readonly Audience[]): string {
  return format.list(audience.map((one) => t(`learning.audience.${one}`)));
}

export function modeWords({ t }: Context, mode: Mode): string {
  return t(`learning.mode.${mode}`);
}

export function languageWords({ format }: Context, languages: readonly string[]): string {
  return format.list(languages.map((lang) => format.languageName(lang)));
}
