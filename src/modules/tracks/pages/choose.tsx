import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Bdi, Button, CheckboxesField, ErrorSummary, Form, Inset, PageHeading, RadioField } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, scopesOf, signedIn, type Context } from '#kernel/http';
import { directionOf, isLanguage, translator } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import { fullName, getPerson, type Person, type PersonId } from '#modules/people';
import { chooseTracks, tracksOf } from '../choose-tracks.ts';
import { refuse } from '../refusals.ts';
import { tracks } from '../track.ts';
import { trackChoices } from './track-words.ts';

const params = z.object({ id: idOf<'access.subjects'>() });
const atDesk = ['signed-at-desk', 'spoken-at-desk'] as const;
const reasons = ['why', 'free', 'who', 'back'] as const;

/** What the person agrees to, in a language of the interface. */
async function wordingIn(ctx: Context, person: Person, language: string): Promise<{ lang: string; text: string }> {
  const lang = isLanguage(language) ? language : ctx.lang;
  const office = (await officeNames(ctx.trx, [person.officeId], lang)).get(person.officeId) ?? '';
  return { lang, text: translator(ctx.network.catalogue, lang)('tracks.wording', { office }) };
}

/** Why it is asked, and what becomes of it. */
function Why({ ctx: { t } }: { ctx: Context }) {
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason}>{t(`tracks.choose.${reason}`)}</li>
      ))}
    </ul>
  );
}

function Agreement({ wording }: { wording: { lang: string; text: string } }) {
  return (
    <Inset>
      <p lang={wording.lang} dir={directionOf(wording.lang)}>
        {wording.text}
      </p>
    </Inset>
  );
}

async function ownFile(ctx: Context, id: PersonId): Promise<Person> {
  const own = (await ownSubjects(ctx.trx)).some(({ subjectId }) => subjectId === id);
  const person = own ? await getPerson(ctx.trx, id) : null;
  if (!person) throw refuse('not-found');
  return person;
}

/** The person says to which tracks they count themselves, or takes it back. */
export const myTracksRoute = formRoute({
  path: '/me/tracks/:id',
  who: signedIn,
  params,
  body: z.object({ tracks: fields.choices(tracks) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await ownFile(ctx, input.params.id);
    const chosen = await tracksOf(ctx.trx, person.id);
    return page(
      t('tracks.mine.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('tracks.mine.title')} lead={t('tracks.mine.lead')} />
        <Why ctx={ctx} />
        <Form entry={entry}>
          <CheckboxesField
            name="tracks"
            label={t('tracks.mine.question')}
            hint={t('tracks.mine.hint')}
            choices={trackChoices(ctx)}
            values={chosen.map(({ track }) => track)}
            optional
          />
          <Agreement wording={await wordingIn(ctx, person, ctx.lang)} />
          <Button>{t('tracks.mine.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.menu.me'), href: '/me' }], quickExit: true },
    );
  },
  submit: async (ctx, input, form) => {
    const person = await ownFile(ctx, input.params.id);
    const wording = await wordingIn(ctx, person, ctx.lang);
    const said = { how: 'on-line' as const, language: wording.lang, wording: wording.text };
    await chooseTracks(ctx.trx, accountOf(ctx), { personId: person.id, officeId: person.officeId }, { tracks: form.tracks, ...said });
    return redirect('/me', 'tracks.notice.kept');
  },
});

/** The file at the desk that has custody. Refusals: `not-found`. */
async function deskFile(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuse('not-found');
  return person;
}

/** The same with the person at the desk: the officer reads the sentence out in the person's language. */
export const deskTracksRoute = formRoute({
  path: '/desk/people/:id/tracks',
  who: desk,
  params,
  body: z.object({ tracks: fields.choices(tracks), how: fields.choice(atDesk) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await deskFile(ctx, input.params.id);
    const chosen = await tracksOf(ctx.trx, person.id);
    const name = person.identity ? fullName(person.identity) : person.reference;
    const theirs = await wordingIn(ctx, person, person.language);
    return page(
      t('tracks.desk.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('tracks.desk.title')} caption={<Bdi>{name}</Bdi>} lead={t('tracks.desk.lead')} />
        <Why ctx={ctx} />
        <Form entry={entry}>
          <CheckboxesField
            name="tracks"
            label={t('tracks.desk.question')}
            hint={t('tracks.mine.hint')}
            choices={trackChoices(ctx)}
            values={chosen.map(({ track }) => track)}
            optional
          />
          <Agreement wording={await wordingIn(ctx, person, ctx.lang)} />
          {theirs.lang !== ctx.lang && <Agreement wording={theirs} />}
          <RadioField
            name="how"
            label={t('tracks.desk.how')}
            choices={atDesk.map((value) => ({ value, label: t(`tracks.how.${value}`) }))}
            value="spoken-at-desk"
          />
          <Button>{t('tracks.mine.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const person = await deskFile(ctx, input.params.id);
    const wording = await wordingIn(ctx, person, person.language);
    const said = { how: form.how, language: wording.lang, wording: wording.text };
    await chooseTracks(ctx.trx, accountOf(ctx), { personId: person.id, officeId: person.officeId }, { tracks: form.tracks, ...said });
    return redirect(`/desk/people/${person.id}`, 'tracks.notice.kept');
  },
});
