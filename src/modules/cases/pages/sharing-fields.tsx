import type { z } from 'zod';
import { CheckboxesField, CheckboxField, Inset, RadioField, Section, TwoLanguages } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import type { FilePart } from '#kernel/consent';
import { formatters, languageOf, languages, translator } from '#kernel/i18n';
import type { Day } from '#kernel/time';
import { agreementLead, agreementWording, deskHows, type Agreement } from '../agreement.ts';
import { partChoices, partsOf, type Sharing } from '../parts.ts';
import { refuse } from '../refusals.ts';
import { ownSpeech, type Speech } from './other-language.ts';

const everyPart = [...new Set(Object.values(partChoices).flatMap((choice) => choice.optional))];

/** What every form of an agreement sends. */
export const sharingBody = {
  parts: fields.choices(everyPart),
  how: fields.choice(deskHows),
  agreed: fields.tick(),
  /** Language in which the sentence stood on the page. */
  language: fields.choice(languages.map(({ code }) => code)),
};

/** Names in the sentence, in a language. */
export type NamesIn = (lang: string) => { office: string; recipient: string };

export interface SharingFieldsProps {
  ctx: Context;
  sharing: Sharing;
  /** The person's language. */
  speech: Speech;
  names: NamesIn;
}

/**
 * The sentence to which the person agrees, in their language and the officer's, to be read aloud; the parts as checkboxes;
 * how they agreed. What they hear is what is kept.
 */
export function SharingFields({ ctx, sharing, speech, names }: SharingFieldsProps) {
  const { t } = ctx;
  const both = speech.lang !== ctx.lang;
  const also = (key: `cases.part.${FilePart}`) => (both ? { text: speech.t(key), lang: speech.lang, dir: speech.dir } : undefined);
  const { needed, optional } = partChoices[sharing];
  return (
    <Section title={t('cases.sharing.title')}>
      <p>{t('cases.sharing.read-aloud', { language: ctx.format.languageName(speech.lang) })}</p>
      {both ? (
        <TwoLanguages first={sentenceSide(ownSpeech(ctx), sharing, names)} second={sentenceSide(speech, sharing, names)} />
      ) : (
        <Inset>
          <Sentence speech={speech} sharing={sharing} names={names} />
        </Inset>
      )}
      <CheckboxesField
        name="parts"
        label={t('cases.sharing.parts')}
        labelAlso={both ? { text: speech.t('cases.sharing.parts'), lang: speech.lang, dir: speech.dir } : undefined}
        hint={t('cases.sharing.always', { parts: ctx.format.list(needed.map((part) => t(`cases.part.${part}`))) })}
        choices={optional.map((part) => ({ value: part, label: t(`cases.part.${part}`), labelAlso: also(`cases.part.${part}`) }))}
      />
      <input type="hidden" name="language" value={speech.lang} />
      <RadioField name="how" label={t('cases.field.how')} choices={deskHows.map((value) => ({ value, label: t(`cases.how.${value}`) }))} />
      <CheckboxField
        name="agreed"
        label={t('cases.sharing.agreed')}
        labelAlso={both ? { text: speech.t('cases.sharing.agreed-person'), lang: speech.lang, dir: speech.dir } : undefined}
      />
    </Section>
  );
}

function sentenceSide(speech: Speech, sharing: Sharing, names: NamesIn) {
  return {
    lang: speech.lang,
    dir: speech.dir,
    name: languageOf(speech.lang).name,
    children: <Sentence speech={speech} sharing={sharing} names={names} />,
  };
}

function Sentence({ speech, sharing, names }: { speech: Speech; sharing: Sharing; names: NamesIn }) {
  const { t, format } = speech;
  return (
    <>
      <p>{agreementLead(t, { sharing, ...names(speech.lang) })}</p>
      <p>{t('cases.agreement.parts', { parts: format.list(partChoices[sharing].needed.map((part) => t(`cases.part.${part}`))) })}</p>
      <p>{t('cases.agreement.withdraw')}</p>
    </>
  );
}

/** The agreement as it was read to the person. Refusals: `not-agreed`. */
export function readAgreement(
  ctx: Context,
  form: z.output<z.ZodObject<typeof sharingBody>>,
  terms: { sharing: Sharing; names: NamesIn; until: Day },
): Agreement {
  if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
  const t = translator(ctx.network.catalogue, form.language);
  const wording = agreementWording(t, formatters(form.language, ctx.timeZone), {
    sharing: terms.sharing,
    ...terms.names(form.language),
    parts: partsOf(terms.sharing, form.parts),
    until: terms.until,
  });
  return { language: form.language, wording, how: form.how };
}
