import { z } from 'zod';
import { idOf } from '#kernel/db';
import { ButtonLink, EmptyState, FilterForm, Link, Notice, PageHeading, Section, SelectField, Table, Tag, type Tone } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { directionOf, textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import type { Practice } from '#modules/practices';
import { TranslationNoteFor } from '#modules/places/pages';
import { judgementsOf, keepsProfile } from '../judge.ts';
import { findingsOf, type Finding, type Verdict } from '../match.ts';
import { preconditionsOf } from '../preconditions.ts';
import type { FullProfile } from '../profile.ts';
import { findProfile, listProfiles } from '../profiles.ts';
import { hasText, sourceLine, takesText } from './figures.tsx';
import { SaidBy, Takes } from './preconditions-panel.tsx';
import { Has } from './profile.tsx';
import { ofPractice, practiceAt, practiceCrumbs, profileName, profileOffices, readNames, titleOf, type Names } from './reach.ts';

const tones: Readonly<Record<Verdict, Tone>> = { fits: 'success', adapt: 'warning', lacks: 'danger', 'not-known': 'neutral' };

/** Would a practice work at a place? Each thing that it takes beside what the place has. No sum, no score. */
export const fitRoute = pageRoute({
  path: '/practices/:id/fit',
  who: everyone,
  params: ofPractice,
  query: z.object({ profile: fields.maybe(idOf<'transfers.profiles'>()), format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const profiles = await listProfiles(ctx.trx);
    const names = await readNames(ctx, profiles);
    const profile = query.profile ? await findProfile(ctx.trx, query.profile) : null;
    const preconditions = await preconditionsOf(ctx.trx, practice.id);
    const findings = profile ? findingsOf(preconditions, profile.parts, await judgementsOf(ctx.trx, profile.id)) : [];
    const name = profile ? profileName(ctx, names, profile) : null;
    if (query.format === 'csv' && name) return csv('transferability.csv', findingsCsv(ctx, practice, name, findings));
    const at = `/practices/${practice.code}`;
    return page(
      t('transfers.fit.title'),
      <>
        <PageHeading title={t('transfers.fit.title')} caption={titleOf(ctx, practice)} lead={t('transfers.fit.lead')} />
        {preconditions.length === 0 ? (
          <EmptyState title={t('transfers.takes.none')}>
            <p>
              <Link href={at}>{t('transfers.fit.back')}</Link>
            </p>
          </EmptyState>
        ) : (
          <Choose ctx={ctx} at={at} profiles={profiles} names={names} current={profile} />
        )}
        {profile && name && preconditions.length > 0 && (
          <Section title={name}>
            {names.invented(profile.officeId) && (
              <Notice>
                <p>{t('transfers.invented-text')}</p>
              </Notice>
            )}
            <Findings ctx={ctx} at={at} profile={profile} findings={findings} judges={await keepsProfile(ctx.trx, profile.id)} />
            <TranslationNoteFor values={preconditions.map(({ words }) => words)} />
            <p>{t('transfers.fit.how')}</p>
            <p>
              <Link href={`/practices/profiles/${profile.id}`}>{t('transfers.fit.profile')}</Link>
            </p>
          </Section>
        )}
      </>,
      { paper: 'fit', width: 'wide', breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
});

/** The places that the reader can choose, and how one gets there that is not among them. */
function Choose({
  ctx,
  at,
  profiles,
  names,
  current,
}: {
  ctx: Context;
  at: string;
  profiles: Awaited<ReturnType<typeof listProfiles>>;
  names: Names;
  current: FullProfile | null;
}) {
  const { t } = ctx;
  const own = profiles.filter(({ officeId }) => profileOffices(ctx).includes(officeId));
  return (
    <>
      {own.length > 0 && (
        <p>
          {t('transfers.fit.ours')}{' '}
          {own.map((one, index) => (
            <>
              {index > 0 && ' · '}
              <Link key={one.id} href={`${at}/fit?profile=${one.id}`}>
                {names.place(one.placeId)}
              </Link>
            </>
          ))}
        </p>
      )}
      {profiles.length > 0 && (
        <FilterForm>
          <SelectField
            name="profile"
            label={t('transfers.fit.place')}
            emptyLabel={t('transfers.fit.choose')}
            value={current?.id ?? ''}
            options={profiles.map((one) => ({ value: one.id, label: profileName(ctx, names, one) }))}
          />
        </FilterForm>
      )}
      {profiles.length === 0 && <EmptyState title={t('transfers.profiles.none')} />}
      <p>
        {t('transfers.fit.other')} <Link href="/practices/profiles">{t('transfers.profiles.title')}</Link>
      </p>
      {profileOffices(ctx).length > 0 && (
        <p>
          <ButtonLink kind="secondary" href="/practices/profiles/new">
            {t('transfers.profiles.new')}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

function Findings({
  ctx,
  at,
  profile,
  findings,
  judges,
}: {
  ctx: Context;
  at: string;
  profile: FullProfile;
  findings: readonly Finding[];
  judges: boolean;
}) {
  const { t } = ctx;
  return (
    <Table<Finding>
      caption={t('transfers.fit.caption', { count: findings.length })}
      rows={findings}
      rowKey={({ precondition }) => precondition.id}
      csvHref={`${at}/fit?profile=${profile.id}&format=csv`}
      columns={[
        {
          key: 'kind',
          header: t('transfers.field.kind'),
          cell: ({ precondition: { kind, needed } }) => (
            <>
              {t(`transfers.kind.${kind}`)}
              <div>{t(needed ? 'transfers.needed.yes' : 'transfers.needed.helps')}</div>
            </>
          ),
        },
        {
          key: 'takes',
          header: t('transfers.field.takes'),
          cell: ({ precondition }) => (
            <>
              <Takes ctx={ctx} precondition={precondition} />
              <SaidBy ctx={ctx} precondition={precondition} />
            </>
          ),
        },
        {
          key: 'has',
          header: t('transfers.field.has'),
          cell: ({ precondition: { kind }, part }) => <Has ctx={ctx} kind={kind} part={part} language={profile.language} />,
        },
        {
          key: 'finding',
          header: t('transfers.field.finding'),
          cell: (row) => <FindingCell ctx={ctx} href={judges ? `${at}/fit/${profile.id}/${row.precondition.id}` : null} finding={row} />,
        },
      ]}
    />
  );
}

function FindingCell({ ctx, finding, href }: { ctx: Context; finding: Finding; href: string | null }) {
  const { t, format } = ctx;
  const { verdict, why, judgement, stale, precondition } = finding;
  const open = verdict === 'not-known' || judgement;
  return (
    <>
      <Tag tone={tones[verdict]}>{t(`transfers.verdict.${verdict}`)}</Tag>
      {judgement ? (
        <>
          <p class="pre-line" lang={judgement.language} dir={directionOf(judgement.language)}>
            {judgement.reason}
          </p>
          <p class="source">{t('transfers.fit.judged', { on: format.instant(judgement.judgedAt, 'short') })}</p>
          {stale && <p>{t('transfers.fit.stale')}</p>}
        </>
      ) : (
        <p>{t(`transfers.why.${why}`)}</p>
      )}
      {href && open && (
        <Link href={href} label={`${t('transfers.fit.judge')}: ${t(`transfers.kind.${precondition.kind}`)}`}>
          {t('transfers.fit.judge')}
        </Link>
      )}
    </>
  );
}

function findingsCsv(ctx: Context, practice: Practice, name: string, findings: readonly Finding[]): string {
  const { t, lang } = ctx;
  const joined = (...texts: (string | null | undefined)[]) => texts.filter(Boolean).join(' – ');
  return writeCsv(
    [
      t('practices.field.title'),
      t('transfers.field.place'),
      t('transfers.field.kind'),
      t('transfers.field.needed'),
      t('transfers.field.takes'),
      t('transfers.field.said-by'),
      t('transfers.field.standing'),
      t('transfers.field.has'),
      t('transfers.field.source'),
      t('transfers.field.finding'),
      t('transfers.field.reason'),
    ],
    findings.map(({ precondition, part, verdict, why, judgement }) => [
      titleOf(ctx, practice),
      name,
      t(`transfers.kind.${precondition.kind}`),
      t(precondition.needed ? 'transfers.needed.yes' : 'transfers.needed.helps'),
      joined(textIn(precondition.words, lang).text, takesText(ctx, precondition.kind, precondition)),
      sourceLine(ctx, precondition),
      t(precondition.officeId ? 'transfers.standing.confirmed' : 'transfers.standing.reading'),
      part ? joined(hasText(ctx, precondition.kind, part), part.words) : t('transfers.unknown'),
      part ? sourceLine(ctx, part) : '',
      t(`transfers.verdict.${verdict}`),
      judgement?.reason ?? t(`transfers.why.${why}`),
    ]),
  );
}
