import { z } from 'zod';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  ErrorSummary,
  Form,
  Inset,
  Link,
  Notice,
  PageHeading,
  RadioField,
  Section,
  Tag,
  TaskList,
  TextArea,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages, translationStatus } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import { publishDraft } from '../publish-sheet.ts';
import { refuse } from '../refusals.ts';
import { shownOf } from '../read-versions.ts';
import { missingIn, textsIn, type Content, type DraftId } from '../sheet-content.ts';
import { dropDraft, isAuthor, returnDraft, sendDraft, takeBack, type Draft } from '../write-sheet.ts';
import { parts, type Part } from './draft-parts.tsx';
import { draftsCrumbs, stateTones } from './drafts.tsx';
import { Pictures } from './pictures.tsx';
import { standingText } from './practice-text.ts';
import { authorityNames, checkers, draftAt, draftIn, draftTitle, isChecker, namesOf, ofDraft, writers } from './reach.ts';
import { Sheet } from './sheet-view.tsx';

/** A draft: its parts, its languages, what is missing, and what can be done with it. */
export const draftRoute = pageRoute({
  path: '/practices/drafts/:id',
  who: writers,
  params: ofDraft,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const draft = await draftIn(ctx, id);
    const { state, content, advice } = draft;
    const nameOf = await authorityNames(ctx, [draft.officeId]);
    const names = await namesOf(ctx, [draft.changedBy]);
    return page(
      draftTitle(ctx, draft),
      <>
        <PageHeading
          title={<TranslatedText value={content.title} />}
          caption={nameOf(draft.officeId)}
          tags={<Tag tone={stateTones[state]}>{t(`practices.draft-state.${state}`)}</Tag>}
          lead={t('practices.draft.changed', { when: format.instant(draft.changedAt), who: names.get(draft.changedBy) ?? '–' })}
        />
        <p>
          <strong>{t('practices.new.reason')}</strong> <bdi>{draft.reason}</bdi>
        </p>
        {state === 'returned' && advice && (
          <Notice tone="warning" title={t('practices.draft.advice')}>
            <p>
              <bdi>{advice}</bdi>
            </p>
          </Notice>
        )}
        {await Steps({ ctx, draft })}
        {state !== 'waiting' && <Parts ctx={ctx} draft={draft} />}
        {state !== 'waiting' && <Translations ctx={ctx} draft={draft} />}
        <Section title={t('practices.draft.preview')}>{await Preview({ ctx, content })}</Section>
      </>,
      { breadcrumbs: draftsCrumbs(ctx) },
    );
  },
});

/** What can be done now, and by whom. */
async function Steps({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t } = ctx;
  const at = draftAt(draft.id);
  if (draft.state === 'waiting') {
    const own = await isAuthor(ctx.trx, accountOf(ctx), draft.id);
    return (
      <>
        <Inset>
          <p>{t(own ? 'practices.draft.waiting-own' : 'practices.draft.waiting')}</p>
        </Inset>
        <ButtonGroup>
          {isChecker(ctx) && <ButtonLink href={`${at}/check`}>{t('practices.check.title')}</ButtonLink>}
          <ButtonLink kind="secondary" href={`${at}/take-back`}>
            {t('practices.take-back.title')}
          </ButtonLink>
        </ButtonGroup>
      </>
    );
  }
  const missing = missingIn(draft.content);
  return (
    <>
      {missing.length > 0 && (
        <Inset>
          <p>
            {t('practices.draft.missing')} {ctx.format.list(missing.map((field) => t(`practices.needed.${field}`)))}
          </p>
        </Inset>
      )}
      <ButtonGroup>
        {missing.length === 0 && <ButtonLink href={`${at}/send`}>{t('practices.send.title')}</ButtonLink>}
        <ButtonLink kind="quiet" href={`${at}/discard`}>
          {t('practices.discard.title')}
        </ButtonLink>
      </ButtonGroup>
    </>
  );
}

function Parts({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t } = ctx;
  const entries = Object.entries(parts) as [Part, (typeof parts)[Part]][]; // the keys of a constant
  return (
    <Section title={t('practices.draft.parts')}>
      <TaskList
        tasks={entries.map(([part, { filled }]) => {
          const count = filled(draft.content);
          return {
            id: part,
            title: t(`practices.part.${part}`),
            href: `${draftAt(draft.id)}/${part}`,
            status: { text: t('practices.draft.filled', { count }), tone: count > 0 ? 'success' : 'neutral' },
          };
        })}
      />
    </Section>
  );
}

function Translations({ ctx, draft }: { ctx: Context; draft: Draft }) {
  const { t } = ctx;
  const texts = textsIn(draft.content);
  return (
    <Section title={t('practices.draft.languages')}>
      <TaskList
        tasks={languages
          .filter(({ code }) => code !== draft.lang)
          .map(({ code, name }) => {
            const done = texts.filter((text) => ['current', 'source'].includes(translationStatus(text, code))).length;
            return {
              id: `in-${code}`,
              title: name,
              href: `${draftAt(draft.id)}/translate/${code}`,
              status: {
                text: t('practices.draft.translated', { done, total: texts.length }),
                tone: done === texts.length ? 'success' : 'neutral',
              },
            };
          })}
      />
    </Section>
  );
}

