import { z } from 'zod';
import { Button, DateField, EmailField, Fieldset, Form, PhoneField, SelectField, TextArea, TextField, type Option } from '#kernel/html';
import { fields, type Context, type FormEntry } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { listOffices, territoriesOf, type OfficeId } from '#modules/offices';
import { listCorridors, placeName, placesById } from '#modules/places';
import { listPublished, type PublishedPlan } from '#modules/plans';
import { MOST_QUESTIONS, type ConsultationText } from '../consultation.ts';
import { refuse } from '../refusals.ts';
import { ownOffices } from './reach.ts';

const questionName = (index: number) => `question${index + 1}`;
const questionFields = Object.fromEntries(
  Array.from({ length: MOST_QUESTIONS }, (_, index) => [questionName(index), fields.optionalText(300)]),
);

/** What the form of a consultation sends; the questions by number besides. */
export const consultationBody = z.object({
  title: fields.text(200),
  about: fields.longText(4_000),
  language: fields.choice(languages.map(({ code }) => code)),
  /** Office and territory together: an office asks for the places for which it is responsible. */
  where: fields.text(80),
  corridor: fields.optionalText(40),
  unit: fields.text(160),
  contactName: fields.optionalText(120),
  contactEmail: fields.optionalEmail(),
  contactPhone: fields.optionalText(30),
  draftText: fields.optionalLongText(5_000),
  draftLink: fields.optionalText(300),
  plan: fields.optionalText(80),
  fromOn: fields.day(),
  untilOn: fields.day(),
  ...questionFields,
});

export type ConsultationForm = z.output<typeof consultationBody>;

interface Territory {
  value: string;
  label: string;
  officeId: ConsultationText['officeId'];
  placeId: ConsultationText['placeId'];
}

/** Places for which the actor's offices ask: where each stands, and its territory. */
async function territories(ctx: Context): Promise<Territory[]> {
  const all: Territory[] = [];
  for (const { id, name, placeId } of await listOffices(ctx.trx, { lang: ctx.lang, ids: ownOffices(ctx) })) {
    const ids = [...new Set([placeId, ...(await territoriesOf(ctx.trx, id))])];
    for (const [place, found] of await placesById(ctx.trx, ids))
      all.push({
        value: `${id}.${place}`,
        label: `${placeName(found, ctx.lang)} – ${textIn(name, ctx.lang).text}`,
        officeId: id,
        placeId: place,
      });
  }
  return all;
}

/** What was typed, with the office, places and plan that it means. Refusals: `not-yours`, `plan-elsewhere`. */
export async function readConsultation(ctx: Context, form: ConsultationForm): Promise<ConsultationText> {
  const { where, corridor, plan, title, about, language, unit, contactName, contactEmail, contactPhone, draftText, draftLink } = form;
  const territory = (await territories(ctx)).find(({ value }) => value === where);
  if (!territory) throw refuse('not-yours', { field: 'where' });
  const corridors = corridor ? await listCorridors(ctx.trx, { lang: ctx.lang }) : [];
  const planned = plan ? (await listPublished(ctx.trx)).find(({ code }) => code === plan) : null;
  if (planned === undefined || (planned && !keeps(planned, [territory.officeId]))) throw refuse('plan-elsewhere', { field: 'plan' });
  const typed = form as unknown as Record<string, string | null>; // the questions, which the schema spreads
  const questions = Array.from({ length: MOST_QUESTIONS }, (_, index) => typed[questionName(index)] ?? null);
  return {
    title,
    about,
    language,
    unit,
    contactName,
    contactEmail,
    contactPhone,
    draftText,
    draftLink,
    fromOn: form.fromOn,
    untilOn: form.untilOn,
    officeId: territory.officeId,
    placeId: territory.placeId,
    corridorId: corridors.find(({ code }) => code === corridor)?.id ?? null,
    planId: planned?.id ?? null,
    questions: questions.filter((one) => one !== null),
  };
}

const keeps = ({ officeId, otherOfficeId }: Pick<PublishedPlan, 'officeId' | 'otherOfficeId'>, offices: readonly OfficeId[]): boolean =>
  offices.includes(officeId) || (otherOfficeId !== null && offices.includes(otherOfficeId));

interface FieldsProps {
  ctx: Context;
  entry: FormEntry;
  /** What is stored; null for a new one. */
  known: ConsultationText | null;
  options: Awaited<ReturnType<typeof readOptions>>;
  /** Short name of the plan from which somebody came. */
  plan?: string;
}

