import { ButtonGroup, PostButton } from '#kernel/html';
import type { Context } from '#kernel/http';

interface ArrangeProps {
  ctx: Context;
  action: string;
  fields: Record<string, string>;
  /** What is moved, for people who hear the button without its surroundings. */
  name: string;
  first: boolean;
  last: boolean;
}

/** Up, down, remove: buttons, so that the keyboard does what a mouse would. */
export function ArrangeButtons({ ctx, action, fields, name, first, last }: ArrangeProps) {
  const { t } = ctx;
  return (
    <ButtonGroup>
      {!first && (
        <PostButton kind="quiet" action={action} fields={{ ...fields, how: 'up' }} label={`${t('learning.build.up')}: ${name}`}>
          {t('learning.build.up')}
        </PostButton>
      )}
      {!last && (
        <PostButton kind="quiet" action={action} fields={{ ...fields, how: 'down' }} label={`${t('learning.build.down')}: ${name}`}>
          {t('learning.build.down')}
        </PostButton>
      )}
      <PostButton kind="quiet" action={action} fields={{ ...fields, how: 'remove' }} label={`${t('learning.build.remove')}: ${name}`}>
        {t('learning.build.remove')}
      </PostButton>
    </ButtonGroup>
  );
}
