import { Bdi, ButtonLink, EmptyState, Link, SummaryList, Table, Tag, useUi } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { fromLocal } from '#kernel/time';
import { officeNames } from '#modules/offices';
import { isPlanned, takesRegistrations, type Fair, type FairState, type Meeting, type Participant, type ParticipantId } from '../fair.ts';
import { corridorName, type Corridors } from './offer-facts.tsx';
import { todayOf } from './offer-fields.tsx';

const tones = {
  draft: 'neutral',
  announced: 'info',
  published: 'success',
  ended: 'neutral',
  cancelled: 'danger',
} as const satisfies Record<FairState, string>;

export function FairTag({ ctx, fair }: { ctx: Context; fair: Pick<Fair, 'state'> }) {
  return <Tag tone={tones[fair.state]}>{ctx.t(`trade.fair-state.${fair.state}`)}</Tag>;
}

export const fairTitle = (ctx: Context, fair: Pick<Fair, 'title'>): string => textIn(fair.title, ctx.lang).text;

export function fairDays({ format, t }: Context, { firstDay, lastDay }: Pick<Fair, 'firstDay' | 'lastDay'>): string {
  if (firstDay === lastDay) return format.date(firstDay);
  return t('trade.fair.days', { from: format.date(firstDay), until: format.date(lastDay) });
}

/** A moment on the clock of the place, and on that of the other end where it differs. */
export function bothClocks({ lang, t }: Context, fair: Pick<Fair, 'timeZone' | 'otherTimeZone'>, at: Date): string {
  const here = formatters(lang, fair.timeZone).instant(at, 'weekday');
  if (!fair.otherTimeZone) return here;
  return t('trade.fair.both-clocks', { here, there: formatters(lang, fair.otherTimeZone).time(at, { zone: true }) });
}

/** What anybody may know of a fair. */
export async function FairFacts({ ctx, fair, corridors }: { ctx: Context; fair: Fair; corridors: Corridors }) {
  const { t, format, lang } = ctx;
  const about = textIn(fair.about, lang);
  const offices = [fair.officeId, ...(fair.partnerOfficeId ? [fair.partnerOfficeId] : [])];
  const names = await officeNames(ctx.trx, offices, lang);
  const hours = (zone: string) => formatters(lang, zone);
  const there = fair.otherTimeZone ? hours(fair.otherTimeZone) : null;
  const opens = fromLocal(fair.firstDay, fair.opens, fair.timeZone);
  const closes = fromLocal(fair.firstDay, fair.closes, fair.timeZone);
  return (
    <>
      <p lang={about.lang} dir={about.dir}>
        {about.text}
      </p>
      <SummaryList
        rows={[
          { key: 'kind', label: t('trade.fair.kind'), value: t(`trade.fair-kind.${fair.kind}`) },
          { key: 'days', label: t('trade.fair.when'), value: fairDays(ctx, fair) },
          {
            key: 'hours',
            label: t('trade.fair.hours'),
            value: t('trade.fair.hours-text', {
              from: hours(fair.timeZone).time(opens),
              until: hours(fair.timeZone).time(closes, { zone: true }),
              minutes: fair.slotMinutes,
            }),
          },
          ...(there
            ? [
                {
                  key: 'zone',
                  label: t('trade.fair.other-zone'),
                  value: t('trade.fair.other-hours', { from: there.time(opens), until: there.time(closes, { zone: true }) }),
                },
              ]
            : []),
          ...(fair.place ? [{ key: 'place', label: t('trade.fair.place'), value: <Bdi>{fair.place}</Bdi> }] : []),
          { key: 'corridor', label: t('trade.field.corridor'), value: corridorName(ctx, corridors.get(fair.corridorId)) },
          { key: 'offices', label: t('trade.fair.offices'), value: format.list(offices.map((id) => names.get(id) ?? '–')) },
          {
            key: 'languages',
            label: t('trade.field.languages'),
            value: format.list(fair.languages.map((one) => format.languageName(one))),
          },
          { key: 'who', label: t('trade.fair.who-may'), value: format.list(fair.whoMay.map((one) => t(`trade.guest.${one}`))) },
          {
            key: 'register',
            label: t('trade.fair.registration'),
            value: t('trade.fair.days', { from: format.date(fair.registersFrom), until: format.date(fair.registersUntil) }),
          },
        ]}
      />
    </>
  );
}

