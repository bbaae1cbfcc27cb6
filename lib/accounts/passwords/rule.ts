import 'server-only';
import { env } from '@/lib/platform/env';

/** The part of the password rule that the settings decide. */
export function passwordRule(): { policy: 'strict' | 'lesson'; composition: boolean } {
  const { PASSWORD_POLICY, PASSWORD_COMPOSITION } = env();
  return { policy: PASSWORD_POLICY, composition: PASSWORD_COMPOSITION };
}

/** The key of `accounts.hints` that says the password rule to whoever chooses one. */
export function passwordHint(): 'passwordStrict' | 'passwordLesson' {
  return env().PASSWORD_POLICY === 'strict' ? 'passwordStrict' : 'passwordLesson';
}
