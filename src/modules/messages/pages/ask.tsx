import { z } from 'zod';
import {
  Button,
  EmailField,
  ErrorSummary,
  Form,
  Inset,
  Lead,
  Link,
  PageHeading,
  PhoneField,
  Section,
  SelectField,
  TextArea,
} from '#kernel/html';
import { everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { findOffice, listOffices, officeNames } from '#modules/offices';
import { readPhone } from '#modules/people/pages';
import { termChoices, termCodes, termLabel } from '#modules/vocabulary';
import { askQuestion } from '../ask-question.ts';
import { questionPath } from '../link.ts';
import { getQuestion } from '../read-questions.ts';
import { refuse } from '../refusals.ts';
import { sendLink } from '../tell-visitor.ts';

const body = z.object({
  office: fields.text(60),
  topic: fields.choice(termCodes('contactTopics')),
  text: fields.longText(3_000),
  phone: fields.optionalText(40),
  email: fields.optionalEmail(),
});

/** A question from home: no name, and an address only for those who want the answer sent. */
export const askRoute = formRoute({
  path: '/ask',
  who: everyone,
  query: z.object({ office: fields.searchText() }),
  body,
  view: async (ctx, { query }, entry) => {
    const { t, lang } = ctx;
    const offices = await listOffices(ctx.trx, { lang });
    const chosen = offices.find((office) => office.code === query.office);
    return page(
      t('messages.ask.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('messages.ask.title')} lead={t('messages.ask.lead')} />
        <Form entry={entry} draft="ask">
          <SelectField
            name="office"
            label={t('messages.field.office-near')}
            value={chosen?.id}
            required
            options={offices.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
          />
          <SelectField name="topic" label={t('messages.field.topic')} options={termChoices('contactTopics', lang)} required />
          <TextArea name="text" label={t('messages.field.question')} hint={t('messages.field.question-hint')} required />
          <Section title={t('messages.ask.reply')}>
            <p>{t('messages.ask.reply-lead')}</p>
            <PhoneField name="phone" label={t('messages.field.phone')} optional />
            <EmailField name="email" label={t('messages.field.email')} optional />
          </Section>
          <Button>{t('messages.ask.send')}</Button>
        </Form>
      </>,
      { description: t('messages.ask.lead') },
    );
  },
  submit: async (ctx, _input, form) => {
    const office = (await listOffices(ctx.trx, { lang: ctx.lang })).find((one) => one.id === form.office);
    if (!office) throw refuse('no-office', { field: 'office' });
    const asked = await askQuestion(ctx.trx, ctx.network.keyring, {
      officeId: office.id,
      topic: form.topic,
      language: ctx.lang,
      text: form.text,
      phone: readPhone(ctx, form.phone),
      email: form.email,
    });
    const { keyring, catalogue, publicUrl } = ctx.network;
    await sendLink(ctx.trx, asked.id, { keyring, catalogue, publicUrl, office: textIn(office.name, ctx.lang).text });
    return redirect(questionPath(asked.id, asked.token), 'messages.notice.asked');
  },
});

/** The visitor's own page of a question: its state and the answer, by the secret of the link. */
export const questionRoute = pageRoute({
  path: '/questions/:id',
  who: everyone,
  params: z.object({ id: idOf<'messages.questions'>() }),
  view: async (ctx, { params }) => {
    const { t, lang, format } = ctx;
    const question = await getQuestion(ctx.trx, ctx.network.keyring, params.id);
    if (!question) throw refuseHttp('not-found');
    const office = (await officeNames(ctx.trx, [question.officeId], lang)).get(question.officeId) ?? '';
    const found = await findOffice(ctx.trx, question.officeId as never); // a question's office is an office
    return page(
      t('messages.question.title'),
      <>
        <PageHeading title={t('messages.question.title')} caption={termLabel('contactTopics', question.topic, lang)} />
        <Lead>
          {t(`messages.question.${question.answer ? 'answered' : question.state === 'closed' ? 'closed' : 'waiting'}`, { office })}
        </Lead>
        {question.answer && (
          <Section title={t('messages.question.answer')}>
            <div class="prose" dir="auto">
              {question.answer.split('\n').map((line, index) => (
                <p key={index}>{line}</p>
              ))}
            </div>
          </Section>
        )}
        <Section title={t('messages.question.yours')}>
          <Inset>
            <p dir="auto">{question.text}</p>
          </Inset>
          <p>{format.instant(question.askedAt)}</p>
        </Section>
        <p>{t(question.replyBy === 'link' ? 'messages.question.keep' : 'messages.question.sent')}</p>
        {found && (
          <p>
            <Link href={`/offices/${found.code}/book`}>{t('messages.question.book')}</Link>
          </p>
        )}
      </>,
    );
  },
});
