import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, newId, nobody, type Actor } from '#kernel/db';
import { openKeyring, openMasterKey, type Keyring } from '#kernel/keys';
import { createLog } from '#kernel/log';
import { testDatabase } from '#test/database';
import { deliver } from './deliver.ts';
import { listOutbox } from './list-outbox.ts';
import { queueMail, queueSms, type MessageId, type MessageOptions } from './queue-mail.ts';
import { mailTimetable } from './remove-old.ts';
import { openSenders, type Senders } from './senders.ts';

const db = await testDatabase();
const actor: Actor = { accountId: newId(), assurance: 2 };
const logged: string[] = [];
const log = createLog({ logLevel: 'debug' }, { write: (line: string) => void logged.push(line) });
const mail = {
  to: { address: 'amina@example.org', name: 'Amina Città' },
  subject: 'موعدك غدًا',
  text: 'Tomorrow at nine.\n.\nPonte',
  language: 'ar',
};
let keyring: Keyring;

/** As much of an SMTP server as nodemailer needs (RFC 5321), which keeps what it got. */
interface SmtpServer {
  url: string;
  got: { from: string; to: string[]; data: string }[];
  /** Answer to RCPT, e.g. `550 no such mailbox`. */
  onReceiver: string;
  close(): Promise<void>;
}

async function startSmtp(): Promise<SmtpServer> {
  const smtp: SmtpServer = { url: '', got: [], onReceiver: '250 ok', close: async () => {} };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    talk(socket, smtp);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  smtp.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  smtp.close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return smtp;
}

function talk(socket: Socket, smtp: SmtpServer): void {
  let pending = '';
  let message: { from: string; to: string[]; data: string } | null = null;
  let inData = false;
  const answer = (line: string): string => {
    const command = line.toUpperCase();
    if (command.startsWith('EHLO')) return '250 test';
    if (command.startsWith('MAIL FROM:')) {
      message = { from: line.slice(10), to: [], data: '' };
      return '250 ok';
    }
    if (command.startsWith('RCPT TO:')) {
      message?.to.push(line.slice(8));
      return smtp.onReceiver;
    }
    if (command === 'DATA') {
      inData = true;
      return '354 go on';
    }
    return command === 'QUIT' ? '221 bye' : '250 ok';
  };
  socket.on('error', () => {});
  socket.write('220 test\r\n');
  socket.on('data', (chunk) => {
    pending += chunk.toString('utf8');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (!inData) socket.write(`${answer(line)}\r\n`);
      else if (line === '.') {
        inData = false;
        if (message) smtp.got.push(message);
        socket.write('250 kept\r\n');
      } else if (message) message.data += `${line}\n`;
    }
  });
}

const write = (change: Partial<typeof mail & MessageOptions> = {}) =>
  asActor(db.app, actor, (trx) => queueMail(trx, keyring, { ...mail, ...change }));
const run = (messageId: MessageId, senders: Senders, last = false) =>
  deliver.perform(
    {
      db: db.jobs,
      keyring,
      senders,
      publicUrl: 'https://ponte.example',
      log,
      job: { id: '1', attempt: 1, last },
      signal: new AbortController().signal,
    },
    { messageId },
  );
const rowOf = async (id: MessageId) =>
  (await db.superuser.query('select state, attempts, error, ended_at from mail.messages where id = $1', [id])).rows[0];
const jobsOf = async () =>
  (await db.superuser.query(`select payload from graphile_worker._private_jobs`)).rows.map((row) => row.payload.messageId);

let smtp: SmtpServer;
let senders: Senders;

beforeAll(async () => {
  keyring = await openKeyring(
    db.app,
    await openMasterKey({ dataDirectory: '.', masterKey: randomBytes(32).toString('hex'), required: true }),
  );
});
beforeEach(async () => {
  smtp = await startSmtp();
  senders = openSenders({ smtpUrl: smtp.url, sms: null });
  await db.superuser.query('delete from kernel.network');
});
afterEach(async () => {
  await smtp.close();
});

async function plantNetwork(demonstration: boolean) {
  const name = JSON.stringify({
    source: 'en',
    texts: { en: { text: 'Ponte of the test', kind: 'human' }, ar: { text: 'جسر', kind: 'human' } },
  });
  await db.superuser.query(
    `insert into kernel.network (name, languages, controller, mail, demonstration) values ($1, '{en,ar}', '{}', '{"from": "desk@ponte.example"}', $2)`,
    [name, demonstration],
  );
}

