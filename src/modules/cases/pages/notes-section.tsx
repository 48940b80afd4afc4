import { Bdi, Button, ButtonLink, CheckboxField, EmptyState, Form, Panel, Section, Tag, TextArea, Timeline } from '#kernel/html';
import type { CaseParts } from './case.tsx';
import { NoteText } from './note-text.tsx';

/** The notes, newest first, and a place to write one without leaving the page. */
export function NotesSection({ ctx, view, names, may }: CaseParts) {
  const { t, format } = ctx;
  const at = `/desk/cases/${view.case.id}/notes/new`;
  return (
    <Section title={t('cases.note.title')} id="notes">
      {may('write-note') === true && (
        <Panel>
          <Form action={at} id="note" draft={`note-${view.case.id}`} draftRemote label={t('cases.note.new-title')}>
            <TextArea name="text" label={t('cases.field.note')} hint={t('cases.field.note-hint')} maxLength={5_000} rows={4} />
            <CheckboxField name="shared" label={t('cases.field.note-shared')} />
            <Button kind="secondary">{t('cases.note.save')}</Button>
          </Form>
        </Panel>
      )}
      {view.notes.length === 0 ? (
        <EmptyState title={t('cases.note.none')} />
      ) : (
        <Timeline
          label={t('cases.note.title')}
          entries={view.notes.map((note) => ({
            id: note.id,
            title: <Bdi>{names.account(note.authorId)}</Bdi>,
            when: format.instant(note.writtenAt),
            dateTime: note.writtenAt.toISOString(),
            who: note.writtenIn === view.case.officeId ? undefined : <Bdi>{names.office(note.writtenIn)}</Bdi>,
            body: (
              <>
                <NoteText text={note.text ?? t('cases.note.erased')} />
                {note.sharedWithPerson && <Tag>{t('cases.note.shared')}</Tag>}
                {!note.sharedWithPerson && view.case.standing === 'custody' && (
                  <ButtonLink
                    kind="quiet"
                    href={`/desk/notes/${note.id}/withhold`}
                    label={`${t('cases.withhold.link')}: ${format.instant(note.writtenAt)}`}
                  >
                    {t('cases.withhold.link')}
                  </ButtonLink>
                )}
              </>
            ),
          }))}
        />
      )}
    </Section>
  );
}
