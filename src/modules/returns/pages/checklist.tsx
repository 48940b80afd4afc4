import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  Details,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Heading,
  PageHeading,
  SelectField,
  Tag,
  TextArea,
  type FormEntry,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, scopesOf, signedIn, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { ownSpeech, speechFor, type Speech } from '#modules/cases/pages';
import type { Person } from '#modules/people';
import { rulesFor } from '../read-rules.ts';
import { refuse } from '../refusals.ts';
import { topics, type Rule, type Way } from '../rule.ts';
import { saveTicks, sides, ticksOf, type SaidOfRule, type Side, type Tick } from '../ticks.ts';
import { wayOf } from '../way-of.ts';
import { countryName } from './country-names.ts';
import { deskFile, nameOf, ownFiles } from './file-head.ts';
import { InTwoLanguages, RuleCard, RuleSheet, Said } from './rule-sheet.tsx';

/** Longest note beside a rule, in characters. */
const NOTE = 500;

interface Checklist {
  person: Person;
  way: Way | null;
  rules: Rule[];
  ticks: Tick[];
}

/** The checklist of a file: the rules of its way that hold today, and those that were ticked and no longer do. */
async function readChecklist(ctx: Context, person: Person): Promise<Checklist> {
  const way = await wayOf(ctx.trx, person.profile);
  const { day } = toLocal(ctx.now.toISOString(), ctx.timeZone);
  const rules = way ? await rulesFor(ctx.trx, way, day) : [];
  return { person, way, rules, ticks: await ticksOf(ctx.trx, ctx.network.keyring, person.id) };
}

// One field a rule; the rules are known only when the page is read.
const body = z.looseObject({});
const noteText = fields.optionalText(NOTE);

function saidIn(rules: readonly Rule[], form: Record<string, unknown>): SaidOfRule[] {
  return rules.map((rule) => {
    const note = noteText.safeParse(form[`note-${rule.id}`]);
    if (!note.success) throw refuse('note-too-long', { field: `note-${rule.id}` });
    return { ruleId: rule.id, done: form[`done-${rule.id}`] !== undefined, note: note.data };
  });
}

/** What the other side says of a rule. */
function Tells({ tick, side, speech: { t, format } }: { tick: Tick | undefined; side: Side; speech: Speech }) {
  if (!tick) return <p>{t(`returns.list.${side}-nothing`)}</p>;
  return (
    <p>
      {t(`returns.list.${side}`)}{' '}
      <Tag tone={tick.done ? 'success' : 'neutral'}>{t(tick.done ? 'returns.list.settled' : 'returns.list.open')}</Tag>{' '}
      {format.instant(tick.at, 'short')}
      {tick.note && (
        <>
          {' – '}
          <bdi>{tick.note}</bdi>
        </>
      )}
    </p>
  );
}

interface TickFormProps {
  ctx: Context;
  entry: FormEntry;
  list: Checklist;
  side: Side;
  draft: string;
}

/** The rules by topic, one fold each: the first with something to settle is open, and those with a field that was refused. */
function TickForm({ ctx, entry, list, side, draft }: TickFormProps) {
  const { t } = ctx;
  const mine = new Map(list.ticks.filter((one) => one.side === side).map((one) => [one.ruleId, one]));
  const groups = topics
    .map((topic) => ({ topic, rules: list.rules.filter((rule) => rule.topic === topic) }))
    .filter(({ rules }) => rules.length > 0)
    .map((group) => ({ ...group, done: group.rules.filter(({ id }) => mine.get(id)?.done).length }));
  const next = groups.find(({ rules, done }) => done < rules.length)?.topic;
  const refused = (rules: readonly Rule[]) => rules.some(({ id }) => entry.errors.some(({ field }) => field === `note-${id}`));
  return (
    <Form entry={entry} draft={draft} draftRemote>
      {groups.map(({ topic, rules, done }) => (
        <Details
          key={topic}
          level={2}
          open={topic === next || refused(rules)}
          summary={
            <>
              {t(`returns.topic.${topic}`)}{' '}
              <Tag tone={done === rules.length ? 'success' : 'neutral'}>{progress(ctx, done, rules.length)}</Tag>
            </>
          }
        >
          {rules.map((rule) => (
            <RuleToTick key={rule.id} ctx={ctx} rule={rule} list={list} side={side} mine={mine.get(rule.id)} />
          ))}
        </Details>
      ))}
      <Button>{t('returns.list.save')}</Button>
    </Form>
  );
}

