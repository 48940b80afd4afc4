import { z } from 'zod';
import { Button, CheckboxesField, ErrorSummary, Fieldset, Form, PageHeading, RadioField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type Route } from '#kernel/http';
import { idOf } from '#kernel/db';
import { getPerson, ownFiles, type PersonId } from '#modules/people';
import { placesById } from '#modules/places';
import { foundersOf, getVenture, type Venture, type VentureId } from '#modules/ventures';
import { termChoices, termCodes } from '#modules/vocabulary';
import { dayParts, hoursOfParts, partsOfDay, type DayPart } from '../hours.ts';
import { askForMentor, wantedEnds, wishOf } from '../wish.ts';
import { baseOf, gateOf, homeCrumb } from './sides.ts';
import { weekdayName, weekdays } from './words.tsx';

const parts = fields.choices(Object.keys(dayParts) as DayPart[]); // the keys of our own object
const body = z.object({
  ends: fields.choice(wantedEnds),
  topics: fields.choices(termCodes('ventureNeeds')),
  times1: parts,
  times2: parts,
  times3: parts,
  times4: parts,
  times5: parts,
  times6: parts,
  times7: parts,
});

/** The venture with the founder for whom it is asked: themselves, or at the desk the lead. Refusals: `not-found`. */
async function readSeeker(
  ctx: Context,
  side: 'founder' | 'office',
  id: VentureId,
): Promise<{ venture: Venture; personId: PersonId; officeId: string; timeZone: string }> {
  const venture = await getVenture(ctx.trx, id);
  if (!venture) throw refuseHttp('not-found');
  const founders = (await foundersOf(ctx.trx, id)).map(({ personId }) => personId);
  const own = side === 'founder' ? await ownFiles(ctx.trx, accountOf(ctx)) : founders;
  const personId = founders.find((one) => own.includes(one));
  const person = personId ? await getPerson(ctx.trx, personId) : null;
  if (!person) throw refuseHttp('not-found');
  const residence = person.profile?.residencePlaceId;
  const place = residence ? (await placesById(ctx.trx, [residence])).get(residence) : undefined;
  return { venture, personId: person.id, officeId: person.officeId, timeZone: place?.timeZone ?? ctx.timeZone };
}

/** A founder asks for a mentor: at which end, with what, and when they have time. The desk can write it down for them. */
function wishRoute(side: 'founder' | 'office'): Route {
  return formRoute({
    path: `${baseOf[side]}/ventures/:id/wish`,
    who: gateOf[side],
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body,
    view: async (ctx, { params }, entry) => {
      const { t, lang } = ctx;
      const { venture } = await readSeeker(ctx, side, params.id);
      const wish = await wishOf(ctx.trx, venture.id);
      const partName = (part: DayPart) => t(`mentoring.part-of-day.${part}`, { from: dayParts[part][0], to: dayParts[part][1] });
      return page(
        t('mentoring.wish.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('mentoring.wish.title')} caption={<bdi>{venture.title}</bdi>} lead={t('mentoring.wish.lead')} />
          <Form entry={entry} draft={`mentor-wish-${venture.id}`} draftRemote>
            <RadioField
              name="ends"
              label={t('mentoring.wish.ends')}
              choices={wantedEnds.map((value) => ({ value, label: t(`mentoring.wanted.${value}`) }))}
              value={wish?.ends ?? 'any'}
            />
            <CheckboxesField
              name="topics"
              label={t('mentoring.wish.topics')}
              choices={termChoices('ventureNeeds', lang)}
              values={wish?.topics ?? venture.needs}
              optional
            />
            <Fieldset label={t('mentoring.wish.times')} hint={t('mentoring.wish.times-hint')}>
              {weekdays.map((day) => (
                <CheckboxesField
                  key={day}
                  name={`times${day}`}
                  label={weekdayName(lang, day)}
                  choices={(Object.keys(dayParts) as DayPart[]).map((part) => ({ value: part, label: partName(part) }))}
                  values={wish ? partsOfDay(wish.hours, day) : []}
                  inline
                  optional
                />
              ))}
            </Fieldset>
            <Button>{t('mentoring.wish.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: [homeCrumb(ctx, side)] },
      );
    },
    submit: async (ctx, { params }, form) => {
      const { venture, personId, officeId, timeZone } = await readSeeker(ctx, side, params.id);
      const said = {
        ends: form.ends,
        topics: form.topics,
        hours: weekdays.flatMap((day) => hoursOfParts(day, form[`times${day}`])),
        timeZone,
      };
      await askForMentor(ctx.trx, accountOf(ctx), { ventureId: venture.id, personId, officeId }, said);
      return redirect(side === 'founder' ? baseOf.founder : `/desk/mentoring/ventures/${venture.id}`, 'mentoring.notice.asked');
    },
  });
}

export const wishRoutes: readonly Route[] = [wishRoute('founder'), wishRoute('office')];
