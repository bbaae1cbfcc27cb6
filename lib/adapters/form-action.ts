import 'server-only';
import { createHash } from 'node:crypto';
import { refresh } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { secretFields } from '@/lib/fields';
import { cookieOf } from '@/lib/identity/cookies';
import { databaseFault } from '@/lib/kernel/database-faults';
import { type Fault, invalid } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { env } from '@/lib/platform/env';
import { drawnForField, type FormAction, type FormState, formValues } from '@/lib/shared/form-state';
import { type LinkKind, ownPath, paths } from '@/lib/shared/paths';
import { currentRequest } from './current-request';
import { isDrawnForAsker, markOfLink } from './drawn-for';
import { faultText, faultTexts } from './fault-text';
import { away, consequenceOf, faults } from './faults';
import { forgetLink, linkToken } from './link-cookie';
import { isOwnRequest } from './origin';
import { currentPath, leadAway } from './page';
import { useCaseOf } from './registry';
import { actionBegan, setPageStatus } from './response-status';

type Options<T> = {
  /** What the use case gets from the form; the fields by name unless told. */
  input?: (fields: Record<string, unknown>) => unknown | Promise<unknown>;
  /**
   * The form's page was opened by a mailed link of this kind: the use case gets its `token`, which is forgotten once it has
   * been used. Where another one was opened meanwhile, nothing is done.
   */
  link?: LinkKind;
  /** Names of file fields: the use case gets the bytes of the file that was chosen there. */
  files?: readonly string[];
  /** Where the form asks for more than the use case does (names at registration). */
  schema?: z.ZodType;
  /** What must happen before the person goes on: a cookie, a session. */
  afterwards?: (value: T) => Promise<void>;
  /** Where to go then: a path of the portal. Without it the form says that it is done. */
  then?: (value: T, fields: Record<string, unknown>) => string | Promise<string>;
  /** A key of `flash` in messages/, shown once on the next page. */
  flash?: string;
  /**
   * A secret that was just made, or several: it is in the answer to the form alone, in no address, cookie or history.
   * Where there is none to show, the person goes on (`then`).
   */
  reveal?: (value: T) => string | string[] | undefined;
  /** The form has a `RequestKey`: sent twice (a double click, a reload of the answer) it does what it does once. */
  once?: true;
};

/**
 * Makes a server action of a use case: a plain form post without JavaScript, React's action with it. A failure
 * becomes what a person sees: the error summary, the sign-in page, 403 or 404.
 */
export function formAction<S extends z.ZodType, T>(
  useCase: UseCase<S, T>,
  options: Options<T> = {},
): FormAction {
  const secrets = new Set([...secretFields(useCase.input), ...secretFields(options.schema)]);
  const action: FormAction = async (_before, data) => {
    actionBegan();
    // Who calls an action by hand sends whatever they like as its arguments, or none.
    const sent = data instanceof FormData ? data : new FormData();
    const { [drawnForField]: mark, ...fields }: Record<string, unknown> = Object.assign(
      formValues(sent),
      await bytesOf(sent, options.files),
    );
    const header = await headers();
    if (!isOwnRequest(header)) {
      setPageStatus(faults.forbidden.status);
      return shown({ code: 'forbidden', message: 'errors.form.foreign' }, fields, secrets, header);
    }
    const act = async (): Promise<FormState> => {
      const request = await currentRequest({ bearer: false });
      const token = options.link && (await linkToken(options.link));
      const isForAsker = options.link
        ? token === undefined || mark === markOfLink(token)
        : await isDrawnForAsker(mark, request, useCase.access === 'public');
      if (!isForAsker) {
        if (!isByScript(header)) setPageStatus(faults.forbidden.status);
        const message = options.link ? 'errors.form.anotherLink' : 'errors.form.somebodyElse';
        // What was typed is not shown to somebody else; a browser with scripts keeps it on the page.
        return shown({ code: 'forbidden', message }, {}, secrets, header);
      }
      const asked = options.schema?.safeParse(fields);
      if (asked && !asked.success) return shown(invalid(asked.error), fields, secrets, header);
      const input = options.input
        ? await options.input(fields)
        : options.link
          ? { ...fields, token }
          : fields;
      const result = await useCase.execute(
        options.once ? { ...request, idempotencyKey: requestKeyOf(fields) } : request,
        input,
      );
      if (!result.ok) return answerFault(result.error, fields, secrets, header);
      if (options.link) await forgetLink(options.link);
      await options.afterwards?.(result.value);
      const reveal = options.reveal?.(result.value);
      if (reveal !== undefined) return { status: 'done', reveal };
      if (options.flash) await setFlash(options.flash);
      if (options.then) redirect(ownPath(await options.then(result.value, fields)) ?? paths.dashboard.show());
      return { status: 'done' };
    };
    return act().catch((error: unknown) => {
      // What the form itself looks up, before and after its use case. A redirect is thrown, too.
      if (databaseFault(error) === 'away') return shown(away, fields, secrets, header);
      throw error;
    });
  };
  useCaseOf.set(action, useCase as unknown as UseCase);
  return action;
}

