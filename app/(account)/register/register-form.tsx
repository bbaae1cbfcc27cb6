import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { passwordHelp } from '@/app/_parts/form-frame';
import { passwordHints } from '@/lib/accounts/passwords/rule';
import { registerFields } from '@/lib/accounts/schema';
import type { OpenCounty, PortalCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { registerAction } from './actions';

/** What a new person tells of themselves; the portal's county is chosen beforehand, where it lets people in. */
export async function RegisterForm({
  counties,
  portalCounty,
}: {
  counties: OpenCounty[];
  portalCounty: PortalCounty | null;
}) {
  const [t, help] = await Promise.all([
    getTranslations('accounts'),
    passwordHelp(['county', 'email', 'firstName', 'lastName']),
  ]);
  const chosen = counties.find(({ code }) => code === portalCounty?.code);
  const hints = passwordHints(counties.map(({ settings }) => settings));
  const offered = counties.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Form
      of={registerFields}
      title={t('register.title')}
      heading={
        <>
          <h1>{t('register.title')}</h1>
          <p className="mb-5 text-ink-2">{t('register.lead')}</p>
        </>
      }
      action={registerAction}
      checks="accounts/RegisterForm"
      offers={{ county: chosen ? offered : [{ value: '', label: t('fields.chooseCounty') }, ...offered] }}
      values={{ county: chosen?.code }}
      hints={{ password: hints.map((key) => t(`hints.${key}`)).join(' ') }}
      helps={{ password: help }}
      submit={t('register.submit')}
      after={
        <p className="mt-3 text-ink-2">
          {t('register.haveAccount')} <a href={paths.signIn.start()}>{t('signIn.title')}</a>
        </p>
      }
    />
  );
}
