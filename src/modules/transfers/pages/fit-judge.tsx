import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DescriptionList, ErrorSummary, Form, PageHeading, RadioField, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { judge, judgementsOf, keepsProfile, unjudge } from '../judge.ts';
import { findPrecondition } from '../preconditions.ts';
import { judged } from '../profile.ts';
import { refuse } from '../refusals.ts';
import { Takes } from './preconditions-panel.tsx';
import { Has, partOf, readProfile } from './profile.tsx';
import { ofPractice, practiceAt, practiceCrumbs, profileWriters } from './reach.ts';

const params = ofPractice.extend({ profile: idOf<'transfers.profiles'>(), precondition: idOf<'transfers.preconditions'>() });

async function found(ctx: Context, given: z.output<typeof params>) {
  const practice = await practiceAt(ctx, given.id);
  const { profile, name } = await readProfile(ctx, given);
  const precondition = await findPrecondition(ctx.trx, practice.id, given.precondition);
  if (!precondition || !(await keepsProfile(ctx.trx, profile.id))) throw refuseHttp('not-found');
  return { practice, profile, name, precondition, back: `/practices/${practice.code}/fit?profile=${profile.id}` };
}

/** What a person of the office judges of one thing that a practice takes, where no rule can tell. */
export const judgeRoute = formRoute({
  path: '/practices/:id/fit/:profile/:precondition',
  who: profileWriters,
  params,
  body: z.object({ verdict: fields.choice([...judged, 'not-known']), reason: fields.optionalLongText(1_000) }),
  view: async (ctx, { params: given }, entry) => {
    const { t } = ctx;
    const { practice, profile, name, precondition, back } = await found(ctx, given);
    const { kind } = precondition;
    const was = (await judgementsOf(ctx.trx, profile.id)).find(({ preconditionId }) => preconditionId === precondition.id);
    return page(
      t('transfers.judge.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.judge.title')} caption={t(`transfers.kind.${kind}`)} lead={t('transfers.judge.lead')} />
        <DescriptionList
          facts={[
            { key: 'takes', label: t('transfers.field.takes'), value: <Takes ctx={ctx} precondition={precondition} /> },
            {
              key: 'has',
              label: name,
              value: <Has ctx={ctx} kind={kind} part={partOf(profile, kind)} language={profile.language} />,
            },
          ]}
        />
        <Form entry={entry}>
          <RadioField
            name="verdict"
            label={t('transfers.field.finding')}
            value={was?.verdict ?? ''}
            choices={[...judged, 'not-known' as const].map((value) => ({ value, label: t(`transfers.verdict.${value}`) }))}
            required
          />
          <TextArea
            name="reason"
            label={t('transfers.field.reason')}
            hint={t('transfers.judge.reason-hint')}
            value={was?.reason ?? ''}
            maxLength={1_000}
            rows={4}
            optional
          />
          <Button>{t('transfers.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice, { label: t('transfers.fit.title'), href: back }) },
    );
  },
  submit: async (ctx, { params: given }, { verdict, reason }) => {
    const { profile, precondition, back } = await found(ctx, given);
    if (verdict === 'not-known') {
      const there = (await judgementsOf(ctx.trx, profile.id)).some(({ preconditionId }) => preconditionId === precondition.id);
      if (there) await unjudge(ctx.trx, profile.id, precondition);
      return redirect(back, 'transfers.notice.saved');
    }
    if (!reason) throw refuse('words-missing', { field: 'reason' });
    await judge(ctx.trx, profile, precondition, { verdict, reason, language: ctx.lang }, ctx.now);
    return redirect(back, 'transfers.notice.saved');
  },
});
