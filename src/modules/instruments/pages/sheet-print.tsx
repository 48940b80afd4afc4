import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, PageHeading } from '#kernel/html';
import { page, pageRoute, type Route } from '#kernel/http';
import { FilledPaper } from './paper.tsx';
import { openSheet, type Way } from './reach.ts';
import { sheetCrumbs } from './sheet-overview.tsx';
import { LanguageNote } from './words.tsx';

/** The sheet with its answers, to read and to print. */
export const printRoute = (way: Way): Route =>
  pageRoute({
    path: `${way.base}/:id/print`,
    who: way.who,
    params: z.object({ id: idOf<'instruments.sheets'>() }),
    view: async (ctx, { params: { id } }) => {
      const opened = await openSheet(ctx, id);
      const { content, round, sheet, filled } = opened;
      return page(
        round.title,
        <>
          <PageHeading title={round.title} caption={<Bdi>{sheet.label}</Bdi>} />
          <LanguageNote ctx={ctx} content={content} />
          <FilledPaper ctx={ctx} content={content} filled={filled} />
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
  });
