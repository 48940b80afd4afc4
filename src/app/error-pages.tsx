import { ButtonLink, Lead, PageHeading } from '#kernel/html';
import { page, type ErrorPages } from '#kernel/http';
import { translator, type AnyTranslate } from '#kernel/i18n';

const TITLES: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  422: 'Unprocessable',
  423: 'Locked',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Busy',
};

/** What readers see when something is not there, was refused, or broke. */
export const errorPages: ErrorPages = {
  title: (status) => TITLES[status] ?? 'Error',
  page: (opened, status, refusal, requestId) => {
    const t = translator(opened.network.catalogue, opened.lang) as AnyTranslate; // a refusal's key is known only now
    const kind = status === 404 ? 'missing' : status === 413 ? 'large' : status === 429 ? 'busy' : status >= 500 ? 'broken' : 'refused';
    // uses messages: app.error.*
    // uses messages: *.refusal.*
    const explanation = refusal && status !== 404 ? t(refusal.messageKey, refusal.values) : t(`app.error.${kind}.text`);
    return page(
      t(`app.error.${kind}.title`),
      <>
        <PageHeading title={t(`app.error.${kind}.title`)} />
        <Lead>{explanation}</Lead>
        {status >= 500 && <p>{t('app.error.number', { number: requestId })}</p>}
        <p>
          <ButtonLink href="/">{t('app.error.home')}</ButtonLink>
        </p>
      </>,
      { status },
    );
  },
};
