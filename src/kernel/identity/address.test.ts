import { assert, boolean, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, readDigits } from './address.ts';
import { newCardCode, printCardCode, readCardCode } from './card-code.ts';
import { deviceOf } from './device.ts';
import { networkOf } from './tries.ts';

describe('an address', () => {
  test.for([
    ['Kim@Office.Example ', null, 'email', 'kim@office.example'],
    ['+355 69 123 4567', null, 'phone', '+355691234567'],
    ['333 123 4567', 'IT', 'phone', '+393331234567'],
    ['00221 77 123 45 67', 'IT', 'phone', '+221771234567'],
    ['+٢١٢ ٦١٢ ٣٤٥ ٦٧٨', null, 'phone', '+212612345678'],
  ] as const)('is read from %s', ([text, country, kind, value]) => expect(readAddress(text, country)).toEqual({ kind, value }));

  test.for(['333 123 4567', '', 'kim', '@', 'kim@', '+1', "a@b.c' or 1=1", '+39 333 123 456 789 012 345'])(
    'is not read from %s without a country',
    (text) => expect(() => readAddress(text, null)).toThrow('address-invalid'),
  );
});

test('digits are read whatever stands between them', () => expect(readDigits(' 12 3-٤٥۶ ')).toBe('123456'));

test('every card code is read as printed and as typed', () => {
  assert(
    property(constantFrom('-', ' ', '', ' - '), boolean(), (between, small) => {
      const code = newCardCode();
      const printed = printCardCode(code);
      expect(printed).toMatch(/^(?:[^01ILOU-]{4}-){3}[^01ILOU-]{4}$/);
      const typed = printed.replaceAll('-', between);
      expect(readCardCode(small ? typed.toLowerCase() : typed)).toEqual(code);
      expect(readCardCode(typed.slice(1))).toBeNull();
    }),
  );
});

test.for([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
] as const)('the network of %s is %s', ([ip, network]) => expect(networkOf(ip)).toBe(network));

test.for([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
    'Samsung Internet · Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge · Windows',
  ],
  ['curl/8.0', ''],
  [undefined, ''],
] as const)('a browser is called by its name: %s', ([userAgent, device]) => expect(deviceOf(userAgent)).toBe(device));
