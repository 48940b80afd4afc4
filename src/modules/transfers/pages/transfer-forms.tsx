import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DescriptionList, ErrorSummary, Form, PageHeading, RadioField, TextArea, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { findOffice } from '#modules/offices';
import { practiceNames } from '#modules/practices';
import { AGE } from '../precondition.ts';
import { refuse } from '../refusals.ts';
import { states, type Transfer, type TransferText } from '../transfer.ts';
import { addTransfer, changeTransfer, findTransfer, removeTransfer } from '../transfers.ts';
import { OfficeField, PlaceField } from './profiles.tsx';
import {
  editsNetwork,
  ofPractice,
  placeFrom,
  practiceAt,
  practiceCrumbs,
  readNames,
  titleOf,
  transferOffices,
  transferWriters,
} from './reach.ts';

const age = fields.optionalText(10).refine((value) => value === null || AGE.test(value), 'transfers.problem.date');

const told = z.object({
  state: fields.choice(states),
  since: age,
  until: age,
  changed: fields.optionalLongText(2_000),
  became: fields.optionalLongText(2_000),
  source: fields.optionalText(300),
});

const textOf = ({ state, since, until, changed, became, source }: z.output<typeof told>): TransferText => ({
  state,
  since,
  until,
  changed,
  became,
  source,
});

function Since({ ctx, was }: { ctx: Context; was: Transfer | null }) {
  return (
    <TextField
      name="since"
      label={ctx.t('transfers.field.since')}
      hint={ctx.t('transfers.hint.date')}
      value={was?.since ?? ''}
      size="short"
      dir="ltr"
      optional
    />
  );
}

function Changed({ ctx, was }: { ctx: Context; was: Transfer | null }) {
  return (
    <TextArea
      name="changed"
      label={ctx.t('transfers.field.changed')}
      hint={ctx.t('transfers.hint.changed')}
      value={was?.changed ?? ''}
      maxLength={2_000}
      rows={4}
      optional
    />
  );
}

/** Everything that is told of a transfer. */
function Told({ ctx, was, bySource }: { ctx: Context; was: Transfer | null; bySource: boolean }) {
  const { t } = ctx;
  return (
    <>
      <RadioField
        name="state"
        label={t('transfers.field.state')}
        value={was?.state ?? ''}
        choices={states.map((value) => ({ value, label: t(`transfers.state.${value}`) }))}
        required
      />
      <Since ctx={ctx} was={was} />
      <TextField
        name="until"
        label={t('transfers.field.until')}
        hint={t('transfers.hint.until')}
        value={was?.until ?? ''}
        size="short"
        dir="ltr"
        optional
      />
      <Changed ctx={ctx} was={was} />
      <TextArea
        name="became"
        label={t('transfers.field.became')}
        hint={t('transfers.hint.became')}
        value={was?.became ?? ''}
        maxLength={2_000}
        rows={4}
        optional
      />
      <TextField
        name="source"
        label={t('transfers.field.source')}
        hint={t(bySource ? 'transfers.hint.source-needed' : 'transfers.hint.source')}
        value={was?.source ?? ''}
        maxLength={300}
        optional
      />
    </>
  );
}

