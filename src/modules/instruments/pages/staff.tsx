import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Link,
  PageHeading,
  Section,
  Table,
  Tag,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, download, fields, formRoute, holders, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { addDays, toLocal } from '#kernel/time';
import { questionsIn } from '../content.ts';
import { getDraft } from '../edit-draft.ts';
import { findVersion, getInstrument, listInstruments, versionsOf } from '../read-instruments.ts';
import { isOfPeople } from '../readiness-shape.ts';
import { beginRound, listRounds, stateOfRound, type RoundState } from '../rounds.ts';
import { EmptyPaper } from './paper.tsx';
import { LanguageNote, plainText } from './words.tsx';

/** Those who make questionnaires and rounds. */
export const makers = holders('planner', 'editor');

export const today = (ctx: Context) => toLocal(ctx.now.toISOString(), 'UTC').day;

const tones = { planned: 'neutral', open: 'success', closed: 'warning', published: 'info' } as const;
export function RoundTag({ ctx, state }: { ctx: Context; state: RoundState }) {
  return <Tag tone={tones[state]}>{ctx.t(`instruments.round-state.${state}`)}</Tag>;
}

export const staffCrumbs = (ctx: Context, more: readonly { label: string; href: string }[] = []) => [
  { label: ctx.t('instruments.list.title'), href: '/instruments' },
  ...more,
];

/** Questionnaires and the rounds in which they are filled in. */
export const instrumentsRoute = pageRoute({
  path: '/instruments',
  who: makers,
  view: async (ctx) => {
    const { t, format } = ctx;
    const instruments = await listInstruments(ctx.trx);
    const rounds = await listRounds(ctx.trx);
    return page(
      t('instruments.list.title'),
      <>
        <PageHeading
          title={t('instruments.list.title')}
          lead={t('instruments.list.lead')}
          actions={
            <>
              <ButtonLink kind="secondary" href="/instruments/new">
                {t('instruments.new.title')}
              </ButtonLink>
              <ButtonLink kind="quiet" href="/instruments/import">
                {t('instruments.take.title')}
              </ButtonLink>
            </>
          }
        />
        <Table
          caption={t('instruments.list.instruments')}
          rows={instruments}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              header: t('instruments.list.name'),
              cell: ({ id, code, newest }) => (
                <Link href={`/instruments/${id}`}>{newest ? plainText(ctx, newest.content.title) : code}</Link>
              ),
            },
            {
              key: 'version',
              header: t('instruments.list.version'),
              numeric: true,
              cell: ({ newest }) => (newest ? format.number(newest.number) : t('instruments.list.draft')),
            },
            {
              key: 'questions',
              header: t('instruments.list.questions'),
              numeric: true,
              cell: ({ newest }) => (newest ? format.number(questionsIn(newest.content).length) : ''),
            },
            {
              key: 'state',
              header: t('instruments.round.state'),
              cell: ({ retiredAt }) => (
                <Tag tone={retiredAt ? 'neutral' : 'success'}>{t(retiredAt ? 'instruments.list.retired' : 'instruments.list.in-use')}</Tag>
              ),
            },
          ]}
        />
        <Section title={t('instruments.round.many')}>
          {rounds.length === 0 ? (
            <EmptyState title={t('instruments.round.none')} />
          ) : (
            <Table
              caption={t('instruments.round.many')}
              hideCaption
              rows={rounds}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'title',
                  header: t('instruments.round.one'),
                  cell: ({ id, title }) => <Link href={`/instruments/rounds/${id}`}>{title}</Link>,
                },
                { key: 'opens', header: t('instruments.round.from'), cell: ({ opensOn }) => format.date(opensOn, 'short') },
                {
                  key: 'closes',
                  header: t('instruments.round.until'),
                  cell: ({ closesOn }) => (closesOn ? format.date(closesOn, 'short') : t('instruments.round.no-end')),
                },
                {
                  key: 'state',
                  header: t('instruments.round.state'),
                  cell: (round) => <RoundTag ctx={ctx} state={stateOfRound(round, today(ctx))} />,
                },
              ]}
            />
          )}
        </Section>
      </>,
      { width: 'wide' },
    );
  },
});

const ofInstrument = z.object({ id: idOf<'instruments.instruments'>() });

