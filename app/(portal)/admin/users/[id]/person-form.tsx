import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Form, type FormProps } from '@/app/_parts/form';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';

type Props = Pick<FormProps, 'title' | 'action' | 'also' | 'children'> & { user: UserBody; lead: ReactNode };

/** A form about one person: what it will do, its fields, and the way back to the person. */
export async function PersonForm({ user, lead, ...form }: Props) {
  const t = await getTranslations('common');
  return (
    <Form
      {...form}
      heading={
        <>
          <h1 className="[overflow-wrap:anywhere]">{form.title}</h1>
          <div className="mb-6 max-w-prose">{lead}</div>
        </>
      }
      sends={{ userId: user.id, version: user.version }}
      submit={t('save')}
      cancelHref={paths.people.show(user.id)}
    />
  );
}
