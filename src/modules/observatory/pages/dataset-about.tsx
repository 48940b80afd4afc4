import { DescriptionList, Link, Section, type Fact } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { unitText, type Shown } from './dataset-shown.ts';
import { publishedText } from './figure-text.tsx';

/** Where the figures come from, and every release. */
export function About({ ctx, shown }: { ctx: Context; shown: Shown }) {
  const { t, format } = ctx;
  const loose = t as AnyTranslate; // editions and problems are closed lists
  const { dataset, release, dimensions } = shown;
  const unit = unitText(shown);
  const facts: Fact[] = [
    { key: 'code', label: t('observatory.field.code'), value: <code dir="ltr">{dataset.code}</code> },
    { key: 'publisher', label: t('observatory.field.publisher'), value: dataset.publisher },
    { key: 'published', label: t('observatory.field.published'), value: publishedText(ctx, release.published) },
    { key: 'licence', label: t('observatory.field.licence'), value: release.licence },
    { key: 'imported', label: t('observatory.field.imported'), value: format.instant(release.importedAt) },
    { key: 'figures', label: t('observatory.field.figures'), value: format.number(release.observations) },
    ...(unit ? [{ key: 'unit', label: t('observatory.field.unit'), value: unit }] : []),
    ...(release.edition
      ? [
          {
            key: 'edition',
            label: t('observatory.field.edition'),
            value: (
              <>
                {loose(`observatory.edition.${release.edition}`)}. {t('observatory.dataset.edition-hint')}
              </>
            ),
          },
        ]
      : []),
    ...dimensions
      .filter(({ codes }) => codes.length === 1)
      .map(({ code, label, codes }) => ({ key: `d-${code}`, label, value: codes[0]?.label ?? '' })),
  ];
  return (
    <>
      <Section title={t('observatory.dataset.about')}>
        <DescriptionList facts={facts} label={t('observatory.dataset.about')} />
        {release.notes.map((note) => (
          <p key={note}>
            <bdi>{note}</bdi>
          </p>
        ))}
        {release.warnings.length > 0 && (
          <ul>
            {release.warnings.slice(0, 20).map((one, index) => (
              <li key={index}>{loose(one.problem, one.values)}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('observatory.field.releases')}>
        <ul>
          {dataset.releases.map((one) => (
            <li key={one.no}>
              <Link href={`/statistics/${dataset.id}?release=${one.no}`}>
                {t('observatory.dataset.release', { release: one.no, date: publishedText(ctx, one.published) })}
              </Link>
              {one === release && <> ({t('observatory.dataset.shown')})</>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
