import { Details, Inset, Notice, Section, Table, TwoLanguages } from '#kernel/html';
import { languageOf, type Translate } from '#kernel/i18n';
import type { Speech } from '#modules/cases/pages';
import { adviceFor } from '../advice.ts';
import type { Assessment } from '../assessment.ts';
import { sides, type Level, type Side } from '../judge.ts';
import { parameters } from '../parameters.ts';
import { areas, blockers, type Area, type Blocker, type Points, type Question } from '../questions.ts';
import { adviceText } from './advice-words.ts';
import { LevelTag, ResultTag } from './tags.tsx';
import { wordsIn } from './words.ts';

/** A result as it is read and printed, with its words in one language. */
export function ResultSheet({ assessment, speech }: { assessment: Assessment; speech: Speech }) {
  const { t, lang } = speech;
  const { questions } = assessment.questionnaire;
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
      <Standing assessment={assessment} t={t} lang={lang} />
      <Missing assessment={assessment} t={t} lang={lang} />
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
        <AreaTable assessment={assessment} t={t} lang={lang} />
        <p class="hint">
          {t('readiness.sheet.limits', { strong: parameters.strongFrom, middle: parameters.middleFrom })} {t('readiness.sheet.not-counted')}
        </p>
      </Section>
      <Section title={t('readiness.sheet.differences')}>
        <Differences assessment={assessment} t={t} lang={lang} />
      </Section>
      <Details summary={t('readiness.sheet.all')}>
        <AnswerTable assessment={assessment} t={t} lang={lang} only={questions.map(({ id }) => id)} caption={t('readiness.sheet.all')} />
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
  lang: string;
}

const askedIn = ({ questionnaire }: Assessment, question: Question) => questionnaire.questions.find(({ id }) => id === question);

function questionText(assessment: Assessment, question: Question, lang: string): string {
  const asked = askedIn(assessment, question);
  return asked ? wordsIn(asked.label, lang) : question;
}

function answerText(assessment: Assessment, question: Question, points: Points, lang: string): string {
  const asked = askedIn(assessment, question);
  return asked ? wordsIn(asked.answers[points], lang) : '';
}

const blockerText = ({ questionnaire }: Assessment, one: Blocker, lang: string): string => wordsIn(questionnaire.blockers[one].label, lang);

/** What stands in the way or may do so, and who says it. */
function Standing({ assessment, t, lang }: PartProps) {
  const told = (state: 'standing' | 'unknown') =>
    blockers.flatMap((one) => {
      const by = sides.filter((side) => assessment.judged[side][state].includes(one));
      return by.length === 0 ? [] : [{ one, by }];
    });
  const list = (rows: readonly { one: Blocker; by: readonly Side[] }[]) => (
    <ul>
      {rows.map(({ one, by }) => (
        <li key={one}>
          {blockerText(assessment, one, lang)}{' '}
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
function Missing({ assessment, t, lang }: PartProps) {
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
                  <li key={one}>{questionText(assessment, one, lang)}</li>
                ))}
                {unsaid.map((one) => (
                  <li key={one}>{blockerText(assessment, one, lang)}</li>
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

function AreaTable({ assessment, t, lang }: PartProps) {
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
        { key: 'area', header: t('readiness.sheet.area'), cell: (area) => wordsIn(assessment.questionnaire.areas[area].title, lang) },
        { key: 'founder', header: t('readiness.side.founder'), cell: (area) => cell('founder', area) },
        { key: 'counsellor', header: t('readiness.side.counsellor'), cell: (area) => cell('counsellor', area) },
      ]}
    />
  );
}

/** Only where both sides answered and not the same. */
function Differences({ assessment, t, lang }: PartProps) {
  const { founder, counsellor, questionnaire } = assessment;
  const asked = questionnaire.questions.map(({ id }) => id);
  const differing = asked.filter((one) => {
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
      {differing.length > 0 && (
        <AnswerTable assessment={assessment} t={t} lang={lang} only={differing} caption={t('readiness.sheet.differences')} />
      )}
      {unlike.length > 0 && (
        <Table<Blocker>
          caption={t('readiness.step.blockers')}
          narrow="stack"
          rows={unlike}
          rowKey={(one) => one}
          columns={[
            { key: 'what', header: t('readiness.step.blockers'), cell: (one) => blockerText(assessment, one, lang) },
            ...sides.map((side) => ({
              key: side,
              header: t(`readiness.side.${side}`),
              cell: (one: Blocker) => wordsIn(questionnaire.blockers[one].states[assessment[side].blockers[one] ?? 'unknown'], lang),
            })),
          ]}
        />
      )}
    </>
  );
}

/** Both sides' answers beside each other, each with its points. */
function AnswerTable({ assessment, t, lang, only, caption }: PartProps & { only: readonly Question[]; caption: string }) {
  const cell = (side: Side, question: Question) => {
    const given = assessment[side].answers[question];
    if (given === undefined) return t('readiness.sheet.not-answered');
    return (
      <>
        {answerText(assessment, question, given, lang)} ({given})
      </>
    );
  };
  return (
    <Table<Question>
      caption={caption}
      hideCaption
      narrow="stack"
      rows={only}
      rowKey={(question) => question}
      columns={[
        { key: 'question', header: t('readiness.sheet.question'), cell: (question) => questionText(assessment, question, lang) },
        ...sides.map((side) => ({
          key: side,
          header: t(`readiness.side.${side}`),
          cell: (question: Question) => cell(side, question),
        })),
      ]}
    />
  );
}
