import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { areasOf } from './areas';

export type AdministrationPart = {
  part: ReturnType<typeof areasOf>[number]['name'];
  href: string;
  /** Null where none is cheap to have. */
  figure: number | null;
};

/** What the person may administer, of what domains offer (`areas` of their domain.ts), and where it stands. */
export const getAdministration = useCase({
  name: 'reporting.getAdministration',
  input: Nothing,
  access: 'dashboard.view',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const parts: AdministrationPart[] = [];
    for (const { name, href, figure } of areasOf(actor))
      parts.push({ part: name, href, figure: (await figure?.({ db, actor, now })) ?? null });
    return done({ parts });
  },
});
