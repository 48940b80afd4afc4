import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, Link, Notice, PageHeading, Section, Tag, TaskList } from '#kernel/html';
import { page, pageRoute, type Context, type Route } from '#kernel/http';
import { progressOf } from '../routing.ts';
import { eventsOf } from '../read-sheets.ts';
import { accountNames } from '#kernel/identity';
import { momentText } from './answer-text.ts';
import { hrefOf, openSheet, type Opened, type Way } from './reach.ts';
import { LanguageNote, plainText } from './words.tsx';

/** Breadcrumbs of a sheet's pages: members come from their list, an invited person from nowhere else. */
export const sheetCrumbs = (ctx: Context, way: Way, opened: Pick<Opened, 'sheet' | 'round'>, deep = true) => [
  ...(way.base === '/surveys' ? [{ label: ctx.t('instruments.mine.title'), href: '/surveys' }] : []),
  ...(deep ? [{ label: opened.round.title, href: hrefOf(ctx, way, opened.sheet.id) }] : []),
];

/** Where somebody sees how far a sheet is, section by section, and hands it in. */
export const overviewRoute = (way: Way): Route =>
  pageRoute({
    path: `${way.base}/:id`,
    who: way.who,
    params: z.object({ id: idOf<'instruments.sheets'>() }),
    view: async (ctx, { params: { id } }) => {
      const opened = await openSheet(ctx, id);
      const { t } = ctx;
      const { sheet, round, content, standing } = opened;
      return page(
        round.title,
        <>
          <PageHeading
            title={round.title}
            caption={<Bdi>{sheet.label}</Bdi>}
            lead={plainText(ctx, content.purpose)}
            tags={<Tag tone={sheet.state === 'submitted' ? 'success' : 'info'}>{t(`instruments.sheet-state.${sheet.state}`)}</Tag>}
          />
          <LanguageNote ctx={ctx} content={content} />
          {sheet.state === 'open' && !standing.writes && <Notice tone="warning">{t('instruments.refusal.closed')}</Notice>}
          {round.closesOn && standing.writes && <p>{t('instruments.overview.until', { day: ctx.format.date(round.closesOn) })}</p>}
          {sheet.contactAskedAt && !sheet.contactAllowedAt && (
            <Notice tone="info">
              <p>{t('instruments.contact.asked', { reason: sheet.contactAskedWhy ?? '' })}</p>
              <Link href={hrefOf(ctx, way, id, '/contact')}>{t('instruments.contact.answer')}</Link>
            </Notice>
          )}
          <Section title={t('instruments.overview.sections')}>
            <Sections ctx={ctx} way={way} opened={opened} />
          </Section>
          <ButtonGroup>
            {standing.writes && <ButtonLink href={hrefOf(ctx, way, id, '/submit')}>{t('instruments.submit.start')}</ButtonLink>}
            {sheet.state === 'submitted' && !round.publishedAt && (
              <ButtonLink kind="secondary" href={hrefOf(ctx, way, id, '/reopen')}>
                {t('instruments.reopen.start')}
              </ButtonLink>
            )}
            <ButtonLink kind="secondary" href={hrefOf(ctx, way, id, '/print')}>
              {t('instruments.print.filled')}
            </ButtonLink>
            {content.sections.some(({ questions }) => questions.some(({ contact }) => contact)) && (
              <ButtonLink kind="quiet" href={hrefOf(ctx, way, id, '/contact')}>
                {t('instruments.contact.title')}
              </ButtonLink>
            )}
          </ButtonGroup>
          <Section title={t('instruments.overview.history')}>
            <History ctx={ctx} opened={opened} events={await eventsOf(ctx.trx, id)} names={await namesOf(ctx, opened)} />
          </Section>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened, false) },
      );
    },
  });

async function namesOf(ctx: Context, { sheet }: Opened) {
  const events = await eventsOf(ctx.trx, sheet.id);
  return await accountNames(
    ctx.trx,
    events.flatMap(({ byAccount }) => byAccount ?? []),
  );
}

function Sections({ ctx, way, opened }: { ctx: Context; way: Way; opened: Opened }) {
  const { t } = ctx;
  const { content, filled, sheet, standing } = opened;
  const progress = new Map(progressOf(content, filled.answers).map((one) => [one.section, one]));
  return (
    <TaskList
      label={t('instruments.overview.sections')}
      tasks={content.sections.map((section) => {
        const { done = 0, of = 0, missing = 0 } = progress.get(section.id) ?? {};
        const whole = of === 0 || (missing === 0 && done > 0);
        return {
          id: section.id,
          title: plainText(ctx, section.title),
          ...(of > 0 && standing.writes ? { href: hrefOf(ctx, way, sheet.id, `/sections/${section.id}`) } : {}),
          hint: of === 0 ? t('instruments.overview.not-asked') : t('instruments.overview.answered', { done, of }),
          status: whole
            ? { text: t('instruments.overview.whole'), tone: 'success' as const }
            : missing > 0
              ? { text: t('instruments.overview.missing', { count: missing }), tone: 'warning' as const }
              : { text: t('instruments.overview.open'), tone: 'neutral' as const },
        };
      })}
    />
  );
}

interface HistoryProps {
  ctx: Context;
  opened: Opened;
  events: Awaited<ReturnType<typeof eventsOf>>;
  names: ReadonlyMap<string, string>;
}

function History({ ctx, opened, events, names }: HistoryProps) {
  const { t } = ctx;
  const { sheet } = opened;
  return (
    <>
      {sheet.receivedOn && <p>{t('instruments.overview.paper', { day: ctx.format.date(sheet.receivedOn) })}</p>}
      <ul>
        {events.map(({ kind, reason, byAccount, happenedAt }) => (
          <li key={`${kind}${happenedAt.toISOString()}`}>
            {t('instruments.overview.event', {
              event: t(`instruments.event.${kind}`),
              moment: momentText(ctx, happenedAt),
              name: (byAccount && names.get(byAccount)) || t('instruments.fill.invited'),
            })}
            {reason && (
              <>
                {' '}
                <Bdi>{reason}</Bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
