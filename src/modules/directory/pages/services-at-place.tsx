import { ButtonLink, Section, useUi } from '#kernel/html';
import type { ServicesFound } from '../search-services.ts';
import { ServiceCards } from './service-cards.tsx';

export type ServicesAtPlaceProps = {
  /** What `findServices(trx, { lang, placeId, limit })` found. */
  found: ServicesFound;
  placeCode: string;
  title?: string;
};

/** Panel: some services of today at a place, and the way to all of them. */
export function ServicesAtPlace({ found, placeCode, title }: ServicesAtPlaceProps) {
  const { t } = useUi();
  return (
    <Section title={title ?? t('directory.panel.at-place')}>
      {found.services.length === 0 ? (
        <p>{t('directory.panel.none')}</p>
      ) : (
        <>
          <ServiceCards services={found.services} level={3} />
          <ButtonLink kind="secondary" href={`/services?place=${placeCode}`}>
            {t('directory.panel.all')}
          </ButtonLink>
        </>
      )}
    </Section>
  );
}
