import { fileParts, requestOverride } from '#kernel/consent';
import {
  Button,
  CheckboxesField,
  DateField,
  ErrorSummary,
  Form,
  Notice,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
} from '#kernel/html';
import { desk, formRoute, page, redirect } from '#kernel/http';
import { fullName } from '#modules/people';
import {
  endOf,
  overrideBody,
  overridePurposes,
  periodOf,
  personParams,
  readOwnPerson,
  readRecipient,
  recipientOptions,
} from './override-terms.ts';
import { refuse } from './refusals.ts';

/** Asks to share parts of a file without the person's permission; a second officer of the office decides. */
export const askOverrideRoute = formRoute({
  path: '/desk/people/:id/override',
  who: desk,
  params: personParams,
  body: overrideBody,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await readOwnPerson(ctx, input.params.id);
    const name = person.identity ? fullName(person.identity) : person.reference;
    const { today, usual, furthest } = periodOf(ctx);
    return page(
      t('app.overrides.ask'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.overrides.ask')} caption={<bdi>{name}</bdi>} lead={t('app.overrides.ask-lead')} />
        <Notice tone="warning" title={t('app.overrides.first')}>
          <p>{t('app.overrides.first-text')}</p>
        </Notice>
        <Form entry={entry}>
          <SelectField
            name="recipient"
            label={t('app.overrides.recipient')}
            options={await recipientOptions(ctx, person.officeId)}
            required
          />
          <RadioField
            name="purpose"
            label={t('app.overrides.purpose')}
            choices={overridePurposes.map((value) => ({ value, label: t(`app.purpose.${value}`) }))}
          />
          <CheckboxesField
            name="parts"
            label={t('app.me.sharing.parts')}
            hint={t('app.overrides.parts-hint')}
            choices={fileParts.map((value) => ({ value, label: t(`consent.part.${value}`) }))}
          />
          <DateField
            name="endsAt"
            label={t('app.overrides.until')}
            hint={t('app.overrides.until-hint')}
            value={usual}
            min={today}
            max={furthest}
            required
          />
          <TextArea
            name="reason"
            label={t('app.me.sharing.reason')}
            hint={t('app.overrides.reason-hint')}
            maxLength={2_000}
            rows={5}
            required
          />
          <Button>{t('app.overrides.ask-button')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('people.list.title'), href: '/desk/people' },
          { label: name, href: `/desk/people/${person.id}` },
        ],
      },
    );
  },
  submit: async (ctx, input, form) => {
    const person = await readOwnPerson(ctx, input.params.id);
    const recipient = readRecipient(await recipientOptions(ctx, person.officeId), form.recipient);
    if (!recipient) throw refuse('recipient-unknown', { field: 'recipient' });
    await requestOverride(ctx.trx, ctx.actor, {
      subjectId: person.id,
      recipient,
      purpose: `app.purpose.${form.purpose}`,
      parts: form.parts,
      reason: form.reason,
      language: ctx.lang,
      endsAt: endOf(ctx, form.endsAt),
    });
    return redirect('/desk/overrides', 'app.notice.override-asked');
  },
});
