/** Asks the browser for a passkey, or to make one, and sends what it answers with the form around it. */

type Ceremony = 'create' | 'get';

const decode = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)).buffer;
const encode = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

interface Described {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}

const known = (list: Described[] | undefined): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map((one) => ({ ...one, id: decode(one.id) }));

/** Older browsers take bytes, not the JSON that newer ones read by themselves. */
async function ask(ceremony: Ceremony, json: string): Promise<object> {
  const given = JSON.parse(json) as {
    challenge: string;
    user: { id: string };
    excludeCredentials?: Described[];
    allowCredentials?: Described[];
  }; // written by our server
  const challenge = decode(given.challenge);
  if (ceremony === 'create') {
    const publicKey = {
      ...given,
      challenge,
      user: { ...given.user, id: decode(given.user.id) },
      excludeCredentials: known(given.excludeCredentials),
    };
    return answerOf(
      (await navigator.credentials.create({
        publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions,
      })) as PublicKeyCredential,
    ); // asked for a public key
  }
  const publicKey = { ...given, challenge, allowCredentials: known(given.allowCredentials) };
  return answerOf(
    (await navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions })) as PublicKeyCredential,
  ); // as above
}

function answerOf(credential: PublicKeyCredential): object {
  const about = {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
  const { response } = credential;
  const clientDataJSON = encode(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = response.getTransports?.() ?? [];
    return { ...about, response: { clientDataJSON, attestationObject: encode(response.attestationObject), transports } };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse; // the only other kind
  const handle = userHandle ? { userHandle: encode(userHandle) } : {};
  return { ...about, response: { clientDataJSON, authenticatorData: encode(authenticatorData), signature: encode(signature), ...handle } };
}

/** Whether the browser gave an answer; the person may have said no, or no passkey was there. */
async function fill(place: HTMLElement, answer: HTMLInputElement): Promise<boolean> {
  try {
    answer.value = JSON.stringify(await ask(place.dataset['passkey'] as Ceremony, place.dataset['passkeyOptions'] ?? '{}')); // the page writes one of both
    return true;
  } catch {
    return false;
  }
}

function enable(place: HTMLElement): void {
  const form = place.querySelector('form');
  const answer = form?.querySelector<HTMLInputElement>('input[name="answer"]');
  const button = place.querySelector<HTMLElement>('[data-passkey-button]');
  const failed = place.querySelector<HTMLElement>('[data-passkey-failed]');
  if (!form || !answer || !button) return;
  place.querySelector('[data-passkey-missing]')?.remove();
  button.hidden = false;
  form.addEventListener('submit', (event) => {
    if (answer.value) return;
    event.preventDefault();
    if (failed) failed.hidden = true;
    void fill(place, answer).then((filled) => (filled ? form.submit() : failed?.removeAttribute('hidden')));
  });
}

if ('PublicKeyCredential' in globalThis) for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) enable(place);
