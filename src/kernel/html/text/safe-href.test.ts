import { expect, test } from 'vitest';
import { safeHref } from './safe-href.ts';

test.each(['/services', '?page=2', '#main', 'https://sample.invalid/a?b=c:d', 'mailto:a@sample.invalid', 'tel:+390000', 'guide/a:b'])(
  'keeps %s',
  (href) => expect(safeHref(href)).toBe(href),
);

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc',
])('turns %j into a link to nowhere', (href) => expect(safeHref(href)).toBe('#'));
