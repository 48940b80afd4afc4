import { z } from 'zod';
import { Fieldset, RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { directions, putEffect, touchedGroups, type Content, type Effect } from '../content.ts';
import type { Factor } from '../foresee.ts';
import { refuse } from '../refusals.ts';
import { itemRoutes } from './item-form.tsx';

const places = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const named = fields.optionalText(60);
const how = fields.optionalChoice(['times', 'by']);

const body = z.object({
  name: fields.text(200),
  unit: fields.text(100),
  touched: fields.choice(touchedGroups),
  direction: fields.choice(directions),
  result: fields.choice(['chain', 'not-measurable']),
  factor1: named,
  how2: how,
  factor2: named,
  how3: how,
  factor3: named,
  how4: how,
  factor4: named,
  how5: how,
  factor5: named,
  how6: how,
  factor6: named,
  how7: how,
  factor7: named,
  how8: how,
  factor8: named,
  reason: fields.optionalLongText(2_000),
  note: fields.optionalLongText(2_000),
});

/** What is expected to change, and how it is worked out from the assumptions; or why it cannot be measured. */
export const effectRoutes = itemRoutes({
  list: 'effects',
  body,
  fields: (ctx, content, item) => {
    const { t } = ctx;
    const { result } = item ?? {};
    return (
      <>
        <TextField
          name="name"
          label={t('impacts.effect.name')}
          hint={t('impacts.effect.name-hint')}
          value={item?.name}
          maxLength={200}
          required
        />
        <TextField
          name="unit"
          label={t('impacts.field.unit')}
          hint={t('impacts.effect.unit-hint')}
          value={item?.unit}
          maxLength={100}
          required
        />
        <RadioField
          name="touched"
          label={t('impacts.effect.touched')}
          value={item?.touched}
          choices={touchedGroups.map((value) => ({ value, label: t(`impacts.touched.${value}`) }))}
          required
        />
        <RadioField
          name="direction"
          label={t('impacts.effect.direction')}
          value={item?.direction}
          choices={directions.map((value) => ({ value, label: t(`impacts.direction.${value}`) }))}
          required
        />
        <RadioField
          name="result"
          label={t('impacts.effect.result')}
          value={result?.kind ?? 'chain'}
          choices={(['chain', 'not-measurable'] as const).map((value) => ({ value, label: t(`impacts.effect.result-${value}`) }))}
          required
        />
        <Chain ctx={ctx} content={content} factors={result?.kind === 'chain' ? result.factors : []} />
        <TextArea
          name="reason"
          label={t('impacts.effect.reason')}
          hint={t('impacts.effect.reason-hint')}
          value={result?.kind === 'not-measurable' ? result.reason : ''}
          maxLength={2_000}
          rows={3}
          optional
        />
        <TextArea name="note" label={t('impacts.field.note')} value={item?.note ?? ''} maxLength={2_000} rows={3} optional />
      </>
    );
  },
  change: (_ctx, form, itemId) => {
    const { name, unit, touched, direction, note } = form;
    const result = resultOf(form);
    return (content) => putEffect(content, itemId, { name, unit, touched, direction, note, result });
  },
});

/** Up to eight assumptions, each with whether it multiplies or divides. */
function Chain({ ctx, content, factors }: { ctx: Context; content: Content; factors: readonly Factor[] }) {
  const { t } = ctx;
  const options = content.assumptions.map(({ id, name, unit }) => ({ value: id, label: `${name} (${unit})` }));
  const hows = (['times', 'by'] as const).map((value) => ({ value, label: t(`impacts.effect.how-${value}`) }));
  return (
    <Fieldset label={t('impacts.effect.chain')} hint={t('impacts.effect.chain-hint')}>
      {places.map((place) => (
        <div key={place}>
          {place > 1 && (
            <SelectField
              name={`how${place}`}
              label={t('impacts.effect.how', { place })}
              options={hows}
              emptyLabel={false}
              value={factors[place - 1]?.how ?? 'times'}
            />
          )}
          <SelectField
            name={`factor${place}`}
            label={t('impacts.effect.factor', { place })}
            options={options}
            emptyLabel={t('impacts.effect.no-factor')}
            value={factors[place - 1]?.assumptionId ?? ''}
            optional={place > 1}
          />
        </div>
      ))}
    </Fieldset>
  );
}

/** A chain or a reason, never both. Refusals: `no-chain`, `no-reason`, `two-results`. */
function resultOf(form: z.output<typeof body>): Effect['result'] {
  const factors = places.flatMap((place): Factor[] => {
    const assumptionId = form[`factor${place}`];
    if (!assumptionId) return [];
    return [{ assumptionId, how: (place === 1 ? 'times' : form[`how${place}`]) ?? 'times' }];
  });
  if (form.result === 'chain') {
    if (form.reason) throw refuse('two-results', { field: 'reason' });
    if (factors.length === 0) throw refuse('no-chain', { field: 'factor1' });
    return { kind: 'chain', factors };
  }
  if (factors.length > 0) throw refuse('two-results', { field: 'result' });
  if (!form.reason) throw refuse('no-reason', { field: 'reason' });
  return { kind: 'not-measurable', reason: form.reason };
}
