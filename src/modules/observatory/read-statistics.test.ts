import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import { countryOf } from './country-of.ts';
import type { Dataset, Reading } from './dataset.ts';
import { splitFlags } from './flags.ts';
import { readPeriod, readUpdated } from './read-period.ts';
import { readStatistics } from './read-statistics.ts';
import { decimalOf, readValue } from './read-value.ts';
import { workbookOf } from './workbook.fixtures.ts';

const read = async (text: string | Buffer, choices = {}) => await readStatistics(Buffer.from(text), choices);
const wrong = ({ problems }: Reading) => problems.map(({ row, problem }) => `${row} ${problem.replace('observatory.problem.', '')}`);
const right = ({ dataset, problems }: Reading): Dataset => {
  if (!dataset) throw new Error(JSON.stringify(problems));
  return dataset;
};
/** Every figure as `codes period value flags`. */
const lines = ({ dimensions, series }: Dataset) =>
  series.flatMap(({ key, periods, values, flags }) =>
    periods.map((period, at) =>
      `${key.map((one, index) => dimensions[index]?.codes[one]?.code).join('.')} ${period} ${values[at] ?? 'missing'} ${flags[at]}`.trimEnd(),
    ),
  );

const sdmx1 = 'DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n';

describe('SDMX-CSV', () => {
  test('1.0 is read with flags as published, and a missing figure is not zero', async () => {
    const file = right(
      await read(
        `${sdmx1}XX:DEMO(1.0),03/03/25 11:00:00,Annual,Austria,2021,0,,\nXX:DEMO(1.0),03/03/25 11:00:00,Annual,Austria,2022,:,c,C\nXX:DEMO(1.0),03/03/25 11:00:00,Annual,Austria,2020,12.50,bd,\n`,
      ),
    );
    expect(file).toMatchObject({ format: 'sdmx-csv-1', code: 'XX:DEMO', updated: '2025-03-03T11:00:00', publisher: null });
    expect(lines(file)).toEqual(['Annual.Austria 2020 12.50 bd', 'Annual.Austria 2021 0', 'Annual.Austria 2022 missing :c']);
    expect(file.series[0]?.confidentiality).toEqual(['', '', 'C']);
    expect(file.dimensions[1]?.codes[0]).toEqual({ code: 'Austria', label: 'Austria', country: 'AT', edition: 'country' });
  });

  test('2.0 is read with codes and labels side by side', async () => {
    const file = right(
      await read(
        'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,geo,Country,TIME_PERIOD,Time,OBS_VALUE,Value,OBS_FLAG,Flag\ndataflow,ESTAT:T(1.0),"A, title",EL,Greece,2020,,5.0,,e,\n',
      ),
    );
    expect(file).toMatchObject({ format: 'sdmx-csv-2', code: 'ESTAT:T', title: 'A, title', publisher: 'Eurostat' });
    expect(file.dimensions).toEqual([
      { code: 'geo', label: 'Country', geo: true, codes: [{ code: 'EL', label: 'Greece', country: 'GR', edition: 'country' }] },
    ]);
    expect(lines(file)).toEqual(['EL 2020 5.0 e']);
  });

  test('2.0 is read with codes only, with both in one cell, and with semicolons', async () => {
    const plain = right(await read('STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE\ndataflow,ESTAT:T(1.0),I,UK,2020,5\n'));
    expect(plain.dimensions[0]?.codes[0]).toMatchObject({ code: 'UK', label: 'UK', country: 'GB' });
    const both = right(await read('DATAFLOW;geo: Place;TIME_PERIOD;OBS_VALUE;UNIT_MULT\nA:B(1.0);AT: Austria;2020;5;3\n'));
    expect(both.dimensions[0]).toMatchObject({ code: 'geo', label: 'Place', codes: [{ code: 'AT', label: 'Austria' }] });
  });

  test('codes of regions carry the edition that the importer chose, and none where nobody did', async () => {
    const text = 'DATAFLOW,geo,TIME_PERIOD,OBS_VALUE\nA:B(1.0),ITD5,2020,5\nA:B(1.0),EU27_2020,2020,6\nA:B(1.0),IT,2020,6\n';
    const editions = async (choices: object) => right(await read(text, choices)).dimensions[0]?.codes.map(({ edition }) => edition);
    expect(await editions({ edition: 'nuts-2006' })).toEqual(['nuts-2006', null, 'country']);
    expect(await editions({})).toEqual([null, null, 'country']);
  });

  test('every wrong row is named with its reason', async () => {
    const rows = [
      'Annual,Austria,2020,"13,5",,',
      'Annual,Austria,2021,"1,234.5",,',
      'Annual,Austria,20x0,1,,',
      'Annual,Austria,2022,many,,',
      'Annual,Austria,2023,=1+1,,',
      'Annual,,2024,1,,',
      'Annual,Austria,2025,1',
    ];
    const found = await read(sdmx1 + rows.map((row) => `A:B(1.0),,${row}\n`).join(''));
    expect(found.dataset).toBeNull();
    expect(wrong(found)).toEqual(['2 decimal-comma', '3 thousands', '4 period', '5 not-a-number', '6 formula', '7 no-code', '8 cells']);
  });

  test('a figure that stands twice is refused with both rows', async () => {
    const { problems } = await read(`${sdmx1}A:B(1.0),,Annual,Austria,2020,1,,\nA:B(1.0),,Annual,Austria,2020,1,,\n`);
    expect(problems).toEqual([{ row: 3, field: null, problem: 'observatory.problem.twice', values: { period: '2020', other: 2 } }]);
  });

  test('an unknown flag is kept and told, and so is a column that nobody reads', async () => {
    const found = await read(`DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,DECIMALS\nA:B(1.0),AT,2020,1,x,0\n`);
    expect(right(found).series[0]?.flags).toEqual(['x']);
    expect(found.warnings.map(({ problem }) => problem)).toEqual([
      'observatory.problem.column-not-read',
      'observatory.problem.unknown-flag',
    ]);
  });

  test('wrong headings, two datasets in one file and half a file are refused', async () => {
    expect(wrong(await read('DATAFLOW,geo,OBS_VALUE\nA:B(1.0),AT,1\n'))).toEqual(['1 heading']);
    expect(wrong(await read('DATAFLOW,geo,geo,TIME_PERIOD,OBS_VALUE\n'))).toEqual(['1 heading-twice']);
    expect(wrong(await read('DATAFLOW,TIME_PERIOD,OBS_VALUE\nA:B(1.0),2020,1\n'))).toEqual(['1 no-dimension']);
    expect(wrong(await read(sdmx1))).toEqual(['0 no-rows']);
    expect(wrong(await read(`${sdmx1}A:B(1.0),,Annual,Austria,2020,1,,\nA:C(1.0),,Annual,Austria,2021,1,,\n`))).toEqual(['3 two-datasets']);
    expect(wrong(await read(`${sdmx1}A:B(1.0),,Annual,Austria,2020,1,,\nA:B(1.0),,Annual,"Aus`))).toContainEqual(
      expect.stringContaining('damaged'),
    );
    const cut = await read(`${sdmx1}A:B(1.0),,Annual,Austria,2020,1,,`);
    expect(cut.warnings.map(({ problem }) => problem)).toEqual(['observatory.problem.no-end']);
  });

  test('another encoding is refused rather than guessed', async () => {
    expect(wrong(await read(Buffer.from(`${sdmx1}A:B(1.0),,Annual,C\u00f4te,2020,1,,\n`, 'latin1')))).toEqual(['0 encoding']);
    expect(wrong(await read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])))).toEqual(['0 kind']);
    expect(wrong(await read('name,phone\na,b\n'))).toEqual(['1 kind']);
    expect(wrong(await read(''))).toEqual(['0 no-rows']);
    expect(right(await read(Buffer.from(`\ufeff${sdmx1}A:B(1.0),,Annual,Austria,2020,1,,\n`, 'utf16le'))).series).toHaveLength(1);
  });
});

