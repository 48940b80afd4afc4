import { Bdi, Card, CardGrid, EmptyState, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import type { Issue, Item } from '../newsletter.ts';

/** What stands in an issue: the words of the editors, then the practices in order. */
export function IssueView({ ctx, issue, items }: { ctx: Context; issue: Issue; items: readonly Item[] }) {
  return (
    <>
      {issue.intro.split('\n').map((line, index) => (
        <p key={index} dir="auto" lang={issue.language}>
          {line}
        </p>
      ))}
      {items.length > 0 && (
        <CardGrid>
          {items.map(({ practiceId, code, title, note }) => (
            <Card key={practiceId} level={2} title={<TranslatedText value={title} />} href={`/practices/${code}`}>
              {note && <Bdi lang={issue.language}>{note}</Bdi>}
            </Card>
          ))}
        </CardGrid>
      )}
      {items.length === 0 && <EmptyState title={ctx.t('newsletters.issue.no-items')} />}
    </>
  );
}

/** That an issue is of the demonstration. */
export function IssueMark({ ctx, issue }: { ctx: Context; issue: Pick<Issue, 'demonstration'> }) {
  return issue.demonstration ? <Tag>{ctx.t('newsletters.mark.demonstration')}</Tag> : null;
}
