import { CheckboxesField, Fieldset, TextField, useUi } from '#kernel/html';
import { fields, type NetworkProfile } from '#kernel/http';
import { formatters, languages, textIn, type Language } from '#kernel/i18n';
import type { z } from 'zod';
import { refuse } from './refusals.ts';

/** The form field that takes the network's name in a language. */
const nameFieldOf = { en: 'nameEn', it: 'nameIt', fr: 'nameFr', ro: 'nameRo', es: 'nameEs', ar: 'nameAr' } as const satisfies Record<
  Language,
  string
>;

/** What both the set-up assistant and the settings ask about the network itself. */
export const networkFields = {
  nameEn: fields.optionalText(120),
  nameIt: fields.optionalText(120),
  nameFr: fields.optionalText(120),
  nameRo: fields.optionalText(120),
  nameEs: fields.optionalText(120),
  nameAr: fields.optionalText(120),
  languages: fields.choices(languages.map(({ code }) => code)),
  controllerName: fields.text(200),
  controllerAddress: fields.longText(500),
  controllerEmail: fields.email(),
  officer: fields.text(200),
  mailFrom: fields.optionalEmail(),
};

export type NetworkBody = z.output<z.ZodObject<typeof networkFields>>;

/** The names given, by language. Refusals: `name-missing` where there is none. */
export function namesOf(body: NetworkBody): Partial<Record<Language, string>> {
  const names: Partial<Record<Language, string>> = {};
  for (const { code } of languages) {
    const name = body[nameFieldOf[code]];
    if (name) names[code] = name;
  }
  if (Object.keys(names).length === 0) throw refuse('name-missing', { field: 'nameEn' });
  return names;
}

/** The languages that the network offers. Refusals: `language-missing` where there is none. */
export function readLanguages(body: NetworkBody): Language[] {
  if (body.languages.length === 0) throw refuse('language-missing', { field: 'languages' });
  return body.languages;
}

/** Names and languages of the network. */
export function NetworkNameFields({ stored }: { stored?: NetworkProfile }) {
  const { t, lang } = useUi();
  const format = formatters(lang, 'UTC');
  return (
    <Fieldset label={t('app.setup.name.title')} hint={t('app.setup.name.hint')}>
      {languages.map(({ code, dir }) => (
        <TextField
          key={code}
          name={nameFieldOf[code]}
          label={t('app.setup.name.in', { language: format.languageName(code) })}
          dir={dir}
          value={stored?.name.texts[code] ? textIn(stored.name, code).text : undefined}
          optional
        />
      ))}
      <CheckboxesField
        name="languages"
        label={t('app.setup.languages')}
        hint={t('app.setup.languages-hint')}
        values={stored?.languages ?? languages.map(({ code }) => code)}
        choices={languages.map(({ code, name }) => ({ value: code, label: name }))}
        inline
      />
    </Fieldset>
  );
}
