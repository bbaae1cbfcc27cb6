import { getTranslations } from 'next-intl/server';
import { textOr } from './text-or';

/** How an event is told in a line of its own, in the reader's language: what happened, and how it ended. */
export async function eventWords() {
  const [t, textOf] = await Promise.all([getTranslations('events'), textOr()]);
  return {
    event: (name: string) => textOf(`events.${name}`, t('other')),
    outcome: (name: string) => t(name === 'done' || name === 'failed' ? name : 'refused'),
  };
}
