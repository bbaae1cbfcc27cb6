import { notFound } from 'next/navigation';
import { PortalPage } from '@/app/_parts/portal-page';
import { env } from '@/lib/platform/env';
import { gallery } from './gallery';

export const metadata = { title: 'Components' };

/** The components that pages are made of, for whoever builds one. Not there in production. English alone. */
export default function ComponentsPage() {
  if (env().mode === 'start') notFound();
  return (
    <PortalPage>
      <div lang="en" id="components">
        <h1>Components</h1>
        <p className="mb-6 text-lead text-ink-2">
          What pages are made of. Look here before you draw something new.
        </p>
        {gallery.map(({ id, title, shown }) => (
          <section key={id} aria-labelledby={`gallery-${id}`} className="mb-10">
            <h2 id={`gallery-${id}`}>{title}</h2>
            {shown}
          </section>
        ))}
      </div>
    </PortalPage>
  );
}
