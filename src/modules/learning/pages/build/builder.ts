import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import type { Lesson } from '../../course.ts';
import { itemCode, lessonOf } from '../../course.ts';
import { getDraft, type Draft } from '../../draft.ts';

/** Who builds courses: of their office, or of the network. Row security says which. */
export const builders = holders('editor', 'trainer', 'office-manager', 'administrator');

export const courseParams = z.object({ id: idOf<'learning.courses'>() });
export const lessonParams = z.object({ id: idOf<'learning.courses'>(), lesson: itemCode });
export const blockParams = z.object({ id: idOf<'learning.courses'>(), lesson: itemCode, block: z.string().regex(/^[a-z0-9-]{1,40}$/) });

/** A course that the reader builds. Refusals: not found. */
export async function openDraft(ctx: Context, id: Draft['id']): Promise<Draft> {
  const draft = await getDraft(ctx.trx, id);
  if (!draft) throw refuseHttp('not-found');
  return draft;
}

/** One lesson of it. Refusals: not found. */
export async function openDraftLesson(ctx: Context, id: Draft['id'], code: string): Promise<{ draft: Draft; lesson: Lesson }> {
  const draft = await openDraft(ctx, id);
  const lesson = lessonOf(draft.content, code);
  if (!lesson) throw refuseHttp('not-found');
  return { draft, lesson };
}

/** Where a page of the builder stands. */
export function buildCrumbs({ t, lang }: Context, draft?: Draft, lesson?: Lesson) {
  return [
    { label: t('learning.build.title'), href: '/teaching/courses' },
    ...(draft ? [{ label: textIn(draft.content.title, lang).text || draft.code, href: `/teaching/courses/${draft.id}` }] : []),
    ...(draft && lesson
      ? [{ label: textIn(lesson.title, lang).text || lesson.code, href: `/teaching/courses/${draft.id}/lessons/${lesson.code}` }]
      : []),
  ];
}

/** A text in the language in which it was written: what an editor changes. */
export function sourceText(value: Translated | null | undefined): string {
  return value?.texts[value.source]?.text ?? '';
}

/** Offices for which the reader may build courses, as choices; with the network itself for its editors. */
export async function officeChoices(ctx: Context, withNetwork = true): Promise<{ value: string; label: string }[]> {
  const wide = ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && ['administrator', 'editor', 'trainer'].includes(role));
  const own = scopesOf(ctx, 'editor', 'trainer', 'office-manager');
  const offices = (await listOffices(ctx.trx, { lang: ctx.lang })).filter(({ id }) => wide || own.includes(id));
  const choices = offices.map(({ id, name }) => ({ value: id as string, label: textIn(name, ctx.lang).text }));
  return wide && withNetwork ? [{ value: 'network', label: ctx.t('learning.build.network') }, ...choices] : choices;
}
