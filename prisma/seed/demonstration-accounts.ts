import type { RoleName } from '@/lib/access/roles';

// Apart from what writes them: a start shows them, and would have to read all of Prisma for it.

/** docs/contract.md, section 3: the lesson's accounts and password. */
export const demonstrationPassword = 'password123';

const contact = {
  address: '120 Courthouse Square',
  phone: '555-0100',
  hours: 'Monday to Friday, 8 am to 5 pm',
  hoursEs: 'De lunes a viernes, de 8 a. m. a 5 p. m.',
};

export const counties = [
  {
    code: 'ALD',
    name: 'Alder County',
    domain: 'test.com',
    settings: { timeZone: 'America/Los_Angeles', contact },
  },
  {
    code: 'BIR',
    name: 'Birch County',
    domain: 'birch.test',
    settings: {
      timeZone: 'America/Denver',
      colour: '#1d4f91',
      contact: { ...contact, address: '8 River Street', phone: '555-0180' },
    },
  },
];

export type Person = {
  name: string;
  role: RoleName;
  firstName: string;
  lastName: string;
  department?: string;
};

export const people: Person[] = [
  { name: 'admin', role: 'County Admin', firstName: 'Admin', lastName: 'User' },
  {
    name: 'officer',
    role: 'Department Officer',
    firstName: 'Olivia',
    lastName: 'Officer',
    department: 'BLD',
  },
  {
    name: 'supervisor',
    role: 'Department Officer',
    firstName: 'Samuel',
    lastName: 'Supervisor',
    department: 'BLD',
  },
  { name: 'citizen', role: 'Citizen', firstName: 'Maria', lastName: 'López' },
];

/** Every account of the demonstration, for the start's list and for refusing to start production beside one. */
export const demonstrationAccounts: { email: string; role: string; place: string }[] = [
  ...counties.flatMap(({ name: county, domain }) =>
    people.map(({ name, role, department }) => ({
      email: `${name}@${domain}`,
      role: name === 'supervisor' ? `${role} who may also decide` : role,
      place: department ? `${county}, Building and Planning` : county,
    })),
  ),
  { email: 'system@test.com', role: 'System Administrator', place: 'every county' },
];
