import { ButtonGroup, ButtonLink, Inset, Link, Notice, PageHeading, PostButton, Section, Tag, Timeline } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { accountNames } from '#kernel/identity';
import { missingIn, type Assumption, type Effect, type ListName } from '../content.ts';
import type { Draft, Impact } from '../impact.ts';
import { draftOf, observationsOf, versionsOf } from '../read-impacts.ts';
import { AgreedNote, aboutText } from './impact.tsx';
import { ImpactDocument } from './impact-view.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { deskAt, deskCrumbs, mayWrite, ofImpact, readers, seenIn, versionIn, versionNumber } from './reach.ts';

/** An analysis as those see it who write or check it: what was agreed, and the draft. */
export const draftRoute = pageRoute({
  path: '/desk/impacts/:id',
  who: readers,
  params: ofImpact,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const impact = await seenIn(ctx, id);
    const draft = await draftOf(ctx.trx, id);
    return page(
      impact.title,
      <>
        <PageHeading
          title={<bdi lang={impact.lang}>{draft?.content.title ?? impact.title}</bdi>}
          caption={await aboutText(ctx, impact)}
          tags={<Tag tone={draft ? 'info' : 'neutral'}>{t(draft ? 'impacts.draft.tag' : 'impacts.draft.none-tag')}</Tag>}
          {...(draft ? { lead: await changedText(ctx, draft) } : {})}
        />
        {impact.version > 0 && (await Agreed({ ctx, impact, drafted: draft !== null }))}
        {draft && <Writing ctx={ctx} impact={impact} draft={draft} />}
      </>,
      { breadcrumbs: deskCrumbs(ctx), width: 'wide' },
    );
  },
});

/** An agreed version with what was found of each effect, and the way to write it down. */
export const agreedRoute = pageRoute({
  path: '/desk/impacts/:id/versions/:number',
  who: readers,
  params: ofImpact.extend({ number: versionNumber }),
  view: async (ctx, { params: { id, number } }) => {
    const { t } = ctx;
    const impact = await seenIn(ctx, id);
    const version = await versionIn(ctx, id, number);
    const { content } = version;
    const writes = mayWrite(ctx, impact);
    return page(
      content.title,
      <>
        <PageHeading
          title={<bdi lang={impact.lang}>{content.title}</bdi>}
          caption={await aboutText(ctx, impact)}
          lead={t(number <= impact.published ? 'impacts.draft.open' : 'impacts.draft.closed')}
        />
        <AgreedNote ctx={ctx} version={version} lang={impact.lang} />
        {content.summary && <Paragraphs words={content.summary} lang={impact.lang} />}
        <ImpactDocument
          ctx={ctx}
          content={content}
          lang={impact.lang}
          observations={await observationsOf(ctx.trx, id, number)}
          below={(list, item) =>
            list === 'effects' &&
            writes && (
              <ButtonLink kind="secondary" href={`${deskAt(id)}/versions/${number}/found/${item.id}`}>
                {t('impacts.found.title')} <span class="visually-hidden">{item.name}</span>
              </ButtonLink>
            )
          }
        />
      </>,
      { breadcrumbs: deskCrumbs(ctx, impact), width: 'wide' },
    );
  },
});

async function changedText({ t, format, trx }: Context, { changedAt, changedBy }: Draft): Promise<string> {
  const names = await accountNames(trx, [changedBy]);
  return t('impacts.draft.changed', { when: format.instant(changedAt), who: names.get(changedBy) ?? '–' });
}