describe('the table of the data explorer', () => {
  const text =
    '"TIME","GEO","GEO_LABEL","SEX","Value","Flag and Footnotes"\n"2004","BE10","R\u00e9gion","Total","13.5",""\n"2005","BE10","R\u00e9gion","Total",":","u"\n';

  test('is read from ISO-8859-1, with its marks', async () => {
    const file = right(await read(Buffer.from(text, 'latin1'), { edition: 'nuts-2010' }));
    expect(lines(file)).toEqual(['BE10.Total 2004 13.5', 'BE10.Total 2005 missing :u']);
    expect(file.dimensions[0]?.codes[0]).toEqual({ code: 'BE10', label: 'Région', country: null, edition: 'nuts-2010' });
    expect(lines(right(await read(text)))).toHaveLength(2);
  });

  test('is refused in Windows-1252 with signs that ISO-8859-1 has not', async () => {
    expect(wrong(await read(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from([0x80])])))).toEqual(['0 encoding']);
  });
});

describe('a spreadsheet', () => {
  const matrix = [
    ['Bilateral things in 2017 (millions of US$)'],
    ['receiving (across) / sending (down)', 'Italy', 'Yemen, Rep.', 'WORLD'],
    ['Albania', 0, 12.5, { formula: 'SUM(B3:C3)', value: 12.5 }],
    ['Senegal', 3, null, '-'],
    [],
    ['Notes:'],
    ['An estimate.'],
  ];

  test('with countries across and down is read with both names, notes, and zero apart from missing', async () => {
    const found = await read(workbookOf(matrix));
    const file = right(found);
    expect(lines(file)).toEqual([
      'Albania.Italy 2017 0',
      'Albania.Yemen, Rep. 2017 12.5',
      'Albania.WORLD 2017 12.5',
      'Senegal.Italy 2017 3',
      'Senegal.Yemen, Rep. 2017 missing',
      'Senegal.WORLD 2017 missing -',
    ]);
    expect(file.dimensions.map(({ code, geo }) => [code, geo])).toEqual([
      ['sending', true],
      ['receiving', true],
    ]);
    expect(file.dimensions[1]?.codes.map(({ country }) => country)).toEqual(['IT', 'YE', null]);
    expect(file).toMatchObject({ unit: 'millions of US$', notes: ['An estimate.'] });
    expect(found.warnings).toEqual([{ row: 0, field: null, problem: 'observatory.problem.formulas', values: { count: 1 } }]);
  });

  test('with heading rows that stand over several columns is read, names chosen by the importer', async () => {
    const rows = [
      ['Population by date, age and nationality'],
      ['Units: Persons'],
      [null, 'All ages', null, 'Children'],
      [null, 'Total', 'Foreign', 'Total'],
      ['January 1st, 2025', 10, 4, 2],
      ['January 1st, 2024', 9, 3, 2],
      [],
      ['Source:'],
      ['An institute'],
    ];
    const file = right(await read(workbookOf(rows), { headings: ['Age', 'Nationality'] }));
    expect(file.dimensions.map(({ code, label }) => [code, label])).toEqual([
      ['age', 'Age'],
      ['nationality', 'Nationality'],
    ]);
    expect(lines(file)).toContain('All ages.Foreign 2025-01-01 4');
    expect(lines(file)).toHaveLength(6);
    expect(file).toMatchObject({ unit: 'Persons', publisher: 'An institute' });
  });

  test('is refused with the row where a cell holds words, lacks a heading, or a formula has no result', async () => {
    const put = (row: number, column: number, cell: string | number | { formula: string }) =>
      matrix.map((line, at) => (at === row ? [...line.slice(0, column), cell, ...line.slice(column + 1)] : line));
    expect(wrong(await read(workbookOf(put(3, 2, 'many'))))).toEqual(['4 not-a-number']);
    expect(wrong(await read(workbookOf(put(3, 2, '12,5'))))).toEqual(['4 decimal-comma']);
    expect(wrong(await read(workbookOf(put(3, 2, { formula: 'B3*2' }))))).toEqual(['4 formula-empty']);
    expect(wrong(await read(workbookOf([['A title'], ['words', 'only']])))).toEqual(['1 no-table']);
    expect(wrong(await read(workbookOf([['Things'], ...matrix.slice(1)])))).toEqual(['3 no-period']);
    expect(lines(right(await read(workbookOf([['Things'], ...matrix.slice(1)]), { period: '2019' })))[0]).toBe('Albania.Italy 2019 0');
  });

  test('is refused where it is damaged or claims less than it unpacks to', async () => {
    const bytes = workbookOf(matrix);
    await expect(readStatistics(bytes.subarray(0, bytes.length - 60))).rejects.toBeInstanceOf(Refusal);
    const bomb = Buffer.from(workbookOf([['x'.repeat(200_000)]]));
    const at = bomb.indexOf('PK\u0001\u0002xl/worksheets'.slice(0, 4), 0, 'latin1');
    for (let entry = at; entry >= 0; entry = bomb.indexOf('PK\u0001\u0002', entry + 4, 'latin1')) bomb.writeUInt32LE(10, entry + 24);
    await expect(readStatistics(bomb)).rejects.toMatchObject({ code: 'file-damaged' });
  });
});

