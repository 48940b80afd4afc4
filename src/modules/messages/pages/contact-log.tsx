import { z } from 'zod';
import {
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  PostButton,
  RadioField,
  Section,
  SelectField,
  Stat,
  StatGrid,
  Table,
} from '#kernel/html';
import { accountOf, csv, desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { writeCsv } from '#kernel/text';
import { addDays, fromLocal, isDay, toLocal, type Day } from '#kernel/time';
import { officeNames } from '#modules/offices';
import { spokenLanguages } from '#modules/people/pages';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import { UNDO_MINUTES, type Contact } from '../contact.ts';
import { countContacts, getContact, listContacts, logContact, undoContact } from '../log-contact.ts';

const body = z.object({
  office: fields.optionalText(40),
  topic: fields.choice(termCodes('contactTopics')),
  language: fields.text(20).pipe(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'http.field.choose')),
  answered: fields.choice(['yes', 'no']),
});

const PAGE = 50;
const MOST_EXPORTED = 5_000;

/** The day of the list: today, or an earlier one that the address names; and its first moment and that of the next. */
function dayOf(ctx: Context, named: string): { day: Day; today: Day; from: Date; until: Date } {
  const { day: today } = toLocal(ctx.now.toISOString(), ctx.timeZone);
  const day = isDay(named) && named < today ? named : today;
  const startOf = (one: Day) => new Date(fromLocal(one, '00:00', ctx.timeZone));
  return { day, today, from: startOf(day), until: startOf(addDays(day, 1)) };
}

