import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  Inset,
  MoneyField,
  PageHeading,
  RadioField,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { toDecimalText } from '#kernel/money';
import { officeNames, type OfficeId } from '#modules/offices';
import { findOpening, openingsOn, placeName, type Opening } from '#modules/places';
import { termChoices } from '#modules/vocabulary';
import { audiences, ends, kinds, type Opportunity } from '../opportunity.ts';
import { keptOffices, keptOpportunity } from '../read-opportunities.ts';
import { changeOpportunity, createOpportunity } from '../write-opportunity.ts';
import { keepers } from './desk-list.tsx';
import { corridorName, readNames, titleOf, todayOf, type Names } from './facts.tsx';
import { currenciesWith } from './question-fields.tsx';
import { body, CORRIDORS, readText, shownSource } from './read-opportunity-form.ts';

const inOwn = (ctx: Context, value: Translated | null | undefined) => value?.texts[ctx.lang]?.text ?? '';

/** The words in their own language as a hint, where the reader's has none yet. */
function Other({ ctx, value, hint }: { ctx: Context; value: Translated | null | undefined; hint?: string | undefined }) {
  if (!value || value.texts[ctx.lang]) return <>{hint}</>;
  const shown = textIn(value, ctx.lang);
  return (
    <>
      {hint} {ctx.t('opportunities.form.in-other', { language: ctx.format.languageName(shown.lang) })}{' '}
      <span lang={shown.lang} dir={shown.dir}>
        {shown.text}
      </span>
    </>
  );
}

interface FieldsProps {
  ctx: Context;
  one: Opportunity | null;
  names: Names;
  openings: readonly Opening[];
  /** Words and place of an entry of the corridor page from which a new one starts. */
  from?: Opening | null;
}

function OpportunityFields({ ctx, one, names, openings, from = null }: FieldsProps) {
  const { t, lang, format } = ctx;
  const corridors = [...names.corridors.values()].map((corridor) => ({ value: corridor.id as string, label: corridorName(ctx, corridor) }));
  const today = todayOf(ctx);
  return (
    <>
      <Inset>{t('opportunities.form.language-note', { language: format.languageName(lang) })}</Inset>
      <RadioField
        name="kind"
        label={t('opportunities.field.kind')}
        value={one?.kind ?? (from?.kind === 'sector' ? 'sector' : '')}
        choices={kinds.map((value) => ({ value, label: t(`opportunities.kind.${value}`) }))}
      />
      <TextField
        name="title"
        label={t('opportunities.field.title')}
        hint={<Other ctx={ctx} value={one?.title} />}
        value={one ? inOwn(ctx, one.title) : inOwn(ctx, from?.title)}
        maxLength={200}
        required
      />
      <TextArea
        name="about"
        label={t('opportunities.field.about')}
        hint={<Other ctx={ctx} value={one?.about} hint={t('opportunities.form.about-hint')} />}
        value={one ? inOwn(ctx, one.about) : inOwn(ctx, from?.description)}
        required
      />
      <Section title={t('opportunities.form.where')}>
        <TextField
          name="place"
          label={t('opportunities.field.place')}
          hint={t('opportunities.form.place-hint')}
          value={one ? (names.places.get(one.placeId) ?? '') : from ? placeName(from.place, lang) : ''}
          required
        />
        <RadioField
          name="atEnd"
          label={t('opportunities.field.at-end')}
          value={one?.atEnd}
          choices={ends.map((value) => ({ value, label: t(`opportunities.end-of.${value}`) }))}
        />
        {CORRIDORS.map((name, index) => (
          <SelectField
            key={name}
            name={name}
            label={t('opportunities.form.corridor', { number: index + 1 })}
            emptyLabel={t('opportunities.form.no-corridor')}
            value={one?.corridorIds[index] ?? ''}
            options={corridors}
            optional
          />
        ))}
        <SelectField
          name="opening"
          label={t('opportunities.field.opening')}
          hint={t('opportunities.form.opening-hint')}
          emptyLabel={t('opportunities.form.no-opening')}
          value={one?.openingId ?? from?.id ?? ''}
          options={openings.map((opening) => ({
            value: opening.id,
            label: `${placeName(opening.place, lang)}: ${textIn(opening.title, lang).text}`,
          }))}
          optional
        />
      </Section>
      <Section title={t('opportunities.form.whom')}>
        <CheckboxesField
          name="sectors"
          label={t('opportunities.field.sectors')}
          hint={t('opportunities.form.none-any')}
          values={one?.sectors ?? (from?.sector ? [from.sector] : [])}
          choices={termChoices('sectors', lang)}
          inline
        />
        <CheckboxesField
          name="stages"
          label={t('opportunities.field.stages')}
          hint={t('opportunities.form.none-any')}
          values={one?.stages ?? []}
          choices={termChoices('ventureStages', lang)}
          inline
        />
        <CheckboxesField
          name="audiences"
          label={t('opportunities.field.audiences')}
          hint={t('opportunities.form.audiences-hint')}
          values={one?.audiences ?? []}
          choices={audiences.map((value) => ({ value, label: t(`opportunities.audience.${value}`) }))}
          inline
        />
        <MoneyField
          name="amount"
          label={t('opportunities.field.amount')}
          value={one?.amount ? toDecimalText(one.amount) : ''}
          currency={one?.amount?.currency ?? 'EUR'}
          currencies={currenciesWith(one?.amount?.currency)}
          optional
        />
        <TextField
          name="amountText"
          label={t('opportunities.field.amount-text')}
          hint={<Other ctx={ctx} value={one?.amountText} hint={t('opportunities.form.amount-hint')} />}
          value={inOwn(ctx, one?.amountText)}
          maxLength={300}
          optional
        />
      </Section>
      <Section title={t('opportunities.form.source')}>
        <TextField
          name="sourceName"
          label={t('opportunities.field.source')}
          hint={t('opportunities.form.source-hint')}
          value={one ? shownSource(ctx, one) : ''}
          maxLength={200}
          required
        />
        <TextField
          name="sourceUrl"
          label={t('opportunities.field.source-url')}
          hint={t('opportunities.form.source-url-hint')}
          value={one?.source.url ?? ''}
          dir="ltr"
          spellcheck={false}
          optional
        />
        <DateField name="sourceSeenOn" label={t('opportunities.field.seen-on')} value={one?.sourceSeenOn ?? today} max={today} required />
        <TextField
          name="reported"
          label={t('opportunities.field.reported')}
          hint={t('opportunities.form.reported-hint')}
          value={one?.reported ?? ''}
          dir="ltr"
          size="short"
          optional
        />
        <DateField name="validFrom" label={t('opportunities.field.valid-from')} value={one?.validFrom ?? today} required />
        <DateField
          name="validUntil"
          label={t('opportunities.field.valid-until')}
          hint={t('opportunities.form.valid-until-hint')}
          value={one?.validUntil ?? ''}
          optional
        />
        <CheckboxField
          name="needsConfirmation"
          label={t('opportunities.field.needs-confirmation')}
          hint={t('opportunities.form.needs-confirmation-hint')}
          checked={one?.needsConfirmation ?? false}
        />
      </Section>
    </>
  );
}

