import { z } from 'zod';
import { accountNames } from '#kernel/identity';
import { idOf } from '#kernel/db';
import {
  Button,
  DateField,
  ErrorSummary,
  Form,
  Inset,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, holders, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { ownSpeech } from '#modules/cases/pages';
import { officeNames } from '#modules/offices';
import { getRule, ruleHistory, type RuleEvent } from '../read-rules.ts';
import { refuse } from '../refusals.ts';
import { sayings, topics, type Rule } from '../rule.ts';
import { addRule, changeRule, confirmRule, unconfirmRule, type RuleText } from '../write-rule.ts';
import { countryOptions } from './country-names.ts';
import { RuleCard, Said } from './rule-sheet.tsx';

const country = z.preprocess(
  (given) => (given === '' ? null : given),
  z
    .string()
    .regex(/^[A-Z]{2}$/, 'http.field.choose')
    .nullish(),
);
const words = {
  question: fields.longText(1_000),
  keeps: fields.optionalLongText(1_000),
  loses: fields.optionalLongText(1_000),
  askFor: fields.optionalLongText(1_000),
  askWhere: fields.optionalLongText(1_000),
  askBy: fields.optionalLongText(1_000),
};
const body = z.object({
  topic: fields.choice(topics),
  leaving: country,
  arriving: country,
  ...words,
  sourceName: fields.text(300),
  sourceUrl: fields.optionalText(500).refine((url) => url === null || /^https:\/\/\S+$/.test(url), 'returns.field.https'),
  validFrom: fields.day(),
  validUntil: fields.optionalDay(),
});

const textOf = (form: z.output<typeof body>): RuleText => ({
  topic: form.topic,
  leaving: form.leaving ?? null,
  arriving: form.arriving ?? null,
  question: form.question,
  says: { keeps: form.keeps, loses: form.loses, askFor: form.askFor, askWhere: form.askWhere, askBy: form.askBy },
  sourceName: form.sourceName,
  sourceUrl: form.sourceUrl,
  validFrom: form.validFrom,
  validUntil: form.validUntil,
});

const by = (ctx: Context) => ({ accountId: accountOf(ctx), lang: ctx.lang, now: ctx.now });
const crumbs = (ctx: Context) => [{ label: ctx.t('returns.rules.title'), href: '/desk/return-rules' }];

async function RuleFields({ ctx, rule }: { ctx: Context; rule: Rule | null }) {
  const { t, lang } = ctx;
  const countries = await countryOptions(ctx.trx, lang);
  const any = t('returns.field.any-country');
  return (
    <>
      <SelectField
        name="topic"
        label={t('returns.field.topic')}
        value={rule?.topic}
        options={topics.map((topic) => ({ value: topic, label: t(`returns.topic.${topic}`) }))}
      />
      <SelectField name="leaving" label={t('returns.field.from')} value={rule?.leaving ?? ''} options={countries} emptyLabel={any} />
      <SelectField name="arriving" label={t('returns.field.to')} value={rule?.arriving ?? ''} options={countries} emptyLabel={any} />
      <TextArea name="question" label={t('returns.field.question')} value={rule ? textIn(rule.question, lang).text : undefined} required />
      {sayings.map((one) => {
        const value = rule?.says[one];
        return (
          <TextArea key={one} name={one} label={t(`returns.says.${one}`)} value={value ? textIn(value, lang).text : undefined} optional />
        );
      })}
      <TextField
        name="sourceName"
        label={t('returns.field.source')}
        hint={t('returns.field.source-hint')}
        value={rule?.sourceName}
        required
      />
      <TextField name="sourceUrl" label={t('returns.field.source-url')} value={rule?.sourceUrl ?? undefined} optional />
      <DateField name="validFrom" label={t('returns.field.valid-from')} value={rule?.validFrom} required />
      <DateField name="validUntil" label={t('returns.field.valid-until')} value={rule?.validUntil ?? undefined} optional />
    </>
  );
}

/** A new rule of the manager's office. */
export const newRuleRoute = formRoute({
  path: '/desk/return-rules/new',
  who: holders('office-manager'),
  body: body.extend({ office: z.uuid('http.field.choose') }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const names = await officeNames(ctx.trx, scopesOf(ctx, 'office-manager'), ctx.lang);
    return page(
      t('returns.rules.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.rules.new')} lead={t('returns.rules.write')} />
        <Form entry={entry} draft={`return-rule-${accountOf(ctx)}`}>
          <SelectField
            name="office"
            label={t('returns.field.office')}
            value={[...names.keys()][0]}
            options={[...names].map(([value, label]) => ({ value, label }))}
          />
          {await RuleFields({ ctx, rule: null })}
          <Button>{t('returns.rules.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => {
    const id = await addRule(ctx.trx, form.office, textOf(form), by(ctx));
    return redirect(`/desk/return-rules/${id}`, 'returns.notice.rule-saved');
  },
});

const params = z.object({ id: idOf<'returns.rules'>() });

/** A rule: what it says, who confirmed it, its history; the manager changes it in the language they read. */
export const ruleRoute = formRoute({
  path: '/desk/return-rules/:id',
  who: desk,
  params,
  body,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const rule = await getRule(ctx.trx, input.params.id);
    const history = await ruleHistory(ctx.trx, rule.id);
    const names = await accountNames(
      ctx.trx,
      history.flatMap(({ by: account }) => (account ? [account] : [])),
    );
    return page(
      t('returns.rules.one'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={<Said value={rule.question} lang={ctx.lang} />} caption={t(`returns.topic.${rule.topic}`)} />
        <RuleCard rule={rule} speech={ownSpeech(ctx)} />
        {rule.managed && (
          <>
            <Confirming ctx={ctx} rule={rule} />
            <Section title={t('returns.rules.change')}>
              <Inset>
                <p>{t('returns.rules.write')}</p>
              </Inset>
              <Form entry={entry}>
                {await RuleFields({ ctx, rule })}
                <Button>{t('returns.rules.save')}</Button>
              </Form>
            </Section>
          </>
        )}
        <Section title={t('returns.rules.history')}>
          <Table<RuleEvent & { key: string }>
            caption={t('returns.rules.history')}
            hideCaption
            rows={history.map((one, index) => ({ ...one, key: String(index) }))}
            rowKey={(one) => one.key}
            columns={[
              { key: 'at', header: t('returns.field.when'), cell: (one) => ctx.format.instant(one.at, 'short') },
              { key: 'what', header: t('returns.field.what'), cell: (one) => t(`returns.rule-event.${one.kind}`) },
              { key: 'who', header: t('returns.field.who'), cell: (one) => (one.by ? <bdi>{names.get(one.by) ?? '–'}</bdi> : 'Ponte') },
            ]}
          />
        </Section>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, input, form) => {
    await changeRule(ctx.trx, input.params.id, textOf(form), by(ctx));
    return redirect(`/desk/return-rules/${input.params.id}`, 'returns.notice.rule-saved');
  },
});

function Confirming({ ctx, rule }: { ctx: Context; rule: Rule }) {
  const { t } = ctx;
  return (
    <Section title={t('returns.confirm.title')}>
      {rule.confirmed ? (
        <PostButton action={`/desk/return-rules/${rule.id}/unconfirm`}>{t('returns.confirm.back')}</PostButton>
      ) : (
        <Form id="confirm" action={`/desk/return-rules/${rule.id}/confirm`}>
          <ConfirmFields ctx={ctx} />
        </Form>
      )}
    </Section>
  );
}

function ConfirmFields({ ctx: { t } }: { ctx: Context }) {
  return (
    <>
      <TextField name="by" label={t('returns.field.confirmed-by')} hint={t('returns.confirm.hint')} required />
      <DateField name="on" label={t('returns.field.confirmed-on')} required />
      <Button kind="secondary">{t('returns.confirm.button')}</Button>
    </>
  );
}

async function managedRule(ctx: Context, id: Rule['id']): Promise<Rule> {
  const rule = await getRule(ctx.trx, id);
  if (!rule.managed) throw refuseHttp('not-found');
  return rule;
}

/** Records which authority confirmed a rule as it stands. */
export const confirmRuleRoute = formRoute({
  path: '/desk/return-rules/:id/confirm',
  who: holders('office-manager'),
  params,
  body: z.object({ by: fields.text(200), on: fields.day() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const rule = await managedRule(ctx, input.params.id);
    return page(
      t('returns.confirm.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.confirm.title')} caption={<Said value={rule.question} lang={ctx.lang} />} />
        <Form entry={entry}>
          <ConfirmFields ctx={ctx} />
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, input, form) => {
    await managedRule(ctx, input.params.id);
    await confirmRule(ctx.trx, input.params.id, form, toLocal(ctx.now.toISOString(), ctx.timeZone).day);
    return redirect(`/desk/return-rules/${input.params.id}`, 'returns.notice.confirmed');
  },
});

/** Takes a confirmation back; the rule stays. */
export const unconfirmRuleRoute = formRoute({
  path: '/desk/return-rules/:id/unconfirm',
  who: holders('office-manager'),
  params,
  body: z.object({}),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const rule = await managedRule(ctx, input.params.id);
    if (!rule.confirmed && !entry.sent) throw refuse('not-found');
    return page(
      t('returns.confirm.back'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.confirm.back')} caption={<Said value={rule.question} lang={ctx.lang} />} />
        <Form entry={entry}>
          <Button>{t('returns.confirm.back')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, input) => {
    await managedRule(ctx, input.params.id);
    await unconfirmRule(ctx.trx, input.params.id);
    return redirect(`/desk/return-rules/${input.params.id}`, 'returns.notice.unconfirmed');
  },
});
