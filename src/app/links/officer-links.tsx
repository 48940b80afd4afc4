import { z } from 'zod';
import { findLink, linkFiles, listLinks, unlinkFiles, type FileLink } from '#kernel/access';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '#kernel/html';
import { fields, formRoute, holders, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { listOffices, officeNames } from '#modules/offices';
import { fileOfReference, type PersonId } from '#modules/people';
import { adminCrumb } from '../admin/admin-home.tsx';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { refuse } from './refusals.ts';

const officer = holders('data-protection-officer');

/** The data-protection officer decides that two files are of one person, by the words of both offices and without reading either. */
export const officerLinksRoute = formRoute({
  path: '/admin/links',
  who: officer,
  body: z.object({
    firstOffice: fields.text(40),
    firstReference: fields.text(40),
    secondOffice: fields.text(40),
    secondReference: fields.text(40),
    reason: fields.longText(2_000),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const offices = await listOffices(ctx.trx, { lang: ctx.lang, closed: true });
    const names = await officeNames(
      ctx.trx,
      offices.map(({ id }) => id),
      ctx.lang,
    );
    const options = offices.map(({ id }) => ({ value: id, label: names.get(id) ?? '' }));
    return page(
      t('app.links.officer-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.links.officer-title')} lead={t('app.links.officer-lead')} />
        <Form entry={entry}>
          <SelectField name="firstOffice" label={t('app.links.first-office')} options={options} required />
          <TextField name="firstReference" label={t('app.links.first-reference')} dir="ltr" size="short" required />
          <SelectField name="secondOffice" label={t('app.links.second-office')} options={options} required />
          <TextField name="secondReference" label={t('app.links.second-reference')} dir="ltr" size="short" required />
          <TextArea name="reason" label={t('app.me.sharing.reason')} hint={t('app.links.reason-hint')} maxLength={2_000} required />
          <Button>{t('app.links.officer-button')}</Button>
        </Form>
        <Section title={t('app.links.linked')}>
          <Links ctx={ctx} links={await listLinks(ctx.trx)} names={names} />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: [adminCrumb(ctx)] },
    );
  },
  submit: async (ctx, _input, form) => {
    const first = await readFile(ctx, form.firstOffice, form.firstReference, 'firstReference');
    const second = await readFile(ctx, form.secondOffice, form.secondReference, 'secondReference');
    await linkFiles(ctx.trx, ctx.actor, { files: [first, second], how: 'officer-decision', reason: form.reason });
    return redirect('/admin/links', 'app.notice.files-linked');
  },
});

const officeId = idOf<'offices.offices'>();

async function readFile(
  ctx: Context,
  office: string,
  reference: string,
  field: string,
): Promise<{ subjectId: PersonId; custodianId: string }> {
  const id = officeId.safeParse(office);
  const subjectId = id.success ? await fileOfReference(ctx.trx, id.data, reference) : null;
  if (!subjectId) throw refuse('reference-unknown', { field });
  return { subjectId, custodianId: office };
}

function Links({ ctx, links, names }: { ctx: Context; links: readonly FileLink[]; names: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  return (
    <Table<FileLink>
      caption={t('app.links.linked')}
      hideCaption
      rows={links}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'offices',
          header: t('app.links.offices'),
          cell: (row) => <Bdi>{format.list([...new Set(row.files.map(({ custodianId }) => names.get(custodianId) ?? '–'))])}</Bdi>,
        },
        { key: 'how', header: t('app.links.how'), cell: (row) => t(`access.link-how.${row.how}`) },
        { key: 'reason', header: t('app.me.sharing.reason'), cell: (row) => <Bdi>{row.reason ?? '–'}</Bdi> },
        { key: 'since', header: t('app.desk.since'), cell: (row) => format.instant(row.madeAt, 'short') },
        {
          key: 'end',
          header: t('app.links.unlink'),
          cell: (row) => <Link href={`/admin/links/${row.id}/end`}>{t('app.links.unlink')}</Link>,
        },
      ]}
      empty={<EmptyState title={t('app.links.none')} />}
    />
  );
}

/** The officer takes apart what was wrongly linked. */
export const officerUnlinkRoute = formRoute({
  path: '/admin/links/:id/end',
  who: officer,
  params: z.object({ id: idOf<'access.links'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    if (!(await findLink(ctx.trx, params.id))) throw refuseHttp('not-found');
    return confirmPage(ctx, entry, {
      title: ctx.t('app.links.unlink'),
      text: ctx.t('app.links.unlink-text'),
      button: ctx.t('app.links.unlink'),
      back: { href: '/admin/links', label: ctx.t('app.links.officer-title') },
    });
  },
  submit: async (ctx, { params }) => {
    await unlinkFiles(ctx.trx, ctx.actor, params.id);
    return redirect('/admin/links', 'app.notice.files-unlinked');
  },
});
