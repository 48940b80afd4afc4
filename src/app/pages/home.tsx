import { Card, CardGrid, Link, PageHeading, Section } from '#kernel/html';
import { everyone, page, pageRoute } from '#kernel/http';
import { CorridorFinder } from '#modules/places/pages';
import { tracks } from '#modules/tracks';

/** The portal's first page: from where to where, and the few things people come for. */
export const homeRoute = pageRoute({
  path: '/',
  who: everyone,
  view: async ({ t }) =>
    page(
      t('app.home.title'),
      <>
        <PageHeading title={t('app.home.title')} lead={t('app.home.lead')} />
        <CorridorFinder />
        <Section title={t('app.home.help.title')}>
          <CardGrid>
            <Card title={t('app.home.help.office')} href="/offices">
              <p>{t('app.home.help.office.text')}</p>
            </Card>
            <Card title={t('app.home.help.question')} href="/ask">
              <p>{t('app.home.help.question.text')}</p>
            </Card>
            <Card title={t('app.home.help.services')} href="/services">
              <p>{t('app.home.help.services.text')}</p>
            </Card>
            <Card title={t('app.home.help.practices')} href="/practices">
              <p>{t('app.home.help.practices.text')}</p>
            </Card>
          </CardGrid>
        </Section>
        <Section title={t('app.home.tracks')} actions={<Link href="/tracks">{t('tracks.list.all')}</Link>}>
          <CardGrid>
            {tracks.map((track) => (
              <Card key={track} title={t(`tracks.track.${track}`)} href={`/tracks/${track}`} />
            ))}
          </CardGrid>
        </Section>
        <Section title={t('app.home.steps.title')}>
          <ol>
            <li>{t('app.home.steps.ask')}</li>
            <li>{t('app.home.steps.plan')}</li>
            <li>{t('app.home.steps.both')}</li>
          </ol>
        </Section>
      </>,
      { width: 'wide', description: t('app.home.lead') },
    ),
});