/** Fairs in a list. */
export function FairTable({ ctx, fairs, base, corridors }: { ctx: Context; fairs: readonly Fair[]; base: string; corridors: Corridors }) {
  const { t } = ctx;
  return (
    <Table<Fair>
      caption={t('trade.fairs.title')}
      hideCaption
      rows={fairs}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('trade.fairs.none')} />}
      columns={[
        {
          key: 'title',
          header: t('trade.fair.title'),
          cell: (one) => (
            <Link href={`${base}/${one.id}`}>
              <Bdi>{fairTitle(ctx, one)}</Bdi>
            </Link>
          ),
        },
        { key: 'when', header: t('trade.fair.when'), cell: (one) => fairDays(ctx, one) },
        { key: 'corridor', header: t('trade.field.corridor'), cell: (one) => corridorName(ctx, corridors.get(one.corridorId)) },
        {
          key: 'state',
          header: t('trade.field.state'),
          cell: (one) =>
            takesRegistrations(one, todayOf(ctx)) ? <Tag tone="success">{t('trade.fair.open')}</Tag> : <FairTag ctx={ctx} fair={one} />,
        },
      ]}
    />
  );
}

/** How a participant is called among the others: with what they come, and as whom; never a contact. */
export function participantName(one: Pick<Participant, 'who' | 'offerTitle'> | undefined): string {
  if (!one) return '–';
  return one.offerTitle ? `${one.offerTitle} – ${one.who}` : one.who;
}

/** Meetings of one participant in order, on both clocks. */
export function Agenda({
  ctx,
  fair,
  meetings,
  people,
  of,
  asking,
}: {
  ctx: Context;
  fair: Fair;
  meetings: readonly Meeting[];
  people: readonly Participant[];
  of: ParticipantId;
  /** What the address of a question is given besides, where it may be asked. */
  asking?: string;
}) {
  const { t } = useUi();
  const partner = ({ firstId, secondId }: Meeting) => people.find(({ id }) => id === (firstId === of ? secondId : firstId));
  return (
    <Table<Meeting>
      caption={t('trade.fair.agenda')}
      hideCaption
      rows={meetings}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('trade.fair.no-meetings')} />}
      columns={[
        { key: 'when', header: t('trade.fair.when'), cell: (one) => bothClocks(ctx, fair, one.startsAt) },
        {
          key: 'where',
          header: t('trade.fair.table'),
          cell: (one) => (
            <>
              {ctx.format.number(one.table)}
              {one.link && (
                <>
                  {' '}
                  <a href={one.link} rel="noreferrer">
                    {t('trade.fair.link')}
                  </a>
                </>
              )}
            </>
          ),
        },
        { key: 'with', header: t('trade.fair.with'), cell: (one) => <Bdi>{participantName(partner(one))}</Bdi> },
        {
          key: 'outcome',
          header: t('trade.fair.outcome'),
          cell: (one) => {
            const offer = partner(one)?.offerId;
            if (one.outcome === 'follow-up' && offer && asking !== undefined)
              return (
                <ButtonLink kind="secondary" href={`/trade/${offer}/ask${asking}`}>
                  {t('trade.fair.ask')}
                </ButtonLink>
              );
            return one.outcome ? t(`trade.fair-outcome.${one.outcome}`) : '–';
          },
        },
      ]}
    />
  );
}

/** Whether the pages of a schedule have something to change. */
export const mayPlan = (fair: Fair): boolean => isPlanned(fair.state);

/** The name of one among participants. */
export const nameIn = (people: readonly Participant[], id: string) => participantName(people.find((one) => one.id === id));
