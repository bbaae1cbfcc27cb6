import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { Split } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getRoleDetail } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { roleCrumbs } from '../crumbs';
import { roleWords } from '../words';
import { HoldersPanel } from './holders-panel';
import { PermitsPanel } from './permits-panel';

type Props = PageProps<'/admin/roles/[id]'>;

/** One role: what it permits and who holds it. */
export default async function RolePage({ params }: Props) {
  const person = await guard(getRoleDetail);
  const [t, texts, words, detail] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations(),
    roleWords(),
    read(getRoleDetail, { roleId: (await params).id }),
  ]);
  const { role, holders, whyNotChange } = detail;
  const isNoted = whyNotChange && person.grants.has('role.manage');
  return (
    <PortalPage crumbs={await roleCrumbs()}>
      <title>{await pageTitle(words.nameOf(role))}</title>
      <h1 className="[overflow-wrap:anywhere]">{words.nameOf(role)}</h1>
      <p className="mb-2">
        <Tag tone={role.builtIn ? 'blue' : 'green'}>{t(role.builtIn ? 'builtIn' : 'own')}</Tag>
      </p>
      {role.description && !role.builtIn ? (
        <p className="mb-6 text-lead text-ink-2 [overflow-wrap:anywhere]">{role.description}</p>
      ) : null}
      {isNoted ? <p className="mb-6 text-ink-2">{texts(whyNotChange)}.</p> : null}
      <Split
        main={<PermitsPanel permissions={role.permissions} />}
        side={<HoldersPanel role={role} count={holders} maySeePeople={person.grants.has('user.view')} />}
      />
      {whyNotChange ? null : (
        <ButtonRow>
          <ButtonLink href={paths.roles.edit(role.id)}>{t('edit')}</ButtonLink>
          <ButtonLink href={paths.roles.delete(role.id)} variant="quiet">
            {t('delete')}
          </ButtonLink>
        </ButtonRow>
      )}
    </PortalPage>
  );
}
