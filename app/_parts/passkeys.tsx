import { getTranslations } from 'next-intl/server';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly, type PasskeyPlace } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { relyingParty } from '@/lib/accounts';
import type { FormAction } from '@/lib/shared/form-state';
import { paths } from '@/lib/shared/paths';
import { formFrame } from './form-frame';

/** Where the portal's passkeys work, and what is said where they do not. */
export async function passkeyPlace(): Promise<PasskeyPlace> {
  const t = await getTranslations('passkeys');
  const party = relyingParty();
  return {
    host: party?.id ?? null,
    origin: party?.origins[0] ?? '',
    words: {
      nowhere: t('nowhere'),
      elsewhere: t('elsewhere'),
      elsewhereLink: t('elsewhereLink', { host: party?.id ?? '' }),
      unsupported: t('unsupported'),
      noScripts: t('noScripts'),
    },
  };
}

/** What is said when the device gave no answer. */
export async function passkeyWords(ceremony: 'make' | 'use') {
  const t = await getTranslations(`passkeys.${ceremony}`);
  return { cancelled: t('cancelled'), already: t('already'), failed: t('failed') };
}

/** Using a passkey in place of the form above it. Where passkeys do not work, the form above is all there is. */
export async function PasskeyAside({
  action,
  purpose,
  next,
  lead,
  submit,
  autofill = false,
}: {
  action: FormAction;
  purpose: 'sign-in' | 'reauthenticate';
  next: string | null;
  lead: string;
  submit: string;
  autofill?: boolean;
}) {
  const [{ pageTitle: _title, ...frame }, place] = await Promise.all([formFrame(''), passkeyPlace()]);
  return (
    <div className="mt-8">
      <PasskeyForm
        {...frame}
        action={action}
        fields={[]}
        isAside
        ceremony="use"
        options={paths.api.passkeyOptions(purpose)}
        words={await passkeyWords('use')}
        autofillAt={autofill ? place.host : null}
      >
        <PasskeyOnly place={place} isAside>
          <HiddenField name="next" value={next ?? ''} />
          <p className="mb-3 text-ink-2">{lead}</p>
          <SubmitButton variant="quiet">{submit}</SubmitButton>
        </PasskeyOnly>
      </PasskeyForm>
    </div>
  );
}
