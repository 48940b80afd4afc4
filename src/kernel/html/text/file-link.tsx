import { useUi } from '../ui.ts';
import { Bdi } from './bdi.tsx';
import { Link } from './link.tsx';

export type FileLinkProps = {
  href: string;
  /** As it was called where it came from. */
  name: string;
  /** Its size. */
  bytes: number;
};

const KILO = 1_000;

/** A file to save, with its kind and size. */
export function FileLink({ href, name, bytes }: FileLinkProps) {
  const { t } = useUi();
  const kind = name.split('.').at(-1)?.toUpperCase() ?? '';
  return (
    <>
      <Link href={href} download>
        <Bdi>{name}</Bdi>
      </Link>{' '}
      {t('html.file.size', { kind, size: Math.max(1, Math.round(bytes / KILO)) })}
    </>
  );
}
