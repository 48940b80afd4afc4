import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { Button, CheckboxField, DescriptionList, ErrorSummary, Form, Notice, PageHeading, PostButton, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { languages, textIn, translator, type Language, type Translate } from '#kernel/i18n';
import { fullName, getPerson } from '#modules/people';
import type { Audience } from '../../course.ts';
import { enrolSelf, withdrawEnrolment } from '../../enrol.ts';
import { freePlaces, type Group } from '../../group.ts';
import { refuse } from '../../refusals.ts';
import { groupFacts, officesOfGroups } from './group-words.tsx';
import { groupCrumbs, groupParams, openGroup, ownEnrolment } from './group.tsx';

/** What somebody agrees to who enrols, word by word, in the language of `t`. */
export function enrolWording(t: Translate, { course, office, audience }: { course: string; office: string; audience: Audience }): string {
  return [
    t('learning.enrol.agreement', { course, office }),
    ...(audience === 'officers' ? [t('learning.enrol.agreement-officers')] : []),
    t('learning.enrol.agreement-end'),
  ].join(' ');
}

export async function wordingFor(ctx: Context, group: Group, lang: Language): Promise<string> {
  const offices = await officesOfGroups(ctx, [group]);
  const office = offices.get(group.officeId);
  return enrolWording(translator(ctx.network.catalogue, lang), {
    audience: group.audience,
    course: textIn(group.courseTitle, lang).text,
    office: office ? textIn(office.name, lang).text : '',
  });
}

/** The name that stands in the file, else that of the account: a first guess which the learner changes as they like. */
async function ownName(ctx: Context): Promise<string> {
  const [own] = await ownSubjects(ctx.trx);
  const person = own ? await getPerson(ctx.trx, own.subjectId) : null;
  return person?.identity ? fullName(person.identity) : (ctx.session?.account.name ?? '');
}

/** Asks for a place, or for a place in the line. */
export const enrolRoute = formRoute({
  path: '/me/groups/:id/enrol',
  who: signedIn,
  params: groupParams,
  body: z.object({ name: fields.text(120), forMe: fields.tick(), agreed: fields.tick() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const group = await openGroup(ctx, params.id);
    const offices = await officesOfGroups(ctx, [group]);
    return page(
      t('learning.enrol.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('learning.enrol.title')} caption={textIn(group.courseTitle, ctx.lang).text} lead={<bdi>{group.name}</bdi>} />
        {freePlaces(group) === 0 && (
          <Notice title={t('learning.group.full', { count: group.waiting })}>{t('learning.enrol.line-why')}</Notice>
        )}
        <DescriptionList facts={groupFacts(ctx, group, offices)} />
        <Form entry={entry}>
          <TextField
            name="name"
            label={t('learning.enrol.name')}
            hint={t('learning.enrol.name-hint')}
            value={await ownName(ctx)}
            maxLength={120}
            required
          />
          {group.womenOnly && (
            <CheckboxField name="forMe" label={t('learning.enrol.for-me')} hint={t('learning.enrol.for-me-hint')} required />
          )}
          <CheckboxField name="agreed" label={await wordingFor(ctx, group, ctx.lang)} required />
          <Button>{t(freePlaces(group) > 0 ? 'learning.enrol.button' : 'learning.enrol.wait-button')}</Button>
        </Form>
      </>,
      { breadcrumbs: groupCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }, { name, forMe, agreed }) => {
    const group = await openGroup(ctx, params.id);
    if (!agreed) throw refuse('not-agreed', { field: 'agreed' });
    const wording = await wordingFor(ctx, group, ctx.lang);
    const { state } = await enrolSelf(ctx.trx, accountOf(ctx), group, { name, forMe, language: ctx.lang, wording });
    return redirect(`/groups/${group.id}`, state === 'enrolled' ? 'learning.notice.enrolled' : 'learning.notice.waiting');
  },
});

/** Gives up a place, or the place in the line; nobody asks why. */
export const withdrawRoute = formRoute({
  path: '/me/groups/:id/withdraw',
  who: signedIn,
  params: groupParams,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const group = await openGroup(ctx, params.id);
    if (!(await ownEnrolment(ctx, group))) throw refuseHttp('not-found');
    return page(
      t('learning.enrol.withdraw'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.enrol.withdraw')}
          caption={textIn(group.courseTitle, ctx.lang).text}
          lead={t('learning.enrol.withdraw-lead')}
        />
        <PostButton kind="warning" action={`/me/groups/${group.id}/withdraw`}>
          {t('learning.enrol.withdraw')}
        </PostButton>
      </>,
      { breadcrumbs: groupCrumbs(ctx, group) },
    );
  },
  submit: async (ctx, { params }) => {
    const group = await openGroup(ctx, params.id);
    const own = await ownEnrolment(ctx, group);
    if (!own) throw refuseHttp('not-found');
    await withdrawEnrolment(ctx.trx, own.id);
    return redirect(`/groups/${group.id}`, 'learning.notice.withdrawn-from-group');
  },
});

/** The languages of the interface as choices. */
export const languageChoices = languages.map(({ code, name }) => ({ value: code, label: name }));
