import { Bdi, DescriptionList, Link, useUi, type Fact } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { TranslatedText } from '#modules/places/pages';
import type { Office } from '../office.ts';

/** How to reach an office: address, way, phone, e-mail, languages. */
export function OfficeContact({ office, label }: { office: Office; label: string }) {
  const { t, lang } = useUi();
  const format = formatters(lang, office.timeZone);
  const facts: Fact[] = [{ key: 'address', label: t('offices.field.address'), value: <Bdi>{office.address}</Bdi> }];
  if (office.howToFind)
    facts.push({ key: 'way', label: t('offices.field.how-to-find'), value: <TranslatedText value={office.howToFind} /> });
  if (office.phone)
    facts.push({
      key: 'phone',
      label: t('offices.field.phone'),
      value: (
        <Link href={`tel:${office.phone}`}>
          <Bdi dir="ltr">{formatPhone(office.phone)}</Bdi>
        </Link>
      ),
    });
  if (office.email)
    facts.push({
      key: 'email',
      label: t('offices.field.email'),
      value: (
        <Link href={`mailto:${office.email}`}>
          <Bdi dir="ltr">{office.email}</Bdi>
        </Link>
      ),
    });
  if (office.languages.length > 0) {
    facts.push({
      key: 'languages',
      label: t('offices.field.languages'),
      value: format.list(office.languages.map((code) => format.languageName(code))),
    });
  }
  return <DescriptionList facts={facts} label={label} />;
}
