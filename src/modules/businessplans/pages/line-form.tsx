import { Button, DateField, Details, Form, MoneyField, NumberField, SelectField, TextArea, TextField } from '#kernel/html';
import type { Context, FormEntry } from '#kernel/http';
import { toDecimalText } from '#kernel/money';
import {
  lineKinds,
  PLAN_MONTHS_CHOICES,
  saidBys,
  specsOf,
  type Figure,
  type FigureSpec,
  type LineKind,
  type Plan,
  type PlanLine,
} from '../plan.ts';
import { planMonth } from '../sales.ts';
import { seenOfLine } from '../seen.ts';
import { Seen } from './meanwhile.tsx';
import { say } from './plan-view.tsx';
import { seasonNames } from './read-line.ts';

export interface LineFormProps {
  ctx: Context;
  entry: FormEntry;
  plan: Plan;
  kind: LineKind;
  line: PlanLine | null;
  draft: string;
  /** Where the line is gone and saving writes it anew. */
  action?: string;
}

/** The fields of one line: its name, its figures each with who stands for it, and what belongs to its kind. */
export function LineForm({ ctx, entry, plan, kind, line, draft, action }: LineFormProps) {
  const { t } = ctx;
  const choices: readonly string[] = lineKinds[kind].choices;
  return (
    <Form entry={entry} draft={draft} draftRemote {...(action ? { action } : {})}>
      {line && <Seen now={seenOfLine(line)} />}
      {line && <input type="hidden" name="kind" value={kind} />}
      <TextField name="label" label={t('businessplans.field.label')} hint={t(`businessplans.hint.${kind}`)} value={line?.label} required />
      {choices.length > 0 && (
        <SelectField
          name="choice"
          label={t('businessplans.field.choice')}
          options={choices.map((value) => ({ value, label: say(ctx, `choice.${value}`) }))}
          value={line?.choice ?? choices[0]}
          emptyLabel={false}
        />
      )}
      {kind === 'product' && (
        <TextField
          name="unit"
          label={t('businessplans.field.unit')}
          hint={t('businessplans.field.unit-hint')}
          value={line?.unit}
          optional
        />
      )}
      {Object.entries(specsOf(kind)).map(([name, spec]) => (
        <FigureFields key={name} ctx={ctx} plan={plan} name={name} spec={spec} figure={line?.figures[name]} />
      ))}
      {kind === 'product' && <SeasonFields ctx={ctx} line={line} />}
      {(kind === 'action' || kind === 'risk') && (
        <TextArea name="note" label={t(`businessplans.field.note-${kind}`)} value={line?.note} optional />
      )}
      {kind === 'action' && <DateField name="dueOn" label={t('businessplans.field.due-on')} value={line?.dueOn ?? ''} optional />}
      <Button>{t('businessplans.save')}</Button>
    </Form>
  );
}

interface FigureProps {
  ctx: Context;
  plan: Plan;
  name: string;
  spec: FigureSpec;
  figure: Figure | undefined;
}

function FigureFields(props: FigureProps) {
  const { ctx, name, spec, figure } = props;
  const { t } = ctx;
  const label = say(ctx, `figure.${name}`);
  return (
    <>
      <FigureField {...props} label={label} />
      {spec.sourced && (
        <Details
          summary={t('businessplans.field.where-from', { figure: label })}
          open={figure !== undefined && figure.saidBy === 'assumption'}
        >
          <SelectField
            name={`${name}Said`}
            label={t('businessplans.field.said', { figure: label })}
            options={saidBys.map((value) => ({ value, label: t(`businessplans.said.${value}`) }))}
            value={figure?.saidBy ?? 'assumption'}
            emptyLabel={false}
          />
          <TextField
            name={`${name}Source`}
            label={t('businessplans.field.source', { figure: label })}
            hint={t('businessplans.field.source-hint')}
            value={figure?.source}
            optional
          />
        </Details>
      )}
    </>
  );
}

function FigureField({ ctx, plan, name, spec, figure, label }: FigureProps & { label: string }) {
  const otherwise = spec.otherwise === undefined ? '' : String(spec.otherwise);
  const optional = spec.otherwise !== undefined || name === 'life';
  if (spec.unit === 'money') {
    return (
      <MoneyField
        name={name}
        label={label}
        value={figure ? typedAmount(ctx, figure) : ''}
        currency={figure?.currency ?? plan.currency}
        currencies={plan.otherCurrency ? [plan.currency, plan.otherCurrency] : [plan.currency]}
        optional={optional}
        required={!optional}
      />
    );
  }
  const value = figure ? String(figure.value) : otherwise;
  if (spec.unit === 'month') {
    return (
      <SelectField
        name={name}
        label={label}
        options={PLAN_MONTHS_CHOICES.map((month) => ({
          value: String(month),
          label: ctx.format.date(`${planMonth(plan.startsIn, month - 1)}-01`, 'month'),
        }))}
        value={value}
        emptyLabel={false}
      />
    );
  }
  if (spec.unit === 'of-three') {
    return (
      <SelectField
        name={name}
        label={label}
        options={[1, 2, 3].map((grade) => ({ value: String(grade), label: ctx.t(`businessplans.grade.${grade as 1 | 2 | 3}`) }))} // the list beside it
        value={value}
        emptyLabel={false}
      />
    );
  }
  const shown =
    spec.unit === 'basis-points' && figure
      ? ctx.format.number(Number(figure.value) / 100, { useGrouping: false, numberingSystem: 'latn' })
      : value;
  return (
    <NumberField name={name} label={label} value={shown} optional={optional} required={!optional} decimal={spec.unit === 'basis-points'} />
  );
}

/** An amount as the reader's language writes it, so that it is read back as the same amount. */
function typedAmount(ctx: Context, figure: Figure): string {
  const text = toDecimalText({ amountMinor: figure.value, currency: figure.currency ?? 'EUR' });
  const decimals = text.split('.')[1]?.length ?? 0;
  // At most 14 digits, so a number holds them exactly.
  return ctx.format.number(Number(text), {
    useGrouping: false,
    numberingSystem: 'latn',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

function SeasonFields({ ctx, line }: { ctx: Context; line: PlanLine | null }) {
  const { t, format } = ctx;
  const monthName = (index: number) =>
    format.date(`2000-${String(index + 1).padStart(2, '0')}-01`, 'month').replace(/[\s/]*(2000|٢٠٠٠)[\s/]*/u, '');
  return (
    <Details summary={t('businessplans.field.season')}>
      <p>{t('businessplans.field.season-hint')}</p>
      {seasonNames.map((name, index) => (
        <NumberField key={name} name={name} label={monthName(index)} value={String(line?.season?.[index] ?? 100)} />
      ))}
    </Details>
  );
}