const progress = ({ t }: Context, done: number, count: number) => t('returns.list.progress', { done, count });

interface RuleToTickProps {
  ctx: Context;
  rule: Rule;
  list: Checklist;
  side: Side;
  mine: Tick | undefined;
}

/** One question with the tick; what is written about it folds away, a note that is there does not. */
function RuleToTick({ ctx, rule, list, side, mine }: RuleToTickProps) {
  const { t, lang } = ctx;
  const speech = ownSpeech(ctx);
  const other = sides.find((one) => one !== side) ?? side;
  const theirs = list.ticks.find((one) => one.ruleId === rule.id && one.side === other);
  return (
    <div class="card">
      <Heading level={3}>
        <Said value={rule.question} lang={lang} />
      </Heading>
      <Tells tick={theirs} side={other} speech={speech} />
      <CheckboxField name={`done-${rule.id}`} label={t('returns.list.done')} checked={mine?.done ?? false} />
      <Details summary={t('returns.list.written')}>
        <RuleCard rule={rule} speech={speech} />
      </Details>
      <TextArea
        name={`note-${rule.id}`}
        label={t(side === 'person' ? 'returns.list.note' : 'returns.list.note-desk')}
        value={mine?.note ?? undefined}
        rows={2}
        optional
      />
    </div>
  );
}

function WayLine({ ctx, way }: { ctx: Context; way: Way }) {
  return (
    <p class="lead">
      {ctx.t('returns.rule.pair', { leaving: countryName(ctx.lang, way.leaving), arriving: countryName(ctx.lang, way.arriving) })}
    </p>
  );
}

/** The person's own file; the first where several offices keep one. Null before any is linked. */
async function myChecklist(ctx: Context): Promise<Checklist | null> {
  const [file] = await ownFiles(ctx);
  return file ? await readChecklist(ctx, file) : null;
}

/** The person's own checklist: they tick and note, and read what the counsellor ticked. */
export const myChecklistRoute = formRoute({
  path: '/me/return-checklist',
  who: signedIn,
  body,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const list = await myChecklist(ctx);
    return page(
      t('returns.list.mine'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.list.mine')} lead={t('returns.list.mine-lead')} />
        {!list ? (
          <EmptyState title={t('returns.list.no-file')} action={<ButtonLink href="/me/link">{t('returns.list.link')}</ButtonLink>} />
        ) : !list.way ? (
          <EmptyState title={t('returns.list.no-way')}>{t('returns.list.no-way-mine')}</EmptyState>
        ) : (
          <>
            <WayLine ctx={ctx} way={list.way} />
            <ButtonGroup>
              <ButtonLink kind="secondary" href="/me/return-checklist/print">
                {t('returns.list.print')}
              </ButtonLink>
            </ButtonGroup>
            <TickForm ctx={ctx} entry={entry} list={list} side="person" draft={`return-checklist-${list.person.id}`} />
          </>
        )}
      </>,
      { breadcrumbs: [{ label: t('app.menu.me'), href: '/me' }], quickExit: true },
    );
  },
  submit: async (ctx, _input, form) => {
    const list = await myChecklist(ctx);
    if (!list) throw refuse('not-found');
    const { person, rules } = list;
    const of = { personId: person.id, officeId: person.officeId, side: 'person', accountId: accountOf(ctx), now: ctx.now } as const;
    await saveTicks(ctx.trx, ctx.network.keyring, of, saidIn(rules, form));
    return redirect('/me/return-checklist', 'returns.notice.ticked');
  },
});

const params = z.object({ id: idOf<'access.subjects'>() });
const desks = (ctx: Context) => scopesOf(ctx, 'counsellor', 'office-manager');

