import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { verifyTrail } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';
import { TrailResult } from './trail-result';

/** Checks the chain of the trail and says in words what it found. */
export default async function VerifyAuditPage() {
  await guard(verifyTrail);
  const [t, audit, admin, found] = await Promise.all([
    getTranslations('audit.verify'),
    getTranslations('audit'),
    getTranslations('admin'),
    read(verifyTrail, {}),
  ]);
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin.show(), label: admin('title') },
        { href: paths.audit.list(), label: audit('title') },
      ]}
    >
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 max-w-form text-lead text-ink-2">{t('lead')}</p>
      {found.trails.map((trail) => (
        <TrailResult key={trail.county?.id ?? 'none'} trail={trail} />
      ))}
      <p className="mt-6 max-w-form text-ink-2">{t(found.ok ? 'again' : 'whatNow')}</p>
    </PortalPage>
  );
}