const crumbs = (ctx: Context) => [{ label: ctx.t('opportunities.desk.title'), href: '/desk/opportunities' }];

/** A new opportunity of an office, from nothing or from an entry of the corridor page. */
export const newRoute = formRoute({
  path: '/desk/opportunities/new',
  who: keepers,
  query: z.object({ opening: fields.maybe(idOf<'places.openings'>()) }),
  body: z.object({ office: z.uuid('http.field.choose'), ...body }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const offices = await keptOffices(ctx.trx);
    const officeOptions = [...(await officeNames(ctx.trx, offices, ctx.lang))].map(([value, label]) => ({ value, label }));
    if (officeOptions.length === 0) throw refuseHttp('not-found');
    return page(
      t('opportunities.form.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('opportunities.form.new')} lead={t('opportunities.form.lead')} />
        <Form entry={entry} draft={`opportunity-${accountOf(ctx)}`} draftRemote>
          <SelectField
            name="office"
            label={t('opportunities.field.keeper')}
            emptyLabel={officeOptions.length === 1 ? false : undefined}
            value={officeOptions.length === 1 ? officeOptions[0]?.value : ''}
            options={officeOptions}
            required
          />
          <OpportunityFields
            ctx={ctx}
            one={null}
            names={await readNames(ctx, [])}
            openings={await openingsOn(ctx.trx, todayOf(ctx))}
            from={query.opening ? await findOpening(ctx.trx, query.opening) : null}
          />
          <Button>{t('opportunities.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { office, ...form }) => {
    const text = await readText(ctx, form, null);
    const id = await createOpportunity(ctx.trx, office as OfficeId, text, todayOf(ctx)); // the policy of the table says whose it may be
    return redirect(`/desk/opportunities/${id}`, 'opportunities.notice.saved');
  },
});

/** Changes what an opportunity says, in the language of the page. */
export const editRoute = formRoute({
  path: '/desk/opportunities/:id/edit',
  who: keepers,
  params: z.object({ id: idOf<'opportunities.opportunities'>() }),
  body: z.object(body),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await keptOpportunity(ctx.trx, params.id);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('opportunities.form.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('opportunities.form.edit')} caption={titleOf(ctx, one)} lead={t('opportunities.form.edit-lead')} />
        <Form entry={entry} draft={`opportunity-${one.id}`} draftRemote>
          <OpportunityFields ctx={ctx} one={one} names={await readNames(ctx, [one])} openings={await openingsOn(ctx.trx, todayOf(ctx))} />
          <Button>{t('opportunities.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbs(ctx), { label: titleOf(ctx, one), href: `/desk/opportunities/${one.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const one = await keptOpportunity(ctx.trx, params.id);
    if (!one) throw refuseHttp('not-found');
    await changeOpportunity(ctx.trx, one.id, await readText(ctx, form, one), todayOf(ctx));
    return redirect(`/desk/opportunities/${one.id}`, 'opportunities.notice.saved');
  },
});
