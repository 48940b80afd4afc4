import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  TextArea,
  TextField,
} from '#kernel/html';
import { everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { keepsProfile } from '../judge.ts';
import { readMeasure } from '../measure.ts';
import { AGE, isMeasured, kinds, type Kind } from '../precondition.ts';
import type { FullProfile, Part } from '../profile.ts';
import { findProfile, removeProfile, savePart, showProfile } from '../profiles.ts';
import { refuse } from '../refusals.ts';
import { hasText, MeasureFields, sourceLine } from './figures.tsx';
import { profileCrumbs, Shown } from './profiles.tsx';
import { profileName, profileWriters, readNames } from './reach.ts';

const ofProfile = z.object({ profile: idOf<'transfers.profiles'>() });
type Params = z.output<typeof ofProfile>;

/** A profile that the actor reads, with its name; another one is not there. */
export async function readProfile(ctx: Context, { profile: id }: Params) {
  const profile = await findProfile(ctx.trx, id);
  if (!profile) throw refuseHttp('not-found');
  const names = await readNames(ctx, [profile]);
  return { profile, name: profileName(ctx, names, profile), invented: names.invented(profile.officeId) };
}

async function keptProfile(ctx: Context, params: Params) {
  const found = await readProfile(ctx, params);
  if (!(await keepsProfile(ctx.trx, found.profile.id))) throw refuseHttp('not-found');
  return found;
}

/** What a place has of one kind; "not known" where nobody has written it. */
export function Has({ ctx, kind, part, language }: { ctx: Context; kind: Kind; part: Part | null; language: string }) {
  if (!part) return <>{ctx.t('transfers.unknown')}</>;
  const figures = hasText(ctx, kind, part);
  return (
    <>
      {figures && (
        <div>
          <strong>{figures}</strong>
        </div>
      )}
      {part.words && (
        <div lang={language} dir={directionOf(language)} class="pre-line">
          {part.words}
        </div>
      )}
      <div class="source" dir="auto">
        {sourceLine(ctx, part)}
      </div>
    </>
  );
}

/** One profile: what the place has, kind after kind. */
export const profileRoute = pageRoute({
  path: '/practices/profiles/:profile',
  who: everyone,
  params: ofProfile,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const { profile, name, invented } = await readProfile(ctx, params);
    const keeps = await keepsProfile(ctx.trx, profile.id);
    const at = `/practices/profiles/${profile.id}`;
    return page(
      name,
      <>
        <PageHeading title={name} lead={t('transfers.profile.lead')} tags={<Shown ctx={ctx} profile={profile} />} />
        {invented && (
          <Notice>
            <p>{t('transfers.invented-text')}</p>
          </Notice>
        )}
        <DescriptionList
          label={name}
          facts={kinds.map((kind) => ({
            key: kind,
            label: t(`transfers.kind.${kind}`),
            value: (
              <>
                <Has ctx={ctx} kind={kind} part={partOf(profile, kind)} language={profile.language} />
                {keeps && (
                  <div>
                    <Link href={`${at}/part/${kind}`} label={`${t('transfers.change')}: ${t(`transfers.kind.${kind}`)}`}>
                      {t('transfers.change')}
                    </Link>
                  </div>
                )}
              </>
            ),
          }))}
        />
        <p>
          <Link href="/practices">{t('transfers.profile.choose')}</Link>
        </p>
        {keeps && (
          <ButtonGroup>
            <ButtonLink kind="secondary" href={`${at}/show`}>
              {t('transfers.profile.who')}
            </ButtonLink>
            <ButtonLink kind="secondary" href={`${at}/remove`}>
              {t('transfers.profile.remove')}
            </ButtonLink>
          </ButtonGroup>
        )}
      </>,
      { paper: 'profile', breadcrumbs: profileCrumbs(ctx) },
    );
  },
});

export const partOf = ({ parts }: Pick<FullProfile, 'parts'>, kind: Kind): Part | null => parts.find((part) => part.kind === kind) ?? null;