describe('JSON-stat 2.0', () => {
  const cube = (change: object = {}) =>
    JSON.stringify({
      version: '2.0',
      class: 'dataset',
      label: 'Made up',
      source: 'Nobody',
      updated: '2026-01-02',
      id: ['geo', 'time'],
      size: [2, 2],
      role: { time: ['time'], geo: ['geo'] },
      dimension: {
        geo: { label: 'Place', category: { index: { IT: 0, SN: 1 }, label: { IT: 'Italy', SN: 'Senegal' } } },
        time: { category: { index: ['2024', '2025'] } },
      },
      value: [1, 0, null, 4],
      status: { 2: 'c' },
      ...change,
    });

  test('is read from a dense or a sparse list, with exact figures', async () => {
    const dense = right(await read(cube().replace('[1,0,', '[1.50,0,')));
    expect(lines(dense)).toEqual(['IT 2024 1.50', 'IT 2025 0', 'SN 2024 missing c', 'SN 2025 4']);
    expect(dense).toMatchObject({ title: 'Made up', publisher: 'Nobody', updated: '2026-01-02' });
    expect(lines(right(await read(cube({ value: { 3: 1e21 }, status: undefined }))))).toEqual(['SN 2025 1000000000000000000000']);
  });

  test('is refused where its sizes do not fit or it claims more cells than it has', async () => {
    expect(wrong(await read(cube({ size: [2, 3] })))).toEqual(['0 cells']);
    expect(wrong(await read(cube({ size: [3, 2], value: {} })))).toEqual(['0 json-stat']);
    expect(wrong(await read(cube({ size: [1e9, 1e9], value: {} })))).toEqual(['0 too-many-rows']);
    expect(wrong(await read(cube({ value: { 9: 1 } })))).toEqual(['9 json-stat']);
    expect(wrong(await read(cube().slice(0, 80)))).toEqual(['0 damaged']);
    expect(wrong(await read('{"class":"collection"}'))).toEqual(['0 json-stat']);
  });
});

