import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  EmailField,
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
import {
  accountOf,
  fields,
  formRoute,
  holders,
  holds,
  page,
  pageRoute,
  redirect,
  scopesOf,
  type Context,
  type FormEntry,
} from '#kernel/http';
import { languages } from '#kernel/i18n';
import { versionOn, type GuaranteeFund } from '../fund.ts';
import { listFunds } from '../read-funds.ts';
import { beginWindow, changeFund, openFund } from '../write-fund.ts';
import { FundLinks, ManagerLinks } from './fund-links.tsx';
import { FundFacts, FundMark } from './public.tsx';
import {
  deskCrumbs,
  followers,
  follows,
  fundAtDesk,
  fundPath,
  manages,
  ofFund,
  ownFund,
  managers,
  todayOf,
  windowPath,
  windowsAtDesk,
  type OpenWindow,
} from './reach.ts';
import { currencies } from './read-terms.ts';

const text = {
  name: fields.text(160),
  about: fields.longText(2_000),
  language: fields.choice(languages.map(({ code }) => code)),
  area: fields.text(160),
  manager: fields.text(160),
  email: fields.email(),
};

/** Funds that concern the reader. */
export const deskRoute = pageRoute({
  path: '/desk/guarantee-funds',
  who: followers,
  view: async (ctx) => {
    const { t } = ctx;
    const funds: GuaranteeFund[] = [];
    for (const fund of await listFunds(ctx.trx)) {
      const lends = scopesOf(ctx, 'lender').length > 0 && (await windowsAtDesk(ctx, fund)).length > 0;
      if (lends || follows(ctx, fund.id)) funds.push(fund);
    }
    return page(
      t('guarantees.desk.title'),
      <>
        <PageHeading
          title={t('guarantees.desk.title')}
          lead={t('guarantees.desk.lead')}
          actions={holds(ctx, 'administrator') && <ButtonLink href="/desk/guarantee-funds/new">{t('guarantees.new.title')}</ButtonLink>}
        />
        <Table<GuaranteeFund>
          caption={t('guarantees.desk.title')}
          hideCaption
          rows={funds}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('guarantees.desk.none')} />}
          columns={[
            {
              key: 'name',
              header: t('guarantees.field.name'),
              cell: (fund) => (
                <>
                  <Link href={fundPath(fund.id)}>
                    <Bdi lang={fund.language}>{fund.name}</Bdi>
                  </Link>{' '}
                  <FundMark ctx={ctx} fund={fund} />
                </>
              ),
            },
            {
              key: 'manager',
              header: t('guarantees.field.manager'),
              cell: ({ manager, language }) => <Bdi lang={language}>{manager}</Bdi>,
            },
          ]}
        />
      </>,
    );
  },
});

/** Puts a fund on record, so that its manager can be given the role. */
export const newFundRoute = formRoute({
  path: '/desk/guarantee-funds/new',
  who: holders('administrator'),
  body: z.object({
    ...text,
    code: fields.text(80).pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'guarantees.field.code-shape')),
    currency: fields.choice(currencies),
  }),
  view: async (ctx, _input, entry) => await Promise.resolve(fundForm(ctx, entry, null)),
  submit: async (ctx, _input, form) => redirect(fundPath(await openFund(ctx.trx, accountOf(ctx), form)), 'guarantees.notice.opened'),
});

/** Changes what a fund says of itself. */
export const editFundRoute = formRoute({
  path: '/desk/guarantee-funds/:id/edit',
  who: managers,
  params: ofFund,
  body: z.object(text),
  view: async (ctx, { params: { id } }, entry) => fundForm(ctx, entry, await ownFund(ctx, id)),
  submit: async (ctx, { params: { id } }, form) => {
    await changeFund(ctx.trx, await ownFund(ctx, id), form);
    return redirect(fundPath(id), 'guarantees.notice.changed');
  },
});

