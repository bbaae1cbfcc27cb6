import enAccounts from './en/accounts.json' with { type: 'json' };
import enAdministration from './en/administration.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enBatches from './en/batches.json' with { type: 'json' };
import enDevelopers from './en/developers.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enLayout from './en/layout.json' with { type: 'json' };
import enMails from './en/mails.json' with { type: 'json' };
import enPublic from './en/public.json' with { type: 'json' };
import enReporting from './en/reporting.json' with { type: 'json' };
import esAccounts from './es/accounts.json' with { type: 'json' };
import esAdministration from './es/administration.json' with { type: 'json' };
import esAudit from './es/audit.json' with { type: 'json' };
import esBatches from './es/batches.json' with { type: 'json' };
import esDevelopers from './es/developers.json' with { type: 'json' };
import esErrors from './es/errors.json' with { type: 'json' };
import esLayout from './es/layout.json' with { type: 'json' };
import esMails from './es/mails.json' with { type: 'json' };
import esPublic from './es/public.json' with { type: 'json' };
import esReporting from './es/reporting.json' with { type: 'json' };

/** Every word that people read, in English: messages/en has a file for each domain, in which its areas stand. */
export const en = {
  ...enAccounts,
  ...enAdministration,
  ...enAudit,
  ...enBatches,
  ...enDevelopers,
  ...enErrors,
  ...enLayout,
  ...enMails,
  ...enPublic,
  ...enReporting,
};

/** The same in Spanish. */
export const es = {
  ...esAccounts,
  ...esAdministration,
  ...esAudit,
  ...esBatches,
  ...esDevelopers,
  ...esErrors,
  ...esLayout,
  ...esMails,
  ...esPublic,
  ...esReporting,
};

export const catalogues = { en, es };