describe('single cells', () => {
  test('a figure keeps its digits', () => {
    expect(readValue('1570.0')).toEqual({ value: '1570.0', mark: '' });
    expect([readValue('1.5e3'), readValue('2E-2'), readValue('+07.10'), readValue('-0.0')]).toEqual(
      ['1500', '0.02', '7.10', '0.0'].map((value) => ({ value, mark: '' })),
    );
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e40, max: 1e40 }).filter((one) => one === 0 || Math.abs(one) > 1e-30),
        (number) => {
          expect(Number(decimalOf(number))).toBe(number === 0 ? 0 : number);
        },
      ),
    );
  });

  test('flags are told apart from marks', () => {
    expect([splitFlags('bd'), splitFlags(':c'), splitFlags('..'), splitFlags('-'), splitFlags('')]).toEqual([
      ['b', 'd'],
      [':', 'c'],
      ['..'],
      ['-'],
      [],
    ]);
  });

  test('periods and dates are read in their usual forms', () => {
    expect(['2024', '2024-Q3', '2004Q1', '2004M01', '2024-S2', '2024-W07', 'January 1st, 2025', '2024-02-29'].map(readPeriod)).toEqual([
      '2024',
      '2024-Q3',
      '2004-Q1',
      '2004-01',
      '2024-S2',
      '2024-W07',
      '2025-01-01',
      '2024-02-29',
    ]);
    expect(['24', '2024-13', '20x0', '', 'Smarch 1st, 2025', '2024-W54'].map(readPeriod)).toEqual([null, null, null, null, null, null]);
    expect([readUpdated('31/12/25 23:00:00'), readUpdated('2025-03-03T11:00:00+0100'), readUpdated('12/31/25')]).toEqual([
      '2025-12-31T23:00:00',
      '2025-03-03T11:00:00+0100',
      null,
    ]);
  });

  test('names of countries are known in the spellings of the publishers', () => {
    expect(
      ['Viet Nam', 'Yemen, Rep.', 'Cote d’Ivoire', 'Congo, Dem. Rep.', 'St. Kitts and Nevis', 'Channel Islands', 'World'].map((name) =>
        countryOf(name, name),
      ),
    ).toEqual(['VN', 'YE', 'CI', 'CD', 'KN', null, null]);
    expect([countryOf('Benin', 'Benin'), countryOf('Burkina Faso', 'Burkina Faso'), countryOf('DY', 'Dahomey')]).toEqual([
      'BJ',
      'BF',
      null,
    ]);
    expect([countryOf('EL', 'Greece'), countryOf('EU', 'Union'), countryOf('T', 'Total')]).toEqual(['GR', null, null]);
  });
});

