import { Button, Columns, ComboboxField, Form, Panel, useUi } from '#kernel/html';

export type FinderSide = {
  /** What was typed, or the name of the place. */
  text?: string;
  /** Code of the place, where it is known. */
  code?: string;
  error?: string;
};

export type CorridorFinderProps = {
  /** Where the reader comes from. */
  from?: FinderSide;
  /** Where the reader lives, or wants to live. */
  to?: FinderSide;
};

/** "I live in … / I come from …": leads to the corridor page, by way of a page to choose on where a name is not clear. */
export function CorridorFinder({ from, to }: CorridorFinderProps) {
  const { t, lang } = useUi();
  const source = `/api/v1/places?lang=${lang}`;
  return (
    <Panel tone="accent">
      <Form id="finder" method="get" action="/places" label={t('places.finder.title')}>
        <p>{t('places.finder.hint')}</p>
        <Columns>
          <ComboboxField
            name="to"
            valueName="toCode"
            label={t('places.finder.to')}
            source={source}
            value={to?.text}
            chosen={to?.code}
            error={to?.error}
          />
          <ComboboxField
            name="from"
            valueName="fromCode"
            label={t('places.finder.from')}
            source={source}
            value={from?.text}
            chosen={from?.code}
            error={from?.error}
          />
        </Columns>
        <Button>{t('places.finder.button')}</Button>
      </Form>
    </Panel>
  );
}
