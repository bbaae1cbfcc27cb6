import 'server-only';
import { hasName } from '@/lib/fields';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { UserBody } from '@/lib/shared/user-body';
import { settingsOf } from './county-decisions';
import { personToManage } from './managed-person';
import { findUser } from './people-query';
import { UpdateUser } from './schema';

/** Changes a person's names, phone number, address and language. The e-mail address is theirs alone to change. */
export const updateUser = useCase({
  name: 'administration.updateUser',
  input: UpdateUser,
  output: UserBody,
  access: 'user.update',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId, version, ...sent }) => {
    const { db, note } = context;
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const { firstName, lastName, phoneNumber, address, locale } = sent;
    if (locale && !(await settingsOf(db, person.value.countyId)).languages.includes(locale))
      return failFields({ locale: ['errors.language.choose'] });
    const after = {
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName === undefined ? {} : { lastName }),
      ...(phoneNumber === undefined ? {} : { phoneNumber: phoneNumber || null }),
      ...(address === undefined ? {} : { address: address || null }),
      ...(locale === undefined ? {} : { locale }),
    };
    const isRenamed = firstName !== undefined || lastName !== undefined;
    if (isRenamed && !hasName({ ...person.value, ...after }))
      return failFields({ firstName: ['errors.name.enter'] });
    const { count } = await db.user.updateMany({
      where: { id: userId, version },
      data: { ...after, version: { increment: 1 } },
    });
    if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
    const names = Object.keys(after) as (keyof typeof after)[];
    note({ before: Object.fromEntries(names.map((name) => [name, person.value[name]])), after });
    const user = await findUser(db, context, userId);
    return user ? done(user) : fail('not_found', 'errors.user.gone');
  },
});
