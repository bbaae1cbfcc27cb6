import 'server-only';
import { done, question } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';

/** When the own session ends if it is not used: for the warning dialog. Asking counts as use. */
export const staySignedIn = question({
  name: 'accounts.staySignedIn',
  input: Nothing,
  access: 'account.manage',
  beforeFactor: true,
  answer: ({ actor, now }) =>
    done({
      secondsLeft:
        actor.via.kind === 'session'
          ? Math.floor(
              (Math.min(actor.via.idleEnd.getTime(), actor.via.expiresAt.getTime()) - now.getTime()) / 1000,
            )
          : null,
    }),
});
