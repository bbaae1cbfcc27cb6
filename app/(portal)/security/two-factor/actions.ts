'use server';

import {
  confirmApp,
  forgetDevice,
  removeApp,
  removePasskey,
  renamePasskey,
  renewRecoveryCodes,
  savePasskey,
  startApp,
} from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const startAppAction = formAction(startApp, {
  input: () => ({}),
  then: () => paths.setUpApp(),
});

export const confirmAppAction = formAction(confirmApp, {
  reveal: ({ recoveryCodes }) => (recoveryCodes.length > 0 ? recoveryCodes : undefined),
  then: () => paths.twoFactorSettings(),
  flash: 'appAdded',
});

export const removeAppAction = formAction(removeApp, {
  input: () => ({}),
  then: () => paths.twoFactorSettings(),
  flash: 'appRemoved',
});

export const renewRecoveryCodesAction = formAction(renewRecoveryCodes, {
  input: () => ({}),
  reveal: ({ recoveryCodes }) => recoveryCodes,
});

export const forgetDeviceAction = formAction(forgetDevice, {
  then: () => paths.twoFactorSettings(),
  flash: 'deviceForgotten',
});

export const savePasskeyAction = formAction(savePasskey, {
  reveal: ({ recoveryCodes }) => (recoveryCodes.length > 0 ? recoveryCodes : undefined),
  then: () => paths.twoFactorSettings(),
  flash: 'passkeyAdded',
});

export const renamePasskeyAction = formAction(renamePasskey, {
  then: () => paths.twoFactorSettings(),
  flash: 'passkeyRenamed',
});

export const removePasskeyAction = formAction(removePasskey, {
  then: () => paths.twoFactorSettings(),
  flash: 'passkeyRemoved',
});
