import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { areas } from './areas';
import { bulkActs } from './bulk/acts';
import { importAct } from './import/import-act';
import { countiesPanel, departmentsPanel, peoplePanel } from './panels';

export const administration = defineDomain({
  name: 'administration',
  batchActs: [...Object.values(bulkActs), importAct],
  panels: { departments: departmentsPanel, people: peoplePanel, counties: countiesPanel },
  areas,
  navigation: [{ name: 'people', href: paths.people.list(), place: 20, permission: 'user.view' }],
});
