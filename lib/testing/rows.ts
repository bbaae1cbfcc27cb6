/// <reference types="vite/client" />
import { createPerson, type TestCounty } from './world';

/** Everybody's stamp here: what is somebody's own must not be told by it. */
export const commonStamp = 'the same stamp';

/** The people that the rows of every domain are there for. */
async function createPeople(county: TestCounty) {
  const admin = await createPerson({ county, role: 'County Admin', securityStamp: commonStamp });
  const person = await createPerson({ county, role: 'Citizen' });
  return { county: county.id, admin, person, user: person.id };
}

export type RowPeople = Awaited<ReturnType<typeof createPeople>>;

/**
 * One real row of each kind, by its kind. A domain adds those that it keeps in its `rows.ts`:
 * `declare module '@/lib/testing/rows' { interface Rows … }`, and `makeRows`, which writes them.
 */
export interface Rows extends RowPeople {}

type RowMaker = { makeRows(people: RowPeople, county: TestCounty): Promise<Partial<Rows>> };

const makers = Object.values(
  import.meta.glob<RowMaker>(['../*/**/rows.ts', '!../testing/rows.ts'], { eager: true }),
);

/**
 * The rows of a county, and the administrator whom all of them are there for. New ones at every call: what a use case
 * did to them must not spoil the next try.
 */
export async function createRows(county: TestCounty): Promise<Rows> {
  const people = await createPeople(county);
  const made: Partial<Rows> = { ...people };
  for (const { makeRows } of makers) Object.assign(made, await makeRows(people, county));
  return made as Rows;
}
