import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import {
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  SearchForm,
  SelectField,
  Table,
  TextArea,
  type FormEntry,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { findServices, type ServiceCard } from '#modules/directory';
import { listOffices } from '#modules/offices';
import { addSubject, changePeer, itemIn, type Content } from '../content.ts';
import { findSubject, subjectFor } from '../take-fact.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

const subjectId = z.uuid();
const how = { why: fields.longText(1_000), base: fields.whole(1, 1_000_000_000) };

/** An office or a service that is set beside the others, and why it is comparable. */
const addRoute = formRoute({
  path: '/desk/benchmarks/:id/add-subject',
  who: writers,
  params: ofComparison,
  body: z.object({ ...how, subject: fields.text(60).pipe(z.uuid('http.field.choose')) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const { kind } = comparison;
    if (kind === 'places') throw refuseHttp('not-found');
    // The address still names the service where the form does not: what was typed stays in the form.
    const named = [entry.value('subject'), ctx.query.get('subject')]
      .map((one) => subjectId.safeParse(one))
      .find(({ success }) => success)?.data;
    const chosen = kind === 'services' && named ? await findSubject(ctx.trx, kind, named, comparison.lang) : null;
    const caption = <bdi lang={comparison.lang}>{chosen?.name ?? comparison.title}</bdi>;
    const shown = { ctx, entry, base: draft.revision, name: `benchmark-${id}-subject` };
    return page(
      t(`benchmarks.peer.add.${kind}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`benchmarks.peer.add.${kind}`)}
          caption={caption}
          lead={t(kind === 'services' && !chosen ? 'benchmarks.subject.which' : 'benchmarks.peer.lead')}
        />
        {kind === 'services' && !chosen ? (
          <Services ctx={ctx} at={`${deskAt(id)}/add-subject`} found={await findServices(ctx.trx, searched(ctx))} />
        ) : (
          <WhyForm {...shown}>
            {chosen?.subject ? (
              <input type="hidden" name="subject" value={chosen.subject.id} />
            ) : (
              <SelectField
                name="subject"
                label={t('benchmarks.column.offices')}
                options={await officeOptions(ctx, draft.content)}
                emptyLabel={t('benchmarks.subject.choose')}
                required
              />
            )}
          </WhyForm>
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, subject, why }) => {
    const { comparison } = await draftIn(ctx, id);
    const given = { ...(await subjectFor(ctx.trx, comparison.kind, subject, comparison.lang)), why };
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => addSubject(content, given) }, ctx.now);
    return redirect(`${deskAt(id)}#peers`, 'benchmarks.notice.saved');
  },
});

/** Why an office or a service is comparable. Another one is another entry. */
const changeRoute = formRoute({
  path: '/desk/benchmarks/:id/subjects/:item',
  who: writers,
  params: ofComparison.extend({ item: z.uuid() }),
  body: z.object(how),
  view: async (ctx, { params: { id, item: itemId } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const item = itemIn(draft.content, 'peers', itemId);
    if (comparison.kind === 'places') throw refuseHttp('not-found');
    return page(
      t('benchmarks.peer.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.peer.change')}
          caption={<bdi lang={comparison.lang}>{item.name}</bdi>}
          lead={t('benchmarks.peer.lead')}
        />
        <WhyForm ctx={ctx} entry={entry} base={draft.revision} name={`benchmark-${itemId}`} why={item.why} />
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { base, why }) => {
    const { comparison, draft } = await draftIn(ctx, id);
    if (comparison.kind === 'places') throw refuseHttp('not-found');
    const { id: _id, ...before } = itemIn(draft.content, 'peers', item);
    const change = (content: Content) => changePeer(content, item, { ...before, why });
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
    return redirect(`${deskAt(id)}#item-${item}`, 'benchmarks.notice.saved');
  },
});

export const subjectRoutes = [addRoute, changeRoute];

interface WhyProps {
  ctx: Context;
  entry: FormEntry;
  base: number;
  /** Under which the browser keeps what is typed. */
  name: string;
  why?: string;
  children?: ComponentChildren;
}

function WhyForm({ ctx, entry, base, name, why, children }: WhyProps) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={name} draftRemote>
      <input type="hidden" name="base" value={base} />
      {children}
      <TextArea
        name="why"
        label={t('benchmarks.peer.why')}
        hint={t('benchmarks.subject.why-hint')}
        value={why}
        maxLength={1_000}
        rows={3}
        required
      />
      <Button>{t('benchmarks.save')}</Button>
    </Form>
  );
}

/** Offices that are open and not yet in the comparison. */
async function officeOptions(ctx: Context, { peers }: Content) {
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  return offices
    .filter(({ id }) => !peers.some(({ subject }) => subject?.id === id))
    .map(({ id, name }) => ({ value: id, label: textIn(name, ctx.lang).text }));
}

const searched = (ctx: Context) => ({ words: fields.searchText().parse(ctx.query.get('q')), lang: ctx.lang, limit: 20 });

/** Services that one can use today, to choose from. */
function Services({ ctx, at, found }: { ctx: Context; at: string; found: { services: ServiceCard[] } }) {
  const { t } = ctx;
  return (
    <>
      <SearchForm action={at} name="q" label={t('benchmarks.subject.search')} value={searched(ctx).words} />
      <Table<ServiceCard>
        caption={t('benchmarks.subject.found')}
        rows={found.services}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('benchmarks.column.services'),
            cell: ({ id, name }) => (
              <Link href={`${at}?subject=${id}`}>
                <bdi lang={name.lang}>{name.text}</bdi>
              </Link>
            ),
          },
          {
            key: 'organisation',
            header: t('benchmarks.subject.organisation'),
            cell: ({ organisation }) => <bdi lang={organisation.lang}>{organisation.text}</bdi>,
          },
        ]}
        empty={<EmptyState title={t('benchmarks.subject.none')} />}
      />
    </>
  );
}
