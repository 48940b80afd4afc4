import { asActor, asSystem, hashLinkToken, type Actor } from '#kernel/db';
import {
  addEvidence,
  beginDraft,
  beginForBody,
  beginFromPaper,
  beginRound,
  getVersion,
  importInstruments,
  inviteByLink,
  listInstruments,
  publishResults,
  saveSection,
  submitSheet,
  type SheetId,
} from '#modules/instruments';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { days } from './fixtures-access-published.ts';
import type { Somebody } from './plant.ts';

const choice = (value: string) => ({ value, label: { en: value } });

/** A short questionnaire with a condition, a note, a file, money, a contact and a consent. */
const sample = {
  code: 'sample-survey',
  content: {
    title: { en: 'Sample survey' },
    purpose: { en: 'Shows every part of a survey.' },
    sections: [
      {
        id: 'first',
        title: { en: 'Who you are' },
        questions: [
          { id: 'name', label: { en: 'Name of the office' }, type: 'text', required: true },
          {
            id: 'works',
            label: { en: 'Do you work with others?' },
            type: 'choice',
            options: [choice('yes'), choice('no')],
            required: true,
          },
          {
            id: 'how',
            label: { en: 'How?' },
            type: 'longtext',
            maxLines: 3,
            condition: { of: [{ question: 'works', anyOf: ['yes'] }] },
          },
          { id: 'phone', label: { en: 'Phone' }, type: 'text', contact: true },
        ],
      },
      {
        id: 'second',
        title: { en: 'Money' },
        questions: [
          { id: 'budget', label: { en: 'Budget' }, type: 'money' },
          { id: 'since', label: { en: 'Since when?' }, type: 'period' },
          { id: 'use', label: { en: 'My answers may be used' }, type: 'consent', required: true },
        ],
      },
    ],
  },
};

/** Sheets of one way of filling in, each for one thing that is done with it. */
export interface SheetsOfWay {
  toShow: string;
  toFill: string;
  toSubmit: string;
  toReopen: string;
  toRelease: string;
  withFile: { sheet: string; file: string };
  toRemove: { sheet: string; file: string };
}

type Filler = Somebody | { token: string };
const actorOf = (who: Filler): Actor => ('accountId' in who ? who : { accountId: null, assurance: 0, token: who.token });

