import 'server-only';
import type { Db } from '@/lib/kernel';
import type { MessageKey } from '@/messages/keys';
import { whyNotTakeAway } from './policy';
import { providerByKey } from './providers/configured';

/**
 * Why a passkey or a linked account may not be taken away: it is the last that opens the account by itself. A provider
 * that the settings name no more opens nothing. Call it holding the owner's row (`lockOwnAccount`): of two who take the
 * last two ways, the second then finds one left.
 */
export async function whyNotTake(
  db: Db,
  userId: string,
  taken: { passkeyId?: string; accountId?: string },
): Promise<MessageKey | null> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      passwordHash: true,
      passkeys: { where: { signsIn: true }, select: { id: true } },
      accounts: { select: { id: true, provider: true } },
    },
  });
  return whyNotTakeAway({
    hasPassword: user.passwordHash !== null,
    passkeys: user.passkeys.filter(({ id }) => id !== taken.passkeyId).length,
    providers: user.accounts.filter(({ id, provider }) => id !== taken.accountId && providerByKey(provider))
      .length,
  });
}
