import { ButtonGroup, ButtonLink, EmptyState, Heading, Link, Panel, Tag, useUi } from '#kernel/html';
import { textIn } from '#kernel/i18n';
import { placeName, type Place } from '#modules/places';
import type { OfficeView } from '../describe-office.ts';
import { HoursInShort } from './hours-in-short.tsx';
import { OfficeContact } from './office-contact.tsx';
import { OpeningStateText } from './opening-state-text.tsx';

export type ResponsibleOfficeProps = {
  /** The office; null where none is responsible. */
  view: OfficeView | null;
  /** The place asked for. */
  place: string;
  /** The wider place by which the office is responsible. */
  territory?: Place;
};

/** The office that answers for a place: open or not, hours, phone, and how to book. */
export function ResponsibleOffice({ view, place, territory }: ResponsibleOfficeProps) {
  const { t, lang } = useUi();
  if (!view) {
    return (
      <EmptyState title={t('offices.responsible.none', { place })}>
        <Link href="/offices">{t('offices.responsible.all')}</Link>
      </EmptyState>
    );
  }
  const { office, hours, state, today } = view;
  const name = textIn(office.name, lang).text;
  return (
    <div>
      <Panel>
        <Heading level={3}>
          <Link href={`/offices/${office.code}`}>{name}</Link>
        </Heading>
        <p>
          <OpeningStateText state={state} today={today} /> {office.demonstration && <Tag>{t('offices.tag.demonstration-long')}</Tag>}
        </p>
        {territory && <p class="hint">{t('offices.responsible.by', { place, territory: placeName(territory, lang) })}</p>}
        <ButtonGroup>
          <ButtonLink href={`/offices/${office.code}/book`} label={`${t('offices.action.book')}: ${name}`}>
            {t('offices.action.book')}
          </ButtonLink>
          <ButtonLink href={`/ask?office=${office.code}`} kind="secondary" label={`${t('offices.action.ask')}: ${name}`}>
            {t('offices.action.ask')}
          </ButtonLink>
        </ButtonGroup>
      </Panel>
      <Heading level={4}>{t('offices.page.hours')}</Heading>
      <HoursInShort hours={hours} />
      <Heading level={4}>{t('offices.page.contact')}</Heading>
      <OfficeContact office={office} label={name} />
    </div>
  );
}
