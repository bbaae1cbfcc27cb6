import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { TokenFields, tokenFieldNames } from '@/app/(portal)/security/tokens/token-fields';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { covers } from '@/lib/access/permissions';
import { guard } from '@/lib/adapters/guard';
import { createServiceToken, serviceScopes } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { createServiceTokenAction } from '../actions';

/** Makes a service token and shows its value in the answer to the form, once. */
export default async function NewServiceTokenPage() {
  const { grants } = await guard(createServiceToken);
  const [t, own, admin, common] = await Promise.all([
    getTranslations('serviceTokens'),
    getTranslations('tokens'),
    getTranslations('admin'),
    getTranslations('common'),
  ]);
  const words = {
    title: t('reveal.title'),
    text: t('reveal.text'),
    label: own('reveal.label'),
    copy: own('reveal.copy'),
    copied: own('reveal.copied'),
    after: (
      <ButtonRow>
        <ButtonLink href={paths.serviceTokens()}>{t('back')}</ButtonLink>
      </ButtonRow>
    ),
  };
  const scopes = serviceScopes.filter((name) => covers(grants.get(name), 'county'));
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin(), label: admin('title') },
        { href: paths.serviceTokens(), label: t('title') },
      ]}
    >
      <AccountForm
        {...(await formFrame(t('create')))}
        action={createServiceTokenAction}
        fields={tokenFieldNames}
        heading={<h1>{t('create')}</h1>}
        revealed={words}
      >
        <p className="mb-6 text-lead text-ink-2">{t('createLead')}</p>
        <TokenFields scopes={scopes} nameHint={t('nameHint')} scopesHint={t('scopesHint')} />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.serviceTokens()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
