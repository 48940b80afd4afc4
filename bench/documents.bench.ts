/**
 * The certificate of a course as learners get it (`certificateTemplate`), with its code and QR picture as PDF, through the typesetting
 * process that is already running: one, and batches of 1, 10 and 100 of them one after the other, as a manager issues them for a group.
 * The baseline is the smallest paper there is.
 */
import { toString as drawQrCode } from 'qrcode';
import { typeset, type Json } from '#kernel/documents';
import { certificateTemplate } from '#modules/learning';
import { growth, shown, timesOf } from './measure.ts';

const SIZES = [1, 10, 100];
const verification = { code: '01234-56789-ABCDE-FGHJK', address: 'https://ponte.example/verify/01234-56789-ABCDE-FGHJK' };
const certificate = {
  statement: {
    title: 'شهادة حضور',
    issuer: 'Sportello di prova',
    facts: [
      { label: 'الدورة', value: 'Registering and running a small firm' },
      { label: 'ኮርስ', value: 'ሰላም ለዓለም' },
      { label: 'Durata', value: '24 ore, 8 incontri' },
      { label: 'Data', value: '22/11/2026' },
    ],
  },
  says: 'أنهى هذه الدورة',
  name: 'آوا ندياي',
  otherName: 'Awa Ndiaye',
  issuer: 'Sportello di prova',
  verify: 'يمكن لأي شخص التحقق من هذه الشهادة',
  picture: 'رمز',
  verification,
} satisfies Json;

export async function bench(): Promise<string[]> {
  const qr = await drawQrCode(verification.address, { type: 'svg', margin: 0 });
  const issue = async () =>
    await typeset({
      template: certificateTemplate,
      data: certificate,
      images: { verification: qr },
      lang: 'ar',
      title: certificate.statement.title,
      note: certificate.issuer,
    });
  const least = await timesOf(async () => await typeset({ template: 'x', data: null, lang: 'en', title: 'x' }), { count: 50, warmUp: 5 });
  const lines = [`one word (baseline): median ${shown(least.median)}, p95 ${shown(least.p95)}`];
  const medians: number[] = [];
  for (const size of SIZES) {
    const { median, p95 } = await timesOf(
      async () => {
        for (let number = 0; number < size; number += 1) await issue();
      },
      { count: Math.max(5, 100 / size), warmUp: Math.max(1, 10 / size) },
    );
    medians.push(median);
    lines.push(
      `${size} ${size === 1 ? 'certificate' : 'certificates one after the other'}: median ${shown(median)}, p95 ${shown(p95)}; ` +
        `${(median / size / least.median).toFixed(1)} times the baseline each`,
    );
  }
  return [...lines, growth('certificates', SIZES, medians), `the PDF of one: ${((await issue()).length / 1024).toFixed(0)} kB`];
}
