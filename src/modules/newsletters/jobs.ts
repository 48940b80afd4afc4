import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { firstLanguage, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import { defineTask, implementTask, type JobContext, type Task, type Timetable } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import type { IssueId, ReaderId } from './newsletter.ts';
import { getIssue, itemsOf } from './read-issues.ts';
import { openReader } from './readers.ts';
import { linkLetter, sendLetters } from './task-names.ts';

interface Post {
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/** How many letters are queued in one transaction. */
const BATCH = 200;
/** Days after which an address that did not say yes is forgotten; the first letter names them. */
export const DAYS_TO_CONFIRM = 7;

const spoken = (language: string) => (isLanguage(language) ? language : firstLanguage);
const linkOf = ({ publicUrl }: Post, language: string, token: string) => `${publicUrl}/${language}/newsletter/mine?token=${token}`;

/** Writes to an address for which the newsletter was asked: how to say yes, or how to leave. At most once a day. */
const link = implementTask(linkLetter, async (post: Post & JobContext, { fingerprint }) => {
  await asSystem(post.db, async (trx) => {
    const [row] = await trx
      .updateTable('newsletters.readers')
      .set({ told_at: sql<Date>`now()` })
      .where('fingerprint', '=', fingerprint)
      .where(sql<boolean>`coalesce(told_at < now() - interval '1 day', true)`)
      .returning(['id', 'sealed', 'language', 'confirmed_at'])
      .execute();
    if (!row) return;
    const language = spoken(row.language);
    const t = translator(post.catalogue, language);
    const { address, token } = openReader(post.keyring, { id: row.id as ReaderId, sealed: row.sealed }); // the key of its table
    const letter = row.confirmed_at ? 'already' : 'confirm';
    await queueMail(trx, post.keyring, {
      to: { address },
      subject: t(`newsletters.mail.${letter}-subject`),
      text: [t(`newsletters.mail.${letter}`, { days: DAYS_TO_CONFIRM }), linkOf(post, language, token)].join('\n\n'),
      language,
    });
  });
});

/** Sends an issue to every reader of its language, each once, also where the job is interrupted and begins again. */
const send = implementTask(sendLetters, async (post: Post & JobContext, { issueId }) => {
  let told = 0;
  for (;;) {
    const sent = await asSystem(post.db, async (trx) => await sendBatch(trx, post, issueId as IssueId)); // the payload is the id of one
    told += sent;
    if (sent < BATCH) break;
  }
  post.log.info({ told }, 'newsletter sent');
});

async function sendBatch(trx: AnyWrites, post: Post, id: IssueId): Promise<number> {
  const issue = await getIssue(trx, id);
  if (!issue?.number || !issue.sentAt) return 0;
  const { sentAt } = issue;
  const language = spoken(issue.language);
  const t = translator(post.catalogue, language);
  const items = await itemsOf(trx, id);
  const body = [
    issue.intro,
    ...items.map(({ code, title, note }) =>
      [textIn(title, language).text, note, `${post.publicUrl}/${language}/practices/${code}`].filter(Boolean).join('\n'),
    ),
    `${t('newsletters.mail.on-line')}\n${post.publicUrl}/${language}/newsletter/${issue.number}`,
  ];
  const readers = await trx
    .updateTable('newsletters.readers')
    .set({ last_issue: issue.number })
    .where('id', 'in', (query) =>
      query
        .selectFrom('newsletters.readers')
        .select('id')
        .where('language', '=', issue.language)
        // Whoever said yes later begins with the next one.
        .where('confirmed_at', '<=', sentAt)
        .where('last_issue', '<', issue.number)
        .orderBy('id')
        .limit(BATCH),
    )
    .returning(['id', 'sealed'])
    .execute();
  for (const { id: reader, sealed } of readers) {
    const { address, token } = openReader(post.keyring, { id: reader as ReaderId, sealed }); // the key of its table
    await queueMail(trx, post.keyring, {
      to: { address },
      subject: issue.title,
      text: [...body, `${t('newsletters.mail.leave')}\n${linkOf(post, language, token)}`].join('\n\n'),
      language,
    });
  }
  return readers.length;
}

/** Forgets addresses that did not say yes within a week. */
const forget = defineTask('newsletters.forget', z.object({}), async ({ db, log }: { db: Database } & JobContext) => {
  const { numDeletedRows } = await asSystem(
    db,
    async (trx) =>
      await trx
        .deleteFrom('newsletters.readers')
        .where('confirmed_at', 'is', null)
        .where('asked_at', '<', sql<Date>`now() - make_interval(days => ${DAYS_TO_CONFIRM})`)
        .executeTakeFirst(),
  );
  log.info({ forgotten: Number(numDeletedRows) }, 'addresses that never confirmed the newsletter forgotten');
});

export const newslettersTasks: readonly Task<Post>[] = [link, send];

/** Every night at 2:55 UTC; made up for when no worker ran then. */
export const newslettersTimetable: readonly Timetable<Post>[] = [{ task: forget, at: '55 2 * * *', catchUpMs: 24 * 3_600_000 }];
