import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const source = new URL('..', import.meta.url);
const sheets = readdirSync(folder).filter((name) => name.endsWith('.css'));
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe.each(sheets)('%s', (name) => {
  const rules = read(name)
    .replaceAll(/\/\*.*?\*\//gs, '')
    .split('\n')
    .filter((line) => !line.startsWith('@media'));

  test('uses logical properties only', () => {
    const sides = /(^|[\s;{-])(left|right|top|bottom)\s*:|-(left|right|top|bottom)\s*:|-(left|right)-/;
    const sizes = /(^|[\s;{])((min|max)-)?(width|height)\s*:/;
    const values = /(text-align|float|clear)\s*:\s*(left|right)/;
    const physical = rules.filter((line) => [sides, sizes, values].some((pattern) => pattern.test(line)));
    expect(physical).toEqual([]);
  });

  test('treats both ends of a line alike where it names four sides at once', () => {
    const fourSides = rules.flatMap((line) => {
      const [, , value] = /(margin|padding|inset|border-width)\s*:\s*([^;]+);/.exec(line) ?? [];
      const sides = value?.match(/(?:calc\([^;]*\)|var\([^)]*\)|\S)+/g) ?? [];
      return sides.length === 4 && sides[1] !== sides[3] ? [line.trim()] : [];
    });
    expect(fourSides).toEqual([]);
  });
});

test('the built style sheet stays small', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('main.css', folder).pathname],
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(8_500);
});

test('holds no rule for a class that no component writes', () => {
  const sources = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
  const text = sources.map((name) => readFileSync(new URL(name, source), 'utf8')).join('\n');
  // Classes such as `button-${kind}` are written by their stem.
  const stems = [...text.matchAll(/([a-z-]+-)\$\{/g)].map((match) => match[1] ?? '');
  const classes = new Set(
    sheets.flatMap((name) => [...read(name).matchAll(/\.([a-z][a-z0-9-]*)(?=[\s.,:{>[)]|$)/gm)].map((match) => match[1] ?? '')),
  );
  const written = (name: string) => new RegExp(`(?<![a-z-])${name}(?![a-z-])`).test(text) || stems.some((stem) => name.startsWith(stem));
  expect([...classes].filter((name) => name !== 'css' && !written(name))).toEqual([]);
});

describe('contrast', () => {
  const tokens = read('tokens.css');
  const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)');
  const coloursIn = (text: string) =>
    Object.fromEntries([...text.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

  const grounds = ['paper', 'wash', 'raised', 'accent-wash'];
  const textPairs: [string, string][] = [
    ...grounds.flatMap((ground): [string, string][] => [
      ['ink', ground],
      ['ink-soft', ground],
      ['accent', ground],
      ['accent-strong', ground],
      ['visited', ground],
      ['danger', ground],
    ]),
    ...['success', 'warning', 'danger'].flatMap((tone): [string, string][] => [
      [tone, `${tone}-wash`],
      ['ink', `${tone}-wash`],
      ['accent', `${tone}-wash`],
    ]),
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['on-danger', 'danger'],
    ['on-danger', 'danger-strong'],
    ['on-header', 'header'],
    ['on-header', 'header-line'],
    ['warning', 'warning-wash'],
  ];
  const shapePairs: [string, string][] = [
    ['line-strong', 'paper'],
    ['line-strong', 'wash'],
    ['focus', 'paper'],
    ['focus', 'wash'],
    ['focus', 'accent-wash'],
    ['accent', 'land'],
    ['accent', 'sea'],
    ['series-1', 'paper'],
    ['series-2', 'paper'],
    ['series-3', 'paper'],
    ['series-4', 'paper'],
  ];

  test.each([
    ['light', coloursIn(light)],
    ['dark', { ...coloursIn(light), ...coloursIn(dark) }],
  ])('is enough in the %s scheme', (_name, colours) => {
    const tooLittle = (pairs: [string, string][], least: number) =>
      pairs
        .map(([front, back]) => ({ pair: `${front} on ${back}`, ratio: contrast(colours[front], colours[back]) }))
        .filter(({ ratio }) => !(ratio >= least))
        .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
    expect(tooLittle(textPairs, 4.5)).toEqual([]);
    expect(tooLittle(shapePairs, 3)).toEqual([]);
  });
});

/** The contrast ratio of two colours (WCAG 2.2, definition of "contrast ratio"). */
function contrast(a: string | undefined, b: string | undefined): number {
  const [light = NaN, dark = NaN] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour = ''): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
