import { getLocale, getTranslations } from 'next-intl/server';
import { Footer } from '@/components/layout/footer';
import { paths } from '@/lib/shared/paths';
import { viewedCounty } from './county';

/** The foot of every page: the same links everywhere, and how to reach the county that is shown. */
export async function SiteFoot() {
  const [t, locale, { name, settings }] = await Promise.all([
    getTranslations('nav'),
    getLocale(),
    viewedCounty(),
  ]);
  const { contact } = settings;
  const hours = locale === 'es' ? (contact?.hoursEs ?? contact?.hours) : contact?.hours;
  return (
    <Footer
      label={t('footerLabel')}
      links={[
        { href: paths.site.help(), label: t('help') },
        { href: paths.site.accessibility(), label: t('accessibility') },
        { href: paths.site.privacy(), label: t('privacy') },
        { href: paths.developers.list(), label: t('developers') },
      ]}
      contact={
        contact ? (
          <>
            {t('contact', {
              county: name,
              address: contact.address,
              phone: contact.phone,
              hours: hours ?? '',
            })}{' '}
            {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
          </>
        ) : undefined
      }
    />
  );
}
