import { getTranslations } from 'next-intl/server';
import { OPERATOR, SYSTEM } from '@/lib/kernel';

/** Says who did it, in the reader's language: an address, the system, who runs the portal, or nobody who was signed in. */
export async function actorTeller(): Promise<(actor: string | null) => string> {
  const [audit, dashboard] = await Promise.all([getTranslations('audit'), getTranslations('dashboard')]);
  return (actor) => {
    if (actor === SYSTEM || actor === OPERATOR) return audit(actor);
    return actor ?? dashboard('nobody');
  };
}
