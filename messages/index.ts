import enAccounts from './en/accounts.json';
import enAdministration from './en/administration.json';
import enAudit from './en/audit.json';
import enBatches from './en/batches.json';
import enDevelopers from './en/developers.json';
import enErrors from './en/errors.json';
import enLayout from './en/layout.json';
import enMails from './en/mails.json';
import enPublic from './en/public.json';
import enReporting from './en/reporting.json';
import esAccounts from './es/accounts.json';
import esAdministration from './es/administration.json';
import esAudit from './es/audit.json';
import esBatches from './es/batches.json';
import esDevelopers from './es/developers.json';
import esErrors from './es/errors.json';
import esLayout from './es/layout.json';
import esMails from './es/mails.json';
import esPublic from './es/public.json';
import esReporting from './es/reporting.json';

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
