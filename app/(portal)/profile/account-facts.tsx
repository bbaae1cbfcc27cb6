import { getLocale, getTranslations } from 'next-intl/server';
import { viewedCounty } from '@/app/_parts/county';
import { textOr } from '@/app/_parts/text-or';
import { Facts } from '@/components/ui/facts';
import { longDate } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';

/** What people see of their account but change elsewhere, or not at all. */
export async function AccountFacts({ profile }: { profile: UserBody }) {
  const [t, textOf, locale, county] = await Promise.all([
    getTranslations('accounts'),
    textOr(),
    getLocale(),
    viewedCounty(),
  ]);
  const since = longDate(new Date(profile.createdAt), locale, county.settings.timeZone);
  const departments = profile.departments.map(({ name }) => name).join(', ');
  return (
    <Facts
      items={[
        {
          label: t('fields.email'),
          value: (
            <>
              {profile.email}
              <br />
              <span className="text-ink-2">
                {profile.confirmedAt ? t('profile.confirmed') : t('profile.notConfirmed')}
              </span>
              <br />
              <a href={paths.profile.email()}>{t('profile.changeEmail')}</a>
            </>
          ),
        },
        {
          label: t('fields.password'),
          value: <a href={paths.profile.password()}>{t('profile.changePassword')}</a>,
        },
        ...(profile.county ? [{ label: t('profile.county'), value: profile.county.name }] : []),
        {
          label: t('profile.roles'),
          value: profile.roles.map((role) => textOf(`roles.${role}`, role)).join(', '),
        },
        ...(departments ? [{ label: t('profile.departments'), value: departments }] : []),
        { label: t('profile.memberSince'), value: since },
      ]}
    />
  );
}
