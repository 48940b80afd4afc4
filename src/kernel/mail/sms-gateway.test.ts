import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmsGateway } from './sms-gateway.ts';

interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

const signal = new AbortController().signal;
const sms = { to: '+393456789012', text: 'Dice "sì" & {to} \\ \n 100%' };
const json = { method: 'POST' as const, headers: '{"content-type":"application/json","x-key":"k"}', body: '{"to":"{to}","text":"{text}"}' };
let server: Server;
let received: Received[] = [];
let answer: { status: number; headers?: Record<string, string> } | 'silence';
let url = '';

beforeEach(async () => {
  received = [];
  answer = { status: 200 };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end('an answer that nobody reads');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the SMS gateway', () => {
  test('gets the request of the settings, each value escaped for JSON', async () => {
    await openSmsGateway({ url: `${url}/send?from=Ponte`, ...json })(sms, { signal });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', url: '/send?from=Ponte', headers: { 'x-key': 'k' } });
    expect(JSON.parse(received[0]!.body)).toEqual(sms);
  });

  test('gets a form, escaped as a form', async () => {
    const form = {
      url,
      method: 'POST' as const,
      headers: '{"Content-Type":"application/x-www-form-urlencoded; charset=utf-8"}',
      body: 'to={to}&text={text}&from=Ponte',
    };
    await openSmsGateway(form)(sms, { signal });
    expect(Object.fromEntries(new URLSearchParams(received[0]!.body))).toEqual({ ...sms, from: 'Ponte' });
  });

  test('gets an address with everything in it', async () => {
    await openSmsGateway({ url: `${url}/send?to={to}&text={text}`, method: 'GET', headers: '{}', body: '' })(sms, { signal });
    expect(Object.fromEntries(new URL(received[0]!.url ?? '', url).searchParams)).toEqual(sms);
  });

  test('is not followed to another address', async () => {
    answer = { status: 307, headers: { location: `${url}/elsewhere` } };
    await expect(openSmsGateway({ url, ...json })(sms, { signal })).rejects.toThrow(/307; redirects are not followed/);
    expect(received).toHaveLength(1);
  });

  test('that refuses the number is not asked again; one that is ill or wants another key is', async () => {
    const send = openSmsGateway({ url, ...json });
    for (const status of [400, 422]) {
      answer = { status };
      await expect(send(sms, { signal })).rejects.toMatchObject({ name: 'PermanentFailure' });
    }
    for (const status of [401, 429, 500, 503]) {
      answer = { status };
      await expect(send(sms, { signal })).rejects.toMatchObject({ name: 'Error', message: `the SMS gateway answered ${status}` });
    }
  });

  test('that stays silent is left', async () => {
    answer = 'silence';
    await expect(openSmsGateway({ url, ...json })(sms, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test.each([
    [{ headers: 'nonsense' }, /SMS_HEADERS is not a JSON object/],
    [{ headers: '{"content-type":"text/xml"}' }, /needs a content-type/],
    [{ body: '{"to":"{to}"}' }, /must hold \{to\} and \{text\}/],
    [{ body: '{"to":{to},"text":"{text}"' }, /do not make a request/],
    [{ url: 'http://user:secret@127.0.0.1/' }, /no user name in the address/],
    [{ headers: '{"content-type":"application/json","x\\r\\ny":"z"}' }, /do not make a request/],
  ])('is refused at the start when its request is malformed: %j', (change, message) => {
    expect(() => openSmsGateway({ url, ...json, ...change })).toThrow(message);
  });
});
