import type { Operation } from '@/lib/adapters/document/openapi';
import type { JsonSchema, NamedSchemas } from '@/lib/adapters/document/openapi-input';

const samples: Record<string, unknown> = {
  email: 'ana.diaz@example.org',
  firstName: 'Ana',
  lastName: 'Diaz',
  name: 'Example',
  code: 'EXA',
  description: 'An example',
  roles: ['Citizen'],
  phoneNumber: '555-010-1234',
  address: '1 Main Street',
  reason: 'Moved away',
  timeZone: 'America/Los_Angeles',
  colour: '#14532d',
  phone: '555-010-1234',
  hours: 'Monday to Friday, 8 am to 5 pm',
  hoursEs: 'De lunes a viernes, de 8 a 17 h',
  languages: ['en', 'es'],
  version: 1,
  locale: 'en',
  scopes: ['user.view'],
  expiresInDays: 90,
  permissions: [{ name: 'user.view', reach: 'county' }],
};

/** A value that a schema takes, for people to put their own in place of. */
function sampleOf(schema: JsonSchema, named: NamedSchemas, name = ''): unknown {
  if (name in samples) return samples[name];
  if (schema.$ref) return sampleOf(named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, named, name);
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0], named, name);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, field]) => [key, sampleOf(field, named, key)]),
    );
  if (schema.type === 'array') return [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  return 'text';
}

/** A body that fits: what is needed, or everything where nothing is. Null where there is none. */
export function sampleBody({ requestBody }: Operation, named: NamedSchemas): string | null {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return null;
  const all = Object.entries(schema.properties ?? {});
  const needed = all.filter(([name]) => schema.required?.includes(name));
  const isEnough = needed.some(([name]) => name !== 'version');
  const fields = (isEnough ? needed : all).map(([name, field]) => [name, sampleOf(field, named, name)]);
  return JSON.stringify(Object.fromEntries(fields), null, 2);
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request from a command line. */
export function curlOf(
  { method, path, operation }: { method: string; path: string; operation: Operation },
  server: string,
  body: string | null,
): string {
  const address = path.replace(/\{(\w+)\}/g, (_match, name: string) => `$${name.toUpperCase()}`);
  const isOpen = !operation['x-signed-in'];
  const credentials = operation['x-fresh-session']
    ? [`-b "portal-session=$SESSION"`]
    : ['-H "Authorization: Bearer $TOKEN"'];
  return [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "${server}${address}"`,
    ...(isOpen ? [] : credentials),
    ...(body === null ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(body)}`]),
  ].join(' \\\n  ');
}
