import { z } from 'zod';
import { Button, DateField, ErrorSummary, Form, NumberField, PageHeading, RadioField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { itemIn } from '../content.ts';
import { rangeOf } from '../foresee.ts';
import { exactText, isolated } from '../formula.ts';
import type { Finding } from '../impact.ts';
import { recordObservation } from '../record-observation.ts';
import { refuse } from '../refusals.ts';
import { deskAt, deskCrumbs, ofImpact, versionIn, versionNumber, writers, writtenIn } from './reach.ts';
import { figureFrom } from './typed-figure.ts';

const states = ['measured', 'not-measured', 'not-measurable'] as const;

const body = z.object({
  state: fields.choice(states),
  value: fields.optionalText(40),
  on: fields.optionalDay(),
  source: fields.optionalText(500),
  how: fields.optionalLongText(2_000),
  other: fields.optionalLongText(2_000),
  reason: fields.optionalLongText(2_000),
});

// uses messages: impacts.found.state-*
/** What was found of an effect, beside what was foreseen. */
export const afterRoute = formRoute({
  path: '/desk/impacts/:id/versions/:number/found/:effect',
  who: writers,
  params: ofImpact.extend({ number: versionNumber, effect: z.uuid() }),
  body,
  view: async (ctx, { params: { id, number, effect: effectId } }, entry) => {
    const { t } = ctx;
    const impact = await writtenIn(ctx, id);
    const { content } = await versionIn(ctx, id, number);
    const { name, unit, result } = itemIn(content, 'effects', effectId);
    const range = result.kind === 'chain' ? rangeOf(result.factors, content.assumptions) : null;
    const foreseen = range
      ? t('impacts.range', { low: isolated(exactText(ctx, range.low)), high: isolated(exactText(ctx, range.high)) })
      : t('impacts.not-measurable');
    return page(
      t('impacts.found.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('impacts.found.title')}
          caption={<bdi lang={impact.lang}>{`${name} (${unit})`}</bdi>}
          lead={t(number <= impact.published ? 'impacts.found.lead-open' : 'impacts.found.lead')}
        />
        <p>
          <strong>{t('impacts.effect.foreseen')}</strong> {foreseen}
        </p>
        <Form entry={entry} draft={`impact-found-${number}-${effectId}`} draftRemote>
          <RadioField
            name="state"
            label={t('impacts.found.state')}
            choices={states.map((value) => ({ value, label: t(`impacts.found.state-${value}`) }))}
            required
          />
          <NumberField decimal name="value" label={t('impacts.found.value')} hint={t('impacts.found.value-hint')} optional />
          <DateField name="on" label={t('impacts.found.on')} optional />
          <TextField name="source" label={t('impacts.found.source')} maxLength={500} optional />
          <TextArea name="how" label={t('impacts.found.how')} hint={t('impacts.found.how-hint')} maxLength={2_000} rows={3} optional />
          <TextArea
            name="other"
            label={t('impacts.found.other')}
            hint={t('impacts.found.other-hint')}
            maxLength={2_000}
            rows={3}
            optional
          />
          <TextArea
            name="reason"
            label={t('impacts.found.reason')}
            hint={t('impacts.found.reason-hint')}
            maxLength={2_000}
            rows={3}
            optional
          />
          <Button>{t('impacts.found.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact) },
    );
  },
  submit: async (ctx, { params: { id, number, effect: effectId } }, form) => {
    await writtenIn(ctx, id);
    const { content } = await versionIn(ctx, id, number);
    itemIn(content, 'effects', effectId);
    await recordObservation(ctx.trx, accountOf(ctx), { id, number, effectId, finding: findingOf(ctx, form) }, ctx.now);
    return redirect(`${deskAt(id)}/versions/${number}#item-${effectId}`, 'impacts.notice.found');
  },
});

/** A value with all that belongs to it, or a reason. Refusals: `measured-incomplete`, `no-reason`, `figure-wrong`, `two-results`, `in-future`. */
function findingOf(ctx: Context, { state, value, on, source, how, other, reason }: z.output<typeof body>): Finding {
  if (state !== 'measured') {
    if (value || on || source || how || other) throw refuse('two-results', { field: 'state' });
    if (!reason) throw refuse('no-reason', { field: 'reason' });
    return { state, reason };
  }
  for (const [field, given] of Object.entries({ value, on, source, how, other }))
    if (!given) throw refuse('measured-incomplete', { field });
  if (reason) throw refuse('two-results', { field: 'reason' });
  if (on && on > toLocal(ctx.now.toISOString(), ctx.timeZone).day) throw refuse('in-future', { field: 'on' });
  return {
    state,
    value: figureFrom(ctx, value ?? '', 'value'),
    on: on ?? '',
    source: source ?? '',
    how: how ?? '',
    other: other ?? '',
  };
}
