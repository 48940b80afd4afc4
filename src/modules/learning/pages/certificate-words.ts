import type { Context } from '#kernel/http';
import { formatters, textIn, translator, type Language } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import type { CertificateWords } from '../keep-certificate.ts';

/** Whose certificate it is, and in the name of which office. */
interface Bearer {
  name: string;
  otherName: string | null;
  officeId: string;
}

/** What a certificate of a finished course prints, in the language chosen for it. */
export async function certificateWords(
  ctx: Context,
  bearer: Bearer,
  course: { title: string; minutes: number; finishedAt: Date | null },
  lang: Language,
): Promise<CertificateWords> {
  const { t, format, ...words } = await wordsOf(ctx, bearer, lang);
  return {
    ...words,
    title: t('learning.certificate.title'),
    says: t('learning.certificate.says'),
    facts: [
      { label: t('learning.certificate.name'), value: bearer.name },
      { label: t('learning.course.caption'), value: course.title },
      { label: t('learning.certificate.time'), value: t('learning.minutes', { count: course.minutes }) },
      { label: t('learning.certificate.finished'), value: course.finishedAt ? format.instant(course.finishedAt, 'short') : '' },
      { label: t('learning.certificate.network'), value: textIn(ctx.profile.name, lang).text },
    ],
  };
}

/** What a certificate of attendance of a group prints, in the language chosen for it. */
export async function attendanceWords(
  ctx: Context,
  bearer: Bearer,
  group: { title: string; present: number; held: number; lastAt: Date | null },
  lang: Language,
): Promise<CertificateWords> {
  const { t, format, ...words } = await wordsOf(ctx, bearer, lang);
  const { present, held } = group;
  const percent = held === 0 ? 0 : Math.floor((present * 100) / held);
  return {
    ...words,
    title: t('learning.certificate.attendance-title'),
    says: t('learning.certificate.attendance-says'),
    facts: [
      { label: t('learning.certificate.name'), value: bearer.name },
      { label: t('learning.course.caption'), value: group.title },
      { label: t('learning.field.attended'), value: t('learning.certificate.sessions', { present, held, percent }) },
      { label: t('learning.certificate.finished'), value: group.lastAt ? format.instant(group.lastAt, 'short') : '' },
      { label: t('learning.certificate.network'), value: textIn(ctx.profile.name, lang).text },
    ],
  };
}

/** What both print alike. */
async function wordsOf(ctx: Context, { name, otherName, officeId }: Bearer, lang: Language) {
  const t = translator(ctx.network.catalogue, lang);
  return {
    t,
    format: formatters(lang, ctx.profile.timeZone),
    issuer: (await officeNames(ctx.trx, [officeId], lang)).get(officeId) ?? textIn(ctx.profile.name, lang).text,
    name,
    otherName,
    verify: t('learning.certificate.verify'),
    picture: t('learning.certificate.picture'),
    mark: ctx.profile.demonstration ? t('html.demo') : '',
  };
}
