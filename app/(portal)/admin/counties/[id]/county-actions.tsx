import { getTranslations } from 'next-intl/server';
import { PostLink } from '@/components/layout/post-link';
import type { CountyBody } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { reactivateCountyAction } from '../actions';

/** Closing a county, and opening it again. */
export async function CountyActions({ county: { id, version, active } }: { county: CountyBody }) {
  const t = await getTranslations('counties');
  return (
    <div className="mt-4">
      {active ? (
        <a href={paths.counties.deactivate(id)} className="inline-block py-0.5">
          {t('deactivate')}
        </a>
      ) : (
        <PostLink
          action={reactivateCountyAction}
          fields={{ countyId: id, version: String(version), active: 'true' }}
        >
          {t('reactivate')}
        </PostLink>
      )}
    </div>
  );
}