/** The counsellor's side of a person's checklist. */
export const deskChecklistRoute = formRoute({
  path: '/desk/people/:id/return-checklist',
  who: desk,
  params,
  body,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const list = await readChecklist(ctx, await deskFile(ctx, input.params.id, desks(ctx)));
    const { id } = list.person;
    return page(
      t('returns.list.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.list.title')} caption={<Bdi>{nameOf(ctx, list.person)}</Bdi>} lead={t('returns.list.desk-lead')} />
        {!list.way ? (
          <EmptyState
            title={t('returns.list.no-way')}
            action={<ButtonLink href={`/desk/people/${id}/edit`}>{t('returns.list.edit-file')}</ButtonLink>}
          />
        ) : (
          <>
            <WayLine ctx={ctx} way={list.way} />
            <ButtonGroup>
              <ButtonLink kind="secondary" href={`/desk/people/${id}/return-checklist/print`}>
                {t('returns.list.print')}
              </ButtonLink>
            </ButtonGroup>
            <TickForm ctx={ctx} entry={entry} list={list} side="counsellor" draft={`return-checklist-desk-${id}`} />
          </>
        )}
      </>,
      { breadcrumbs: [{ label: nameOf(ctx, list.person), href: `/desk/people/${id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const { person, rules } = await readChecklist(ctx, await deskFile(ctx, input.params.id, desks(ctx)));
    const of = { personId: person.id, officeId: person.officeId, side: 'counsellor', accountId: accountOf(ctx), now: ctx.now } as const;
    await saveTicks(ctx.trx, ctx.network.keyring, of, saidIn(rules, form));
    return redirect(`/desk/people/${person.id}/return-checklist`, 'returns.notice.ticked');
  },
});

/** Another language for the second column; not printed. */
export function SecondLanguage({ ctx, action, chosen }: { ctx: Context; action: string; chosen: string }) {
  return (
    <FilterForm action={action}>
      <SelectField
        name="with"
        label={ctx.t('returns.list.second-language')}
        value={chosen}
        emptyLabel={false}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FilterForm>
  );
}

function Printed({ ctx, list, second, action }: { ctx: Context; list: Checklist; second: Speech; action: string }) {
  const under = (rule: Rule, speech: Speech) =>
    sides.map((side) => (
      <Tells key={side} tick={list.ticks.find((one) => one.ruleId === rule.id && one.side === side)} side={side} speech={speech} />
    ));
  return (
    <>
      <PageHeading title={ctx.t('returns.list.title')} caption={<Bdi>{nameOf(ctx, list.person)}</Bdi>} />
      {list.way && <WayLine ctx={ctx} way={list.way} />}
      <SecondLanguage ctx={ctx} action={action} chosen={second.lang} />
      <InTwoLanguages
        first={ownSpeech(ctx)}
        second={second}
        of={(speech) => <RuleSheet rules={list.rules} speech={speech} under={under} />}
      />
    </>
  );
}

const query = z.object({ with: fields.searchText() });

/** The person's checklist to print, in one language or two. */
export const myPrintRoute = pageRoute({
  path: '/me/return-checklist/print',
  who: signedIn,
  query,
  view: async (ctx) => {
    const list = await myChecklist(ctx);
    if (!list) throw refuse('not-found');
    const second = speechFor(ctx, ctx.lang);
    return page(ctx.t('returns.list.title'), <Printed ctx={ctx} list={list} second={second} action="/me/return-checklist/print" />, {
      width: 'wide',
      breadcrumbs: [{ label: ctx.t('returns.list.mine'), href: '/me/return-checklist' }],
    });
  },
});

/** The same at the desk, in the officer's language and the person's. */
export const deskPrintRoute = pageRoute({
  path: '/desk/people/:id/return-checklist/print',
  who: desk,
  params,
  query,
  view: async (ctx, input) => {
    const list = await readChecklist(ctx, await deskFile(ctx, input.params.id, desks(ctx)));
    const action = `/desk/people/${list.person.id}/return-checklist`;
    return page(
      ctx.t('returns.list.title'),
      <Printed ctx={ctx} list={list} second={speechFor(ctx, list.person.language)} action={`${action}/print`} />,
      { width: 'wide', breadcrumbs: [{ label: ctx.t('returns.list.title'), href: action }] },
    );
  },
});
