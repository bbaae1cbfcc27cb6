import 'server-only';
import { countyByCode } from '@/lib/identity';
import { done, useCase } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { AdvisePassword } from '../schema';
import { whyNotPassword } from './policy';
import { passwordRule } from './rule';

/**
 * What would be better about a password that somebody thinks of, before they send it: the words of the rule that it
 * will meet (message keys), none when it can be had. Of who is signed in, their own county's rule; of others that of the
 * county they name. Nothing of it is kept, and the form that is sent has the last word.
 */
export const advisePassword = useCase({
  name: 'accounts.advisePassword',
  input: AdvisePassword,
  access: 'public',
  // An estimate takes up to a tenth of a second on the one thread that answers.
  limits: (_input, request) => [
    { name: 'password-advice', key: request.ip, points: 30, seconds: 60, counts: 'attempts' },
  ],
  prepare: async ({ actor }, { password, county: code, email, firstName, lastName }) => {
    const own = actor.kind === 'person' && !code ? actor : null;
    const named = code?.toUpperCase() || env().DEFAULT_COUNTY;
    const county = own ? own.county : named ? await countyByCode(named) : null;
    const owner = own ?? { email, firstName, lastName };
    const advice = await whyNotPassword(password, {
      ...passwordRule(county?.settings),
      email: owner.email ?? '',
      names: [owner.firstName ?? '', owner.lastName ?? ''],
      ...(county ? { countyName: county.name } : {}),
    });
    return done({ strong: advice.length === 0, advice });
  },
  audit: 'none',
  run: async ({ prepared }) => done(prepared),
});
