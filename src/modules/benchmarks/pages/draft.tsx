import { ButtonGroup, ButtonLink, Inset, Link, Notice, PageHeading, Section, Tag } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import type { Freshness } from '#modules/analyses';
import type { Comparison, Draft } from '../benchmark.ts';
import { missingIn } from '../content.ts';
import { draftOf } from '../read-comparisons.ts';
import { freshness } from '../take-measure.ts';
import { ComparisonDocument } from './comparison-view.tsx';
import { deskAt, deskCrumbs, mayWrite, ofComparison, readers, seenIn } from './reach.ts';

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
          <Writing ctx={ctx} comparison={comparison} draft={draft} fresh={await freshness(ctx.trx, draft.content)} />
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
}

// uses messages: benchmarks.needed.*
function Writing({ ctx, comparison, draft, fresh }: WritingProps) {
  const { t } = ctx;
  const { id, lang } = comparison;
  const { content } = draft;
  const at = deskAt(id);
  const missing = missingIn(content);
  const shown = { ctx, content, lang, freshness: fresh };
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
        below={(list, { id: item, name }) => (
          <ButtonGroup>
            <ButtonLink kind="quiet" href={`${at}/${list}/${item}`}>
              {t(list === 'peers' ? 'benchmarks.peer.change' : 'benchmarks.measure.change')} <span class="visually-hidden">{name}</span>
            </ButtonLink>
            <ButtonLink kind="quiet" href={`${at}/parts/${list}/${item}/remove`}>
              {t('benchmarks.remove.title')} <span class="visually-hidden">{name}</span>
            </ButtonLink>
          </ButtonGroup>
        )}
        end={(list) => (
          <ButtonLink kind="secondary" href={`${at}/add-${list === 'peers' ? 'peer' : 'measure'}`}>
            {t(list === 'peers' ? 'benchmarks.peer.add' : 'benchmarks.measure.add')}
          </ButtonLink>
        )}
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