/** "We do this too": an office says in one press that the practice runs at its place. */
export const tooRoute = formRoute({
  path: '/practices/:id/too',
  who: transferWriters,
  params: ofPractice,
  body: z.object({ office: fields.text(40), since: age, changed: fields.optionalLongText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const offices = transferOffices(ctx);
    if (offices.length === 0) throw refuseHttp('not-found');
    return page(
      t('transfers.too.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.too.title')} caption={titleOf(ctx, practice)} lead={t('transfers.too.lead')} />
        <Form entry={entry}>
          {await OfficeField(ctx, offices)}
          <Since ctx={ctx} was={null} />
          <Changed ctx={ctx} was={null} />
          <Button>{t('transfers.too.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }, { office: typed, since, changed }) => {
    const practice = await practiceAt(ctx, params.id);
    const officeId = transferOffices(ctx).find((one) => one === typed);
    const office = officeId ? await findOffice(ctx.trx, officeId) : null;
    if (!office) throw refuse('not-in-territory', { field: 'office' });
    const given = { practiceId: practice.id, placeId: office.placeId, officeId: office.id, language: ctx.lang };
    await addTransfer(ctx.trx, given, { state: 'running', since, until: null, changed, became: null, source: null }, ctx.now);
    return redirect(`/practices/${practice.code}`, 'transfers.notice.too');
  },
});

/** Writes down a transfer: for an office at a place of its territory, or, as an editor of the network, from a source. */
export const newTransferRoute = formRoute({
  path: '/practices/:id/transfers/new',
  who: transferWriters,
  params: ofPractice,
  body: told.extend({ office: fields.optionalText(40), place: fields.text(100), placeCode: fields.optionalText(120) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const offices = transferOffices(ctx);
    const edits = editsNetwork(ctx);
    if (offices.length === 0 && !edits) throw refuseHttp('not-found');
    return page(
      t('transfers.log.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.log.new')} caption={titleOf(ctx, practice)} lead={t('transfers.log.new-lead')} />
        <Form entry={entry}>
          {offices.length > 0 && (await OfficeField(ctx, offices, edits ? t('transfers.log.no-office') : undefined))}
          {await PlaceField(ctx, edits ? undefined : offices[0], t(edits ? 'transfers.hint.place-any' : 'transfers.hint.place'))}
          <Told ctx={ctx} was={null} bySource={edits} />
          <Button>{t('transfers.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }, { office, place, placeCode, ...form }) => {
    const practice = await practiceAt(ctx, params.id);
    const officeId = office ? transferOffices(ctx).find((one) => one === office) : null;
    if (officeId === undefined || (officeId === null && !editsNetwork(ctx))) throw refuse('not-in-territory', { field: 'place' });
    const placeId = await placeFrom(ctx, place, placeCode);
    await addTransfer(ctx.trx, { practiceId: practice.id, placeId, officeId, language: ctx.lang }, textOf(form), ctx.now);
    return redirect(`/practices/${practice.code}`, 'transfers.notice.logged');
  },
});

const ofTransfer = z.object({ transfer: idOf<'transfers.transfers'>() });

/** A transfer that the actor writes, with its practice; anybody else's is not there. */
async function written(ctx: Context, { transfer: id }: z.output<typeof ofTransfer>) {
  const transfer = await findTransfer(ctx.trx, id);
  if (!transfer) throw refuseHttp('not-found');
  const may = transfer.officeId ? transferOffices(ctx).includes(transfer.officeId) : editsNetwork(ctx);
  const practice = (await practiceNames(ctx.trx, [transfer.practiceId])).get(transfer.practiceId);
  if (!may || !practice) throw refuseHttp('not-found');
  const names = await readNames(ctx, [transfer]);
  return { transfer, practice, place: names.place(transfer.placeId) };
}

/** Brings a transfer up to date: how far it has come, and what became of it. */
export const changeTransferRoute = formRoute({
  path: '/practices/transfers/:transfer',
  who: transferWriters,
  params: ofTransfer,
  body: told.extend({ revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params }, entry: FormEntry) => {
    const { t } = ctx;
    const { transfer, practice, place } = await written(ctx, params);
    return page(
      t('transfers.log.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.log.edit')} caption={`${titleOf(ctx, practice)} – ${place}`} lead={t('transfers.log.edit-lead')} />
        <Form entry={entry}>
          <input type="hidden" name="revision" value={transfer.revision} />
          <Told ctx={ctx} was={transfer} bySource={transfer.officeId === null} />
          <Button>{t('transfers.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }, { revision, ...form }) => {
    const { transfer, practice } = await written(ctx, params);
    await changeTransfer(ctx.trx, { ...transfer, revision }, textOf(form), ctx.lang, ctx.now);
    return redirect(`/practices/${practice.code}`, 'transfers.notice.logged');
  },
});

/** Takes back what an office or an editor wrote down. */
export const withdrawRoute = formRoute({
  path: '/practices/transfers/:transfer/withdraw',
  who: transferWriters,
  params: ofTransfer,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { transfer, practice, place } = await written(ctx, params);
    return page(
      t('transfers.log.undo'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.log.undo')} caption={titleOf(ctx, practice)} lead={t('transfers.log.undo-lead')} />
        <DescriptionList facts={[{ key: 'place', label: place, value: t(`transfers.state.${transfer.state}`) }]} />
        <Form entry={entry}>
          <Button kind="warning">{t('transfers.log.undo')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }) => {
    const { transfer, practice } = await written(ctx, params);
    await removeTransfer(ctx.trx, transfer.id);
    return redirect(`/practices/${practice.code}`, 'transfers.notice.withdrawn');
  },
});
