import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  DateField,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { listOrganisations, type OrganisationId } from '#modules/directory';
import { standingOn, versionOn, type Admission, type Version } from '../fund.ts';
import { refuse } from '../refusals.ts';
import { saveTerms } from '../save-terms.ts';
import { admitLender, endAdmission, publishDraft } from '../write-fund.ts';
import {
  deskCrumbs,
  followers,
  manages,
  managers,
  ofWindow,
  ownWindow,
  todayOf,
  windowAtDesk,
  windowPath,
  type OpenWindow,
} from './reach.ts';
import { lendersOf } from './guarantee-reach.ts';
import { readTerms, termsBody } from './read-terms.ts';
import { TermsForm } from './terms-form.tsx';
import { daysInWords, TermsView } from './terms-view.tsx';
import { WindowLinks } from './window-links.tsx';

const MOST_ORGANISATIONS = 500;

const draftOf = ({ versions }: OpenWindow): Version | null => versions.find(({ state }) => state === 'draft') ?? null;

/** A window: its versions, and the lenders admitted to it. */
export const windowRoute = pageRoute({
  path: '/desk/guarantee-windows/:id',
  who: followers,
  params: ofWindow,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const found = await windowAtDesk(ctx, id);
    const { fund, window, versions, admissions } = found;
    const own = manages(ctx, fund.id);
    const lends = (await lendersOf(ctx, id)).length > 0;
    const files = lends && versionOn(versions, todayOf(ctx)) !== null;
    return page(
      window.name,
      <>
        <PageHeading title={<Bdi lang={fund.language}>{window.name}</Bdi>} caption={<Bdi lang={fund.language}>{fund.name}</Bdi>} />
        <WindowLinks ctx={ctx} window={window} files={files} lends={lends} />
        <Section title={t('guarantees.term.title')}>
          {versions.length === 0 && <EmptyState title={t('guarantees.version.none')} />}
          {versions.map((version, at) => (
            <Details key={version.id} summary={versionInWords(ctx, version)} open={at === 0}>
              <TermsView ctx={ctx} fund={fund} terms={version} />
            </Details>
          ))}
          {own && (
            <ButtonGroup>
              <ButtonLink href={windowPath(id, '/terms')}>
                {t(draftOf(found) ? 'guarantees.terms.change' : 'guarantees.terms.begin')}
              </ButtonLink>
              {draftOf(found) && (
                <ButtonLink kind="secondary" href={windowPath(id, '/publish')}>
                  {t('guarantees.publish.title')}
                </ButtonLink>
              )}
            </ButtonGroup>
          )}
        </Section>
        <Section title={t('guarantees.field.lenders')}>
          <Lenders ctx={ctx} window={found} own={own} admissions={admissions} />
          {own && <ButtonLink href={windowPath(id, '/admit')}>{t('guarantees.admit.title')}</ButtonLink>}
        </Section>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund) },
    );
  },
});

function versionInWords(ctx: Context, { state, number, validFrom, validUntil }: Version): string {
  const days = daysInWords(ctx, validFrom, validUntil);
  return state === 'draft'
    ? ctx.t('guarantees.version.draft', { days })
    : ctx.t('guarantees.version.published', { number: number ?? 0, days });
}

