import { ButtonGroup, ButtonLink } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Window } from '../fund.ts';
import { fundPath, windowPath } from './reach.ts';

/** What one does with the loans of a window: a lender that may file or report, whoever follows them. */
export function WindowLinks({ ctx: { t }, window, files, lends }: { ctx: Context; window: Window; files: boolean; lends: boolean }) {
  return (
    <ButtonGroup>
      {files && <ButtonLink href={windowPath(window.id, '/file')}>{t('guarantees.file.title')}</ButtonLink>}
      {files && (
        <ButtonLink kind="secondary" href={windowPath(window.id, '/file-many')}>
          {t('guarantees.many.title')}
        </ButtonLink>
      )}
      {lends && (
        <ButtonLink kind="secondary" href={windowPath(window.id, '/report-many')}>
          {t('guarantees.owed.title')}
        </ButtonLink>
      )}
      <ButtonLink kind="secondary" href={fundPath(window.fundId, `/guarantees?window=${window.id}`)}>
        {t('guarantees.list.title')}
      </ButtonLink>
    </ButtonGroup>
  );
}
