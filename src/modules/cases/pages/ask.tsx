import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  Form,
  Notice,
  NumberField,
  PageHeading,
  Panel,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { languages } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { listOffices, officeNames } from '#modules/offices';
import { askForHandover, JOINT_DAYS } from '../ask-for-handover.ts';
import { handoverKinds } from '../handover.ts';
import { tellOffice } from '../notices.ts';
import { lapseDay } from '../offer-handover.ts';
import { refuse } from '../refusals.ts';
import { readOfficeNamesIn } from './hand-over.tsx';
import { speechFor } from './other-language.ts';
import { readAgreement, SharingFields, sharingBody } from './sharing-fields.tsx';
import { todayOf } from './today.ts';

const query = z.object({
  from: fields.maybe(idOf<'offices.offices'>()),
  to: fields.maybe(idOf<'offices.offices'>()),
  kind: fields.maybe(fields.choice(handoverKinds)),
  with: fields.searchText(),
});

/** The officer's own desk for which the request is made: the one chosen, else the first. */
function ownDesk(ctx: Context, chosen: string | null): string {
  const desks = scopesOf(ctx, 'counsellor', 'office-manager');
  const own = chosen && desks.includes(chosen) ? chosen : desks[0];
  if (!own) throw refuse('not-found');
  return own;
}

/** Where the person was before, what is asked for, and which language they read: all stand in the sentence that follows. */
async function RequestChoice({
  ctx,
  from,
  own,
  kind,
  lang,
}: {
  ctx: Context;
  from: string | null;
  own: string;
  kind: string;
  lang: string;
}) {
  const { t } = ctx;
  const desks = scopesOf(ctx, 'counsellor', 'office-manager');
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  const names = await officeNames(ctx.trx, [...offices.map(({ id }) => id), ...desks], ctx.lang);
  return (
    <Panel>
      <Form method="get" action="/desk/handovers/new">
        <SelectField
          name="from"
          label={t('cases.ask.from')}
          value={from ?? ''}
          options={offices.filter(({ id }) => id !== own).map(({ id }) => ({ value: id, label: names.get(id) ?? '' }))}
        />
        {desks.length > 1 && (
          <SelectField
            name="to"
            label={t('cases.ask.for')}
            value={own}
            emptyLabel={false}
            options={desks.map((id) => ({ value: id, label: names.get(id) ?? '' }))}
          />
        )}
        <RadioField
          name="kind"
          label={t('cases.ask.kind')}
          value={kind}
          choices={handoverKinds.map((value) => ({ value, label: t(`cases.kind.${value}`), hint: t(`cases.ask.${value}-hint`) }))}
        />
        <SelectField
          name="with"
          label={t('cases.ask.language')}
          value={lang}
          emptyLabel={false}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button kind={from ? 'secondary' : 'primary'}>{t('cases.offer.choose')}</Button>
      </Form>
    </Panel>
  );
}

/** Asks another office for the file of somebody who came by themselves. */
export const askRoute = formRoute({
  path: '/desk/handovers/new',
  who: desk,
  query,
  body: z.object({
    ...sharingBody,
    name: fields.text(240),
    contact: fields.optionalText(254),
    birthYear: fields.optionalWhole(1900, 2200),
    message: fields.optionalLongText(2_000),
  }),
  view: async (ctx, input, entry) => {
    const { t, format } = ctx;
    const own = ownDesk(ctx, input.query.to);
    const { from } = input.query;
    const kind = input.query.kind ?? 'hand-over';
    const speech = speechFor(ctx, ctx.lang);
    const names = from ? await readOfficeNamesIn(ctx, from, own, [ctx.lang, speech.lang]) : null;
    return page(
      t('cases.ask.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.ask.title')} lead={t('cases.ask.lead')} />
        {await RequestChoice({ ctx, from, own, kind, lang: speech.lang })}
        {names && (
          <Form entry={entry} id="request">
            <Notice title={t('cases.ask.to', { office: names(ctx.lang).office })}>
              <p>{t('cases.ask.no-answer', { day: format.date(lapseDay(todayOf(ctx))) })}</p>
            </Notice>
            <TextField
              name="name"
              label={t('cases.field.claimed-name')}
              hint={t('cases.field.claimed-name-hint')}
              maxLength={240}
              required
            />
            <TextField
              name="contact"
              label={t('cases.field.claimed-contact')}
              hint={t('cases.field.claimed-contact-hint')}
              maxLength={254}
              optional
            />
            <NumberField name="birthYear" label={t('cases.field.claimed-birth-year')} optional />
            <SharingFields ctx={ctx} sharing={kind} speech={speech} names={names} />
            <TextArea
              name="message"
              label={t('cases.field.message-office')}
              hint={t('cases.field.message-hint')}
              maxLength={2_000}
              optional
            />
            <Button>{t('cases.ask.button')}</Button>
          </Form>
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('cases.handovers.title'), href: '/desk/handovers' }] },
    );
  },
  submit: async (ctx, input, form) => {
    const own = ownDesk(ctx, input.query.to);
    const { from } = input.query;
    if (!from) throw refuse('office-unknown', { field: 'from' });
    const kind = input.query.kind ?? 'hand-over';
    const names = await readOfficeNamesIn(ctx, from, own, [form.language]);
    const today = todayOf(ctx);
    const id = await askForHandover(ctx.trx, accountOf(ctx), {
      kind,
      toOfficeId: own,
      fromOfficeId: from,
      parts: form.parts,
      claimedName: form.name,
      claimedContact: form.contact,
      claimedBirthYear: form.birthYear,
      agreement: readAgreement(ctx, form, { sharing: kind, names, until: kind === 'joint' ? addDays(today, JOINT_DAYS) : lapseDay(today) }),
      message: form.message ?? '',
    });
    await tellOffice(ctx.trx, ctx.network, from, 'handover-asked', `/desk/handovers/${id}`);
    return redirect(`/desk/handovers/${id}`, 'cases.notice.asked');
  },
});
