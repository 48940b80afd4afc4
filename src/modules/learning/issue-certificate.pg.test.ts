import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { asActor, nobody, type Actor } from '#kernel/db';
import { verifyDocument } from '#kernel/documents';
import { openFile } from '#kernel/files';
import { plantAccount, plantLink, plantPerson } from '#test/plant';
import { certificatesOf, issueCertificate } from './issue-certificate.ts';
import { openLearning } from './learning.fixtures.ts';

const { site, db, network, keyring, now, learner, begin, twoOffices } = await openLearning();

const { padova, counsellor } = await twoOffices();

describe('a certificate', async () => {
  const person = await plantPerson(site, counsellor, padova, { givenName: 'Awa #[x]', familyName: 'ضيوف' });
  const account = await plantAccount(db, { name: 'Awa' });
  await plantLink(db, account.accountId, person);
  const study = await begin(account);
  const words = {
    title: 'شهادة',
    issuer: 'Padova',
    says: 'has finished a course',
    name: 'Awa ضيوف',
    otherName: 'عوا',
    facts: [{ label: 'Course', value: 'A sample course' }],
    verify: 'Check it',
    picture: 'QR',
  };
  const issue = async (who: Actor & { accountId: string }) =>
    await asActor(
      db.app,
      who,
      async (trx) =>
        await issueCertificate(
          trx,
          { keyring, publicUrl: 'https://ponte.example', store: network.files },
          {
            studyId: study,
            accountId: account.accountId,
            person: { id: person, officeId: padova },
            lang: 'ar',
            words,
            officer: who.accountId,
            now,
          },
        ),
    );

  test('is issued once, of a finished course, by the office in custody; the learner finds and anybody verifies it', async () => {
    await expect(issue(counsellor)).rejects.toMatchObject({ code: 'not-finished' });
    await db.superuser.query('update learning.studies set finished_at = now() where id = $1', [study]);
    await expect(issue(account)).rejects.toThrow();
    await issue(counsellor);
    await expect(issue(counsellor)).rejects.toMatchObject({ code: 'certified' });
    const mine = await asActor(db.app, account, async (trx) => await certificatesOf(trx, [study]));
    const fileId = mine.get(study)?.fileId;
    if (!fileId) throw new Error('the learner does not find the certificate');
    const file = await asActor(
      db.app,
      account,
      async (trx) => await openFile(trx, { store: network.files, keyring }, fileId, 'access.purpose.own-file'),
    );
    expect([file.mediaType, file.content.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    // Both names, each in its script: what is read aloud and copied from the paper.
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(file.content)), { mergePages: true });
    const read = text.normalize('NFKC');
    for (const word of ['Awa', 'ضيوف', 'عوا', 'شهادة', 'Padova']) expect(read).toContain(word);
    const { rows } = await db.superuser.query<{ code: string }>('select code from documents.issued');
    const verified = await asActor(
      db.app,
      nobody,
      async (trx) => await verifyDocument(trx, keyring, { code: rows[0]?.code ?? '', on: '2026-12-01' }),
    );
    expect(JSON.stringify(verified)).toContain('A sample course');
    expect((await asActor(db.app, learner, async (trx) => await certificatesOf(trx, [study]))).size).toBe(0);
  });
});
