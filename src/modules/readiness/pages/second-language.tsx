import { FilterForm, SelectField } from '#kernel/html';
import type { Context } from '#kernel/http';
import { languages } from '#kernel/i18n';

/** Another language for the person's side of the screen; not printed. */
export function SecondLanguage({ ctx, action, chosen }: { ctx: Context; action: string; chosen: string }) {
  return (
    <FilterForm action={action}>
      <SelectField
        name="with"
        label={ctx.t('readiness.desk.second-language')}
        value={chosen}
        emptyLabel={false}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </FilterForm>
  );
}
