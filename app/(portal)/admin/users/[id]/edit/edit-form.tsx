import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { updateUserFields } from '@/lib/administration/people/schema';
import type { Language } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';
import { updateUserAction } from '../../actions';
import { callName } from '../person-file';

/** The details of a person that an administrator may change. */
export async function EditForm({ user, languages }: { user: UserBody; languages: readonly Language[] }) {
  const t = await getTranslations();
  const title = t('people.edit.title', { name: callName(user) });
  const { firstName, lastName, phoneNumber, address, locale } = user;
  return (
    <Form
      of={updateUserFields}
      title={title}
      heading={
        <>
          <h1 className="[overflow-wrap:anywhere]">{title}</h1>
          <p className="mb-6 text-ink-2">{t('people.edit.lead')}</p>
        </>
      }
      action={updateUserAction}
      values={{ firstName, lastName, phoneNumber, address, locale }}
      offers={{ locale: languages.map((value) => ({ value, label: t(`people.languages.${value}`) })) }}
      sends={{ userId: user.id, version: user.version }}
      submit={t('common.save')}
      cancelHref={paths.people.show(user.id)}
    />
  );
}
