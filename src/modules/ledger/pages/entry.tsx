import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Table,
  Tag,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import type { Book, EntryId } from '../book.ts';
import { keepsBook } from '../books.ts';
import { actByHand, acts, type Act } from '../by-hand.ts';
import { readEntry, type Entry, type EntryLine } from '../read-entry.ts';
import { accountName, at, bookIn, crumbs, entryParams, keepers, ownBookIn, readers, sideOf, todayOf } from './reach.ts';

const hrefOf = (book: Book, id: EntryId, rest = '') => at(book.id, `/entries/${id}${rest}`);

async function entryIn(ctx: Context, book: Book, id: EntryId): Promise<Entry> {
  const entry = await readEntry(ctx.trx, id);
  if (entry?.bookId !== book.id) throw refuseHttp('not-found');
  return entry;
}

/** What can be done with an entry as it stands. */
function possible({ kind, endedBy, reversedBy, expiresAt }: Entry, now: Date): Act[] {
  if (kind === 'pending') return endedBy ? [] : expiresAt && expiresAt <= now ? ['void'] : ['settle', 'void'];
  return kind === 'void' || kind === 'expiry' || reversedBy ? [] : ['reverse'];
}

/** An entry with its lines, and what it has to do with others. */
export const entryRoute = pageRoute({
  path: '/ledger/:book/entries/:entry',
  who: readers,
  params: entryParams,
  view: async (ctx, { params }) => {
    const { t, format } = ctx;
    const book = await bookIn(ctx, params.book);
    const entry = await entryIn(ctx, book, params.entry);
    const can = (await keepsBook(ctx.trx, book.id)) ? possible(entry, ctx.now) : [];
    const linked = (id: EntryId, text: string) => <Link href={hrefOf(book, id)}>{text}</Link>;
    return page(
      entry.description,
      <>
        <PageHeading
          title={<Bdi>{entry.description}</Bdi>}
          caption={t('ledger.entry.caption')}
          tags={<Tag>{t(`ledger.entry-kind.${entry.kind}`)}</Tag>}
        />
        <DescriptionList
          facts={[
            { key: 'effective', label: t('ledger.field.effective'), value: format.date(entry.effectiveOn) },
            { key: 'booked', label: t('ledger.field.booked'), value: format.instant(entry.bookedAt) },
            ...(entry.kind === 'pending'
              ? [
                  {
                    key: 'expires',
                    label: t('ledger.field.expires'),
                    value: entry.expiresAt ? format.instant(entry.expiresAt) : t('ledger.pending.no-end'),
                  },
                ]
              : []),
            ...(entry.settles
              ? [{ key: 'settles', label: t('ledger.link.settles'), value: linked(entry.settles, t('ledger.link.see')) }]
              : []),
            ...(entry.reverses
              ? [{ key: 'reverses', label: t('ledger.link.reverses'), value: linked(entry.reverses, t('ledger.link.see')) }]
              : []),
            ...(entry.endedBy
              ? [
                  {
                    key: 'ended',
                    label: t('ledger.link.ended'),
                    value: linked(entry.endedBy.id, t(`ledger.entry-kind.${entry.endedBy.kind}`)),
                  },
                ]
              : []),
            ...(entry.reversedBy
              ? [{ key: 'reversed', label: t('ledger.link.reversed'), value: linked(entry.reversedBy, t('ledger.link.see')) }]
              : []),
            ...(entry.exchange
              ? [
                  {
                    key: 'rate',
                    label: t('ledger.field.rate'),
                    value: t('ledger.entry.rate', {
                      from: entry.exchange.from,
                      to: entry.exchange.to,
                      rate: entry.exchange.rate,
                      day: format.date(entry.exchange.on),
                      source: entry.exchange.source,
                    }),
                  },
                ]
              : []),
          ]}
        />
        {entry.lines.length > 0 && (
          <Table<EntryLine & { n: number }>
            caption={t('ledger.entry.lines')}
            rows={entry.lines.map((line, index) => ({ ...line, n: index + 1 }))}
            rowKey={({ n }) => String(n)}
            columns={[
              {
                key: 'account',
                header: t('ledger.field.account'),
                cell: ({ accountId, ...line }) => (
                  <Link href={at(book.id, `/accounts/${accountId}`)}>
                    <Bdi>{accountName(ctx, line)}</Bdi>
                  </Link>
                ),
              },
              {
                key: 'debit',
                header: t('ledger.field.debit'),
                numeric: true,
                cell: (line) => sideOf(ctx, 'debit', line.amountMinor, line.currency),
              },
              {
                key: 'credit',
                header: t('ledger.field.credit'),
                numeric: true,
                cell: (line) => sideOf(ctx, 'credit', line.amountMinor, line.currency),
              },
            ]}
          />
        )}
        <ButtonGroup>
          {can.map((act) => (
            <ButtonLink key={act} kind={act === 'settle' ? 'primary' : 'quiet'} href={hrefOf(book, entry.id, `/act?act=${act}`)}>
              {t(`ledger.act.${act}`)}
            </ButtonLink>
          ))}
        </ButtonGroup>
      </>,
      { breadcrumbs: crumbs(ctx, book) },
    );
  },
});

/** Takes an entry back, or ends a reservation, after saying what that means. */
export const actRoute = formRoute({
  path: '/ledger/:book/entries/:entry/act',
  who: keepers,
  params: entryParams,
  query: z.object({ act: fields.maybe(fields.choice(acts)) }),
  body: z.object({ act: fields.choice(acts), effectiveOn: fields.day(), description: fields.text(300) }),
  view: async (ctx, { params, query }, form) => {
    const { t } = ctx;
    const book = await ownBookIn(ctx, params.book);
    const entry = await entryIn(ctx, book, params.entry);
    const act = acts.find((one) => one === form.value('act')) ?? query.act ?? possible(entry, ctx.now)[0];
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`ledger.act.${act}`),
      <>
        <ErrorSummary errors={form.errors} />
        <PageHeading title={t(`ledger.act.${act}`)} caption={<Bdi>{entry.description}</Bdi>} lead={t(`ledger.act.${act}-text`)} />
        <Form entry={form}>
          <input type="hidden" name="act" value={act} />
          <DateField name="effectiveOn" label={t('ledger.field.effective')} value={todayOf(ctx)} required />
          <TextField name="description" label={t('ledger.act.why')} hint={t('ledger.entry.description-hint')} maxLength={300} required />
          <Button kind={act === 'settle' ? 'primary' : 'warning'}>{t(`ledger.act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, book, { label: entry.description, href: hrefOf(book, entry.id) }) },
    );
  },
  submit: async (ctx, { params }, { act, effectiveOn, description }) => {
    const book = await ownBookIn(ctx, params.book);
    const entry = await entryIn(ctx, book, params.entry);
    const { id } = await actByHand(ctx.trx, book.id, entry.id, act, { effectiveOn, description });
    return redirect(hrefOf(book, id), `ledger.notice.${act}`);
  },
});
