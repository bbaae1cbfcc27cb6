import { getTranslations } from 'next-intl/server';
import { providerById } from '@/lib/accounts/providers/configured';
import { isProviderProblem } from '@/lib/accounts/providers/problems';
import type { FormFault } from '@/lib/shared/form-state';

/** What led back to this page from a provider, in words, by the address's `problem` and `with`; nothing for others. */
export async function providerProblem(asked: {
  problem?: string | undefined;
  with?: string | undefined;
}): Promise<FormFault[]> {
  const provider = typeof asked.with === 'string' ? providerById(asked.with) : undefined;
  if (!provider || !isProviderProblem(asked.problem)) return [];
  const t = await getTranslations('errors.provider');
  return [{ text: t(asked.problem, { name: provider.name }) }];
}
