import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  NumberField,
  PageHeading,
  RadioField,
  Section,
  Source,
  Stat,
  StatGrid,
  Table,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from '#kernel/html';
import {
  accountOf,
  everyone,
  fields,
  formRoute,
  holders,
  holds,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  type Context,
  type FormEntry,
  type Route,
} from '#kernel/http';
import { idOf } from '#kernel/db';
import { makeTranslated, setTranslation, textIn } from '#kernel/i18n';
import { listCorridors, type Corridor } from '#modules/places';
import { countByChapter, type ChapterCount } from '../count-offers.ts';
import { countCorridor } from '../count-trade.ts';
import { addFact, changeFact, factKinds, getFact, historyOfFact, listFacts, type Fact, type FactKind, type FactText } from '../fact.ts';
import { goodsName } from '../goods.ts';
import { corridorName } from './offer-facts.tsx';

const editors = holders('editor', 'administrator');
const params = z.object({ code: z.string().regex(/^[a-z0-9-]{1,80}$/) });

async function corridorOf(ctx: Context, code: string): Promise<Corridor> {
  const corridor = (await listCorridors(ctx.trx, { lang: ctx.lang })).find((one) => one.code === code);
  if (!corridor) throw refuseHttp('not-found');
  return corridor;
}

/** Trade along a corridor: what this network counts, and what editors entered with its source. */
const factsRoute = pageRoute({
  path: '/corridors/:code/trade',
  who: everyone,
  params,
  view: async (ctx, { params: { code } }) => {
    const { t } = ctx;
    const corridor = await corridorOf(ctx, code);
    const facts = await listFacts(ctx.trx, corridor.id);
    const of = (kind: FactKind) => facts.filter((one) => one.kind === kind);
    return page(
      t('trade.facts.title'),
      <>
        <PageHeading
          title={t('trade.facts.title')}
          caption={<Bdi>{corridorName(ctx, corridor)}</Bdi>}
          lead={t('trade.facts.lead')}
          actions={
            holds(ctx, 'editor', 'administrator') ? (
              <ButtonLink kind="secondary" href={`/admin/corridors/${code}/trade-facts`}>
                {t('trade.facts.edit')}
              </ButtonLink>
            ) : undefined
          }
        />
        {await Counted({ ctx, corridor })}
        <Section title={t('trade.facts.figures')}>
          <Figures ctx={ctx} facts={of('figure')} />
        </Section>
        {(['customs', 'document'] as const).map((kind) => (
          <Section key={kind} title={t(`trade.facts.${kind}`)}>
            <Hints ctx={ctx} facts={of(kind)} />
          </Section>
        ))}
      </>,
      {
        width: 'wide',
        breadcrumbs: [
          { label: t('trade.search.title'), href: '/trade' },
          { label: corridorName(ctx, corridor), href: `/trade?corridor=${code}` },
        ],
      },
    );
  },
});

async function Counted({ ctx, corridor }: { ctx: Context; corridor: Corridor }) {
  const { t, format, lang } = ctx;
  const { meetings, contracts } = await countCorridor(ctx.trx, corridor.id);
  const rows = await countByChapter(ctx.trx, corridor.id);
  const shown = (count: number | null) => (count === null ? t('trade.facts.few') : format.number(count));
  return (
    <Section title={t('trade.facts.counted')}>
      <StatGrid>
        <Stat label={t('trade.facts.meetings')} value={shown(meetings)} />
        <Stat label={t('trade.facts.contracts')} value={shown(contracts)} />
      </StatGrid>
      <Table<ChapterCount>
        caption={t('trade.facts.by-chapter')}
        rows={rows}
        rowKey={(one) => `${one.chapter ?? ''}-${one.kind}-${one.direction}`}
        empty={<EmptyState title={t('trade.mine.none')} />}
        columns={[
          {
            key: 'chapter',
            header: t('trade.field.goods'),
            cell: (one) => (one.chapter ? `${one.chapter} ${goodsName(one.chapter, lang)}` : t('trade.what.service')),
          },
          { key: 'kind', header: t('trade.field.kind'), cell: (one) => t(`trade.kind.${one.kind}`) },
          { key: 'direction', header: t('trade.facts.direction'), cell: (one) => t(`trade.facts.${one.direction}`) },
          { key: 'count', header: t('trade.facts.count'), numeric: true, cell: (one) => format.number(one.count) },
        ]}
      />
      <p>{t('trade.corridor.source', { day: format.date(ctx.now.toISOString().slice(0, 10)) })}</p>
    </Section>
  );
}

