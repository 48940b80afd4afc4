import { Details, Heading, PageHeading, Section, Table } from '#kernel/html';
import { everyone, openApi, page, pageRoute, type Context, type OpenApi, type Operation } from '#kernel/http';
import { version } from '../boot/version.ts';
import { apiRoutes } from './api-routes.ts';
import { describeSchema } from './describe-schema.ts';

interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

/** The API for people who write programs: the frame in the reader's language, names and descriptions in English. */
export const apiPageRoute = pageRoute({
  path: '/api',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    const byTag = Map.groupBy(entriesOf(openApi(apiRoutes, version())), ({ operation }) => operation.tags[0] ?? '');
    return page(
      t('app.api.title'),
      <>
        <PageHeading title={t('app.api.title')} lead={t('app.api.lead')} />
        <p>
          <DocumentLink>{t('app.api.document')}</DocumentLink>
        </p>
        <p>{t('app.api.rules')}</p>
        {[...byTag].map(([tag, entries]) => (
          <Section key={tag} title={tag}>
            {entries.map((entry) => (
              <OperationEntry key={entry.operation.operationId} ctx={ctx} entry={entry} />
            ))}
          </Section>
        ))}
      </>,
      { description: t('app.api.lead'), breadcrumbs: [{ label: t('app.about.title'), href: '/about' }] },
    );
  },
});

function entriesOf({ paths }: OpenApi): Entry[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The document lies outside the languages. */
function DocumentLink({ children }: { children: string }) {
  return <a href="/api/v1/openapi.json">{children}</a>;
}

function OperationEntry({ ctx, entry: { method, path, operation } }: { ctx: Context; entry: Entry }) {
  const { t } = ctx;
  return (
    <section id={operation.operationId}>
      <Heading level={3}>
        <code dir="ltr">
          {method} {path}
        </code>
      </Heading>
      <p lang="en" dir="ltr">
        {operation.summary}
      </p>
      {operation.parameters.length > 0 && (
        <Table
          caption={t('app.api.parameters', { path })}
          hideCaption
          rows={operation.parameters}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('app.api.parameter'), cell: ({ name }) => <code dir="ltr">{name}</code> },
            { key: 'required', header: t('app.api.needed'), cell: ({ required }) => t(required ? 'app.api.yes' : 'app.api.no') },
            { key: 'kind', header: t('app.api.kind'), cell: ({ schema }) => <English text={describeSchema(schema)} /> },
            { key: 'description', header: t('app.api.meaning'), cell: ({ description = '' }) => <English text={description} /> },
          ]}
        />
      )}
      <Details summary={t('app.api.answer', { path })}>
        <pre lang="en" dir="ltr" tabIndex={0} aria-label={t('app.api.answer', { path })} role="region">
          {JSON.stringify(operation.responses['200']?.content['application/json']?.schema, null, 2)}
        </pre>
      </Details>
    </section>
  );
}

function English({ text }: { text: string }) {
  return (
    <span lang="en" dir="ltr">
      {text}
    </span>
  );
}