/** Writes one kind of what the place has; all fields empty make it "not known". */
export const partRoute = formRoute({
  path: '/practices/profiles/:profile/part/:kind',
  who: profileWriters,
  params: ofProfile.extend({ kind: fields.choice(kinds) }),
  body: z.object({
    words: fields.optionalLongText(2_000),
    least: fields.optionalText(40),
    most: fields.optionalText(40),
    leastCurrency: fields.optionalText(3),
    saidOn: fields.optionalText(10).refine((value) => value === null || AGE.test(value), 'transfers.problem.date'),
    source: fields.optionalText(300),
  }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { profile, name } = await keptProfile(ctx, params);
    const { kind } = params;
    const was = partOf(profile, kind);
    const title = t(`transfers.kind.${kind}`);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={name} lead={t('transfers.profile.part-lead')} />
        <p>{t('transfers.profile.language', { language: ctx.format.languageName(profile.language) })}</p>
        <Form entry={entry}>
          {isMeasured(kind) && <MeasureFields ctx={ctx} kind={kind} value={was} upper={kind === 'budget'} required={false} />}
          <TextArea
            name="words"
            label={t(isMeasured(kind) ? 'transfers.field.remark' : 'transfers.field.has')}
            hint={t(`transfers.has-hint.${kind}`)}
            value={was?.words ?? ''}
            maxLength={2_000}
            rows={4}
            optional
          />
          <TextField
            name="saidOn"
            label={t('transfers.field.said-on')}
            hint={t('transfers.hint.date')}
            value={was?.saidOn ?? ''}
            size="short"
            dir="ltr"
            optional
          />
          <TextField
            name="source"
            label={t('transfers.field.source')}
            hint={t('transfers.hint.source')}
            value={was?.source ?? ''}
            maxLength={300}
            optional
          />
          <Button>{t('transfers.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: profileCrumbs(ctx, { label: name, href: `/practices/profiles/${profile.id}` }) },
    );
  },
  submit: async (ctx, { params }, { words, least, most, leastCurrency, saidOn, source }) => {
    const { profile } = await keptProfile(ctx, params);
    const { kind } = params;
    const measure = readMeasure(kind, { least, most: kind === 'budget' ? most : null, leastCurrency: leastCurrency ?? '' }, ctx.lang);
    const empty = words === null && measure.least === null && measure.most === null;
    if (!empty) {
      if (isMeasured(kind) && measure.least === null) throw refuse('figure-missing', { field: 'least' });
      if (!source) throw refuse('source-missing', { field: 'source' });
      if (!saidOn) throw refuse('date-missing', { field: 'saidOn' });
    }
    const part = empty ? null : { words, ...measure, saidOn: saidOn ?? '', source: source ?? '' };
    await savePart(ctx.trx, profile.id, kind, part, ctx.now);
    return redirect(`/practices/profiles/${profile.id}`, 'transfers.notice.saved');
  },
});

/** Says who reads a profile. */
export const showProfileRoute = formRoute({
  path: '/practices/profiles/:profile/show',
  who: profileWriters,
  params: ofProfile,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { profile, name } = await keptProfile(ctx, params);
    return page(
      t('transfers.profile.who'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('transfers.profile.who')}
          caption={name}
          lead={t(profile.public ? 'transfers.profile.hide-lead' : 'transfers.profile.show-lead')}
        />
        <Form entry={entry}>
          <Button>{t(profile.public ? 'transfers.profile.hide' : 'transfers.profile.show')}</Button>
        </Form>
      </>,
      { breadcrumbs: profileCrumbs(ctx, { label: name, href: `/practices/profiles/${profile.id}` }) },
    );
  },
  submit: async (ctx, { params }) => {
    const { profile } = await keptProfile(ctx, params);
    await showProfile(ctx.trx, profile.id, !profile.public, ctx.now);
    return redirect(`/practices/profiles/${profile.id}`, 'transfers.notice.saved');
  },
});

/** Removes a profile with what was judged. */
export const removeProfileRoute = formRoute({
  path: '/practices/profiles/:profile/remove',
  who: profileWriters,
  params: ofProfile,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { name } = await keptProfile(ctx, params);
    return page(
      t('transfers.profile.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.profile.remove')} caption={name} lead={t('transfers.profile.remove-lead')} />
        <Form entry={entry}>
          <Button kind="warning">{t('transfers.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: profileCrumbs(ctx) },
    );
  },
  submit: async (ctx, { params }) => {
    const { profile } = await keptProfile(ctx, params);
    await removeProfile(ctx.trx, profile.id);
    return redirect('/practices/profiles', 'transfers.notice.removed');
  },
});
