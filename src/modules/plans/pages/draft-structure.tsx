import { ButtonGroup, ButtonLink, Link, Section } from '#kernel/html';
import type { Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { under } from '../figures.ts';
import type { Content } from '../plan-content.ts';
import { partName } from './indicator-view.tsx';
import { shown } from './plan-text.ts';

interface Structure {
  ctx: Context;
  /** Address of the plan at the desk. */
  at: string;
  content: Content;
}

/** Objectives, measures and actions as a tree with what can be added where, then indicators and links. */
export function DraftStructure({ ctx, at, content }: Structure) {
  const { t } = ctx;
  return (
    <>
      <Section title={t('plans.view.objectives')}>
        <ol>
          {content.objectives.map((objective) => (
            <li key={objective.id}>
              <Link href={`${at}/objectives/${objective.id}`}>
                <TranslatedText value={objective.title} />
              </Link>
              <ol>
                {under(content, objective.id).map(({ measure, actions }) => (
                  <li key={measure.id}>
                    <Link href={`${at}/measures/${measure.id}`}>
                      <TranslatedText value={measure.title} />
                    </Link>
                    <ol>
                      {actions.map((action) => (
                        <li key={action.id}>
                          <Link href={`${at}/actions/${action.id}`}>
                            <TranslatedText value={action.title} />
                          </Link>
                        </li>
                      ))}
                      <li>
                        <Add href={`${at}/actions/new?under=${measure.id}`} words={t('plans.action.new')} to={shown(ctx, measure.title)} />
                      </li>
                    </ol>
                  </li>
                ))}
                <li>
                  <Add href={`${at}/measures/new?under=${objective.id}`} words={t('plans.measure.new')} to={shown(ctx, objective.title)} />
                </li>
              </ol>
            </li>
          ))}
        </ol>
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`${at}/objectives/new`}>
            {t('plans.objective.new')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
      <Section title={t('plans.view.indicators')}>
        <ul>
          {content.indicators.map((one) => (
            <li key={one.id}>
              <Link href={`${at}/indicators/${one.id}`}>
                <TranslatedText value={one.name} />
              </Link>{' '}
              ({partName(ctx, content, one.of)})
            </li>
          ))}
        </ul>
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`${at}/indicators/new`}>
            {t('plans.indicator.new')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
      <Section title={t('plans.view.links')}>
        <ul>
          {content.links.map((one) => (
            <li key={one.id}>
              <Link href={`${at}/links/${one.id}`}>
                {t(`plans.link.${one.kind}`)} {one.words ? shown(ctx, one.words) : one.ref}
              </Link>{' '}
              ({partName(ctx, content, one.of)})
            </li>
          ))}
        </ul>
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`${at}/links/new`}>
            {t('plans.link.new')}
          </ButtonLink>
          <ButtonLink kind="secondary" href={`${at}/take-up`}>
            {t('plans.take-up.title')}
          </ButtonLink>
        </ButtonGroup>
      </Section>
    </>
  );
}

/** A link that says to what it adds, for those who hear it alone. */
function Add({ href, words, to }: { href: string; words: string; to: string }) {
  return (
    <Link href={href}>
      {words} <span class="visually-hidden">{to}</span>
    </Link>
  );
}
