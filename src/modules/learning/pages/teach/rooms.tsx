import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  SelectField,
  Section,
  Table,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { officeNames, type OfficeId } from '#modules/offices';
import { addRoom, changeRoom, getRoom, roomsOf, type Room } from '../../room.ts';
import { refuse } from '../../refusals.ts';
import { runOfficeChoices, runOffices, teachers, teachingCrumbs } from './gates.ts';

const facts = { name: fields.text(120), seats: fields.whole(1, 2_000), stepFree: fields.tick() };

function RoomFields({ ctx: { t }, room }: { ctx: Context; room: Room | null }) {
  return (
    <>
      <TextField
        name="name"
        label={t('learning.field.room')}
        hint={t('learning.room.name-hint')}
        value={room?.name}
        maxLength={120}
        required
      />
      <NumberField name="seats" label={t('learning.field.seats')} value={room ? String(room.seats) : ''} required />
      <CheckboxField name="stepFree" label={t('learning.room.step-free')} checked={room?.stepFree ?? false} />
    </>
  );
}

/** The rooms of the reader's offices, and one more. */
export const roomsRoute = formRoute({
  path: '/teaching/rooms',
  who: teachers,
  body: z.object({ ...facts, office: fields.text(60) }),
  view: async (ctx, _input, entry) => {
    const { t, lang, format } = ctx;
    const rooms = await roomsOf(ctx.trx, runOffices(ctx));
    const offices = await runOfficeChoices(ctx);
    const names = await officeNames(
      ctx.trx,
      rooms.map(({ officeId }) => officeId),
      lang,
    );
    return page(
      t('learning.rooms.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.rooms.title')} lead={t('learning.rooms.lead')} />
        <Table
          caption={t('learning.rooms.title')}
          hideCaption
          rows={rooms}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('learning.rooms.none')} />}
          columns={[
            { key: 'name', header: t('learning.field.room'), cell: ({ id, name }) => <Link href={`/teaching/rooms/${id}`}>{name}</Link> },
            { key: 'office', header: t('learning.field.office'), cell: ({ officeId }) => names.get(officeId) ?? '–' },
            { key: 'seats', header: t('learning.field.seats'), numeric: true, cell: ({ seats }) => format.number(seats) },
            {
              key: 'facts',
              header: t('learning.field.state'),
              cell: ({ stepFree, retired }) =>
                [stepFree ? t('learning.room.step-free') : t('learning.room.steps'), retired ? t('learning.room.retired') : '']
                  .filter(Boolean)
                  .join(', '),
            },
          ]}
        />
        {offices.length > 0 && (
          <Section title={t('learning.rooms.new')}>
            <Form entry={entry}>
              <SelectField name="office" label={t('learning.field.office')} options={offices} value={offices[0]?.value ?? ''} required />
              <RoomFields ctx={ctx} room={null} />
              <Button>{t('learning.build.save')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { breadcrumbs: teachingCrumbs(ctx), width: 'wide' },
    );
  },
  submit: async (ctx, _input, { office, ...room }) => {
    if (!runOffices(ctx).includes(office)) throw refuse('no-office', { field: 'office' });
    await addRoom(ctx.trx, office as OfficeId, room); // one of the actor's offices
    return redirect('/teaching/rooms', 'learning.notice.saved');
  },
});

/** Changes a room, or takes it out of use. */
export const roomRoute = formRoute({
  path: '/teaching/rooms/:id',
  who: teachers,
  params: z.object({ id: idOf<'learning.rooms'>() }),
  body: z.object({ ...facts, retired: fields.tick() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const room = await getRoom(ctx.trx, params.id);
    if (!room || !runOffices(ctx).includes(room.officeId)) throw refuseHttp('not-found');
    return page(
      t('learning.rooms.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.rooms.edit')} />
        <Form entry={entry}>
          <RoomFields ctx={ctx} room={room} />
          <CheckboxField name="retired" label={t('learning.room.retire')} checked={room.retired} />
          <Button>{t('learning.build.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...teachingCrumbs(ctx), { label: t('learning.rooms.title'), href: '/teaching/rooms' }] },
    );
  },
  submit: async (ctx, { params }, room) => {
    await changeRoom(ctx.trx, params.id, room);
    return redirect('/teaching/rooms', 'learning.notice.saved');
  },
});
