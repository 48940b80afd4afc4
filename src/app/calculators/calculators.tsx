import { Card, CardGrid, PageHeading } from '#kernel/html';
import { everyone, page, pageRoute } from '#kernel/http';

// uses messages: app.calculators.name.*
// uses messages: app.calculators.about.*
const calculators = ['loan', 'remittance', 'guarantee', 'guarantee-fund'] as const;

/** What anybody can work out here, without an account; nothing is kept. */
export const calculatorsRoute = pageRoute({
  path: '/calculators',
  who: everyone,
  view: async ({ t }) =>
    await Promise.resolve(
      page(
        t('app.calculators.title'),
        <>
          <PageHeading title={t('app.calculators.title')} lead={t('app.calculators.lead')} />
          <CardGrid>
            {calculators.map((one) => (
              <Card key={one} title={t(`app.calculators.name.${one}`)} href={`/calculators/${one}`}>
                <p>{t(`app.calculators.about.${one}`)}</p>
              </Card>
            ))}
          </CardGrid>
        </>,
        { description: t('app.calculators.lead') },
      ),
    ),
});
