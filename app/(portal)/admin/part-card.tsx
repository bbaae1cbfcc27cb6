import { getTranslations } from 'next-intl/server';
import type { AdministrationPart } from '@/lib/reporting';

/** A part of the administration: where it is, what it is for, where it stands. */
export async function PartCard({ part, href, figure }: AdministrationPart) {
  const t = await getTranslations('admin');
  const isNear = part === 'people' && figure === null;
  return (
    <li className="flex flex-col rounded-card border border-line bg-card px-[22px] py-5">
      <h2 className="text-h3">
        <a href={href} className="inline-block py-0.5">
          {t(part)}
        </a>
      </h2>
      <p className="mt-1 text-ink-2">{t(isNear ? 'peopleNoFigure' : `${part}Text`)}</p>
      {figure === null || part === 'settings' ? null : (
        <p className="mt-auto pt-3 font-strong">{t(`figure.${part}`, { count: figure })}</p>
      )}
    </li>
  );
}
