import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, PageHeading } from '#kernel/html';
import { download, fields, page, pageRoute } from '#kernel/http';
import { isLanguage, languages } from '#kernel/i18n';
import { tell } from '../change-plan.ts';
import { typesetDossier } from '../dossier.ts';
import { readStanding } from '../standing.ts';
import { crumbs, openPlan, stands, type Stand } from './desk-or-own.ts';

/** The plan for a bank: asked for in a language, it comes as a PDF in it; else the page offers the languages. */
const dossierRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/dossier`,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    query: z.object({ in: fields.searchText() }),
    view: async (ctx, { params, query }) => {
      const { t } = ctx;
      const { venture, plan } = await openPlan(ctx, stand, params.id);
      if (isLanguage(query.in)) {
        const pdf = await typesetDossier(ctx.network.catalogue, {
          lang: query.in,
          timeZone: ctx.timeZone,
          venture: venture.title,
          plan,
          standing: await readStanding(ctx.trx, plan),
          at: ctx.now,
          demonstration: ctx.profile.demonstration,
        });
        await tell(ctx.trx, venture, plan.id, 'dossier');
        return download(`plan-${query.in}.pdf`, 'application/pdf', pdf);
      }
      return page(
        t('businessplans.dossier.title'),
        <>
          <PageHeading
            title={t('businessplans.dossier.title')}
            caption={<Bdi>{venture.title}</Bdi>}
            lead={t('businessplans.dossier.lead')}
          />
          <ul>
            {languages.map(({ code, name }) => (
              <li key={code}>
                <ButtonLink kind="secondary" href={`${stand.at(venture.id)}/dossier?in=${code}`}>
                  {name}
                </ButtonLink>
              </li>
            ))}
          </ul>
          <p>{t('businessplans.dossier.own-words')}</p>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
  });

export const dossierRoutes = stands.map(dossierRoute);
