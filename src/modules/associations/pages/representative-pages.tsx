import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  DateField,
  EmailField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  PhoneField,
  Section,
  SelectField,
  Table,
  Tag,
  TextField,
} from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { sides, type Association } from '../association.ts';
import { removeRepresentative, representativesOf, saveRepresentative, type Representative } from '../representatives.ts';
import { readNumber } from './entry-fields.tsx';
import { crumbs, mineHref, ownAssociation, todayOf } from './reach.ts';

const params = z.object({ id: idOf<'associations.associations'>() });

/** Everybody who stands for the association, with what is public of them, for those who write for it. */
export function OwnPeople({ ctx, entry, all }: { ctx: Context; entry: Association; all: readonly Representative[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('associations.people.title')}>
      <p>{t('associations.people.lead')}</p>
      <Table<Representative>
        caption={t('associations.people.title')}
        hideCaption
        rows={all}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('associations.people.none-yet')} />}
        columns={[
          { key: 'name', header: t('associations.person.name'), cell: ({ name }) => <Bdi>{name}</Bdi> },
          { key: 'mandate', header: t('associations.person.mandate'), cell: ({ mandate }) => <Bdi>{mandate}</Bdi> },
          {
            key: 'term',
            header: t('associations.person.term'),
            cell: ({ fromOn, untilOn }) =>
              untilOn
                ? t('associations.people.term', { from: format.date(fromOn, 'short'), until: format.date(untilOn, 'short') })
                : t('associations.people.since', { from: format.date(fromOn, 'short') }),
          },
          {
            key: 'shown',
            header: t('associations.person.shown'),
            cell: ({ agreedOn }) => (
              <Tag tone={agreedOn ? 'success' : 'neutral'}>{t(agreedOn ? 'associations.person.public' : 'associations.person.hidden')}</Tag>
            ),
          },
          {
            key: 'change',
            header: t('associations.person.change'),
            cell: ({ id, name }) => (
              <>
                <Link href={mineHref(ctx, entry.id, `/person?person=${id}`)} label={`${t('associations.person.change')}: ${name}`}>
                  {t('associations.person.change')}
                </Link>{' '}
                <Link href={mineHref(ctx, entry.id, `/person/${id}/remove`)} label={`${t('associations.person.remove')}: ${name}`}>
                  {t('associations.person.remove')}
                </Link>
              </>
            ),
          },
        ]}
      />
      {entry.state !== 'closed' && (
        <ButtonLink kind="secondary" href={mineHref(ctx, entry.id, '/person')}>
          {t('associations.person.add')}
        </ButtonLink>
      )}
    </Section>
  );
}

/** Writes down who stands for the association, or changes it. */
export const personRoute = formRoute({
  path: '/associations/mine/:id/person',
  who: everyone,
  params,
  query: z.object({ person: fields.maybe(idOf<'associations.representatives'>()) }),
  body: z.object({
    name: fields.text(120),
    mandate: fields.text(120),
    fromOn: fields.day(),
    untilOn: fields.optionalDay(),
    email: fields.optionalEmail(),
    phone: fields.optionalText(40),
    focal: fields.optionalChoice(sides),
    agreed: fields.tick(),
  }),
  view: async (ctx, { params: { id }, query }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    const was = query.person ? (await representativesOf(ctx.trx, id)).find((one) => one.id === query.person) : null;
    if (was === undefined) throw refuseHttp('not-found');
    return page(
      t('associations.person.title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading title={t('associations.person.title')} caption={<Bdi>{entry.name}</Bdi>} lead={t('associations.person.lead')} />
        <Form entry={sent}>
          <TextField name="name" label={t('associations.person.name')} value={was?.name ?? ''} maxLength={120} required />
          <TextField
            name="mandate"
            label={t('associations.person.mandate')}
            hint={t('associations.person.mandate-hint')}
            value={was?.mandate ?? ''}
            maxLength={120}
            required
          />
          <DateField name="fromOn" label={t('associations.person.from')} value={was?.fromOn ?? ''} required />
          <DateField name="untilOn" label={t('associations.person.until')} value={was?.untilOn ?? ''} optional />
          <EmailField name="email" label={t('associations.field.email')} value={was?.email ?? ''} optional />
          <PhoneField name="phone" label={t('associations.field.phone')} value={was?.phone ?? ''} optional />
          <SelectField
            name="focal"
            label={t('associations.person.focal')}
            emptyLabel={t('associations.person.no-focal')}
            value={was?.focal ?? ''}
            options={sides.map((value) => ({ value, label: t(`associations.focal.${value}`) }))}
            optional
          />
          <CheckboxField
            name="agreed"
            label={t('associations.person.agreed')}
            hint={t('associations.person.agreed-hint')}
            checked={Boolean(was?.agreedOn)}
          />
          <Button>{t('associations.edit.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, entry) },
    );
  },
  submit: async (ctx, { params: { id }, query }, form) => {
    await ownAssociation(ctx, id);
    const phone = readNumber(ctx, form.phone);
    await saveRepresentative(ctx.trx, id, query.person, { ...form, phone }, todayOf(ctx));
    return redirect(mineHref(ctx, id), 'associations.notice.person');
  },
});

/** Removes somebody, after a look at whom. */
export const removePersonRoute = formRoute({
  path: '/associations/mine/:id/person/:person/remove',
  who: everyone,
  params: params.extend({ person: idOf<'associations.representatives'>() }),
  body: z.object({}),
  view: async (ctx, { params: { id, person } }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    const was = (await representativesOf(ctx.trx, id)).find((one) => one.id === person);
    if (!was) throw refuseHttp('not-found');
    return page(
      t('associations.person.remove-title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading
          title={t('associations.person.remove-title')}
          caption={<Bdi>{was.name}</Bdi>}
          lead={t('associations.person.remove-lead')}
        />
        <Form entry={sent}>
          <Button kind="warning">{t('associations.person.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, entry) },
    );
  },
  submit: async (ctx, { params: { id, person } }) => {
    await ownAssociation(ctx, id);
    await removeRepresentative(ctx.trx, id, person);
    return redirect(mineHref(ctx, id), 'associations.notice.person-removed');
  },
});
