import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField, SelectField, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { kinds } from '../kinds.ts';
import { refuse } from '../refusals.ts';
import { beginComparison } from '../write-comparison.ts';
import { authoritiesOf, authorityNames, deskAt, deskCrumbs, writers } from './reach.ts';

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Begins a comparison. */
export const newRoute = formRoute({
  path: '/desk/benchmarks/new',
  who: writers,
  body: z.object({
    kind: fields.choice(kinds),
    title: fields.text(300),
    code: fields.text(120).pipe(z.string().regex(CODE, 'benchmarks.problem.code')),
    lang: fields.choice(languages.map(({ code }) => code)),
    authority: fields.text(60),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const all = authoritiesOf(ctx);
    const nameOf = await authorityNames(ctx, all);
    return page(
      t('benchmarks.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('benchmarks.new.title')} lead={t('benchmarks.new.lead')} />
        <Form entry={entry} draft="benchmark-new">
          <RadioField
            name="kind"
            label={t('benchmarks.new.kind')}
            hint={t('benchmarks.new.kind-hint')}
            choices={kinds.map((value) => ({ value, label: t(`benchmarks.kind.${value}`), hint: t(`benchmarks.new.${value}-hint`) }))}
            value="places"
            required
          />
          <TextField name="title" label={t('benchmarks.field.title')} maxLength={300} required />
          <TextField name="code" label={t('benchmarks.new.code')} hint={t('benchmarks.new.code-hint')} maxLength={120} dir="ltr" required />
          <SelectField
            name="lang"
            label={t('benchmarks.field.lang')}
            hint={t('benchmarks.new.lang-hint')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          {all.length === 1 ? (
            <input type="hidden" name="authority" value={all[0] ?? 'network'} />
          ) : (
            <SelectField
              name="authority"
              label={t('benchmarks.field.authority')}
              options={all.map((office) => ({ value: office ?? 'network', label: nameOf(office) }))}
              required
            />
          )}
          <Button>{t('benchmarks.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { authority, ...form }) => {
    const officeId = authoritiesOf(ctx).find((office) => (office ?? 'network') === authority);
    if (officeId === undefined) throw refuse('not-authority', { field: 'authority' });
    const id = await beginComparison(ctx.trx, accountOf(ctx), { ...form, officeId }, ctx.now);
    return redirect(deskAt(id), 'benchmarks.notice.begun');
  },
});
