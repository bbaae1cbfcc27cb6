import { getTranslations } from 'next-intl/server';
import { SYSTEM } from '@/lib/kernel';

/** Says who did it, in the reader's language: an address, the system, or nobody who was signed in. */
export async function actorTeller(): Promise<(actor: string | null) => string> {
  const [audit, dashboard] = await Promise.all([getTranslations('audit'), getTranslations('dashboard')]);
  return (actor) => (actor === SYSTEM ? audit('system') : (actor ?? dashboard('nobody')));
}
