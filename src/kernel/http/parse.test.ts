import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseFields, readFields } from './parse.ts';

const typed = readFields('name=Awa&at-1=present&at-2=absent&_key=secret');

test('fields that a form does not name are dropped', () => {
  expect(parseFields(z.object({ name: z.string() }), typed).data).toEqual({ name: 'Awa' });
});

test('a form whose fields are known only once the page is read gets them all, but for those of the form itself', () => {
  expect(parseFields(z.looseObject({ name: z.string() }), typed).data).toEqual({ name: 'Awa', 'at-1': 'present', 'at-2': 'absent' });
});
