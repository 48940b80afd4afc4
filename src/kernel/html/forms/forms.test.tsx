import { expect, test } from 'vitest';
import { htmlOf, testUi, valuesOf } from '../testing.ts';
import { CheckboxesField, CheckboxField, RadioField } from './choice-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { fieldId, type FieldError, type FormEntry } from './form-context.ts';
import { Fieldset } from './fieldset.tsx';
import { Form } from './form.tsx';
import { SelectField } from './select-field.tsx';
import { TextArea } from './text-area.tsx';
import { CodeField, PasswordField, TextField } from './text-field.tsx';

function sent(typed: Record<string, string[]>, errors: FieldError[] = []): FormEntry {
  return {
    sent: true,
    errors,
    value: (field) => typed[field]?.at(-1) ?? '',
    values: (field) => typed[field] ?? [],
    error: (field, label) => {
      const problem = errors.find((error) => error.field === field);
      return label && problem?.named ? problem.named(label) : problem?.message;
    },
  };
}

const choices = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

test('a field shows what is stored, and once sent what was typed', () => {
  const field = <TextField name="name" label="Name" value="stored" />;
  expect(htmlOf(<Form>{field}</Form>)).toContain('value="stored"');
  const again = htmlOf(<Form entry={sent({ name: ['typed'] })}>{field}</Form>);
  expect(again).toContain('value="typed"');
  expect(again).not.toContain('stored');
});

test('a field that was emptied stays empty', () => {
  expect(htmlOf(<Form entry={sent({})}>{<TextField name="name" label="Name" value="stored" />}</Form>)).not.toContain('stored');
});

test('ticks and choices come back as sent', () => {
  const entry = sent({ one: ['b'], many: ['a', 'b'], tick: ['yes'], list: ['b'] });
  const text = htmlOf(
    <Form entry={entry}>
      <RadioField name="one" label="One" choices={choices} value="a" />
      <CheckboxesField name="many" label="Many" choices={choices} />
      <CheckboxField name="tick" label="Tick" />
      <SelectField name="list" label="List" options={choices} value="a" />
    </Form>,
  );
  const checked = [...text.matchAll(/<input[^>]*checked[^>]*>/g)].map(([tag]) => valuesOf(tag, 'value')[0]);
  expect(checked).toEqual(['b', 'a', 'b', 'yes']);
  expect(text).toMatch(/<option selected value="b">|<option value="b" selected>/);
});

test('hint and error describe the field and stand before it', () => {
  const errors = [{ field: 'name', message: 'Write your name' }];
  const text = htmlOf(<Form entry={sent({}, errors)}>{<TextField name="name" label="Name" hint="In full" />}</Form>);
  expect(valuesOf(text, 'aria-describedby')).toEqual(['field-name-hint field-name-error']);
  expect(valuesOf(text, 'aria-invalid')).toEqual(['true']);
  expect(text.indexOf('Write your name')).toBeLessThan(text.indexOf('type="text"'));
});

test('passwords and codes are never shown again', () => {
  const entry = sent({ password: ['secret'], code: ['123456'] });
  const text = htmlOf(
    <Form entry={entry}>
      <PasswordField name="password" label="Password" value="secret" />
      <CodeField name="code" label="Code" value="123456" />
    </Form>,
  );
  expect(text).not.toContain('secret');
  expect(text).not.toContain('123456');
  expect(text).toContain('autocomplete="one-time-code"');
});

test('a line break at the start of a long text is kept', () => {
  expect(htmlOf(<TextArea name="a" label="A" value={'\nb'} />)).toContain('>\n\nb</textarea>');
});

test('the error summary links to each field that the page has, and says what stands beside it', () => {
  const errors = [
    { field: 'steps[0].title', message: 'Fill in this field.', named: (label: string) => `Fill in “${label}”.` },
    { field: 'slot', message: 'Choose a time' },
    { field: '', message: 'Taken' },
  ];
  const text = htmlOf(
    <>
      <ErrorSummary errors={errors} />
      <Form id="plan" entry={sent({}, errors)}>
        <TextField name="steps[0].title" label="Step" />
        <TextField name="until" label="Until" />
      </Form>
    </>,
  );
  expect(text).toContain('<li><a href="#plan-steps-0-title">Fill in “Step”.</a></li>');
  expect(text).toMatch(/id="plan-steps-0-title-error">.*?<\/span>Fill in “Step”\.<\/p>/);
  expect(text).toContain('<li>Choose a time</li>');
  expect(text).toContain('<li>Taken</li>');
  expect(valuesOf(text, 'href')).toEqual(['#plan-steps-0-title']);
  expect(htmlOf(<ErrorSummary errors={[]} />)).toBe('');
});

test('a field of a group is named with the group', () => {
  const errors = [{ field: 'name', message: 'Fill in this field.', named: (label: string) => `Fill in “${label}”.` }];
  const text = htmlOf(
    <Form entry={sent({}, errors)}>
      <Fieldset label="Office 2">
        <TextField name="name" label="Name" />
      </Fieldset>
    </Form>,
  );
  expect(text).toContain('Fill in “Office 2: Name”.');
});

test('field ids hold no sign that an address would have to escape', () => {
  expect(fieldId('a[b]: c"')).toBe('field-a-b-c');
});

test('a posted form carries a key, a search none', () => {
  expect(htmlOf(<Form>x</Form>)).toContain('name="_key" value="key"');
  expect(htmlOf(<Form method="get">x</Form>)).not.toContain('_key');
});

test('the forms of staff keep texts by who writes, on which page, without the note that the page opened with', () => {
  const ui = { ...testUi('en', '/desk/cases/1/refer?to=2&notice=cases.notice.saved'), keptUnder: 'account' };
  const text = htmlOf(<Form id="word">x</Form>, ui);
  expect(valuesOf(text, 'data-draft')).toEqual(['account|/desk/cases/1/refer|to=2||word']);
  expect(text).toContain('data-draft-texts');
  expect(htmlOf(<Form draft="own">x</Form>, ui)).not.toContain('data-draft-texts');
  expect(htmlOf(<Form method="get">x</Form>, ui)).not.toContain('data-draft');
  expect(htmlOf(<Form>x</Form>)).not.toContain('data-draft');
});

test('a form with a draft brings the words that the script will show', () => {
  const text = htmlOf(
    <Form draft="intake:1" draftRemote>
      x
    </Form>,
  );
  expect(text).toContain('data-draft-remote="/drafts/intake%3A1"');
  expect(valuesOf(text, 'data-draft-kept')).toEqual(['We kept what you typed last time.']);
});
