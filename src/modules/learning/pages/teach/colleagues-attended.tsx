import { EmptyState, Link, Section, Table } from '#kernel/html';
import { accountOf, type Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { missingSessions, type AttendedByColleague } from '../../officer-attendance.ts';

interface CellProps {
  ctx: Context;
  of: { accountId: string; certifiedAt: Date | null };
  name: string | undefined;
  /** The page on which it is issued. */
  href: string;
}

/** The day of issue, the way to issue it, or why not: nobody issues their own. */
export function CertificateCell({ ctx, of, name, href }: CellProps) {
  const { t, format } = ctx;
  if (of.certifiedAt) return <>{format.instant(of.certifiedAt, 'short')}</>;
  if (of.accountId === accountOf(ctx)) return <>{t('learning.colleagues.own')}</>;
  return (
    <Link href={href}>
      {t('learning.certificate.issue')}
      <span class="visually-hidden"> {name}</span>
    </Link>
  );
}

interface Shown {
  ctx: Context;
  rows: readonly AttendedByColleague[];
  names: ReadonlyMap<string, string>;
}

/** Colleagues in groups for officers whose last session is over, and at how many sessions they were. */
export function ColleaguesAttended({ ctx, rows, names }: Shown) {
  const { t, format } = ctx;
  return (
    <Section title={t('learning.colleagues.attended')}>
      <p>{t('learning.colleagues.attended-lead')}</p>
      <Table
        caption={t('learning.colleagues.attended')}
        hideCaption
        rows={rows}
        rowKey={({ enrolmentId, officeId }) => `${enrolmentId}-${officeId}`}
        empty={<EmptyState title={t('learning.colleagues.attended-none')}>{t('learning.colleagues.attended-none-hint')}</EmptyState>}
        columns={[
          { key: 'name', header: t('learning.field.name'), cell: (one) => <bdi>{names.get(one.accountId) || '–'}</bdi> },
          {
            key: 'group',
            header: t('learning.field.group'),
            cell: ({ title, groupName }) => (
              <>
                <TranslatedText value={title} />
                <br />
                <bdi>{groupName}</bdi>
              </>
            ),
          },
          { key: 'last', header: t('learning.colleagues.last-session'), cell: (one) => format.instant(one.lastAt, 'short') },
          {
            key: 'attended',
            header: t('learning.field.attended'),
            cell: ({ present, held }) => t('learning.colleagues.sessions', { present, count: held }),
          },
          {
            key: 'certificate',
            header: t('learning.certificate.attendance-title'),
            cell: (one) =>
              missingSessions(one) > 0 && !one.certifiedAt ? (
                t('learning.colleagues.missing', { count: missingSessions(one) })
              ) : (
                <CertificateCell
                  ctx={ctx}
                  of={one}
                  name={names.get(one.accountId)}
                  href={`/teaching/colleagues/groups/${one.enrolmentId}`}
                />
              ),
          },
        ]}
      />
    </Section>
  );
}
