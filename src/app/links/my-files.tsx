import { z } from 'zod';
import { linkFiles, linksOf, unlinkFiles, type FileLink } from '#kernel/access';
import { giveGrant, type FilePart } from '#kernel/consent';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxesField,
  EmptyState,
  ErrorSummary,
  Form,
  PageHeading,
  RadioField,
  Section,
  SummaryList,
} from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import type { Person } from '#modules/people';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { officesOf, readOwnFiles } from '../me/own-files.ts';
import { refuse } from './refusals.ts';

/** What one can let both offices see when linking; each becomes an ordinary permission. */
const shareable = ['identity', 'contact', 'profile', 'venture', 'plan', 'notes', 'documents', 'appointments'] as const satisfies FilePart[];
/** So long the permissions hold that are given with a link. */
const SHARED_DAYS = 365;

const crumb = (ctx: Context) => ({ label: ctx.t('app.me.title'), href: '/me' });

/** Pairs of the person's own files that nobody has linked yet. */
export function unlinkedPairs(files: readonly Person[], links: readonly FileLink[]): [Person, Person][] {
  const known = new Set(links.map(({ files: [one, other] }) => [one.subjectId, other.subjectId].toSorted().join()));
  return files.flatMap((one, place) =>
    files.slice(place + 1).flatMap((other): [Person, Person][] => (known.has([one.id, other.id].toSorted().join()) ? [] : [[one, other]])),
  );
}

async function readFiles(ctx: Context) {
  const files = await readOwnFiles(ctx);
  const links = await linksOf(
    ctx.trx,
    files.map(({ id }) => id),
  );
  return { files, links, pairs: unlinkedPairs(files, links), names: await officesOf(ctx, files) };
}

const pairKey = ([one, other]: readonly [Person, Person]) => `${one.id} ${other.id}`;

/** The person says that two of their files belong together, and what both offices may see; or sees what is linked. */
export const myFilesRoute = formRoute({
  path: '/me/files',
  who: signedIn,
  body: z.object({ pair: fields.text(80), parts: fields.choices(shareable) }),
  view: async (ctx, _input, entry) => {
    const { t, format } = ctx;
    const { links, pairs, names } = await readFiles(ctx);
    const called = (file: Person) => t('app.me.kept-by', { reference: file.reference, office: names.get(file.officeId) ?? '–' });
    return page(
      t('app.links.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.links.title')} lead={t('app.links.lead')} />
        {pairs.length === 0 && links.length === 0 && <EmptyState title={t('app.links.none')} />}
        {pairs.length > 0 && (
          <Form entry={entry}>
            <RadioField
              name="pair"
              label={t('app.links.which')}
              value={pairs.length === 1 && pairs[0] ? pairKey(pairs[0]) : undefined}
              choices={pairs.map((pair) => ({ value: pairKey(pair), label: format.list(pair.map(called)) }))}
            />
            <CheckboxesField
              name="parts"
              label={t('app.links.share')}
              hint={t('app.links.share-hint')}
              choices={shareable.map((value) => ({ value, label: t(`consent.part.${value}`) }))}
            />
            <Button>{t('app.links.button')}</Button>
          </Form>
        )}
        {links.length > 0 && (
          <Section title={t('app.links.linked')}>
            {links.map((link) => (
              <LinkOfMine key={link.id} ctx={ctx} link={link} names={names} />
            ))}
          </Section>
        )}
      </>,
      { breadcrumbs: [crumb(ctx)] },
    );
  },
  submit: async (ctx, _input, form) => {
    const { pairs, names } = await readFiles(ctx);
    const pair = pairs.find((one) => pairKey(one) === form.pair);
    if (!pair) throw refuse('pair-unknown', { field: 'pair' });
    const [one, other] = pair;
    const fileOf = (person: Person) => ({ subjectId: person.id, custodianId: person.officeId });
    await linkFiles(ctx.trx, ctx.actor, { files: [fileOf(one), fileOf(other)], how: 'on-line' });
    if (form.parts.length > 0 && one.officeId !== other.officeId) {
      await share(ctx, one, other.officeId, form.parts, names);
      await share(ctx, other, one.officeId, form.parts, names);
    }
    return redirect('/me/files', 'app.notice.files-linked');
  },
});

/** Lets the other office see parts of one file, by an ordinary permission that the person takes back like any other. */
async function share(
  ctx: Context,
  file: Person,
  officeId: string,
  parts: readonly FilePart[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const endsAt = new Date(ctx.now.getTime() + SHARED_DAYS * 86_400_000);
  await giveGrant(ctx.trx, ctx.actor, {
    subjectId: file.id,
    recipient: { kind: 'office', id: officeId },
    purpose: 'access.purpose.one-person',
    parts,
    language: ctx.lang,
    wording: ctx.t('app.links.wording', {
      office: names.get(file.officeId) ?? '',
      recipient: names.get(officeId) ?? '',
      parts: ctx.format.list(parts.map((part) => ctx.t(`consent.part.${part}`))),
      until: ctx.format.instant(endsAt, 'short'),
    }),
    how: 'on-line',
    endsAt,
  });
}

function LinkOfMine({ ctx, link, names }: { ctx: Context; link: FileLink; names: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  const offices = link.files.map(({ custodianId }) => names.get(custodianId) ?? t('app.links.another-office'));
  return (
    <>
      <SummaryList
        rows={[
          { key: 'files', label: t('app.links.offices'), value: <Bdi>{format.list([...new Set(offices)])}</Bdi> },
          { key: 'how', label: t('app.links.how'), value: t(`access.link-how.${link.how}`) },
          { key: 'since', label: t('app.desk.since'), value: format.instant(link.madeAt, 'short') },
          ...(link.reason ? [{ key: 'reason', label: t('app.me.sharing.reason'), value: <Bdi>{link.reason}</Bdi> }] : []),
        ]}
      />
      {link.how === 'officer-decision' ? (
        <p>{t('app.links.officer-object')}</p>
      ) : (
        <ButtonLink kind="secondary" href={`/me/files/${link.id}/unlink`}>
          {t('app.links.unlink')}
        </ButtonLink>
      )}
    </>
  );
}

/** The person takes apart what they linked. */
export const myUnlinkRoute = formRoute({
  path: '/me/files/:id/unlink',
  who: signedIn,
  params: z.object({ id: idOf<'access.links'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    await readOwnLink(ctx, params.id);
    return confirmPage(ctx, entry, {
      title: ctx.t('app.links.unlink'),
      text: ctx.t('app.links.unlink-text'),
      button: ctx.t('app.links.unlink'),
      back: { href: '/me/files', label: ctx.t('app.links.title') },
    });
  },
  submit: async (ctx, { params }) => {
    await readOwnLink(ctx, params.id);
    await unlinkFiles(ctx.trx, ctx.actor, params.id);
    return redirect('/me/files', 'app.notice.files-unlinked');
  },
});

async function readOwnLink(ctx: Context, id: FileLink['id']): Promise<void> {
  const { links } = await readFiles(ctx);
  if (!links.some((link) => link.id === id && link.how !== 'officer-decision')) throw refuseHttp('not-found');
}
