import { Details, Inset, Notice, Section, Table, TwoLanguages } from '#kernel/html';
import { languageOf, type Translate } from '#kernel/i18n';
import type { Speech } from '#modules/cases/pages';
import { adviceFor } from '../advice.ts';
import type { Assessment } from '../assessment.ts';
import { sides, type Level, type Side } from '../judge.ts';
import { parameters } from '../parameters.ts';
import { areas, blockers, questions, questionsOf, type Area, type Blocker, type Question } from '../questions.ts';
import { adviceText } from './advice-words.ts';
import { LevelTag, ResultTag } from './tags.tsx';

/** A result as it is read and printed, with its words in one language. */
export function ResultSheet({ assessment, speech }: { assessment: Assessment; speech: Speech }) {
  const { t } = speech;
  const result = assessment.result ?? assessment.judged.result;
  return (
    <>
      {result ? (
        <>
          <p>
            <ResultTag t={t} result={result} />
          </p>
          <p class="lead">{t(`readiness.result-text.${result}`)}</p>
        </>
      ) : (
        <p class="lead">{t('readiness.result-none')}</p>
      )}
      <Standing assessment={assessment} t={t} />
      <Missing assessment={assessment} t={t} />
      <Section title={t('readiness.sheet.steps')}>
        {result ? (
          <ol>
            {adviceFor(assessment.judged).map(({ code }) => (
              <li key={code}>{adviceText(t, code)}</li>
            ))}
          </ol>
        ) : (
          <p>{t('readiness.sheet.steps-later')}</p>
        )}
      </Section>
      <Section title={t('readiness.sheet.areas')}>
        <AreaTable assessment={assessment} t={t} />
        <p class="hint">
          {t('readiness.sheet.limits', { strong: parameters.strongFrom, middle: parameters.middleFrom })} {t('readiness.sheet.not-counted')}
        </p>
      </Section>
      <Section title={t('readiness.sheet.differences')}>
        <Differences assessment={assessment} t={t} />
      </Section>
      <Details summary={t('readiness.sheet.all')}>
        <AnswerTable assessment={assessment} t={t} only={questions} caption={t('readiness.sheet.all')} />
      </Details>
    </>
  );
}

/** The same for the officer and the person, side by side; once where both speak one language. */
export function TwoResultSheets({ assessment, first, second }: { assessment: Assessment; first: Speech; second: Speech }) {
  if (first.lang === second.lang) return <ResultSheet assessment={assessment} speech={first} />;
  const side = (speech: Speech) => ({
    lang: speech.lang,
    dir: speech.dir,
    name: languageOf(speech.lang).name,
    children: <ResultSheet assessment={assessment} speech={speech} />,
  });
  return <TwoLanguages first={side(first)} second={side(second)} />;
}

interface PartProps {
  assessment: Assessment;
  t: Translate;
}

/** What stands in the way or may do so, and who says it. */
function Standing({ assessment, t }: PartProps) {
  const told = (state: 'standing' | 'unknown') =>
    blockers.flatMap((one) => {
      const by = sides.filter((side) => assessment.judged[side][state].includes(one));
      return by.length === 0 ? [] : [{ one, by }];
    });
  const list = (rows: readonly { one: Blocker; by: readonly Side[] }[]) => (
    <ul>
      {rows.map(({ one, by }) => (
        <li key={one}>
          {t(`readiness.blocker.${one}`)}{' '}
          {t(
            by.length === 2
              ? 'readiness.sheet.both-say'
              : by[0] === 'founder'
                ? 'readiness.sheet.founder-says'
                : 'readiness.sheet.counsellor-says',
          )}
        </li>
      ))}
    </ul>
  );
  const [standing, unknown] = [told('standing'), told('unknown')];
  return (
    <>
      {standing.length > 0 && (
        <Notice tone="warning" title={t('readiness.sheet.standing')}>
          {list(standing)}
          <p>{t('readiness.sheet.authority')}</p>
        </Notice>
      )}
      {unknown.length > 0 && (
        <Inset>
          <p>{t('readiness.sheet.unknown')}</p>
          {list(unknown)}
        </Inset>
      )}
    </>
  );
}

