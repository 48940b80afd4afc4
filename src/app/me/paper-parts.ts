import type { Context } from '#kernel/http';
import { numberOf } from '../erasure/show.tsx';
import type { OwnFile } from './everything.ts';
import type { InWords } from './in-words.ts';

/** Certificates and other papers that bear a code. */
export function issuedPart({ t, format }: Context, { issued }: OwnFile): InWords {
  return {
    title: t('app.me.file.issued'),
    records: issued.map((one) => [
      [t('documents.verify.document'), one.title],
      [t('documents.verify.number'), one.code],
      [t('documents.verify.issued'), format.instant(one.issuedAt, 'short')],
      [t('documents.verify.expires'), one.expiresOn && format.date(one.expiresOn)],
      [t('documents.verify.revoked'), one.revokedAt && format.instant(one.revokedAt, 'short')],
      [t('app.me.reads.why'), one.reason],
    ]),
  };
}

/** Which files of the person belong together, and who said so. */
export function linksPart({ t, format }: Context, { links }: OwnFile): InWords {
  return {
    title: t('app.links.linked'),
    records: links.map((one) => [
      [t('app.links.offices'), format.list([...new Set(one.offices.map((name) => name ?? t('app.links.another-office')))])],
      [t('app.links.how'), t(`access.link-how.${one.how}`)],
      [t('app.me.reads.when'), format.instant(one.madeAt, 'short')],
      [t('app.me.reads.why'), one.reason],
    ]),
  };
}

/** Requests to be forgotten, with what the office proposed and the officer decided. */
export function requestsPart({ t, format }: Context, { erasureRequests }: OwnFile): InWords {
  return {
    title: t('app.erasure.mine.title'),
    records: erasureRequests.map((one) => [
      [t('app.erasure.number'), numberOf(one)],
      [t('app.me.file.state'), t(`app.erasure.state.${one.state}`)],
      [t('app.erasure.asked'), format.instant(one.askedAt, 'short')],
      [t('app.erasure.how'), t(`app.erasure.how-${one.askedHow}`)],
      [t('app.erasure.account'), t(one.accountToo ? 'app.erasure.account-too' : 'app.erasure.account-stays')],
      [t('app.erasure.wish'), one.wish],
      [t('app.erasure.proposal'), one.proposal && t(`app.erasure.proposal-${one.proposal}`)],
      [t('app.erasure.proposal-why'), one.proposalReason],
      [t('app.erasure.reason'), one.reason],
      [t('app.erasure.keep-until'), one.keepUntil && format.date(one.keepUntil)],
      [t('app.erasure.ended'), one.endedAt && format.instant(one.endedAt, 'short')],
    ]),
  };
}
