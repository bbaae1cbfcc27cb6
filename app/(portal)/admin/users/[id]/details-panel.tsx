import type { Messages } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { Panel } from '@/components/ui/panel';
import { SummaryList, type SummaryRow } from '@/components/ui/summary-list';
import type { PersonFile } from '@/lib/administration';
import { sentenceCase } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';
import { peopleWords } from '../words';

/** Who somebody is, what they may do and where they work, with the ways to change it. */
export async function DetailsPanel({ file }: { file: PersonFile }) {
  const [t, fields, common, words, tell] = await Promise.all([
    getTranslations('people'),
    getTranslations('people.fields'),
    getTranslations('common'),
    peopleWords(),
    momentTeller(),
  ]);
  const { user, may } = file;
  const change = (is: boolean, href: string, label: string): Pick<SummaryRow, 'change'> =>
    is ? { change: { href, text: common('change'), about: label.toLowerCase() } } : {};
  const edit = (label: string) => change(may.update, paths.people.edit(user.id), label);
  const row = (
    key: keyof Messages['people']['fields'],
    value: string | null,
    more: Pick<SummaryRow, 'change'> = {},
  ): SummaryRow => ({
    key,
    label: fields(key),
    value: value || common('notGiven'),
    ...more,
  });
  const when = (iso: string | null) => (iso ? sentenceCase(tell(iso)) : common('never'));
  return (
    <Panel id="details" title={t('details')}>
      <SummaryList
        rows={[
          row('name', user.fullName, edit(fields('name'))),
          row('email', user.email),
          row('phoneNumber', user.phoneNumber, edit(fields('phoneNumber'))),
          row('address', user.address, edit(fields('address'))),
          row('language', t(`languages.${user.locale === 'es' ? 'es' : 'en'}`), edit(fields('language'))),
          ...(user.county ? [row('county', user.county.name)] : []),
          row(
            'roles',
            user.roles.map(words.roleName).join(', '),
            change(may.assign, paths.people.roles(user.id), fields('roles')),
          ),
          ...(user.county
            ? [
                row(
                  'departments',
                  user.departments.map(({ name }) => name).join(', ') || common('none'),
                  change(may.departments, paths.people.departments(user.id), fields('departments')),
                ),
              ]
            : []),
          row('since', words.day(user.createdAt)),
          ...(file.invitationOpen ? [row('invited', when(file.invitedAt))] : []),
          row('confirmed', user.confirmedAt ? words.day(user.confirmedAt) : fields('notConfirmed')),
          row('lastLogin', when(file.currentLogin?.at ?? user.lastLoginAt)),
          row('loginCount', String(user.loginCount)),
        ]}
      />
    </Panel>
  );
}