function fundForm(ctx: Context, entry: FormEntry, known: GuaranteeFund | null) {
  const { t } = ctx;
  const title = t(known ? 'guarantees.edit.title' : 'guarantees.new.title');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} {...(known ? {} : { lead: t('guarantees.new.lead') })} />
      <Form entry={entry}>
        <TextField name="name" label={t('guarantees.field.name')} value={known?.name} maxLength={160} required />
        {!known && (
          <>
            <TextField
              name="code"
              label={t('guarantees.field.code')}
              hint={t('guarantees.field.code-hint')}
              maxLength={80}
              dir="ltr"
              required
            />
            <SelectField
              name="currency"
              label={t('guarantees.field.currency')}
              options={currencies.map((value) => ({ value, label: value }))}
              required
            />
          </>
        )}
        <TextArea name="about" label={t('guarantees.field.about')} value={known?.about} maxLength={2_000} rows={5} required />
        <SelectField
          name="language"
          label={t('guarantees.field.language')}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          value={known?.language ?? ctx.lang}
          required
        />
        <TextField name="area" label={t('guarantees.field.area')} value={known?.area} maxLength={160} required />
        <TextField name="manager" label={t('guarantees.field.manager')} value={known?.manager} maxLength={160} required />
        <EmailField name="email" label={t('guarantees.field.email')} value={known?.email} required />
        <Button>{t('guarantees.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: deskCrumbs(ctx, known ?? undefined) },
  );
}

/** A fund with its windows, as the reader works with it. */
export const fundDeskRoute = pageRoute({
  path: '/desk/guarantee-funds/:id',
  who: followers,
  params: ofFund,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const { fund, windows } = await fundAtDesk(ctx, id);
    return page(
      fund.name,
      <>
        <PageHeading title={<Bdi lang={fund.language}>{fund.name}</Bdi>} tags={<FundMark ctx={ctx} fund={fund} />} />
        <FundFacts ctx={ctx} fund={fund} />
        <Section title={t('guarantees.windows.title')}>
          <WindowsTable ctx={ctx} fund={fund} windows={windows} />
        </Section>
        <FundLinks ctx={ctx} id={id} />
        {manages(ctx, id) && <ManagerLinks ctx={ctx} id={id} />}
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
});

function WindowsTable({ ctx, fund, windows }: { ctx: Context; fund: GuaranteeFund; windows: readonly OpenWindow[] }) {
  const { t, format } = ctx;
  return (
    <Table<OpenWindow>
      caption={t('guarantees.windows.title')}
      hideCaption
      rows={windows}
      rowKey={({ window }) => window.id}
      empty={<EmptyState title={t('guarantees.windows.none')} />}
      columns={[
        {
          key: 'name',
          header: t('guarantees.field.window'),
          cell: ({ window }) => (
            <Link href={windowPath(window.id)}>
              <Bdi lang={fund.language}>{window.name}</Bdi>
            </Link>
          ),
        },
        {
          key: 'terms',
          header: t('guarantees.term.title'),
          cell: ({ versions }) => {
            const terms = versionOn(versions, todayOf(ctx));
            return terms ? t('guarantees.version.number', { number: terms.number ?? 0 }) : t('guarantees.version.none');
          },
        },
        {
          key: 'lenders',
          header: t('guarantees.field.lenders'),
          cell: ({ admissions }) => format.number(admissions.length),
          numeric: true,
        },
      ]}
    />
  );
}

/** Begins a window; its terms follow. */
export const newWindowRoute = formRoute({
  path: '/desk/guarantee-funds/:id/windows/new',
  who: managers,
  params: ofFund,
  body: z.object({ name: fields.text(160) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fund = await ownFund(ctx, id);
    return page(
      t('guarantees.windows.new'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('guarantees.windows.new')} lead={t('guarantees.windows.new-lead')} />
        <Form entry={entry}>
          <TextField name="name" label={t('guarantees.field.window')} maxLength={160} required />
          <Button>{t('guarantees.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const fund = await ownFund(ctx, id);
    return redirect(windowPath(await beginWindow(ctx.trx, accountOf(ctx), fund.id, form.name), '/terms'), 'guarantees.notice.window-begun');
  },
});
