import { ButtonGroup, ButtonLink, Link } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { FundId } from '../fund.ts';
import { follows, fundPath } from './reach.ts';

/** Where the rest of a fund is: its loans and fees for all whom it concerns, capital and report for those who follow it. */
export function FundLinks({ ctx, id }: { ctx: Context; id: FundId }) {
  const { t } = ctx;
  const links = [
    [t('guarantees.list.title'), '/guarantees'],
    [t('guarantees.fee.title'), '/fees'],
    ...(follows(ctx, id)
      ? [
          [t('guarantees.capital.title'), '/capital'],
          [t('guarantees.report.title'), '/report'],
        ]
      : []),
  ] as const;
  return (
    <ul>
      {links.map(([name, path]) => (
        <li key={path}>
          <Link href={fundPath(id, path)}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}

/** What its manager begins from here. */
export function ManagerLinks({ ctx: { t }, id }: { ctx: Context; id: FundId }) {
  return (
    <ButtonGroup>
      <ButtonLink href={fundPath(id, '/windows/new')}>{t('guarantees.windows.new')}</ButtonLink>
      <ButtonLink kind="secondary" href={fundPath(id, '/edit')}>
        {t('guarantees.edit.title')}
      </ButtonLink>
    </ButtonGroup>
  );
}
