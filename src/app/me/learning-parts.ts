import type { Context } from '#kernel/http';
import type { Everything } from './everything.ts';
import type { InWords } from './in-words.ts';

/** Courses: how far the person is, and the work they handed in. */
export function learningPart({ t, format }: Context, { learning }: Everything): InWords {
  return {
    title: t('learning.mine.title'),
    records: learning.flatMap((one): InWords['records'] => [
      [
        [t('learning.course.caption'), one.course],
        [t('app.me.reads.when'), format.instant(one.begunAt, 'short')],
        [
          t('learning.field.state'),
          one.finishedAt
            ? t('learning.course.finished', { day: format.instant(one.finishedAt, 'short') })
            : t('learning.lesson-state.begun'),
        ],
        [
          t('learning.certificate.title'),
          one.officerCertificateAt && t('learning.certificate.issued', { day: format.instant(one.officerCertificateAt, 'short') }),
        ],
        [t('learning.field.tries'), one.deeds.filter(({ kind }) => kind === 'answered').length],
      ],
      ...one.work.map((work): InWords['records'][number] => [
        [t('learning.block.exercise'), work.text],
        [t('app.me.reads.when'), format.instant(work.at, 'short')],
      ]),
    ]),
  };
}

// uses messages: learning.enrolment-state.*
// uses messages: learning.attendance-state.*
// uses messages: learning.verdict.*
/** Groups with attendance, and what was said of the work. */
export function groupParts({ t, format }: Context, { learningGroups: { groups, reviews } }: Everything): InWords[] {
  return [
    {
      title: t('learning.mine.groups'),
      records: groups.map((one) => [
        [t('learning.course.caption'), one.course],
        [t('learning.field.group'), one.group],
        [t('learning.field.name'), one.name],
        [t('learning.field.state'), t(`learning.enrolment-state.${one.state}`)],
        [t('learning.copy.asked'), format.instant(one.askedAt, 'short')],
        [t('learning.copy.agreement'), one.agreement],
        [
          t('learning.certificate.attendance-title'),
          one.certificateAt && t('learning.certificate.issued', { day: format.instant(one.certificateAt, 'short') }),
        ],
        [t('learning.copy.judged'), one.evaluated ? t('learning.copy.yes') : null],
        ...one.attendance.map(({ session, state }) => [format.instant(session, 'short'), t(`learning.attendance-state.${state}`)] as const),
      ]),
    },
    {
      title: t('learning.copy.reviews'),
      records: reviews.map(({ course, verdict, text, at }) => [
        [t('learning.course.caption'), course],
        [t('learning.mark.verdict'), t(`learning.verdict.${verdict}`)],
        [t('learning.mark.words'), text],
        [t('app.me.reads.when'), format.instant(at, 'short')],
      ]),
    },
  ];
}
