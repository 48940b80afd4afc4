import { Bdi, Link, Section, SummaryList, Tag, type SummaryRow, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { responsibleOffice, type Office } from '#modules/offices';
import { isStale, sides, type Association, type Side, type State } from '../association.ts';
import { shownRepresentatives, type Representative } from '../representatives.ts';
import { namesOf, todayOf, type PlaceNames } from './reach.ts';

const tones: Record<State, Tone> = {
  unconfirmed: 'neutral',
  waiting: 'info',
  asked: 'warning',
  verified: 'success',
  refused: 'danger',
  closed: 'neutral',
};

export function StateTag({ ctx, state }: { ctx: Context; state: State }) {
  return <Tag tone={tones[state]}>{ctx.t(`associations.state.${state}`)}</Tag>;
}

/** What a reader should know before they trust an entry: invented, changed since it was verified, not confirmed for a year. */
export function Marks({ ctx, entry }: { ctx: Context; entry: Association }) {
  const { t } = ctx;
  return (
    <>
      {entry.demonstration && <Tag>{t('associations.mark.demonstration')}</Tag>}{' '}
      {entry.verifiedRevision !== null && entry.verifiedRevision !== entry.revision && (
        <Tag tone="warning">{t('associations.mark.changed')}</Tag>
      )}{' '}
      {entry.state === 'verified' && isStale(entry, todayOf(ctx)) && <Tag tone="warning">{t('associations.mark.stale')}</Tag>}
    </>
  );
}

export const unknown = (ctx: Context) => <span class="hint">{ctx.t('associations.unknown')}</span>;

/** A year, a month or a day in words. */
export function foundedText({ format }: Context, founded: string): string {
  if (founded.length === 4) return founded;
  return founded.length === 7 ? format.date(`${founded}-01`, 'month') : format.date(founded);
}

/** The number of members with its day and who says so. */
export function MembersText({ ctx, entry }: { ctx: Context; entry: Association }) {
  if (entry.members === null || entry.membersOn === null) return unknown(ctx);
  return (
    <>
      {ctx.t('associations.members.line', { count: entry.members, day: ctx.format.date(entry.membersOn) })}{' '}
      <span class="hint">
        {ctx.t('associations.members.by')} <Bdi>{entry.membersBy ?? ''}</Bdi>
      </span>
    </>
  );
}

/** Everything that an association says of itself, in two parts. */
export function AssociationFacts({ ctx, entry, places }: { ctx: Context; entry: Association; places: PlaceNames }) {
  const { t, format } = ctx;
  const row = (key: string, value: SummaryRow['value'] | null): SummaryRow => ({
    key,
    label: t(`associations.field.${key as 'about'}`), // the keys below are fields
    value: value ?? unknown(ctx),
  });
  const board = entry.boardSize === null ? null : format.number(entry.boardSize);
  return (
    <>
      <SummaryList
        rows={[
          row('about', entry.about && <span dir="auto">{entry.about}</span>),
          row('origin', format.list(namesOf(places, entry.id, 'origin'))),
          row('destination', format.list(namesOf(places, entry.id, 'destination'))),
          row('founded', entry.founded && foundedText(ctx, entry.founded)),
          row('form', t(`associations.form.${entry.legalForm}`)),
          row('members', <MembersText ctx={ctx} entry={entry} />),
          row(
            'activities',
            entry.activities.length > 0 ? format.list(entry.activities.map((one) => t(`associations.activity.${one}`))) : null,
          ),
          row(
            'last-activity',
            entry.lastActivity && entry.lastActivityOn && (
              <>
                <Bdi>{entry.lastActivity}</Bdi> ({format.date(entry.lastActivityOn)})
              </>
            ),
          ),
        ]}
      />
      <Section title={t('associations.page.inside')}>
        <SummaryList
          rows={[
            row('board', board),
            row('board-women', entry.boardWomen === null ? null : format.number(entry.boardWomen)),
            row('board-young', entry.boardYoung === null ? null : format.number(entry.boardYoung)),
            row('elected', entry.electedOn && format.date(entry.electedOn)),
            row('finance-size', entry.financeSize && t(`associations.size.${entry.financeSize}`)),
            row(
              'finance-sources',
              entry.financeSources.length > 0 ? format.list(entry.financeSources.map((one) => t(`associations.money.${one}`))) : null,
            ),
          ]}
        />
      </Section>
    </>
  );
}

/** How to reach the association itself. */
export function Contacts({ ctx, entry }: { ctx: Context; entry: Association }) {
  const { t } = ctx;
  const { email, phone, website } = entry;
  if (!email && !phone && !website) return <p>{t('associations.page.no-contact')}</p>;
  return (
    <ul>
      {email && (
        <li>
          <Link href={`mailto:${email}`}>
            <Bdi dir="ltr">{email}</Bdi>
          </Link>
        </li>
      )}
      {phone && (
        <li>
          <Bdi dir="ltr">{formatPhone(phone)}</Bdi>
        </li>
      )}
      {website && (
        <li>
          <Link href={website}>
            <Bdi dir="ltr">{website}</Bdi>
          </Link>
        </li>
      )}
    </ul>
  );
}

/** Representatives who agreed to be shown, or a sentence that there is none. */
export function People({ ctx, all }: { ctx: Context; all: readonly Representative[] }) {
  const { t, format } = ctx;
  const shown = shownRepresentatives(all, todayOf(ctx));
  if (shown.length === 0) return <p>{t('associations.people.none')}</p>;
  return (
    <ul>
      {shown.map((one) => (
        <li key={one.id}>
          <strong>
            <Bdi>{one.name}</Bdi>
          </strong>
          , <Bdi>{one.mandate}</Bdi>
          {'. '}
          {one.untilOn
            ? t('associations.people.term', { from: format.date(one.fromOn, 'short'), until: format.date(one.untilOn, 'short') })
            : t('associations.people.since', { from: format.date(one.fromOn, 'short') })}{' '}
          {one.focal && <Tag tone="info">{t(`associations.focal.${one.focal}`)}</Tag>} {one.email && <Bdi dir="ltr">{one.email}</Bdi>}{' '}
          {one.phone && <Bdi dir="ltr">{formatPhone(one.phone)}</Bdi>}
        </li>
      ))}
    </ul>
  );
}

/** The office to which an association turns at each end, so that nobody has to search for it. */
export async function readFocalOffices(ctx: Context, places: PlaceNames, id: Association['id']): Promise<Record<Side, Office[]>> {
  const found: Record<Side, Office[]> = { origin: [], destination: [] };
  for (const side of sides)
    for (const place of places.of.get(id)?.[side] ?? []) {
      const answer = await responsibleOffice(ctx.trx, place);
      if (answer && !found[side].some((one) => one.id === answer.office.id)) found[side].push(answer.office);
    }
  return found;
}

export function FocalOffices({ ctx, offices }: { ctx: Context; offices: Record<Side, Office[]> }) {
  const { t, lang } = ctx;
  return (
    <Section title={t('associations.page.offices')}>
      <p>{t('associations.page.offices-lead')}</p>
      <ul>
        {sides.map((side) => (
          <li key={side}>
            {t(`associations.side.${side}`)}:{' '}
            {offices[side].length === 0
              ? t('associations.page.no-office')
              : offices[side].map(({ id, code, name }) => (
                  <Link key={id} href={`/offices/${code}`}>
                    {textIn(name, lang).text}
                  </Link>
                ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