describe('a queued message', () => {
  test('is sealed, and its job waits in the same transaction', async () => {
    const id = await write();
    const { rows } = await db.superuser.query(`select encode(sealed, 'escape') as sealed from mail.messages where id = $1`, [id]);
    expect(rows[0].sealed).not.toContain('amina');
    expect(await jobsOf()).toContain(id);
    let undone: MessageId | undefined;
    await expect(
      asActor(db.app, nobody, async (trx) => {
        undone = await queueSms(trx, keyring, { to: '+393456789012', text: 'Your code is 493817', language: 'en' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await jobsOf()).not.toContain(undone);
  });

  test('cannot be read, changed or marked as sent by the application', async () => {
    const id = await write();
    expect(await asActor(db.app, actor, (trx) => trx.selectFrom('mail.messages').select('id').execute())).toEqual([]);
    await expect(
      asActor(db.app, actor, (trx) => trx.updateTable('mail.messages').set({ state: 'sent' }).where('id', '=', id).execute()),
    ).rejects.toThrow(/permission denied/);
    const shown = {
      id: newId<'mail.messages'>(),
      channel: 'mail',
      sealed: Buffer.from('x'),
      language: 'en',
      state: 'shown',
      ended_at: new Date(),
    };
    await expect(asActor(db.app, actor, (trx) => trx.insertInto('mail.messages').values(shown).execute())).rejects.toThrow(
      /row-level security/,
    );
  });

  test('with a header in its address or subject is refused', async () => {
    await expect(write({ to: { address: 'a@example.org\r\nBcc: all@example.org', name: '' } })).rejects.toMatchObject({
      code: 'address',
      status: 422,
    });
    await expect(write({ subject: 'Hello\r\nBcc: all@example.org' })).rejects.toMatchObject({ code: 'subject' });
  });
});

describe('delivery', () => {
  test('sends by SMTP once, with the name of the network in the language of the text', async () => {
    await plantNetwork(false);
    const calendar = { method: 'publish' as const, filename: 'appointment.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
    const id = await asActor(db.app, actor, (trx) => queueMail(trx, keyring, { ...mail, calendar }));
    await run(id, senders);
    await run(id, senders);
    expect(smtp.got).toHaveLength(1);
    const { from, to, data } = smtp.got[0]!;
    expect(from).toContain('<desk@ponte.example>');
    expect(to).toEqual(['<amina@example.org>']);
    expect(data).toContain(`Message-ID: <${id}@ponte.example>`);
    expect(data).toContain('Auto-Submitted: auto-generated');
    expect(data).toContain('Content-Language: ar');
    expect(data).toContain('text/calendar');
    expect(data).toContain(`=?UTF-8?B?${Buffer.from('جسر').toString('base64')}?=`);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, error: null, ended_at: expect.any(Date) });
  });

  test('that fails is tried again, and the log and the row keep no address', async () => {
    const id = await write();
    smtp.onReceiver = '451 <amina@example.org> greylisted, come back later';
    await expect(run(id, senders)).rejects.toThrow(/451/);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1, error: expect.stringContaining('451') });
    smtp.onReceiver = '250 ok';
    await run(id, senders);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2, error: null });
    expect(logged.join('')).not.toContain('amina@example.org');
  });

  test('is given up when the server refuses for good, and after the last attempt', async () => {
    const refused = await write();
    smtp.onReceiver = '550 <amina@example.org> no such mailbox';
    await run(refused, senders);
    expect(await rowOf(refused)).toMatchObject({ state: 'failed', error: 'the mail server refused the message for good (550)' });
    const unreachable = await write();
    await smtp.close();
    await expect(run(unreachable, senders)).rejects.toThrow(/ECONNREFUSED/);
    await run(unreachable, senders, true);
    expect(await rowOf(unreachable)).toMatchObject({ state: 'failed', attempts: 2, error: expect.stringContaining('ECONNREFUSED') });
    expect(logged.join('')).not.toContain('amina@example.org');
  });

  test('waits while no server is set, and says so', async () => {
    const id = await write();
    const none = openSenders({ smtpUrl: undefined, sms: null });
    await expect(run(id, none)).rejects.toThrow(/SMTP_URL/);
    expect(await rowOf(id)).toMatchObject({ state: 'queued', error: 'no mail server is set (SMTP_URL)' });
  });

  test('leaves out what comes too late', async () => {
    const id = await write({ notAfter: new Date(Date.now() - 1000) });
    await run(id, senders);
    expect(smtp.got).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('too late') });
  });
});

describe('the page that shows messages', () => {
  const page = openSenders({ smtpUrl: undefined, sms: null });

  test('shows them in a demonstration, to everybody, instead of sending', async () => {
    await plantNetwork(true);
    const id = await write();
    const sms = await asActor(db.app, nobody, (trx) =>
      queueSms(trx, keyring, { to: '+393456789012', text: 'Your code is 493817', language: 'en' }),
    );
    await run(id, page);
    await run(sms, page);
    const shown = await asActor(db.app, nobody, (trx) => listOutbox(trx, keyring));
    expect(shown.map((message) => message.id)).toEqual([sms, id]);
    expect(shown[0]).toMatchObject({ channel: 'sms', to: '+393456789012', text: 'Your code is 493817' });
    expect(shown[1]).toMatchObject({ channel: 'mail', subject: mail.subject, to: mail.to });
  });

  test('shows nothing where real people are, whoever asks, and what cannot be sent waits', async () => {
    await plantNetwork(false);
    const id = await write();
    await expect(run(id, page)).rejects.toThrow(/SMTP_URL/);
    expect(await rowOf(id)).toMatchObject({ state: 'queued' });
    expect(await asActor(db.app, actor, (trx) => listOutbox(trx, keyring))).toEqual([]);
  });
});

describe('old messages', () => {
  test('are removed 30 days after their end, and with the file of their person', async () => {
    await db.superuser.query('delete from mail.messages');
    const subject = newId<'access.subjects'>();
    await db.superuser.query('insert into access.subjects (id, custodian_id) values ($1, $2)', [subject, newId()]);
    const [old, young, about] = [await write(), await write(), await write({ subjectId: subject })];
    await db.superuser.query(`update mail.messages set state = 'sent', ended_at = now() - interval '31 days' where id = $1`, [old]);
    await db.superuser.query(`update mail.messages set state = 'sent', ended_at = now() - interval '29 days' where id = $1`, [young]);
    for (const { task } of mailTimetable)
      await task.perform({ db: db.jobs, log, job: { id: '1', attempt: 1, last: false }, signal: new AbortController().signal }, {});
    const left = async () => (await db.superuser.query('select id from mail.messages order by id')).rows.map((row) => row.id);
    expect(await left()).toEqual([young, about]);
    await db.superuser.query('delete from access.subjects where id = $1', [subject]);
    expect(await left()).toEqual([young]);
  });
});
