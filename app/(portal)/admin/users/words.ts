import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { viewedCounty } from '@/app/_parts/county';
import { textOr } from '@/app/_parts/text-or';
import type { TagTone } from '@/components/ui/tag';
import type { RoleOption } from '@/lib/administration';
import { longDate } from '@/lib/shared/dates';
import type { UserBody } from '@/lib/shared/user-body';

/** What the pages about people call roles, statuses and days, in the reader's language. */
export async function peopleWords() {
  const [t, textOf, locale, county, format] = await Promise.all([
    getTranslations('people'),
    textOr(),
    getLocale(),
    viewedCounty(),
    getFormatter(),
  ]);
  return {
    /** A built-in role has a name in every language; a county's own is called as the county calls it. */
    roleName: (name: string) => textOf(`roles.${name}`, name),
    roleText: ({ name, description, builtIn }: RoleOption) =>
      builtIn ? textOf(`people.aboutRole.${name}`, description) : description,
    day: (iso: string) => longDate(new Date(iso), locale, county.settings.timeZone),
    /** The same for a table. */
    shortDay: (iso: string) =>
      format.dateTime(new Date(iso), { dateStyle: 'medium', timeZone: county.settings.timeZone }),
    /** Where somebody stands, in one word. */
    status: ({ active, confirmedAt }: Pick<UserBody, 'active' | 'confirmedAt'>) => {
      const [tone, key]: [TagTone, 'inactive' | 'active' | 'notConfirmed'] = !active
        ? ['red', 'inactive']
        : confirmedAt
          ? ['green', 'active']
          : ['amber', 'notConfirmed'];
      return { tone, text: t(`status.${key}`) };
    },
  };
}
