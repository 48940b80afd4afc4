import { z } from 'zod';
import {
  Button,
  ButtonLink,
  CheckboxesField,
  CheckboxField,
  ComboboxField,
  EmailField,
  ErrorSummary,
  Form,
  Inset,
  PageHeading,
  PhoneField,
  Section,
  SelectField,
  TextArea,
  TextField,
  useUi,
} from '#kernel/html';
import { fields, formRoute, holders, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { formatters, isLanguage, textIn } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { findPlace } from '#modules/places';
import { termChoices, termCodes } from '#modules/vocabulary';
import { findOrganisation } from '../find-organisation.ts';
import { listRevisions } from '../list-revisions.ts';
import type { Organisation } from '../organisation.ts';
import { changeOrganisation, createOrganisation, type OrganisationDetails } from '../save-organisation.ts';
import { placeField } from './desk-service.tsx';
import { keepers } from './desk-services.tsx';
import { EntryHistory } from './entry-history.tsx';
import { spokenLanguages } from './languages.ts';
import { mayChange } from './may-change.ts';
import { readPlace } from './read-place.ts';
import { languagesField, phoneOf, requireText, todayOf, webField } from './service-body.ts';
import { textFor, useSourceHint } from './text-in-form.tsx';

const body = z.object({
  name: fields.optionalText(200),
  alternateName: fields.optionalText(300),
  kind: fields.choice(termCodes('organisationKinds')),
  description: fields.optionalLongText(5_000),
  place: fields.text(200),
  placeCode: fields.searchText(),
  address: fields.optionalText(300),
  postalCode: fields.optionalText(20),
  phone: fields.optionalText(50),
  email: fields.optionalEmail(),
  website: webField,
  languages: languagesField,
  active: fields.tick(),
  checked: fields.tick(),
});

const crumbs = ({ t }: Context) => [{ label: t('directory.organisations.title'), href: '/desk/organisations' }];

/** A new organisation; only who keeps the whole directory adds one. */
export const newOrganisationRoute = formRoute({
  path: '/desk/organisations/new',
  who: holders('administrator', 'editor', 'office-manager'),
  body,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    return page(
      t('directory.form.new-organisation'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('directory.form.new-organisation')} />
        <Form entry={entry} draft="directory-new-organisation">
          <OrganisationFields stored={null} place={{ text: '', code: '' }} />
          <Button>{t('directory.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, sent) => {
    const id = await createOrganisation(ctx.trx, ctx.actor, await readDetails(ctx, sent, null), ctx.now);
    return redirect(`/desk/organisations/${id}`, 'directory.notice.created');
  },
});

/** Changes an organisation and shows who changed what before. */
export const deskOrganisationRoute = formRoute({
  path: '/desk/organisations/:id',
  who: keepers,
  params: z.object({ id: idOf<'directory.organisations'>() }),
  body,
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const organisation = await keptOrganisation(ctx, params.id);
    const revisions = await listRevisions(ctx.trx, organisation.id);
    return page(
      t('directory.form.organisation'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('directory.form.organisation')}
          caption={textIn(organisation.name, lang).text}
          actions={
            <ButtonLink kind="secondary" href={`/desk/services/new?organisation=${organisation.id}`}>
              {t('directory.desk.new-service')}
            </ButtonLink>
          }
        />
        <Form entry={entry} draft={`directory-organisation-${organisation.id}`}>
          <OrganisationFields stored={organisation} place={await placeField(ctx, organisation.placeId)} />
          <Button>{t('directory.form.save')}</Button>
        </Form>
        <Section title={t('directory.history.title')}>
          <EntryHistory revisions={revisions} ownAccount={ctx.actor.accountId} />
        </Section>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, sent) => {
    const organisation = await keptOrganisation(ctx, params.id);
    await changeOrganisation(ctx.trx, ctx.actor, organisation.id, await readDetails(ctx, sent, organisation), ctx.now);
    return redirect(`/desk/organisations/${organisation.id}`, 'directory.notice.saved');
  },
});

async function keptOrganisation(ctx: Context, id: Organisation['id']): Promise<Organisation> {
  const organisation = await findOrganisation(ctx.trx, id);
  if (organisation.standing === 'reported' || !mayChange(ctx, organisation.id)) throw refuseHttp('not-found');
  return organisation;
}

async function readDetails(ctx: Context, sent: z.output<typeof body>, stored: Organisation | null): Promise<OrganisationDetails> {
  requireText('name', sent.name, stored?.name ?? null, ctx.lang);
  const { place, placeCode, checked, phone, ...same } = sent;
  const placeId = await readPlace(ctx, place, placeCode);
  const { iso } = await findPlace(ctx.trx, placeId);
  return {
    ...same,
    lang: ctx.lang,
    placeId,
    phone: phoneOf(phone, iso?.slice(0, 2) ?? ctx.profile.country ?? ''),
    assuredOn: checked ? todayOf(ctx) : null,
  };
}

function OrganisationFields({ stored, place }: { stored: Organisation | null; place: { text: string; code: string } }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const hint = useSourceHint();
  const seat = stored?.locations[0];
  const phone = stored?.phones[0]?.number;
  const offered = [...new Set([...spokenLanguages, ...(stored?.languages ?? [])])];
  return (
    <>
      <Inset>{t('directory.form.language-note', { language: format.languageName(lang) })}</Inset>
      <TextField name="name" label={t('directory.form.name')} hint={hint(stored?.name)} value={textFor(stored?.name, lang)} required />
      <TextField name="alternateName" label={t('directory.form.alternate-name')} value={stored?.alternateName ?? ''} optional />
      <SelectField
        name="kind"
        label={t('directory.form.kind')}
        value={stored?.kind ?? ''}
        options={termChoices('organisationKinds', isLanguage(lang) ? lang : 'en')}
        required
      />
      <TextArea
        name="description"
        label={t('directory.form.description')}
        hint={hint(stored?.description)}
        value={textFor(stored?.description, lang)}
        optional
      />
      <ComboboxField
        name="place"
        valueName="placeCode"
        label={t('directory.form.place')}
        source={`/api/v1/places?lang=${lang}`}
        value={place.text}
        chosen={place.code}
        required
      />
      <TextField name="address" label={t('directory.form.address')} value={seat?.address1 ?? ''} optional />
      <TextField name="postalCode" label={t('directory.form.postal-code')} size="short" value={seat?.postalCode ?? ''} optional />
      <PhoneField name="phone" label={t('directory.form.phone')} value={phone ? formatPhone(phone) : ''} autocomplete="off" optional />
      <EmailField name="email" label={t('directory.form.email')} value={stored?.email ?? ''} autocomplete="off" optional />
      <TextField name="website" label={t('directory.form.website')} value={stored?.website ?? ''} dir="ltr" spellcheck={false} optional />
      <CheckboxesField
        name="languages"
        label={t('directory.form.languages')}
        inline
        values={stored?.languages ?? []}
        choices={offered.map((value) => ({ value, label: format.languageName(value) }))}
      />
      <CheckboxField name="active" label={t('directory.form.active')} checked={stored?.active ?? true} />
      <CheckboxField name="checked" label={t('directory.form.checked')} />
    </>
  );
}
