const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isContentId(name: string): boolean {
  return UUID.test(name);
}

/** An id is a UUID, so that no path can be made of it. */
export function requireContentId(id: string): string {
  if (!isContentId(id)) throw new Error('the name of a stored file is a UUID');
  return id;
}
