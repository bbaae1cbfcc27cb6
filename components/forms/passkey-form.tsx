'use client';

import { useCallback, useEffect, useRef } from 'react';
import { ActionForm, type ActionFormProps } from './action-form';
import { givePasskey, hasPasskeyAutofill, makePasskey, stopAsking } from './passkey-ceremony';

/** What is said, beside the button, when the device gave no answer. */
export type PasskeyWords = { cancelled: string; already: string; failed: string };

export type PasskeyFormProps = Omit<ActionFormProps, 'schema' | 'before' | 'id'> & {
  /** Makes a passkey, under the name that is typed; or uses one. */
  ceremony: 'make' | 'use';
  /** Where the browser gets what to ask the device for. */
  options: string;
  words: PasskeyWords;
  /** The host at which passkeys are also offered where the address is typed, from the moment the page is there. */
  autofillAt?: string | null;
};

/** A waiting offer is renewed before the county forgets its challenge, which is after five minutes. */
const RENEW_MS = 4 * 60_000;
const formId = 'passkey-form';
const nameSchema = () => import('@/lib/accounts/passkeys/schema').then(({ PasskeyName }) => PasskeyName);

/**
 * A form whose answer the device gives: what is typed is checked first, then the device is asked, then all of it is
 * sent. When nothing comes of it, a line says why, the focus stays and nothing is lost.
 */
export function PasskeyForm({ ceremony, options, words, autofillAt = null, ...form }: PasskeyFormProps) {
  const chosen = useRef<string>(undefined);
  const offer = useRef<() => void>(undefined);

  useEffect(() => {
    if (location.hostname !== autofillAt) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(timer);
      if (isOver || !(await hasPasskeyAutofill()) || isOver) return;
      timer = setTimeout(() => void ask(), RENEW_MS);
      const result = await givePasskey(options, { autofill: true });
      if (isOver || !('answer' in result)) return;
      chosen.current = result.answer;
      const element = document.getElementById(formId);
      if (element instanceof HTMLFormElement) element.requestSubmit();
    };
    offer.current = () => void ask();
    offer.current();
    return () => {
      isOver = true;
      clearTimeout(timer);
      void stopAsking();
    };
  }, [autofillAt, options]);

  const before = useCallback(
    async (data: FormData) => {
      const answer = chosen.current;
      chosen.current = undefined;
      const result =
        answer !== undefined ? { answer } : await (ceremony === 'make' ? makePasskey : givePasskey)(options);
      if ('answer' in result) data.set('answer', result.answer);
      else if (result.because !== 'refused') {
        // Asking by the button ended what waited at the address.
        offer.current?.();
        return words[result.because];
      }
      return data;
    },
    [ceremony, options, words],
  );

  return (
    <ActionForm {...form} id={formId} schema={ceremony === 'make' ? nameSchema : undefined} before={before} />
  );
}