function Mark({ ctx, fact }: { ctx: Context; fact: Fact }) {
  return fact.confirmed ? null : <Tag tone="warning">{ctx.t('trade.facts.unconfirmed')}</Tag>;
}

function SourceOf({ ctx, fact }: { ctx: Context; fact: Fact }) {
  return (
    <Source
      name={fact.sourceName}
      date={ctx.t('trade.facts.seen', { day: ctx.format.date(fact.seenOn) })}
      {...(fact.sourceUrl ? { href: fact.sourceUrl } : {})}
    />
  );
}

function Words({ ctx, fact }: { ctx: Context; fact: Fact }) {
  const { text, lang, dir } = textIn(fact.words, ctx.lang);
  return (
    <span lang={lang} dir={dir}>
      {text}
    </span>
  );
}

function Figures({ ctx, facts }: { ctx: Context; facts: readonly Fact[] }) {
  const { t } = ctx;
  return (
    <Table<Fact>
      caption={t('trade.facts.figures')}
      hideCaption
      rows={facts}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('trade.facts.none')} />}
      columns={[
        { key: 'words', header: t('trade.facts.words'), cell: (one) => <Words ctx={ctx} fact={one} /> },
        {
          key: 'figure',
          header: t('trade.facts.figure'),
          cell: (one) => (
            <>
              <Bdi>{`${one.figure ?? ''} ${one.unit ?? ''}`}</Bdi> <Mark ctx={ctx} fact={one} />
            </>
          ),
        },
        { key: 'year', header: t('trade.facts.year'), cell: (one) => one.year ?? '–' },
        { key: 'source', header: t('trade.facts.source'), cell: (one) => <SourceOf ctx={ctx} fact={one} /> },
      ]}
    />
  );
}

function Hints({ ctx, facts }: { ctx: Context; facts: readonly Fact[] }) {
  if (facts.length === 0) return <EmptyState title={ctx.t('trade.facts.none')} />;
  return (
    <ul>
      {facts.map((one) => (
        <li key={one.id}>
          <Words ctx={ctx} fact={one} /> <Mark ctx={ctx} fact={one} />
          <SourceOf ctx={ctx} fact={one} />
        </li>
      ))}
    </ul>
  );
}

const factFields = {
  kind: fields.choice(factKinds),
  words: fields.longText(1_000),
  figure: fields.optionalText(60),
  unit: fields.optionalText(60),
  year: fields.optionalWhole(1900, 2200),
  sourceName: fields.text(300),
  sourceUrl: fields.optionalText(500),
  seenOn: fields.day(),
  confirmed: fields.tick(),
};

function textOf(ctx: Context, form: z.output<z.ZodObject<typeof factFields>>, stored: Fact | null): FactText {
  const author = { by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() } as const;
  const words = stored ? setTranslation(stored.words, ctx.lang, form.words, author) : makeTranslated(ctx.lang, form.words, author);
  return { ...form, words };
}

function FactFields({ ctx, entry, fact }: { ctx: Context; entry: FormEntry; fact: Fact | null }) {
  const { t } = ctx;
  return (
    <Form entry={entry}>
      <RadioField
        name="kind"
        label={t('trade.fair.kind')}
        choices={factKinds.map((value) => ({ value, label: t(`trade.fact-kind.${value}`) }))}
        value={fact?.kind}
      />
      <TextArea name="words" label={t('trade.facts.words')} value={fact ? textIn(fact.words, ctx.lang).text : ''} required />
      <TextField
        name="figure"
        label={t('trade.facts.figure')}
        hint={t('trade.facts.figure-hint')}
        value={fact?.figure ?? ''}
        size="short"
        optional
      />
      <TextField name="unit" label={t('trade.field.unit')} value={fact?.unit ?? ''} size="short" optional />
      <NumberField name="year" label={t('trade.facts.year')} value={fact?.year?.toString() ?? ''} size="short" optional />
      <TextField name="sourceName" label={t('trade.facts.source')} value={fact?.sourceName ?? ''} required />
      <TextField name="sourceUrl" label={t('trade.facts.source-url')} value={fact?.sourceUrl ?? ''} optional />
      <DateField name="seenOn" label={t('trade.facts.seen-on')} value={fact?.seenOn ?? ctx.now.toISOString().slice(0, 10)} required />
      <CheckboxField name="confirmed" label={t('trade.facts.confirmed')} checked={fact?.confirmed ?? false} />
      {fact && <CheckboxField name="withdrawn" label={t('trade.facts.withdraw')} checked={fact.withdrawnAt !== null} />}
      <Button>{t('trade.form.save')}</Button>
    </Form>
  );
}