/** What can be chosen in the form. */
export async function readOptions(ctx: Context) {
  const corridors = await listCorridors(ctx.trx, { lang: ctx.lang });
  const own = ownOffices(ctx);
  const plans = (await listPublished(ctx.trx)).filter((plan) => keeps(plan, own));
  const option = (value: string, label: string): Option => ({ value, label });
  return {
    where: (await territories(ctx)).map(({ value, label }) => option(value, label)),
    corridors,
    plans,
    corridor: corridors.map(({ code, origin, destination }) =>
      option(code, ctx.t('consultations.corridor', { origin: placeName(origin, ctx.lang), destination: placeName(destination, ctx.lang) })),
    ),
    plan: plans.map(({ code, title }) => option(code, textIn(title, ctx.lang).text)),
  };
}

/** The form of a consultation before it is opened. */
export function ConsultationFields({ ctx, entry, known, options, plan = '' }: FieldsProps) {
  const { t } = ctx;
  const where = known ? `${known.officeId}.${known.placeId}` : options.where.length === 1 ? options.where[0]?.value : '';
  return (
    <Form entry={entry} draft={`consultation-${known?.title ?? 'new'}`}>
      <TextField
        name="title"
        label={t('consultations.field.title')}
        hint={t('consultations.form.title-hint')}
        value={known?.title}
        maxLength={200}
        required
      />
      <TextArea
        name="about"
        label={t('consultations.field.about')}
        hint={t('consultations.form.about-hint')}
        value={known?.about}
        maxLength={4_000}
        rows={6}
        required
      />
      <SelectField
        name="language"
        label={t('consultations.field.language')}
        value={known?.language ?? ctx.lang}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        required
      />
      <Fieldset id="whom" label={t('consultations.form.whom')} hint={t('consultations.form.whom-hint')}>
        <SelectField name="where" label={t('consultations.field.place')} value={where} options={options.where} required />
        <SelectField
          name="corridor"
          label={t('consultations.field.corridor')}
          hint={t('consultations.form.corridor-hint')}
          emptyLabel={t('consultations.form.no-corridor')}
          value={options.corridors.find(({ id }) => id === known?.corridorId)?.code ?? ''}
          options={options.corridor}
          optional
        />
      </Fieldset>
      <Fieldset id="responsible" label={t('consultations.form.responsible')} hint={t('consultations.form.responsible-hint')}>
        <TextField name="unit" label={t('consultations.field.unit')} value={known?.unit} maxLength={160} required />
        <TextField
          name="contactName"
          label={t('consultations.field.contact-name')}
          hint={t('consultations.form.contact-name-hint')}
          value={known?.contactName ?? ''}
          maxLength={120}
          optional
        />
        <EmailField name="contactEmail" label={t('consultations.field.contact-email')} value={known?.contactEmail ?? ''} optional />
        <PhoneField
          name="contactPhone"
          label={t('consultations.field.contact-phone')}
          hint={t('consultations.form.phone-hint')}
          value={known?.contactPhone ?? ''}
          optional
        />
      </Fieldset>
      <Fieldset id="draft" label={t('consultations.form.draft')} hint={t('consultations.form.draft-hint')}>
        <TextArea
          name="draftText"
          label={t('consultations.field.draft-text')}
          value={known?.draftText ?? ''}
          maxLength={5_000}
          rows={6}
          optional
        />
        <TextField
          name="draftLink"
          label={t('consultations.field.draft-link')}
          value={known?.draftLink ?? ''}
          maxLength={300}
          dir="ltr"
          optional
        />
        <SelectField
          name="plan"
          label={t('consultations.field.plan')}
          hint={t('consultations.form.plan-hint')}
          emptyLabel={t('consultations.form.no-plan')}
          value={options.plans.find(({ id }) => id === known?.planId)?.code ?? plan}
          options={options.plan}
          optional
        />
      </Fieldset>
      <Fieldset id="questions" label={t('consultations.page.questions')} hint={t('consultations.form.questions-hint')}>
        {Array.from({ length: MOST_QUESTIONS }, (_, index) => (
          <TextField
            key={index}
            name={questionName(index)}
            label={t('consultations.form.question', { number: index + 1 })}
            value={known?.questions[index] ?? ''}
            maxLength={300}
            optional
          />
        ))}
      </Fieldset>
      <DateField name="fromOn" label={t('consultations.field.from')} value={known?.fromOn} required />
      <DateField
        name="untilOn"
        label={t('consultations.field.until')}
        hint={t('consultations.form.until-hint')}
        value={known?.untilOn}
        required
      />
      <Button>{t('consultations.form.button')}</Button>
    </Form>
  );
}