/** Plants a questionnaire with rounds in every state, and sheets of an office, of people with a link, and from paper. */
export async function plantInstruments(cast: Cast, maker: Somebody) {
  const { db, network } = cast.site;
  const now = network.now();
  await asSystem(db.owner, async (trx) => {
    const { problems } = await importInstruments(
      trx,
      ['sample', 'copy', 'draft', 'act', 'head', 'section', 'question', 'translate', 'publish', 'discard'].map((name) => ({
        ...sample,
        code: `${name}-survey`,
      })),
      { now },
    );
    if (problems.length > 0) throw new Error(`the sample survey does not load: ${JSON.stringify(problems)}`);
  });
  const all = await as(cast, maker, async (trx) => await listInstruments(trx));
  const instrument = must(all.find(({ code }) => code === 'sample-survey'));
  const withDraft = async (code: string) => {
    const { id } = must(all.find((one) => one.code === code));
    await as(cast, maker, async (trx) => await beginDraft(trx, maker.accountId, id, now));
    return id;
  };
  const content = must(instrument.newest).content;
  const begin = async (title: string) =>
    await as(cast, maker, async (trx) => {
      const given = {
        title,
        method: 'Every office was asked.',
        opensOn: days(-3).slice(0, 10),
        closesOn: null,
        selfStart: true,
        several: true,
      };
      return await beginRound(trx, maker.accountId, instrument.id, given);
    });
  const round = await begin('Sample round');
  const office = { kind: 'office' as const, id: cast.ground.offices.padova.id };

  const fill = async (who: Filler, id: SheetId, submitted: boolean) => {
    const actor = actorOf(who);
    const account = actor.accountId;
    await asActor(db.app, actor, async (trx) => {
      const given = new Map([
        ['name', { answer: { text: 'Office of padova' }, note: 'As in the register' }],
        ['works', { answer: { choice: 'yes' }, note: null }],
        ['phone', { answer: { text: '+39 049 000000' }, note: null }],
        ['use', { answer: { agreed: true as const }, note: null }],
      ]);
      await saveSection(trx, account, id, content, { base: 0, given }, now);
      if (submitted) await submitSheet(trx, account, id, content, now);
    });
  };
  const attach = async (who: Filler, id: SheetId) =>
    await asActor(db.app, actorOf(who), async (trx) =>
      addEvidence(trx, network.keyring, actorOf(who).accountId, {
        sheetId: id,
        question: 'name',
        name: 'register.txt',
        bytes: Buffer.from('Extract of the register'),
      }),
    );

  const ofBody = async (state: 'empty' | 'filled' | 'submitted' = 'empty') => {
    const id = await as(cast, maker, async (trx) => await beginForBody(trx, maker.accountId, round, office, 'Office of padova'));
    if (state !== 'empty') await fill(cast.counsellor, id, state === 'submitted');
    return { id, who: cast.counsellor, address: String(id) };
  };
  const byLink = async (state: 'empty' | 'filled' | 'submitted' = 'empty') => {
    const { id, token } = await as(cast, maker, async (trx) =>
      inviteByLink(trx, { keyring: network.keyring, accountId: maker.accountId, now }, round, {
        email: 'invited@example.org',
        language: 'en',
        label: 'Invited Example',
        body: null,
      }),
    );
    const who = { token: hashLinkToken(token) };
    if (state !== 'empty') await fill(who, id, state === 'submitted');
    return { id, who, address: `${id}?token=${token}` };
  };
  const sheetsOf = async (one: typeof ofBody | typeof byLink): Promise<SheetsOfWay> => {
    const withFile = async () => {
      const { id, who, address } = await one('filled');
      return { sheet: address, file: await attach(who, id) };
    };
    return {
      toShow: (await one('filled')).address,
      toFill: (await one()).address,
      toSubmit: (await one('filled')).address,
      toReopen: (await one('submitted')).address,
      toRelease: (await one('filled')).address,
      withFile: await withFile(),
      toRemove: await withFile(),
    };
  };
  const publish = async () => {
    const id = await begin('Published round');
    await as(cast, maker, async (trx) => await publishResults(trx, maker.accountId, id, now));
    return id;
  };
  return {
    instrument: instrument.id,
    toCopy: must(all.find(({ code }) => code === 'copy-survey')).id,
    /** A draft for each thing that is done to one: it holds for one saving. */
    drafts: {
      toShow: await withDraft('draft-survey'),
      toAct: await withDraft('act-survey'),
      toHead: await withDraft('head-survey'),
      toSection: await withDraft('section-survey'),
      toQuestion: await withDraft('question-survey'),
      toTranslate: await withDraft('translate-survey'),
      toPublish: await withDraft('publish-survey'),
      toDiscard: await withDraft('discard-survey'),
    },
    round,
    roundToClose: await begin('Round to close'),
    roundToPublish: await begin('Round to publish'),
    published: await publish(),
    body: await sheetsOf(ofBody),
    link: await sheetsOf(byLink),
    staff: {
      toRead: (await ofBody('submitted')).id,
      toReopen: (await ofBody('submitted')).id,
      toAsk: (await ofBody('submitted')).id,
    },
    paper: await as(cast, maker, async (trx) =>
      beginFromPaper(trx, maker.accountId, round, { body: null, label: 'Paper Example', receivedOn: days(-1).slice(0, 10) }),
    ),
    office: office.id,
    version: must(await as(cast, maker, async (trx) => await getVersion(trx, must(instrument.newest).id))).number,
  };
}
