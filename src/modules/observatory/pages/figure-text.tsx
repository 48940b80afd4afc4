import type { Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { confidentialityMeaning, flagMeaning, splitFlags } from '../flags.ts';

/** Decimals that a page shows; the files hold all. */
const mostDecimals = 3;

/** A figure in the reader's way of writing numbers, with the decimals that were published. */
export function figureText(ctx: Context, value: string): string {
  const decimals = Math.min(mostDecimals, value.split('.')[1]?.length ?? 0);
  // As text, which Intl formats exactly: a number would lose digits.
  return ctx.format.number(value as unknown as number, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** One figure with its flags; a missing one in words, never as zero. */
export function Figure({ ctx, value, flags }: { ctx: Context; value: string | null; flags: string }) {
  const marks = splitFlags(flags);
  return (
    <>
      {value === null ? <span class="hint">{ctx.t('observatory.missing')}</span> : <bdi>{figureText(ctx, value)}</bdi>}
      {marks.length > 0 && (
        <>
          {' '}
          <small>
            <bdi>{marks.join(' ')}</bdi>
          </small>
        </>
      )}
    </>
  );
}

// uses messages: observatory.flag.*
// uses messages: observatory.confidentiality.*
function meaningOf(ctx: Context, flag: string): string {
  const meaning = flagMeaning(flag);
  return meaning ? (ctx.t as AnyTranslate)(`observatory.flag.${meaning}`) : ctx.t('observatory.unknown-flag');
}

/** What the flags in a table mean, each once. */
export function FlagKey({ ctx, flags, confidentiality }: { ctx: Context; flags: Iterable<string>; confidentiality: Iterable<string> }) {
  const { t } = ctx;
  const marks = [...new Set([...flags].flatMap(splitFlags))].toSorted();
  const closed = [...new Set(confidentiality)].filter((one) => one !== '').toSorted();
  if (marks.length + closed.length === 0) return null;
  return (
    <dl class="facts" aria-label={t('observatory.flags')}>
      {marks.map((flag) => (
        <div class="fact" key={flag}>
          <dt>
            <bdi>{flag}</bdi>
          </dt>
          <dd>{meaningOf(ctx, flag)}</dd>
        </div>
      ))}
      {closed.map((code) => {
        const meaning = confidentialityMeaning(code);
        return (
          <div class="fact" key={`confidentiality-${code}`}>
            <dt>
              <bdi>{code}</bdi>
            </dt>
            <dd>{meaning ? (t as AnyTranslate)(`observatory.confidentiality.${meaning}`) : t('observatory.unknown-flag')}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Words of a publisher inside a sentence of ours: isolated, so that each keeps its own direction (Unicode FSI … PDI). */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

/** The date of a publication, as exact as it is known. */
export function publishedText(ctx: Context, published: string): string {
  const day = published.slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day)) return ctx.format.date(day);
  return /^\d{4}-\d{2}$/.test(day) ? ctx.format.date(`${day}-01`, 'month') : day;
}
