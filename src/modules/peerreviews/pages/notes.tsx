import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { addNote, notesOf } from '../notes.ts';
import { isOpen } from '../review.ts';
import { Written } from './marks.tsx';
import { crumbs, namesFor, reviewAt, reviewers, subjectText, teamReview } from './reach.ts';

/** Notes of interviews: the team's alone. */
export const notesRoute = formRoute({
  path: '/desk/peer-reviews/:id/notes',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  body: z.object({
    heldOn: fields.day(),
    role: fields.text(200),
    name: fields.optionalText(120),
    agreed: fields.tick(),
    words: fields.longText(5_000),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, format } = ctx;
    const { review } = await teamReview(ctx, id);
    const all = await notesOf(ctx.trx, ctx.network.keyring, id);
    return page(
      t('peerreviews.part.notes'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.part.notes')} caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>} />
        <Notice>{t('peerreviews.notes.secret')}</Notice>
        {all.length === 0 && <EmptyState title={t('peerreviews.notes.none')} />}
        {all.map((note) => (
          <Section
            key={note.id}
            title={t('peerreviews.notes.one', { role: note.role, day: format.date(note.heldOn) })}
            actions={
              note.writtenBy === accountOf(ctx) && (
                <Link href={reviewAt(id, `/remove/notes/${note.id}`)}>{t('peerreviews.remove.link', { what: note.role })}</Link>
              )
            }
          >
            {note.name && (
              <p>
                {t('peerreviews.field.name')}: <Bdi>{note.name}</Bdi>
              </p>
            )}
            <Written words={note.words} />
          </Section>
        ))}
        {isOpen(review) && (
          <Section title={t('peerreviews.notes.add')}>
            <Form entry={entry}>
              <DateField name="heldOn" label={t('peerreviews.field.held')} required />
              <TextField name="role" label={t('peerreviews.field.role')} hint={t('peerreviews.notes.role-hint')} maxLength={200} required />
              <TextField name="name" label={t('peerreviews.field.name')} hint={t('peerreviews.notes.name-hint')} maxLength={120} optional />
              <CheckboxField name="agreed" label={t('peerreviews.field.agreed')} />
              <TextArea name="words" label={t('peerreviews.field.words')} maxLength={5_000} rows={10} required />
              <Button>{t('peerreviews.notes.add')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, note) => {
    await teamReview(ctx, id);
    await addNote(ctx.trx, ctx.network.keyring, accountOf(ctx), id, note, ctx.now);
    return redirect(reviewAt(id, '/notes'), 'peerreviews.notice.added');
  },
});