function Lenders({ ctx, window, own, admissions }: { ctx: Context; window: OpenWindow; own: boolean; admissions: readonly Admission[] }) {
  const { t } = ctx;
  const today = todayOf(ctx);
  return (
    <Table<Admission>
      caption={t('guarantees.field.lenders')}
      hideCaption
      rows={admissions}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('guarantees.admit.none')} />}
      columns={[
        { key: 'name', header: t('guarantees.field.lender'), cell: ({ name }) => <Bdi>{name}</Bdi> },
        { key: 'days', header: t('guarantees.field.agreement'), cell: ({ agreedOn, untilOn }) => daysInWords(ctx, agreedOn, untilOn) },
        {
          key: 'standing',
          header: t('guarantees.field.standing'),
          cell: ({ agreedOn, untilOn }) => t(`guarantees.standing.${standingOn(today, agreedOn, untilOn)}`),
        },
        ...(own
          ? [
              {
                key: 'end',
                header: t('guarantees.field.change'),
                cell: ({ id, name, untilOn }: Admission) =>
                  untilOn !== null && untilOn < today ? (
                    '–'
                  ) : (
                    <Link href={windowPath(window.window.id, `/lenders/${id}/end`)}>
                      {t('guarantees.end.button')} <span class="visually-hidden">{name}</span>
                    </Link>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Writes the draft of the next version; what is published stays as it is. */
export const termsRoute = formRoute({
  path: '/desk/guarantee-windows/:id/terms',
  who: managers,
  params: ofWindow,
  body: termsBody,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const found = await ownWindow(ctx, id);
    const { fund, window, versions } = found;
    return page(
      t('guarantees.terms.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.terms.title')} caption={<Bdi lang={fund.language}>{window.name}</Bdi>} />
        <TermsForm ctx={ctx} entry={entry} fund={fund} known={draftOf(found) ?? versions[0] ?? null} />
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const found = await ownWindow(ctx, id);
    const draft = draftOf(found);
    // The revision that was read: whoever wrote meanwhile is not written over.
    if ((draft?.revision ?? null) !== form.revision) throw refuse('changed-meanwhile');
    await saveTerms(ctx.trx, accountOf(ctx), found.window, draft, readTerms(ctx, form));
    return redirect(windowPath(id), 'guarantees.notice.terms-saved');
  },
});

/** Shows the draft once more and publishes it, for good. */
export const publishRoute = formRoute({
  path: '/desk/guarantee-windows/:id/publish',
  who: managers,
  params: ofWindow,
  body: z.object({ revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const found = await ownWindow(ctx, id);
    const draft = draftOf(found);
    if (!draft && !entry.sent) throw refuseHttp('not-found');
    return page(
      t('guarantees.publish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.publish.title')} caption={<Bdi lang={found.fund.language}>{found.window.name}</Bdi>} />
        <Notice tone="warning">{t('guarantees.publish.final')}</Notice>
        {draft && (
          <>
            <TermsView ctx={ctx} fund={found.fund} terms={draft} />
            <Form entry={entry}>
              <input type="hidden" name="revision" value={draft.revision} />
              <Button>{t('guarantees.publish.button')}</Button>
            </Form>
          </>
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, found.fund, found.window) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const found = await ownWindow(ctx, id);
    const draft = draftOf(found);
    if (!draft) throw refuse('already-published');
    if (draft.revision !== form.revision) throw refuse('changed-meanwhile');
    await publishDraft(ctx.trx, accountOf(ctx), found.window, draft);
    return redirect(windowPath(id), 'guarantees.notice.published');
  },
});

/** Admits a lender: an organisation of the directory, or one that is not in it. */
export const admitRoute = formRoute({
  path: '/desk/guarantee-windows/:id/admit',
  who: managers,
  params: ofWindow,
  body: z.object({
    organisation: fields.optionalText(40).pipe(z.uuid('http.field.choose').nullable()),
    name: fields.optionalText(160),
    agreedOn: fields.day(),
    untilOn: fields.optionalDay(),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { fund, window } = await ownWindow(ctx, id);
    const { organisations } = await listOrganisations(ctx.trx, { lang: ctx.lang, standing: 'live', pageSize: MOST_ORGANISATIONS });
    return page(
      t('guarantees.admit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.admit.title')} caption={<Bdi lang={fund.language}>{window.name}</Bdi>} />
        <Form entry={entry}>
          <SelectField
            name="organisation"
            label={t('guarantees.admit.organisation')}
            hint={t('guarantees.admit.organisation-hint')}
            options={organisations.map((one) => ({ value: one.id, label: one.name.text }))}
            optional
          />
          <TextField name="name" label={t('guarantees.admit.name')} maxLength={160} optional />
          <DateField name="agreedOn" label={t('guarantees.admit.from')} value={todayOf(ctx)} required />
          <DateField name="untilOn" label={t('guarantees.admit.until')} optional />
          <Button>{t('guarantees.admit.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id } }, { organisation, ...form }) => {
    const { window } = await ownWindow(ctx, id);
    await admitLender(ctx.trx, accountOf(ctx), window, { ...form, organisationId: organisation as OrganisationId | null }); // a key proves it
    return redirect(windowPath(id), 'guarantees.notice.admitted');
  },
});

/** Ends a lender's agreement; what it filed before stays. */
export const endRoute = formRoute({
  path: '/desk/guarantee-windows/:id/lenders/:admission/end',
  who: managers,
  params: ofWindow.extend({ admission: idOf<'guarantees.admissions'>() }),
  body: z.object({ untilOn: fields.day() }),
  view: async (ctx, { params: { id, admission } }, entry) => {
    const { t } = ctx;
    const { fund, window, admissions } = await ownWindow(ctx, id);
    const one = admissions.find((other) => other.id === admission);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('guarantees.end.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.end.title')} caption={<Bdi>{one.name}</Bdi>} lead={t('guarantees.end.lead')} />
        <Form entry={entry}>
          <DateField name="untilOn" label={t('guarantees.admit.until')} value={one.untilOn ?? todayOf(ctx)} required />
          <Button>{t('guarantees.end.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id, admission } }, form) => {
    const { admissions } = await ownWindow(ctx, id);
    const one = admissions.find((other) => other.id === admission);
    if (!one) throw refuseHttp('not-found');
    await endAdmission(ctx.trx, one, form.untilOn, todayOf(ctx));
    return redirect(windowPath(id), 'guarantees.notice.ended');
  },
});