async function Agreed({ ctx, impact, drafted }: { ctx: Context; impact: Impact; drafted: boolean }) {
  const { t, format } = ctx;
  const { id, code, lang, version, published } = impact;
  const writes = mayWrite(ctx, impact);
  const versions = await versionsOf(ctx.trx, id);
  return (
    <Section title={t('impacts.draft.agreed')}>
      <p>{t('impacts.draft.agreed-hint')}</p>
      <Timeline
        label={t('impacts.draft.agreed')}
        entries={versions.map(({ number, agreedAt, agreement }) => ({
          id: `version-${number}`,
          title: <Link href={`${deskAt(id)}/versions/${number}`}>{t('impacts.draft.version', { number })}</Link>,
          when: format.instant(agreedAt, 'short'),
          dateTime: agreedAt.toISOString(),
          body: (
            <p lang={lang} dir="auto">
              {agreement}
            </p>
          ),
        }))}
      />
      <ButtonGroup>
        {writes && published < version && <ButtonLink href={`${deskAt(id)}/publish`}>{t('impacts.publish.title')}</ButtonLink>}
        {writes && !drafted && (
          <ButtonLink kind="secondary" href={`${deskAt(id)}/begin`}>
            {t('impacts.begin.title')}
          </ButtonLink>
        )}
        {published > 0 && (
          <ButtonLink kind="secondary" href={`/impacts/${code}`}>
            {t('impacts.draft.public')}
          </ButtonLink>
        )}
      </ButtonGroup>
    </Section>
  );
}

function Writing({ ctx, impact, draft }: { ctx: Context; impact: Impact; draft: Draft }) {
  const { t } = ctx;
  const { id, lang } = impact;
  const { content } = draft;
  const at = deskAt(id);
  const missing = missingIn(content);
  if (!mayWrite(ctx, impact))
    return (
      <>
        <Notice>
          <p>{t('impacts.draft.read-only')}</p>
        </Notice>
        {content.summary && <Paragraphs words={content.summary} lang={lang} />}
        <ImpactDocument ctx={ctx} content={content} lang={lang} />
      </>
    );
  return (
    <>
      <Section title={t('impacts.field.summary')}>
        {content.summary ? <Paragraphs words={content.summary} lang={lang} /> : <p class="hint">{t('impacts.empty')}</p>}
        <ButtonLink kind="secondary" href={`${at}/about`}>
          {t('impacts.about.title')}
        </ButtonLink>
      </Section>
      <ImpactDocument
        ctx={ctx}
        content={content}
        lang={lang}
        below={(list, item, place) => (
          <ItemActs ctx={ctx} at={at} draft={draft} list={list} item={item} first={place === 0} last={place === content[list].length - 1} />
        )}
        end={(list) => (
          <ButtonLink kind="secondary" href={`${at}/add-${list === 'effects' ? 'effect' : 'assumption'}`}>
            {t(list === 'effects' ? 'impacts.effect.add' : 'impacts.assumption.add')}
          </ButtonLink>
        )}
      />
      <Section title={t('impacts.agree.title')}>
        {missing.length > 0 && (
          <Inset>
            <p>
              {t('impacts.draft.missing')} {ctx.format.list(missing.map((part) => t(`impacts.missing.${part}`)))}
            </p>
          </Inset>
        )}
        <ButtonGroup>
          {missing.length === 0 && <ButtonLink href={`${at}/agree`}>{t('impacts.agree.title')}</ButtonLink>}
          <ButtonLink kind="quiet" href={`${at}/discard`}>
            {t('impacts.discard.title')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
    </>
  );
}

interface ItemActsProps {
  ctx: Context;
  at: string;
  draft: Draft;
  list: ListName;
  item: Assumption | Effect;
  first: boolean;
  last: boolean;
}

// uses messages: impacts.missing.*
function ItemActs({ ctx, at, draft, list, item, first, last }: ItemActsProps) {
  const { t } = ctx;
  const move = (to: 'up' | 'down') => (
    <PostButton action={`${at}/parts/${list}/${item.id}/move`} fields={{ base: String(draft.revision), to }} kind="quiet">
      {t(`impacts.item.${to}`)} <span class="visually-hidden">{item.name}</span>
    </PostButton>
  );
  return (
    <ButtonGroup>
      <ButtonLink kind="quiet" href={`${at}/${list}/${item.id}`}>
        {t('impacts.item.change')} <span class="visually-hidden">{item.name}</span>
      </ButtonLink>
      {!first && move('up')}
      {!last && move('down')}
      <ButtonLink kind="quiet" href={`${at}/parts/${list}/${item.id}/remove`}>
        {t('impacts.item.remove')} <span class="visually-hidden">{item.name}</span>
      </ButtonLink>
    </ButtonGroup>
  );
}