/** The desk's log: three fields for a five-minute question, and the list of a day with a way to take back or go further. */
export const contactLogRoute = formRoute({
  path: '/desk/contacts',
  who: desk,
  query: z.object({ day: fields.searchText(), page: fields.pageNumber(), format: fields.searchText() }),
  body,
  view: async (ctx, { query }, entry) => {
    const { t, lang, format } = ctx;
    const offices = scopesOf(ctx, 'counsellor', 'office-manager');
    const { day, today, from, until } = dayOf(ctx, query.day);
    const exporting = query.format === 'csv';
    const listed = exporting ? { limit: MOST_EXPORTED, offset: 0 } : { limit: PAGE, offset: (query.page - 1) * PAGE };
    const contacts = await listContacts(ctx.trx, offices, { from, until, ...listed });
    if (exporting) return csv(`contacts-${day}.csv`, contactsCsv(ctx, contacts));
    const counted = await countContacts(ctx.trx, offices, { from, until });
    const names = await officeNames(ctx.trx, offices, lang);
    return page(
      t('messages.contacts.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('messages.contacts.title')} lead={t('messages.contacts.lead')} />
        <Form entry={entry} id="log">
          {offices.length > 1 && (
            <SelectField
              name="office"
              label={t('messages.field.office')}
              emptyLabel={false}
              options={offices.map((id) => ({ value: id, label: names.get(id) ?? id }))}
            />
          )}
          <SelectField name="topic" label={t('messages.field.topic')} options={termChoices('contactTopics', lang)} required />
          <SelectField
            name="language"
            label={t('messages.field.language')}
            value={lang}
            options={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
            required
          />
          <RadioField
            name="answered"
            label={t('messages.field.answered')}
            inline
            value="yes"
            choices={[
              { value: 'yes', label: t('messages.answered.yes') },
              { value: 'no', label: t('messages.answered.no') },
            ]}
          />
          <Button>{t('messages.contacts.save')}</Button>
        </Form>
        <Section title={day === today ? t('messages.contacts.today') : format.date(day, 'weekday')}>
          <p>
            <Link href={`/desk/contacts?day=${addDays(day, -1)}`}>{t('messages.contacts.day-before')}</Link>{' '}
            {day < today && <Link href={`/desk/contacts?day=${addDays(day, 1)}`}>{t('messages.contacts.day-after')}</Link>}
          </p>
          <StatGrid>
            <Stat label={t('messages.contacts.all')} value={format.number(counted.all)} />
            <Stat label={t('messages.contacts.unanswered')} value={format.number(counted.unanswered)} />
          </StatGrid>
          <Table<Contact>
            caption={t('messages.contacts.list', { day: format.date(day) })}
            hideCaption
            rows={contacts}
            rowKey={(row) => row.id}
            paging={{ page: query.page, pageSize: PAGE, total: counted.all }}
            csvHref={`?day=${day}&format=csv`}
            columns={[
              { key: 'at', header: t('messages.field.at'), cell: (row) => format.time(row.at) },
              { key: 'topic', header: t('messages.field.topic'), cell: (row) => termLabel('contactTopics', row.topic, lang) },
              { key: 'language', header: t('messages.field.language'), cell: (row) => format.languageName(row.language) },
              {
                key: 'answered',
                header: t('messages.field.answered'),
                cell: (row) => (row.answered ? t('messages.answered.yes') : t('messages.answered.no')),
              },
              { key: 'next', header: t('messages.field.next'), cell: (row) => <Next ctx={ctx} contact={row} /> },
            ]}
            empty={<EmptyState title={t('messages.contacts.none')} />}
          />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
  submit: async (ctx, _input, form) => {
    const offices = scopesOf(ctx, 'counsellor', 'office-manager');
    const officeId = offices.find((id) => id === form.office) ?? offices[0] ?? '';
    await logContact(ctx.trx, accountOf(ctx), { officeId, topic: form.topic, language: form.language, answered: form.answered === 'yes' });
    return redirect('/desk/contacts', 'messages.notice.logged');
  },
});

/** One line a question, in the order of the page. */
function contactsCsv({ t, lang }: Context, contacts: readonly Contact[]): string {
  return writeCsv(
    [t('messages.field.at'), t('messages.field.topic'), t('messages.field.language'), t('messages.field.answered')],
    contacts.map((one) => [
      one.at.toISOString(),
      termLabel('contactTopics', one.topic, lang),
      one.language,
      one.answered ? t('messages.answered.yes') : t('messages.answered.no'),
    ]),
  );
}

function Next({ ctx, contact }: { ctx: Context; contact: Contact }) {
  const { t } = ctx;
  if (contact.personId)
    return (
      <ButtonLink kind="quiet" href={`/desk/people/${contact.personId}`}>
        {t('messages.contacts.file')}
      </ButtonLink>
    );
  const fresh = ctx.now.getTime() - contact.at.getTime() < UNDO_MINUTES * 60_000;
  return (
    <div class="button-group">
      <ButtonLink kind="quiet" href={`/desk/people/new?contact=${contact.id}`}>
        {t('messages.contacts.open-file')}
      </ButtonLink>
      {fresh && (
        <PostButton kind="quiet" action={`/desk/contacts/${contact.id}/undo`}>
          {t('messages.contacts.undo')}
        </PostButton>
      )}
    </div>
  );
}

/** Takes back a mistaken entry. */
export const undoContactRoute = formRoute({
  path: '/desk/contacts/:id/undo',
  who: desk,
  params: z.object({ id: idOf<'messages.contacts'>() }),
  body: z.object({}),
  view: async ({ t, trx }, { params }, entry) => {
    if (!(await getContact(trx, params.id))) throw refuseHttp('not-found');
    return page(
      t('messages.undo.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('messages.undo.title')} lead={t('messages.undo.lead')} />
        <PostButton action={`/desk/contacts/${params.id}/undo`}>{t('messages.contacts.undo')}</PostButton>
      </>,
      { breadcrumbs: [{ label: t('messages.contacts.title'), href: '/desk/contacts' }] },
    );
  },
  submit: async (ctx, { params }) => {
    await undoContact(ctx.trx, params.id, ctx.now);
    return redirect('/desk/contacts', 'messages.notice.undone');
  },
});
