import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getAdministration } from '@/lib/reporting';
import { PartCard } from './part-card';

/** What the person may administer: one card a part, by permission. */
export default async function AdministrationPage() {
  await guard(getAdministration);
  const [t, { parts }] = await Promise.all([getTranslations('admin'), read(getAdministration, {})]);
  if (parts.length === 0) forbidden();
  return (
    <PortalPage>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {parts.map((part) => (
          <PartCard key={part.part} {...part} />
        ))}
      </ul>
    </PortalPage>
  );
}
