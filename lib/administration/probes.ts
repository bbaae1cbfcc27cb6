import type { Probes } from '@/lib/testing/probes';
import type { Rows } from '@/lib/testing/rows';
import { anotherEmail } from '@/lib/testing/world';

const person = ({ user }: Rows) => ({ userId: user });
const member = ({ user, department }: Rows) => ({ userId: user, departmentId: department });
const everyOrder = (...sorts: string[]) => sorts.map((sort) => ({ sort }));

/** A use case that takes an id or reads wants a line here. */
export const probes: Probes = {
  ids: {
    'administration.addDepartmentMember': {
      ask: ({ department, newcomer }) => ({ departmentId: department, email: newcomer.email }),
    },
    'administration.createBatch': {
      ask: ({ user, emptyDepartment }) => ({
        ids: [user],
        act: 'add-department',
        department: emptyDepartment,
      }),
    },
    'administration.deactivateUser': { ask: (its) => ({ ...person(its), reason: 'Moved away' }) },
    'administration.deleteDepartment': { ask: ({ emptyDepartment }) => ({ departmentId: emptyDepartment }) },
    'administration.deleteRole': { ask: ({ role }) => ({ roleId: role }) },
    'administration.endDepartmentMember': { ask: (its) => ({ ...member(its), version: 1 }) },
    'administration.endUserSession': { ask: (its) => ({ ...person(its), sessionId: its.session }) },
    'administration.getCounty': { ask: ({ county }) => ({ countyId: county }) },
    'administration.getDepartment': {
      ask: ({ department }) => ({ departmentId: department }),
      alsoFor: ['Citizen', 'Department Officer'],
    },
    'administration.getDepartmentMember': { ask: member },
    'administration.getPersonFile': { ask: person },
    'administration.getRole': { ask: ({ role }) => ({ roleId: role }) },
    'administration.getRoleDetail': { ask: ({ role }) => ({ roleId: role }) },
    'administration.getServiceToken': { ask: ({ serviceToken }) => ({ serviceTokenId: serviceToken }) },
    'administration.getUser': { ask: person },
    'administration.inviteUser': {
      ask: ({ department }) => ({
        email: anotherEmail(),
        firstName: 'Ona',
        lastName: 'Ruiz',
        departments: [department],
      }),
    },
    'administration.listDepartmentMembers': { ask: ({ department }) => ({ departmentId: department }) },
    'administration.listRoleHolders': { ask: ({ role }) => ({ roleId: role }) },
    'administration.reactivateUser': { ask: ({ inactive }) => ({ userId: inactive }) },
    'administration.resetFactors': { ask: (its) => ({ ...person(its), reason: 'Lost phone' }) },
    'administration.revokeServiceToken': { ask: ({ serviceToken }) => ({ serviceTokenId: serviceToken }) },
    'administration.sendResetLink': { ask: person },
    'administration.setUserDepartments': {
      ask: (its) => ({ ...person(its), version: 1, departments: [its.department, its.emptyDepartment] }),
    },
    'administration.setUserRoles': { ask: (its) => ({ ...person(its), version: 1, roles: ['Citizen'] }) },
    'administration.signOutUser': { ask: person },
    'administration.updateCounty': {
      ask: ({ county }) => ({ countyId: county, version: 1 }),
    },
    'administration.updateDepartment': {
      ask: ({ department }) => ({ departmentId: department, version: 1, name: 'Renamed' }),
    },
    'administration.updateDepartmentMember': { ask: (its) => ({ ...member(its), version: 1 }) },
    'administration.updateRole': {
      ask: ({ role }) => ({ roleId: role, version: 1, description: 'Renamed' }),
    },
    'administration.updateUser': { ask: (its) => ({ ...person(its), version: 1, firstName: 'Renamed' }) },
  },
  kinds: {
    countyId: 'county',
    departmentId: 'department',
    departments: 'department',
    ids: 'user',
    roleId: 'role',
    serviceTokenId: 'serviceToken',
    userId: 'user',
  },
  reads: {
    'administration.countExport': () => [{}, { q: 'resident12' }, { active: 'false' }],
    'administration.exportUsers': () => [{}, { q: 'a' }, ...everyOrder('name', '-email')],
    'administration.getCounty': (its) => [{ countyId: its.county }],
    'administration.getDepartment': (its) => [{ departmentId: its.department }],
    'administration.getDepartmentMember': (its) => [{ departmentId: its.department, userId: its.user }],
    'administration.getPeopleOptions': () => [{}, { county: 'ALD' }],
    'administration.getPersonFile': (its) => [{ userId: its.user }],
    'administration.getPortalCounty': () => [{}],
    'administration.getRole': (its) => [{ roleId: its.role }],
    'administration.getRoleDetail': (its) => [{ roleId: its.role }],
    'administration.getRoleMatrix': () => [{}],
    'administration.getServiceToken': (its) => [{ serviceTokenId: its.serviceToken }],
    'administration.getUser': (its) => [{ userId: its.user }],
    'administration.listCounties': () => [
      {},
      { q: 'al' },
      { active: 'true' },
      ...everyOrder('-name', 'code'),
    ],
    'administration.listDepartmentMembers': (its) => [{ departmentId: its.department }],
    'administration.listDepartments': () => [
      {},
      { q: 'bui' },
      { active: 'true' },
      { county: 'ALD' },
      ...everyOrder('-name', 'code', '-code'),
    ],
    'administration.listDepartmentsWithOfficers': () => [{}, { q: 'bui' }, { sort: '-code' }],
    'administration.listLessonUsers': () => [{}, { page: '30' }],
    'administration.listOpenCounties': () => [{}],
    'administration.listPermissions': () => [{}],
    'administration.listRoleHolders': (its) => [{ roleId: its.role }],
    'administration.listRoles': () => [{}, { sort: '-name' }],
    'administration.listServiceTokens': () => [{}, { page: '2' }],
    'administration.listUsers': () => [
      {},
      { page: '30' },
      { q: 'resident12' },
      { q: 'a' },
      { role: 'County Admin' },
      { department: 'BLD' },
      { county: 'ALD' },
      { active: 'true' },
      { active: 'false' },
      { confirmed: 'true' },
      { confirmed: 'false' },
      { twoFactor: 'true' },
      { twoFactor: 'false' },
      { invited: 'true' },
      { invited: 'false' },
      { q: 'a', role: 'Citizen', department: 'BLD', active: 'true', sort: 'name' },
      ...everyOrder('createdAt', 'name', '-name', 'email', '-email'),
    ],
  },
  sound: {
    userId: 'x',
    roleId: 'x',
    permissions: [{ name: 'user.view', reach: 'county' }],
    version: 1,
    county: 'ALD',
  },
};
