import { SelectField } from '../forms/select-field.tsx';
import { FilterForm } from '../forms/search-form.tsx';
import { TextField } from '../forms/text-field.tsx';
import { ResultsHead } from '../records/card.tsx';
import { ListDownloads } from '../table/list-downloads.tsx';
import { Table, type Column } from '../table/table.tsx';
import { ButtonGroup } from '../text/button.tsx';
import { EmptyState } from '../text/empty-state.tsx';
import { Section } from '../text/heading.tsx';
import { Link } from '../text/link.tsx';
import { Tag } from '../text/tag.tsx';
import { useUi } from '../ui.ts';
import type { SampleText } from './sample-text.ts';

type Row = { id: string; office: string; town: string; visitors: number; languages: string; late: boolean };

/** A list with everything on it, a wide one, and an empty one. */
export function TableSamples({ text }: { text: SampleText }) {
  const { to, number } = useUi();
  const here = to('/styleguide');
  const rows: Row[] = ['Venezia', 'Durrës', 'Kaolack', 'Kenitra'].map((town, index) => ({
    id: String(index),
    office: `${text.office} ${number(index + 1)}`,
    town,
    visitors: 12 + index * 9,
    languages: 'it, sq, fr, wo, ar, en',
    late: index === 1,
  }));
  const columns: Column<Row>[] = [
    { key: 'office', header: text.office, cell: (row) => <Link href={here}>{row.office}</Link>, sort: true },
    { key: 'town', header: text.town2, cell: (row) => row.town, sort: true },
    { key: 'languages', header: text.languages, cell: (row) => <bdi dir="ltr">{row.languages}</bdi> },
    {
      key: 'state',
      header: text.state,
      cell: (row) => <Tag tone={row.late ? 'warning' : 'success'}>{row.late ? text.stateLate : text.stateRunning}</Tag>,
    },
    { key: 'visitors', header: text.visitors, cell: (row) => number(row.visitors), sort: true, numeric: true },
  ];
  const filters = (
    <FilterForm clearHref={here} keep={{ part: 'tables' }}>
      <TextField name="q" label={text.search} />
      <SelectField name="state" label={text.state} options={[{ value: 'late', label: text.stateLate }]} />
    </FilterForm>
  );
  return (
    <>
      <Section title="Table">
        <Table
          caption={text.offices}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          sort={{ key: 'town', direction: 'asc' }}
          filters={filters}
          paging={{ page: 3, pageSize: 4, total: 38 }}
          csvHref={`${here}.csv`}
          foot={[text.total, '', '', '', number(102)]}
        />
      </Section>
      <Section title="ResultsHead, ListDownloads">
        <ResultsHead>
          <p class="table-shown">
            <strong>{text.found}</strong> <ListDownloads href={`${here}?format=csv`} />
          </p>
        </ResultsHead>
        <ButtonGroup>
          <ListDownloads href={`${here}?format=csv`} of={text.offices} buttons />
        </ButtonGroup>
      </Section>
      <Section title="Table narrow=scroll">
        <Table caption={text.visitors} columns={[...columns, ...more(text)]} rows={rows} rowKey={(row) => row.id} narrow="scroll" />
      </Section>
      <Section title="Table empty">
        <Table
          caption={text.appointments}
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          empty={<EmptyState title={text.emptyTitle}>{<p>{text.emptyBody}</p>}</EmptyState>}
        />
      </Section>
    </>
  );
}

function more(text: SampleText): Column<Row>[] {
  return [text.lastVisit, text.contacts, text.founders].map((header, index) => ({
    key: `more${index}`,
    header,
    cell: () => text.dateShared,
  }));
}
