import type { Reads, Writes } from '#kernel/db';
import { firstLanguage, formatters, isLanguage, textIn, translator, type Catalogue } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { queueMail } from '#kernel/mail';
import { listOffices, type Office, type OfficeId } from '#modules/offices';
import { findPractice } from '#modules/practices';
import { endOf, type Fair, type Stand, type Talk, type TalkText } from './fair.ts';

type Trx = Reads<'practices' | 'offices' | 'places'> & Writes<'mail' | 'jobs'>;

/** What writing a letter needs besides the transaction. */
export interface Post {
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
  now: Date;
}

/** What became of a talk of an open fair: it begins elsewhere in time, or does not take place. */
export type News = { what: 'moved'; to: Pick<TalkText, 'startsAt' | 'minutes' | 'officeId'> } | { what: 'called-off' };

// uses messages: practicefairs.mail.*
/**
 * Writes to the office that keeps the practice of a talk and to the one that speaks, each once, in its first language and by its own
 * clock. A talk that is over, before and after it moved, is news to nobody; nobody is told of a draft.
 */
export async function tellOfTalk(trx: Trx, post: Post, { fair, stand, talk, news }: Told & { talk: Talk; news: News }): Promise<void> {
  const { now } = post;
  const ahead = endOf(talk) > now || (news.what === 'moved' && endOf(news.to) > now);
  if (fair.state !== 'open' || !ahead) return;
  const speakers = [talk.officeId, news.what === 'moved' ? news.to.officeId : null];
  for (const office of await officesOf(trx, [...speakers, await keeperOf(trx, stand)])) {
    const language = languageOf(office);
    const { instant } = formatters(language, office.timeZone);
    const words = {
      title: stand ? textIn(stand.title, language).text : fair.title,
      fair: fair.title,
      was: instant(talk.startsAt, 'long'),
      when: instant(news.what === 'moved' ? news.to.startsAt : talk.startsAt, 'long'),
    };
    await write(trx, post, office, { fair, letter: `talk-${news.what}`, words });
  }
}

/** Writes to the same offices of every talk that was still to come when the fair was withdrawn, one letter an office. */
export async function tellOfWithdrawal(
  trx: Trx,
  post: Post,
  { fair, stands, talks }: { fair: Fair; stands: readonly Stand[]; talks: readonly Talk[] },
): Promise<void> {
  const ahead = talks.filter((talk) => talk.calledOff === null && endOf(talk) > post.now);
  const keepers: (OfficeId | null)[] = [];
  for (const stand of stands.filter(({ practiceId }) => ahead.some((talk) => talk.practiceId === practiceId)))
    keepers.push(await keeperOf(trx, stand));
  for (const office of await officesOf(trx, [...ahead.map(({ officeId }) => officeId), ...keepers]))
    await write(trx, post, office, { fair, letter: 'fair-withdrawn', words: { fair: fair.title, title: '', was: '', when: '' } });
}

interface Told {
  fair: Fair;
  /** The practice of the talk. */
  stand: Stand | undefined;
}

interface Letter {
  fair: Fair;
  letter: 'talk-moved' | 'talk-called-off' | 'fair-withdrawn';
  words: Record<'title' | 'fair' | 'was' | 'when', string>;
}

const keeperOf = async (trx: Trx, stand: Stand | undefined): Promise<OfficeId | null> =>
  (stand ? await findPractice(trx, stand.code) : null)?.keeperId ?? null;

async function officesOf(trx: Trx, ids: readonly (OfficeId | null)[]): Promise<Office[]> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  return wanted.length === 0 ? [] : await listOffices(trx, { lang: firstLanguage, ids: wanted });
}

const languageOf = ({ languages }: Office) => languages.find(isLanguage) ?? firstLanguage;

async function write(trx: Trx, { keyring, catalogue, publicUrl }: Post, office: Office, { fair, letter, words }: Letter): Promise<void> {
  if (!office.email) return;
  const language = languageOf(office);
  const t = translator(catalogue, language);
  await queueMail(trx, keyring, {
    to: { address: office.email },
    subject: t(`practicefairs.mail.${letter}-subject`, words),
    text: `${t(`practicefairs.mail.${letter}`, words)}\n\n${publicUrl}/${language}/practices/fairs/${fair.id}`,
    language,
  });
}
