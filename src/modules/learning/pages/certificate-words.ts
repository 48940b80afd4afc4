import type { Context } from '#kernel/http';
import { formatters, textIn, translator, type Language } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import type { CertificateWords } from '../keep-certificate.ts';

/** What a certificate of a finished course prints, in the language chosen for it. */
export async function certificateWords(
  ctx: Context,
  { name, otherName, officeId }: { name: string; otherName: string | null; officeId: string },
  course: { title: string; minutes: number; finishedAt: Date | null },
  lang: Language,
): Promise<CertificateWords> {
  const t = translator(ctx.network.catalogue, lang);
  const format = formatters(lang, ctx.profile.timeZone);
  return {
    title: t('learning.certificate.title'),
    issuer: (await officeNames(ctx.trx, [officeId], lang)).get(officeId) ?? textIn(ctx.profile.name, lang).text,
    says: t('learning.certificate.says'),
    name,
    otherName,
    facts: [
      { label: t('learning.certificate.name'), value: name },
      { label: t('learning.course.caption'), value: course.title },
      { label: t('learning.certificate.time'), value: t('learning.minutes', { count: course.minutes }) },
      { label: t('learning.certificate.finished'), value: course.finishedAt ? format.instant(course.finishedAt, 'short') : '' },
      { label: t('learning.certificate.network'), value: textIn(ctx.profile.name, lang).text },
    ],
    verify: t('learning.certificate.verify'),
    picture: t('learning.certificate.picture'),
    mark: ctx.profile.demonstration ? t('html.demo') : '',
  };
}
