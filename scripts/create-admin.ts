import { parseArgs } from 'node:util';
import { makeAdministrator } from '@/lib/administration';
import { domains } from '@/lib/domains';
import { sendDueMail } from '@/lib/jobs/deliver';
import { operatorRequest } from '@/lib/jobs/jobs';
import { takeOffers } from '@/lib/jobs/offers';
import { closeDatabase } from '@/lib/kernel/db';
import type { Fault } from '@/lib/kernel/result';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { paths } from '@/lib/shared/paths';
import { openPrepared } from './prepare-database';
import { commandMode, usableSettings } from './settings';

/**
 * The first administrator of a production portal:
 * `npm run create-admin -- --email E --county CODE [--county-name "Alder County"]` or `--email E --system`.
 * The county is made when it is not there and its name is given. Sends (or prints) a one-time link; never a password.
 */
const usage = 'Usage: npm run create-admin -- --email E (--county CODE [--county-name NAME] | --system)';

class Refusal extends Error {}

function readArguments() {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      county: { type: 'string' },
      'county-name': { type: 'string' },
      system: { type: 'boolean', default: false },
    },
  });
  const email = normaliseEmailAddress(values.email ?? '');
  if (!email) throw new Refusal(`--email must be one e-mail address.\n${usage}`);
  if (values.system === Boolean(values.county))
    throw new Refusal(`Give either --county or --system.\n${usage}`);
  const code = values.county?.toUpperCase();
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new Refusal('--county must be a code of three letters, such as ALD.');
  return { email, county: code === undefined ? null : { code, name: values['county-name'] } };
}

/** What speaks against it, in the words of the command. */
function refusalOf({ message }: Fault, email: string, code: string | undefined): Refusal {
  switch (message) {
    case 'errors.county.gone':
      return new Refusal(`There is no county ${code}. To make it, add --county-name "Its Name".`);
    case 'errors.user.addressTaken':
      return new Refusal(`${email} already has an account elsewhere. Use another address.`);
    case 'errors.user.inactive':
      return new Refusal(`${email} is deactivated.`);
    default:
      return new Refusal(`This did not work (${message}). Try again.`);
  }
}

async function createAdministrator(): Promise<string> {
  const asked = readArguments();
  const { settings } = usableSettings(commandMode());
  await openPrepared(settings);
  takeOffers(domains);
  const { email, county } = asked;
  const wantsLink = !settings.SMTP_URL;
  const made = await makeAdministrator.execute(operatorRequest(makeAdministrator.name), {
    ...asked,
    wantsLink,
  });
  if (!made.ok) throw refusalOf(made.error, email, county?.code);
  const { link } = made.value;
  if (link !== null)
    return `Open this link to choose a password for ${email}. It works once, for 7 days:\n${settings.APP_URL}${paths.passwordReset.mailed(link)}`;
  // What cannot be sent now the running portal sends later.
  await sendDueMail();
  return `A link goes to ${email} by mail. It works once, for 7 days.`;
}

try {
  console.log(await createAdministrator());
} catch (error) {
  console.error(
    error instanceof Refusal || (error instanceof TypeError && 'code' in error) ? error.message : error,
  );
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
