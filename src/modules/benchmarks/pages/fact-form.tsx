import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { Button, ErrorSummary, Form, Link, PageHeading, Table, TextArea, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { measureIn, putItem, type Content } from '../content.ts';
import { factNames, factsOf, factSpec, isFact, type FactName } from '../facts.ts';
import { takeFact } from '../take-fact.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, todayIn, writers } from './reach.ts';

const how = { caveat: fields.longText(2_000), base: fields.whole(1, 1_000_000_000) };

const take = async (ctx: Context, fact: FactName, caveat: string, content: Content) =>
  await takeFact(ctx.trx, { fact, caveat, content, today: todayIn(ctx) });

/** Takes what the network shows of each office or service: first which fact, then what to keep in mind. */
const addRoute = formRoute({
  path: '/desk/benchmarks/:id/add-fact',
  who: writers,
  params: ofComparison,
  body: z.object({ ...how, fact: fields.choice(factNames) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const offered = factsOf(comparison.kind);
    if (offered.length === 0) throw refuseHttp('not-found');
    const named = [entry.value('fact') ?? null, ctx.query.get('fact')].find((one) => isFact(one) && offered.includes(one)) ?? null;
    const fact = isFact(named) ? named : null;
    return page(
      t('benchmarks.measure.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.measure.add')}
          caption={fact ? t(`benchmarks.fact.${fact}.name`) : <bdi lang={comparison.lang}>{comparison.title}</bdi>}
          lead={fact ? t(`benchmarks.fact.${fact}.definition`) : t('benchmarks.fact.which')}
        />
        {fact ? (
          <CaveatForm ctx={ctx} entry={entry} base={draft.revision} name={`benchmark-${id}-fact`} fact={fact}>
            <input type="hidden" name="fact" value={fact} />
          </CaveatForm>
        ) : (
          <Facts ctx={ctx} at={`${deskAt(id)}/add-fact`} offered={offered} />
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, fact, caveat }) => {
    const { draft } = await draftIn(ctx, id);
    const measure = await take(ctx, fact, caveat, draft.content);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => putItem(content, 'measures', null, measure) }, ctx.now);
    return redirect(`${deskAt(id)}#measures`, 'benchmarks.notice.saved');
  },
});

/** Changes what to keep in mind, and takes the figures anew as they are today. */
const changeRoute = formRoute({
  path: '/desk/benchmarks/:id/facts/:item',
  who: writers,
  params: ofComparison.extend({ item: z.uuid() }),
  body: z.object(how),
  view: async (ctx, { params: { id, item: itemId } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const { fact, caveat } = measureIn(draft.content, 'fact', itemId);
    return page(
      t('benchmarks.measure.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('benchmarks.measure.change')} caption={t(`benchmarks.fact.${fact}.name`)} lead={t('benchmarks.fact.again')} />
        <CaveatForm ctx={ctx} entry={entry} base={draft.revision} name={`benchmark-${itemId}`} fact={fact} caveat={caveat} />
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { base, caveat }) => {
    const { draft } = await draftIn(ctx, id);
    const { fact } = measureIn(draft.content, 'fact', item);
    const measure = await take(ctx, fact, caveat, draft.content);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change: (content) => putItem(content, 'measures', item, measure) }, ctx.now);
    return redirect(`${deskAt(id)}#item-${item}`, 'benchmarks.notice.facts-taken');
  },
});

export const factRoutes = [addRoute, changeRoute];

interface CaveatProps {
  ctx: Context;
  entry: FormEntry;
  base: number;
  name: string;
  fact: FactName;
  caveat?: string;
  children?: ComponentChildren;
}

function CaveatForm({ ctx, entry, base, name, fact, caveat, children }: CaveatProps) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={name} draftRemote>
      <input type="hidden" name="base" value={base} />
      {children}
      <p>{t(`benchmarks.fact.${fact}.direction`)}</p>
      <TextArea
        name="caveat"
        label={t('benchmarks.measure.caveat')}
        hint={t('benchmarks.fact.caveat-hint')}
        value={caveat}
        maxLength={2_000}
        rows={4}
        required
      />
      <Button>{t('benchmarks.measure.button')}</Button>
    </Form>
  );
}

/** Facts of offices or of services, each with what it counts. */
function Facts({ ctx, at, offered }: { ctx: Context; at: string; offered: readonly FactName[] }) {
  const { t } = ctx;
  return (
    <Table<FactName>
      caption={t('benchmarks.fact.list')}
      rows={offered}
      rowKey={(fact) => fact}
      columns={[
        {
          key: 'name',
          header: t('benchmarks.column.measure'),
          cell: (fact) => <Link href={`${at}?fact=${fact}`}>{t(`benchmarks.fact.${fact}.name`)}</Link>,
        },
        { key: 'unit', header: t('benchmarks.column.unit'), cell: (fact) => t(`benchmarks.unit.${factSpec(fact).unit}`) },
        { key: 'definition', header: t('benchmarks.column.definition'), cell: (fact) => t(`benchmarks.fact.${fact}.definition`) },
      ]}
    />
  );
}
