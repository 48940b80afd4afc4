/** A column as the planting sees it. */
export interface Column {
  name: string;
  type: string;
  array: boolean;
  domain: string | null;
  nullable: boolean;
}

export const PLANTED_NAME = 'Zenobia Plantwell';

const TEXTS = [
  PLANTED_NAME,
  'zenobia-plantwell',
  'zenobia@plantwell.example',
  '+390412345678',
  'en',
  'it',
  'IT',
  'EUR',
  'Europe/Rome',
  '2026-03',
  'https://plantwell.example/page',
  'a'.repeat(64),
  '0'.repeat(20),
  '1'.repeat(20),
  'learning.certificate',
  '',
];

const MOMENTS = [
  '2026-06-15T09:00:00Z',
  '2026-06-15T09:30:00Z',
  '2026-06-15T12:00:00.123456Z',
  '2026-06-16T09:00:00Z',
  '2026-07-15T09:00:00Z',
  '2026-09-15T09:00:00Z',
  '2027-06-15T09:00:00Z',
];

const TRANSLATED = JSON.stringify({
  source: 'en',
  texts: { en: { text: PLANTED_NAME, kind: 'human', by: 'planted', at: '2026-01-01T00:00:00Z', hash: '', reviewed: true } },
});

/** Values worth trying, as PostgreSQL reads them; `literals` are the words that the table's own checks name. */
export function candidates(column: Column, literals: readonly string[], random: () => number): string[] {
  if (column.domain === 'translated') return [TRANSLATED];
  if (column.array) return ['{}', ...single({ ...column, array: false }, literals, random).map((value) => `{${JSON.stringify(value)}}`)];
  return single(column, literals, random);
}

function single(column: Column, literals: readonly string[], random: () => number): string[] {
  switch (column.type) {
    case 'uuid':
      return [uuid(random)];
    case 'bool':
      return ['true', 'false'];
    case 'int2':
    case 'int4':
    case 'int8':
      return ['0', '1', '2', '3', '5', '12', '30', '45', '2000', String(Math.floor(random() * 1000))];
    case 'float4':
    case 'float8':
    case 'numeric':
      return ['0', '1.5', '45.4375', String(Math.floor(random() * 90))];
    case 'timestamptz':
      return MOMENTS;
    case 'date':
      return MOMENTS.map((moment) => moment.slice(0, 10));
    case 'time':
      return ['09:00', '13:30', '17:45'];
    case 'interval':
      return ['1 day'];
    case 'bytea':
      return [`\\x${uuid(random).replaceAll('-', '').repeat(4)}`];
    case 'json':
    case 'jsonb':
      return ['{}', '[]', JSON.stringify({ name: PLANTED_NAME }), JSON.stringify([{ name: PLANTED_NAME }])];
    case 'inet':
      return ['192.0.2.1'];
    case 'tsvector':
      return ["'zenobia':1"];
    case 'int8multirange':
      return ['{[1,5)}'];
    case 'text':
    case 'varchar':
    case 'bpchar':
      return literals.length > 0 && random() < 0.5 ? [...literals] : TEXTS;
    default:
      throw new Error(`no values to plant for the type ${column.type} (${column.name})`);
  }
}

function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}
