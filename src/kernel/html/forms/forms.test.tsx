import { expect, test } from 'vitest';
import { htmlOf, valuesOf } from '../testing.ts';
import { CheckboxesField, CheckboxField, RadioField } from './choice-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { fieldId, type FormEntry } from './form-context.ts';
import { Form } from './form.tsx';
import { SelectField } from './select-field.tsx';
import { TextArea } from './text-area.tsx';
import { CodeField, PasswordField, TextField } from './text-field.tsx';

function sent(typed: Record<string, string[]>, errors: { field: string; message: string }[] = []): FormEntry {
  return {
    sent: true,
    errors,
    value: (field) => typed[field]?.at(-1) ?? '',
    values: (field) => typed[field] ?? [],
    error: (field) => errors.find((error) => error.field === field)?.message,
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

test('the error summary links to the fields of its own form, and not where no field is meant', () => {
  const errors = [
    { field: 'steps[0].title', message: 'Name the step' },
    { field: '', message: 'Taken' },
  ];
  const text = htmlOf(<ErrorSummary errors={errors} form="plan" />);
  expect(valuesOf(text, 'href')).toEqual(['#plan-steps-0-title']);
  expect(text).toContain('<li>Taken</li>');
  expect(htmlOf(<ErrorSummary errors={[]} />)).toBe('');
});

test('field ids hold no sign that an address would have to escape', () => {
  expect(fieldId('a[b]: c"')).toBe('field-a-b-c');
});

test('a posted form carries a key, a search none', () => {
  expect(htmlOf(<Form>x</Form>)).toContain('name="_key" value="key"');
  expect(htmlOf(<Form method="get">x</Form>)).not.toContain('_key');
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
