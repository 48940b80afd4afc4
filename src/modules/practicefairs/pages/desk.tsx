import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  PostButton,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { FEWEST_STANDS, isWritable, mayChange, MOST_STANDS, type Fair, type Stand, type Talk } from '../fair.ts';
import { listForEditors, standsOf, talksOf } from '../read-fairs.ts';
import { beginFair, changeFair } from '../write-fair.ts';
import { FairTags, Timetable, Words } from './parts.tsx';
import { daysText, deskAt, deskCrumbs, editors, fairAt, fairAtDesk, isEditor, ofFair, phaseIn } from './reach.ts';

const body = z.object({
  language: fields.choice(languages.map(({ code }) => code)),
  title: fields.text(200),
  about: fields.longText(4_000),
  fromDay: fields.day(),
  untilDay: fields.day(),
});

/** Fairs of the network for its editors: drafts, and what was opened. */
export const deskRoute = pageRoute({
  path: '/practices/fairs/desk',
  who: editors,
  view: async (ctx) => {
    if (!isEditor(ctx)) throw refuseHttp('not-found');
    const { t, format } = ctx;
    return page(
      t('practicefairs.desk.title'),
      <>
        <PageHeading
          title={t('practicefairs.desk.title')}
          lead={t('practicefairs.desk.lead')}
          actions={<ButtonLink href="/practices/fairs/desk/new">{t('practicefairs.new.title')}</ButtonLink>}
        />
        <Table<Fair>
          caption={t('practicefairs.desk.title')}
          hideCaption
          rows={await listForEditors(ctx.trx)}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('practicefairs.none')} />}
          columns={[
            {
              key: 'title',
              header: t('practicefairs.field.title'),
              cell: (fair) => (
                <>
                  <Link href={deskAt(fair.id)}>
                    <Bdi lang={fair.language}>{fair.title}</Bdi>
                  </Link>{' '}
                  <FairTags ctx={ctx} fair={fair} />
                </>
              ),
            },
            { key: 'language', header: t('practicefairs.field.language'), cell: ({ language }) => format.languageName(language) },
            { key: 'days', header: t('practicefairs.field.days'), cell: (fair) => daysText(ctx, fair) },
          ]}
        />
      </>,
      { breadcrumbs: deskCrumbs(ctx).slice(0, 2) },
    );
  },
});

