import { EmptyState, Inset } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Note } from '../note.ts';
import type { Pair } from '../pair.ts';

/** Notes with who may read each one. */
export function NoteList({ ctx, notes, pair }: { ctx: Context; notes: readonly Note[]; pair: Pick<Pair, 'id'> }) {
  const { t, format } = ctx;
  if (notes.length === 0) return <EmptyState title={t('mentoring.note.none')} />;
  return (
    <>
      {notes.map((note) => (
        <Inset key={note.id}>
          <p>
            <strong>{format.instant(note.writtenAt, 'short')}</strong>
            {note.pairId !== pair.id && <> · {t('mentoring.note.by-other')}</>}
          </p>
          {(note.text ?? t('mentoring.note.erased')).split('\n').map((line, index) => (
            <p key={index} dir="auto">
              {line}
            </p>
          ))}
          <p class="hint">
            {t('mentoring.note.read-by', { readers: format.list(note.readers.map((reader) => t(`mentoring.reader.${reader}`))) })}
          </p>
        </Inset>
      ))}
    </>
  );
}
