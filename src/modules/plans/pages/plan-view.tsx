import type { ComponentChildren } from 'preact';
import { CardFacts, CardGrid, EmptyState, Link, Section, SpanChart, Table, Tag, useUi, type CardFact } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { inOrder, moneyOf, totalsOf, under } from '../figures.ts';
import { axisOf, spanOf } from '../period.ts';
import { textsIn, type Action, type Content } from '../plan-content.ts';
import { ChecklistDecided } from './checklist-view.tsx';
import { Coherence } from './coherence-view.tsx';
import { IndicatorTable } from './indicator-view.tsx';
import { periodText, shown } from './plan-text.ts';
import type { Pointed } from './pointed.ts';

export interface PlanShown {
  ctx: Context;
  content: Content;
  /** Names of what the plan points to. */
  pointed: Pointed;
}

/** A text of several lines, each a paragraph. */
export function Paragraphs({ value }: { value: Translated }) {
  const { lang } = useUi();
  const text = textIn(value, lang);
  return (
    <div {...(text.lang === lang ? {} : { lang: text.lang, dir: text.dir })}>
      {text.text.split('\n').map((line, index) => (line ? <p key={index}>{line}</p> : null))}
    </div>
  );
}

/** A whole plan: the public page, an older version, or the preview of a draft. */
export function PlanView({ ctx, content, pointed }: PlanShown) {
  const { t } = ctx;
  return (
    <>
      <TranslationNoteFor values={textsIn(content)} />
      {content.vision && (
        <Section title={t('plans.view.vision')}>
          <Paragraphs value={content.vision} />
        </Section>
      )}
      {content.strategy && (
        <Section title={t('plans.view.strategy')}>
          <Paragraphs value={content.strategy} />
        </Section>
      )}
      <Section title={t('plans.view.objectives')} id="objectives">
        {content.objectives.length === 0 && <EmptyState title={t('plans.view.nothing')} />}
        {content.objectives.map((objective, index) => (
          <Section key={objective.id} level={3} title={`${index + 1}. ${shown(ctx, objective.title)}`}>
            {objective.words && <Paragraphs value={objective.words} />}
            <Links ctx={ctx} content={content} pointed={pointed} of={objective.id} />
            {under(content, objective.id).map(({ measure, actions }, at) => (
              <div key={measure.id}>
                <h4>
                  {index + 1}.{at + 1} <TranslatedText value={measure.title} />
                </h4>
                {measure.words && <Paragraphs value={measure.words} />}
                <Links ctx={ctx} content={content} pointed={pointed} of={measure.id} />
                <CardGrid>
                  {actions.map((action) => (
                    <ActionView key={action.id} ctx={ctx} content={content} pointed={pointed} action={action} />
                  ))}
                </CardGrid>
              </div>
            ))}
          </Section>
        ))}
      </Section>
      <TimeAndMoney ctx={ctx} content={content} />
      <Coherence ctx={ctx} content={content} />
      <Section title={t('plans.view.indicators')} id="indicators">
        <IndicatorTable ctx={ctx} content={content} pointed={pointed} />
      </Section>
      <Section title={t('plans.view.links')}>
        <Links ctx={ctx} content={content} pointed={pointed} of={null} none />
      </Section>
      <ChecklistDecided ctx={ctx} content={content} />
    </>
  );
}

/** The responsible unit by its name; null where it is not known. */
export function unitName(ctx: Context, { units }: Content, id: string | null): string | null {
  const unit = units.find((one) => one.id === id);
  return unit ? shown(ctx, unit.name) : null;
}

