import { z } from 'zod';
import { Bdi, Button, DateField, ErrorSummary, Form, Notice, PageHeading, Panel, RadioField, SelectField, TextArea } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { addDays } from '#kernel/time';
import { findOffice, listOffices, officeNames, type OfficeId } from '#modules/offices';
import { getPerson } from '#modules/people';
import { endOfSharing } from '../agreement.ts';
import { handoverKinds } from '../handover.ts';
import { loadCase } from '../load-case.ts';
import { tellOffice, tellPerson } from '../notices.ts';
import { lapseDay, offerHandover } from '../offer-handover.ts';
import { refuse } from '../refusals.ts';
import { readFormHead } from './crumbs.ts';
import { speechFor } from './other-language.ts';
import { readAgreement, SharingFields, sharingBody, type NamesIn } from './sharing-fields.tsx';
import { todayOf } from './today.ts';

/** Joint work lasts so long unless the person says otherwise. */
const USUAL_JOINT_DAYS = 180;

const query = z.object({
  to: fields.maybe(idOf<'offices.offices'>()),
  kind: fields.maybe(fields.choice(handoverKinds)),
  with: fields.searchText(),
});

/** Names of two offices in every language that the page speaks. */
export async function readOfficeNamesIn(ctx: Context, fromId: string, toId: string, langs: readonly string[]): Promise<NamesIn> {
  const known = new Map<string, { office: string; recipient: string }>();
  for (const lang of new Set(langs)) {
    const names = await officeNames(ctx.trx, [fromId, toId], lang);
    known.set(lang, { office: names.get(fromId) ?? '', recipient: names.get(toId) ?? '' });
  }
  return (lang) => known.get(lang) ?? { office: '', recipient: '' };
}

/** Chooses the other office and the kind first: both stand in the sentence to which the person agrees. */
async function OfficeChoice({
  ctx,
  action,
  exceptId,
  chosen,
  kind,
}: {
  ctx: Context;
  action: string;
  exceptId: string;
  chosen: string | null;
  kind: string;
}) {
  const { t } = ctx;
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  const names = await officeNames(
    ctx.trx,
    offices.map(({ id }) => id),
    ctx.lang,
  );
  return (
    <Panel>
      <Form method="get" action={action}>
        <SelectField
          name="to"
          label={t('cases.offer.to')}
          value={chosen ?? ''}
          options={offices.filter(({ id }) => id !== exceptId).map(({ id }) => ({ value: id, label: names.get(id) ?? '' }))}
        />
        <RadioField
          name="kind"
          label={t('cases.offer.kind')}
          value={kind}
          choices={handoverKinds.map((value) => ({ value, label: t(`cases.kind.${value}`), hint: t(`cases.kind.${value}-hint`) }))}
        />
        <Button kind={chosen ? 'secondary' : 'primary'}>{t('cases.offer.choose')}</Button>
      </Form>
    </Panel>
  );
}

/** Offers the case to the office at the other end: a hand-over, or joint work. */
export const offerRoute = formRoute({
  path: '/desk/cases/:id/hand-over',
  who: desk,
  params: z.object({ id: idOf<'cases.cases'>() }),
  query,
  body: z.object({ ...sharingBody, message: fields.optionalLongText(2_000), until: fields.optionalDay() }),
  view: async (ctx, input, entry) => {
    const { t, format } = ctx;
    const head = await readFormHead(ctx, input.params.id, 'offer', entry);
    const { to } = input.query;
    const kind = input.query.kind ?? 'hand-over';
    const person = await getPerson(ctx.trx, head.case.personId);
    const speech = speechFor(ctx, person?.language ?? ctx.lang);
    const names = to ? await readOfficeNamesIn(ctx, head.case.officeId, to, [ctx.lang, speech.lang]) : null;
    return page(
      t('cases.offer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.offer.title')} caption={<Bdi>{head.person}</Bdi>} lead={t('cases.offer.lead')} />
        {await OfficeChoice({ ctx, action: `/desk/cases/${head.case.id}/hand-over`, exceptId: head.case.officeId, chosen: to, kind })}
        {names && (
          <Form entry={entry} id="offer">
            <Notice title={t(`cases.offer.${kind}-to`, { office: names(ctx.lang).recipient })}>
              <p>{t('cases.offer.lapses', { day: format.date(lapseDay(todayOf(ctx))) })}</p>
            </Notice>
            <SharingFields ctx={ctx} sharing={kind} speech={speech} names={names} />
            {kind === 'joint' && (
              <DateField
                name="until"
                label={t('cases.field.until')}
                hint={t('cases.field.until-hint')}
                value={addDays(todayOf(ctx), USUAL_JOINT_DAYS)}
                min={todayOf(ctx)}
                required
              />
            )}
            <TextArea
              name="message"
              label={t('cases.field.message-office')}
              hint={t('cases.field.message-hint')}
              maxLength={2_000}
              optional
            />
            <Button>{t('cases.offer.button')}</Button>
          </Form>
        )}
      </>,
      { width: 'wide', breadcrumbs: head.breadcrumbs },
    );
  },
  submit: async (ctx, input, form) => {
    const kind = input.query.kind ?? 'hand-over';
    const { to } = input.query;
    if (!to) throw refuse('office-unknown', { field: 'to' });
    const found = await loadCase(ctx.trx, input.params.id);
    const today = todayOf(ctx);
    if (kind === 'joint' && !form.until) throw refuse('until-missing', { field: 'until' });
    const until = kind === 'joint' && form.until ? form.until : lapseDay(today);
    const office = await findOffice(ctx.trx, found.officeId as OfficeId); // other tables keep it as plain text
    const names = await readOfficeNamesIn(ctx, found.officeId, to, [form.language]);
    const id = await offerHandover(ctx.trx, { ...ctx.actor, accountId: accountOf(ctx) }, found.id, {
      kind,
      toOfficeId: to,
      parts: form.parts,
      message: form.message ?? '',
      agreement: readAgreement(ctx, form, { sharing: kind, names, until }),
      endsAt: kind === 'joint' ? endOfSharing('joint', until, today, office?.timeZone ?? ctx.timeZone) : undefined,
    });
    await tellOffice(ctx.trx, ctx.network, to, 'handover-offered', `/desk/handovers/${id}`);
    await tellPerson(ctx.trx, ctx.network, found.personId, 'person-offered', { office: await readOfficeName(ctx, to) });
    return redirect(`/desk/handovers/${id}`, 'cases.notice.offered');
  },
});

/** The name of an office, to be asked for in any language. */
export async function readOfficeName(ctx: Context, id: string): Promise<(lang: string) => string> {
  const office = await findOffice(ctx.trx, id as OfficeId); // as above
  return (lang) => (office ? textIn(office.name, lang).text : '');
}
