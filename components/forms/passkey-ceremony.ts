import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** What the browser does with passkeys. Its library is fetched when it is first needed, and never without. */

/** What came of asking the device: its answer as JSON text, or why there is none. */
export type Ceremony =
  | { answer: string }
  | { because: 'cancelled' | 'already' | 'failed' }
  /** The county gave nothing to ask the device for: why, the form's own answer says. */
  | { because: 'refused' };

/** Whether this browser has passkeys at all. */
export const hasPasskeys = () => 'PublicKeyCredential' in window;

/** Whether it offers them where an address is typed. */
export async function hasPasskeyAutofill(): Promise<boolean> {
  return hasPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

async function optionsFrom<T>(path: string): Promise<T | null> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}

/** Why the device gave no answer, of the library's or the browser's error. */
function reasonOf(error: unknown): 'cancelled' | 'already' | 'failed' {
  const name = error instanceof Error ? error.name : '';
  // Who waits too long, or closes the window, or has no passkey here: browsers do not tell which.
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'already' : 'failed';
}

/** Makes a passkey on this device, or on one that the browser reaches. */
export async function makePasskey(optionsPath: string): Promise<Ceremony> {
  const optionsJSON = await optionsFrom<PublicKeyCredentialCreationOptionsJSON>(optionsPath);
  if (!optionsJSON) return { because: 'refused' };
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    return { answer: JSON.stringify(await startRegistration({ optionsJSON })) };
  } catch (error) {
    return { because: reasonOf(error) };
  }
}

/**
 * Uses a passkey.
 * @param autofill waits until one is chosen where the address is typed, which may be never
 */
export async function givePasskey(optionsPath: string, { autofill = false } = {}): Promise<Ceremony> {
  const optionsJSON = await optionsFrom<PublicKeyCredentialRequestOptionsJSON>(optionsPath);
  if (!optionsJSON) return { because: 'refused' };
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    return {
      answer: JSON.stringify(await startAuthentication({ optionsJSON, useBrowserAutofill: autofill })),
    };
  } catch (error) {
    return { because: reasonOf(error) };
  }
}

/** Ends whatever the device was asked for. */
export async function stopAsking(): Promise<void> {
  const { WebAuthnAbortService } = await import('@simplewebauthn/browser');
  WebAuthnAbortService.cancelCeremony();
}
