import 'server-only';
import { hasName } from '@/lib/fields';
import { type Db, done, fail, failFields, isCurrentMembership, useCase } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { UserBody } from '@/lib/shared/user-body';
import { mailLimits } from '../limits';
import { changeEmailMail, emailChangeAskedMail } from '../mails';
import { ChangeEmail, PatchProfile, SetLanguage } from '../schema';
import { type ProfileRow, profileView } from '../view';

/**
 * A person's row with the departments in which they work at that moment, by name. One statement: Prisma's `include`
 * makes three, which are half of what a profile costs.
 */
async function profileRow(db: Db, id: string, now: Date): Promise<ProfileRow> {
  const [row] = await db.$queryRaw<[ProfileRow]>`
    select u."id", u."email", u."firstName", u."lastName", u."phoneNumber", u."address", u."active", u."confirmedAt",
      u."locale", u."loginCount", u."lastLoginAt", u."createdAt", u."version",
      (select coalesce(jsonb_agg(jsonb_build_object('id', d."id", 'code', d."code", 'name', d."name") order by d."name"), '[]'::jsonb)
        from "UserDepartment" ud join "Department" d on d."id" = ud."departmentId"
        where ud."userId" = u."id" and ${isCurrentMembership(now)}) as departments
    from "User" u where u."id" = ${id}`;
  return row;
}

/** The own profile. */
export const getProfile = useCase({
  name: 'accounts.getProfile',
  input: Nothing,
  output: UserBody,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    return done(profileView(await profileRow(db, actor.id, now), actor));
  },
});

/** Changes the own names, phone number, address and language; `version` must be the one that was read. */
export const updateProfile = useCase({
  name: 'accounts.updateProfile',
  input: PatchProfile,
  output: UserBody,
  access: 'account.manage',
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note }, { version, ...changes }) => {
    const { languages } = countySettings(actor.county?.settings);
    if (changes.locale && !languages.includes(changes.locale))
      return failFields({ locale: ['errors.language.choose'] });
    const before = await db.user.findUniqueOrThrow({ where: { id: actor.id } });
    const wanted = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    ) as Partial<Record<keyof typeof changes, string>>;
    const after = {
      ...wanted,
      ...(wanted.phoneNumber !== undefined ? { phoneNumber: wanted.phoneNumber || null } : {}),
      ...(wanted.address !== undefined ? { address: wanted.address || null } : {}),
    };
    const isRenamed = wanted.firstName !== undefined || wanted.lastName !== undefined;
    if (isRenamed && !hasName({ ...before, ...wanted }))
      return failFields({ firstName: ['errors.name.enter'] });
    const { count } = await db.user.updateMany({
      where: { id: actor.id, version },
      data: { ...after, version: { increment: 1 } },
    });
    if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
    const old = Object.fromEntries(
      Object.keys(after).map((name) => [name, before[name as keyof typeof after]]),
    );
    note({ id: actor.id, before: old, after });
    return done(profileView(await profileRow(db, actor.id, now), actor));
  },
});

/** Keeps the language that somebody chose on their account; a stranger's choice lives in the cookie alone. */
export const setLanguage = useCase({
  name: 'accounts.setLanguage',
  input: SetLanguage,
  access: 'public',
  audit: 'none',
  run: async ({ db, actor }, { language }) => {
    const { languages } = countySettings(actor.kind === 'person' ? actor.county?.settings : undefined);
    if (!languages.includes(language)) return failFields({ language: ['errors.language.choose'] });
    if (actor.kind === 'person')
      await db.user.updateMany({ where: { id: actor.id }, data: { locale: language } });
    return done({ language });
  },
});

/**
 * Asks for another e-mail address. It takes effect when the link in the mail to the new address is opened in
 * the session that asked; the old one is told at once. The answer does not say whether the new address is somebody's already.
 */
export const requestEmailChange = useCase({
  name: 'accounts.requestEmailChange',
  input: ChangeEmail,
  access: 'account.manage',
  fresh: true,
  limits: ({ email }, request) => mailLimits('change-email', email, request),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, mail, note }, { email }) => {
    note({ id: actor.id, before: { email: actor.email }, after: { email } });
    if (email === actor.email)
      return fail('invalid', 'errors.email.same', { fields: { email: ['errors.email.same'] } });
    const locale = languageOr(actor.locale);
    await mail(changeEmailMail, {
      to: email,
      locale,
      data: { userId: actor.id, sessionId: actor.via.id },
    });
    await mail(emailChangeAskedMail, {
      to: actor.email,
      locale,
      data: { newEmail: email, userId: actor.id, at: now.toISOString() },
    });
    // Only the last address asked for can still be confirmed.
    await db.singleUseLink.deleteMany({ where: { userId: actor.id, purpose: 'change-email', usedAt: null } });
    return done({ email });
  },
});
