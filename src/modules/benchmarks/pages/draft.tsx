import { ButtonGroup, ButtonLink, Inset, Link, Notice, PageHeading, PostButton, Section, Tag } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import type { Freshness } from '#modules/analyses';
import type { Comparison, Draft } from '../benchmark.ts';
import { missingIn, type ListName, type Peer } from '../content.ts';
import type { Kind } from '../kinds.ts';
import type { FactMeasure, Measure } from '../measure.ts';
import { measureText } from '../measure-text.ts';
import type { NewerFacts } from '../newer-facts.ts';
import { draftOf } from '../read-comparisons.ts';
import { freshness } from '../take-measure.ts';
import { ComparisonDocument } from './comparison-view.tsx';
import { deskAt, deskCrumbs, mayWrite, newerToday, ofComparison, readers, seenIn } from './reach.ts';

/** A comparison as those see it who write or check it. */
export const draftRoute = pageRoute({
  path: '/desk/benchmarks/:id',
  who: readers,
  params: ofComparison,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const comparison = await seenIn(ctx, id);
    const draft = await draftOf(ctx.trx, id);
    return page(
      comparison.title,
      <>
        <PageHeading
          title={<bdi lang={comparison.lang}>{draft?.content.title ?? comparison.title}</bdi>}
          tags={<Tag tone={draft ? 'info' : 'neutral'}>{t(draft ? 'benchmarks.draft.tag' : 'benchmarks.draft.none-tag')}</Tag>}
          {...(draft ? { lead: await changedText(ctx, draft) } : {})}
        />
        {comparison.version > 0 && (
          <p>
            <Link href={`/benchmarks/${comparison.code}`}>{t('benchmarks.draft.published', { number: comparison.version })}</Link>
          </p>
        )}
        {draft ? (
          <Writing
            ctx={ctx}
            comparison={comparison}
            draft={draft}
            fresh={await freshness(ctx.trx, draft.content)}
            newer={await newerToday(ctx, draft.content)}
          />
        ) : (
          mayWrite(ctx, comparison) && <ButtonLink href={`${deskAt(id)}/begin`}>{t('benchmarks.begin.title')}</ButtonLink>
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx), width: 'wide' },
    );
  },
});

async function changedText({ t, format, trx }: Context, { changedAt, changedBy }: Draft): Promise<string> {
  const names = await accountNames(trx, [changedBy]);
  return t('benchmarks.draft.changed', { when: format.instant(changedAt), who: names.get(changedBy) ?? '–' });
}

interface WritingProps {
  ctx: Context;
  comparison: Comparison;
  draft: Draft;
  fresh: ReadonlyMap<string, Freshness>;
  newer: NewerFacts;
}

// uses messages: benchmarks.needed.*
function Writing({ ctx, comparison, draft, fresh, newer }: WritingProps) {
  const { t } = ctx;
  const { id, lang } = comparison;
  const { content } = draft;
  const at = deskAt(id);
  const missing = missingIn(content);
  const shown = { ctx, content, lang, freshness: fresh, newer };
  if (!mayWrite(ctx, comparison))
    return (
      <>
        <Notice>
          <p>{t('benchmarks.draft.read-only')}</p>
        </Notice>
        <ComparisonDocument {...shown} />
      </>
    );
  return (
    <>
      <ButtonLink kind="secondary" href={`${at}/about`}>
        {t('benchmarks.about.title')}
      </ButtonLink>
      <ComparisonDocument
        {...shown}
        below={(list, item) => (
          <>
            {'cells' in item && item.kind === 'fact' && newer.has(item.id) && (
              <TakeOver ctx={ctx} at={at} measure={item} base={draft.revision} lang={lang} />
            )}
            <Below ctx={ctx} at={at} list={list} item={item} lang={lang} />
          </>
        )}
        beside={(measure, peer) => (
          <Link href={`${at}/declared/${measure.id}/${peer.id}`}>
            {t('benchmarks.declared.write')}{' '}
            <span class="visually-hidden">
              {measure.name}, {peer.name}
            </span>
          </Link>
        )}
        end={(list) => <End ctx={ctx} at={at} list={list} kind={comparison.kind} />}
      />
      <Section title={t('benchmarks.publish.title')}>
        {missing.length > 0 && (
          <Inset>
            <p>
              {t('benchmarks.draft.missing')} {ctx.format.list(missing.map((part) => t(`benchmarks.needed.${part}`)))}
            </p>
          </Inset>
        )}
        <ButtonGroup>
          {missing.length === 0 && <ButtonLink href={`${at}/publish`}>{t('benchmarks.publish.title')}</ButtonLink>}
          <ButtonLink kind="quiet" href={`${at}/discard`}>
            {t('benchmarks.discard.title')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
    </>
  );
}

/** Takes the figures of a fact as they are today; what to keep in mind stays. */
function TakeOver({ ctx, at, measure, base, lang }: { ctx: Context; at: string; measure: FactMeasure; base: number; lang: string }) {
  return (
    <PostButton action={`${at}/facts/${measure.id}`} fields={{ base: String(base), caveat: measure.caveat }}>
      {ctx.t('benchmarks.fact.renew')} <span class="visually-hidden">{measureText(ctx.t, measure, lang).name}</span>
    </PostButton>
  );
}

const changedAt = { indicator: 'measures', fact: 'facts', declared: 'declared' } as const;

/** Where an item is changed or taken out. */
function Below({ ctx, at, list, item, lang }: { ctx: Context; at: string; list: ListName; item: Peer | Measure; lang: string }) {
  const { t } = ctx;
  const measure = 'cells' in item;
  const name = measure ? measureText(t, item, lang).name : item.name;
  const part = measure ? changedAt[item.kind] : item.subject ? 'subjects' : 'peers';
  const words = measure && item.kind === 'declared' ? 'benchmarks.declared.change' : 'benchmarks.measure.change';
  return (
    <ButtonGroup>
      <ButtonLink kind="quiet" href={`${at}/${part}/${item.id}`}>
        {t(measure ? words : 'benchmarks.peer.change')} <span class="visually-hidden">{name}</span>
      </ButtonLink>
      <ButtonLink kind="quiet" href={`${at}/parts/${list}/${item.id}/remove`}>
        {t('benchmarks.remove.title')} <span class="visually-hidden">{name}</span>
      </ButtonLink>
    </ButtonGroup>
  );
}

/** Where a peer or a measure is added: which measures there are depends on what is compared. */
function End({ ctx, at, list, kind }: { ctx: Context; at: string; list: ListName; kind: Kind }) {
  const { t } = ctx;
  if (list === 'peers')
    return (
      <ButtonLink kind="secondary" href={`${at}/${kind === 'places' ? 'add-peer' : 'add-subject'}`}>
        {t(`benchmarks.peer.add.${kind}`)}
      </ButtonLink>
    );
  return (
    <ButtonGroup>
      <ButtonLink kind="secondary" href={`${at}/${kind === 'places' ? 'add-measure' : 'add-fact'}`}>
        {t('benchmarks.measure.add')}
      </ButtonLink>
      {kind === 'offices' && (
        <ButtonLink kind="secondary" href={`${at}/add-declared`}>
          {t('benchmarks.declared.add')}
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}
