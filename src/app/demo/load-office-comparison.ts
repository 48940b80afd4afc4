import type told from '../../../db/demo/benchmarks.json';
import type { AnyWrites } from '#kernel/db';
import { toLocal } from '#kernel/time';
import {
  addSubject,
  beginComparison,
  changeDraft,
  declareFigure,
  isFact,
  publishComparison,
  putItem,
  subjectFor,
  takeFact,
  type Content,
} from '#modules/benchmarks';
import { findOfficeByCode } from '#modules/offices';

type Told = (typeof told.offices)[number];

/** Sets the demonstration's offices beside one another: on what everybody reads of them, and on what their invented reports say. */
export async function loadOffices(trx: AnyWrites, accountId: string, one: Told, now: Date): Promise<void> {
  const { code, title, lang, question, reason } = one;
  const today = toLocal(now.toISOString(), 'Europe/Rome').day;
  const id = await beginComparison(trx, accountId, { kind: 'offices', code, title, lang, officeId: null, demonstration: true }, now);
  let base = 1;
  const change = async (how: (content: Content) => Content): Promise<Content> => {
    let written: Content | undefined;
    const kept = (content: Content) => (written = how(content));
    await changeDraft(trx, accountId, id, { base, change: kept }, now);
    base += 1;
    if (!written) throw new Error('a change that is saved has a result');
    return written;
  };
  let content = await change((before) => ({ ...before, question, reason }));
  const peerOf = new Map<string, string>();
  for (const { office, why } of one.offices) {
    const found = await findOfficeByCode(trx, office);
    const subject = await subjectFor(trx, 'offices', found?.id ?? '', lang);
    content = await change((before) => addSubject(before, { ...subject, why }));
    peerOf.set(office, content.peers.at(-1)?.id ?? '');
  }
  for (const { fact, caveat } of one.facts) {
    if (!isFact(fact)) throw new Error(`no such fact: ${fact}`);
    const measure = await takeFact(trx, { fact, caveat, content, today });
    content = await change((before) => putItem(before, 'measures', null, measure));
  }
  const { cells, ...words } = one.declared;
  content = await change((before) => putItem(before, 'measures', null, { ...words, kind: 'declared', cells: [] }));
  const measureId = content.measures.at(-1)?.id ?? '';
  for (const { office, ...cell } of cells) {
    const missing = cell.value === null ? ('not-known' as const) : null;
    const peerId = peerOf.get(office) ?? '';
    await change((before) => declareFigure(before, measureId, { ...cell, peerId, missing, writtenOn: today }));
  }
  await publishComparison(trx, accountId, id, { base, reason: one.publish }, now);
}
