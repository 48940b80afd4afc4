import { z } from 'zod';
import {
  Bdi,
  Button,
  CheckboxesField,
  DateField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import { makeTranslated, setTranslation, textIn, type Translated } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import { fairKinds, guests, type Fair, type FairText } from '../fair.ts';
import { refuse } from '../refusals.ts';
import { changeFair, createFair } from '../write-fair.ts';
import { fairTitle } from './fair-parts.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';
import { corridorName, readCorridors, type Corridors } from './offer-facts.tsx';
import { tradeLanguages } from './offer-fields.tsx';
import { desksOf } from './reach.ts';

const clock = fields.text(5).pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'trade.field.clock-wrong'));
const optionalClock = fields.optionalText(5).pipe(
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'trade.field.clock-wrong')
    .nullable(),
);

const body = z.object({
  kind: fields.choice(fairKinds),
  title: fields.text(120),
  about: fields.longText(2_000),
  corridor: fields.text(40),
  office: fields.text(40),
  partner: fields.optionalText(40),
  place: fields.optionalText(200),
  firstDay: fields.day(),
  lastDay: fields.day(),
  opens: clock,
  closes: clock,
  pauseFrom: optionalClock,
  pauseUntil: optionalClock,
  slotMinutes: fields.whole(10, 120),
  tables: fields.whole(1, 60),
  languages: fields.choices(tradeLanguages),
  registersFrom: fields.day(),
  registersUntil: fields.day(),
  whoMay: fields.choices(guests),
});

/** A text typed in one language: the words of the source, or those of this language beside it. */
function translated(ctx: Context, text: string, stored: Translated | undefined): Translated {
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  return stored ? setTranslation(stored, ctx.lang, text, author) : makeTranslated(ctx.lang, text, author);
}

async function textOf(ctx: Context, form: z.output<typeof body>, stored: Fair | null): Promise<FairText> {
  const corridor = [...(await readCorridors(ctx)).values()].find(({ id }) => id === form.corridor);
  if (!corridor) throw refuse('no-such-corridor', { field: 'corridor' });
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  const own = stored ? [stored.officeId] : desksOf(ctx);
  const office = offices.find(({ id }) => id === form.office && own.includes(id))?.id;
  const partner = form.partner ? offices.find(({ id }) => id === form.partner)?.id : null;
  if (!office || partner === undefined) throw refuse('same-office', { field: 'office' });
  if ((form.pauseFrom === null) !== (form.pauseUntil === null)) throw refuse('fair-pause', { field: 'pauseUntil' });
  return {
    ...form,
    title: translated(ctx, form.title, stored?.title),
    about: translated(ctx, form.about, stored?.about),
    corridorId: corridor.id,
    officeId: office,
    partnerOfficeId: partner,
    languages: form.languages.length > 0 ? form.languages : [ctx.lang],
    whoMay: form.whoMay.length > 0 ? form.whoMay : [...guests],
  };
}

/** Announces a fair, as a draft. */
export const newRoute = formRoute({
  path: '/desk/fairs/new',
  who: desk,
  body,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('trade.fair.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.fair.new')} lead={t('trade.fair.new-lead')} />
        {await FairFields({ ctx, entry, fair: null })}
      </>,
      { breadcrumbs: fairCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    const id = await createFair(ctx.trx, accountOf(ctx), await textOf(ctx, form, null));
    return redirect(`/desk/fairs/${id}`, 'trade.notice.fair-written');
  },
});

