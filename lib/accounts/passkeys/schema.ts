import { z } from 'zod';
import { line, schemasOf, secret } from '@/lib/fields';
import { anId, isTicked } from '@/lib/shared/text';

/** What people call a passkey: it should say where it is kept. */
export const passkeyFields = {
  name: line({
    max: 100,
    missing: 'errors.passkey.enterName',
    tooLong: 'errors.passkey.nameTooLong',
    label: 'passkeys.add.name',
    hint: 'passkeys.add.nameHint',
    autoComplete: 'off',
    width: 'medium',
  }),
};
const { name } = schemasOf(passkeyFields);

/** Characters of a browser's answer: one with an attestation and a large key stays below a tenth of it. */
const MAX_ANSWER = 20_000;

/** What the browser answered, as JSON text. Whatever is none is as good as no answer: answers.ts reads it. */
const answer = secret(
  z
    .string()
    .max(MAX_ANSWER)
    .regex(/^[ -~]*$/)
    .catch(''),
);

export const AddPasskey = z.object({ name, answer, keepOthers: isTicked });

/** What a person types of it. */
export const PasskeyName = z.object({ name });

const passkeyId = anId;
export const PasskeyOnly = z.object({ passkeyId });
export const RenamePasskey = z.object({ passkeyId, name });

/** Using a passkey. */
export const UsePasskey = z.object({ answer });

/** Using one in place of a code; the browser may be remembered then. */
export const ProvePasskey = z.object({
  answer,
  remember: isTicked,
});
