import { ButtonGroup, ButtonLink, EmptyState, Link, Section, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Practice } from '#modules/practices';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { kinds, type Precondition } from '../precondition.ts';
import { preconditionsOf } from '../preconditions.ts';
import { sourceLine, takesText } from './figures.tsx';
import { writesAs } from './reach.ts';

/** What it takes, in words and, where there are figures, in figures. */
export function Takes({ ctx, precondition }: { ctx: Context; precondition: Precondition }) {
  const figures = takesText(ctx, precondition.kind, precondition);
  return (
    <>
      <TranslatedText value={precondition.words} />
      {figures && (
        <div>
          <strong>{figures}</strong>
        </div>
      )}
    </>
  );
}

/** Who says so, and whether the authority has confirmed it. */
export function SaidBy({ ctx, precondition }: { ctx: Context; precondition: Precondition }) {
  const { t } = ctx;
  return (
    <>
      <div dir="auto">{sourceLine(ctx, precondition)}</div>
      <Tag tone={precondition.officeId ? 'success' : 'neutral'}>
        {t(precondition.officeId ? 'transfers.standing.confirmed' : 'transfers.standing.reading')}
      </Tag>
    </>
  );
}

/** What a practice takes, on its page: with the way to match it against a place, and to write it down for those who may. */
export async function PreconditionsPanel(ctx: Context, practice: Practice) {
  const { t } = ctx;
  const rows = await preconditionsOf(ctx.trx, practice.id);
  const writes = writesAs(ctx, practice) !== undefined;
  const at = `/practices/${practice.code}`;
  return (
    <Section title={t('transfers.takes.title')} id="takes">
      <Table<Precondition>
        caption={t('transfers.takes.caption', { count: rows.length })}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'kind', header: t('transfers.field.kind'), cell: ({ kind }) => t(`transfers.kind.${kind}`) },
          { key: 'words', header: t('transfers.field.takes'), cell: (row) => <Takes ctx={ctx} precondition={row} /> },
          {
            key: 'needed',
            header: t('transfers.field.needed'),
            cell: ({ needed }) => t(needed ? 'transfers.needed.yes' : 'transfers.needed.helps'),
          },
          { key: 'source', header: t('transfers.field.said-by'), cell: (row) => <SaidBy ctx={ctx} precondition={row} /> },
          ...(writes
            ? [
                {
                  key: 'change',
                  header: t('transfers.field.change'),
                  cell: ({ id, kind }: Precondition) => (
                    <>
                      <Link href={`${at}/preconditions/${id}`} label={`${t('transfers.change')}: ${t(`transfers.kind.${kind}`)}`}>
                        {t('transfers.change')}
                      </Link>{' '}
                      <Link href={`${at}/preconditions/${id}/remove`} label={`${t('transfers.remove')}: ${t(`transfers.kind.${kind}`)}`}>
                        {t('transfers.remove')}
                      </Link>
                    </>
                  ),
                },
              ]
            : []),
        ]}
        empty={<EmptyState title={t('transfers.takes.none')} />}
      />
      <TranslationNoteFor values={rows.map(({ words }) => words)} />
      <ButtonGroup>
        <ButtonLink href={`${at}/fit`}>{t('transfers.fit.title')}</ButtonLink>
      </ButtonGroup>
      {writes && (
        <p>
          {t('transfers.takes.add')}{' '}
          {kinds.map((kind, index) => (
            <>
              {index > 0 && ' · '}
              <Link key={kind} href={`${at}/preconditions/new?kind=${kind}`}>
                {t(`transfers.kind.${kind}`)}
              </Link>
            </>
          ))}
        </p>
      )}
    </Section>
  );
}
