import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { passkeyPlace, passkeyWords } from '@/app/_parts/passkeys';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { paths } from '@/lib/shared/paths';
import { provePasskeyAction } from './actions';

/** The second step of a sign-in by a passkey; where it cannot be used, the reason stands above the other ways. */
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
  const t = await getTranslations('twoFactor.signIn');
  return (
    <PasskeyForm
      {...(await formFrame(t('title')))}
      action={provePasskeyAction}
      fields={[]}
      ceremony="use"
      options={paths.api.passkeyOptions('factor')}
      words={await passkeyWords('use')}
      heading={
        <>
          <h1>{t('title')}</h1>
          <p className="mb-5 text-ink-2">{t('passkey.lead')}</p>
        </>
      }
    >
      <HiddenField name="next" value={next ?? ''} />
      <PasskeyOnly place={await passkeyPlace()}>
        {remember}
        <SubmitButton>{t('passkey.submit')}</SubmitButton>
      </PasskeyOnly>
      <ButtonRow>{others}</ButtonRow>
      {children}
    </PasskeyForm>
  );
}