/** One questionnaire: its versions, and what can be done with it. */
export const instrumentRoute = pageRoute({
  path: '/instruments/:id',
  who: makers,
  params: ofInstrument,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const instrument = await getInstrument(ctx.trx, id);
    if (!instrument) throw refuseHttp('not-found');
    const versions = await versionsOf(ctx.trx, id);
    const draft = await getDraft(ctx.trx, id);
    const { newest, retiredAt, code } = instrument;
    const title = newest ? plainText(ctx, newest.content.title) : code;
    return page(
      title,
      <>
        <PageHeading title={title} caption={code} {...(newest ? { lead: plainText(ctx, newest.content.purpose) } : {})} />
        {isOfPeople(code) && <Inset>{t('instruments.list.of-people')}</Inset>}
        {newest?.content.source && (
          <p>{t('instruments.list.source', { document: newest.content.source.document, chapter: newest.content.source.chapter })}</p>
        )}
        <ButtonGroup>
          {draft ? (
            <ButtonLink href={`/instruments/${id}/draft`}>{t('instruments.draft.open')}</ButtonLink>
          ) : (
            newest &&
            !retiredAt && (
              <ButtonLink kind="secondary" href={`/instruments/${id}/copy`}>
                {t('instruments.copy.title')}
              </ButtonLink>
            )
          )}
          {newest && !retiredAt && !isOfPeople(code) && (
            <ButtonLink href={`/instruments/${id}/begin-round`}>{t('instruments.round.begin')}</ButtonLink>
          )}
          {!isOfPeople(code) && (
            <ButtonLink kind="quiet" href={`/instruments/${id}/retire`}>
              {t(retiredAt ? 'instruments.retire.back' : 'instruments.retire.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <Table
          caption={t('instruments.list.versions')}
          rows={versions}
          rowKey={(version) => version.id}
          empty={<EmptyState title={t('instruments.list.no-version')} />}
          columns={[
            {
              key: 'number',
              header: t('instruments.list.version'),
              cell: ({ number }) => (
                <Link href={`/instruments/${id}/versions/${number}`}>{t('instruments.list.version-number', { number })}</Link>
              ),
            },
            { key: 'at', header: t('instruments.list.published'), cell: ({ publishedAt }) => format.instant(publishedAt, 'short') },
            {
              key: 'questions',
              header: t('instruments.list.questions'),
              numeric: true,
              cell: ({ content }) => format.number(questionsIn(content).length),
            },
          ]}
        />
        <Section title={t('instruments.round.many')}>
          <ul>
            {(await listRounds(ctx.trx, { instrumentId: id })).map((round) => (
              <li key={round.id}>
                <Link href={`/instruments/rounds/${round.id}`}>{round.title}</Link>{' '}
                <RoundTag ctx={ctx} state={stateOfRound(round, today(ctx))} />
              </li>
            ))}
          </ul>
        </Section>
      </>,
      { breadcrumbs: staffCrumbs(ctx), width: 'wide' },
    );
  },
});

/** A version as it is filled in: to read, to print empty, and as JSON to take elsewhere. */
export const versionRoute = pageRoute({
  path: '/instruments/:id/versions/:number',
  who: makers,
  params: ofInstrument.extend({ number: z.coerce.number().int().min(1).max(10_000) }),
  query: z.object({ format: fields.maybe(z.enum(['json'])) }),
  view: async (ctx, { params: { id, number }, query }) => {
    const { t } = ctx;
    const version = await findVersion(ctx.trx, id, number);
    if (!version) throw refuseHttp('not-found');
    const { code, content } = version;
    if (query.format === 'json')
      return download(`${code}-${number}.json`, 'application/json; charset=utf-8', `${JSON.stringify({ code, content }, null, 1)}\n`);
    const title = plainText(ctx, content.title);
    return page(
      title,
      <>
        <PageHeading
          title={title}
          caption={t('instruments.list.version-number', { number })}
          lead={plainText(ctx, content.purpose)}
          actions={
            <ButtonLink kind="secondary" href={`/instruments/${id}/versions/${number}?format=json`}>
              {t('instruments.list.json')}
            </ButtonLink>
          }
        />
        <LanguageNote ctx={ctx} content={content} />
        <p>{t('instruments.print.hint')}</p>
        <EmptyPaper ctx={ctx} content={content} />
      </>,
      { breadcrumbs: staffCrumbs(ctx, [{ label: title, href: `/instruments/${id}` }]) },
    );
  },
});

/** Begins a round with the newest version. */
export const beginRoundRoute = formRoute({
  path: '/instruments/:id/begin-round',
  who: makers,
  params: ofInstrument,
  body: z.object({
    title: fields.text(200),
    method: fields.longText(2_000),
    opensOn: fields.day(),
    closesOn: fields.optionalDay(),
    selfStart: fields.tick(),
    several: fields.tick(),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const instrument = await getInstrument(ctx.trx, id);
    if (!instrument) throw refuseHttp('not-found');
    const name = instrument.newest ? plainText(ctx, instrument.newest.content.title) : instrument.code;
    return page(
      t('instruments.round.begin'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.round.begin')} caption={<Bdi>{name}</Bdi>} />
        <Form entry={entry}>
          <TextField name="title" label={t('instruments.round.title')} maxLength={200} required />
          <TextArea
            name="method"
            label={t('instruments.round.method')}
            hint={t('instruments.round.method-hint')}
            maxLength={2_000}
            required
          />
          <DateField name="opensOn" label={t('instruments.round.from')} value={today(ctx)} required />
          <DateField
            name="closesOn"
            label={t('instruments.round.until')}
            hint={t('instruments.round.until-hint')}
            value={addDays(today(ctx), 30)}
            optional
          />
          <CheckboxField name="selfStart" label={t('instruments.round.self-start')} hint={t('instruments.round.self-start-hint')} />
          <CheckboxField name="several" label={t('instruments.round.several')} />
          <Button>{t('instruments.round.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: staffCrumbs(ctx, [{ label: name, href: `/instruments/${id}` }]) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const round = await beginRound(ctx.trx, accountOf(ctx), id, form);
    return redirect(`/instruments/rounds/${round}`, 'instruments.notice.round-begun');
  },
});
