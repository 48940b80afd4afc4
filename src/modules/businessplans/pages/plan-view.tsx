import { Bdi, EmptyState, Link, Section, Table } from '#kernel/html';
import {
  lineKinds,
  lineSectionNames,
  lineSections,
  questions,
  textSections,
  type LineKind,
  type LineSection,
  type Plan,
  type PlanLine,
} from '../plan.ts';
import type { Words } from '../result-sheet.ts';
import { basicsText } from '../basics-text.ts';
import { figureText } from '../figure-text.ts';

// uses messages: businessplans.figure.*, businessplans.choice.*
/** Message key of a figure's or choice's name; the catalogues of plan.ts are the lists. */
export const say = (words: Words, key: string): string => (words.t as (key: string) => string)(`businessplans.${key}`);

/** The lines of one kind with each figure, who stands for it and where it comes from. */
export function LinesTable({ words, plan, kind, href }: { words: Words; plan: Plan; kind: LineKind; href?: (line: PlanLine) => string }) {
  const { t, format } = words;
  const lines = plan.lines.filter((line) => line.kind === kind);
  return (
    <Table<PlanLine>
      caption={t(`businessplans.kind.${kind}`)}
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: 'label',
          header: t('businessplans.field.label'),
          cell: (line) => (href ? <Link href={href(line)}>{line.label}</Link> : <Bdi>{line.label}</Bdi>),
        },
        { key: 'figures', header: t('businessplans.figures'), cell: (line) => <Figures words={words} plan={plan} line={line} /> },
        {
          key: 'about',
          header: t('businessplans.about'),
          cell: (line) => (
            <Bdi>
              {[line.choice && say(words, `choice.${line.choice}`), line.note, line.dueOn && format.date(line.dueOn)]
                .filter(Boolean)
                .join(' · ') || '–'}
            </Bdi>
          ),
        },
      ]}
      empty={<EmptyState title={t('businessplans.none-yet', { what: t(`businessplans.kind.${kind}`) })} />}
    />
  );
}

function Figures({ words, plan, line }: { words: Words; plan: Plan; line: PlanLine }) {
  const { t } = words;
  const names = Object.keys(lineKinds[line.kind].figures).filter((name) => line.figures[name]);
  if (names.length === 0) return <>–</>;
  return (
    <ul>
      {names.map((name) => {
        const figure = line.figures[name];
        if (!figure) return null;
        return (
          <li key={name}>
            {say(words, `figure.${name}`)}: <Bdi>{figureText(words, plan, figure, line)}</Bdi>{' '}
            <small>
              ({t(`businessplans.said.${figure.saidBy}`)}
              {figure.source && (
                <>
                  , <Bdi>{figure.source}</Bdi>
                </>
              )}
              )
            </small>
          </li>
        );
      })}
    </ul>
  );
}

/** A whole plan as it is read and printed. */
export function PlanView({ words, plan }: { words: Words; plan: Plan }) {
  const { t } = words;
  return (
    <>
      {basicsText(words, plan).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {textSections.map((section) => (
        <Section key={section} title={t(`businessplans.section.${section}`)}>
          {questions[section].map((name) => (
            <div key={name}>
              <p>
                <strong>{say(words, `question.${section}.${name}`)}</strong>
              </p>
              <p dir="auto">{plan.answers[`${section}.${name}`] ?? '–'}</p>
            </div>
          ))}
        </Section>
      ))}
      {lineSectionNames.map((section) => (
        <Section key={section} title={t(`businessplans.section.${section}`)}>
          {kindsOf(section).map((kind) => (
            <LinesTable key={kind} words={words} plan={plan} kind={kind} />
          ))}
        </Section>
      ))}
    </>
  );
}

export function kindsOf(section: LineSection): readonly LineKind[] {
  return lineSections[section];
}
