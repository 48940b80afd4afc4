import { ButtonGroup, ButtonLink, Inset, Link, Notice, PageHeading, PostButton, Section, Tag } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { placeName } from '#modules/places';
import type { AnalysisId, Draft } from '../analysis.ts';
import { figuresIn, kindsOf, missingIn, type Block, type Section as Part } from '../content.ts';
import { freshnessOf, newestQuarter } from '../newest-figures.ts';
import { AnalysisDocument, Paragraphs } from './analysis-view.tsx';
import { deskAt, deskCrumbs, ofAnalysis, writers, writtenIn } from './reach.ts';

/** An analysis as its writers see it: the draft with what can be done to each block. */
export const draftRoute = pageRoute({
  path: '/desk/analyses/:id',
  who: writers,
  params: ofAnalysis,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const { analysis, draft } = await writtenIn(ctx, id);
    return page(
      analysis.title,
      <>
        <PageHeading
          title={<bdi lang={analysis.lang}>{draft?.content.title ?? analysis.title}</bdi>}
          caption={placeName(analysis.place, ctx.lang)}
          tags={<Tag tone={draft ? 'info' : 'neutral'}>{t(draft ? 'analyses.draft.tag' : 'analyses.draft.none-tag')}</Tag>}
          {...(draft ? { lead: await changedText(ctx, draft) } : {})}
        />
        {analysis.version > 0 && (
          <p>
            <Link href={`/analyses/${analysis.code}`}>{t('analyses.draft.published', { number: analysis.version })}</Link>
          </p>
        )}
        {draft ? await Writing({ ctx, id, lang: analysis.lang, draft }) : <NoDraft ctx={ctx} id={id} />}
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
});

async function changedText({ t, format, trx }: Context, { changedAt, changedBy }: Draft): Promise<string> {
  const names = await accountNames(trx, [changedBy]);
  return t('analyses.draft.changed', { when: format.instant(changedAt), who: names.get(changedBy) ?? '–' });
}

function NoDraft({ ctx, id }: { ctx: Context; id: AnalysisId }) {
  const { t } = ctx;
  return (
    <Notice>
      <p>{t('analyses.draft.none')}</p>
      <ButtonLink href={`${deskAt(id)}/begin`}>{t('analyses.begin.title')}</ButtonLink>
    </Notice>
  );
}

async function Writing({ ctx, id, lang, draft }: { ctx: Context; id: AnalysisId; lang: string; draft: Draft }) {
  const { t } = ctx;
  const { content } = draft;
  const at = deskAt(id);
  const missing = missingIn(content);
  const freshness = await freshnessOf(ctx.trx, figuresIn(content));
  return (
    <>
      <Section title={t('analyses.field.summary')}>
        {content.summary ? <Paragraphs words={content.summary} lang={lang} /> : <p class="hint">{t('analyses.section.empty')}</p>}
        <ButtonLink kind="secondary" href={`${at}/about`}>
          {t('analyses.about.title')}
        </ButtonLink>
      </Section>
      <AnalysisDocument
        ctx={ctx}
        content={content}
        lang={lang}
        freshness={freshness}
        newest={await newestQuarter(ctx.trx, content)}
        below={(part, block, place) => (
          <BlockActs
            ctx={ctx}
            id={id}
            draft={draft}
            block={block}
            first={place === 0}
            last={place === content.sections[part].length - 1}
            newer={freshness.get(block.id)?.state === 'older'}
          />
        )}
        end={(part) => <Adding ctx={ctx} id={id} part={part} />}
      />
      <Section title={t('analyses.publish.title')}>
        {missing.length > 0 && (
          <Inset>
            <p>
              {t('analyses.draft.missing')}{' '}
              {ctx.format.list(missing.map((part) => t(part === 'summary' ? 'analyses.field.summary' : `analyses.section.${part}`)))}
            </p>
          </Inset>
        )}
        <ButtonGroup>
          {missing.length === 0 && <ButtonLink href={`${at}/publish`}>{t('analyses.publish.title')}</ButtonLink>}
          <ButtonLink kind="quiet" href={`${at}/discard`}>
            {t('analyses.discard.title')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
    </>
  );
}

interface BlockActsProps {
  ctx: Context;
  id: AnalysisId;
  draft: Draft;
  block: Block;
  first: boolean;
  last: boolean;
  /** Whether the publisher has newer figures. */
  newer: boolean;
}

function BlockActs({ ctx, id, draft, block, first, last, newer }: BlockActsProps) {
  const { t } = ctx;
  const at = `${deskAt(id)}/blocks/${block.id}`;
  const words = `${deskAt(id)}/${block.kind}/${block.id}`;
  const base = { base: String(draft.revision) };
  const move = (to: 'up' | 'down') => (
    <PostButton action={`${at}/move`} fields={{ ...base, to }} kind="quiet">
      {t(`analyses.block.${to}`)} <span class="visually-hidden">{nameOf(block)}</span>
    </PostButton>
  );
  return (
    <ButtonGroup>
      <ButtonLink kind="quiet" href={words}>
        {t('analyses.block.change')} <span class="visually-hidden">{nameOf(block)}</span>
      </ButtonLink>
      {newer && (
        <PostButton action={`${at}/renew`} fields={base} kind="secondary">
          {t('analyses.block.renew')} <span class="visually-hidden">{nameOf(block)}</span>
        </PostButton>
      )}
      {!first && move('up')}
      {!last && move('down')}
      <ButtonLink kind="quiet" href={`${at}/remove`}>
        {t('analyses.block.remove')} <span class="visually-hidden">{nameOf(block)}</span>
      </ButtonLink>
    </ButtonGroup>
  );
}

/** What a block is called where buttons of several stand on one page. */
export function nameOf(block: Block): string {
  if (block.kind === 'text') return block.words.slice(0, 60);
  if (block.kind === 'counts') return `${block.name}, ${block.areaLabel}`;
  return block.kind === 'figures' ? `${block.name}, ${block.placeLabel}` : block.name;
}

// uses messages: analyses.add.*
function Adding({ ctx, id, part }: { ctx: Context; id: AnalysisId; part: Part }) {
  return (
    <ButtonGroup>
      {kindsOf[part].map((kind) => (
        <ButtonLink key={kind} kind="secondary" href={`${deskAt(id)}/add-${kind}?part=${part}`}>
          {ctx.t(`analyses.add.${kind}`)} <span class="visually-hidden">{ctx.t(`analyses.section.${part}`)}</span>
        </ButtonLink>
      ))}
    </ButtonGroup>
  );
}