/** What a side that has begun did not answer; named, since it counts for nothing. */
function Missing({ assessment, t }: PartProps) {
  const begun = sides.filter((side) => assessment[side].lastAt !== null);
  return (
    <>
      {begun.map((side) => {
        const { questions: open, blockers: unsaid } = assessment.judged[side].missing;
        const count = open.length + unsaid.length;
        return (
          count > 0 && (
            <Inset key={side}>
              <p>{t(`readiness.sheet.missing-${side}`, { count })}</p>
              <ul>
                {open.map((one) => (
                  <li key={one}>{t(`readiness.question.${one}`)}</li>
                ))}
                {unsaid.map((one) => (
                  <li key={one}>{t(`readiness.blocker.${one}`)}</li>
                ))}
              </ul>
            </Inset>
          )
        );
      })}
    </>
  );
}

interface AreaOfSide {
  points: number;
  most: number;
  level: Level | null;
}

/** An area as it was found on the day of finishing, else as it stands. */
export function areaOf(assessment: Assessment, side: Side, area: Area): AreaOfSide | null {
  if (assessment.finishedAt) return assessment.areaResults.find((one) => one.side === side && one.area === area) ?? null;
  const judged = assessment.judged[side].areas.find((one) => one.area === area);
  return judged?.level ? judged : null;
}

function AreaTable({ assessment, t }: PartProps) {
  const cell = (side: Side, area: Area) => {
    const found = areaOf(assessment, side, area);
    if (!found?.level) return t('readiness.sheet.not-answered');
    return (
      <>
        {t('readiness.points', { points: found.points, most: found.most })} <LevelTag t={t} level={found.level} />
      </>
    );
  };
  return (
    <Table<Area>
      caption={t('readiness.sheet.areas')}
      hideCaption
      narrow="stack"
      rows={areas}
      rowKey={(area) => area}
      columns={[
        { key: 'area', header: t('readiness.sheet.area'), cell: (area) => t(`readiness.area.${area}`) },
        { key: 'founder', header: t('readiness.side.founder'), cell: (area) => cell('founder', area) },
        { key: 'counsellor', header: t('readiness.side.counsellor'), cell: (area) => cell('counsellor', area) },
      ]}
    />
  );
}

/** Only where both sides answered and not the same. */
function Differences({ assessment, t }: PartProps) {
  const { founder, counsellor } = assessment;
  const differing = questions.filter((one) => {
    const [ours, theirs] = [founder.answers[one], counsellor.answers[one]];
    return ours !== undefined && theirs !== undefined && ours !== theirs;
  });
  const unlike = blockers.filter((one) => {
    const [ours, theirs] = [founder.blockers[one], counsellor.blockers[one]];
    return ours !== undefined && theirs !== undefined && ours !== theirs;
  });
  if (founder.lastAt === null || counsellor.lastAt === null) return <p>{t('readiness.sheet.one-side')}</p>;
  if (differing.length === 0 && unlike.length === 0) return <p>{t('readiness.sheet.no-difference')}</p>;
  return (
    <>
      {differing.length > 0 && <AnswerTable assessment={assessment} t={t} only={differing} caption={t('readiness.sheet.differences')} />}
      {unlike.length > 0 && (
        <Table<Blocker>
          caption={t('readiness.step.blockers')}
          narrow="stack"
          rows={unlike}
          rowKey={(one) => one}
          columns={[
            { key: 'what', header: t('readiness.step.blockers'), cell: (one) => t(`readiness.blocker.${one}`) },
            ...sides.map((side) => ({
              key: side,
              header: t(`readiness.side.${side}`),
              cell: (one: Blocker) => t(`readiness.blocker-state.${assessment[side].blockers[one] ?? 'unknown'}`),
            })),
          ]}
        />
      )}
    </>
  );
}

/** Both sides' answers beside each other, each with its points. */
function AnswerTable({ assessment, t, only, caption }: PartProps & { only: readonly Question[]; caption: string }) {
  const cell = (side: Side, question: Question) => {
    const given = assessment[side].answers[question];
    if (given === undefined) return t('readiness.sheet.not-answered');
    return (
      <>
        {t(`readiness.answer.${question}.${given}`)} ({given})
      </>
    );
  };
  const shown = areas.flatMap((area) => questionsOf[area].filter((one: Question) => only.includes(one)));
  return (
    <Table<Question>
      caption={caption}
      hideCaption
      narrow="stack"
      rows={shown}
      rowKey={(question) => question}
      columns={[
        { key: 'question', header: t('readiness.sheet.question'), cell: (question) => t(`readiness.question.${question}`) },
        ...sides.map((side) => ({
          key: side,
          header: t(`readiness.side.${side}`),
          cell: (question: Question) => cell(side, question),
        })),
      ]}
    />
  );
}
