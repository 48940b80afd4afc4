import { FilterForm, SelectField } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { StoredDimension } from '#modules/observatory';
import { wayText, type FlowData } from './flow-data.ts';

/** Period, one value of every other dimension, either end, and which of two dimensions is read as from. */
export function FlowFilters({ ctx, data }: { ctx: Context; data: FlowData }) {
  const { t } = ctx;
  const { dataset, release, dimensions, ways, ends, chosen, from, to, periods, question } = data;
  const path = `/statistics/${dataset.id}/flows`;
  const named = (at: number) => dimensions[at]?.label ?? '';
  return (
    <FilterForm action={path} clearHref={path} keep={release === dataset.releases[0] ? {} : { release: String(release.no) }}>
      <SelectField
        name="period"
        label={t('observatory.field.period')}
        value={question.period}
        options={periods.map((value) => ({ value, label: value }))}
      />
      {dimensions.map(({ code, label, codes }, index) => {
        const value = chosen[index];
        return value && codes.length > 1 ? (
          <SelectField key={code} name={`d${index + 1}`} label={label} value={value.code} options={optionsOf(codes)} />
        ) : null;
      })}
      <SelectField
        name="ends"
        label={t('observatory.flows.ends')}
        value={wayText(ends)}
        options={ways.map((way) => ({
          value: wayText(way),
          label: t('observatory.flows.way', { from: named(way.origin), to: named(way.destination) }),
        }))}
      />
      <SelectField
        name="from"
        label={t('observatory.flows.from')}
        value={from?.code ?? ''}
        emptyLabel={t('observatory.dataset.all')}
        options={optionsOf(dimensions[ends.origin]?.codes ?? [])}
      />
      <SelectField
        name="to"
        label={t('observatory.flows.to')}
        value={to?.code ?? ''}
        emptyLabel={t('observatory.dataset.all')}
        options={optionsOf(dimensions[ends.destination]?.codes ?? [])}
      />
    </FilterForm>
  );
}

function optionsOf(codes: StoredDimension['codes']) {
  return codes.map(({ code, label }) => ({ value: code, label: label === code ? label : `${label} (${code})` }));
}
