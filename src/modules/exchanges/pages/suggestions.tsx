import { Bdi, Link } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Reasons } from '../match.ts';
import type { Suggestion } from '../notices.ts';
import { base, topicText, type Names } from './reach.ts';

/** Notices of other offices that may fit, each with the reason in words. */
export function Suggestions({ ctx, all, names }: { ctx: Context; all: readonly Suggestion[]; names: Names }) {
  return (
    <ul>
      {all.map(({ notice, reasons }) => (
        <li key={notice.id}>
          <Link href={`${base}/notices/${notice.id}`}>
            <Bdi>{`${topicText(ctx, notice)} – ${names.get(notice.officeId) ?? ''}`}</Bdi>
          </Link>
          <br />
          <span class="hint">{reasonText(ctx, reasons)}</span>
        </li>
      ))}
    </ul>
  );
}

function reasonText({ t, format }: Context, { topic, words, languages, meets }: Reasons): string {
  return [
    topic ? t('exchanges.reason.topic') : t('exchanges.reason.words', { words: format.list(words) }),
    t('exchanges.reason.languages', { languages: format.list(languages.map((code) => format.languageName(code))) }),
    t(meets ? `exchanges.reason.${meets}` : 'exchanges.reason.apart'),
  ].join(' ');
}