function ActionView({ ctx, content, pointed, action }: PlanShown & { action: Action }) {
  const { t, format } = ctx;
  const others = action.withUnits.flatMap((id) => unitName(ctx, content, id) ?? []);
  const amount = moneyOf(action.budget);
  const fact = (key: string, label: string, value: ComponentChildren): CardFact => ({ key, label, value });
  const facts = [
    fact('unit', t('plans.action.unit'), unitName(ctx, content, action.unitId) ?? t('plans.not-known')),
    ...(others.length > 0 ? [fact('with', t('plans.action.with'), format.list(others))] : []),
    ...(action.partners.length > 0 ? [fact('partners', t('plans.action.partners'), format.list(action.partners))] : []),
    ...(action.corridor ? [fact('corridor', t('plans.action.corridor'), pointed.corridor(action.corridor))] : []),
    fact('time', t('plans.action.time'), periodText(ctx, action)),
    fact('budget', t('plans.action.budget'), amount ? format.money(amount) : t('plans.not-known')),
    fact('sources', t('plans.action.sources'), sourcesText(ctx, action)),
    fact('serves', t('plans.action.serves'), action.serves ? t(`plans.aim.${action.serves}`) : t('plans.not-known')),
  ];
  return (
    <div class="card" id={`action-${action.id}`}>
      <h5 class="card-title">
        <TranslatedText value={action.title} />
      </h5>
      {action.words && <Paragraphs value={action.words} />}
      <CardFacts facts={facts} />
      {action.sourceNote && <Paragraphs value={action.sourceNote} />}
      <Links ctx={ctx} content={content} pointed={pointed} of={action.id} />
    </div>
  );
}

/** Where the money comes from, in words. */
export function sourcesText({ t, format }: Context, { sources }: Pick<Action, 'sources'>): string {
  return sources.length > 0 ? format.list(sources.map((one) => t(`plans.source.${one}`))) : t('plans.not-known');
}

/** When actions run, and what they cost together. */
function TimeAndMoney({ ctx, content }: { ctx: Context; content: Content }) {
  const { t, format } = ctx;
  const ordered = inOrder(content);
  const axis = axisOf([content, ...content.actions]);
  const { known, unknown } = totalsOf(content.actions);
  return (
    <>
      <Section title={t('plans.view.time')} id="time">
        {axis && ordered.length > 0 ? (
          <SpanChart
            title={t('plans.view.time-chart')}
            description={t('plans.view.time-text', { period: periodText(ctx, content) })}
            labelHeader={t('plans.action.action')}
            whenHeader={t('plans.action.time')}
            from={axis.from}
            to={axis.to}
            ticks={axis.years.map(({ at, year }) => ({ at, label: String(year) }))}
            rows={ordered.map(({ action }) => ({
              key: action.id,
              label: <TranslatedText value={action.title} />,
              span: spanOf(action),
              when: periodText(ctx, action),
            }))}
          />
        ) : (
          <EmptyState title={t('plans.view.no-time')} />
        )}
      </Section>
      <Section title={t('plans.view.money')}>
        <p>
          {known.length > 0
            ? t('plans.view.money-known', { amount: format.list(known.map((amount) => format.money(amount))) })
            : t('plans.view.money-none')}{' '}
          {unknown > 0 && t('plans.view.money-unknown', { count: unknown })}
        </p>
        <Table<(typeof ordered)[number]>
          caption={t('plans.view.money')}
          hideCaption
          rows={ordered}
          rowKey={({ action }) => action.id}
          columns={[
            { key: 'action', header: t('plans.action.action'), cell: ({ action }) => <TranslatedText value={action.title} /> },
            {
              key: 'unit',
              header: t('plans.action.unit'),
              cell: ({ action }) => unitName(ctx, content, action.unitId) ?? t('plans.not-known'),
            },
            {
              key: 'budget',
              header: t('plans.action.budget'),
              numeric: true,
              cell: ({ action }) => {
                const amount = moneyOf(action.budget);
                return amount ? format.money(amount) : t('plans.not-known');
              },
            },
            { key: 'sources', header: t('plans.action.sources'), cell: ({ action }) => sourcesText(ctx, action) },
          ]}
          empty={<EmptyState title={t('plans.view.nothing')} />}
        />
      </Section>
    </>
  );
}

/** What a part of the plan points to: practices, services, recommendations, opinions. */
function Links({ ctx, content, pointed, of, none }: PlanShown & { of: string | null; none?: boolean }) {
  const { t } = ctx;
  const links = content.links.filter((link) => link.of === of);
  if (links.length === 0) return none ? <p>{t('plans.view.nothing')}</p> : null;
  return (
    <ul>
      {links.map((link) => {
        const { href, name } = pointed.link(link);
        return (
          <li key={link.id}>
            <Tag>{t(`plans.link.${link.kind}`)}</Tag> {href ? <Link href={href}>{name ?? t('plans.link.open')}</Link> : (name ?? null)}{' '}
            {link.words && <TranslatedText value={link.words} />}
          </li>
        );
      })}
    </ul>
  );
}
