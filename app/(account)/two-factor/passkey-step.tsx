import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { passkeyNote, passkeyWords } from '@/app/_parts/passkeys';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { paths } from '@/lib/shared/paths';
import { provePasskeyAction } from './actions';

/** The second step of a sign-in by a passkey; where it cannot be used, the other ways stand beside the reason. */
export async function PasskeyStep({
  next,
  remember,
  others,
  children,
}: {
  next: string | null;
  remember: ReactNode;
  others: ReactNode;
  children: ReactNode;
}) {
  const [t, words, note] = await Promise.all([
    getTranslations('twoFactor.signIn'),
    getTranslations('passkeys'),
    passkeyNote(),
  ]);
  return (
    <PasskeyForm
      {...(await formFrame(t('title')))}
      action={provePasskeyAction}
      fields={[]}
      ceremony="use"
      options={paths.passkeyOptions('factor')}
      words={await passkeyWords('use')}
      heading={
        <>
          <h1>{t('title')}</h1>
          <p className="mb-5 text-ink-2">{t('passkey.lead')}</p>
        </>
      }
    >
      <HiddenField name="next" value={next ?? ''} />
      {note ? (
        <>
          {note}
          <ButtonRow>{others}</ButtonRow>
        </>
      ) : (
        <>
          <PasskeyOnly otherwise={<p className="max-w-prose">{words('unsupported')}</p>}>
            {remember}
          </PasskeyOnly>
          <noscript>
            <p className="max-w-prose">{words('noScripts')}</p>
          </noscript>
          <ButtonRow>
            <PasskeyOnly>
              <SubmitButton>{t('passkey.submit')}</SubmitButton>
            </PasskeyOnly>
            {others}
          </ButtonRow>
        </>
      )}
      {children}
    </PasskeyForm>
  );
}
