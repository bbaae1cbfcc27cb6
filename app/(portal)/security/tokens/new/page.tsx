import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { permissionNames } from '@/lib/access/permissions';
import { createToken } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { createTokenAction } from '../actions';
import { TokenFields, tokenFieldNames } from '../token-fields';

/** Makes a token and shows its value in the answer to the form, once. */
export default async function NewTokenPage() {
  const person = await guard(createToken);
  const [t, security, common] = await Promise.all([
    getTranslations('tokens'),
    getTranslations('accounts.security'),
    getTranslations('common'),
  ]);
  const words = {
    title: t('reveal.title'),
    text: t('reveal.text'),
    label: t('reveal.label'),
    copy: t('reveal.copy'),
    copied: t('reveal.copied'),
    after: (
      <ButtonRow>
        <ButtonLink href={paths.tokens()}>{t('back')}</ButtonLink>
      </ButtonRow>
    ),
  };
  return (
    <PortalPage
      crumbs={[
        { href: paths.security(), label: security('title') },
        { href: paths.tokens(), label: t('title') },
      ]}
    >
      <AccountForm
        {...(await formFrame(t('create')))}
        action={createTokenAction}
        fields={tokenFieldNames}
        heading={<h1>{t('create')}</h1>}
        revealed={words}
      >
        <p className="mb-6 text-lead text-ink-2">{t('createLead')}</p>
        <TokenFields
          scopes={permissionNames.filter((name) => person.grants.has(name))}
          nameHint={t('nameHint')}
          scopesHint={t('scopesHint')}
        />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.tokens()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