const folder = new URL('../../../../shared/data/statistics/', import.meta.url);
const official = (name: string): Buffer | null => {
  try {
    return readFileSync(new URL(name, folder));
  } catch {
    return null;
  }
};

describe('official files, where ../shared is there', () => {
  const there = official('README.md') !== null;
  const counts = async (name: string, choices = {}) => {
    const found = await readStatistics(official(name) ?? Buffer.alloc(0), choices);
    const { series } = right(found);
    const flags: Record<string, number> = {};
    for (const flag of series.flatMap((one) => one.flags)) flags[flag] = (flags[flag] ?? 0) + 1;
    const values = series.flatMap((one) => one.values);
    return {
      found,
      flags,
      rows: values.length,
      series: series.length,
      missing: values.filter((value) => value === null).length,
      zero: values.filter((value) => value !== null && Number(value) === 0).length,
    };
  };

  test.runIf(there)('have the rows and flags that their README states', { timeout: 60_000 }, async () => {
    expect(await counts('eurostat_lfsa_egan_employment-by-citizenship.sdmx-csv-2.csv')).toMatchObject({
      rows: 2_841,
      flags: { b: 429, d: 18, bd: 6, '': 2_388 },
      missing: 0,
    });
    expect(await counts('eurostat_migr_asyappctza_asylum-applicants.sdmx-csv-2.csv')).toMatchObject({
      rows: 1_080,
      flags: { '': 1_080 },
      zero: 87,
    });
    expect(await counts('eurostat_tps00170_first-permits.sdmx-csv-1.csv')).toMatchObject({ rows: 387, flags: { u: 7, b: 5, d: 5, p: 1 } });
  });

  // Counted with Python's csv module, and with the spreadsheets' XML: 118 cells read ":", 18 of them with the flag u.
  test.runIf(there)('have the rows and marks that another program counts', { timeout: 60_000 }, async () => {
    const regions = await counts('eurostat_lfst_r_lfu3rt_unemployment-NUTS2.dataexplorer-latin1.csv', { edition: 'nuts-2010' });
    expect(regions).toMatchObject({ rows: 3_140, series: 314, missing: 118, flags: { ':': 100, ':u': 18, u: 56 } });
    expect(right(regions.found).dimensions[0]?.codes.find(({ code }) => code === 'BE10')?.label).toBe(
      'Région de Bruxelles-Capitale / Brussels Hoofdstedelijk Gewest',
    );
    expect(await counts('ine-spain_population-by-nationality_2002-2025.xlsx')).toMatchObject({ rows: 72, series: 3, missing: 0 });
  });

  test.runIf(there)('tell who sends from who receives, and which countries', { timeout: 60_000 }, async () => {
    const stocks = await counts('worldbank-knomad_bilateral-migrant-stocks_2017.xlsx');
    expect(stocks).toMatchObject({ rows: 217 * 217, missing: 2 });
    expect(right(stocks.found).dimensions.map(({ code }) => code)).toEqual(['source', 'destination']);
    const remittances = await counts('worldbank-knomad_bilateral-remittances_2017.xlsx');
    expect(remittances).toMatchObject({ rows: 215 * 215, missing: 4, flags: { '-': 4 } });
    expect(right(remittances.found)).toMatchObject({
      updated: '2018-04',
      unit: 'millions of US$',
      dimensions: [{ code: 'sending' }, { code: 'receiving' }],
    });
    for (const { dimensions } of [right(stocks.found), right(remittances.found)])
      for (const { codes } of dimensions)
        expect(
          codes
            .filter(({ country }) => country === null)
            .map(({ code }) => code)
            .filter((name) => !/world|other/i.test(name)),
        ).toEqual(['Channel Islands']);
  });
});