/** The bytes of the files that were chosen, by field; a browser sends an empty file for a field without one. */
async function bytesOf(data: FormData, names: readonly string[] = []): Promise<Record<string, Uint8Array>> {
  const chosen = names.flatMap((name) => {
    const file = data.get(name);
    return file instanceof File && file.size > 0 ? [{ name, file }] : [];
  });
  return Object.fromEntries(
    await Promise.all(chosen.map(async ({ name, file }) => [name, new Uint8Array(await file.arrayBuffer())])),
  );
}

/** The same form with the same content is the same request; changed and sent again, it is another one. */
function requestKeyOf(fields: Record<string, unknown>): string | undefined {
  const { requestKey, ...content } = fields;
  if (typeof requestKey !== 'string' || !/^[\w-]{20,64}$/.test(requestKey)) return undefined;
  return `${requestKey}:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}

/** Shows a line of `flash` on the next page, once. Only the key travels, so the cookie may be readable. */
export async function setFlash(key: string): Promise<void> {
  (await cookies()).set(cookieOf('flash', key, env().APP_URL));
}

/** Another page, or the form with what is wrong. */
async function answerFault(
  fault: Fault,
  fields: Record<string, unknown>,
  secrets: ReadonlySet<string>,
  header: Headers,
): Promise<FormState> {
  await leadAway(fault, await currentPath());
  // The form gets what stands now, its version too, so that it can be sent again; what was typed stays.
  if (fault.code === 'conflict') refresh();
  return shown(fault, fields, secrets, header);
}

/** React's own post must stay 200, or the browser takes the answer for a broken one. */
const isByScript = (header: Headers) => header.has('next-action');

async function shown(
  fault: Fault,
  fields: Record<string, unknown>,
  secrets: ReadonlySet<string>,
  header: Headers,
): Promise<FormState> {
  if (!isByScript(header) && consequenceOf(fault) === 'wait')
    setPageStatus(faults[fault.code].status, fault.retryAfter);
  const texts = await faultTexts(fault);
  const named = Object.entries(texts).filter(([field]) => field !== '');
  const whole = texts['']?.map((text) => ({ text })) ?? [];
  return {
    status: 'error',
    summary:
      named.length + whole.length > 0
        ? [...named.map(([field, [text = '']]) => ({ field, text })), ...whole]
        : [{ text: await faultText(fault) }],
    fields: Object.fromEntries(named.map(([field, [text = '']]) => [field, text])),
    values: Object.fromEntries(
      Object.entries(fields).filter(
        (entry): entry is [string, string | string[]] =>
          (typeof entry[1] === 'string' || Array.isArray(entry[1])) && !secrets.has(entry[0]),
      ),
    ),
  };
}
