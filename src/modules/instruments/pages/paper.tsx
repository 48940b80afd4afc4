import { Bdi, PaperQuestion, PaperRoom } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Answers } from '../answer.ts';
import { questionsIn, type Content, type Question } from '../content.ts';
import type { Filled } from '../sheet.ts';
import { shownWith } from '../routing.ts';
import { answerText, conditionText } from './answer-text.ts';
import { Words } from './words.tsx';

/** A questionnaire to write on: every question with its choices, its condition in words, and room. */
export function EmptyPaper({ ctx, content }: { ctx: Context; content: Content }) {
  const all = new Map(questionsIn(content).map((one) => [one.id, one]));
  return (
    <>
      {content.sections.map((section) => (
        <section key={section.id} class="section">
          <h2>
            <Words ctx={ctx} words={section.title} />
          </h2>
          {section.questions.map((question) => {
            const condition = conditionText(ctx, question, all);
            return (
              <PaperQuestion key={question.id}>
                <h3>
                  <Words ctx={ctx} words={question.label} />
                  {question.required && ` (${ctx.t('instruments.print.required')})`}
                </h3>
                {condition && <p class="hint">{condition}</p>}
                {question.help && (
                  <p class="hint">
                    <Words ctx={ctx} words={question.help} />
                  </p>
                )}
                <Room ctx={ctx} question={question} />
              </PaperQuestion>
            );
          })}
        </section>
      ))}
    </>
  );
}

function Room({ ctx, question }: { ctx: Context; question: Question }) {
  if (question.type === 'consent') return <p>☐ {ctx.t('instruments.answer.agreed')}</p>;
  if (question.options.length > 0)
    return (
      <>
        <p class="hint">{ctx.t(question.type === 'choice' ? 'instruments.print.one' : 'instruments.print.several')}</p>
        <ul>
          {question.options.map((one) => (
            <li key={one.value}>
              ☐ <Words ctx={ctx} words={one.label} />
            </li>
          ))}
        </ul>
      </>
    );
  const lines = question.type === 'longtext' ? (question.maxLines ?? 5) : 1;
  return <PaperRoom wide={lines > 1} />;
}

/** What stands in a sheet, question by question; a question that is not asked says so. */
export function FilledPaper({ ctx, content, filled }: { ctx: Context; content: Content; filled: Filled }) {
  const answers: Answers = filled.answers;
  const shown = shownWith(content, answers);
  const { t } = ctx;
  return (
    <>
      {content.sections.map((section) => (
        <section key={section.id} class="section">
          <h2>
            <Words ctx={ctx} words={section.title} />
          </h2>
          <dl class="summary-list">
            {section.questions.map((question) => {
              const answer = answers[question.id];
              const note = filled.entries.get(question.id)?.note;
              return (
                <div key={question.id} class="summary-row">
                  <dt>
                    <Words ctx={ctx} words={question.label} />
                  </dt>
                  <dd class="summary-value">
                    {!shown.has(question.id) ? (
                      t('instruments.answer.not-asked')
                    ) : answer ? (
                      <Bdi>{answerText(ctx, question, answer)}</Bdi>
                    ) : (
                      t('instruments.answer.none')
                    )}
                    {note && (
                      <p class="hint">
                        {t('instruments.print.note')} <Bdi>{note}</Bdi>
                      </p>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </>
  );
}
