import type { Permission } from './permissions';

/** Who may run a use case: anybody, whoever is signed in (a program's token too), or holders of a permission. */
export type Access = 'public' | 'signed-in' | Permission;
