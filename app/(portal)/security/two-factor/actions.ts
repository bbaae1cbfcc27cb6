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
  then: () => paths.factors.app(),
});

export const confirmAppAction = formAction(confirmApp, {
  reveal: ({ recoveryCodes }) => (recoveryCodes.length > 0 ? recoveryCodes : undefined),
  then: () => paths.factors.show(),
  flash: 'appAdded',
});

export const removeAppAction = formAction(removeApp, {
  input: () => ({}),
  then: () => paths.factors.show(),
  flash: 'appRemoved',
});

export const renewRecoveryCodesAction = formAction(renewRecoveryCodes, {
  input: () => ({}),
  reveal: ({ recoveryCodes }) => recoveryCodes,
});

export const forgetDeviceAction = formAction(forgetDevice, {
  then: () => paths.factors.show(),
  flash: 'deviceForgotten',
});

export const savePasskeyAction = formAction(savePasskey, {
  reveal: ({ recoveryCodes }) => (recoveryCodes.length > 0 ? recoveryCodes : undefined),
  then: () => paths.factors.show(),
  flash: 'passkeyAdded',
});

export const renamePasskeyAction = formAction(renamePasskey, {
  then: () => paths.factors.show(),
  flash: 'passkeyRenamed',
});

export const removePasskeyAction = formAction(removePasskey, {
  then: () => paths.factors.show(),
  flash: 'passkeyRemoved',
});
