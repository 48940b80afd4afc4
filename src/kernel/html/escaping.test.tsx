import type { VNode } from 'preact';
import { expect, test } from 'vitest';
import * as html from './index.ts';
import { htmlOf, testUi } from './testing.ts';

const EVIL = `"'><img src=x onerror=alert(1)><script>alert(1)</script>&amp;`;

const field = { name: EVIL, label: EVIL, labelAlso: { text: EVIL, lang: 'it', dir: 'ltr' }, hint: EVIL, error: EVIL, value: EVIL } as const;
const crumbs = [{ href: EVIL, label: EVIL }];
const columns = [{ key: EVIL, header: EVIL, cell: () => EVIL, sort: true }];
const place = { name: EVIL, lat: 45, lon: 12 };

const components: Record<string, () => VNode> = {
  Bdi: () => <html.Bdi>{EVIL}</html.Bdi>,
  BarChart: () => (
    <html.BarChart
      title={EVIL}
      description={EVIL}
      labelHeader={EVIL}
      series={[EVIL, `${EVIL}2`]}
      rows={[{ key: EVIL, label: EVIL, values: [1, undefined] }]}
      source={{ name: EVIL, date: EVIL, href: EVIL }}
      missing={EVIL}
      format={() => EVIL}
    />
  ),
  Breadcrumbs: () => <html.Breadcrumbs crumbs={crumbs} />,
  Button: () => (
    <html.Button name={EVIL} value={EVIL} label={EVIL} formAction={EVIL} form={EVIL} id={EVIL}>
      {EVIL}
    </html.Button>
  ),
  'disabled Button': () => (
    <html.Button disabledReason={EVIL} label={EVIL}>
      {EVIL}
    </html.Button>
  ),
  ButtonLink: () => <html.ButtonLink href={EVIL}>{EVIL}</html.ButtonLink>,
  Card: () => (
    <html.Card title={EVIL} href={EVIL} tags={EVIL} footer={EVIL}>
      {EVIL}
    </html.Card>
  ),
  CheckboxField: () => <html.CheckboxField {...field} />,
  CheckboxesField: () => (
    <html.CheckboxesField
      name={EVIL}
      label={EVIL}
      hint={EVIL}
      error={EVIL}
      values={[EVIL]}
      choices={[{ value: EVIL, label: EVIL, hint: EVIL }]}
    />
  ),
  ComboboxField: () => <html.ComboboxField {...field} options={[{ value: EVIL, label: EVIL }]} emptyLabel={EVIL} />,
  'ComboboxField with a source': () => <html.ComboboxField {...field} source={EVIL} valueName={EVIL} chosen={EVIL} />,
  CodeField: () => <html.CodeField {...field} />,
  CorridorMap: () => <html.CorridorMap origin={place} destination={{ ...place, lat: 40 }} />,
  CounterLock: () => <html.CounterLock action={EVIL} idleMinutes={5} />,
  DateField: () => <html.DateField {...field} min={EVIL} max={EVIL} />,
  DescriptionList: () => <html.DescriptionList label={EVIL} facts={[{ key: EVIL, label: EVIL, value: EVIL, source: { name: EVIL } }]} />,
  Details: () => (
    <html.Details summary={EVIL} id={EVIL}>
      {EVIL}
    </html.Details>
  ),
  Dialog: () => (
    <html.Dialog id={EVIL} title={EVIL} actions={EVIL}>
      {EVIL}
    </html.Dialog>
  ),
  DialogLink: () => <html.DialogLink dialog={EVIL}>{EVIL}</html.DialogLink>,
  EmailField: () => <html.EmailField {...field} />,
  EmptyState: () => (
    <html.EmptyState title={EVIL} action={EVIL}>
      {EVIL}
    </html.EmptyState>
  ),
  ErrorSummary: () => (
    <html.ErrorSummary
      errors={[
        { field: EVIL, message: EVIL },
        { field: '', message: EVIL },
      ]}
    />
  ),
  Fieldset: () => (
    <html.Fieldset {...field} id={EVIL}>
      {EVIL}
    </html.Fieldset>
  ),
  FileField: () => <html.FileField name={EVIL} label={EVIL} hint={EVIL} error={EVIL} accept={EVIL} />,
  FilterForm: () => (
    <html.FilterForm action={EVIL} clearHref={EVIL} keep={{ [EVIL]: EVIL }}>
      {EVIL}
    </html.FilterForm>
  ),
  Form: () => (
    <html.Form action={EVIL} id={EVIL} draft={EVIL} draftRemote label={EVIL}>
      {EVIL}
    </html.Form>
  ),
  Inset: () => <html.Inset>{EVIL}</html.Inset>,
  Layout: () => (
    <html.Layout
      title={EVIL}
      network={EVIL}
      description={EVIL}
      user={EVIL}
      navigation={crumbs}
      breadcrumbs={crumbs}
      notices={[{ tone: 'info', text: EVIL, title: EVIL }]}
      quickExit={{ href: EVIL }}
      footerLinks={crumbs}
      hasErrors
      demo
    >
      {EVIL}
    </html.Layout>
  ),
  LineChart: () => (
    <html.LineChart
      title={EVIL}
      description={EVIL}
      labelHeader={EVIL}
      series={[EVIL]}
      points={[
        { x: 1, label: EVIL, values: [1] },
        { x: 2, label: EVIL, values: [undefined] },
      ]}
      missing={EVIL}
      format={() => EVIL}
    />
  ),
  Link: () => (
    <html.Link href={EVIL} label={EVIL} download={EVIL} id={EVIL}>
      {EVIL}
    </html.Link>
  ),
  MoneyField: () => <html.MoneyField {...field} currencies={[EVIL]} />,
  'MoneyField of one currency': () => <html.MoneyField {...field} currency={EVIL} />,
  Notice: () => (
    <html.Notice title={EVIL} announce>
      {EVIL}
    </html.Notice>
  ),
  NumberField: () => <html.NumberField {...field} />,
  PageHeading: () => <html.PageHeading title={EVIL} caption={EVIL} lead={EVIL} tags={EVIL} actions={EVIL} />,
  PasswordField: () => <html.PasswordField {...field} />,
  PhoneField: () => <html.PhoneField {...field} />,
  PointMap: () => <html.PointMap title={EVIL} points={[{ ...place, id: EVIL, href: EVIL, note: EVIL }]} />,
  PostButton: () => (
    <html.PostButton action={EVIL} fields={{ [EVIL]: EVIL }}>
      {EVIL}
    </html.PostButton>
  ),
  Progress: () => <html.Progress label={EVIL} done={1} total={2} refreshHref={EVIL} />,
  Provenance: () => <html.Provenance source={EVIL} year={EVIL} />,
  RadioField: () => (
    <html.RadioField {...field} choices={[{ value: EVIL, label: EVIL, labelAlso: field.labelAlso, hint: EVIL, reveals: EVIL }]} />
  ),
  SearchForm: () => <html.SearchForm action={EVIL} label={EVIL} name={EVIL} value={EVIL} hint={EVIL} button={EVIL} keep={{ a: EVIL }} />,
  Section: () => (
    <html.Section title={EVIL} actions={EVIL} id={EVIL}>
      {EVIL}
    </html.Section>
  ),
  SelectField: () => <html.SelectField {...field} options={[{ label: EVIL, options: [{ value: EVIL, label: EVIL }] }]} emptyLabel={EVIL} />,
  Stat: () => <html.Stat label={EVIL} value={EVIL} note={EVIL} href={EVIL} />,
  SummaryList: () => (
    <html.SummaryList label={EVIL} rows={[{ key: EVIL, label: EVIL, value: EVIL, actions: [{ href: EVIL, text: EVIL, about: EVIL }] }]} />
  ),
  Table: () => (
    <html.Table
      caption={EVIL}
      columns={columns}
      rows={[{}]}
      rowKey={() => EVIL}
      sort={{ key: EVIL, direction: 'asc' }}
      paging={{ page: 2, pageSize: 1, total: 9 }}
      csvHref={EVIL}
      foot={[EVIL]}
    />
  ),
  Tabs: () => <html.Tabs label={EVIL} items={[{ href: EVIL, label: EVIL, count: EVIL }]} />,
  Tag: () => <html.Tag>{EVIL}</html.Tag>,
  TaskList: () => <html.TaskList label={EVIL} tasks={[{ id: EVIL, title: EVIL, href: EVIL, hint: EVIL, status: { text: EVIL } }]} />,
  TextArea: () => <html.TextArea {...field} maxLength={10} />,
  TextField: () => <html.TextField {...field} />,
  TimeField: () => <html.TimeField {...field} />,
  Timeline: () => <html.Timeline label={EVIL} entries={[{ id: EVIL, title: EVIL, when: EVIL, dateTime: EVIL, who: EVIL, body: EVIL }]} />,
  TranslationNote: () => <html.TranslationNote state="machine" from={EVIL} date={EVIL} originalHref={EVIL} originalLang={EVIL} />,
  TwoLanguages: () => (
    <html.TwoLanguages
      first={{ lang: EVIL, dir: 'ltr', name: EVIL, children: EVIL }}
      second={{ lang: 'ar', dir: 'rtl', name: EVIL, children: EVIL }}
    />
  ),
  UserMenu: () => <html.UserMenu name={EVIL} role={EVIL} items={crumbs} signOutAction={EVIL} />,
};

test.each(Object.keys(components))('%s shows markup as text', (name) => {
  const text = htmlOf(components[name]?.() ?? <></>, testUi('en', `/x?sort=${EVIL}`));
  expect(text).toContain('alert(1)');
  expect(text).not.toContain('<img');
  expect(text).not.toContain('<script>');
  // Inside an attribute a quote would end it.
  expect(text.replaceAll(/="[^"]*"/g, '')).not.toMatch(/<[^>]*onerror/);
});