/** All facts of a corridor, also withdrawn ones, and a form for one more. */
const addRoute = formRoute({
  path: '/admin/corridors/:code/trade-facts',
  who: editors,
  params,
  body: z.object(factFields),
  view: async (ctx, { params: { code } }, entry) => {
    const { t } = ctx;
    const corridor = await corridorOf(ctx, code);
    const facts = await listFacts(ctx.trx, corridor.id, { withdrawn: true });
    return page(
      t('trade.facts.edit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.facts.edit')} lead={t('trade.facts.edit-lead')} caption={<Bdi>{corridorName(ctx, corridor)}</Bdi>} />
        <ul>
          {facts.map((one) => (
            <li key={one.id}>
              <Link href={`/admin/trade-facts/${one.id}`}>
                <Words ctx={ctx} fact={one} />
              </Link>{' '}
              {one.withdrawnAt ? <Tag tone="neutral">{t('trade.facts.withdrawn')}</Tag> : <Mark ctx={ctx} fact={one} />}
            </li>
          ))}
        </ul>
        <Section title={t('trade.facts.new')}>
          <FactFields ctx={ctx} entry={entry} fact={null} />
        </Section>
      </>,
      { breadcrumbs: [{ label: t('trade.facts.title'), href: `/corridors/${code}/trade` }] },
    );
  },
  submit: async (ctx, { params: { code } }, form) => {
    const corridor = await corridorOf(ctx, code);
    await addFact(ctx.trx, corridor.id, textOf(ctx, form, null));
    return redirect(`/admin/corridors/${code}/trade-facts`, 'trade.notice.fact-saved');
  },
});

/** One fact with its history. */
const changeRoute = formRoute({
  path: '/admin/trade-facts/:id',
  who: editors,
  params: z.object({ id: idOf<'trade.facts'>() }),
  body: z.object({ ...factFields, withdrawn: fields.tick() }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, format } = ctx;
    const fact = await getFact(ctx.trx, id);
    if (!fact) throw refuseHttp('not-found');
    const corridor = (await listCorridors(ctx.trx, { lang: ctx.lang })).find((one) => one.id === fact.corridorId);
    const history = await historyOfFact(ctx.trx, id);
    return page(
      t('trade.facts.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.facts.change')} caption={<Bdi>{corridorName(ctx, corridor)}</Bdi>} />
        <FactFields ctx={ctx} entry={entry} fact={fact} />
        <Section title={t('trade.facts.history')}>
          <Timeline
            entries={history.map(({ at, state }, index) => ({
              id: `${at.toISOString()}-${index}`,
              when: format.instant(at),
              dateTime: at.toISOString(),
              title: [state.figure, state.unit, state.year, state.source_name]
                .filter((one) => one !== null)
                .map(String)
                .join(' · '),
            }))}
          />
        </Section>
      </>,
      { breadcrumbs: [{ label: t('trade.facts.edit'), href: `/admin/corridors/${corridor?.code ?? ''}/trade-facts` }] },
    );
  },
  submit: async (ctx, { params: { id } }, { withdrawn, ...form }) => {
    const fact = await getFact(ctx.trx, id);
    if (!fact) throw refuseHttp('not-found');
    await changeFact(ctx.trx, id, textOf(ctx, form, fact), withdrawn, ctx.now);
    return redirect(`/admin/trade-facts/${id}`, 'trade.notice.fact-saved');
  },
});

export const factRoutes: readonly Route[] = [factsRoute, addRoute, changeRoute];
