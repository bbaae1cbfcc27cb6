'use server';

import { formAction } from '@/lib/adapters/form-action';
import { createCounty, updateCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { settingsOf } from './settings-fields';

export const createCountyAction = formAction(createCounty, {
  then: ({ id }) => paths.counties.show(id),
  flash: 'countyCreated',
});

/** The settings as the System Administrator saves them; the county's own administrators have a page of their own. */
export const updateCountyAction = formAction(updateCounty, {
  input: settingsOf,
  then: ({ id }) => paths.counties.show(id),
  flash: 'countySaved',
});

export const updateOwnCountyAction = formAction(updateCounty, {
  input: settingsOf,
  then: () => paths.counties.settings(),
  flash: 'countySaved',
});

export const deactivateCountyAction = formAction(updateCounty, {
  then: ({ id }) => paths.counties.show(id),
  flash: 'countyDeactivated',
});

export const reactivateCountyAction = formAction(updateCounty, {
  then: ({ id }) => paths.counties.show(id),
  flash: 'countyReactivated',
});
