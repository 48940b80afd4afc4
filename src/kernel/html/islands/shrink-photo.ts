/**
 * Makes a photo small before it is sent: a telephone's has 4 MB and more, a page shows 1200 points. Where a browser cannot,
 * the photo goes as it is and the server says whether it is too large.
 */
const WIDEST = 1200;
const QUALITY = 0.8;
const SMALL_ENOUGH = 300_000;

for (const field of document.querySelectorAll<HTMLInputElement>('input[type=file][accept*="image/"]')) {
  field.addEventListener('change', () => void shrink(field));
}

async function shrink(field: HTMLInputElement): Promise<void> {
  const [file] = field.files ?? [];
  if (!file || file.size <= SMALL_ENOUGH) return;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (!blob || blob.size >= file.size || field.files?.[0] !== file) return;
    const smaller = new DataTransfer();
    smaller.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
    field.files = smaller.files;
  } catch {
    // Not a picture that this browser reads: the server answers.
  }
}
