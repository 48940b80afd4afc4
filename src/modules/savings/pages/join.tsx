import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  MoneyField,
  PageHeading,
  RadioField,
  Section,
  SelectField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, signedIn, type Context } from '#kernel/http';
import { formatters, textIn, translator } from '#kernel/i18n';
import { money, toDecimalText } from '#kernel/money';
import { addMonths } from '#kernel/time';
import { organisationNames } from '#modules/directory';
import { getPerson, type Person, type PersonId } from '#modules/people';
import { askToJoin, shownParts } from '../join.ts';
import type { Membership } from '../membership.ts';
import { getScheme, openSchemes } from '../read-schemes.ts';
import { refuse } from '../refusals.ts';
import { purposes, type Scheme } from '../scheme.ts';
import { readAmount, SchemeFacts, SchemeTags, todayOf } from './parts.tsx';

/** How long the organisation sees who saves, before it is asked again. */
const GRANT_MONTHS = 48;

const goalBody = { purpose: fields.choice(purposes), amount: fields.text(40), goalOn: fields.day() };

/** What one saves for, how much and by when. */
export function GoalFields({ ctx, scheme, one }: { ctx: Context; scheme: Scheme; one: Membership | null }) {
  const { t } = ctx;
  return (
    <>
      <RadioField
        name="purpose"
        label={t('savings.field.purpose')}
        value={one?.purpose ?? ''}
        choices={scheme.purposes.map((value) => ({ value, label: t(`savings.for.${value}`) }))}
      />
      <MoneyField
        name="amount"
        label={t('savings.field.goal')}
        value={one ? toDecimalText(money(one.goalMinor, scheme.savingCurrency)) : ''}
        currency={scheme.savingCurrency}
        required
      />
      <DateField name="goalOn" label={t('savings.field.goal-on')} value={one?.goalOn ?? ''} min={todayOf(ctx)} required />
    </>
  );
}

export const readGoal = (ctx: Context, scheme: Scheme, form: z.output<z.ZodObject<typeof goalBody>>) => ({
  purpose: form.purpose,
  goalMinor: readAmount(ctx, form.amount, scheme.savingCurrency, 'amount'),
  goalOn: form.goalOn,
});

/** The sentence to which the person agrees, with the parts that it names. */
async function wordingOf(ctx: Context, scheme: Scheme): Promise<string> {
  const t = translator(ctx.network.catalogue, ctx.lang);
  const format = formatters(ctx.lang, ctx.timeZone);
  const keeper = (await organisationNames(ctx.trx, [scheme.organisationId], ctx.lang)).get(scheme.organisationId) ?? '–';
  return t('savings.agreement', {
    keeper,
    // uses messages: consent.part.*
    parts: format.list(shownParts.map((part) => t(`consent.part.${part}`))),
    day: format.date(addMonths(todayOf(ctx), GRANT_MONTHS)),
  });
}

export async function ownPeople(ctx: Context): Promise<Person[]> {
  const found: Person[] = [];
  for (const { subjectId } of await ownSubjects(ctx.trx)) {
    const person = await getPerson(ctx.trx, subjectId as PersonId); // subjects of this kind are people
    if (person) found.push(person);
  }
  return found;
}

/** The person joins: scheme and rules first, and only then the form. */
export const joinRoute = formRoute({
  path: '/me/savings/new',
  who: signedIn,
  query: z.object({ scheme: fields.maybe(idOf<'savings.schemes'>()) }),
  body: z.object({ ...goalBody, follows: fields.tick(), agreed: fields.tick() }),
  view: async (ctx, { query }, entry) => {
    const { t } = ctx;
    const schemes = await openSchemes(ctx.trx);
    const scheme = schemes.find(({ id }) => id === query.scheme) ?? null;
    const people = await ownPeople(ctx);
    return page(
      t('savings.join.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.join.title')} lead={t('savings.join.lead')} />
        {people.length === 0 ? (
          <EmptyState title={t('savings.join.no-file')} />
        ) : schemes.length === 0 ? (
          <EmptyState title={t('savings.public.none')} />
        ) : (
          <Form method="get" action="/me/savings/new" id="choice">
            <SelectField
              name="scheme"
              label={t('savings.field.name')}
              value={scheme?.id ?? ''}
              options={schemes.map((one) => ({ value: one.id, label: textIn(one.name, ctx.lang).text }))}
              required
            />
            <Button kind={scheme ? 'secondary' : 'primary'}>{t('savings.join.choose')}</Button>
          </Form>
        )}
        {scheme && people.length > 0 && (
          <>
            <p>
              <SchemeTags ctx={ctx} scheme={scheme} />
            </p>
            <SchemeFacts ctx={ctx} scheme={scheme} />
            <Section title={t('savings.join.goal')}>
              <Form entry={entry} id="membership">
                <GoalFields ctx={ctx} scheme={scheme} one={null} />
                <Inset>{await wordingOf(ctx, scheme)}</Inset>
                <CheckboxField name="follows" label={t('savings.join.follows')} hint={t('savings.join.follows-hint')} checked />
                <CheckboxField name="agreed" label={t('savings.join.agreed')} />
                <Button>{t('savings.join.send')}</Button>
              </Form>
            </Section>
          </>
        )}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('savings.mine.title'), href: '/me/savings' }] },
    );
  },
  submit: async (ctx, { query }, form) => {
    const [person] = await ownPeople(ctx);
    if (!person) throw refuse('no-such-file');
    if (!query.scheme) throw refuse('scheme-closed');
    if (!form.agreed) throw refuse('not-agreed', { field: 'agreed' });
    const scheme = await getScheme(ctx.trx, query.scheme);
    const today = todayOf(ctx);
    const id = await askToJoin(
      ctx.trx,
      { ...ctx.actor, accountId: accountOf(ctx) },
      { personId: person.id, officeId: person.officeId, scheme, today },
      {
        ...readGoal(ctx, scheme, form),
        officeFollows: form.follows,
        agreement: { language: ctx.lang, wording: await wordingOf(ctx, scheme) },
        endsAt: new Date(`${addMonths(today, GRANT_MONTHS)}T00:00:00Z`),
      },
    );
    return redirect(`/me/savings/${id}`, 'savings.notice.joined');
  },
});

export { goalBody };
