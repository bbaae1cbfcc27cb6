import { getLocale, getTranslations } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';

/** The columns by the names that the reader's language gives them; a file may use either language's. */
const headings = {
  en: ['email', 'first_name', 'last_name', 'roles', 'departments'],
  es: ['correo', 'nombre', 'apellidos', 'roles', 'departamentos'],
};
const columns = ['email', 'firstName', 'lastName', 'roles', 'departments'] as const;

/** How a file has to look, and one to begin with. */
export async function FileGuide() {
  const [t, locale] = await Promise.all([getTranslations('batches.import'), getLocale()]);
  const names = headings[locale === 'es' ? 'es' : 'en'];
  const template = [
    names.join(','),
    'ana.garcia@example.com,Ana,García,Citizen,',
    'ben.brook@example.com,Ben,Brook,Citizen;Department Officer,',
    '',
  ].join('\r\n');
  // With a byte order mark, so that spreadsheets read it as UTF-8.
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${template}`)}`;
  return (
    <section aria-labelledby="guide-title" className="mb-8 max-w-form">
      <h2 id="guide-title">{t('howTitle')}</h2>
      <p className="mb-3">{t('how')}</p>
      <Facts items={columns.map((column, index) => ({ label: names[index] ?? column, value: t(column) }))} />
      <p className="mt-3 mb-3 text-ink-2">{t('signs')}</p>
      <a href={href} download="people.csv" className="inline-block py-1">
        {t('template')}
      </a>
    </section>
  );
}
