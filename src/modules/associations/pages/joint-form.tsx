import { z } from 'zod';
import {
  Bdi,
  Button,
  ComboboxField,
  DateField,
  ErrorSummary,
  Fieldset,
  Form,
  MoneyField,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
  type FormEntry,
} from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { isCurrency, money, parseMoney, toDecimalText } from '#kernel/money';
import { findPlaceByCode, listCorridors, placeName, placesById, type Place, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import type { AssociationId } from '../association.ts';
import { MOST_JOINT_PLACES, MOST_PARTNERS, type Asked, type JointPartner, type JointProject, type Proposal } from '../joint-project.ts';
import { findAssociation } from '../read-associations.ts';
import { jointPartnersOf, jointPlacesOf } from '../read-joint-projects.ts';
import { refuse } from '../refusals.ts';
import { changeJointProject, proposeJointProject } from '../write-joint-project.ts';
import { jointCrumbs, jointHref, ownJoint, ownParams } from './joint-mine.tsx';
import { jointParams } from './joint-public.tsx';
import { ownAssociation } from './reach.ts';

/** Currencies that are offered. */
const currencies = ['EUR', 'XOF', 'MAD', 'TND', 'USD', 'RON', 'ALL', 'GBP'];

const numbers = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
const spread = <T,>(most: number, make: (number: number) => Record<string, T>): Record<string, T> =>
  Object.assign({}, ...numbers(most).map(make)) as Record<string, T>; // one object of many small ones

const body = z.object({
  title: fields.text(160),
  about: fields.longText(4_000),
  language: fields.choice(languages.map(({ code }) => code)),
  ...spread(MOST_JOINT_PLACES, (number) => ({
    [`place${number}`]: fields.optionalText(100),
    [`place${number}Code`]: fields.optionalText(80),
  })),
  corridor: fields.optionalText(80),
  fromOn: fields.optionalDay(),
  untilOn: fields.optionalDay(),
  ownTask: fields.text(500),
  ...spread(MOST_PARTNERS, (number) => ({ [`partner${number}`]: fields.optionalText(200), [`task${number}`]: fields.optionalText(500) })),
  amount: fields.optionalText(60),
  amountCurrency: fields.optionalText(3),
  moneySource: fields.optionalText(500),
});

/** Reads the form. Refusals: `place-unclear`, `joint-partner`, `joint-task`, `amount-wrong`. */
async function readProposal(ctx: Context, form: z.output<typeof body>): Promise<Proposal> {
  const { trx, lang } = ctx;
  const typed = form as unknown as Record<string, string | null>; // places and partners, which the schema spreads
  const placeIds: PlaceId[] = [];
  for (const number of numbers(MOST_JOINT_PLACES)) {
    const field = `place${number}`;
    const given = { typed: typed[field] ?? '', code: typed[`${field}Code`] ?? '', choice: '' };
    const read = given.typed ? await readSide(trx, given, lang) : ({ kind: 'empty' } as const);
    if (read.kind === 'none' || read.kind === 'several') throw refuse('place-unclear', { field, values: { typed: read.typed } });
    const place = read.kind === 'one' ? await findPlaceByCode(trx, read.code) : null;
    if (place) placeIds.push(place.id);
  }
  const others: Asked[] = [];
  for (const number of numbers(MOST_PARTNERS)) {
    const name = typed[`partner${number}`];
    const task = typed[`task${number}`];
    if (!name && !task) continue;
    const found = name ? await findAssociation(trx, name) : null;
    if (!found) throw refuse('joint-partner', { field: `partner${number}` });
    if (!task) throw refuse('joint-task', { field: `task${number}` });
    others.push({ associationId: found, task });
  }
  const { title, about, language, ownTask, fromOn, untilOn, moneySource } = form;
  const corridors = form.corridor ? await listCorridors(trx, { lang }) : [];
  return {
    title,
    about,
    language,
    ownTask,
    fromOn,
    untilOn,
    moneySource,
    placeIds,
    others,
    corridorId: corridors.find(({ code }) => code === form.corridor)?.id ?? null,
    ...readAmount(ctx, form.amount, form.amountCurrency ?? ''),
  };
}

function readAmount({ lang }: Context, typed: string | null, currency: string): Pick<Proposal, 'amountMinor' | 'currency'> {
  if (!typed) return { amountMinor: null, currency: null };
  const read = isCurrency(currency) ? parseMoney(typed, currency, lang) : null;
  if (!read?.ok || read.money.amountMinor < 0n) throw refuse('amount-wrong', { field: 'amount' });
  return { amountMinor: read.money.amountMinor, currency };
}

interface Known {
  project: JointProject;
  places: readonly Place[];
  self: JointPartner | undefined;
  others: readonly JointPartner[];
}

async function readKnown(ctx: Context, project: JointProject): Promise<Known> {
  const ids = (await jointPlacesOf(ctx.trx, [project.id])).get(project.id) ?? [];
  const partners = (await jointPartnersOf(ctx.trx, [project.id])).get(project.id) ?? [];
  return {
    project,
    places: [...(await placesById(ctx.trx, ids)).values()],
    self: partners.find(({ associationId }) => associationId === project.leadId),
    others: partners.filter(({ associationId }) => associationId !== project.leadId),
  };
}

async function ProposalForm({ ctx, sent, known, id }: { ctx: Context; sent: FormEntry; known: Known | null; id: AssociationId }) {
  const { t, lang, format } = ctx;
  const was = known?.project;
  const corridors = await listCorridors(ctx.trx, { lang });
  const sign = format.number(0.5).replaceAll(/\d/g, '');
  const amount =
    was?.amountMinor !== null && was?.amountMinor !== undefined && was.currency && isCurrency(was.currency)
      ? toDecimalText(money(was.amountMinor, was.currency)).replace('.', sign)
      : '';
  return (
    <Form entry={sent} draft={`joint-${was?.id ?? id}`}>
      {was && <input type="hidden" name="revision" value={was.revision} />}
      <TextField name="title" label={t('associations.joint.field.title')} value={was?.title} maxLength={160} required />
      <TextArea
        name="about"
        label={t('associations.joint.field.about')}
        hint={t('associations.joint.no-names')}
        value={was?.about}
        maxLength={4_000}
        rows={6}
        required
      />
      <SelectField
        name="language"
        label={t('associations.joint.field.language')}
        value={was?.language ?? lang}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        required
      />
      <Fieldset label={t('associations.joint.where')}>
        {numbers(MOST_JOINT_PLACES).map((number) => {
          const place = known?.places[number - 1];
          return (
            <ComboboxField
              key={number}
              name={`place${number}`}
              valueName={`place${number}Code`}
              label={t('associations.joint.field.place', { number })}
              source={`/api/v1/places?lang=${lang}`}
              value={place ? placeName(place, lang) : ''}
              chosen={place?.code}
              {...(number === 1 ? { required: true } : { optional: true })}
            />
          );
        })}
        <SelectField
          name="corridor"
          label={t('associations.joint.field.corridor')}
          hint={t('associations.joint.corridor-hint')}
          emptyLabel={t('associations.joint.no-corridor')}
          value={corridors.find((one) => one.id === was?.corridorId)?.code ?? ''}
          options={corridors.map(({ code, origin, destination }) => ({
            value: code,
            label: t('places.corridor.name', { origin: placeName(origin, lang), destination: placeName(destination, lang) }),
          }))}
          optional
        />
        <DateField name="fromOn" label={t('associations.joint.field.from')} value={was?.fromOn ?? ''} optional />
        <DateField name="untilOn" label={t('associations.joint.field.until')} value={was?.untilOn ?? ''} optional />
      </Fieldset>
      <Fieldset label={t('associations.joint.who')} hint={t('associations.joint.who-hint')}>
        <TextField name="ownTask" label={t('associations.joint.field.own-task')} value={known?.self?.task} maxLength={500} required />
        {numbers(MOST_PARTNERS).map((number) => (
          <div key={number}>
            <TextField
              name={`partner${number}`}
              label={t('associations.joint.field.partner', { number })}
              value={known?.others[number - 1]?.name ?? ''}
              maxLength={200}
              {...(number === 1 ? { required: true } : { optional: true })}
            />
            <TextField
              name={`task${number}`}
              label={t('associations.joint.field.task', { number })}
              value={known?.others[number - 1]?.task ?? ''}
              maxLength={500}
              {...(number === 1 ? { required: true } : { optional: true })}
            />
          </div>
        ))}
      </Fieldset>
      <MoneyField
        name="amount"
        label={t('associations.joint.field.amount')}
        hint={t('associations.joint.amount-hint')}
        value={amount}
        currency={was?.currency ?? 'EUR'}
        currencies={[...new Set([...currencies, was?.currency ?? 'EUR'])]}
        optional
      />
      <TextField
        name="moneySource"
        label={t('associations.joint.field.money-source')}
        value={was?.moneySource ?? ''}
        maxLength={500}
        optional
      />
      <Button>{t(was ? 'associations.joint.edit.button' : 'associations.joint.new.button')}</Button>
    </Form>
  );
}

/** Proposes a joint project; the others are asked by letter. */
export const newJointRoute = formRoute({
  path: '/associations/mine/:id/projects/new',
  who: everyone,
  params: ownParams,
  body,
  view: async (ctx, { params: { id } }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    if (entry.state !== 'verified' && !sent.sent) throw refuseHttp('not-found');
    return page(
      t('associations.joint.new.title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading title={t('associations.joint.new.title')} caption={<Bdi>{entry.name}</Bdi>} lead={t('associations.joint.new.lead')} />
        {await ProposalForm({ ctx, sent, known: null, id })}
      </>,
      { breadcrumbs: jointCrumbs(ctx, entry) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await ownAssociation(ctx, id);
    const project = await proposeJointProject(ctx.trx, id, await readProposal(ctx, form));
    return redirect(jointHref(ctx, id, project), 'associations.notice.joint-proposed');
  },
});

/** Changes what is proposed; everybody is asked again. */
export const editJointRoute = formRoute({
  path: '/associations/mine/:id/projects/:project/edit',
  who: everyone,
  params: ownParams.extend(jointParams.shape),
  body: body.extend({ revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params: { id, project: of } }, sent) => {
    const { t } = ctx;
    const entry = await ownAssociation(ctx, id);
    const { project } = await ownJoint(ctx, id, of);
    // Whoever typed while the last one said yes keeps their words.
    if (project.leadId !== id || (project.state !== 'proposed' && !sent.sent)) throw refuseHttp('not-found');
    return page(
      t('associations.joint.edit.title'),
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading
          title={t('associations.joint.edit.title')}
          caption={<Bdi lang={project.language}>{project.title}</Bdi>}
          lead={t('associations.joint.edit.lead')}
        />
        {await ProposalForm({ ctx, sent, known: await readKnown(ctx, project), id })}
      </>,
      { breadcrumbs: jointCrumbs(ctx, entry, project) },
    );
  },
  submit: async (ctx, { params: { id, project: of } }, { revision, ...form }) => {
    const { project } = await ownJoint(ctx, id, of);
    if (project.leadId !== id) throw refuse('not-found');
    await changeJointProject(ctx.trx, project, { ...(await readProposal(ctx, form)), revision });
    return redirect(jointHref(ctx, id, of), 'associations.notice.joint-changed');
  },
});
