import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#kernel/errors';
import { textIn } from '#kernel/i18n';
import { cellReader, readImportFile, unknownColumns, type ImportProblem } from './index.ts';

const now = new Date('2026-11-21T10:00:00Z');

async function refusalOf(bytes: Buffer): Promise<string> {
  const error = await readImportFile(bytes).catch((caught: unknown) => caught);
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

describe('a CSV file', () => {
  test('is read with its headings, whatever separates the cells', async () => {
    for (const sign of [',', ';', '\t']) {
      const file = await readImportFile(Buffer.from(`Code${sign}Assured on\npadova-desk${sign}2026-03-01\n`));
      expect(file).toEqual({
        format: 'csv',
        columns: ['code', 'assured_on'],
        rows: [{ row: 2, values: { code: 'padova-desk', assured_on: '2026-03-01' } }],
      });
    }
  });

  test('keeps the numbers of its lines, over empty lines and line ends inside a cell', async () => {
    const file = await readImportFile(Buffer.from('code,text\n\na,"two\nlines"\n\nb,x\n'));
    expect(file.rows.map(({ row, values }) => [row, values['code']])).toEqual([
      [4, 'a'],
      [6, 'b'],
    ]);
  });

  test('gives back what our own export wrote', async () => {
    const file = await readImportFile(Buffer.from("\ufeffphone,name\n'+39 049 1,'=Rossi\n"));
    expect(file.rows[0]?.values).toEqual({ phone: '+39 049 1', name: '=Rossi' });
  });

  test('may be UTF-16, and is refused in another code page', async () => {
    expect((await readImportFile(Buffer.from('\ufeffcode,name\na,Ștefan\n', 'utf16le'))).rows[0]?.values['name']).toBe('Ștefan');
    expect(await refusalOf(Buffer.from('code,name\na,Jos\u00e9\n', 'latin1'))).toBe('file-not-utf8');
  });

  test('is refused without rows, with too many, and as another kind of file', async () => {
    expect(await refusalOf(Buffer.from(''))).toBe('file-empty');
    expect(await refusalOf(Buffer.from('code,name\n'))).toBe('file-empty');
    expect(await refusalOf(Buffer.from(`code\n${'a\n'.repeat(50_001)}`))).toBe('too-many-rows');
    expect(await refusalOf(Buffer.from('%PDF-1.7 something'))).toBe('file-kind');
    expect(await refusalOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toBe('file-kind');
    expect(await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('file-old-excel');
    expect(await refusalOf(Buffer.alloc(21 * 1024 * 1024, 'a'))).toBe('file-too-large');
  });
});

describe('a JSON file', () => {
  test('is a list, or an object with one list whose plain neighbours hold for every row', async () => {
    const list = await readImportFile(Buffer.from('[{"code":"a"},{"code":"b","name":null}]'));
    expect(list.rows).toEqual([
      { row: 1, values: { code: 'a' } },
      { row: 2, values: { code: 'b' } },
    ]);
    const page = await readImportFile(Buffer.from('{"demonstration":true,"services":[{"code":"a"}]}'));
    expect(page.rows).toEqual([{ row: 1, values: { demonstration: true, code: 'a' } }]);
  });

  test('is refused where it is broken, or where it is not clear which list is meant', async () => {
    expect(await refusalOf(Buffer.from('[{"code":'))).toBe('file-damaged');
    expect(await refusalOf(Buffer.from('{"a":[{}],"b":[{}]}'))).toBe('no-list');
    expect(await refusalOf(Buffer.from('["a"]'))).toBe('file-damaged');
  });
});

describe('a spreadsheet', () => {
  test('is read with text, numbers and days', async () => {
    const sheet =
      row(1, ['code', 'places', 'since']) + `<row r="3">${text('A3', 'a')}<c r="B3"><v>12</v></c><c r="C3" s="1"><v>46082</v></c></row>`;
    const file = await readImportFile(workbook(sheet));
    expect(file.columns).toEqual(['code', 'places', 'since']);
    expect(file.rows).toEqual([{ row: 3, values: { code: 'a', places: '12', since: '2026-03-01' } }]);
  });

  test('may claim a million empty rows without our making them', async () => {
    const sheet = `${row(1, ['code'])}${row(2, ['a'])}<row r="1048576"><c r="A1048576" s="1"/></row>`;
    expect((await readImportFile(workbook(sheet, 'A1:XFD1048576'))).rows).toHaveLength(1);
  });

  test('is refused where its rows or columns lie beyond our limits or the format', async () => {
    expect(await refusalOf(workbook(row(1, ['code']) + `<row r="60000">${text('A60000', 'x')}</row>`))).toBe('too-many-rows');
    expect(await refusalOf(workbook(row(1, ['code']) + `<row r="2">${text('XFD2', 'x')}</row>`))).toBe('too-many-columns');
    expect(await refusalOf(workbook(row(1, ['code']) + '<row r="4000000000"></row>'))).toBe('file-damaged');
  });

  test('is refused where it unpacks to more than it says', async () => {
    const honest = workbook(row(1, ['code']) + row(2, ['a'.repeat(10_000)]));
    expect((await readImportFile(honest)).rows).toHaveLength(1);
    expect(await refusalOf(workbook(row(1, ['code']) + row(2, ['a'.repeat(10_000)]), undefined, 100))).toBe('file-damaged');
    expect(await refusalOf(Buffer.from('PK\u0003\u0004 and then nothing'))).toBe('file-damaged');
  });
});

describe('cells', () => {
  function read(values: Record<string, unknown>) {
    const problems: ImportProblem[] = [];
    return { cell: cellReader({ row: 7, values }, problems, { now }), problems };
  }

  test('are texts, choices, days, numbers and addresses, and every wrong one is reported', () => {
    const { cell, problems } = read({
      code: 'Not a code',
      kind: 'x',
      day: '2026-02-30',
      age: '200',
      mail: 'a@b',
      web: 'javascript:alert(1)',
      phone: '12',
      long: 'aaa',
    });
    const values = [
      cell.code('code'),
      cell.choice('kind', ['a', 'b']),
      cell.day('day'),
      cell.whole('age', 0, 120),
      cell.email('mail'),
      cell.webAddress('web'),
      cell.phone('phone', 'IT'),
      cell.text('long', { max: 2 }),
      cell.text('missing', { required: true }),
    ];
    expect(values.every((value) => value === null)).toBe(true);
    expect(cell.ok()).toBe(false);
    expect(problems.map(({ row: line, field, problem }) => `${line} ${field} ${problem}`)).toEqual([
      '7 code import.problem.code',
      '7 kind import.problem.choice',
      '7 day import.problem.day',
      '7 age import.problem.number',
      '7 mail import.problem.email',
      '7 web import.problem.web-address',
      '7 phone import.problem.phone',
      '7 long import.problem.too-long',
      '7 missing import.problem.required',
    ]);
  });

  test('may hold a text in several languages, in columns or as an object', () => {
    const columns = read({ name: 'Loans', 'name.ar': 'قروض', 'name.it': 'Prestiti' });
    const fromColumns = columns.cell.translated('name', 'en', { required: true });
    expect(fromColumns && textIn(fromColumns, 'ar').text).toBe('قروض');
    const object = read({ name: { it: 'Prestiti', fr: 'Prêts' } });
    const fromObject = object.cell.translated('name', 'en', { required: true });
    expect(fromObject?.source).toBe('it');
    expect(read({ name: { 'not a language': 'x' } }).cell.translated('name', 'en')).toBeNull();
  });

  test('may hold lists', () => {
    expect(read({ categories: 'housing; health|housing' }).cell.list('categories')).toEqual(['housing', 'health']);
    expect(read({ categories: ['housing', 'nonsense'] }).cell.choices('categories', ['housing'])).toEqual(['housing']);
    expect(read({ languages: 'it;Arabic!' }).cell.languages('languages')).toEqual(['it']);
  });
});

test('a misspelt heading is noticed', () => {
  const columns = [
    { name: 'name', required: true, about: 'import.problem.text' as const, translated: true },
    { name: 'code', required: true, about: 'import.problem.text' as const },
  ];
  expect(unknownColumns({ columns }, ['code', 'name', 'name.ar', 'code.ar', 'adress'])).toEqual(['code.ar', 'adress']);
});

function text(reference: string, content: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${content}</t></is></c>`;
}

function row(number: number, cells: string[]): string {
  return `<row r="${number}">${cells.map((cell, index) => text(`${String.fromCharCode(65 + index)}${number}`, cell)).join('')}</row>`;
}

/** A workbook of one sheet; `claimed` is a wrong unpacked size of that sheet. */
function workbook(rows: string, dimension = 'A1:C3', claimed?: number): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return archive([
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relation}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><dimension ref="${dimension}"/><sheetData>${rows}</sheetData></worksheet>`,
      claimed,
    ],
  ]);
}

function archive(files: [name: string, content: string, claimed?: number][]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, claimed] of files) {
    const packed = deflateRawSync(content);
    const size = claimed ?? Buffer.byteLength(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