/** The sheet as the library would show it. */
export async function Preview({ ctx, content }: { ctx: Context; content: Content }) {
  const { t, lang } = ctx;
  return (
    <>
      <p>
        <strong>{standingText(ctx, content)}</strong>
      </p>
      <p>
        {content.themes.map((theme) => (
          <Tag key={theme}>{termLabel('themes', theme, lang)}</Tag>
        ))}
      </p>
      {content.summary && (
        <p class="lead">
          <TranslatedText value={content.summary} />
        </p>
      )}
      {await Pictures({ ctx, pictures: content.pictures })}
      <Sheet ctx={ctx} practice={await shownOf(ctx.trx, content)} />
      {content.corridors.length > 0 && (
        <ul>
          {content.corridors.map(({ origin, destination }, index) => (
            <li key={index}>{t('places.corridor.name', { origin: origin.name, destination: destination.name })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

type Act = (ctx: Context, id: DraftId) => Promise<unknown>;

// uses messages: practices.send.*
// uses messages: practices.take-back.*
// uses messages: practices.discard.*
/** One thing that is done to a draft as a whole, after a page that says what it means. */
const stepRoute = (name: 'send' | 'take-back' | 'discard', act: Act) =>
  formRoute({
    path: `/practices/drafts/:id/${name}`,
    who: writers,
    params: ofDraft,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const draft = await draftIn(ctx, id);
      return page(
        t(`practices.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(`practices.${name}.title`)} caption={draftTitle(ctx, draft)} lead={t(`practices.${name}.lead`)} />
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`practices.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: draftsCrumbs(ctx, [{ label: draftTitle(ctx, draft), href: draftAt(id) }]) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      await act(ctx, id);
      return redirect(name === 'discard' ? '/practices/drafts' : draftAt(id), `practices.notice.${name}`);
    },
  });

export const sendRoute = stepRoute('send', async (ctx, id) => await sendDraft(ctx.trx, id, ctx.now));
export const takeBackRoute = stepRoute('take-back', async (ctx, id) => await takeBack(ctx.trx, id));
export const discardRoute = stepRoute('discard', async (ctx, id) => await dropDraft(ctx.trx, id));

/** The second pair of eyes: an editor who wrote nothing of it publishes a draft or sends it back. */
export const checkRoute = formRoute({
  path: '/practices/drafts/:id/check',
  who: checkers,
  params: ofDraft,
  body: z.object({ decision: fields.choice(['publish', 'return']), advice: fields.optionalLongText(2_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    if (!isChecker(ctx)) throw refuseHttp('not-found');
    const draft = await draftIn(ctx, id);
    const own = await isAuthor(ctx.trx, accountOf(ctx), id);
    return page(
      t('practices.check.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practices.check.title')} caption={draftTitle(ctx, draft)} lead={t('practices.check.lead')} />
        {own && <Notice tone="warning">{t('practices.refusal.own-draft')}</Notice>}
        <p>
          <strong>{t('practices.new.reason')}</strong> <bdi>{draft.reason}</bdi>
        </p>
        {await Preview({ ctx, content: draft.content })}
        {draft.practiceId && (
          <p>
            <Link href={`/practices/${draft.code}`}>{t('practices.check.now')}</Link>
          </p>
        )}
        <Form entry={entry}>
          <CheckFields ctx={ctx} own={own} />
        </Form>
      </>,
      { breadcrumbs: draftsCrumbs(ctx, [{ label: draftTitle(ctx, draft), href: draftAt(id) }]) },
    );
  },
  submit: async (ctx, { params: { id } }, { decision, advice }) => {
    if (decision === 'publish') {
      const code = await publishDraft(ctx.trx, accountOf(ctx), id, ctx.now);
      return redirect(`/practices/${code}`, 'practices.notice.published');
    }
    if (!advice) throw refuse('advice-missing', { field: 'advice' });
    await returnDraft(ctx.trx, id, advice);
    return redirect(draftAt(id), 'practices.notice.returned');
  },
});

function CheckFields({ ctx, own }: { ctx: Context; own: boolean }) {
  const { t } = ctx;
  const decisions = own ? (['return'] as const) : (['publish', 'return'] as const);
  return (
    <>
      <RadioField
        name="decision"
        label={t('practices.check.decision')}
        choices={decisions.map((value) => ({ value, label: t(`practices.check.${value}`) }))}
        required
      />
      <TextArea name="advice" label={t('practices.check.advice')} hint={t('practices.check.advice-hint')} maxLength={2_000} optional />
      <Button>{t('practices.check.button')}</Button>
    </>
  );
}