/** Begins a fair. */
export const newRoute = formRoute({
  path: '/practices/fairs/desk/new',
  who: editors,
  body,
  view: async (ctx, _input, entry) => {
    if (!isEditor(ctx)) throw refuseHttp('not-found');
    const { t } = ctx;
    return page(
      t('practicefairs.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('practicefairs.new.title')} />
        <FairFields ctx={ctx} entry={entry} known={null} />
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, form) => redirect(deskAt(await beginFair(ctx.trx, accountOf(ctx), form)), 'practicefairs.notice.begun'),
});

/** A fair at the desk: its stands, its talks, its words, and what comes next; what is over or withdrawn is only read. */
export const fairDeskRoute = formRoute({
  path: '/practices/fairs/desk/:id',
  who: editors,
  params: ofFair,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await fairAtDesk(ctx, id);
    const writable = isWritable(phaseIn(ctx, fair));
    const stands = await standsOf(ctx.trx, id);
    return page(
      fair.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={<Bdi lang={fair.language}>{fair.title}</Bdi>}
          caption={daysText(ctx, fair)}
          tags={<FairTags ctx={ctx} fair={fair} />}
        />
        {fair.state !== 'draft' && (
          <p>
            <Link href={fairAt(id)}>{t('practicefairs.desk.as-shown')}</Link>
          </p>
        )}
        {!writable && <Notice>{t('practicefairs.desk.no-more')}</Notice>}
        <Stands ctx={ctx} fair={fair} stands={stands} writable={writable} />
        {await Talks({ ctx, fair, stands, writable })}
        {writable ? (
          <Section title={t('practicefairs.desk.words')}>
            <FairFields ctx={ctx} entry={entry} known={fair} />
          </Section>
        ) : (
          <Words fair={fair} words={fair.about} />
        )}
        {writable && <Steps ctx={ctx} fair={fair} count={stands.length} />}
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    await changeFair(ctx.trx, await fairAtDesk(ctx, id), form);
    return redirect(deskAt(id), 'practicefairs.notice.changed');
  },
});

interface PartProps {
  ctx: Context;
  fair: Fair;
  stands: readonly Stand[];
  writable: boolean;
}

function Stands({ ctx, fair: { id }, stands, writable }: PartProps) {
  const { t, lang } = ctx;
  return (
    <Section title={t('practicefairs.stands.title')}>
      <p>{t('practicefairs.stands.count', { count: stands.length, fewest: FEWEST_STANDS, most: MOST_STANDS })}</p>
      <ol>
        {stands.map(({ practiceId, title }) => (
          <li key={practiceId}>
            <Bdi>{textIn(title, lang).text}</Bdi>
            {writable && (
              <PostButton
                action={deskAt(id, '/take-out')}
                fields={{ practice: practiceId }}
                kind="quiet"
                aria-label={t('practicefairs.stands.take-out-of', { title: textIn(title, lang).text })}
              >
                {t('practicefairs.stands.take-out')}
              </PostButton>
            )}
          </li>
        ))}
      </ol>
      {writable && stands.length < MOST_STANDS && <ButtonLink href={deskAt(id, '/stands')}>{t('practicefairs.add.title')}</ButtonLink>}
    </Section>
  );
}

/** What can be done to a talk: one of a draft is taken out, one of an open fair is called off while it lies ahead. */
function stepsOf({ state }: Fair, talk: Talk, now: Date) {
  const change = { key: 'change', rest: '' } as const;
  if (state === 'draft') return [change, { key: 'remove', rest: '/remove' } as const];
  return mayChange(talk, now) === true ? [change, { key: 'call-off', rest: '/call-off' } as const] : [];
}

async function Talks({ ctx, fair, stands, writable }: PartProps) {
  const { t, format } = ctx;
  const more = {
    header: t('practicefairs.talk.steps'),
    cell: (talk: Talk) => (
      <>
        {stepsOf(fair, talk, ctx.now).map(({ key, rest }) => (
          <p key={key}>
            <Link
              href={deskAt(fair.id, `/talks/${talk.id}${rest}`)}
              label={`${t(`practicefairs.talk.${key}`)}: ${talk.speaker}, ${format.instant(talk.startsAt)}`}
            >
              {t(`practicefairs.talk.${key}`)}
            </Link>
          </p>
        ))}
      </>
    ),
  };
  return (
    <Section title={t('practicefairs.talks.title')}>
      <Timetable ctx={ctx} fair={fair} talks={await talksOf(ctx.trx, fair.id)} stands={stands} {...(writable ? { more } : {})} />
      {writable && stands.length > 0 && (
        <ButtonLink kind="secondary" href={deskAt(fair.id, '/talks/new')}>
          {t('practicefairs.talk.plan')}
        </ButtonLink>
      )}
    </Section>
  );
}

function Steps({ ctx, fair: { id, state }, count }: { ctx: Context; fair: Fair; count: number }) {
  const { t } = ctx;
  return (
    <ButtonGroup>
      {state === 'draft' && count >= FEWEST_STANDS && <ButtonLink href={deskAt(id, '/open')}>{t('practicefairs.open.title')}</ButtonLink>}
      {state === 'draft' && <Link href={deskAt(id, '/remove')}>{t('practicefairs.remove.title')}</Link>}
      {state === 'open' && <Link href={deskAt(id, '/withdraw')}>{t('practicefairs.withdraw.title')}</Link>}
    </ButtonGroup>
  );
}

function FairFields({ ctx, entry, known }: { ctx: Context; entry: FormEntry; known: Fair | null }) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={`practice-fair-${known?.id ?? 'new'}`}>
      <SelectField
        name="language"
        label={t('practicefairs.field.language')}
        hint={t('practicefairs.field.language-hint')}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        value={known?.language ?? ctx.lang}
        required
      />
      <TextField name="title" label={t('practicefairs.field.title')} value={known?.title} maxLength={200} required />
      <TextArea name="about" label={t('practicefairs.field.about')} value={known?.about} maxLength={4_000} rows={6} required />
      <DateField name="fromDay" label={t('practicefairs.field.from')} value={known?.fromDay} required />
      <DateField
        name="untilDay"
        label={t('practicefairs.field.until')}
        hint={t('practicefairs.field.until-hint')}
        value={known?.untilDay}
        required
      />
      <Button>{t('practicefairs.save')}</Button>
    </Form>
  );
}
