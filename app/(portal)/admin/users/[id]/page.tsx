import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { Split } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { getPersonFile } from '@/lib/administration';
import { peopleWords } from '../words';
import { ActsPanel } from './acts-panel';
import { DetailsPanel } from './details-panel';
import { callName, personCrumbs, personFile } from './person-file';
import { SessionsPanel } from './sessions-panel';
import { EventsOfPerson, SignInsOfPerson } from './trail-panels';

type Props = { params: Promise<{ id: string }> };

/** Everything about one person that an administrator works with. */
export default async function PersonPage({ params }: Props) {
  await guard(getPersonFile);
  const file = await personFile((await params).id);
  const [t, words, crumbs] = await Promise.all([getTranslations('people'), peopleWords(), personCrumbs()]);
  const { user, invitationOpen, twoFactorSince, deactivationNote } = file;
  const status = words.status(user);
  const name = callName(user);
  return (
    <PortalPage crumbs={crumbs}>
      <title>{await pageTitle(name)}</title>
      <h1 className="[overflow-wrap:anywhere]">{name}</h1>
      <p className="mb-6 flex flex-wrap gap-2">
        {invitationOpen && user.active ? (
          <Tag tone="blue">{t('status.invited')}</Tag>
        ) : (
          <Tag tone={status.tone}>{status.text}</Tag>
        )}
        {twoFactorSince ? <Tag tone="green">{t('status.twoFactor')}</Tag> : null}
      </p>
      {deactivationNote ? (
        <p className="mb-6 [overflow-wrap:anywhere]">
          {t('deactivate.because', { reason: deactivationNote })}
        </p>
      ) : null}
      <Split
        main={
          <>
            <DetailsPanel file={file} />
            <SessionsPanel file={file} />
            <EventsOfPerson file={file} />
          </>
        }
        side={
          <>
            <ActsPanel file={file} />
            <SignInsOfPerson file={file} />
          </>
        }
      />
    </PortalPage>
  );
}
