import type { ComponentChildren } from 'preact';
import { Inset, Notice, Section, Table, useUi } from '#kernel/html';
import type { Context, FormEntry } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import type { Block, BlockOf, Lesson } from '../course.ts';
import type { Review } from '../mark-exercise.ts';
import type { HandedIn } from '../learning-event.ts';
import type { Answer } from '../judge-answer.ts';
import { ExerciseForm } from './exercise-form.tsx';
import { LightText } from './light-text.tsx';
import { QuestionForm } from './question-form.tsx';

/** What a lesson's page knows besides the lesson. */
export interface LessonView {
  ctx: Context;
  lesson: Lesson;
  /** Path of the lesson below the language. */
  href: string;
  /** Where answers are sent; null where nothing is kept: visitors, previews. */
  action: string | null;
  entry: FormEntry;
  /** Code of the question or exercise to which the entry belongs. */
  entryOf: string | null;
  /** The reader's last answer to each question. */
  answers: ReadonlyMap<string, { answer: Answer; right: boolean }>;
  handedIn: ReadonlyMap<string, Pick<HandedIn, 'text' | 'fileId' | 'at'>>;
  /** What trainers and the desk said of the reader's work, by exercise, the newest first. */
  said: ReadonlyMap<string, readonly { review: Review }[]>;
}

export function LessonBlocks({ view }: { view: LessonView }) {
  return (
    <>
      {view.lesson.blocks.map((block) => (
        <BlockShown key={block.id} block={block} view={view} />
      ))}
    </>
  );
}

function BlockShown({ block, view }: { block: Block; view: LessonView }): ComponentChildren {
  const { t } = view.ctx;
  switch (block.kind) {
    case 'text':
      return <LightText value={block.text} />;
    case 'example':
      return (
        <Inset>
          <p>
            <strong>{t('learning.block.example')}</strong>
          </p>
          <LightText value={block.text} level={3} />
        </Inset>
      );
    case 'check':
      return (
        <Notice tone="warning" title={t('learning.block.check')}>
          <LightText value={block.text} level={3} />
        </Notice>
      );
    case 'table':
      return <TableBlock block={block} label={t('learning.block.table')} />;
    case 'picture':
      return <Picture block={block} />;
    case 'audio':
    case 'video':
      return <Recording block={block} transcript={t('learning.block.transcript')} />;
    case 'quiz':
      return (
        <Section title={t('learning.block.quiz')}>
          {block.questions.map((question) => (
            <QuestionForm key={question.code} question={question} view={view} />
          ))}
        </Section>
      );
    case 'exercise':
      return <ExerciseForm exercise={block} view={view} />;
  }
}

function TableBlock({ block, label }: { block: BlockOf<'table'>; label: string }) {
  const { lang } = useUi();
  const shown = textIn(block.head[0] ?? (block.rows[0]?.[0] as Translated), lang); // a table has at least a heading
  const rows = block.rows.map((cells, index) => ({ id: String(index), cells }));
  return (
    <div lang={shown.lang === lang ? undefined : shown.lang} dir={shown.lang === lang ? undefined : shown.dir}>
      <Table
        caption={`${label}: ${block.head.map((one) => textIn(one, lang).text).join(', ')}`}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={block.head.map((head, index) => ({
          key: String(index),
          header: textIn(head, lang).text,
          cell: (row: (typeof rows)[number]) => {
            const cell = row.cells[index];
            return cell ? <TranslatedText value={cell} /> : '–';
          },
        }))}
      />
    </div>
  );
}

function Picture({ block }: { block: BlockOf<'picture'> }) {
  const { lang } = useUi();
  const alt = textIn(block.alt, lang);
  return (
    <figure>
      <img src={`/media/${block.media}`} alt={alt.text} lang={alt.lang} loading="lazy" />
      {block.caption && (
        <figcaption class="hint">
          <TranslatedText value={block.caption} />
        </figcaption>
      )}
    </figure>
  );
}

/** Sound or film, with its words below: nothing is loaded before somebody presses play. */
function Recording({ block, transcript }: { block: BlockOf<'audio'> | BlockOf<'video'>; transcript: string }) {
  const { lang } = useUi();
  const title = textIn(block.title, lang);
  return (
    <figure>
      <figcaption lang={title.lang} dir={title.dir}>
        {title.text}
      </figcaption>
      {block.kind === 'audio' ? (
        <audio controls preload="none" src={`/media/${block.media}`} aria-label={title.text} />
      ) : (
        <video controls preload="none" src={`/media/${block.media}`} aria-label={title.text} />
      )}
      <details class="details">
        <summary>{transcript}</summary>
        <LightText value={block.transcript} level={3} />
      </details>
    </figure>
  );
}
