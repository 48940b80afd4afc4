import fastify, { LogController } from 'fastify';
import { DatabaseError } from 'pg';
import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { cleanseText, cleanseUrl } from './cleanse.ts';
import { requestId } from './request-id.ts';

function logInMemory() {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(line) });
  return { log, text: () => lines.join(''), lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const SECRETS = [
  'hunter2hunter2',
  'Bearer abcdef',
  'session=s3cret',
  'amina@example.org',
  '+39 345 678 9012',
  '493817',
  'Diop',
  'k3yk3yk3yk3yk3yk3yk3yk3yk3y',
];

describe('a logged request', () => {
  test('shows none of its secrets', async () => {
    const { log, text, lines } = logInMemory();
    const app = fastify({
      loggerInstance: log,
      genReqId: (request) => requestId(request.headers['x-request-id']),
      logController: new LogController({ requestIdLogLabel: 'requestId' }),
    });
    app.post('/en/link/:token', async (request) => {
      request.log.info({ headers: request.headers, form: request.body, query: request.query }, 'came with %s', 'amina@example.org');
      request.log.child({ email: 'amina@example.org', session: { token: 'k3yk3yk3yk3yk3yk3yk3yk3yk3y' } }).warn('call +39 345 678 9012');
      throw new Error('could not write to amina@example.org');
    });
    await app.inject({
      method: 'POST',
      url: '/en/link/k3yk3yk3yk3yk3yk3yk3yk3yk3y?q=Diop&code=493817&page=2',
      headers: { authorization: 'Bearer abcdef', cookie: 'session=s3cret', 'x-request-id': 'proxy-id-12345' },
      payload: { password: 'hunter2hunter2', phone: '+39 345 678 9012', nested: { deeper: { code: '493817' } } },
    });
    expect(lines().length).toBeGreaterThanOrEqual(4);
    for (const secret of SECRETS) expect(text()).not.toContain(secret);
    expect(lines().every((line) => line['requestId'] === 'proxy-id-12345')).toBe(true);
    expect(text()).toContain('/en/link/[hidden]?q=[hidden]&code=[hidden]&page=[hidden]');
  });

  test('keeps what a defect needs and leaves the row of the database out', () => {
    const { log, text, lines } = logInMemory();
    const error = Object.assign(new DatabaseError('duplicate key value violates unique constraint "people_number"', 1, 'error'), {
      code: '23505',
      detail: 'Key (family_name)=(Diop) already exists.',
      constraint: 'people_number',
    });
    log.error({ err: new Error('saving failed', { cause: error }) }, 'defect');
    log.error({ err: new DatabaseError('invalid input syntax for type uuid: "Diop"', 1, 'error') }, 'defect');
    expect(text()).not.toContain('Diop');
    expect(lines()[0]).toMatchObject({ err: { message: 'saving failed', cause: { errorCode: '23505', constraint: 'people_number' } } });
    expect(text()).toContain('log.test.ts');
  });
});

describe('cleansing', () => {
  test('keeps record ids in an address and hides link secrets', () => {
    expect(cleanseUrl('/it/cases/01909d2e-7b1c-7c3a-9f10-2f6d5b3a9c11/plan')).toBe('/it/cases/01909d2e-7b1c-7c3a-9f10-2f6d5b3a9c11/plan');
    expect(cleanseUrl('/it/appointments/q8Zr0vXn3sT5uW7yA9bC1dE2/move')).toBe('/it/appointments/[hidden]/move');
  });

  test('hides the password of a connection string', () => {
    expect(cleanseText('cannot reach postgres://ponte_app:pa55@db.example:5432/ponte')).toBe(
      'cannot reach postgres://[hidden]@db.example:5432/ponte',
    );
  });

  test('leaves plain text and numbers alone', () => {
    expect(cleanseText('listening on http://localhost:3000 after 1234 ms')).toBe('listening on http://localhost:3000 after 1234 ms');
  });
});

describe('a request id', () => {
  test('is kept from a proxy when it is plain, and made anew when it is not', () => {
    expect(requestId('abcdef-123456')).toBe('abcdef-123456');
    expect(requestId('a\n{"level":60}')).toMatch(/^[0-9a-f-]{36}$/);
    expect(requestId(undefined)).not.toBe(requestId(undefined));
  });
});
