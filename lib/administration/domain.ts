import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { areas } from './areas';
import { countiesPanel, departmentsPanel, peoplePanel } from './panels';

export const administration = defineDomain({
  name: 'administration',
  panels: { departments: departmentsPanel, people: peoplePanel, counties: countiesPanel },
  areas,
  navigation: [{ name: 'people', href: paths.people.list(), place: 20, permission: 'user.view' }],
  tidies: [
    {
      what: 'batches',
      keptDays: 0,
      remove: (db, before) => db.peopleBatch.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
  ],
});
