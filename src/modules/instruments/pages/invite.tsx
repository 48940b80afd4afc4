import { z } from 'zod';
import {
  Bdi,
  Button,
  ComboboxField,
  DateField,
  EmailField,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  RadioField,
  SelectField,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { languages, textIn, translator, type Language } from '#kernel/i18n';
import { queueMail } from '#kernel/mail';
import { listOrganisations } from '#modules/directory';
import { listOffices } from '#modules/offices';
import { beginForBody, beginFromPaper, inviteByLink, noteReminder, waitingIn } from '../begin-sheet.ts';
import { refuse } from '../refusals.ts';
import { type Round } from '../rounds.ts';
import type { Body, SheetId } from '../sheet.ts';
import { namedBodies } from './bodies.ts';
import { makers, today } from './staff.tsx';
import { ofRound, roundCrumbs, roundIn } from './round.tsx';

/** Offices and organisations to choose from, as `kind:id`. */
async function bodyChoices(ctx: Context) {
  const offices = await listOffices(ctx.trx, { lang: ctx.lang });
  const { organisations } = await listOrganisations(ctx.trx, { lang: ctx.lang, pageSize: 1_000 });
  return [
    ...offices.map(({ id, name }) => ({ value: `office:${id}`, label: textIn(name, ctx.lang).text })),
    ...organisations.map(({ id, name, place }) => ({ value: `organisation:${id}`, label: place ? `${name.text}, ${place}` : name.text })),
  ];
}

async function bodyOf(ctx: Context, chosen: string | null): Promise<{ body: Body; name: string } | null> {
  if (!chosen) return null;
  const [, id = ''] = chosen.split(':');
  if (!z.uuid().safeParse(id).success) throw refuse('no-such-body', { field: 'body' });
  const [found] = await namedBodies(ctx, [id]);
  if (!found || !chosen.startsWith(`${found.kind}:`)) throw refuse('no-such-body', { field: 'body' });
  return { body: { kind: found.kind, id: found.id }, name: found.name };
}

const languageCodes = languages.map(({ code }) => code) as [Language, ...Language[]]; // never empty

/** Invites a body of the directory, or somebody by a link in a letter. */
export const inviteRoute = formRoute({
  path: '/instruments/rounds/:id/invite',
  who: makers,
  params: ofRound,
  body: z.object({
    how: fields.choice(['body', 'link']),
    body: fields.optionalText(80),
    label: fields.optionalText(200),
    email: fields.optionalEmail(),
    language: fields.choice(languageCodes),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    return page(
      t('instruments.invite.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.invite.title')} caption={<Bdi>{round.title}</Bdi>} lead={t('instruments.invite.lead')} />
        <Form entry={entry}>
          <ComboboxField name="body" label={t('instruments.invite.body')} options={await bodyChoices(ctx)} optional />
          <RadioField
            name="how"
            label={t('instruments.invite.how')}
            value="body"
            choices={[
              { value: 'body', label: t('instruments.invite.by-body'), hint: t('instruments.invite.by-body-hint') },
              {
                value: 'link',
                label: t('instruments.invite.by-link'),
                hint: t('instruments.invite.by-link-hint'),
                reveals: (
                  <>
                    <TextField name="label" label={t('instruments.invite.label')} hint={t('instruments.invite.label-hint')} optional />
                    <EmailField name="email" label={t('instruments.invite.email')} />
                    <SelectField
                      name="language"
                      label={t('instruments.invite.language')}
                      options={languages.map(({ code, name }) => ({ value: code, label: name }))}
                      value={ctx.lang}
                    />
                  </>
                ),
              },
            ]}
          />
          <Button>{t('instruments.invite.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const chosen = await bodyOf(ctx, form.body);
    const round = await roundIn(ctx, id);
    if (form.how === 'body') {
      if (!chosen) throw refuse('no-such-body', { field: 'body' });
      await beginForBody(ctx.trx, accountOf(ctx), id, chosen.body, chosen.name);
      return redirect(`/instruments/rounds/${id}`, 'instruments.notice.invited');
    }
    if (!form.email) throw refuse('no-contact', { field: 'email' });
    const { keyring } = ctx.network;
    const made = await inviteByLink(ctx.trx, { keyring, accountId: accountOf(ctx), now: ctx.now }, id, {
      email: form.email,
      language: form.language,
      label: form.label ?? chosen?.name ?? form.email,
      body: chosen?.body ?? null,
    });
    await sendLink(ctx, round, { ...made, sheetId: made.id, email: form.email, language: form.language }, 'invite');
    return redirect(`/instruments/rounds/${id}`, 'instruments.notice.invited');
  },
});

interface Letter {
  sheetId: SheetId;
  token: string;
  email: string;
  language: Language;
}

async function sendLink(ctx: Context, round: Round, { sheetId, token, email, language }: Letter, kind: 'invite' | 'remind'): Promise<void> {
  const t = translator(ctx.network.catalogue, language);
  const link = `${ctx.network.publicUrl}/${language}/surveys/answer/${sheetId}?token=${token}`;
  const last = round.closesOn ? t('instruments.mail.until', { day: round.closesOn }) : '';
  await queueMail(ctx.trx, ctx.network.keyring, {
    to: { address: email },
    subject: t(`instruments.mail.${kind}-subject`, { round: round.title }),
    text: t(`instruments.mail.${kind}-text`, { round: round.title, link, last }),
    language,
  });
}

/** Reminds those who were invited by a link and have not handed in. */
export const remindRoute = formRoute({
  path: '/instruments/rounds/:id/remind',
  who: makers,
  params: ofRound,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    const waiting = await waitingIn(ctx.trx, ctx.network.keyring, id, ctx.now);
    return page(
      t('instruments.remind.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.remind.title')} caption={<Bdi>{round.title}</Bdi>} lead={t('instruments.remind.lead')} />
        <p>{t('instruments.remind.count', { count: waiting.length })}</p>
        {waiting.length > 0 && (
          <Form entry={entry}>
            <Button>{t('instruments.remind.button')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    const round = await roundIn(ctx, id);
    for (const one of await waitingIn(ctx.trx, ctx.network.keyring, id, ctx.now)) {
      await sendLink(ctx, round, one, 'remind');
      await noteReminder(ctx.trx, one.sheetId, ctx.now);
    }
    return redirect(`/instruments/rounds/${id}`, 'instruments.notice.reminded');
  },
});

/** Begins to enter what came on paper. */
export const paperRoute = formRoute({
  path: '/instruments/rounds/:id/paper',
  who: makers,
  params: ofRound,
  body: z.object({ body: fields.optionalText(80), label: fields.optionalText(200), receivedOn: fields.day() }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    return page(
      t('instruments.paper.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.paper.title')} caption={<Bdi>{round.title}</Bdi>} lead={t('instruments.paper.lead')} />
        <p>
          <Link href={`/instruments/${round.instrumentId}/versions/${round.number}`}>{t('instruments.paper.empty')}</Link>
        </p>
        <Form entry={entry}>
          <ComboboxField name="body" label={t('instruments.invite.body')} options={await bodyChoices(ctx)} optional />
          <TextField name="label" label={t('instruments.invite.label')} hint={t('instruments.invite.label-hint')} optional />
          <DateField name="receivedOn" label={t('instruments.paper.received')} value={today(ctx)} max={today(ctx)} required />
          <Button>{t('instruments.paper.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const chosen = await bodyOf(ctx, form.body);
    const label = form.label ?? chosen?.name;
    if (!label) throw refuse('no-such-body', { field: 'label' });
    const sheet = await beginFromPaper(ctx.trx, accountOf(ctx), id, { body: chosen?.body ?? null, label, receivedOn: form.receivedOn });
    return redirect(`/surveys/${sheet}`, 'instruments.notice.paper-begun');
  },
});
