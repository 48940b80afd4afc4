import { z } from 'zod';
import { Button, ComboboxField, ErrorSummary, Form, PageHeading, RadioField, useUi } from '#kernel/html';
import { everyone, fields, page, pageRoute, redirect } from '#kernel/http';
import type { Translate } from '#kernel/i18n';
import { CorridorFinder } from './corridor-finder.tsx';
import { PlaceDescribed } from './place-described.tsx';
import { readSide, type SideRead } from './read-side.ts';

const word = fields.searchText();

/** Where the finder leads: on to the corridor, or here to choose which place is meant. Works by links and forms alone. */
export const choosePlacesRoute = pageRoute({
  path: '/places',
  who: everyone,
  query: z.object({ from: word, fromCode: word, fromChoice: word, to: word, toCode: word, toChoice: word }),
  view: async (ctx, { query }) => {
    const { t, trx, lang } = ctx;
    const from = await readSide(trx, { typed: query.from, code: query.fromCode, choice: query.fromChoice }, lang);
    const to = await readSide(trx, { typed: query.to, code: query.toCode, choice: query.toChoice }, lang);
    if (from.kind === 'one' && to.kind === 'one' && from.code !== to.code) return redirect(`/corridors/${from.code}/${to.code}`);
    if (from.kind === 'one' && to.kind === 'empty') return redirect(`/corridors?place=${from.code}`);
    if (to.kind === 'one' && from.kind === 'empty') return redirect(`/corridors?place=${to.code}`);
    const asked = from.kind !== 'empty' || to.kind !== 'empty';
    if (!asked) {
      return page(
        t('places.finder.title'),
        <>
          <PageHeading title={t('places.finder.title')} lead={t('places.finder.lead')} />
          <CorridorFinder />
        </>,
      );
    }
    const same = from.kind === 'one' && to.kind === 'one' ? t('places.choose.same', { place: from.name }) : undefined;
    const errors = [
      { field: 'to', message: same ?? problemOf(to, t) },
      { field: 'from', message: problemOf(from, t) },
    ].filter((error): error is { field: string; message: string } => error.message !== undefined);
    return page(
      t('places.choose.title'),
      <>
        <ErrorSummary errors={errors} />
        <PageHeading title={t('places.choose.title')} lead={t('places.choose.lead')} />
        <Form method="get" action="/places">
          <SideField name="to" label={t('places.finder.to')} side={to} error={same ?? problemOf(to, t)} />
          <SideField name="from" label={t('places.finder.from')} side={from} error={problemOf(from, t)} />
          <Button>{t('places.finder.button')}</Button>
        </Form>
      </>,
    );
  },
});

function problemOf(side: SideRead, t: Translate): string | undefined {
  return side.kind === 'none' ? t('places.choose.none', { typed: side.typed }) : undefined;
}

/** One end: a choice where several places are meant, else a field to type in. */
function SideField({ name, label, side, error }: { name: string; label: string; side: SideRead; error: string | undefined }) {
  const { t, lang } = useUi();
  if (side.kind === 'several') {
    return (
      <>
        <input type="hidden" name={name} value={side.typed} />
        <RadioField
          name={`${name}Choice`}
          label={label}
          hint={t('places.choose.several', { typed: side.typed })}
          choices={side.places.map((place) => ({ value: place.code, label: place.name, hint: <PlaceDescribed place={place} /> }))}
        />
      </>
    );
  }
  const text = side.kind === 'one' ? side.name : side.kind === 'none' ? side.typed : '';
  return (
    <ComboboxField
      name={name}
      valueName={`${name}Code`}
      label={label}
      source={`/api/v1/places?lang=${lang}`}
      value={text}
      chosen={side.kind === 'one' ? side.code : ''}
      error={error}
    />
  );
}
