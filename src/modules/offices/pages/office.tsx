import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { ButtonLink, Columns, Lead, Link, Notice, PageHeading, Section, Tag, useUi } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context, type Route } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { placeName } from '#modules/places';
import { PlaceDescribed, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { describeOffice, type OfficeView } from '../describe-office.ts';
import { findOfficeByCode } from '../find-office.ts';
import type { Office } from '../office.ts';
import { ClosedDays } from './closed-days.tsx';
import { HoursTable } from './hours-table.tsx';
import { OfficeContact } from './office-contact.tsx';
import { OpeningStateText } from './opening-state-text.tsx';
import { officeCode } from './office-code.ts';

/** What other modules say about an office, below its territories. */
type MoreAbout = (ctx: Context, office: Office) => Promise<ComponentChildren>;

/** One office: what it does, when it is open, how to reach it, for whom it is there, and what the shell adds. */
export const officePage = (moreAbout: MoreAbout): Route =>
  pageRoute({
    path: '/offices/:code',
    who: everyone,
    params: z.object({ code: officeCode }),
    view: async (ctx, { params }) => {
      const { t, trx, lang } = ctx;
      const office = await findOfficeByCode(trx, params.code);
      if (!office) throw refuseHttp('not-found');
      const view = await describeOffice(trx, office, lang, ctx.now);
      const name = textIn(office.name, lang).text;
      const more = await moreAbout(ctx, office);
      return page(
        name,
        <>
          <PageHeading
            caption={<PlaceDescribed place={{ level: view.place.level, within: view.within }} />}
            title={<TranslatedText value={office.name} />}
            tags={office.demonstration ? <Tag>{t('offices.tag.demonstration-long')}</Tag> : undefined}
            actions={
              office.active && (
                <>
                  <ButtonLink href={`/offices/${office.code}/book`}>{t('offices.action.book')}</ButtonLink>
                  <ButtonLink href={`/ask?office=${office.code}`} kind="secondary">
                    {t('offices.action.ask')}
                  </ButtonLink>
                </>
              )
            }
          />
          {!office.active && <Notice tone="warning" title={t('offices.page.gone')} />}
          {office.about && (
            <Lead>
              <TranslatedText value={office.about} />
            </Lead>
          )}
          <TranslationNoteFor values={[...(office.about ? [office.about] : []), ...(office.howToFind ? [office.howToFind] : [])]} />
          <Columns kind="main-side">
            <div>
              <OpeningHours view={view} now={ctx.now} />
            </div>
            <div>
              <Section title={t('offices.page.contact')}>
                <OfficeContact office={office} label={t('offices.page.contact')} />
              </Section>
              <Territories view={view} />
              {more}
            </div>
          </Columns>
        </>,
        {
          width: 'wide',
          breadcrumbs: [{ label: t('offices.list.title'), href: '/offices' }],
          ...(office.about ? { description: textIn(office.about, lang).text } : {}),
        },
      );
    },
  });

function OpeningHours({ view, now }: { view: OfficeView; now: Date }) {
  const { t, lang, timeZone } = useUi();
  const { office, place } = view;
  const there = formatters(lang, office.timeZone);
  const here = formatters(lang, timeZone);
  const sameClock = there.time(now) === here.time(now);
  return (
    <>
      <Section title={t('offices.page.hours')}>
        {office.active && (
          <p>
            <strong>
              <OpeningStateText state={view.state} today={view.today} />
            </strong>
          </p>
        )}
        <HoursTable hours={view.hours} />
        <p class="hint">
          {t('offices.page.zone', { place: placeName(place, lang), time: there.time(now) })}{' '}
          {!sameClock && t('offices.page.other-zone', { zone: here.zoneName(now), time: here.time(now) })}
        </p>
      </Section>
      <Section title={t('offices.page.closed')}>
        <ClosedDays days={view.closed} />
      </Section>
    </>
  );
}

function Territories({ view }: { view: OfficeView }) {
  const { t, lang } = useUi();
  return (
    <Section title={t('offices.page.territories')}>
      {view.territories.length === 0 ? (
        <p>{t('offices.page.no-territories')}</p>
      ) : (
        <>
          <ul>
            {view.territories.map((place) => (
              <li key={place.id}>{placeName(place, lang)}</li>
            ))}
          </ul>
          <p class="hint">{t('offices.page.territories-hint')}</p>
        </>
      )}
      <p>
        <Link href={`/corridors?place=${view.place.code}`}>{t('offices.page.corridors', { place: placeName(view.place, lang) })}</Link>
      </p>
      <p>
        <Link href={`/tracks?office=${view.office.code}`}>{t('offices.page.tracks')}</Link>
      </p>
    </Section>
  );
}
