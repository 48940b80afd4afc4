import { z } from 'zod';
import { findLink, linkFiles, linksOf, unlinkFiles, type FileLink } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonLink, ErrorSummary, Form, Link, PageHeading, RadioField, Section, TextField } from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { officeNames } from '#modules/offices';
import { fileOfReference, fullName, getPerson, type Person } from '#modules/people';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { personParams, readOwnPerson } from '../overrides/override-terms.ts';
import { refuse } from './refusals.ts';

const deskHows = ['spoken-at-desk', 'signed-at-desk'] as const;

/** What the desk sees of the person's other files: which office, and the file itself only where a permission opens it. */
export async function readLinkedFiles(ctx: Context, person: Person) {
  const links = await linksOf(ctx.trx, [person.id]);
  const names = await officeNames(
    ctx.trx,
    links.flatMap(({ files }) => files.map(({ custodianId }) => custodianId)),
    ctx.lang,
  );
  const shown = [];
  for (const link of links) {
    const other = link.files.find(({ subjectId }) => subjectId !== person.id);
    if (!other) continue;
    const open = await getPerson(ctx.trx, other.subjectId);
    shown.push({ link, office: names.get(other.custodianId) ?? '–', open, both: desksHaveBoth(ctx, link) });
  }
  return shown;
}

function desksHaveBoth(ctx: Context, link: FileLink): boolean {
  const desks = scopesOf(ctx, 'counsellor', 'office-manager');
  return link.how !== 'on-line' && link.how !== 'officer-decision' && link.files.every(({ custodianId }) => desks.includes(custodianId));
}

/** The person's other files, on the desk's page of the person. */
export function LinkedFiles({ ctx, person, rows }: { ctx: Context; person: Person; rows: Awaited<ReturnType<typeof readLinkedFiles>> }) {
  const { t, format } = ctx;
  return (
    <Section
      title={t('app.links.desk-title')}
      actions={
        <ButtonLink kind="quiet" href={`/desk/people/${person.id}/link`}>
          {t('app.links.desk-link')}
        </ButtonLink>
      }
    >
      <p>{rows.length === 0 ? t('app.links.desk-none') : t('app.links.desk-lead')}</p>
      <ul class="plain-list">
        {rows.map(({ link, office, open, both }) => (
          <li key={link.id}>
            {open ? (
              <Link href={`/desk/people/${open.id}`}>
                <Bdi>{t('app.me.kept-by', { reference: open.reference, office })}</Bdi>
              </Link>
            ) : (
              <Bdi>{office}</Bdi>
            )}
            <div class="hint">
              {t(`access.link-how.${link.how}`)} · {format.instant(link.madeAt, 'short')}
            </div>
            {both && (
              <ButtonLink kind="quiet" href={`/desk/links/${link.id}/end`}>
                {t('app.links.unlink')}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Two files of the same office are of one person, who says so at the desk: for those without an account. */
export const deskLinkRoute = formRoute({
  path: '/desk/people/:id/link',
  who: desk,
  params: personParams,
  body: z.object({ reference: fields.text(40), how: fields.choice(deskHows) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const person = await readOwnPerson(ctx, params.id);
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('app.links.desk-link'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.links.desk-link')} caption={<bdi>{name}</bdi>} lead={t('app.links.desk-form-lead')} />
        <Form entry={entry}>
          <TextField name="reference" label={t('app.links.reference')} dir="ltr" size="short" required />
          <RadioField
            name="how"
            label={t('app.links.how')}
            choices={deskHows.map((value) => ({ value, label: t(`access.link-how.${value}`) }))}
          />
          <Button>{t('app.links.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const person = await readOwnPerson(ctx, params.id);
    const other = await fileOfReference(ctx.trx, person.officeId, form.reference);
    if (!other) throw refuse('reference-unknown', { field: 'reference' });
    const at = { custodianId: person.officeId };
    await linkFiles(ctx.trx, ctx.actor, {
      files: [
        { ...at, subjectId: person.id },
        { ...at, subjectId: other },
      ],
      how: form.how,
    });
    return redirect(`/desk/people/${person.id}`, 'app.notice.files-linked');
  },
});

/** Takes apart two files of the desk that were linked there. */
export const deskUnlinkRoute = formRoute({
  path: '/desk/links/:id/end',
  who: desk,
  params: z.object({ id: idOf<'access.links'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const link = await readDeskLink(ctx, params.id);
    return confirmPage(ctx, entry, {
      title: ctx.t('app.links.unlink'),
      text: ctx.t('app.links.unlink-text'),
      button: ctx.t('app.links.unlink'),
      back: { href: `/desk/people/${link.files[0].subjectId}`, label: ctx.t('people.list.title') },
    });
  },
  submit: async (ctx, { params }) => {
    const link = await readDeskLink(ctx, params.id);
    await unlinkFiles(ctx.trx, ctx.actor, link.id);
    return redirect(`/desk/people/${link.files[0].subjectId}`, 'app.notice.files-unlinked');
  },
});

async function readDeskLink(ctx: Context, id: FileLink['id']): Promise<FileLink> {
  const link = await findLink(ctx.trx, id);
  if (!link || !desksHaveBoth(ctx, link)) throw refuseHttp('not-found');
  return link;
}