/** Changes what a fair says of itself. */
export const editRoute = formRoute({
  path: '/desk/fairs/:id/edit',
  who: desk,
  params: fairParams,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    return page(
      t('trade.edit.button'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.edit.button')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
        {await FairFields({ ctx, entry, fair })}
      </>,
      { breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const fair = await hostedFair(ctx, id);
    await changeFair(ctx.trx, id, await textOf(ctx, form, fair));
    return redirect(`/desk/fairs/${id}`, 'trade.notice.fair-written');
  },
});

async function FairFields({ ctx, entry, fair }: { ctx: Context; entry: FormEntry; fair: Fair | null }) {
  const { t, lang } = ctx;
  const offices = (await listOffices(ctx.trx, { lang })).map((one) => ({ value: one.id as string, label: textIn(one.name, lang).text }));
  const own = offices.filter(({ value }) => desksOf(ctx).includes(value));
  return (
    <Form entry={entry} draft={`fair-${fair?.id ?? 'new'}`} draftRemote>
      <RadioField
        name="kind"
        label={t('trade.fair.kind')}
        choices={fairKinds.map((value) => ({ value, label: t(`trade.fair-kind.${value}`) }))}
        value={fair?.kind}
      />
      <TextField name="title" label={t('trade.fair.title')} value={fair ? fairTitle(ctx, fair) : ''} required />
      <TextArea name="about" label={t('trade.fair.about')} value={fair ? textIn(fair.about, lang).text : ''} required />
      <Where ctx={ctx} fair={fair} own={own} offices={offices} corridors={await readCorridors(ctx)} />
      <When ctx={ctx} fair={fair} />
      <Guests ctx={ctx} fair={fair} />
      <Button>{t('trade.form.save')}</Button>
    </Form>
  );
}

type Choices = readonly { value: string; label: string }[];

function Where({
  ctx,
  fair,
  own,
  offices,
  corridors,
}: {
  ctx: Context;
  fair: Fair | null;
  own: Choices;
  offices: Choices;
  corridors: Corridors;
}) {
  const { t } = ctx;
  return (
    <>
      <SelectField
        name="corridor"
        label={t('trade.field.corridor')}
        options={[...corridors.values()].map((one) => ({ value: one.id as string, label: corridorName(ctx, one) }))}
        value={fair?.corridorId}
        required
      />
      <SelectField
        name="office"
        label={t('trade.fair.office')}
        options={fair ? offices.filter(({ value }) => value === fair.officeId) : own}
        emptyLabel={false}
        value={fair?.officeId ?? own[0]?.value}
      />
      <SelectField
        name="partner"
        label={t('trade.fair.partner')}
        hint={t('trade.fair.partner-hint')}
        options={offices}
        value={fair?.partnerOfficeId ?? ''}
        optional
      />
      <TextField name="place" label={t('trade.fair.place')} hint={t('trade.fair.place-hint')} value={fair?.place ?? ''} optional />
    </>
  );
}

function When({ ctx, fair }: { ctx: Context; fair: Fair | null }) {
  const { t } = ctx;
  return (
    <>
      <DateField name="firstDay" label={t('trade.fair.first-day')} value={fair?.firstDay} required />
      <DateField name="lastDay" label={t('trade.fair.last-day')} value={fair?.lastDay} required />
      <TimeField name="opens" label={t('trade.fair.opens')} hint={t('trade.fair.clock-hint')} value={fair?.opens ?? '09:00'} required />
      <TimeField name="closes" label={t('trade.fair.closes')} value={fair?.closes ?? '17:00'} required />
      <TimeField name="pauseFrom" label={t('trade.fair.pause-from')} value={fair?.pauseFrom ?? ''} optional />
      <TimeField name="pauseUntil" label={t('trade.fair.pause-until')} value={fair?.pauseUntil ?? ''} optional />
      <NumberField name="slotMinutes" label={t('trade.fair.slot-minutes')} value={String(fair?.slotMinutes ?? 30)} size="short" required />
      <NumberField name="tables" label={t('trade.fair.tables')} value={String(fair?.tables ?? 5)} size="short" required />
      <DateField name="registersFrom" label={t('trade.fair.registers-from')} value={fair?.registersFrom} required />
      <DateField name="registersUntil" label={t('trade.fair.registers-until')} value={fair?.registersUntil} required />
    </>
  );
}

function Guests({ ctx, fair }: { ctx: Context; fair: Fair | null }) {
  const { t, format } = ctx;
  return (
    <>
      <CheckboxesField
        name="whoMay"
        label={t('trade.fair.who-may')}
        choices={guests.map((value) => ({ value, label: t(`trade.guest.${value}`) }))}
        values={fair?.whoMay ?? [...guests]}
        optional
      />
      <CheckboxesField
        name="languages"
        label={t('trade.field.languages')}
        choices={tradeLanguages.map((value) => ({ value, label: format.languageName(value) }))}
        values={fair?.languages ?? []}
        inline
        optional
      />
    </>
  );
}
